"""The last change of figures: what it did to the text, and the way back."""

from dataclasses import dataclass

import streamlit as st

from drafting.checking.following.changed import Rerendered, rerendered
from drafting.storage.records import CHANGED, UNDONE, FigureSetInfo, StoredReport, StoredSection
from drafting.ui import beside, edge, following, outline, session, tables

_LONG = 250


@dataclass(frozen=True, slots=True)
class Effect:
    """Sentences that read differently, by section; `held`: locked sections that would, and did not follow."""

    sections: tuple[tuple[StoredSection, tuple[Rerendered, ...]], ...]
    held: tuple[StoredSection, ...]

    @property
    def places(self) -> int:
        return sum(one.places for _, sentences in self.sections for one in sentences)

    @property
    def words(self) -> str:
        """已更新3处，涉及2节."""
        done = f"已更新{self.places}处，涉及{len(self.sections)}节" if self.sections else "正文没有要更新的地方"
        return done + (f"；{len(self.held)}节锁定，没有更新" if self.held else "")


def effect(report: StoredReport, number: int) -> Effect:
    """Of figure set `number`, the newest, on the texts as they are now."""
    store = session.desk().store
    was, now = following.figure_set(store, report.id, number - 1), report.brief.figures
    moved, held = [], []
    for section in report.sections:
        sentences = rerendered(section.revision.source, was, now) if section.revision else ()
        if sentences and section.lock:
            held.append(section)
        elif sentences:
            moved.append((section, sentences))
    return Effect(tuple(moved), tuple(held))


def show(report: StoredReport) -> None:
    """Nothing unless a change of figures was the last thing to make a figure set."""
    last = session.desk().store.figure_sets(report.id)[0]
    if last.reason not in (CHANGED, UNDONE) or last.number != report.brief.figures.number:
        return
    done = effect(report, last.number)
    stale = sum(one.rule == following.STALE for one in session.findings(report))
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="changes"):
        st.markdown(_said(last, done, stale), width="stretch")
        if done.sections or done.held:
            with st.popover("看改动", width="content"):
                _list(done)
        label, icon = (UNDONE, ":material/undo:") if last.reason == CHANGED else ("恢复改数", ":material/redo:")
        st.button(label, key="undo-figures", icon=icon, on_click=_undo, args=(report.id, last.number),
                  help="指标表回到这次改动之前；再点一次又改回来。")  # fmt: skip


def _said(last: FigureSetInfo, done: Effect, stale: int) -> str:
    asked = f"；:orange[{stale}句请到“修改”页复核措辞]" if stale else ""
    return f":green[:material/check:] {last.reason} {session.clock(last.made)}：{done.words}{asked}"


def _list(done: Effect) -> None:
    long = sum(len(one.after) for _, sentences in done.sections for one in sentences) > _LONG
    with st.container(height=380 if long else "content", width=640, border=False):
        for section, sentences in done.sections:
            st.markdown(f"**{outline.label(section)}**")
            pairs = "".join(beside.difference(one.before, one.after) for one in sentences)
            st.html(f'<div class="nigao-page nigao-diff">{pairs}</div>')
        for section in done.held:
            st.markdown(f"**{outline.label(section)}** :gray[:material/lock: 锁定，没有更新]")


@edge.action
def _undo(report_id: str, number: int) -> None:
    session.desk().store.undo_figures(report_id, number)
    tables.reopen()
