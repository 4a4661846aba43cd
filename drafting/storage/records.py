"""What the store gives out: immutable values, times in ISO 8601 UTC."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256

from drafting.references import render
from drafting.report import Author, Brief, FigureSet, Revision, Usage

CHANGED, UNDONE = "改数", "撤销改数"
"""Why a figure set was made, where a change of figures was all that made it: only such a set can be undone."""


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


def fingerprint(*texts: str) -> str:
    """SHA-256 in hexadecimal; where one text ends and the next begins counts."""
    return sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Lock:
    """A text that stays as it is: `figures` are those it is rendered with, `kept` the newest set it was told to ignore.

    `seal` covers the stored and the rendered text.
    """

    id: str
    section: str
    revision: str
    figures: FigureSet
    kept: int
    seal: str
    made: str

    def intact(self, source: str) -> bool:
        return self.seal == sealed(source, self.figures)


def sealed(source: str, figures: FigureSet) -> str:
    return fingerprint(source, render(source, figures).text)


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
    """`run` is the newest run's part in this section; `proposals` are the waiting ones, oldest first.

    `reviewed`: fingerprints of stored sentences, each with the figure set a human has read it with.
    """

    id: str
    position: int
    heading: str
    level: int
    asked: int | None
    revision: Revision | None = None
    run: SectionRun | None = None
    proposals: tuple[Proposal, ...] = ()
    lock: Lock | None = None
    reviewed: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class StoredReport:
    """`brief.figures` is the newest figure set; `sections[i]` belongs to `brief.sections[i]`."""

    id: str
    brief: Brief
    exemplar_name: str
    exemplar_text: str
    sections: tuple[StoredSection, ...]

    def figures_of(self, section: StoredSection) -> FigureSet:
        """What the section is rendered with: the newest figures, or those its lock holds fast."""
        return section.lock.figures if section.lock else self.brief.figures
