"""The list of sections at the left of a page."""

from collections.abc import Callable, Mapping

import streamlit as st

from drafting.counting import count_characters
from drafting.references import render
from drafting.report import Finding
from drafting.storage.records import SectionRunState, StoredReport, StoredSection
from drafting.ui import session
from drafting.ui.marking import COLOURS, counts, plain

PARTICULARS = ""
BASICS, FRONT = "基本信息", "开头部分"
LOCKED = ":gray[:material/lock:]"
FRAME = "基本信息（称谓、开头语、结束语、署名）"
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
    report: StoredReport, page: str, caption: Callable[[StoredSection], str], *, particulars: str = ""
) -> StoredSection | None:
    """The chosen section, remembered from page to page; None for the report's own particulars, which are offered
    under the caption `particulars`."""
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
        captions=[caption(by_id[one]) if one else particulars for one in options],
        on_change=choose,
        label_visibility="collapsed",
        width="stretch",
    )
    return by_id.get(chosen)


def _label(by_id: Mapping[str, StoredSection], section_id: str) -> str:
    if not section_id:
        return BASICS
    section = by_id[section_id]
    indent = "\u3000" * max(section.level - 1, 0)
    return indent + label(section)


def label(section: StoredSection) -> str:
    """The heading, safe where Streamlit reads Markdown."""
    return plain(heading(section))


def unwritten(report: StoredReport) -> list[StoredSection]:
    return [one for one in report.sections if one.revision is None and not session.heading_only(report, one)]


def progress(report: StoredReport) -> str:
    """已起草 9/10 节, the same on all pages."""
    wanted = session.to_write(report)
    if not wanted:
        return "还没有素材"
    lacking = sum(session.lacks_material(report, one) for one in unwritten(report))
    words = f"已起草 {sum(one.revision is not None for one in wanted)}/{len(wanted)} 节"
    return f"{words} · {lacking}节没有素材" if lacking else words


def state_words(report: StoredReport, section: StoredSection) -> str:
    """412/660字, or why there is no text."""
    run, figures = section.run, report.figures_of(section)
    if section.revision is None and session.heading_only(report, section):
        return "只有下级标题"
    if run is not None and run.state.open:
        return STATES[run.state]
    if section.revision is None:
        if run and run.state not in (SectionRunState.DONE, SectionRunState.EMPTY):
            return STATES[run.state]
        return STATES[SectionRunState.EMPTY] if session.lacks_material(report, section) else "未起草"
    delivered = count_characters(render(section.revision.source, figures).text)
    return f"{delivered}/{section.asked}字" if section.asked else f"{delivered}字"


def findings_words(findings: tuple[Finding, ...]) -> str:
    """In colours, where Streamlit reads Markdown."""
    return " · ".join(f":{COLOURS[severity]}[{words}]" for severity, words in counts(findings))


def findings_plain(findings: tuple[Finding, ...]) -> str:
    return "，".join(words for _, words in counts(findings))
