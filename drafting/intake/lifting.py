"""Quantities inside points become figures named from their context, so that a point's number is as bound as a table's."""

import re
from dataclasses import replace

from drafting import numerals, references
from drafting.numerals import Form, Quantity
from drafting.report import Figure, FigureSet, Kind, Origin, Use

_CLAUSE_MARKS = "，。；：！？、,;:!?（）()《》“”\n"
_DATES = frozenset({Form.DATE, Form.YEAR, Form.TIME})
_NOISE = re.compile(r"^(?:其中|已|现|今年|目前|累计|共计|共|达到|达|为|和|及|与|并|约|近)+|(?:达到|达|为|至|到|了|共|计|约|近|超|同比|比上年|较年初)+$")
MAX_NAME = 14


class Lifter:
    """Binds the points of one section to `table`; figures made here are appended, keys of earlier ones are kept."""

    def __init__(self, section: int, table: FigureSet) -> None:
        self._section = section
        self._table = table
        self._used: dict[str, Figure] = {}

    def bind(self, text: str, use: Use) -> str:
        """`text` with each quantity as a reference; `[[` typed by the writer is escaped."""
        pieces: list[str] = []
        position = 0
        for quantity in numerals.find(text):
            if quantity.form is Form.MASK:
                continue
            figure = self._known(quantity, text) or self._own(quantity, text, use)
            pieces += [references.escape(text[position : quantity.start]), f"[[{figure.key}]]"]
            position = quantity.end
        pieces.append(references.escape(text[position:]))
        return "".join(pieces)

    def table(self) -> FigureSet:
        """The set after binding: figures of this section's earlier points that nothing uses now are 备查."""
        kept = [self._used.get(one.key) or self._idle(one) for one in self._table]
        return replace(self._table, figures=tuple(kept))

    def _idle(self, figure: Figure) -> Figure:
        orphan = figure.origin is Origin.POINT and figure.section == self._section
        return replace(figure, use=Use.RESERVE) if orphan else figure

    def _known(self, quantity: Quantity, text: str) -> Figure | None:
        """A figure of the writer's table that says the same: value, unit and name, and would be shown alike."""
        for figure in self._table:
            if figure.origin is not Origin.BRIEF or figure.kind is not Kind.NUMBER or not figure.value:
                continue
            if references.value_text(figure) == numerals.normal(quantity.text) and figure.name in text:
                return figure
        return None

    def _own(self, quantity: Quantity, text: str, use: Use) -> Figure:
        name = self._free_name(context_name(text, quantity))
        old = next((one for one in self._table if self._is_mine(one) and one.name == name), None)
        figure = Figure(
            key=old.key if old else self._table.next_key(),
            name=name,
            section=self._section,
            kind=Kind.DATE if quantity.form in _DATES else Kind.NUMBER,
            value=references.escape(quantity.text),
            use=use,
            origin=Origin.POINT,
            source=old.source if old else "",
        )
        self._used[figure.key] = figure
        if old is None:
            self._table = replace(self._table, figures=(*self._table.figures, figure))
        return figure

    def _is_mine(self, figure: Figure) -> bool:
        return figure.origin is Origin.POINT and figure.section == self._section

    def _free_name(self, name: str) -> str:
        taken = {figure.name for figure in self._used.values()}
        count = 1
        while (free := name if count == 1 else f"{name}（{count}）") in taken:
            count += 1
        return free


def context_name(text: str, quantity: Quantity) -> str:
    """What a quantity counts, from the words of its clause: before it, and the noun right after it."""
    start = max((text.rfind(mark, 0, quantity.start) for mark in _CLAUSE_MARKS), default=-1) + 1
    ends = [at for mark in _CLAUSE_MARKS if (at := text.find(mark, quantity.end)) >= 0]
    before = _NOISE.sub("", text[start : quantity.start].strip())
    after = text[quantity.end : min(ends, default=len(text))].strip()
    before = before[-MAX_NAME:]
    noun = after if len(after) <= 6 and not numerals.find(after) else ""
    name = f"{before}{noun}" or after[:MAX_NAME] or text[: quantity.start].strip(_CLAUSE_MARKS)[-MAX_NAME:]
    return re.sub(r"[\[\]\d０-９]", "", name) or "数量"
