"""A strip of figures by sections: one row a figure, one column a section, the deeper the colour the oftener said."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from drafting.checking.coverage import Condition, FigureUse
from drafting.references import part_text, value_text
from drafting.report import Figure
from drafting.storage.records import StoredSection
from drafting.ui import outline
from drafting.ui.config import FONTS

if TYPE_CHECKING:
    import altair

_MARK = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}(?=[、章节部])|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}(?=[.．、]))"
)
_SHOWN, _NAMES, _GRID = 16, 196, 640
_ROW, _NARROW, _BROAD = 19, 26, 40
MARKED_AGAIN = 8
"""Lines of the strip after which a naming line says again which column is which section."""
_BLUES = ("#c9daea", "#8db3d3", "#4f83b0", "#1f4e79")
_RED, _GREY, _AMBER, _INK, _LINE = "#c2413a", "#d9d5cd", "#f3dfb4", "#24292f", "#efebe3"

Row = dict[str, str | int]


def said(figure: Figure) -> str:
    """What the figure says, its value first."""
    return value_text(figure) or part_text(figure, "change") or part_text(figure, "rank") or ""


def mark(heading: str, position: int) -> str:
    """The number a heading begins with; 开头 for the front, else its place."""
    if not heading:
        return "开头"
    found = _MARK.match(heading)
    return found[0].replace("（", "(").replace("）", ")") if found else str(position + 1)


def cells(figures: Sequence[FigureUse], sections: Sequence[StoredSection]) -> list[Row]:
    """One for each figure and section that say each other, and one where something is the matter, in its own section.

    `row` and `column` are places in the strip, where each section's figures stand under a line with its name.
    """
    made: list[Row] = []
    for row, use in _lines(figures):
        if use is None:
            continue
        told: Row = {"row": row, "figure": use.figure.name, "value": said(use.figure), "state": use.condition.value}
        for at in _columns(figures, sections):
            times = use.times(at)
            colour = _colour(use, times, own=at == use.figure.section)
            if colour:
                shown = str(times) if times > 1 or (times and colour == _RED) else _BLANKS.get(colour, "")
                ink = "#ffffff" if colour in {*_BLUES[2:], _RED} else _INK
                cell: Row = {"column": at, "where": outline.heading(sections[at]), "times": times, "shown": shown}
                made.append({**told, **cell, "colour": colour, "ink": ink})
    return made


_BLANKS = {_RED: "缺", _AMBER: "待"}


def _colour(use: FigureUse, times: int, *, own: bool) -> str:
    if times:
        return _RED if use.condition is Condition.RESERVED else _BLUES[min(times, len(_BLUES)) - 1]
    blank = {Condition.MISSING: _RED, Condition.UNUSED: _GREY, Condition.PENDING: _AMBER}
    return blank.get(use.condition, "") if own else ""


def _lines(figures: Sequence[FigureUse]) -> list[tuple[int, FigureUse | None]]:
    """Places from the top down, for figures by section; None is the line with the name of the section below."""
    made: list[FigureUse | None] = []
    section = None
    for use in figures:
        if use.figure.section != section:
            section = use.figure.section
            made.append(None)
        made.append(use)
    return list(enumerate(made))


def _columns(figures: Sequence[FigureUse], sections: Sequence[StoredSection]) -> list[int]:
    """Sections with a text or with figures."""
    owners = {one.figure.section for one in figures}
    return [one.position for one in sections if one.revision is not None or one.position in owners]


def labels(figures: Sequence[FigureUse], sections: Sequence[StoredSection]) -> tuple[list[Row], list[Row]]:
    """The names at the left of the strip, and the marks of the sections on the naming lines."""
    names: list[Row] = []
    marks: list[Row] = []
    columns = _columns(figures, sections)
    lines = _lines(figures)
    marked = -MARKED_AGAIN
    for row, use in lines:
        if use is not None:
            names.append({"row": row, "label": _short(use.figure.name), "full": use.figure.name, "kind": "figure"})
            continue
        heading = outline.heading(sections[_owner(lines, row)])
        names.append({"row": row, "label": _short(heading), "full": heading, "kind": "section"})
        if row - marked >= MARKED_AGAIN:
            marked = row
            full = {at: outline.heading(sections[at]) for at in columns}
            marks += [
                {"row": row, "column": at, "label": mark(sections[at].heading, at), "full": full[at]} for at in columns
            ]
    return names, marks


def _owner(lines: Sequence[tuple[int, FigureUse | None]], row: int) -> int:
    """The section a naming line names: that of the figure below it."""
    below = lines[row + 1][1]
    return below.figure.section if below is not None else 0


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def chart(figures: Sequence[FigureUse], sections: Sequence[StoredSection]) -> "altair.HConcatChart":
    """Names, marks and cells are drawn as data, so nothing in them is read as markup or as an expression."""
    import altair as alt

    columns = _columns(figures, sections)
    rows = [row for row, _ in _lines(figures)]
    y = alt.Y("row:O", axis=None, scale=alt.Scale(type="band", domain=rows, padding=0))
    x = alt.X("column:O", axis=None, scale=alt.Scale(type="band", domain=columns, padding=0))
    named, marked = labels(figures, sections)
    cut = max(_NARROW, min(_BROAD, _GRID // len(columns)))
    left = _names(alt, named, y).properties(width=_NAMES, height=_ROW * len(rows))
    grid = _grid(alt, cells(figures, sections), marked, x, y)
    grid = grid.properties(width=cut * len(columns), height=_ROW * len(rows))
    whole: altair.HConcatChart = alt.hconcat(left, grid, spacing=8).resolve_scale(y="shared")
    whole = whole.configure(font=FONTS, background="transparent", padding=0)
    made: altair.HConcatChart = whole.configure_view(stroke=None)
    return made


def _names(alt: Any, named: list[Row], y: Any) -> Any:
    base = alt.Chart(alt.Data(values=named)).encode(
        y=y, x=alt.value(_NAMES), text="label:N", tooltip=alt.Tooltip("full:N", title="全名")
    )
    figures = base.transform_filter(alt.datum.kind == "figure").mark_text(align="right", fontSize=12, color=_INK)
    sections = base.transform_filter(alt.datum.kind == "section")
    return alt.layer(figures, sections.mark_text(align="right", fontSize=12, fontWeight="bold", color=_BLUES[-1]))


def _grid(alt: Any, filled: list[Row], marked: list[Row], x: Any, y: Any) -> Any:
    told = [alt.Tooltip(f"{field}:N", title=title) for field, title in _TOLD.items()]
    lines = alt.Chart(alt.Data(values=filled)).mark_rule(color=_LINE).encode(y=y)
    base = alt.Chart(alt.Data(values=filled)).encode(x=x, y=y, tooltip=told)
    boxes = base.mark_rect(stroke="#fbfaf8", strokeWidth=2, cornerRadius=3)
    counts = base.mark_text(fontSize=11).encode(text="shown:N", color=alt.Color("ink:N", scale=None))
    heads = alt.Chart(alt.Data(values=marked)).mark_text(fontSize=11, color="#6b6f76")
    heads = heads.encode(x=x, y=y, text="label:N", tooltip=alt.Tooltip("full:N", title="章节"))
    return alt.layer(lines, boxes.encode(color=alt.Color("colour:N", scale=None)), counts, heads)


_TOLD = {"figure": "指标", "value": "数值", "where": "章节", "times": "次数", "state": "状况"}
