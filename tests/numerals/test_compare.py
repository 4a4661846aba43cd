"""Which quantities state the same fact."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.numerals import Quantity, commensurable, in_family, key, normal, read, same


def _read(text: str) -> Quantity:
    quantity = read(text)
    assert quantity is not None, text
    return quantity


def _same(one: str, other: str) -> bool:
    first, second = _read(one), _read(other)
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
    assert key(_read(one)) == key(_read(other))


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


@pytest.mark.parametrize(
    ("one", "other"),
    [("12个", "12人"), ("超30家", "30家"), ("2公里", "2000米"), ("20%", "两成"), ("3:7", "3∶7"), ("12家", "12户")],
)
def test_quantities_of_one_value_share_a_key(one: str, other: str) -> None:
    assert key(_read(one)) == key(_read(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5%", "6%"),
        ("1:2", "2:1"),
        ("3位", "第3位"),
        ("2024年", "2024"),
        ("翻番", "1倍"),
        ("5%～8%", "5%"),
        ("*亿元", "0元"),
    ],
)
def test_quantities_of_different_keys_are_never_the_same(one: str, other: str) -> None:
    assert key(_read(one)) != key(_read(other))
    assert not _same(one, other)


def test_a_mask_has_no_key() -> None:
    assert key(_read("*亿元")) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(
            ("42800万元", "3元5角"),
            ("3公里", "800米"),
            ("12个", "8家"),
            ("12名", "8人"),
            ("5%", "两成"),
            ("三分之一", "5%"),
        ),
        *(("第3位", "前10名"), ("2024年", "2023年"), ("2:1", "3∶7"), ("0.3个千分点", "2个百分点"), ("翻番", "翻两番")),
    ],
)
def test_what_counts_in_one_family_is_commensurable(one: str, other: str) -> None:
    assert commensurable(_read(one), _read(other))
    assert commensurable(_read(other), _read(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(
            ("5%", "5个百分点"),
            ("30元", "30美元"),
            ("30人", "30人次"),
            ("第3位", "3位"),
            ("2024年", "6月"),
            ("2:1", "2"),
        ),
        *(("翻番", "1倍"), ("300元/吨", "300元"), ("30", "30人")),
    ],
)
def test_what_counts_otherwise_is_not(one: str, other: str) -> None:
    assert not commensurable(_read(one), _read(other))
    assert not commensurable(_read(other), _read(one))


@pytest.mark.parametrize(
    ("text", "family", "value"),
    [
        ("2公里", "长度", Fraction(2000)),
        ("3元5角", "金额", Fraction(7, 2)),
        ("5角", "金额", Fraction(1, 2)),
        ("15亩", "面积", Fraction(10000)),
        ("两成", "百分比", Fraction(20)),
        ("四分之三", "百分比", Fraction(75)),
        ("0.3元/公斤", "金额/质量", Fraction(3, 10)),
        ("12名", "人", Fraction(12)),
        ("0.15个千分点", "百分点", Fraction(3, 200)),
        ("5%～8%", "百分比", Fraction(5)),
        ("30", "", Fraction(30)),
    ],
)
def test_a_quantity_counted_in_its_family(text: str, family: str, value: Fraction) -> None:
    assert in_family(_read(text)) == (family, value)


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
