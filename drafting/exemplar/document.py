"""The nouns of an exemplar. Offsets are code points in `Exemplar.text`, half-open."""

from dataclasses import dataclass

from drafting.report import Kind


@dataclass(frozen=True, slots=True)
class Slot:
    """A place where a fact goes; `text` is the mask or the literal quantity, `direction` 增长, 下降 or None."""

    offset: int
    end: int
    kind: Kind
    label: str
    unit: str
    direction: str | None
    text: str


@dataclass(frozen=True, slots=True)
class ExemplarSection:
    """`path` holds the headings from level 1 down to this one; the front matter is level 0 with an empty path."""

    heading: str
    level: int
    path: tuple[str, ...]
    start: int
    end: int
    body_start: int
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Exemplar:
    """`text` has no BOM and LF line ends, else it is kept character by character; sections tile it."""

    name: str
    text: str
    title: str
    salutation: str
    lead: str
    sections: tuple[ExemplarSection, ...]

    def body(self, section: ExemplarSection) -> str:
        return self.text[section.body_start : section.end]
