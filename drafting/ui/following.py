"""How texts follow the figures: sentences whose wording a change may have overtaken, and texts that are locked."""

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from drafting.checking.following import changed
from drafting.checking.rules import finding
from drafting.report import FigureSet, Finding
from drafting.storage.records import StoredReport, StoredSection, fingerprint
from drafting.storage.store import Store

STALE, OUTDATED = "wording-stale", "lock-outdated"


def findings(store: Store, report: StoredReport) -> tuple[Finding, ...]:
    """Those of all sections, each with its position."""
    gone_by = changed.elapsed(report.brief)
    found: list[Finding] = []
    for section in report.sections:
        if section.revision is None:
            continue
        number = report.figures_of(section).number
        own = _stale(store, (report.id, number), section.revision.id, section.reviewed, gone_by)
        own += _locked(store, report, section)
        found += [replace(one, section=section.position) for one in own]
    return tuple(found)


def stored_sentence(report: StoredReport, section: StoredSection, at: int) -> str:
    """The stored form of the sentence that begins at `at` in the rendered text, "" when none does."""
    source = section.revision.source if section.revision else ""
    spoken = changed.sentences(source, report.figures_of(section))
    return next((one.stored for one in spoken if one.start == at), "")


def _locked(store: Store, report: StoredReport, section: StoredSection) -> tuple[Finding, ...]:
    lock, revision = section.lock, section.revision
    if lock is None or revision is None:
        return ()
    kept = figure_set(store, report.id, lock.kept)
    broken = () if lock.intact(revision.source) else (finding("lock-broken"),)
    return (*broken, *changed.check_lock(revision.source, lock.figures, kept, report.brief.figures))


@lru_cache(maxsize=512)
def _stale(
    store: Store,
    shown: tuple[str, int],
    revision: str,
    reviewed: tuple[tuple[str, int], ...],
    gone_by: Fraction | None,
) -> tuple[Finding, ...]:
    """`shown`: the report, and the number of the set it is rendered with. All that is looked at here never changes
    again, so it is looked at once."""
    report_id, number = shown
    source, written = _origins(store, revision)
    read = dict(reviewed)
    last = {stored: max(made, read.get(fingerprint(stored), 0)) for stored, made in written}
    older = {stored: figure_set(store, report_id, made) for stored, made in last.items() if made < number}
    now = figure_set(store, report_id, number)
    return tuple(changed.check_written(source, older, now, now, gone_by))


@lru_cache(maxsize=512)
def _origins(store: Store, revision: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    """The revision's text, and the figure set each of its sentences was written with."""
    texts = store.texts_until(revision)
    return texts[0][0], tuple(changed.origins(texts).items())


@lru_cache(maxsize=64)
def figure_set(store: Store, report_id: str, number: int) -> FigureSet:
    return store.figure_set(report_id, number)
