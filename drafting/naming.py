"""Whether words speak of a figure: official prose splits, shortens and reorders indicator names."""

import re
from functools import cache, lru_cache

from drafting.lexicon import indicator, table

MIN_PIECE = 2
ENOUGH = 0.6
"""Share of a name's characters that must stand in the words; 已化解问题楼盘 is said by 问题楼盘…，已化解…."""


_SHARE = re.compile(r"^(.+?)占.+(?:比重|比例)$")
_TWIN = re.compile(r"（\d+）$")


def cover(name: str, words: str) -> float:
    """Share of the name's characters found in the words, in pieces of two or more (single ones for short names)."""
    bare = name.replace("的", "")
    if not bare:
        return 0.0
    least = MIN_PIECE if len(bare) > 3 else 1
    covered = at = 0
    while at < len(bare):
        size = next((size for size in range(len(bare) - at, least - 1, -1) if bare[at : at + size] in words), 0)
        covered += size
        at += size or 1
    return covered / len(bare)


@lru_cache(maxsize=4096)
def spellings(name: str) -> tuple[str, ...]:
    """The name, its standard form and aliases."""
    known = indicator(name)
    every = (name, known.name, *known.aliases) if known else (_TWIN.sub("", name),)
    return tuple(dict.fromkeys((*every, *map(countable, every))))


def says(name: str, words: str) -> float:
    """How well the words say the name, 0 when not well enough; 1 for the name or an alias in full."""
    if any(one in words for one in spellings(name)):
        return 1.0
    part = _SHARE.match(name)
    if part and part[1] in words and "占比" in words:
        return 1.0
    share = cover(_TWIN.sub("", name), words)
    return share if share >= ENOUGH else 0.0


def last_said(name: str, words: str) -> int:
    """Where the words last say the name in full, -1 when they don't."""
    return max(words.rfind(one) for one in spellings(name))


def countable(name: str) -> str:
    """党员数 → 党员: the measure word follows the number, so prose drops the counting suffix."""
    shorter = _count_suffix().sub("", name)
    return shorter if len(shorter) >= 2 else name


@cache
def _count_suffix() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(table('wording')['count_suffixes'])})$")
