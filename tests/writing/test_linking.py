"""Numbers typed out become references where value, measure and name agree and nothing is amiss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.checking import Context
from drafting.references import find, render
from drafting.report import Brief, Comparison, Figure, FigureSet, SectionBrief
from drafting.writing.absorbing import absorb
from drafting.writing.linking import link_numbers
from tests.checking.reports import HALF, YEAR


def linked(text: str) -> str:
    return link_numbers(text, YEAR)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("地区生产总值186.45亿元。", "地区生产总值[[F1]]。"),
        ("固定资产投资同比下降2.7%。", "固定资产投资同比下降[[F3.change]]。"),
        (
            "一般公共预算收入由11.62亿元增加到12.36亿元，占年度预算的98.5%。",
            "一般公共预算收入由[[F5.prev]]增加到[[F5]]，占年度预算的[[F5.change:占年度预算]]。",
        ),
        ("预计全社会用电量9.84亿千瓦时。", "预计全社会用电量[[F13]]。"),
        ("地区生产总值[[F1]]，粮食产量24.7万吨。", "地区生产总值[[F1]]，粮食产量[[F14]]。"),
    ],
)
def test_a_figure_typed_under_its_name_is_a_reference(text: str, source: str) -> None:
    assert linked(text) == source


@pytest.mark.parametrize(
    "text",
    [
        "地区生产总值186.54亿元。",
        "地区生产总值186.45万元。",
        "粮食产量12.36亿元。",
        "固定资产投资增长2.7%。",
        "金融机构存款余额同比增长9.1%。",
        "地区生产总值居全省第3位。",
        "粮食产量约25万吨。",
        "城北污水处理厂2024年11月30日投入运行。",
        "新建驾校14所。",
        "2024年，抓好3个方面。",
        "",
    ],
)
def test_anything_else_stays_as_typed(text: str) -> None:
    assert linked(text) == text


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("固定资产投资同比下降2.7%。", "固定资产投资同比[[F3.change]]。"),
        ("地区生产总值居全市第3位。", "地区生产总值居[[F1.rank]]。"),
        ("地区生产总值186.45亿元，同比增长6.2%。", "地区生产总值[[F1]]，同比[[F1.change]]。"),
        (
            "城镇、农村居民人均可支配收入分别增长4.6%、7.3%。",
            "城镇、农村居民人均可支配收入分别增长[[F10.rate]]、[[F11.rate]]。",
        ),
        ("常住人口城镇化率较上年提高1.1个百分点。", "常住人口城镇化率较上年[[F15.change]]。"),
    ],
)
def test_a_verb_or_scope_typed_before_a_reference_is_its_own_once_absorbed(text: str, source: str) -> None:
    assert absorb(linked(text), YEAR.figures) == source
    assert render(source, YEAR.figures).text == text


def test_an_estimate_typed_as_final_is_bound_and_says_what_it_is() -> None:
    source = linked("全社会用电量9.84亿千瓦时。")
    assert source == "全社会用电量[[F13]]。"
    assert render(source, YEAR.figures).text == "全社会用电量预计9.84亿千瓦时。"


@pytest.mark.parametrize(
    ("report", "text", "source"),
    [
        (YEAR, "城市低保标准为每人每月745元。", "城市低保标准为每人每月745元。"),
        (YEAR, "9个村创建为省级和美乡村。", "9个村创建为省级和美乡村。"),
        (HALF, "为213名创业者发放创业担保贷款5600万元。", "为213名创业者发放创业担保贷款[[F27]]。"),
        (HALF, "确保全年固定资产投资增速达到5%以上。", "确保全年固定资产投资增速达到5%以上。"),
    ],
)
def test_a_linked_sentence_still_reads_as_it_was_typed(report: Context, text: str, source: str) -> None:
    assert absorb(link_numbers(text, report), report.figures) == source
    assert render(source, report.figures).text == text


COUNTED = Context.of(
    Brief(
        "汇报",
        sections=(SectionBrief("一、情况"),),
        figures=FigureSet(
            (
                Figure("F1", "签约项目", 0, value="78", unit="个", comparisons=(Comparison("同比", "增加27个"),)),
                Figure("F2", "课后服务学生", 0, value="31.4", unit="万人"),
                Figure("F3", "经营性收入", 0, value="38.6", unit="万元/人"),
                Figure("F4", "公路里程", 0, value="12", unit="公里"),
                Figure("F5", "项目投资", 0, value="3.2", unit="亿元", rank="全市第3位"),
                Figure("F6", "存款", 0, value="287.45", unit="亿元", comparisons=(Comparison("较年初", "增长5.2%"),)),
                Figure("F7", "贷款", 0, value="213.6", unit="亿元", comparisons=(Comparison("较年初", "增长6.9%"),)),
            )
        ),
    )
)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("签约项目78个，净增27个。", "签约项目[[F1]]，净增27个。"),
        ("签约项目同比多27个。", "签约项目同比多27个。"),
        ("签约项目同比多出27个。", "签约项目同比多出27个。"),
        ("签约项目同比增加27个。", "签约项目同比[[F1.change]]。"),
        ("课后服务学生31.4万名。", "课后服务学生31.4万名。"),
        ("课后服务学生31.4万人。", "课后服务学生[[F2]]。"),
        ("经营性收入每人38.6万元。", "经营性收入每人38.6万元。"),
        ("经营性收入38.6万元/人。", "经营性收入[[F3]]。"),
        ("公路里程12000米。", "公路里程[[F4]]。"),
        ("项目投资32000万元，居全市第3位。", "项目投资[[F5]]，居[[F5.rank]]。"),
        ("项目投资在全市考核中列第3位。", "项目投资在全市考核中列第3位。"),
        ("存款、贷款较年初分别增长5.2%、6.9%。", "存款、贷款较年初分别增长[[F6.rate]]、[[F7.rate]]。"),
        ("存款、贷款较年初增长5.2%、6.9%。", "存款、贷款较年初[[F6.change]]、6.9%。"),
    ],
)
def test_a_number_stays_typed_where_a_reference_would_jar(text: str, source: str) -> None:
    assert absorb(link_numbers(text, COUNTED), COUNTED.figures) == source


CLAUSES = st.sampled_from(
    [
        "地区生产总值186.45亿元",
        "[[F14]]的粮食产量",
        "社会消费品零售总额63.18亿元，同比增长4.9%",
        "固定资产投资同比下降2.7%，降幅较前三季度收窄1.9个百分点",
        "常住人口城镇化率达到52.8%",
        "改造老旧小区17个，惠及居民3260户",
        "城北污水处理厂11月底投入运行",
        "新建驾校14所",
        "与远澜科技签订投资协议，协议投资8.6亿元",
    ]
)


@given(st.lists(st.tuples(CLAUSES, st.sampled_from(["，", "；", "。", "。\n"])), max_size=6))
def test_a_linked_text_reads_as_it_was_typed_and_links_no_further(pieces: list[tuple[str, str]]) -> None:
    typed = "".join(clause + mark for clause, mark in pieces)
    source = absorb(linked(typed), YEAR.figures)
    assert render(source, YEAR.figures).text == render(typed, YEAR.figures).text
    assert absorb(linked(source), YEAR.figures) == source


@given(st.text(max_size=40) | st.lists(CLAUSES | st.sampled_from(["[[F1]]", "[[F999]]", "[", "5%"])).map("".join))
def test_no_text_breaks_linking(text: str) -> None:
    assert len(find(link_numbers(text, HALF))) >= len(find(text))
