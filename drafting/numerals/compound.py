"""One amount in several measures: 3元5角, 12元3角5分, 三块五, 1小时30分钟, 3年零6个月."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from drafting.numerals.digits import CHINESE, plus, product
from drafting.numerals.measures import Measure, measure_at
from drafting.numerals.numeral import Numeral, numeral_at
from drafting.numerals.quantity import Bound, Form, Quantity
from drafting.numerals.tables import compiled, table


@dataclass(frozen=True, slots=True)
class _Part:
    """`size` is in the unit of the whole; `each`: what the measure is per (3元5角/斤), "" or /斤."""

    end: int
    value: Decimal
    size: Decimal
    each: str = ""


def compound_at(text: str, start: int, first: Numeral, measure: Measure | None) -> Quantity | None:
    """The whole in one unit: 3.5 元, 90 分钟, 42 个月; None when no smaller measure follows."""
    sizes = table("bounds")["compounds"].get(measure.unit) if measure else None
    if measure is None or sizes is None or first.low != first.high or first.bound is not Bound.EXACT or first.places:
        return None
    value, last = product(first.low, Decimal(sizes["first"])), _Part(measure.end, Decimal(0), Decimal(sizes["first"]))
    while not last.each and (part := _part(text, last, first.chinese, sizes)) is not None:
        value, last = plus(value, part.value), part
    if last.end == measure.end:
        return None
    places = max(0, -int(last.size.as_tuple().exponent))
    unit = sizes["unit"] + last.each
    return Quantity(start, last.end, "", Form.NUMBER, value, value, unit, places=places)


def _part(text: str, before: _Part, chinese: bool, sizes: dict[str, Any]) -> _Part | None:
    """Smaller than one of the measure before it, and in a smaller measure."""
    start = before.end + (text[before.end : before.end + 1] in ("零", "又"))
    numeral = numeral_at(text, start)
    measure = measure_at(text, numeral.end) if numeral else None
    if numeral is None or numeral.chinese is not chinese or numeral.low != numeral.high or numeral.places:
        return None
    head, _, each = measure.unit.partition("/") if measure else ("", "", "")
    if measure is None or head not in sizes or head in ("unit", "first"):
        return _tenths(text, before) if sizes["unit"] == "元" else None
    size = Decimal(sizes[head])
    value = product(numeral.low, size)
    fits = size < before.size and value < before.size and numeral.bound is Bound.EXACT
    return _Part(measure.end, value, size, each and f"/{each}") if fits else None


def _tenths(text: str, before: _Part) -> _Part | None:
    """The 5 of 3块5, with nothing counted behind it."""
    found = _last().match(text, before.end)
    if found is None or text[before.end - 1] != "块":
        return None
    tenths = found["tenths"]
    size = Decimal("0.1")
    return _Part(found.end(), product(Decimal(CHINESE.get(tenths) or int(tenths)), size), size)


@cache
def _last() -> re.Pattern[str]:
    return compiled("(?P<tenths>[1-9一二三四五六七八九])钱?(?=[，。；、）)]|左右|以[上下内]|$)")
