"""What was given and where it stands in the draft, and what should not stand there but does."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from drafting.checking.context import Context
from drafting.checking.numbers.fidelity import link
from drafting.checking.points import Page, Saying, saying, wanted
from drafting.checking.rules import Span, finding
from drafting.lexicon import table
from drafting.references import is_movement, render
from drafting.report import (
    Draft,
    Figure,
    Finding,
    Kind,
    Mention,
    Origin,
    Point,
    SectionBrief,
    SectionStatus,
    Use,
)

MAX_QUOTED = 18
OFTEN = 3
Pages = Mapping[int | None, Page]
"""The written texts by section; None is a text from elsewhere, whose sections are not known."""


class Condition(StrEnum):
    """How a figure or point fares in a draft."""

    MISSING = "必用没写"
    RESERVED = "备查用了"
    PENDING = "待填"
    UNUSED = "没用上"
    REPEATED = "用了多次"
    USED = "已用"
    KEPT = "备查没用"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure is said: code points of that section's text."""

    section: int | None
    span: Span
    saying: Saying


@dataclass(frozen=True, slots=True)
class FigureUse:
    """`repeat`: where its number stands once too often, None when it doesn't."""

    figure: Figure
    places: tuple[Place, ...]
    repeat: Place | None = None

    @property
    def condition(self) -> Condition:
        if self.figure.pending:
            return Condition.PENDING
        if self.repeat is not None:
            return Condition.REPEATED
        return _condition(self.figure.use, used=bool(self.places))

    def times(self, section: int | None) -> int:
        """How often it is stated there. Value and change told in one breath are one statement, so the part said most
        often counts."""
        counts: dict[Saying, int] = {}
        for place in self.places:
            if place.section == section:
                counts[place.saying] = counts.get(place.saying, 0) + 1
        return max(counts.values(), default=0)

    @property
    def sections(self) -> tuple[int | None, ...]:
        """Those that say it, in order."""
        return tuple(dict.fromkeys(place.section for place in self.places))

    @property
    def total(self) -> int:
        return sum(map(self.times, self.sections))


@dataclass(frozen=True, slots=True)
class PointUse:
    """`section`: whose point it is; `sections`: which make it."""

    point: Point
    section: int
    sections: tuple[int | None, ...]

    @property
    def condition(self) -> Condition:
        return _condition(self.point.use, used=bool(self.sections))


@dataclass(frozen=True)
class Coverage:
    """The use of every figure and point in the order of the brief. Points of sections without a text are not held."""

    figures: tuple[FigureUse, ...]
    points: tuple[PointUse, ...]

    @cached_property
    def by_key(self) -> dict[str, FigureUse]:
        return {one.figure.key: one for one in self.figures}


def _condition(use: Use, *, used: bool) -> Condition:
    if use is Use.RESERVE:
        return Condition.RESERVED if used else Condition.KEPT
    if used:
        return Condition.USED
    return Condition.MISSING if use is Use.MUST else Condition.UNUSED


def coverage_of(draft: Draft) -> Coverage:
    """Of a whole draft: what its finished sections say by reference, by value under the right name, or in words."""
    context = Context(draft.brief, draft.figures)
    pages: dict[int | None, Page] = {}
    for index, section in enumerate(draft.sections):
        if section.status is SectionStatus.DONE:
            rendered = render(section.source, draft.figures_of(section))
            typed = link(rendered.text, rendered.mentions, context)
            pages[index] = Page(rendered.text, (*rendered.mentions, *typed))
    return cover(pages, context)


def cover(pages: Pages, context: Context) -> Coverage:
    """Computed once; the mentions of a page are its references and its typed-out figures, in any order."""
    places: dict[str, list[Place]] = {}
    for section, page in pages.items():
        for one in sorted((*page.mentions, *_worded(page, context)), key=lambda one: one.start):
            span = Span(one.start, one.end, page.text[one.start : one.end])
            places.setdefault(one.figure, []).append(Place(section, span, saying(one, context.by_key)))
    summaries = {at for at, one in enumerate(context.brief.sections) if _sums_up(one)}
    figures = []
    for figure in context.figures:
        own = tuple(places.get(figure.key, ()))
        figures.append(FigureUse(figure, own, _repeat(figure, own, summaries)))
    return Coverage(tuple(figures), tuple(_points(pages, context, places)))


def _worded(page: Page, context: Context) -> Iterator[Mention]:
    """Names, dates and notes are said by their words."""
    known = {one.figure for one in page.mentions}
    for figure in context.figures:
        words = figure.value if figure.kind is not Kind.NUMBER else ""
        if not figure.value and not figure.compared and not figure.rank:
            words = figure.note
        at = page.text.find(words) if words and figure.key not in known else -1
        while at >= 0:
            yield Mention(at, at + len(words), figure.key)
            at = page.text.find(words, at + len(words))


def _sums_up(section: SectionBrief) -> bool:
    heading = section.heading
    return section.level == 0 or not heading or any(word in heading for word in table("coverage")["summaries"])


def _repeat(figure: Figure, places: Iterable[Place], summaries: set[int]) -> Place | None:
    """The same number in a second section, or for the third time; a section that sums up may state it once more, and
    so may a text whose sections aren't known."""
    if figure.kind is not Kind.NUMBER or figure.use is Use.RESERVE or not (figure.value or figure.compared):
        return None
    said: dict[Saying, list[Place]] = {}
    for place in places:
        if place.section not in summaries:
            said.setdefault(place.saying, []).append(place)
    for group in said.values():
        first = group[0]
        again = next((one for one in group if one.section != first.section), None)
        often = OFTEN if first.section is not None else OFTEN + 1
        if again is not None or len(group) >= often:
            return again or group[often - 1]
    return None


def _points(pages: Pages, context: Context, places: Mapping[str, list[Place]]) -> Iterator[PointUse]:
    everything = frozenset(one.saying for group in places.values() for one in group)
    by_page: dict[int | None, set[Saying]] = {}
    for one in (place for group in places.values() for place in group):
        by_page.setdefault(one.section, set()).add(one.saying)
    for index, section in enumerate(context.brief.sections):
        own = [at for at in (index, None) if at in pages]
        for point in section.points if own else ():
            asked = wanted(point, context.by_key)
            said = [at for at in own if asked.said(pages[at], everything)]
            # Looked for elsewhere only where something depends on it.
            if not said and point.use is not Use.MAY:
                others = (at for at in pages if at not in own)
                said = [at for at in others if asked.said(pages[at], frozenset(by_page.get(at, ())), elsewhere=True)]
            yield PointUse(point, index, tuple(said))


_RULES = {
    Condition.MISSING: "missing",
    Condition.RESERVED: "reserved",
    Condition.PENDING: "pending",
    Condition.UNUSED: "unused",
}


def check_coverage(coverage: Coverage, section: int | None = None) -> Iterator[Finding]:
    """Must-use material missing, 备查 used, blank, unused, said too often; of one section, or of all when None."""
    for use in coverage.figures:
        figure = use.figure
        if section not in {None, figure.section}:
            continue
        if use.repeat is not None and not figure.pending:
            yield finding("figure-repeated", use.repeat.span, use.repeat.section, name=figure.name)
        # What a point says is asked of the point.
        elif figure.origin is not Origin.POINT and use.condition in _RULES:
            yield finding(f"figure-{_RULES[use.condition]}", section=figure.section, name=figure.name)
    for one in coverage.points:
        if section in {None, one.section} and one.condition in _RULES:
            yield finding(f"point-{_RULES[one.condition]}", section=one.section, point=quoted(one.point.text))


def quoted(text: str) -> str:
    return text if len(text) <= MAX_QUOTED else f"{text[:MAX_QUOTED]}……"


def check_bases(context: Context) -> Iterator[Finding]:
    """Changes of the writer's table that don't say what they are compared with."""
    for figure in context.figures:
        first = next(iter(figure.compared), None)
        if first is not None and not first.to and is_movement(first) and figure.use is not Use.RESERVE:
            yield finding("basis-missing", section=figure.section, name=figure.name)
