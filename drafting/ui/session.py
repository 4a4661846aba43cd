"""What all pages share: the store and the runner of this process, and the report that is open in this browser tab."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

import streamlit as st

from drafting.errors import StorageError
from drafting.report import Author, Draft, Finding, SectionDraft, SectionStatus
from drafting.storage import open_store
from drafting.storage.records import RunState, SectionRunState, StoredReport, StoredSection
from drafting.storage.store import Store
from drafting.ui import following
from drafting.ui.saving import Receipt, Trail

if TYPE_CHECKING:
    from drafting.checking.review import ByHand
    from drafting.exemplar import Exemplar
    from drafting.runs.background import Runner

_REPORT, _SECTION = "report", "section"
_UNWRITTEN = {
    SectionRunState.RUNNING: SectionStatus.RUNNING,
    SectionRunState.EMPTY: SectionStatus.EMPTY,
    SectionRunState.FAILED: SectionStatus.FAILED,
    SectionRunState.STOPPED: SectionStatus.FAILED,
    SectionRunState.INTERRUPTED: SectionStatus.FAILED,
}


@dataclass(frozen=True, slots=True)
class Desk:
    """One a process, for all tabs."""

    store: Store
    runner: "Runner"
    trail: Trail


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    from drafting.exemplar import parse_exemplar
    from drafting.runs.background import Chain, Runner
    from drafting.writing.pipeline import draft_section, ground_section

    store = open_store()
    return Desk(store, Runner(store, Chain(parse_exemplar, ground_section, draft_section)), Trail())


def opened() -> StoredReport | None:
    """The open report as it is stored now; one that can't be found any more is closed."""
    report_id = st.session_state.get(_REPORT) or st.query_params.get(_REPORT, "")
    if not report_id:
        return None
    try:
        report = desk().store.load(report_id)
    except StorageError:
        close_report()
        raise
    st.session_state[_REPORT] = report_id
    return report


def open_report(report_id: str) -> None:
    close_report()
    st.session_state[_REPORT] = report_id
    st.query_params[_REPORT] = report_id


def close_report() -> None:
    for name in (_REPORT, _SECTION):
        st.session_state.pop(name, None)
        st.query_params.pop(name, None)


def keep_address() -> None:
    """Only ids go into the address, so that a reload finds the same report and section."""
    for name in (_REPORT, _SECTION):
        value = st.session_state.get(name)
        if value and st.query_params.get(name) != value:
            st.query_params[name] = value


def chosen_section(report: StoredReport) -> StoredSection | None:
    """The section last opened in this tab, None for the report's own particulars."""
    wanted = st.session_state.get(_SECTION) or st.query_params.get(_SECTION, "")
    return next((one for one in report.sections if one.id == wanted), None)


def choose_section(section_id: str) -> None:
    """ "" chooses the report's own particulars."""
    st.session_state[_SECTION] = section_id
    if not section_id:
        st.query_params.pop(_SECTION, None)


def as_draft(report: StoredReport) -> Draft:
    """The newest texts with the newest figures."""
    return Draft(report.brief, tuple(_section_draft(report, one) for one in report.sections), report.brief.figures)


def heading_only(report: StoredReport, section: StoredSection) -> bool:
    """Holds deeper sections and has no material of its own: there is nothing to draft."""
    from drafting.writing.pipeline import has_material, is_container

    at = section.position
    return is_container(report.brief, at) and not has_material(report.brief, at)


def lacks_material(report: StoredReport, section: StoredSection) -> bool:
    """There is something to write, but nothing was given to write it from."""
    from drafting.writing.pipeline import has_material, is_container

    at = section.position
    return not is_container(report.brief, at) and not has_material(report.brief, at)


def to_write(report: StoredReport) -> list[StoredSection]:
    """The sections that count: those with material or with text already."""
    return [
        one
        for one in report.sections
        if one.revision is not None or not (heading_only(report, one) or lacks_material(report, one))
    ]


def _section_draft(report: StoredReport, section: StoredSection) -> SectionDraft:
    blank = SectionDraft(section.heading, section.level, asked=section.asked)
    run, revision = section.run, section.revision
    if revision is not None:
        return replace(
            blank,
            source=revision.source,
            status=SectionStatus.DONE,
            author=revision.author,
            usage=revision.usage,
            model=revision.model,
            template=revision.template,
            figures=section.lock.figures if section.lock else None,
        )
    if heading_only(report, section):
        return replace(blank, status=SectionStatus.DONE)
    if run is None or run.state is SectionRunState.DONE:
        return blank
    status = _UNWRITTEN.get(run.state, SectionStatus.WAITING)
    return replace(blank, status=status, reason=run.reason)


@lru_cache(maxsize=8)
def _parsed(text: str, name: str) -> "Exemplar":
    from drafting.exemplar import parse_exemplar

    return parse_exemplar(text, name)


def findings(report: StoredReport) -> tuple[Finding, ...]:
    """All open findings by section and place. Sections without text have none: their state says it."""
    from drafting.ui import by_hand

    typed = by_hand.typed(desk().store, report)
    reviewed = _reviewed(as_draft(report), report.exemplar_text, report.exemplar_name, typed)
    found = (*reviewed, *following.findings(desk().store, report))
    return tuple(sorted(found, key=lambda one: (one.section or 0, one.start, one.rule, one.message)))


@lru_cache(maxsize=16)
def _reviewed(draft: Draft, exemplar_text: str, exemplar_name: str, by_hand: "ByHand") -> tuple[Finding, ...]:
    from drafting.checking import review

    return review(draft, _parsed(exemplar_text, exemplar_name) if exemplar_text.strip() else None, by_hand)


def running(report: StoredReport) -> bool:
    run = desk().store.run_of(report.id)
    return run is not None and run.state is RunState.RUNNING


def receipts() -> dict[str, Receipt]:
    """The last receipt of each section this tab has saved."""
    kept: dict[str, Receipt] = st.session_state.setdefault("receipts", {})
    return kept


def clock(made: str) -> str:
    """`made` (ISO 8601, UTC) as the reader's wall clock has it: 10:32, or 7月15日 10:32 on another day."""
    if not made:
        return ""
    local = datetime.fromisoformat(made).astimezone()
    time = f"{local:%H:%M}"
    return time if local.date() == datetime.now().astimezone().date() else f"{local.month}月{local.day}日 {time}"


AUTHORS = {Author.HUMAN: "人工", Author.MODEL: "模型", Author.PLAIN: "规则"}
