"""The ways to begin a report: the example, a brief or filled form, an exemplar."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import streamlit as st

from drafting.errors import InputError
from drafting.report import Brief
from drafting.shipped import EXAMPLE_BRIEF, shipped
from drafting.ui import downloads, edge, frame, session

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from drafting.exemplar import Exemplar

_KINDS = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".xlsx": "xlsx"}
_FROM_FILE, _FROM_EXEMPLAR, _EXAMPLE = "素材文件", "范文", "示例"


_ONE_EXAMPLE = Lock()


def open_example() -> None:
    """The one on the desk, as it was left; a new one only where there is none."""
    from drafting.exemplar import shipped_exemplar
    from drafting.intake.brief_file import read_brief

    brief = read_brief(shipped("examples", EXAMPLE_BRIEF))
    with _ONE_EXAMPLE:
        standing = next((one for one in session.desk().store.reports() if one.title == brief.title), None)
        if standing is None:
            _create(brief, shipped_exemplar())
    if standing is not None:
        session.open_report(standing.id)
    frame.go("revise" if standing and standing.drafted else "material")


def greet_with_example() -> None:
    """Opens the example on an empty desk, or where it is the only report."""
    store = session.desk().store
    listed = store.reports()
    alone = len(listed) == 1 and listed[0].title == _example_title()
    if alone or not (listed or store.archived()):
        open_example()


@cache
def _example_title() -> str:
    from drafting.intake.brief_file import read_brief

    return read_brief(shipped("examples", EXAMPLE_BRIEF)).title


def panel() -> None:
    ways = (_FROM_FILE, _FROM_EXEMPLAR, _EXAMPLE)
    way = st.segmented_control("从哪里开始", ways, default=_FROM_FILE, required=True, width="stretch", key="way")
    if way == _FROM_EXEMPLAR:
        _from_exemplar()
    elif way == _EXAMPLE:
        st.write("虚构的青岚县，素材齐全，可以直接起草。")
        if st.button("打开示例报告", key="example", type="primary", width="stretch"):
            open_example()
    else:
        _from_file()


def _create(brief: Brief, exemplar: "Exemplar") -> None:
    session.open_report(session.desk().store.create_report(brief, exemplar.name, exemplar.text))


@edge.page
def _from_file() -> None:
    st.caption("填好的Excel填报表，或YAML、JSON素材文件。")
    upload = st.file_uploader("素材文件", type=["xlsx", "yaml", "yml", "json"], label_visibility="collapsed")
    with st.expander("范文：用自带的县级工作情况汇报，或换成自己的"):
        exemplar = _exemplar_choice("file")
    if st.button("新建报告", key="create-file", type="primary", width="stretch", disabled=upload is None) and upload:
        from drafting.intake.brief_file import brief_from_bytes

        name = Path(upload.name).name
        kind = _KINDS.get(Path(name).suffix.lower(), "yaml")
        _create(brief_from_bytes(upload.getvalue(), name, kind), exemplar)
        frame.go("material")


@edge.page
def _from_exemplar() -> None:
    from drafting.exemplar import form_of

    exemplar = _exemplar_choice("exemplar")
    title = st.text_input("标题", placeholder="例：2024年上半年某某县工作情况汇报", key="new-title")
    unit, period = st.columns(2)
    with unit:
        unit_name = st.text_input("单位", placeholder="例：某某县", key="new-unit")
    with period:
        period_name = st.text_input("时期", placeholder="例：2024年上半年", key="new-period")
    form = form_of(exemplar)
    filled = replace(form, title=title.strip() or form.title, unit=unit_name.strip(), period=period_name.strip())
    st.caption(f"范文“{Path(exemplar.name).stem}”有{len(form.sections)}节、{len(form.figures)}个待填指标。")
    wanted = st.button("新建报告", key="create-exemplar", type="primary", width="stretch")
    name = title.strip() or Path(exemplar.name).stem
    downloads.form(filled, "下载空白填报表（Excel）", name, "发给各部门填好后，用“素材文件”读回来。")
    if wanted:
        _require(title, unit_name, period_name)
        _create(filled, exemplar)
        frame.go("material")


def _require(title: str, unit: str, period: str) -> None:
    missing = [name for name, text in (("标题", title), ("单位", unit), ("时期", period)) if not text.strip()]
    if missing:
        raise InputError(f"还没有填{'、'.join(missing)}", hint="填好后再新建")


def _exemplar_choice(key: str) -> "Exemplar":
    """The shipped exemplar unless the writer brings one."""
    from drafting.exemplar import shipped_exemplar

    label = "自己的范文（.txt 或 .docx），不传就用自带的县级工作情况汇报"
    upload = st.file_uploader(label, type=["txt", "docx"], key=f"exemplar-{key}")
    return _read_exemplar(upload) if upload else shipped_exemplar()


def _read_exemplar(upload: "UploadedFile") -> "Exemplar":
    from drafting.exemplar import parse_exemplar
    from drafting.intake.document import text_of

    name = Path(upload.name).name
    return parse_exemplar(text_of(upload.getvalue(), name), name)
