"""基本信息 and 交办要求 on the material page: what is typed is kept as it is, a remark says what can't be read."""

import re
from dataclasses import replace
from typing import Any

import streamlit as st

from drafting import numerals
from drafting.errors import BriefError
from drafting.export import printed_date
from drafting.report import Finding, Task
from drafting.storage.records import StoredReport
from drafting.ui import edge, marking, session, tables

_FIELDS = {
    "title": ("标题", "例：2024年上半年青岚县工作情况汇报"),
    "unit": ("单位", "例：青岚县"),
    "period": ("时期", "例：2024年上半年"),
    "date": ("成文日期", "例：2024-07-15"),
    "salutation": ("称谓", "例：尊敬的周书记，各位领导、同志们："),
    "lead": ("开头语", "例：根据会议安排，现将有关情况汇报如下。"),
    "closing": ("结束语", "例：以上汇报，不妥之处，请批评指正。"),
    "signer": ("署名", "例：青岚县人民政府"),
}
_LAYOUT = (("title",), ("unit", "period", "date"), ("salutation", "signer"), ("lead",), ("closing",))
_TASK = (("audience", "对象", "例：市委调研组"), ("occasion", "场合", "例：调研座谈会"), ("minutes", "分钟", "例：15"))
_LISTS = (("must", "必须讲到", "一行一条"), ("avoid", "避开不谈", "一行一条"))
_CHECKED = {"salutation", "lead", "closing", "signer"}
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日", re.ASCII)
_MINUTES = re.compile(r"\d{1,3}(?:\.\d)?(?:分钟)?", re.ASCII)
LIVE = "500ms"


def show(report: StoredReport) -> None:
    brief = report.brief
    found = of_frame(session.findings(report))
    st.subheader("基本信息", anchor=False)
    for names in _LAYOUT:
        for column, name in zip(st.columns(len(names)), names, strict=True):
            with column:
                _text(report, name, _FIELDS[name], getattr(brief, name), found)
    st.subheader("交办要求", anchor=False)
    for column, (name, label, example) in zip(st.columns([2, 2, 1]), _TASK, strict=True):
        with column:
            _text(report, name, (label, example), getattr(brief.task, name))
    for column, (name, label, example) in zip(st.columns(2), _LISTS, strict=True):
        with column:
            key = f"basic-{report.id}-{name}"
            lines = "\n".join(getattr(brief.task, name))
            st.text_area(label, lines, key=key, placeholder=example, height=96, on_change=_keep, args=(report.id, name))


def of_frame(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those on salutation, lead, closing and signer, which belong to no section."""
    return tuple(one for one in findings if one.section is None)


def _text(report: StoredReport, name: str, words: tuple[str, str], value: str, found: tuple[Finding, ...] = ()) -> None:
    label, example = words
    key = f"basic-{report.id}-{name}"
    st.text_input(label, value, key=key, placeholder=example, on_change=_keep, args=(report.id, name), live=LIVE)
    faults = [one for one in found if name in _CHECKED and one.text and one.text in value]
    if faults:
        said = dict.fromkeys(f"{one.message}“{one.text}”，{one.suggestion}" for one in faults)
        st.caption(f":red[{marking.plain('；'.join(said))}]")
    elif remark := remark_on(name, value):
        st.caption(f":orange[{marking.plain(remark)}]")


def remark_on(name: str, text: str) -> str:
    """Why a date or a number of minutes can't be read as one; "" when it can, or is not asked."""
    plain = numerals.normal(text.strip())
    if name == "minutes" and plain and not _MINUTES.fullmatch(plain):
        return "这里要一个数，例：15。您写的已照样保存"
    if name == "date" and plain and not _is_date(plain):
        return "读不成日期，请写成2024-07-15或2024年7月15日。您写的已照样保存"
    return ""


def _is_date(text: str) -> bool:
    """Of the forms 2024-07-15 and 2024年7月15日, and a day that exists."""
    parts = _DATE.fullmatch(text)
    dashed = "-".join(parts.groups()) if parts else text
    return printed_date(dashed) != dashed


@edge.action
def _keep(report_id: str, name: str) -> None:
    text = str(st.session_state[f"basic-{report_id}-{name}"]).strip()
    brief = session.desk().store.load(report_id).brief
    if name == "title" and not text:
        raise BriefError("标题不能空着", hint="原来的标题没有动，请补上")
    change: dict[str, Any] = {name: text}
    if name in {one for one, _, _ in _LISTS}:
        change = {name: tuple(line.strip() for line in text.splitlines() if line.strip())}
    if name in Task.__dataclass_fields__:
        change = {"task": replace(brief.task, **change)}
    tables.save(report_id, replace(brief, **change))
