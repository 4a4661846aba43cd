"""A number under the name of another indicator, typed or referred to."""

import pytest

from drafting.checking import Context, Standing, account
from drafting.report import Mention
from tests.checking.reports import HALF, YEAR, faults, marked

SWAPPED = [
    (
        YEAR,
        "城镇居民人均可支配收入【19736元】，农村居民人均可支配收入【38420元】。",
        (
            "这里写的是“城镇居民人均可支配收入”，数却是“农村居民人均可支配收入”的",
            "这里写的是“农村居民人均可支配收入”，数却是“城镇居民人均可支配收入”的",
        ),
    ),
    (
        YEAR,
        "金融机构存款余额【157.3亿元】，贷款余额【214.6亿元】。",
        (
            "这里写的是“金融机构存款余额”，数却是“金融机构贷款余额”的",
            "这里写的是“金融机构贷款余额”，数却是“金融机构存款余额”的",
        ),
    ),
    (YEAR, "社会消费品零售总额【12.36亿元】。", ("这里写的是“社会消费品零售总额”，数却是“一般公共预算收入”的",)),
    (YEAR, "民生支出【41.20亿元】。", ("这里写的是“民生支出”，数却是“一般公共预算支出”的",)),
    (YEAR, "规模以上工业增加值增长【4.9%】。", ("这里写的是“规模以上工业增加值”，数却是“社会消费品零售总额”的",)),
    (
        HALF,
        "第一产业增加值【21.40亿元】，第二产业增加值【9.15亿元】。",
        (
            "这里写的是“第一产业增加值”，数却是“第二产业增加值”的",
            "这里写的是“第二产业增加值”，数却是“第一产业增加值”的",
        ),
    ),
    (HALF, "信访事项按期办结率【96.4%】。", ("这里写的是“信访事项按期办结率”，数却是“义务教育巩固率”的",)),
    (HALF, "旅游综合收入15.9亿元，增长【18.6%】。", ("这里写的是“旅游综合收入”，数却是“旅游接待人次”的",)),
    (
        YEAR,
        "社会消费品零售总额、一般公共预算收入分别增长【6.4%】、【4.9%】。",
        (
            "这里写的是“社会消费品零售总额”，数却是“一般公共预算收入”的",
            "这里写的是“一般公共预算收入”，数却是“社会消费品零售总额”的",
        ),
    ),
    (HALF, "固定资产投资【31.8亿元】。", ("这里写的是“固定资产投资”，数却是“新开工项目总投资”的",)),
]
SWAPPED_RIGHT = [
    (YEAR, "年末金融机构存款余额214.6亿元，较年初增长9.1%；贷款余额157.3亿元，较年初增长11.8%。"),
    (YEAR, "城镇居民人均可支配收入38420元，增长4.6%；农村居民人均可支配收入19736元，增长7.3%。"),
    (YEAR, "实施亿元以上项目37个，总投资142.5亿元。"),
    (YEAR, "实施总投资142.5亿元的亿元以上项目37个。"),
    (HALF, "新开工项目26个，总投资31.8亿元。"),
    (HALF, "招商引资签约资金22.5亿元，完成年度任务的46.2%。"),
    (HALF, "一产增加值9.15亿元，增长4.1%；二产增加值21.4亿元，增长5.3%；三产增加值27.85亿元，增长6.7%。"),
    (HALF, "接待游客213.5万人次，增长18.6%，居全省第12位；实现旅游综合收入15.9亿元，增长21.3%。"),
    (YEAR, "亿元以上项目达37个，完成总投资142.5亿元。"),
    (HALF, "开工项目26个、总投资31.8亿元。"),
    (HALF, "签约资金22.5亿元，占年度任务的46.2%。"),
]


@pytest.mark.parametrize(("report", "prose", "messages"), SWAPPED)
def test_the_number_of_another_indicator_is_found(report: Context, prose: str, messages: tuple[str, ...]) -> None:
    assert faults(report, prose) == marked("figure-swapped", prose, *messages)


@pytest.mark.parametrize(("report", "prose"), SWAPPED_RIGHT)
def test_numbers_under_their_own_names_are_left_alone(report: Context, prose: str) -> None:
    assert faults(report, prose) == []


def test_a_reference_under_another_name_is_a_swap_and_under_its_own_is_none() -> None:
    text = "粮食产量41.20亿元，一般公共预算支出41.20亿元。"
    swapped, sound = account(text, (Mention(4, 11, "F6"), Mention(20, 27, "F6")), YEAR)
    assert [(one.rule, one.text, one.message) for one in swapped.findings] == [
        ("figure-swapped", "41.20亿元", "这里写的是“粮食产量”，数却是“一般公共预算支出”的")
    ]
    assert [one.standing for one in (swapped, sound)] == [Standing.REFERRED] * 2
    assert sound.findings == ()
