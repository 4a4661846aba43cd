"""Amounts to reckon with: the one exact number a figure states, in the unit it is written in."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from drafting import numerals
from drafting.errors import DerivationError
from drafting.numerals import Bound, Form, Quantity
from drafting.numerals.measures import alike, size
from drafting.references import with_unit

_COUNTED = {Form.NUMBER, Form.PERCENT, Form.PERMILLE, Form.POINTS}
_PLAIN = re.compile(r"(?P<sign>[-−]?)(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>\D*(?:/\d*\D*)?)")
_SCALES = (("亿", 8), ("万", 4), ("", 0))
LONGEST_FRACTION = 6


@dataclass(frozen=True, slots=True)
class Amount:
    """`number` of `unit` as written (71.30, 亿元); a unit is `size` of its `family` (金额, 10⁸); `measure`: 元."""

    number: Decimal
    unit: str
    places: int
    family: str
    size: Fraction
    measure: str

    @property
    def worth(self) -> Fraction:
        """In the common unit of the family."""
        return Fraction(self.number) * self.size

    @property
    def slack(self) -> Fraction:
        """What rounding to the digits written can have taken from `worth`; a whole number is a count and exact."""
        return Fraction(1, 2 * 10**self.places) * self.size if self.places else Fraction(0)

    @property
    def percent(self) -> bool:
        return self.unit in {"%", "‰"}

    def shares_measure(self, other: "Amount") -> bool:
        """12家 and 12户 count alike; 12个 and 12人 don't, nor do % and 个百分点."""
        return self.family == other.family or alike(self.measure, other.measure)


def amount_of(value: str, unit: str = "") -> Amount:
    """Raises `DerivationError` for a range, an approximation, a ratio, or what is no number; without name or place."""
    words = numerals.normal(with_unit(value, unit)).replace("−", "-")
    quantity = numerals.read(words) or numerals.read(value)
    if quantity is None or quantity.form not in _COUNTED:
        raise DerivationError(f"“{value}”不是可以计算的数", hint="请选填了数值的指标")
    if quantity.low != quantity.high:
        raise DerivationError(f"“{value}”是一个区间，算不出准数", hint="请填一个准确的数")
    if quantity.bound is not Bound.EXACT:
        raise DerivationError(f"“{value}”是约数，算不出准数", hint="请填一个准确的数")
    found = _PLAIN.fullmatch(words)
    if found is None:
        return _spelled(quantity)
    number = Decimal(found["sign"] + found["number"].replace(",", ""))
    return Amount(number, found["unit"], quantity.places, *_family(found["unit"]))


def _spelled(quantity: Quantity) -> Amount:
    """三十亿元, 3亿4500万元: in the largest of 亿, 万 that it reaches."""
    scale, power = next(one for one in _SCALES if abs(quantity.low) >= 10 ** one[1] or not one[1])
    number = quantity.low.scaleb(-power).normalize()
    places = max(0, -int(number.as_tuple().exponent))
    return Amount(number, scale + quantity.unit, places, *_family(scale + quantity.unit))


@lru_cache(maxsize=1024)
def _family(unit: str) -> tuple[str, Fraction, str]:
    """A unit no measure table knows is a family of its own."""
    one = numerals.read(f"1{unit}") if unit else None
    if one is None:
        return unit, Fraction(1), unit
    family, its = size(one.unit)
    return family, Fraction(one.low) * its, one.unit


def rounded(number: Fraction, places: int) -> str:
    """Half goes up, away from zero; `places` decimals are always written."""
    scaled = abs(number) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    text = f"{Decimal(whole).scaleb(-places):f}"
    return f"-{text}" if number < 0 and whole else text


def decimals(number: Fraction) -> int | None:
    """How many decimals write it exactly, None when more than a reader wants to see."""
    return next((count for count in range(LONGEST_FRACTION + 1) if (number * 10**count).denominator == 1), None)
