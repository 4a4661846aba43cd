"""A threshold in the sentence that was true and no longer is."""

import pytest

from drafting.checking.following.thresholds import broken
from drafting.references import render
from drafting.report import Comparison, Figure, FigureSet


def figures(revenue: str, goal: str = "100", jobless: str = "4.8", growth: str = "增长6.2%") -> FigureSet:
    return FigureSet(
        (
            Figure("F1", "财政收入", 0, value=revenue, unit="亿元", comparisons=(Comparison("同比", growth),)),
            Figure("F2", "年度目标", 0, value=goal, unit="亿元"),
            Figure("F3", "失业率", 0, value=jobless, unit="%"),
            Figure("F4", "完成时间", 0, value="2024年6月"),
        )
    )


WAS = figures("102.3")


@pytest.mark.parametrize(
    ("source", "now", "phrases"),
    [
        ("财政收入突破100亿元，达[[F1]]", figures("98"), ["由102.3亿元变为98亿元，与“突破100亿元”不符"]),
        ("财政收入[[F1]]，超百亿元", figures("98"), ["由102.3亿元变为98亿元，与“超百亿元”不符"]),
        ("财政收入达到100亿元以上，为[[F1]]", figures("99.9"), ["由102.3亿元变为99.9亿元，与“达到100亿元以上”不符"]),
        ("财政收入突破100亿元，达[[F1]]", figures("100"), []),
        ("财政收入突破100亿元，达[[F1]]", figures("120"), []),
        ("财政收入突破1000000万元，达[[F1]]", figures("98"), ["由102.3亿元变为98亿元，与“突破1000000万元”不符"]),
        ("失业率不足5%，为[[F3]]", figures("102.3", jobless="5.0"), ["由4.8%变为5.0%，与“不足5%”不符"]),
        ("失业率[[F3]]，控制在5%以内", figures("102.3", jobless="5.0"), []),
        ("失业率[[F3]]，控制在5%以内", figures("102.3", jobless="5.1"), ["由4.8%变为5.1%，与“控制在5%以内”不符"]),
        ("财政收入[[F1]]，超过年度目标[[F2]]", figures("99"), ["由102.3亿元变为99亿元，与“超过年度目标100亿元”不符"]),
        (
            "财政收入[[F1]]，超过年度目标[[F2]]",
            figures("102.3", "110"),
            ["是102.3亿元，与“超过年度目标110亿元”不符"],
        ),
        ("增速超过6%，为[[F1.rate]]", figures("102.3", growth="增长5.9%"), ["由6.2%变为5.9%，与“超过6%”不符"]),
        ("财政收入突破[[F1]]大关", figures("98"), ["由102.3亿元变为98亿元，不再是整数关口"]),
        ("财政收入达[[F1]]", figures("98"), []),
        ("财政收入[[F1]]，失业率不足5%", figures("98"), []),
        ("财政收入突破，比2023年6月好，达[[F1]]", figures("98"), []),
    ],
)
def test_a_threshold_no_longer_true_is_told(source: str, now: FigureSet, phrases: list[str]) -> None:
    assert [phrase for _, phrase in broken(render(source, WAS), render(source, now))] == phrases


def test_a_reference_without_words_leaves_thresholds_alone() -> None:
    source = "财政收入突破100亿元，达[[F1]]"
    assert list(broken(render(source, WAS), render(source, FigureSet()))) == []
