"""Figure sentences: rises apart from falls, pairs, families, and never more than a breath holds."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.references import find, render
from drafting.report import Comparison, Figure, FigureSet, Kind, Status
from drafting.writing.plain.groups import MAX_FAMILIES, sentences

Row = tuple[str, str, str, str]


def figures(*rows: Row) -> FigureSet:
    made = []
    for number, (name, value, unit, change) in enumerate(rows, 1):
        to = "同比" if change.startswith("同比") else ""
        comparisons = (Comparison(to, change.removeprefix("同比")),) if change else ()
        made.append(Figure(f"F{number}", name, 0, value=value, unit=unit, comparisons=comparisons))
    return FigureSet(tuple(made))


def said(*rows: Row, lead: str = "") -> list[str]:
    table = figures(*rows)
    made = sentences(tuple(table), lead)
    assert sorted({one.key for text in made for one in find(text)}) == sorted(one.key for one in table)
    return [render(text, table).text for text in made]


INCOME = (
    ("城镇居民人均可支配收入", "18326", "元", "同比增长4.6%"),
    ("农村居民人均可支配收入", "6384", "元", "同比增长7.2%"),
)


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (INCOME, ["城镇、农村居民人均可支配收入为18326元、6384元，同比分别增长4.6%、7.2%。"]),
        (
            (("各项存款余额", "238.6", "亿元", "同比增长7.9%"), ("各项贷款余额", "196.4", "亿元", "同比增长9.3%")),
            ["各项存、贷款余额为238.6亿元、196.4亿元，同比分别增长7.9%、9.3%。"],
        ),
        (
            (("公路货运量", "8436", "万吨", "同比增长4.8%"), ("水路货运量", "215", "万吨", "同比增长6.3%")),
            ["公路、水路货运量为8436万吨、215万吨，同比分别增长4.8%、6.3%。"],
        ),
        # 分别 only where direction, basis and unit agree
        (
            (("各项存款余额", "238.6", "亿元", "增长7.9%"), ("各项贷款余额", "196.4", "亿元", "下降9.3%")),
            ["各项存款余额为238.6亿元，增长7.9%。", "各项贷款余额为196.4亿元，下降9.3%。"],
        ),
        (
            (("公路货运量", "8436", "万吨", "同比增长4.8%"), ("水路货运量", "215", "吨", "增长6.3%")),
            ["公路货运量8436万吨，同比增长4.8%。", "水路货运量215吨，增长6.3%。"],
        ),
    ],
)
def test_two_of_a_kind_are_said_together_with_their_amounts_in_order(rows: tuple[Row, ...], text: list[str]) -> None:
    assert said(*rows) == text


def test_the_noun_of_a_family_is_said_once() -> None:
    assert said(
        ("储备项目", "168", "个", ""), ("储备项目总投资", "312", "亿元", ""), ("已开工储备项目", "16", "个", "")
    ) == ["储备项目168个，总投资312亿元，已开工16个。"]
    assert said(
        ("排查矛盾纠纷", "1864", "件", ""), ("已化解矛盾纠纷", "1807", "件", ""), ("矛盾纠纷化解率", "96.9", "%", "")
    ) == ["排查矛盾纠纷1864件，已化解1807件，化解率为96.9%。"]


def test_falls_stand_in_a_sentence_of_their_own_behind_the_rises() -> None:
    assert said(
        ("规模以上工业增加值", "", "", "同比增长6.4%"),
        ("固定资产投资", "", "", "同比下降4.6%"),
        ("社会消费品零售总额", "24.86", "亿元", "同比增长4.7%"),
    ) == ["规模以上工业增加值同比增长6.4%；社会消费品零售总额24.86亿元，增长4.7%。", "固定资产投资同比下降4.6%。"]


def test_a_fall_that_is_good_stays_with_the_good_and_a_rise_that_is_bad_does_not() -> None:
    assert said(("生产安全事故起数", "8", "起", "同比下降27%"), ("火灾起数", "4", "起", "同比上升10%")) == [
        "发生生产安全事故8起，同比下降27%。",
        "发生火灾4起，同比上升10%。",
    ]


def test_the_basis_is_said_once_for_neighbours_compared_alike() -> None:
    assert said(("甲县产值", "1", "亿元", "同比增长1%"), ("乙县产值", "2", "亿元", "同比增长2%")) == [
        "完成甲县产值1亿元，同比增长1%；乙县产值2亿元，增长2%。"
    ]


def test_a_figure_without_basis_never_borrows_its_neighbours() -> None:
    made = said(("甲县产值", "1", "亿元", "同比增长1%"), ("丙县产值", "3", "亿元", "增长3%"))
    assert made == ["完成甲县产值1亿元，同比增长1%。", "完成丙县产值3亿元，增长3%。"]


def test_output_finance_and_income_never_share_a_sentence_and_come_in_customary_order() -> None:
    made = said(*INCOME, ("财政总收入", "8.94", "亿元", "增长3.8%"), ("地区生产总值", "92.4", "亿元", "增长5.8%"))
    assert made == [
        "完成地区生产总值92.4亿元，增长5.8%。",
        "完成财政总收入8.94亿元，增长3.8%。",
        "城镇、农村居民人均可支配收入为18326元、6384元，同比分别增长4.6%、7.2%。",
    ]


def test_no_sentence_holds_more_than_six_families() -> None:
    made = said(*((f"{name}类", str(at), "个", "") for at, name in enumerate("甲乙丙丁戊己庚辛壬癸子丑寅", 11)))
    assert [text.count("个") for text in made] == [MAX_FAMILIES, MAX_FAMILIES, 1]


def test_the_lead_opens_the_first_sentence_only() -> None:
    made = said(("地区生产总值", "92.4", "亿元", ""), ("财政总收入", "8.94", "亿元", ""), lead="上半年，全县")
    assert made == ["上半年，全县完成地区生产总值92.4亿元。", "完成财政总收入8.94亿元。"]


NAMES = [
    "地区生产总值",
    "固定资产投资",
    "财政总收入",
    "城镇居民人均可支配收入",
    "农村居民人均可支配收入",
    "失业率",
    "项目",
    "项目总投资",
    "已开工项目",
    "县名",
    "粮食产量",
]
FIGURE = st.builds(
    lambda name, value, unit, comparisons, rank, status, kind: Figure(
        "F1", name, 0, kind, value or ("" if comparisons or rank else "8"), unit, comparisons, rank, status=status
    ),
    st.sampled_from(NAMES),
    st.sampled_from(["", "12", "3.40", "十几亿", "5%～8%"]),
    st.sampled_from(["亿元", "%", "个", ""]),
    st.lists(
        st.builds(
            Comparison,
            st.sampled_from(["", "同比", "较年初", "占任务"]),
            st.sampled_from(["增长8%", "下降3%", "持平", "翻番", "54%"]),
        ),
        max_size=2,
    ).map(tuple),
    st.sampled_from(["", "全市第3位"]),
    st.sampled_from([Status.NONE, Status.ESTIMATE]),
    st.sampled_from([Kind.NUMBER, Kind.NUMBER, Kind.NAME]),
)


@given(st.lists(FIGURE, max_size=9))
def test_every_figure_is_said_and_no_sentence_is_malformed(given_figures: list[Figure]) -> None:
    table = FigureSet(tuple(replace(one, key=f"F{number}") for number, one in enumerate(given_figures, 1)))
    made = sentences(tuple(table))
    assert {one.key for text in made for one in find(text)} == {one.key for one in table}
    for text in made:
        shown = render(text, table).text
        assert shown.endswith("。")
        assert not re.search(r"，，|。。|；。|，。|；，|，；|无此数|预计预计|^[，；。]", shown)
