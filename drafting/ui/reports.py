"""报告: what is on the desk, and the ways to begin a new report."""

import os

import streamlit as st

from drafting.storage.records import ReportSummary
from drafting.ui import begin, edge, frame, marking, session

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
        begin.open_example()
        frame.go("material")
    summaries = session.desk().store.reports()
    if not summaries:
        _welcome()
        return
    left, right = st.columns([1.65, 1], gap="large")
    with left:
        st.header("报告", anchor=False)
        for one in summaries:
            _entry(one)
    with right:
        st.header("新建", anchor=False)
        begin.panel()


def _example_wanted() -> bool:
    """`nigao ui --example`: the first page of a new tab opens the example, once."""
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
            frame.go("material")
    with right, st.container(border=True):
        st.subheader("写自己的报告", anchor=False)
        begin.panel()


def _entry(one: ReportSummary) -> None:
    with st.container(border=True):
        words, open_it, more = st.columns([6, 1.1, 0.7], vertical_alignment="center")
        with words:
            st.markdown(f"**{marking.plain(one.title)}**")
            state = f"已起草 {one.drafted}/{one.sections} 节 · 更新于 {session.clock(one.updated)}"
            st.caption(marking.plain(" · ".join(word for word in (one.unit, one.period, state) if word)))
        with open_it:
            label = "继续" if st.session_state.get("report") == one.id else "打开"
            if st.button(label, key=f"open-{one.id}", width="stretch"):
                session.open_report(one.id)
                frame.go("revise" if one.drafted else "material")
        with more, st.popover("", icon=":material/more_horiz:"):
            st.write("归档后不再列在这里，内容仍保留在数据库里。")
            st.button("归档", key=f"archive-{one.id}", on_click=_archive, args=(one.id,))


@edge.action
def _archive(report_id: str) -> None:
    session.desk().store.archive(report_id)
    if st.session_state.get("report") == report_id:
        session.close_report()
