"""What a writer types as a change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.numerals import Change, Direction, directions, read_change

UP, DOWN, FLAT = Direction.UP, Direction.DOWN, Direction.FLAT


@pytest.mark.parametrize(
    ("text", "direction", "verb", "amount", "basis"),
    [
        ("增长8.0%", UP, "增长", "8.0%", ""),
        ("8.0%", UP, "增长", "8.0%", ""),
        ("-10.4%", DOWN, "下降", "10.4%", ""),
        ("下降10.4%", DOWN, "下降", "10.4%", ""),
        ("增长-10.4%", DOWN, "下降", "10.4%", ""),
        ("增长了8.0%", UP, "增长", "8.0%", ""),
        ("提高0.3个百分点", UP, "提高", "0.3个百分点", ""),
        ("+0.3个百分点", UP, "提高", "0.3个百分点", ""),
        ("-0.3个百分点", DOWN, "下降", "0.3个百分点", ""),
        ("持平", FLAT, "持平", "", ""),
        ("与上年持平", FLAT, "持平", "", "与上年"),
        ("0.0%", FLAT, "持平", "", ""),
        ("增长1倍", UP, "增长", "1倍", ""),
        ("翻番", UP, "翻番", "", ""),
        ("翻一番", UP, "翻一番", "", ""),
        ("由负转正", UP, "由负转正", "", ""),
        ("增加8人", UP, "增加", "8人", ""),
        ("-8人", DOWN, "减少", "8人", ""),
        ("减8人", DOWN, "减", "8人", ""),
        ("↑5.6％", UP, "增长", "5.6%", ""),
        ("5.6%↑", UP, "增长", "5.6%", ""),
        ("↓３．０％", DOWN, "下降", "3.0%", ""),
        ("▲2%", UP, "增长", "2%", ""),
        ("▼2%", DOWN, "下降", "2%", ""),
        ("收窄3.2个百分点", DOWN, "收窄", "3.2个百分点", ""),
        ("扩大0.5个百分点", UP, "扩大", "0.5个百分点", ""),
        ("降幅收窄1个百分点", DOWN, "降幅收窄", "1个百分点", ""),
        ("增速回落2.1个百分点", DOWN, "增速回落", "2.1个百分点", ""),
        ("前移2位", UP, "前移", "2位", ""),
        ("后移1位", DOWN, "后移", "1位", ""),
        ("上升3位", UP, "上升", "3位", ""),
        ("回落0.2个百分点", DOWN, "回落", "0.2个百分点", ""),
        ("增速8.0%", UP, "增长", "8.0%", ""),
        ("增速为-3%", DOWN, "下降", "3%", ""),
        ("降幅3%", DOWN, "下降", "3%", ""),
        ("增长近8%", UP, "增长", "近8%", ""),
        ("增长5%～8%", UP, "增长", "5%～8%", ""),
        ("增长三成", UP, "增长", "三成", ""),
        ("增加3.20亿元", UP, "增加", "3.20亿元", ""),
        ("同比增长8.0%", UP, "增长", "8.0%", "同比"),
        ("同比-8.0%", DOWN, "下降", "8.0%", "同比"),
        ("环比下降1.2%", DOWN, "下降", "1.2%", "环比"),
        ("较年初增长3%", UP, "增长", "3%", "较年初"),
        ("较一季度收窄3.2个百分点", DOWN, "收窄", "3.2个百分点", "较一季度"),
        ("比上年同期增加8人", UP, "增加", "8人", "比上年同期"),
        ("较2020年增长5%", UP, "增长", "5%", "较2020年"),
        ("按可比价计算，同比增长8.0%", UP, "增长", "8.0%", "按可比价计算，同比"),
        ("高0.8个百分点", UP, "高", "0.8个百分点", ""),
        ("低8.5个百分点", DOWN, "低", "8.5个百分点", ""),
        ("多3个", UP, "多", "3个", ""),
        ("少2起", DOWN, "少", "2起", ""),
        ("快1.2个百分点", UP, "快", "1.2个百分点", ""),
        ("慢约0.3个百分点", DOWN, "慢", "约0.3个百分点", ""),
        ("高出三成", UP, "高出", "三成", ""),
        ("同比多8人", UP, "多", "8人", "同比"),
        ("较上年多3个", UP, "多", "3个", "较上年"),
        ("较全市平均快0.3个百分点", UP, "快", "0.3个百分点", "较全市平均"),
        ("较最高时下降3%", DOWN, "下降", "3%", "较最高时"),
        ("比全市高0.8个百分点", UP, "提高", "0.8个百分点", "比全市高"),
        ("比全市低0.8个百分点", DOWN, "下降", "0.8个百分点", "比全市低"),
        ("比去年同期少2起", DOWN, "减少", "2起", "比去年同期少"),
        ("增长6%左右", UP, "增长", "6%左右", ""),
        ("增长11%以上", UP, "增长", "11%以上", ""),
        ("约增长5%", UP, "增长", "约5%", ""),
        ("同比大约下降5%", DOWN, "下降", "大约5%", "同比"),
        ("下降0.15个千分点", DOWN, "下降", "0.15个千分点", ""),
        ("偏多14.3%", UP, "偏多", "14.3%", ""),
        ("较常年同期偏少67.8%", DOWN, "偏少", "67.8%", "较常年同期"),
        ("-0.15个千分点", DOWN, "下降", "0.15个千分点", ""),
        ("提高半个百分点", UP, "提高", "半个百分点", ""),
        ("上涨3元5角", UP, "上涨", "3元5角", ""),
        ("下降3%至5%", DOWN, "下降", "3%至5%", ""),
        (" 增长 8.0 % 。", UP, "增长", "8.0%", ""),
    ],
)
def test_a_change_is_read(text: str, direction: Direction, verb: str, amount: str, basis: str) -> None:
    assert read_change(text) == Change(direction, verb, amount, basis)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "abc", "十分", "8", "8人", "下降-3%", "增长", "增长到8%"),
        *("占56%", "2024年", "*％", "同比、环比增长3%", "同比"),
        *("-2%至3%", "增长-0.5%～0.5%", "约增长约5%", "高", "多开工3个", "高于全市0.8个百分点", "最高8%"),
    ],
)
def test_what_is_no_change_is_not_read(text: str) -> None:
    assert read_change(text) is None


def test_the_name_of_a_rate_chooses_the_verb_of_a_bare_amount() -> None:
    assert read_change("0.3%", "城镇调查失业率") == Change(UP, "提高", "0.3%")


def test_verbs_and_nouns_of_change_point_up_or_down() -> None:
    pointed = directions()
    assert {word: pointed[word] for word in ("增长", "增速", "降幅", "收窄", "少增", "降幅扩大")} == {
        "增长": UP,
        "增速": UP,
        "降幅": DOWN,
        "收窄": DOWN,
        "少增": DOWN,
        "降幅扩大": UP,
    }
    assert not {"高", "多", "少", "持平", "翻番"} & set(pointed)


@pytest.mark.parametrize("word", sorted(directions()))
def test_every_such_word_reads_with_an_amount_and_keeps_its_direction(word: str) -> None:
    change = read_change(f"{word}3.2%")
    assert change is not None
    assert (change.direction, change.amount) == (directions()[word], "3.2%")


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    read_change(text)


@given(st.decimals(min_value="0.01", max_value=10**6, places=2), st.sampled_from(["增长", "下降"]))
def test_an_amount_keeps_its_digits(value: object, verb: str) -> None:
    change = read_change(f"{verb}{value}%")
    assert change is not None
    assert (change.verb, change.amount) == (verb, f"{value}%")
