"""Shares, sums and differences: what is computed, what is refused, and what follows when an operand changes."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from drafting.deriving import check, derive, explain, keyed_formula, named_formula, operands_of, recompute
from drafting.errors import DerivationError, OperandPending
from drafting.report import Figure, FigureSet, Kind, Origin, Status

BUDGET = Figure("F1", "一般公共预算支出", 0, value="19.25", unit="亿元", prev="18.80")
LIVELIHOOD = Figure("F2", "民生支出", 1, value="158400", unit="万元")
DONE = Figure("F3", "已化解问题楼盘", 0, value="8", unit="个")
HOUSES = Figure("F4", "问题楼盘", 0, value="11", unit="个")
GDP = Figure("F5", "地区生产总值", 0, value="92.40", unit="亿元", prev="87.33")
RATE = Figure("F6", "达标率", 0, value="58.2", unit="%", prev="55.2")
RANGE = Figure("F7", "储备项目", 0, value="3—5", unit="个")
BLANK = Figure("F8", "停缓建项目", 0, unit="个")
NONE = Figure("F9", "在建项目", 0, value="0", unit="个")
PLACE = Figure("F10", "县名", 0, kind=Kind.NAME, value="青岚县")
LOSS = Figure("F11", "利润总额", 0, value="412", unit="万元", prev="-236")
SALES = Figure("F12", "销售额", 0, value="0.4", unit="亿元")
MARKET = Figure("F13", "市场总额", 0, value="1.3", unit="亿元")
TABLE = FigureSet((BUDGET, LIVELIHOOD, DONE, HOUSES, GDP, RATE, RANGE, BLANK, NONE, PLACE, LOSS, SALES, MARKET), 7)


@pytest.mark.parametrize(
    ("operation", "keys", "name", "value", "unit", "explained"),
    [
        ("占比", "F2,F1", "民生支出占一般公共预算支出比重", "82.3", "%",
         "民生支出÷一般公共预算支出＝158400万元÷19.25亿元＝82.3%"),
        ("完成率", "F3,F4", "已化解问题楼盘完成率", "72.7", "%", "已化解问题楼盘÷问题楼盘＝8个÷11个＝72.7%"),
        ("差额", "F1,F2", "一般公共预算支出与民生支出之差", "3.41", "亿元",
         "一般公共预算支出－民生支出＝19.25亿元－158400万元＝3.41亿元"),
        ("差额", "F2,F1", "民生支出与一般公共预算支出之差", "-34100", "万元",
         "民生支出－一般公共预算支出＝158400万元－19.25亿元＝-34100万元"),
        ("合计", "F1,F2", "一般公共预算支出、民生支出合计", "35.09", "亿元",
         "一般公共预算支出＋民生支出＝19.25亿元＋158400万元＝35.09亿元"),
        ("合计", "F3,F4,F9", "已化解问题楼盘、问题楼盘、在建项目合计", "19", "个",
         "已化解问题楼盘＋问题楼盘＋在建项目＝8个＋11个＋0个＝19个"),
        ("增加额", "F1", "一般公共预算支出增加额", "0.45", "亿元",
         "一般公共预算支出－上期＝19.25亿元－18.80亿元＝0.45亿元"),
        ("增加额", "F6", "达标率增加额", "3.0", "个百分点", "达标率－上期＝58.2%－55.2%＝3.0个百分点"),
        ("增加额", "F11", "利润总额增加额", "648", "万元", "利润总额－上期＝412万元－-236万元＝648万元"),
        ("增速", "F1", "一般公共预算支出增速", "2.4", "%", "一般公共预算支出÷上期－1＝19.25亿元÷18.80亿元－1＝2.4%"),
        # one decimal place of four tenths can't carry a tenth of a per cent
        ("占比", "F12,F13", "销售额占市场总额比重", "31", "%", "销售额÷市场总额＝0.4亿元÷1.3亿元＝31%"),
        ("占比", "F9,F4", "在建项目占问题楼盘比重", "0", "%", "在建项目÷问题楼盘＝0个÷11个＝0%"),
    ],
)  # fmt: skip
def test_a_figure_is_computed_from_others(
    operation: str, keys: str, name: str, value: str, unit: str, explained: str
) -> None:
    made = derive(operation, keys.split(","), TABLE)
    section = TABLE.figures[[one.key for one in TABLE].index(keys.split(",")[0])].section
    assert made == Figure("F14", name, section, value=value, unit=unit, origin=Origin.DERIVED,
                          formula=f"{operation}({keys})")  # fmt: skip
    assert explain(made, TABLE) == explained
    assert recompute(TABLE.having(made)) == TABLE.having(made)


@pytest.mark.parametrize(
    ("operation", "keys", "sentence"),
    [
        ("比例", "F1,F2", "没有“比例”这种算法，只能是占比、完成率、差额、合计、增加额、增速。"),
        ("占比", "F1", "占比要用2个指标，这里有1个，请增减指标。"),
        ("合计", "F1", "合计要用2到50个指标，这里有1个，请增减指标。"),
        ("合计", "F1,F1", "合计里同一个指标用了两遍，请换成不同的指标。"),
        ("占比", "F1,F99", "指标表里没有F99，请刷新页面后再选。"),
        ("占比", "F3,F8", "“停缓建项目”还没有填数，请先填上数值。"),
        ("增加额", "F3", "“已化解问题楼盘”没有填上期值，请先填上期值。"),
        ("占比", "F3,F7", "指标“储备项目”的“3—5”是一个区间，算不出准数，请填一个准确的数。"),
        ("占比", "F3,F1",
         "“已化解问题楼盘”按个计，“一般公共预算支出”按亿元计，不能放在一起算，请选单位同类的指标，或把单位填上。"),
        ("占比", "F3,F9", "“在建项目”是0，不能作除数，请核对这个数。"),
        ("占比", "F10,F1", "“县名”不是数字指标，请选数字指标。"),
        ("增速", "F5",
         "“地区生产总值”的增速按不变价计算，两个数相除得不到公布的增速，请照统计部门公布的增速填写。"),
        ("增速", "F6", "“达标率”本身是百分率，不能再算增速，两个百分率之间请算差额。"),
        ("增速", "F11", "“利润总额”的上期值-236万元是负数，增速没有意义，请改算增加额。"),
    ],
)  # fmt: skip
def test_what_cannot_be_computed_is_refused_with_the_remedy(operation: str, keys: str, sentence: str) -> None:
    with pytest.raises(DerivationError) as fault:
        derive(operation, keys.split(","), TABLE)
    assert str(fault.value) == sentence


def test_the_result_can_be_asked_for_in_another_unit_name_and_section() -> None:
    made = derive("差额", ["F1", "F2"], TABLE, " 其他支出 ", 3, "万元")
    assert (made.name, made.section, made.value, made.unit) == ("其他支出", 3, "34100", "万元")


SHARE = derive("占比", ["F2", "F1"], TABLE, "民生占比")
WITH_SHARE = TABLE.having(SHARE)
REST = derive("差额", ["F1", "F2"], WITH_SHARE, "其他支出")
CHAIN = WITH_SHARE.having(REST)
LAST = derive("占比", [REST.key, "F1"], CHAIN, "其他占比")
# the last of the chain stands first in the table
WHOLE = FigureSet((LAST, *CHAIN), 9)


def test_a_change_runs_through_the_chain_and_keeps_the_number_of_the_set() -> None:
    after = recompute(replace(WHOLE, figures=tuple(
        replace(one, value="16.00") if one.key == "F1" else one for one in WHOLE)))  # fmt: skip
    values = {one.name: (one.value, one.unit) for one in after if one.formula}
    assert values == {"民生占比": ("99.0", "%"), "其他支出": ("0.16", "亿元"), "其他占比": ("1.0", "%")}
    assert after.number == 9
    assert [one.key for one in after] == [one.key for one in WHOLE]


@pytest.mark.parametrize("change", [{"value": ""}, {"status": Status.PENDING}])
def test_a_figure_of_a_blank_one_waits_and_comes_back(change: dict[str, str]) -> None:
    table = recompute(replace(WHOLE, figures=tuple(
        replace(one, **change) if one.key == "F2" else one for one in WHOLE)))  # type: ignore[arg-type]  # fmt: skip
    waiting = [one for one in table if one.formula]
    assert all(one.pending and one.value == "" for one in waiting)
    with pytest.raises(OperandPending):
        check(waiting[0], table)
    again = recompute(replace(table, figures=tuple(LIVELIHOOD if one.key == "F2" else one for one in table)))
    assert again == WHOLE


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("F1", "18—20", "指标“一般公共预算支出”的“18—20”是一个区间，算不出准数，请填一个准确的数。"),
        ("F1", "0", "“一般公共预算支出”是0，不能作除数，请核对这个数。"),
    ],
)
def test_a_figure_that_can_no_longer_be_computed_has_no_value(key: str, value: str, reason: str) -> None:
    table = recompute(WITH_SHARE.having(replace(BUDGET, value=value)))
    figure = table.get(SHARE.key)
    assert figure is not None
    assert (figure.value, figure.pending) == ("", True)
    with pytest.raises(DerivationError) as fault:
        check(figure, table)
    assert str(fault.value) == reason


def test_a_figure_whose_operand_is_gone_has_neither_value_nor_named_formula() -> None:
    table = recompute(FigureSet(tuple(one for one in WITH_SHARE if one.key != "F1")))
    figure = table.figures[-1]
    assert (figure.value, named_formula(figure, table)) == ("", "")


def test_formulas_that_go_in_a_circle_are_refused() -> None:
    one = Figure("F1", "甲", 0, origin=Origin.DERIVED, formula="差额(F2,F3)")
    other = Figure("F2", "乙", 0, origin=Origin.DERIVED, formula="差额(F1,F3)")
    with pytest.raises(DerivationError) as fault:
        recompute(FigureSet((one, other, Figure("F3", "丙", 0, value="1", unit="个"))))
    assert "互相引用" in str(fault.value)


def test_a_long_chain_is_computed() -> None:
    links = [
        Figure(f"F{at}", f"第{at}", 0, origin=Origin.DERIVED, formula=f"合计(F{at - 1},F1)") for at in range(3, 1500)
    ]
    table = FigureSet((*reversed(links), Figure("F1", "甲", 0, value="1"), Figure("F2", "乙", 0, value="1")))
    assert recompute(table).figures[0].value == "1498"


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        (Status.NONE, Status.NONE, Status.NONE),
        (Status.ESTIMATE, Status.FINAL, Status.ESTIMATE),
        (Status.FLASH, Status.NONE, Status.FLASH),
        (Status.FINAL, Status.FINAL, Status.FINAL),
        (Status.FINAL, Status.NONE, Status.NONE),
    ],
)
def test_a_derived_figure_is_as_firm_as_what_it_is_computed_from(first: Status, second: Status, status: Status) -> None:
    table = FigureSet((replace(BUDGET, status=first), replace(LIVELIHOOD, status=second)))
    assert derive("占比", ["F2", "F1"], table).status is status


NAMED = FigureSet((
    BUDGET,
    LIVELIHOOD,
    Figure("F3", "完成投资", 0, value="5", unit="亿元"),
    Figure("F4", "完成投资", 1, value="6", unit="亿元"),
    Figure("F5", "学前教育，义务教育", 1, value="7", unit="亿元"),
    Figure("F6", "完成投资", 0, value="8亿元", origin=Origin.POINT),
))  # fmt: skip


@pytest.mark.parametrize(
    ("written", "keyed", "named"),
    [
        ("占比(民生支出, 一般公共预算支出)", "占比(F2,F1)", "占比(民生支出, 一般公共预算支出)"),
        (" 占比（民生支出、一般公共预算支出） ", "占比(F2,F1)", "占比(民生支出, 一般公共预算支出)"),
        ("差额(完成投资〔2〕,完成投资〔1〕)", "差额(F4,F3)", "差额(完成投资〔2〕, 完成投资〔1〕)"),
        ("差额(完成投资〔3〕,民生支出)", "差额(F6,F2)", "差额(完成投资〔3〕, 民生支出)"),
        ("合计(学前教育、义务教育, 民生支出)", "合计(F5,F2)", "合计(学前教育，义务教育, 民生支出)"),
        ("增速(一般公共预算支出)", "增速(F1)", "增速(一般公共预算支出)"),
        ("占比(民生类支出, 地方一般公共预算支出)", "占比(F2,F1)", "占比(民生支出, 一般公共预算支出)"),
    ],
)
def test_a_formula_is_written_in_names_and_kept_in_keys(written: str, keyed: str, named: str) -> None:
    assert keyed_formula(written, NAMED) == keyed
    figure = replace(BUDGET, key="F7", formula=keyed)
    assert named_formula(figure, NAMED) == named
    assert operands_of(figure) == tuple(keyed[3:-1].split(","))


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("民生支出/支出", "算法“民生支出/支出”读不懂，请写成“占比(民生支出, 一般公共预算支出)”这样。"),
        ("比(民生支出, 一般公共预算支出)", "没有“比”这种算法，只能是占比、完成率、差额、合计、增加额、增速。"),
        ("占比(民生, 一般公共预算支出)", "指标表里没有“民生”，算法里请照指标表的名称写。"),
        ("占比(民生支出)", "占比要用2个指标，这里有1个，请增减指标。"),
        ("占比(完成投资, 民生支出)", "有3个指标都叫“完成投资”，请写成“完成投资〔1〕”，括号里是第几个。"),
        ("占比(完成投资〔4〕, 民生支出)", "指标表里没有“完成投资〔4〕”，算法里请照指标表的名称写。"),
    ],
)
def test_a_formula_that_cannot_be_read_says_why(written: str, sentence: str) -> None:
    with pytest.raises(DerivationError) as fault:
        keyed_formula(written, NAMED)
    assert str(fault.value) == sentence


MONEY = st.decimals(min_value=Decimal("0.01"), max_value=10**6, places=2)


def pair(part: Decimal, whole: Decimal) -> FigureSet:
    return FigureSet((Figure("F1", "部分", 0, value=str(part), unit="万元"),
                      Figure("F2", "总数", 0, value=str(whole), unit="万元")))  # fmt: skip


@given(MONEY, MONEY)
def test_the_share_times_the_whole_is_the_part(part: Decimal, whole: Decimal) -> None:
    share = derive("占比", ["F1", "F2"], pair(part, whole))
    half = Decimal("0.05") if "." in share.value else Decimal("0.5")
    assert abs(Decimal(share.value) * whole / 100 - part) <= half * whole / 100 + Decimal("1e-9")


@given(MONEY, MONEY)
def test_what_is_added_can_be_taken_away_exactly(one: Decimal, other: Decimal) -> None:
    table = pair(one, other)
    table = table.having(derive("合计", ["F1", "F2"], table))
    assert Decimal(derive("差额", ["F3", "F2"], table).value) == one


@given(MONEY, st.sampled_from(["元", "万元", "亿元"]))
def test_a_sum_is_the_same_in_any_unit(amount: Decimal, unit: str) -> None:
    table = FigureSet(
        (Figure("F1", "甲", 0, value=str(amount), unit=unit), Figure("F2", "乙", 0, value="1", unit="元"))
    )
    in_first = derive("合计", ["F1", "F2"], table)
    in_yuan = derive("合计", ["F1", "F2"], table, unit="元")
    scale = {"元": 1, "万元": 10**4, "亿元": 10**8}[unit]
    # what a reader can't use any more is left out
    assume(scale < 10**8)
    assert Decimal(in_first.value) * scale == Decimal(in_yuan.value)


@given(st.text(max_size=20))
def test_no_text_makes_the_formula_reader_fail_in_another_way(text: str) -> None:
    try:
        keyed_formula(text, NAMED)
    except DerivationError:
        return
    raise AssertionError(text)
