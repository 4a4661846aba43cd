"""Do the writer's own figures agree with each other? Quiet wherever that can't be known."""

import re
from collections.abc import Iterator
from decimal import Decimal

from drafting import deriving, numerals
from drafting.checking.context import Context
from drafting.checking.rules import finding
from drafting.checking.table.growths import check_growths
from drafting.checking.table.limits import check_limits
from drafting.checking.table.totals import check_hundred, check_totals
from drafting.checking.table.twice import check_twice
from drafting.errors import DerivationError, OperandPending
from drafting.references import value_text
from drafting.report import Figure, Finding, Kind, Origin

_SHARE = re.compile(r"^(?:占|完成|为)(?P<whole>.{2,})$")
_RATE = re.compile(r"^(?P<noun>.{2,}?)(?P<done>.{2})率$")
_OF_TASK = ("任务", "目标", "计划", "预算")


def check_sanity(context: Context) -> Iterator[Finding]:
    """All findings on the material itself; none of them needs a draft."""
    brief, figures = context.brief, context.figures
    yield from check_shares(context)
    yield from check_totals(brief, figures)
    yield from check_hundred(figures)
    yield from check_twice(brief, figures)
    yield from check_growths(figures)
    yield from check_limits(brief, figures)
    yield from check_formulas(context)


def check_formulas(context: Context) -> Iterator[Finding]:
    """Derived figures that have no value although none of their operands is blank."""
    for figure in context.figures:
        if not figure.formula:
            continue
        try:
            deriving.check(figure, context.figures)
        except OperandPending:
            continue
        except DerivationError as fault:
            yield finding("formula-broken", section=figure.section, name=figure.name, reason=fault.message)


def check_shares(context: Context) -> Iterator[Finding]:
    """A share or completion rate that its two figures don't give (warn). Only where both are told apart surely."""
    table = [one for one in context.figures if one.origin is Origin.BRIEF and one.kind is Kind.NUMBER]
    for figure in table:
        for stated, part, whole in (*_shares(figure, table), *_rates(figure, table)):
            given = numerals.read(stated)
            computed = _ratio(part, whole)
            if given is None or given.unit != "%" or given.low != given.high or computed is None:
                continue
            if abs(computed - given.low) > _tolerance(part, whole, given.places):
                shown = f"{computed.quantize(Decimal(1).scaleb(-max(given.places, 1))):f}%"
                yield finding(
                    "share-disagrees",
                    section=figure.section,
                    name=figure.name,
                    stated=stated,
                    part=part.name,
                    whole=whole.name,
                    computed=shown,
                )


def _shares(figure: Figure, table: list[Figure]) -> Iterator[tuple[str, Figure, Figure]]:
    """民生支出 占一般公共预算支出 82.3%; 完成投资 占年度计划 54.0% beside 年度计划投资 of the same subject."""
    for one in figure.compared:
        named = _SHARE.match(one.to)
        if not named or not figure.value:
            continue
        wholes = [other for other in table if other is not figure and _is_whole(other, figure, named["whole"])]
        if len(wholes) == 1:
            yield one.value, figure, wholes[0]


def _is_whole(other: Figure, figure: Figure, wanted: str) -> bool:
    if other.unit != figure.unit or not other.value:
        return False
    if wanted.endswith(_OF_TASK):
        # A task has a figure of its own only where the two share their subject.
        same = other.section == figure.section and other.name[:4] == figure.name[:4]
        return same and wanted in other.name
    return other.name == wanted


def _rates(figure: Figure, table: list[Figure]) -> Iterator[tuple[str, Figure, Figure]]:
    """问题楼盘化解率 from 已化解问题楼盘 and the one other count of 问题楼盘."""
    named = _RATE.match(figure.name)
    if not named or not figure.value:
        return
    counts = [one for one in table if one.section == figure.section and named["noun"] in one.name and one is not figure]
    counts = [one for one in counts if one.value and one.unit != "%" and not one.name.endswith("率")]
    done = [one for one in counts if re.match(rf"已(?:完成)?{named['done']}", one.name)]
    rest = [one for one in counts if one not in done]
    if len(done) == len(rest) == 1 and done[0].unit == rest[0].unit:
        yield value_text(figure), done[0], rest[0]


def _ratio(part: Figure, whole: Figure) -> Decimal | None:
    """Per cent, exact; None where either is no single exact number."""
    above, below = numerals.read(value_text(part)), numerals.read(value_text(whole))
    if above is None or below is None or above.low != above.high or below.low != below.high or not below.low:
        return None
    return above.low / below.low * 100


def _tolerance(part: Figure, whole: Figure, places: int) -> Decimal:
    """Half of the last digit shown, and what rounding of the two figures can move the share by."""
    moved = Decimal(0)
    for one in (part, whole):
        quantity = numerals.read(one.value)
        if quantity is not None and quantity.low and quantity.places:
            moved += 50 * Decimal(1).scaleb(-quantity.places) / abs(quantity.low)
    return Decimal(1).scaleb(-places) * Decimal("0.51") + moved
