"""What the checks are known to get wrong; a case that comes right fails here and moves to the test of its rule."""

import pytest

from drafting.checking import Context
from tests.checking.reports import HALF, YEAR, faults, marked


def known(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)


RIGHT = [
    pytest.param(
        HALF,
        "新开工项目26个，计划总投资31.8亿元。",
        marks=known("计划总投资 counts as another indicator than the 总投资 of the given name"),
    ),
    pytest.param(YEAR, "城乡居民收入分别增长4.6%、7.3%。", marks=known("城乡 is not read as 城镇 and 农村")),
    pytest.param(
        YEAR,
        "与远澜科技签约，协议资金8.6亿元。",
        marks=known("资金 for 投资 in a given name counts as another indicator"),
    ),
]
WRONG = [
    pytest.param(
        YEAR,
        "list-count",
        "金融机构存、贷款余额【分别为214.6亿元、157.3亿元和41.20亿元】。",
        marks=known("a list of wrong length is also held against its last name"),
    ),
    pytest.param(
        HALF,
        "list-count",
        "第一、第二、第三产业增加值【分别增长4.1%、5.3%】。",
        marks=known("a list of wrong length is also held against its last name"),
    ),
    pytest.param(
        YEAR,
        "figure-swapped",
        "金融机构存、贷款余额分别增长【11.8%】、【9.1%】。",
        marks=known("a list turned round is only asked about"),
    ),
    pytest.param(
        YEAR,
        "figure-swapped",
        "城镇、农村居民人均可支配收入分别为【19736元】和【38420元】。",
        marks=known("a list turned round is only asked about"),
    ),
    pytest.param(
        HALF,
        "figure-swapped",
        "旅游接待人次和综合收入分别增长【21.3%】和【18.6%】。",
        marks=known("only one of two numbers turned round is found"),
    ),
    pytest.param(
        HALF, "state-upgraded", "隐患【全部】整改销号。", marks=known("全部 is not held against work still under way")
    ),
    pytest.param(
        YEAR,
        "state-upgraded",
        "完成投资2.85亿元的标准厂房【竣工】。",
        marks=known("the clause with the amount does not know of the work under way"),
    ),
    pytest.param(
        YEAR,
        "figure-not-given",
        "新建桥梁【9座】。",
        marks=known("another thing of the same count is only asked about"),
    ),
    pytest.param(
        YEAR,
        "figure-not-given",
        "新建公园【17处】。",
        marks=known("another thing of the same count is only asked about"),
    ),
    pytest.param(
        HALF,
        "figure-swapped",
        "招商引资签约资金同比增长【46.2%】。",
        marks=known("a share of the task passes as a growth"),
    ),
    pytest.param(
        YEAR,
        "figure-swapped",
        "一般公共预算收入增长【98.5%】。",
        marks=known("a share of the budget passes as a growth"),
    ),
    pytest.param(
        YEAR,
        "figure-wrong-unit",
        "农村居民人均可支配收入增速快于城镇居民【2.7%】。",
        marks=known("a difference in per cent instead of points is only asked about"),
    ),
]


@pytest.mark.parametrize(("report", "prose"), RIGHT)
def test_correct_prose_has_no_fault(report: Context, prose: str) -> None:
    assert [one for one in faults(report, prose) if one[0] not in {"figure-derived", "figure-rounded"}] == []


@pytest.mark.parametrize(("report", "rule", "prose"), WRONG)
def test_wrong_prose_has_its_fault_and_no_other(report: Context, rule: str, prose: str) -> None:
    expected = marked(rule, prose, *[""] * prose.count("【"))
    assert [(*one[:3], "") for one in faults(report, prose)] == expected
