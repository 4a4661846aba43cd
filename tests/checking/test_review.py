"""The review of a whole draft and of a text from elsewhere."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.checking import Context, check_text, review
from drafting.checking.rules import rules
from drafting.exemplar import parse_exemplar, shipped_exemplar
from drafting.export import as_text, manuscript
from drafting.intake.brief_file import read_brief
from drafting.report import (
    Brief,
    Draft,
    Figure,
    FigureSet,
    Point,
    SectionBrief,
    SectionDraft,
    SectionStatus,
    Severity,
    Use,
)
from drafting.writing.pipeline import Options, draft_report
from drafting.writing.plain_writer import PlainWriter

ROOT = Path(__file__).parents[2]
BRIEFS = [*sorted((ROOT / "examples").glob("*.yaml")), *sorted((ROOT / "tests/briefs").glob("*.yaml"))]
FIGURES = FigureSet(
    (Figure("F1", "粮食产量", 0, value="3.85", unit="万吨"), Figure("F2", "森林覆盖率", 1, value="64.3", unit="%"))
)
SECTIONS = (
    SectionBrief("一、农业", length=30),
    SectionBrief("二、生态", points=(Point("推行田长制", "推行田长制", Use.MUST),)),
)
BRIEF = Brief("报告", sections=SECTIONS, figures=FIGURES)


def draft_of(*sources: str, status: SectionStatus = SectionStatus.DONE, reason: str = "") -> Draft:
    sections = tuple(
        SectionDraft(one.heading, one.level, source, status, asked=one.length, reason=reason)
        for one, source in zip(SECTIONS, sources, strict=True)
    )
    return Draft(BRIEF, sections, FIGURES)


def told(draft: Draft) -> list[tuple[int | None, str, Severity, str]]:
    return [(one.section, one.rule, one.severity, one.message) for one in review(draft, None)]


FULL = "全县粮食产量[[F1]]，森林覆盖率[[F2]]，粮食生产稳定，质量提升。"


def test_a_figure_used_in_any_section_counts_as_used() -> None:
    assert told(draft_of(FULL, "推行田长制。")) == []


def test_findings_carry_the_section_they_belong_to() -> None:
    assert told(draft_of("粮食产量[[F1]]，稳中有升，质量也在提升，种植结构优化。", "新建学校7所。")) == [
        (1, "figure-missing", Severity.ERROR, "必用的指标“森林覆盖率”没有写进去"),
        (1, "point-missing", Severity.ERROR, "必用的要点“推行田长制”没有写进去"),
        (1, "figure-not-given", Severity.ERROR, "素材里没有“7所”这个数"),
    ]


def test_a_failed_section_says_why_once_and_an_empty_one_that_it_lacks_material() -> None:
    failed = told(draft_of("", "", status=SectionStatus.FAILED, reason="连不上模型接口，请检查网络。"))
    assert failed[:1] == [(0, "figure-missing", Severity.ERROR, "必用的指标“粮食产量”没有写进去")]
    assert [one for one in failed if one[1] == "section-failed"] == [
        (index, "section-failed", Severity.ERROR, "这一节没有写成：连不上模型接口，请检查网络") for index in (0, 1)
    ]
    empty = told(draft_of("", "", status=SectionStatus.EMPTY))
    assert [one[:3] for one in empty if one[1] == "section-empty"] == [
        (0, "section-empty", Severity.WARN),
        (1, "section-empty", Severity.WARN),
    ]


@pytest.mark.parametrize(
    ("characters", "rule", "message"),
    [
        (20, "length-short", "料不足，比要求少约10字"),
        (21, None, None),
        (36, None, None),
        (37, "length-long", "比要求多约7字"),
    ],
)
def test_length_is_told_below_seventy_and_above_a_hundred_and_twenty_percent(
    characters: int, rule: str | None, message: str | None
) -> None:
    draft = Draft(
        Brief("报告", sections=SECTIONS[:1]),
        (SectionDraft("一、农业", 1, "字" * characters, SectionStatus.DONE, asked=30),),
        FigureSet(),
    )
    assert [(one.rule, one.message) for one in review(draft, None)] == ([(rule, message)] if rule else [])


def test_nothing_of_a_failed_section_is_asked_for_its_points() -> None:
    rules_told = [one[1] for one in told(draft_of(FULL, "", status=SectionStatus.FAILED))]
    assert "point-missing" not in rules_told


def test_a_text_from_elsewhere_is_held_against_the_brief_and_the_exemplar() -> None:
    exemplar = parse_exemplar("清溪县工作汇报\n一、情况\n清溪县位于黔北。\n", "范文.txt")
    text = "清溪县粮食产量3.85万吨，新建学校7所，改造*座。"
    found = check_text(text, Context.of(BRIEF), exemplar)
    assert [(one.rule, one.text, one.section) for one in found if one.text] == [
        ("exemplar-leak", "清溪县", None),
        ("figure-not-given", "7所", None),
        ("mask-left", "*", None),
    ]
    assert [one.message for one in found if not one.text] == [
        "必用的指标“森林覆盖率”没有写进去",
        "必用的要点“推行田长制”没有写进去",
    ]
    assert [one.rule for one in check_text(text, None, None)] == ["mask-left"]


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_an_exported_draft_is_as_clean_as_the_draft_itself(path: Path) -> None:
    brief = read_brief(path)
    draft = draft_report(brief, shipped_exemplar(), PlainWriter(), Options())
    assert [one for one in draft.findings if one.severity is Severity.ERROR] == []
    found = check_text(as_text(manuscript(draft)), Context.of(brief), shipped_exemplar())
    assert [(one.rule, one.text) for one in found if one.severity is Severity.ERROR] == []
    assert {one.rule for one in found if one.severity is Severity.WARN} <= {"figure-pending"}


def test_a_newer_figure_set_is_what_a_draft_is_reviewed_with() -> None:
    newer = FIGURES.having(Figure("F1", "粮食产量", 0, value="4.01", unit="万吨"))
    draft = replace(draft_of(FULL + "粮食产量3.85万吨。", "推行田长制。"), figures=newer)
    assert [one.rule for one in review(draft, None) if one.severity is Severity.ERROR] == ["figure-wrong-value"]


def test_every_rule_has_a_severity_a_message_and_a_suggestion_in_chinese() -> None:
    for rule, said in rules().items():
        assert set(said) == {"severity", "message", "suggestion"}, rule
        assert Severity(said["severity"])
        assert not said["message"].endswith("。")
        assert said["suggestion"] or said["severity"] == "info", rule


@given(st.text(max_size=80))
def test_no_text_breaks_the_review(text: str) -> None:
    for finding in (*check_text(text, Context.of(BRIEF), None), *review(draft_of(text, text), None)):
        assert finding.start <= finding.end
