"""What stands around a number and belongs to it: its sign or currency, and the words that loosen it."""

import re
from dataclasses import replace
from functools import cache

from drafting.numerals.digits import SCALES
from drafting.numerals.quantity import Bound, Quantity
from drafting.numerals.tables import alternatives, compiled, table

_SIGNS = "+＋-−－负±"
HEAT = ("零下", "零上")
BELOW = ("-", "−", "－", "负", "零下")
DEGREES = ("℃", "度")


def sign_before(text: str, start: int, floor: int) -> str:
    """The sign or currency that ends at `start`: -, ±, 零下, ￥; not the dash of 2023-2024, nor 担负3项."""
    if start - 2 >= floor and text[start - 2 : start] in HEAT:
        return text[start - 2 : start]
    at = start - 1
    if at < floor:
        return ""
    mark = text[at]
    if mark in table("bounds")["prices"]:
        return mark
    dash = mark not in _SIGNS or (at == floor and floor > 0) or _joins(text[max(0, at - 1) : at])
    return "" if dash else mark


def signed(quantity: Quantity, mark: str) -> Quantity:
    """With the sign or currency before it: -10.4%, ±0.5%, 零下5℃, ￥300; a range has none of its own but ￥50～80."""
    start, low = quantity.start - len(mark), quantity.low
    if mark and mark in table("bounds")["prices"]:
        money = table("bounds")["prices"][mark]
        return replace(quantity, start=start, unit=money) if quantity.unit in ("", money) else quantity
    if not mark or low != quantity.high or (mark in HEAT and quantity.unit not in DEGREES):
        return quantity
    down, up = low.copy_negate(), low
    return replace(quantity, start=start, low=down if mark in (*BELOW, "±") else up, high=down if mark in BELOW else up)


def _joins(before: str) -> bool:
    """Whether a sign behind this character is a dash, or the end of a word."""
    return before != "" and ((before.isalnum() and before.isascii()) or before in "%‰)）”担承肩抱")


def loosened(text: str, quantity: Quantity, floor: int) -> Quantity:
    """With the approximating words around it: 约, 近, 超 before; 左右, 以上, 余 behind."""
    tables, end, bound = table("bounds"), quantity.end, quantity.bound
    after = _after().match(text, end)
    if after is not None and (after["loose"] not in "余多" or quantity.unit in tables["trailing"]):
        end, bound = after.end(), Bound(tables["after"][after["loose"]])
    before = word_before(text, quantity.start, quantity.unit)
    start = quantity.start - len(before or "")
    if before is None or start < floor:
        return quantity if after is None else replace(quantity, end=end, bound=bound)
    loose = Bound(tables["before"][before])
    return replace(quantity, start=start, end=end, bound=loose if bound is Bound.EXACT else bound)


def word_before(text: str, start: int, unit: str = "") -> str | None:
    """The approximating word that ends at `start`."""
    tables = table("bounds")
    for length in range(min(4, start), 0, -1):
        word = text[start - length : start]
        if word in tables["before"]:
            guard = tables["not_after"].get(word, "")
            own = start == length or text[start - length - 1] not in guard
            amiss = (word == "近" and unit in tables["not_near"]) or (
                word in tables["before_scale"] and text[start : start + 1] not in SCALES
            )
            return word if own and not amiss else None
    return None


@cache
def _after() -> re.Pattern[str]:
    tables = table("bounds")
    return compiled(f"(?P<loose>{alternatives(tables['after'], tables['not_before'])})")
