"""Measures: finding one behind a number, and the size of one in its family."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache

from drafting.numerals.digits import scale_power
from drafting.numerals.tables import alternatives, compiled, table


@dataclass(frozen=True, slots=True)
class Measure:
    """`unit` is the normalised measure; a `hard` one makes a quantity even of a single Chinese digit."""

    end: int
    unit: str
    hard: bool


def measure_at(text: str, start: int) -> Measure | None:
    """The longest measure at `start` of half-width text: 元, 微克/立方米, 元/人·年, 张/千人, 台（套）, （亩）."""
    found = _pattern().match(text, start)
    if found is None:
        return None
    if found["boxed"]:
        return Measure(found.end(), _units()[found["boxed"]], False)
    head = _units()[found["head"]]
    if found["pair"]:
        return Measure(found.end(), f"{head}（{found['pair']}）", False)
    per = f"{found['scale'] or ''}{_units()[found['per'] or found['scaled']]}" if found["each"] else ""
    unit = "/".join([head, *(part for part in (per, _units().get(found["per2"] or "")) if part)])
    return Measure(found.end(), unit, "/" in unit or (head in _hard() and head not in table("measures")["soft"]))


@lru_cache(maxsize=4096)
def size(unit: str) -> tuple[str, Fraction]:
    """The family of `unit` and its size there: 公里 → (长度, 1000); an unlisted measure is its own family."""
    parts = [_size(part) for part in ([unit] if unit in _units() else unit.split("/"))]
    whole = parts[0][1]
    for _, part in parts[1:]:
        whole /= part
    return "/".join(family for family, _ in parts), whole


def measure_behind(text: str, start: int) -> str:
    """A unit of money or physics, with its scale, or a per cent that begins at `start`; "" for none."""
    found = _behind().match(text, start)
    return found[0] if found else ""


@cache
def _behind() -> re.Pattern[str]:
    long = alternatives([written for written, unit in _units().items() if unit in _hard() and len(written) > 1])
    return re.compile(f"[万亿]{{1,2}}(?:{alternatives(list(_units()))})|{long}|[%％‰]|个百分点|人次")


def alike(one: str, other: str) -> bool:
    """Whether two measure words may count the same things: 12个企业, 12家企业."""
    words: dict[str, str] = table("measures")["alike"]
    return other in words.get(one, "").split() or one in words.get(other, "").split()


def _size(unit: str) -> tuple[str, Fraction]:
    """千人 → (人, 1000)."""
    counted = unit if unit in _units() else unit.lstrip("百千万亿")
    family, own = _hard().get(counted) or (_synonyms().get(counted, counted), Fraction(1))
    return family, own * 10 ** scale_power(unit.removesuffix(counted))


@cache
def hard_units() -> str:
    """A regular expression for any way to write money or a physical measure."""
    return alternatives([written for written, unit in _units().items() if unit in _hard()])


@cache
def masked_units() -> str:
    """A regular expression for what a lone × may stand before: ×万元, ×个; not ×县, a place, nor X光."""
    measures = table("measures")
    counted = [word for word in measures["counts"].split() if word not in measures["unmasked"]]
    written = [way for way, unit in _units().items() if unit in _hard()]
    return alternatives([*written, *counted], measures["not_before"])


@cache
def latin_units() -> str:
    """A regular expression for the measures written in Latin or Greek letters."""
    return alternatives(
        [written for written, unit in _units().items() if unit in _hard() and not "一" <= written[0] <= "鿿"]
    )


@cache
def scale_guards() -> dict[str, str]:
    """For 十百千万亿, what must not follow, for then it begins a measure: 千 → 瓦米克…"""
    starts: dict[str, str] = {}
    for word in _units():
        if len(word) > 1 and word[0] in "百千":
            starts[word[0]] = starts.get(word[0], "") + word[1]
    return starts


@cache
def _hard() -> dict[str, tuple[str, Fraction]]:
    families: dict[str, dict[str, str | int]] = table("measures")["families"]
    return {unit: (family, Fraction(one)) for family, units in families.items() for unit, one in units.items()}


@cache
def _synonyms() -> dict[str, str]:
    groups: list[list[str]] = table("measures")["synonyms"]
    return {word: group[0] for group in groups for word in group}


@cache
def _units() -> dict[str, str]:
    units = {unit: unit for unit in (*_hard(), *table("measures")["counts"].split())}
    spellings: dict[str, list[str]] = table("measures")["spellings"]
    return units | {written: unit for unit, ways in spellings.items() for written in ways}


@cache
def _pattern() -> re.Pattern[str]:
    words = alternatives(list(_units()), table("measures")["not_before"])
    counted = alternatives(table("measures")["counts"].split())
    each = f"(?P<each>[/／]|每)(?:(?P<per>{words})|(?P<scale>[百千万亿]{{1,2}})(?P<scaled>{words}))"
    head = f"(?P<head>{words})(?:[（(](?P<pair>{counted})[）)]|{each}(?:[/／·•](?P<per2>{words}))?)?"
    return compiled(f"{head}|[（(](?P<boxed>{words})[）)]")
