"""A table of number forms: each is read, rendered from a figure, read back and compared."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.numerals import Bound, Form, Quantity, find, normal, read, same
from drafting.references import relink, render
from drafting.report import Figure, FigureSet


def _rows(name: str) -> list[tuple[str, ...]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines if line and not line.startswith("# ")]


FORMS = _rows("forms.txt")
PROSE = _rows("prose.txt")
BOUNDS = {"": Bound.EXACT, "~": Bound.ABOUT, ">": Bound.OVER, "<": Bound.UNDER, "?": Bound.SEVERAL}
SOURCE = "指标为[[F1]]，其余另报。"


def _value(written: str) -> Decimal:
    """1/3 is its quotient."""
    part, slash, whole = written.partition("/")
    return Decimal(part) / Decimal(whole) if slash else Decimal(part)


def _whole(text: str) -> Quantity:
    quantity = read(text)
    assert quantity is not None, text
    return quantity


def test_the_table_holds_four_hundred_forms() -> None:
    assert len({form[0] for form in FORMS}) >= 400
    assert all(len(form) == 6 for form in FORMS)


@pytest.mark.parametrize(("text", "form", "value", "unit", "other_words", "other_fact"), FORMS)
def test_a_form_is_read_rendered_and_compared(
    text: str, form: str, value: str, unit: str, other_words: str, other_fact: str
) -> None:
    quantity = _whole(text)
    mark, *ends = re.match(r"([~<>?]?)(.+)", value).groups()  # type: ignore[union-attr]
    low, high = (ends[0].split("..") * 2)[:2]
    assert quantity == Quantity(
        0, len(text), text, Form(form), _value(low), _value(high), unit, BOUNDS[mark], quantity.places
    )

    figures = FigureSet((Figure("F1", "指标", 0, value=text),))
    rendered = render(SOURCE, figures)
    (mention,) = rendered.mentions
    (found,) = find(rendered.text)
    assert rendered.text == f"指标为{normal(text)}，其余另报。"
    assert (found.start, found.end) == (mention.start, mention.end)
    assert (found.form, found.low, found.high, found.unit) == (
        quantity.form,
        quantity.low,
        quantity.high,
        quantity.unit,
    )
    assert relink(SOURCE, figures, rendered.text) == SOURCE

    assert same(quantity, found) is (quantity.form is not Form.MASK)
    if other_words != "-":
        assert same(quantity, _whole(other_words))
        assert same(_whole(other_words), quantity)
    assert not same(quantity, _whole(other_fact))
    assert not same(_whole(other_fact), quantity)


def _stated(quantity: Quantity) -> str:
    """A quantity as prose.txt writes it: 12.30亿元 is 12.30亿元=1230000000元, a range has both its ends."""
    if quantity.form is Form.FRACTION and quantity.low != Decimal("0.5"):
        return f"{quantity.text}={'/'.join(map(str, Fraction(quantity.low).limit_denominator(100).as_integer_ratio()))}"
    low, high = (f"{Decimal(end).normalize():f}" for end in (quantity.low, quantity.high))
    return f"{quantity.text}={low if low == high else f'{low}..{high}'}{quantity.unit}"


@pytest.mark.parametrize(("sentence", "quantities"), PROSE)
def test_quantities_of_a_sentence_have_the_value_and_measure_it_gives_them(sentence: str, quantities: str) -> None:
    expected = [] if quantities == "-" else quantities.split(" ; ")
    assert [_stated(quantity) for quantity in find(sentence)] == expected


@given(
    st.sampled_from(["", "约", "近", "超", "不足", "至少", "≥"]),
    st.decimals(min_value="0.01", max_value=10**7, places=2),
    st.sampled_from(["", "万", "亿"]),
    st.sampled_from(["元", "人", "%", "个百分点", "倍", "亩", "家", "千瓦时", "微克/立方米", "元/吨", "吨标准煤/万元"]),
    st.sampled_from(["", "左右", "以上", "以内"]),
    st.decimals(min_value=0, max_value=10**7, places=2) | st.none(),
    st.sampled_from(["—", "～", "至", "-"]),
)
def test_a_rendered_quantity_reads_back(
    before: str, low: Decimal, scale: str, unit: str, after: str, more: Decimal | None, dash: str
) -> None:
    high = low if not more else low + more
    ends = f"{low}" if high == low else f"{low}{dash}{high}"
    text = f"{before}{ends}{scale}{unit}{after}"
    figures = FigureSet((Figure("F1", "指标", 0, value=text),))
    rendered = render(SOURCE, figures)
    (mention,) = rendered.mentions
    (found,) = find(rendered.text)
    power = {"": 0, "万": 4, "亿": 8}[scale]
    assert (found.start, found.end, found.text) == (mention.start, mention.end, text)
    assert (found.low, found.high, found.unit) == (low * 10**power, high * 10**power, unit)
    assert replace(_whole(text), start=mention.start, end=mention.end) == found
    assert relink(SOURCE, figures, rendered.text) == SOURCE
