"""Must-use material missing, 备查 material used, blanks and what was left out."""

import pytest

from drafting.checking import Context
from drafting.checking.coverage import check_figures, check_points, says_point
from drafting.report import (
    Brief,
    Comparison,
    Figure,
    FigureSet,
    Finding,
    Kind,
    Origin,
    Point,
    SectionBrief,
    Severity,
    Status,
    Use,
)

VALUE = Figure("F1", "粮食产量", 0, value="3.85", unit="万吨")


def figures_found(figure: Figure, *used: str, section: int | None = None) -> list[Finding]:
    context = Context.of(Brief("报告", sections=(SectionBrief("一、甲"),), figures=FigureSet((figure,))))
    return list(check_figures(frozenset(used), context, section))


@pytest.mark.parametrize(
    ("use", "used", "finding"),
    [
        (Use.MUST, False, ("figure-missing", Severity.ERROR, "必用的指标“粮食产量”没有写进去")),
        (Use.MUST, True, None),
        (Use.MAY, False, ("figure-unused", Severity.INFO, "可用的指标“粮食产量”没有用上")),
        (Use.MAY, True, None),
        (Use.RESERVE, True, ("figure-reserved", Severity.ERROR, "备查的指标“粮食产量”写进了正文")),
        (Use.RESERVE, False, None),
    ],
)
def test_a_figure_is_held_to_its_use(use: Use, used: bool, finding: tuple[str, Severity, str] | None) -> None:
    found = figures_found(Figure("F1", "粮食产量", 0, value="3.85", use=use), *(["F1"] if used else []))
    assert [(one.rule, one.severity, one.message) for one in found] == ([finding] if finding else [])


@pytest.mark.parametrize(
    "figure",
    [
        Figure("F1", "考核得分", 0),
        Figure("F1", "考核得分", 0, value="92", status=Status.PENDING),
        Figure("F1", "考核得分", 0, use=Use.RESERVE),
        Figure("F1", "考核得分", 0, comparisons=(Comparison("同比", ""),)),
    ],
)
def test_a_blank_is_a_warning_whatever_its_use(figure: Figure) -> None:
    assert [(one.rule, one.severity, one.section) for one in figures_found(figure)] == [
        ("figure-pending", Severity.WARN, 0)
    ]


def test_figures_lifted_from_points_and_of_other_sections_are_not_asked_for() -> None:
    assert figures_found(Figure("F1", "学校", 0, value="3所", origin=Origin.POINT)) == []
    assert figures_found(VALUE, section=1) == []
    assert [one.rule for one in figures_found(VALUE, section=0)] == ["figure-missing"]


LIFTED = FigureSet(
    (
        Figure("F1", "幼儿园", 0, value="3所", origin=Origin.POINT),
        Figure("F2", "危桥", 0, value="4座", origin=Origin.POINT),
    )
)
SAID = [
    ("新建公办幼儿园[[F1]]，改造危桥[[F2]]", "新建公办幼儿园3所，改造危桥4座。", ("F1", "F2"), True),
    ("新建公办幼儿园[[F1]]，改造危桥[[F2]]", "改造危桥4座，并新建了公办幼儿园3所。", ("F1", "F2"), True),
    ("新建公办幼儿园[[F1]]，改造危桥[[F2]]", "新建公办幼儿园3所。", ("F1",), False),
    ("新建公办幼儿园[[F1]]", "另有3所。", ("F1",), False),
    ("获评省级生态文明建设示范县", "青岚县获评省级生态文明建设示范县。", (), True),
    ("获评省级生态文明建设示范县", "被命名为省级生态文明示范县。", (), True),
    ("获评省级生态文明建设示范县", "生态环境持续改善。", (), False),
    ("推行“一窗受理”", "", (), False),
]


@pytest.mark.parametrize(("bound", "text", "used", "there"), SAID)
def test_a_point_is_said_by_its_figures_and_most_of_its_words(
    bound: str, text: str, used: tuple[str, ...], there: bool
) -> None:
    assert says_point(Point(bound, bound), text, frozenset(used)) is there


@pytest.mark.parametrize(
    ("use", "text", "finding"),
    [
        (Use.MUST, "无关的话。", ("point-missing", Severity.ERROR, "必用的要点“获评省级生态文明建设示范县”没有写进去")),
        (Use.MUST, "获评省级生态文明建设示范县。", None),
        (Use.MAY, "无关的话。", ("point-unused", Severity.INFO, "可用的要点“获评省级生态文明建设示范县”没有用上")),
        (Use.MAY, "获评省级生态文明建设示范县。", None),
        (
            Use.RESERVE,
            "获评省级生态文明建设示范县。",
            ("point-reserved", Severity.ERROR, "备查的要点“获评省级生态文明建设示范县”写进了正文"),
        ),
        (Use.RESERVE, "无关的话。", None),
    ],
)
def test_a_point_is_held_to_its_use(use: Use, text: str, finding: tuple[str, Severity, str] | None) -> None:
    point = Point("获评省级生态文明建设示范县", "获评省级生态文明建设示范县", use)
    context = Context.of(Brief("报告", sections=(SectionBrief("一、甲", points=(point,)),)))
    found = list(check_points(text, frozenset(), context, 0))
    assert [(one.rule, one.severity, one.message) for one in found] == ([finding] if finding else [])


def test_a_long_point_is_quoted_by_its_beginning() -> None:
    point = Point("一" * 40, "一" * 40, Use.MUST)
    context = Context.of(Brief("报告", sections=(SectionBrief("一、甲", points=(point,)),)))
    (finding,) = check_points("无。", frozenset(), context, 0)
    assert finding.message == f"必用的要点“{'一' * 18}……”没有写进去"


def test_names_and_dates_and_notes_count_as_said_by_their_words() -> None:
    from drafting.checking.fidelity import linked

    figures = FigureSet(
        (
            Figure("F1", "县名", 0, kind=Kind.NAME, value="青岚县"),
            Figure("F2", "通车时间", 0, kind=Kind.DATE, value="2025年11月"),
            Figure("F3", "专项行动", 0, note="正在筹备"),
        )
    )
    context = Context.of(Brief("报告", sections=(SectionBrief("一、甲"),), figures=figures))
    assert linked("青岚县高速2025年11月通车，专项行动正在筹备。", (), context) == {"F1", "F2", "F3"}
    assert linked("邻县高速通车。", (), context) == frozenset()
