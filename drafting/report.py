"""The nouns of a report: figures, points, briefs, drafts, revisions, findings. Values; no behaviour beyond look-up."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Use(StrEnum):
    """How binding a figure or point is."""

    MUST = "必用"
    MAY = "可用"
    RESERVE = "备查"


class Polarity(StrEnum):
    """Whether a rise is welcome. `UNKNOWN` is worded neutrally."""

    GOOD = "升为好"
    BAD = "降为好"
    NEUTRAL = "中性"
    UNKNOWN = ""


class Status(StrEnum):
    """How firm a number is; an estimate is rendered with 预计."""

    NONE = ""
    ESTIMATE = "预计"
    FLASH = "快报"
    FINAL = "核定"
    PENDING = "待报"


class State(StrEnum):
    """How far a piece of work is."""

    UNKNOWN = ""
    DONE = "已办"
    DOING = "在办"
    PLANNED = "拟办"


class Kind(StrEnum):
    NUMBER = "number"
    NAME = "name"
    DATE = "date"


class Origin(StrEnum):
    BRIEF = "brief"
    POINT = "point"
    DERIVED = "derived"
    MANUAL = "manual"


class Author(StrEnum):
    HUMAN = "human"
    MODEL = "model"
    PLAIN = "plain"


class Severity(StrEnum):
    ERROR = "error"
    WARN = "warn"
    INFO = "info"

    @property
    def word(self) -> str:
        """What a writer reads for it."""
        return {Severity.ERROR: "错误", Severity.WARN: "提醒", Severity.INFO: "提示"}[self]


class SectionStatus(StrEnum):
    """`EMPTY`: no material was given for it, so nothing was written."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    EMPTY = "empty"
    FAILED = "failed"


class DraftStatus(StrEnum):
    DONE = "done"
    PARTIAL = "partial"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a figure is compared with (`to`: 同比, 占年度任务, 高于全市…; "" when not said) and by how much.

    `written`: `to` as the writer typed it, where that held a quantity (占年度任务50亿元), else "".
    """

    to: str
    value: str
    written: str = ""

    @property
    def typed(self) -> str:
        return self.written or self.to


@dataclass(frozen=True, slots=True)
class Figure:
    """A fact by name. `value`, `prev`, `note` and comparison values keep the writer's exact text.

    `bound`: the note with its quantities as references. `formula`: what a derived figure is computed by, in keys.
    """

    key: str
    name: str
    section: int
    kind: Kind = Kind.NUMBER
    value: str = ""
    unit: str = ""
    comparisons: tuple[Comparison, ...] = ()
    rank: str = ""
    prev: str = ""
    note: str = ""
    bound: str = ""
    source: str = ""
    use: Use = Use.MUST
    polarity: Polarity = Polarity.UNKNOWN
    status: Status = Status.NONE
    origin: Origin = Origin.BRIEF
    formula: str = ""

    @property
    def pending(self) -> bool:
        """Only named, nothing to say yet (待填)."""
        return not (self.value or self.compared or self.rank or self.note) or self.status is Status.PENDING

    @property
    def compared(self) -> tuple[Comparison, ...]:
        """The comparisons that are filled in; one without a value is a blank of the form."""
        return tuple(one for one in self.comparisons if one.value)


@dataclass(frozen=True, slots=True)
class FigureSet:
    """All figures of a report at one moment; an edit makes the next number."""

    figures: tuple[Figure, ...] = ()
    number: int = 1

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.figures)

    def __len__(self) -> int:
        return len(self.figures)

    def get(self, key: str) -> Figure | None:
        return next((figure for figure in self.figures if figure.key == key), None)

    def of_section(self, section: int) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.figures if figure.section == section)

    def next_key(self) -> str:
        """Keys are never used twice in the life of a report, so the next is past the largest."""
        return f"F{max((int(figure.key[1:]) for figure in self.figures), default=0) + 1}"

    def having(self, figure: Figure) -> "FigureSet":
        """The next set, with `figure` in place of the one of the same key, or added."""
        if self.get(figure.key) is None:
            return FigureSet((*self.figures, figure), self.number + 1)
        kept = tuple(figure if one.key == figure.key else one for one in self.figures)
        return replace(self, figures=kept, number=self.number + 1)


@dataclass(frozen=True, slots=True)
class Point:
    """One bullet in note form. `text` is the writer's; `bound` has its quantities as references to figures."""

    text: str
    bound: str
    use: Use = Use.MAY
    state: State = State.UNKNOWN
    source: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Basis:
    """A document or fixed wording the draft may cite."""

    text: str
    source: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """What was asked: by whom, for which occasion, how many minutes, what it must and must not touch."""

    audience: str = ""
    occasion: str = ""
    minutes: str = ""
    must: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionBrief:
    """`length` is the asked number of characters, None when not asked; `level` 0 is the front matter."""

    heading: str
    level: int = 1
    length: int | None = None
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """What the writer gives. Figures stand in `figures`, each with the index of its section."""

    title: str
    unit: str = ""
    period: str = ""
    date: str = ""
    salutation: str = ""
    lead: str = ""
    closing: str = ""
    signer: str = ""
    task: Task = field(default_factory=Task)
    basis: tuple[Basis, ...] = ()
    exemplar: str = ""
    sections: tuple[SectionBrief, ...] = ()
    figures: FigureSet = field(default_factory=FigureSet)


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault found: half-open span (code points) in the section's rendered text; `section` None for the whole."""

    rule: str
    severity: Severity
    message: str
    section: int | None = None
    start: int = 0
    end: int = 0
    text: str = ""
    suggestion: str = ""

    @property
    def sentence(self) -> str:
        """Message and remedy as one sentence."""
        return f"{self.message}，{self.suggestion}。" if self.suggestion else f"{self.message}。"


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a figure stands in a rendered text (code points, half-open); part: value, change, rate, prev, rank."""

    start: int
    end: int
    figure: str
    part: str = "value"
    comparison: str = ""


@dataclass(frozen=True, slots=True)
class Usage:
    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.calls + other.calls,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            self.cached_tokens + other.cached_tokens,
        )


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A section's stored text (`source`, with references); a failed one has `reason` and `partial` instead.

    `figures`: what a locked section is rendered with; None for one that follows the draft's.
    """

    heading: str
    level: int
    source: str = ""
    status: SectionStatus = SectionStatus.WAITING
    author: Author = Author.PLAIN
    asked: int | None = None
    usage: Usage = field(default_factory=Usage)
    reason: str = ""
    partial: str = ""
    model: str = ""
    template: str = ""
    figures: FigureSet | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole report: the brief it answers, the sections, the figures its references are rendered with."""

    brief: Brief
    sections: tuple[SectionDraft, ...]
    figures: FigureSet
    findings: tuple[Finding, ...] = ()

    def figures_of(self, section: SectionDraft) -> FigureSet:
        """What the section's references are rendered with."""
        return self.figures if section.figures is None else section.figures

    @property
    def status(self) -> DraftStatus:
        """FAILED when not one section has text."""
        if self.sections and not any(section.source for section in self.sections):
            return DraftStatus.FAILED
        bad = {SectionStatus.FAILED, SectionStatus.EMPTY}
        return DraftStatus.PARTIAL if any(section.status in bad for section in self.sections) else DraftStatus.DONE

    @property
    def usage(self) -> Usage:
        return sum((section.usage for section in self.sections), Usage())


@dataclass(frozen=True, slots=True)
class Revision:
    """An immutable text of one section, pinned to the FigureSet it was written with. `made` is ISO 8601, UTC."""

    id: str
    section: str
    source: str
    author: Author
    figure_set: int
    made: str
    note: str = ""
    model: str = ""
    template: str = ""
    usage: Usage = field(default_factory=Usage)
