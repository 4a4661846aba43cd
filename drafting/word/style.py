"""House styles: how a report looks on paper, as data in `styles/*.yaml`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
import yaml

from drafting.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Face:
    """`size` in points."""

    font: str
    size: float


@dataclass(frozen=True, slots=True)
class PageNumber:
    """`below`: mm from the type area to the dashes; `inset`: characters from its outer edge."""

    font: str
    size: float
    below: float
    inset: int


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins in mm."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines a page, characters a line; pitch of a line and spacing added to a character in points."""

    lines: int
    characters: int
    line_pitch: float
    character_spacing: float


@dataclass(frozen=True, slots=True)
class Deviation:
    """Where the style leaves the standard, and why."""

    item: str
    standard: str
    here: str
    reason: str


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """`headings` has one face a level; indents are in characters; `western_font` "" is the face's own."""

    name: str
    standard: str
    page: Page
    grid: Grid
    title: Face
    body: Face
    headings: tuple[Face, Face, Face, Face]
    page_number: PageNumber
    western_font: str
    first_line_indent: int
    signature_inset: int
    note_fill: str
    substitutes: tuple[tuple[str, str], ...]
    deviations: tuple[Deviation, ...]

    @property
    def character_pitch(self) -> float:
        """Points from one body character to the next."""
        return self.body.size + self.grid.character_spacing


@cache
def house_style(name: str = "standard") -> HouseStyle:
    """A shipped style. Raises `ConfigurationError`."""
    return read_style(Path(__file__).with_name("styles") / f"{name}.yaml")


def read_style(path: Path) -> HouseStyle:
    """Raises `ConfigurationError`."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return msgspec.convert(data, HouseStyle)
    except (OSError, UnicodeError, yaml.YAMLError, msgspec.ValidationError) as error:
        raise ConfigurationError("版式文件读不出来", place=path.name, hint="请对照自带的 standard.yaml 改正") from error
