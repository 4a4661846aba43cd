"""The list of sections at the left of a page."""

from collections.abc import Callable, Mapping

import streamlit as st

from drafting.counting import count_characters
from drafting.references import render
from drafting.report import Finding, Severity
from drafting.storage.records import SectionRunState, StoredReport, StoredSection
from drafting.ui import session
from drafting.ui.marking import plain

PARTICULARS = ""
FRONT = "开头部分"
STATES = {
    SectionRunState.WAITING: "排队中",
    SectionRunState.RUNNING: "起草中",
    SectionRunState.DONE: "已起草",
    SectionRunState.EMPTY: "缺素材",
    SectionRunState.FAILED: "未成功",
    SectionRunState.STOPPED: "已停止",
    SectionRunState.INTERRUPTED: "已中断",
}


def heading(section: StoredSection) -> str:
    return section.heading or FRONT


def pick(
    report: StoredReport, page: str, caption: Callable[[StoredSection], str], *, particulars: bool = False
) -> StoredSection | None:
    """The chosen section, remembered from page to page; None for the report's own particulars."""
    by_id = {one.id: one for one in report.sections}
    options = [PARTICULARS, *by_id] if particulars else list(by_id)
    current = session.chosen_section(report)
    chosen = current.id if current else options[0]
    key = f"outline-{page}"
    if st.session_state.get(key) != chosen:
        st.session_state[key] = chosen

    def choose() -> None:
        session.choose_section(str(st.session_state[key]))

    st.radio(
        "章节",
        options,
        key=key,
        format_func=lambda one: _label(by_id, one),
        captions=["标题、称谓、交办要求" if not one else caption(by_id[one]) for one in options],
        on_change=choose,
        label_visibility="collapsed",
        width="stretch",
    )
    return by_id.get(chosen)


def _label(by_id: Mapping[str, StoredSection], section_id: str) -> str:
    if not section_id:
        return "基本信息"
    section = by_id[section_id]
    indent = "\u3000" * max(section.level - 1, 0)
    return indent + label(section)


def label(section: StoredSection) -> str:
    """The heading, safe where Streamlit reads Markdown."""
    return plain(heading(section))


def unwritten(report: StoredReport) -> list[StoredSection]:
    return [one for one in report.sections if one.revision is None and not session.heading_only(report, one)]


def state_words(report: StoredReport, section: StoredSection) -> str:
    """412/660字, or why there is no text."""
    run, figures = section.run, report.brief.figures
    if section.revision is None and session.heading_only(report, section):
        return "只有下级标题"
    if run is not None and run.state.open:
        return STATES[run.state]
    if section.revision is None:
        return STATES[run.state] if run and run.state is not SectionRunState.DONE else "未起草"
    delivered = count_characters(render(section.revision.source, figures).text)
    return f"{delivered}/{section.asked}字" if section.asked else f"{delivered}字"


def findings_words(findings: tuple[Finding, ...]) -> str:
    errors = sum(one.severity is Severity.ERROR for one in findings)
    others = len(findings) - errors
    words = [f":red[{errors}处错误]" if errors else "", f":orange[{others}处提醒]" if others else ""]
    return " · ".join(word for word in words if word)


def findings_plain(findings: tuple[Finding, ...]) -> str:
    errors = sum(one.severity is Severity.ERROR for one in findings)
    return f"{errors}处错误，{len(findings) - errors}处提醒" if findings else ""
