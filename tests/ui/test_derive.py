"""算一个指标 on the material page, and derived figures in its table."""

from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from drafting.deriving import derive
from drafting.report import Brief, Figure, FigureSet, Origin, SectionBrief, Status
from drafting.storage.store import Store
from drafting.ui import rows, session, tables

SECONDS = 60
SPENT = Figure("F1", "一般公共预算支出", 0, value="19.25", unit="亿元")
LIVELIHOOD = Figure("F2", "民生支出", 0, value="15.84", unit="亿元")
GDP = Figure("F3", "地区生产总值", 0, value="92.40", unit="亿元", prev="87.33")
SHARE = derive("占比", ["F2", "F1"], FigureSet((SPENT, LIVELIHOOD, GDP)), "民生支出占比")


@pytest.fixture(autouse=True)
def desk(clean_environment: Path) -> Store:
    st.cache_resource.clear()
    return session.desk().store


def report_with(desk: Store, *figures: Figure) -> tuple[str, str]:
    brief = Brief("报告", sections=(SectionBrief("一、财政"),), figures=FigureSet(figures))
    report = desk.create_report(brief, "", "")
    return report, desk.load(report).sections[0].id


def page(report: str, section: str) -> AppTest:
    test = AppTest.from_string("from drafting.ui import material\nmaterial.render()", default_timeout=SECONDS)
    test.session_state["report"], test.session_state["section"] = report, section
    return test.run()


def captions(test: AppTest) -> list[str]:
    return [one.value for one in test.caption]


def test_a_share_is_previewed_with_its_formula_and_added(desk: Store) -> None:
    report, section = report_with(desk, SPENT, LIVELIHOOD)
    test = page(report, section)
    test.selectbox(key=f"derive-SHARE-{section}-0").set_value("F2").run()
    test.selectbox(key=f"derive-SHARE-{section}-1").set_value("F1").run()
    assert not test.exception
    assert "民生支出÷一般公共预算支出＝15.84亿元÷19.25亿元＝82.3%" in captions(test)
    test.text_input(key=f"derive-name-{section}").set_value("民生支出占比").run()
    test.button(key=f"derive-add-{section}").click().run()
    assert not test.exception
    assert desk.load(report).brief.figures.figures == (SPENT, LIVELIHOOD, replace(SHARE, key="F3"))


def test_growth_in_constant_prices_is_refused_with_the_reason(desk: Store) -> None:
    report, section = report_with(desk, GDP)
    test = page(report, section)
    test.selectbox(key=f"derive-operation-{section}").set_value("增速").run()
    test.selectbox(key=f"derive-GROWTH-{section}-0").set_value("F3").run()
    assert [one.value for one in test.warning] == [
        "“地区生产总值”的增速按不变价计算，两个数相除得不到公布的增速，请照统计部门公布的增速填写。"
    ]
    assert test.button(key=f"derive-add-{section}").disabled


def test_figures_without_an_exact_number_are_not_offered(desk: Store) -> None:
    report, section = report_with(
        desk, SPENT, Figure("F2", "投资", 0, value="3—5", unit="亿元"), Figure("F3", "收入", 0)
    )
    test = page(report, section)
    assert test.selectbox(key=f"derive-SHARE-{section}-0").options == ["一般公共预算支出　19.25亿元　一、财政"]


def test_opening_the_table_changes_no_derived_figure(desk: Store) -> None:
    report, section = report_with(desk, SPENT, LIVELIHOOD, SHARE)
    before = desk.load(report)
    test = page(report, section)
    assert not test.exception
    assert [one.value for one in test.error] == []
    assert desk.load(report) == before


def test_saving_an_operand_computes_what_follows_from_it(desk: Store) -> None:
    report, _ = report_with(desk, SPENT, LIVELIHOOD, SHARE)
    brief = desk.load(report).brief
    script = "from drafting.ui import tables\nimport streamlit as st\ntables.save(*st.session_state['material'])"
    test = AppTest.from_string(script, default_timeout=SECONDS)
    test.session_state["material"] = (
        report,
        replace(brief, figures=brief.figures.having(replace(SPENT, value="16.00"))),
    )
    test.run()
    assert not test.exception
    assert desk.load(report).brief.figures.figures[-1].value == "99.0"


def table_of(*figures: Figure) -> FigureSet:
    return FigureSet(figures)


def test_the_row_of_a_derived_figure_shows_its_formula_and_comes_back() -> None:
    table = table_of(SPENT, LIVELIHOOD, SHARE)
    row = rows.figure_rows([SHARE], table)[0]
    assert (row["数值"], row["单位"], row[rows.FORMULA]) == ("82.3", "%", "占比(民生支出, 一般公共预算支出)")
    assert rows.read_figures([row], 0, {SHARE.key: SHARE}) == rows.ReadFigures((SHARE,))


def test_a_value_typed_over_a_computed_one_is_not_kept() -> None:
    row = {**rows.figure_rows([SHARE], table_of(SPENT, LIVELIHOOD, SHARE))[0], "数值": "90", "使用": "可用"}
    read = rows.read_figures([row], 0, {SHARE.key: SHARE})
    assert [(one.value, one.use.value, one.origin) for one in read.figures] == [("82.3", "可用", Origin.DERIVED)]
    assert read.faults == ("第1行的数值没有保存：“民生支出占比”是算出来的，要改请改算法里的指标。",)


def test_a_blank_derived_figure_comes_back_blank() -> None:
    blank = replace(SHARE, value="", status=Status.PENDING)
    row = rows.figure_rows([blank], table_of(SPENT, blank))[0]
    assert row[rows.FORMULA] == ""
    assert rows.read_figures([row], 0, {blank.key: blank}).figures == (blank,)


def test_a_figure_entered_by_hand_stands_in_the_table() -> None:
    manual = Figure("F1", "走访企业", 0, value="86", unit="家", source="手填", origin=Origin.MANUAL)
    assert tables.is_tabled(manual)
    assert rows.read_figures(rows.figure_rows([manual]), 0, {}).figures == (manual,)
