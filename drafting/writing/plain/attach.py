"""Which point a figure serves: by shared words, else by the field both belong to."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache

from drafting.lexicon import table
from drafting.report import Figure
from drafting.writing.plain.points import Item, skeleton

# Words so common in names that sharing them says nothing.
_COMMON = re.compile(r"项目|工作|建设|情况|全县|全市|总数|数量|完成|新增|累计|人数|已|率$|数$|的")
MIN_SHARED = 3


def best_item(figure: Figure, items: Sequence[Item]) -> int | None:
    """Index of the point the figure follows, or None."""
    scored = [(_shared(figure.name, item.text), -index) for index, item in enumerate(items)]
    score, negative = max(scored, default=(0, 0))
    return -negative if score >= MIN_SHARED else None


def best_label(figure: Figure, groups: Sequence[tuple[str, Sequence[Item]]]) -> int | None:
    """Index of the labelled group whose field the figure is of; None when no group, or more than one, answers.

    Words shared with the label decide first, then a field both name, then a field the group's points speak of.
    """
    answers = [_in_field(figure, label, items) if label else (0, 0, 0) for label, items in groups]
    for level in zip(*answers, strict=True):
        if (best := max(level)) > 0:
            return level.index(best) if level.count(best) == 1 else None
    return None


@lru_cache(maxsize=1 << 16)
def _shared(name: str, text: str) -> int:
    """Length of the longest run of meaningful characters both have."""
    words = skeleton(text)
    match = SequenceMatcher(None, name, words, autojunk=False).find_longest_match()
    return len(_COMMON.sub("", name[match.a : match.a + match.size]))


def _in_field(figure: Figure, label: str, items: Sequence[Item]) -> tuple[int, int, int]:
    shared = _shared(figure.name, label)
    body = "".join(skeleton(item.text) for item in items)
    fields = [(field, words) for field, words in _fields() if any(word in figure.name for word in words)]
    named = sum(3 * (field in label) + 2 * any(word in label for word in words) for field, words in fields)
    spoken = sum(min(2, sum(word in body for word in words)) for _, words in fields)
    return shared if shared >= 2 else 0, named, spoken


@cache
def _fields() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((field, tuple(words)) for field, words in table("wording")["topics"].items())
