"""Judges a draft by its rendered text and its findings alone: what was planted, what was lost, what was said of it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from drafting import references
from drafting.report import Draft, Figure, Finding, Origin, SectionStatus, Severity, Use
from tests.adversarial.answers import HALF_WIDTH, SENTENCE_ENDS, Faulty, Planted, Sound

SERIOUS = {Severity.ERROR, Severity.WARN}
_CLAUSE_ENDS = re.compile(r"[，。；：\n]")
_NUMERALS = re.compile(r"[\d.,万亿%\s]+")
_VERB = r"(?:增长|增加|提高|上升|下降|减少|降低)"
# 多出增加9个, 分别增长4.7%、增长6.6%, 31.4万人学生, 每人38.6万元/人.
_JARRING = re.compile(rf"(?:{_VERB}|净增|多|少|多出|多花){_VERB}|分别{_VERB}.*[、和及]{_VERB}|人名?学生|每人.*/人")


class Outcome(StrEnum):
    """What became of planted words. MARKED_NEAR: a finding on their sentence, beside the words themselves."""

    GONE = "gone"
    FAILED = "failed"
    MARKED = "marked"
    MARKED_NEAR = "near"
    UNMARKED = "UNMARKED"


@dataclass(frozen=True, slots=True)
class Standing:
    """Planted words in the final text."""

    words: str
    sentence: str
    outcome: Outcome
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """On one answer. `lost`: must-use figures of its section said nowhere any more; `unreported`: in silence."""

    outcome: Outcome
    standing: tuple[Standing, ...] = ()
    lost: tuple[str, ...] = ()
    unreported: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judge:
    """`usual`: what is found when every section is answered soundly, as `sound`."""

    sound: tuple[Sound, ...]
    usual: tuple[Finding, ...]

    def verdicts(self, draft: Draft, index: int, sent: tuple[Faulty, ...]) -> tuple[Verdict, ...]:
        """One for each answer that was sent for the section; what was lost is the first one's."""
        section = draft.sections[index]
        shown = references.render(section.source, draft.figures_of(section)).text
        own = [one for one in new_findings(draft, self.usual) if one.section == index and one.severity in SERIOUS]
        failed = section.status is SectionStatus.FAILED and any(one.rule == "section-failed" for one in own)
        first, *others = (self._verdict(shown, one, own, failed) for one in sent)
        if sent[0].harmless:
            garbled = (f"garbled {one}" for one in alterations(self.sound[index].shown, shown, garbled=True))
            first = replace(first, alarms=(*map(told, own), *garbled))
        else:
            lost = self._lost(draft, index)
            reported = [one.message for one in draft.findings if one.rule == "figure-missing"]
            silent = tuple(name for name in lost if not any(f"“{name}”" in message for message in reported))
            first = replace(first, lost=lost, unreported=silent)
        return first, *others

    def _lost(self, draft: Draft, index: int) -> tuple[str, ...]:
        said = {spot.figure.key for spot in self.sound[index].spots}
        return tuple(one.name for one in lost_figures(draft) if one.key in said)

    @staticmethod
    def _verdict(shown: str, answer: Faulty, own: list[Finding], failed: bool) -> Verdict:
        standing = tuple(_standing(shown, answer.planted, own))
        return Verdict(_worst(standing, failed), standing)


def _worst(standing: tuple[Standing, ...], failed: bool) -> Outcome:
    found = {one.outcome for one in standing}
    ranked = (Outcome.UNMARKED, Outcome.MARKED_NEAR, Outcome.MARKED)
    return next((one for one in ranked if one in found), Outcome.FAILED if failed else Outcome.GONE)


def _standing(shown: str, planted: Iterable[Planted], own: list[Finding]) -> Iterator[Standing]:
    for one in dict.fromkeys(planted):
        for start, end in one.places(shown):
            low, high = sentence_around(shown, start, end)
            near = [found for found in own if found.start < high and found.end > low and found.end > found.start]
            exact = any(found.start < end and found.end > start for found in near)
            marks = near or (own if one.anywhere else [])
            outcome = Outcome.MARKED if exact else Outcome.MARKED_NEAR if marks else Outcome.UNMARKED
            yield Standing(one.words, shown[low:high].strip(), outcome, tuple(map(told, marks)))


def sentence_around(shown: str, start: int, end: int) -> tuple[int, int]:
    low = max(shown.rfind(mark, 0, start) for mark in SENTENCE_ENDS) + 1
    high = min((at for at in (shown.find(mark, end) for mark in SENTENCE_ENDS) if at >= 0), default=len(shown))
    return low, high


def told(found: Finding) -> str:
    return f"{found.severity.value} {found.rule} {found.message}"


def new_findings(draft: Draft, usual: tuple[Finding, ...]) -> Iterator[Finding]:
    """Those that aren't there when nothing is wrong; of several alike, the later ones are the new ones."""
    left = Counter((one.section, one.rule, one.message) for one in usual)
    for one in draft.findings:
        key = (one.section, one.rule, one.message)
        if left[key]:
            left[key] -= 1
        else:
            yield one


def alterations(before: str, after: str, *, garbled: bool) -> Iterator[str]:
    """Where a sound answer came out in other words than it went in, numbers apart; `garbled`: only where they jar."""
    clauses = (_CLAUSE_ENDS.split(text.translate(HALF_WIDTH)) for text in (before, after))
    for one, other in zip(*clauses, strict=False):
        jars = _JARRING.search(other) and not _JARRING.search(one)
        if _NUMERALS.sub("", one) != _NUMERALS.sub("", other) and (jars or not garbled):
            yield f"{one} → {other}"


def lost_figures(draft: Draft) -> Iterator[Figure]:
    """Must-use figures of the writer's table that no reference shows and no typed words say."""
    rendered = [references.render(one.source, draft.figures_of(one)) for one in draft.sections]
    referred = {mention.figure for one in rendered for mention in one.mentions}
    typed = "\n".join(_without(one) for one in rendered).translate(HALF_WIDTH)
    for figure in draft.figures:
        asked = figure.origin is Origin.BRIEF and figure.use is Use.MUST and not figure.pending
        if asked and figure.key not in referred and not any(_says(typed, words) for words in _words_of(figure)):
            yield figure


def _without(rendered: references.Rendered) -> str:
    """The rendered text less what references show."""
    pieces, position = [], 0
    for mention in rendered.mentions:
        pieces.append(rendered.text[position : mention.start])
        position = mention.end
    return "□".join([*pieces, rendered.text[position:]])


def _words_of(figure: Figure) -> Iterator[str]:
    """Value, amounts of change and rank, as they would be typed."""
    if figure.value:
        yield references.with_unit(figure.value, figure.unit)
    elif not figure.compared and not figure.rank:
        yield figure.note
    for one in figure.compared:
        amount = re.search(r"\d.*", one.value)
        yield amount[0] if amount else one.value
    if figure.rank:
        yield figure.rank


def _says(text: str, words: str) -> bool:
    """People are counted in 人, 名 and 位 alike."""
    ways = {words, *(words[:-1] + one for one in "人名位" if words.endswith(("人", "名", "位")))}
    return any(True for way in ways for _ in Planted(way).places(text))
