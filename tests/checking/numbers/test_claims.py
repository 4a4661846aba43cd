"""What the words before a number say of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.checking.numbers.claims import Claim, Role, basis_in, is_bare, read_claims, scope_in
from drafting.checking.numbers.passage import Passage
from drafting.numerals import Direction
from tests.checking.reports import YEAR

UP, DOWN = Direction.UP, Direction.DOWN


def claims(text: str) -> list[Claim]:
    return list(read_claims(Passage(text, (), YEAR.names)))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("城镇化率提高到52.8%", [Claim(Role.LEVEL, None, "提高")]),
        ("覆盖率增加至61%", [Claim(Role.LEVEL, None, "增加")]),
        ("城镇化率提高1.1个百分点", [Claim(Role.CHANGE, UP, "提高")]),
        ("产值同比增长了6.2%", [Claim(Role.CHANGE, UP, "增长", "yearly")]),
        ("增速达到6.2%", [Claim(Role.CHANGE, UP, "增速")]),
        ("降幅为2%", [Claim(Role.CHANGE, DOWN, "降幅")]),
        ("较年初净增3亿元", [Claim(Role.CHANGE, UP, "净增", "since_january")]),
        ("比上月减少4起", [Claim(Role.CHANGE, DOWN, "减少", "chained")]),
        ("失业率为3.4%", [Claim(Role.VALUE)]),
        ("由11.62亿元增加到12.36亿元", [Claim(Role.PREV), Claim(Role.LEVEL, None, "增加")]),
        ("上年为11.62亿元", [Claim(Role.PREV)]),
        ("居全市第3位", [Claim(Role.RANK, scope="city")]),
        ("排名全国第9位", [Claim(Role.RANK, scope="nation")]),
        ("分别增长9.1%和11.8%", [Claim(Role.CHANGE, UP, "增长"), Claim(Role.CHANGE, UP, "增长")]),
        ("分别增长9.1%、下降2%", [Claim(Role.CHANGE, UP, "增长"), Claim(Role.CHANGE, DOWN, "下降")]),
        ("增长9.1%，总量3亿元", [Claim(Role.CHANGE, UP, "增长"), Claim(Role.VALUE)]),
        ("", []),
    ],
)
def test_the_words_before_a_number_say_what_it_is(text: str, read: list[Claim]) -> None:
    assert claims(text) == read


@pytest.mark.parametrize(
    ("words", "basis", "scope"),
    [
        ("同比", "yearly", ""),
        ("较去年同期", "yearly", ""),
        ("比年初", "since_january", ""),
        ("较一季度", "first_quarter", ""),
        ("全省平均", "", "province"),
        ("在全市、全县", "", "county"),
        ("占年度任务", "", ""),
    ],
)
def test_what_is_compared_with_and_whose_order_are_read_by_their_meaning(words: str, basis: str, scope: str) -> None:
    assert (basis_in(words), scope_in(words)) == (basis, scope)


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("，同比增长", True),
        ("分别", True),
        ("，较上年提高了", True),
        ("", True),
        ("工业增长", False),
        ("其中茶叶", False),
    ],
)
def test_words_that_only_say_how_a_number_moved_name_nothing(words: str, bare: bool) -> None:
    assert is_bare(words) is bare


@given(st.lists(st.sampled_from(["增长", "5%", "、", "到", "第3位", "全市", "由", "3亿元", "，", "同比"])).map("".join))
def test_every_number_has_one_claim(text: str) -> None:
    assert len(claims(text)) == len(Passage(text, (), YEAR.names).numbers)
