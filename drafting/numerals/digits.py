"""Half-width text, and numerals to exact decimals."""

import re
import string
from decimal import Context, Decimal
from itertools import pairwise

SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
"""Scale character → its power of ten."""

CHINESE = {
    char: digit
    for digit, chars in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}

_EXACT = Context(prec=200)
_HALF = str.maketrans({chr(ord(char) + 0xFEE0): char for char in string.digits + string.ascii_letters + "%."})


_WIDE_COMMA = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")


def normal(text: str) -> str:
    """Full-width digits, letters, ％, ． and the thousands comma of full-width digits to half width; offsets stay."""
    return _WIDE_COMMA.sub(",", text).translate(_HALF)


def times(value: Decimal, power: int) -> Decimal:
    """`value` × 10**power, exact whatever the caller's decimal context."""
    return _EXACT.multiply(value, Decimal(10**power))


def plus(one: Decimal, other: Decimal) -> Decimal:
    return _EXACT.add(one, other)


def product(one: Decimal, other: Decimal) -> Decimal:
    return _EXACT.multiply(one, other)


def remainder(value: Decimal, power: int) -> Decimal:
    """`value` modulo 10**power."""
    return _EXACT.remainder(value, Decimal(10**power))


def quotient(part: Decimal, whole: Decimal) -> Decimal:
    """28 digits where it never ends."""
    return Context(prec=28).divide(part, whole)


def multiplies(scales: str) -> bool:
    """Whether scales behind each other grow: 百万, 万亿; not 百十."""
    return all(SCALES[one] <= SCALES[other] for one, other in pairwise(scales))


def scale_power(scales: str) -> int:
    """千万 → 7; "" → 0."""
    return sum(SCALES[char] for char in scales)


def chinese_value(numeral: str) -> Decimal | None:
    """三百二十, 一亿零五百万, 九十五点六, 两千, 一百二 (120); None for what counts nothing: 一二三, 百, 十十."""
    whole, point, decimals = numeral.partition("点")
    number = _whole(whole)
    if number is None or (point and not decimals) or any(char not in CHINESE for char in decimals):
        return None
    digits = "".join(str(CHINESE[char]) for char in decimals)
    return Decimal(f"{number}.{digits}") if point else Decimal(number)


def _whole(numeral: str) -> int | None:
    """Below 10**16: 亿, then 万, then up to four places."""
    for sign, power in (("亿", 8), ("万", 4)):
        if sign in numeral:
            head, _, tail = numeral.rpartition(sign)
            upper, lower = None if sign in head else _whole(head), _tail(tail, power)
            if not upper or lower is None or lower >= 10**power:
                return None
            return upper * int(10**power) + lower
    return _below_ten_thousand(numeral)


def _tail(numeral: str, power: int) -> int | None:
    """What follows 万 or 亿; one bare digit counts the next place down (三万二 is 32 000)."""
    if not numeral:
        return 0
    if len(numeral) == 1 and CHINESE.get(numeral, 0):
        return CHINESE[numeral] * int(10 ** (power - 1))
    return _whole(numeral.lstrip("零〇"))


def _below_ten_thousand(numeral: str) -> int | None:
    if len(numeral) == 1 and numeral in CHINESE:
        return CHINESE[numeral]
    total, last, digit, zero = 0, 4, None, False
    for char in numeral:
        if char in SCALES:
            power = SCALES[char]
            if power >= last or (digit is None and not (char == "十" and not total)) or digit == 0:
                return None
            total, last, digit, zero = total + (digit or 1) * int(10**power), power, None, False
        elif CHINESE[char] == 0 and digit is None and total and not zero:
            zero = True
        elif digit is None and CHINESE[char]:
            digit = CHINESE[char]
        else:
            return None
    if digit is None:
        return None if zero or not total else total
    if not total:
        return None
    return total + digit * int(10 ** (last - 1) if last > 1 and not zero else 1)
