"""The writer's material as numbers to reckon with: the table's figures, and the lists in notes and points."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache

from drafting import numerals
from drafting.errors import DerivationError
from drafting.lexicon import indicator, table
from drafting.measuring import Amount, amount_of, rounded
from drafting.numerals import Quantity
from drafting.references import is_movement, with_unit
from drafting.report import Comparison, Figure, FigureSet, Kind, Origin

NEAR = Fraction(51, 50)
"""A little over the rounding itself, so that a half falls inside."""

_JOINS = ("、", "和", "及", "与", "以及")
_MOVES = re.compile(
    r"(?:增长|增加|下降|减少|提高|降低|回落|上升|同比|环比|超过|高于|低于|新增|净增|较.{1,6}|比.{1,6})[了为达约近]?$"
)


@dataclass(frozen=True, slots=True)
class Tabled:
    """A figure of the table with the one exact amount it states."""

    figure: Figure
    amount: Amount

    @property
    def name(self) -> str:
        return self.figure.name

    @property
    def shown(self) -> str:
        return with_unit(self.figure.value, self.figure.unit)


@dataclass(frozen=True, slots=True)
class Item:
    """One of a list in running text: 产业类15个."""

    label: str
    amount: Amount


def tabled(figures: FigureSet) -> tuple[Tabled, ...]:
    """Figures the writer entered that state one exact number; ranges, ratios and blanks are left out."""
    entered = (one for one in figures if one.origin in {Origin.BRIEF, Origin.MANUAL} and one.kind is Kind.NUMBER)
    return tuple(Tabled(one, amount) for one in entered if (amount := read_amount(one.value, one.unit)))


@lru_cache(maxsize=8192)
def read_amount(value: str, unit: str = "") -> Amount | None:
    """None for what is no single exact number."""
    try:
        return amount_of(value, unit) if value else None
    except DerivationError:
        return None


def standard(name: str) -> str:
    """GDP and 地区生产总值 are one indicator."""
    known = indicator(name)
    return known.name if known else name.strip()


def only_ones(entries: Iterable[Tabled]) -> Mapping[str, Tabled]:
    """By standard name; an indicator that is there twice could be either and is left out."""
    found: dict[str, list[Tabled]] = {}
    for one in entries:
        found.setdefault(standard(one.name), []).append(one)
    return {name: listed[0] for name, listed in found.items() if len(listed) == 1}


def growth_of(figure: Figure, comparison: Comparison) -> tuple[Fraction, int] | None:
    """Signed per cent and its decimals, for a movement said in per cent; None for anything else."""
    return _growth(comparison.value, figure.name) if is_movement(comparison) else None


@lru_cache(maxsize=8192)
def _growth(value: str, name: str) -> tuple[Fraction, int] | None:
    change = numerals.read_change(value, name)
    amount = read_amount(change.amount) if change and change.amount else None
    if change is None or amount is None or not amount.percent:
        return None
    sign = -1 if change.direction is numerals.Direction.DOWN else 1
    return sign * amount.worth, amount.places


def total_of(amounts: Iterable[Amount], unit: Amount) -> str:
    """Their sum as `unit` is written: 92.40亿元."""
    listed = list(amounts)
    places = max((one.places for one in listed if one.size == unit.size), default=unit.places)
    return rounded(sum((one.worth for one in listed), Fraction(0)) / unit.size, max(places, unit.places)) + unit.unit


def slack_of(amounts: Iterable[Amount]) -> Fraction:
    """What rounding may make of a sum of these."""
    return sum((one.slack for one in amounts), Fraction(0)) * NEAR


@lru_cache(maxsize=8192)
def read_list(text: str) -> tuple[Item, ...]:
    """党委38个、党总支64个、党支部884个: the whole text, each item named before its number; () for anything else."""
    quantities = list(numerals.find(text))
    items: list[Item] = []
    position = 0
    for number, quantity in enumerate(quantities):
        label = text[position : quantity.start]
        join = next((one for one in _JOINS if label.startswith(one)), "")
        amount = _plain_amount(quantity)
        label = label.removeprefix(join).strip()
        if amount is None or bool(number) is not bool(join) or not label or _MOVES.search(label) or _elsewhere(label):
            return ()
        items.append(Item(label, amount))
        position = quantity.end
    return tuple(items) if not text[position:].strip() else ()


def _plain_amount(quantity: Quantity) -> Amount | None:
    return read_amount(quantity.text) if quantity.form not in numerals.CALENDAR else None


def _elsewhere(label: str) -> bool:
    return any(one in label for one in _other_times())


@cache
def _other_times() -> tuple[str, ...]:
    return tuple(table("relations")["other_times"])


def apart(labels: Iterable[str]) -> bool:
    """产业类, 基础设施类: one way to divide, nothing counted twice. 女教师, 党员教师 overlap."""
    endings: list[str] = table("relations")["dividing"]
    listed = list(labels)
    return any(all(label.endswith(ending) for label in listed) for ending in endings)


def speaks_of_another_time(words: str) -> bool:
    """Of a period, a target or a part that is not the indicator's own."""
    return _elsewhere(words)
