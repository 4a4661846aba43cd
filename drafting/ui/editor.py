"""The section editor and the courier, two components in plain JavaScript: what is typed is never lost.

The editor keeps each keystroke in the browser's own store until the server has acknowledged it; the courier, which
every page has, delivers what an editor that is gone could not.
"""

from functools import cache
from importlib.resources import files

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from drafting.errors import NigaoError
from drafting.references import render
from drafting.storage.records import StoredReport, StoredSection
from drafting.ui import edge, session
from drafting.ui.outline import heading
from drafting.ui.saving import parcel_from, save

_EDITOR, _COURIER = "section-editor", "courier"


@cache
def _component(name: str) -> ComponentRenderer:
    folder = files(__package__).joinpath("components")
    script = folder.joinpath("outbox.js").read_text("utf-8") + folder.joinpath(f"{name}.js").read_text("utf-8")
    style = folder.joinpath("editor.css").read_text("utf-8") if name == "editor" else None
    return st.components.v2.component(f"nigao_{name}", js=script, css=style, isolate_styles=False)


def edit(report: StoredReport, section: StoredSection) -> None:
    """Shows the section's text with its figures; the browser replaces its own only when `token` changes."""
    revision, figures = section.revision, report.figures_of(section)
    receipt = session.receipts().get(section.id)
    result = _component("editor")(
        key=_EDITOR,
        data={
            "report": report.id,
            "section": section.id,
            "label": heading(section),
            "token": f"{section.id}/{revision.id if revision else ''}/{figures.number}",
            "base": revision.id if revision else "",
            "set": figures.number,
            "text": render(revision.source, figures).text if revision else "",
            "asked": section.asked or 0,
            "locked": section.lock is not None,
            "saved": session.clock(revision.made) if revision else "",
            "receipt": {
                "seq": receipt.sequence,
                "tab": receipt.tab,
                "at": session.clock(receipt.made),
                "conflict": receipt.conflict,
            }
            if receipt
            else None,
        },
        on_parcel_change=_receive_one,
    )
    if _catch_up(result.get("parcel")):
        st.rerun()


def courier() -> None:
    """Invisible; picks up what was typed just before a page was left or the server went away."""
    delivered = [[one.tab, one.section, one.sequence] for one in session.receipts().values()]
    result = _component("courier")(
        key=_COURIER, data={"delivered": delivered}, on_parcels_change=_receive_many, height=1
    )
    for fields in result.get("parcels") or []:
        _catch_up(fields)


def _catch_up(fields: object) -> bool:
    """Whether a parcel had still to be kept: after a restart of the server it comes before its callback is known."""
    parcel = parcel_from(fields)
    if parcel is None:
        return False
    known = session.receipts().get(parcel.section)
    if known and (known.tab != parcel.tab or known.sequence >= parcel.sequence):
        return False
    _keep(fields)
    return True


def receive() -> None:
    """Keep what the browser sent together with the click that is being handled: it was typed before."""
    fields = st.session_state.get(_EDITOR, {}).get("parcel")
    if fields:
        _keep(fields)


@edge.action
def _receive_one() -> None:
    _keep(st.session_state[_EDITOR].get("parcel"))


@edge.action
def _receive_many() -> None:
    for fields in st.session_state[_COURIER].get("parcels") or []:
        _keep(fields)


def _keep(fields: object) -> None:
    parcel = parcel_from(fields)
    if parcel is None:
        raise NigaoError("收到的文字不完整，没有保存", hint="请刷新页面；浏览器里留有这段文字，会自动补存")
    desk = session.desk()
    session.receipts()[parcel.section] = save(desk.store, desk.trail, parcel)
