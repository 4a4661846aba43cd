"""Numbers a model typed in spite of everything, linked to a figure where value, unit and name agree."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafting import references
from drafting.lexicon import indicator, indicators, table
from drafting.numerals import Quantity, find, names_with_digits, read, read_change, same
from drafting.numerals.quantity import CALENDAR, Form
from drafting.references import Reference
from drafting.report import Comparison, Figure, FigureSet, Kind

_SENTENCE_END = "。；！？;\n"
_SHORTEST_ALIAS = 3
_FROM = re.compile(r"[由从]\s*$")


@dataclass(frozen=True, slots=True)
class _Named:
    """An indicator's name standing in the text; `figures` empty when the brief has no such figure."""

    start: int
    end: int
    figures: tuple[Figure, ...]


def link_quantities(text: str, figures: FigureSet) -> str:
    """The name that counts is the nearest before the number in its sentence."""
    plain = references.REFERENCE.sub(lambda match: "\0" * len(match[0]), text)
    named = _names_in(plain, figures)
    pieces: list[str] = []
    position = 0
    for quantity in _typed(plain):
        name = _nearest(named, plain, quantity.start)
        reference = _first(_matches(plain, quantity, figure) for figure in name.figures) if name else None
        if reference is not None:
            pieces += [text[position : quantity.start], reference]
            position = quantity.end
    return "".join([*pieces, text[position:]])


def _typed(plain: str) -> Iterator[Quantity]:
    spared = names_with_digits(plain)
    for one in find(plain):
        inside = any(start < one.end and one.start < end for start, end in spared)
        if one.form not in CALENDAR and one.form is not Form.MASK and not inside:
            yield one


def _names_in(plain: str, figures: FigureSet) -> list[_Named]:
    """Longest names first; indicators the brief lacks take part, so that 总人口 isn't found in 少数民族人口."""
    by_name: dict[str, tuple[Figure, ...]] = {}
    for one in indicators():
        by_name |= {name: () for name in (one.name, *one.aliases) if name.strip()}
    for figure in figures:
        if figure.kind is Kind.NUMBER:
            for name in _names(figure):
                by_name[name] = (*by_name.get(name, ()), figure)
    pattern = "|".join(re.escape(name) for name in sorted(by_name, key=len, reverse=True))
    return [_Named(*match.span(), by_name[match[0]]) for match in re.finditer(pattern, plain)]


def _names(figure: Figure) -> Iterator[str]:
    yield figure.name
    known = indicator(figure.name)
    if known:
        yield from (name for name in {known.name, *known.aliases} - {figure.name} if len(name) >= _SHORTEST_ALIAS)


def _nearest(named: list[_Named], plain: str, at: int) -> _Named | None:
    index = bisect_right(named, at, key=lambda one: one.end) - 1
    if index < 0 or any(mark in plain[named[index].end : at] for mark in _SENTENCE_END):
        return None
    return named[index]


def _first(references_found: Iterable[str | None]) -> str | None:
    return next((one for one in references_found if one), None)


def _matches(plain: str, quantity: Quantity, figure: Figure) -> str | None:
    """The reference that renders `quantity` here, if any."""
    before = plain[max(0, quantity.start - 12) : quantity.start]
    if _same(quantity, references.with_unit(figure.value, figure.unit)):
        return str(Reference(0, 0, figure.key))
    if figure.prev and _FROM.search(before) and _same(quantity, references.with_unit(figure.prev, figure.unit)):
        return str(Reference(0, 0, figure.key, "prev"))
    if quantity.form is Form.RANK and any(same(quantity, one) for one in find(figure.rank)):
        return str(Reference(0, 0, figure.key, "rank"))
    for index, comparison in enumerate(figure.compared):
        if _says(comparison, quantity, before, figure.name):
            return str(Reference(0, 0, figure.key, "change", comparison.to if index else ""))
    return None


def _says(comparison: Comparison, quantity: Quantity, before: str, name: str) -> bool:
    """A movement needs its own verb before the amount; a share or gap the words it is compared by."""
    if not references.is_movement(comparison):
        return comparison.to[:4] in before and _same(quantity, comparison.value)
    change = read_change(comparison.value, name)
    if change is None or not change.amount or not _same(quantity, change.amount):
        return False
    words = table("settling")
    verbs = (*words["verbs"][change.direction.value], *words["nouns"].get(change.direction.value, ()))
    tails = "|".join(words["verb_tails"])
    return re.search(f"(?:{'|'.join(verbs)})(?:{tails})?$", before) is not None


def _same(quantity: Quantity, words: str) -> bool:
    other = read(words) if words else None
    return other is not None and same(quantity, other)
