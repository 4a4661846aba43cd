"""What a reader of numbers returns: a quantity with its place, its exact value and the measure it is counted in."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Form(StrEnum):
    """How a quantity is written; it decides what `low` and `high` count (see `Quantity`)."""

    NUMBER = "number"
    PERCENT = "percent"
    PERMILLE = "permille"
    POINTS = "points"
    MULTIPLE = "multiple"
    DOUBLING = "doubling"
    FRACTION = "fraction"
    TENTHS = "tenths"
    RATIO = "ratio"
    RANK = "rank"
    DATE = "date"
    YEAR = "year"
    MONTH = "month"
    TIME = "time"
    MASK = "mask"


class Bound(StrEnum):
    """How exact a quantity claims to be."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    SEVERAL = "several"


CALENDAR = frozenset({Form.DATE, Form.YEAR, Form.MONTH, Form.TIME})
"""Forms that say when, not how much."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """`low` ≤ `high`, exact, scale multiplied out; they differ for a range, 十几 and 前10名 (1 to 10).

    start, end: code points, half-open, over digits, scale, measure and the approximating words around them.
    unit: half-width measure (元, 人, %, 个百分点, 倍, 番, 位, 元/吨), "" when there is none.
    Tenths count percent (两成 is 20 %); doublings count 番; a fraction is its quotient (28 digits where it never ends).
    Ratio: the smallest and the largest part. Rank from the bottom (倒数第2位): negative. Mask: 0.
    Calendar forms are digits in a row: 20240630, 630, 202406, 6, 2024; time 830 for 8:30.
    """

    start: int
    end: int
    text: str
    form: Form
    low: Decimal
    high: Decimal
    unit: str = ""
    bound: Bound = Bound.EXACT
    places: int = 0
