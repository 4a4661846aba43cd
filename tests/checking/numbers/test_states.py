"""How far things are: estimates, plans, work under way, parts of a whole."""

import pytest

from drafting.checking import Context
from tests.checking.reports import HALF, YEAR, faults, marked

FIRM = [
    (YEAR, "全社会用电量【9.84亿千瓦时】。", "“全社会用电量”是预计数，这里没有写明"),
    (YEAR, "全社会用电量达到【9.84亿千瓦时】，粮食产量24.7万吨。", "“全社会用电量”是预计数，这里没有写明"),
    (YEAR, "粮食产量预计24.7万吨，全社会用电量【9.84亿千瓦时】。", "“全社会用电量”是预计数，这里没有写明"),
    (YEAR, "经济稳中有进，用电量为【9.84亿千瓦时】。", "“全社会用电量”是预计数，这里没有写明"),
    (YEAR, "全年用电量【9.84亿千瓦时】，工业用电增长较快。", "“全社会用电量”是预计数，这里没有写明"),
    (YEAR, "预计粮食产量24.7万吨，全社会用电量【9.84亿千瓦时】。", "“全社会用电量”是预计数，这里没有写明"),
]
FIRM_RIGHT = [
    (YEAR, "预计全社会用电量9.84亿千瓦时。"),
    (YEAR, "全社会用电量预计达到9.84亿千瓦时。"),
    (HALF, "1—5月，工业用电量3.86亿千瓦时，同比增长7.9%。"),
    (YEAR, "预计全年全社会用电量9.84亿千瓦时，社会消费品零售总额63.18亿元。"),
    (YEAR, "全社会用电量有望达到9.84亿千瓦时。"),
]


@pytest.mark.parametrize(("report", "prose", "message"), FIRM)
def test_an_estimate_told_as_final_is_found(report: Context, prose: str, message: str) -> None:
    assert faults(report, prose) == marked("estimate-dropped", prose, message)


@pytest.mark.parametrize(("report", "prose"), FIRM_RIGHT)
def test_an_estimate_told_as_one_is_left_alone(report: Context, prose: str) -> None:
    assert faults(report, prose) == []


FARTHER = [
    (YEAR, "【已】新建充电桩620个。", "“计划新建充电桩”还是计划，这里写成了“已”"),
    (YEAR, "充电桩620个【已建成】投用。", "“计划新建充电桩”还是计划，这里写成了“已建成”"),
    (YEAR, "云岭大桥2025年6月【建成】通车。", "“通车时间”还是计划，这里写成了“建成”"),
    (
        YEAR,
        "梓江食品产业园标准厂房【建成】，完成投资2.85亿元。",
        "“梓江食品产业园正在进行标准厂房建设，……”还在办理，这里写成了“建成”",
    ),
    (YEAR, "48个问题【全部】整改到位。", "“48个问题已整改43个”没有到这一步，这里写成了“全部”"),
    (
        HALF,
        "第二水厂【已启动】建设，日供水3万吨。",
        "“拟于9月启动第二水厂建设，日供水3万……”还是计划，这里写成了“已启动”",
    ),
    (
        HALF,
        "县人民医院新院区【建成】，完成投资1.35亿元。",
        "“县人民医院新院区正在进行主体施工，已……”还在办理，这里写成了“建成”",
    ),
    (HALF, "县人民医院新院区主体工程【竣工】。", "“县人民医院新院区正在进行主体施工，已……”还在办理，这里写成了“竣工”"),
    (YEAR, "620个充电桩【已启动】建设。", "“计划新建充电桩”还是计划，这里写成了“已启动”"),
    (YEAR, "云岭大桥【已】于2025年6月通车。", "“2025年6月”还没有到，这里写成了“已”"),
    (YEAR, "远澜科技项目【落地】，协议投资8.6亿元。", "“协议投资”没有到这一步，这里写成了“落地”"),
    (YEAR, "与远澜科技合作的项目已【落地】，协议投资8.6亿元。", "“协议投资”没有到这一步，这里写成了“落地”"),
    (HALF, "启禾农业合作项目【投产】，投资2.4亿元。", "“投资”还是计划，这里写成了“投产”"),
    (HALF, "新增规上工业企业8家【已】入库。", "“计划新增规模以上工业企业数”还是计划，这里写成了“已”"),
]
FARTHER_RIGHT = [
    (YEAR, "云岭大桥主体完工，计划2025年6月通车。"),
    (YEAR, "云岭大桥完成主体施工，力争2025年6月建成通车。"),
    (YEAR, "梓江食品产业园标准厂房加快建设，完成投资2.85亿元。"),
    (YEAR, "与远澜科技签订投资协议，协议投资额8.6亿元。"),
    (YEAR, "反馈的48个问题整改到位43个。"),
    (YEAR, "下一步，拟新建充电桩620个。"),
    (HALF, "县人民医院新院区主体施工有序推进，累计完成投资1.35亿元。"),
    (HALF, "第二水厂拟于9月开工建设，建成后日供水3万吨。"),
    (HALF, "与启禾农业签订合作协议，计划投资2.4亿元。"),
    (HALF, "开展隐患排查312次，整改隐患867处，另有41处正在整改。"),
    (YEAR, "明年，计划新建充电桩620个。"),
    (YEAR, "2025年，新建充电桩620个。"),
    (YEAR, "梓江食品产业园累计完成投资2.85亿元，标准厂房正在建设。"),
    (YEAR, "成功签约远澜科技项目，协议投资8.6亿元。"),
    (YEAR, "云岭大桥预计2025年6月通车。"),
    (HALF, "排查隐患312次，整改867处，41处正在整改。"),
    (HALF, "县医院新院区主体正加紧施工，完成投资1.35亿元。"),
    (HALF, "第二水厂项目9月启动建设，设计日供水能力3万吨。"),
    (HALF, "与启禾农业达成合作，协议投资2.4亿元。"),
]


@pytest.mark.parametrize(("report", "prose", "message"), FARTHER)
def test_more_than_was_given_is_found_at_the_word_that_says_it(report: Context, prose: str, message: str) -> None:
    assert faults(report, prose) == marked("state-upgraded", prose, message)


@pytest.mark.parametrize(("report", "prose"), FARTHER_RIGHT)
def test_work_told_as_far_as_it_is_is_left_alone(report: Context, prose: str) -> None:
    assert faults(report, prose) == []
