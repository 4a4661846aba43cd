"""Reports to try the checks on: a brief, the report written from it by hand, and errors planted in that report.

Each folder of `open/` (and of `held/`, where there is one) holds

- `brief.yaml`: the writer's material, in the format of docs/brief.md;
- `correct.txt`: the report a practised writer made of it by hand, every number supported by the brief;
- `errors.yaml`: single edits of the report, each with the words it replaces (`find`, unique in the report), what a
  careless writer would have put there (`replace`), the part of that which is wrong (`wrong`), and its `kind`.

The writers were given the brief format and the rules of the trade, and no sight of the program, its tests or its
word lists. Places, bodies and numbers are made up. A report is of one kind each: a county's half year, a bureau's year,
a safety report, and so on. `held/` was written the same way by the same rules; it is for a closing measurement and
is not looked into while the checks are being worked on.
"""

import json
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import yaml

from drafting.intake.brief_file import brief_from_text
from drafting.report import Brief

HERE = Path(__file__).parent
FOLDERS = ("open", "held")


@dataclass(frozen=True)
class Edit:
    """One planted error: `find` stands once in the report, `wrong` is what is wrong in `replace`."""

    kind: str
    find: str
    replace: str
    wrong: str


@dataclass(frozen=True)
class Case:
    """One folder. `held`: not one of those the checks were worked on with."""

    name: str
    material: str
    brief: Brief
    report: str
    edits: tuple[Edit, ...]
    held: bool = False

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """The report's text under each heading of the brief, in the order of the brief."""
        headings = [section.heading for section in self.brief.sections]
        lines = [line.strip() for line in self.report.splitlines()]
        places = [lines.index(heading) for heading in headings]
        ends = [*places[1:], len(lines)]
        spans = zip(places, ends, strict=True)
        return tuple("\n".join(filter(str.strip, lines[place + 1 : end])) for place, end in spans)

    def with_point(self, text: str) -> Brief:
        """The brief with one more point, the last of its last section; the keys of its figures stay as they are."""
        tree = yaml.load(self.material, yaml.BaseLoader)
        last = tree["sections"][-1]
        last["points"] = [*last.get("points", ()), text]
        return brief_from_text(json.dumps(tree), self.name, "json")


@cache
def cases() -> tuple[Case, ...]:
    """Every folder that is there, in order."""
    places = [(folder, place) for folder in FOLDERS for place in sorted((HERE / folder).glob("*/"))]
    return tuple(_read(place, held=folder == "held") for folder, place in places)


def _read(place: Path, *, held: bool) -> Case:
    material = (place / "brief.yaml").read_text("utf-8")
    report = (place / "correct.txt").read_text("utf-8").replace("\r\n", "\n").removeprefix("\ufeff")
    edits = yaml.safe_load((place / "errors.yaml").read_text("utf-8"))
    brief = brief_from_text(material, place.name, "yaml")
    return Case(place.name, material, brief, report, tuple(Edit(**edit) for edit in edits), held)
