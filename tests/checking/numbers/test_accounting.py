"""Every number of a text accounted for: invented, mistaken, swapped, mismeasured, rounded, worked out, dated."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.checking import Context, Standing
from drafting.checking.numbers.fidelity import check_figures_said, ledger
from drafting.report import Mention
from tests.checking.reports import HALF, YEAR, entries, faults, marked

INVENTED = [
    (YEAR, "地区生产总值186.45亿元，新增驾校【14所】。", "素材里没有“14所”这个数"),
    (YEAR, "粮食产量24.7万吨，建成冷库【23座】。", "素材里没有“23座”这个数"),
    (YEAR, "全年兑现奖补资金【1860万元】。", "素材里没有“1860万元”这个数"),
    (HALF, "接待游客213.5万人次，研学团队【46个】。", "素材里没有“46个”这个数"),
    (HALF, "化解矛盾纠纷【528件】，办结群众诉求1426件。", "素材里没有“528件”这个数"),
    (HALF, "争取上级资金【6.72亿元】。", "素材里没有“6.72亿元”这个数"),
    (YEAR, "民生支出32.96亿元，占一般公共预算支出的【85%】。", "素材里没有“85%”这个数"),
    (YEAR, "城镇居民人均可支配收入是农村居民的【2.15倍】。", "素材里没有“2.15倍”这个数"),
    (HALF, "三次产业增加值合计【61.4亿元】。", "素材里没有“61.4亿元”这个数"),
    (YEAR, "规模以上工业增加值增长8.4%，是外贸增速的【3倍】。", "素材里没有“3倍”这个数"),
    (YEAR, "粮食产量24.7万吨，亩均增收【420元】。", "素材里没有“420元”这个数"),
]
INVENTED_RIGHT = [
    (YEAR, "城市低保标准提高到每月745元。"),
    (YEAR, "城市低保标准为每人每月745元。"),
    (YEAR, "新建中小学校4所、新增学位5280个。"),
    (YEAR, "一是抓项目。实施亿元以上项目37个。二是抓消费。社会消费品零售总额增长4.9%。三是抓民生。新增学位5280个。"),
    (HALF, "办结群众诉求1426件，办结率98.2%。"),
    (HALF, "开展隐患排查312次，整改隐患867处，另有41处正在整改。"),
    (HALF, "发放创业担保贷款5600万元，带动213人创业。"),
    (HALF, "发放创业担保贷款0.56亿元，惠及创业者213人。"),
    (YEAR, "城市低保标准调整为745元/月。"),
    (YEAR, "城市低保标准达到每人每月745元，兜底保障更加有力。"),
    (YEAR, "新建学校4所，增加学位5280个。"),
    (YEAR, "新增中小学学位5280个，新建中小学校4所。"),
    (HALF, "累计办结群众诉求1426件，办结率达98.2%。"),
    (HALF, "创业担保贷款发放5600万元，支持213人创业。"),
]


@pytest.mark.parametrize(("report", "prose", "message"), INVENTED)
def test_a_number_nobody_gave_is_found(report: Context, prose: str, message: str) -> None:
    assert faults(report, prose) == marked("figure-not-given", prose, message)


@pytest.mark.parametrize(("report", "prose"), INVENTED_RIGHT)
def test_a_number_of_the_material_is_left_alone(report: Context, prose: str) -> None:
    assert faults(report, prose) == []


MISTAKEN = [
    (YEAR, "地区生产总值【184.65亿元】，同比增长6.2%。", "素材里“地区生产总值”是186.45亿元，这里写的是“184.65亿元”"),
    (YEAR, "地区生产总值186.45亿元，同比增长【6.7%】。", "素材里“地区生产总值”是增长6.2%，这里写的是“6.7%”"),
    (
        YEAR,
        "社会消费品零售总额【61.38亿元】，增长4.9%。",
        "素材里“社会消费品零售总额”是63.18亿元，这里写的是“61.38亿元”",
    ),
    (YEAR, "农村居民人均可支配收入达到【19763元】。", "素材里“农村居民人均可支配收入”是19736元，这里写的是“19763元”"),
    (YEAR, "常住人口城镇化率达到【58.2%】。", "素材里“常住人口城镇化率”是52.8%，这里写的是“58.2%”"),
    (YEAR, "改造老旧小区【27个】，惠及居民3260户。", "素材里“改造老旧小区数”是17个，这里写的是“27个”"),
    (
        YEAR,
        "一般公共预算收入由【11.26亿元】增加到12.36亿元。",
        "素材里“一般公共预算收入”是11.62亿元，这里写的是“11.26亿元”",
    ),
    (YEAR, "地区生产总值居全市【第2位】。", "素材里“地区生产总值”是全市第3位，这里写的是“第2位”"),
    (HALF, "城镇新增就业【2680人】。", "素材里“城镇新增就业人数”是2860人，这里写的是“2680人”"),
    (HALF, "办结群众诉求【1462件】，办结率98.2%。", "素材里“办结群众诉求”是1426件，这里写的是“1462件”"),
    (HALF, "发放创业担保贷款【6500万元】。", "素材里“创业担保贷款”是5600万元，这里写的是“6500万元”"),
    (
        YEAR,
        "城北污水处理厂【2024年10月30日】投入运行。",
        "素材里“城北污水处理厂投入运行时间”是2024年11月30日，这里写的是“2024年10月30日”",
    ),
    (YEAR, "云岭大桥计划【2025年9月】通车。", "素材里“通车时间”是2025年6月，这里写的是“2025年9月”"),
    (YEAR, "云岭大桥计划【2026年6月】通车。", "素材里“通车时间”是2025年6月，这里写的是“2026年6月”"),
    (YEAR, "地区生产总值【近150亿元】。", "素材里“地区生产总值”是186.45亿元，这里写的是“近150亿元”"),
    (YEAR, "社会消费品零售总额【超65亿元】。", "素材里“社会消费品零售总额”是63.18亿元，这里写的是“超65亿元”"),
    (YEAR, "粮食产量【不足24万吨】。", "素材里“粮食产量”是24.7万吨，这里写的是“不足24万吨”"),
    (
        HALF,
        "接待游客【近200万人次】。",
        "素材里“旅游接待人次”是213.5万人次，这里写的是“近200万人次”",
    ),
    (HALF, "旅游综合收入【超16亿元】。", "素材里“旅游综合收入”是15.9亿元，这里写的是“超16亿元”"),
    (
        YEAR,
        "云岭大桥计划【2025年9月】通车，城北污水处理厂2024年11月30日投入运行。",
        "素材里“通车时间”是2025年6月，这里写的是“2025年9月”",
    ),
    (
        YEAR,
        "城北污水处理厂【11月20日】投入运行。",
        "素材里“城北污水处理厂投入运行时间”是2024年11月30日，这里写的是“11月20日”",
    ),
    (
        YEAR,
        "城北污水处理厂【12月】底投入运行。",
        "素材里“城北污水处理厂投入运行时间”是2024年11月30日，这里写的是“12月”",
    ),
    (
        YEAR,
        "城北污水处理厂【2023年11月30日】投入运行。",
        "素材里“城北污水处理厂投入运行时间”是2024年11月30日，这里写的是“2023年11月30日”",
    ),
]
MISTAKEN_RIGHT = [
    (YEAR, "一般公共预算收入由上年的11.62亿元增加到12.36亿元，增长6.4%，完成年度预算的98.5%。"),
    (YEAR, "粮食总产量24.7万吨，建成高标准农田6.3万亩。"),
    (YEAR, "粮食产量稳定在24.7万吨。"),
    (YEAR, "GDP完成186.45亿元。"),
    (HALF, "新开工项目26个，总投资31.8亿元。"),
    (HALF, "城镇新增就业2860人，完成年度任务的57.2%。"),
    (HALF, "城镇新增就业2860人，完成全年任务的57.2%。"),
    (YEAR, "全县共有行政村168个，自来水普及率93.6%。"),
    (YEAR, "高标准农田建成6.3万亩，粮食总产24.7万吨，实现“二十连丰”。"),
    (HALF, "就业任务过半，城镇新增就业2860人，占年度任务的57.2%。"),
    (HALF, "半年来，我们办成了几件大事：一是项目建设提速，新开工项目26个；二是文旅融合见效，接待游客213.5万人次。"),
]


@pytest.mark.parametrize(("report", "prose", "message"), MISTAKEN)
def test_another_value_than_the_given_one_is_found(report: Context, prose: str, message: str) -> None:
    assert faults(report, prose) == marked("figure-wrong-value", prose, message)


@pytest.mark.parametrize(("report", "prose"), MISTAKEN_RIGHT)
def test_values_as_given_are_left_alone(report: Context, prose: str) -> None:
    assert faults(report, prose) == []


MISMEASURED = [
    (
        YEAR,
        "常住人口城镇化率52.8%，较上年提高【1.1%】。",
        "“1.1%”的单位或数量级不对，素材里“常住人口城镇化率”是提高1.1个百分点",
    ),
    (YEAR, "固定资产投资同比下降【2.7个百分点】。", "“2.7个百分点”的单位或数量级不对，素材里“固定资产投资”是下降2.7%"),
    (YEAR, "地区生产总值增速高于全省【0.7%】。", "“0.7%”的单位或数量级不对，素材里“地区生产总值”是0.7个百分点"),
    (YEAR, "城镇登记失业率较上年下降【0.2%】。", "“0.2%”的单位或数量级不对，素材里“城镇登记失业率”是下降0.2个百分点"),
    (
        HALF,
        "空气质量优良天数比例同比提高【1.6%】。",
        "“1.6%”的单位或数量级不对，素材里“空气质量优良天数比例”是提高1.6个百分点",
    ),
    (HALF, "固定资产投资增长【3.4个百分点】。", "“3.4个百分点”的单位或数量级不对，素材里“固定资产投资”是增长3.4%"),
    (YEAR, "地区生产总值【186.45万元】。", "“186.45万元”的单位或数量级不对，素材里“地区生产总值”是186.45亿元"),
    (YEAR, "粮食产量【24.7亿吨】。", "“24.7亿吨”的单位或数量级不对，素材里“粮食产量”是24.7万吨"),
    (
        YEAR,
        "城镇居民人均可支配收入【38420万元】。",
        "“38420万元”的单位或数量级不对，素材里“城镇居民人均可支配收入”是38420元",
    ),
    (YEAR, "建成高标准农田【6.3亩】。", "“6.3亩”的单位或数量级不对，素材里“高标准农田面积”是6.3万亩"),
    (YEAR, "惠及居民【3260人】。", "“3260人”的单位或数量级不对，素材里“老旧小区惠及居民”是3260户"),
    (YEAR, "与远澜科技签订投资协议，协议投资【8.6万元】。", "“8.6万元”的单位或数量级不对，素材里“协议投资”是8.6亿元"),
    (HALF, "接待游客【213.5万人】。", "“213.5万人”的单位或数量级不对，素材里“旅游接待人次”是213.5万人次"),
    (HALF, "发放创业担保贷款【5600亿元】。", "“5600亿元”的单位或数量级不对，素材里“创业担保贷款”是5600万元"),
    (HALF, "城镇新增就业【2860万人】。", "“2860万人”的单位或数量级不对，素材里“城镇新增就业人数”是2860人"),
]
MISMEASURED_RIGHT = [
    (YEAR, "全年完成地区生产总值186.45亿元，同比增长6.2%，增速高于全省0.7个百分点，居全市第3位。"),
    (YEAR, "规模以上工业增加值同比增长8.4%，增速较上半年回落1.3个百分点。"),
    (YEAR, "固定资产投资同比下降2.7%，降幅较前三季度收窄1.9个百分点。"),
    (YEAR, "常住人口城镇化率达到52.8%，较上年提高1.1个百分点。"),
    (YEAR, "城镇登记失业率为3.4%，较上年下降0.2个百分点。"),
    (YEAR, "城市低保标准提高到每月745元。"),
    (YEAR, "城市低保标准为每人每月745元。"),
    (HALF, "规模以上工业企业实现营业收入87.3亿元，同比下降1.8%，降幅较一季度收窄2.6个百分点。"),
    (HALF, "一产增加值9.15亿元，增长4.1%；二产增加值21.4亿元，增长5.3%；三产增加值27.85亿元，增长6.7%。"),
    (HALF, "空气质量优良天数比例97.8%，同比提高1.6个百分点。"),
    (HALF, "发放创业担保贷款0.56亿元，惠及创业者213人。"),
    (
        YEAR,
        "初步核算，全年地区生产总值达到186.45亿元，按可比价计算，同比增长6.2%，比全省高0.7个百分点，总量位列全市第3。",
    ),
    (YEAR, "规上工业增加值增幅达8.4%，比上半年回落1.3个百分点。"),
    (YEAR, "受房地产市场影响，固定资产投资下降2.7%，但降幅比前三季度收窄1.9个百分点。"),
    (YEAR, "城镇化率达到52.8%，比上年提高1.1个百分点。"),
    (YEAR, "城镇登记失业率3.4%，比上年降低0.2个百分点，就业形势总体稳定。"),
    (YEAR, "城市低保标准调整为745元/月。"),
    (YEAR, "城市低保标准达到每人每月745元，兜底保障更加有力。"),
    (HALF, "空气优良天数比例达97.8%，较去年同期提高1.6个百分点。"),
]


@pytest.mark.parametrize(("report", "prose", "message"), MISMEASURED)
def test_a_wrong_measure_or_magnitude_is_found(report: Context, prose: str, message: str) -> None:
    assert faults(report, prose) == marked("figure-wrong-unit", prose, message)


@pytest.mark.parametrize(("report", "prose"), MISMEASURED_RIGHT)
def test_other_ways_to_write_a_measure_are_left_alone(report: Context, prose: str) -> None:
    assert faults(report, prose) == []


UNDATED = [
    (YEAR, "【2022年3月】，启动国土绿化行动。", "素材里没有“2022年3月”这个时间"),
    (YEAR, "【5月12日】召开推进会。", "素材里没有“5月12日”这个时间"),
    (YEAR, "【2021年】以来持续推进。", "素材里没有“2021年”这个时间"),
    (HALF, "【2025年4月】举办茶文化节。", "素材里没有“2025年4月”这个时间"),
    (YEAR, "县里于【2020年6月】出台方案。", "素材里没有“2020年6月”这个时间"),
    (YEAR, "【3月18日】，召开项目推进会。", "素材里没有“3月18日”这个时间"),
    (HALF, "【2019年】建成的老桥已加固。", "素材里没有“2019年”这个时间"),
    (HALF, "【2024年】启动改革。", "素材里没有“2024年”这个时间"),
]
UNDATED_RIGHT = [
    (YEAR, "云岭大桥主体完工，计划2025年6月通车。"),
    (YEAR, "云岭大桥完成主体施工，力争2025年6月建成通车。"),
    (YEAR, "城北污水处理厂于11月底投入运行。"),
    (YEAR, "城北污水处理厂11月30日投入运行。"),
    (YEAR, "城北污水处理厂已于2024年11月投入运行。"),
    (YEAR, "2025年，重点抓好4项工作。"),
    (HALF, "第二水厂拟于9月开工建设，建成后日供水3万吨。"),
    (YEAR, "2025年，新建充电桩620个。"),
    (YEAR, "去年11月底，城北污水处理厂投入运行。"),
    (YEAR, "云岭大桥预计2025年6月通车。"),
    (YEAR, "截至2024年12月底，全县金融机构存款余额214.6亿元。"),
    (YEAR, "截至12月末，金融机构贷款余额157.3亿元，比年初增长11.8%。"),
    (HALF, "1—6月，全县固定资产投资48.6亿元，同比增长3.4%。"),
    (HALF, "第二水厂项目9月启动建设，设计日供水能力3万吨。"),
]


@pytest.mark.parametrize(("report", "prose", "message"), UNDATED)
def test_a_time_nobody_gave_is_found(report: Context, prose: str, message: str) -> None:
    assert faults(report, prose) == marked("date-not-given", prose, message)


@pytest.mark.parametrize(("report", "prose"), UNDATED_RIGHT)
def test_times_as_given_or_shortened_are_left_alone(report: Context, prose: str) -> None:
    assert faults(report, prose) == []


DERIVED = [
    (
        YEAR,
        "民生支出32.96亿元，占一般公共预算支出的【80%】。",
        "“80%”是算出来的：“民生支出”32.96亿元÷“一般公共预算支出”41.20亿元",
    ),
    (
        YEAR,
        "民生支出占一般公共预算支出的比重达到【80.0%】，总额32.96亿元。",
        "“80.0%”是算出来的：“民生支出”32.96亿元÷“一般公共预算支出”41.20亿元",
    ),
    (
        YEAR,
        "一般公共预算收入较上年净增【0.74亿元】。",
        "“0.74亿元”是算出来的：“一般公共预算收入”12.36亿元－“一般公共预算收入”11.62亿元",
    ),
    (
        YEAR,
        "存贷款余额合计【371.9亿元】，其中存款余额214.6亿元、贷款余额157.3亿元。",
        "“371.9亿元”是算出来的：“金融机构存款余额”214.6亿元＋“金融机构贷款余额”157.3亿元",
    ),
    (
        YEAR,
        "城镇居民人均可支配收入是农村居民的【1.95倍】。",
        "“1.95倍”是算出来的：“城镇居民人均可支配收入”38420元÷“农村居民人均可支配收入”19736元",
    ),
    (
        HALF,
        "三次产业增加值合计【58.4亿元】。",
        "“58.4亿元”是算出来的：“第一产业增加值”9.15亿元＋“第二产业增加值”21.40亿元＋“第三产业增加值”27.85亿元",
    ),
    (
        YEAR,
        "全年一般公共预算支出41.2亿元，其中民生支出32.96亿元，占比达【80%】。",
        "“80%”是算出来的：“民生支出”32.96亿元÷“一般公共预算支出”41.20亿元",
    ),
    (
        YEAR,
        "民生支出占一般公共预算支出【八成】，达32.96亿元。",
        "“八成”是算出来的：“民生支出”32.96亿元÷“一般公共预算支出”41.20亿元",
    ),
    (
        YEAR,
        "存款余额214.6亿元、贷款余额157.3亿元，存贷比为【73.3%】。",
        "“73.3%”是算出来的：“金融机构贷款余额”157.3亿元÷“金融机构存款余额”214.6亿元",
    ),
    (
        YEAR,
        "存款比贷款多【57.3亿元】，金融机构存款余额214.6亿元，贷款余额157.3亿元。",
        "“57.3亿元”是算出来的：“金融机构存款余额”214.6亿元－“金融机构贷款余额”157.3亿元",
    ),
    (
        YEAR,
        "农村居民收入增速快于城镇居民【2.7个百分点】，农村居民人均可支配收入增长7.3%，城镇居民人均可支配收入增长4.6%。",
        "“2.7个百分点”是算出来的：“农村居民人均可支配收入”增长7.3%－“城镇居民人均可支配收入”增长4.6%",
    ),
    (
        HALF,
        "企业开办时限从3个工作日压减到1个工作日，压缩【66.7%】。",
        "“66.7%”是算出来的：“企业开办时间”1个工作日÷“企业开办时间”3个工作日－1",
    ),
    (
        HALF,
        "企业开办时间缩短【2个工作日】。",
        "“2个工作日”是算出来的：“企业开办时间”3个工作日－“企业开办时间”1个工作日",
    ),
]


@pytest.mark.parametrize(("report", "prose", "message"), DERIVED)
def test_a_number_worked_out_from_others_is_told_with_its_formula(report: Context, prose: str, message: str) -> None:
    assert faults(report, prose) == marked("figure-derived", prose, message)


ROUNDED = [
    (YEAR, "地区生产总值【近190亿元】。", "“近190亿元”是“地区生产总值”186.45亿元的约数"),
    (YEAR, "农村自来水普及率【超93%】。", "“超93%”是“农村自来水普及率”93.6%的约数"),
    (YEAR, "建成高标准农田【6万余亩】。", "“6万余亩”是“高标准农田面积”6.3万亩的约数"),
    (HALF, "企业开办时间由3个工作日压缩至【1个工作日以内】。", "“1个工作日以内”是“企业开办时间”1个工作日的约数"),
    (YEAR, "失业率控制在【3.4%以内】。", "“3.4%以内”是“城镇登记失业率”3.4%的约数"),
    (YEAR, "云岭山景区接待游客【近130万人次】。", "“近130万人次”是“5A级景区云岭山接待游客”128.4万人次的约数"),
    (YEAR, "粮食产量【约25万吨】。", "“约25万吨”是“粮食产量”24.7万吨的约数"),
    (YEAR, "地区生产总值突破【180亿元】。", "“180亿元”是“地区生产总值”186.45亿元的约数"),
    (
        YEAR,
        "一般公共预算收入突破【12亿元】大关，达到12.36亿元。",
        "“12亿元”是“一般公共预算收入”12.36亿元的约数",
    ),
]


@pytest.mark.parametrize(("report", "prose", "message"), ROUNDED)
def test_a_number_rounded_off_is_told_with_what_was_given(report: Context, prose: str, message: str) -> None:
    assert faults(report, prose) == marked("figure-rounded", prose, message)


@pytest.mark.parametrize(
    ("prose", "standings"),
    [
        ("地区生产总值186.45亿元，增长6.2%。", [Standing.LINKED, Standing.LINKED]),
        ("2024年，抓好3个方面，落实5项重点改革。", [Standing.ALLOWED] * 3),
        ("民生支出32.96亿元，占一般公共预算支出的80%。", [Standing.LINKED, Standing.DERIVED]),
        ("粮食产量约25万吨，新增驾校14所。", [Standing.LINKED, Standing.WRONG]),
        ("云岭大桥计划2025年6月通车。", [Standing.LINKED]),
        ("推进“十四五”规划，G85高速畅通，5A级景区提质。", []),
        ("", []),
    ],
)
def test_every_number_has_one_standing(prose: str, standings: list[Standing]) -> None:
    assert [one.standing for one in entries(YEAR, prose)] == standings


def test_an_entry_says_which_part_of_which_figure_a_typed_number_is() -> None:
    text = "一般公共预算收入由11.62亿元增加到12.36亿元，同比增长6.4%，为年度预算的98.5%。"
    assert [one.mention for one in entries(YEAR, text)] == [
        Mention(9, 16, "F5", "prev"),
        Mention(19, 26, "F5"),
        Mention(31, 35, "F5", "rate", "同比"),
        Mention(42, 47, "F5", "change", "占年度预算"),
    ]


def test_a_derived_number_is_no_mention_and_keeps_its_formula() -> None:
    derived = entries(YEAR, "民生支出占一般公共预算支出的80%。")[0]
    assert (derived.mention, derived.formula) == (None, "“民生支出”32.96亿元÷“一般公共预算支出”41.20亿元")


BY_HAND = "新增驾校14所，地区生产总值184.65亿元。"


def test_a_number_typed_by_hand_waits_for_confirmation_and_no_other() -> None:
    kept = ledger(BY_HAND, (), YEAR, "", frozenset({(4, 7)}))
    assert [one.standing for one in kept.entries] == [Standing.MANUAL, Standing.WRONG]
    assert [(one.rule, one.start, one.message) for one in check_figures_said(kept)] == [
        ("figure-by-hand", 4, "手填的“14所”还没有确认"),
        ("figure-wrong-value", 14, "素材里“地区生产总值”是186.45亿元，这里写的是“184.65亿元”"),
    ]


def test_no_hand_makes_a_contradiction_of_the_material_right() -> None:
    kept = ledger(BY_HAND, (), YEAR, "", frozenset({(14, 22)}))
    assert [one.rule for one in check_figures_said(kept)] == ["figure-not-given", "figure-wrong-value"]


# fmt: off
PIECES = st.sampled_from([
    "地区生产总值", "186.45亿元", "城镇、农村居民人均可支配收入", "分别", "增长", "下降", "4.6%", "7.3%",
    "、", "，", "。", "（", "）", "11月底", "2021年", "八成",
    "近200万人", "第3位", "全省", "已", "全部", "占", "由", "到",
    "3个",
])
# fmt: on


@given(st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=40))
def test_no_text_breaks_the_account_and_every_entry_holds_its_number(text: str) -> None:
    found = entries(YEAR, text)
    spans = [(one.number.start, one.number.end) for one in found]
    assert spans == sorted(spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    for one in found:
        assert one.number.quantity is not None
        assert one.number.quantity.text == text[one.number.start : one.number.end]
        assert (one.mention is not None) == (one.standing is Standing.LINKED)
        assert bool(one.formula) == (one.standing is Standing.DERIVED)
        assert (one.standing is Standing.WRONG) <= bool(one.findings)
        for finding in one.findings:
            assert text[finding.start : finding.end] == finding.text
