"""Spaces typed between a number and its neighbours closed up, offsets kept: 12.3 亿元, 2024 年 6 月, 1 ∶ 2."""

import re
from bisect import bisect_right
from functools import cache

from drafting.numerals.measures import latin_units
from drafting.numerals.tables import compiled


def closed_up(text: str) -> tuple[str, list[int]]:
    """Half-width text without those spaces, and where in it each of them stood."""
    gaps = [found.start() - number for number, found in enumerate(_gap().finditer(text))]
    return (_gap().sub("", text) if gaps else text), gaps


def typed(start: int, end: int, gaps: list[int]) -> tuple[int, int]:
    """The span of the text as typed for a span of the closed-up one."""
    return start + bisect_right(gaps, start), end + bisect_right(gaps, end - 1)


@cache
def _gap() -> re.Pattern[str]:
    space = "[ \u00a0\u2009\u202f]"
    behind = f"(?<=[0-9]){space}(?=[一-鿿%‰℃∶:：]|{latin_units()}(?![A-Za-z]))"
    return compiled(f"{behind}|(?<=[一-鿿∶:：]){space}(?=[0-9])")
