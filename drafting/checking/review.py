"""The checks of a section while it is drafted, of a whole draft, and of a text from elsewhere."""

from collections.abc import Iterator
from dataclasses import replace

from drafting.checking.context import Context
from drafting.checking.coverage import check_figures, check_points
from drafting.checking.fidelity import check_leftovers, check_mentions, check_quantities, linked
from drafting.checking.leakage import check_leaks
from drafting.counting import count_characters
from drafting.exemplar import Exemplar
from drafting.references import render
from drafting.report import Draft, Finding, SectionStatus, Severity

SHORT, LONG = 0.7, 1.2


def check_section(source: str, context: Context, section: int) -> tuple[Finding, ...]:
    """Findings on one section's stored text; what belongs to other sections is not asked of it."""
    rendered = render(source, context.figures)
    used = linked(rendered.text, rendered.mentions, context)
    found = [
        *check_quantities(rendered.text, rendered.mentions, context),
        *check_mentions(rendered.text, rendered.mentions, context),
        *check_leftovers(rendered.text),
        *check_figures(used, context, section),
        *check_points(rendered.text, used, context, section),
    ]
    return tuple(replace(one, section=section) for one in found)


def review(draft: Draft, exemplar: Exemplar | None) -> tuple[Finding, ...]:
    """Findings on a whole draft, each with its section; a figure used in any section counts as used."""
    context = Context(draft.brief, draft.figures)
    found: list[Finding] = []
    used: set[str] = set()
    texts: list[str] = []
    for index, section in enumerate(draft.sections):
        rendered = render(section.source, draft.figures)
        texts.append(rendered.text)
        used |= linked(rendered.text, rendered.mentions, context)
        of_text = [
            *check_quantities(rendered.text, rendered.mentions, context),
            *check_mentions(rendered.text, rendered.mentions, context),
            *check_leftovers(rendered.text),
            *(check_leaks(rendered.text, exemplar, context.words) if exemplar else ()),
            *_state(draft, index, rendered.text),
        ]
        found += [replace(one, section=index) for one in of_text]
    everywhere = frozenset(used)
    found += check_figures(everywhere, context)
    for index, section in enumerate(draft.sections):
        if section.status is SectionStatus.DONE:
            found += check_points(texts[index], everywhere, context, index)
    return tuple(sorted(found, key=lambda one: (one.section or 0, one.start, one.rule, one.message)))


def check_text(text: str, context: Context | None, exemplar: Exemplar | None) -> tuple[Finding, ...]:
    """Findings on a text without references; with a context its quantities and must-use figures are held against the brief."""
    found = [*check_leftovers(text)]
    if exemplar is not None:
        found += check_leaks(text, exemplar, context.words if context else "")
    if context is not None:
        found += check_quantities(text, (), context)
        found += [replace(one, section=None) for one in check_figures(linked(text, (), context), context)]
    return tuple(sorted(found, key=lambda one: (one.start, one.rule, one.message)))


def _state(draft: Draft, index: int, text: str) -> Iterator[Finding]:
    """Sections that failed, lack material, or are far from the asked length."""
    section = draft.sections[index]
    if section.status is SectionStatus.FAILED:
        yield Finding("section-failed", Severity.ERROR, f"这一节没有写成：{section.reason}", suggestion="请重试这一节")
    elif section.status is SectionStatus.EMPTY:
        yield Finding("section-empty", Severity.WARN, "这一节没有素材，所以没有写", suggestion="请补充指标或要点")
    elif section.asked and section.status is SectionStatus.DONE:
        written = count_characters(text)
        if written < section.asked * SHORT:
            short = section.asked - written
            yield Finding(
                "length-short", Severity.INFO, f"料不足，比要求少约{short}字", suggestion="可补做法、成效或案例"
            )
        elif written > section.asked * LONG:
            yield Finding(
                "length-long", Severity.INFO, f"比要求多约{written - section.asked}字", suggestion="可把次要内容改为可用或备查"
            )
