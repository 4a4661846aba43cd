"""Derived figures: shares, sums and differences computed from other figures, their formula kept and shown."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

from drafting.errors import DerivationError, OperandPending
from drafting.lexicon import real_growth
from drafting.measuring import Amount, amount_of, decimals, rounded
from drafting.naming import spellings
from drafting.references import with_unit
from drafting.report import Figure, FigureSet, Kind, Origin, Status


class Operation(StrEnum):
    SHARE = "占比"
    COMPLETION = "完成率"
    DIFFERENCE = "差额"
    TOTAL = "合计"
    INCREASE = "增加额"
    GROWTH = "增速"


ARITY = {
    Operation.SHARE: (2, 2),
    Operation.COMPLETION: (2, 2),
    Operation.DIFFERENCE: (2, 2),
    Operation.TOTAL: (2, 50),
    Operation.INCREASE: (1, 2),
    Operation.GROWTH: (1, 2),
}
"""Fewest and most operands. With one, 增加额 and 增速 are reckoned against the figure's own earlier value."""

PERCENT = "%"
_QUOTIENTS = {Operation.SHARE, Operation.COMPLETION, Operation.GROWTH}
_FORMULA = re.compile(r"(?P<operation>[^（(]*)[（(](?P<operands>.*)[）)]", re.DOTALL)
_SEPARATOR = re.compile(r"[,，、;；]")
_NTH = re.compile(r"(?P<name>.+)〔(?P<nth>\d{1,3})〕")
_UNFIRM = (Status.ESTIMATE, Status.FLASH)


@dataclass(frozen=True, slots=True)
class _Operand:
    """A side of a formula: what it is called there, how it reads (15.84亿元), what it amounts to."""

    name: str
    text: str
    amount: Amount


def derive(
    operation: str,
    keys: Sequence[str],
    figures: FigureSet,
    name: str = "",
    section: int | None = None,
    unit: str = "",
) -> Figure:
    """A new figure under the set's next key; raises `DerivationError` for what can't be computed."""
    operands = _figures_of(_operation(operation), keys, figures)
    figure = Figure(
        key=figures.next_key(),
        name=" ".join(name.split()) or _name(Operation(operation), operands),
        section=operands[0].section if section is None else section,
        unit=unit.strip(),
        origin=Origin.DERIVED,
        formula=_keyed(Operation(operation), keys),
    )
    return _computed(figure, {one.key: one for one in figures})


def recompute(figures: FigureSet) -> FigureSet:
    """The same set (and number) with every derived figure computed anew, those that others need first.

    One whose operands are unfilled, gone or no longer fit has no value and is 待报. A cycle raises `DerivationError`.
    """
    by_key = {one.key: one for one in figures}
    for key in _order(by_key):
        by_key[key] = _recomputed(by_key[key], by_key)
    return replace(figures, figures=tuple(by_key[one.key] for one in figures))


def check(figure: Figure, figures: FigureSet) -> None:
    """Raises `DerivationError`: why a derived figure has no value; `OperandPending`: a blank is yet to be filled in."""
    _computed(figure, {one.key: one for one in figures})


def explain(figure: Figure, figures: FigureSet) -> str:
    """民生支出÷一般公共预算支出＝15.84亿元÷19.25亿元＝82.3%. Raises as `check`."""
    by_key = {one.key: one for one in figures}
    operation, keys = _parsed(figure.formula)
    operands = _operands(operation, _figures_of(operation, keys, figures))
    words = [_joined(operation, [one.name for one in operands]), _joined(operation, [one.text for one in operands])]
    computed = _computed(figure, by_key)
    return "＝".join([*words, with_unit(computed.value, computed.unit)])


def named_formula(figure: Figure, figures: FigureSet) -> str:
    """占比(民生支出, 一般公共预算支出), "" when one is gone; a name that several have is numbered: 投资〔2〕."""
    operation, keys = _parsed(figure.formula)
    if any(figures.get(key) is None for key in keys):
        return ""
    return f"{operation}({', '.join(_spoken(key, figures) for key in keys)})"


def keyed_formula(text: str, figures: FigureSet) -> str:
    """占比(F3,F1) of a formula in names; raises `DerivationError` for operations and names that are not known."""
    found = _FORMULA.fullmatch(text.strip())
    if found is None:
        raise DerivationError(f"算法“{_short(text)}”读不懂", hint="请写成“占比(民生支出, 一般公共预算支出)”这样")
    operation = _operation(found["operation"].strip())
    keys = _keys(_SEPARATOR.split(found["operands"]), figures)
    _check_count(operation, keys)
    return _keyed(operation, keys)


def operands_of(figure: Figure) -> tuple[str, ...]:
    """Keys that the figure is computed from, () when it is not derived."""
    return _parsed(figure.formula)[1] if figure.formula else ()


def _operation(word: str) -> Operation:
    try:
        return Operation(word)
    except ValueError as fault:
        known = "、".join(Operation)
        raise DerivationError(f"没有“{_short(word)}”这种算法", hint=f"只能是{known}") from fault


def _keyed(operation: Operation, keys: Sequence[str]) -> str:
    return f"{operation}({','.join(keys)})"


def _parsed(formula: str) -> tuple[Operation, tuple[str, ...]]:
    found = _FORMULA.fullmatch(formula)
    if found is None:
        raise DerivationError(f"算法“{_short(formula)}”读不懂", hint="请删去这个指标再重新算一次")
    return _operation(found["operation"]), tuple(found["operands"].split(","))


def _keys(pieces: list[str], figures: FigureSet) -> list[str]:
    """A name may itself hold a separator: pieces are put together until a figure has that name."""
    keys: list[str] = []
    at = 0
    while at < len(pieces):
        for end in range(len(pieces), at, -1):
            if key := _key_of("，".join(pieces[at:end]), figures):
                keys.append(key)
                at = end
                break
        else:
            raise DerivationError(f"指标表里没有“{_short(pieces[at])}”", hint="算法里请照指标表的名称写")
    return keys


def _key_of(name: str, figures: FigureSet) -> str:
    """ "" when no figure is called so; separators in a name count as the same."""
    wanted = _SEPARATOR.sub("，", name.strip())
    called = _called(wanted, figures)
    if len(called) > 1:
        raise DerivationError(
            f"有{len(called)}个指标都叫“{_short(name)}”", hint=f"请写成“{_short(name)}〔1〕”，括号里是第几个"
        )
    nth = _NTH.fullmatch(wanted)
    if not called and nth:
        called = _called(nth["name"], figures)[int(nth["nth"]) - 1 : int(nth["nth"])]
    return called[0].key if called else ""


def _called(name: str, figures: FigureSet) -> list[Figure]:
    """Figures of that name, else of another name for the same indicator.

    In the order a brief file holds them: the table's section by section, then the points'.
    """
    found = [one for one in figures if _SEPARATOR.sub("，", one.name) == name]
    found = found or [one for one in figures if name in spellings(one.name)]
    return sorted(found, key=lambda one: (one.origin is Origin.POINT, one.section))


def _spoken(key: str, figures: FigureSet) -> str:
    name = next(one.name for one in figures if one.key == key)
    called = [one.key for one in _called(_SEPARATOR.sub("，", name), figures)]
    return name if len(called) == 1 else f"{name}〔{called.index(key) + 1}〕"


def _check_count(operation: Operation, keys: Sequence[str]) -> None:
    fewest, most = ARITY[operation]
    if not fewest <= len(keys) <= most:
        wanted = f"{fewest}个" if fewest == most else f"{fewest}到{most}个"
        raise DerivationError(f"{operation}要用{wanted}指标，这里有{len(keys)}个", hint="请增减指标")
    if len(set(keys)) < len(keys):
        raise DerivationError(f"{operation}里同一个指标用了两遍", hint="请换成不同的指标")


def _figures_of(operation: Operation, keys: Sequence[str], figures: FigureSet) -> list[Figure]:
    _check_count(operation, keys)
    by_key = {one.key: one for one in figures}
    if missing := [key for key in keys if key not in by_key]:
        raise DerivationError(f"指标表里没有{missing[0]}", hint="请刷新页面后再选")
    return [by_key[key] for key in keys]


def _name(operation: Operation, operands: list[Figure]) -> str:
    names = [one.name for one in operands]
    if operation is Operation.SHARE:
        return f"{names[0]}占{names[1]}比重"
    if operation is Operation.DIFFERENCE:
        return f"{names[0]}与{names[1]}之差"
    if operation is Operation.TOTAL:
        return f"{'、'.join(names) if len(names) <= 3 else f'{names[0]}等{len(names)}项'}合计"
    return f"{names[0].replace('完成', '', 1) if operation is Operation.COMPLETION else names[0]}{operation}"


def _order(by_key: Mapping[str, Figure]) -> list[str]:
    needs = {
        one.key: [key for key in operands_of(one) if key in by_key and by_key[key].formula]
        for one in by_key.values()
        if one.formula
    }
    try:
        return list(TopologicalSorter(needs).static_order())
    except CycleError as fault:
        names = "、".join(dict.fromkeys(f"“{by_key[key].name}”" for key in fault.args[1]))
        raise DerivationError(f"指标{names}的算法互相引用，算不出来", hint="请改其中一个的算法") from fault


def _recomputed(figure: Figure, by_key: Mapping[str, Figure]) -> Figure:
    try:
        return _computed(figure, by_key)
    except DerivationError:
        return replace(figure, value="", status=Status.PENDING)


def _computed(figure: Figure, by_key: Mapping[str, Figure]) -> Figure:
    operation, keys = _parsed(figure.formula)
    if any(key not in by_key for key in keys):
        raise DerivationError("算法里的指标已经不在指标表里", hint="请删去这个指标再重新算一次")
    given = [by_key[key] for key in keys]
    operands = _operands(operation, given)
    value, unit = _COMPUTE[operation](operands, figure.unit)
    return replace(figure, value=value, unit=unit, status=_status(given))


def _status(given: list[Figure]) -> Status:
    """As firm as the least firm of what it is computed from."""
    said = {one.status for one in given}
    unfirm = next((one for one in _UNFIRM if one in said), Status.NONE)
    return Status.FINAL if said == {Status.FINAL} else unfirm


def _operands(operation: Operation, given: list[Figure]) -> list[_Operand]:
    """Two sides at least; a single figure is set against its earlier value."""
    made = [_operand(one, one.value, one.name) for one in given]
    if len(given) == 1:
        only = given[0]
        if not only.prev:
            raise OperandPending(f"“{only.name}”没有填上期值", hint="请先填上期值")
        made.append(_operand(only, only.prev, "上期"))
    if operation is Operation.GROWTH and (reason := real_growth(given[0].name)):
        raise DerivationError(
            f"“{given[0].name}”的{reason}，两个数相除得不到公布的增速", hint="请照统计部门公布的增速填写"
        )
    first = made[0]
    for other in made[1:]:
        if not first.amount.shares_measure(other.amount):
            raise DerivationError(
                f"“{first.name}”按{first.amount.unit or '没有单位的数'}计，“{other.name}”按"
                f"{other.amount.unit or '没有单位的数'}计，不能放在一起算",
                hint="请选单位同类的指标，或把单位填上",
            )
    if operation in _QUOTIENTS and first.amount.percent:
        raise DerivationError(f"“{first.name}”本身是百分率，不能再算{operation}", hint="两个百分率之间请算差额")
    return made


def _operand(figure: Figure, value: str, name: str) -> _Operand:
    if figure.kind is not Kind.NUMBER:
        raise DerivationError(f"“{figure.name}”不是数字指标", hint="请选数字指标")
    if figure.status is Status.PENDING or not value:
        raise OperandPending(f"“{figure.name}”还没有填数", hint="请先填上数值")
    try:
        return _Operand(name, with_unit(value, figure.unit), amount_of(value, figure.unit))
    except DerivationError as fault:
        raise DerivationError(f"指标“{figure.name}”的{fault.message}", hint=fault.hint) from fault


def _joined(operation: Operation, sides: list[str]) -> str:
    if operation is Operation.TOTAL:
        return "＋".join(sides)
    mark = "－" if operation in {Operation.DIFFERENCE, Operation.INCREASE} else "÷"
    return mark.join(sides) + ("－1" if operation is Operation.GROWTH else "")


def _sum(operands: list[_Operand], unit: str) -> tuple[str, str]:
    return _in_unit(sum((one.amount.worth for one in operands), Fraction(0)), operands, unit)


def _difference(operands: list[_Operand], unit: str) -> tuple[str, str]:
    first, second = operands
    worth = first.amount.worth - second.amount.worth
    if first.amount.percent:
        return rounded(worth, max(first.amount.places, second.amount.places)), "个百分点"
    return _in_unit(worth, operands, unit)


def _in_unit(worth: Fraction, operands: list[_Operand], unit: str) -> tuple[str, str]:
    """In the wanted unit, else the first operand's; as many places as the operand with the most."""
    first = operands[0].amount
    wanted = amount_of("1", unit) if unit else first
    if not wanted.shares_measure(first):
        wanted = first
    places = max(_places(one.amount, wanted) for one in operands)
    return rounded(worth / wanted.size, places), wanted.unit


def _places(amount: Amount, wanted: Amount) -> int:
    if amount.size == wanted.size:
        return amount.places
    exact = decimals(amount.worth / wanted.size)
    return max(amount.places, 2) if exact is None else exact


def _quotient(operands: list[_Operand], _: str) -> tuple[str, str]:
    return _percent(operands, less=0), PERCENT


def _growth(operands: list[_Operand], _: str) -> tuple[str, str]:
    now, before = operands
    if before.amount.number < 0:
        raise DerivationError(f"“{now.name}”的上期值{before.text}是负数，增速没有意义", hint="请改算增加额")
    return _percent(operands, less=100), PERCENT


def _percent(operands: list[_Operand], less: int) -> str:
    """One decimal; none where the digits of the two figures don't carry one, or a hundred and nothing exactly."""
    part, whole = operands
    if not whole.amount.number:
        raise DerivationError(f"“{whole.name}”是0，不能作除数", hint="请核对这个数")
    quotient = 100 * part.amount.worth / whole.amount.worth
    moved = sum((one.amount.slack / abs(one.amount.worth) for one in (part, whole) if one.amount.number), Fraction(0))
    coarse = abs(quotient) * moved > Fraction(1, 2)
    return rounded(quotient - less, 0 if coarse or quotient - less in {0, 100} else 1)


_COMPUTE: dict[Operation, Callable[[list[_Operand], str], tuple[str, str]]] = {
    Operation.SHARE: _quotient,
    Operation.COMPLETION: _quotient,
    Operation.DIFFERENCE: _difference,
    Operation.TOTAL: _sum,
    Operation.INCREASE: _difference,
    Operation.GROWTH: _growth,
}


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 30 else f"{line[:30]}……"
