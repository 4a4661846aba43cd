"""What holds a text against change: locks and reviewed sentences, inside a transaction the store has opened."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from drafting.errors import LockedText, StorageError
from drafting.report import FigureSet, Revision
from drafting.storage.lookup import locked_section, new_id, newest_figures
from drafting.storage.records import Lock, fingerprint, now, sealed
from drafting.storage.schema import FigureSetRow, LockRow, ReviewRow, SectionRow


def put(session: Session, section_id: str, newest: Revision | None) -> None:
    """Lock the section's `newest` text with the newest figures; nothing happens to one locked already."""
    section = locked_section(session, section_id)
    if newest is None:
        raise StorageError("这一节还没有文字，不能锁定", place=section.heading, hint="请先起草")
    if find(session, section_id) is None:
        figures = newest_figures(session, section.report_id)
        session.add(
            LockRow(
                id=new_id(),
                section_id=section_id,
                revision_id=newest.id,
                figure_set=figures.number,
                kept=figures.number,
                seal=sealed(newest.source, figures),
                made=now(),
            )
        )


def release(session: Session, section_id: str) -> None:
    locked_section(session, section_id)
    row = find(session, section_id)
    if row is not None:
        session.delete(row)


def follow(session: Session, section_id: str, newest: Revision | None) -> None:
    """Pin the locked text to the newest figures."""
    row, figures = _standing(session, section_id)
    if newest is None:
        return
    row.figure_set = row.kept = figures.number
    row.seal = sealed(newest.source, figures)


def keep(session: Session, section_id: str) -> None:
    """Leave the locked text with its figures, and don't ask again until they change once more."""
    row, figures = _standing(session, section_id)
    row.kept = figures.number


def find(session: Session, section_id: str) -> LockRow | None:
    return session.scalars(select(LockRow).where(LockRow.section_id == section_id)).one_or_none()


def refuse(session: Session, sections: Sequence[SectionRow], what: str) -> None:
    """Raises `LockedText` where one of the sections is locked; `what` says what is not done to it."""
    held = set(session.scalars(select(LockRow.section_id).where(LockRow.section_id.in_([one.id for one in sections]))))
    names = "、".join(one.heading for one in sections if one.id in held)
    if held:
        raise LockedText(f"这一节已锁定，{what}", place=names, hint="请先在“修改”页解锁")


def of(session: Session, report_id: str, section_ids: Sequence[str]) -> dict[str, Lock]:
    rows = session.execute(
        select(LockRow, FigureSetRow.figures)
        .join(FigureSetRow, (FigureSetRow.report_id == report_id) & (FigureSetRow.number == LockRow.figure_set))
        .where(LockRow.section_id.in_(section_ids))
    )
    return {
        row.section_id: Lock(
            row.id,
            row.section_id,
            row.revision_id,
            FigureSet(figures, row.figure_set),
            row.kept,
            row.seal,
            row.made,
        )
        for row, figures in rows
    }


def review(session: Session, section_id: str, sentences: Sequence[str], figure_set: int) -> None:
    """The stored `sentences` have been read with this set."""
    locked_section(session, section_id)
    for sentence in sentences:
        row = session.get(ReviewRow, (section_id, fingerprint(sentence)))
        if row is None:
            row = ReviewRow(section_id=section_id, sentence=fingerprint(sentence))
            session.add(row)
        row.figure_set, row.made = figure_set, now()
        session.flush()


def reviews_of(session: Session, section_ids: Sequence[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    rows = session.scalars(
        select(ReviewRow).where(ReviewRow.section_id.in_(section_ids)).order_by(ReviewRow.made, ReviewRow.sentence)
    )
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for row in rows:
        found[row.section_id] = (*found.get(row.section_id, ()), (row.sentence, row.figure_set))
    return found


def _standing(session: Session, section_id: str) -> tuple[LockRow, FigureSet]:
    section = locked_section(session, section_id)
    row = find(session, section_id)
    if row is None:
        raise StorageError("这一节已经解锁", place=section.heading, hint="请刷新页面")
    return row, newest_figures(session, section.report_id)
