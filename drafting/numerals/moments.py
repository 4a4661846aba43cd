"""Dates, years, months and clock times: 2024年6月30日, 2024年1—5月, 二〇二四年, 8:30—17:00."""

import re
from decimal import Decimal
from functools import cache

from drafting.numerals.digits import CHINESE, chinese_value
from drafting.numerals.quantity import Form, Quantity
from drafting.numerals.tables import compiled, table

_DASH = "(?:[-~～—–－―]{1,2}|至|到)"
_DIGITS = "〇零一二三四五六七八九"
# 二○二四, 二0二四, 二O二四: what writers type for 〇.
_ZEROS = str.maketrans(dict.fromkeys("○0OoО", "〇"))
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = rf"(?:(?:19|20|21)\d\d|[一二][{_DIGITS}○0OoО]{{3}})"


def date_at(text: str, start: int) -> Quantity | None:
    """Year, month or day, or a range of them; 前5个月 reads as 1—5月."""
    leading = _leading().match(text, start)
    if leading is not None and 1 < (last := _number(leading["n"]) or 0) <= 12:
        return Quantity(start, leading.end(), leading[0], Form.MONTH, Decimal(1), Decimal(last), "月")
    if _opening().match(text, start) is None:
        return None
    for pattern in _dates():
        found = pattern.match(text, start)
        if found is not None:
            return _dated(found)
    return None


def time_at(text: str, start: int) -> Quantity | None:
    """8:30 unless a ratio is being spoken of (比例为2:30); 8时; 8点30分; 上午8点."""
    found = _clock().match(text, start)
    if found is None:
        return None
    before = text[max(0, start - 4) : start]
    if found["colon"] and before.endswith(tuple(table("bounds")["compared"])):
        return None
    if found["bare"] and not before.endswith(tuple(table("bounds")["hours"])):
        return None
    low = Decimal(int(found["h"]) * 100 + _minutes(found["m"] or found["m2"], found["half"]))
    high = low if found["h3"] is None else Decimal(int(found["h3"]) * 100 + int(found["m3"]))
    if high < low:
        return None
    return Quantity(start, found.end(), found[0], Form.TIME, low, high, "时")


def spoken_time_at(text: str, start: int) -> Quantity | None:
    """八时三十分, 九点半, 十时整; 一时 alone is an everyday word."""
    found = _spoken().match(text, start)
    if found is None:
        return None
    hour, minute = _number(found["h"]) or 0, _minutes(found["m"], found["half"])
    if hour > 24 or minute > 59:
        return None
    at = Decimal(hour * 100 + minute)
    return Quantity(start, found.end(), found[0], Form.TIME, at, at, "时")


def _minutes(minutes: str | None, half: str | None) -> int:
    return 30 if half == "半" else _number(minutes) or 0


def _dated(found: re.Match[str]) -> Quantity | None:
    parts = found.groupdict()
    first = [parts.get(name) for name in ("y", "m", "d")]
    second = [parts.get(name) for name in ("y2", "m2", "d2")]
    last = max(index for index in range(3) if first[index] or second[index])
    if any(second):
        began = next(index for index in range(3) if second[index])
        second = first[:began] + second[began:]
    low, high = _joined(first), _joined(second) if any(second) else _joined(first)
    if low is None or high is None or high < low:
        return None
    form, unit = ((Form.YEAR, "年"), (Form.MONTH, "月"), (Form.DATE, "日"))[last]
    return Quantity(found.start(), found.end(), found[0], form, low, high, unit)


def _joined(parts: list[str | None]) -> Decimal | None:
    """Year, month, day as digits in a row; None for a month 13 or a day 32."""
    year, month, day = (_number(part) for part in parts)
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    digits = "".join(f"{part:02d}" for part in (year, month, day) if part is not None)
    return Decimal(digits)


def _number(part: str | None) -> int | None:
    if not part:
        return None
    if part.isascii() and part.isdecimal():
        return int(part)
    part = part.translate(_ZEROS)
    value = chinese_value(part)
    return int(value) if value is not None else int("".join(str(CHINESE.get(char, 0)) for char in part))


@cache
def _opening() -> re.Pattern[str]:
    """What every form of `_dates` begins with; most numbers are no dates, and are told so by one match."""
    return compiled(rf"\d{{4}}[/.]|[\d{_DIGITS}十○OoО]{{1,6}}(?:[年月日]|{_DASH})")


@cache
def _dates() -> tuple[re.Pattern[str], ...]:
    year, month, day = rf"(?P<y>{_YEAR})", rf"(?P<m>{_SMALL})", rf"(?P<d>{_SMALL})"
    year2, month2, day2 = rf"(?P<y2>{_YEAR})", rf"(?P<m2>{_SMALL})", rf"(?P<d2>{_SMALL})"
    of_month, of_day = r"月(?:份)?(?![均饼])", "[日号](?![均常益龄历])"
    leading, pairs = f"(?:{year}年)?", "一二|二三|三四|四五|五六|六七|七八|八九"
    forms = (
        rf"{leading}{month}月{day}[日号]?{_DASH}(?:(?:{year2}年)?{month2}月)?{day2}{of_day}",
        rf"{leading}{month}月?{_DASH}(?:{year2}年)?{month2}{of_month}",
        rf"{leading}{month}月{day}{of_day}",
        rf"{leading}(?={pairs})(?P<m>[一二三四五六七八])(?P<m2>[二三四五六七八九]){of_month}",
        rf"{year}年?{_DASH}{year2}年",
        rf"{year}年{month}{of_month}",
        rf"{year}年(?![均])",
        rf"{month}{of_month}",
        rf"(?P<d>\d{{1,2}})日?{_DASH}(?P<d2>\d{{1,2}})日(?![均常益龄历])",
        r"(?P<d>\d{1,2})日(?![均常益龄历])",
        rf"{year}(?P<s>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>[0-2]?\d|3[01])(?![\d.%/])",
        rf"{year}[-/](?P<m>0[1-9]|1[0-2])(?![\d.%/-])",
    )
    return tuple(compiled(form) for form in forms)


@cache
def _leading() -> re.Pattern[str]:
    return compiled(rf"前(?P<n>{_SMALL})个?月(?!均)")


@cache
def _spoken() -> re.Pattern[str]:
    small = "[一二三四五六七八九十]{1,3}"
    return compiled(f"(?P<h>{small})[时点](?:(?P<m>{small})分(?!之)|(?P<half>[半整]))")


@cache
def _clock() -> re.Pattern[str]:
    hour, minute = r"(?:[01]?\d|2[0-4])", r"[0-5]\d"
    colon = rf"(?P<colon>[:：])(?P<m>{minute})(?:[:：]{minute})?(?!\d)"
    until = rf"(?:{_DASH}(?P<h3>{hour})[:：](?P<m3>{minute})(?!\d))?"
    words = r"(?:时(?![候间段期代节值任空长效])|点(?=[\d半整钟]))(?:(?P<m2>[0-5]?\d)分|(?P<half>半|整|钟|许))?"
    return compiled(rf"(?P<h>{hour})(?:{colon}{until}|{words}|(?P<bare>点)(?![上下]))")
