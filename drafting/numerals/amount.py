"""A numeral with its measure, or two as a range: 3亿4500万元, 3000—5000万元, 一年半, 2×66万千瓦."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from drafting.numerals.around import BELOW, DEGREES, HEAT, word_before
from drafting.numerals.compound import compound_at
from drafting.numerals.digits import CHINESE, plus, product, times
from drafting.numerals.measures import Measure, measure_at
from drafting.numerals.numeral import Numeral, numeral_at
from drafting.numerals.quantity import Bound, Form, Quantity
from drafting.numerals.tables import alternatives, compiled, table

_FORMS = {"%": Form.PERCENT, "‰": Form.PERMILLE, "倍": Form.MULTIPLE} | dict.fromkeys(
    ("个百分点", "个千分点", "个万分点"), Form.POINTS
)


def amount_at(text: str, start: int, mark: str = "") -> Quantity | None:
    """Numeral and measure, or two of them as a range; None where policy leaves a Chinese numeral alone.

    `mark` is the sign before `start`: a range takes it in (-5～3℃), a single amount leaves it to the caller.
    """
    first = numeral_at(text, start)
    if first is None:
        return None
    measure = _measure(text, first)
    whole = (
        _product(text, start)
        or _range(text, start, first, measure, mark)
        or _with_half(text, start, first, measure)
        or compound_at(text, start, first, measure)
    )
    if whole is not None:
        return whole
    if (first.chinese and not _counts(text, start, first, measure)) or (first.bare and measure is None):
        return None
    return _built(start, first, measure, first.low, first.high)


def _range(text: str, start: int, first: Numeral, measure: Measure | None, mark: str) -> Quantity | None:
    """5%～8%, 3至5个, 13亿—17亿, 3000—5000万元: the second half lends the first its scale and measure."""
    if first.bare or (joined := joint().match(text, measure.end if measure else first.end)) is None:
        return None
    begin = start - len(mark)
    if joined["word"] and begin and text[begin - 1] in table("bounds")["journeys"]:
        return None
    second = numeral_at(text, joined.end())
    if second is None or second.bare or second.chinese != first.chinese:
        return None
    last = _measure(text, second)
    if (measure and (last is None or measure.unit != last.unit)) or (first.chinese and last is None):
        return None
    ends = _ends(first, second, (mark, joined["own"] or ""), measure is None)
    if ends is None or (joined["own"] in HEAT and (last is None or last.unit not in DEGREES)):
        return None
    low, high = ends
    shown = (low < 0 or mark in ("+", "＋", *HEAT)) and not (mark in HEAT and (not last or last.unit not in DEGREES))
    quantity = _built(begin if shown else start, second, last, low, high)
    return replace(quantity, places=max(first.places, second.places))


def _ends(first: Numeral, second: Numeral, marks: tuple[str, str], lends: bool) -> tuple[Decimal, Decimal] | None:
    """Both ends with their signs: -5～3 is -5 to 3, 零下5至10℃ and -5至-10℃ are -10 to -5; None for one that falls."""
    mark, own = marks
    if mark in BELOW and (own in BELOW or (mark == "零下" and not own and lends)):
        one, other = sorted((first.low, second.high))
        return other.copy_negate(), one.copy_negate()
    high = second.high.copy_negate() if own in BELOW else second.high
    powers = (second.power, 0) if lends and not first.power else (0,)
    for power in powers:
        low = times(first.low, power)
        low = low.copy_negate() if mark in BELOW else low
        if low < high:
            return low, high
    return None


def _product(text: str, start: int) -> Quantity | None:
    """2×66万千瓦 is 132万千瓦."""
    times_each = _times_each().match(text, start)
    each = numeral_at(text, times_each.end()) if times_each else None
    measure = measure_at(text, each.end) if each else None
    if times_each is None or each is None or measure is None or measure.unit not in table("bounds")["multiplied"]:
        return None
    value = product(Decimal(times_each["times"]), each.low)
    return _built(start, each, measure, value, value)


def _with_half(text: str, start: int, numeral: Numeral, measure: Measure | None) -> Quantity | None:
    """一年半, 三成五, 3个半月, 两个半小时, 5个多月."""
    if numeral.low != numeral.high or numeral.bound is not Bound.EXACT or numeral.places:
        return None
    inner = _span().match(text, numeral.end)
    if inner is not None:
        span = Measure(inner.end(), table("bounds")["spans"][inner["span"]], True)
        if inner["more"] == "半":
            return _halved(start, numeral, span)
        over = replace(numeral, bound=Bound.OVER)
        return None if numeral.chinese and numeral.small else _built(start, over, span, over.low, over.high)
    if measure is None:
        return None
    if measure.unit == "成":
        tenths = _tenths_more().match(text, measure.end)
        count = 0 if tenths is None else 5 if tenths[0] == "半" else CHINESE[tenths[0]]
        return _halved(start, numeral, replace(measure, end=measure.end + 1), count) if count else None
    half = measure.unit in table("bounds")["halved"] and _half().match(text, measure.end)
    return _halved(start, numeral, replace(measure, end=measure.end + 1)) if half else None


def _halved(start: int, numeral: Numeral, measure: Measure, tenths: int = 5) -> Quantity:
    value = plus(numeral.low, Decimal(tenths).scaleb(-1))
    return _built(start, replace(numeral, places=0 if measure.unit == "成" else 1), measure, value, value)


def _built(start: int, numeral: Numeral, measure: Measure | None, low: Decimal, high: Decimal) -> Quantity:
    unit, end = (measure.unit, measure.end) if measure else ("", numeral.end)
    form = _FORMS.get(unit, Form.NUMBER)
    if unit == "成":
        unit, form, low, high = "%", Form.TENTHS, times(low, 1), times(high, 1)
    return Quantity(start, end, "", form, low, high, unit, numeral.bound, numeral.places)


def _measure(text: str, numeral: Numeral) -> Measure | None:
    tenths = _tenths().match(text, numeral.end)
    return Measure(tenths.end(), "成", True) if tenths and numeral.high <= 10 else measure_at(text, numeral.end)


def _counts(text: str, start: int, numeral: Numeral, measure: Measure | None) -> bool:
    """The policy of `read`, for a Chinese numeral."""
    if numeral.bare:
        return measure is not None and (numeral.bound is not Bound.EXACT or word_before(text, start) is not None)
    if numeral.small:
        paired = numeral.bound is Bound.SEVERAL and numeral.low >= 2
        return measure is not None and (measure.hard or (paired and measure.unit in table("bounds")["paired"]))
    scaled = numeral.end - start > 1 and any(char in "百千万亿" for char in text[start : numeral.end])
    return measure is not None or scaled or not "一" <= text[numeral.end : numeral.end + 1] <= "鿿"


@cache
def joint() -> re.Pattern[str]:
    return compiled("(?:(?P<word>至|到)|(?P<dash>[-~～—–－―])(?P=dash)?)(?P<own>[-+−－＋负]|零[上下])?")


@cache
def _tenths() -> re.Pattern[str]:
    return compiled(f"成(?![{table('bounds')['not_tenths']}])")


@cache
def _times_each() -> re.Pattern[str]:
    return compiled(r"(?P<times>\d{1,2})[×xX](?=\d)")


@cache
def _span() -> re.Pattern[str]:
    return compiled(f"个(?P<more>[半多余])(?P<span>{alternatives(table('bounds')['spans'])})")


@cache
def _half() -> re.Pattern[str]:
    return compiled(f"半(?![{table('bounds')['not_halved']}])")


@cache
def _tenths_more() -> re.Pattern[str]:
    return compiled("[一二三四五六七八九半](?![〇零一二两三四五六七八九十百千万亿个家项人名])")
