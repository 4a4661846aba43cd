"""Growth against the earlier value, and numbers that look as if a decimal point had slipped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from drafting import numerals
from drafting.checking.rules import finding
from drafting.checking.table.tabled import NEAR, Tabled, growth_of, only_ones, read_amount, slack_of, standard, tabled
from drafting.lexicon import real_growth, table
from drafting.measuring import Amount, rounded
from drafting.numerals import Bound, Direction
from drafting.references import is_movement, with_unit
from drafting.report import Comparison, Figure, FigureSet, Finding

_EARLIER = ("上年同期", "去年同期", "上年", "去年")
_YEARLY = re.compile(r"^(?:同比|[较比与]?(?:上年|去年)(?:同期)?(?:相比)?)?$")
ABSURD, TURNED = 15, 10
"""Points that a growth in constant prices may be off, in the same direction and in the other."""
FLAT = Fraction(1, 2)
LOST_POINT, USUAL, KIN = 60, 20, 4
_SHIFTS = (10, 100, 1000, 10_000)
_LEAST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class _Pair:
    """A figure's value with its earlier one."""

    entry: Tabled
    before: Amount
    shown: str


def check_growths(figures: FigureSet) -> Iterator[Finding]:
    entries = tabled(figures)
    checked: set[str] = set()
    for pair in _pairs(entries):
        stated = _stated(pair)
        if stated is not None and _agrees(pair, stated):
            checked.add(pair.entry.figure.key)
        elif shifted := _shifted(pair):
            yield shifted
        elif stated is not None:
            yield from _disagree(pair, stated)
    yield from _outside_parts(entries)
    yield from _lost_points([one for one in figures if one.key not in checked])


def _pairs(entries: tuple[Tabled, ...]) -> Iterator[_Pair]:
    named = {one.name: one for one in entries}
    for one in entries:
        before = read_amount(one.figure.prev, one.figure.unit) if one.figure.prev else None
        shown = with_unit(one.figure.prev, one.figure.unit) if one.figure.prev else ""
        if before is None:
            earlier = next((named[f"{word}{one.name}"] for word in _EARLIER if f"{word}{one.name}" in named), None)
            before, shown = (earlier.amount, earlier.shown) if earlier else (None, "")
        if before is not None and before.family == one.amount.family:
            yield _Pair(one, before, shown)


def _stated(pair: _Pair) -> Comparison | None:
    """The change that is said against last year; one against January or a quarter has another base."""
    figure = pair.entry.figure
    moved = [one for one in figure.compared if is_movement(one) and numerals.read_change(one.value, figure.name)]
    return next((one for one in moved if _YEARLY.match(one.to)), None)


def _agrees(pair: _Pair, stated: Comparison) -> bool:
    now, before = pair.entry.amount, pair.before
    change = numerals.read_change(stated.value, pair.entry.name)
    if change is None or (not change.amount and change.direction is not Direction.FLAT):
        return True
    if change.direction is Direction.FLAT:
        return abs(now.worth - before.worth) <= abs(before.worth) * FLAT / 100 + slack_of((now, before))
    quantity, amount = numerals.read(change.amount), read_amount(change.amount)
    if quantity is None or quantity.bound is not Bound.EXACT or (amount is None and quantity.unit != "倍"):
        return True
    sign = -1 if change.direction is Direction.DOWN else 1
    gap = now.worth - before.worth
    if amount is None:
        return _near(pair, sign * Fraction(quantity.low) * 100, quantity.places - 2)
    if amount.percent and (not now.percent or not _near_gap(gap, sign * amount.worth, (now, before, amount))):
        return _near(pair, sign * amount.worth, amount.places)
    if amount.family == now.family or (now.percent and amount.unit == "个百分点"):
        return _near_gap(gap, sign * amount.worth, (now, before, amount))
    return True


def _near_gap(gap: Fraction, stated: Fraction, amounts: tuple[Amount, ...]) -> bool:
    return abs(gap - stated) <= slack_of(amounts)


def _near(pair: _Pair, stated: Fraction, places: int) -> bool:
    """Within half of the last digit stated and what the rounding of both values can move the quotient by."""
    if not pair.before.number:
        return True
    return abs(_growth(pair) - stated) <= (Fraction(1, 2) / Fraction(10) ** places + _moved(pair)) * NEAR


def _growth(pair: _Pair) -> Fraction:
    return 100 * (pair.entry.amount.worth / pair.before.worth - 1)


def _moved(pair: _Pair) -> Fraction:
    now, before = pair.entry.amount, pair.before
    share = abs(now.worth / before.worth)
    return 100 * (now.slack / abs(before.worth) + share * before.slack / abs(before.worth))


def _disagree(pair: _Pair, stated: Comparison) -> Iterator[Finding]:
    """Strict for nominal growth only; where constant prices are the rule, only what no price change explains."""
    figure = pair.entry.figure
    computed = _computed(pair, stated)
    said = growth_of(figure, stated)
    real = _is_real(figure, stated)
    if not real or (said and pair.before.number and _absurd(_growth(pair), said[0])):
        yield finding("growth-doubtful" if real else "growth-disagrees", section=figure.section, name=figure.name,
                      stated=stated.value, value=pair.entry.shown, prev=pair.shown, computed=computed)  # fmt: skip


def _computed(pair: _Pair, stated: Comparison) -> str:
    """In the terms the change is stated in: per cent, points, or the figure's own unit."""
    amount, now = pair.entry.amount, pair.entry.amount.worth - pair.before.worth
    change = numerals.read_change(stated.value, pair.entry.name)
    typed = read_amount(change.amount) if change and change.amount else None
    relative = typed is None or typed.percent
    if relative and pair.before.number:
        growth = _growth(pair)
        return f"{'下降' if growth < 0 else '增长'}{rounded(abs(growth), 1)}%"
    unit = "个百分点" if amount.percent else amount.unit
    places = max(amount.places, pair.before.places)
    return f"{'减少' if now < 0 else '增加'}{rounded(abs(now) / amount.size, places)}{unit}"


def _is_real(figure: Figure, stated: Comparison) -> bool:
    said = f"{figure.name}{figure.note}{stated.to}{stated.value}"
    return bool(real_growth(figure.name)) or any(word in said for word in table("relations")["real_words"])


def _absurd(computed: Fraction, stated: Fraction) -> bool:
    gap = abs(computed - stated)
    return gap > ABSURD or (computed * stated < 0 and gap > TURNED)


def _shifted(pair: _Pair) -> Finding | None:
    """Ten times the earlier value, digits and all: a point or a unit slipped. Small counts may really do that."""
    now, before = pair.entry.amount, pair.before
    if min(_digits(now), _digits(before)) < _LEAST_DIGITS or now.worth * before.worth <= 0:
        return None
    ratio = max(now.worth / before.worth, before.worth / now.worth)
    times = next((one for one in _SHIFTS if Fraction(7, 10) * one <= ratio <= Fraction(7, 5) * one), 0)
    if not times:
        return None
    return finding("figure-shifted", section=pair.entry.figure.section, name=pair.entry.name, value=pair.entry.shown,
                   prev=pair.shown, times=times)  # fmt: skip


def _digits(amount: Amount) -> int:
    return len(str(abs(amount.number)).replace(".", "").lstrip("0"))


def _outside_parts(entries: tuple[Tabled, ...]) -> Iterator[Finding]:
    """A whole grows no faster than its fastest part and no slower than its slowest."""
    named = only_ones(entries)
    for row in table("relations")["partitions"]:
        every = [named.get(name) for name in (row["whole"], *row["parts"])]
        present = [one for one in every if one is not None]
        grown = [_yearly_growth(one.figure) for one in present]
        said = [one for one in grown if one is not None]
        if len(said) < len(every) or not _adds_up(present):
            continue
        (whole, _), *parts = said
        low, high = min(one for one, _ in parts), max(one for one, _ in parts)
        slack = sum((Fraction(1, 2 * 10**places) for _, places in said), Fraction(0))
        if not low - slack <= whole <= high + slack:
            quoted = "".join(f"“{one.name}”" for one in present[1:])
            yield finding("growth-outside", section=present[0].figure.section, name=present[0].name,
                          stated=_percent(whole), parts=quoted, low=_percent(low), high=_percent(high))  # fmt: skip


def _adds_up(present: list[Tabled]) -> bool:
    whole, *parts = (one.amount for one in present)
    total = sum((one.worth for one in parts), Fraction(0))
    return abs(total - whole.worth) <= slack_of((*parts, whole))


def _percent(growth: Fraction) -> str:
    return f"{rounded(growth, 1)}%"


def _yearly_growth(figure: Figure) -> tuple[Fraction, int] | None:
    one = next((one for one in figure.compared if is_movement(one) and _YEARLY.match(one.to)), None)
    return growth_of(figure, one) if one else None


def _lost_points(figures: list[Figure]) -> Iterator[Finding]:
    moved = [(one, said) for one in figures if (said := _yearly_growth(one))]
    steady = table("relations")["steady"]
    for _, group in groupby(moved, key=lambda pair: pair[0].section):
        listed = list(group)
        for figure, (growth, places) in listed:
            kin = [one for other, one in listed if other is not figure]
            if standard(figure.name) in steady["names"] and abs(growth) >= steady["beyond"]:
                yield finding("growth-steep", section=figure.section, name=figure.name, stated=_percent(growth),
                              usual=f"{steady['beyond']}%")  # fmt: skip
            elif not places and abs(growth) >= LOST_POINT and _would_fit(abs(growth) / 10, kin):
                yield finding("growth-outlying", section=figure.section, name=figure.name, stated=f"{growth}%",
                              likely=_percent(growth / 10))  # fmt: skip


def _would_fit(growth: Fraction, kin: list[tuple[Fraction, int]]) -> bool:
    """Among several neighbours that all have decimals and move little."""
    sizes = [abs(one) for one, _ in kin]
    return (
        len(kin) >= KIN
        and all(places for _, places in kin)
        and max(sizes) <= USUAL
        and min(sizes) <= growth <= max(sizes)
    )
