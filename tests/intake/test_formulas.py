"""Derived figures in brief files and forms: read by name, computed, written back without loss."""

from dataclasses import replace

import pytest

from drafting.deriving import recompute
from drafting.errors import BriefError
from drafting.intake.brief_dump import dump_brief
from drafting.intake.brief_file import brief_from_text
from drafting.intake.form_xlsx import read_form, write_form
from drafting.report import Brief, Figure, Origin, Status

BUDGET = "{name: 一般公共预算支出, value: 19.25, unit: 亿元, prev: 18.80}"
LIVELIHOOD = "{name: 民生支出, value: 158400, unit: 万元, status: 预计}"


def read(*figures: str, points: str = "") -> Brief:
    rows = "".join(f"  - {one}\n" for one in figures)
    return brief_from_text(
        f"title: 报告\nsections:\n- heading: 一、甲\n  figures:\n{rows}{points}", "素材.yaml", "yaml"
    )


def refusal(*figures: str) -> str:
    with pytest.raises(BriefError) as fault:
        read(*figures)
    return str(fault.value)


SHARE = '{name: 民生支出占比, formula: "占比(民生支出, 一般公共预算支出)", use: 可用, change: 同比提高0.6个百分点}'


def test_a_formula_is_read_by_name_and_computed() -> None:
    brief = read(SHARE, BUDGET, LIVELIHOOD)
    assert brief.figures.figures[0] == replace(
        Figure("F1", "民生支出占比", 0),
        value="82.3",
        unit="%",
        use=brief.figures.figures[0].use,
        comparisons=brief.figures.figures[0].comparisons,
        status=Status.ESTIMATE,
        origin=Origin.DERIVED,
        formula="占比(F3,F2)",
    )
    assert recompute(brief.figures) == brief.figures


@pytest.mark.parametrize(
    "brief",
    [
        read(SHARE, BUDGET, LIVELIHOOD),
        read(BUDGET, "{name: 增加支出, formula: 增加额(一般公共预算支出), unit: 万元}"),
        read(BUDGET, "{name: 民生支出, unit: 亿元}", SHARE),
        read(
            "{name: 投资, value: 5, unit: 亿元}", "{name: 投资, value: 6, unit: 亿元}",
            '{name: 两项投资, formula: "合计(投资〔1〕, 投资〔2〕)"}',
            '{name: 一项占比, formula: "占比(投资〔2〕, 两项投资)"}',
        ),
        read("{name: 走访企业, value: 86, unit: 家, source: 手填}"),
    ],
)  # fmt: skip
def test_derived_and_manual_figures_come_back_from_file_and_form(brief: Brief) -> None:
    assert brief_from_text(dump_brief(brief), "素材.yaml", "yaml") == brief
    assert read_form(write_form(brief), "填报表.xlsx") == brief


def test_a_formula_may_use_a_number_out_of_a_point() -> None:
    brief = read(
        '{name: 签约开工率, formula: "占比(已开工签约项目, 签约项目)"}',
        "{name: 已开工签约项目, value: 22, unit: 个}",
        points="  points:\n  - 签约项目38个\n",
    )
    assert (brief.figures.figures[0].value, brief.figures.figures[0].formula) == ("57.9", "占比(F2,F3)")


def test_a_figure_of_a_blank_one_is_blank() -> None:
    brief = read(BUDGET, "{name: 民生支出, unit: 亿元}", SHARE)
    assert (brief.figures.figures[2].value, brief.figures.figures[2].pending) == ("", True)


def test_a_figure_entered_by_hand_says_so() -> None:
    assert read("{name: 走访企业, value: 86, unit: 家, source: 手填}").figures.figures[0].origin is Origin.MANUAL


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        ('{name: 占比, formula: "占比(民生, 一般公共预算支出)"}', "指标表里没有“民生”，算法里请照指标表的名称写。"),
        ('{name: 占比, formula: "民生支出/一般公共预算支出"}',
         "算法“民生支出/一般公共预算支出”读不懂，请写成“占比(民生支出, 一般公共预算支出)”这样。"),
        (
            '{name: 占比, formula: "占比(占比, 一般公共预算支出)"}',
            "指标“占比”的算法互相引用，算不出来，请改其中一个的算法。",
        ),
        ('{name: 占比, value: 80, formula: "占比(民生支出, 一般公共预算支出)"}',
         "“占比”写的是80，按算法是82.3%，有算法的指标不用填数值，请删去数值或改正算法。"),
        ('{name: 占比, formula: "增速(民生支出, 占比)"}', "指标“占比”的算法互相引用，算不出来，请改其中一个的算法。"),
    ],
)  # fmt: skip
def test_a_formula_that_cannot_be_used_names_its_line(figure: str, sentence: str) -> None:
    assert refusal(BUDGET, LIVELIHOOD, figure) == f"素材.yaml第7行“占比”：{sentence}"


def test_growth_in_constant_prices_is_not_computed() -> None:
    said = refusal(
        "{name: 地区生产总值, value: 92.40, unit: 亿元, prev: 87.33}", "{name: 增速, formula: 增速(地区生产总值)}"
    )
    assert said == (
        "素材.yaml第6行“增速”：“增速”算不出来：“地区生产总值”的增速按不变价计算，两个数相除得不到公布的增速，"
        "请照统计部门公布的增速填写。"
    )


def test_a_typed_value_that_agrees_is_the_computed_one() -> None:
    brief = read(BUDGET, LIVELIHOOD, '{name: 占比, value: "82.3%", formula: "占比(民生支出, 一般公共预算支出)"}')
    assert (brief.figures.figures[2].value, brief.figures.figures[2].unit) == ("82.3", "%")
