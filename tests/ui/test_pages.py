"""Each page drawn by Streamlit's own test runner; what needs a browser is in test_journey."""

from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from drafting.exemplar import shipped_exemplar
from drafting.intake.brief_file import read_brief
from drafting.report import Author, Brief, Figure, FigureSet, Revision, SectionBrief, SectionStatus
from drafting.shipped import EXAMPLE_BRIEF, shipped
from drafting.storage.store import Store
from drafting.ui import beside, downloads, edge, outline, particulars, session

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


def greeted(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """A new tab at the root while the command line asks for the example."""
    monkeypatch.setenv("NIGAO_EXAMPLE", "1")
    test = AppTest.from_file(str(shipped("app.py")), default_timeout=SECONDS).run()
    assert not test.exception
    return test


def test_a_new_tab_opens_the_only_example_and_makes_no_second_one(
    desk: Store, monkeypatch: pytest.MonkeyPatch, example: str
) -> None:
    assert greeted(monkeypatch).session_state["report"] == example
    assert [one.id for one in desk.reports()] == [example]


def test_a_new_tab_beside_other_reports_shows_the_list(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    own = desk.create_report(Brief("自己的报告"), "", "")
    assert "自己的报告" in words(greeted(monkeypatch))
    assert [one.id for one in desk.reports()] == [own]


def test_an_archived_report_also_keeps_the_example_away(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.archive(desk.create_report(Brief("自己的报告"), "", ""))
    greeted(monkeypatch)
    assert desk.reports() == ()


def test_an_archived_report_is_listed_apart_and_comes_back(desk: Store, example: str) -> None:
    desk.archive(example)
    test = page("reports")
    assert [one.label for one in test.expander if one.label.startswith("已归档")] == ["已归档（1）"]
    test.button(key=f"unarchive-{example}").click().run()
    assert [one.id for one in desk.reports()] == [example]


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


@pytest.mark.parametrize(
    ("name", "text", "remarked"),
    [
        ("date", "2024-07-15", False),
        ("date", "2024年7月15日", False),
        ("date", "２０２４年７月１５日", False),
        ("date", "", False),
        ("date", "2024-02-30", True),
        ("date", "2024年13月1日", True),
        ("date", "七月中旬", True),
        ("minutes", "15", False),
        ("minutes", "１５分钟", False),
        ("minutes", "", False),
        ("minutes", "十五", True),
        ("minutes", "一刻钟左右", True),
        ("period", "随便写", False),
    ],
)
def test_a_date_or_number_that_reads_as_none_is_remarked_on(name: str, text: str, remarked: bool) -> None:
    assert bool(particulars.remark_on(name, text)) is remarked


def test_a_date_in_other_words_is_kept_and_remarked_on(desk: Store, example: str) -> None:
    test = page("material", example)
    test.text_input(key=f"basic-{example}-date").set_value("七月中旬").run()
    assert desk.load(example).brief.date == "七月中旬"
    assert "读不成日期" in words(test)


def test_a_blank_left_in_the_salutation_has_a_place(desk: Store, example: str) -> None:
    desk.save_material(example, replace(desk.load(example).brief, salutation="尊敬的*书记："))
    assert "基本信息（称谓、开头语、结束语、署名）" in words(page("export_page", example))
    test = page("material", example)
    assert "这里还留着没填的空“\\*”，请填上内容或删去" in words(test)
    assert test.radio[0].proto.captions[0] == "标题、称谓、交办要求 · :red[1处错误]"


def test_figures_to_fill_in_are_told_by_section(desk: Store) -> None:
    figures = FigureSet(tuple(Figure(f"F{n}", f"指标{n}", n % 2) for n in range(1, 10)))
    sections = (SectionBrief("一、甲"), SectionBrief("二、乙"))
    shown = words(page("export_page", desk.create_report(Brief("标题", sections=sections, figures=figures), "", "")))
    first, second = "一、甲：4个指标待填（指标2、指标4、指标6、指标8）", "二、乙：5个指标待填（指标1、"
    assert 0 < shown.index(first) < shown.index(second)
    assert "9个指标待填，2节没有文字。" in shown


def test_figures_to_fill_in_are_one_line_beside_the_editor(desk: Store) -> None:
    figures = FigureSet((Figure("F1", "甲", 0), Figure("F2", "乙", 0)))
    report = desk.create_report(Brief("标题", sections=(SectionBrief("一、甲"),), figures=figures), "", "")
    shown = words(page("revise", report))
    assert shown.count("2个指标待填，请在素材里填上") == 1
    assert "还没有填数" not in shown


def test_sections_with_nothing_to_write_do_not_count(desk: Store, example: str) -> None:
    assert outline.progress(desk.load(example)) == "已起草 0/10 节"
    brief = desk.load(example).brief
    desk.save_material(example, replace(brief, sections=(*brief.sections, SectionBrief("五、空着"))))
    assert outline.progress(desk.load(example)) == "已起草 0/10 节 · 1节没有素材"
    desk.add_revision(desk.load(example).sections[-1].id, source="写了。", author=Author.HUMAN, base=None)
    assert outline.progress(desk.load(example)) == "已起草 1/11 节"


def test_without_any_material_nothing_can_be_drafted(desk: Store) -> None:
    report = desk.create_report(Brief("标题", sections=(SectionBrief("一、甲"),)), "", "")
    test = page("drafting_page", report)
    assert [(one.label, one.disabled) for one in test.button] == [
        ("起草全部", True),
        ("去填素材", False),
        ("修改", False),
    ]


def test_a_restored_version_is_announced(desk: Store, example: str) -> None:
    section = desk.load(example).sections[0]
    first = desk.add_revision(section.id, source="甲。", author=Author.PLAIN, base=None)
    desk.add_revision(section.id, source="乙。", author=Author.HUMAN, base=first.id)
    test = page("revise", example, section.id)
    test.segmented_control(key=f"beside-{section.id}").set_value("历史").run()
    versions = test.selectbox(key=f"version-{section.id}")
    assert versions.options[0].startswith("第2版 · 当前 · 人工")
    versions.set_value(first.id).run()
    assert "红：这一版有、现在没有；绿：现在有、这一版没有。" in words(test)
    test.button(key="restore").click().run()
    assert "已恢复第1版，原来的文字仍在历史版本里。" in words(test)


def test_the_time_of_saving_is_the_reports_own(desk: Store, example: str) -> None:
    other = desk.create_report(Brief("另一份"), "", "")
    test = page("material", example)
    test.text_input(key=f"basic-{example}-period").set_value("2024年1—6月").run()
    assert "已保存" in words(test)
    test.session_state["report"] = other
    assert "改动随时自动保存" in words(test.run())


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("有一个指标没有名称，请写明指标名称（name）。", "有一个指标没有名称，请写明指标名称。"),
        ("请把类型改为“名称”（kind: name）。", "请把类型改为“名称”。"),
        ("数值“5（kg）”不是数量。", "数值“5（kg）”不是数量。"),
    ],
)
def test_the_keys_of_a_brief_file_are_not_spoken_of_on_a_page(sentence: str, shown: str) -> None:
    assert edge.without_keys(sentence) == shown


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
        test = page("material", example, section.id)
        assert not test.exception
        assert [one.value for one in test.error] == []
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
    assert downloads.file_name(title) == name


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
