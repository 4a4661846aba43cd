"""素材: the report's particulars, each section's heading, length, figures and points. Every edit is saved at once."""

from dataclasses import replace

import streamlit as st

from drafting.errors import BriefError
from drafting.intake.build import MAX_SECTIONS
from drafting.intake.frame import heading_level
from drafting.report import Brief, SectionBrief
from drafting.storage.records import StoredReport, StoredSection
from drafting.ui import changes, derive, downloads, edge, frame, outline, particulars, session, tables
from drafting.ui.particulars import LIVE


@edge.page
def render() -> None:
    frame.with_report(_material)


def _material(report: StoredReport) -> None:
    head, state, files = st.columns([5, 1.2, 0.8], vertical_alignment="center")
    with head:
        frame.title(report)
    with state:
        tables.show_saved(report.id)
    with files, st.popover("下载", width="stretch"):
        downloads.material(report.brief)
    left, right = st.columns([1, 3.6], gap="medium")
    with left:
        section = outline.pick(report, "material", lambda one: _counts(report, one), particulars=_about_frame(report))
    with right:
        if section is None:
            particulars.show(report)
            _first_section(report)
        else:
            _section(report, section)


def _about_frame(report: StoredReport) -> str:
    found = particulars.of_frame(session.findings(report))
    return " · ".join(word for word in ("标题、称谓、交办要求", outline.findings_words(found)) if word)


def _counts(report: StoredReport, section: StoredSection) -> str:
    brief = report.brief.sections[section.position]
    figures = [one for one in report.brief.figures.of_section(section.position) if tables.is_tabled(one)]
    pending = sum(one.pending for one in figures)
    words = [f"{len(figures)}个指标", f"{len(brief.points)}条要点", f":orange[{pending}个待填]" if pending else ""]
    return " · ".join(word for word in words if word)


def _first_section(report: StoredReport) -> None:
    if not report.sections:
        st.info("还没有章节。")
        st.button("加第一节", on_click=_insert, args=(report.id, -1))


def _section(report: StoredReport, section: StoredSection) -> None:
    brief = report.brief.sections[section.position]
    heading, length, actions = st.columns([4, 1, 1.6], vertical_alignment="bottom")
    with heading:
        st.text_input(
            "标题",
            brief.heading,
            key=f"heading-{section.id}",
            disabled=section.lock is not None,
            help="这一节已锁定，标题要到“修改”页解锁后再改。" if section.lock else None,
            placeholder=outline.FRONT,
            on_change=_rename,
            args=(report.id, section.id),
            live=LIVE,
        )
    with length:
        st.text_input(
            "字数",
            str(brief.length or ""),
            key=f"length-{section.id}",
            placeholder="不限",
            on_change=_resize,
            args=(report.id, section.id),
            live=LIVE,
        )
    with actions:
        _arrange(report, section)
    tables.figures(report, section)
    derive.show(report, section)
    changes.show(report)
    tables.points(report, section)


def _arrange(report: StoredReport, section: StoredSection) -> None:
    last = len(report.sections) - 1
    with st.container(horizontal=True, gap="small", horizontal_alignment="right"):
        st.button("", icon=":material/arrow_upward:", key="up", help="上移", disabled=section.position == 0,
                  on_click=_move, args=(report.id, section.position, -1))  # fmt: skip
        st.button("", icon=":material/arrow_downward:", key="down", help="下移", disabled=section.position == last,
                  on_click=_move, args=(report.id, section.position, 1))  # fmt: skip
        st.button("", icon=":material/add:", key="add", help="在后面加一节", on_click=_insert,
                  args=(report.id, section.position))  # fmt: skip
        with st.popover("", icon=":material/delete:", help="删去这一节"):
            held = section.lock is not None
            gone = "这一节和它的指标、要点将从报告中拿掉；写过的文字仍在数据库里，加回同名的一节就会接上。"
            st.write("这一节已锁定，请先到“修改”页解锁。" if held else gone)
            st.button("删去这一节", key="remove", disabled=held, on_click=_remove, args=(report.id, section.position))


def _at(report_id: str, section_id: str) -> tuple[Brief, int]:
    report = session.desk().store.load(report_id)
    position = next((one.position for one in report.sections if one.id == section_id), None)
    if position is None:
        raise BriefError("这一节已经不在报告里", hint="请刷新页面")
    return report.brief, position


def _with_section(brief: Brief, position: int, section: SectionBrief) -> Brief:
    sections = list(brief.sections)
    sections[position] = section
    return replace(brief, sections=tuple(sections))


@edge.action
def _rename(report_id: str, section_id: str) -> None:
    brief, position = _at(report_id, section_id)
    heading = " ".join(str(st.session_state[f"heading-{section_id}"]).split())
    section = replace(brief.sections[position], heading=heading, level=heading_level(heading))
    tables.save(report_id, _with_section(brief, position, section))


@edge.action
def _resize(report_id: str, section_id: str) -> None:
    brief, position = _at(report_id, section_id)
    length = tables.read_length(str(st.session_state[f"length-{section_id}"]))
    tables.save(report_id, _with_section(brief, position, replace(brief.sections[position], length=length)))


@edge.action
def _move(report_id: str, position: int, step: int) -> None:
    brief = session.desk().store.load(report_id).brief
    order = list(range(len(brief.sections)))
    order[position], order[position + step] = order[position + step], order[position]
    tables.save(report_id, _ordered(brief, order))


@edge.action
def _remove(report_id: str, position: int) -> None:
    brief = session.desk().store.load(report_id).brief
    tables.save(report_id, _ordered(brief, [at for at in range(len(brief.sections)) if at != position]))
    session.choose_section("")


def _ordered(brief: Brief, order: list[int]) -> Brief:
    """The sections at `order` in that order, their figures with them; those of the others are gone."""
    place = {old: new for new, old in enumerate(order)}
    figures = (replace(one, section=place[one.section]) for one in brief.figures if one.section in place)
    return replace(
        brief,
        sections=tuple(brief.sections[old] for old in order),
        figures=replace(brief.figures, figures=tuple(figures)),
    )


@edge.action
def _insert(report_id: str, position: int) -> None:
    brief = session.desk().store.load(report_id).brief
    if len(brief.sections) >= MAX_SECTIONS:
        raise BriefError(f"章节已有{MAX_SECTIONS}个，不能再加", hint="请拆成几份报告")
    new = SectionBrief("新的一节", brief.sections[position].level or 1 if brief.sections and position >= 0 else 1)
    figures = (replace(one, section=one.section + (one.section > position)) for one in brief.figures)
    changed = replace(
        brief,
        sections=(*brief.sections[: position + 1], new, *brief.sections[position + 1 :]),
        figures=replace(brief.figures, figures=tuple(figures)),
    )
    tables.save(report_id, changed)
    session.choose_section(session.desk().store.load(report_id).sections[position + 1].id)
