"""算一个指标: a share, a sum or a difference of figures that are there, shown with its formula before it is added."""

from dataclasses import replace

import streamlit as st

from drafting.deriving import ARITY, Operation, derive, explain
from drafting.errors import DerivationError
from drafting.measuring import amount_of
from drafting.references import with_unit
from drafting.report import Brief, Figure, FigureSet, Kind
from drafting.storage.records import StoredReport, StoredSection
from drafting.ui import edge, session, tables
from drafting.ui.marking import plain

_SIDES = {
    Operation.SHARE: ("部分", "总数"),
    Operation.COMPLETION: ("完成数", "任务数"),
    Operation.DIFFERENCE: ("被减数", "减数"),
}
_HINTS = {
    Operation.TOTAL: "选两个以上单位同类的指标",
    Operation.INCREASE: "只列填了上期值的指标；两个指标相减请用差额",
    Operation.GROWTH: "只列填了上期值的指标；按不变价、可比口径公布的增速不能这样算",
}


@edge.page
def show(report: StoredReport, section: StoredSection) -> None:
    with st.popover(
        "算一个指标", icon=":material/calculate:", help="占比、完成率、差额、合计、增加额、增速，由软件计算"
    ):
        offered = [one for one in report.brief.figures if _reckonable(one)]
        if not offered:
            st.caption("还没有可以计算的数字指标。")
            return
        operation = Operation(str(st.selectbox("算什么", list(Operation), key=f"derive-operation-{section.id}")))
        keys = _operands(operation, offered, report.brief, section.id)
        name = str(st.text_input("名称", key=f"derive-name-{section.id}", placeholder="不填就按算法起名"))
        made = _preview(operation, keys, report.brief.figures, name)
        st.button(
            "加入指标表",
            key=f"derive-add-{section.id}",
            type="primary",
            disabled=made is None,
            on_click=_add,
            args=(report.id, section.id, operation, keys, name),
        )


def _reckonable(figure: Figure) -> bool:
    if figure.kind is not Kind.NUMBER or figure.pending or not figure.value:
        return False
    try:
        amount_of(figure.value, figure.unit)
    except DerivationError:
        return False
    return True


def _operands(operation: Operation, offered: list[Figure], brief: Brief, section_id: str) -> tuple[str, ...]:
    """Keys chosen; own widgets for each operation, so that a choice made for one is not carried to another."""
    fewest, _ = ARITY[operation]
    if fewest == 1:
        offered = [one for one in offered if one.prev]
    said = {one.key: _said(one, brief) for one in offered}
    key = f"derive-{operation.name}-{section_id}"
    if operation is Operation.TOTAL:
        return tuple(st.multiselect("指标", list(said), format_func=said.__getitem__, key=key, help=_HINTS[operation]))
    labels = _SIDES.get(operation, ("指标",))
    chosen = [
        st.selectbox(label, list(said), index=None, format_func=said.__getitem__, key=f"{key}-{number}",
                     placeholder="请选择", help=_HINTS.get(operation))
        for number, label in enumerate(labels)
    ]  # fmt: skip
    return tuple(one for one in chosen if one)


def _said(figure: Figure, brief: Brief) -> str:
    heading = brief.sections[figure.section].heading if figure.section < len(brief.sections) else ""
    return f"{figure.name}　{with_unit(figure.value, figure.unit)}　{heading}".rstrip()


def _preview(operation: Operation, keys: tuple[str, ...], figures: FigureSet, name: str) -> Figure | None:
    """Shown as it would stand in the table; None, with the reason, when it can't be computed."""
    if len(keys) < ARITY[operation][0]:
        st.caption("选好指标后，这里显示算式和结果。")
        return None
    try:
        made = derive(operation, keys, figures, name)
        st.markdown(plain(made.name))
        st.caption(plain(explain(made, figures)))
    except DerivationError as fault:
        st.warning(plain(str(fault)))
        return None
    return made


@edge.action
def _add(report_id: str, section_id: str, operation: Operation, keys: tuple[str, ...], name: str) -> None:
    store = session.desk().store
    report = store.load(report_id)
    position = next((one.position for one in report.sections if one.id == section_id), 0)
    figures = report.brief.figures
    # A key that a draft once mentioned is never given out again, also when its figure is gone.
    made = replace(derive(operation, keys, figures, name, position), key=store.next_key(report_id))
    tables.save(report_id, replace(report.brief, figures=replace(figures, figures=(*figures, made))))
    tables.reopen()
    st.session_state[f"derive-name-{section_id}"] = ""
