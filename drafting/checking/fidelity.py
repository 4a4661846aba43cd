"""Is every quantity on the page one that was given, under its own name and in its own direction?"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from drafting import numerals
from drafting.checking.context import Context, Known, clause_before, sentence_around
from drafting.checking.rules import Span, finding
from drafting.lexicon import table
from drafting.naming import last_said, says
from drafting.numerals import Direction, Form, Quantity
from drafting.references import comparison_of, is_movement
from drafting.report import Figure, Finding, Kind, Mention

_RISE = re.compile(r"(?:增长|增加|提高|上升|提升|上涨|回升|攀升|增幅为?|前移|扩大)(?:了)?$")
_FALL = re.compile(r"(?:下降|减少|降低|回落|下滑|下跌|缩减|压减|降幅为?|后移|收窄|放缓)(?:了)?$")
_SPREAD = re.compile(r"(?P<verb>增长|增加|提高|上升|下降|减少|降低|回落)(?:[^，；。]*[、和与])?$")
_BASIS = re.compile(r"(同比|环比)(?:分别)?$")
_GROWTH = re.compile(r"[增降]幅$")
_UNRENDERED = re.compile(r"【[^【】]{1,40}：无此数】")
# A * that opens a line and is followed by a blank is a list mark, not a mask.
_LEFTOVER = re.compile(
    r"\[\[[^\[\]\n]{0,40}\]\]|（请填）|(?!^\* )\*+"
    r"|(?<![〇零一二三四五六七八九○])○+(?![零一二三四五六七八九○])",
    re.MULTILINE,
)
_SAID = {Direction.UP: "是上升的", Direction.DOWN: "是下降的", Direction.FLAT: "是持平的"}
MIN_NAME = 3
WORDS_BEHIND = 14


def check_quantities(text: str, mentions: tuple[Mention, ...], context: Context) -> Iterator[Finding]:
    """Quantities nobody gave, and given ones that stand under no recognisable name or behind the opposite verb."""
    starts = [one.start for one in mentions]
    for quantity in numerals.find(text):
        if _is_mention(quantity, mentions, starts) or quantity.form is Form.MASK:
            continue
        if context.allows(quantity):
            continue
        span = Span(quantity.start, quantity.end, quantity.text)
        matches = context.saying(quantity)
        named = _named(matches, text, quantity)
        if not matches:
            yield finding("figure-not-given", span)
        elif not named:
            yield finding("figure-unnamed", span, name=matches[0].figure.name)
        elif direction := _reversed(named, text, quantity):
            yield finding("direction-contradicts", span, name=named[0].figure.name, direction=_SAID[direction])


def link(text: str, mentions: tuple[Mention, ...], context: Context) -> tuple[Mention, ...]:
    """Mentions of figures that were typed out instead of referenced: value, unit and name agree. In order of text."""
    starts = [one.start for one in mentions]
    made: list[Mention] = []
    for quantity in numerals.find(text):
        if not _is_mention(quantity, mentions, starts):
            best = _named(context.saying(quantity), text, quantity)[:1]
            made += [Mention(quantity.start, quantity.end, one.figure.key, one.part, one.comparison) for one in best]
    return tuple(made)


def linked(text: str, mentions: tuple[Mention, ...], context: Context) -> frozenset[str]:
    """Keys of figures the text says: by reference, typed out, or as words (names, dates, notes)."""
    keys = {one.figure for one in (*mentions, *link(text, mentions, context))}
    for figure in context.figures:
        worded = figure.kind is not Kind.NUMBER and figure.value and figure.value in text
        noted = not figure.value and not figure.compared and not figure.rank and figure.note and figure.note in text
        if worded or noted:
            keys.add(figure.key)
    return frozenset(keys)


def check_mentions(text: str, mentions: tuple[Mention, ...], context: Context) -> Iterator[Finding]:
    """References under another figure's name, or behind a contradicting verb or basis."""
    for mention in mentions:
        figure = context.by_key.get(mention.figure)
        if figure is None:
            continue
        if mention.part == "value" and (other := _other_name(text, mention, figure, context)):
            yield finding("figure-swapped", _span(text, mention), other=other, name=figure.name)
        yield from _direction(text, mention, figure)


def check_leftovers(text: str, given: str = "") -> Iterator[Finding]:
    """Masks, damaged references and references to figures that don't exist; brackets the writer `given` are theirs."""
    for rule, pattern in (("reference-unknown", _UNRENDERED), ("mask-left", _LEFTOVER)):
        for match in pattern.finditer(text):
            if not (match[0].startswith("[[") and match[0] in given):
                yield finding(rule, Span(match.start(), match.end(), match[0]))


def _is_mention(quantity: Quantity, mentions: tuple[Mention, ...], starts: list[int]) -> bool:
    at = bisect_left(starts, quantity.end) - 1
    return at >= 0 and mentions[at].end > quantity.start


def _named(matches: tuple[Known, ...], text: str, quantity: Quantity) -> list[Known]:
    """Those named by the sentence up to the quantity, or the few words behind it; best and nearest first."""
    left, right = sentence_around(text, quantity.start, quantity.end)
    around = text[left : min(right, quantity.end + WORDS_BEHIND)]
    # A date is told by its value; what happened then is rarely worded as it was jotted down.
    before = text[left : quantity.start]
    scored = [(1.0 if one.figure.kind is Kind.DATE else says(one.figure.name, around), one) for one in matches]
    ranked = sorted(scored, key=lambda pair: (pair[0], last_said(pair[1].figure.name, before)), reverse=True)
    return [one for score, one in ranked if score]


def _other_name(text: str, mention: Mention, figure: Figure, context: Context) -> str:
    """Another figure's name right before the mention, when this one's is nowhere in the clause."""
    clause = clause_before(text, mention.start, "，；。！？、\n")
    if len(clause) < MIN_NAME or says(figure.name, clause_before(text, mention.start)):
        return ""
    names = (other.name for other in context.figures if other.key != figure.key and len(other.name) > MIN_NAME)
    close = (name for name in names if name not in figure.name and figure.name not in name)
    return next((name for name in close if clause.endswith((name, f"{name}为", f"{name}达"))), "")


def _direction(text: str, mention: Mention, figure: Figure) -> Iterator[Finding]:
    if mention.part not in {"change", "rate"}:
        return
    comparison = comparison_of(figure, mention.comparison)
    change = numerals.read_change(comparison.value, figure.name) if comparison else None
    if comparison is None or change is None or not is_movement(comparison):
        return
    before = text[max(0, mention.start - 40) : mention.start]
    typed = _typed_direction(before, mention.part)
    # 降幅扩大, 增幅回落: the noun says what moved, not which way.
    of_growth = mention.part == "change" and change.verb in _speed_verbs() and _GROWTH.search(before)
    if typed is not None and change.direction is not typed and not of_growth:
        said = _SAID[change.direction]
        yield finding("direction-contradicts", _span(text, mention), name=figure.name, direction=said)
    basis = _BASIS.search(before)
    if mention.part == "change" and basis and not comparison.to.startswith(basis[1]):
        yield finding("basis-not-given", _span(text, mention), name=figure.name, basis=basis[1])


@cache
def _speed_verbs() -> frozenset[str]:
    words = table("wording")
    return frozenset((*words["narrowing_verbs"], *words["speed_verbs"]))


def _typed_direction(before: str, part: str) -> Direction | None:
    if _RISE.search(before):
        return Direction.UP
    if _FALL.search(before):
        return Direction.DOWN
    spread = _SPREAD.search(before) if part == "rate" else None
    if spread is None:
        return None
    return Direction.UP if _RISE.search(spread["verb"]) else Direction.DOWN


def _reversed(named: list[Known], text: str, quantity: Quantity) -> Direction | None:
    """The true direction of a typed amount of change that stands behind the opposite verb."""
    typed = _typed_direction(text[max(0, quantity.start - 8) : quantity.start], "change")
    moves = [one for one in named if one.part in {"change", "rate"}]
    if typed is None or not moves or len(moves) < len(named):
        return None
    directions = [_known_direction(one) for one in moves]
    return None if typed in directions or None in directions else directions[0]


def _known_direction(known: Known) -> Direction | None:
    comparison = comparison_of(known.figure, known.comparison)
    change = numerals.read_change(comparison.value, known.figure.name) if comparison else None
    return change.direction if change else None


def _span(text: str, mention: Mention) -> Span:
    return Span(mention.start, mention.end, text[mention.start : mention.end])
