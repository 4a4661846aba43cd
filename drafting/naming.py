"""Whether words speak of a figure: official prose splits, shortens and reorders indicator names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from drafting.lexicon import indicator, table

MIN_PIECE = 2
MIN_OTHER = 3
_SHARE = re.compile(r"^(.+?)占.+(?:比重|比例)$")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
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
    part = _SHARE.match(name)
    shares = (f"{part[1]}占比", f"{part[1]}比重") if part else ()
    return tuple(dict.fromkeys((*every, *map(countable, every), *shares)))


def countable(name: str, least: int = 2) -> str:
    """党员数 → 党员: the measure follows the number, so prose drops the suffix; `least` characters stay."""
    shorter = _count_suffix().sub("", name)
    return shorter if len(shorter) >= least else name


@cache
def _count_suffix() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(table('wording')['count_suffixes'])})$")


def pairs_of(words: str) -> set[str]:
    """Neighbouring Chinese characters; digits and marks divide."""
    return {run[at : at + 2] for run in _CHINESE.findall(words) for at in range(len(run) - 1)}


@dataclass(frozen=True, slots=True)
class Naming:
    """A name standing in full in a text; `keys` of those it names, () for one that nothing here answers to."""

    start: int
    end: int
    keys: tuple[str, ...]


class Names:
    """Which of many names a text speaks of, in a time that doesn't grow with their number."""

    def __init__(
        self,
        spelled: Mapping[str, Iterable[str]],
        others: Iterable[str] = (),
        loose: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """`spelled`: key → ways to write its name; `others`: names nothing answers to; `loose`: other words."""
        self._keys: dict[str, tuple[str, ...]] = {name: () for name in others if len(name) >= MIN_OTHER}
        self._spellings: list[tuple[str, int]] = []
        self._ways: dict[str, list[frozenset[str]]] = {}
        self._pairs: dict[str, list[int]] = {}
        for key, ways in spelled.items():
            for way in dict.fromkeys(ways):
                if len(way) > 1:
                    self._keys[way] = (*self._keys.get(way, ()), key)
                self._add(key, way)
        self._strict = len(self._spellings)
        for key, ways in (loose or {}).items():
            for way in ways:
                self._add(key, way)
        self._starts: dict[str, list[str]] = {}
        for name in sorted(self._keys, key=len, reverse=True):
            self._starts.setdefault(name[:2], []).append(name)
        self._heads = re.compile(f"[{''.join(re.escape(one[0]) for one in self._starts)}]" if self._starts else "(?!)")

    def _add(self, key: str, way: str) -> None:
        pairs = {way[at : at + 2] for at in range(len(way) - 1)}
        if not pairs:
            return
        self._spellings.append((key, len(pairs)))
        self._ways.setdefault(key, []).append(frozenset(pairs))
        for pair in pairs:
            self._pairs.setdefault(pair, []).append(len(self._spellings) - 1)

    def said(self, text: str) -> tuple[Naming, ...]:
        """Names in full, left to right, the longest at each place."""
        found: list[Naming] = []
        end, starts = 0, self._starts
        for head in self._heads.finditer(text):
            at = head.start()
            near = starts.get(text[at : at + 2]) if at >= end else None
            name = next((one for one in near if text.startswith(one, at)), "") if near else ""
            # 亿元以上项目 in 50亿元以上项目 is another threshold.
            if name and not (name[0] in "百千万亿" and text[at - 1 : at].isdecimal()):
                end = at + len(name)
                found.append(Naming(at, end, self._keys[name]))
        return tuple(found)

    def share(self, key: str, words: str) -> float:
        """The share of one name's pairs of characters that the words hold, of its best spelling."""
        ways = self._ways.get(key, ())
        return max((sum(pair in words for pair in way) / len(way) for way in ways), default=0.0)

    def shares(self, words: str, strict: bool = False) -> dict[str, float]:
        """Key → its `share`, for every name the words hold a pair of.

        `strict`: of spellings only, not of other words for it.
        """
        hits: dict[int, int] = {}
        for pair in {words[at : at + 2] for at in range(len(words) - 1)}:
            for index in self._pairs.get(pair, ()):
                hits[index] = hits.get(index, 0) + 1
        shares: dict[str, float] = {}
        for index, count in hits.items():
            key, size = self._spellings[index]
            # 投资 alone stands in too many names to speak for one.
            if strict and (index >= self._strict or size < MIN_PIECE):
                continue
            shares[key] = max(shares.get(key, 0.0), count / size)
        return shares
