"""What stands around every page: style, the courier, and the name of the open report."""

from collections.abc import Callable
from functools import cache
from html import escape
from importlib.resources import files

import streamlit as st

from drafting.storage.records import StoredReport, StoredSection
from drafting.ui import edge, editor, session


@cache
def _style() -> str:
    return f"<style>{files(__package__).joinpath('components', 'desk.css').read_text('utf-8')}</style>"


def icon() -> str:
    """A file of our own: Streamlit would fetch its icons for the browser tab from the network."""
    return str(files(__package__).joinpath("components", "icon.svg"))


@edge.page
def surround() -> None:
    with st.container(key="style"):
        st.html(_style())
    with st.container(key="courier-box"):
        editor.courier()
    session.keep_address()
    edge.show_fault()


def with_report(render: Callable[[StoredReport], None]) -> None:
    """A page about the open report; without one it says what to do."""
    report = session.opened()
    if report is None:
        st.header("还没有打开报告", anchor=False)
        st.write("请先到“报告”页打开一份，或者新建一份。")
        st.page_link(st.session_state["pages"]["reports"], label="去报告页", icon=":material/arrow_back:")
        return
    session.keep_address()
    render(report)


def title(report: StoredReport, note: str = "") -> None:
    """One line: whose report it is, and a remark."""
    brief = report.brief
    about = " · ".join(word for word in (brief.unit, brief.period, note) if word)
    st.html(f'<div class="nigao-report"><b>{escape(brief.title)}</b><span>{escape(about)}</span></div>')


def to_material(section: StoredSection, key: str, *, wide: bool = False) -> None:
    """What a section without material offers in place of drafting."""
    if st.button("去填素材", key=key, width="stretch" if wide else "content"):
        session.choose_section(section.id)
        go("material")


def go(page: str) -> None:
    """To another page of the desk, by its module's name."""
    st.switch_page(st.session_state["pages"][page])
