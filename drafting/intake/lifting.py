"""Quantities inside points become figures named from their context: a point's number is as bound as a table's."""

import re
from collections import Counter
from dataclasses import replace

from drafting import numerals, references
from drafting.naming import cover
from drafting.numerals import CALENDAR, Form, Quantity
from drafting.report import Figure, FigureSet, Kind, Origin, Use

_CLAUSE_MARKS = "，。；：！？、,;:!?（）()《》“”\n"
_NOISE = re.compile(
    r"^(?:[底初]?前|[上中下]旬|其中|已|现|今年|目前|累计|共计|共|达到|达|为|和|及|与|并|约|近)+|(?:达到|达|为|至|到|了|共|计|约|近|超|同比|比上年|较年初|将|把|对|为|以|于|在|由|从|计划)+$"
)
MAX_NAME = 14


class Lifter:
    """Binds the points of one section to `table`; earlier figures keep their keys, numbers up to `spent` are gone."""

    def __init__(self, section: int, table: FigureSet, spent: int = 0) -> None:
        self._section = section
        self._table = table
        self._given = [one for one in table if one.origin is Origin.BRIEF and one.kind is Kind.NUMBER]
        self._earlier = {one.name: one for one in table if one.origin is Origin.POINT and one.section == section}
        self._last = max(int(table.next_key()[1:]) - 1, spent)
        self._used: dict[str, Figure] = {}
        self._names: Counter[str] = Counter()

    def bind(self, text: str, use: Use) -> str:
        """`text` with each quantity as a reference; `[[` typed by the writer is escaped."""
        pieces: list[str] = []
        position = 0
        for quantity in numerals.find(text):
            if quantity.form is Form.MASK:
                continue
            start, reference = self._known(quantity, text, position) or (
                quantity.start,
                f"[[{self._own(quantity, text, use).key}]]",
            )
            pieces += [references.escape(text[position:start]), reference]
            position = quantity.end
        pieces.append(references.escape(text[position:]))
        return "".join(pieces)

    def table(self) -> FigureSet:
        """The set after binding: figures of this section's earlier points that nothing uses now are 备查."""
        kept = [self._used[one.key] if one.key in self._used else self._idle(one) for one in self._table]
        known = {one.key for one in kept}
        return replace(self._table, figures=(*kept, *(one for one in self._used.values() if one.key not in known)))

    def _idle(self, figure: Figure) -> Figure:
        orphan = figure.origin is Origin.POINT and figure.section == self._section
        return replace(figure, use=Use.RESERVE) if orphan else figure

    def _known(self, quantity: Quantity, text: str, floor: int) -> tuple[int, str] | None:
        """Start and reference of what a figure of the writer's table says in the same words, its verb included."""
        left, right = clause_around(text, quantity)
        words = text[left:right]
        for figure in self._given:
            if cover(figure.name, words) < 1:
                continue
            if references.value_text(figure) == numerals.normal(quantity.text):
                return quantity.start, f"[[{figure.key}]]"
            for one in figure.compared:
                shown = references.part_text(figure, "change", one.to) or ""
                start = quantity.end - len(shown)
                if shown and start >= max(floor, left) and numerals.normal(text[start : quantity.end]) == shown:
                    to = "" if one is figure.compared[0] else f":{one.to}"
                    return start, f"[[{figure.key}.change{to}]]"
        return None

    def _own(self, quantity: Quantity, text: str, use: Use) -> Figure:
        name = self._free_name(context_name(text, quantity))
        old = self._earlier.get(name)
        figure = Figure(
            key=old.key if old else self._free_key(),
            name=name,
            section=self._section,
            kind=Kind.DATE if quantity.form in CALENDAR else Kind.NUMBER,
            value=quantity.text,
            use=use,
            origin=Origin.POINT,
            source=old.source if old else "",
        )
        self._used[figure.key] = figure
        return figure

    def _free_key(self) -> str:
        self._last += 1
        return f"F{self._last}"

    def _free_name(self, name: str) -> str:
        """The second of a name is （2）, so that each finds its own key again when the points are edited."""
        self._names[name] += 1
        return name if self._names[name] == 1 else f"{name}（{self._names[name]}）"


def clause_around(text: str, quantity: Quantity) -> tuple[int, int]:
    """Half-open span of the clause a quantity stands in."""
    start = max((text.rfind(mark, 0, quantity.start) for mark in _CLAUSE_MARKS), default=-1) + 1
    ends = [at for mark in _CLAUSE_MARKS if (at := text.find(mark, quantity.end)) >= 0]
    return start, min(ends, default=len(text))


def context_name(text: str, quantity: Quantity) -> str:
    """What a quantity counts, from the words of its clause: before it, and the noun right after it."""
    start, end = clause_around(text, quantity)
    others = [one for one in numerals.find(text[start:end]) if one.start != quantity.start - start]
    before = text[
        max([start, *(start + one.end for one in others if start + one.end <= quantity.start)]) : quantity.start
    ]
    after = text[quantity.end : min([end, *(start + one.start for one in others if start + one.start >= quantity.end)])]
    before = _NOISE.sub("", before.strip())[-MAX_NAME:]
    after = after.strip()
    if quantity.form in CALENDAR:
        return _bare(f"{before or after or text[end:].strip(_CLAUSE_MARKS)[:MAX_NAME]}时间")
    # One character (对, 为, 共) names nothing; the words behind have to.
    noun = after if len(after) <= 6 else after[:6] if len(before) < 2 else ""
    if name := f"{before}{noun}":
        return _bare(name)
    first = min([quantity.start, *(start + one.start for one in others)])
    return _bare(f"{_NOISE.sub('', text[start:first].strip())[-MAX_NAME:]}{_counted(quantity)}")


def _counted(quantity: Quantity) -> str:
    """212个村 → 村, 46人 → 人数: the measure, where no other words stand right around."""
    measure = re.sub(r"[^\u4e00-\u9fff]", "", quantity.unit)
    noun = measure.removeprefix("个")
    return noun if noun != measure and noun else f"{measure}数" if quantity.form is Form.NUMBER and measure else ""


def _bare(name: str) -> str:
    return re.sub(r"[\[\]\d０-９“”‘’]", "", name) or "数量"
