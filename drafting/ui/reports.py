"""报告: what is on the desk, and the ways to begin a new report."""

import os
from functools import lru_cache

import streamlit as st

from drafting.storage.records import ReportSummary
from drafting.ui import begin, edge, frame, marking, outline, session

_STEPS = (
    ("一　新建", "从范文或素材文件开始，范文只给写法，不给事实。"),
    ("二　素材", "填各节的指标和要点，可以从Excel粘贴。"),
    ("三　起草", "一次起草全部章节；不联网也能用规则写手。"),
    ("四　修改", "逐节修改，自动保存；改一个指标，全文跟着变。"),
    ("五　导出", "看完问题清单，导出公文格式的Word文件。"),
)


@edge.page
def render() -> None:
    if _example_wanted():
        begin.greet_with_example()
    summaries = session.desk().store.reports()
    if not summaries:
        _welcome()
        _archived()
        return
    left, right = st.columns([1.65, 1], gap="large")
    with left:
        st.header("报告", anchor=False)
        for one in summaries:
            _entry(one)
        _archived()
    with right:
        st.header("新建", anchor=False)
        begin.panel()


def _example_wanted() -> bool:
    """`nigao ui --example`: asked once a tab."""
    wanted = os.environ.get("NIGAO_EXAMPLE") == "1" and not st.session_state.get("greeted")
    st.session_state["greeted"] = True
    return wanted and session.opened() is None


def _welcome() -> None:
    st.title("拟稿", anchor=False)
    st.write("给写汇报材料的人：您给指标和要点，它按范文的样子成文；**每个数都出自您的素材，一处改、处处改。**")
    steps = "".join(f"<div><b>{name}</b><span>{words}</span></div>" for name, words in _STEPS)
    st.html(f'<div class="nigao-steps">{steps}</div>')
    st.space("small")
    left, right = st.columns([1, 1.2], gap="large")
    with left, st.container(border=True):
        st.subheader("先看一份示例", anchor=False)
        st.write("虚构的青岚县2024年上半年工作情况汇报，素材齐全，可以直接起草、修改、导出。")
        if st.button("打开示例报告", type="primary", icon=":material/play_arrow:", width="stretch"):
            begin.open_example()
    with right, st.container(border=True):
        st.subheader("写自己的报告", anchor=False)
        begin.panel()


def _entry(one: ReportSummary) -> None:
    with st.container(border=True):
        words, open_it, more = st.columns([6, 1.1, 0.7], vertical_alignment="center")
        with words:
            st.markdown(f"**{marking.plain(one.title)}**")
            state = (_progress(one.id, one.updated), f"更新于 {session.clock(one.updated)}")
            st.caption(marking.plain(" · ".join(word for word in (one.unit, one.period, *state) if word)))
        with open_it:
            label = "继续" if st.session_state.get("report") == one.id else "打开"
            if st.button(label, key=f"open-{one.id}", width="stretch"):
                session.open_report(one.id)
                frame.go("revise" if one.drafted else "material")
        with more, st.popover("", icon=":material/more_horiz:"):
            st.write("归档后收进下面的“已归档”，内容都在，随时可以恢复。")
            st.button("归档", key=f"archive-{one.id}", on_click=_archive, args=(one.id,))


@lru_cache(maxsize=256)
def _progress(report_id: str, updated: str) -> str:  # noqa: ARG001 - `updated` tells one state of a report from the next
    return outline.progress(session.desk().store.load(report_id))


def _archived() -> None:
    gone = session.desk().store.archived()
    if not gone:
        return
    with st.expander(f"已归档（{len(gone)}）"):
        for one in gone:
            words, back = st.columns([6, 1.1], vertical_alignment="center")
            about = " · ".join(word for word in (one.unit, one.period) if word)
            words.markdown(f"{marking.plain(one.title)} :gray[{marking.plain(about)}]")
            back.button("恢复", key=f"unarchive-{one.id}", on_click=_unarchive, args=(one.id,), width="stretch")


@edge.action
def _unarchive(report_id: str) -> None:
    session.desk().store.unarchive(report_id)


@edge.action
def _archive(report_id: str) -> None:
    session.desk().store.archive(report_id)
    if st.session_state.get("report") == report_id:
        session.close_report()
