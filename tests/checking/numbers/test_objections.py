"""The words around a figure's own number: direction, basis, rank scope, level and change."""

import pytest

from drafting.checking import Context
from tests.checking.reports import HALF, YEAR, faults, marked

REVERSED = [
    (YEAR, "固定资产投资同比增长【2.7%】。", "“固定资产投资”是下降的，与前面的动词相反"),
    (YEAR, "地区生产总值同比下降【6.2%】。", "“地区生产总值”是上升的，与前面的动词相反"),
    (YEAR, "城镇登记失业率较上年上升【0.2个百分点】。", "“城镇登记失业率”是下降的，与前面的动词相反"),
    (YEAR, "外贸进出口总额3.27亿元，增长【14.5%】。", "“外贸进出口总额”是下降的，与前面的动词相反"),
    (YEAR, "规模以上工业增加值增速较上半年提高【1.3个百分点】。", "“规模以上工业增加值”是下降的，与前面的动词相反"),
    (
        HALF,
        "规模以上工业企业营业收入87.3亿元，同比增长【1.8%】。",
        "“规模以上工业企业营业收入”是下降的，与前面的动词相反",
    ),
    (HALF, "发生生产安全事故3起，同比增加【2起】。", "“生产安全事故起数”是下降的，与前面的动词相反"),
    (HALF, "空气质量优良天数比例97.8%，同比下降【1.6个百分点】。", "“空气质量优良天数比例”是上升的，与前面的动词相反"),
    (YEAR, "社会消费品零售总额、外贸进出口总额分别增长4.9%、【14.5%】。", "“外贸进出口总额”是下降的，与前面的动词相反"),
    (YEAR, "地区生产总值、固定资产投资分别增长6.2%和【2.7%】。", "“固定资产投资”是下降的，与前面的动词相反"),
    (
        HALF,
        "固定资产投资、规模以上工业企业营业收入分别增长3.4%和【1.8%】。",
        "“规模以上工业企业营业收入”是下降的，与前面的动词相反",
    ),
    (
        HALF,
        "规模以上工业企业营业收入、固定资产投资分别下降1.8%和【3.4%】。",
        "“固定资产投资”是上升的，与前面的动词相反",
    ),
]
REVERSED_RIGHT = [
    (YEAR, "固定资产投资同比下降2.7%，降幅较前三季度收窄1.9个百分点。"),
    (YEAR, "外贸进出口总额3.27亿元，同比下降14.5%。"),
    (YEAR, "消费和外贸一升一降，社会消费品零售总额增长4.9%，外贸进出口总额下降14.5%。"),
    (YEAR, "固定资产投资、外贸进出口总额分别下降2.7%和14.5%。"),
    (HALF, "规模以上工业企业实现营业收入87.3亿元，同比下降1.8%，降幅较一季度收窄2.6个百分点。"),
    (HALF, "发生生产安全事故3起，同比减少2起。"),
    (YEAR, "受房地产市场影响，固定资产投资下降2.7%，但降幅比前三季度收窄1.9个百分点。"),
    (YEAR, "投资仍是短板，全年固定资产投资同比下降2.7%。"),
    (YEAR, "外贸形势严峻，进出口总额3.27亿元，下降14.5%。"),
    (YEAR, "城镇登记失业率3.4%，比上年降低0.2个百分点，就业形势总体稳定。"),
    (HALF, "企业效益承压，规上工业企业营业收入87.3亿元，同比下降1.8%。"),
    (HALF, "安全形势平稳，生产安全事故同比减少2起。"),
    (HALF, "生产安全事故起数降至3起，较去年同期减少2起。"),
    (HALF, "全县上下以“时时放心不下”的责任感，守牢安全底线，上半年发生生产安全事故3起、同比减少2起。"),
]


@pytest.mark.parametrize(("report", "prose", "message"), REVERSED)
def test_a_direction_turned_round_is_found_at_its_number(report: Context, prose: str, message: str) -> None:
    assert faults(report, prose) == marked("direction-contradicts", prose, message)


@pytest.mark.parametrize(("report", "prose"), REVERSED_RIGHT)
def test_a_direction_worded_as_given_is_left_alone(report: Context, prose: str) -> None:
    assert faults(report, prose) == []


REBASED = [
    (YEAR, "金融机构存款余额214.6亿元，同比增长【9.1%】。", "“金融机构存款余额”给的是较年初，这里写成同比"),
    (YEAR, "地区生产总值较年初增长【6.2%】。", "“地区生产总值”给的是同比，这里写成较年初"),
    (YEAR, "常住人口城镇化率52.8%，较年初提高【1.1个百分点】。", "“常住人口城镇化率”给的是较上年，这里写成较年初"),
    (HALF, "固定资产投资环比增长【3.4%】。", "“固定资产投资”给的是同比，这里写成环比"),
    (HALF, "旅游综合收入较上月增长【21.3%】。", "“旅游综合收入”给的是同比，这里写成较上月"),
    (
        YEAR,
        "固定资产投资同比下降2.7%，降幅较上半年收窄【1.9个百分点】。",
        "“固定资产投资”给的是较前三季度，这里写成较上半年",
    ),
]
REBASED_RIGHT = [
    (YEAR, "年末金融机构存款余额214.6亿元，较年初增长9.1%；贷款余额157.3亿元，较年初增长11.8%。"),
    (YEAR, "金融机构存、贷款余额分别为214.6亿元和157.3亿元，较年初分别增长9.1%和11.8%。"),
    (YEAR, "常住人口城镇化率达到52.8%，较上年提高1.1个百分点。"),
    (YEAR, "城镇登记失业率为3.4%，较上年下降0.2个百分点。"),
    (YEAR, "规上工业增加值增幅达8.4%，比上半年回落1.3个百分点。"),
    (YEAR, "城镇化率达到52.8%，比上年提高1.1个百分点。"),
    (YEAR, "城镇登记失业率3.4%，比上年降低0.2个百分点，就业形势总体稳定。"),
    (YEAR, "截至12月末，金融机构贷款余额157.3亿元，比年初增长11.8%。"),
    (HALF, "生产安全事故起数降至3起，较去年同期减少2起。"),
    (HALF, "空气优良天数比例达97.8%，较去年同期提高1.6个百分点。"),
    (HALF, "优良天数比例上升1.6个百分点。"),
]


@pytest.mark.parametrize(("report", "prose", "message"), REBASED)
def test_another_basis_than_the_given_one_is_found(report: Context, prose: str, message: str) -> None:
    assert faults(report, prose) == marked("basis-contradicts", prose, message)


@pytest.mark.parametrize(("report", "prose"), REBASED_RIGHT)
def test_the_given_basis_in_other_words_is_left_alone(report: Context, prose: str) -> None:
    assert faults(report, prose) == []


RERANKED = [
    (YEAR, "地区生产总值186.45亿元，居全省【第3位】。", "“地区生产总值”的位次是全市第3位，这里写的范围不同"),
    (YEAR, "地区生产总值居全国【第3位】。", "“地区生产总值”的位次是全市第3位，这里写的范围不同"),
    (YEAR, "地区生产总值排名全县【第3位】。", "“地区生产总值”的位次是全市第3位，这里写的范围不同"),
    (HALF, "接待游客213.5万人次，居全市【第12位】。", "“旅游接待人次”的位次是全省第12位，这里写的范围不同"),
    (HALF, "旅游接待人次列全国【第12位】。", "“旅游接待人次”的位次是全省第12位，这里写的范围不同"),
    (HALF, "旅游接待人次增长18.6%，排西部地区【第12位】。", "“旅游接待人次”的位次是全省第12位，这里写的范围不同"),
    (YEAR, "地区生产总值列长三角【第3位】。", "“地区生产总值”的位次是全市第3位，这里写的范围不同"),
    (YEAR, "经济稳中有进，地区生产总值居全县【第3位】。", "“地区生产总值”的位次是全市第3位，这里写的范围不同"),
    (HALF, "旅游接待人次居全县【第12位】。", "“旅游接待人次”的位次是全省第12位，这里写的范围不同"),
]
RERANKED_RIGHT = [
    (YEAR, "全年完成地区生产总值186.45亿元，同比增长6.2%，增速高于全省0.7个百分点，居全市第3位。"),
    (YEAR, "地区生产总值达186.45亿元、增长6.2%，总量居全市第3位。"),
    (HALF, "接待游客213.5万人次，增长18.6%，居全省第12位；实现旅游综合收入15.9亿元，增长21.3%。"),
    (
        YEAR,
        "初步核算，全年地区生产总值达到186.45亿元，按可比价计算，同比增长6.2%，比全省高0.7个百分点，总量位列全市第3。",
    ),
    (YEAR, "获评国家级电子商务进农村综合示范县，成为全省第1批试点。"),
    (HALF, "旅游接待人次居全省第12位。"),
]


@pytest.mark.parametrize(("report", "prose", "message"), RERANKED)
def test_a_rank_in_another_order_is_found(report: Context, prose: str, message: str) -> None:
    assert faults(report, prose) == marked("rank-scope", prose, message)


@pytest.mark.parametrize(("report", "prose"), RERANKED_RIGHT)
def test_a_rank_in_its_own_order_is_left_alone(report: Context, prose: str) -> None:
    assert faults(report, prose) == []


CONFUSED = [
    (YEAR, "常住人口城镇化率提高【52.8%】。", "“常住人口城镇化率”给的是52.8%，这里把水平和增减写混了"),
    (
        YEAR,
        "常住人口城镇化率提高到【1.1个百分点】。",
        "“常住人口城镇化率”给的是提高1.1个百分点，这里把水平和增减写混了",
    ),
    (YEAR, "农村自来水普及率提高【93.6%】。", "“农村自来水普及率”给的是93.6%，这里把水平和增减写混了"),
    (YEAR, "城镇登记失业率下降【3.4%】。", "“城镇登记失业率”给的是3.4%，这里把水平和增减写混了"),
    (HALF, "空气质量优良天数比例提高【97.8%】。", "“空气质量优良天数比例”给的是97.8%，这里把水平和增减写混了"),
    (HALF, "信访事项按期办结率提升【99.1%】。", "“信访事项按期办结率”给的是99.1%，这里把水平和增减写混了"),
    (HALF, "固定资产投资增长到【3.4%】。", "“固定资产投资”给的是增长3.4%，这里把水平和增减写混了"),
    (
        HALF,
        "空气质量优良天数比例提升至【1.6个百分点】。",
        "“空气质量优良天数比例”给的是提高1.6个百分点，这里把水平和增减写混了",
    ),
    (YEAR, "常住人口城镇化率上升【52.8%】。", "“常住人口城镇化率”给的是52.8%，这里把水平和增减写混了"),
    (YEAR, "城镇登记失业率下降到【0.2个百分点】。", "“城镇登记失业率”给的是下降0.2个百分点，这里把水平和增减写混了"),
    (HALF, "义务教育巩固率提高【96.4%】。", "“义务教育巩固率”给的是96.4%，这里把水平和增减写混了"),
    (HALF, "旅游综合收入增长到【21.3%】。", "“旅游综合收入”给的是增长21.3%，这里把水平和增减写混了"),
]
CONFUSED_RIGHT = [
    (YEAR, "常住人口城镇化率达到52.8%，较上年提高1.1个百分点。"),
    (YEAR, "常住人口城镇化率提高到52.8%。"),
    (HALF, "空气质量优良天数比例97.8%，同比提高1.6个百分点。"),
    (HALF, "信访事项按期办结率99.1%，义务教育巩固率96.4%。"),
    (YEAR, "城镇化率达到52.8%，比上年提高1.1个百分点。"),
    (YEAR, "全县共有行政村168个，自来水普及率93.6%。"),
    (HALF, "空气优良天数比例达97.8%，较去年同期提高1.6个百分点。"),
]


@pytest.mark.parametrize(("report", "prose", "message"), CONFUSED)
def test_a_level_told_as_a_change_and_a_change_as_a_level_are_found(report: Context, prose: str, message: str) -> None:
    assert faults(report, prose) == marked("level-confused", prose, message)


@pytest.mark.parametrize(("report", "prose"), CONFUSED_RIGHT)
def test_levels_and_changes_told_apart_are_left_alone(report: Context, prose: str) -> None:
    assert faults(report, prose) == []
