"""The checks of a section while it is drafted, of a whole draft, and of a text from elsewhere."""

from collections.abc import Iterator
from dataclasses import replace

from drafting.checking.context import Context
from drafting.checking.coverage import check_bases, check_coverage, cover
from drafting.checking.leakage import check_leaks
from drafting.checking.numbers.accounting import Ledger
from drafting.checking.numbers.fidelity import check_figures_said, check_leftovers, ledger, typed_mentions
from drafting.checking.points import Page
from drafting.checking.rules import finding
from drafting.checking.table.sanity import check_sanity
from drafting.counting import count_characters
from drafting.exemplar import Exemplar
from drafting.references import render
from drafting.report import Draft, Finding, SectionStatus

SHORT, LONG = 0.7, 1.2
ByHand = tuple[tuple[int, frozenset[tuple[int, int]]], ...]
"""By section: spans of its rendered text that the human typed and nobody has confirmed."""


def check_section(source: str, context: Context, section: int) -> tuple[Finding, ...]:
    """Findings on one section's stored text; what belongs to other sections is not asked of it."""
    rendered = render(source, context.figures)
    kept = ledger(rendered.text, rendered.mentions, context, context.brief.sections[section].heading)
    found = [
        *check_figures_said(kept),
        *check_leftovers(rendered.text, context.words),
        *check_coverage(cover({section: _page(kept)}, context), section),
    ]
    return tuple(replace(one, section=section) for one in found)


def review(draft: Draft, exemplar: Exemplar | None, by_hand: ByHand = ()) -> tuple[Finding, ...]:
    """Findings on a whole draft, each with its section; a figure used in any section counts as used."""
    context = Context(draft.brief, draft.figures)
    found: list[Finding] = []
    pages: dict[int | None, Page] = {}
    for index, section in enumerate(draft.sections):
        rendered = render(section.source, draft.figures_of(section))
        # A locked section is held against the figures it is pinned to.
        held = context if section.figures is None else Context(draft.brief, section.figures)
        kept = ledger(rendered.text, rendered.mentions, held, section.heading, dict(by_hand).get(index, frozenset()))
        if section.status is SectionStatus.DONE:
            pages[index] = _page(kept)
        of_text = [
            *check_figures_said(kept),
            *check_leftovers(rendered.text, context.words),
            *(check_leaks(rendered.text, exemplar, context.words) if exemplar else ()),
            *_state(draft, index, rendered.text),
        ]
        found += [replace(one, section=index) for one in of_text]
    frame = "\n".join((draft.brief.salutation, draft.brief.lead, draft.brief.closing, draft.brief.signer))
    found += [replace(one, start=0, end=0) for one in check_leftovers(frame, frame)]
    found += [*check_coverage(cover(pages, context)), *check_bases(context), *check_sanity(context)]
    return tuple(sorted(found, key=lambda one: (one.section or 0, one.start, one.rule, one.message)))


def check_text(text: str, context: Context | None, exemplar: Exemplar | None) -> tuple[Finding, ...]:
    """Findings on a text without references; a context holds its quantities, figures and points against the brief."""
    found = [*check_leftovers(text, context.words if context else "")]
    if exemplar is not None:
        found += check_leaks(text, exemplar, context.words if context else "")
    if context is not None:
        kept = ledger(text, (), context)
        found += check_figures_said(kept)
        found += (replace(one, section=None) for one in check_coverage(cover({None: _page(kept)}, context)))
    return tuple(sorted(found, key=lambda one: (one.start, one.rule, one.message)))


def _page(kept: Ledger) -> Page:
    return Page(kept.passage.text, (*kept.passage.mentions, *typed_mentions(kept)))


def _state(draft: Draft, index: int, text: str) -> Iterator[Finding]:
    """Sections that failed, lack material, or are far from the asked length."""
    section = draft.sections[index]
    if section.status is SectionStatus.FAILED:
        yield finding("section-failed", reason=section.reason.rstrip("。"))
    elif section.status is SectionStatus.EMPTY:
        yield finding("section-empty")
    elif section.asked and section.status is SectionStatus.DONE:
        written = count_characters(text)
        if written < section.asked * SHORT:
            yield finding("length-short", count=section.asked - written)
        elif written > section.asked * LONG:
            yield finding("length-long", count=written - section.asked)
