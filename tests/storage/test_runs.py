from collections.abc import Sequence

import pytest

from drafting.errors import StorageError
from drafting.report import Author, Revision, SectionBrief, Usage
from drafting.storage.records import (
    Call,
    Proposal,
    Provenance,
    RunState,
    SectionRunState,
    StoredReport,
)
from drafting.storage.store import Store

DONE, EMPTY, FAILED = SectionRunState.DONE, SectionRunState.EMPTY, SectionRunState.FAILED


@pytest.fixture
def ids(report: StoredReport) -> list[str]:
    return [section.id for section in report.sections]


@pytest.fixture
def run_id(store: Store, report: StoredReport, ids: list[str]) -> str:
    return store.start_run(report.id, ids, "model")


def _states(store: Store, run_id: str) -> list[SectionRunState]:
    return [part.state for part in store.run(run_id).sections]


def test_a_new_run_waits_section_by_section(store: Store, report: StoredReport, run_id: str, ids: list[str]) -> None:
    run = store.run_of(report.id)
    assert run is not None
    assert (run.id, run.report, run.writer, run.state, run.ended) == (run_id, report.id, "model", RunState.RUNNING, "")
    assert [(part.section, part.state) for part in run.sections] == [(one, SectionRunState.WAITING) for one in ids]
    assert store.report_of(run_id).id == report.id


def test_the_report_shows_the_newest_run_of_each_section(
    store: Store, report: StoredReport, run_id: str, ids: list[str]
) -> None:
    for section_id in ids:
        store.finish_section(run_id, section_id, FAILED, "连接不上")
    store.end_run(run_id)
    again = store.start_run(report.id, ids[:1], "plain")
    store.put_partial(again, ids[0], "正在")
    shown = [section.run for section in store.load(report.id).sections]
    assert [(one.run, one.state, one.partial, one.reason) for one in shown if one] == [
        (again, SectionRunState.WAITING, "正在", ""),
        (run_id, FAILED, "", "连接不上"),
        (run_id, FAILED, "", "连接不上"),
    ]


def test_a_section_being_drafted_is_not_drafted_twice(
    store: Store, report: StoredReport, run_id: str, ids: list[str]
) -> None:
    store.finish_section(run_id, ids[0], FAILED, "断了")
    assert store.start_run(report.id, ids[:1], "plain")
    with pytest.raises(StorageError, match="所选部分正在起草，请等它写完，或先停止。"):
        store.start_run(report.id, ids[1:], "plain")


def test_a_section_of_a_stopped_run_can_be_drafted_again_at_once(
    store: Store, report: StoredReport, run_id: str, ids: list[str]
) -> None:
    store.begin_section(run_id, ids[0])
    store.stop_run(run_id)
    assert store.start_run(report.id, ids, "plain")


@pytest.mark.parametrize("section_ids", [[], ["x"]])
def test_a_run_of_nothing_is_refused(store: Store, report: StoredReport, section_ids: list[str]) -> None:
    with pytest.raises(StorageError, match="没有找到要起草的部分"):
        store.start_run(report.id, section_ids, "plain")
    assert store.run_of(report.id) is None


def test_a_delivered_text_becomes_a_revision_and_a_line_in_the_ledger(
    store: Store, report: StoredReport, run_id: str, ids: list[str]
) -> None:
    assert store.begin_section(run_id, ids[0])
    store.put_partial(run_id, ids[0], "完")
    made_with = Provenance("qwen", "section@1", Usage(1, 10, 5, 0))
    saved = store.deliver(run_id, ids[0], source="完成。", author=Author.MODEL, provenance=made_with)
    section = store.load(report.id).sections[0]
    assert isinstance(saved, Revision)
    assert (section.revision, section.proposals) == (saved, ())
    assert (saved.source, saved.author, saved.model, saved.template, saved.usage) == (
        "完成。",
        Author.MODEL,
        "qwen",
        "section@1",
        made_with.usage,
    )
    part = store.run(run_id).sections[0]
    assert (part.state, part.partial) == (DONE, "")
    assert store.calls(run_id) == (Call("qwen", made_with.usage, part.started, part.ended, DONE),)


def test_a_text_is_delivered_once(store: Store, run_id: str, ids: list[str]) -> None:
    store.deliver(run_id, ids[0], source="一", author=Author.MODEL)
    assert store.deliver(run_id, ids[0], source="二", author=Author.MODEL) is None
    assert not store.begin_section(run_id, ids[0])
    store.finish_section(run_id, ids[0], FAILED, "迟到的失败")
    assert [one.source for one in store.history(ids[0])] == ["一"]
    assert (len(store.calls(run_id)), _states(store, run_id)[0]) == (1, DONE)


def test_a_text_for_a_section_a_human_wrote_waits_as_a_proposal(
    store: Store, report: StoredReport, run_id: str, ids: list[str]
) -> None:
    own = store.add_revision(ids[0], source="我写的", author=Author.HUMAN, base=None)
    saved = store.deliver(run_id, ids[0], source="模型写的", author=Author.PLAIN)
    section = store.load(report.id).sections[0]
    assert isinstance(saved, Proposal)
    assert (section.revision, section.proposals) == (own, (saved,))
    assert (saved.source, saved.base, store.calls(run_id)) == ("模型写的", own.id, ())


@pytest.mark.parametrize(
    ("states", "outcome"),
    [
        ((DONE, DONE, DONE), RunState.DONE),
        ((DONE, EMPTY, DONE), RunState.PARTIAL),
        ((DONE, FAILED, EMPTY), RunState.PARTIAL),
        ((FAILED, FAILED, EMPTY), RunState.FAILED),
    ],
)
def test_a_run_ends_as_its_sections_did(
    store: Store, run_id: str, ids: list[str], states: Sequence[SectionRunState], outcome: RunState
) -> None:
    for section_id, state in zip(ids, states, strict=True):
        store.finish_section(run_id, section_id, state)
    store.end_run(run_id)
    ended = store.run(run_id)
    assert (ended.state, bool(ended.ended)) == (outcome, True)


def test_stopping_ends_what_waits_and_tells_what_runs(store: Store, run_id: str, ids: list[str], url: str) -> None:
    store.begin_section(run_id, ids[0])
    assert store.put_partial(run_id, ids[0], "写到")
    with Store(url) as other:
        other.stop_run(run_id)
    assert _states(store, run_id) == [SectionRunState.RUNNING, SectionRunState.STOPPED, SectionRunState.STOPPED]
    assert not store.put_partial(run_id, ids[0], "写到这里")
    assert not store.begin_section(run_id, ids[1])
    store.finish_section(run_id, ids[0], SectionRunState.STOPPED, "已停止")
    store.end_run(run_id)
    run = store.run(run_id)
    assert (run.state, run.sections[0].partial) == (RunState.STOPPED, "写到这里")


def test_a_text_that_arrives_after_the_stop_is_kept(store: Store, run_id: str, ids: list[str]) -> None:
    store.begin_section(run_id, ids[0])
    store.stop_run(run_id)
    assert isinstance(store.deliver(run_id, ids[0], source="写完了", author=Author.MODEL), Revision)


def test_the_run_of_a_closed_store_is_marked_interrupted_by_the_next(
    store: Store, report: StoredReport, run_id: str, ids: list[str], url: str
) -> None:
    store.begin_section(run_id, ids[0])
    store.put_partial(run_id, ids[0], "写到一半")
    store.deliver(run_id, ids[1], source="写完", author=Author.PLAIN)
    store.close()
    with Store(url) as later:
        run = later.run(run_id)
        assert run.state is RunState.INTERRUPTED
        assert [(part.state, part.partial) for part in run.sections] == [
            (SectionRunState.INTERRUPTED, "写到一半"),
            (DONE, ""),
            (SectionRunState.INTERRUPTED, ""),
        ]
        assert run.sections[0].reason == "程序中途退出，这一部分没有写完，请重新起草"
        assert later.start_run(report.id, [ids[0], ids[2]], "plain")


def test_the_run_of_a_store_that_lives_is_left_alone(store: Store, run_id: str, url: str) -> None:
    with Store(url) as other:
        assert other.reap() == 0
    assert store.reap() == 0
    assert store.run(run_id).state is RunState.RUNNING


def test_a_section_taken_out_of_the_report_still_shows_in_its_run(
    store: Store, report: StoredReport, run_id: str
) -> None:
    store.save_material(report.id, report.brief)
    brief = report.brief
    store.save_material(report.id, type(brief)("t", sections=(SectionBrief("全新的"),)))
    assert len(store.run(run_id).sections) == 3


@pytest.mark.parametrize("call", ["run", "stop_run", "end_run", "beat"])
def test_an_unknown_run_is_told(store: Store, call: str) -> None:
    with pytest.raises(StorageError, match="找不到这次起草，请刷新页面。"):
        getattr(store, call)("x")
