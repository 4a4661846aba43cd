"""Where figures stand, as a strip and as a table."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from drafting.report import Author, Brief, Comparison, Figure, FigureSet, Origin, Point, SectionBrief, Use
from drafting.storage.records import StoredReport
from drafting.storage.store import Store
from drafting.ui import coverage, session, strip

NAMES = ("产值", "户数", "用电量", "待报数", "投资", "道路")
SECTIONS = (
    SectionBrief("一、总体情况"),
    SectionBrief("二、工业"),
    SectionBrief("（一）<b>项目</b>", 2, points=(Point("道路3条", "道路[[F6]]", Use.MUST),)),
)
FIGURES = FigureSet(
    (
        Figure("F1", "产值", 1, value="3.2", unit="亿元", comparisons=(Comparison("同比", "增长5%"),)),
        Figure("F2", "户数", 1, value="53", unit="户", use=Use.MAY),
        Figure("F3", "用电量", 1, value="1.86", unit="亿千瓦时", use=Use.RESERVE),
        Figure("F4", "待报数", 2),
        Figure("F5", "<img src=x>投资", 2, comparisons=(Comparison("同比", "下降2%"),)),
        Figure("F6", "道路", 2, value="3条", origin=Origin.POINT, use=Use.MUST),
        Figure("F7", "旧要点里的数", 2, value="9条", origin=Origin.POINT, use=Use.RESERVE),
    )
)
TEXTS = ("产值[[F1]]，[[F1.change]]。", "产值[[F1]]。用电量[[F3]]。", "产值[[F1]]。")


@pytest.fixture
def report(clean_environment: Path) -> StoredReport:
    st.cache_resource.clear()
    store: Store = session.desk().store
    made = store.create_report(Brief("报告", sections=SECTIONS, figures=FIGURES), "", "")
    for section, text in zip(store.load(made).sections, TEXTS, strict=True):
        store.add_revision(section.id, source=text, author=Author.PLAIN, base=None)
    return store.load(made)


def figures(report: StoredReport, chosen: str = coverage.ALL) -> list[coverage.FigureUse]:
    return coverage.kept(coverage.coverage_of(session.as_draft(report)).figures, chosen)


@pytest.mark.parametrize(
    ("chosen", "keys"),
    [
        (coverage.ALL, ["F1", "F2", "F3", "F4", "F5", "F6"]),
        (coverage.URGENT, ["F3", "F5", "F6"]),
        (coverage.LEFT, ["F2", "F5", "F6"]),
        (coverage.OFTEN, ["F1"]),
        (coverage.BLANK, ["F4"]),
    ],
)
def test_a_filter_keeps_what_it_names(report: StoredReport, chosen: str, keys: list[str]) -> None:
    assert [one.figure.key for one in figures(report, chosen)] == keys


def test_the_table_says_what_where_and_how_often(report: StoredReport) -> None:
    rows = [coverage.table_row(one, report.sections) for one in figures(report)]
    assert [tuple(row.values()) for row in rows] == [
        ("产值", "用了多次", 3, "必用", "3.2亿元", "一、二、二(一)", "二、工业"),
        ("户数", "没用上", 0, "可用", "53户", "", "二、工业"),
        ("用电量", "备查用了", 1, "备查", "1.86亿千瓦时", "二", "二、工业"),
        ("待报数", "待填", 0, "必用", "", "", "（一）<b>项目</b>"),
        ("<img src=x>投资", "必用没写", 0, "必用", "下降2%", "", "（一）<b>项目</b>"),
        ("道路", "必用没写", 0, "必用", "3条", "", "（一）<b>项目</b>"),
    ]


def test_a_point_is_a_row_of_its_own(report: StoredReport) -> None:
    (use,) = coverage.coverage_of(session.as_draft(report)).points
    assert coverage.point_row(use, report.sections) == {
        "要点": "道路3条",
        "状况": "必用没写",
        "使用": "必用",
        "用在哪几节": "",
        "所在章节": "（一）<b>项目</b>",
    }


def test_a_cell_is_where_a_figure_stands_or_is_missed(report: StoredReport) -> None:
    found = strip.cells(figures(report), report.sections)
    shown = [(one["row"], one["column"], one["times"], one["shown"], one["state"]) for one in found]
    assert shown == [
        (1, 0, 1, "", "用了多次"),
        (1, 1, 1, "", "用了多次"),
        (1, 2, 1, "", "用了多次"),
        (2, 1, 0, "", "没用上"),
        (3, 1, 1, "1", "备查用了"),
        (5, 2, 0, "待", "待填"),
        (6, 2, 0, "缺", "必用没写"),
        (7, 2, 0, "缺", "必用没写"),
    ]
    colours = {str(one["state"]): one["colour"] for one in found}
    assert colours["备查用了"] == colours["必用没写"]
    assert len(set(colours.values())) == 4


def test_a_naming_line_stands_above_the_figures_of_each_section(report: StoredReport) -> None:
    names, marks = strip.labels(figures(report), report.sections)
    assert [(one["label"], one["kind"]) for one in names if one["kind"] == "section"] == [
        ("二、工业", "section"),
        ("（一）<b>项目</b>", "section"),
    ]
    assert [one["label"] for one in marks] == ["一", "二", "(一)"]


@pytest.mark.parametrize(
    ("heading", "mark"),
    [
        ("", "开头"),
        ("一、基本情况", "一"),
        ("十二、其他", "十二"),
        ("第三部分", "第三"),
        ("（四）民生", "(四)"),
        ("(4)民生", "(4)"),
        ("3.项目", "3"),
        ("一季度情况", "8"),
        ("基本情况", "8"),
    ],
)
def test_a_section_is_called_by_the_number_of_its_heading(heading: str, mark: str) -> None:
    assert strip.mark(heading, 7) == mark


def drawn(report: StoredReport, call: str) -> AppTest:
    script = f"from drafting.ui import coverage, session\nreport = session.desk().store.load({report.id!r})\n{call}"
    return AppTest.from_string(script, default_timeout=60).run()


def test_the_strip_takes_names_as_data_only(report: StoredReport) -> None:
    test = drawn(report, "coverage.beside(report, lambda: None)")
    test.segmented_control(key="export-view").set_value(coverage.USES).run()
    assert not test.exception
    (chart,) = test.get("arrow_vega_lite_chart") or test.get("vega_lite_chart")
    assert '"text": {"field": "label"' in chart.proto.spec
    assert [one.label for one in test.tabs] == ["热力条", "清单", "要点（1）"]


def test_the_text_is_what_is_seen_first(report: StoredReport) -> None:
    test = drawn(report, "import streamlit as st\ncoverage.beside(report, lambda: st.write('全文在此'))")
    assert [one.value for one in test.markdown] == ["全文在此"]


def test_a_section_has_its_own_figures_and_those_it_says(report: StoredReport) -> None:
    test = drawn(report, "coverage.of_section(report, report.sections[0])")
    assert not test.exception
    assert list(test.dataframe[0].value["指标"]) == ["产值"]
