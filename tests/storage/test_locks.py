"""A locked text stays as it is whatever comes at it; a reviewed sentence is remembered."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from drafting.errors import LockedText, StorageError
from drafting.report import Author, FigureSet, Revision, SectionBrief
from drafting.storage.records import Proposal, RunState, SectionRunState, StoredReport, StoredSection, fingerprint
from drafting.storage.schema import LockRow
from drafting.storage.store import Store

SOURCE = "地区生产总值[[F1]]。"


@pytest.fixture
def first(store: Store, report: StoredReport) -> Revision:
    return store.add_revision(report.sections[0].id, source=SOURCE, author=Author.PLAIN, base=None)


@pytest.fixture
def held(store: Store, report: StoredReport, first: Revision) -> StoredSection:
    """The first section, its text locked with figure set 1."""
    store.lock(first.section)
    return store.load(report.id).sections[0]


def newer(store: Store, report: StoredReport, value: str = "72.00") -> FigureSet:
    gdp, grain = report.brief.figures
    return store.save_figures(report.id, (replace(gdp, value=value), grain))


def section(store: Store, report: StoredReport) -> StoredSection:
    return store.load(report.id).sections[0]


def test_a_lock_pins_text_and_figures(store: Store, report: StoredReport, held: StoredSection, first: Revision) -> None:
    newer(store, report)
    lock = section(store, report).lock
    assert lock is not None
    assert lock == held.lock
    assert (lock.section, lock.revision, lock.figures, lock.kept) == (
        held.id,
        first.id,
        report.brief.figures,
        1,
    )
    assert lock.intact(SOURCE)
    loaded = store.load(report.id)
    assert loaded.figures_of(loaded.sections[0]) == report.brief.figures
    assert loaded.figures_of(loaded.sections[1]).number == 2


def test_the_seal_covers_stored_and_rendered_text(held: StoredSection) -> None:
    lock = held.lock
    assert lock is not None
    assert not lock.intact("地区生产总值71.30亿元。")
    assert not replace(lock, figures=FigureSet()).intact(SOURCE)


def test_locking_twice_changes_nothing_and_unlocking_frees_the_text(
    store: Store, report: StoredReport, held: StoredSection, first: Revision
) -> None:
    newer(store, report)
    store.lock(held.id)
    assert section(store, report).lock == held.lock
    for _ in range(2):
        store.unlock(held.id)
    assert section(store, report).lock is None
    assert store.add_revision(held.id, source="改了。", author=Author.HUMAN, base=first.id).source == "改了。"


def test_a_section_without_text_is_not_locked(store: Store, report: StoredReport) -> None:
    with pytest.raises(StorageError, match="一、基本情况：这一节还没有文字，不能锁定，请先起草。"):
        store.lock(report.sections[0].id)


def test_what_is_typed_over_a_locked_text_waits_as_a_proposal(
    store: Store, report: StoredReport, held: StoredSection, first: Revision
) -> None:
    for _ in range(2):
        with pytest.raises(LockedText) as caught:
            store.add_revision(held.id, source="改了。", author=Author.HUMAN, base=first.id)
    assert str(caught.value) == ("这一节已锁定，您的文字没有覆盖它，已另存为待处理的建议稿，请先解锁，再采用或放弃。")
    now = section(store, report)
    assert (now.revision, [one.source for one in now.proposals]) == (first, ["改了。"])


@pytest.mark.parametrize(
    ("attempt", "sentence"),
    [
        (
            lambda store, report, id: store.accept(store.propose(id, source="别的。", author=Author.MODEL).id),
            "一、基本情况：这一节已锁定，文字没有改动，请先在“修改”页解锁。",
        ),
        (
            lambda store, report, id: store.restore(id, *[one.id for one in reversed(store.history(id))]),
            "一、基本情况：这一节已锁定，文字没有改动，请先在“修改”页解锁。",
        ),
        (
            lambda store, report, id: store.start_run(report.id, [one.id for one in report.sections], "plain"),
            "一、基本情况：这一节已锁定，不能重写，请先在“修改”页解锁。",
        ),
        (
            lambda store, report, id: store.save_material(
                report.id, replace(report.brief, sections=report.brief.sections[1:])
            ),
            "一、基本情况：这一节已锁定，标题没有改动，这一节也没有删去，请先在“修改”页解锁。",
        ),
        (
            lambda store, report, id: store.save_material(
                report.id,
                replace(report.brief, sections=(SectionBrief("一、县情"), *report.brief.sections[1:])),
            ),
            "一、基本情况：这一节已锁定，标题没有改动，这一节也没有删去，请先在“修改”页解锁。",
        ),
    ],
)
def test_whatever_would_change_a_locked_text_is_refused(
    store: Store,
    report: StoredReport,
    first: Revision,
    attempt: Callable[[Store, StoredReport, str], object],
    sentence: str,
) -> None:
    store.add_revision(first.section, source="第二版。", author=Author.HUMAN, base=first.id)
    store.lock(first.section)
    before = store.history(first.section)
    with pytest.raises(LockedText) as caught:
        attempt(store, report, first.section)
    assert str(caught.value) == sentence
    assert store.history(first.section) == before
    assert store.load(report.id).brief == report.brief
    assert section(store, report).lock is not None


def test_a_locked_section_may_move(store: Store, report: StoredReport, held: StoredSection) -> None:
    a, b, c = report.brief.sections
    store.save_material(report.id, replace(report.brief, sections=(b, a, c)))
    assert store.load(report.id).sections[1].lock == held.lock


def test_a_text_that_was_on_its_way_when_the_lock_came_waits_as_a_proposal(
    store: Store, report: StoredReport, first: Revision
) -> None:
    run_id = store.start_run(report.id, [first.section], "model")
    store.begin_section(run_id, first.section)
    store.lock(first.section)
    saved = store.deliver(run_id, first.section, source="新写的。", author=Author.MODEL)
    assert isinstance(saved, Proposal)
    assert section(store, report).revision == first


def test_a_section_locked_before_its_turn_is_not_written(store: Store, report: StoredReport, first: Revision) -> None:
    run_id = store.start_run(report.id, [first.section], "model")
    store.lock(first.section)
    assert not store.begin_section(run_id, first.section)
    store.end_run(run_id)
    run = store.run(run_id)
    assert (run.state, run.sections[0].state, run.sections[0].reason) == (
        RunState.PARTIAL,
        SectionRunState.STOPPED,
        "这一节已锁定，没有重写",
    )


def test_a_locked_text_follows_the_figures_when_told(store: Store, report: StoredReport, held: StoredSection) -> None:
    figures = newer(store, report)
    store.follow_figures(held.id)
    lock = section(store, report).lock
    assert lock is not None
    assert (lock.figures, lock.kept, lock.intact(SOURCE)) == (figures, 2, True)


def test_a_locked_text_told_to_stay_is_not_asked_about_again(
    store: Store, report: StoredReport, held: StoredSection
) -> None:
    newer(store, report)
    store.keep_figures(held.id)
    assert held.lock is not None
    assert section(store, report).lock == replace(held.lock, kept=2)


@pytest.mark.parametrize("call", ["follow_figures", "keep_figures"])
def test_only_a_locked_text_can_be_told_to_follow_or_stay(store: Store, first: Revision, call: str) -> None:
    with pytest.raises(StorageError, match="这一节已经解锁，请刷新页面"):
        getattr(store, call)(first.section)


def test_a_lock_is_one_row(store: Store, held: StoredSection) -> None:
    store.lock(held.id)
    with store._reading() as session:
        assert session.query(LockRow).count() == 1


def test_a_review_is_kept_with_the_set_it_was_read_with(store: Store, report: StoredReport, first: Revision) -> None:
    store.review(first.section, ["甲[[F1]]", "乙[[F2]]"], 1)
    store.review(first.section, ["甲[[F1]]"], 2)
    assert dict(section(store, report).reviewed) == {fingerprint("甲[[F1]]"): 2, fingerprint("乙[[F2]]"): 1}
