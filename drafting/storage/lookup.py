"""What every transaction needs: ids, and rows that must be there."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from drafting.errors import StorageError
from drafting.report import FigureSet
from drafting.storage.schema import FigureSetRow, ReportRow, SectionRow


def new_id() -> str:
    return uuid.uuid4().hex


def report_row(session: Session, report_id: str, *, lock: bool = False) -> ReportRow:
    """`lock` holds others' writes to this report back until the transaction ends."""
    found = session.get(ReportRow, report_id, with_for_update=lock or None)
    if found is None:
        raise StorageError("找不到这份报告", hint="请回到报告列表重新打开")
    return found


def locked_section(session: Session, section_id: str) -> SectionRow:
    """The section, its whole report locked: one lock, so that no two transactions wait for each other."""
    found = session.get(SectionRow, section_id)
    if found is None:
        raise StorageError("找不到这一部分", hint="请刷新页面")
    report_row(session, found.report_id, lock=True)
    return found


def newest_figures(session: Session, report_id: str) -> FigureSet:
    found = session.scalars(
        select(FigureSetRow).where(FigureSetRow.report_id == report_id).order_by(FigureSetRow.number.desc()).limit(1)
    ).one()
    return FigureSet(found.figures, found.number)
