"""Exemplar (范文): what form a report of this office has, never its facts."""

from drafting.exemplar.document import Exemplar, ExemplarSection, Slot
from drafting.exemplar.form import form_json, form_of
from drafting.exemplar.leaks import leak_terms
from drafting.exemplar.passages import passage_for
from drafting.exemplar.reading import parse_exemplar, read_exemplar, shipped_exemplar

__all__ = [
    "Exemplar",
    "ExemplarSection",
    "Slot",
    "form_json",
    "form_of",
    "leak_terms",
    "parse_exemplar",
    "passage_for",
    "read_exemplar",
    "shipped_exemplar",
]
