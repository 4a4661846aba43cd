"""Finding every quantity of a Chinese official text.

Policy for Chinese numerals, which prose is full of (一个, 三个方面, 两手抓): one is a quantity when it is 10 or more
and has a measure, a scale (三百二十) or the end of its clause behind it; below 10 only before a hard measure
(两公里, 三倍, 两成, 三分之一), as an end of a range (三至五个), with a half behind it (一年半), in two measures
(三元五角) or in a pair from two up (三五个, 七八家). 一半 is a half; 半年, 半数 and 过半 are words. 成百上千 and
数以万计 are idioms; 近百, 上千 and 过亿 count before a measure only (过亿元).

Never quantities: numbers in names (`names_with_digits`), parts of the year (上半年), thresholds that define what
is counted (60岁及以上老年人, 2000万元以上项目, 15分钟生活圈). A number takes the measure of the next one in a list
(12、15和20家). 2×66万千瓦 is the product, 7×24小时 a name. 由3%提高到5% is two quantities, 3%至5% is one.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from drafting.numerals.amount import amount_at, joint
from drafting.numerals.around import loosened, sign_before, signed
from drafting.numerals.digits import CHINESE, SCALES, normal
from drafting.numerals.measures import masked_units
from drafting.numerals.moments import date_at, spoken_time_at, time_at
from drafting.numerals.names import without_names
from drafting.numerals.quantity import CALENDAR, Form, Quantity
from drafting.numerals.shapes import capitals_at, doubling_at, fraction_at, half_at, mask_at, rank_at, ratio_at
from drafting.numerals.sharing import with_shared_measures
from drafting.numerals.spacing import closed_up, typed
from drafting.numerals.tables import compiled, table

_FRACTIONS = {Form.PERCENT, Form.PERMILLE, Form.FRACTION}
_SHAPES: dict[str, tuple[Callable[[str, int], Quantity | None], ...]] = {
    "masked": (mask_at,),
    "arabic": (time_at, date_at, ratio_at, fraction_at),
    "chinese": (fraction_at, spoken_time_at, date_at),
    "leading": (date_at, rank_at),
    "rank": (rank_at,),
    "doubling": (doubling_at,),
    "capitals": (capitals_at,),
    "half": (half_at,),
    "vague": (),
}


def find(text: str) -> tuple[Quantity, ...]:
    """Every quantity of `text`, in order and apart from each other; linear in its length."""
    closed, gaps = closed_up(normal(text))
    plain = without_names(closed)
    found: list[Quantity] = []
    pos = floor = 0
    while (start := _starts().search(plain, pos)) is not None:
        quantity = _quantity(plain, start, floor)
        if quantity is None:
            pos = start.end()
            continue
        found.append(quantity)
        pos = floor = quantity.end
    return tuple(_placed(quantity, text, gaps) for quantity in with_shared_measures(found, plain))


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


def _placed(quantity: Quantity, text: str, gaps: list[int]) -> Quantity:
    start, end = typed(quantity.start, quantity.end, gaps)
    return replace(quantity, start=start, end=end, text=text[start:end])


def _quantity(text: str, start: re.Match[str], floor: int) -> Quantity | None:
    kind = start.lastgroup or ""
    at = start.start(kind)
    for shape in _SHAPES[kind]:
        quantity = shape(text, at)
        if quantity is not None:
            return quantity if quantity.form in CALENDAR else loosened(text, _up_to(text, quantity), floor)
    if kind not in ("arabic", "chinese", "vague"):
        return None
    mark = sign_before(text, at, floor)
    quantity = amount_at(text, at, mark)
    if quantity is None:
        return None
    return loosened(text, signed(quantity, mark) if quantity.start == at else quantity, floor)


def _up_to(text: str, quantity: Quantity) -> Quantity:
    """百分之五至百分之八 as one range."""
    joined = joint().match(text, quantity.end) if quantity.form in _FRACTIONS else None
    if joined is None or (joined["word"] and text[quantity.start - 1 : quantity.start] in table("bounds")["journeys"]):
        return quantity
    last = fraction_at(text, joined.end())
    if last is None or last.unit != quantity.unit or last.low <= quantity.low:
        return quantity
    return replace(quantity, end=last.end, high=last.high, places=max(quantity.places, last.places))


@cache
def _starts() -> re.Pattern[str]:
    """Where a quantity may begin, by the readers to try; a run that begins none is passed over whole."""
    numeral = "[" + "".join(CHINESE) + "".join(SCALES) + "]"
    return compiled(
        r"(?P<masked>[*＊]+|(?:19|20)(?:[Xx×*＊]{2}|\d[Xx×*＊])|[Xx×]{2,20}+"
        rf"|(?<![A-Za-z0-9])[Xx×](?=[百千万亿]{{0,2}}[余多]?{masked_units()}))"
        rf"|(?P<rank>(?:倒数)?第(?:\d+|{numeral}+))"
        rf"|(?P<leading>前(?=\d|{numeral}))"
        rf"|(?P<vague>(?:好几|数|几|上)[十百千万亿]+)"
        rf"|(?P<doubling>翻(?=[了上]?近?[一-五两三四1-5]?番))"
        r"|(?P<half>半(?=个[百千万]分点))"
        r"|(?P<capitals>[壹贰叁肆伍陆柒捌玖拾][壹贰叁肆伍陆柒捌玖拾佰仟万亿零]*+)"
        rf"|(?P<arabic>\d+)|(?P<chinese>{numeral}+)"
    )
