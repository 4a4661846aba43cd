"""Quantities of points as figures: named from their words, bound to the table's own, keys kept through edits."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting import numerals, references
from drafting.intake.brief_file import read_brief
from drafting.intake.build import RawPoint, make_points
from drafting.report import Comparison, Figure, FigureSet, Kind, Origin, Use

ROOT = Path(__file__).parents[2]
BRIEFS = [*sorted((ROOT / "examples").glob("*.yaml")), *sorted((ROOT / "tests/briefs").glob("*.yaml"))]
TABLE = FigureSet(
    (
        Figure(
            "F1",
            "固定资产投资",
            0,
            comparisons=(Comparison("同比", "下降4.6%"), Comparison("较一季度", "收窄3.2个百分点")),
        ),
        Figure("F2", "停缓建项目", 0, value="8", unit="个"),
        Figure("F3", "政府债务率", 0, value="186", unit="%", comparisons=(Comparison("较年初", "下降12个百分点"),)),
    )
)


def lifted(*texts: str, table: FigureSet = TABLE) -> tuple[list[str], FigureSet]:
    points, figures = make_points(tuple(RawPoint(text) for text in texts), 0, table)
    return [point.bound for point in points], figures


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("固定资产投资同比下降4.6%", "固定资产投资同比[[F1.change]]"),
        ("固定资产投资同比下降４.６％", "固定资产投资同比[[F1.change]]"),
        ("固定资产投资降幅较一季度收窄3.2个百分点", "固定资产投资降幅较一季度[[F1.change:较一季度]]"),
        ("停缓建项目8个尚未复工", "停缓建项目[[F2]]尚未复工"),
        ("尚有8个停缓建项目未复工", "尚有[[F2]]停缓建项目未复工"),
        ("政府债务率186%，较年初下降12个百分点", "政府债务率[[F3]]，较年初下降[[F4]]"),
        ("固定资产投资同比增长4.6%", "固定资产投资同比增长[[F4]]"),
        ("民间投资同比下降4.6%", "民间投资同比下降[[F4]]"),
        ("停缓建项目9个", "停缓建项目[[F4]]"),
        ("问题楼盘8个", "问题楼盘[[F4]]"),
    ],
)
def test_what_the_table_names_is_the_tables_and_only_in_its_own_words(text: str, bound: str) -> None:
    assert lifted(text)[0] == [bound]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("新建公办幼儿园3所", "新建公办幼儿园", "3所"),
        ("惠及居民1860户", "惠及居民", "1860户"),
        ("改造低产方竹林1.50万亩，套种林下中药材近2000亩", "改造低产方竹林", "1.50万亩"),
        ("方竹林面积近32万亩", "方竹林面积", "近32万亩"),
        ("建成“一站式”窗口12个", "窗口", "12个"),
    ],
)
def test_a_quantity_is_named_by_the_words_it_counts(text: str, name: str, value: str) -> None:
    figure = lifted(text)[1].figures[3]
    assert figure == Figure("F4", name, 0, value=value, use=Use.MAY, origin=Origin.POINT)


@pytest.mark.parametrize("text", ["3处", "共212个村，34个社区", "5%、6%和7%", "2024年5月", "[[1个", "10号10号10号"])
def test_a_quantity_among_no_words_still_has_a_name_of_its_own(text: str) -> None:
    made = [figure for figure in lifted(text)[1] if figure.origin is Origin.POINT]
    assert made
    assert len({figure.name for figure in made}) == len(made)
    assert not any(re.search(r"[\d\[\]]", re.sub(r"（\d+）$", "", figure.name)) or not figure.name for figure in made)


def test_a_date_is_a_date_and_numbers_in_names_are_nothing() -> None:
    bounds, figures = lifted("2024年5月，国发〔2022〕2号文件确定的5A级景区动工", table=FigureSet())
    assert bounds == ["[[F1]]，国发〔2022〕2号文件确定的5A级景区动工"]
    assert [(one.kind, one.value) for one in figures] == [(Kind.DATE, "2024年5月")]


def test_a_blank_is_not_lifted() -> None:
    assert lifted("新建*所学校", table=FigureSet()) == (["新建*所学校"], FigureSet())


def test_references_typed_by_a_user_stay_text() -> None:
    (bound,), figures = lifted("照[[F1]]办，建成[[F2.change]]12个")
    assert [one.key for one in references.find(bound)] == ["F4"]
    assert references.render(bound, figures).text == "照[[F1]]办，建成[[F2.change]]12个"


def test_the_same_name_twice_gives_two_figures() -> None:
    bounds, figures = lifted("4月底前整改2处，6月底前整改1处", table=FigureSet())
    assert bounds == ["[[F1]]底前整改[[F2]]，[[F3]]底前整改[[F4]]"]
    assert [figure.value for figure in figures] == ["4月", "2处", "6月", "1处"]
    assert len({figure.name for figure in figures}) == 4


def test_editing_a_point_keeps_the_keys_of_its_figures() -> None:
    first, before = lifted("新建公办幼儿园3所", "改造危桥4座")
    second, after = make_points((RawPoint("上半年，新建公办幼儿园5所"), RawPoint("改造危桥4座，修路9公里")), 0, before)
    assert first == ["新建公办幼儿园[[F4]]", "改造危桥[[F5]]"]
    assert [one.bound for one in second] == ["上半年，新建公办幼儿园[[F4]]", "改造危桥[[F5]]，修路[[F6]]"]
    assert [(after.get(key).value, after.get(key).use) for key in ("F4", "F5", "F6")] == [  # type: ignore[union-attr]
        ("5所", Use.MAY),
        ("4座", Use.MAY),
        ("9公里", Use.MAY),
    ]


def test_a_figure_no_point_needs_any_longer_stays_as_reserve_and_its_key_is_never_used_again() -> None:
    _, before = lifted("新建公办幼儿园3所")
    (point,), after = make_points((RawPoint("改造危桥4座"),), 0, before)
    idle = after.get("F4")
    assert point.bound == "改造危桥[[F5]]"
    assert idle is not None
    assert (idle.value, idle.use) == ("3所", Use.RESERVE)


def test_points_of_another_section_leave_this_ones_figures_alone() -> None:
    _, before = lifted("新建公办幼儿园3所")
    _, after = make_points((RawPoint("改造危桥4座"),), 1, before)
    assert after.get("F4") == before.get("F4")


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_every_point_of_a_real_brief_renders_as_the_writer_typed_it(path: Path) -> None:
    brief = read_brief(path)
    for section in brief.sections:
        for point in section.points:
            assert references.render(point.bound, brief.figures).text == numerals.normal(point.text)
            assert not [one for one in numerals.find(references.REFERENCE.sub("甲", point.bound)) if one.form != "mask"]


@given(st.text(alphabet="建成学校12.3个%、，。同比增长[F]年5月至底近约余十万亿（）“”０９", max_size=30))
def test_any_point_renders_as_it_was_typed_up_to_the_width_of_digits(text: str) -> None:
    if not re.sub(r"^[-·•●▪*\s]+", "", text).strip():
        return
    points, figures = make_points((RawPoint(text),), 0, FigureSet())
    shown = references.render(points[0].bound, figures).text
    assert numerals.normal(shown) == numerals.normal(points[0].text)
