"""Numbers a model typed all the same, made references where value, unit and name agree and the text reads as well."""

from dataclasses import replace

from drafting import references
from drafting.checking import Context, Entry, Standing, account
from drafting.checking.context import Known
from drafting.numerals import CALENDAR, Quantity, in_family
from drafting.report import Mention
from drafting.writing.absorbing import absorbs, listed

_WORDS_BEFORE = 80
_SCOPE = 2


def link_numbers(text: str, context: Context, heading: str = "") -> str:
    """Dates stay as typed: what a text says of a day is rarely worded as it was jotted down."""
    rendered = references.render(text, context.figures)
    entries = account(rendered.text, rendered.mentions, context, heading)
    typed = tuple(mention for one in entries if (mention := _typed(one, rendered.text)) is not None)
    return references.bind(text, context.figures, typed) if typed else text


def _typed(entry: Entry, text: str) -> Mention | None:
    quantity, known = entry.number.quantity, entry.known
    if entry.standing is not Standing.LINKED or entry.findings or entry.mention is None:
        return None
    if quantity is None or quantity.form in CALENDAR or known is None or not _same_measure(quantity, known.quantity):
        return None
    before = text[max(0, entry.number.start - _WORDS_BEFORE) : entry.number.start]
    if known.part == "rank" and _scope_said_apart(known, before):
        return None
    return _moving(entry.mention, known, before) if known.part == "rate" else entry.mention


def _same_measure(typed: Quantity, given: Quantity) -> bool:
    """万元 and 亿元, 公里 and 米; not 名 and 人, nor 元 and 元/人, which the words around may not bear."""
    family, other = in_family(typed)[0], in_family(given)[0]
    return typed.unit == given.unit or (family == other and family not in (typed.unit, given.unit))


def _scope_said_apart(known: Known, before: str) -> bool:
    """在全市考核中列第3位: the scope would be said twice."""
    words = known.words
    heads = tuple(words[:size] for size in range(_SCOPE, len(words)))
    return words[:_SCOPE] in before[-_WORDS_BEFORE // 2 :] and not before.endswith(heads)


def _moving(mention: Mention, known: Known, before: str) -> Mention | None:
    """With its verb, so that it turns with the figure; none where the verb is said in words that would stay."""
    if known.change is None:
        return None
    if listed(before, known.change):
        return mention
    return replace(mention, part="change") if absorbs(before, known.change) else None
