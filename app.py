"""Entry of the desk, run by Streamlit: page configuration and navigation only."""

import streamlit as st

from drafting.ui import drafting_page, export_page, frame, material, reports, revise

st.set_page_config(page_title="拟稿", page_icon=frame.icon(), layout="wide", menu_items={})
pages = {
    "reports": st.Page(reports.render, title="报告", url_path="reports", icon=":material/folder_open:", default=True),
    "material": st.Page(material.render, title="素材", url_path="material", icon=":material/table_chart:"),
    "drafting": st.Page(drafting_page.render, title="起草", url_path="drafting", icon=":material/edit_note:"),
    "revise": st.Page(revise.render, title="修改", url_path="revise", icon=":material/rate_review:"),
    "export": st.Page(export_page.render, title="导出", url_path="export", icon=":material/download:"),
}
st.session_state["pages"] = pages
page = st.navigation(list(pages.values()), position="top")
frame.surround()
page.run()
