"""Must-use material missing, 备查 material used, blanks and what was left out, and what is said too often."""

import pytest

from drafting.checking import Context
from drafting.checking.coverage import Condition, Coverage, Pages, check_coverage, cover
from drafting.checking.points import Page
from drafting.references import render
from drafting.report import (
    Brief,
    Comparison,
    Figure,
    FigureSet,
    Kind,
    Origin,
    Point,
    SectionBrief,
    Severity,
    Status,
    Use,
)

COMPARED = (Comparison("同比", "增长1.4%"), Comparison("较年初", "增加0.2万吨"))
OUTPUT = Figure("F1", "粮食产量", 0, value="3.85", unit="万吨", comparisons=COMPARED)
SECTIONS = (SectionBrief("一、基本情况"), SectionBrief("二、农业"), SectionBrief("三、民生"))


def covered(figures: tuple[Figure, ...], *sources: str, sections: tuple[SectionBrief, ...] = SECTIONS) -> Coverage:
    table = FigureSet(figures)
    rendered = [render(source, table) for source in sources]
    pages: Pages = {at: Page(one.text, one.mentions) for at, one in enumerate(rendered)}
    return cover(pages, Context.of(Brief("报告", sections=sections, figures=table)))


def told(coverage: Coverage, section: int | None = None) -> list[tuple[str, Severity, str]]:
    return [(one.rule, one.severity, one.message) for one in check_coverage(coverage, section)]


@pytest.mark.parametrize(
    ("use", "source", "condition", "finding"),
    [
        (Use.MUST, "无。", Condition.MISSING, ("figure-missing", Severity.ERROR, "必用的指标“粮食产量”没有写进去")),
        (Use.MUST, "粮食产量[[F1]]。", Condition.USED, None),
        (Use.MAY, "无。", Condition.UNUSED, ("figure-unused", Severity.INFO, "可用的指标“粮食产量”没有用上")),
        (Use.MAY, "粮食产量[[F1]]。", Condition.USED, None),
        (
            Use.RESERVE,
            "粮食产量[[F1]]。",
            Condition.RESERVED,
            ("figure-reserved", Severity.ERROR, "备查的指标“粮食产量”写进了正文"),
        ),
        (Use.RESERVE, "无。", Condition.KEPT, None),
    ],
)
def test_a_figure_is_held_to_its_use(
    use: Use, source: str, condition: Condition, finding: tuple[str, Severity, str] | None
) -> None:
    coverage = covered((Figure("F1", "粮食产量", 0, value="3.85", use=use),), source)
    assert [one.condition for one in coverage.figures] == [condition]
    assert told(coverage) == ([finding] if finding else [])


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
    coverage = covered((figure,), "无。")
    assert coverage.figures[0].condition is Condition.PENDING
    assert [(one.rule, one.severity, one.section) for one in check_coverage(coverage)] == [
        ("figure-pending", Severity.WARN, 0)
    ]


def test_figures_lifted_from_points_and_of_other_sections_are_not_asked_for() -> None:
    assert told(covered((Figure("F1", "学校", 0, value="3所", origin=Origin.POINT),), "无。")) == []
    assert told(covered((OUTPUT,), "无。"), section=1) == []
    assert [rule for rule, _, _ in told(covered((OUTPUT,), "无。"), section=0)] == ["figure-missing"]


@pytest.mark.parametrize(
    ("sources", "times", "total"),
    [
        (("粮食产量[[F1]]，[[F1.change]]。",), (1, 0, 0), 1),
        (("粮食产量[[F1]]，增速[[F1.rate]]，确实[[F1.change]]。",), (2, 0, 0), 2),
        (("粮食产量[[F1]]。", "粮食产量[[F1]]，又是[[F1]]。", "无。"), (1, 2, 0), 3),
        (("粮食产量[[F1.change:同比]]，[[F1.change:较年初]]，[[F1.rate]]。",), (2, 0, 0), 2),
        (("无。",), (0, 0, 0), 0),
    ],
)
def test_a_value_and_its_change_told_in_one_breath_are_one_use(
    sources: tuple[str, ...], times: tuple[int, ...], total: int
) -> None:
    (use,) = covered((OUTPUT,), *sources).figures
    assert tuple(use.times(section) for section in range(3)) == times
    assert use.total == total


@pytest.mark.parametrize(
    ("sources", "place"),
    [
        (("粮食产量[[F1]]。", "粮食产量[[F1]]。", "无。"), None),
        (("粮食产量[[F1]]。", "粮食产量[[F1]]，[[F1.change]]。", "粮食产量[[F1.change:同比]]。"), (2, 4)),
        (("无。", "粮食产量[[F1]]。", "产量[[F1]]。"), (2, 2)),
        (("无。", "粮食产量[[F1]]。", "粮食产量[[F1.change]]。"), None),
        (("无。", "[[F1]]，[[F1]]。", "无。"), None),
        (("无。", "[[F1]]，[[F1]]，[[F1]]。", "无。"), (1, 14)),
    ],
)
def test_the_same_number_in_a_second_section_is_remarked_on_but_a_summary_may_state_it_too(
    sources: tuple[str, ...], place: tuple[int, int] | None
) -> None:
    found = [one for one in check_coverage(covered((OUTPUT,), *sources)) if one.rule == "figure-repeated"]
    assert [(one.section, one.start) for one in found] == ([place] if place else [])
    assert all(one.severity is Severity.INFO and one.text for one in found)


@pytest.mark.parametrize(("times", "repeated"), [(3, False), (4, True)])
def test_a_text_whose_sections_are_unknown_may_state_a_number_once_more(times: int, repeated: bool) -> None:
    table = FigureSet((OUTPUT,))
    rendered = render("粮食产量[[F1]]。" * times, table)
    context = Context.of(Brief("报告", sections=SECTIONS, figures=table))
    (use,) = cover({None: Page(rendered.text, rendered.mentions)}, context).figures
    assert (use.repeat is not None) is repeated


@pytest.mark.parametrize(
    "figure",
    [
        Figure("F1", "县名", 0, kind=Kind.NAME, value="青岚县"),
        Figure("F1", "通车时间", 0, kind=Kind.DATE, value="2025年11月"),
        Figure("F1", "专项行动", 0, note="正在筹备"),
    ],
)
def test_names_dates_and_notes_are_said_by_their_words_and_never_too_often(figure: Figure) -> None:
    words = figure.value or figure.note
    (use,) = covered((figure,), f"{words}，{words}。", f"{words}。", f"{words}。").figures
    assert (use.condition, [use.times(at) for at in range(3)]) == (Condition.USED, [2, 1, 1])
    (use,) = covered((figure,), "邻县的事。").figures
    assert use.condition is Condition.MISSING


LIFTED = (
    Figure("F1", "幼儿园", 0, value="3所", origin=Origin.POINT),
    Figure("F2", "危桥", 0, value="4座", origin=Origin.POINT),
)
BOTH = "新建公办幼儿园[[F1]]，改造危桥[[F2]]"


@pytest.mark.parametrize(
    ("bound", "sources", "where"),
    [
        (BOTH, ("新建公办幼儿园[[F1]]，改造危桥[[F2]]。",), (0,)),
        (BOTH, ("改造危桥[[F2]]，并新建了公办幼儿园[[F1]]。",), (0,)),
        (BOTH, ("新建公办幼儿园[[F1]]。",), ()),
        (BOTH, ("新建公办幼儿园[[F1]]。改造危桥。", "危桥[[F2]]。"), (0,)),
        (BOTH, ("无。", "新建公办幼儿园[[F1]]，改造危桥[[F2]]。"), (1,)),
        ("新建公办幼儿园[[F1]]", ("另有[[F1]]。",), ()),
        ("获评省级生态文明建设示范县", ("被命名为省级生态文明示范县。",), (0,)),
        ("推行“一窗受理”", ("",), ()),
    ],
)
def test_a_point_is_said_by_its_figures_and_most_of_its_words(
    bound: str, sources: tuple[str, ...], where: tuple[int, ...]
) -> None:
    sections = (SectionBrief("一、甲", points=(Point(bound, bound, Use.MUST),)), SectionBrief("二、乙"))
    (use,) = covered(LIFTED, *sources, sections=sections).points
    assert use.sections == where


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
@pytest.mark.parametrize("section", [0, None])
def test_a_point_is_held_to_its_use_in_a_draft_and_in_a_text_from_elsewhere(
    section: int | None, use: Use, text: str, finding: tuple[str, Severity, str] | None
) -> None:
    point = Point("获评省级生态文明建设示范县", "获评省级生态文明建设示范县", use)
    context = Context.of(Brief("报告", sections=(SectionBrief("一、甲", points=(point,)),)))
    assert told(cover({section: Page(text)}, context)) == ([finding] if finding else [])


def test_points_of_a_section_that_is_not_written_are_not_asked_for() -> None:
    point = Point("获评省级生态文明建设示范县", "获评省级生态文明建设示范县", Use.MUST)
    context = Context.of(Brief("报告", sections=(SectionBrief("一、甲", points=(point,)), SectionBrief("二、乙"))))
    assert told(cover({1: Page("无关的话。")}, context)) == []


def test_a_long_point_is_quoted_by_its_beginning() -> None:
    point = Point("一" * 40, "一" * 40, Use.MUST)
    context = Context.of(Brief("报告", sections=(SectionBrief("一、甲", points=(point,)),)))
    (finding,) = check_coverage(cover({0: Page("无。")}, context))
    assert finding.message == f"必用的要点“{'一' * 18}……”没有写进去"
