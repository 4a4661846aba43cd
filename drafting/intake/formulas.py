"""Formulas of a brief file, in names, become formulas in keys, and their figures get their values."""

from collections.abc import Mapping
from dataclasses import replace

from drafting import deriving
from drafting.errors import BriefError, DerivationError, OperandPending
from drafting.measuring import amount_of
from drafting.report import Figure, FigureSet


def bind_formulas(table: FigureSet, places: Mapping[str, str]) -> FigureSet:
    """`table` with every formula keyed and computed; `places` says by key where a figure is written.

    Raises `BriefError` for a formula that can't be read or computed, and a typed value that is not the computed one.
    A formula over figures that are still blank leaves its own figure blank.
    """
    keyed = replace(table, figures=tuple(_keyed(one, table, places) for one in table))
    try:
        computed = deriving.recompute(keyed)
    except DerivationError as fault:
        place = next((places[one.key] for one in table if one.formula and one.key in places), "")
        raise BriefError(fault.message, place=place, hint=fault.hint) from fault
    for typed, figure in zip(keyed, computed, strict=True):
        if figure.formula:
            _check(typed, figure, computed, places.get(figure.key, ""))
    return computed


def _keyed(figure: Figure, table: FigureSet, places: Mapping[str, str]) -> Figure:
    if not figure.formula:
        return figure
    try:
        return replace(figure, formula=deriving.keyed_formula(figure.formula, table))
    except DerivationError as fault:
        raise BriefError(fault.message, place=places.get(figure.key, ""), hint=fault.hint) from fault


def _check(typed: Figure, computed: Figure, table: FigureSet, place: str) -> None:
    try:
        deriving.check(computed, table)
    except OperandPending:
        return
    except DerivationError as fault:
        raise BriefError(f"“{computed.name}”算不出来：{fault.message}", place=place, hint=fault.hint) from fault
    if typed.value and not _same(typed, computed):
        raise BriefError(
            f"“{computed.name}”写的是{typed.value}，按算法是{computed.value}{computed.unit}",
            place=place,
            hint="有算法的指标不用填数值，请删去数值或改正算法",
        )


def _same(typed: Figure, computed: Figure) -> bool:
    try:
        given, found = amount_of(typed.value, typed.unit or computed.unit), amount_of(computed.value, computed.unit)
    except DerivationError:
        return False
    return given.shares_measure(found) and abs(given.worth - found.worth) <= max(given.slack, found.slack)
