"""The store: every method is one transaction, all or nothing, and raises only `StorageError`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType

from sqlalchemy.orm import Session, sessionmaker

from drafting.report import Author, Brief, Figure, FigureSet, Revision
from drafting.storage import locks, reports, revisions, runs
from drafting.storage.engine import IMMEDIATE, Database
from drafting.storage.owners import Owner
from drafting.storage.records import (
    Call,
    FigureSetInfo,
    Proposal,
    Provenance,
    ReportSummary,
    RunView,
    SectionRunState,
    StoredReport,
)

NO_PROVENANCE = Provenance()


class Store:
    """Thread-safe, no connection held between calls. Opening migrates and marks the runs of dead processes."""

    def __init__(self, url: str | None = None) -> None:
        self._database = Database(url)
        engine = self._database.open()
        self._reader = sessionmaker(engine, expire_on_commit=False)
        self._writer = sessionmaker(engine.execution_options(**{IMMEDIATE: True}), expire_on_commit=False)
        self._owner = Owner(self._database.folder)
        self.reap()

    def close(self) -> None:
        """Give up the connections and the ownership of runs."""
        self._owner.release()
        self._database.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def place(self) -> str:
        """The database's path, or its URL without password."""
        return self._database.place

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with self._database.translated(), self._reader() as session:
            yield session

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with self._database.translated(), self._writer.begin() as session:
            yield session

    def create_report(self, brief: Brief, exemplar_name: str, exemplar_text: str) -> str:
        """The new report's id; its figures become set number 1."""
        with self._writing() as session:
            return reports.create(session, brief, exemplar_name, exemplar_text)

    def reports(self) -> tuple[ReportSummary, ...]:
        """Those not archived, last touched first."""
        with self._reading() as session:
            return reports.summaries(session)

    def archive(self, report_id: str) -> None:
        with self._writing() as session:
            reports.archive(session, report_id)

    def archived(self) -> tuple[ReportSummary, ...]:
        """Those archived, last touched first."""
        with self._reading() as session:
            return reports.summaries(session, archived=True)

    def unarchive(self, report_id: str) -> None:
        with self._writing() as session:
            reports.archive(session, report_id, archived=False)

    def load(self, report_id: str) -> StoredReport:
        with self._reading() as session:
            return reports.load(session, report_id)

    def save_material(self, report_id: str, brief: Brief, reason: str = "") -> int:
        """The number of the newest figure set, a new one where `brief.figures` differ; sections keep id and history.
        LockedText where a locked section would go or get another heading."""
        with self._writing() as session:
            return reports.save_material(session, report_id, brief, reason)

    def save_figures(self, report_id: str, figures: Sequence[Figure], reason: str = "") -> FigureSet:
        """The newest set, derived figures computed anew: the next number, or the same one when nothing changed."""
        with self._writing() as session:
            return reports.save_figures(session, report_id, tuple(figures), reason)

    def undo_figures(self, report_id: str, number: int) -> FigureSet:
        """The newest set is again as before `number`, a change of figures and until now the newest; StorageError."""
        with self._writing() as session:
            return reports.undo_figures(session, report_id, number)

    def figure_set(self, report_id: str, number: int) -> FigureSet:
        with self._reading() as session:
            return reports.figure_set(session, report_id, number)

    def figure_sets(self, report_id: str) -> tuple[FigureSetInfo, ...]:
        """Newest first."""
        with self._reading() as session:
            return reports.figure_sets(session, report_id)

    def next_key(self, report_id: str) -> str:
        """A figure key no set of this report has ever used."""
        with self._reading() as session:
            return reports.next_key(session, report_id)

    def add_revision(
        self,
        section_id: str,
        *,
        source: str,
        author: Author,
        base: str | None,
        note: str = "",
        provenance: Provenance = NO_PROVENANCE,
        figure_set: int | None = None,
    ) -> Revision:
        """The newest revision; the same one for the same text. With the text kept as a proposal: StaleRevision when
        `base` (None for the first) is no longer the newest, LockedText when the section is locked.
        `figure_set`: the one the text was written with, by default the newest."""
        text = revisions.Text(source, author, note, provenance, figure_set)
        with self._writing() as session:
            saved = revisions.add(session, section_id, text, base)
            held = locks.find(session, section_id) is not None
        if isinstance(saved, Proposal):
            raise revisions.locked() if held else revisions.stale(kept=True)
        return saved

    def history(self, section_id: str) -> tuple[Revision, ...]:
        """Newest first; the first version is the last."""
        with self._reading() as session:
            return revisions.history(session, section_id)

    def texts_until(self, revision_id: str) -> tuple[tuple[str, int], ...]:
        """Stored text and figure set of a revision and all before it, newest first."""
        with self._reading() as session:
            return tuple(revisions.texts_until(session, revision_id))

    def restore(self, section_id: str, revision_id: str, base: str | None) -> Revision:
        """An old text as a new revision by the human; StaleRevision as in `add_revision`."""
        with self._writing() as session:
            return revisions.restore(session, section_id, revision_id, base)

    def propose(
        self,
        section_id: str,
        *,
        source: str,
        author: Author,
        note: str = "",
        provenance: Provenance = NO_PROVENANCE,
    ) -> Proposal:
        with self._writing() as session:
            return revisions.propose(session, section_id, revisions.Text(source, author, note, provenance))

    def accept(self, proposal_id: str) -> Revision:
        """The proposal's text as the newest revision, by the proposal's author; StorageError if already decided."""
        with self._writing() as session:
            return revisions.accept(session, proposal_id)

    def reject(self, proposal_id: str) -> None:
        with self._writing() as session:
            revisions.reject(session, proposal_id)

    def lock(self, section_id: str) -> None:
        """Hold the section's newest text fast, with the newest figures; StorageError when it has none."""
        with self._writing() as session:
            locks.put(session, section_id, revisions.newest(session, section_id))

    def unlock(self, section_id: str) -> None:
        with self._writing() as session:
            locks.release(session, section_id)

    def follow_figures(self, section_id: str) -> None:
        """Render a locked text with the newest figures from now on; StorageError when it is not locked."""
        with self._writing() as session:
            locks.follow(session, section_id, revisions.newest(session, section_id))

    def keep_figures(self, section_id: str) -> None:
        """Leave a locked text with its figures until they change once more; StorageError when it is not locked."""
        with self._writing() as session:
            locks.keep(session, section_id)

    def review(self, section_id: str, sentences: Sequence[str], figure_set: int) -> None:
        """Record that a human has read these stored sentences with this set and found their wording right."""
        with self._writing() as session:
            locks.review(session, section_id, sentences, figure_set)

    def start_run(self, report_id: str, section_ids: Sequence[str], writer_name: str) -> str:
        """The run's id, owned by this store; StorageError while one of the sections is still being drafted, LockedText
        when one is locked."""
        with self._database.translated():
            owner = self._owner.claim()
        with self._writing() as session:
            return runs.start(session, report_id, tuple(section_ids), writer_name, owner)

    def begin_section(self, run_id: str, section_id: str) -> bool:
        """False when there is nothing to do: the run was stopped or the section is finished."""
        with self._writing() as session:
            return runs.begin_section(session, run_id, section_id)

    def put_partial(self, run_id: str, section_id: str, text: str) -> bool:
        """False once the run has been stopped, from here or from another process."""
        with self._writing() as session:
            return runs.put_partial(session, run_id, section_id, text)

    def deliver(
        self,
        run_id: str,
        section_id: str,
        *,
        source: str,
        author: Author,
        provenance: Provenance = NO_PROVENANCE,
        figure_set: int | None = None,
    ) -> Revision | Proposal | None:
        """Keep a finished text and mark the section done, at once: a proposal where the newest revision is a human's
        or locked. None when this run had delivered it before."""
        text = revisions.Text(source, author, provenance=provenance, figure_set=figure_set)
        with self._writing() as session:
            return runs.deliver(session, run_id, section_id, text)

    def finish_section(self, run_id: str, section_id: str, state: SectionRunState, reason: str = "") -> None:
        """Close a section without a text; its partial text stays."""
        with self._writing() as session:
            runs.finish_section(session, run_id, section_id, state, reason)

    def end_run(self, run_id: str) -> None:
        """Close a run, its state told by its sections."""
        with self._writing() as session:
            runs.end(session, run_id)

    def stop_run(self, run_id: str) -> None:
        """Ask a run to stop: waiting sections at once, running ones at their next piece of text."""
        with self._writing() as session:
            runs.stop(session, run_id)

    def run(self, run_id: str) -> RunView:
        with self._reading() as session:
            return runs.view(session, run_id)

    def run_of(self, report_id: str) -> RunView | None:
        """The report's newest run."""
        with self._reading() as session:
            return runs.newest(session, report_id)

    def report_of(self, run_id: str) -> StoredReport:
        with self._reading() as session:
            return reports.load(session, runs.view(session, run_id).report)

    def beat(self, run_id: str) -> None:
        """Tell that the owner is alive; needed where a lock file can't (a database on another machine)."""
        with self._writing() as session:
            runs.beat(session, run_id)

    def reap(self) -> int:
        """Mark the runs of dead processes interrupted; how many. Runs of other live processes are left alone."""
        with self._reading() as session:
            suspects = runs.unfinished(session)
        dead = tuple(run_id for run_id, owner, beat in suspects if not self._owner.alive(owner, beat))
        if not dead:
            return 0
        with self._writing() as session:
            return runs.interrupt(session, dead)

    def log_call(self, run_id: str, section_id: str, call: Call) -> None:
        with self._writing() as session:
            runs.log_call(session, run_id, section_id, call)

    def calls(self, run_id: str) -> tuple[Call, ...]:
        """Oldest first."""
        with self._reading() as session:
            return runs.calls(session, run_id)
