"""Whether words speak of a figure whose name they split, shorten or turn round."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.naming import Names, Naming, countable, cover, spellings

NAMES = Names(
    {"F1": ["地区生产总值", "GDP"], "F2": ["亿元以上项目"], "F3": ["粮食产量"], "F4": ["粮食产量目标", "粮食产量"]},
    ["外贸进出口总额", "房价"],
    {"F1": ["经济总量"]},
)


@pytest.mark.parametrize(
    ("name", "words", "share"),
    [
        ("粮食产量", "粮食产量稳定", 1.0),
        ("粮食产量", "粮食稳定", 0.5),
        ("粮食产量", "茶叶", 0.0),
        ("已化解问题楼盘", "问题楼盘12个，已化解8个", 1.0),
        ("农民的收入", "农民收入", 1.0),
        ("镇数", "14个镇", 0.5),
        ("", "粮食", 0.0),
    ],
)
def test_a_name_is_covered_by_pieces_of_it(name: str, words: str, share: float) -> None:
    assert cover(name, words) == share


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("地区生产总值", "GDP"),
        ("经营主体总数", "市场主体"),
        ("党员数", "党员"),
        ("工业税收占税收比重", "工业税收占比"),
        ("整改问题数（2）", "整改问题"),
    ],
)
def test_a_name_has_its_usual_spellings(name: str, way: str) -> None:
    assert way in spellings(name)


@pytest.mark.parametrize(
    ("name", "least", "noun"),
    [("党员数", 2, "党员"), ("镇数", 2, "镇数"), ("镇数", 1, "镇"), ("粮食产量", 2, "粮食产量")],
)
def test_a_counting_suffix_is_dropped_while_enough_stays(name: str, least: int, noun: str) -> None:
    assert countable(name, least) == noun


def test_spellings_hold_the_name_its_standard_form_and_aliases() -> None:
    assert spellings("粮食总产量") == ("粮食总产量", "粮食产量", "粮食总产")
    assert spellings("整改问题数（2）") == ("整改问题数", "整改问题")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("GDP与粮食产量", [Naming(0, 3, ("F1",)), Naming(4, 8, ("F3", "F4"))]),
        ("粮食产量目标", [Naming(0, 6, ("F4",))]),
        ("外贸进出口总额", [Naming(0, 7, ())]),
        ("房价", []),
        ("亿元以上项目", [Naming(0, 6, ("F2",))]),
        ("50亿元以上项目", []),
        ("地区生产", []),
        ("", []),
    ],
)
def test_names_in_full_are_found_the_longest_at_each_place(text: str, found: list[Naming]) -> None:
    assert list(NAMES.said(text)) == found


def test_shares_are_of_the_best_spelling_and_loose_words_count_unless_strict() -> None:
    assert NAMES.shares("经济总量") == {"F1": 1.0}
    assert NAMES.shares("经济总量", strict=True) == {}
    assert NAMES.shares("粮食生产") == {"F1": 0.2, "F3": 1 / 3, "F4": 1 / 3}
    assert NAMES.shares("粮食产量目标") == {"F3": 1.0, "F4": 1.0}


@given(st.text(alphabet="地区生产总值GDP粮食量目标亿元以上项5", max_size=30))
def test_namings_are_in_order_and_apart_and_shares_lie_between_nothing_and_all(text: str) -> None:
    found = NAMES.said(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert {key for one in found for key in one.keys} <= {"F1", "F2", "F3", "F4"}
    assert all(0 < share <= 1 for share in NAMES.shares(text).values())
