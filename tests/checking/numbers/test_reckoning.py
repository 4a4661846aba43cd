"""Numbers a writer worked out: accepted with the formula where it comes out, refused where it doesn't."""

import pytest

from drafting import numerals
from drafting.checking.context import Context, Known
from drafting.checking.numbers.reckoning import Reckoned, reckon
from drafting.report import Brief, Figure, FigureSet

FIGURES = FigureSet(
    (
        Figure("F1", "民生支出", 0, value="32.96", unit="亿元", prev="30.10"),
        Figure("F2", "财政支出", 0, value="41.20", unit="亿元"),
        Figure("F3", "反馈问题数", 0, value="48", unit="个"),
        Figure("F4", "整改问题数", 0, value="43", unit="个"),
        Figure("F5", "城镇增速", 0, value="4.6", unit="%"),
        Figure("F6", "农村增速", 0, value="7.3", unit="%"),
        Figure("F7", "总投资", 0, value="200—210", unit="亿元"),
    )
)
KNOWN = Context(Brief("报告", figures=FIGURES), FIGURES).of_figure


def worked_out(number: str, words: str, *keys: str, here: tuple[str, ...] | None = None) -> Reckoned | None:
    """`here`: the figures of the sentence itself, by default all."""
    quantity = numerals.read(number)
    assert quantity is not None
    nearby: tuple[Known, ...] = tuple(one for key in keys for one in KNOWN[key])
    return reckon(quantity, words, nearby, frozenset(keys if here is None else here))


@pytest.mark.parametrize(
    ("number", "words", "keys", "formula"),
    [
        ("80%", "占财政支出的80%", ("F1", "F2"), "“民生支出”32.96亿元÷“财政支出”41.20亿元"),
        ("八成", "占财政支出的八成", ("F1", "F2"), "“民生支出”32.96亿元÷“财政支出”41.20亿元"),
        ("89.6%", "整改率89.6%", ("F3", "F4"), "“整改问题数”43个÷“反馈问题数”48个"),
        ("5个", "剩余5个", ("F3", "F4"), "“反馈问题数”48个－“整改问题数”43个"),
        ("91个", "合计91个", ("F3", "F4"), "“反馈问题数”48个＋“整改问题数”43个"),
        ("2.86亿元", "净增2.86亿元", ("F1",), "“民生支出”32.96亿元－“民生支出”30.10亿元"),
        ("9.5%", "增长9.5%", ("F1",), "“民生支出”32.96亿元÷“民生支出”30.10亿元－1"),
        ("2.7个百分点", "快于城镇2.7个百分点", ("F5", "F6"), "“农村增速”7.3%－“城镇增速”4.6%"),
        ("1.25倍", "相当于民生支出的1.25倍", ("F1", "F2"), "“财政支出”41.20亿元÷“民生支出”32.96亿元"),
        ("7416万元", "多支7416万元，合计741600万元", ("F1", "F2"), None),
        ("741600万元", "合计741600万元", ("F1", "F2"), "“民生支出”32.96亿元＋“财政支出”41.20亿元"),
    ],
)
def test_a_number_that_comes_out_has_a_formula(
    number: str, words: str, keys: tuple[str, ...], formula: str | None
) -> None:
    found = worked_out(number, words, *keys)
    assert (found.formula if found else None) == formula


@pytest.mark.parametrize(
    ("number", "words", "keys"),
    [
        ("81%", "占财政支出的81%", ("F1", "F2")),
        ("79.9%", "占财政支出的79.9%", ("F1", "F2")),
        ("三成", "占财政支出的三成", ("F1", "F2")),
        ("6个", "剩余6个", ("F3", "F4")),
        ("92个", "合计92个", ("F3", "F4")),
        ("2.96亿元", "净增2.96亿元", ("F1",)),
        ("8.5%", "增长8.5%", ("F1",)),
        ("2.8个百分点", "快于城镇2.8个百分点", ("F5", "F6")),
        ("1.5倍", "相当于民生支出的1.5倍", ("F1", "F2")),
        ("5人", "剩余5人", ("F3", "F4")),
    ],
)
def test_a_number_that_does_not_come_out_has_none(number: str, words: str, keys: tuple[str, ...]) -> None:
    assert worked_out(number, words, *keys) is None


@pytest.mark.parametrize(
    ("number", "words", "keys"),
    [
        ("80%", "民生满意80%", ("F1", "F2")),
        ("5个", "新建公园5个", ("F3", "F4")),
        ("80%", "占财政支出的80%", ("F1",)),
        ("16.48%", "占总投资的16.48%", ("F1", "F7")),
    ],
)
def test_nothing_is_worked_out_unannounced_or_from_what_is_not_there_or_not_exact(
    number: str, words: str, keys: tuple[str, ...]
) -> None:
    assert worked_out(number, words, *keys) is None


@pytest.mark.parametrize(
    ("number", "words", "keys", "here", "used"),
    [
        ("80%", "占财政支出的80%", ("F1", "F2"), ("F1",), ("F1", "F2")),
        ("80%", "占财政支出的80%", ("F1", "F2"), ("F2",), ("F1", "F2")),
        ("80%", "占财政支出的80%", ("F1", "F2", "F3"), ("F3",), None),
        ("80%", "占财政支出的80%", ("F1", "F2"), (), None),
        ("5个", "剩余5个", ("F3", "F4"), ("F4",), ("F3", "F4")),
        ("5个", "剩余5个", ("F1", "F3", "F4"), ("F1",), None),
        ("2.86亿元", "净增2.86亿元", ("F1", "F2"), ("F2",), None),
        ("9.5%", "增长9.5%", ("F1", "F2"), ("F1",), ("F1",)),
        ("9.5%", "增长9.5%", ("F1", "F2"), ("F2",), None),
    ],
)
def test_figures_of_other_sentences_alone_make_no_number(
    number: str, words: str, keys: tuple[str, ...], here: tuple[str, ...], used: tuple[str, ...] | None
) -> None:
    found = worked_out(number, words, *keys, here=here)
    assert (found.keys if found else None) == used


@pytest.mark.parametrize(
    ("number", "words", "keys", "reckoned"),
    [
        ("9.5%", "增长9.5%", ("F1",), Reckoned("“民生支出”32.96亿元÷“民生支出”30.10亿元－1", True, ("F1",))),
        ("89.6%", "整改率89.6%", ("F4", "F3"), Reckoned("“整改问题数”43个÷“反馈问题数”48个", True, ("F3", "F4"))),
        (
            "1.25倍",
            "相当于民生支出的1.25倍",
            ("F1", "F2"),
            Reckoned("“财政支出”41.20亿元÷“民生支出”32.96亿元", True, ("F1", "F2")),
        ),
        ("5个", "剩余5个", ("F3", "F4"), Reckoned("“反馈问题数”48个－“整改问题数”43个", False, ("F3", "F4"))),
        ("91个", "合计91个", ("F3", "F4"), Reckoned("“反馈问题数”48个＋“整改问题数”43个", False, ("F3", "F4"))),
    ],
)
def test_a_number_worked_out_names_its_figures_once_in_order_and_says_if_it_is_a_rate(
    number: str, words: str, keys: tuple[str, ...], reckoned: Reckoned
) -> None:
    assert worked_out(number, words, *keys) == reckoned
