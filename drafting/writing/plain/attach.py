"""Which point a figure serves: by words they share and the report's theme does not, else by the field of both."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache

from drafting.lexicon import table
from drafting.report import Figure
from drafting.writing.plain.points import Item, skeleton

# Words so common in names that sharing them says nothing.
_COMMON = re.compile(r"项目|工作|建设|情况|全县|全市|总数|数量|完成|新增|累计|人数|已|率$|数$|的")
_MEASURES = re.compile(r"(?:政府|全县|全市|总量|总数|数量|人数|起数|件数|余额|率|数)+")
MIN_SHARED = 3
Group = tuple[str, Sequence[Item]]


def best_item(figure: Figure, items: Sequence[Item], theme: str) -> int | None:
    """Index of the point the figure follows, or None. `theme`: title and heading; their words tell no points apart."""
    scores = [shared(figure.name, item.text, theme) for item in items]
    best = max(scores, default=0)
    if best >= MIN_SHARED:
        return scores.index(best)
    topic = _bare_topic(figure.name)
    return _only(int(bool(topic) and topic not in theme and topic in item.text) for item in items)


def _bare_topic(name: str) -> str:
    """The field word an indicator is nothing but a measure of (信访总量, 政府债务率), else ""."""
    words = (word for _, every in _fields() for word in every if word in name)
    return next((word for word in words if _MEASURES.fullmatch(name.replace(word, "", 1))), "")


def best_label(figure: Figure, groups: Sequence[Group], theme: str) -> int | None:
    """Index of the labelled group whose field the figure is of; None when no group, or more than one, answers."""
    words = [label if label else "" for label, _ in groups]
    by_words = [score if score >= 2 else 0 for score in (shared(figure.name, label, theme) for label in words)]
    if max(by_words, default=0):
        return _only(by_words)
    return _only(_field_words(figure.name, label, theme) for label in words)


def _only(scores: Iterable[int]) -> int | None:
    """Index of the highest score above nothing, None for a tie."""
    found = list(scores)
    best = max(found, default=0)
    return found.index(best) if best > 0 and found.count(best) == 1 else None


@lru_cache(maxsize=1 << 16)
def shared(name: str, text: str, theme: str = "") -> int:
    """Length of the longest run of telling characters both have."""
    words = skeleton(text)
    match = SequenceMatcher(None, name, words, autojunk=False).find_longest_match()
    run = name[match.a : match.a + match.size]
    return 0 if run and run in theme else len(_COMMON.sub("", run))


def _field_words(name: str, text: str, theme: str) -> int:
    """How much name and text speak of the same fields."""
    score = 0
    for field, every in _fields():
        words = [word for word in every if word not in theme]
        if any(word in name for word in words):
            score += 3 * (field in text) + 2 * any(word in text for word in words)
    return score


@cache
def _fields() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((field, tuple(words)) for field, words in table("wording")["topics"].items())
