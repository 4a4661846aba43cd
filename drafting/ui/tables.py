"""The two tables of a section; each reading of a table is saved as far as it can be read."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from drafting import numerals
from drafting.deriving import recompute
from drafting.errors import BriefError
from drafting.intake.build import bind_notes, make_points
from drafting.report import Brief, Figure, FigureSet, Polarity, State, Status, Use
from drafting.storage.records import CHANGED, StoredReport, StoredSection
from drafting.ui import edge, rows, session
from drafting.ui.rows import Row, is_tabled

__all__ = ["figures", "is_tabled", "points", "read_length", "reopen", "save", "show_saved"]

_SAVED = "saved"
_FIGURES = "figures-"
_ADDING = "在最后一行下面点一下就能加一行，也可以从Excel整块粘贴"


@dataclass(slots=True)
class _Table:
    """What a table was opened with and how it was last read. The base never changes while the table is on the screen:
    a table fed with its own edits loses every second one. `stored`: what it was opened with or last saved as."""

    version: int
    base: list[Row]
    stored: tuple[Figure, ...] = ()
    last: list[Row] = field(default_factory=list)
    epoch: int = 0
    outdated: bool = False


def save(report_id: str, brief: Brief, reason: str = "") -> None:
    session.desk().store.save_material(report_id, replace(brief, figures=recompute(brief.figures)), reason)
    st.session_state.setdefault(_SAVED, {})[report_id] = datetime.now(UTC).isoformat()


def show_saved(report_id: str) -> None:
    made = st.session_state.get(_SAVED, {}).get(report_id, "")
    words = f":green[:material/check:] 已保存 {session.clock(made)}" if made else "改动随时自动保存"
    st.caption(words, text_alignment="right")


def read_length(text: str) -> int | None:
    """Raises `BriefError` for what is no whole number of characters."""
    digits = numerals.normal(text.strip()).removesuffix("字").strip()
    if not digits:
        return None
    if not re.fullmatch(r"[1-9]\d{0,4}", digits):
        raise BriefError(f"字数“{text.strip()}”不是整数，没有保存", hint="请写成400这样的数，不限就空着")
    return int(digits)


@edge.page
def figures(report: StoredReport, section: StoredSection) -> None:
    st.subheader("指标", anchor=False)
    known = {one.key: one for one in report.brief.figures.of_section(section.position) if is_tabled(one)}
    stored = rows.figure_rows(list(known.values()), report.brief.figures)
    table, key = _table(f"{_FIGURES}{section.id}", report, stored, tuple(known.values()))
    edited = _editor(table, key, _FIGURE_CONFIG, rows.FIGURE_COLUMNS)
    keyed = rows.with_keys(edited, table.last, session.desk().store.next_key(report.id))
    read = rows.read_figures(keyed, section.position, known)
    for fault in read.faults:
        edge.show(fault)
    elsewhere = _unplaced(table.stored) != _unplaced(known.values())
    if elsewhere and keyed == table.last:
        table.outdated = True
        st.rerun()
    wanted = rows.merged(read.figures, keyed, table.last, known) if elsewhere else read.figures
    shrunk = len(keyed) < len(table.last)
    table.last = keyed
    if wanted != tuple(known.values()):
        points = report.brief.sections[section.position].points
        figures = bind_notes(_merged(report.brief.figures, wanted, section.position), section.position, points)
        wanted = tuple(one for one in figures.of_section(section.position) if is_tabled(one))
        save(report.id, replace(report.brief, figures=figures), CHANGED)
        table.version, table.stored = session.desk().store.load(report.id).brief.figures.number, wanted
        if elsewhere:
            table.outdated = True
        elif shrunk:
            # Rows added on the screen have no key of their own there; after a removal the table is opened anew.
            table.base, table.epoch = keyed or [rows.blank_figure()], table.epoch + 1
        st.rerun()
    st.caption(
        f"{_ADDING}。数值照您写的保留；点行首选中后按Delete键删行。"
        "其他比较写成“较年初：增加9.85亿元；高于全市：0.4个百分点”。"
    )


def _merged(table: FigureSet, edited: Sequence[Figure], section: int) -> FigureSet:
    others = tuple(one for one in table if one.section != section or not is_tabled(one))
    before = tuple(one for one in others if one.section < section)
    behind = tuple(one for one in others if one.section >= section)
    return replace(table, figures=(*before, *edited, *behind))


@edge.page
def points(report: StoredReport, section: StoredSection) -> None:
    st.subheader("要点", anchor=False)
    stored = report.brief.sections[section.position].points
    table, key = _table(f"points-{section.id}", report, rows.point_rows(stored))
    edited = _editor(table, key, _POINT_CONFIG, rows.POINT_COLUMNS)
    table.last = edited
    # A deleted figure's key is not given out again: drafts may still mention it.
    spent = int(session.desk().store.next_key(report.id)[1:]) - 1
    made, figures = make_points(rows.read_points(edited), section.position, report.brief.figures, spent)
    if made != stored:
        sections = list(report.brief.sections)
        sections[section.position] = replace(sections[section.position], points=made)
        save(report.id, replace(report.brief, sections=tuple(sections), figures=figures))
        table.version = session.desk().store.load(report.id).brief.figures.number
        st.rerun()
    st.caption(f"{_ADDING}。一行一条，照记笔记的样子写；里面的数会自动成为指标。标了“不出门”的要点不会发给模型。")


def reopen() -> None:
    """The tables of figures show what is stored when they are next drawn, not what was typed into them."""
    for name, table in st.session_state.get("tables", {}).items():
        table.outdated = table.outdated or name.startswith(_FIGURES)


def _unplaced(figures: Iterable[Figure]) -> list[Figure]:
    """A section that moves takes its figures along; that is no change of a table."""
    return [replace(one, section=0) for one in figures]


def _table(name: str, report: StoredReport, stored: list[Row], figures: tuple[Figure, ...] = ()) -> tuple[_Table, str]:
    """The table and its widget key. Coming back to the page, rows that could not be saved are still there, unless the
    figures have been changed elsewhere."""
    kept: dict[str, _Table] = st.session_state.setdefault("tables", {})
    table = kept.get(name)
    version = report.brief.figures.number
    left = table is not None and table.version != version and not _on_screen(f"{name}-{table.epoch}")
    if table is None or table.outdated or left:
        table = kept[name] = _Table(version, stored, figures, epoch=table.epoch + 1 if table else 0)
    elif not _on_screen(f"{name}-{table.epoch}") and table.last:
        table.base = table.last
    return table, f"{name}-{table.epoch}"


def _on_screen(key: str) -> bool:
    return key in st.session_state


def _editor(table: _Table, key: str, config: dict[str, Any], columns: tuple[str, ...]) -> list[Row]:
    edited: list[dict[str, Any]] = st.data_editor(
        table.base,
        key=key,
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        column_order=columns,
        column_config=config,
        row_height=32,
        placeholder="",
    )
    return [{name: None if value is None else str(value) for name, value in row.items()} for row in edited]


def _select(kind: type[Use] | type[Status] | type[State] | type[Polarity], default: str, width: int) -> Any:
    options = [one.value for one in kind if one.value]
    return st.column_config.SelectboxColumn(options=options, default=default, width=width)


_FIGURE_CONFIG: dict[str, Any] = {
    "指标": st.column_config.TextColumn(width=180, pinned=True),
    "数值": st.column_config.TextColumn(width=120),
    "单位": st.column_config.TextColumn(width=80),
    "增减": st.column_config.TextColumn(width=120, help="如：同比增长5.8%、下降1.2%、持平"),
    "其他比较": st.column_config.TextColumn(width=250, help="如：较年初：增加9.85亿元；占年度预算：47.0%"),
    "位次": st.column_config.TextColumn(width=96),
    "使用": _select(Use, Use.MUST.value, 76),
    "状态": _select(Status, "", 76),
    "来源": st.column_config.TextColumn(width=140),
    "备注": st.column_config.TextColumn(width=140),
    "上期值": st.column_config.TextColumn(width=84),
    "类型": st.column_config.SelectboxColumn(options=["数字", "名称", "日期"], default="数字", width=72),
    "好坏": _select(Polarity, "", 84),
    rows.FORMULA: st.column_config.TextColumn(width=240, disabled=True, help="有算法的，数值和状态由软件计算"),
}
_POINT_CONFIG: dict[str, Any] = {
    "要点": st.column_config.TextColumn(width=500),
    "使用": _select(Use, Use.MAY.value, 76),
    "进展": _select(State, "", 76),
    "来源": st.column_config.TextColumn(width=140),
    "不出门": st.column_config.SelectboxColumn(options=["是"], width=76, help="标“是”的要点不会发给模型"),
}
