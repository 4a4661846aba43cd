"""Drafting in the background: threads now, a durable queue later; either way `run_section` is the unit of work."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from drafting.errors import NigaoError, StorageError, WriterError
from drafting.report import Author, Brief, SectionDraft, SectionStatus, Usage
from drafting.storage.records import Call, Provenance, SectionRunState, now
from drafting.writing.writer import Ground, OnText, Writer

if TYPE_CHECKING:
    from drafting.exemplar import Exemplar
    from drafting.storage.store import Store

PARTIAL_SECONDS = 0.3
BEAT_SECONDS = 10.0
TRIES = 5

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class Stopped(Exception):
    """Raised out of a writer's `on_text` when its run is to stop."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The functions a run needs: `parse_exemplar(text, name)`, `ground_section(brief, exemplar, index, private)` and
    `draft_section(ground, writer, on_text)`."""

    parse_exemplar: "Callable[[str, str], Exemplar]"
    ground_section: "Callable[[Brief, Exemplar, int, bool], Ground]"
    draft_section: Callable[[Ground, Writer, OnText], SectionDraft]


@dataclass(frozen=True, slots=True)
class Job:
    """How a run drafts; `stopping` is set when the writer wants no more of it."""

    chain: Chain
    writer: Writer
    private: bool
    stopping: threading.Event


class Runner:
    """Drafts reports in threads of its own; all that is seen of a run is in the store."""

    def __init__(self, store: "Store", chain: Chain) -> None:
        self._store = store
        self._chain = chain
        self._guard = threading.Lock()
        self._active: dict[str, tuple[threading.Thread, threading.Event]] = {}

    def start(
        self, report_id: str, positions: Sequence[int], writer: Writer, *, parallel: int = 4, private: bool = True
    ) -> str:
        """The run's id, at once; StorageError when a section is still being drafted or none is left to draft."""
        sections = self._store.load(report_id).sections
        section_ids = [section.id for section in sections if section.position in positions]
        run_id = self._store.start_run(report_id, section_ids, writer.author.value)
        job = Job(self._chain, writer, private, threading.Event())
        slots = threading.Semaphore(max(1, parallel))
        thread = threading.Thread(
            target=self._supervise, args=(run_id, section_ids, job, slots), name=f"run-{run_id}", daemon=True
        )
        with self._guard:
            self._active[run_id] = (thread, job.stopping)
        thread.start()
        return run_id

    def stop(self, run_id: str) -> None:
        """Ask a run to stop, another process's too; its partial texts stay."""
        self._store.stop_run(run_id)
        with self._guard:
            active = self._active.get(run_id)
        if active is not None:
            active[1].set()

    def wait(self, run_id: str, timeout: float | None = None) -> bool:
        """Whether the run (of this runner) has ended within `timeout` seconds."""
        with self._guard:
            active = self._active.get(run_id)
        if active is None:
            return True
        active[0].join(timeout)
        return not active[0].is_alive()

    def _supervise(self, run_id: str, section_ids: Sequence[str], job: Job, slots: threading.Semaphore) -> None:
        # A thread a section: one that dies of a bug takes no other along, and daemons never hold up the exit.
        threads = [
            threading.Thread(target=self._one, args=(run_id, section_id, job, slots), daemon=True)
            for section_id in section_ids
        ]
        for thread in threads:
            thread.start()
        try:
            self._attend(run_id, threads)
            self._end(run_id)
        finally:
            with self._guard:
                del self._active[run_id]

    def _attend(self, run_id: str, threads: Sequence[threading.Thread]) -> None:
        beat = time.monotonic()
        for thread in threads:
            while thread.is_alive():
                thread.join(1.0)
                if time.monotonic() - beat > BEAT_SECONDS:
                    beat = time.monotonic()
                    with suppress(StorageError):
                        self._store.beat(run_id)

    def _end(self, run_id: str) -> None:
        for part in self._store.run(run_id).sections:
            if part.state.open:
                _log.error("section %s of run %s ended without a result", part.section, run_id)
                _close(self._store, part.run, part.section, SectionRunState.FAILED, "程序内部出错，请重试这一部分")
        _persist(lambda: self._store.end_run(run_id))

    def _one(self, run_id: str, section_id: str, job: Job, slots: threading.Semaphore) -> None:
        with slots:
            run_section(self._store, run_id, section_id, job)


class _Preview:
    """The `on_text` of one section: shows the text so far in the store, at most every `PARTIAL_SECONDS`."""

    def __init__(self, store: "Store", run_id: str, section_id: str, stopping: threading.Event) -> None:
        self._store = store
        self._ids = (run_id, section_id)
        self._stopping = stopping
        self._shown = 0.0
        self.text = ""

    def __call__(self, text: str) -> None:
        self.text = text
        if self._stopping.is_set():
            raise Stopped
        if time.monotonic() - self._shown < PARTIAL_SECONDS:
            return
        self._shown = time.monotonic()
        try:
            wanted = self._store.put_partial(*self._ids, text)
        except StorageError:
            # Only a preview is late: a busy database must not cost a text that is being paid for.
            return
        if not wanted:
            raise Stopped

    def keep(self, text: str = "") -> None:
        _persist(lambda: self._store.put_partial(*self._ids, text or self.text))


def run_section(store: "Store", run_id: str, section_id: str, job: Job) -> None:
    """Draft one section of a run and keep whatever came of it; a section already finished costs nothing again."""
    if not _persist(lambda: store.begin_section(run_id, section_id)):
        return
    started, model, usage = now(), "", Usage()
    preview = _Preview(store, run_id, section_id, job.stopping)
    try:
        draft, figure_set = _draft(store, run_id, section_id, job, preview)
    except Stopped:
        preview.keep()
        _close(store, run_id, section_id, SectionRunState.STOPPED, "已停止")
        outcome = SectionRunState.STOPPED
    except NigaoError as error:
        preview.keep(error.partial if isinstance(error, WriterError) else "")
        _close(store, run_id, section_id, SectionRunState.FAILED, str(error))
        outcome = SectionRunState.FAILED
    else:
        _settle(store, run_id, section_id, draft, figure_set, preview)
        if draft.status is not SectionStatus.FAILED:
            return
        model, usage, outcome = draft.model, draft.usage, SectionRunState.FAILED
    if job.writer.author is Author.MODEL:
        _persist(lambda: store.log_call(run_id, section_id, Call(model, usage, started, now(), outcome)))


def _draft(store: "Store", run_id: str, section_id: str, job: Job, preview: _Preview) -> tuple[SectionDraft, int]:
    """With the number of the figure set it is written with, which may be overtaken while it is being written."""
    report = _persist(lambda: store.report_of(run_id))
    index = next((one.position for one in report.sections if one.id == section_id), None)
    if index is None:
        raise StorageError("这一部分已从报告中移除", hint="无需起草")
    exemplar = job.chain.parse_exemplar(report.exemplar_text, report.exemplar_name)
    ground = job.chain.ground_section(report.brief, exemplar, index, job.private)
    return job.chain.draft_section(ground, job.writer, preview), report.brief.figures.number


def _settle(
    store: "Store", run_id: str, section_id: str, draft: SectionDraft, figure_set: int, preview: _Preview
) -> None:
    if draft.status is SectionStatus.EMPTY:
        _close(store, run_id, section_id, SectionRunState.EMPTY, draft.reason or "没有给这一部分素材，未起草")
        return
    if draft.status is SectionStatus.FAILED:
        preview.keep(draft.partial)
        _close(store, run_id, section_id, SectionRunState.FAILED, draft.reason or "没有写出内容，请重试")
        return
    if not draft.source:
        # A heading that only holds deeper ones: finished, and nothing to keep.
        _close(store, run_id, section_id, SectionRunState.DONE, "")
        return
    provenance = Provenance(draft.model, draft.template, draft.usage)
    _persist(
        lambda: store.deliver(
            run_id,
            section_id,
            source=draft.source,
            author=draft.author,
            provenance=provenance,
            figure_set=figure_set,
        )
    )


def _close(store: "Store", run_id: str, section_id: str, state: SectionRunState, reason: str) -> None:
    _persist(lambda: store.finish_section(run_id, section_id, state, reason))


def _persist(write: Callable[[], _T]) -> _T:
    """A finished text must not be lost to a moment's lock: each try waits as long as the database does."""
    for _ in range(TRIES - 1):
        try:
            return write()
        except StorageError as error:
            if not error.retryable:
                raise
    return write()
