import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

from drafting.errors import AnswerCut, ExemplarError, StorageError
from drafting.report import Author, Brief, SectionBrief, SectionDraft, SectionStatus, Usage
from drafting.runs import background
from drafting.runs.background import Chain, Job, Runner, run_section
from drafting.storage.records import Call, RunState, RunView, SectionRunState, StoredReport
from drafting.storage.store import Store
from drafting.writing.writer import Ground, OnText, Written

Behaviour = Callable[[Ground, OnText], str]
HEADINGS = ("一、甲", "二、乙", "三、丙", "四、丁")


@dataclass
class ScriptedWriter:
    """Writes each section as its heading's behaviour says, by default `<heading>的正文`."""

    script: dict[str, Behaviour] = field(default_factory=dict)
    author: Author = Author.MODEL
    written: list[str] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)

    def write(self, ground: Ground, on_text: OnText) -> Written:
        heading = ground.section.heading
        self.written.append(heading)
        self.threads.add(threading.get_ident())
        text = self.script.get(heading, lambda *_: f"{heading}的正文")(ground, on_text)
        return Written(text, self.author, "qwen", "section@1", Usage(1, 10, 5, 0))

    def repair(self, *_: object) -> None:
        return None


def _ground(brief: Brief, exemplar: object, index: int, private: bool) -> Ground:
    assert exemplar == SimpleNamespace(text="范文正文", name="范文")
    return Ground(brief, index, brief.figures, private=private)


def _draft(ground: Ground, writer: ScriptedWriter, on_text: OnText) -> SectionDraft:
    section = ground.section
    written = writer.write(ground, on_text)
    return SectionDraft(
        section.heading,
        section.level,
        written.text,
        SectionStatus.DONE,
        written.author,
        usage=written.usage,
        model=written.model,
        template=written.template,
    )


CHAIN = Chain(lambda text, name: SimpleNamespace(text=text, name=name), _ground, _draft)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(f"sqlite:///{tmp_path / 'nigao.db'}") as opened:
        yield opened


@pytest.fixture
def report(store: Store) -> StoredReport:
    brief = Brief("工作汇报", sections=tuple(SectionBrief(heading) for heading in HEADINGS))
    return store.load(store.create_report(brief, "范文", "范文正文"))


@pytest.fixture
def runner(store: Store) -> Runner:
    return Runner(store, CHAIN)


def _run(runner: Runner, store: Store, report: StoredReport, writer: ScriptedWriter, **options: int) -> RunView:
    run_id = runner.start(report.id, range(len(HEADINGS)), writer, **options)
    assert runner.wait(run_id, 20)
    return store.run(run_id)


def _texts(store: Store, report: StoredReport) -> list[str | None]:
    return [one.revision.source if one.revision else None for one in store.load(report.id).sections]


def _until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def test_a_report_is_drafted_outside_the_callers_thread(store: Store, report: StoredReport, runner: Runner) -> None:
    writer = ScriptedWriter()
    run = _run(runner, store, report, writer)
    assert (run.state, run.writer) == (RunState.DONE, "model")
    assert _texts(store, report) == [f"{heading}的正文" for heading in HEADINGS]
    newest = store.load(report.id).sections[0].revision
    assert newest is not None
    assert (newest.author, newest.model, newest.template, newest.usage) == (
        Author.MODEL,
        "qwen",
        "section@1",
        Usage(1, 10, 5, 0),
    )
    assert threading.get_ident() not in writer.threads
    assert [call.outcome for call in store.calls(run.id)] == [SectionRunState.DONE] * 4


def test_only_the_sections_asked_for_are_drafted(store: Store, report: StoredReport, runner: Runner) -> None:
    run_id = runner.start(report.id, [2, 9], ScriptedWriter())
    assert runner.wait(run_id, 20)
    assert _texts(store, report) == [None, None, "三、丙的正文", None]
    with pytest.raises(StorageError, match="没有找到要起草的部分"):
        runner.start(report.id, [9], ScriptedWriter())


@pytest.mark.parametrize(("parallel", "most"), [(4, 4), (2, 2), (1, 1), (0, 1)])
def test_as_many_sections_are_drafted_at_once_as_asked(
    store: Store, report: StoredReport, runner: Runner, parallel: int, most: int
) -> None:
    # A barrier only opens when that many sections are in the writer together; the count shows there are never more.
    barrier, guard, inside, peak = threading.Barrier(most), threading.Lock(), [0], [0]

    def crowd(ground: Ground, on_text: OnText) -> str:
        with guard:
            inside[0] += 1
            peak[0] = max(peak[0], inside[0])
        barrier.wait(10)
        with guard:
            inside[0] -= 1
        return "文"

    run = _run(runner, store, report, ScriptedWriter(dict.fromkeys(HEADINGS, crowd)), parallel=parallel)
    assert (run.state, peak[0]) == (RunState.DONE, most)


def test_a_section_that_fails_says_why_keeps_its_partial_text_and_leaves_the_others(
    store: Store, report: StoredReport, runner: Runner
) -> None:
    def breaks(ground: Ground, on_text: OnText) -> str:
        on_text("写到一")
        raise AnswerCut("回答中断", hint="请重试", partial="写到一半")

    run = _run(runner, store, report, ScriptedWriter({HEADINGS[1]: breaks}))
    failed = run.sections[1]
    assert run.state is RunState.PARTIAL
    assert (failed.state, failed.reason, failed.partial) == (SectionRunState.FAILED, "回答中断，请重试。", "写到一半")
    assert _texts(store, report) == ["一、甲的正文", None, "三、丙的正文", "四、丁的正文"]
    assert sorted(call.outcome for call in store.calls(run.id)) == ["done", "done", "done", "failed"]


def test_what_a_failed_draft_cost_is_in_the_ledger(store: Store, report: StoredReport) -> None:
    failed = SectionDraft(
        "", 1, "", SectionStatus.FAILED, Author.MODEL, usage=Usage(2, 20, 9, 0), reason="断了", model="qwen"
    )
    runner = Runner(store, Chain(CHAIN.parse_exemplar, CHAIN.ground_section, lambda *_: failed))
    calls = store.calls(_run(runner, store, report, ScriptedWriter()).id)
    assert [(call.model, call.usage, call.outcome) for call in calls] == [("qwen", Usage(2, 20, 9, 0), "failed")] * 4


def test_a_failed_section_can_be_retried_alone(store: Store, report: StoredReport, runner: Runner) -> None:
    def breaks(ground: Ground, on_text: OnText) -> str:
        raise AnswerCut("回答中断")

    _run(runner, store, report, ScriptedWriter({HEADINGS[1]: breaks}))
    writer = ScriptedWriter()
    run_id = runner.start(report.id, [1], writer)
    assert runner.wait(run_id, 20)
    assert (writer.written, store.run(run_id).state) == ([HEADINGS[1]], RunState.DONE)
    assert None not in _texts(store, report)


@pytest.mark.parametrize(
    ("draft", "state", "reason", "partial"),
    [
        (SectionDraft("", 1, status=SectionStatus.EMPTY), "empty", "没有给这一部分素材，未起草", ""),
        (SectionDraft("", 1, status=SectionStatus.EMPTY, reason="缺指标"), "empty", "缺指标", ""),
        (SectionDraft("", 1, status=SectionStatus.FAILED, reason="太短", partial="残稿"), "failed", "太短", "残稿"),
        (SectionDraft("", 1, status=SectionStatus.FAILED), "failed", "没有写出内容，请重试", ""),
        (SectionDraft("", 1, status=SectionStatus.DONE), "done", "", ""),
    ],
)
def test_a_draft_without_a_finished_text_makes_no_revision(
    store: Store, report: StoredReport, draft: SectionDraft, state: str, reason: str, partial: str
) -> None:
    runner = Runner(store, Chain(CHAIN.parse_exemplar, CHAIN.ground_section, lambda *_: draft))
    run = _run(runner, store, report, ScriptedWriter())
    assert [(part.state, part.reason, part.partial) for part in run.sections] == [(state, reason, partial)] * 4
    assert run.state is (RunState.DONE if state == "done" else RunState.FAILED)
    assert _texts(store, report) == [None] * 4


def test_an_exemplar_that_cannot_be_read_fails_the_sections_in_words(store: Store, report: StoredReport) -> None:
    def unreadable(text: str, name: str) -> None:
        raise ExemplarError("范文读不出提纲", place=name, hint="请换一份范文")

    run = _run(
        Runner(store, Chain(unreadable, CHAIN.ground_section, CHAIN.draft_section)), store, report, ScriptedWriter()
    )
    assert {part.reason for part in run.sections} == {"范文：范文读不出提纲，请换一份范文。"}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bug_in_one_section_fails_that_section_and_ends_the_run(
    store: Store, report: StoredReport, runner: Runner
) -> None:
    def bug(ground: Ground, on_text: OnText) -> str:
        raise ZeroDivisionError

    run = _run(runner, store, report, ScriptedWriter({HEADINGS[0]: bug}))
    assert (run.state, run.sections[0].state, run.sections[0].reason) == (
        RunState.PARTIAL,
        SectionRunState.FAILED,
        "程序内部出错，请重试这一部分",
    )
    assert _texts(store, report)[1:] == [f"{heading}的正文" for heading in HEADINGS[1:]]


def test_a_text_typed_while_the_model_writes_is_not_overwritten(
    store: Store, report: StoredReport, runner: Runner
) -> None:
    section_id = report.sections[0].id

    def meanwhile(ground: Ground, on_text: OnText) -> str:
        store.add_revision(section_id, source="我正在写", author=Author.HUMAN, base=None)
        return "模型写的"

    _run(runner, store, report, ScriptedWriter({HEADINGS[0]: meanwhile}))
    section = store.load(report.id).sections[0]
    assert section.revision is not None
    assert (section.revision.source, [one.source for one in section.proposals]) == ("我正在写", ["模型写的"])


def test_stopping_keeps_the_partial_text_and_starts_nothing_more(
    store: Store, report: StoredReport, runner: Runner
) -> None:
    def endless(ground: Ground, on_text: OnText) -> str:
        text = ""
        while True:
            text += "字"
            on_text(text)
            time.sleep(0.01)

    writer = ScriptedWriter(dict.fromkeys(HEADINGS, endless))
    run_id = runner.start(report.id, range(4), writer, parallel=1)
    _until(lambda: any(part.partial for part in store.run(run_id).sections))
    runner.stop(run_id)
    assert runner.wait(run_id, 5)
    run = store.run(run_id)
    assert (run.state, {part.state for part in run.sections}) == (RunState.STOPPED, {SectionRunState.STOPPED})
    assert len(writer.written) == 1
    assert [bool(part.partial) for part in run.sections if part.reason == "已停止"] == [True]


def test_a_stop_from_another_process_is_heeded(
    store: Store, report: StoredReport, runner: Runner, tmp_path: Path
) -> None:
    def endless(ground: Ground, on_text: OnText) -> str:
        while True:
            on_text("字")
            time.sleep(0.01)

    run_id = runner.start(report.id, [0], ScriptedWriter({HEADINGS[0]: endless}))
    with Store(f"sqlite:///{tmp_path / 'nigao.db'}") as other:
        _until(lambda: bool(other.run(run_id).sections[0].partial))
        other.stop_run(run_id)
    assert runner.wait(run_id, 5)
    assert store.run(run_id).sections[0].state is SectionRunState.STOPPED


def test_partial_text_is_written_at_most_every_300_milliseconds(
    store: Store, report: StoredReport, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    put = Store.put_partial

    def counted(self: Store, run_id: str, section_id: str, text: str) -> bool:
        shown.append(text)
        return put(self, run_id, section_id, text)

    def stream(ground: Ground, on_text: OnText) -> str:
        for length in range(100):
            on_text("字" * length)
            time.sleep(0.01)
        return "完"

    monkeypatch.setattr(Store, "put_partial", counted)
    began = time.monotonic()
    run_id = runner.start(report.id, [0], ScriptedWriter({HEADINGS[0]: stream}))
    assert runner.wait(run_id, 20)
    assert 3 <= len(shown) <= (time.monotonic() - began) / 0.3 + 1


def test_a_busy_database_costs_neither_a_preview_nor_a_finished_text(
    store: Store, report: StoredReport, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = {"put_partial": 1, "deliver": background.TRIES - 1}

    def busy(name: str) -> Callable[..., object]:
        real = getattr(Store, name)

        def call(self: Store, *args: object, **kwargs: object) -> object:
            if failures[name]:
                failures[name] -= 1
                fault = StorageError("数据库正被其他程序占用")
                fault.retryable = True
                raise fault
            return real(self, *args, **kwargs)

        return call

    def stream(ground: Ground, on_text: OnText) -> str:
        on_text("完")
        return "完成"

    for name in failures:
        monkeypatch.setattr(Store, name, busy(name))
    run_id = runner.start(report.id, [0], ScriptedWriter({HEADINGS[0]: stream}))
    assert runner.wait(run_id, 20)
    assert (failures, _texts(store, report)[0]) == ({"put_partial": 0, "deliver": 0}, "完成")


def test_a_finished_section_is_not_paid_for_again(store: Store, report: StoredReport) -> None:
    section_id = report.sections[0].id
    run_id = store.start_run(report.id, [section_id], "model")
    writer = ScriptedWriter()
    for _ in range(2):
        run_section(store, run_id, section_id, Job(CHAIN, writer, True, threading.Event()))
    part = store.run(run_id).sections[0]
    assert writer.written == [HEADINGS[0]]
    assert store.calls(run_id) == (Call("qwen", Usage(1, 10, 5, 0), part.started, part.ended, SectionRunState.DONE),)


def test_a_section_taken_out_meanwhile_is_not_drafted(store: Store, report: StoredReport) -> None:
    section_id = report.sections[3].id
    run_id = store.start_run(report.id, [section_id], "model")
    store.save_material(report.id, Brief("工作汇报", sections=report.brief.sections[:3]))
    writer = ScriptedWriter()
    run_section(store, run_id, section_id, Job(CHAIN, writer, True, threading.Event()))
    assert (writer.written, store.run(run_id).sections[0].reason) == ([], "这一部分已从报告中移除，无需起草。")


def test_what_is_drafted_twice_at_once_is_refused(store: Store, report: StoredReport, runner: Runner) -> None:
    gate = threading.Event()

    def held(ground: Ground, on_text: OnText) -> str:
        gate.wait(10)
        return "文"

    run_id = runner.start(report.id, [0], ScriptedWriter({HEADINGS[0]: held}))
    with pytest.raises(StorageError, match="所选部分正在起草"):
        runner.start(report.id, range(4), ScriptedWriter())
    assert not runner.wait(run_id, 0.01)
    gate.set()
    assert runner.wait(run_id, 10)


@pytest.mark.parametrize(("private", "told"), [({}, True), ({"private": False}, False)])
def test_values_stay_at_home_unless_said_otherwise(
    store: Store, report: StoredReport, runner: Runner, private: dict[str, bool], told: bool
) -> None:
    seen: list[bool] = []

    def note(ground: Ground, on_text: OnText) -> str:
        seen.append(ground.private)
        return "文"

    run_id = runner.start(report.id, [0], ScriptedWriter({HEADINGS[0]: note}), **private)
    assert runner.wait(run_id, 10)
    assert seen == [told]


HANGING = """
import sys, time
from drafting.report import Author, Brief, SectionBrief
from drafting.runs.background import Chain, Runner
from drafting.storage.store import Store

class Writer:
    author = Author.MODEL

def draft(ground, writer, on_text):
    on_text("写到一半")
    time.sleep(60)

store = Store(sys.argv[1])
report_id = store.create_report(Brief("t", sections=(SectionBrief("一"), SectionBrief("二"))), "", "")
chain = Chain(lambda text, name: None, lambda brief, exemplar, index, private: None, draft)
run_id = Runner(store, chain).start(report_id, [0, 1], Writer(), parallel=1)
while not any(part.partial for part in store.run(run_id).sections):
    time.sleep(0.01)
print(run_id, flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_killed_desks_run_is_interrupted_and_a_living_ones_is_not(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'nigao.db'}"
    desk = subprocess.Popen([sys.executable, "-c", HANGING, url], stdout=subprocess.PIPE, text=True)
    assert desk.stdout is not None
    run_id = desk.stdout.readline().strip()
    with Store(url) as second:
        assert second.run(run_id).state is RunState.RUNNING
        desk.send_signal(signal.SIGKILL)
        desk.communicate()
        assert second.reap() == 1
    with Store(url) as third:
        run = third.run(run_id)
        assert run.state is RunState.INTERRUPTED
        assert {(part.state, part.partial) for part in run.sections} == {
            (SectionRunState.INTERRUPTED, "写到一半"),
            (SectionRunState.INTERRUPTED, ""),
        }
