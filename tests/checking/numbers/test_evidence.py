"""Whether the words around a number speak of the figure it says, near or at a distance."""

import pytest

from drafting.checking import Context
from tests.checking.reports import HALF, YEAR, entries, faults, marked

NAMELESS = [
    (YEAR, "全县各类补助资金【12.36亿元】。", "“12.36亿元”与指标“一般公共预算收入”数值相同，但上下文没有提到它"),
    (YEAR, "茶产业规模壮大，种植【6.3万亩】。", "“6.3万亩”与指标“高标准农田面积”数值相同，但上下文没有提到它"),
    (HALF, "全县餐饮业营业额【15.9亿元】。", "“15.9亿元”与指标“旅游综合收入”数值相同，但上下文没有提到它"),
    (HALF, "全县回引人才【2860人】。", "“2860人”与指标“城镇新增就业人数”数值相同，但上下文没有提到它"),
]
NAMELESS_RIGHT = [
    (YEAR, "地区生产总值达186.45亿元、增长6.2%，总量居全市第3位。"),
    (YEAR, "改造老旧小区17个，3260户居民受益。"),
    (YEAR, "17个老旧小区改造完成，惠及居民3260户。"),
    (YEAR, "改造老旧小区17个，让3260户居民住得更舒心。"),
    (YEAR, "老旧小区改造惠及3260户。"),
    (HALF, "今年上半年，固定资产投资完成48.6亿元，增速为3.4%。"),
    (YEAR, "粮食产量再创佳绩。全年达24.7万吨。"),
]


@pytest.mark.parametrize(("report", "prose", "message"), NAMELESS)
def test_a_number_of_the_material_under_no_name_is_asked_about(report: Context, prose: str, message: str) -> None:
    assert faults(report, prose) == marked("figure-unnamed", prose, message)


@pytest.mark.parametrize(("report", "prose"), NAMELESS_RIGHT)
def test_a_number_named_at_a_distance_is_left_alone(report: Context, prose: str) -> None:
    assert faults(report, prose) == []


@pytest.mark.parametrize(
    ("prose", "name"),
    [
        ("社会消费品零售总额、粮食产量分别为63.18亿元、24.7万吨。", "社会消费品零售总额"),
        ("农民收入和粮食都增加，粮食产量达24.7万吨。", "粮食产量"),
        ("居民增收，城镇居民人均可支配收入实现38420元。", "城镇居民人均可支配收入"),
        ("为3260户居民改造老旧小区。", "老旧小区惠及居民"),
        ("粮食产量再创佳绩。达到24.7万吨。", "粮食产量"),
    ],
)
def test_a_number_is_of_the_figure_its_words_speak_of(prose: str, name: str) -> None:
    known = entries(YEAR, prose)[0].known
    assert known is not None
    assert known.figure.name == name
