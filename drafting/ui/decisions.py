"""What only the writer can decide after a change of figures: is the wording still right, does a locked text follow."""

from collections.abc import Callable, Sequence

import streamlit as st

from drafting.report import Finding
from drafting.storage.records import StoredReport, StoredSection
from drafting.ui import edge, following, session

ASKING = {following.STALE, following.OUTDATED}
_ROWS = 2

Numbered = tuple[int, Finding]


def show(
    report: StoredReport, section: StoredSection, found: Sequence[Numbered], message: Callable[[Finding, int], str]
) -> None:
    """A row with buttons for each finding; `message` makes its words, as HTML."""
    stale = [(number, one) for number, one in found if one.rule == following.STALE]
    if len(stale) > 1:
        words, act = st.columns([3.6, 1.4], vertical_alignment="center")
        words.caption(f"数据变了，{len(stale)}句请复核措辞：改好，或点“已复核”。")
        act.button("全部已复核", key="reviewed-all", width="stretch", on_click=_review,
                   args=_read(report, section, [one for _, one in stale]))  # fmt: skip
    with st.container(height=150 if len(found) > _ROWS else "content", border=False, key="decisions"):
        for number, one in found:
            words, act = st.columns([3.6, 1.4], vertical_alignment="center")
            words.html(f'<div class="nigao-findings">{message(one, number)}</div>')
            with act:
                _buttons(report, section, one)


def _buttons(report: StoredReport, section: StoredSection, found: Finding) -> None:
    if found.rule == following.STALE:
        st.button("已复核", key=f"reviewed-{found.start}", width="stretch", on_click=_review,
                  help="措辞没有问题，不再提醒，直到数据再变。", args=_read(report, section, [found]))  # fmt: skip
        return
    with st.container(horizontal=True, gap="small"):
        st.button("更新", key="follow", type="primary", on_click=_follow, args=(section.id,),
                  help="锁定的文字换成新的数，仍然锁定。")  # fmt: skip
        st.button("保持", key="keep", on_click=_keep, args=(section.id,), help="照旧不变，数据再变时再提醒。")


def _read(report: StoredReport, section: StoredSection, found: Sequence[Finding]) -> tuple[str, list[str], int]:
    stored = [following.stored_sentence(report, section, one.start) for one in found]
    return section.id, stored, report.figures_of(section).number


@edge.action
def _review(section_id: str, stored: list[str], figure_set: int) -> None:
    session.desk().store.review(section_id, stored, figure_set)


@edge.action
def _follow(section_id: str) -> None:
    session.desk().store.follow_figures(section_id)


@edge.action
def _keep(section_id: str) -> None:
    session.desk().store.keep_figures(section_id)


def lock_button(section: StoredSection) -> None:
    """Locks the text as it stands, or gives it free."""
    if section.revision is None:
        return
    held = section.lock is not None
    st.button(
        "解锁" if held else "锁定",
        key="lock",
        icon=":material/lock_open:" if held else ":material/lock:",
        on_click=_unlock if held else _lock,
        args=(section.id,),
        width="stretch",
        help="解锁后可以修改，数随指标变化。" if held else "锁定后文字和数都不再变：不能改、不重写、不随指标变化。",
    )


@edge.action
def _lock(section_id: str) -> None:
    session.desk().store.lock(section_id)


@edge.action
def _unlock(section_id: str) -> None:
    session.desk().store.unlock(section_id)
