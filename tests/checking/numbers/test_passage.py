"""The words a number has to itself, its piece, clause and sentence, the names and headings around it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.checking.numbers.passage import Passage
from drafting.numerals import find
from drafting.report import Mention
from tests.checking.reports import YEAR

TEXT = "地区生产总值186.45亿元，增长6.2%；其中工业增长8.4%、服务业7.1%。\n二、农业\n粮食产量24.7万吨（亩产395公斤）。"


def passage(text: str, *mentions: Mention, heading: str = "") -> Passage:
    return Passage(text, mentions, YEAR.names, heading)


@pytest.mark.parametrize(
    ("index", "before", "piece", "clause", "heading"),
    [
        (0, "地区生产总值", "地区生产总值186.45亿元", "地区生产总值186.45亿元，增长6.2%", "经济运行"),
        (1, "增长", "增长6.2%", "地区生产总值186.45亿元，增长6.2%", "经济运行"),
        (2, "其中工业增长", "其中工业增长8.4%、服务业7.1%", "其中工业增长8.4%、服务业7.1%", "经济运行"),
        (3, "服务业", "其中工业增长8.4%、服务业7.1%", "其中工业增长8.4%、服务业7.1%", "经济运行"),
        (4, "粮食产量", "粮食产量24.7万吨", "粮食产量24.7万吨（亩产395公斤）", "二、农业"),
        (5, "亩产", "亩产395公斤", "粮食产量24.7万吨（亩产395公斤）", "二、农业"),
    ],
)
def test_each_number_has_its_own_words_and_the_spans_around_it(
    index: int, before: str, piece: str, clause: str, heading: str
) -> None:
    read = passage(TEXT, heading="经济运行")
    number = read.numbers[index]
    words = [TEXT[slice(*span)] for span in (number.before, number.piece, number.clause)]
    assert (*words, read.heading_over(number.start)) == (before, piece, clause, heading)


def test_a_rendered_figure_is_one_number_and_its_digits_are_not_read_twice() -> None:
    text = "收入12.36亿元，另有3个。"
    number, typed = passage(text, Mention(2, 9, "F5")).numbers
    assert (number.start, number.end, number.mention) == (2, 9, Mention(2, 9, "F5"))
    assert number.quantity is not None
    assert (number.quantity.text, typed.start, typed.mention) == ("12.36亿元", 12, None)


def test_a_rendered_figure_without_a_quantity_is_a_number_too() -> None:
    (number,) = passage("消费持平。", Mention(2, 4, "F4", "change")).numbers
    assert (number.start, number.end, number.quantity) == (2, 4, None)


def test_masks_are_no_numbers() -> None:
    assert passage("新建学校*所，收入**亿元。").numbers == ()


def test_names_in_full_are_found_between_two_places() -> None:
    read = passage("GDP和粮食产量，民生支出")
    assert [read.text[one.start : one.end] for one in read.named_between(0, 8)] == ["GDP", "粮食产量"]
    assert [one.keys for one in read.named_between(4, 20)] == [("F14",), ("F7",)]


@pytest.mark.parametrize(
    ("heading", "planned"), [("三、下一步打算", True), ("明年工作安排", True), ("二、工作开展情况", False), ("", False)]
)
def test_a_heading_of_plans_is_one_over_its_text(heading: str, planned: bool) -> None:
    assert passage("新建8家。", heading=heading).plans_at(0) is planned
    assert passage(f"{heading}\n新建8家。").plans_at(len(heading) + 1) is planned


def test_the_sentence_before_is_of_the_same_paragraph() -> None:
    read = passage("甲。乙。\n丙。")
    assert read.text[slice(*read.sentence_before((2, 3)))] == "甲"
    assert read.sentence_before((5, 6)) == (0, 0)
    assert read.sentence_before((0, 1)) == (0, 0)


PIECES = st.sampled_from(
    ["收入", "12.36亿元", "，", "。", "\n", "、", "（", "）", "5%", "*", "二、农业", "；", "第3位"]
)


@given(st.lists(PIECES, max_size=16).map("".join) | st.text(max_size=50))
def test_numbers_are_in_order_and_apart_and_lie_in_their_spans(text: str) -> None:
    numbers = passage(text).numbers
    assert all(one.end <= other.start for one, other in pairwise(numbers))
    typed = [one for one in find(text) if one.form.value != "mask"]
    assert [(one.start, one.end) for one in numbers] == [(one.start, one.end) for one in typed]
    for one in numbers:
        for low, high in (one.piece, one.clause, one.sentence):
            assert low <= one.start < one.end <= high <= len(text)
        assert one.before[1] == one.start
        assert one.after[0] == one.end
