"""Which quantities state the same fact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.numerals import normal, read, same


def _same(one: str, other: str) -> bool:
    first, second = read(one), read(other)
    assert first is not None
    assert second is not None
    assert same(first, second) is same(second, first)
    return same(first, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("42800万元", "4.28亿元"),
        ("12.30", "12.3"),
        ("1.2万人", "12000人"),
        ("12名", "12人"),
        ("3公里", "3000米"),
        ("15亩", "1公顷"),
        ("1平方公里", "100公顷"),
        ("两成", "20%"),
        ("百分之九十五点六", "95.6％"),
        ("1,234.5", "1234.5"),
        ("三百二十人", "320人"),
        ("约30万人", "30万人"),
        ("超3000万", "3000万以上"),
        ("12万余人", "12万多人"),
        ("2:1", "2∶1"),
        ("约2.0:1", "2∶1"),
        ("翻番", "翻一番"),
        ("第3位", "第三名"),
        ("2024年6月", "二〇二四年六月"),
        ("1—5月", "前5个月"),
        ("5%～8%", "5—8%"),
        ("300元/吨", "300元/吨"),
        ("千分之五", "5‰"),
    ],
)
def test_the_same_fact_in_two_ways(one: str, other: str) -> None:
    assert _same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5%", "5个百分点"),
        ("30", "30人"),
        ("30人", "30人次"),
        ("4.28万元", "4.28亿元"),
        ("12.3", "12.31"),
        ("超30家", "30家"),
        ("不足5%", "5%以上"),
        ("第3位", "3位"),
        ("第2位", "倒数第2位"),
        ("2024年", "2024"),
        ("2:1", "1:2"),
        ("*亿元", "*亿元"),
        ("1倍", "翻番"),
        ("十几亿", "15亿"),
        ("30元", "30美元"),
        ("300元/吨", "300元"),
        ("5%～8%", "5%"),
    ],
)
def test_different_facts(one: str, other: str) -> None:
    assert not _same(one, other)


def test_normal_narrows_digits_letters_percent_and_point_only() -> None:
    assert normal("ＧＤＰ１２．３％，（稻＋）：－　ａ") == "GDP12.3%，（稻＋）：－　a"


@pytest.mark.parametrize(
    ("text", "narrowed"),
    [("１，２３４，５６７", "1,234,567"), ("1，234", "1，234"), ("１，２，３", "1，2，3"), ("１，２３４５", "1，2345")],
)
def test_normal_narrows_the_thousands_comma_of_full_width_digits_only(text: str, narrowed: str) -> None:
    assert normal(text) == narrowed


@given(st.text())
def test_normal_keeps_the_length(text: str) -> None:
    assert len(normal(text)) == len(text)
