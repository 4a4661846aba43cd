"""Every trial of a case played and judged, and what went over the wire meanwhile looked through."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from drafting.numerals import names_with_digits
from drafting.references import render
from drafting.report import Draft, Origin, SectionStatus
from tests.adversarial.answers import material_of, numbers_in
from tests.adversarial.material import Case
from tests.adversarial.oracle import SERIOUS, Judge, Outcome, Verdict, alterations
from tests.adversarial.wire import Model, Series, Trial, series_of

# Three digits and more, or a decimal point; no year.
# How long a section is to be is no fact of the report.
_SETTINGS = re.compile(r'"temperature":\s*[\d.]+')
_LENGTHS = re.compile(r"\d+—\d+字|约\d+字")
_TELLING = re.compile(r"(?!20[0-3]\d$)\d{3,}|\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Record:
    """One trial and its verdict. `harmless`: nothing was wrong in it."""

    case: str
    base: str
    section: int
    fault: str
    repair: str
    harmless: bool
    characters: int
    verdict: Verdict

    @property
    def unmarked(self) -> int:
        return sum(one.outcome is Outcome.UNMARKED for one in self.verdict.standing)

    @property
    def weight(self) -> int:
        """How bad: a wrong number unmarked before a loss unreported, before an alarm over nothing."""
        return 100 * self.unmarked + 10 * len(self.verdict.unreported) + len(self.verdict.alarms)


@dataclass
class Played:
    """What came of one case.

    Of the sound answers, `characters` in all: `alarms`, the errors and warnings over them; `altered`, where they came
    out in other words, and `garbled`, in words that jar; `unfinished`, those that were not taken.
    `leaked`: values of the writer's that went out.
    """

    case: str
    held: bool
    records: list[Record] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)
    garbled: list[str] = field(default_factory=list)
    characters: int = 0
    leaked: list[str] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)


def play(case: Case) -> Played:
    done = Played(case.name, case.held)
    model = Model()
    with model.endpoint as endpoint:
        for series in series_of(case):
            calm = model.draft(series.sound, {})
            judge = Judge(series.sound, calm.findings)
            if series.brief is case.brief:
                _note_calm(done, series, calm)
            for trials in series.rounds:
                draft = model.draft(series.sound, trials)
                for index, trial in trials.items():
                    done.records += _records(case, series, index, trial, judge.verdicts(draft, index, trial.sent))
        done.leaked = sorted(_leaks(case, json.dumps(endpoint.requests, ensure_ascii=False)))
    return done


def _records(case: Case, series: Series, index: int, trial: Trial, verdicts: tuple[Verdict, ...]) -> Iterator[Record]:
    size = len(series.sound[index].shown)
    named = ((trial.fault, trial.repair), (trial.again_fault, f"in the repair of {trial.fault}"))
    for (fault, repair), verdict in zip(named, verdicts, strict=False):
        yield Record(case.name, series.base, index, fault, repair, trial.answer.harmless, size, verdict)


def _note_calm(done: Played, series: Series, draft: Draft) -> None:
    """What is said of a report in which every section is answered soundly."""
    for section, sound in zip(draft.sections, series.sound, strict=True):
        done.characters += len(sound.shown)
        if section.status is not SectionStatus.DONE:
            done.unfinished.append(f"{series.base} {section.heading}：{section.reason}")
        shown = render(section.source, draft.figures).text
        for kind, found in ((done.altered, False), (done.garbled, True)):
            kind += [f"{series.base} {sound.index} {one}" for one in alterations(sound.shown, shown, garbled=found)]
    for one in draft.findings:
        if one.severity in SERIOUS:
            sound = series.sound[one.section or 0]
            around = sound.shown[max(0, one.start - 25) : one.end + 15].replace("\n", "/")
            done.alarms.append(f"{series.base} {sound.index} {one.rule} {one.message} ‖ {around if one.text else ''}")


def _leaks(case: Case, sent: str) -> set[str]:
    """Numbers of figures and points, three digits and more or with a decimal point, that stand in a request."""
    brief = case.brief
    names = [one.name for one in brief.figures if one.origin is Origin.BRIEF]
    headings = [section.heading for section in brief.sections]
    bases = [one.text for one in brief.basis]
    free = numbers_in("\n".join((brief.title, brief.period, brief.date, *headings, *names, *bases)))
    # 220千伏变电站, 12333热线: the digits of a name go out with it.
    material = material_of(brief)
    free |= numbers_in("\n".join(material[start:end] for start, end in names_with_digits(material)))
    secret = {one for one in numbers_in(material) - free if _TELLING.fullmatch(one)}
    return secret & numbers_in(_LENGTHS.sub("", _SETTINGS.sub("", sent)))
