"""The form an exemplar implies: its outline as a brief to fill in, every blank a pending figure."""

import re
from dataclasses import dataclass, replace
from typing import Any

from drafting.exemplar.cells import MASK
from drafting.exemplar.document import Exemplar, ExemplarSection, Slot
from drafting.exemplar.leaks import leak_terms
from drafting.lexicon import indicator
from drafting.numerals import normal
from drafting.report import Brief, Comparison, Figure, FigureSet, Kind, Polarity, SectionBrief, Use

_RATE_ENDS = ("增速", "降幅")
_CHANGE_END = re.compile(r"(?:增加|提高|提升|上升|扩大|净增|前移|下降|减少|降低|回落|缩短|后移)$")
_BLANK = Comparison("", "")
TO_FILL = "（请填）"
"""What stands where the exemplar masks a name in its salutation; a draft that still has it is told so."""


@dataclass(frozen=True, slots=True)
class _Ask:
    """One figure to ask for; `growth` when its change is asked as well or alone."""

    name: str
    kind: Kind
    unit: str
    prev: str
    growth: bool


def form_of(exemplar: Exemplar) -> Brief:
    """A pending figure per blank; value and growth of one indicator are one figure, exemplar literals go to `prev`."""
    asked = [one for one in exemplar.sections if one.level or any(_worth_asking(slot) for slot in one.slots)]
    names = [term for term in leak_terms(exemplar) if not any(letter.isdecimal() for letter in term)]
    figures: list[Figure] = []
    for index, section in enumerate(asked):
        for ask in _asks(section):
            ask = replace(ask, name=_of_nobody(ask.name, names))
            figures.append(_figure(ask, f"F{len(figures) + 1}", index))
    return Brief(
        title=exemplar.title,
        salutation=MASK.sub(TO_FILL, exemplar.salutation),
        lead=MASK.sub(TO_FILL, exemplar.lead),
        exemplar=exemplar.name,
        sections=tuple(SectionBrief(one.heading, one.level) for one in asked),
        figures=FigureSet(tuple(figures)),
    )


def _of_nobody(label: str, names: list[str]) -> str:
    """考入清华大学人数 → 考入人数: another unit is asked for its own, not for the exemplar's."""
    for name in names:
        shorter = label.replace(name, "")
        label = shorter if len(shorter) >= 4 else label
    return label


def _worth_asking(slot: Slot) -> bool:
    return bool(slot.label) and slot.kind is not Kind.DATE


def _asks(section: ExemplarSection) -> list[_Ask]:
    """In order of first appearance, one a name."""
    asks: dict[str, _Ask] = {}
    for slot in section.slots:
        if not _worth_asking(slot):
            continue
        name, growth = _base(slot, asks)
        ask = _Ask(name, slot.kind, "" if growth else slot.unit, "" if growth else _literal(slot), growth)
        known = asks.get(name)
        asks[name] = _merged(known, ask) if known else ask
    return list(asks.values())


def _base(slot: Slot, asks: dict[str, _Ask]) -> tuple[str, bool]:
    """The indicator a slot is of, and whether the slot is its change."""
    change = _CHANGE_END.search(slot.label)
    if change and slot.label[: change.start()] in asks:
        return slot.label[: change.start()], True
    for end in _RATE_ENDS:
        if slot.label.endswith(end) and len(slot.label) > len(end) and slot.unit in {"%", "倍"}:
            return slot.label.removesuffix(end), True
    return slot.label, False


def _merged(known: _Ask, ask: _Ask) -> _Ask:
    return replace(known, unit=known.unit or ask.unit, prev=known.prev or ask.prev, growth=known.growth or ask.growth)


def _literal(slot: Slot) -> str:
    """Last period's number where the exemplar shows one; masks show none."""
    if not any(letter.isdecimal() for letter in slot.text) or slot.kind is not Kind.NUMBER:
        return ""
    return normal(slot.text).removeprefix("第").strip()


def _figure(ask: _Ask, key: str, section: int) -> Figure:
    found = indicator(ask.name)
    return Figure(
        key=key,
        name=ask.name,
        section=section,
        kind=ask.kind,
        unit=ask.unit,
        comparisons=(_BLANK,) if ask.growth else (),
        prev=ask.prev,
        use=Use.MUST if ask.kind is Kind.NUMBER else Use.MAY,
        polarity=found.polarity if found else Polarity.UNKNOWN,
    )


def form_json(exemplar: Exemplar) -> dict[str, Any]:
    """`{"text","sections":[{"heading","level","path","slots":[…]}]}`, offsets in code points of text."""
    return {
        "text": exemplar.text,
        "sections": [
            {
                "heading": section.heading,
                "level": section.level,
                "path": list(section.path),
                "slots": [
                    {
                        "offset": slot.offset,
                        "kind": slot.kind.value,
                        "label": slot.label,
                        "unit": slot.unit,
                        "direction": slot.direction,
                    }
                    for slot in section.slots
                ],
            }
            for section in exemplar.sections
        ],
    }
