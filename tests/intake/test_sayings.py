from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.intake.sayings import sayings

Told = tuple[str, str, str, str]
"""Part, what a reference stands for, what the figure keeps, what it is compared with."""


def told(text: str) -> list[Told]:
    return [(one.part, text[one.start : one.end], one.text, one.to) for one in sayings(text)]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("完成投资12亿元", [("value", "12亿元", "12亿元", "")]),
        ("同比增长5%", [("change", "增长5%", "增长5%", "同比")]),
        ("增长了5%", [("rate", "5%", "增长5%", "")]),
        ("增速达8%", [("rate", "8%", "增长8%", "")]),
        ("同比实际增长5%", [("change", "增长5%", "增长5%", "同比实际")]),
        ("较上年同期减少8人", [("change", "减少8人", "减少8人", "较上年同期")]),
        ("比上年末提高0.5个百分点", [("change", "提高0.5个百分点", "提高0.5个百分点", "比上年末")]),
        ("比全市低0.5个百分点", [("change", "0.5个百分点", "0.5个百分点", "比全市低")]),
        ("高于全省平均水平5.2个百分点", [("change", "5.2个百分点", "5.2个百分点", "高于全省平均水平")]),
        ("高于5%", [("value", "5%", "5%", "")]),
        ("占年度任务的55.2%", [("change", "55.2%", "55.2%", "占年度任务")]),
        ("完成投资的55.2%", [("value", "55.2%", "55.2%", "")]),
        ("占GDP比重达12.3%", [("value", "12.3%", "12.3%", "")]),
        ("税收占比58%", [("value", "58%", "58%", "")]),
        ("列全市12个县（区）第5位", [("rank", "全市12个县（区）第5位", "全市12个县（区）第5位", "")]),
        ("进入全省前10名", [("rank", "全省前10名", "全省前10名", "")]),
        ("由10%下降到8%", [("prev", "10%", "10%", ""), ("value", "8%", "8%", "")]),
        (
            "由2023年的10%下降到8%",
            [("value", "2023年", "2023年", ""), ("prev", "10%", "10%", ""), ("value", "8%", "8%", "")],
        ),
        ("翻一番", [("change", "翻一番", "翻一番", "")]),
        ("新增3家", [("value", "3家", "3家", "")]),
        ("同比新增3家", [("change", "新增3家", "新增3家", "同比")]),
        ("增长-5%", [("value", "-5%", "-5%", "")]),
        ("新建*所学校", []),
        ("国发〔2022〕2号、5A级景区", []),
    ],
)
def test_a_quantity_is_read_with_the_words_that_belong_to_it(text: str, made: list[Told]) -> None:
    assert told(text) == made


@settings(deadline=None)
@given(st.text(alphabet="同比较年初增长下降由从到至高于全市占任务的第位12.%亿元个，。、（）", max_size=30))
def test_sayings_stand_in_order_and_apart(text: str) -> None:
    made = sayings(text)
    assert all(one.start <= one.quantity.start and one.end == one.quantity.end for one in made)
    assert all(one.end <= other.start for one, other in pairwise(made))
