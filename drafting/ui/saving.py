"""From what an editor sends to a revision, whatever was lost, repeated or overtaken on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from drafting import references
from drafting.errors import LockedText, StaleRevision
from drafting.report import Author, Revision
from drafting.storage.store import Store

MAX_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class Parcel:
    """A section's whole text as an editor shows it. `base` and `figure_set`: what it was rendered from; `tab` and
    `sequence` (growing within a tab) tell a repetition from news."""

    report: str
    section: str
    base: str
    figure_set: int
    text: str
    tab: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """The server's answer; `conflict`: the text waits as a proposal beside a newer one."""

    tab: str
    section: str
    sequence: int
    made: str
    conflict: bool = False


@dataclass(slots=True)
class Trail:
    """Which tab wrote which revision on top of which: a tab that missed a receipt is not its own rival."""

    lock: Lock = field(default_factory=Lock)
    _steps: dict[str, tuple[str, str]] = field(default_factory=dict)
    _receipts: dict[tuple[str, str], Receipt] = field(default_factory=dict)

    def record(self, revision: str, tab: str, base: str) -> None:
        self._steps.setdefault(revision, (tab, base))

    def leads(self, newest: str, base: str, tab: str) -> bool:
        """Whether only `tab` itself wrote what came between `base` and `newest`."""
        while newest != base:
            author, before = self._steps.get(newest, ("", ""))
            if author != tab:
                return False
            newest = before
        return True

    def receipt(self, parcel: Parcel) -> Receipt | None:
        """For a parcel already handled, or older than one."""
        last = self._receipts.get((parcel.tab, parcel.section))
        return last if last and last.sequence >= parcel.sequence else None

    def keep(self, receipt: Receipt) -> Receipt:
        self._receipts[receipt.tab, receipt.section] = receipt
        return receipt


def parcel_from(fields: object) -> Parcel | None:
    """None for anything an editor would not send."""
    if not isinstance(fields, Mapping):
        return None
    texts = [fields.get(name) for name in ("report", "section", "base", "text", "tab")]
    numbers = [fields.get(name) for name in ("set", "seq")]
    if not all(isinstance(one, str) for one in texts) or not all(isinstance(one, int) for one in numbers):
        return None
    report, section, base, text, tab = map(str, texts)
    if len(text) > MAX_CHARACTERS:
        return None
    clean = text.replace("\r\n", "\n").encode("utf-8", "replace").decode()
    return Parcel(report, section, base, int(fields["set"]), clean, tab, int(fields["seq"]))


def save(store: Store, trail: Trail, parcel: Parcel) -> Receipt:
    """Keep the text as a human's revision; a repetition is only acknowledged. Raises `StorageError`."""
    with trail.lock:
        known = trail.receipt(parcel)
        return known or trail.keep(_saved(store, trail, parcel))


def _saved(store: Store, trail: Trail, parcel: Parcel) -> Receipt:
    history = store.history(parcel.section)
    newest = history[0] if history else None
    base = next((one for one in history if one.id == parcel.base), None)
    figures = store.figure_set(parcel.report, parcel.figure_set)
    source = references.relink(base.source if base else "", figures, parcel.text)
    if any(one.author is Author.HUMAN and one.source == source for one in history[1:]) and not _current(newest, base):
        return _receipt(parcel, newest, conflict=False)
    on = newest.id if newest and trail.leads(newest.id, parcel.base, parcel.tab) else parcel.base
    try:
        revision = store.add_revision(
            parcel.section, source=source, author=Author.HUMAN, base=on or None, figure_set=parcel.figure_set
        )
    except (StaleRevision, LockedText):
        return _receipt(parcel, newest, conflict=True)
    trail.record(revision.id, parcel.tab, on)
    return _receipt(parcel, revision, conflict=False)


def _current(newest: Revision | None, base: Revision | None) -> bool:
    return (newest.id if newest else None) == (base.id if base else None)


def _receipt(parcel: Parcel, revision: Revision | None, *, conflict: bool) -> Receipt:
    return Receipt(parcel.tab, parcel.section, parcel.sequence, revision.made if revision else "", conflict)
