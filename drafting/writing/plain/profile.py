"""The situation section: who and where, how many, then the economy in customary order (W11–W16)."""

from collections.abc import Sequence

from drafting.lexicon import Nature, indicator, table
from drafting.references import escape
from drafting.report import Brief, Figure, Kind
from drafting.writing.plain.clauses import LOCATION, UNIT_NAME, clause, reference
from drafting.writing.plain.families import families
from drafting.writing.plain.groups import sentences
from drafting.writing.plain.nature import first_change, nature_of, reading_order
from drafting.writing.plain.points import Item

ECONOMY_FROM = 100
MONEY = frozenset({1, 2, 3})
"""Domains of a family that are about money: public finance, banking, income."""


def identity(figures: Sequence[Figure], items: list[Item]) -> tuple[str, list[Figure]]:
    """Opening sentence (青岚县位于…，总面积…) and the figures it did not need; takes the 辖 point out of `items`."""
    named = [one for one in figures if one.kind is Kind.NAME and one.value]
    name = next((one for one in named if UNIT_NAME.search(one.name)), None)
    place = next((one for one in named if LOCATION.search(one.name)), None)
    basics = [one for one in figures if one.kind is Kind.NUMBER and reading_order(one) < ECONOMY_FROM]
    governs = next((item for item in items if item.text.startswith(("辖", "下辖"))), None)
    pieces = [f"位于{reference(place)}"] if place else []
    areas = [one for one in basics if one.name.endswith("面积")]
    pieces += [made.text for one in areas if (made := clause(one))]
    divisions = [] if governs else [one for one in basics if _is_division(one)]
    if governs is not None:
        items.remove(governs)
        pieces.append(governs.text)
    elif divisions:
        pieces.append("辖" + "、".join(f"{reference(one)}{one.name.removesuffix('数')}" for one in divisions))
    people = [one for one in basics if one not in areas and "人口" in one.name]
    pieces += [made.text for one in people if (made := clause(one))]
    used = [one for one in (name, place, *areas, *divisions, *people) if one is not None]
    rest = [one for one in figures if one not in used]
    if name is None and not pieces:
        return "", rest
    if name is not None and not pieces:
        return "", [name, *rest]
    return f"{reference(name) if name else ''}{'，'.join(pieces)}。", rest


def _is_division(figure: Figure) -> bool:
    """Towns, villages and the like that the unit governs: 辖12个镇."""
    known = indicator(figure.name)
    return known is not None and known.verb == "辖" and bool(figure.value)


def lead_of(brief: Brief) -> str:
    """2024年上半年，全县 — said once, before the first figures of the economy (W14)."""
    area = next((word for tail, word in table("wording")["area"].items() if brief.unit.endswith(tail)), "")
    return f"{escape(brief.period)}，{area}" if brief.period else area


def economy(figures: Sequence[Figure], brief: Brief) -> tuple[list[str], list[str], list[str]]:
    """Sentences on the unit itself, on output and consumption, and on public finance, banking and income."""
    own = [one for one in figures if not _is_economic(one)]
    ordered = families([one for one in figures if _is_economic(one)])
    flat = [(figure, family.domain) for family in ordered for figure in family.members]
    real = [figure for figure, domain in flat if domain not in MONEY]
    money = [figure for figure, domain in flat if domain in MONEY]
    return sentences(own), sentences(real, lead_of(brief)), sentences(money, "" if real else lead_of(brief))


def _is_economic(figure: Figure) -> bool:
    order = reading_order(figure)
    if figure.kind is not Kind.NUMBER or order < ECONOMY_FROM or (figure.rank and not figure.value):
        return False
    moves = nature_of(figure) in {Nature.FLOW, Nature.GROWTH, Nature.STOCK} and first_change(figure) is not None
    return order < 900 or moves or figure.unit.endswith("元")
