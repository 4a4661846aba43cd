"""Shares and rates held against the two figures they come from: quiet where it can't be known."""

import pytest

from drafting.checking import Context
from drafting.checking.sanity import check_shares
from drafting.intake.brief_file import brief_from_text, read_brief
from drafting.shipped import EXAMPLE_BRIEF, shipped


def said(*figures: str) -> list[str]:
    rows = "".join(f"  - {{{one}}}\n" for one in figures)
    text = f"title: 报告\nsections:\n- heading: 一、甲\n  figures:\n{rows}"
    return [one.message for one in check_shares(Context.of(brief_from_text(text, "素材", "yaml")))]


PLAN = "name: 省市重点项目年度计划投资, value: {}, unit: 亿元"
SHARE = "name: {}, value: {}, unit: {}, compare: [{{to: 占{}, value: {}}}]"
SPENT = "name: 省市重点项目完成投资, value: {}, unit: 亿元, compare: [{{to: 占年度计划, value: {}}}]"


@pytest.mark.parametrize(
    ("figures", "messages"),
    [
        ((PLAN.format("31.20"), SPENT.format("16.85", "54.0%")), []),
        (
            (PLAN.format("33.50"), SPENT.format("17.25", "54.0%")),
            ["“省市重点项目完成投资”写的是54.0%，按“省市重点项目完成投资”和“省市重点项目年度计划投资”算是51.5%"],
        ),
        (
            (
                "name: 一般公共预算支出, value: 19.25, unit: 亿元",
                "name: 民生支出, value: 15.84, unit: 亿元, compare: [{to: 占一般公共预算支出, value: 80.0%}]",
            ),
            ["“民生支出”写的是80.0%，按“民生支出”和“一般公共预算支出”算是82.3%"],
        ),
        (
            (
                "name: 列入处置的问题楼盘, value: 11, unit: 个",
                "name: 已化解问题楼盘, value: 8, unit: 个",
                "name: 问题楼盘化解率, value: 75.0, unit: '%'",
            ),
            ["“问题楼盘化解率”写的是75.0%，按“已化解问题楼盘”和“列入处置的问题楼盘”算是72.7%"],
        ),
        # other subjects, other units, ranges and unknown wholes are left alone
        ((PLAN.format("31.20"), SHARE.format("招商到位资金", "9", "亿元", "年度计划", "54.0%")), []),
        ((SHARE.format("支出", "3—5", "亿元", "收入", "9%"), "name: 收入, value: 8, unit: 亿元"), []),
        ((SHARE.format("支出", "3", "万元", "收入", "9%"), "name: 收入, value: 8, unit: 亿元"), []),
        # rounding of the figures themselves is no disagreement
        ((SHARE.format("甲", "0.4", "亿元", "乙收入", "33.3%"), "name: 乙收入, value: 1.3, unit: 亿元"), []),
    ],
)
def test_a_share_is_held_against_its_two_figures(figures: tuple[str, ...], messages: list[str]) -> None:
    assert said(*figures) == messages


def test_the_example_agrees_with_itself() -> None:
    assert list(check_shares(Context.of(read_brief(shipped("examples", EXAMPLE_BRIEF))))) == []
