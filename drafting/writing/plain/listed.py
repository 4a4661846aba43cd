"""Sections that count off: problems, plans that answer them, requests (一是…。二是…。)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from drafting.intake.frame import own_name
from drafting.lexicon import table
from drafting.report import Figure, Polarity, Use
from drafting.writing.plain import groups
from drafting.writing.plain.attach import best_item
from drafting.writing.plain.material import ROLE, Material
from drafting.writing.plain.points import (
    Item,
    PointKind,
    looks_like_plan,
    looks_like_problem,
    says_value,
    skeleton,
)

NUMERALS = "一二三四五六七八九十"
MAX_LISTED = 10
_Placed = dict[int | None, list[Figure]]
_CAUSE = re.compile(r"，(?:主要是|主要在于|主要原因|原因是|原因在于|根源在|根子在)")


def problems(given: Material) -> list[str]:
    return [_listed(replace(given, figures=tuple(_as_they_stand(given.figures))))]


def plans(given: Material) -> list[str]:
    loose = [figure for figure in given.figures if best_item(figure, given.items, given.theme) is None]
    placed = tuple(figure for figure in given.figures if figure not in loose)
    when = _horizon(given.heading)
    intro = f"{when}，{own_name(given.brief.unit, '')}将重点抓好以下工作。" if len(given.items) > 1 else ""
    return ["".join(groups.sentences(loose)) + intro + _listed(replace(given, figures=placed))]


def _horizon(heading: str) -> str:
    """The time the heading plans for (2026年, 下学年), else 下一步."""
    year = re.search(r"\d{4}年", heading)
    named = (word for word in table("wording")["horizons"] if word in heading)
    return year[0] if year else next(named, "下一步")


def problems_and_plans(given: Material) -> list[str]:
    """Figures say how things stand: they go with a problem, or with the one whose plan names them (W40)."""
    answers = tuple(item for item in given.items if _is_plan(item))
    faults = tuple(item for item in given.items if item not in answers)
    if not faults:
        return plans(replace(given, items=answers))
    placed: _Placed = {}
    for figure in _as_they_stand(given.figures):
        at = best_item(figure, faults, given.theme)
        if at is None and len(answers) == len(faults):
            at = best_item(figure, answers, given.theme)
        _place(figure, at, faults, placed)
    return [_enumerated(faults, placed), *(plans(replace(given, items=answers, figures=())) if answers else [])]


def _as_they_stand(figures: Sequence[Figure]) -> list[Figure]:
    """Among problems nothing is said as an achievement (达), whatever its polarity."""
    return [replace(figure, polarity=Polarity.NEUTRAL) for figure in figures]


def _is_plan(item: Item) -> bool:
    if ROLE.search(item.label):
        return "问题" not in item.label
    return looks_like_plan(item) and not (looks_like_problem(item) and item.kind is not PointKind.PLAN)


def request(given: Material) -> list[str]:
    """恳请 once (W41); later requests say 请."""
    text = _listed(given)
    first = text.find("恳请")
    return [text[: first + 2] + text[first + 2 :].replace("恳请", "请") if first >= 0 else text]


def _listed(given: Material) -> str:
    """Each item's figures with it, those that fit nowhere at the end."""
    placed: _Placed = {}
    for figure in given.figures:
        _place(figure, best_item(figure, given.items, given.theme), given.items, placed)
    return _enumerated(given.items, placed)


def _place(figure: Figure, at: int | None, items: Sequence[Item], placed: _Placed) -> None:
    """A figure that may be left out is not told behind a point that already says it."""
    if at is None or figure.use is Use.MUST or not says_value(items[at], figure):
        placed.setdefault(at, []).append(figure)


def _enumerated(items: Sequence[Item], placed: _Placed) -> str:
    """一是…。二是…。 when there are two or more; figures stand before the cause (主要是…), not behind it (W38)."""
    numbered = 1 < len(items) <= MAX_LISTED
    phrased = numbered and all(_phrase(item) for item in items)
    pieces: list[str] = []
    for at, item in enumerate(items):
        text = item.text.replace("，", "。", 1) if phrased else item.text
        head = f"{NUMERALS[at]}是" if numbered else ""
        label = f"{item.label}。" if item.label and not ROLE.search(item.label) else ""
        pieces.append(f"{head}{label}{_with_evidence(text, placed.get(at, []))}")
    # What may be used but serves no item would only trail behind the last one.
    needed = [figure for figure in placed.get(None, []) if not items or figure.use is Use.MUST]
    return "".join([*pieces, *groups.sentences(needed)])


def _with_evidence(text: str, figures: Sequence[Figure]) -> str:
    said = groups.sentences(figures)
    cause = _CAUSE.search(text)
    if not said or cause is None:
        return "".join([f"{text}。", *said])
    evidence = "，".join(one.removesuffix("。") for one in said)
    return f"{text[: cause.start()]}，{evidence}{text[cause.start() :]}。"


def _phrase(item: Item) -> bool:
    """A short leading phrase without figures that can stand before a full stop (W33)."""
    first, comma, rest = skeleton(item.text).partition("，")
    return bool(comma and rest) and 4 <= len(first) <= 12 and "数" not in first and not item.label
