"""One indicator with two values: the writer is asked, never chosen for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from drafting import references
from drafting.checking.context import Context
from drafting.checking.rules import finding
from drafting.checking.table.tabled import growth_of, read_amount, speaks_of_another_time, standard
from drafting.lexicon import indicator, table
from drafting.measuring import Amount
from drafting.naming import spellings
from drafting.references import REFERENCE, with_unit
from drafting.report import Brief, Figure, FigureSet, Finding, Kind, Origin, State, Status

_TAIL = re.compile(r"(?:（\d+）|完成|实现|达到|达|为)+$")
_CLAUSE = re.compile(r"[^，。；！？、\n]+")
_SENTENCE = re.compile(r"[^。；！？\n]*[^。；！？、，\n][^。；！？\n]*")
_NEUTRAL = re.compile(r"[全我本][国省市县区州镇乡旗域局]|实现|完成|截至|目前|其|的|[\s0-9年月]")
_PACE = re.compile(r"(?:增速|增幅|降幅|涨幅)(?:[较比]|同比|环比)")
_COMPARED = re.compile(r"^.*?(?:同比|[较比](?:上年|去年)(?:同期)?)")
_YEAR = re.compile(r"20\d\d年?")
_UNIT = re.compile(r"(?:县|区|市|州|镇|乡|村|街道|社区|学校|小学|中学|幼儿园|医院|公司|局|园区|支部|支行)$")
LEAST_NAME, SEVERAL = 4, 3


@dataclass(frozen=True, slots=True)
class _Telling:
    """What is told of an indicator and in which section; `amount` None: only its growth. `period`: its own years."""

    figure: Figure
    amount: Amount | None
    heading: str
    period: str

    @property
    def place(self) -> str:
        kind = "要点里" if self.figure.origin is Origin.POINT else "指标表里"
        return f"“{self.heading or '开头'}”{kind}"


@dataclass(frozen=True, slots=True)
class _Dispute:
    """Two values or two growths of one indicator; `stated`: both as the writer typed them."""

    name: str
    one: _Telling
    other: _Telling
    stated: tuple[str, str]


def check_twice(brief: Brief, figures: FigureSet) -> Iterator[Finding]:
    for found in _disputes(brief, figures):
        yield finding("figure-twice", section=found.other.figure.section, name=found.name, place=found.one.place,
                      stated=found.stated[0], other=found.other.place, another=found.stated[1])  # fmt: skip


def disputed(context: Context) -> dict[str, Figure]:
    """By key: the figure that says something else of the same indicator."""
    against: dict[str, Figure] = {}
    for found in _disputes(context.brief, context.figures):
        against.setdefault(found.one.figure.key, found.other.figure)
        against.setdefault(found.other.figure.key, found.one.figure)
    return against


def _disputes(brief: Brief, figures: FigureSet) -> Iterator[_Dispute]:
    told: dict[str, list[_Telling]] = {}
    for name, one in _tellings(brief, figures):
        told.setdefault(name, []).append(one)
    for name, listed in told.items():
        for one, other in combinations(listed, 2) if not _of_several_units(listed) else ():
            stated = _differ(one, other)
            if stated is not None:
                yield _Dispute(name, one, other, stated)


def _of_several_units(listed: list[_Telling]) -> bool:
    """The same indicator of each town or school, one a section."""
    sections = {one.figure.section for one in listed}
    named = all(_UNIT.search(one.heading) for one in listed)
    worths = {one.amount.worth for one in listed if one.amount}
    return len(sections) == len(listed) and (named or len(worths) >= SEVERAL)


def _tellings(brief: Brief, figures: FigureSet) -> Iterator[tuple[str, _Telling]]:
    clauses = _clauses(brief, frozenset(one.key for one in figures if one.kind is Kind.DATE))
    entered = {standard(one.name) for one in figures if one.origin in {Origin.BRIEF, Origin.MANUAL}}
    for figure in figures:
        amount = read_amount(figure.value, figure.unit)
        unsaid = amount is None and (figure.value or not figure.compared)
        if figure.kind is not Kind.NUMBER or unsaid or figure.origin is Origin.DERIVED:
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
    """The words around the first mention of each figure of a point, "" where they can't be of the indicator as a whole:
    in a plan, with a date, in a sentence that opened with something held or built."""
    found: dict[str, str] = {}
    for point in (one for section in brief.sections for one in section.points):
        for sentence in _SENTENCE.findall(point.bound):
            elsewhere = point.state is State.PLANNED or _opens_elsewhere(sentence)
            for clause in _CLAUSE.findall(sentence):
                cited = references.find(clause)
                dated = any(one.key in dates for one in cited)
                words = "" if elsewhere or dated else REFERENCE.sub("", clause)
                found = {one.key: words for one in cited} | found
    return found


def _opens_elsewhere(sentence: str) -> bool:
    """举办荷花节，接待游客31.5万人次: the number is of what the first clause tells of."""
    opening = _CLAUSE.findall(sentence)[0]
    return not references.find(opening) and opening.startswith(tuple(table("relations")["opening_verbs"]))


def _speaks_for_now(figure: Figure, clauses: dict[str, str]) -> bool:
    """Its clause says the name and the number, and nothing of another time, a target, a part or another subject."""
    words = clauses.get(figure.key, "")
    spelled = sorted(spellings(_TAIL.sub("", figure.name)), key=len, reverse=True)
    named = next((one for one in spelled if one in words), "")
    before, _, after = words.partition(named) if named else ("", "", words)
    if _NEUTRAL.sub("", before) or _PACE.search(after):
        return False
    return bool(words) and not speaks_of_another_time(f"{before}{_COMPARED.sub('', after)}") and not figure.prev


def _differ(one: _Telling, other: _Telling) -> tuple[str, str] | None:
    """What the two say, as typed, where both can't be right."""
    apart = one.period != other.period or (
        one.figure.note != other.figure.note and speaks_of_another_time(f"{one.figure.note}{other.figure.note}")
    )
    pending = Status.PENDING in {one.figure.status, other.figure.status}
    if apart or pending or _of_another_part(one.figure.name, other.figure.name):
        return None
    if one.amount and other.amount:
        if one.amount.family != other.amount.family:
            return None
        if abs(one.amount.worth - other.amount.worth) > _latitude(one.amount) + _latitude(other.amount):
            return _shown(one), _shown(other)
    theirs = {_basis(comparison.to): comparison for comparison in reversed(other.figure.compared)}
    for comparison in one.figure.compared:
        same = theirs.get(_basis(comparison.to))
        mine, its = growth_of(one.figure, comparison), growth_of(other.figure, same) if same else None
        if same and mine and its and abs(mine[0] - its[0]) > Fraction(1, 2 * 10 ** min(mine[1], its[1])):
            return comparison.value, same.value
    return None


def _basis(to: str) -> str:
    """A growth without a basis is the yearly one."""
    return "同比" if not to or to in table("claims")["bases"]["yearly"] else to


def _of_another_part(name: str, other: str) -> bool:
    """省外到位资金 is a part of 到位资金, though the words may stand for each other elsewhere."""
    return any((one in name) is not (one in other) for one in table("relations")["part_words"])


def _shown(one: _Telling) -> str:
    return with_unit(one.figure.value, one.figure.unit)


def _latitude(amount: Amount) -> Fraction:
    """92亿元 may be 92.40亿元 told in short; 92个 is not 93个."""
    scaled = amount.unit.startswith(("万", "亿", "百", "千")) and amount.size > 1
    return max(amount.slack, amount.size / (2 * 10**amount.places) if scaled else Fraction(0))
