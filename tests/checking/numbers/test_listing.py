"""Which number of a list is said of which name."""

import pytest

from drafting.checking.numbers.listing import disordered, read_listings
from drafting.checking.numbers.passage import Passage
from tests.checking.reports import YEAR


def lists(text: str) -> list[tuple[list[str], int, tuple[int, ...], bool]]:
    """Names, how many there are, the numbers' places, and whether they are as many."""
    read = read_listings(Passage(text, (), YEAR.names))
    return [([text[low:high] for low, high in one.items], one.count, one.numbers, one.matched) for one in read]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "城镇、农村居民人均可支配收入分别增长4.6%、7.3%",
            (["城镇", "农村居民人均可支配收入"], 2, (0, 1), True),
        ),
        ("茶叶、油茶、中药材产值分别为3亿元、2亿元和1亿元", (["茶叶", "油茶", "中药材产值"], 3, (0, 1, 2), True)),
        ("粮食产量和民生支出分别增长3%、5%和7%", (["粮食产量", "民生支出"], 2, (0, 1, 2), False)),
        ("甲村、乙村、丙村同比分别增长4.6%", (["甲村", "乙村", "丙村"], 3, (0,), False)),
        ("城镇、农村居民收入分别增长4.6%和持平", (["城镇", "农村居民收入"], 2, (0,), True)),
        ("两项收入分别增长5%、7%", ([], 2, (0, 1), True)),
        ("三项收入分别增长5%、7%", ([], 3, (0, 1), False)),
        ("存、贷款余额214.6亿元、157.3亿元", (["存", "贷款"], 2, (0, 1), True)),
        ("茶叶产值3亿元、油茶产值2亿元，分别增长6%、4%", ([], 2, (2, 3), True)),
        ("茶叶产值3亿元、油茶产值2亿元，分别增长6%、4%、1%", ([], 2, (2, 3, 4), False)),
        ("茶叶、油茶等产业产值分别增长6%、4%", (["茶叶", "油茶等产业产值"], 2, (0, 1), True)),
    ],
)
def test_a_list_is_read_with_its_names_and_numbers(
    text: str, read: tuple[list[str], int, tuple[int, ...], bool]
) -> None:
    assert lists(text) == [read]


@pytest.mark.parametrize(
    "text", ["产值增长6%、效益良好", "分别召开会议", "分别由三家单位负责，增长5%", "产值6亿元，增长5%", ""]
)
def test_what_is_no_list_of_numbers_is_left_alone(text: str) -> None:
    assert lists(text) == []


@pytest.mark.parametrize(
    ("scores", "pairs"),
    [
        ([[1.0, 0.0], [0.0, 1.0]], []),
        ([[0.0, 1.0], [1.0, 0.0]], [(0, 1)]),
        ([[1.0, 0.2, 0.2], [0.2, 0.1, 0.9], [0.2, 0.9, 0.1]], [(1, 2)]),
        ([[0.5, 0.5], [0.5, 0.5]], []),
        ([[0.1, 0.9], [0.1, 0.9]], []),
        ([], []),
    ],
)
def test_two_numbers_in_each_others_place_are_told(scores: list[list[float]], pairs: list[tuple[int, int]]) -> None:
    assert list(disordered(scores)) == pairs
