"""Finding every quantity of a Chinese official text.

Policy for Chinese numerals, which prose is full of (一个, 三个方面, 两手抓): one is a quantity when it is 10 or more
and has a measure, a scale (三百二十) or the end of its clause behind it; below 10 only before a hard measure
(两公里, 三倍, 两成, 三分之一). Numbers in names never are (`names_with_digits`), nor parts of the year (上半年).
"""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache

from drafting.numerals.digits import CHINESE, SCALES, normal, times
from drafting.numerals.measures import Measure, measure_at
from drafting.numerals.moments import date_at, spoken_time_at, time_at
from drafting.numerals.names import without_names
from drafting.numerals.numeral import Numeral, numeral_at
from drafting.numerals.quantity import CALENDAR, Bound, Form, Quantity
from drafting.numerals.shapes import doubling_at, fraction_at, mask_at, rank_at, ratio_at
from drafting.numerals.tables import alternatives, compiled, table

_FORMS = {"%": Form.PERCENT, "‰": Form.PERMILLE, "个百分点": Form.POINTS, "倍": Form.MULTIPLE}
_SHAPES: dict[str, tuple[Callable[[str, int], Quantity | None], ...]] = {
    "masked": (mask_at,),
    "arabic": (time_at, date_at, ratio_at, fraction_at),
    "chinese": (fraction_at, spoken_time_at, date_at),
    "leading": (date_at, rank_at),
    "rank": (rank_at,),
    "doubling": (doubling_at,),
    "vague": (),
}


def find(text: str) -> tuple[Quantity, ...]:
    """Every quantity of `text`, in order and apart from each other; linear in its length."""
    plain = without_names(normal(text))
    found: list[Quantity] = []
    pos = floor = 0
    while (start := _starts().search(plain, pos)) is not None:
        quantity = _quantity(plain, start, floor)
        if quantity is None:
            pos = start.end()
            continue
        found.append(replace(quantity, text=text[quantity.start : quantity.end]))
        pos = floor = quantity.end
    return tuple(found)


def read(text: str) -> Quantity | None:
    """The quantity that `text`, stripped, is from end to end; its span is in the unstripped text."""
    lead = len(text) - len(text.lstrip())
    stripped = text.strip()
    if not stripped or len(stripped) > 200:
        return None
    found = find(stripped)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(stripped)):
        return None
    return replace(found[0], start=lead, end=lead + len(stripped))


def _quantity(text: str, start: re.Match[str], floor: int) -> Quantity | None:
    kind = start.lastgroup or ""
    at = start.start(kind)
    for shape in _SHAPES[kind]:
        quantity = shape(text, at)
        if quantity is not None:
            return quantity if quantity.form in CALENDAR else _loosened(text, quantity, floor)
    if kind not in ("arabic", "chinese", "vague"):
        return None
    quantity = _amount(text, at)
    return _loosened(text, _signed(text, quantity, floor), floor) if quantity is not None else None


def _amount(text: str, start: int) -> Quantity | None:
    """Numeral and measure, or two of them as a range; None where policy leaves a Chinese numeral alone."""
    first = numeral_at(text, start)
    if first is None:
        return None
    measure = _measure(text, first)
    ranged = _range(text, start, first, measure)
    if ranged is not None:
        return ranged
    if (first.chinese and not _counts(text, start, first, measure)) or (first.bare and measure is None):
        return None
    return _built(start, first, measure, first.low, first.high)


def _range(text: str, start: int, first: Numeral, measure: Measure | None) -> Quantity | None:
    """5%～8%, 3至5个, 13亿—17亿, 3000—5000万元: the second half lends the first its scale and measure."""
    if first.bare or (joint := _joint().match(text, measure.end if measure else first.end)) is None:
        return None
    if joint["word"] and text[max(0, start - 1) : start] in table("bounds")["journeys"]:
        return None
    second = numeral_at(text, joint.end())
    if second is None or second.bare or second.chinese != first.chinese:
        return None
    last = _measure(text, second)
    if (measure and (last is None or measure.unit != last.unit)) or (first.chinese and last is None):
        return None
    if first.chinese and second.small and not (last and last.hard):
        return None
    lent = second.power if not first.power and not measure else 0
    low = next((one for one in (times(first.low, lent), first.low) if one < second.high), None)
    if low is None:
        return None
    quantity = _built(start, second, last, low, second.high)
    return replace(quantity, places=max(first.places, second.places))


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
    """The policy of this module, for a Chinese numeral."""
    if numeral.bare:
        return measure is not None and (numeral.bound is not Bound.EXACT or _before(text, start) is not None)
    if numeral.small:
        return measure is not None and measure.hard
    scaled = numeral.end - start > 1 and any(char in "百千万亿" for char in text[start : numeral.end])
    return measure is not None or scaled or not "一" <= text[numeral.end : numeral.end + 1] <= "鿿"


def _signed(text: str, quantity: Quantity, floor: int) -> Quantity:
    """With the sign before it, unless that is a dash or joins a word: 增长-10.4%, not 2023-2024."""
    sign = quantity.start - 1
    if sign < floor or text[sign] not in "+＋-−－负" or (sign == floor and floor) or quantity.low != quantity.high:
        return quantity
    if sign and ((text[sign - 1].isalnum() and text[sign - 1].isascii()) or text[sign - 1] in "%‰)）”担承肩抱"):
        return quantity
    down = text[sign] not in "+＋"
    value = quantity.low.copy_negate() if down else quantity.low
    return replace(quantity, start=sign, low=value, high=value)


def _loosened(text: str, quantity: Quantity, floor: int) -> Quantity:
    """With the approximating words around it: 约, 近, 超 before; 左右, 以上, 余 behind."""
    tables, end, bound = table("bounds"), quantity.end, quantity.bound
    after = _after().match(text, end)
    if after is not None and (after["loose"] not in "余多" or quantity.unit in tables["trailing"]):
        end, bound = after.end(), Bound(tables["after"][after["loose"]])
    before = _before(text, quantity.start, quantity.unit)
    start = quantity.start - len(before or "")
    if before is None or start < floor:
        return quantity if after is None else replace(quantity, end=end, bound=bound)
    loose = Bound(tables["before"][before])
    return replace(quantity, start=start, end=end, bound=loose if bound is Bound.EXACT else bound)


def _before(text: str, start: int, unit: str = "") -> str | None:
    """The approximating word that ends at `start`."""
    tables = table("bounds")
    for length in range(min(4, start), 0, -1):
        word = text[start - length : start]
        if word in tables["before"]:
            guard = tables["not_after"].get(word, "")
            own = start == length or text[start - length - 1] not in guard
            return word if own and not (word == "近" and unit in tables["not_near"]) else None
    return None


@cache
def _starts() -> re.Pattern[str]:
    """Where a quantity may begin, by the readers to try; a run that begins none is passed over whole."""
    numeral = "[" + "".join(CHINESE) + "".join(SCALES) + "]"
    return compiled(
        r"(?P<masked>[*＊]+|(?:19|20)(?:[Xx×]{2}|\d[Xx×])|[Xx×]{2,20}+)"
        rf"|(?P<rank>(?:倒数)?第(?:\d+|{numeral}+))"
        rf"|(?P<leading>前(?=\d|{numeral}))"
        rf"|(?P<vague>(?:好几|数|几|上)[十百千万亿]+)"
        rf"|(?P<doubling>翻(?=[了上]?[一-五两三四1-5]?番))"
        rf"|(?P<arabic>\d+)|(?P<chinese>{numeral}+)"
    )


@cache
def _joint() -> re.Pattern[str]:
    return compiled("(?P<word>至|到)|[-~～—–－―]{1,2}")


@cache
def _tenths() -> re.Pattern[str]:
    return compiled(f"成(?![{table('bounds')['not_tenths']}])")


@cache
def _after() -> re.Pattern[str]:
    tables = table("bounds")
    return compiled(f"(?P<loose>{alternatives(tables['after'], tables['not_before'])})")
