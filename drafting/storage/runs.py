"""Drafting runs and what each section of them has come to, inside a transaction the store has opened."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from drafting.errors import StorageError
from drafting.report import Author, Revision
from drafting.storage import locks, revisions
from drafting.storage.lookup import locked_section, new_id, report_row
from drafting.storage.records import Call, Proposal, RunState, RunView, SectionRun, SectionRunState, now
from drafting.storage.schema import CallRow, RunRow, RunSectionRow, SectionRow

OPEN = tuple(state for state in SectionRunState if state.open)
BAD = {SectionRunState.EMPTY, SectionRunState.FAILED}


def start(session: Session, report_id: str, section_ids: Sequence[str], writer: str, owner: str) -> str:
    report_row(session, report_id, lock=True)
    _check(session, report_id, section_ids)
    number = session.scalar(select(func.max(RunRow.number)).where(RunRow.report_id == report_id)) or 0
    moment = now()
    run = RunRow(
        id=new_id(),
        report_id=report_id,
        number=number + 1,
        writer=writer,
        state=RunState.RUNNING,
        started=moment,
        ended="",
        owner=owner,
        heartbeat=moment,
    )
    session.add(run)
    session.flush()
    for section_id in section_ids:
        session.add(
            RunSectionRow(
                run_id=run.id,
                section_id=section_id,
                state=SectionRunState.WAITING,
                partial="",
                reason="",
                started="",
                ended="",
            )
        )
    return run.id


def begin_section(session: Session, run_id: str, section_id: str) -> bool:
    part = _part(session, run_id, section_id)
    if _run(session, run_id).state is not RunState.RUNNING or not part.state.open:
        return False
    if locks.find(session, section_id) is not None:
        part.state, part.reason, part.ended = SectionRunState.STOPPED, "这一节已锁定，没有重写", now()
        return False
    part.state, part.started = SectionRunState.RUNNING, now()
    return True


def put_partial(session: Session, run_id: str, section_id: str, text: str) -> bool:
    part = _part(session, run_id, section_id)
    if part.state.open:
        part.partial = text
    return _run(session, run_id).state is RunState.RUNNING


def deliver(session: Session, run_id: str, section_id: str, text: revisions.Text) -> Revision | Proposal | None:
    """A stopped or interrupted section takes its text too: it has been paid for."""
    section = locked_section(session, section_id)
    part = _part(session, run_id, section_id)
    if part.state is SectionRunState.DONE:
        return None
    part.state, part.partial, part.reason, part.ended = SectionRunState.DONE, "", "", now()
    if text.author is Author.MODEL:
        provenance = text.provenance
        call = Call(provenance.model, provenance.usage, part.started, part.ended, part.state)
        log_call(session, run_id, section_id, call)
    if revisions.guarded(session, section_id):
        return revisions.propose(session, section_id, text)
    return revisions.append(session, section, text)


def finish_section(session: Session, run_id: str, section_id: str, state: SectionRunState, reason: str) -> None:
    part = _part(session, run_id, section_id)
    if part.state is not SectionRunState.DONE:
        part.state, part.reason, part.ended = state, reason, now()


def end(session: Session, run_id: str) -> None:
    run = _run(session, run_id, lock=True)
    if run.state is RunState.RUNNING:
        run.state = _outcome({part.state for part in _parts(session, run_id)})
    run.ended = run.ended or now()


def stop(session: Session, run_id: str) -> None:
    run = _run(session, run_id, lock=True)
    if run.state is not RunState.RUNNING:
        return
    run.state, run.ended = RunState.STOPPED, now()
    for part in _parts(session, run_id):
        if part.state is SectionRunState.WAITING:
            part.state, part.ended = SectionRunState.STOPPED, run.ended


def view(session: Session, run_id: str) -> RunView:
    run = _run(session, run_id)
    parts = tuple(_section_run(part) for part in _parts(session, run_id))
    return RunView(run.id, run.report_id, run.writer, run.state, run.started, run.ended, parts)


def newest(session: Session, report_id: str) -> RunView | None:
    run_id = session.scalar(
        select(RunRow.id).where(RunRow.report_id == report_id).order_by(RunRow.number.desc()).limit(1)
    )
    return view(session, run_id) if run_id else None


def latest_of(session: Session, section_ids: Sequence[str]) -> dict[str, SectionRun]:
    """Each section's part in the newest run that took it on."""
    rows = session.execute(
        select(RunSectionRow, RunRow.number)
        .join(RunRow, RunRow.id == RunSectionRow.run_id)
        .where(RunSectionRow.section_id.in_(section_ids))
        .order_by(RunRow.number)
    )
    return {part.section_id: _section_run(part) for part, _ in rows}


def beat(session: Session, run_id: str) -> None:
    _run(session, run_id, lock=True).heartbeat = now()


def unfinished(session: Session) -> tuple[tuple[str, str, str], ...]:
    """Run id, owner and heartbeat of the runs that claim to be at work."""
    working = select(RunSectionRow.run_id).where(RunSectionRow.state.in_(OPEN))
    rows = session.execute(
        select(RunRow.id, RunRow.owner, RunRow.heartbeat).where(
            (RunRow.state == RunState.RUNNING) | RunRow.id.in_(working)
        )
    )
    return tuple((row.id, row.owner, row.heartbeat) for row in rows)


def interrupt(session: Session, run_ids: Sequence[str]) -> int:
    moment = now()
    for run_id in run_ids:
        run = _run(session, run_id, lock=True)
        if run.state is RunState.RUNNING:
            run.state, run.ended = RunState.INTERRUPTED, moment
        for part in _parts(session, run_id):
            if part.state.open:
                part.state, part.ended = SectionRunState.INTERRUPTED, moment
                part.reason = "程序中途退出，这一部分没有写完，请重新起草"
    return len(run_ids)


def log_call(session: Session, run_id: str, section_id: str, call: Call) -> None:
    session.add(
        CallRow(
            id=new_id(),
            run_id=run_id,
            section_id=section_id,
            model=call.model,
            usage=call.usage,
            started=call.started,
            ended=call.ended,
            outcome=call.outcome,
        )
    )


def calls(session: Session, run_id: str) -> tuple[Call, ...]:
    rows = session.scalars(
        select(CallRow).where(CallRow.run_id == run_id).order_by(CallRow.started, CallRow.ended, CallRow.id)
    )
    return tuple(Call(row.model, row.usage, row.started, row.ended, row.outcome) for row in rows)


def _check(session: Session, report_id: str, section_ids: Sequence[str]) -> None:
    known = set(session.scalars(select(SectionRow.id).where(SectionRow.report_id == report_id)))
    if not section_ids or not known.issuperset(section_ids):
        raise StorageError("没有找到要起草的部分", hint="请刷新页面后重新选择")
    wanted = session.scalars(select(SectionRow).where(SectionRow.id.in_(section_ids)).order_by(SectionRow.position))
    locks.refuse(session, wanted.all(), "不能重写")
    busy = session.scalar(
        select(func.count())
        .select_from(RunSectionRow)
        .join(RunRow, RunRow.id == RunSectionRow.run_id)
        .where(
            RunSectionRow.section_id.in_(section_ids),
            RunSectionRow.state.in_(OPEN),
            RunRow.state == RunState.RUNNING,
        )
    )
    if busy:
        raise StorageError("所选部分正在起草", hint="请等它写完，或先停止")


def _outcome(states: set[SectionRunState]) -> RunState:
    if states <= BAD:
        return RunState.FAILED
    return RunState.DONE if states <= {SectionRunState.DONE} else RunState.PARTIAL


def _run(session: Session, run_id: str, *, lock: bool = False) -> RunRow:
    found = session.get(RunRow, run_id, with_for_update=lock or None)
    if found is None:
        raise StorageError("找不到这次起草", hint="请刷新页面")
    return found


def _part(session: Session, run_id: str, section_id: str) -> RunSectionRow:
    found = session.get(RunSectionRow, (run_id, section_id), with_for_update=True)
    if found is None:
        raise StorageError("这次起草不包括这一部分", hint="请刷新页面")
    return found


def _parts(session: Session, run_id: str) -> Sequence[RunSectionRow]:
    return session.scalars(
        select(RunSectionRow)
        .join(SectionRow, SectionRow.id == RunSectionRow.section_id)
        .where(RunSectionRow.run_id == run_id)
        .order_by(SectionRow.position, SectionRow.id)
    ).all()


def _section_run(row: RunSectionRow) -> SectionRun:
    return SectionRun(row.run_id, row.section_id, row.state, row.partial, row.reason, row.started, row.ended)
