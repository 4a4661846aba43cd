"""A draft as it leaves the desk: the manuscript every format is made from, and the light formats themselves."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from drafting.counting import count_characters
from drafting.references import Rendered, part_text, render
from drafting.report import Brief, Draft, Figure, Finding, SectionDraft, SectionStatus

DEEPEST_LEVEL = 4
"""GB/T 9704-2012 knows four heading levels: 一、 （一） 1. （1）."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading of `level` 1 to 4, a paragraph of text, or a note that a section is not there (level 0 for both)."""

    kind: Literal["heading", "body", "note"]
    level: int
    text: str

    @property
    def run_in(self) -> bool:
        """Shares its paragraph with the text that follows."""
        return self.kind == "heading" and self.text.endswith("。")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """Rendered text in reading order, no layout. `lead`, `closing` and `signer` may hold several lines."""

    title: str
    salutation: str
    lead: str
    blocks: tuple[Block, ...]
    closing: str
    signer: str
    date: str


def manuscript(draft: Draft) -> Manuscript:
    """Every reference rendered with its section's figures; sections that failed or are empty carry a note."""
    brief = draft.brief
    lead = brief.lead
    blocks: list[Block] = []
    for index, section in enumerate(draft.sections):
        following = draft.sections[index + 1] if index + 1 < len(draft.sections) else None
        text = render(section.source, draft.figures_of(section)).text
        if index == 0 and not section.heading:
            lead = "\n".join(filter(str.strip, (lead, text)))
            blocks.extend(_notes(section, lead, following))
        else:
            blocks.extend(_blocks(section, text, following))
    return Manuscript(
        title=_line(brief.title),
        salutation=_salutation(brief),
        lead="\n".join(_lines(lead)),
        blocks=tuple(blocks),
        closing="\n".join(_lines(brief.closing)),
        signer="\n".join(_lines(brief.signer)),
        date=printed_date(brief.date),
    )


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """Blocks grouped by the paragraph they stand in: a run-in heading goes with the text after it."""
    head: Block | None = None
    for block in blocks:
        if head is not None:
            yield (head,) if block.kind == "heading" else (head, block)
        if block.run_in:
            head = block
        else:
            if head is None or block.kind == "heading":
                yield (block,)
            head = None
    if head is not None:
        yield (head,)


def printed_date(text: str) -> str:
    """2024-07-15 as 2024年7月15日; any other wording as it is."""
    parts = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text.strip(), re.ASCII)
    if not parts:
        return _line(text)
    year, month, day = map(int, parts.groups())
    try:
        date(year, month, day)
    except ValueError:
        return _line(text)
    return f"{year}年{month}月{day}日"


def as_text(report: Manuscript) -> str:
    """One paragraph a line; ends with a newline."""
    body = [report.salutation, report.lead]
    body += ["".join(block.text for block in paragraph) for paragraph in paragraphs(report.blocks)]
    body.append(report.closing)
    parts = [report.title, _joined("\n", body), _joined("\n", [report.signer, report.date])]
    return _joined("\n\n", parts) + "\n"


def as_markdown(report: Manuscript) -> str:
    """CommonMark; nothing in the text can act as markup. Ends with a newline."""
    parts = [f"# {_escaped(report.title)}" if report.title else "", _escaped(report.salutation)]
    parts += [_escaped(line) for line in _lines(report.lead)]
    parts += [_markdown_paragraph(paragraph) for paragraph in paragraphs(report.blocks)]
    parts += [_escaped(line) for text in (report.closing, report.signer, report.date) for line in _lines(text)]
    return _joined("\n\n", parts) + "\n"


def as_json(draft: Draft) -> bytes:
    """The `nigao draft` payload, UTF-8; the same draft gives the same bytes."""
    rendered = [render(section.source, draft.figures_of(section)) for section in draft.sections]
    uses = Counter(mention.figure for one in rendered for mention in one.mentions)
    usage = draft.usage
    payload = {
        "title": draft.brief.title,
        "status": draft.status.value,
        "sections": [_section_json(*pair) for pair in zip(draft.sections, rendered, strict=True)],
        "figures": [_figure_json(figure, uses[figure.key]) for figure in draft.figures],
        "findings": [finding_json(finding) for finding in draft.findings],
        "usage": {
            "calls": usage.calls,
            "prompt_tokens": usage.prompt_tokens,
            "completion_tokens": usage.completion_tokens,
            "cached_tokens": usage.cached_tokens,
        },
    }
    # A lone surrogate has no UTF-8 form; one "?" in its place keeps every offset right.
    return (json.dumps(payload, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _blocks(section: SectionDraft, text: str, following: SectionDraft | None) -> Iterator[Block]:
    if section.heading:
        yield Block("heading", min(max(section.level, 1), DEEPEST_LEVEL), _line(section.heading))
    yield from _notes(section, text, following)
    for line in _lines(text):
        yield Block("body", 0, line)


def _notes(section: SectionDraft, text: str, following: SectionDraft | None) -> Iterator[Block]:
    """A failed section says so even above text it kept; an empty one says so unless it only holds deeper sections."""
    if section.status is SectionStatus.FAILED:
        reason = _line(section.reason).rstrip("。") or "原因不明"
        yield Block("note", 0, f"【本节未完成：{reason}】")
    elif text.strip():
        return
    elif section.status in (SectionStatus.WAITING, SectionStatus.RUNNING):
        yield Block("note", 0, "【本节未完成：尚未起草】")
    elif section.status is SectionStatus.EMPTY or not _holds(section, following):
        yield Block("note", 0, "【本节缺素材，待补】")


def _holds(section: SectionDraft, following: SectionDraft | None) -> bool:
    """Front matter may be absent, and a heading over deeper headings needs no text of its own."""
    return not section.heading or (following is not None and following.level > section.level)


def _salutation(brief: Brief) -> str:
    text = _line(brief.salutation).rstrip(":：")
    return f"{text}：" if text else ""


def _line(text: str) -> str:
    return "".join(_lines(text))


def _lines(text: str) -> list[str]:
    """Indents are layout, which each format makes itself."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def _joined(separator: str, parts: list[str]) -> str:
    return separator.join(part for part in parts if part)


def _markdown_paragraph(paragraph: tuple[Block, ...]) -> str:
    first, *rest = paragraph
    if not rest:
        return f"{'#' * (first.level + 1)} {_escaped(first.text)}" if first.kind == "heading" else _marked(first)
    # ** closes between 。 and a letter in no CommonMark reader; before the 。 it does in all.
    return f"**{_escaped(first.text[:-1])}**。" + "".join(_marked(block) for block in rest)


def _marked(block: Block) -> str:
    return f"**{_escaped(block.text)}**" if block.kind == "note" else _escaped(block.text)


def _escaped(text: str) -> str:
    inline = re.sub(r"([\\`*_\[\]<>&#~|$])", r"\\\1", text)
    return re.sub(r"^(\d{1,9})?([-+=.)])", r"\1\\\2", inline, flags=re.ASCII)


def _section_json(section: SectionDraft, rendered: Rendered) -> dict[str, object]:
    return {
        "heading": section.heading,
        "text": rendered.text,
        "source": section.source,
        "status": section.status.value,
        "author": section.author.value,
        "mentions": [
            {"start": mention.start, "end": mention.end, "figure": mention.figure, "part": mention.part}
            for mention in rendered.mentions
        ],
        "length": {"asked": section.asked, "delivered": count_characters(rendered.text)},
    }


def _figure_json(figure: Figure, uses: int) -> dict[str, object]:
    return {
        "key": figure.key,
        "name": figure.name,
        "value": figure.value,
        "unit": figure.unit,
        "change": part_text(figure, "change"),
        "origin": figure.origin.value,
        "uses": uses,
    }


def finding_json(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "section": finding.section,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "message": finding.message,
        "suggestion": finding.suggestion,
    }
