"""Facts of the exemplar that stand in a draft although the brief does not hold them."""

from collections.abc import Iterator

from drafting.checking.rules import Span, finding
from drafting.exemplar import Exemplar, leak_terms
from drafting.report import Finding


def check_leaks(text: str, exemplar: Exemplar, allowed: str) -> Iterator[Finding]:
    """`allowed`: all that the writer gave; a term standing there is no leak."""
    told: list[range] = []
    for term in leak_terms(exemplar):
        if term in allowed:
            continue
        start = text.find(term)
        while start >= 0:
            # The longest come first: 清溪 inside 清溪县 is the same leak.
            if not any(start in one for one in told):
                told.append(range(start, start + len(term)))
                yield finding("exemplar-leak", Span(start, start + len(term), term))
            start = text.find(term, start + len(term))
