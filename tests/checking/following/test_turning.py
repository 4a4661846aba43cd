"""Between two states of a figure only what may make words untrue is told; a mere change of amount is not."""

from dataclasses import replace
from fractions import Fraction

import pytest

from drafting.checking.following.turning import turns
from drafting.report import Comparison, Figure, Kind, Status

WAS = Figure("F1", "财政收入", 0, value="102.3", unit="亿元", comparisons=(Comparison("同比", "增长3.2%"),))


def against(to: str, value: str) -> tuple[Comparison, ...]:
    return (Comparison(to, value),)


def told(elapsed: Fraction | None = None, was: Figure = WAS, **changes: object) -> list[str]:
    return list(turns(was, replace(was, **changes), elapsed))


@pytest.mark.parametrize(
    ("value", "phrases"),
    [
        ("下降1.1%", ["同比由增长3.2%变为下降1.1%"]),
        ("持平", ["同比由增长3.2%变为持平"]),
        ("0%", ["同比由增长3.2%变为持平"]),
        ("提高3.2个百分点", ["同比由增长3.2%变为提高3.2个百分点"]),
        ("增长9.8%", []),
        ("增长0.1%", []),
    ],
)
def test_a_comparison_that_turns_is_told(value: str, phrases: list[str]) -> None:
    assert told(comparisons=against("同比", value)) == phrases


def test_the_first_comparison_may_get_its_basis_later() -> None:
    bare = replace(WAS, comparisons=against("", "增长3.2%"))
    assert told(was=bare, comparisons=against("同比", "下降1%")) == ["同比由增长3.2%变为下降1%"]
    assert told(was=bare, comparisons=against("同比", "增长3.2%")) == []


def test_each_comparison_is_held_against_the_one_of_its_name() -> None:
    both = (Comparison("同比", "增长3.2%"), Comparison("较年初", "减少2亿元"))
    turned = (Comparison("较年初", "增加1亿元"), Comparison("同比", "增长3%"))
    assert told(was=replace(WAS, comparisons=both), comparisons=turned) == ["较年初由减少2亿元变为增加1亿元"]


@pytest.mark.parametrize(
    ("to", "was", "now", "elapsed", "phrases"),
    [
        ("占年度任务", "98.2%", "100.4%", None, ["占年度任务由98.2%变为100.4%，达到100%"]),
        ("占年度任务", "100%", "99.9%", None, ["占年度任务由100%变为99.9%，低于100%"]),
        ("占年度任务", "48.0%", "51.0%", Fraction(50), ["占年度任务由48.0%变为51.0%，达到时间进度50%"]),
        ("完成全年目标", "43%", "41%", Fraction(500, 12), ["完成全年目标由43%变为41%，低于时间进度41.7%"]),
        ("占年度任务", "48.0%", "49.0%", Fraction(50), []),
        ("占年度任务", "48.0%", "51.0%", None, []),
        ("超年度任务", "98%", "102%", None, []),
        ("占全市", "98%", "102%", None, []),
    ],
)
def test_a_task_that_crosses_its_mark_is_told(
    to: str, was: str, now: str, elapsed: Fraction | None, phrases: list[str]
) -> None:
    before = replace(WAS, comparisons=against(to, was))
    assert told(elapsed, before, comparisons=against(to, now)) == phrases


def test_a_rate_of_completion_is_such_a_share_itself() -> None:
    rate = Figure("F1", "预算执行率", 0, value="48.6", unit="%")
    assert told(Fraction(50), rate, value="52") == ["由48.6%变为52%，达到时间进度50%"]
    assert told(Fraction(50), replace(rate, name="森林覆盖率"), value="52") == []


@pytest.mark.parametrize(
    ("changes", "phrases"),
    [
        ({"value": "98"}, []),
        ({"value": "102.30"}, []),
        ({"value": "10.23", "unit": "万吨"}, ["单位变了，由102.3亿元变为10.23万吨"]),
        ({"unit": "万元"}, ["单位变了，由102.3亿元变为102.3万元"]),
        ({"value": "1023000", "unit": "万元"}, []),
        ({"value": "-3"}, ["由102.3亿元变为-3亿元"]),
        ({"value": "0"}, ["由102.3亿元变为0亿元"]),
        ({"status": Status.ESTIMATE}, ["由确定数变为预计数"]),
        ({"status": Status.FINAL}, []),
        ({"status": Status.PENDING}, ["由102.3亿元变为待报"]),
        ({"value": ""}, ["由102.3亿元变为待填"]),
        ({"note": "快报数", "source": "县统计局", "section": 3}, []),
    ],
)
def test_of_the_value_only_what_changes_its_meaning_is_told(changes: dict[str, object], phrases: list[str]) -> None:
    assert told(**changes) == phrases


def test_a_value_on_the_other_side_of_the_earlier_one_is_told() -> None:
    was = replace(WAS, prev="99.1")
    assert told(was=was, value="98.0") == ["由高于上期变为低于上期"]
    assert told(was=was, prev="102.3") == ["由高于上期变为与上期持平"]
    assert told(was=was, value="110") == []


def test_a_rank_that_moves_is_told() -> None:
    was = replace(WAS, rank="全市第5位")
    assert told(was=was, rank="全市第４位") == ["位次由全市第5位变为全市第４位"]
    assert told(was=was, rank="全市第５位") == []


def test_a_figure_that_goes_is_told_and_one_that_was_pending_never() -> None:
    assert list(turns(WAS, None)) == ["已从指标表里删去"]
    pending = replace(WAS, value="", comparisons=())
    assert list(turns(pending, None)) == list(turns(pending, WAS)) == []


def test_a_name_that_changes_turns_nothing() -> None:
    name = Figure("F2", "县名", 0, kind=Kind.NAME, value="青岚县")
    assert told(was=name, value="青山县") == []
