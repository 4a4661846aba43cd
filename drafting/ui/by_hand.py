"""手填: a number the human typed becomes a figure of its own once the human has vouched for it."""

from collections.abc import Sequence
from functools import lru_cache

import streamlit as st

from drafting import numerals, references
from drafting.checking.hand import typed_by_hand
from drafting.errors import BriefError
from drafting.intake.build import MANUAL, RawFigure, RawPoint, make_figure, make_points
from drafting.numerals import CALENDAR
from drafting.report import Author, Figure, FigureSet, Finding, Kind, Mention, Use
from drafting.storage.records import StoredReport, StoredSection
from drafting.storage.store import Store
from drafting.ui import edge, editor, following, session

RULE = "figure-by-hand"
_ROWS = 2
_SENTENCE_ENDS = "。！？；\n"

Spans = frozenset[tuple[int, int]]


def show(report: StoredReport, section: StoredSection, found: Sequence[Finding]) -> None:
    """A row for each number that waits to be confirmed; to take it out is the editor's business."""
    own = [one for one in found if one.rule == RULE]
    if not own or section.revision is None or section.lock is not None:
        return
    text = references.render(section.revision.source, report.figures_of(section)).text
    with st.container(height=116 if len(own) > _ROWS else "content", border=False, key="by-hand"):
        for one in own:
            key = f"by-hand-{section.revision.id}-{one.start}"
            words, act = st.columns([3.2, 1.4], vertical_alignment="center")
            words.text_input(
                f"“{one.text}”是什么数", suggested_name(text, one.start, one.end), key=key,
                label_visibility="collapsed", placeholder=f"“{one.text}”是什么数，如：接待游客",
            )  # fmt: skip
            act.button(
                f"确认手填 {one.text}", key=f"confirm-{key}", width="stretch", on_click=_confirm,
                args=(report.id, section.id, one.start, one.text, key),
                help="记进指标表，来源写“手填”，以后改指标就能改正文；不要这个数，请在左边删去。",
            )  # fmt: skip


@edge.action
def _confirm(report_id: str, section_id: str, start: int, text: str, key: str) -> None:
    editor.receive()
    confirm(session.desk().store, report_id, section_id, (start, text), str(st.session_state.get(key, "")))


def confirm(store: Store, report_id: str, section_id: str, typed: tuple[int, str], name: str) -> Figure:
    """`typed`: where the number stood when it was shown, and its words. Raises `BriefError` where it is gone, or the
    name says nothing, and what the store raises."""
    report = store.load(report_id)
    section = next((one for one in report.sections if one.id == section_id), None)
    if section is None or section.revision is None:
        raise BriefError("这一节已经不在报告里", hint="请刷新页面")
    figures = report.brief.figures
    rendered = references.render(section.revision.source, report.figures_of(section))
    start = _found(rendered, *typed)
    figure = make_figure(_raw(typed[1], _free(name.strip(), section.position, figures)), store.next_key(report_id),
                         section.position)  # fmt: skip
    mention = Mention(start, start + len(typed[1]), figure.key)
    source = references.bind(section.revision.source, figures, (mention,))
    store.save_figures(report_id, (*figures, figure), f"确认手填：{figure.name}")
    store.add_revision(section_id, source=source, author=Author.HUMAN, base=section.revision.id, note="确认手填")
    return figure


def _found(rendered: references.Rendered, start: int, text: str) -> int:
    """The nearest place where the number still stands as typed."""
    places = [at for at in range(len(rendered.text)) if rendered.text.startswith(text, at)]
    free = [at for at in places if not any(at < one.end and one.start < at + len(text) for one in rendered.mentions)]
    if not free:
        raise BriefError(f"正文里已经没有手填的“{text}”", hint="请看最新的文字")
    return min(free, key=lambda at: abs(at - start))


def _raw(text: str, name: str) -> RawFigure:
    read = numerals.read(text)
    kind = Kind.DATE if read is not None and read.form in CALENDAR else Kind.NUMBER
    return RawFigure(name, kind=kind.value, value=text, source=MANUAL, use=Use.MAY.value)


def _free(name: str, section: int, figures: FigureSet) -> str:
    """The second of a name is （2）: a section has each name once."""
    taken = {one.name for one in figures.of_section(section)}
    numbered = (name if number == 1 else f"{name}（{number}）" for number in range(1, len(taken) + 2))
    return next(one for one in numbered if one not in taken)


def suggested_name(text: str, start: int, end: int) -> str:
    """What a point of the same words would call the number, "" when it can't be told."""
    left = max(text.rfind(mark, 0, start) for mark in _SENTENCE_ENDS) + 1
    right = min((at for mark in _SENTENCE_ENDS if (at := text.find(mark, end)) >= 0), default=len(text))
    sentence = text[left:right].strip()
    if not sentence:
        return ""
    offset = left + len(text[left:right]) - len(text[left:right].lstrip())
    (point,), figures = make_points((RawPoint(sentence),), 0, FigureSet())
    for one in references.render(point.bound, figures).mentions:
        if one.start < end - offset and start - offset < one.end:
            figure = figures.get(one.figure)
            return figure.name if figure else ""
    return ""


def typed(store: Store, report: StoredReport) -> tuple[tuple[int, Spans], ...]:
    """Section → spans of its text with the numbers that only a human has written; sections without any are left out."""
    found = ((one.position, _typed(store, report, one)) for one in report.sections)
    return tuple((position, spans) for position, spans in found if spans)


def _typed(store: Store, report: StoredReport, section: StoredSection) -> Spans:
    if section.revision is None or section.revision.author is not Author.HUMAN:
        return frozenset()
    rendered = references.render(section.revision.source, report.figures_of(section))
    machine = _machine(store, report.id, section.id, section.revision.id)
    return typed_by_hand(rendered.text, rendered.mentions, (machine,) if machine else ())


@lru_cache(maxsize=512)
def _machine(store: Store, report_id: str, section_id: str, newest: str) -> str:
    """The last text of the section that a machine wrote, as it read then. What came before `newest` never changes."""
    history = store.history(section_id)
    before = next((at for at, one in enumerate(history) if one.id == newest), 0)
    last = next((one for one in history[before:] if one.author is not Author.HUMAN), None)
    if last is None:
        return ""
    return references.render(last.source, following.figure_set(store, report_id, last.figure_set)).text
