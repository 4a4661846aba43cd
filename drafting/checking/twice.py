"""One indicator with two values: the writer is asked, never chosen for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from drafting import references
from drafting.checking.rules import finding
from drafting.checking.tabled import growth_of, read_amount, speaks_of_another_time, standard
from drafting.lexicon import indicator, table
from drafting.measuring import Amount
from drafting.references import REFERENCE, with_unit
from drafting.report import Brief, Figure, FigureSet, Finding, Kind, Origin, State, Status

_TAIL = re.compile(r"(?:（\d+）|完成|实现|达到|达|为)+$")
_CLAUSE = re.compile(r"[^，。；！？、\n]+")
_YEAR = re.compile(r"20\d\d年?")
_UNIT = re.compile(r"(?:县|区|市|州|镇|乡|村|街道|社区|学校|小学|中学|幼儿园|医院|公司|局|园区|支部|支行)$")
LEAST_NAME, SEVERAL = 4, 3


@dataclass(frozen=True, slots=True)
class _Telling:
    """A value of an indicator and the section it is told in; `period`: words that set it apart in time."""

    figure: Figure
    amount: Amount
    heading: str
    period: str

    @property
    def place(self) -> str:
        kind = "要点里" if self.figure.origin is Origin.POINT else "指标表里"
        return f"“{self.heading or '开头'}”{kind}"


def check_twice(brief: Brief, figures: FigureSet) -> Iterator[Finding]:
    told: dict[str, list[_Telling]] = {}
    for name, one in _tellings(brief, figures):
        told.setdefault(name, []).append(one)
    for name, listed in told.items():
        for one, other in combinations(listed, 2) if not _of_several_units(listed) else ():
            yield from _differ(name, one, other)


def _of_several_units(listed: list[_Telling]) -> bool:
    """The same indicator of each town or school, one a section."""
    sections = {one.figure.section for one in listed}
    named = all(_UNIT.search(one.heading) for one in listed)
    return len(sections) == len(listed) and (named or len({one.amount.worth for one in listed}) >= SEVERAL)


def _tellings(brief: Brief, figures: FigureSet) -> Iterator[tuple[str, _Telling]]:
    clauses = _clauses(brief, frozenset(one.key for one in figures if one.kind is Kind.DATE))
    entered = {standard(one.name) for one in figures if one.origin in {Origin.BRIEF, Origin.MANUAL}}
    for figure in figures:
        amount = read_amount(figure.value, figure.unit)
        if figure.kind is not Kind.NUMBER or amount is None or figure.origin is Origin.DERIVED:
            continue
        heading = brief.sections[figure.section].heading if figure.section < len(brief.sections) else ""
        if any(word in heading for word in table("relations")["ahead_sections"]):
            continue
        period = "".join(_YEAR.findall(f"{heading}{figure.note}"))
        if figure.origin is not Origin.POINT:
            yield standard(figure.name), _Telling(figure, amount, heading, period)
            continue
        name = standard(_TAIL.sub("", figure.name))
        known = name in entered or indicator(name) is not None
        if known and len(name) >= LEAST_NAME and _speaks_for_now(figure, clauses):
            yield name, _Telling(figure, amount, heading, period)


def _clauses(brief: Brief, dates: frozenset[str]) -> dict[str, str]:
    """The words around the value of each figure of a point, "" where the point is a plan or the clause names a date."""
    found: dict[str, str] = {}
    for point in (one for section in brief.sections for one in section.points):
        for clause in _CLAUSE.findall(point.bound):
            cited = references.find(clause)
            dated = any(one.key in dates for one in cited)
            words = "" if point.state is State.PLANNED or dated else REFERENCE.sub("", clause)
            found |= {one.key: words for one in cited if one.part == "value"}
    return found


def _speaks_for_now(figure: Figure, clauses: dict[str, str]) -> bool:
    """Its clause says the name and the number, and nothing of another time, a target or a part."""
    words = clauses.get(figure.key, "")
    bare = words.replace(_TAIL.sub("", figure.name), "")
    return bool(words) and not speaks_of_another_time(bare) and not figure.prev


def _differ(name: str, one: _Telling, other: _Telling) -> Iterator[Finding]:
    apart = one.period != other.period or (
        one.figure.note != other.figure.note and speaks_of_another_time(f"{one.figure.note}{other.figure.note}")
    )
    if apart or Status.PENDING in {one.figure.status, other.figure.status} or one.amount.family != other.amount.family:
        return
    if abs(one.amount.worth - other.amount.worth) > _latitude(one.amount) + _latitude(other.amount):
        yield _asked(name, one, other, (_shown(one), _shown(other)))
        return
    theirs = {comparison.to: comparison for comparison in other.figure.compared}
    for comparison in one.figure.compared:
        same = theirs.get(comparison.to)
        mine, its = growth_of(one.figure, comparison), growth_of(other.figure, same) if same else None
        if same and mine and its and mine[0] != its[0] and mine[1] == its[1]:
            yield _asked(name, one, other, (comparison.value, same.value))


def _asked(name: str, one: _Telling, other: _Telling, stated: tuple[str, str]) -> Finding:
    return finding("figure-twice", section=other.figure.section, name=name, place=one.place, stated=stated[0],
                   other=other.place, another=stated[1])  # fmt: skip


def _shown(one: _Telling) -> str:
    return with_unit(one.figure.value, one.figure.unit)


def _latitude(amount: Amount) -> Fraction:
    """92亿元 may be 92.40亿元 told in short; 92个 is not 93个."""
    scaled = amount.unit.startswith(("万", "亿", "百", "千")) and amount.size > 1
    return max(amount.slack, amount.size / (2 * 10**amount.places) if scaled else Fraction(0))
