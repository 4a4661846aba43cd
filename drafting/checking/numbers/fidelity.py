"""Is every number on the page one that was given, under its own name, in its own direction, unit, order and time?"""

import re
from collections.abc import Iterator

from drafting.checking.context import Context
from drafting.checking.numbers.accounting import Entry, Ledger, Standing
from drafting.checking.numbers.listing import Listing, disordered
from drafting.checking.numbers.passage import Passage
from drafting.checking.numbers.periods import Part, parts_of_year
from drafting.checking.numbers.states import check_states
from drafting.checking.numbers.wording import check_courses, check_targets
from drafting.checking.rules import Span, finding
from drafting.mending import damaged
from drafting.report import Finding, Kind, Mention

_UNRENDERED = re.compile(r"【[^【】]{1,40}：无此数】")
# A * that opens a line and is followed by a blank is a list mark, not a mask.
_MASK = re.compile(
    r"（请填）|(?!^\* )\*+|(?<![〇零一二三四五六七八九○])○+(?![零一二三四五六七八九○])",
    re.MULTILINE,
)


def ledger(
    text: str,
    mentions: tuple[Mention, ...],
    context: Context,
    heading: str = "",
    by_hand: frozenset[tuple[int, int]] = frozenset(),
) -> Ledger:
    """The account of a rendered text under its heading; `by_hand`: spans the human typed that wait to be confirmed."""
    return Ledger(Passage(text, mentions, context.names, heading), context, by_hand)


def account(text: str, mentions: tuple[Mention, ...], context: Context, heading: str = "") -> tuple[Entry, ...]:
    """One entry for each number on the page, in order."""
    return ledger(text, mentions, context, heading).entries


def check_figures_said(kept: Ledger) -> Iterator[Finding]:
    """All that is wrong with the numbers of a text, by number, list, period and wording."""
    periods = tuple(_periods(kept))
    starts = {one.start for one in periods}
    for entry in kept.entries:
        # 2023年 of 2023年上半年 is told with the whole.
        within = entry.number.start in starts
        yield from (one for one in entry.findings if not (within and one.rule == "date-not-given"))
    yield from periods
    yield from _lists(kept)
    yield from check_courses(kept)
    yield from check_targets(kept)
    yield from check_states(kept)


def link(text: str, mentions: tuple[Mention, ...], context: Context) -> tuple[Mention, ...]:
    """Mentions of figures that were typed out instead of referenced, without fault. In order of text."""
    return typed_mentions(ledger(text, mentions, context))


def typed_mentions(kept: Ledger) -> tuple[Mention, ...]:
    return tuple(one.mention for one in kept.entries if one.standing is Standing.LINKED and one.mention is not None)


def linked(kept: Ledger) -> frozenset[str]:
    """Keys of figures the text says: by reference, typed out, or as words (names, dates, notes)."""
    keys = {one.mention.figure for one in kept.entries if one.mention is not None}
    for figure in kept.context.figures:
        worded = figure.kind is not Kind.NUMBER and figure.value and figure.value in kept.passage.text
        noted = not figure.value and not figure.compared and not figure.rank and figure.note
        if worded or (noted and figure.note in kept.passage.text):
            keys.add(figure.key)
    return frozenset(keys)


def check_leftovers(text: str, given: str = "") -> Iterator[Finding]:
    """Masks, damaged references and references to figures that don't exist; brackets the writer `given` are theirs."""
    unknown = [match.span() for match in _UNRENDERED.finditer(text)]
    broken = (one for one in damaged(text, given) if not any(one[0] < end and start < one[1] for start, end in unknown))
    masks = (match.span() for match in _MASK.finditer(text))
    for rule, spans in (("reference-unknown", unknown), ("reference-damaged", broken), ("mask-left", masks)):
        for start, end in spans:
            yield finding(rule, Span(start, end, text[start:end]))


def _lists(kept: Ledger) -> Iterator[Finding]:
    """分别 lists with more names than numbers or the other way round, and those in the wrong order."""
    for listing in kept.listings:
        numbers = [kept.passage.numbers[at] for at in listing.numbers]
        if not listing.matched:
            span = Span(listing.start, numbers[-1].end, kept.passage.text[listing.start : numbers[-1].end])
            yield finding("list-count", span, names=listing.count, numbers=len(numbers) + listing.flat)
            continue
        for one, other in disordered(_fits(kept, listing)):
            for at in (one, other):
                number, entry = numbers[at], kept.entries[listing.numbers[at]]
                span = Span(number.start, number.end, kept.passage.text[number.start : number.end])
                name = kept.context.by_key[entry.mention.figure].name if entry.mention else span.text
                yield finding("list-order", span, name=name)


def _fits(kept: Ledger, listing: Listing) -> list[list[float]]:
    """How well each item names the figure of each number; [] where the two don't run side by side."""
    keys = [_key_of(kept.entries[at]) for at in listing.numbers]
    if listing.like:
        expected = [_key_of(kept.entries[at]) for at in listing.like]
        return [[float(key == one) for key in keys] for one in expected] if all(expected) and all(keys) else []
    if len(listing.items) != len(listing.numbers) or not all(keys):
        return []
    names = [kept.context.by_key[key].name if key in kept.context.by_key else "" for key in keys]
    return [[_overlap(kept.passage.text[start:end], name) for name in names] for start, end in listing.items]


def _key_of(entry: Entry) -> str:
    return entry.mention.figure if entry.mention is not None else ""


def _overlap(item: str, name: str) -> float:
    """The share of the item's pairs of characters that the name holds."""
    pairs = {item[at : at + 2] for at in range(len(item) - 1)} or {item}
    return sum(pair in name for pair in pairs) / len(pairs)


def _of_another_time(kept: Ledger, part: Part) -> bool:
    """一季度， before the number of what was given for the report's own period."""
    periods, passage = kept.context.periods, kept.passage
    named = (part.first, part.last)
    if periods.months in (None, named) or part.against or part.first > (periods.months or (0, 0))[1]:
        return False
    if part.start > passage.piece_around(part.start, part.end)[0]:
        return False
    end = passage.sentence_around(part.start, part.end)[1]
    first = next((one for one in kept.entries_between(part.end, end) if one.mention is not None), None)
    figure = kept.context.by_key.get(first.mention.figure) if first is not None and first.mention else None
    if figure is None or figure.kind is not Kind.NUMBER:
        return False
    compared = "".join(one.to for one in figure.comparisons)
    given = f"{figure.name}{figure.note}{compared}{kept.context.points_of.get(figure.key, '')}"
    headed = (
        kept.context.brief.sections[figure.section].heading if figure.section < len(kept.context.brief.sections) else ""
    )
    return not any((one.first, one.last) == named for one in parts_of_year(f"{given}，{headed}"))


def _periods(kept: Ledger) -> Iterator[Finding]:
    periods = kept.context.periods
    for part in parts_of_year(kept.passage.text):
        if _of_another_time(kept, part) or not periods.fits(kept.passage.text, part, kept.passage.plans_at(part.start)):
            yield finding("period-not-given", Span(part.start, part.end, part.text), period=periods.period)
