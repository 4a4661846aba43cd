"""Two states of one figure: what has changed so much that words written for the first may not fit the second."""

from collections.abc import Iterator
from fractions import Fraction

from drafting import numerals
from drafting.lexicon import table
from drafting.numerals import Form, Quantity
from drafting.numerals.measures import size
from drafting.references import change_text, is_movement, value_text, with_unit
from drafting.report import Comparison, Figure, Kind, Status

WHOLE = Fraction(100)


def turns(was: Figure, now: Figure | None, elapsed: Fraction | None = None) -> Iterator[str]:
    """One phrase for each, from what to what; nothing for a mere change of amount.

    `elapsed`: per cent of the year gone by at the end of the reported period.
    """
    if was.pending:
        return
    if now is None:
        yield "已从指标表里删去"
    elif now.pending or (was.value and not now.value):
        said = value_text(was) or was.compared[0].value
        yield f"由{said}变为{now.status.value or '待填'}"
    else:
        yield from _directions(was, now)
        if was.kind is now.kind is Kind.NUMBER:
            yield from _targets(was, now, elapsed)
            yield from _values(was, now)
        if was.rank and now.rank and numerals.normal(was.rank) != numerals.normal(now.rank):
            yield f"位次由{was.rank}变为{now.rank}"
        if (was.status is Status.ESTIMATE) != (now.status is Status.ESTIMATE):
            yield "由预计数变为确定数" if was.status is Status.ESTIMATE else "由确定数变为预计数"


def worth(quantity: Quantity) -> tuple[str, Fraction]:
    """Family of its unit and the amount in that family's common unit; what has no unit is a family of its own."""
    family, one = size("%" if quantity.form is Form.FRACTION else quantity.unit)
    return family, Fraction(quantity.low) * (one * 100 if quantity.form is Form.FRACTION else one)


def _directions(was: Figure, now: Figure) -> Iterator[str]:
    """Comparisons that turned from up to down, to or from 持平, or are counted in another unit."""
    for one, other in _paired(was, now):
        if not (is_movement(one) and is_movement(other)):
            continue
        before, after = numerals.read_change(one.value, was.name), numerals.read_change(other.value, now.name)
        if before is None or after is None:
            continue
        if before.direction is not after.direction or _unit(before.amount) != _unit(after.amount):
            yield f"{other.to}由{change_text(before)}变为{change_text(after)}"


def _unit(amount: str) -> str | None:
    quantity = numerals.read(amount) if amount else None
    return quantity.unit if quantity is not None else None


def _paired(was: Figure, now: Figure) -> Iterator[tuple[Comparison, Comparison]]:
    """By what is compared with; the first of each may have been renamed."""
    later = {one.to: one for one in now.compared}
    for index, one in enumerate(was.compared):
        other = later.get(one.to) or (now.compared[0] if now.compared and not index else None)
        if other is not None:
            yield one, other


def _targets(was: Figure, now: Figure, elapsed: Fraction | None) -> Iterator[str]:
    """Shares of a task that crossed 100 %, or the part of the year gone by."""
    shares = dict(_shares(now))
    for label, (before, said) in _shares(was):
        if label not in shares:
            continue
        after, saying = shares[label]
        lines = [(WHOLE, "100%"), *([(elapsed, f"时间进度{float(elapsed):.3g}%")] if elapsed else [])]
        for line, words in dict(lines).items():
            if (before < line) != (after < line):
                crossed = f"低于{words}" if after < line else f"达到{words}"
                yield f"{label}由{said}变为{saying}，{crossed}"


def _shares(figure: Figure) -> Iterator[tuple[str, tuple[Fraction, str]]]:
    words = table("turning")
    stated = [
        (one.to, one.value)
        for one in figure.compared
        if any(target in one.to for target in words["targets"]) and not one.to.startswith(tuple(words["gaps"]))
    ]
    if figure.name.endswith(tuple(words["completions"])):
        stated.append(("", with_unit(figure.value, figure.unit)))
    for label, text in stated:
        quantity = numerals.read(text)
        if quantity is not None and quantity.unit == "%":
            yield label, (worth(quantity)[1], numerals.normal(text))


def _values(was: Figure, now: Figure) -> Iterator[str]:
    """Another unit, another sign, or the other side of the earlier value."""
    before, after = _value(was), _value(now)
    said = f"由{with_unit(was.value, was.unit)}变为{with_unit(now.value, now.unit)}"
    if before is None or after is None:
        one, other = numerals.read_change(was.value, was.name), numerals.read_change(now.value, now.name)
        if one is not None and other is not None and one.direction is not other.direction:
            yield said
        return
    (family, amount), (other_family, other_amount) = worth(before), worth(after)
    rescaled = was.unit and now.unit and numerals.normal(was.unit) != numerals.normal(now.unit)
    if family != other_family or (rescaled and amount != other_amount):
        yield f"单位变了，{said}"
    elif _sign(amount) != _sign(other_amount):
        yield said
    sides = _side(was, before), _side(now, after)
    if None not in sides and sides[0] != sides[1]:
        yield f"由{sides[0]}变为{sides[1]}"


def _value(figure: Figure) -> Quantity | None:
    return numerals.read(with_unit(figure.value, figure.unit)) if figure.value else None


def _sign(amount: Fraction) -> int:
    return (amount > 0) - (amount < 0)


def _side(figure: Figure, value: Quantity) -> str | None:
    """Where the value stands to the earlier one, None where that can't be told."""
    prev = numerals.read(with_unit(figure.prev, figure.unit)) if figure.prev else None
    if prev is None or worth(prev)[0] != worth(value)[0]:
        return None
    return ("低于上期", "与上期持平", "高于上期")[_sign(worth(value)[1] - worth(prev)[1]) + 1]
