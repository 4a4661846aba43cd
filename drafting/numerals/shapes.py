"""Quantities with a shape of their own: ratios, fractions, doublings, ranks and masks."""

import re
from decimal import Decimal
from functools import cache

from drafting.numerals.digits import CHINESE, SCALES, chinese_value, plus, quotient
from drafting.numerals.measures import measure_at
from drafting.numerals.quantity import Bound, Form, Quantity
from drafting.numerals.tables import alternatives, compiled, table

_DECIMAL = r"\d{1,20}(?:\.\d{1,20})?"
_NUMERAL = "[" + "".join(CHINESE) + "".join(SCALES) + "]"
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_HUNDREDS = {"百": (Form.PERCENT, "%", 0), "千": (Form.PERMILLE, "‰", 0), "万": (Form.PERMILLE, "‰", 1)}


def ratio_at(text: str, start: int) -> Quantity | None:
    """2∶1, 21.35∶27.92∶50.73; low and high are the smallest and the largest part."""
    found = _ratio().match(text, start)
    if found is None:
        return None
    parts = [Decimal(part) for part in ratio_parts(found[0])]
    places = max(len(part.partition(".")[2]) for part in ratio_parts(found[0]))
    return Quantity(start, found.end(), found[0], Form.RATIO, min(parts), max(parts), "", places=places)


def ratio_parts(text: str) -> list[str]:
    """The numbers of a half-width ratio, in order; approximating words around it are passed over."""
    return re.findall(_DECIMAL, text)


def fraction_at(text: str, start: int) -> Quantity | None:
    """百分之九十五点六 (95.6 %), 千分之五 (5 ‰), 三分之一, 1/3, 一半."""
    found = _fraction().match(text, start)
    if found is None:
        return None
    if found["half"]:
        return Quantity(start, found.end(), found[0], Form.FRACTION, Decimal("0.5"), Decimal("0.5"))
    value = _value(found["part"] or found["upper"])
    if value is None:
        return None
    places = len(re.split("[点.]", found["part"])[1]) if found["part"] and re.search("[点.]", found["part"]) else 0
    if found["whole"] in _HUNDREDS:
        form, unit, shift = _HUNDREDS[found["whole"]]
        rate = value if not shift else quotient(value, Decimal(10))
        return Quantity(start, found.end(), found[0], form, rate, rate, unit, places=places + shift)
    whole = _value(found["whole"] or found["lower"])
    if not whole or not 0 < value < whole:
        return None
    part = quotient(value, whole)
    return Quantity(start, found.end(), found[0], Form.FRACTION, part, part)


def half_at(text: str, start: int) -> Quantity | None:
    """半个百分点."""
    measure = measure_at(text, start + 1)
    if measure is None:
        return None
    half = Decimal("0.5")
    return Quantity(start, measure.end, text[start : measure.end], Form.POINTS, half, half, measure.unit, places=1)


def capitals_at(text: str, start: int) -> Quantity | None:
    """壹佰贰拾叁万元整, 玖佰捌拾元伍角: money in the capital numerals of receipts and contracts."""
    found = _capitals().match(text, start)
    if found is None:
        return None
    whole = chinese_value(found["whole"].translate(_CAPITALS))
    if whole is None:
        return None
    tenths, cents = (CHINESE[(found[part] or "零").translate(_CAPITALS)] for part in ("tenths", "cents"))
    value = plus(whole, Decimal(tenths * 10 + cents).scaleb(-2).normalize())
    places = 2 if cents else 1 if tenths else 0
    return Quantity(start, found.end(), found[0], Form.NUMBER, value, value, "元", places=places)


def doubling_at(text: str, start: int) -> Quantity | None:
    """翻番, 翻了一番, 翻两番; low and high count the doublings."""
    found = _doubling().match(text, start)
    if found is None:
        return None
    times = _value(found["times"]) if found["times"] else Decimal(1)
    if not times:
        return None
    bound = Bound.ABOUT if found["near"] else Bound.OVER if found["more"] else Bound.EXACT
    return Quantity(start, found.end(), found[0], Form.DOUBLING, times, times, "番", bound)


def rank_at(text: str, start: int) -> Quantity | None:
    """第3位, 前10名, 倒数第2位; without 位 or 名 only where a ranking is spoken of (居全省第一)."""
    found = _rank().match(text, start)
    if found is None:
        return None
    before, tables = text[max(0, start - 2) : start], table("bounds")
    leading = found["n3"] is not None
    first, last = _value(found["n3"] or found["n"]), _value(found["n3"] or found["n2"] or found["n"])
    if not first or not last or last < first or (leading and before[-1:] and before[-1] in tables["not_leading"]):
        return None
    if found["word"] is None and not found["down"] and not leading and not before.endswith(tuple(tables["ranked"])):
        return None
    low, high = (Decimal(1), last) if leading else (first, last)
    if found["down"]:
        low, high = -high, -low
    return Quantity(start, found.end(), found[0], Form.RANK, low, high, "位")


def mask_at(text: str, start: int) -> Quantity | None:
    """*亿元, **.*%, 20XX年, *万余人: what stands where a quantity will be."""
    found = _mask().match(text, start)
    if found is None:
        return None
    measure = measure_at(text, found.end())
    if measure is None or measure.unit in table("measures")["unmasked"]:
        end = found.end() if not found["tail"] else found.start("tail")
        if found["tail"] and re.fullmatch("[十百千万亿]+[余多]?", found["tail"]):
            end = found.end()
        return Quantity(start, end, text[start:end], Form.MASK, Decimal(0), Decimal(0))
    return Quantity(start, measure.end, text[start : measure.end], Form.MASK, Decimal(0), Decimal(0), measure.unit)


def _value(numeral: str) -> Decimal | None:
    if numeral[0].isascii():
        return Decimal(numeral)
    return Decimal(100) if numeral == "百" else chinese_value(numeral)


@cache
def _ratio() -> re.Pattern[str]:
    spoken = r"\d{1,3}比\d{1,3}(?![\d.∶%‰多余几十百千万亿个家人年月日时元倍成])"
    return compiled(rf"{_DECIMAL}(?:[∶:：]{_DECIMAL}){{1,5}}(?![\d.∶])|{spoken}")


@cache
def _fraction() -> re.Pattern[str]:
    part = rf"(?P<part>{_DECIMAL}|{_NUMERAL}{{1,12}}(?:点{_NUMERAL}{{1,12}})?)"
    slash = r"(?P<upper>\d{1,3})/(?P<lower>\d{1,4})(?![\d/.十百千万亿])"
    half = "(?P<half>一半(?![载导天年个月拉夜辈]))"
    return compiled(rf"(?P<whole>\d{{1,4}}|{_NUMERAL}{{1,8}})分之{part}|{slash}|{half}")


@cache
def _capitals() -> re.Pattern[str]:
    digit = "[壹贰叁肆伍陆柒捌玖]"
    whole = "(?P<whole>[壹贰叁肆伍陆柒捌玖拾佰仟万亿零]{1,30})[元圆]"
    return compiled(f"{whole}(?:零?(?P<tenths>{digit})角)?(?:零?(?P<cents>{digit})分)?[整正]?")


@cache
def _doubling() -> re.Pattern[str]:
    return compiled("翻(?:了|上)?(?P<near>近)?(?P<times>[一两二三四五]|[1-5])?番(?![五薯茄号])(?P<more>多)?")


@cache
def _rank() -> re.Pattern[str]:
    number = rf"(?:\d{{1,4}}|{_NUMERAL}{{1,4}})"
    dash = "(?:[-~～—–－]{1,2}|至|到)第?"
    word = "(?P<word>位(?![于置次列居移])|名(?![单优特胜]))"
    ends = "(?![一-鿿\\d.%‰])|(?=[和且的并及])"
    nth = rf"(?P<down>倒数)?第(?P<n>{number})(?:{dash}(?P<n2>{number}))?(?:{word}|{ends})"
    return compiled(rf"{nth}|前(?P<n3>{number})(?:[位名强](?![单优])|{ends})")


@cache
def _mask() -> re.Pattern[str]:
    scale = f"(?P<tail>[十百千万亿]{{0,3}}{alternatives(['余', '多'], table('bounds')['not_before'])}?)"
    return compiled(
        rf"(?:[*＊]++(?:\.[*＊]++)?|(?:19|20)(?:[Xx×*＊]{{2}}|\d[Xx×*＊])|[Xx×]{{1,20}}+(?![A-Za-z])){scale}"
    )
