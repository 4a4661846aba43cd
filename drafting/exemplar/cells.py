"""Finding the blanks of a report: masks and literal quantities, each with its kind and unit."""

import re
from dataclasses import dataclass, replace
from functools import cache

from drafting import numerals
from drafting.lexicon import table
from drafting.numerals import Form, Quantity
from drafting.report import Kind

MASK = re.compile(r"20[XxＸ×]{2}(?=年)|[*＊]+|[XＸ×]{2,}(?![A-Za-z])|○{2,}")
_NUMERAL = re.compile(r"[0-9０-９零〇一二两三四五六七八九十百千万亿半几数]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
LOOK_BACK = 80
"""Characters within which 辖 governs what follows; a clause that never ends is no reason to read it all again."""

_SCALE = re.compile(r"[0-9０-９][0-9０-９.,，．]*\s*(?:多|余|来|几)?([百千万亿]*)")
_CALENDAR = frozenset({Form.DATE, Form.YEAR, Form.MONTH, Form.TIME})
_DURATION = re.compile(r"(?:近|历时|连续|为期|用时|超过|共|长达|过去|未来|每)$")
_DATE_AFTER = re.compile(r"年|月(?!票|饼|季)|日(?!常|均|益|用|产|报)|季度")


@dataclass(frozen=True, slots=True)
class Cell:
    """`start`..`end` is the mask or literal, `after` the end of its unit; `rank` for 第*位, `place` for 辖*镇."""

    start: int
    end: int
    after: int
    kind: Kind
    unit: str
    text: str
    rank: bool = False
    form: Form | None = None
    place: bool = False


def cells(text: str) -> tuple[Cell, ...]:
    """All blanks in order; masks win over literals they touch."""
    masks = [(m.start(), m.end()) for m in MASK.finditer(text)]
    # A mask is read as if a number stood there, so that its unit is found by the reader of numbers.
    as_number = MASK.sub(lambda m: "7" * len(m[0]), text)
    masked = [_mask_cell(text, as_number, start, end) for start, end in masks]
    found = {cell.start: cell for cell in masked}
    for quantity in numerals.find(MASK.sub(lambda m: "\u3000" * len(m[0]), text)):
        if not any(cell.start < quantity.end and quantity.start < cell.after for cell in masked):
            cell = _literal_cell(text, quantity)
            found[cell.start] = cell
    return _sharing_units(text, [found[start] for start in sorted(found) if not _threshold(text, found[start])])


def _threshold(text: str, cell: Cell) -> bool:
    """50岁以上 before a noun says who is counted, it counts nothing."""
    return bool(re.search(r"岁(?:以上|以下|以内)?$", cell.text) and _HAN.match(text, cell.end))


def _sharing_units(text: str, found: list[Cell]) -> tuple[Cell, ...]:
    """提高0.8、0.3和1.1个百分点: the first two are percentage points, too."""
    for index in range(len(found) - 2, -1, -1):
        one, following = found[index], found[index + 1]
        both = one.kind is Kind.NUMBER and following.kind is Kind.NUMBER
        if both and not one.unit and following.unit and text[one.after : following.start] in {"、", "和", "及", "与"}:
            found[index] = replace(one, unit=following.unit)
    return tuple(found)


def _mask_cell(text: str, as_number: str, start: int, end: int) -> Cell:
    words = text[start:end]
    if words.startswith("20") or (_DATE_AFTER.match(text, end) and not _DURATION.search(text, 0, start)):
        return Cell(start, end, end, Kind.DATE, "", words)
    left = max(text.rfind(mark, 0, start) for mark in "，。；：\n") + 1
    if _administered(text, left, start, end):
        return Cell(start, end, end, Kind.NUMBER, "个", words, form=Form.NUMBER, place=True)
    window = as_number[max(left, start - 2) : end + 14]
    at = start - max(left, start - 2)
    quantity = next((one for one in numerals.find(window) if one.start <= at < one.end), None)
    if quantity is None or quantity.form in _CALENDAR or not _counts(text, left, start, quantity):
        kind = Kind.DATE if quantity is not None and quantity.form in _CALENDAR else Kind.NAME
        return Cell(start, end, end, kind, "", words)
    after = end + quantity.end - (at + end - start)
    return Cell(start, end, after, Kind.NUMBER, _unit(quantity), words, quantity.form is Form.RANK, quantity.form)


def _counts(text: str, left: int, start: int, quantity: Quantity) -> bool:
    """Whether the mask can be a number: 7个 is one, 7县 only where a district is being described."""
    if quantity.unit in _nouns_too():
        before = text[max(left, start - LOOK_BACK) : start]
        return any(verb in before for verb in table("slots")["administers"])
    return bool(quantity.unit) or _scaled(quantity.text)


def _administered(text: str, left: int, start: int, end: int) -> bool:
    """辖*镇*乡: places counted without a measure word."""
    slots = table("slots")
    before = text[max(left, start - LOOK_BACK) : start]
    return any(verb in before for verb in slots["administers"]) and text.startswith(tuple(slots["administrative"]), end)


def _scaled(words: str) -> bool:
    return words[-1] in "万亿余多"


def _unit(quantity: Quantity) -> str:
    """The unit as a form shows it, scale included: 亿元, 万人次."""
    scale = _SCALE.search(quantity.text)
    return (scale[1] if scale else "") + quantity.unit


def _literal_cell(text: str, quantity: Quantity) -> Cell:
    digits = _NUMERAL.search(quantity.text)
    start = quantity.start + (digits.start() if digits and digits[0] not in "百千万亿" else 0)
    kind = Kind.DATE if quantity.form in _CALENDAR else Kind.NUMBER
    left = max(text.rfind(mark, 0, start) for mark in "，。；：\n") + 1
    if quantity.unit and _administered(text, left, start, quantity.end - len(quantity.unit)):
        end = quantity.end - len(quantity.unit)
        return Cell(start, end, end, kind, "个", text[start:end], form=quantity.form, place=True)
    unit = "" if kind is Kind.DATE else _unit(quantity)
    end = quantity.end
    return Cell(start, end, end, kind, unit, text[start:end], quantity.form is Form.RANK, quantity.form)


@cache
def _nouns_too() -> frozenset[str]:
    return frozenset(table("slots")["nouns_too"])
