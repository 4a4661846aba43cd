"""How a report is drafted with any writer: repair once, failures apart, nothing thrown away."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from drafting.errors import EndpointUnreachable, WriterError
from drafting.exemplar import parse_exemplar
from drafting.report import (
    Author,
    Brief,
    DraftStatus,
    Figure,
    FigureSet,
    Finding,
    Point,
    SectionBrief,
    SectionStatus,
    Usage,
    Use,
)
from drafting.writing.pipeline import Options, draft_report, draft_section, ground_section
from drafting.writing.writer import Ground, OnText, Written

FIGURES = FigureSet(
    (
        Figure("F1", "粮食产量", 0, value="3.85", unit="万吨"),
        Figure("F2", "森林覆盖率", 1, value="64.3", unit="%"),
        Figure("F3", "接待游客", 2, value="186", unit="万人次"),
    )
)
SECTIONS = (SectionBrief("一、农业", length=30), SectionBrief("二、生态"), SectionBrief("三、旅游"))
BRIEF = Brief("报告", "青岚县", "2024年", sections=SECTIONS, figures=FIGURES)
GOOD = {0: "粮食产量[[F1]]。", 1: "森林覆盖率[[F2]]。", 2: "接待游客[[F3]]。"}
COST = Usage(calls=1, prompt_tokens=100, completion_tokens=10, cached_tokens=5)


@dataclass
class FakeWriter:
    """Says what it is told to; an exception is raised instead. Remembers what it was asked."""

    texts: dict[int, str | WriterError]
    repairs: dict[int, str | WriterError | None] = field(default_factory=dict)
    author: Author = Author.MODEL
    asked: list[tuple[int, str, tuple[str, ...]]] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)

    def write(self, ground: Ground, on_text: OnText) -> Written:
        self.grounds.append(ground)
        text = self.texts[ground.index]
        if isinstance(text, WriterError):
            raise text
        on_text(text)
        return Written(text, Author.MODEL, "模型甲", "section@1", COST)

    def repair(self, ground: Ground, text: str, findings: tuple[Finding, ...], on_text: OnText) -> Written | None:
        self.asked.append((ground.index, text, tuple(one.rule for one in findings)))
        answer = self.repairs.get(ground.index)
        if isinstance(answer, WriterError):
            raise answer
        return None if answer is None else Written(answer, Author.MODEL, "模型甲", "repair@1", COST)


def one_section(writer: FakeWriter, heard: Callable[[str], None] = lambda _: None):  # type: ignore[no-untyped-def]
    return draft_section(ground_section(BRIEF, None, 0, private=True), writer, heard)


def test_a_sound_section_is_taken_as_written_and_never_repaired() -> None:
    writer, heard = FakeWriter(GOOD), []  # type: ignore[var-annotated]
    section = one_section(writer, heard.append)
    assert (section.source, section.status, section.author) == (GOOD[0], SectionStatus.DONE, Author.MODEL)
    assert (section.model, section.template, section.usage, section.asked) == ("模型甲", "section@1", COST, 30)
    assert heard == [GOOD[0]]
    assert writer.asked == []


def test_errors_go_back_to_the_writer_once_and_a_better_answer_is_taken() -> None:
    writer = FakeWriter({0: "粮食产量9万吨，新建学校7所。"}, {0: "粮食产量[[F1]]，新建学校7所。"})
    section = one_section(writer)
    assert writer.asked == [
        (0, "粮食产量9万吨，新建学校7所。", ("figure-wrong-value", "figure-not-given", "figure-missing"))
    ]
    assert (section.source, section.template) == ("粮食产量[[F1]]，新建学校7所。", "repair@1")
    assert section.usage == COST + COST


@pytest.mark.parametrize("worse", ["新建学校8所，桥9座。", "粮食产量1万吨，学校2所，桥3座，路4公里。", ""])
def test_a_repair_that_is_no_better_is_not_taken_but_paid_for(worse: str) -> None:
    writer = FakeWriter({0: "粮食产量[[F1]]，新建学校7所。"}, {0: worse})
    section = one_section(writer)
    assert (section.source, section.template) == ("粮食产量[[F1]]，新建学校7所。", "section@1")
    assert section.usage == COST + COST
    assert len(writer.asked) == 1


@pytest.mark.parametrize("heading_or_label", [BRIEF.sections[0].heading, "本节任务", "抱歉，我无法完成这个请求。"])
def test_an_answer_that_is_no_text_is_a_failure_and_as_a_repair_not_taken(heading_or_label: str) -> None:
    section = one_section(FakeWriter({0: heading_or_label}))
    assert (section.status, section.source) == (SectionStatus.FAILED, "")
    assert section.reason == "模型甲：模型没有写出正文，请重试这一节，或换一个模型。"
    kept = one_section(FakeWriter({0: "新建学校7所。"}, {0: heading_or_label}))
    assert (kept.status, kept.source) == (SectionStatus.DONE, "新建学校7所。")


@pytest.mark.parametrize("answer", [None, EndpointUnreachable("连不上")])
def test_a_repair_that_fails_or_is_declined_never_costs_the_first_text(answer: WriterError | None) -> None:
    writer = FakeWriter({0: "新建学校7所。"}, {0: answer})
    section = one_section(writer)
    assert (section.source, section.status, section.usage) == ("新建学校7所。", SectionStatus.DONE, COST)


def test_warnings_alone_are_no_reason_for_a_repair() -> None:
    figures = FigureSet(
        (Figure("F1", "粮食产量", 0, value="3.85", unit="万吨", use=Use.MAY), Figure("F2", "考核得分", 0))
    )
    writer = FakeWriter({0: "农业形势平稳。"})
    brief = Brief("报告", sections=(SectionBrief("一、农业"),), figures=figures)
    draft_section(ground_section(brief, None, 0, private=True), writer, lambda _: None)
    assert writer.asked == []


def test_a_writer_that_fails_leaves_the_other_sections_intact_and_keeps_its_partial_text() -> None:
    fault = EndpointUnreachable(
        "连不上模型接口", place="http://127.0.0.1:9", hint="请检查网络", partial="森林覆盖率【【F2】】，"
    )
    draft = draft_report(BRIEF, None, FakeWriter({**GOOD, 1: fault}), Options(parallel=2))
    assert [one.status for one in draft.sections] == [SectionStatus.DONE, SectionStatus.FAILED, SectionStatus.DONE]
    assert [one.source for one in draft.sections] == [GOOD[0], "", GOOD[2]]
    failed = draft.sections[1]
    assert (failed.reason, failed.partial) == ("http://127.0.0.1:9：连不上模型接口，请检查网络。", "森林覆盖率[[F2]]，")
    assert draft.status is DraftStatus.PARTIAL
    assert ("section-failed", 1) in [(one.rule, one.section) for one in draft.findings]


def test_a_report_none_of_whose_sections_was_written_has_failed() -> None:
    draft = draft_report(BRIEF, None, FakeWriter(dict.fromkeys(range(3), EndpointUnreachable("连不上"))), Options())
    assert draft.status is DraftStatus.FAILED


@pytest.mark.parametrize("parallel", [1, 2, 8])
def test_sections_come_back_in_order_and_usage_is_summed(parallel: int) -> None:
    finished: list[int] = []
    draft = draft_report(
        BRIEF, None, FakeWriter(GOOD), Options(parallel=parallel), lambda index, _: finished.append(index)
    )
    assert [one.source for one in draft.sections] == list(GOOD.values())
    assert draft.usage == Usage(3, 300, 30, 15)
    assert sorted(finished) == [0, 1, 2]
    assert (draft.status, draft.findings) == (DraftStatus.DONE, tuple(draft.findings))
    assert [one.rule for one in draft.findings if one.severity == "error"] == []


def test_no_writer_is_asked_where_nothing_was_given_or_a_heading_only_holds_others() -> None:
    sections = (
        SectionBrief("一、工作", 1),
        SectionBrief("（一）农业", 2),
        SectionBrief("（二）生态", 2),
        SectionBrief("二、打算", 1, points=(Point("某事", "某事", Use.RESERVE),)),
    )
    figures = FigureSet(
        (
            Figure("F1", "粮食产量", 1, value="3", unit="万吨"),
            Figure("F2", "森林覆盖率", 2),
            Figure("F3", "债务", 3, value="9", use=Use.RESERVE),
        )
    )
    writer = FakeWriter({1: "粮食产量[[F1]]。"})
    draft = draft_report(Brief("报告", sections=sections, figures=figures), None, writer, Options())
    assert [one.status for one in draft.sections] == [
        SectionStatus.DONE,
        SectionStatus.DONE,
        SectionStatus.EMPTY,
        SectionStatus.EMPTY,
    ]
    assert [ground.index for ground in writer.grounds] == [1]


def test_the_ground_holds_the_section_its_figures_and_a_passage_of_form() -> None:
    exemplar = parse_exemplar("某县汇报\n一、农业\n粮食产量*万吨，种植辣椒32.57万亩。\n二、生态\n植树造林。\n", "范文")
    ground = ground_section(BRIEF, exemplar, 0, private=False)
    assert (ground.section, ground.figures, ground.private) == (SECTIONS[0], FIGURES, False)
    assert "粮食产量" in ground.passage
    assert "32.57" not in ground.passage
    assert ground_section(BRIEF, None, 0, private=True) == Ground(BRIEF, 0, FIGURES, "", True)


def test_an_answer_is_settled_before_it_is_judged() -> None:
    writer = FakeWriter({0: "```\n## 一、农业\n粮食产量【F1】万吨。\n```"})
    section = one_section(writer)
    assert (section.source, writer.asked) == ("粮食产量[[F1]]。", [])
