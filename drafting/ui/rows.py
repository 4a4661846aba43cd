"""Between the tables on the material page and the figures and points behind them; all cells are text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from drafting.deriving import named_formula
from drafting.errors import BriefError
from drafting.intake.build import RawFigure, RawPoint, make_figure
from drafting.report import Comparison, Figure, FigureSet, Kind, Origin, Point, Use

KEY, FORMULA = "key", "算法"
FIGURE_COLUMNS = (
    "指标", "数值", "单位", "增减", "其他比较", "位次", "使用", "状态", "来源", "备注", "上期值", "类型", "好坏",
    FORMULA,
)  # fmt: skip
POINT_COLUMNS = ("要点", "使用", "进展", "来源", "不出门")
_CHOICES = {"使用", "状态", "进展", "类型", "好坏", "不出门", FORMULA}
_SAYING = tuple(name for name in dict.fromkeys((*FIGURE_COLUMNS, *POINT_COLUMNS)) if name not in _CHOICES)
_KINDS = {Kind.NUMBER: "数字", Kind.NAME: "名称", Kind.DATE: "日期"}
_CHANGE_OF_YEAR = ("", "同比")
NO_TABLE = FigureSet()

Row = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class ReadFigures:
    """`faults` name the rows that can't be read (counted from 1); `figures` keep the last readable version of those."""

    figures: tuple[Figure, ...]
    faults: tuple[str, ...] = ()


def figure_rows(figures: Sequence[Figure], table: FigureSet = NO_TABLE) -> list[Row]:
    """Never empty: the table needs a row to know its columns. `table` holds what derived figures are computed from."""
    return [_figure_row(one, table) for one in figures] or [blank_figure()]


def blank_figure() -> Row:
    return {KEY: None, **dict.fromkeys(FIGURE_COLUMNS, ""), "使用": Use.MUST.value, "类型": _KINDS[Kind.NUMBER]}


def blank_point() -> Row:
    return {KEY: None, **dict.fromkeys(POINT_COLUMNS, ""), "使用": Use.MAY.value}


def _figure_row(figure: Figure, table: FigureSet) -> Row:
    first, rest = _split(figure.comparisons)
    cells = (
        figure.name,
        figure.value,
        figure.unit,
        f"{first.to}{first.value}" if first else "",
        "；".join(f"{one.typed}：{one.value}" for one in rest),
        figure.rank,
        figure.use.value,
        figure.status.value,
        figure.source,
        figure.note,
        figure.prev,
        _KINDS[figure.kind],
        figure.polarity.value,
        named_formula(figure, table) if figure.formula else "",
    )
    return {KEY: figure.key, **dict(zip(FIGURE_COLUMNS, cells, strict=True))}


def _split(comparisons: tuple[Comparison, ...]) -> tuple[Comparison | None, tuple[Comparison, ...]]:
    if comparisons and comparisons[0].to in _CHANGE_OF_YEAR:
        return comparisons[0], comparisons[1:]
    return None, comparisons


def read_figures(rows: Sequence[Row], section: int, known: Mapping[str, Figure]) -> ReadFigures:
    """Each row with a key that is known continues that figure; `known` holds what is stored, by key."""
    figures: list[Figure] = []
    faults: list[str] = []
    for number, row in enumerate(rows, 1):
        if is_blank(row):
            continue
        key = row[KEY] or ""
        try:
            figure = make_figure(_raw_figure(row), key, section)
            if key in known and known[key].formula and figure.value != known[key].value:
                faults.append(f"第{number}行的数值没有保存：“{figure.name}”是算出来的，要改请改算法里的指标。")
            figures.append(_continued(figure, known.get(key)))
        except BriefError as fault:
            faults.append(f"第{number}行没有保存：{fault}")
            if key in known:
                figures.append(known[key])
    return ReadFigures(tuple(figures), tuple(faults))


def _continued(figure: Figure, stored: Figure | None) -> Figure:
    """What no cell holds stays as it is stored, and so does what is computed."""
    if stored is None:
        return figure
    bound = stored.bound if figure.note == stored.note else figure.bound
    if stored.formula:
        return replace(figure, value=stored.value, status=stored.status, origin=stored.origin, formula=stored.formula,
                       bound=bound)  # fmt: skip
    return replace(figure, origin=stored.origin if figure.source == stored.source else figure.origin, bound=bound)


def _raw_figure(row: Row) -> RawFigure:
    cell = {name: (row.get(name) or "").strip() for name in FIGURE_COLUMNS}
    return RawFigure(
        name=cell["指标"],
        value=cell["数值"],
        unit=cell["单位"],
        change=cell["增减"],
        compare=_read_compare(cell["其他比较"]),
        rank=cell["位次"],
        use=cell["使用"],
        status=cell["状态"],
        source=cell["来源"],
        note=cell["备注"],
        prev=cell["上期值"],
        kind=cell["类型"],
        polarity=cell["好坏"],
    )


def _read_compare(text: str) -> tuple[tuple[str, str], ...]:
    """较年初：增加9.85亿元；高于全市：0.4个百分点. Without a colon the reader of comparisons finds the basis itself."""
    pairs = []
    for part in text.replace(";", "；").split("；"):
        if part.strip():
            to, colon, value = part.replace(":", "：").partition("：")
            pairs.append((to, value) if colon else ("", part))
    return tuple(pairs)


def is_blank(row: Row) -> bool:
    """Choices alone, which a new row may have by itself, say nothing."""
    return not any((row.get(name) or "").strip() for name in _SAYING)


def point_rows(points: Sequence[Point]) -> list[Row]:
    rows = [
        {KEY: None, "要点": one.text, "使用": one.use.value, "进展": one.state.value, "来源": one.source,
         "不出门": "是" if one.private else ""}
        for one in points
    ]  # fmt: skip
    return rows or [blank_point()]


def read_points(rows: Sequence[Row]) -> tuple[RawPoint, ...]:
    cells = [{name: (row.get(name) or "").strip() for name in POINT_COLUMNS} for row in rows if not is_blank(row)]
    return tuple(
        RawPoint(one["要点"], f"要点第{number}条", one["使用"], one["进展"], one["来源"], one["不出门"])
        for number, one in enumerate(cells, 1)
    )


def with_keys(rows: Sequence[Row], before: Sequence[Row], next_key: str) -> list[Row]:
    """`rows` with a key each. A new row (its key is missing) keeps the one it had in `before`, the last reading of the
    same table: by place while none has gone, else by content."""
    added, kept = [row for row in rows if not row[KEY]], [row for row in before if row.get("new")]
    assigned = _follow(added, kept)
    number = int(next_key[1:])
    number = max([number, *(int(str(row[KEY])[1:]) + 1 for row in kept if row[KEY])])
    keyed: list[Row] = []
    for row in rows:
        if row[KEY]:
            keyed.append(row)
            continue
        key = assigned.pop(0)
        if key is None and not is_blank(row):
            key, number = f"F{number}", number + 1
        keyed.append({**row, KEY: key, "new": "1"})
    return keyed


def merged(
    edited: Sequence[Figure], rows: Sequence[Row], before: Sequence[Row], known: Mapping[str, Figure]
) -> tuple[Figure, ...]:
    """The figures `edited` out of `rows` while others changed what is stored: rows that are as they were `before`
    follow `known`, what is stored now."""
    old = {row[KEY]: row for row in before}
    untouched = {row[KEY] for row in rows if row[KEY] in old and _same(row, old[row[KEY]])}
    kept = [known.get(one.key) if one.key in untouched else one for one in edited]
    return tuple(one for one in (*kept, *(one for key, one in known.items() if key not in old)) if one is not None)


def _follow(added: Sequence[Row], kept: Sequence[Row]) -> list[str | None]:
    if len(added) >= len(kept):
        return [row[KEY] for row in kept] + [None] * (len(added) - len(kept))
    assigned: list[str | None] = []
    at = 0
    for row in added:
        while at < len(kept) and not _same(row, kept[at]):
            at += 1
        assigned.append(kept[at][KEY] if at < len(kept) else None)
        at += 1
    return assigned


def _same(row: Row, other: Row) -> bool:
    return all((row.get(name) or "") == (other.get(name) or "") for name in FIGURE_COLUMNS)


def is_tabled(figure: Figure) -> bool:
    """Figures lifted from points are edited by editing the point."""
    return figure.origin is not Origin.POINT
