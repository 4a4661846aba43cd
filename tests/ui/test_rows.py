from dataclasses import replace

import pytest

from drafting.intake.build import RawPoint
from drafting.report import Comparison, Figure, Kind, Point, Polarity, State, Status, Use
from drafting.ui import rows

GDP = Figure(
    key="F1",
    name="地区生产总值",
    section=2,
    value="92.40",
    unit="亿元",
    comparisons=(Comparison("同比", "增长5.8%"), Comparison("高于全市平均水平", "0.4个百分点")),
    rank="全市第5位",
    prev="87.33",
    note="不变价",
    source="县统计局",
    use=Use.MUST,
    polarity=Polarity.GOOD,
    status=Status.ESTIMATE,
)
PLACE = Figure(key="F2", name="县名", section=2, kind=Kind.NAME, value="青岚县", use=Use.MAY)
LOANS = Figure(key="F3", name="贷款余额", section=2, value="1.5", comparisons=(Comparison("较年初", "增加0.2亿元"),))
DECLINE = Figure(key="F4", name="固定资产投资", section=2, comparisons=(Comparison("", "下降4.6%"),))


@pytest.mark.parametrize("figure", [GDP, PLACE, LOANS, DECLINE])
def test_a_figure_comes_back_from_its_row_unchanged(figure: Figure) -> None:
    assert rows.read_figures(rows.figure_rows([figure]), 2, {}).figures == (figure,)


def test_a_value_keeps_the_writers_own_digits() -> None:
    row = rows.figure_rows([replace(GDP, value="12.30")])[0]
    assert row["数值"] == "12.30"


def test_an_unreadable_row_is_named_and_the_stored_figure_stays() -> None:
    bad = {**rows.figure_rows([GDP])[0], "数值": "abc"}
    read = rows.read_figures([rows.figure_rows([PLACE])[0], bad], 2, {"F1": GDP})
    assert read.figures == (PLACE, GDP)
    assert len(read.faults) == 1
    assert read.faults[0].startswith("第2行没有保存：指标“地区生产总值”：数值“abc”不是数量")


def test_an_empty_table_has_one_blank_row_that_is_no_figure() -> None:
    assert rows.read_figures(rows.figure_rows([]), 0, {}) == rows.ReadFigures(())


def test_a_row_with_only_choices_is_blank() -> None:
    assert rows.is_blank({**rows.blank_figure(), "使用": "可用", "状态": "预计", "类型": "名称"})
    assert rows.is_blank({**rows.blank_point(), "进展": "已办", "不出门": "是"})


def new_row(name: str) -> rows.Row:
    return {**rows.blank_figure(), "指标": name, "数值": "1"}


def test_new_rows_get_the_next_keys_and_keep_them_when_edited() -> None:
    first = rows.with_keys([new_row("甲"), new_row("乙")], [], "F8")
    again = rows.with_keys([new_row("甲改"), new_row("乙"), new_row("丙")], first, "F10")
    assert [row[rows.KEY] for row in first] == ["F8", "F9"]
    assert [row[rows.KEY] for row in again] == ["F8", "F9", "F10"]


def test_a_new_row_keeps_its_key_when_one_before_it_is_removed() -> None:
    before = rows.with_keys([new_row("甲"), new_row("乙"), new_row("丙")], [], "F8")
    after = rows.with_keys([new_row("甲"), new_row("丙")], before, "F11")
    assert [row[rows.KEY] for row in after] == ["F8", "F10"]


def test_a_key_waits_until_a_new_row_says_something() -> None:
    started = rows.with_keys([rows.blank_figure()], [], "F8")
    filled = rows.with_keys([new_row("甲")], started, "F8")
    assert (started[0][rows.KEY], filled[0][rows.KEY]) == (None, "F8")
    assert rows.read_figures(started, 0, {}) == rows.ReadFigures(())


def test_a_point_comes_back_from_its_row() -> None:
    point = Point("获评省级示范县", "获评省级示范县", Use.MUST, State.DONE, "县委办", private=True)
    assert rows.read_points(rows.point_rows([point])) == (
        RawPoint("获评省级示范县", "要点第1条", "必用", "已办", "县委办", "是"),
    )


def test_blank_points_are_left_out() -> None:
    assert rows.read_points(rows.point_rows([])) == ()
