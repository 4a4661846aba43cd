"""修改: one section open at a time, edited at the left, seen with figures and findings at the right."""

import streamlit as st

from drafting.report import Finding
from drafting.storage.records import StoredReport, StoredSection
from drafting.ui import beside, decisions, drafting_page, edge, editor, frame, outline, particulars, session, writers

_DRAWN = "outline-drawn"


@edge.page
def render() -> None:
    frame.with_report(_revise)


def _revise(report: StoredReport) -> None:
    if not report.sections:
        st.info("这份报告还没有章节，请先到“素材”页加上。")
        return
    found = session.findings(report)
    frame.title(report, outline.findings_plain(found))
    captions = {one.id: _caption(report, one, found) for one in report.sections}
    st.session_state[_DRAWN] = captions
    left, right = st.columns([1, 4], gap="medium")
    with left:
        section = outline.pick(report, "revise", lambda one: captions[one.id])
        _frame_findings(found)
    if section is None:
        return
    session.choose_section(section.id)
    session.keep_address()
    with right:
        st.fragment(_open_section)(report.id, section.id)


def _frame_findings(found: tuple[Finding, ...]) -> None:
    """The text outside the sections is not edited here."""
    own = particulars.of_frame(found)
    if own and st.button(f"{outline.BASICS}：{outline.findings_words(own)}", key="frame-findings", type="tertiary"):
        session.choose_section(outline.PARTICULARS)
        frame.go("material")


def _caption(report: StoredReport, section: StoredSection, found: tuple[Finding, ...]) -> str:
    own = tuple(one for one in found if one.section == section.position)
    words = [outline.state_words(report, section)]
    words += [outline.LOCKED] if section.lock else []
    words += [":blue[有建议稿]"] if section.proposals else []
    words += [outline.findings_words(own)] if section.revision else []
    return " · ".join(word for word in words if word)


@edge.page
def _open_section(report_id: str, section_id: str) -> None:
    """Redrawn by each save; the rest of the page only follows when its outline has become untrue."""
    report = session.desk().store.load(report_id)
    if session.chosen_section(report) != (section := _find(report, section_id)):
        # The browser sends a save and a click on the outline as one: only this part of the page would follow.
        st.rerun()
    if section is None:
        st.warning("这一节已经不在报告里，请在左边另选一节。")
        return
    writing, seeing = st.columns([1.08, 1], gap="medium")
    with writing:
        _heading(report, section)
        editor.edit(report, section)
    with seeing:
        beside.show(report, section)
    if st.session_state.get(_DRAWN, {}).get(section.id) != _caption(report, section, session.findings(report)):
        st.rerun()


def _find(report: StoredReport, section_id: str) -> StoredSection | None:
    return next((one for one in report.sections if one.id == section_id), None)


def _heading(report: StoredReport, section: StoredSection) -> None:
    name, hold, act = st.columns([2.6, 0.95, 1.25], gap="small", vertical_alignment="center")
    name.subheader(outline.label(section), anchor=False)
    with hold:
        decisions.lock_button(section)
    drafting = section.run is not None and section.run.state.open
    with act:
        if session.lacks_material(report, section):
            frame.to_material(section, "fill", wide=True)
        elif section.revision or not session.heading_only(report, section):
            _redraft_button(report, section, drafting)
    edge.show_fault()
    if drafting:
        st.fragment(_watch, run_every=drafting_page.POLL_SECONDS)(report.id, section.id)


def _redraft_button(report: StoredReport, section: StoredSection, drafting: bool) -> None:
    st.button(
        "重写本节" if section.revision else "起草本节",
        key="redraft",
        icon=":material/refresh:",
        disabled=drafting or section.lock is not None,
        on_click=_redraft,
        args=(report.id, section.position),
        width="stretch",
        help=f"由{writers.choice().kind}写。您改过的文字不会被覆盖：新写的作为建议稿放在右边，由您决定。",
    )


@edge.action
def _redraft(report_id: str, position: int) -> None:
    writers.start(session.desk().store.load(report_id), [position])


def _watch(report_id: str, section_id: str) -> None:
    section = next(one for one in session.desk().store.load(report_id).sections if one.id == section_id)
    if section.run is None or not section.run.state.open:
        st.rerun()
    st.caption(":blue[:material/progress_activity:] 正在起草，您可以接着改，不会互相覆盖。")
