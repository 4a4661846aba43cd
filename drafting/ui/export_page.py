"""导出: what is still open, then the report as a file."""

import re
from collections.abc import Callable
from html import escape

import streamlit as st

from drafting import export
from drafting.report import Draft, Finding, Severity
from drafting.storage.records import StoredReport
from drafting.ui import edge, frame, marking, outline, session

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHOWN = 30


@edge.page
def render() -> None:
    frame.with_report(_export)


def _export(report: StoredReport) -> None:
    frame.title(report)
    draft = session.as_draft(report)
    left, right = st.columns([1, 1.15], gap="large")
    with left:
        _downloads(draft, session.findings(report))
        _open_matters(report)
    with right:
        st.subheader("全文", anchor=False)
        body = preview(export.manuscript(draft))
        st.html(f'<div class="nigao-page" style="height:calc(100vh - 11.5rem)">{body}</div>')


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
    st.download_button(
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


def file_name(title: str) -> str:
    """The title as a file name any system takes; never empty, at most 80 characters."""
    clean = re.sub(r'[\\/:*?"<>|\x00-\x1f\x7f]+', "", title).strip(" .")
    return clean[:80].strip(" .") or "报告"


def _open_matters(report: StoredReport) -> None:
    found = marking.worst_first(session.findings(report))
    unwritten = outline.unwritten(report)
    pending = [one for one in report.brief.figures if one.pending]
    st.subheader("导出前看一眼", anchor=False)
    if not (found or unwritten or pending):
        st.success("没有发现问题。", icon=":material/check_circle:")
        return
    grave = [one.severity for one in found]
    words = [f"{grave.count(severity)}处{name}" for severity, name in marking.SEVERITIES.items() if severity in grave]
    words += [f"{len(unwritten)}节没有文字"] if unwritten else []
    words += [f"{len(pending)}个指标待填"] if pending else []
    st.caption("，".join(words) + "。")
    with st.container(height=420, border=False):
        for number, finding in enumerate(found[:_SHOWN]):
            _finding(report, finding, number)
        if len(found) > _SHOWN:
            st.caption(f"还有{len(found) - _SHOWN}条，请到“修改”页逐节查看。")
        if unwritten:
            st.markdown("**没有文字的章节**")
            st.caption("、".join(outline.label(one) for one in unwritten))
        if pending:
            st.markdown("**待填的指标**")
            names = "、".join(one.name for one in pending[:_SHOWN])
            st.caption(marking.plain(f"{names}等{len(pending)}个" if len(pending) > _SHOWN else names))


def _finding(report: StoredReport, finding: Finding, number: int) -> None:
    words, jump = st.columns([5, 1], vertical_alignment="center")
    colour = {Severity.ERROR: "red", Severity.WARN: "orange", Severity.INFO: "blue"}[finding.severity]
    section = report.sections[finding.section] if finding.section is not None else None
    where = f":gray[{outline.label(section)}]　" if section else ""
    name = marking.SEVERITIES[finding.severity]
    words.markdown(f":{colour}[**{name}**]　{where}{marking.plain(finding.message)}")
    if section is not None and jump.button("去看", key=f"jump-{number}", type="tertiary"):
        session.choose_section(section.id)
        frame.go("revise" if section.revision else "material")
