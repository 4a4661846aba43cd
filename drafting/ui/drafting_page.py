"""起草: choose a writer, draft all sections or one, watch them being written. The page only looks; threads write."""

from html import escape

import streamlit as st

from drafting.references import render as rendered
from drafting.storage.records import RunView, SectionRunState, StoredReport, StoredSection
from drafting.ui import edge, frame, marking, outline, session, writers
from drafting.ui.outline import STATES

POLL_SECONDS = 0.5
_ICONS = {
    SectionRunState.WAITING: ":gray[:material/schedule:]",
    SectionRunState.RUNNING: ":blue[:material/progress_activity:]",
    SectionRunState.DONE: ":green[:material/check_circle:]",
    SectionRunState.EMPTY: ":orange[:material/inbox:]",
    SectionRunState.FAILED: ":red[:material/error:]",
    SectionRunState.STOPPED: ":gray[:material/stop_circle:]",
    SectionRunState.INTERRUPTED: ":orange[:material/error:]",
}
_RETRIED = {SectionRunState.FAILED, SectionRunState.STOPPED, SectionRunState.INTERRUPTED}


@edge.page
def render() -> None:
    frame.with_report(_drafting)


def _drafting(report: StoredReport) -> None:
    frame.title(report)
    if not report.sections:
        st.info("这份报告还没有章节，请先到“素材”页加上。")
        return
    busy = session.running(report)
    with st.container(border=True):
        choose, begin = st.columns([3.2, 1], gap="large", vertical_alignment="center")
        with choose:
            writers.show_choice()
        with begin:
            _begin(report, busy)
    st.fragment(_progress, run_every=POLL_SECONDS if busy else None)(report.id, busy)


def _begin(report: StoredReport, busy: bool) -> None:
    if busy:
        st.button("停止", icon=":material/stop:", on_click=_stop, args=(report.id,), width="stretch")
        return
    ready = [one for one in session.to_write(report) if not (session.lacks_material(report, one) or one.lock)]
    everything = [one.position for one in ready]
    todo = [one.position for one in ready if one.revision is None]
    if not ready:
        st.button("起草全部", type="primary", disabled=True, width="stretch")
        st.caption("各节都还没有素材，先填指标或要点。")
        return
    if todo and len(todo) < len(everything):
        st.button(f"起草余下{len(todo)}节", type="primary", on_click=_start, args=(report.id, todo), width="stretch")
        st.button("全部重写", on_click=_start, args=(report.id, everything), width="stretch")
    elif todo:
        st.button("起草全部", type="primary", icon=":material/play_arrow:", on_click=_start,
                  args=(report.id, everything), width="stretch")  # fmt: skip
    else:
        st.button("全部重写", icon=":material/refresh:", on_click=_start, args=(report.id, everything), width="stretch",
                  help="您改过的章节不会被覆盖：新写的作为建议稿，由您决定采不采用。")  # fmt: skip


@edge.action
def _start(report_id: str, positions: list[int]) -> None:
    writers.start(session.desk().store.load(report_id), positions)


@edge.action
def _stop(report_id: str) -> None:
    run = session.desk().store.run_of(report_id)
    if run is not None:
        session.desk().runner.stop(run.id)


@edge.page
def _progress(report_id: str, busy: bool) -> None:
    """Polled while something runs; when it ends the whole page is drawn once more, without polling."""
    desk = session.desk()
    report = desk.store.load(report_id)
    run = desk.store.run_of(report_id)
    if busy and not session.running(report):
        st.rerun()
    if run is not None:
        _summary(run, report)
    with st.container(border=True, key="rows"):
        for section in report.sections:
            _row(report, section, busy)


def _summary(run: RunView, report: StoredReport) -> None:
    open_ones = sum(one.state.open for one in run.sections)
    done = len(run.sections) - open_ones
    failed = sum(one.state in _RETRIED for one in run.sections)
    if open_ones:
        st.progress(done / max(len(run.sections), 1), f"正在起草：{done}/{len(run.sections)}节")
        return
    empty = sum(one.state is SectionRunState.EMPTY for one in run.sections)
    proposals = sum(len(one.proposals) for one in report.sections)
    words = [f"上次起草{session.clock(run.ended)}结束：{len(run.sections) - failed - empty}节完成"]
    words += [f":red[{failed}节没有成功]"] if failed else []
    words += [f"{proposals}份建议稿等您在“修改”页决定"] if proposals else []
    st.caption("，".join(words) + f"。{outline.progress(report)}。")


def _row(report: StoredReport, section: StoredSection, busy: bool) -> None:
    run = section.run
    with st.container(key=f"row-{section.id}"):
        name, state, act = st.columns([3.4, 3, 1.5], vertical_alignment="center")
        name.markdown(f"**{outline.label(section)}**")
        state.markdown(_state(report, section))
        with act:
            _act(report, section, busy)
        if run is not None and run.state is SectionRunState.RUNNING and run.partial:
            text = rendered(run.partial, report.brief.figures).text
            st.html(f'<div class="nigao-page"><p class="nigao-plain">{escape(text[-600:])}</p></div>')
        elif run is not None and run.state in _RETRIED and run.reason and not session.heading_only(report, section):
            st.error(marking.plain(run.reason), icon=":material/error:")


def _state(report: StoredReport, section: StoredSection) -> str:
    run = section.run
    words = outline.state_words(report, section)
    if section.revision is None and session.lacks_material(report, section):
        return f"{_ICONS[SectionRunState.EMPTY]} {words}"
    if section.lock is not None:
        return f"{outline.LOCKED} 已锁定 :gray[· {words}]"
    if run is None or run.state is SectionRunState.EMPTY or session.heading_only(report, section):
        author = f" · {session.AUTHORS[section.revision.author]}" if section.revision else ""
        return f":gray[{words}{author}]"
    waiting = " · :blue[有建议稿]" if section.proposals else ""
    state = STATES[run.state]
    return f"{_ICONS[run.state]} {state}{f' · {words}' if words != state else ''}{waiting}"


def _act(report: StoredReport, section: StoredSection, busy: bool) -> None:
    run = section.run
    if session.heading_only(report, section):
        return
    failed = run is not None and run.state in _RETRIED
    label = "重试" if failed else ("重写" if section.revision else "起草")
    with st.container(horizontal=True, gap="small", horizontal_alignment="right"):
        if session.lacks_material(report, section):
            frame.to_material(section, f"fill-{section.id}")
        else:
            st.button(label, key=f"draft-{section.id}", type="primary" if failed else "secondary",
                      disabled=busy or section.lock is not None, on_click=_start,
                      args=(report.id, [section.position]))  # fmt: skip
        if st.button("修改", key=f"revise-{section.id}", type="tertiary"):
            session.choose_section(section.id)
            frame.go("revise")
