"""Words that claim a course or a success: borne out by the material or not."""

import pytest

from drafting.checking import Context
from tests.checking.reports import HALF, YEAR, faults, marked

UNBORNE = [
    (YEAR, "外贸进出口总额下降14.5%，【降幅收窄】。", "“降幅收窄”没有前期数支撑"),
    (YEAR, "社会消费品零售总额增长4.9%，【增速回落】。", "“增速回落”没有前期数支撑"),
    (YEAR, "地区生产总值增长6.2%，【增速加快】。", "“增速加快”没有前期数支撑"),
    (YEAR, "外贸进出口总额【止跌回升】。", "“止跌回升”没有前期数支撑"),
    (HALF, "固定资产投资增长3.4%，【由负转正】。", "“由负转正”没有前期数支撑"),
    (HALF, "旅游综合收入【再创历史新高】。", "“再创历史新高”没有前期数支撑"),
    (HALF, "城镇新增就业【连续五年增长】。", "“连续五年增长”没有前期数支撑"),
    (HALF, "固定资产投资增长3.4%，实现【由降转增】。", "“由降转增”没有前期数支撑"),
    (YEAR, "城镇居民人均可支配收入增长4.6%，【增速放缓】。", "“增速放缓”没有前期数支撑"),
    (YEAR, "一般公共预算收入增长6.4%，【增速回升】。", "“增速回升”没有前期数支撑"),
]
UNBORNE_RIGHT = [
    (YEAR, "规模以上工业增加值同比增长8.4%，增速较上半年回落1.3个百分点。"),
    (YEAR, "固定资产投资同比下降2.7%，降幅较前三季度收窄1.9个百分点。"),
    (HALF, "规模以上工业企业实现营业收入87.3亿元，同比下降1.8%，降幅较一季度收窄2.6个百分点。"),
    (YEAR, "规上工业增加值增幅达8.4%，比上半年回落1.3个百分点。"),
    (YEAR, "受房地产市场影响，固定资产投资下降2.7%，但降幅比前三季度收窄1.9个百分点。"),
]


@pytest.mark.parametrize(("report", "prose", "message"), UNBORNE)
def test_a_course_without_an_earlier_value_is_found(report: Context, prose: str, message: str) -> None:
    assert faults(report, prose) == marked("trend-unsupported", prose, message)


@pytest.mark.parametrize(("report", "prose"), UNBORNE_RIGHT)
def test_a_course_the_material_bears_out_is_left_alone(report: Context, prose: str) -> None:
    assert faults(report, prose) == []


BOASTED = [
    (YEAR, "一般公共预算收入12.36亿元，【超额】完成年度预算。", "“一般公共预算收入”占年度预算98.5%，与“超额”不符"),
    (YEAR, "固定资产投资【稳步增长】。", "“固定资产投资”下降2.7%，与“稳步增长”不符"),
    (YEAR, "外贸进出口【持续向好】，进出口总额3.27亿元。", "“外贸进出口总额”下降14.5%，与“持续向好”不符"),
    (HALF, "招商引资签约资金22.5亿元，【超时序】完成年度任务。", "“招商引资签约资金”占年度任务46.2%，与“超时序”不符"),
    (HALF, "规模以上工业企业营业收入87.3亿元，【保持增长】。", "“规模以上工业企业营业收入”下降1.8%，与“保持增长”不符"),
    (HALF, "招商引资签约资金22.5亿元，【双过半】目标实现。", "“招商引资签约资金”占年度任务46.2%，与“双过半”不符"),
    (HALF, "生产安全事故起数【稳步上升】。", "“生产安全事故起数”减少2起，与“稳步上升”不符"),
    (HALF, "旅游综合收入15.9亿元，【持续下降】。", "“旅游综合收入”增长21.3%，与“持续下降”不符"),
    (
        YEAR,
        "一般公共预算收入完成年度预算的98.5%，【全面完成】年度任务。",
        "“一般公共预算收入”占年度预算98.5%，与“全面完成”不符",
    ),
    (YEAR, "外贸进出口总额3.27亿元，【快速增长】。", "“外贸进出口总额”下降14.5%，与“快速增长”不符"),
    (HALF, "招商引资签约资金22.5亿元，【圆满完成】年度任务。", "“招商引资签约资金”占年度任务46.2%，与“圆满完成”不符"),
    (HALF, "规模以上工业企业营业收入【稳中有升】。", "“规模以上工业企业营业收入”下降1.8%，与“稳中有升”不符"),
]
BOASTED_RIGHT = [
    (HALF, "招商引资签约资金22.5亿元，完成年度任务的46.2%。"),
    (HALF, "城镇新增就业2860人，完成年度任务的57.2%。"),
    (HALF, "城镇新增就业2860人，完成全年任务的57.2%。"),
    (YEAR, "财政收入稳中有升，一般公共预算收入12.36亿元、增长6.4%。"),
    (YEAR, "外贸形势严峻，进出口总额3.27亿元，下降14.5%。"),
    (HALF, "招商进度滞后，签约资金仅完成年度任务的46.2%。"),
    (HALF, "企业效益承压，规上工业企业营业收入87.3亿元，同比下降1.8%。"),
    (HALF, "文旅市场持续火热，接待游客213.5万人次，同比增长18.6%，旅游综合收入15.9亿元，同比增长21.3%。"),
    (HALF, "安全形势平稳，生产安全事故同比减少2起。"),
    (HALF, "就业任务过半，城镇新增就业2860人，占年度任务的57.2%。"),
]


@pytest.mark.parametrize(("report", "prose", "message"), BOASTED)
def test_a_success_the_numbers_contradict_is_found(report: Context, prose: str, message: str) -> None:
    assert faults(report, prose) == marked("shortfall-as-progress", prose, message)


@pytest.mark.parametrize(("report", "prose"), BOASTED_RIGHT)
def test_a_success_the_numbers_bear_out_is_left_alone(report: Context, prose: str) -> None:
    assert faults(report, prose) == []
