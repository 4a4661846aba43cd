"""Reports, their sections and their figure sets, inside a transaction the store has opened."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from drafting.deriving import recompute
from drafting.errors import StorageError
from drafting.report import Brief, Figure, FigureSet, SectionBrief
from drafting.storage import locks, revisions, runs
from drafting.storage.lookup import new_id, newest_figures, report_row
from drafting.storage.records import CHANGED, UNDONE, FigureSetInfo, ReportSummary, StoredReport, StoredSection, now
from drafting.storage.schema import FigureSetRow, ReportRow, RevisionRow, SectionRow

NO_FIGURES = FigureSet()


def create(session: Session, brief: Brief, exemplar_name: str, exemplar_text: str) -> str:
    made = now()
    report = ReportRow(
        id=new_id(),
        created=made,
        updated=made,
        title=brief.title,
        unit=brief.unit,
        period=brief.period,
        brief=replace(brief, figures=NO_FIGURES),
        exemplar_name=exemplar_name,
        exemplar_text=exemplar_text,
        archived=False,
    )
    session.add(report)
    session.flush()
    session.add(FigureSetRow(report_id=report.id, number=1, figures=brief.figures.figures, made=made, reason=""))
    _place(session, report.id, [], brief.sections)
    return report.id


def summaries(session: Session, *, archived: bool = False) -> tuple[ReportSummary, ...]:
    drafted = select(RevisionRow.section_id).distinct().subquery()
    counts = (
        select(SectionRow.report_id, func.count().label("all"), func.count(drafted.c.section_id).label("drafted"))
        .outerjoin(drafted, drafted.c.section_id == SectionRow.id)
        .where(SectionRow.position.is_not(None))
        .group_by(SectionRow.report_id)
        .subquery()
    )
    rows = session.execute(
        select(
            ReportRow.id,
            ReportRow.title,
            ReportRow.unit,
            ReportRow.period,
            ReportRow.updated,
            func.coalesce(counts.c.all, 0),
            func.coalesce(counts.c.drafted, 0),
        )
        .outerjoin(counts, counts.c.report_id == ReportRow.id)
        .where(ReportRow.archived.is_(archived))
        .order_by(ReportRow.updated.desc(), ReportRow.id)
    )
    return tuple(ReportSummary(*row) for row in rows)


def archive(session: Session, report_id: str, *, archived: bool = True) -> None:
    report_row(session, report_id, lock=True).archived = archived


def load(session: Session, report_id: str) -> StoredReport:
    report = report_row(session, report_id)
    sections = _sections(session, report_id)
    newest = revisions.newest_of(session, [section.id for section in sections])
    waiting = revisions.waiting_of(session, [section.id for section in sections])
    latest = runs.latest_of(session, [section.id for section in sections])
    held = locks.of(session, report_id, [section.id for section in sections])
    reviewed = locks.reviews_of(session, [section.id for section in sections])
    return StoredReport(
        report.id,
        replace(report.brief, figures=newest_figures(session, report_id)),
        report.exemplar_name,
        report.exemplar_text,
        tuple(
            StoredSection(
                section.id,
                position,
                section.heading,
                section.level,
                section.asked,
                newest.get(section.id),
                latest.get(section.id),
                waiting.get(section.id, ()),
                held.get(section.id),
                reviewed.get(section.id, ()),
            )
            for position, section in enumerate(sections)
        ),
    )


def save_material(session: Session, report_id: str, brief: Brief, reason: str) -> int:
    report = report_row(session, report_id, lock=True)
    report.title, report.unit, report.period = brief.title, brief.unit, brief.period
    report.brief = replace(brief, figures=NO_FIGURES)
    report.updated = now()
    known = list(session.scalars(select(SectionRow).where(SectionRow.report_id == report_id)))
    _place(session, report_id, known, brief.sections)
    return save_figures(session, report_id, brief.figures.figures, reason).number


def save_figures(session: Session, report_id: str, figures: tuple[Figure, ...], reason: str) -> FigureSet:
    report = report_row(session, report_id, lock=True)
    newest = newest_figures(session, report_id)
    saved = recompute(FigureSet(figures, newest.number + 1))
    if newest.figures == saved.figures:
        return newest
    report.updated = now()
    session.add(
        FigureSetRow(
            report_id=report_id, number=saved.number, figures=saved.figures, made=report.updated, reason=reason
        )
    )
    return saved


def undo_figures(session: Session, report_id: str, number: int) -> FigureSet:
    """The figures of the set before `number`, the newest, as the next set; undone once more, the change is back."""
    report = report_row(session, report_id, lock=True)
    newest = session.get(FigureSetRow, (report_id, number))
    if newest is None or number != newest_figures(session, report_id).number:
        raise StorageError("指标表又有了改动，没有撤销", hint="请看过最新的指标表再撤销")
    if newest.reason not in (CHANGED, UNDONE):
        raise StorageError("上一次改动不只是改数，不能撤销", hint="请直接在素材里改回来")
    before = figure_set(session, report_id, number - 1).figures
    if any(figure.section >= len(report.brief.sections) for figure in before):
        raise StorageError("有指标所在的一节已经删去，不能撤销", hint="请直接在素材里改回来")
    return save_figures(session, report_id, before, UNDONE if newest.reason == CHANGED else CHANGED)


def figure_set(session: Session, report_id: str, number: int) -> FigureSet:
    found = session.get(FigureSetRow, (report_id, number))
    if found is None:
        raise StorageError(f"找不到第{number}版指标表", hint="请刷新页面")
    return FigureSet(found.figures, found.number)


def figure_sets(session: Session, report_id: str) -> tuple[FigureSetInfo, ...]:
    rows = session.execute(
        select(FigureSetRow.number, FigureSetRow.made, FigureSetRow.reason)
        .where(FigureSetRow.report_id == report_id)
        .order_by(FigureSetRow.number.desc())
    )
    return tuple(FigureSetInfo(*one) for one in rows)


def next_key(session: Session, report_id: str) -> str:
    sets = session.scalars(select(FigureSetRow.figures).where(FigureSetRow.report_id == report_id))
    return FigureSet(tuple(figure for figures in sets for figure in figures)).next_key()


def _sections(session: Session, report_id: str) -> list[SectionRow]:
    return list(
        session.scalars(
            select(SectionRow)
            .where(SectionRow.report_id == report_id, SectionRow.position.is_not(None))
            .order_by(SectionRow.position)
        )
    )


def _place(session: Session, report_id: str, known: list[SectionRow], wanted: Sequence[SectionBrief]) -> None:
    """Make the report's sections those wanted; a section that goes is only taken out of the order."""
    matches = match(known, wanted)
    headings = {found.id: brief.heading for found, brief in zip(matches, wanted, strict=True) if found}
    touched = [one for one in known if one.position is not None and headings.get(one.id) != one.heading]
    locks.refuse(session, touched, "标题没有改动，这一节也没有删去")
    for section in known:
        section.position = None
    for position, (found, brief) in enumerate(zip(matches, wanted, strict=True)):
        section = found or SectionRow(id=new_id(), report_id=report_id)
        session.add(section)
        section.position, section.heading = position, brief.heading
        section.level, section.asked = brief.level, brief.length


def match(known: Sequence[SectionRow], wanted: Sequence[SectionBrief]) -> list[SectionRow | None]:
    """For each section wanted the stored one it continues: the same heading first (also one taken out before),
    else, as renamed, the one that stood behind its predecessor."""
    standing = sorted((one for one in known if one.position is not None), key=lambda one: one.position or 0)
    free = [*standing, *(one for one in known if one.position is None)]
    matches: list[SectionRow | None] = []
    for brief in wanted:
        same = next((one for one in free if one.heading == brief.heading), None)
        matches.append(same)
        if same is not None:
            free.remove(same)
    for index, found in enumerate(matches):
        heir = _behind(standing, matches[index - 1] if index else None, first=index == 0) if found is None else None
        if heir in free:
            matches[index] = heir
            free.remove(heir)
    return matches


def _behind(standing: Sequence[SectionRow], before: SectionRow | None, *, first: bool) -> SectionRow | None:
    if first:
        return next(iter(standing), None)
    place = standing.index(before) + 1 if before in standing else len(standing)
    return standing[place] if place < len(standing) else None
