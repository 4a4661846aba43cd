"""导出: what is still open, then the report as a file."""

from collections import Counter
from collections.abc import Callable
from html import escape

import streamlit as st

from drafting import export
from drafting.report import Draft, Finding, Severity
from drafting.storage.records import StoredReport
from drafting.ui import coverage, edge, frame, marking, outline, session, tables
from drafting.ui.downloads import file_name

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHOWN, _NAMED = 30, 6


@edge.page
def render() -> None:
    frame.with_report(_export)


def _export(report: StoredReport) -> None:
    frame.title(report)
    draft = session.as_draft(report)
    left, right = st.columns(coverage.widths(), gap="large")
    with left:
        _downloads(draft, session.findings(report))
        _open_matters(report)
    with right:
        coverage.beside(report, lambda: _whole_text(draft))


def _whole_text(draft: Draft) -> None:
    body = preview(export.manuscript(draft))
    st.html(f'<div class="nigao-page" style="height:calc(100vh - 12.5rem)">{body}</div>')


def preview(report: export.Manuscript) -> str:
    """The manuscript as HTML, roughly as the Word file will look."""
    lines = [_line("nigao-title", report.title), _line("nigao-flush", report.salutation), _line("", report.lead)]
    for block in report.blocks:
        lines.append(_line({"heading": f"nigao-h{block.level}", "note": "nigao-note"}.get(block.kind, ""), block.text))
    lines += [_line("", report.closing), _line("nigao-signed", report.signer), _line("nigao-signed", report.date)]
    return "".join(lines)


def _line(kind: str, text: str) -> str:
    return "".join(f'<p class="{kind}">{escape(line)}</p>' for line in text.split("\n") if line)


def _downloads(draft: Draft, found: tuple[Finding, ...]) -> None:
    st.subheader("下载", anchor=False)
    name = file_name(draft.brief.title)
    errors = sum(one.severity is Severity.ERROR for one in found)
    word, beside = st.columns([3, 1], vertical_alignment="center") if errors else (st.container(), None)
    if beside is not None:
        beside.markdown(f":red[还有{errors}处错误]")
    word.download_button(
        "Word 文件（公文格式）",
        lambda: _word(draft),
        file_name=f"{name}.docx",
        mime=_DOCX,
        type="primary",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
    )
    others: tuple[tuple[str, str, str, Callable[[], bytes]], ...] = (
        ("Markdown", "md", "text/markdown", lambda: export.as_markdown(export.manuscript(draft)).encode()),
        ("文本", "txt", "text/plain", lambda: export.as_text(export.manuscript(draft)).encode()),
        ("JSON", "json", "application/json", lambda: export.as_json(_with_findings(draft, found))),
    )
    for column, (label, suffix, mime, make) in zip(st.columns(3), others, strict=True):
        column.download_button(label, make, file_name=f"{name}.{suffix}", mime=mime, on_click="ignore", width="stretch")


def _word(draft: Draft) -> bytes:
    from drafting.word import write_docx

    return write_docx(export.manuscript(draft))


def _with_findings(draft: Draft, found: tuple[Finding, ...]) -> Draft:
    return Draft(draft.brief, draft.sections, draft.figures, found)


def _open_matters(report: StoredReport) -> None:
    found = session.findings(report)
    unwritten = outline.unwritten(report)
    st.subheader("导出前看一眼", anchor=False)
    if not (found or unwritten):
        st.success("没有发现问题。", icon=":material/check_circle:")
        return
    words = [outline.findings_plain(found)] if found else []
    words += [f"{len(unwritten)}节没有文字"] if unwritten else []
    st.caption("，".join(words) + "。")
    said = marking.worst_first(one for one in found if one.rule != marking.PENDING)
    with st.container(height=420, border=False):
        for number, finding in enumerate(said[:_SHOWN]):
            _finding(report, finding, number)
        if len(said) > _SHOWN:
            st.caption(f"还有{len(said) - _SHOWN}条，请到“修改”页逐节查看。")
        if unwritten:
            st.markdown("**没有文字的章节**")
            st.caption("、".join(outline.label(one) for one in unwritten))
        _pending(report, found)


def _finding(report: StoredReport, finding: Finding, number: int) -> None:
    words, jump = st.columns([5, 1], vertical_alignment="center")
    section = report.sections[finding.section] if finding.section is not None else None
    where = outline.label(section) if section else outline.FRAME
    quoted = f"“{finding.text}”" if section is None and finding.text else ""
    name = f":{marking.COLOURS[finding.severity]}[**{finding.severity.word}**]"
    words.markdown(f"{name}　:gray[{where}]　{marking.plain(finding.message + quoted)}")
    if jump.button("去看", key=f"jump-{number}", type="tertiary"):
        session.choose_section(section.id if section else outline.PARTICULARS)
        frame.go("revise" if section and section.revision else "material")


def _pending(report: StoredReport, found: tuple[Finding, ...]) -> None:
    """One line a section, in the order of the report."""
    counts = Counter(one.section for one in found if one.rule == marking.PENDING)
    if counts:
        st.markdown("**待填的指标**")
    for section in report.sections:
        if not counts[section.position]:
            continue
        words, jump = st.columns([5, 1], vertical_alignment="center")
        figures = report.brief.figures.of_section(section.position)
        names = [one.name for one in figures if one.pending and tables.is_tabled(one)]
        first = "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")
        line = f"{outline.heading(section)}：{counts[section.position]}个指标待填（{first}）"
        words.caption(marking.plain(line))
        if jump.button("去填", key=f"fill-{section.id}", type="tertiary"):
            session.choose_section(section.id)
            frame.go("material")
