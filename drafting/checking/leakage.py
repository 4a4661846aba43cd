"""Facts of the exemplar that stand in a draft although the brief does not hold them."""

from collections.abc import Iterator

from drafting.exemplar import Exemplar, leak_terms
from drafting.report import Finding, Severity


def check_leaks(text: str, exemplar: Exemplar, allowed: str) -> Iterator[Finding]:
    """`allowed`: all that the writer gave; a term standing there is no leak."""
    for term in leak_terms(exemplar):
        if term in allowed:
            continue
        start = text.find(term)
        while start >= 0:
            yield Finding(
                "exemplar-leak", Severity.ERROR, f"“{term}”是范文里的内容，素材里没有", None, start, start + len(term), term, "请删去或换成本单位的内容"
            )
            start = text.find(term, start + len(term))
