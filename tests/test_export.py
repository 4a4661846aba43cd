import json
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from drafting.export import Block, Manuscript, as_json, as_markdown, as_text, manuscript, paragraphs, printed_date
from drafting.report import (
    Author,
    Brief,
    Comparison,
    Draft,
    Figure,
    FigureSet,
    Finding,
    Origin,
    SectionDraft,
    SectionStatus,
    Severity,
    Usage,
)

DONE, EMPTY, FAILED = SectionStatus.DONE, SectionStatus.EMPTY, SectionStatus.FAILED

GDP = Figure("F1", "地区生产总值", 1, value="71.30", unit="亿元", comparisons=(Comparison("同比", "8.0%"),))
PUPILS = Figure("F2", "在校学生", 1, value="1.2万", unit="人", origin=Origin.POINT)
BRIEF = Brief(
    title="2024年上半年青岚县工作情况汇报",
    date="2024-07-05",
    salutation="尊敬的各位领导:",
    lead="现将我县工作情况汇报如下。",
    closing="以上汇报，请批评指正。",
    signer="青岚县人民政府",
)


def draft_of(*sections: SectionDraft, brief: Brief = BRIEF, findings: tuple[Finding, ...] = ()) -> Draft:
    return Draft(brief, sections, FigureSet((GDP, PUPILS)), findings)


WHOLE = draft_of(
    SectionDraft(
        "一、基本情况",
        1,
        "　　完成地区生产总值[[F1]]，[[F1.change]]。\n\n有*学生*[[F2]]。",
        DONE,
        Author.MODEL,
        asked=300,
    ),
    SectionDraft("二、主要工作", 1, "", DONE),
    SectionDraft("（一）推动“四化”。", 2, "狠抓工业。\n再抓农业。", DONE),
    SectionDraft("（二）改善民生。", 2, "", EMPTY),
    SectionDraft("三、下一步打算", 1, "", FAILED, reason="模型服务连接超时。"),
)


def test_a_draft_becomes_a_manuscript_in_reading_order() -> None:
    assert manuscript(WHOLE) == Manuscript(
        title="2024年上半年青岚县工作情况汇报",
        salutation="尊敬的各位领导：",
        lead="现将我县工作情况汇报如下。",
        blocks=(
            Block("heading", 1, "一、基本情况"),
            Block("body", 0, "完成地区生产总值71.30亿元，增长8.0%。"),
            Block("body", 0, "有*学生*1.2万人。"),
            Block("heading", 1, "二、主要工作"),
            Block("heading", 2, "（一）推动“四化”。"),
            Block("body", 0, "狠抓工业。"),
            Block("body", 0, "再抓农业。"),
            Block("heading", 2, "（二）改善民生。"),
            Block("note", 0, "【本节缺素材，待补】"),
            Block("heading", 1, "三、下一步打算"),
            Block("note", 0, "【本节未完成：模型服务连接超时】"),
        ),
        closing="以上汇报，请批评指正。",
        signer="青岚县人民政府",
        date="2024年7月5日",
    )


def test_front_matter_follows_the_briefs_lead() -> None:
    report = manuscript(draft_of(SectionDraft("", 0, "上半年，完成[[F1]]。\n现汇报如下。", DONE)))
    assert (report.lead, report.blocks) == ("现将我县工作情况汇报如下。\n上半年，完成71.30亿元。\n现汇报如下。", ())


@pytest.mark.parametrize(
    ("section", "blocks"),
    [
        (SectionDraft("", 0, "", DONE), ()),
        (SectionDraft("", 0, "", EMPTY), ()),
        (SectionDraft("", 0, "", FAILED), (Block("note", 0, "【本节未完成：原因不明】"),)),
    ],
)
def test_front_matter_that_was_not_written_leaves_the_briefs_lead(
    section: SectionDraft, blocks: tuple[Block, ...]
) -> None:
    report = manuscript(draft_of(section))
    assert (report.lead, report.blocks) == (BRIEF.lead, blocks)


@pytest.mark.parametrize(
    ("section", "blocks"),
    [
        (SectionDraft("甲", 1, "", DONE), (Block("note", 0, "【本节缺素材，待补】"),)),
        (SectionDraft("甲", 1, "", SectionStatus.RUNNING), (Block("note", 0, "【本节未完成：尚未起草】"),)),
        (SectionDraft("甲", 1, "手写。", SectionStatus.WAITING), (Block("body", 0, "手写。"),)),
        (
            SectionDraft("甲", 1, "旧稿。", FAILED, reason="回答中断", partial="半句"),
            (Block("note", 0, "【本节未完成：回答中断】"), Block("body", 0, "旧稿。")),
        ),
        (SectionDraft("甲", 9, "有。", DONE), (Block("body", 0, "有。"),)),
    ],
)
def test_a_section_without_finished_text_says_so(section: SectionDraft, blocks: tuple[Block, ...]) -> None:
    report = manuscript(draft_of(section))
    assert report.blocks == (Block("heading", min(section.level, 4), "甲"), *blocks)


def test_a_run_in_heading_shares_the_paragraph_of_the_text_after_it() -> None:
    run_in, alone = Block("heading", 2, "（一）推动。"), Block("heading", 1, "一、基本情况")
    first, second = Block("body", 0, "甲。"), Block("body", 0, "乙。")
    blocks = (alone, run_in, first, second, run_in, run_in, alone, first, run_in)
    assert list(paragraphs(blocks)) == [
        (alone,), (run_in, first), (second,), (run_in,), (run_in,), (alone,), (first,), (run_in,),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2024-07-15", "2024年7月15日"),
        ("2024-12-1", "2024年12月1日"),
        ("2024-02-30", "2024-02-30"),
        ("2024年07月15日", "2024年07月15日"),
        ("二〇二四年七月", "二〇二四年七月"),
        ("", ""),
    ],
)
def test_only_iso_dates_are_reworded(text: str, printed: str) -> None:
    assert printed_date(text) == printed


def test_text_has_one_paragraph_a_line() -> None:
    assert as_text(manuscript(WHOLE)) == (
        "2024年上半年青岚县工作情况汇报\n"
        "\n"
        "尊敬的各位领导：\n"
        "现将我县工作情况汇报如下。\n"
        "一、基本情况\n"
        "完成地区生产总值71.30亿元，增长8.0%。\n"
        "有*学生*1.2万人。\n"
        "二、主要工作\n"
        "（一）推动“四化”。狠抓工业。\n"
        "再抓农业。\n"
        "（二）改善民生。【本节缺素材，待补】\n"
        "三、下一步打算\n"
        "【本节未完成：模型服务连接超时】\n"
        "以上汇报，请批评指正。\n"
        "\n"
        "青岚县人民政府\n"
        "2024年7月5日\n"
    )


def test_markdown_marks_headings_and_notes_and_escapes_the_text() -> None:
    assert as_markdown(manuscript(WHOLE)) == (
        "# 2024年上半年青岚县工作情况汇报\n\n"
        "尊敬的各位领导：\n\n"
        "现将我县工作情况汇报如下。\n\n"
        "## 一、基本情况\n\n"
        "完成地区生产总值71.30亿元，增长8.0%。\n\n"
        "有\\*学生\\*1.2万人。\n\n"
        "## 二、主要工作\n\n"
        "**（一）推动“四化”**。狠抓工业。\n\n"
        "再抓农业。\n\n"
        "**（二）改善民生**。**【本节缺素材，待补】**\n\n"
        "## 三、下一步打算\n\n"
        "**【本节未完成：模型服务连接超时】**\n\n"
        "以上汇报，请批评指正。\n\n"
        "青岚县人民政府\n\n"
        "2024年7月5日\n"
    )


HOSTILE = st.text("县。”*_`#>-+=.)1\\[]<>&;!|~$(/:ab", min_size=1, max_size=30)


@given(HOSTILE, HOSTILE)
def test_nothing_in_the_text_acts_as_markdown(heading: str, text: str) -> None:
    report = Manuscript("", "", "", (Block("heading", 1, f"{heading}甲"), Block("body", 0, text)), "", "", "")
    tokens = MarkdownIt("commonmark").parse(as_markdown(report))
    assert [token.type for token in tokens] == [
        "heading_open", "inline", "heading_close", "paragraph_open", "inline", "paragraph_close",
    ]  # fmt: skip
    shown = ["".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"]
    assert shown == [f"{heading}甲", text]


@given(HOSTILE, HOSTILE)
def test_a_run_in_heading_is_bold_whatever_it_holds(heading: str, text: str) -> None:
    blocks = (Block("heading", 2, f"{heading}。"), Block("body", 0, text))
    tokens = MarkdownIt("commonmark").parse(as_markdown(Manuscript("", "", "", blocks, "", "", "")))
    children = tokens[1].children or []
    opened, closed = (next(i for i, c in enumerate(children) if c.type == f"strong_{end}") for end in ("open", "close"))
    assert "".join(child.content for child in children[opened:closed]) == heading
    assert "".join(child.content for child in children) == f"{heading}。{text}"


JSON_DRAFT = draft_of(
    SectionDraft(
        "一、基本情况",
        1,
        "完成[[F1]]，[[F1.change]]。",
        DONE,
        Author.MODEL,
        asked=300,
        usage=Usage(2, 900, 200, 64),
    ),
    SectionDraft("二、打算", 1, "", FAILED, reason="超时", usage=Usage(1, 500, 0, 0)),
    brief=Brief("汇报"),
    findings=(
        Finding("missing", Severity.ERROR, "未用到"),
        Finding("length", Severity.WARN, "偏短", section=0, start=2, end=9, text="71.30亿元", suggestion="补充内容"),
    ),
)


def test_json_is_the_payload_scripts_rely_on() -> None:
    payload = {
        "title": "汇报",
        "status": "partial",
        "sections": [
            {
                "heading": "一、基本情况",
                "text": "完成71.30亿元，增长8.0%。",
                "source": "完成[[F1]]，[[F1.change]]。",
                "status": "done",
                "author": "model",
                "mentions": [
                    {"start": 2, "end": 9, "figure": "F1", "part": "value"},
                    {"start": 10, "end": 16, "figure": "F1", "part": "change"},
                ],
                "length": {"asked": 300, "delivered": 10},
            },
            {
                "heading": "二、打算",
                "text": "",
                "source": "",
                "status": "failed",
                "author": "plain",
                "mentions": [],
                "length": {"asked": None, "delivered": 0},
            },
        ],
        "figures": [
            {
                "key": "F1", "name": "地区生产总值", "value": "71.30", "unit": "亿元", "change": "增长8.0%",
                "origin": "brief", "uses": 2,
            },
            {
                "key": "F2", "name": "在校学生", "value": "1.2万", "unit": "人", "change": None,
                "origin": "point", "uses": 0,
            },
        ],
        "findings": [
            {
                "rule": "missing", "severity": "error", "section": None, "start": 0, "end": 0, "text": "",
                "message": "未用到", "suggestion": "",
            },
            {
                "rule": "length", "severity": "warn", "section": 0, "start": 2, "end": 9, "text": "71.30亿元",
                "message": "偏短", "suggestion": "补充内容",
            },
        ],
        "usage": {"calls": 3, "prompt_tokens": 1400, "completion_tokens": 200, "cached_tokens": 64},
    }  # fmt: skip
    assert as_json(JSON_DRAFT).decode() == json.dumps(payload, ensure_ascii=False, indent=2) + "\n"


def test_a_lone_surrogate_does_not_stop_the_json() -> None:
    text = json.loads(as_json(draft_of(SectionDraft("甲", 1, "乙\ud800丙", DONE))))["sections"][0]["text"]
    assert text == "乙?丙"


def test_exporting_loads_no_word_library() -> None:
    code = (
        "import sys, drafting.export, drafting.word\n"
        "sys.exit(bool({'docx', 'lxml', 'openpyxl', 'sqlalchemy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_locked_section_leaves_with_the_figures_it_is_pinned_to() -> None:
    old, new = (FigureSet((Figure("F1", "粮食产量", 0, value=value, unit="万吨"),)) for value in ("3.85", "4.01"))
    follows = SectionDraft("一、甲", 1, "产量[[F1]]。", SectionStatus.DONE)
    pinned = replace(follows, heading="二、乙", figures=old)
    draft = Draft(Brief("报告", figures=new), (follows, pinned), new)
    assert "一、甲\n产量4.01万吨。\n二、乙\n产量3.85万吨。" in as_text(manuscript(draft))
    sections = json.loads(as_json(draft))["sections"]
    assert [one["text"] for one in sections] == ["产量4.01万吨。", "产量3.85万吨。"]
