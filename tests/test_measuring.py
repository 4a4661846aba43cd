from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.errors import DerivationError
from drafting.measuring import amount_of, decimals, rounded


@pytest.mark.parametrize(
    ("value", "unit", "number", "written", "places", "worth"),
    [
        ("71.30", "亿元", "71.30", "亿元", 2, "7130000000"),
        ("1,234.5", "万元", "1234.5", "万元", 1, "12345000"),
        ("8个", "", "8", "个", 0, "8"),
        ("-2.1", "%", "-2.1", "%", 1, "-2.1"),
        ("３.５", "万人", "3.5", "万人", 1, "35000"),
        ("三十亿", "亿元", "30", "亿元", 0, "3000000000"),
        ("3亿4500万元", "", "3.45", "亿元", 2, "345000000"),
        ("186.40", "万人次", "186.40", "万人次", 2, "1864000"),
        ("5", "", "5", "", 0, "5"),
    ],
)
def test_an_amount_keeps_the_unit_it_is_written_in(
    value: str, unit: str, number: str, written: str, places: int, worth: str
) -> None:
    found = amount_of(value, unit)
    assert (found.number, found.unit, found.places) == (Decimal(number), written, places)
    assert found.worth == Fraction(worth)


@pytest.mark.parametrize(
    ("value", "unit", "sentence"),
    [
        ("3—5", "个", "“3—5”是一个区间，算不出准数，请填一个准确的数。"),
        ("近32万亩", "", "“近32万亩”是约数，算不出准数，请填一个准确的数。"),
        ("2.94∶1", "", "“2.94∶1”不是可以计算的数，请选填了数值的指标。"),
        ("下降7.8%", "", "“下降7.8%”不是可以计算的数，请选填了数值的指标。"),
        ("第3位", "", "“第3位”不是可以计算的数，请选填了数值的指标。"),
    ],
)
def test_what_is_no_exact_number_is_refused(value: str, unit: str, sentence: str) -> None:
    with pytest.raises(DerivationError) as fault:
        amount_of(value, unit)
    assert str(fault.value) == sentence


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("亿元", "万元", True),
        ("个", "家", True),
        ("人", "名", True),
        ("人", "人次", False),
        ("个", "亿元", False),
        ("%", "个百分点", False),
        ("亩", "公顷", True),
        ("", "个", False),
    ],
)
def test_amounts_of_one_measure_can_be_reckoned_together(one: str, other: str, alike: bool) -> None:
    assert amount_of("1", one).shares_measure(amount_of("1", other)) is alike


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        ("823/10", 1, "82.3"),
        ("1/8", 2, "0.13"),
        ("-1/8", 2, "-0.13"),
        ("-1/1000", 1, "0.0"),
        ("2/3", 0, "1"),
        ("35", 2, "35.00"),
    ],
)
def test_half_is_rounded_away_from_zero(number: str, places: int, text: str) -> None:
    assert rounded(Fraction(number), places) == text


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_a_decimal_is_written_as_it_is(number: Decimal) -> None:
    count = decimals(Fraction(number))
    assert count is not None
    assert Decimal(rounded(Fraction(number), count)) == number


def test_a_fraction_that_never_ends_has_no_decimals() -> None:
    assert decimals(Fraction(1, 3)) is None
