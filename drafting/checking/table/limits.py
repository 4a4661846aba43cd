"""Numbers that can't be: a rank beyond the last, a rate past a hundred, a task done and not done."""

import re
from collections.abc import Iterator

from drafting import numerals
from drafting.checking.rules import finding
from drafting.checking.table.tabled import read_amount
from drafting.lexicon import table
from drafting.measuring import Amount
from drafting.numerals import Form
from drafting.references import with_unit
from drafting.report import Brief, Figure, FigureSet, Finding, Kind, Origin

_PLACES = "县|区|市|州|盟|旗|镇|乡|街道|乡镇|园区|开发区|城市|省份|省|部门|单位|行业"
_RANKED = re.compile(
    rf"(?P<count>\d+)个(?:{_PLACES})[^，。；第]{{0,8}}?(?:中|里)?(?:的|排名|排|居|列|位居|位列)?第(?P<place>\d+)(?:位|名)"
)
_COUNT = re.compile(rf"(?:共|全[国省市州县区]|总共|一共)(?:有)?(?P<count>\d+)个(?:{_PLACES})")
_RATE = re.compile(r"(?:率|占比|比重|比例|覆盖面)$")
_TASK = re.compile(r"^(?:占|完成)(?P<task>.*(?:任务|目标|计划|预算))$")
_TASKS = "(?:任务|目标|计划|预算|进度)"
_PERIODS = ("年度", "全年", "半年", "季度", "月", "序时")
FULL = 100


def check_limits(brief: Brief, figures: FigureSet) -> Iterator[Finding]:
    for figure in figures:
        if figure.origin is Origin.POINT or figure.kind is not Kind.NUMBER:
            continue
        yield from _rank(figure)
        yield from _rate(figure)
        yield from _completion(figure)
    for index, section in enumerate(brief.sections):
        for point in section.points:
            for found in _RANKED.finditer(numerals.normal(point.text)):
                yield from _beyond(found[0], int(found["place"]), int(found["count"]), index)


def _rank(figure: Figure) -> Iterator[Finding]:
    """全市12个县第15位; 第15位 beside a note 全市共13个县."""
    words = numerals.normal(f"{figure.rank}")
    if together := _RANKED.search(words):
        yield from _beyond(figure.name, int(together["place"]), int(together["count"]), figure.section)
        return
    place = next((one for one in numerals.find(words) if one.form is Form.RANK and one.low == one.high), None)
    count = _COUNT.search(numerals.normal(figure.note))
    if place is not None and count is not None:
        yield from _beyond(figure.name, abs(int(place.low)), int(count["count"]), figure.section)


def _beyond(name: str, place: int, count: int, section: int) -> Iterator[Finding]:
    if place > count:
        yield finding("rank-beyond", section=section, name=name, place=place, count=count)


def _rate(figure: Figure) -> Iterator[Finding]:
    free = table("relations")["past_hundred"]
    if _RATE.search(figure.name) and not any(word in figure.name for word in free):
        yield from _past_hundred(figure.name, read_amount(figure.value, figure.unit), figure)
    for one in figure.compared:
        if one.to.startswith("占") and not _TASK.match(one.to):
            yield from _past_hundred(f"{figure.name}{one.to}", read_amount(one.value), figure)


def _past_hundred(name: str, amount: Amount | None, figure: Figure) -> Iterator[Finding]:
    if amount is not None and amount.percent and amount.worth > FULL:
        stated = f"{amount.number}{amount.unit}"
        yield finding("rate-past-hundred", section=figure.section, name=name, stated=stated)


def _completion(figure: Figure) -> Iterator[Finding]:
    """100% of a task whose note says it is not met, and less than that where it says it is more than met."""
    said = [(one.value, found["task"]) for one in figure.compared if (found := _TASK.match(one.to))]
    if figure.name.endswith("完成率"):
        said.append((with_unit(figure.value, figure.unit), ""))
    for stated, task in said:
        amount = read_amount(stated)
        if amount is None or not amount.percent:
            continue
        words = table("relations")["unfinished" if amount.worth >= FULL else "exceeded"]
        if clause := _contradiction(figure.note, words, task):
            yield finding(
                "completion-contradicts", section=figure.section, name=figure.name, stated=stated, note=clause
            )


def _contradiction(note: str, words: list[str], task: str) -> str:
    """The clause of the note that speaks of the same task; of another period's it says nothing."""
    marks = "|".join(map(re.escape, words))
    about = re.compile(rf"(?:{marks})[^，。；]{{0,6}}{_TASKS}|{_TASKS}[^，。；]{{0,4}}(?:{marks})")
    for clause in re.split(r"[，。；]", note):
        if about.search(clause) and all(period in task for period in _PERIODS if period in clause):
            return clause
    return ""
