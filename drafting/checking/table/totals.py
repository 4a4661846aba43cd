"""Parts against their whole, shares against a hundred: quiet unless the parts are surely of that whole."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from drafting import numerals
from drafting.checking.rules import finding
from drafting.checking.table.tabled import (
    Item,
    Tabled,
    apart,
    only_ones,
    read_amount,
    read_list,
    slack_of,
    standard,
    tabled,
    total_of,
)
from drafting.lexicon import table
from drafting.measuring import Amount, rounded
from drafting.numerals import Form, normal
from drafting.numerals.shapes import ratio_parts
from drafting.references import with_unit
from drafting.report import Brief, Figure, FigureSet, Finding, Point

_OF_WHICH = "其中"
_CLAUSE = re.compile(r"[^，,；;。]+")
_SENTENCE = re.compile(r"[^；;。\n]+")
_LEAD = re.compile(r"^(?:其中|包括|分别为|分别是|主要是|含)[：:，]?")
_DONE = re.compile(r"^已(?:完成)?(?P<verb>..)(?:的)?(?P<noun>.{2,})$")
_REST = re.compile(r"^(?:未|剩余|待|新|其中)")
_CHANGED = re.compile(r"(?:增长|增加|下降|减少|提高|降低|回落|上升|同比|较[^，]{1,8}|比[^，]{1,8})[了为达约近]?$")
_SHARE_LABEL = re.compile(r"(?:占比|占|比重)(?:为|达)?$")
_NEARLY = (80, 120)
MAX_QUOTED = 18


@dataclass(frozen=True, slots=True)
class _Whole:
    """What a list of parts is held against; `where` names the list for the writer."""

    name: str
    shown: str
    amount: Amount
    where: str
    section: int


def check_totals(brief: Brief, figures: FigureSet) -> Iterator[Finding]:
    entries = tabled(figures)
    yield from _partitions(entries)
    yield from _within(entries)
    yield from _rows_of_which(entries)
    for one in entries:
        yield from _note(one)
    for index, section in enumerate(brief.sections):
        for point in section.points:
            yield from _point(point, index)


def check_hundred(figures: FigureSet) -> Iterator[Finding]:
    """三次产业结构 and shares said to be all of something."""
    for figure in figures:
        yield from _structure(figure)
        yield from _listed_shares(figure)
    entries = only_ones(tabled(figures))
    for names in table("relations")["share_partitions"]:
        parts = [entries[name] for name in names if name in entries]
        if len(parts) == len(names) and all(one.amount.percent for one in parts):
            yield from _not_hundred(_quoted(parts), [one.amount for one in parts], parts[-1].figure.section)
    for row in table("relations")["partitions"]:
        yield from _shares_of_parts([entries[name] for name in row["parts"] if name in entries], row)


def _partitions(entries: tuple[Tabled, ...]) -> Iterator[Finding]:
    named = only_ones(entries)
    for row in table("relations")["partitions"]:
        whole = named.get(row["whole"])
        parts = [named[name] for name in row["parts"] if name in named]
        if whole is None or len(parts) < len(row["parts"]):
            continue
        stated = _Whole(whole.name, whole.shown, whole.amount, _quoted(parts), whole.figure.section)
        yield from _disagree(stated, [one.amount for one in parts])


def _within(entries: tuple[Tabled, ...]) -> Iterator[Finding]:
    named = only_ones(entries)
    for small, large in table("relations")["within"]:
        if small in named and large in named:
            yield from _exceeds(named[small], named[large])
    for one in entries:
        yield from _done(one, entries)


def _done(done: Tabled, entries: tuple[Tabled, ...]) -> Iterator[Finding]:
    """已化解问题楼盘 can't be more than 列入处置的问题楼盘, the one other count of them in the section."""
    found = _DONE.match(done.name)
    if not found:
        return
    others = [
        one
        for one in entries
        if one.figure.section == done.figure.section
        and one.name.endswith(found["noun"])
        and not _DONE.match(one.name)
        and not _REST.match(one.name)
        and one.amount.unit == done.amount.unit
    ]
    if len(others) == 1:
        yield from _exceeds(done, others[0])


def _rows_of_which(entries: tuple[Tabled, ...]) -> Iterator[Finding]:
    """Rows named 其中：… under the row they are parts of."""
    whole: Tabled | None = None
    parts: list[Tabled] = []
    for one in (*entries, None):
        if one is not None and one.name.startswith(_OF_WHICH):
            parts.append(one)
            continue
        if whole is not None and parts:
            yield from _under(whole, parts)
        whole, parts = one, []


def _under(whole: Tabled, parts: list[Tabled]) -> Iterator[Finding]:
    parts = [one for one in parts if one.figure.section == whole.figure.section]
    for part in parts:
        yield from _exceeds(part, whole)
    labels = [_LEAD.sub("", one.name) for one in parts]
    if len(parts) > 1 and apart(labels):
        stated = _Whole(whole.name, whole.shown, whole.amount, _quoted(parts), whole.figure.section)
        yield from _exceed(stated, [one.amount for one in parts])


def _note(one: Tabled) -> Iterator[Finding]:
    for clause in _CLAUSE.findall(one.figure.note):
        items = read_list(_LEAD.sub("", clause.strip()))
        if len(items) > 1:
            where = f"“{one.name}”备注里的"
            yield from _items(_Whole(one.name, one.shown, one.amount, where, one.figure.section), items)


def _point(point: Point, section: int) -> Iterator[Finding]:
    """新开工项目27个，其中产业类15个、基础设施类8个: the parts stand right behind 其中, the whole before it."""
    for sentence in _SENTENCE.findall(point.text):
        before, mark, after = sentence.partition(_OF_WHICH)
        behind = _CLAUSE.match(after.lstrip("：:，"))
        items = read_list(behind[0]) if mark and behind else ()
        wholes = [one for one in _levels(before) if one.family == items[0].amount.family] if items else []
        if wholes:
            whole = max(wholes, key=lambda one: one.worth)
            shown = f"{rounded(Fraction(whole.number), whole.places)}{whole.unit}"
            text = point.text if len(point.text) <= MAX_QUOTED else f"{point.text[:MAX_QUOTED]}……"
            yield from _items(_Whole("总数", shown, whole, f"要点“{text}”里的", section), items)


def _levels(words: str) -> Iterator[Amount]:
    """Amounts that are no changes: 完成投资20亿元，增加2亿元 is 20亿元."""
    for one in numerals.find(words):
        amount = read_amount(one.text) if one.form is Form.NUMBER else None
        if amount is not None and not _CHANGED.search(words[: one.start]):
            yield amount


def _items(whole: _Whole, items: Sequence[Item]) -> Iterator[Finding]:
    amounts = [one.amount for one in items]
    if any(one.family != whole.amount.family for one in amounts):
        return
    labels = [one.label for one in items]
    if _complete(labels):
        yield from _disagree(whole, amounts)
    elif len(items) > 1 and apart(labels):
        yield from _exceed(whole, amounts)
    else:
        for one in items:
            if one.amount.worth > whole.amount.worth + slack_of((one.amount, whole.amount)):
                stated = f"{rounded(Fraction(one.amount.number), one.amount.places)}{one.amount.unit}"
                yield finding("part-exceeds", section=whole.section, part=one.label, stated=stated, whole=whole.name,
                              total=whole.shown)  # fmt: skip


def _complete(labels: Sequence[str]) -> bool:
    """其他 makes a list whole, and so do parts that are known to be all there are."""
    rest = any(label.startswith(tuple(table("relations")["rest"])) for label in labels)
    return rest or any(set(row["parts"]) == set(labels) for row in table("relations")["partitions"])


def _disagree(whole: _Whole, parts: list[Amount]) -> Iterator[Finding]:
    yield from _compared("parts-disagree", whole, parts, both=True)


def _exceed(whole: _Whole, parts: list[Amount]) -> Iterator[Finding]:
    yield from _compared("parts-exceed", whole, parts, both=False)


def _compared(rule: str, whole: _Whole, parts: list[Amount], *, both: bool) -> Iterator[Finding]:
    if any(one.family != whole.amount.family for one in parts):
        return
    over = sum((one.worth for one in parts), Fraction(0)) - whole.amount.worth
    if (abs(over) if both else over) > slack_of((*parts, whole.amount)):
        computed = total_of(parts, whole.amount)
        yield finding(rule, section=whole.section, where=whole.where, computed=computed, whole=whole.name,
                      stated=whole.shown)  # fmt: skip


def _exceeds(part: Tabled, whole: Tabled) -> Iterator[Finding]:
    small, large = part.amount, whole.amount
    if small.family == large.family and small.worth > large.worth + slack_of((small, large)):
        yield finding("part-exceeds", section=part.figure.section, part=part.name, stated=part.shown, whole=whole.name,
                      total=whole.shown)  # fmt: skip


def _quoted(parts: Sequence[Tabled]) -> str:
    return "".join(f"“{one.name}”" for one in parts)


def _structure(figure: Figure) -> Iterator[Finding]:
    if standard(figure.name) not in table("relations")["structures"] and not figure.name.endswith(("结构", "构成")):
        return
    quantity = numerals.read(figure.value) if figure.value else None
    if quantity is None or quantity.form is not Form.RATIO:
        return
    parts = [read_amount(f"{part}%") for part in ratio_parts(normal(quantity.text))]
    amounts = [one for one in parts if one is not None]
    if len(amounts) == len(parts) and _NEARLY[0] <= sum(one.worth for one in amounts) <= _NEARLY[1]:
        yield from _not_hundred(f"“{figure.name}”{with_unit(figure.value, '')}", amounts, figure.section)


def _listed_shares(figure: Figure) -> Iterator[Finding]:
    """A note 笋业占45%、茶业占30%、其他占20%."""
    for clause in _CLAUSE.findall(figure.note):
        items = read_list(_LEAD.sub("", clause.strip()))
        if len(items) < 2 or not all(one.amount.percent and _SHARE_LABEL.search(one.label) for one in items):
            continue
        if _complete([one.label for one in items]):
            yield from _not_hundred(f"“{figure.name}”备注里", [one.amount for one in items], figure.section)


def _shares_of_parts(parts: list[Tabled], row: dict[str, Any]) -> Iterator[Finding]:
    """Parts that each say 占地区生产总值 by a comparison."""
    said = [
        read_amount(one.value)
        for part in parts
        for one in part.figure.compared
        if standard(one.to.removeprefix("占")) == row["whole"]
    ]
    amounts = [one for one in said if one is not None and one.percent]
    if len(amounts) == len(row["parts"]):
        yield from _not_hundred(_quoted(parts), amounts, parts[-1].figure.section)


def _not_hundred(where: str, shares: list[Amount], section: int) -> Iterator[Finding]:
    total = sum((one.worth for one in shares), Fraction(0))
    # Whole per cents are rounded as well: 33%, 33%, 33%.
    slack = sum((max(one.slack, Fraction(1, 2) if not one.places else Fraction(0)) for one in shares), Fraction(0))
    if abs(total - 100) > slack:
        computed = rounded(total, max(one.places for one in shares)) + "%"
        yield finding("shares-not-hundred", section=section, where=where, computed=computed)
