"""Quantities nobody gave, swapped and reversed ones, and what is left of blanks: each rule fires, and only then."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.checking import Context, check_section, link
from drafting.references import find, render
from drafting.report import (
    Basis,
    Brief,
    Comparison,
    Figure,
    FigureSet,
    Kind,
    Mention,
    SectionBrief,
    Severity,
    Use,
)

MAY = Use.MAY
FIGURES = FigureSet(
    (
        Figure(
            "F1",
            "地区生产总值",
            0,
            value="92.40",
            unit="亿元",
            comparisons=(Comparison("同比", "增长5.8%"), Comparison("较一季度", "提高0.5个百分点")),
            rank="全市第5位",
            use=MAY,
        ),
        Figure(
            "F2",
            "固定资产投资",
            0,
            comparisons=(Comparison("", "下降4.6%"), Comparison("较一季度", "收窄3.2个百分点")),
            use=MAY,
        ),
        Figure("F3", "财政总收入", 0, value="42800", unit="万元", prev="41200", use=MAY),
        Figure("F4", "社会消费品零售总额", 0, comparisons=(Comparison("", "持平"),), use=MAY),
        Figure("F5", "完工时间", 0, kind=Kind.DATE, value="2024年5月", use=MAY),
        Figure("F6", "城镇居民人均可支配收入", 0, comparisons=(Comparison("", "增长4.6%"),), use=MAY),
        Figure("F7", "农村居民人均可支配收入", 0, comparisons=(Comparison("", "增长7.2%"),), use=MAY),
        Figure(
            "F8",
            "工业增加值",
            0,
            comparisons=(Comparison("", "增长6.4%"), Comparison("较上月", "扩大1.1个百分点")),
            use=MAY,
        ),
    )
)
BRIEF = Brief(
    "2024年上半年青岚县工作情况汇报",
    "青岚县",
    "2024年上半年",
    "2024-07-15",
    basis=(Basis("国发〔2022〕2号文件提出的9大任务", "国务院", "2022-01"),),
    sections=(SectionBrief("一、推进500个项目"),),
    figures=FIGURES,
)


def found(source: str) -> list[tuple[str, str, str]]:
    rules = check_section(source, Context.of(BRIEF), 0)
    shown = render(source, FIGURES).text
    assert all(shown[one.start : one.end] == one.text for one in rules)
    return [(one.rule, one.severity.value, one.text) for one in rules if one.rule != "figure-unused"]


@pytest.mark.parametrize(
    "source",
    [
        "全县地区生产总值[[F1]]，同比[[F1.change]]，增速较一季度[[F1.change:较一季度]]，居[[F1.rank]]。",
        "固定资产投资[[F2.change]]，降幅较一季度[[F2.change:较一季度]]。",
        "固定资产投资降幅[[F2.change:较一季度]]；工业增加值[[F8.change]]，增幅[[F8.change:较上月]]。",
        "固定资产投资降幅为[[F2.rate]]，工业增加值增幅为[[F8.rate]]。",
        "财政总收入由[[F3.prev]]增加到[[F3]]，社会消费品零售总额[[F4.change]]。",
        "城镇、农村居民人均可支配收入分别增长[[F6.rate]]、[[F7.rate]]。",
        "地区生产总值92.40亿元，增长5.8%，居全市第5位。",
        "财政总收入4.28亿元，去年为41200万元。",
        "固定资产投资下降4.6%。",
        "工程2024年5月完工，2024年上半年青岚县推进500个项目，落实国发〔2022〕2号文件提出的9大任务。",
        "落实“三大攻坚战”部署，建设5A级景区，二○二四年，G75高速通车。一是抓好两手，三个方面发力。",
        "",
    ],
)
def test_correct_text_has_no_finding(source: str) -> None:
    assert found(source) == []


@pytest.mark.parametrize(
    ("source", "finding"),
    [
        ("地区生产总值[[F1]]，新建学校37所。", ("figure-not-given", "error", "37所")),
        ("地区生产总值93亿元。", ("figure-wrong-value", "error", "93亿元")),
        ("地区生产总值增长5.9%。", ("figure-wrong-value", "error", "5.9%")),
        ("地区生产总值92.40%。", ("figure-wrong-unit", "error", "92.40%")),
        ("工业投资近三成。", ("figure-not-given", "error", "近三成")),
        ("2023年12月启动。", ("date-not-given", "error", "2023年12月")),
        ("全县粮食收成92.40亿元。", ("figure-unnamed", "warn", "92.40亿元")),
        ("全县固定资产投资[[F1]]。", ("figure-swapped", "error", "92.40亿元")),
        ("财政总收入为[[F1]]。", ("figure-swapped", "error", "92.40亿元")),
        ("固定资产投资增长[[F2.change]]。", ("direction-contradicts", "error", "下降4.6%")),
        ("固定资产投资增长[[F2.rate]]。", ("direction-contradicts", "error", "4.6%")),
        ("固定资产投资增幅为[[F2.rate]]。", ("direction-contradicts", "error", "4.6%")),
        ("地区生产总值同比下降[[F1.change]]。", ("direction-contradicts", "error", "增长5.8%")),
        ("固定资产投资增幅[[F2.change]]。", ("direction-contradicts", "error", "下降4.6%")),
        ("社会消费品零售总额增长[[F4.change]]。", ("direction-contradicts", "error", "持平")),
        ("城镇居民人均可支配收入下降[[F6.rate]]。", ("direction-contradicts", "error", "4.6%")),
        ("固定资产投资增长4.6%。", ("direction-contradicts", "error", "4.6%")),
        ("地区生产总值同比减少5.8%。", ("direction-contradicts", "error", "5.8%")),
        ("固定资产投资同比[[F2.change]]。", ("basis-not-given", "warn", "下降4.6%")),
        ("地区生产总值环比[[F1.change]]。", ("basis-contradicts", "error", "增长5.8%")),
        ("收入[[F99]]。", ("reference-unknown", "error", "【F99：无此数】")),
        ("收入[[F3.rank]]。", ("reference-unknown", "error", "【F3.rank：无此数】")),
        ("新建学校*所。", ("mask-left", "error", "*")),
        ("新建学校**所。", ("mask-left", "error", "**")),
        ("在○○县召开会议。", ("mask-left", "error", "○○")),
        ("共[[F0]]个。", ("mask-left", "error", "[[F0]]")),
    ],
)
def test_each_fault_is_found_once_at_its_place(source: str, finding: tuple[str, str, str]) -> None:
    assert found(source) == [finding]


def test_a_second_rate_after_one_verb_is_held_against_that_verb() -> None:
    assert found("城镇、农村居民人均可支配收入分别下降[[F6.rate]]、[[F7.rate]]。") == [
        ("direction-contradicts", "error", "4.6%"),
        ("direction-contradicts", "error", "7.2%"),
    ]


def test_quantities_inside_rendered_figures_are_never_asked_about() -> None:
    figures = FigureSet((Figure("F1", "备注", 0, note="同比增长88%，另有77人", use=MAY),))
    brief = Brief("报告", sections=(SectionBrief("一、甲"),), figures=figures)
    assert check_section("备注：[[F1]]。", Context.of(brief), 0) == ()


def test_messages_name_the_figure_and_say_what_to_do() -> None:
    (finding,) = check_section("固定资产投资增长[[F2.rate]]。", Context(BRIEF, FigureSet(FIGURES.figures[1:2])), 0)
    assert (finding.message, finding.suggestion, finding.section) == (
        "“固定资产投资”是下降的，与前面的动词相反",
        "请改动词或核对数据",
        0,
    )
    (swapped,) = (
        one for one in check_section("全县固定资产投资[[F1]]。", Context.of(BRIEF), 0) if one.severity is Severity.ERROR
    )
    assert swapped.message == "这里写的是“固定资产投资”，数却是“地区生产总值”的"


def test_typed_quantities_are_linked_to_the_figure_they_say() -> None:
    text = "地区生产总值92.40亿元，增长5.8%；固定资产投资下降4.6%，城镇居民人均可支配收入增长4.6%，全县粮食收成3亿元。"
    assert link(text, (), Context.of(BRIEF)) == (
        Mention(6, 13, "F1"),
        Mention(16, 20, "F1", "rate", "同比"),
        Mention(29, 33, "F2", "rate"),
        Mention(47, 51, "F6", "rate"),
    )


def test_braces_in_a_writers_words_are_only_words() -> None:
    figures = FigureSet((Figure("F1", "产值{0}{name}", 0, value="3", unit="家"),))
    brief = Brief("报告", sections=(SectionBrief("一、甲"),), figures=figures)
    (finding,) = check_section("无。", Context.of(brief), 0)
    assert finding.message == "必用的指标“产值{0}{name}”没有写进去"


PIECES = st.sampled_from(
    [
        "[[F1]]",
        "[[F2.change]]",
        "[[F9]]",
        "[[F6.rate]]",
        "地区生产总值",
        "同比",
        "增长",
        "下降",
        "分别",
        "4.6%",
        "92.40亿元",
        "，",
        "。",
        "\n",
        "*",
        "○",
        "十几",
        "【F1：无此数】",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=60))
def test_no_text_breaks_a_check_and_every_span_holds_its_words(source: str) -> None:
    shown = render(source, FIGURES).text
    for finding in check_section(source, Context.of(BRIEF), 0):
        assert shown[finding.start : finding.end] == finding.text
        assert finding.section == 0


@given(
    st.lists(
        st.sampled_from(
            ["地区生产总值[[F1]]", "固定资产投资[[F2.change]]", "财政总收入[[F3]]", "工业增加值[[F8.change]]"]
        ),
        unique=True,
    )
)
def test_figures_under_their_own_names_are_never_faulted(clauses: list[str]) -> None:
    source = "，".join(clauses)
    assert [one for one in check_section(source, Context.of(BRIEF), 0) if one.rule != "figure-unused"] == []
    assert len(find(source)) == len(clauses)
