"""Numbers a writer worked out from the figures around them: shares, sums, differences, multiples."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from drafting import numerals
from drafting.checking.context import Known, digits
from drafting.checking.numbers.claims import is_bare
from drafting.lexicon import table
from drafting.numerals import Bound, Form, Quantity

_EXACT = {Bound.EXACT, Bound.ABOUT}
_LONGEST_SUM = 6
_RATE_KINDS = ("share", "growth", "multiple")
_RATES = {"%", "个百分点", "倍", "‰"}


@dataclass(frozen=True, slots=True)
class Reckoned:
    """`formula` in words: 民生支出28.6亿元÷一般公共预算支出36.2亿元; `rate`: a share, a growth or a multiple."""

    formula: str
    rate: bool
    keys: tuple[str, ...]


def reckon(quantity: Quantity, words: str, nearby: tuple[Known, ...], here: frozenset[str]) -> Reckoned | None:
    """`words`: the piece the number stands in, which has to announce it; `nearby`: what the text speaks of there.

    `here`: keys of figures the sentence itself speaks of, one of which has to take part.
    """
    values = [one for one in nearby if _plain(one.quantity)]
    alone = words.replace(quantity.text, "")
    loose = quantity.bound is not Bound.EXACT or quantity.form in (Form.TENTHS, Form.FRACTION)
    # 是上年同期的3倍 is said of one thing at two times.
    of_the_past = quantity.form is Form.MULTIPLE and any(one in words for one in table("claims")["earlier"])
    for kind, make in _WAYS:
        announced = table("claims")["derived"]["loose_share" if loose and kind == "share" else kind]
        # …6座，超过四分之一: alone in its piece it is a share of what went before.
        by_nature = kind == "share" and quantity.form in (Form.FRACTION, Form.TENTHS) and is_bare(alone)
        if by_nature or any(word in words for word in announced):
            for value, formula, used in make(quantity, values):
                keys = {one.figure.key for one in used}
                if _fits(quantity, value) and keys & here and (len(keys) == 1 or not of_the_past):
                    return Reckoned(formula, kind in _RATE_KINDS, tuple(sorted(keys)))
    return None


_Maker = Callable[[Quantity, list[Known]], Iterator["_Made"]]
_Made = tuple[Fraction, str, tuple[Known, ...]]


def _shares(quantity: Quantity, values: list[Known]) -> Iterator[_Made]:
    for part, whole in _rates(quantity, values):
        yield _base(part.quantity) / _base(whole.quantity) * 100, f"{_told(part)}÷{_told(whole)}", (part, whole)


def _growth(quantity: Quantity, values: list[Known]) -> Iterator[_Made]:
    """Of a figure's own earlier and later value."""
    for later, earlier in _rates(quantity, values):
        if later.figure.key == earlier.figure.key:
            rate = _base(later.quantity) / _base(earlier.quantity) * 100 - 100
            yield abs(rate), f"{_told(later)}÷{_told(earlier)}－1", (later, earlier)


def _rates(quantity: Quantity, values: list[Known]) -> Iterator[tuple[Known, Known]]:
    if quantity.unit == "%" or quantity.form is Form.FRACTION:
        yield from (
            (one, other) for one, other in _pairs(values) if other.quantity.low and one.quantity.unit not in _RATES
        )


def _multiples(quantity: Quantity, values: list[Known]) -> Iterator[_Made]:
    if quantity.form is not Form.MULTIPLE:
        return
    for part, whole in _pairs(values):
        if whole.quantity.low:
            times = _base(part.quantity) / _base(whole.quantity)
            yield times, f"{_told(part)}÷{_told(whole)}", (part, whole)
            yield times - 1, f"{_told(part)}÷{_told(whole)}－1", (part, whole)


def _each(quantity: Quantity, values: list[Known]) -> Iterator[_Made]:
    """人均1.3万元 of 5728万元 among 4350人."""
    for amount in values:
        if numerals.commensurable(quantity, amount.quantity):
            counted = (one for one in values if one.quantity.low and one.quantity.form is Form.NUMBER)
            for heads in counted:
                if not numerals.commensurable(amount.quantity, heads.quantity):
                    yield (
                        _base(amount.quantity) / _base(heads.quantity),
                        f"{_told(amount)}÷{_told(heads)}",
                        (amount, heads),
                    )


def _ratios(quantity: Quantity, values: list[Known]) -> Iterator[_Made]:
    """1.95∶1 of two amounts."""
    if quantity.form is Form.RATIO and quantity.low == 1:
        for one, other in _pairs(values):
            if other.quantity.low:
                yield _base(one.quantity) / _base(other.quantity), f"{_told(one)}÷{_told(other)}", (one, other)


def _sums(quantity: Quantity, values: list[Known]) -> Iterator[_Made]:
    own = [one for one in values if _weighs(quantity, one)]
    chains: list[tuple[Known, ...]] = list(combinations(own[:8], 2))
    chains += [tuple(own[at : at + size]) for size in range(3, _LONGEST_SUM + 1) for at in range(len(own) - size + 1)]
    for chain in chains:
        if len({one.figure.key + one.part for one in chain}) == len(chain):
            total = sum((_base(one.quantity) for one in chain), Fraction(0))
            yield total, "＋".join(map(_told, chain)), chain


def _differences(quantity: Quantity, values: list[Known]) -> Iterator[_Made]:
    if quantity.unit == "%":
        yield from _before_points(values)
        return
    for one, other in _pairs([one for one in values if _weighs(quantity, one)]):
        value = _base(one.quantity) - _base(other.quantity)
        if value > 0:
            yield value, f"{_told(one)}－{_told(other)}", (one, other)


def _before_points(values: list[Known]) -> Iterator[_Made]:
    """A per cent less or more the points it moved by; the difference of two per cents is points, not per cent."""
    for level in (one for one in values if one.quantity.unit == "%"):
        for moved in (one for one in values if one.quantity.unit == "个百分点" and one.figure.key == level.figure.key):
            yield _base(level.quantity) - _base(moved.quantity), f"{_told(level)}－{_told(moved)}", (level, moved)
            yield _base(level.quantity) + _base(moved.quantity), f"{_told(level)}＋{_told(moved)}", (level, moved)


def _pairs(values: list[Known]) -> Iterator[tuple[Known, Known]]:
    for one, other in combinations(values, 2):
        first, second = one.quantity, other.quantity
        cut = first.unit.startswith(second.unit or " ") or second.unit.startswith(first.unit or " ")
        if cut or numerals.in_family(first)[0] == numerals.in_family(second)[0]:
            yield one, other
            yield other, one


def _countable(quantity: Quantity, other: Quantity) -> bool:
    """Points are the difference of per cents, 元 of 元/月; anything else counts its own kind."""
    if quantity.unit == "个百分点":
        return other.unit in ("%", "个百分点")
    return numerals.commensurable(quantity, other) or other.unit.startswith(f"{quantity.unit}/")


def _weighs(quantity: Quantity, other: Known) -> bool:
    """Countable, and not so small beside it that rounding would swallow it."""
    return _countable(quantity, other.quantity) and _base(other.quantity) > 2 * _tolerance(quantity)


def _base(quantity: Quantity) -> Fraction:
    return numerals.in_family(quantity)[1]


def _fits(quantity: Quantity, value: Fraction) -> bool:
    """Equal to the last digit shown, either way of rounding it off; a loose one (近, 超) not far off it."""
    if quantity.form is Form.RATIO:
        return abs(value - Fraction(quantity.high)) <= Fraction(501, 1000 * 10**quantity.places)
    base = _base(quantity)
    if quantity.bound is Bound.OVER:
        return base <= value <= base * Fraction(6, 5)
    if quantity.bound is Bound.UNDER:
        return base * Fraction(9, 10) <= value <= base
    if quantity.bound is Bound.ABOUT:
        return abs(value - base) <= base * Fraction(1, 15)
    return abs(value - base) <= _tolerance(quantity)


def _tolerance(quantity: Quantity) -> Fraction:
    """Half of the last digit shown, in the size of its family."""
    base, typed = _base(quantity), digits(quantity)
    if quantity.form is Form.FRACTION:
        return base * Fraction(1, 50)
    if quantity.form is Form.TENTHS:
        return Fraction(3)
    if not typed.replace(".", "").isdecimal() or not quantity.places:
        return Fraction(0) if quantity.unit not in _RATES else Fraction(1, 2)
    return Fraction(501, 1000 * 10**quantity.places) * (base / Fraction(typed) if Fraction(typed) else 1)


def _plain(quantity: Quantity) -> bool:
    return quantity.low == quantity.high and quantity.bound in _EXACT and quantity.form in _FORMS


_FORMS = {Form.NUMBER, Form.PERCENT, Form.POINTS, Form.TENTHS, Form.MULTIPLE}


def _told(known: Known) -> str:
    return f"“{known.figure.name}”{known.words}"


_WAYS: tuple[tuple[str, _Maker], ...] = (
    ("share", _shares),
    ("growth", _growth),
    ("multiple", _multiples),
    ("each", _each),
    ("ratio", _ratios),
    ("sum", _sums),
    ("difference", _differences),
)
