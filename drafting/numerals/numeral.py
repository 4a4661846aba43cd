"""One numeral with its scale: 1,234.5, 3亿4500万, 三百二十, 十几亿, 数百, 12万余."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from drafting.numerals.digits import CHINESE, SCALES, chinese_value, multiplies, plus, remainder, scale_power, times
from drafting.numerals.measures import scale_guards
from drafting.numerals.quantity import Bound
from drafting.numerals.tables import alternatives, compiled, table

_DIGITS = "".join(CHINESE)
_ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,6}(?![\d])|\d{1,20}+)(?:\.\d{1,20}+)?"


@dataclass(frozen=True, slots=True)
class Numeral:
    """`power` is that of its last scale (亿 → 8), lent to the first half of a range; `bare`: a scale alone (万余)."""

    end: int
    low: Decimal
    high: Decimal
    bound: Bound = Bound.EXACT
    places: int = 0
    power: int = 0
    chinese: bool = False
    bare: bool = False

    @property
    def small(self) -> bool:
        return self.high < 10


def numeral_at(text: str, start: int) -> Numeral | None:
    """The numeral that begins at `start` of half-width text."""
    if text[start : start + 1].isascii():
        return _arabic_at(text, start)
    return _chinese_at(text, start)


def _arabic_at(text: str, start: int) -> Numeral | None:
    numeral = None
    while (part := _patterns()[0].match(text, start)) and (numeral is None or _continues(numeral, part)):
        written = part["number"].replace(",", "")
        power = scale_power(part["scale"])
        value = times(Decimal(written), power)
        if part["more"] == "几":
            return _teens(part, value, power)
        bound = _loose(part)
        if numeral is not None:
            value = _after(numeral, part, value)
        numeral = Numeral(part.end(), value, value, bound, len(written.partition(".")[2]), power)
        start = part.end()
        if not power or bound is not Bound.EXACT:
            break
    return numeral


def _continues(numeral: Numeral, part: re.Match[str]) -> bool:
    """3亿4500万, 3万5000 and 2千3百万 go on; 3万5 does not."""
    if part["more"] == "几":
        return False
    if _shared(numeral, part):
        return True
    power = scale_power(part["scale"])
    whole = len(part["number"].partition(".")[0].replace(",", "")) + power
    return whole <= numeral.power and (power > 0 or whole == numeral.power)


def _shared(numeral: Numeral, part: re.Match[str]) -> str:
    """The 万 or 亿 of `part` that counts the thousands before it too (2千3百万), else ""."""
    own = part["scale"].rstrip("万亿")
    fits = own and len(part["number"]) == 1 and scale_power(own) < numeral.power < 4
    return part["scale"].removeprefix(own) if fits else ""


def _after(numeral: Numeral, part: re.Match[str], value: Decimal) -> Decimal:
    """The value of `numeral` with `part`, itself `value`, behind it."""
    shared = scale_power(_shared(numeral, part))
    section = remainder(numeral.low, 4) if shared else Decimal(0)
    return plus(plus(numeral.low, section.copy_negate()), plus(times(section, shared), value))


def _teens(part: re.Match[str], value: Decimal, power: int) -> Numeral | None:
    """20几个 is 21 to 29."""
    if not value or Decimal(part["number"].replace(",", "")) % 10:
        return None
    low, high = plus(value, times(Decimal(1), power)), plus(value, times(Decimal(9), power))
    return Numeral(part.end(), low, high, Bound.SEVERAL, 0, power)


def _loose(found: re.Match[str]) -> Bound:
    """What 余, 多 or 来 inside a numeral says."""
    return Bound(table("bounds")["inside"].get(found["over"] or found["more"], Bound.EXACT))


def _chinese_at(text: str, start: int) -> Numeral | None:
    found = _patterns()[1].match(text, start)
    if found is None:
        return None
    body, scale = found["body"], found["scale"]
    power = scale_power(scale)
    numeral = Numeral(found.end(), Decimal(0), Decimal(0), power=power or _last_power(body), chinese=True)
    if found["vague"]:
        return _vague(numeral, found, text)
    if all(char in SCALES for char in body) and (body != "十" or found["more"] in ("余", "来")):
        if found["more"] == "几" or not multiplies(body + scale):
            return None
        one = times(Decimal(1), scale_power(body) + power)
        return replace(numeral, low=one, high=one, bound=_loose(found), bare=True)
    if found["more"] == "几" and body[-1] != "十":
        return None
    ends = _ends(body)
    if ends is None:
        return None
    low, high = ends
    bound = Bound.SEVERAL if low < high else Bound.EXACT
    if found["more"] == "几":
        low, high, bound = plus(low, Decimal(1)), plus(high, Decimal(9)), Bound.SEVERAL
    elif found["more"] or found["over"]:
        bound = _loose(found)
    places = len(body.partition("点")[2])
    return replace(numeral, low=times(low, power), high=times(high, power), bound=bound, places=places)


def _vague(numeral: Numeral, found: re.Match[str], text: str) -> Numeral | None:
    """数百 is 200 to 900; 上千 is 1000 or more."""
    body = found["body"]
    guarded = found.start() and text[found.start() - 1] in table("bounds")["not_vague"]
    if guarded or any(char not in SCALES for char in body) or found["more"] == "几":
        return None
    one = times(Decimal(1), scale_power(body) + scale_power(found["scale"]))
    if found["vague"] == "上":
        return replace(numeral, low=one, high=one, bound=Bound.OVER, bare=True)
    return replace(numeral, low=one * 2, high=one * 9, bound=Bound.SEVERAL)


def _ends(body: str) -> tuple[Decimal, Decimal] | None:
    """Both ends of 两三百, 七八十, 十五六; the same twice for an ordinary numeral."""
    value = chinese_value(body)
    if value is not None:
        return value, value
    pair = _patterns()[2].fullmatch(body)
    if pair is None:
        return None
    one, other = CHINESE[pair["one"]], CHINESE[pair["other"]]
    if not one or (other != one + 1 and (one, other) != (3, 5)):
        return None
    low = chinese_value(pair["head"] + pair["one"] + pair["scale"])
    high = chinese_value(pair["head"] + pair["other"] + pair["scale"])
    return (low, high) if low is not None and high is not None and low < high else None


def _last_power(body: str) -> int:
    return scale_power(body[len(body.rstrip("".join(SCALES))) :])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    guards = scale_guards()
    scale = "(?:" + "|".join(f"{char}(?![{guards[char]}])" if char in guards else char for char in SCALES) + ")"
    more = alternatives(table("bounds")["inside"], table("bounds")["not_before"])
    tail = f"(?P<scale>{scale}{{0,3}}+)(?P<over>{more})?"
    # 3个亿 is 3亿, but 3个亿元镇 are three.
    spoken = "(?:个(?=亿(?:[，。；、）)左以]|$)))?"
    arabic = f"(?P<number>{_ARABIC})(?P<more>几|{more})?{spoken}{tail}"
    body = f"(?P<body>(?:[{_DIGITS}]|{scale}){{1,30}}+(?:点[{_DIGITS}]{{1,20}}+)?)"
    chinese = f"(?P<vague>好几|数|几|上)?{body}(?P<more>几|{more})?{tail}"
    pair = f"(?P<head>.*?)(?P<one>[{_DIGITS}])(?P<other>[{_DIGITS}])(?P<scale>[{''.join(SCALES)}]*)"
    return compiled(arabic), compiled(chinese), compiled(pair)
