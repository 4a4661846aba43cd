"""What a text is held against: figures by number, by digits, by date; what points say; what may stand as typed."""

import pytest

from drafting import numerals
from drafting.checking.context import Context, Told, digits, state_of
from drafting.checking.numbers.kinds import kinds_in
from drafting.numerals import Direction, Quantity
from drafting.report import Basis, Brief, Comparison, Figure, FigureSet, Mention, Point, SectionBrief, State
from tests.checking.reports import HALF, YEAR


def quantity(text: str) -> Quantity:
    (found,) = numerals.find(text)
    return found


@pytest.mark.parametrize(
    ("text", "sayings"),
    [
        ("186.45亿元", [("地区生产总值", "value", "")]),
        ("1864500万元", [("地区生产总值", "value", "")]),
        ("11.62亿元", [("一般公共预算收入", "prev", "")]),
        ("6.2%", [("地区生产总值", "rate", "同比")]),
        ("0.7个百分点", [("地区生产总值", "change", "高于全省")]),
        ("第3位", [("地区生产总值", "rank", "")]),
        ("745元/月", [("城市低保标准", "value", "")]),
        ("745元", []),
        ("186.45万元", []),
        ("0.7%", []),
    ],
)
def test_a_number_is_looked_up_with_its_measure(text: str, sayings: list[tuple[str, str, str]]) -> None:
    assert [(one.figure.name, one.part, one.comparison) for one in YEAR.saying(quantity(text))] == sayings


def test_the_same_digits_are_found_whatever_the_measure() -> None:
    assert [one.figure.name for one in YEAR.written(quantity("186.45万元"))] == ["地区生产总值"]
    assert [digits(quantity(one)) for one in ("38,420元", "约71.30亿元", "八成")] == ["38420", "71.30", "八成"]


@pytest.mark.parametrize(
    ("mention", "words"),
    [
        (Mention(0, 1, "F1"), "186.45亿元"),
        (Mention(0, 1, "F1", "rank"), "全市第3位"),
        (Mention(0, 1, "F3", "change"), "下降2.7%"),
        (Mention(0, 1, "F3", "rate", "较前三季度"), "收窄1.9个百分点"),
        (Mention(0, 1, "F5", "prev"), "11.62亿元"),
    ],
)
def test_a_mention_says_what_its_figure_was_given_as(mention: Mention, words: str) -> None:
    said = YEAR.said_by(mention)
    assert said is not None
    assert said.words == words


def test_a_mention_of_what_is_not_there_says_nothing() -> None:
    assert YEAR.said_by(Mention(0, 1, "F999")) is None
    assert YEAR.said_by(Mention(0, 1, "F6", "change")) is None


def test_a_movement_has_a_direction_and_a_share_has_none() -> None:
    fallen, share = (YEAR.said_by(Mention(0, 1, *one)) for one in (("F3", "change"), ("F5", "change", "占年度预算")))
    assert fallen is not None
    assert fallen.change is not None
    assert fallen.change.direction is Direction.DOWN
    assert share is not None
    assert share.change is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("11月底", ["城北污水处理厂投入运行时间"]),
        ("2024年11月30日", ["城北污水处理厂投入运行时间"]),
        ("2025年6月", ["通车时间"]),
        ("10月", []),
    ],
)
def test_dates_are_looked_up_as_far_as_they_go(text: str, names: list[str]) -> None:
    assert [one.figure.name for one in YEAR.dated(quantity(text))] == names


def test_a_number_near_another_is_found_for_rounding() -> None:
    assert "地区生产总值" in [one.figure.name for one in YEAR.close_to(quantity("近190亿元"))]
    assert YEAR.close_to(quantity("近900亿元")) == ()


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("拟新建充电桩", State.PLANNED),
        ("力争年内通车", State.PLANNED),
        ("正在进行主体施工", State.DOING),
        ("主体施工中", State.DOING),
        ("改造老旧小区", State.UNKNOWN),
        ("", State.UNKNOWN),
    ],
)
def test_words_say_how_far_the_work_is(words: str, state: State) -> None:
    assert state_of(words) is state


POINTS = (
    Point("正在改造管网36公里，计划建泵站2座", "正在改造管网[[F1]]，计划建泵站[[F2]]"),
    Point("新建公园3处", "新建公园[[F3]]", state=State.PLANNED),
)
FIGURES = FigureSet(
    (
        Figure("F1", "改造管网", 0, value="36公里"),
        Figure("F2", "建泵站", 0, value="2座"),
        Figure("F3", "新建公园", 0, value="3处"),
        Figure("F4", "市级示范社数", 0, value="9", unit="家"),
        Figure("F5", "收入目标", 0, value="9", unit="亿元", comparisons=(Comparison("占年度任务50亿元", "18%"),)),
    )
)
SMALL = Context(
    Brief(
        "2024年汇报",
        sections=(SectionBrief("一、推进6项任务", points=POINTS),),
        basis=(Basis("县发〔2024〕7号文件明确的12条举措"),),
        figures=FIGURES,
    ),
    FIGURES,
)


def test_each_clause_of_a_point_says_how_far_its_own_figure_is() -> None:
    assert SMALL.told == {
        "F1": (Told("正在改造管网", State.DOING),),
        "F2": (Told("计划建泵站", State.PLANNED),),
        "F3": (Told("新建公园", State.PLANNED),),
    }
    assert SMALL.beside == {"F1": ("F2",), "F2": ("F1",), "F3": ()}
    assert SMALL.points_of == {
        "F1": "正在改造管网，计划建泵站",
        "F2": "正在改造管网，计划建泵站",
        "F3": "新建公园",
    }


@pytest.mark.parametrize(("key", "planned"), [("F1", False), ("F2", True), ("F3", True), ("F4", False), ("F5", True)])
def test_a_figure_is_planned_by_its_name_or_by_all_its_points(key: str, planned: bool) -> None:
    assert SMALL.planned(SMALL.by_key[key]) is planned


@pytest.mark.parametrize(("words", "another"), [("省级示范社", True), ("市级示范社", False), ("示范社", False)])
def test_another_kind_than_the_figures_is_told(words: str, another: bool) -> None:
    assert SMALL.another_kind("F4", kinds_in(words)) is another


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("落实推进6项任务", True),
        ("县发文件明确的12条举措", True),
        ("新建6项", False),
        ("聘请12条", False),
        ("占年度任务50亿元的18%", True),
        ("贷款50亿元", False),
    ],
)
def test_a_number_of_heading_or_basis_may_stand_in_its_own_words_only(text: str, allowed: bool) -> None:
    assert SMALL.allows(text, numerals.find(text)[0]) is allowed


def test_what_the_writer_gave_is_one_text() -> None:
    assert [one in HALF.words for one in ("汀山县", "较一季度收窄2.6个百分点", "启禾农业", "浮空")] == [
        True,
        True,
        True,
        False,
    ]
