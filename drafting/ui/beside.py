"""What stands beside the editor: the text as readers see it with its findings, proposals, and the history."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from html import escape

import streamlit as st

from drafting import references
from drafting.report import Author, FigureSet, Finding, Revision
from drafting.storage.records import Proposal, StoredReport, StoredSection
from drafting.ui import by_hand, coverage, decisions, edge, marking, session
from drafting.ui.session import AUTHORS

PREVIEW, FIGURES, PROPOSALS, HISTORY = "预览", "指标", "建议稿", "历史"
_CLAUSE = re.compile(r"[^，。；：！？\n]+[，。；：！？]?|[，。；：！？]|\n")
_RESTORED = "restored"
_SITTING = timedelta(minutes=10)
_QUOTED = 24


def show(report: StoredReport, section: StoredSection) -> None:
    waiting = len(section.proposals)
    proposals = f"建议稿（{waiting}）" if waiting else "建议稿"
    names = {PREVIEW: "预览和问题", FIGURES: "指标使用", PROPOSALS: proposals, HISTORY: "历史版本"}
    key = f"beside-{section.id}"
    if key not in st.session_state:
        st.session_state[key] = PROPOSALS if waiting else PREVIEW
    restored, number = st.session_state.get(_RESTORED, ("", 0))
    if section.revision is not None and section.revision.id == restored:
        st.caption(f":green[:material/check: 已恢复第{number}版，原来的文字仍在历史版本里。]")
    chosen = st.segmented_control(
        "右侧显示", list(names), key=key, format_func=names.__getitem__, required=True, label_visibility="collapsed"
    )
    if chosen == FIGURES:
        coverage.of_section(report, section)
    elif chosen == PROPOSALS:
        _proposals(report, section)
    elif chosen == HISTORY:
        _history(report, section)
    else:
        _preview(report, section)


def _preview(report: StoredReport, section: StoredSection) -> None:
    found = [one for one in session.findings(report) if one.section == section.position]
    own = marking.worst_first(one for one in found if one.rule != marking.PENDING)
    if section.proposals:
        count = len(section.proposals)
        st.info(f"这一节有{count}份建议稿，点上面的“建议稿”对比后采用或放弃。", icon=":material/lightbulb:")
    if section.revision is None:
        reason = section.run.reason if section.run else ""
        st.caption(marking.plain(reason) or "还没有文字。")
        _messages(report, section, own, len(found) - len(own))
        return
    figures = report.figures_of(section)
    rendered = references.render(section.revision.source, figures)
    height = "calc(100vh - 20rem)" if not found else "calc(62vh - 6rem)"
    if any(one.rule in {*decisions.ASKING, by_hand.RULE} for one in own):
        height = "calc(62vh - 12rem)"
    body = marking.marked(rendered, figures, own, marking.points_of_figures(report.brief))
    st.html(f'<div class="nigao-page" style="max-height:{height}">{body}</div>')
    what = "锁定时的数" if section.lock else "随指标变化的数"
    st.caption(f"浅蓝底的是{what}，鼠标停上看来源" + ("；点问题能找到原处。" if own else "。"))
    _messages(report, section, own, len(found) - len(own))


def _messages(report: StoredReport, section: StoredSection, found: Sequence[Finding], pending: int) -> None:
    by_hand.show(report, section, found)
    numbered = list(enumerate(found))
    asking = [(number, one) for number, one in numbered if one.rule in decisions.ASKING]
    if asking:
        decisions.show(report, section, asking, _message)
    body = "".join(_message(one, number) for number, one in numbered if one.rule not in decisions.ASKING)
    if pending:
        body += f'<div class="warn">{pending}个指标待填，请在素材里填上</div>'
    if body:
        st.html(f'<div class="nigao-findings">{body}</div>')


def _message(finding: Finding, number: int) -> str:
    """The editor's script leads from here to the finding's place in the preview."""
    short = finding.text if len(finding.text) <= _QUOTED else f"{finding.text[:_QUOTED]}……"
    quoted = f" <q>{escape(short)}</q>" if finding.text else ""
    target = f' data-nigao-finding="{marking.anchor(number)}"' if finding.text else ""
    advice = f"　建议：{escape(finding.suggestion)}" if finding.suggestion else ""
    name = f"<b>{finding.severity.word}</b>"
    return f'<div class="{finding.severity.value}"{target}>{name}{escape(finding.message)}{quoted}{advice}</div>'


def _proposals(report: StoredReport, section: StoredSection) -> None:
    if not section.proposals:
        st.caption("没有等待处理的建议稿。点“重写本节”，新写的文字会放在这里，不覆盖您的。")
        return
    figures = report.figures_of(section)
    current = references.render(section.revision.source, figures).text if section.revision else ""
    for proposal in section.proposals:
        with st.container(border=True):
            whose = "您在另一处写的" if proposal.author is Author.HUMAN else f"{AUTHORS[proposal.author]}写的"
            st.markdown(f"**{whose}** :gray[{session.clock(proposal.made)}]")
            text = references.render(proposal.source, figures).text
            st.html(f'<div class="nigao-page nigao-diff" style="max-height:22rem">{difference(current, text)}</div>')
            with st.container(horizontal=True, gap="small"):
                st.button("采用", key=f"accept-{proposal.id}", type="primary", on_click=_accept, args=(proposal,))
                st.button("放弃", key=f"reject-{proposal.id}", on_click=_reject, args=(proposal,))
    st.caption("红色划去的是现在的文字，绿色的是建议稿的文字。采用后原文仍在历史版本里。")


@edge.action
def _accept(proposal: Proposal) -> None:
    session.desk().store.accept(proposal.id)
    st.session_state[f"beside-{proposal.section}"] = PREVIEW


@edge.action
def _reject(proposal: Proposal) -> None:
    session.desk().store.reject(proposal.id)
    st.session_state[f"beside-{proposal.section}"] = PREVIEW


def difference(old: str, new: str) -> str:
    """Clause by clause, as HTML: <del> is only in `old`, <ins> only in `new`; line ends are those of either."""
    before, after = _CLAUSE.findall(old), _CLAUSE.findall(new)
    pieces: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces += [escape(clause) for clause in before[a:b]]
        else:
            pieces += [_tagged("del", clause) for clause in before[a:b]]
            pieces += [_tagged("ins", clause) for clause in after[c:d]]
    return "".join(f"<p>{line}</p>" for line in "".join(pieces).split("\n") if line)


def _tagged(tag: str, clause: str) -> str:
    return clause if clause == "\n" else f"<{tag}>{escape(clause)}</{tag}>"


def _history(report: StoredReport, section: StoredSection) -> None:
    history = session.desk().store.history(section.id)
    if not history:
        st.caption("还没有版本。")
        return
    numbered = sittings(history)
    newest = history[0]
    labels = {one.id: _label(number, one, current=one.id == newest.id) for number, one in numbered}
    chosen = st.selectbox("版本", list(labels), format_func=labels.__getitem__, key=f"version-{section.id}")
    number, old = next(pair for pair in numbered if pair[1].id == chosen)
    shown = _with_own_figures(report, old)
    compare = old.id != newest.id and st.toggle("和现在的文字对比", True, key=f"compare-{section.id}")
    now = references.render(newest.source, report.figures_of(section)).text
    body = difference(shown, now) if compare else "".join(f"<p>{escape(line)}</p>" for line in shown.split("\n"))
    st.html(f'<div class="nigao-page nigao-diff" style="max-height:calc(100vh - 28rem)">{body}</div>')
    if compare:
        st.caption("红：这一版有、现在没有；绿：现在有、这一版没有。")
    if old.id != newest.id:
        st.button("恢复这一版", key="restore", on_click=_restore, args=(section.id, old.id, newest.id, number),
                  help="作为新的一版存入，现在的文字仍在历史里。")  # fmt: skip


def _with_own_figures(report: StoredReport, revision: Revision) -> str:
    figures: FigureSet = session.desk().store.figure_set(report.id, revision.figure_set)
    return references.render(revision.source, figures).text


def _label(number: int, revision: Revision, *, current: bool) -> str:
    words = [
        f"第{number}版",
        "当前" if current else "",
        AUTHORS[revision.author],
        session.clock(revision.made),
        revision.model,
        revision.note,
    ]
    return " · ".join(word for word in words if word)


def sittings(history: Sequence[Revision]) -> list[tuple[int, Revision]]:
    """Newest first, with their numbers; of what a human typed in one go (pauses under ten minutes) only the last."""
    shown: list[tuple[int, Revision]] = []
    for at, one in enumerate(history):
        later = history[at - 1] if at else None
        typed_on = later is not None and not one.note and not later.note and _one_go(one, later)
        if not typed_on:
            shown.append((len(history) - at, one))
    return shown


def _one_go(earlier: Revision, later: Revision) -> bool:
    if earlier.author is not Author.HUMAN or later.author is not Author.HUMAN:
        return False
    return datetime.fromisoformat(later.made) - datetime.fromisoformat(earlier.made) < _SITTING


@edge.action
def _restore(section_id: str, revision_id: str, base: str, number: int) -> None:
    made = session.desk().store.restore(section_id, revision_id, base)
    st.session_state[_RESTORED] = (made.id, number)
    st.session_state[f"beside-{section_id}"] = PREVIEW
