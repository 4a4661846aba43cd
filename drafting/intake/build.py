"""From raw fields, whatever file they came in, to a Brief: validated, keyed F1…, points bound to figures."""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from drafting import numerals, references
from drafting.errors import BriefError
from drafting.intake.formulas import bind_formulas
from drafting.intake.frame import default_lead, heading_level
from drafting.intake.lifting import Lifter, goal_name, settled
from drafting.intake.sayings import sayings
from drafting.report import (
    Basis,
    Brief,
    Comparison,
    Figure,
    FigureSet,
    Kind,
    Origin,
    Point,
    Polarity,
    SectionBrief,
    State,
    Status,
    Task,
    Use,
)

BLANK = "待填"
MANUAL = "手填"
PENDING_WORDS = frozenset({BLANK, "待报", "待补", "待定", "—", "－", "-", "/", "无", "*", "**"})
MAX_SECTIONS, MAX_FIGURES, MAX_POINTS, MAX_POINT, MAX_SHOWN = 200, 3000, 5000, 20_000, 30


@dataclass(frozen=True, slots=True)
class RawFigure:
    """A figure as written down; `place` says where, for errors. `compare` holds (to, value) pairs."""

    name: str
    place: str = ""
    kind: str = ""
    value: str = ""
    unit: str = ""
    change: str = ""
    compare: tuple[tuple[str, str], ...] = ()
    rank: str = ""
    prev: str = ""
    note: str = ""
    source: str = ""
    use: str = ""
    polarity: str = ""
    status: str = ""
    formula: str = ""


@dataclass(frozen=True, slots=True)
class RawPoint:
    text: str
    place: str = ""
    use: str = ""
    state: str = ""
    source: str = ""
    private: str = ""


@dataclass(frozen=True, slots=True)
class RawSection:
    heading: str
    place: str = ""
    length: str = ""
    figures: tuple[RawFigure, ...] = ()
    points: tuple[RawPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class RawBrief:
    """`fields`: title, unit, period, date, salutation, lead, closing, signer, exemplar as typed."""

    fields: dict[str, str]
    place: str
    task: Task = field(default_factory=Task)
    basis: tuple[Basis, ...] = ()
    sections: tuple[RawSection, ...] = ()


def assemble(raw: RawBrief) -> Brief:
    """Raises `BriefError` naming place and remedy."""
    _refuse_excess(raw)
    fields = {name: _printable(text).strip() for name, text in raw.fields.items()}
    if not fields.get("title"):
        raise BriefError("缺少标题（title）", place=raw.place, hint="请写明报告标题")
    table = FigureSet(tuple(_figures(raw)))
    sections: list[SectionBrief] = []
    for index, section in enumerate(raw.sections):
        table = bind_notes(table, index)
        points, table = make_points(section.points, index, table)
        heading = section.heading.strip()
        sections.append(SectionBrief(heading, heading_level(heading), _length(section), points))
    brief = Brief(
        **fields,
        task=raw.task,
        basis=raw.basis,
        sections=tuple(sections),
        figures=bind_formulas(table, _places(raw)),
    )
    return default_lead(brief)


def _refuse_excess(raw: RawBrief) -> None:
    counted = (
        ("章节", len(raw.sections), MAX_SECTIONS),
        ("指标", sum(len(one.figures) for one in raw.sections), MAX_FIGURES),
        ("要点", sum(len(one.points) for one in raw.sections), MAX_POINTS),
    )
    for what, count, most in counted:
        if count > most:
            raise BriefError(f"{what}有{count}条，超过上限{most}条", place=raw.place, hint="请拆成几份素材")


def _figures(raw: RawBrief) -> list[Figure]:
    made: list[Figure] = []
    for index, section in enumerate(raw.sections):
        for one in section.figures:
            made.append(make_figure(one, f"F{len(made) + 1}", index))
    return made


def _places(raw: RawBrief) -> dict[str, str]:
    """Where each figure of the table is written, by the key `_figures` gives it."""
    written = [one for section in raw.sections for one in section.figures]
    return {f"F{number}": f"{one.place}“{shown(one.name)}”" for number, one in enumerate(written, 1)}


def make_figure(raw: RawFigure, key: str, section: int) -> Figure:
    """Raises `BriefError` where a field can't be read."""
    name = _line(raw.name)
    if not name:
        raise BriefError("有一个指标没有名称", place=raw.place, hint="请写明指标名称（name）")
    place = f"{raw.place}“{shown(name)}”" if raw.place else f"指标“{shown(name)}”"
    kind = _choice(Kind, _KIND_WORDS.get(raw.kind.strip(), raw.kind), Kind.NUMBER, place, "类型")
    value = _line(raw.value)
    status = _choice(Status, raw.status, Status.NONE, place, "数据状态")
    if value in PENDING_WORDS:
        value, status = "", status or (Status.NONE if value == BLANK else Status.PENDING)
    note = _line(raw.note)
    note = "" if note in PENDING_WORDS else note
    if status is Status.NONE and note in set(Status):
        status, note = Status(note), ""
    _check_quantity(value, kind, place, "数值")
    _check_quantity(raw.prev.strip(), kind, place, "上期值")
    _check_unit(value, _line(raw.unit), kind, place)
    return Figure(
        key=key,
        name=name,
        section=section,
        kind=kind,
        value=value,
        unit=_line(raw.unit),
        comparisons=_comparisons(raw, place),
        rank=_line(raw.rank),
        prev=_line(raw.prev),
        note=note,
        source=_line(raw.source),
        use=_choice(Use, raw.use, Use.MUST, place, "使用"),
        polarity=_choice(
            Polarity, _POLARITY_WORDS.get(raw.polarity.strip(), raw.polarity), Polarity.UNKNOWN, place, "好坏方向"
        ),
        status=status,
        origin=_origin(raw),
        formula=_line(raw.formula),
    )


def _origin(raw: RawFigure) -> Origin:
    if raw.formula.strip():
        return Origin.DERIVED
    return Origin.MANUAL if raw.source.strip() == MANUAL else Origin.BRIEF


_KIND_WORDS = {"数字": "number", "数值": "number", "名称": "name", "日期": "date", "时间": "date"}
_POLARITY_WORDS = {
    **dict.fromkeys(("good", "好", "正", "正向", "越高越好", "越多越好"), "升为好"),
    **dict.fromkeys(("bad", "坏", "负", "负向", "反向", "越低越好", "越少越好"), "降为好"),
    **dict.fromkeys(("neutral", "中", "无"), "中性"),
}


def _check_quantity(text: str, kind: Kind, place: str, what: str) -> None:
    readable = kind is not Kind.NUMBER or numerals.read(text) is not None or numerals.read_change(text) is not None
    if text and not readable:
        raise BriefError(
            f"{what}“{shown(text)}”不是数量", place=place, hint="请改成数字，或把类型改为“名称”（kind: name）"
        )


def _check_unit(value: str, unit: str, kind: Kind, place: str) -> None:
    """A unit typed with the value and another in the unit column would print 3.2%个."""
    measure = numerals.normal(unit)
    quantity = numerals.read(value) if kind is Kind.NUMBER and value and unit else None
    if (
        quantity is not None
        and quantity.unit
        and quantity.unit not in measure
        and measure not in numerals.normal(value)
    ):
        message = f"数值“{shown(value)}”和单位“{shown(unit)}”对不上"
        raise BriefError(message, place=place, hint="请把单位只写在一处")


def _comparisons(raw: RawFigure, place: str) -> tuple[Comparison, ...]:
    made: list[Comparison] = []
    typed = [*_changes(_line(raw.change)), *((_line(to), _line(value)) for to, value in raw.compare)]
    for to, value in typed:
        # A blank of the form (待填) keeps its place until it is filled in.
        if value in PENDING_WORDS:
            made.append(_compared(to, "", place))
        elif value:
            made.append(read_comparison(to, value, place))
    named = [one.to for one in made]
    twice = next((to for to in named if named.count(to) > 1), None)
    if twice is not None:
        raise BriefError(f"比较对象“{twice or '（没写）'}”写了两遍", place=place, hint="请只留一个，或写明各跟谁比")
    return tuple(made)


def _changes(text: str) -> list[tuple[str, str]]:
    """同比增长8.0%，高于全市1.2个百分点 typed in one field: basis and amount of each, where every part can be read."""
    if not text or text in PENDING_WORDS or numerals.read_change(text):
        return [("", text)] if text else []
    said = sayings(text)
    left = [
        text[start:end]
        for start, end in zip((0, *(one.end for one in said)), (*(one.start for one in said), len(text)), strict=True)
    ]
    told = all(one.part == "change" for one in said) and all(
        before.strip("，,；;、 ") == one.to for before, one in zip(left, said, strict=False)
    )
    if not said or not told or left[-1].strip("，,；;。 "):
        return [("", text)]
    return [(one.to, one.text) for one in said]


def read_comparison(to: str, value: str, place: str) -> Comparison:
    """A basis typed with the amount (同比增长6.1%) becomes `to`; raises `BriefError` when it is no change at all."""
    change = numerals.read_change(value)
    # Only a share or a gap (占年度任务) may be a bare amount: without a direction 同比8人 says nothing.
    if change is None and (numerals.read(value) is None or references.is_movement(Comparison(to, value))):
        raise BriefError(
            f"增减“{shown(value)}”读不懂", place=place, hint="请写成“增长8.0%”“下降1.2%”“提高0.3个百分点”或“持平”"
        )
    if change and change.basis and value.startswith(change.basis):
        to, value = to or change.basis, value.removeprefix(change.basis).strip()
    return _compared(to, value, place)


def _compared(to: str, value: str, place: str) -> Comparison:
    """A quantity in `to` (占年度任务50亿元) is told apart from it: it becomes a figure of its own."""
    if any(mark in to for mark in "[]:：\n") or len(to) > 30:
        raise BriefError(f"比较对象“{to[:30]}”写法不对", place=place, hint="请写成“同比”“较年初”“高于全市”这样的短语")
    words = to
    for one in reversed(numerals.find(to)):
        if one.form not in numerals.CALENDAR:
            words = words[: one.start] + words[one.end :]
    return Comparison(to, value) if words == to else Comparison(words.strip("，、的（）() "), value, to)


_Choice = TypeVar("_Choice", bound=StrEnum)


def _choice(kind: type[_Choice], text: str, default: _Choice, place: str, what: str) -> _Choice:
    word = text.strip()
    if not word:
        return default
    try:
        return kind(word)
    except ValueError as fault:
        allowed = "、".join(one.value for one in kind if one.value)
        raise BriefError(f"{what}“{shown(word)}”不认识", place=place, hint=f"只能是{allowed}") from fault


def _length(section: RawSection) -> int | None:
    text = numerals.normal(section.length.strip()).removesuffix("字").strip()
    if not text:
        return None
    if not re.fullmatch(r"[1-9]\d{0,4}", text):
        raise BriefError(f"字数“{shown(section.length)}”不是整数", place=section.place, hint="请写成400这样的数")
    return int(text)


def make_points(
    raws: tuple[RawPoint, ...], section: int, table: FigureSet, spent: int = 0
) -> tuple[tuple[Point, ...], FigureSet]:
    """All points of one section; their quantities become figures, which keep their keys when points are edited.

    `spent` is the number of the last key the report ever gave out. A figure no point needs any longer stays for
    drafts that mention it, as 备查.
    """
    lifter = Lifter(section, table, spent, _lifted_from_figures(table, section))
    provisional = [_point(raw, lifter) for raw in raws]
    lifted, keys = lifter.settled()
    return tuple(replace(one, bound=settled(one.bound, keys)) for one in provisional), lifted


def bind_notes(table: FigureSet, section: int, points: tuple[Point, ...] = (), spent: int = 0) -> FigureSet:
    """The quantities in notes and comparisons of a section's figures as figures; those of its `points` stay."""
    lifter = Lifter(section, table, spent, frozenset(key for point in points for key in _keys(point.bound)))
    noted = {one.key: lifter.bind_note(one) for one in table.of_section(section) if one.origin is not Origin.POINT}
    for figure in table.of_section(section):
        lifter.lift_goals(figure)
    lifted, keys = lifter.settled()
    bound = (replace(one, bound=settled(noted[one.key], keys)) if one.key in noted else one for one in lifted)
    return replace(lifted, figures=tuple(bound))


def _lifted_from_figures(table: FigureSet, section: int) -> frozenset[str]:
    given = [one for one in table.of_section(section) if one.origin is not Origin.POINT]
    goals = {goal_name(figure, one) for figure in given for one in figure.comparisons if one.written}
    named = {one.key for one in table.of_section(section) if one.origin is Origin.POINT and one.name in goals}
    return frozenset(named | {key for figure in given for key in _keys(figure.bound)})


def _keys(bound: str) -> tuple[str, ...]:
    return tuple(one.key for one in references.find(bound))


def _point(raw: RawPoint, lifter: Lifter) -> Point:
    text = _one_line(raw.text)
    if not text:
        raise BriefError("有一条要点是空的", place=raw.place, hint="请补上内容或删去这一条")
    if len(text) > MAX_POINT:
        raise BriefError(f"有一条要点超过{MAX_POINT}字", place=raw.place, hint="请拆成几条")
    use = _choice(Use, raw.use, Use.MAY, raw.place, "使用")
    state = _choice(State, raw.state, State.UNKNOWN, raw.place, "进展")
    return Point(
        text=text,
        bound=lifter.bind(text, use, planned=state is State.PLANNED),
        use=use,
        state=state,
        source=raw.source.strip(),
        private=_yes(raw.private, raw.place),
    )


def _one_line(text: str) -> str:
    """A point is one bullet: its line breaks become nothing between Chinese, list marks at its head go."""
    return re.sub(r"^(?:(?:[-*]\s+|[·•●▪]\s*))+", "", _line(text)).strip()


def _line(text: str) -> str:
    return re.sub(r"\s*[\n\v\f\r\x85\u2028\u2029]\s*", "", _printable(text).strip())


def _printable(text: str) -> str:
    """Without control characters, which no document can hold."""
    return re.sub(r"[\x00-\x08\x0e-\x1f\x7f]", "", text)


def shown(text: str) -> str:
    """What an error quotes of a text: one short line."""
    line = " ".join(_printable(text).split())
    return line if len(line) <= MAX_SHOWN else f"{line[:MAX_SHOWN]}……"


def _yes(text: str, place: str) -> bool:
    word = text.strip().lower()
    if word in {"", "false", "no", "否"}:
        return False
    if word in {"true", "yes", "是", "不出门"}:
        return True
    raise BriefError(f"“{shown(text)}”不认识", place=place, hint="不出门（private）只能写是或否")
