"""Amounts a sentence says have been passed or not been reached, held against its figures before and after a change."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from drafting import numerals
from drafting.checking.following.turning import worth
from drafting.lexicon import table
from drafting.numerals import CALENDAR, Bound, Form, Quantity
from drafting.references import Rendered

_REACH = 8
_BROKEN = re.compile(r"[，。；、：！？\n\d]")


class Claim(StrEnum):
    REACHED = "reached"
    SHORT = "short"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class _Stated:
    """An amount on the page before and after; `figure` is "" for one typed out."""

    start: int
    end: int
    before: Quantity
    after: Quantity
    figure: str = ""


def broken(was: Rendered, now: Rendered) -> Iterator[tuple[str, str]]:
    """Key of a figure and one phrase for each threshold that was true of it and no longer is. One sentence, rendered
    twice; nothing is told where a reference has no words in one of them."""
    if len(was.mentions) != len(now.mentions):
        return
    subjects = list(_mentioned(was, now))
    for threshold, claim, words in _thresholds(now, subjects):
        subject = _subject(threshold, subjects)
        if subject is None:
            continue
        if _holds(subject.before, claim, threshold.before) and not _holds(subject.after, claim, threshold.after):
            moved = subject.before.text != subject.after.text
            said = f"由{subject.before.text}变为{subject.after.text}" if moved else f"是{subject.after.text}"
            yield subject.figure, f"{said}，与“{words}”不符"
    for one in subjects:
        if _round(now.text, one) and worth(one.after)[1] < worth(one.before)[1]:
            yield one.figure, f"由{one.before.text}变为{one.after.text}，不再是整数关口"


def _mentioned(was: Rendered, now: Rendered) -> Iterator[_Stated]:
    for one, other in zip(was.mentions, now.mentions, strict=True):
        before = numerals.find(was.text[one.start : one.end])
        after = numerals.find(now.text[other.start : other.end])
        if len(before) == len(after) == 1 and not {before[0].form, after[0].form} & {*CALENDAR, Form.RANK, Form.MASK}:
            yield _Stated(other.start, other.end, before[0], after[0], other.figure)


def _thresholds(now: Rendered, subjects: list[_Stated]) -> Iterator[tuple[_Stated, Claim, str]]:
    """Typed amounts behind 突破, 不足 and the like; a mention is one only where it is named a target."""
    for quantity in numerals.find(now.text):
        if quantity.form in CALENDAR or any(
            one.start < quantity.end and quantity.start < one.end for one in now.mentions
        ):
            continue
        head = re.match(r"\D*", quantity.text)
        at = quantity.start + (head.end() if head and head.end() < len(quantity.text) else 0)
        found = _claim(now.text[:at])
        claim = found[0] if found else {Bound.OVER: Claim.REACHED, Bound.UNDER: Claim.SHORT}.get(quantity.bound)
        if claim is not None:
            words = f"{found[1]}{now.text[at : quantity.end]}" if found else quantity.text
            yield _Stated(quantity.start, quantity.end, quantity, quantity), claim, words
    for one in subjects:
        found = _claim(now.text[: one.start])
        if found and any(target in found[1] for target in table("turning")["targets"]):
            yield one, found[0], found[1] + now.text[one.start : one.end]


def _claim(before: str) -> tuple[Claim, str] | None:
    """What the words right before an amount claim, and those words."""
    tail = before[-_REACH - 4 :]
    last = None
    for match in _claims().finditer(tail):
        last = match
    if last is None or len(tail) - last.end() > _REACH or _BROKEN.search(tail, last.end()):
        return None
    return Claim(str(last.lastgroup)), tail[last.start() :]


@cache
def _claims() -> re.Pattern[str]:
    groups = [f"(?P<{claim}>{_either(table('turning')[claim])})" for claim in ("within", "short", "reached")]
    return re.compile("|".join(groups))


def _either(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _subject(threshold: _Stated, subjects: list[_Stated]) -> _Stated | None:
    """The nearest figure that is counted like the threshold."""
    family = worth(threshold.after)[0]
    alike = [
        one
        for one in subjects
        if one is not threshold and worth(one.before)[0] == family and worth(one.after)[0] == family
    ]
    return min(alike, key=lambda one: max(threshold.start - one.end, one.start - threshold.end), default=None)


def _holds(subject: Quantity, claim: Claim, threshold: Quantity) -> bool:
    amount, line = worth(subject)[1], worth(threshold)[1]
    if claim is Claim.REACHED:
        return amount >= line
    return amount < line if claim is Claim.SHORT else amount <= line


def _round(text: str, mention: _Stated) -> bool:
    return text[: mention.start].removesuffix("了").endswith(tuple(table("turning")["round"]))
