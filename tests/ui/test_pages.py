"""Each page drawn by Streamlit's own test runner; what needs a browser is in test_journey."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from drafting.exemplar import shipped_exemplar
from drafting.intake.brief_file import read_brief
from drafting.report import Author, Brief, Revision, SectionBrief, SectionStatus
from drafting.shipped import EXAMPLE_BRIEF, shipped
from drafting.storage.store import Store
from drafting.ui import beside, export_page, session

SECONDS = 60


@pytest.fixture(autouse=True)
def desk(clean_environment: Path) -> Store:
    """The desk's own store, in this test's data folder."""
    st.cache_resource.clear()
    return session.desk().store


@pytest.fixture
def example(desk: Store) -> str:
    exemplar = shipped_exemplar()
    return desk.create_report(read_brief(shipped("examples", EXAMPLE_BRIEF)), exemplar.name, exemplar.text)


def page(name: str, report: str = "", section: str = "") -> AppTest:
    test = AppTest.from_string(f"from drafting.ui import {name}\n{name}.render()", default_timeout=SECONDS)
    if report:
        test.session_state["report"] = report
    if section:
        test.session_state["section"] = section
    return test.run()


def words(test: AppTest) -> str:
    shown = [*test.markdown, *test.caption, *test.subheader, *test.header, *test.title, *test.info]
    return "\n".join([*(one.value for one in shown), *(one.proto.body for one in test.get("html"))])


def test_the_first_run_welcomes_and_offers_the_example() -> None:
    test = AppTest.from_file(str(shipped("app.py")), default_timeout=SECONDS).run()
    assert not test.exception
    assert "五　导出" in words(test)
    assert "打开示例报告" in [one.label for one in test.button]


def test_one_click_opens_the_example(desk: Store) -> None:
    test = AppTest.from_file(str(shipped("app.py")), default_timeout=SECONDS).run()
    next(one for one in test.button if one.label == "打开示例报告").click().run()
    assert not test.exception
    assert [one.title for one in desk.reports()] == ["2024年上半年青岚县工作情况汇报"]


def test_the_example_is_opened_when_the_command_line_asks(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGAO_EXAMPLE", "1")
    test = AppTest.from_file(str(shipped("app.py")), default_timeout=SECONDS).run()
    assert not test.exception
    assert len(desk.reports()) == 1


@pytest.mark.parametrize("name", ["material", "drafting_page", "revise", "export_page"])
def test_a_page_without_a_report_says_where_to_go(name: str) -> None:
    script = f"import streamlit as st\nfrom drafting.ui import {name}, reports\n"
    script += "st.session_state['pages'] = {'reports': st.Page(reports.render, title='报告')}\n"
    script += f"st.navigation([st.Page({name}.render, title='页')]).run()"
    test = AppTest.from_string(script, default_timeout=SECONDS).run()
    assert "还没有打开报告" in words(test)


@pytest.mark.parametrize("name", ["reports", "material", "drafting_page", "revise", "export_page"])
def test_a_page_shows_the_example_without_a_fault(name: str, example: str) -> None:
    test = page(name, example)
    assert not test.exception
    assert [one.value for one in test.error] == []
    assert "2024年上半年青岚县工作情况汇报" in words(test)


def test_a_report_that_is_gone_is_one_chinese_sentence() -> None:
    test = page("material", "no-such-report")
    assert [one.value for one in test.error] == ["找不到这份报告，请回到报告列表重新打开。"]


def test_the_particulars_are_saved_as_they_are_typed(desk: Store, example: str) -> None:
    test = page("material", example)
    test.text_input(key=f"basic-{example}-period").set_value("2024年1—6月").run()
    assert desk.load(example).brief.period == "2024年1—6月"


def test_an_empty_title_is_refused_and_the_old_one_stays(desk: Store, example: str) -> None:
    test = page("material", example)
    test.text_input(key=f"basic-{example}-title").set_value("").run()
    assert desk.load(example).brief.title == "2024年上半年青岚县工作情况汇报"


def test_lines_of_what_must_be_said_become_a_list(desk: Store, example: str) -> None:
    test = page("material", example)
    test.text_area(key=f"basic-{example}-must").set_value("第一条\n\n 第二条 ").run()
    assert desk.load(example).brief.task.must == ("第一条", "第二条")


def test_opening_a_section_changes_nothing_in_it(desk: Store, example: str) -> None:
    before = desk.load(example)
    for section in before.sections:
        assert not page("material", example, section.id).exception
    assert desk.load(example) == before


def test_a_section_that_moves_takes_its_figures_along(desk: Store, example: str) -> None:
    before = desk.load(example)
    names = [one.name for one in before.brief.figures.of_section(2)]
    test = page("material", example, before.sections[2].id)
    test.button(key="down").click().run()
    after = desk.load(example)
    assert [one.id for one in after.sections[2:4]] == [before.sections[3].id, before.sections[2].id]
    assert [one.name for one in after.brief.figures.of_section(3)] == names


def test_a_section_is_added_after_the_open_one(desk: Store, example: str) -> None:
    before = desk.load(example)
    test = page("material", example, before.sections[0].id)
    test.button(key="add").click().run()
    after = desk.load(example)
    assert [one.heading for one in after.sections[:3]] == ["一、基本情况", "新的一节", "二、主要工作推进情况"]
    assert after.brief.figures.of_section(1) == ()


def test_a_length_that_is_no_number_is_refused(desk: Store, example: str) -> None:
    section = desk.load(example).sections[0]
    test = page("material", example, section.id)
    test.text_input(key=f"length-{section.id}").set_value("很多").run()
    assert desk.load(example).brief.sections[0].length == 660


def test_everything_is_drafted_in_the_background(desk: Store, example: str) -> None:
    test = page("drafting_page", example)
    next(one for one in test.button if one.label == "起草全部").click().run()
    run = desk.run_of(example)
    assert run is not None
    assert session.desk().runner.wait(run.id, SECONDS)
    assert not page("drafting_page", example).exception
    assert all(one.revision for one in desk.load(example).sections if one.heading != "二、主要工作推进情况")


def test_a_text_of_ones_own_waits_for_a_decision_beside_the_redraft(desk: Store, example: str) -> None:
    section = desk.load(example).sections[0]
    mine = desk.add_revision(section.id, source="我写的。", author=Author.HUMAN, base=None)
    desk.propose(section.id, source="模型写的。", author=Author.MODEL)
    test = page("revise", example, section.id)
    assert "模型写的。" in words(test)
    next(one for one in test.button if one.label == "放弃").click().run()
    stored = desk.load(example).sections[0]
    assert (stored.revision, stored.proposals) == (mine, ())


def test_an_accepted_proposal_becomes_the_newest_version(desk: Store, example: str) -> None:
    section = desk.load(example).sections[0]
    desk.add_revision(section.id, source="我写的。", author=Author.HUMAN, base=None)
    desk.propose(section.id, source="模型写的。", author=Author.MODEL)
    test = page("revise", example, section.id)
    next(one for one in test.button if one.label == "采用").click().run()
    assert [one.source for one in desk.history(section.id)] == ["模型写的。", "我写的。"]


def test_a_draft_has_the_newest_texts_and_says_why_others_are_missing(desk: Store) -> None:
    report = desk.create_report(Brief("标题", sections=(SectionBrief("一、甲"), SectionBrief("二、乙"))), "", "")
    first = desk.load(report).sections[0]
    desk.add_revision(first.id, source="甲的文字。", author=Author.HUMAN, base=None)
    draft = session.as_draft(desk.load(report))
    assert [(one.source, one.status, one.author) for one in draft.sections] == [
        ("甲的文字。", SectionStatus.DONE, Author.HUMAN),
        ("", SectionStatus.WAITING, Author.PLAIN),
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2024年上半年工作情况汇报", "2024年上半年工作情况汇报"),
        ("../../etc/passwd", "etcpasswd"),
        ('关于“甲/乙”的报告:*?"<>|', "关于“甲乙”的报告"),
        ("\n . ", "报告"),
        ("长" * 200, "长" * 80),
    ],
)
def test_a_file_name_is_the_title_without_what_systems_refuse(title: str, name: str) -> None:
    assert export_page.file_name(title) == name


def version(number: int, author: Author, minute: int, note: str = "") -> Revision:
    return Revision(str(number), "s", "", author, 1, f"2024-07-15T10:{minute:02}:00+00:00", note)


def test_what_was_typed_in_one_go_shows_as_one_version() -> None:
    history = [
        version(5, Author.HUMAN, 50),
        version(4, Author.HUMAN, 20, "恢复自第1版"),
        version(3, Author.HUMAN, 8),
        version(2, Author.HUMAN, 5),
        version(1, Author.PLAIN, 1),
    ]
    assert [number for number, _ in beside.sittings(history)] == [5, 4, 3, 1]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("甲，乙。", "甲，<丙>。", "<p>甲，<del>乙。</del><ins>&lt;丙&gt;。</ins></p>"),
        ("甲。\n乙。", "甲。\n乙。丙。", "<p>甲。</p><p>乙。<ins>丙。</ins></p>"),
        ("甲。", "甲。\n乙。", "<p>甲。</p><p><ins>乙。</ins></p>"),
        ("甲。\n\n乙。", "甲。\n\n乙。", "<p>甲。</p><p>乙。</p>"),
    ],
)
def test_a_difference_shows_clauses_gone_and_clauses_new(old: str, new: str, shown: str) -> None:
    assert beside.difference(old, new) == shown


def test_a_heading_that_only_holds_others_lacks_nothing(desk: Store) -> None:
    sections = (SectionBrief("一、甲"), SectionBrief("（一）乙", 2))
    stored = desk.load(desk.create_report(Brief("标题", sections=sections), "", ""))
    assert [one.status for one in session.as_draft(stored).sections] == [SectionStatus.DONE, SectionStatus.WAITING]
