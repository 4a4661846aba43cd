"""Whatever a model does: hardly a wrong number unmarked, no must-use figure lost in silence, hardly a false alarm.

Run with `-m slow -s` for the table of faults and the worst cases. Shares are asked of the open briefs, the held ones
are measured and printed on their own; what must never happen is asked of both.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache

import pytest

from tests.adversarial.faults import FAULTS, INJECTED
from tests.adversarial.material import cases
from tests.adversarial.oracle import Outcome
from tests.adversarial.playing import Played, Record, play

# What the checks reach, with a little room: the aim of all three is 0.
ALARMS_IN_10_000 = 4.0
UNMARKED_SHARE = 0.015
UNREPORTED = 4
PROCESSES = 2
WORST = 10

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@cache
def played() -> tuple[Played, ...]:
    with ProcessPoolExecutor(PROCESSES) as pool:
        found = tuple(pool.map(play, cases()))
    sys.stdout.write("".join(f"{line}\n" for line in report(found)))
    return found


def played_in_the_open() -> list[Played]:
    return [done for done in played() if not done.held]


def records() -> list[Record]:
    return [one for done in played() for one in done.records]


def open_records(*, harmless: bool | None = None) -> list[Record]:
    return [one for done in played_in_the_open() for one in done.records if harmless in {None, one.harmless}]


def test_every_fault_finds_its_place_in_some_report() -> None:
    tried = {one.fault for one in records()}
    assert set(FAULTS) | set(INJECTED) <= tried
    assert any("+" in fault for fault in tried)


def test_sound_answers_are_all_taken() -> None:
    assert [one for done in played() for one in done.unfinished] == []


def test_sound_answers_are_not_garbled() -> None:
    assert {done.case: done.garbled for done in played() if done.garbled} == {}


def test_hardly_a_wrong_number_stands_unmarked() -> None:
    unmarked = [told(one) for one in open_records() if one.unmarked]
    assert len(unmarked) <= UNMARKED_SHARE * len(open_records()), unmarked


def test_every_lost_must_use_figure_is_reported() -> None:
    unreported = [told(one) for one in records() if one.verdict.unreported]
    assert len(unreported) <= UNREPORTED, unreported


def test_sound_answers_raise_hardly_an_alarm() -> None:
    alarms = [one for done in played_in_the_open() for one in done.alarms]
    assert len(alarms) <= ALARMS_IN_10_000 * sum(done.characters for done in played_in_the_open()) / 10_000, alarms


def test_right_answers_oddly_put_raise_hardly_an_alarm() -> None:
    right = open_records(harmless=True)
    alarms = [told(one) for one in right if one.verdict.alarms]
    assert len(alarms) <= ALARMS_IN_10_000 * sum(one.characters for one in right) / 10_000, alarms


def test_no_value_of_the_writer_s_goes_out() -> None:
    assert {done.case: done.leaked for done in played() if done.leaked} == {}


def told(one: Record) -> str:
    """A record as one line a person can act on."""
    lines = [f"{one.case} {one.base}[{one.section}] {one.fault} repair={one.repair}"]
    lines += [
        f"  {words.outcome} “{words.words}” in “{words.sentence}” {list(words.findings)}"
        for words in one.verdict.standing
        if words.outcome is Outcome.UNMARKED
    ]
    lines += [f"  not reported: {name}" for name in one.verdict.unreported]
    lines += [f"  alarm: {alarm}" for alarm in one.verdict.alarms]
    return "\n".join(lines)


def report(found: tuple[Played, ...]) -> Iterator[str]:
    """Faults by outcome, the open cases and the held ones apart, then the worst cases of either."""
    for held in sorted({done.held for done in found}):
        part = [done for done in found if done.held is held]
        yield f"== {'held' if held else 'open'}: {len(part)} briefs"
        size = sum(done.characters for done in part)
        alarms = [(done.case, alarm) for done in part for alarm in done.alarms]
        tried = [one for done in part for one in done.records]
        yield from _table(tried)
        unmarked, wrong = sum(one.unmarked > 0 for one in tried), sum(not one.harmless for one in tried)
        share = unmarked / len(tried)
        yield f"{unmarked} of {len(tried)} trials ({wrong} of wrong answers) left a number unmarked, {share:.2%}"
        yield f"sound answers: {len(alarms)} alarms in {size} characters, {10_000 * len(alarms) / size:.2f} in 10,000"
        yield from (f"  {case} {alarm}" for case, alarm in alarms)
        yield from (f"  altered: {done.case} {one}" for done in part for one in done.altered)
        yield from (f"  leaked: {done.case} {one}" for done in part for one in done.leaked)
        worst = sorted(tried, key=lambda one: -one.weight)[:WORST]
        yield from (told(one) for one in worst if one.weight)


def _table(rows: list[Record]) -> Iterator[str]:
    columns = [outcome.value for outcome in Outcome]
    yield " ".join((f"{'fault':36}", f"{'n':>5}", *(f"{one:>8}" for one in columns), "    lost UNREPORTED   alarms"))
    by_fault: dict[str, list[Record]] = {}
    for one in rows:
        by_fault.setdefault("mixed" if "+" in one.fault else one.fault, []).append(one)
    for fault, tried in [*by_fault.items(), ("all", rows)]:
        counts = Counter(one.verdict.outcome for one in tried)
        lost, unreported, alarms = (
            sum(len(one.verdict.lost) for one in tried),
            sum(len(one.verdict.unreported) for one in tried),
            sum(len(one.verdict.alarms) for one in tried),
        )
        counted = (f"{counts[outcome]:>8}" for outcome in Outcome)
        yield " ".join((f"{fault:36}", f"{len(tried):>5}", *counted, f"{lost:>8} {unreported:>10} {alarms:>8}"))
