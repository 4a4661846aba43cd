"""Measures: finding one behind a number, and the size of one in its family."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from drafting.numerals.tables import alternatives, compiled, table


@dataclass(frozen=True, slots=True)
class Measure:
    """`unit` is the normalised measure; a `hard` one makes a quantity even of a single Chinese digit."""

    end: int
    unit: str
    hard: bool


def measure_at(text: str, start: int) -> Measure | None:
    """The longest measure at `start` of half-width text: 元, 微克/立方米, 元/人·年, 台（套）."""
    found = _pattern().match(text, start)
    if found is None:
        return None
    head = _units()[found["head"]]
    if found["pair"]:
        return Measure(found.end(), f"{head}（{found['pair']}）", False)
    unit = "/".join([head, *(_units()[part] for part in (found["per"], found["per2"]) if part)])
    return Measure(found.end(), unit, "/" in unit or (head in _hard() and head not in table("measures")["soft"]))


def size(unit: str) -> tuple[str, Fraction]:
    """The family of `unit` and its size there: 公里 → (长度, 1000); an unlisted measure is its own family."""
    parts = [_hard().get(part) or (_synonyms().get(part, part), Fraction(1)) for part in unit.split("/")]
    whole = parts[0][1]
    for _, part in parts[1:]:
        whole /= part
    return "/".join(family for family, _ in parts), whole


@cache
def hard_units() -> str:
    """A regular expression for any way to write money or a physical measure."""
    return alternatives([written for written, unit in _units().items() if unit in _hard()])


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
    per = f"(?:[/／]|每)(?P<per>{words})(?:[/／·•](?P<per2>{words}))?"
    return compiled(f"(?P<head>{words})(?:[（(](?P<pair>{counted})[）)]|{per})?")
