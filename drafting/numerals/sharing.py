"""Numbers of a list that share a measure or a 第: 12、15和20家, 8.5个和3.2个百分点, 第3、5位, 2023、2024年."""

import re
from dataclasses import replace

from drafting.numerals.digits import scale_power, times
from drafting.numerals.quantity import Form, Quantity
from drafting.numerals.tables import compiled, table

_MEASURED = {Form.NUMBER, Form.PERCENT, Form.PERMILLE, Form.POINTS, Form.MULTIPLE}
_LARGEST = {Form.YEAR: 2199, Form.MONTH: 12, Form.DATE: 31}
_SCALE = compiled(r"\d([十百千万亿]+)")


def with_shared_measures(found: list[Quantity], plain: str) -> list[Quantity]:
    """`found` in `plain`, in order; spans stay as they are, only forms, values and units are completed."""
    shared = list(found)
    for index in range(1, len(shared)):
        if _listed(shared[index - 1], shared[index], plain):
            shared[index] = _ranked(shared[index - 1], shared[index], plain)
    for index in range(len(shared) - 1, 0, -1):
        if _listed(shared[index - 1], shared[index], plain):
            shared[index - 1] = _measured(shared[index - 1], shared[index], plain)
    return shared


def _listed(one: Quantity, other: Quantity, plain: str) -> bool:
    return other.start - one.end == 1 and plain[one.end] in table("bounds")["listed"]


def _ranked(one: Quantity, other: Quantity, plain: str) -> Quantity:
    """5位 after 第3 is a rank."""
    bare = other.form is Form.NUMBER and other.unit in ("位", "") and other.low == other.low.to_integral_value() > 0
    if one.form is not Form.RANK or plain[one.end - 1] in "位名强" or not bare:
        return other
    return replace(other, form=Form.RANK, unit="位")


def _measured(one: Quantity, other: Quantity, plain: str) -> Quantity:
    """12 before 、15家 is 12家; 3 before 和5亿元 is 3亿元."""
    if one.form is not Form.NUMBER or one.low != one.high or (one.unit and not _cut_short(one.unit, other.unit)):
        return one
    if other.form in _LARGEST:
        whole = one.low == one.low.to_integral_value() and other.low <= _LARGEST[other.form]
        least = 1900 if other.form is Form.YEAR else 1
        fits = whole and least <= one.low <= _LARGEST[other.form]
        return replace(one, form=other.form, unit=other.unit) if fits else one
    if other.form not in _MEASURED or not other.unit:
        return one
    scale = _SCALE.search(plain, other.start, other.end)
    power = scale_power(scale[1]) if scale and re.search(r"[0-9]$", plain[one.start : one.end]) else 0
    value = times(one.low, power)
    return replace(one, form=other.form, unit=other.unit, low=value, high=value)


def _cut_short(unit: str, other: str) -> bool:
    """个 before a 个百分点."""
    return unit == "个" and unit != other and other.startswith("个")
