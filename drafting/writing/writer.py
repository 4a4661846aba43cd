"""The seam between the pipeline and whoever writes: a model over the wire, or the plain writer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from drafting.checking import Context
from drafting.report import Author, Brief, FigureSet, Finding, SectionBrief, Usage

OnText = Callable[[str], None]
"""Called with the text so far, each time more of it is there."""


@dataclass(frozen=True)
class Ground:
    """All that one section may be written from. `passage` is masked exemplar text: form, never facts."""

    brief: Brief
    index: int
    figures: FigureSet
    passage: str = ""
    private: bool = False

    @property
    def section(self) -> SectionBrief:
        return self.brief.sections[self.index]

    @cached_property
    def context(self) -> Context:
        """What the text is held against; built once, as an answer is settled and checked several times."""
        return Context(self.brief, self.figures)


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer delivered: text with references, not yet settled."""

    text: str
    author: Author
    model: str = ""
    template: str = ""
    usage: Usage = field(default_factory=Usage)


class Writer(Protocol):
    """Raises `WriterError`. `repair` answers error findings once, or None when it can't do better."""

    author: Author

    def write(self, ground: Ground, on_text: OnText) -> Written: ...

    def repair(self, ground: Ground, text: str, findings: tuple[Finding, ...], on_text: OnText) -> Written | None: ...
