"""Whether two quantities state the same fact."""

from collections.abc import Hashable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from drafting.numerals.digits import normal
from drafting.numerals.measures import alike, size
from drafting.numerals.quantity import CALENDAR, Bound, Form, Quantity
from drafting.numerals.shapes import ratio_parts

_APART = CALENDAR | {Form.RANK, Form.DOUBLING}
_CLOSE = {Bound.EXACT, Bound.ABOUT}


def same(one: Quantity, other: Quantity) -> bool:
    """42800万元 and 4.28亿元, 两成 and 20%, 12名 and 12人, 12个 and 12家; not % and 个百分点, 30 and 30人, 超30 and 30.

    约 and an exact number agree; any other bound agrees with itself only. A mask is the same as nothing.
    翻番 is a change, 1倍 an amount: they are not the same, though 增长1倍 doubles.
    """
    if Form.MASK in (one.form, other.form):
        return False
    if Form.RATIO in (one.form, other.form):
        return one.form is other.form and _parts(one) == _parts(other)
    if one.form is not other.form and (one.form in _APART or other.form in _APART):
        return False
    if one.bound is not other.bound and not {one.bound, other.bound} <= _CLOSE:
        return False
    if one.unit == other.unit and one.form is other.form:
        return one.low == other.low and one.high == other.high
    (family, its), (other_family, others) = _size(one), _size(other)
    return (
        (family == other_family or alike(one.unit, other.unit))
        and Fraction(one.low) * its == Fraction(other.low) * others
        and Fraction(one.high) * its == Fraction(other.high) * others
    )


def key(quantity: Quantity) -> Hashable:
    """Quantities that are the same have the same key; those of one key need not be the same. None for a mask."""
    if quantity.form is Form.MASK:
        return None
    if quantity.form is Form.RATIO:
        return tuple(_parts(quantity))
    return _key(quantity.form, quantity.unit, quantity.low, quantity.high)


@lru_cache(maxsize=8192)
def _key(form: Form, unit: str, low: Decimal, high: Decimal) -> Hashable:
    """A text says the numbers of its figures over and over."""
    _, one = size("%" if form is Form.FRACTION else unit)
    one = one * 100 if form is Form.FRACTION else one
    return form if form in _APART else None, Fraction(low) * one, Fraction(high) * one


def commensurable(one: Quantity, other: Quantity) -> bool:
    """Whether the two count in the same family of measures, so that one could be typed in place of the other."""
    if one.form in _APART or other.form in _APART:
        return one.form is other.form
    if Form.RATIO in (one.form, other.form):
        return one.form is other.form
    return _size(one)[0] == _size(other)[0] or alike(one.unit, other.unit)


def in_family(quantity: Quantity) -> tuple[str, Fraction]:
    """Its measure's family, and its value counted in that: 2公里 is 2000 of 长度."""
    family, one = _size(quantity)
    return family, Fraction(quantity.low) * one


def _size(quantity: Quantity) -> tuple[str, Fraction]:
    """A fraction counts wholes: a hundred per cent each."""
    family, one = size("%" if quantity.form is Form.FRACTION else quantity.unit)
    return family, one * 100 if quantity.form is Form.FRACTION else one


def _parts(ratio: Quantity) -> list[Decimal]:
    return [Decimal(part) for part in ratio_parts(normal(ratio.text))]
