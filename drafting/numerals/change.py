"""What a writer types as a change: 增长8.0%, -10.4%, 同比下降3%, ↑5.6％, 较年初增加8人, 持平, 翻一番."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from drafting.numerals.digits import CHINESE, normal
from drafting.numerals.quantity import CALENDAR, Form, Quantity
from drafting.numerals.read import read
from drafting.numerals.tables import alternatives, compiled, table

_RATES = frozenset({"%", "‰", "个百分点", "个千分点", "个万分点", "个基点", "倍"})


class Direction(StrEnum):
    """Which way the amount goes, good or bad."""

    UP = "up"
    DOWN = "down"
    FLAT = "flat"


@dataclass(frozen=True, slots=True)
class Change:
    """`amount`: half-width, digits as typed, no sign, "" for 持平 and 翻番; `basis`: 同比, 较年初, 比上年同期 or ""."""

    direction: Direction
    verb: str
    amount: str
    basis: str = ""


def read_change(text: str, name: str = "") -> Change | None:
    """The change that `text` states, else None; `name` is the indicator's, for the verb of a bare amount."""
    typed = re.sub(r"\s+", "", normal(text)).rstrip("。；;，,")
    if not typed or len(typed) > 80:
        return None
    found = _change().fullmatch(typed)
    if found is None:
        return None
    basis = found["basis"] or ""
    if found["alone"]:
        return Change(_alone()[found["alone"]], found["alone"], "", basis)
    sign = found["sign"] or found["last"] or ""
    quantity = read(found["amount"])
    if quantity is None or quantity.form in CALENDAR or quantity.form in (Form.MASK, Form.RATIO) or quantity.low < 0:
        return None
    down = table("changes")["signs"].get(sign) == "down"
    if not _one_way(sign, found["amount"]):
        return None
    verb = table("changes")["nouns"].get(found["verb"], found["verb"])
    if verb:
        amount = (found["loose"] or "") + found["amount"]
        return _worded(verb, down, quantity, amount, basis) if read(amount) is not None else None
    if found["gap"]:
        return Change(_gaps()[found["gap"]], found["gap"], found["amount"], basis)
    if basis[-1:] in _gaps():
        return _apart(basis, quantity, found["amount"], name)
    if not quantity.unit or (not sign and quantity.unit not in _RATES):
        return None
    if quantity.high == 0:
        return Change(Direction.FLAT, "持平", "", basis)
    up_verb, down_verb = _default(quantity.unit, name)
    direction = Direction.DOWN if down else Direction.UP
    return Change(direction, down_verb if down else up_verb, found["amount"], basis)


def _apart(basis: str, quantity: Quantity, amount: str, name: str) -> Change:
    """比全市低0.8个百分点: the basis says which way."""
    direction = _gaps()[basis[-1]]
    return Change(direction, _default(quantity.unit, name)[direction is Direction.DOWN], amount, basis)


def _one_way(sign: str, amount: str) -> bool:
    """False for -2%至3%, which goes both ways."""
    signed = read(sign + amount) if sign in ("-", "−", "－") else None
    return signed is None or signed.high <= 0


def _worded(verb: str, down: bool, quantity: Quantity, amount: str, basis: str) -> Change | None:
    """增长-10.4% is 下降10.4%; 下降-3% says two things at once and is refused."""
    direction = _verbs()[verb]
    if down:
        turned = table("changes")["opposites"].get(verb)
        return Change(Direction.DOWN, turned, amount, basis) if turned and direction is Direction.UP else None
    if quantity.high == 0:
        return Change(Direction.FLAT, "持平", "", basis)
    return Change(direction, verb, amount, basis)


def _default(unit: str, name: str) -> tuple[str, str]:
    verbs: dict[str, list[str]] = table("changes")["verbs"]
    rate = unit == "%" and name.endswith(tuple(table("changes")["rates"]))
    up, down = verbs["个百分点"] if rate else verbs.get(unit, verbs[""])
    return up, down


@cache
def _verbs() -> dict[str, Direction]:
    changes = table("changes")
    return {verb: direction for direction in (Direction.UP, Direction.DOWN) for verb in changes[direction.value]}


@cache
def directions() -> dict[str, Direction]:
    """Every word a writer may put before an amount of change, verbs and nouns (增速, 降幅), with where it points."""
    nouns: dict[str, str] = table("changes")["nouns"]
    return _verbs() | {noun: _verbs()[verb] for noun, verb in nouns.items()}


@cache
def _gaps() -> dict[str, Direction]:
    words: dict[str, list[str]] = table("changes")["gaps"]
    return {word: Direction(direction) for direction, listed in words.items() for word in listed}


@cache
def _alone() -> dict[str, Direction]:
    words: dict[str, list[str]] = table("changes")["alone"]
    return {word: Direction(direction) for direction, listed in words.items() for word in listed}


@cache
def _change() -> re.Pattern[str]:
    changes = table("changes")
    verb, alone = alternatives([*_verbs(), *changes["nouns"]]), alternatives(_alone())
    sign = "[" + re.escape("".join(changes["signs"])) + "]"
    number = rf"(?={alternatives(table('bounds')['before'])}?[\d半数几十百千万{''.join(CHINESE)}])"
    gap, loose = alternatives(_gaps()) + number, alternatives(changes["loose"])
    # 比全市高 is the name of a gap as it stands; 较上年多 is a change by 多.
    named = f"比[^，。；、,;%]{{1,20}}?[{''.join(word for word in _gaps() if len(word) == 1)}]{number}"
    worded = rf"[^，。；、,;%]{{1,20}}?(?={loose}?{verb}|{alone}|{sign}|{gap})"
    against = rf"(?:{named}|[较比与同](?:{worded}|[^，。；、,;%\d]{{1,20}}(?=\d)))"
    computed = "(?:按[^，。；]{2,12}(?:计算|口径)?，?)?"
    basis = f"(?P<basis>{computed}(?:{alternatives(changes['bases'])}|{against})|{computed[:-1]})[,，]?"
    amount = "(?P<amount>[^+＋−－↑↓▲▼△▽⬆⬇]+?)"
    said = f"(?P<loose>{loose})?(?P<verb>{verb})[了为是达]?|(?P<gap>{gap})"
    stated = f"(?:{said})?(?P<sign>{sign})?{amount}(?P<last>[↑↓▲▼⬆⬇])?"
    return compiled(f"(?:{basis})?(?:(?P<alone>{alone})|{stated})")
