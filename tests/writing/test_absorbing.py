import pytest

from drafting.references import render
from drafting.report import Comparison, Figure, FigureSet, Origin
from drafting.writing.absorbing import absorb

FIGURES = FigureSet(
    (
        Figure("F1", "固定资产投资", 0, comparisons=(Comparison("同比", "下降3.2%"),), origin=Origin.POINT),
        Figure("F2", "城镇居民收入", 0, comparisons=(Comparison("", "增长5%"),), origin=Origin.POINT),
        Figure("F3", "农村居民收入", 0, comparisons=(Comparison("", "增长7%"),), origin=Origin.POINT),
    )
)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("固定资产投资同比[[F1]]。", "固定资产投资同比[[F1.change]]。"),
        ("固定资产投资同比下降[[F1]]。", "固定资产投资同比[[F1.change]]。"),
        ("固定资产投资同比下降[[F1.change]]。", "固定资产投资同比[[F1.change]]。"),
        (
            "城镇、农村居民收入分别增长[[F2.change]]、[[F3.change]]。",
            "城镇、农村居民收入分别增长[[F2.rate]]、[[F3.rate]]。",
        ),
        ("城镇、农村居民收入分别增长[[F2]]、[[F3]]。", "城镇、农村居民收入分别增长[[F2.rate]]、[[F3.rate]]。"),
        ("城镇、农村居民收入分别增长5%、[[F3]]。", "城镇、农村居民收入分别增长5%、[[F3.rate]]。"),
        ("城镇、农村居民收入分别[[F2]]、[[F3]]。", "城镇、农村居民收入分别[[F2.change]]、[[F3.change]]。"),
        ("城镇、农村居民收入分别[[F2]]和7%。", "城镇、农村居民收入分别增长[[F2.rate]]和7%。"),
        ("两项分别[[F2]]、[[F1.rate]]。", "两项分别增长[[F2.rate]]、[[F1.change]]。"),
        ("居民收入净增[[F2]]，多出[[F3]]。", "居民收入[[F2.change]]，[[F3.change]]。"),
        ("居民收入净减[[F2]]。", "居民收入净减[[F2.change]]。"),
        ("居民收入[[F2]][[F2]]。", "居民收入[[F2.change]]。"),
    ],
)
def test_a_figure_of_changes_is_told_by_its_change(answer: str, text: str) -> None:
    assert absorb(answer, FIGURES) == text
    assert "无此数" not in render(text, FIGURES).text
