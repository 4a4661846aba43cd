"""A text from elsewhere held against the brief, as by `nigao check FILE --brief BRIEF`: silent where it is right, and
loud where one thing in it is wrong.

Run with `-m slow -s` for the recall by kind of error and the worst cases. The held texts are measured and printed on
their own; what is asked below is asked of the open ones.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from drafting.checking import Context, check_text
from drafting.report import Finding
from tests.adversarial.material import Case, Edit, cases
from tests.adversarial.oracle import SERIOUS, sentence_around, told

# What the checks reach, with a little room: the aims are 0 alarms and a recall of 1.
ALARMS_IN_10_000 = 2.0
RECALL = 0.95
RECALL_OF_A_KIND = 0.6
WORST = 10

# What these say is about the brief's material, not about a number of the text.
OF_COVERAGE = frozenset(
    f"{what}-{fate}"
    for what in ("figure", "point", "basis")
    for fate in ("missing", "unused", "pending", "repeated", "reserved")
    if (what, fate) != ("figure", "reserved")
)


@dataclass(frozen=True, slots=True)
class Tried:
    """One planted error. `found`: what is newly found on its sentence; `elsewhere`: on others."""

    case: Case
    edit: Edit
    sentence: str
    found: tuple[str, ...]
    elsewhere: tuple[str, ...]

    @property
    def caught(self) -> bool:
        return bool(self.found)

    def __str__(self) -> str:
        where = f"{self.case.name} {self.edit.kind}: “{self.edit.wrong}” in “{self.sentence}”"
        return f"{where} elsewhere: {list(self.elsewhere)}" if self.elsewhere else where


@cache
def context_of(case: Case) -> Context:
    return Context.of(case.brief)


def serious(text: str, case: Case) -> list[Finding]:
    found = check_text(text, context_of(case), None)
    return [one for one in found if one.severity in SERIOUS and one.rule not in OF_COVERAGE]


def open_cases() -> list[Case]:
    return [case for case in cases() if not case.held]


@cache
def alarms(case: Case) -> tuple[Finding, ...]:
    return tuple(serious(case.report, case))


@cache
def tried() -> tuple[Tried, ...]:
    found = tuple(_tried(case, edit) for case in cases() for edit in case.edits)
    sys.stdout.write("".join(f"{line}\n" for line in report(found)))
    return found


def tried_in_the_open() -> list[Tried]:
    return [one for one in tried() if not one.case.held]


def _tried(case: Case, edit: Edit) -> Tried:
    at = case.report.index(edit.find)
    text = case.report.replace(edit.find, edit.replace)
    low, high = sentence_around(text, at, at + len(edit.replace))
    usual = Counter((one.rule, one.message) for one in alarms(case))
    new = [one for one in serious(text, case) if (one.rule, one.message) not in usual]
    near = [one for one in new if one.start < high and one.end > low]
    others = [one for one in new if one not in near]
    return Tried(case, edit, text[low:high].strip(), tuple(map(told, near)), tuple(map(told, others)))


def report(found: tuple[Tried, ...]) -> Iterator[str]:
    for held in sorted({one.case.held for one in found}):
        part = [one for one in found if one.case.held is held]
        yield f"== {'held' if held else 'open'}: {len(part)} planted errors, {_recall(part):.1%} found"
        for kind in sorted({one.edit.kind for one in part}):
            of_kind = [one for one in part if one.edit.kind == kind]
            yield f"{kind:24} {sum(one.caught for one in of_kind):>4} of {len(of_kind):>3}"
        yield from (f"  missed {one}" for one in [one for one in part if not one.caught][:WORST])
        texts = [case for case in cases() if case.held is held]
        count, size = sum(len(alarms(case)) for case in texts), sum(len(case.report) for case in texts)
        yield f"correct texts: {count} alarms in {size} characters, {10_000 * count / size:.2f} in 10,000"
        yield from (f"  {case.name} {line}" for case in texts for line in _alarms_told(case))


def _recall(part: list[Tried]) -> float:
    return sum(one.caught for one in part) / len(part)


def _alarms_told(case: Case) -> list[str]:
    around = ((one, case.report[max(0, one.start - 25) : one.end + 15].replace("\n", "/")) for one in alarms(case))
    return [f"{told(one)} ‖ {words}" for one, words in around]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_every_planted_error_stands_where_it_says(case: Case) -> None:
    assert [one.find for one in case.edits if case.report.count(one.find) != 1] == []
    assert [one.wrong for one in case.edits if one.wrong not in one.replace or one.replace == one.find] == []
    assert len(case.edits) >= 30


def test_correct_texts_raise_hardly_an_alarm() -> None:
    found = [f"{case.name} {line}" for case in open_cases() for line in _alarms_told(case)]
    assert len(found) <= ALARMS_IN_10_000 * sum(len(case.report) for case in open_cases()) / 10_000, found


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_planted_errors_are_found() -> None:
    found = tried_in_the_open()
    assert _recall(found) >= RECALL, [str(one) for one in found if not one.caught]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_kind_of_error_escapes() -> None:
    by_kind: dict[str, list[Tried]] = {}
    for one in tried_in_the_open():
        by_kind.setdefault(one.edit.kind, []).append(one)
    recalls = {kind: _recall(part) for kind, part in by_kind.items()}
    assert {kind: recall for kind, recall in recalls.items() if recall < RECALL_OF_A_KIND} == {}
