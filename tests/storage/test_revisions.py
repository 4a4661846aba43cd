import threading
from collections.abc import Callable

import pytest

from drafting.errors import StaleRevision, StorageError
from drafting.report import Author, Revision, Usage
from drafting.storage.records import Proposal, ProposalState, Provenance, StoredReport, StoredSection
from drafting.storage.schema import RevisionRow
from drafting.storage.store import Store

MADE_WITH = Provenance("qwen-max", "section@3", Usage(2, 900, 300, 64))


@pytest.fixture
def section(report: StoredReport) -> StoredSection:
    return report.sections[0]


def _write(store: Store, section: StoredSection, *texts: str) -> Revision:
    newest = section.revision
    for text in texts:
        newest = store.add_revision(section.id, source=text, author=Author.HUMAN, base=newest.id if newest else None)
    assert newest is not None
    return newest


def _now(store: Store, report: StoredReport) -> StoredSection:
    return store.load(report.id).sections[0]


def test_a_revision_says_all_about_how_it_came_about(
    store: Store, report: StoredReport, section: StoredSection
) -> None:
    store.save_figures(report.id, report.brief.figures.figures[:1])
    saved = store.add_revision(
        section.id, source="完成[[F1]]。", author=Author.MODEL, base=None, note="初稿", provenance=MADE_WITH
    )
    assert saved == Revision(
        saved.id,
        section.id,
        "完成[[F1]]。",
        Author.MODEL,
        2,
        saved.made,
        "初稿",
        "qwen-max",
        "section@3",
        MADE_WITH.usage,
    )
    assert store.history(section.id) == (saved,)
    assert _now(store, report).revision == saved


def test_the_same_text_makes_no_new_revision(store: Store, section: StoredSection) -> None:
    first = _write(store, section, "甲")
    assert store.add_revision(section.id, source="甲", author=Author.HUMAN, base=first.id) == first
    assert store.add_revision(section.id, source="甲", author=Author.HUMAN, base=None) == first
    assert store.history(section.id) == (first,)


def test_history_is_newest_first_and_loading_gives_the_newest(
    store: Store, report: StoredReport, section: StoredSection
) -> None:
    newest = _write(store, section, "甲", "乙", "丙")
    assert [one.source for one in store.history(section.id)] == ["丙", "乙", "甲"]
    assert _now(store, report).revision == newest


def test_saving_over_a_newer_revision_keeps_both_texts(
    store: Store, report: StoredReport, section: StoredSection
) -> None:
    first = _write(store, section, "甲")
    second = store.add_revision(section.id, source="乙", author=Author.HUMAN, base=first.id)
    for _ in range(2):
        with pytest.raises(StaleRevision) as caught:
            store.add_revision(section.id, source="丙", author=Author.HUMAN, base=first.id)
    assert str(caught.value) == (
        "这一部分已有更新的版本，您的文字没有覆盖它，已另存为待处理的建议稿，请对比后采纳或放弃。"
    )
    now = _now(store, report)
    assert now.revision == second
    kept = now.proposals[0]
    assert now.proposals == (
        Proposal(kept.id, section.id, "丙", Author.HUMAN, 1, kept.made, ProposalState.WAITING, first.id),
    )


@pytest.mark.parametrize("base", [None, "不存在的版本"])
def test_a_base_that_was_never_the_newest_is_stale(
    store: Store, report: StoredReport, section: StoredSection, base: str | None
) -> None:
    _write(store, section, "甲")
    with pytest.raises(StaleRevision):
        store.add_revision(section.id, source="乙", author=Author.HUMAN, base=base)
    assert [(one.source, one.base) for one in _now(store, report).proposals] == [("乙", None)]


def test_restoring_makes_a_new_revision_by_the_human(store: Store, section: StoredSection) -> None:
    first = store.add_revision(section.id, source="甲", author=Author.MODEL, base=None, provenance=MADE_WITH)
    second = store.add_revision(section.id, source="乙", author=Author.HUMAN, base=first.id)
    restored = store.restore(section.id, first.id, second.id)
    assert (restored.source, restored.author, restored.note, restored.model) == (
        "甲",
        Author.HUMAN,
        "恢复自第1版",
        "",
    )
    assert store.history(section.id) == (restored, second, first)
    with pytest.raises(StaleRevision, match="请看过最新文字后再恢复"):
        store.restore(section.id, first.id, second.id)


def test_only_a_revision_of_the_section_can_be_restored(
    store: Store, report: StoredReport, section: StoredSection
) -> None:
    first = _write(store, section, "甲")
    with pytest.raises(StorageError, match="找不到要恢复的版本"):
        store.restore(report.sections[1].id, first.id, None)


def test_an_accepted_proposal_becomes_the_newest_revision_by_its_author(
    store: Store, report: StoredReport, section: StoredSection
) -> None:
    first = _write(store, section, "甲")
    proposal = store.propose(section.id, source="乙", author=Author.MODEL, note="压缩", provenance=MADE_WITH)
    assert _now(store, report).proposals == (proposal,)
    assert (proposal.base, proposal.provenance, proposal.state) == (first.id, MADE_WITH, ProposalState.WAITING)
    accepted = store.accept(proposal.id)
    assert accepted == Revision(
        accepted.id, section.id, "乙", Author.MODEL, 1, accepted.made, "压缩", "qwen-max", "section@3", MADE_WITH.usage
    )
    now = _now(store, report)
    assert (now.revision, now.proposals) == (accepted, ())


def test_a_rejected_proposal_changes_nothing(store: Store, report: StoredReport, section: StoredSection) -> None:
    first = _write(store, section, "甲")
    store.reject(store.propose(section.id, source="乙", author=Author.PLAIN).id)
    now = _now(store, report)
    assert (now.revision, now.proposals) == (first, ())


@pytest.mark.parametrize("decide", [Store.accept, Store.reject])
def test_a_proposal_is_decided_once(store: Store, section: StoredSection, decide: Callable[..., object]) -> None:
    proposal = store.propose(section.id, source="乙", author=Author.MODEL)
    store.accept(proposal.id)
    with pytest.raises(StorageError, match="这份建议稿已经处理过，请刷新页面。"):
        decide(store, proposal.id)
    with pytest.raises(StorageError, match="找不到这份建议稿"):
        decide(store, "x")


def test_several_proposals_wait_in_the_order_they_came(
    store: Store, report: StoredReport, section: StoredSection
) -> None:
    for text in ("甲", "乙", "丙"):
        store.propose(section.id, source=text, author=Author.MODEL)
    assert [one.source for one in _now(store, report).proposals] == ["甲", "乙", "丙"]


def test_a_revision_can_be_neither_changed_nor_removed(store: Store, section: StoredSection) -> None:
    first = _write(store, section, "甲")
    with pytest.raises(StorageError, match="不能改动"), store._writing() as session:
        session.get_one(RevisionRow, first.id).source = "乙"
    with pytest.raises(StorageError, match="不能改动"), store._writing() as session:
        session.delete(session.get_one(RevisionRow, first.id))
    assert store.history(section.id) == (first,)


def test_of_many_who_save_over_the_same_revision_one_wins_and_no_text_is_lost(
    store: Store, report: StoredReport, section: StoredSection, url: str
) -> None:
    first = _write(store, section, "甲")
    other = Store(url)
    barrier = threading.Barrier(8)
    outcomes: list[str] = []

    def save(number: int) -> None:
        barrier.wait()
        try:
            (store, other)[number % 2].add_revision(
                section.id, source=f"文{number}", author=Author.HUMAN, base=first.id
            )
            outcomes.append("saved")
        except StaleRevision:
            outcomes.append("stale")

    _together(save, 8)
    now = _now(other, report)
    assert sorted(outcomes) == ["saved"] + ["stale"] * 7
    assert now.revision is not None
    texts = {now.revision.source, *(one.source for one in now.proposals)}
    assert texts == {f"文{number}" for number in range(8)}
    assert len(store.history(section.id)) == 2
    other.close()


def test_two_autosaves_of_different_sections_keep_every_revision(store: Store, report: StoredReport, url: str) -> None:
    with Store(url) as other:

        def type_away(number: int) -> None:
            section = report.sections[number]
            _write((store, other)[number], section, *(f"{number}稿{step}" for step in range(25)))

        _together(type_away, 2)
    for number in range(2):
        history = store.history(report.sections[number].id)
        assert [one.source for one in history] == [f"{number}稿{step}" for step in reversed(range(25))]


def test_figures_saved_at_once_get_a_number_each(store: Store, report: StoredReport, url: str) -> None:
    with Store(url) as other:
        figures = report.brief.figures.figures
        _together(lambda number: (store, other)[number % 2].save_figures(report.id, figures, str(number)), 4)
        assert len(store.figure_sets(report.id)) == 1
        changed = [(figures[0],), (figures[1],), (), (figures[1], figures[0])]
        _together(lambda number: (store, other)[number % 2].save_figures(report.id, changed[number]), 4)
    assert [one.number for one in store.figure_sets(report.id)] == [5, 4, 3, 2, 1]


def _together(work: Callable[[int], object], count: int) -> None:
    threads = [threading.Thread(target=work, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
