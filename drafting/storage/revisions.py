"""Revisions and proposals of one section, inside a transaction the store has opened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from drafting.errors import LockedText, StaleRevision, StorageError
from drafting.report import Author, Revision
from drafting.storage import locks
from drafting.storage.lookup import locked_section, new_id, newest_figures, report_row
from drafting.storage.records import Proposal, ProposalState, Provenance, now
from drafting.storage.schema import ProposalRow, RevisionRow, SectionRow


@dataclass(frozen=True, slots=True)
class Text:
    """A text to keep, with references, and where it came from; `figure_set` None: written with the newest."""

    source: str
    author: Author
    note: str = ""
    provenance: Provenance = field(default_factory=Provenance)
    figure_set: int | None = None


def stale(*, kept: bool) -> StaleRevision:
    if kept:
        return StaleRevision(
            "这一部分已有更新的版本，您的文字没有覆盖它，已另存为待处理的建议稿", hint="请对比后采纳或放弃"
        )
    return StaleRevision("这一部分已有更新的版本", hint="请看过最新文字后再恢复")


def locked() -> LockedText:
    return LockedText("这一节已锁定，您的文字没有覆盖它，已另存为待处理的建议稿", hint="请先解锁，再采用或放弃")


def add(session: Session, section_id: str, text: Text, base: str | None) -> Revision | Proposal:
    """A waiting proposal instead of a revision when `base` is no longer the newest, or the section is locked."""
    section = locked_section(session, section_id)
    newest = _newest(session, section_id)
    if newest is not None and newest.source == text.source:
        return _revision(newest)
    if base != (newest.id if newest else None) or locks.find(session, section_id) is not None:
        return _conflict(session, section, text, base)
    return append(session, section, text)


def append(session: Session, section: SectionRow, text: Text) -> Revision:
    """The text as the newest revision; the newest itself when it says the same. The section's row must be held."""
    newest = _newest(session, section.id)
    if newest is not None and newest.source == text.source:
        return _revision(newest)
    locks.refuse(session, [section], "文字没有改动")
    report = report_row(session, section.report_id, lock=True)
    report.updated = now()
    saved = RevisionRow(
        id=new_id(),
        section_id=section.id,
        number=newest.number + 1 if newest else 1,
        source=text.source,
        author=text.author,
        figure_set=text.figure_set or newest_figures(session, section.report_id).number,
        made=report.updated,
        note=text.note,
        model=text.provenance.model,
        template=text.provenance.template,
        usage=text.provenance.usage,
        base=newest.id if newest else None,
    )
    session.add(saved)
    session.flush()
    return _revision(saved)


def history(session: Session, section_id: str) -> tuple[Revision, ...]:
    rows = session.scalars(
        select(RevisionRow).where(RevisionRow.section_id == section_id).order_by(RevisionRow.number.desc())
    )
    return tuple(_revision(row) for row in rows)


def restore(session: Session, section_id: str, revision_id: str, base: str | None) -> Revision:
    section = locked_section(session, section_id)
    old = session.get(RevisionRow, revision_id)
    if old is None or old.section_id != section_id:
        raise StorageError("找不到要恢复的版本", hint="请刷新页面")
    newest = _newest(session, section_id)
    if base != (newest.id if newest else None):
        raise stale(kept=False)
    return append(
        session, section, Text(old.source, Author.HUMAN, f"恢复自第{old.number}版", figure_set=old.figure_set)
    )


def propose(session: Session, section_id: str, text: Text) -> Proposal:
    section = locked_section(session, section_id)
    newest = _newest(session, section_id)
    return _wait(session, section, text, newest.id if newest else None)


def accept(session: Session, proposal_id: str) -> Revision:
    row = _waiting(session, proposal_id)
    row.state = ProposalState.ACCEPTED
    text = Text(row.source, row.author, row.note, Provenance(row.model, row.template, row.usage), row.figure_set)
    return append(session, locked_section(session, row.section_id), text)


def reject(session: Session, proposal_id: str) -> None:
    _waiting(session, proposal_id).state = ProposalState.REJECTED


def guarded(session: Session, section_id: str) -> bool:
    """Whether only a human's decision may change the text: a human wrote the newest, or it is locked."""
    newest = _newest(session, section_id)
    return newest is not None and (newest.author is Author.HUMAN or locks.find(session, section_id) is not None)


def newest(session: Session, section_id: str) -> Revision | None:
    row = _newest(session, section_id)
    return _revision(row) if row else None


def texts_until(session: Session, revision_id: str) -> Iterator[tuple[str, int]]:
    """Stored text and figure set of a revision and those before it, newest first, read as they are asked for."""
    last = session.get(RevisionRow, revision_id)
    if last is None:
        raise StorageError("找不到这个版本", hint="请刷新页面")
    rows = session.execute(
        select(RevisionRow.source, RevisionRow.figure_set)
        .where(RevisionRow.section_id == last.section_id, RevisionRow.number <= last.number)
        .order_by(RevisionRow.number.desc())
    )
    yield from ((row.source, row.figure_set) for row in rows.yield_per(50))


def newest_of(session: Session, section_ids: Sequence[str]) -> dict[str, Revision]:
    last = (
        select(RevisionRow.section_id, func.max(RevisionRow.number).label("number"))
        .where(RevisionRow.section_id.in_(section_ids))
        .group_by(RevisionRow.section_id)
        .subquery()
    )
    rows = session.scalars(
        select(RevisionRow).join(
            last, (RevisionRow.section_id == last.c.section_id) & (RevisionRow.number == last.c.number)
        )
    )
    return {row.section_id: _revision(row) for row in rows}


def waiting_of(session: Session, section_ids: Sequence[str]) -> dict[str, tuple[Proposal, ...]]:
    rows = session.scalars(
        select(ProposalRow)
        .where(ProposalRow.section_id.in_(section_ids), ProposalRow.state == ProposalState.WAITING)
        .order_by(ProposalRow.made, ProposalRow.id)
    )
    waiting: dict[str, tuple[Proposal, ...]] = {}
    for row in rows:
        waiting[row.section_id] = (*waiting.get(row.section_id, ()), _proposal(row))
    return waiting


def _newest(session: Session, section_id: str) -> RevisionRow | None:
    return session.scalars(
        select(RevisionRow).where(RevisionRow.section_id == section_id).order_by(RevisionRow.number.desc()).limit(1)
    ).one_or_none()


def _conflict(session: Session, section: SectionRow, text: Text, base: str | None) -> Proposal:
    """An autosave that repeats itself waits only once; an unknown base is dropped."""
    for proposal in waiting_of(session, [section.id]).get(section.id, ()):
        if proposal.source == text.source and proposal.author is text.author:
            return proposal
    known = session.get(RevisionRow, base) if base else None
    return _wait(session, section, text, known.id if known else None)


def _wait(session: Session, section: SectionRow, text: Text, base: str | None) -> Proposal:
    saved = ProposalRow(
        id=new_id(),
        section_id=section.id,
        source=text.source,
        author=text.author,
        figure_set=text.figure_set or newest_figures(session, section.report_id).number,
        made=now(),
        state=ProposalState.WAITING,
        note=text.note,
        model=text.provenance.model,
        template=text.provenance.template,
        usage=text.provenance.usage,
        base=base,
    )
    session.add(saved)
    session.flush()
    return _proposal(saved)


def _waiting(session: Session, proposal_id: str) -> ProposalRow:
    row = session.get(ProposalRow, proposal_id, with_for_update=True)
    if row is None:
        raise StorageError("找不到这份建议稿", hint="请刷新页面")
    if row.state is not ProposalState.WAITING:
        raise StorageError("这份建议稿已经处理过", hint="请刷新页面")
    return row


def _revision(row: RevisionRow) -> Revision:
    return Revision(
        row.id,
        row.section_id,
        row.source,
        row.author,
        row.figure_set,
        row.made,
        row.note,
        row.model,
        row.template,
        row.usage,
    )


def _proposal(row: ProposalRow) -> Proposal:
    return Proposal(
        row.id,
        row.section_id,
        row.source,
        row.author,
        row.figure_set,
        row.made,
        row.state,
        row.base,
        row.note,
        Provenance(row.model, row.template, row.usage),
    )
