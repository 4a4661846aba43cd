"""Numbers a model typed all the same, made references where value, unit and name agree and nothing is amiss."""

from dataclasses import replace

from drafting import references
from drafting.checking import Context, Entry, Standing, account
from drafting.numerals import CALENDAR
from drafting.report import Mention


def link_numbers(text: str, context: Context, heading: str = "") -> str:
    """Dates stay as typed: what a text says of a day is rarely worded as it was jotted down."""
    rendered = references.render(text, context.figures)
    entries = account(rendered.text, rendered.mentions, context, heading)
    typed = tuple(mention for one in entries if (mention := _typed(one)) is not None)
    return references.bind(text, context.figures, typed) if typed else text


def _typed(entry: Entry) -> Mention | None:
    dated = entry.number.quantity is not None and entry.number.quantity.form in CALENDAR
    if entry.standing is not Standing.LINKED or entry.findings or dated or entry.mention is None:
        return None
    # The verb typed before a bare rate would stay when the figure turns; what doubles a change is absorbed later.
    return replace(entry.mention, part="change") if entry.mention.part == "rate" else entry.mention
