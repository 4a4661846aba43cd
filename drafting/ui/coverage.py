"""Which figures stand where: a strip of figures by sections, and a table to find the odd ones in."""

from collections.abc import Callable, Sequence
from functools import lru_cache

import streamlit as st

from drafting.checking.coverage import Condition, Coverage, FigureUse, PointUse, coverage_of
from drafting.report import Draft, Origin
from drafting.storage.records import StoredReport, StoredSection
from drafting.ui import outline, session, strip
from drafting.ui.strip import Row, mark, said

TEXT, USES = "全文", "指标使用"
ALL, URGENT, LEFT, OFTEN, BLANK = "全部", "要处理", "没用上", "用了多次", "待填"
_VIEW, _FILTER = "export-view", "coverage-filter"
_HEIGHT = 400


def widths() -> tuple[float, float]:
    """Of the two columns of the page: the strip needs more room than the text."""
    return (1, 2.3) if st.session_state.get(_VIEW) == USES else (1, 1.15)


def beside(report: StoredReport, show_text: Callable[[], None]) -> None:
    """The whole text, or where its figures stand."""
    view = st.segmented_control(
        "右侧显示", (TEXT, USES), default=TEXT, key=_VIEW, required=True, label_visibility="collapsed"
    )
    if view == USES:
        _whole(report)
    else:
        show_text()


def _whole(report: StoredReport) -> None:
    coverage = _covered(report)
    chosen = _choose(coverage.figures, _FILTER)
    shown = kept(coverage.figures, chosen)
    heat, table, points = st.tabs(["热力条", "清单", f"要点（{len(coverage.points)}）"])
    with heat:
        if shown:
            with st.container(height=_HEIGHT, border=False):
                st.altair_chart(strip.chart(shown, report.sections), width="content", theme=None)
            st.caption("颜色越深写得越多，数字是次数；红：必用没写或备查写了；灰：可用没用上；黄：待填。")
        else:
            st.caption("没有。")
    with table:
        _table([table_row(one, report.sections) for one in shown])
    with points:
        _table([point_row(one, report.sections) for one in coverage.points])


def of_section(report: StoredReport, section: StoredSection) -> None:
    """The figures of one section, and those of others that it says."""
    at = section.position
    own = [one for one in _covered(report).figures if one.figure.section == at or at in one.sections]
    chosen = _choose(own, f"{_FILTER}-{section.id}")
    shown = kept(own, chosen)
    _table([table_row(one, report.sections) for one in shown])
    if shown:
        st.caption("本节的指标，和本节写到的别节指标。")


def _choose(figures: Sequence[FigureUse], key: str) -> str:
    counts = {one: len(kept(figures, one)) for one in (ALL, URGENT, LEFT, OFTEN, BLANK)}
    names = {one: f"{one}（{count}）" for one, count in counts.items() if count or one == ALL}
    if st.session_state.get(key, ALL) not in names:
        del st.session_state[key]
    chosen = st.segmented_control(
        "只看", list(names), default=ALL, key=key, format_func=names.__getitem__, required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    return chosen or ALL


def _covered(report: StoredReport) -> Coverage:
    return _computed(session.as_draft(report))


@lru_cache(maxsize=8)
def _computed(draft: Draft) -> Coverage:
    return coverage_of(draft)


def kept(figures: Sequence[FigureUse], chosen: str) -> list[FigureUse]:
    """Those of a filter, by section. What a point or note left out says is asked of it, not shown."""
    wanted = _conditions(chosen)
    shown = [one for one in figures if not _idle(one) and (not wanted or one.condition in wanted)]
    return sorted(shown, key=lambda one: one.figure.section)


def _idle(use: FigureUse) -> bool:
    return use.figure.origin is Origin.POINT and use.condition in {Condition.KEPT, Condition.UNUSED}


def _conditions(chosen: str) -> frozenset[Condition]:
    return {
        URGENT: frozenset({Condition.MISSING, Condition.RESERVED}),
        LEFT: frozenset({Condition.MISSING, Condition.UNUSED}),
        OFTEN: frozenset({Condition.REPEATED}),
        BLANK: frozenset({Condition.PENDING}),
    }.get(chosen, frozenset())


def table_row(use: FigureUse, sections: Sequence[StoredSection]) -> Row:
    figure = use.figure
    return {
        "指标": figure.name,
        "状况": use.condition.value,
        "次数": use.total,
        "使用": figure.use.value,
        "数值": said(figure),
        "用在哪几节": _named(use.sections, sections),
        "所在章节": outline.heading(sections[figure.section]),
    }


def point_row(use: PointUse, sections: Sequence[StoredSection]) -> Row:
    return {
        "要点": use.point.text,
        "状况": use.condition.value,
        "使用": use.point.use.value,
        "用在哪几节": _named(use.sections, sections),
        "所在章节": outline.heading(sections[use.section]),
    }


def _named(positions: Sequence[int | None], sections: Sequence[StoredSection]) -> str:
    return "、".join(path(sections, at) for at in positions if at is not None)


def path(sections: Sequence[StoredSection], position: int) -> str:
    """二(一): the mark of a section behind that of the one it stands in."""
    above = next((one for one in reversed(sections[:position]) if 0 < one.level < sections[position].level), None)
    own = mark(sections[position].heading, position)
    return f"{path(sections, above.position)}{own}" if above is not None and own.startswith("(") else own


def _table(rows: list[Row]) -> None:
    if not rows:
        st.caption("没有。")
        return
    st.dataframe(
        rows,
        hide_index=True,
        width="stretch",
        height=min(_HEIGHT, 38 + 32 * len(rows)),
        row_height=32,
        column_config={
            "指标": st.column_config.TextColumn(width=168, pinned=True),
            "要点": st.column_config.TextColumn(width=330, pinned=True),
            "使用": st.column_config.TextColumn(width=56),
            "数值": st.column_config.TextColumn(width=112),
            "状况": st.column_config.TextColumn(width=84),
            "次数": st.column_config.NumberColumn(width=48),
            "用在哪几节": st.column_config.TextColumn(width=120),
            "所在章节": st.column_config.TextColumn(width=190),
        },
    )
