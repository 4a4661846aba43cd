"""A change of figures on the desk: what it did, the way back, sentences to review, texts that are locked."""

from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from drafting import export
from drafting.report import Author, Brief, Comparison, Figure, FigureSet, SectionBrief
from drafting.storage.records import CHANGED
from drafting.storage.store import Store
from drafting.ui import session, tables
from drafting.ui.rows import figure_rows, merged
from drafting.ui.saving import Parcel, Trail, save

SECONDS = 60
REVENUE = Figure(
    "F1", "财政收入", 0, value="102.3", unit="亿元", comparisons=(Comparison("同比", "增长3.2%"),), rank="全市第5位"
)
ROADS = Figure("F2", "新建公路", 1, value="12", unit="公里")
TEXTS = ("财政收入[[F1]]，[[F1.change]]，再创新高。县乡两级财政收入[[F1]]。", "新建公路[[F2]]，财政收入[[F1]]。")


@pytest.fixture(autouse=True)
def desk(clean_environment: Path) -> Store:
    st.cache_resource.clear()
    return session.desk().store


@pytest.fixture
def report(desk: Store) -> str:
    sections = (SectionBrief("一、财政"), SectionBrief("二、交通"))
    brief = Brief("工作汇报", period="2024年上半年", sections=sections, figures=FigureSet((REVENUE, ROADS)))
    made = desk.create_report(brief, "", "")
    for section, text in zip(desk.load(made).sections, TEXTS, strict=True):
        desk.add_revision(section.id, source=text, author=Author.PLAIN, base=None)
    return made


def change(desk: Store, report: str, growth: str, value: str = "98.0") -> None:
    brief = desk.load(report).brief
    figures = (replace(REVENUE, value=value, comparisons=(Comparison("同比", growth),)), ROADS)
    desk.save_material(report, replace(brief, figures=replace(brief.figures, figures=figures)), CHANGED)


def page(name: str, report: str, section: str = "") -> AppTest:
    test = AppTest.from_string(f"from drafting.ui import {name}\n{name}.render()", default_timeout=SECONDS)
    test.session_state["report"] = report
    if section:
        test.session_state["section"] = section
    return test.run()


def words(test: AppTest) -> str:
    shown = [one.value for one in (*test.markdown, *test.caption)]
    return "\n".join([*shown, *(one.proto.body for one in test.get("html"))])


def rules(desk: Store, report: str) -> list[tuple[int | None, str]]:
    found = session.findings(desk.load(report))
    return [(one.section, one.rule) for one in found if one.rule in {"wording-stale", "lock-outdated", "lock-broken"}]


def first(desk: Store, report: str) -> str:
    return desk.load(report).sections[0].id


def test_a_change_says_what_it_did_and_is_undone_with_one_click(desk: Store, report: str) -> None:
    change(desk, report, "增长2.0%")
    test = page("material", report, first(desk, report))
    assert "：已更新4处，涉及2节" in words(test)
    assert "<del>财政收入102.3亿元，</del>" in words(test)
    test.button(key="undo-figures").click().run()
    assert not test.exception
    assert desk.load(report).brief.figures == FigureSet((REVENUE, ROADS), 3)
    assert test.button(key="undo-figures").label == "恢复改数"
    test.button(key="undo-figures").click().run()
    assert desk.load(report).brief.figures.figures[0].value == "98.0"


def test_without_a_change_of_figures_there_is_nothing_to_undo(desk: Store, report: str) -> None:
    assert [one.key for one in page("material", report, first(desk, report)).button if one.key == "undo-figures"] == []


def test_a_change_that_turns_a_figure_asks_to_review_each_sentence(desk: Store, report: str) -> None:
    change(desk, report, "下降1.1%")
    assert rules(desk, report) == [(0, "wording-stale"), (0, "wording-stale"), (1, "wording-stale")]
    change(desk, report, "增长0.5%")
    assert rules(desk, report) == []


def test_what_is_reviewed_is_not_asked_again_until_it_changes_once_more(desk: Store, report: str) -> None:
    change(desk, report, "下降1.1%")
    test = page("revise", report, first(desk, report))
    next(one for one in test.button if one.label == "已复核").click().run()
    assert not test.exception
    assert rules(desk, report) == [(0, "wording-stale"), (1, "wording-stale")]
    assert "数据已变" in words(page("revise", report, first(desk, report)))
    change(desk, report, "持平")
    assert rules(desk, report) == [(0, "wording-stale"), (0, "wording-stale"), (1, "wording-stale")]


def test_all_sentences_of_a_section_are_reviewed_at_once(desk: Store, report: str) -> None:
    change(desk, report, "下降1.1%")
    page("revise", report, first(desk, report)).button(key="reviewed-all").click().run()
    assert rules(desk, report) == [(1, "wording-stale")]


def test_an_edit_elsewhere_in_the_section_silences_nothing(desk: Store, report: str) -> None:
    change(desk, report, "下降1.1%")
    section = desk.load(report).sections[0]
    assert section.revision is not None
    edited = TEXTS[0] + "另有一句。"
    newest = desk.add_revision(section.id, source=edited, author=Author.HUMAN, base=section.revision.id)
    assert rules(desk, report)[:2] == [(0, "wording-stale"), (0, "wording-stale")]
    rewritten = edited.replace("，再创新高", "，有所回落")
    desk.add_revision(section.id, source=rewritten, author=Author.HUMAN, base=newest.id)
    assert rules(desk, report) == [(0, "wording-stale"), (1, "wording-stale")]


def test_a_sentence_typed_while_the_figures_changed_is_held_against_what_its_writer_saw(
    desk: Store, report: str
) -> None:
    section = desk.load(report).sections[1]
    assert section.revision is not None
    change(desk, report, "下降1.1%")
    text = "新建公路12公里，财政收入102.3亿元，势头喜人。"
    save(desk, Trail(), Parcel(report, section.id, section.revision.id, 1, text, "甲", 1))
    assert (1, "wording-stale") in rules(desk, report)


def test_a_locked_section_stays_as_it_is_on_every_page_and_in_every_file(desk: Store, report: str) -> None:
    test = page("revise", report, first(desk, report))
    test.button(key="lock").click().run()
    assert test.button(key="lock").label == "解锁"
    assert test.button(key="redraft").disabled
    change(desk, report, "下降1.1%")
    stored = desk.load(report)
    assert rules(desk, report) == [(0, "lock-outdated"), (1, "wording-stale")]
    text = export.as_text(export.manuscript(session.as_draft(stored)))
    assert "财政收入102.3亿元，增长3.2%，再创新高。" in text
    assert "新建公路12公里，财政收入98.0亿元。" in text
    assert "102.3亿元" in words(page("revise", report, first(desk, report)))
    assert "已更新1处，涉及1节；1节锁定，没有更新" in words(page("material", report, first(desk, report)))


def test_a_locked_section_follows_or_keeps_its_figures(desk: Store, report: str) -> None:
    desk.lock(first(desk, report))
    change(desk, report, "增长1.0%")
    page("revise", report, first(desk, report)).button(key="keep").click().run()
    assert rules(desk, report) == []
    change(desk, report, "增长0.9%")
    assert rules(desk, report) == [(0, "lock-outdated")]
    page("revise", report, first(desk, report)).button(key="follow").click().run()
    lock = desk.load(report).sections[0].lock
    assert lock is not None
    assert (rules(desk, report), lock.figures.number) == ([], 3)


def test_words_that_may_not_fit_are_told_of_a_locked_text_too(desk: Store, report: str) -> None:
    desk.lock(first(desk, report))
    change(desk, report, "下降1.1%")
    desk.follow_figures(first(desk, report))
    assert rules(desk, report)[:2] == [(0, "wording-stale"), (0, "wording-stale")]


def test_a_locked_section_is_neither_redrafted_nor_renamed_nor_taken_out(desk: Store, report: str) -> None:
    section = first(desk, report)
    desk.lock(section)
    drafting = page("drafting_page", report)
    assert drafting.button(key=f"draft-{section}").disabled
    assert "已锁定" in words(drafting)
    test = page("material", report, section)
    assert test.text_input(key=f"heading-{section}").disabled
    assert test.button(key="remove").disabled


def test_what_a_tab_types_into_a_locked_section_is_kept_beside_it(desk: Store, report: str) -> None:
    section = desk.load(report).sections[0]
    assert section.revision is not None
    desk.lock(section.id)
    receipt = save(desk, Trail(), Parcel(report, section.id, section.revision.id, 1, "改写了。", "甲", 1))
    now = desk.load(report).sections[0]
    assert (receipt.conflict, now.revision, [one.source for one in now.proposals]) == (
        True,
        section.revision,
        ["改写了。"],
    )


def test_a_text_that_is_not_the_one_that_was_locked_is_an_error(desk: Store, report: str) -> None:
    desk.lock(first(desk, report))
    with desk._writing() as connection:
        connection.connection().exec_driver_sql("UPDATE revisions SET source = source || '。' WHERE number = 1")
    assert rules(desk, report)[0] == (0, "lock-broken")


def test_rows_not_edited_here_follow_what_others_stored() -> None:
    theirs = replace(ROADS, value="15")
    mine = replace(REVENUE, value="99")
    new = Figure("F3", "新栽树木", 1, value="3", unit="万株")
    before = figure_rows((REVENUE, ROADS))
    known = {one.key: one for one in (REVENUE, theirs, new)}
    assert merged((mine, ROADS), figure_rows((mine, ROADS)), before, known) == (mine, theirs, new)
    assert merged((mine,), figure_rows((mine,)), before, known) == (mine, new)
    assert merged((mine, ROADS), figure_rows((mine, ROADS)), before, {"F1": REVENUE}) == (mine,)


def test_a_table_opened_before_others_changed_the_figures_puts_nothing_back(desk: Store, report: str) -> None:
    test = page("material", report, first(desk, report))
    change(desk, report, "增长2.0%")
    test.run()
    assert not test.exception
    assert desk.load(report).brief.figures.figures[0].value == "98.0"


def test_opening_the_tables_anew_leaves_the_points_alone() -> None:
    st.session_state["tables"] = {"figures-x": tables._Table(1, []), "points-x": tables._Table(1, [])}
    tables.reopen()
    assert [one.outdated for one in st.session_state["tables"].values()] == [True, False]
