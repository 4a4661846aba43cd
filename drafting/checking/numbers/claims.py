"""What the words before a number make of it: a level, a change and which way, an earlier value, a rank and whose."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from drafting.checking.numbers.passage import Number, Passage
from drafting.lexicon import table
from drafting.numerals import Direction, Form, directions

_LISTED = re.compile(r"^(?:、|和|与|及|以及|，|；|,|同比|分别|且|并)*$")
_REACH = 24


class Role(StrEnum):
    """VALUE also where nothing is said."""

    VALUE = "value"
    LEVEL = "level"
    CHANGE = "change"
    PREV = "prev"
    RANK = "rank"


@dataclass(frozen=True, slots=True)
class Claim:
    """`verb` as typed, "" when there is none; basis and scope are keys of the lexicon's tables, "" when not said."""

    role: Role
    direction: Direction | None = None
    verb: str = ""
    basis: str = ""
    scope: str = ""


def read_claims(passage: Passage) -> tuple[Claim, ...]:
    """One for each number of the passage; in 增长8%、5%和3% the verb is said of all."""
    claims: list[Claim] = []
    for index, number in enumerate(passage.numbers):
        claim = _claim(passage, number)
        bare = claim.role is Role.VALUE or (claim.role is Role.CHANGE and not claim.verb)
        if claims and bare and _carries_on(passage, passage.numbers[index - 1], number):
            claim = claims[-1]
        claims.append(claim)
    return tuple(claims)


def _carries_on(passage: Passage, last: Number, number: Number) -> bool:
    between = passage.text[last.end : number.start]
    return bool(between) and _SEPARATOR.match(between) is not None


_SEPARATOR = re.compile(r"^(?:、|和|与|及|以及)$")


def _claim(passage: Passage, number: Number) -> Claim:
    start = max(number.before[0], number.start - _REACH)
    before = passage.text[start : number.start]
    rank = number.quantity is not None and number.quantity.form is Form.RANK
    if rank or (number.mention is not None and number.mention.part == "rank"):
        return Claim(Role.RANK, scope=_scope(passage, number))
    basis = _basis(passage.text[number.before[0] : number.start])
    moved = _movement().search(before)
    if moved is not None:
        verb = moved["word"]
        if moved["level"]:
            return Claim(Role.LEVEL, None, verb, basis)
        return Claim(Role.CHANGE, directions().get(verb), verb, basis)
    if number.mention is not None and number.mention.part in ("change", "rate"):
        return Claim(Role.CHANGE, basis=basis)
    if _from().search(before):
        return Claim(Role.PREV)
    return Claim(Role.VALUE, basis=basis)


def _scope(passage: Passage, number: Number) -> str:
    """The last scope said in the clause up to the end of the rank itself."""
    words = (
        passage.text[number.piece[0] : number.start]
        if number.mention is None
        else passage.text[number.before[0] : number.end]
    )
    found = list(_scopes().finditer(words))
    return _scope_of()[found[-1][0]] if found else ""


def scope_in(words: str) -> str:
    """Key of the last scope said in the words, "" when none is."""
    found = list(_scopes().finditer(words))
    return _scope_of()[found[-1][0]] if found else ""


def scope_at_end(words: str) -> str:
    """Key of a scope the words end with."""
    found = list(_scopes().finditer(words[-4:]))
    return _scope_of()[found[-1][0]] if found and words[-4:].endswith(found[-1][0]) else ""


def _basis(words: str) -> str:
    found = list(_bases().finditer(words))
    return _basis_of()[found[-1][0]] if found else ""


def basis_in(words: str) -> str:
    """Key of what a comparison's name compares with, "" when it is none of the usual ones."""
    return _basis(words)


def is_bare(words: str) -> bool:
    """Whether words beside a number only say how it moved (，同比增长), and nothing of what it is the number."""
    return not _EMPTY.sub("", _filling().sub("", words))


_EMPTY = re.compile(r"[，、；：:（()）\s了]+")


@cache
def _filling() -> re.Pattern[str]:
    claims = table("claims")
    words = [*directions(), *_basis_of(), *claims["tails"], *claims["to_level"], *claims["filling"]]
    return re.compile("|".join(re.escape(one) for one in sorted(words, key=len, reverse=True)))


@cache
def _movement() -> re.Pattern[str]:
    """A word of change right before a number; `level` when it leads to a level: 提高到, 增加至."""
    claims = table("claims")
    words = _either(directions())
    return re.compile(
        f"(?P<word>{words})(?:(?P<level>{_either([*claims['to_level']])})|(?:{_either(claims['tails'])}){{0,2}})$"
    )


@cache
def _from() -> re.Pattern[str]:
    return re.compile(f"(?:{_either(table('claims')['from'])})$")


@cache
def _basis_of() -> dict[str, str]:
    return {word: key for key, listed in table("claims")["bases"].items() for word in listed}


@cache
def _bases() -> re.Pattern[str]:
    return re.compile(_either(_basis_of()))


@cache
def _scope_of() -> dict[str, str]:
    return {word: key for key, listed in table("claims")["scopes"].items() for word in listed}


@cache
def _scopes() -> re.Pattern[str]:
    return re.compile(_either(_scope_of()))


def _either(words: "dict[str, str] | dict[str, Direction] | list[str]") -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
