"""Words that tell one indicator from its kin: of 省级 and 市级 a number is said under its own only."""

import re
from functools import cache

from drafting.lexicon import table

Kinds = dict[int, int]
"""Line of the lexicon's table → the ways of it that are said, as bits."""


def kinds_in(words: str) -> Kinds:
    found: Kinds = {}
    for one in _pattern().finditer(words):
        line, way = _ways()[one[0]]
        found[line] = found.get(line, 0) | 1 << way
    return found


def exclude(one: Kinds, other: Kinds) -> bool:
    """Whether the two speak of different kinds of one line."""
    return any(line in other and not ways & other[line] for line, ways in one.items())


@cache
def _ways() -> dict[str, tuple[int, int]]:
    lines: list[list[list[str]]] = table("claims")["qualifiers"]
    return {word: (at, way) for at, line in enumerate(lines) for way, words in enumerate(line) for word in words}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_ways(), key=len, reverse=True))))
