"""When: the period a report speaks of, and the dates the writer gave."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from drafting import numerals
from drafting.lexicon import table
from drafting.numerals import CALENDAR, Form, Quantity

_DASH = "[-~～—–－至到]{1,2}"
_PART = re.compile(
    r"(?P<against>[较比与至到](?:上年|去年|同期)?)?(?:(?P<year>(?:19|20)\d\d)年)?"
    r"(?P<word>上半年|下半年|全年|前三季度|前三个季度|[一二三四]季度|前[一二三四五六七八九十\d]{1,2}个月"
    rf"|1月?{_DASH}\d{{1,2}}月)"
)
_MONTHS = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "全年": (1, 12),
    "前三季度": (1, 9),
    "前三个季度": (1, 9),
    "一季度": (1, 3),
    "二季度": (4, 6),
    "三季度": (7, 9),
    "四季度": (10, 12),
}
_ANNUAL = re.compile(r"(?:19|20)\d\d(?:年度?|学年)?$|年度|学年")
_STOPS = "，。；！？\n"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a year named in a text; months 1 to 12, year 0 when not said."""

    start: int
    end: int
    text: str
    year: int
    first: int
    last: int
    against: bool


def parts_of_year(text: str) -> Iterator[Part]:
    for found in _PART.finditer(text):
        months = _MONTHS.get(found["word"]) or _counted(found["word"])
        start = found.start() + len(found["against"] or "")
        year = int(found["year"] or 0)
        yield Part(start, found.end(), text[start : found.end()], year, *months, found["against"] is not None)


def _counted(word: str) -> tuple[int, int]:
    quantity = numerals.read(word)
    return (1, int(quantity.high) % 100) if quantity is not None and quantity.form is Form.MONTH else (1, 12)


@dataclass(frozen=True)
class Periods:
    """`words`: all that the writer gave."""

    period: str
    title: str
    date: str
    words: str

    @cached_property
    def year(self) -> int:
        """The year reported on, 0 when the brief doesn't say."""
        found = re.search(r"(?:19|20)\d\d", numerals.normal(f"{self.period} {self.title} {self.date}"))
        return int(found[0]) if found else 0

    @cached_property
    def months(self) -> tuple[int, int] | None:
        """First and last month reported on; None when the brief doesn't say."""
        for text in (self.period, self.title):
            found = next(parts_of_year(text), None)
            if found is not None:
                return found.first, found.last
        return (1, 12) if _ANNUAL.search(self.period.strip()) else None

    @cached_property
    def _given(self) -> frozenset[tuple[int, int, bool]]:
        return frozenset((one.first, one.last, one.against) for one in parts_of_year(self.words))

    @cached_property
    def _given_years(self) -> frozenset[tuple[int, int, int]]:
        return frozenset((one.year, one.first, one.last) for one in parts_of_year(self.words) if one.year)

    def fits(self, text: str, span: Part, planning: bool = False) -> bool:
        """Whether the brief speaks of this part of the year, or it lies ahead, or it is what a plan is for."""
        if self.months is None:
            return True
        named = (span.first, span.last)
        if span.year and span.year != self.year and (span.year, *named) not in self._given_years:
            return span.year > self.year
        if named == self.months or span.first > self.months[1]:
            return True
        if span.last > self.months[1] and not span.against:
            return planning or any(word in _clause(text, span) for word in table("claims")["ahead"])
        return (*named, span.against) in self._given

    def allows(self, text: str, quantity: Quantity) -> bool:
        """A calendar quantity the brief gives, as typed or shortened, or that its period says."""
        low, high = _parts(quantity.low, quantity.form), _parts(quantity.high, quantity.form)
        if (low, high) in self._dates or all(self._dated(one) for one in (low, high)):
            return True
        year = low[0]
        if quantity.form is Form.YEAR:
            before = text[max(0, quantity.start - 1) : quantity.start]
            return (
                year == self.year
                or (year == self.year - 1 and before != "" and before in "较比")
                or year in (0, self.year + 1)
            )
        return quantity.form is Form.TIME and quantity.text in self.words

    def ahead(self, quantity: Quantity) -> bool:
        """Whether it is a day or month later than the report's own date."""
        if quantity.form not in (Form.DATE, Form.MONTH) or not self._signed:
            return False
        year, month, day = _parts(quantity.low, quantity.form)
        return year > 0 and (year, month, day) > max(self._signed)

    def own(self, quantity: Quantity) -> bool:
        """Whether it only says the period itself: the year, its last month or day; or the report's own date."""
        year, month, day = _parts(quantity.high, quantity.form)
        if (year, month, day) in self._signed:
            return True
        if year and year != self.year:
            return False
        last = self.months[1] if self.months else 0
        return not month or (month == last and day in (0, self._last_day[2]))

    def _dated(self, date: tuple[int, int, int]) -> bool:
        """The same day or month as one given, the year left out or the report's own."""
        year, month, day = date
        if not month:
            return year in self._years or (not year and day in {one[2] for one in self._days})
        if year and year not in {self.year, *self._years}:
            return False
        own = self.months is not None and not day and month in self.months
        known = self._days | {self._last_day} if day else self._days
        return own or any(
            month == one[1] and (not day or day == one[2]) and (not year or year == (one[0] or self.year))
            for one in known
        )

    @cached_property
    def _signed(self) -> frozenset[tuple[int, int, int]]:
        return frozenset(_parts(one.high, one.form) for one in numerals.find(self.date) if one.form is Form.DATE)

    @cached_property
    def _last_day(self) -> tuple[int, int, int]:
        last = self.months[1] if self.months else 0
        return (self.year, last, _last_of(last))

    @cached_property
    def _dates(self) -> frozenset[tuple[tuple[int, int, int], tuple[int, int, int]]]:
        return frozenset(
            (_parts(one.low, one.form), _parts(one.high, one.form))
            for one in numerals.find(f"{self.words}\n{self.date}")
            if one.form in CALENDAR and one.form is not Form.TIME
        )

    @cached_property
    def _days(self) -> frozenset[tuple[int, int, int]]:
        return frozenset(one for pair in self._dates for one in pair)

    @cached_property
    def _years(self) -> frozenset[int]:
        return frozenset({one[0] for one in self._days if one[0]} | {self.year})


def _clause(text: str, span: Part) -> str:
    """The words up to the next comma; one that follows at once is passed over: 全年，力争……"""
    start = max(text.rfind(mark, 0, span.start) for mark in _STOPS) + 1
    ends = [at for mark in _STOPS if (at := text.find(mark, span.end + 1)) >= 0]
    return text[start : min(ends, default=len(text))]


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether `other` names the same time as `one`, or leaves out some of it: 5月 of 2024年5月31日.

    A day that `one` doesn't tell is more than was given, but for the last of the month.
    """
    if Form.TIME in (one.form, other.form):
        return one.form is other.form and (one.low, one.high) == (other.low, other.high)
    first, second = _parts(one.high, one.form), _parts(other.high, other.form)
    if second[2] and not first[2] and second[2] != _last_of(second[1]):
        return False
    pairs = zip(_parts(one.low, one.form), _parts(other.low, other.form), strict=True)
    later = tuple(zip(first, second, strict=True))
    return all(not a or not b or a == b for a, b in (*pairs, *later)) and any(a and b for a, b in later)


def _last_of(month: int) -> int:
    return {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)


def _parts(value: object, form: Form) -> tuple[int, int, int]:
    """Year, month, day of digits in a row; 0 for what is not said."""
    number = int(str(value))
    if form is Form.YEAR:
        return number, 0, 0
    if form is Form.MONTH:
        return (number // 100, number % 100, 0) if number > 12 else (0, number, 0)
    if number > 9999:
        return number // 10000, number // 100 % 100, number % 100
    return (0, number // 100, number % 100) if number > 31 else (0, 0, number)
