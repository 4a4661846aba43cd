"""The Excel form (填报表): a brief as a workbook departments can fill in, and back without loss."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from drafting.deriving import named_formula
from drafting.errors import BriefError
from drafting.intake import gate
from drafting.intake.build import BLANK, RawBrief, RawFigure, RawPoint, RawSection, assemble
from drafting.intake.form_layout import (
    BASES,
    BASICS,
    FIELDS,
    FIGURES,
    FRONT,
    HINTS,
    KINDS,
    POINTS,
    SECTIONS,
    SHEETS,
    TASK_FIELDS,
    Sheet,
)
from drafting.report import Basis, Brief, Figure, FigureSet, Kind, Origin, Point, Task

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MAX_ROWS, MAX_COLUMNS = 20_000, 60
_SPARE_ROWS = 30
_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = "2000-01-01T00:00:00Z"


def write_form(brief: Brief) -> bytes:
    """The same brief gives the same bytes. Every cell is text, so nothing is read as a formula or rounded."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    labels = _labels([section.heading for section in brief.sections])
    rows: dict[str, list[list[str]]] = {
        BASICS.title: _basic_rows(brief),
        SECTIONS.title: [
            [label, str(section.length or "")] for label, section in zip(labels, brief.sections, strict=True)
        ],
        FIGURES.title: [
            _figure_row(labels[one.section], one, brief.figures)
            for one in brief.figures
            if one.origin is not Origin.POINT
        ],
        POINTS.title: [
            _point_row(label, point)
            for label, section in zip(labels, brief.sections, strict=True)
            for point in section.points
        ],
        BASES.title: [[basis.text, basis.source, basis.date] for basis in brief.basis],
    }
    for sheet in SHEETS:
        _fill(book.create_sheet(sheet.title), sheet, rows[sheet.title])
    book.properties.creator = "拟稿"
    out = io.BytesIO()
    book.save(out)
    return _fixed(out.getvalue())


def _labels(headings: list[str]) -> list[str]:
    """What a section is called in the form; headings that occur twice are numbered."""
    named = [heading or FRONT for heading in headings]
    labels: list[str] = []
    for index, name in enumerate(named):
        nth = named[: index + 1].count(name)
        numbered = named.count(name) > 1 or re.search(r"〔\d+〕$", name)
        labels.append(f"{name}〔{nth}〕" if numbered else name)
    return labels


def _heading(label: str) -> str:
    heading = re.sub(r"〔\d+〕$", "", label)
    return "" if heading == FRONT else heading


def _basic_rows(brief: Brief) -> list[list[str]]:
    rows = [[label, str(getattr(brief, name))] for label, name in FIELDS.items()]
    for label, name in TASK_FIELDS.items():
        value = getattr(brief.task, name)
        items = value if isinstance(value, tuple) else (value,)
        rows += [[label, item] for item in items or ("",)]
    return rows


def _figure_row(label: str, figure: Figure, table: FigureSet) -> list[str]:
    first, *others = figure.comparisons or (None,)
    return [
        label,
        figure.name,
        KINDS[figure.kind] if figure.kind is not Kind.NUMBER else "",
        "" if figure.formula else figure.value,
        figure.unit,
        (first.value or BLANK) if first else "",
        first.typed if first else "",
        "\n".join(f"{one.typed}：{one.value or BLANK}" for one in others if one),
        figure.rank,
        figure.use.value,
        "" if figure.formula else figure.status.value,
        figure.note,
        figure.source,
        figure.prev,
        figure.polarity.value,
        named_formula(figure, table) if figure.formula else "",
    ]


def _point_row(label: str, point: Point) -> list[str]:
    return [label, point.text, point.use.value, point.state.value, point.source, "是" if point.private else ""]


def _fill(sheet: "Worksheet", layout: Sheet, rows: list[list[str]]) -> None:
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    hinted = any(column.hint for column in layout.columns)
    head = [[column.title for column in layout.columns]]
    if hinted:
        head.append([column.hint for column in layout.columns])
    spare = [[""] * len(layout.columns)] * _SPARE_ROWS
    for number, row in enumerate([*head, *rows, *spare], 1):
        for column, words in enumerate(row, 1):
            _write(sheet, number, column, words)
    for index, column_of in enumerate(layout.columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = column_of.width
        title = sheet.cell(1, index)
        title.font = Font(bold=True)
        title.fill = PatternFill("solid", fgColor="DDE7F3")
        if hinted:
            sheet.cell(2, index).font = Font(italic=True, color="808080", size=9)
    sheet.freeze_panes = f"A{len(head) + 1}"
    _offer_choices(sheet, layout, len(head) + 1, len(head) + len(rows) + _SPARE_ROWS)


def _write(sheet: "Worksheet", row: int, column: int, words: str) -> None:
    """A text cell, whatever it starts with: =, +, - and @ never become a formula."""
    from openpyxl.styles import Alignment

    cell = sheet.cell(row, column)
    if words:
        cell.value = _cell_text(words)
        cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if words.startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True


_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)", re.IGNORECASE)


def _cell_text(words: str) -> str:
    """Control characters can't stand in XML; what looks like an escape of them is itself escaped."""
    return _ESCAPE.sub("_x005F_", _ILLEGAL.sub("", words.replace("\r\n", "\n").replace("\r", "\n")))


def _offer_choices(sheet: "Worksheet", layout: Sheet, first: int, last: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for index, column in enumerate(layout.columns, 1):
        if column.choices:
            choice = DataValidation("list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
            sheet.add_data_validation(choice)
            letter = get_column_letter(index)
            choice.add(f"{letter}{first}:{letter}{last}")


def _fixed(data: bytes) -> bytes:
    """The package with constant times, so that equal briefs are equal files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", _STAMP.encode(), content)
            new.writestr(zipfile.ZipInfo(part.filename, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Row:
    """A row by column titles; `place` is the file, sheet and row for errors."""

    cells: dict[str, str]
    place: str

    def __getitem__(self, title: str) -> str:
        return self.cells.get(title, "")


def read_form(data: bytes, name: str) -> Brief:
    """Columns in any order, blank rows skipped; raises `BriefError` naming sheet, row or column."""
    place = gate.shown_name(name)
    if gate.admit(data, name) != "xlsx":
        raise BriefError("这不是Excel填报表", place=place, hint="请用本软件生成的填报表")
    rows = _rows(data, place)
    labels = _ordered_labels(rows)
    fields, task = _basics(rows.get(BASICS.title, []), place)
    lengths: dict[str, _Row] = {}
    for row in rows.get(SECTIONS.title, []):
        if row["章节"] in lengths:
            raise BriefError(f"章节“{row['章节'][:30]}”写了两行", place=row.place, hint="请只留一行")
        lengths[row["章节"]] = row
    figures, points = _by_section(rows.get(FIGURES.title, [])), _by_section(rows.get(POINTS.title, []))
    sections = tuple(
        RawSection(
            heading=_heading(label),
            place=lengths[label].place if label in lengths else place,
            length=lengths[label]["字数"] if label in lengths else "",
            figures=tuple(_raw_figure(row) for row in figures.get(label, [])),
            points=tuple(_raw_point(row) for row in points.get(label, [])),
        )
        for label in labels
    )
    basis = tuple(Basis(row["依据"], row["来源"], row["日期"]) for row in rows.get(BASES.title, []))
    return assemble(RawBrief(fields, place, task, basis, sections))


def _rows(data: bytes, place: str) -> dict[str, list[_Row]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    known = {sheet.title: sheet for sheet in SHEETS}
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        grids = {sheet.title: _grid(sheet, place) for sheet in book.worksheets}
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        SyntaxError,
    ) as fault:
        raise BriefError("表格已损坏，打不开", place=place, hint="请用表格软件打开后另存一份再试") from fault
    for title, grid in grids.items():
        if title not in known and grid:
            raise BriefError(f"有不认识的工作表“{title}”", place=place, hint=f"只能有{'、'.join(known)}")
    return {title: _titled(known[title], grid, place) for title, grid in grids.items() if title in known}


def _grid(sheet: Any, place: str) -> list[tuple[int, list[str]]]:
    """Rows that hold something, with their numbers."""
    grid = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        words = [_shown(cell) for cell in row]
        if not any(words):
            continue
        if number > MAX_ROWS or any(words[MAX_COLUMNS:]):
            raise BriefError(
                f"工作表“{sheet.title}”第{number}行超出了范围",
                place=place,
                hint=f"请填在前{MAX_ROWS}行、前{MAX_COLUMNS}列里",
            )
        grid.append((number, words[:MAX_COLUMNS]))
    return grid


def _shown(cell: Any) -> str:
    """The text of a cell as the sheet shows it; a bare number keeps its decimals and its percent sign."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return _shown_number(float(value), str(cell.number_format or ""))
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value:%Y-%m-%d}"
    return _ESCAPED.sub("_", str(value).replace("\r\n", "\n")).strip()


def _shown_number(value: float, style: str) -> str:
    first = style.split(";")[0]
    decimals = re.search(r"\.(0+)", first)
    places = len(decimals[1]) if decimals else None
    if "%" in first:
        exact = places is None and first != "0%"
        return f"{value * 100:.10g}%" if exact else f"{_rounded(Decimal(repr(value)) * 100, places or 0)}%"
    if places is not None and re.search(r"[0#]", first):
        return _rounded(Decimal(repr(value)), places)
    return str(int(value)) if value.is_integer() else repr(value)


def _rounded(value: Decimal, places: int) -> str:
    """As the sheet shows it: half goes up, on the decimal that was typed and not on its binary neighbour."""
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"


def _titled(sheet: Sheet, grid: list[tuple[int, list[str]]], place: str) -> list[_Row]:
    if not grid:
        return []
    titles = [words.strip() for words in grid[0][1]]
    allowed = [column.title for column in sheet.columns]
    for title in titles:
        if title and (title not in allowed or titles.count(title) > 1):
            fault = "重复" if title in allowed else "不认识"
            message = f"工作表“{sheet.title}”的列“{title}”{fault}"
            raise BriefError(message, place=place, hint=f"只能有{'、'.join(allowed)}")
    rows: list[_Row] = []
    for number, words in grid[1:]:
        if all(one in HINTS for one in words if one):
            continue
        cells = {title: one for title, one in zip(titles, words, strict=False) if title}
        if any(one for title, one in zip(titles, words, strict=False) if not title):
            message = f"工作表“{sheet.title}”第{number}行有内容写在没有列名的列里"
            raise BriefError(message, place=place, hint="请移到有列名的列")
        rows.append(_Row(cells, f"{place}，工作表“{sheet.title}”第{number}行"))
    return rows if "章节" not in titles else list(_same_as_above(rows))


def _same_as_above(rows: list[_Row]) -> Iterator[_Row]:
    """An empty 章节 cell repeats the one above."""
    label = ""
    for row in rows:
        label = row["章节"] or label
        if not label:
            raise BriefError("没有写章节", place=row.place, hint="请填写这一行属于哪一节")
        yield replace(row, cells={**row.cells, "章节": label})


def _ordered_labels(rows: dict[str, list[_Row]]) -> list[str]:
    """Sections in the order of 章节, then those only named beside figures or points."""
    named = [row["章节"] for title in (SECTIONS.title, FIGURES.title, POINTS.title) for row in rows.get(title, [])]
    return list(dict.fromkeys(named))


def _by_section(rows: list[_Row]) -> dict[str, list[_Row]]:
    grouped: dict[str, list[_Row]] = {}
    for row in rows:
        grouped.setdefault(row["章节"], []).append(row)
    return grouped


def _basics(rows: list[_Row], place: str) -> tuple[dict[str, str], Task]:
    fields: dict[str, str] = {}
    task: dict[str, list[str]] = {name: [] for name in TASK_FIELDS.values()}
    for row in rows:
        label, words = row["项目"].strip(), row["内容"]
        if label in FIELDS and FIELDS[label] not in fields:
            fields[FIELDS[label]] = words
        elif label in TASK_FIELDS:
            task[TASK_FIELDS[label]] += [words] if words else []
        elif label in FIELDS:
            raise BriefError(f"项目“{label}”写了两行", place=row.place, hint="请只留一行")
        else:
            allowed = "、".join([*FIELDS, *TASK_FIELDS])
            raise BriefError(f"项目“{label}”不认识", place=row.place, hint=f"只能是{allowed}")
    for label, name in list(TASK_FIELDS.items())[:3]:
        if len(task[name]) > 1:
            raise BriefError(f"项目“{label}”写了两行", place=place, hint="请只留一行")
    audience, occasion, minutes = ("".join(task[name]) for name in ("audience", "occasion", "minutes"))
    return fields, Task(audience, occasion, minutes, tuple(task["must"]), tuple(task["avoid"]))


def _raw_figure(row: _Row) -> RawFigure:
    compare = [(row["比较基准"], row["增减"])] if row["增减"] else []
    for line in filter(None, map(str.strip, row["其他比较"].split("\n"))):
        to, mark, value = line.replace(":", "：", 1).partition("：")
        compare.append((to.strip(), value.strip()) if mark else ("", line))
    return RawFigure(
        name=row["指标"],
        place=row.place,
        kind=row["类型"],
        value=row["数值"],
        unit=row["单位"],
        compare=tuple(compare),
        rank=row["位次"],
        prev=row["上期值"],
        note=row["备注"],
        source=row["来源"],
        use=row["使用"],
        polarity=row["好坏"],
        status=row["状态"],
        formula=row["算法"],
    )


def _raw_point(row: _Row) -> RawPoint:
    return RawPoint(row["要点"], row.place, row["使用"], row["进展"], row["来源"], row["不出门"])
