"""What the store gives out: immutable values, times in ISO 8601 UTC."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from drafting.report import Author, Brief, Revision, Usage


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


class RunState(StrEnum):
    """`INTERRUPTED`: the process that ran it is gone."""

    RUNNING = "running"
    DONE = "done"
    PARTIAL = "partial"
    FAILED = "failed"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"


class SectionRunState(StrEnum):
    """How far one section of a run is; shares its words with `SectionStatus`."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    EMPTY = "empty"
    FAILED = "failed"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"

    @property
    def open(self) -> bool:
        return self in (SectionRunState.WAITING, SectionRunState.RUNNING)


class ProposalState(StrEnum):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a machine-made text was made with; all empty for a human's."""

    model: str = ""
    template: str = ""
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """`drafted` of `sections` have text."""

    id: str
    title: str
    unit: str
    period: str
    updated: str
    sections: int
    drafted: int


@dataclass(frozen=True, slots=True)
class FigureSetInfo:
    number: int
    made: str
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A text that waits beside a section's newest revision. By a human: the kept side of a save conflict."""

    id: str
    section: str
    source: str
    author: Author
    figure_set: int
    made: str
    state: ProposalState
    base: str | None = None
    note: str = ""
    provenance: Provenance = field(default_factory=Provenance)


@dataclass(frozen=True, slots=True)
class SectionRun:
    """`partial` is the text received so far, `reason` why it did not finish (Chinese)."""

    run: str
    section: str
    state: SectionRunState
    partial: str = ""
    reason: str = ""
    started: str = ""
    ended: str = ""


@dataclass(frozen=True, slots=True)
class RunView:
    """A run and its sections in the order of the report; `ended` is "" while it runs."""

    id: str
    report: str
    writer: str
    state: RunState
    started: str
    ended: str
    sections: tuple[SectionRun, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """One paid attempt at a section (`usage.calls` requests), for the ledger."""

    model: str
    usage: Usage
    started: str
    ended: str
    outcome: SectionRunState


@dataclass(frozen=True, slots=True)
class StoredSection:
    """`run` is the newest run's part in this section; `proposals` are the waiting ones, oldest first."""

    id: str
    position: int
    heading: str
    level: int
    asked: int | None
    revision: Revision | None = None
    run: SectionRun | None = None
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredReport:
    """`brief.figures` is the newest figure set; `sections[i]` belongs to `brief.sections[i]`."""

    id: str
    brief: Brief
    exemplar_name: str
    exemplar_text: str
    sections: tuple[StoredSection, ...]
