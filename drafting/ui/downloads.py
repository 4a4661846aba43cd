"""Files a page gives out: named after the report, made when they are asked for."""

import re

import streamlit as st

from drafting.report import Brief

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file_name(title: str) -> str:
    """The title as a file name any system takes; never empty, at most 80 characters."""
    clean = re.sub(r'[\\/:*?"<>|\x00-\x1f\x7f]+', "", title).strip(" .")
    return clean[:80].strip(" .") or "报告"


def form(brief: Brief, label: str, name: str, remark: str) -> None:
    """A button for the brief as the Excel form."""
    from drafting.intake.form_xlsx import write_form

    st.download_button(
        label,
        lambda: write_form(brief),
        file_name=f"{file_name(name)}（填报表）.xlsx",
        mime=_XLSX,
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
        help=remark,
    )


def material(brief: Brief) -> None:
    """All that was given, in the two forms that 新建 reads back."""
    from drafting.intake.brief_dump import dump_brief

    form(brief, "当前填报表（Excel）", brief.title, "发给各部门补填，再从“报告”页的“素材文件”读回来。")
    st.download_button(
        "素材文件（YAML）",
        lambda: dump_brief(brief).encode(),
        file_name=f"{file_name(brief.title)}（素材）.yaml",
        mime="application/yaml",
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
        help="留底，或给命令行用。",
    )
