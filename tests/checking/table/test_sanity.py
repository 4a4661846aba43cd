"""The material held against itself: what can't be is said, what can be is left alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from drafting.checking import Context
from drafting.checking.table.sanity import check_sanity, check_shares
from drafting.checking.table.twice import disputed
from drafting.intake.brief_file import brief_from_text, read_brief
from drafting.intake.build import RawBrief, RawFigure, RawPoint, RawSection, assemble
from drafting.report import Figure, FigureSet, Origin
from drafting.shipped import EXAMPLE_BRIEF, shipped

ROOT = Path(__file__).parents[2]
CORRECT = [
    *sorted((ROOT / "examples").glob("*.yaml")),
    *sorted((ROOT / "tests/briefs").glob("*.yaml")),
    *sorted((ROOT / "tests/checking/tables").glob("*.yaml")),
]


def said(*figures: str) -> list[str]:
    rows = "".join(f"  - {{{one}}}\n" for one in figures)
    text = f"title: 报告\nsections:\n- heading: 一、甲\n  figures:\n{rows}"
    return [one.message for one in check_shares(Context.of(brief_from_text(text, "素材", "yaml")))]


PLAN = "name: 省市重点项目年度计划投资, value: {}, unit: 亿元"
SHARE = "name: {}, value: {}, unit: {}, compare: [{{to: 占{}, value: {}}}]"
SPENT = "name: 省市重点项目完成投资, value: {}, unit: 亿元, compare: [{{to: 占年度计划, value: {}}}]"


@pytest.mark.parametrize(
    ("figures", "messages"),
    [
        ((PLAN.format("31.20"), SPENT.format("16.85", "54.0%")), []),
        (
            (PLAN.format("33.50"), SPENT.format("17.25", "54.0%")),
            ["“省市重点项目完成投资”写的是54.0%，按“省市重点项目完成投资”和“省市重点项目年度计划投资”算是51.5%"],
        ),
        (
            (
                "name: 一般公共预算支出, value: 19.25, unit: 亿元",
                "name: 民生支出, value: 15.84, unit: 亿元, compare: [{to: 占一般公共预算支出, value: 80.0%}]",
            ),
            ["“民生支出”写的是80.0%，按“民生支出”和“一般公共预算支出”算是82.3%"],
        ),
        (
            (
                "name: 列入处置的问题楼盘, value: 11, unit: 个",
                "name: 已化解问题楼盘, value: 8, unit: 个",
                "name: 问题楼盘化解率, value: 75.0, unit: '%'",
            ),
            ["“问题楼盘化解率”写的是75.0%，按“已化解问题楼盘”和“列入处置的问题楼盘”算是72.7%"],
        ),
        # other subjects, other units, ranges and unknown wholes are left alone
        ((PLAN.format("31.20"), SHARE.format("招商到位资金", "9", "亿元", "年度计划", "54.0%")), []),
        ((SHARE.format("支出", "3—5", "亿元", "收入", "9%"), "name: 收入, value: 8, unit: 亿元"), []),
        ((SHARE.format("支出", "3", "万元", "收入", "9%"), "name: 收入, value: 8, unit: 亿元"), []),
        # rounding of the figures themselves is no disagreement
        ((SHARE.format("甲", "0.4", "亿元", "乙收入", "33.3%"), "name: 乙收入, value: 1.3, unit: 亿元"), []),
    ],
)
def test_a_share_is_held_against_its_two_figures(figures: tuple[str, ...], messages: list[str]) -> None:
    assert said(*figures) == messages


def test_the_example_agrees_with_itself() -> None:
    assert list(check_shares(Context.of(read_brief(shipped("examples", EXAMPLE_BRIEF))))) == []


@pytest.mark.parametrize("path", CORRECT, ids=lambda path: path.stem)
def test_correct_material_raises_no_question(path: Path) -> None:
    assert [one.sentence for one in check_sanity(Context.of(read_brief(path)))] == []


def asked(figures: list[str], points: tuple[str, ...] = ()) -> list[str]:
    rows = "".join(f"  - {{{one}}}\n" for one in figures)
    text = f"title: 报告\nsections:\n- heading: 一、甲\n  figures:\n{rows}"
    if points:
        text += "  points:\n" + "".join(f"  - {one}\n" for one in points)
    return [f"{one.rule} {one.sentence}" for one in check_sanity(Context.of(brief_from_text(text, "素材", "yaml")))]


GDP = "name: 地区生产总值, value: {}, unit: 亿元"
SECTORS = ["name: {}, value: {}, unit: 亿元".format(*pair) for pair in
           (("第一产业增加值", "17.19"), ("二产增加值", "28.83"), ("第三产业增加值", "46.38"))]  # fmt: skip
OPENED = "name: 新开工项目, value: 27, unit: 个"
VISITORS = "name: 接待游客, value: {}, unit: 万人次, change: 同比增长{}, prev: 164.2"
TRADE = [
    "name: 进出口总额, change: 同比增长{}, value: 10.0, unit: 亿元",
    "name: 出口总额, change: 同比增长6.2%, value: 6.0, unit: 亿元",
    "name: 进口总额, change: 同比增长9.5%, value: 4.0, unit: 亿元",
]
KIN = ["name: 乙产值, change: 同比增长8.1%", "name: 丙产值, change: 同比增长6.2%", "name: 丁产值, change: 同比增长9.5%",
       "name: 戊产值, change: 同比下降3.3%"]  # fmt: skip


@pytest.mark.parametrize(
    ("figures", "sentences"),
    [
        ([GDP.format("92.40"), *SECTORS], []),
        ([GDP.format("92.41"), *SECTORS], []),
        (
            [GDP.format("94.40"), *SECTORS],
            ["parts-disagree “第一产业增加值”“二产增加值”“第三产业增加值”各项相加是92.40亿元，"
             "“地区生产总值”写的是94.40亿元，请核对各项和总数。"],
        ),
        (["name: 三次产业结构, value: 18.6∶31.2∶50.3"], []),
        (["name: 三次产业结构, value: '1:2:3'"], []),
        (
            ["name: 三次产业结构, value: 21.35∶27.92∶57.73"],
            ["shares-not-hundred “三次产业结构”21.35∶27.92∶57.73各项占比相加是107.00%，不是100%，请核对各项占比。"],
        ),
        (
            ["name: 民生支出, value: 25.84, unit: 亿元", "name: 一般公共预算支出, value: 192500, unit: 万元"],
            ["part-exceeds “民生支出”是25.84亿元，比“一般公共预算支出”192500万元还多，请核对这两个数。"],
        ),
        (
            ["name: 已化解问题楼盘, value: 18, unit: 个", "name: 列入处置的问题楼盘, value: 11, unit: 个"],
            ["part-exceeds “已化解问题楼盘”是18个，比“列入处置的问题楼盘”11个还多，请核对这两个数。"],
        ),
        ([f"{OPENED}, note: 产业类15个、基础设施类8个、民生类4个"], []),
        ([f"{OPENED}, note: 产业类15个、基础设施类8个"], []),
        ([f"{OPENED}, note: 年度任务40个、上年实绩38个"], []),
        ([f"{OPENED}, note: 党员负责20个、乡镇负责12个"], []),
        (
            [f"{OPENED}, note: 产业类15个、基础设施类8个、民生类14个"],
            ["parts-exceed “新开工项目”备注里的各项相加是37个，比“新开工项目”27个还多，请核对各项和总数。"],
        ),
        (
            [f"{OPENED}, note: 产业类15个、基础设施类8个、其他5个"],
            ["parts-disagree “新开工项目”备注里的各项相加是28个，“新开工项目”写的是27个，请核对各项和总数。"],
        ),
        (
            [OPENED, "name: '其中：产业类', value: 35, unit: 个"],
            ["part-exceeds “其中：产业类”是35个，比“新开工项目”27个还多，请核对这两个数。"],
        ),
        ([VISITORS.format("186.4", "13.5%")], []),
        (
            [VISITORS.format("186.4", "31.5%")],
            ["growth-disagrees “接待游客”写的是增长31.5%，"
             "按本期186.4万人次和上期164.2万人次算是增长13.5%，请核对这几个数。"],
        ),
        (
            [VISITORS.format("1864", "13.5%")],
            ["figure-shifted “接待游客”本期是1864万人次，上期是164.2万人次，约差10倍，请核对小数点和单位。"],
        ),
        (["name: 事故起数, value: 8, unit: 起, change: 同比减少3起, prev: 11"], []),
        (
            ["name: 事故起数, value: 8, unit: 起, change: 同比增加3起, prev: 11"],
            ["growth-disagrees “事故起数”写的是增加3起，按本期8起和上期11起算是减少3起，请核对这几个数。"],
        ),
        (
            ["name: 债务率, value: 186, unit: '%', change: 下降2个百分点, prev: 198"],
            ["growth-disagrees “债务率”写的是下降2个百分点，按本期186%和上期198%算是减少12个百分点，请核对这几个数。"],
        ),
        (["name: 贷款余额, value: 186, unit: 亿元, prev: 150, compare: [{to: 较年初, value: 增长2.1%}]"], []),
        ([f"{GDP.format('92.40')}, change: 同比增长5.8%, prev: 87.90"], []),
        (
            [f"{GDP.format('92.40')}, change: 同比增长5.8%, prev: 70.00"],
            ["growth-doubtful “地区生产总值”写的是增长5.8%，按本期92.40亿元和上期70.00亿元算是增长32.0%，"
             "口径不同也不该差这么多，请核对这几个数。"],
        ),
        (
            [f"{GDP.format('92.40')}, change: 同比增长58%"],
            ["growth-steep “地区生产总值”的增减写的是58.0%，这个指标一年很少变动40%以上，请核对小数点。"],
        ),
        ([*TRADE[1:], TRADE[0].format("7.5%")], []),
        (
            [*TRADE[1:], TRADE[0].format("18.1%")],
            ["growth-outside “进出口总额”增速18.1%，不在“出口总额”“进口总额”的增速6.2%到9.5%之间，请核对这几个增速。"],
        ),
        (["name: 甲产值, change: 同比增长85.0%", *KIN], []),
        (["name: 甲产值, change: 同比增长85%", *KIN[1:]], []),
        (
            ["name: 甲产值, change: 同比增长85%", *KIN],
            ["growth-outlying “甲产值”的增减写的是85%，同节别的指标没有这么大，像是8.5%漏了小数点，请核对小数点。"],
        ),
        (["name: 考核, rank: 全市12个县（区）第12位"], []),
        (
            ["name: 考核, rank: 全市12个县（区）第15位"],
            ["rank-beyond “考核”排第15位，可一共只有12个，请核对位次和总数。"],
        ),
        (
            ["name: 考核, rank: 全市第15位, note: 全市共13个县"],
            ["rank-beyond “考核”排第15位，可一共只有13个，请核对位次和总数。"],
        ),
        (
            ["name: 投资, value: 5, unit: 亿元, compare: [{to: 占年度任务, value: 105%}], note: 年度任务未完成"],
            ["completion-contradicts “投资”写的是105%，备注却说“年度任务未完成”，请核对这两处。"],
        ),
        (["name: 投资, value: 5, unit: 亿元, compare: [{to: 占半年任务, value: 105%}], note: 年度任务未完成"], []),
        (
            ["name: 达标率, value: 918, unit: '%'"],
            ["rate-past-hundred “达标率”写的是918%，不应超过100%，请核对这个数。"],
        ),
        (["name: 学前毛入园率, value: 103.6, unit: '%'", "name: 政府债务率, value: 186, unit: '%'"], []),
        (
            ["name: 教育支出, value: 5, unit: 亿元, compare: [{to: 占财政支出, value: 823%}]"],
            ["rate-past-hundred “教育支出占财政支出”写的是823%，不应超过100%，请核对这个数。"],
        ),
        (
            ["name: 一般公共预算收入, value: 4.16, unit: 亿元", "name: 地方一般公共预算收入, value: 4.61, unit: 亿元"],
            ["figure-twice “一般公共预算收入”写了两个数：“一、甲”指标表里是4.16亿元，"
             "“一、甲”指标表里是4.61亿元，请确认用哪一个。"],
        ),
        (
            ["name: 一般公共预算收入, value: 4.16, unit: 亿元", "name: 地方一般公共预算收入, value: 41613, unit: 万元"],
            [],
        ),
    ],
)  # fmt: skip
def test_a_table_that_contradicts_itself_is_questioned(figures: list[str], sentences: list[str]) -> None:
    assert asked(figures) == sentences


@pytest.mark.parametrize(
    ("point", "sentences"),
    [
        ("新开工项目27个，其中产业类15个、基础设施类8个", []),
        ("完成投资20亿元，比上年增加2亿元，其中产业类12亿元、民生类5亿元", []),
        ("新开工项目27个，其中产业类15个，解决问题120个", []),
        ("新开工项目27个，其中产业类35个", ["part-exceeds “产业类”是35个，比“总数”27个还多，请核对这两个数。"]),
        (
            "开工27个，其中产业类15个、民生类8个、其他14个",
            ["parts-disagree 要点“开工27个，其中产业类15个、民生类……”里的各项相加是37个，"
             "“总数”写的是27个，请核对各项和总数。"],
        ),
        (
            "综合考核居全市12个县（区）第15位",
            ["rank-beyond “12个县（区）第15位”排第15位，可一共只有12个，请核对位次和总数。"],
        ),
    ],
)  # fmt: skip
def test_a_point_that_contradicts_itself_is_questioned(point: str, sentences: list[str]) -> None:
    assert asked(["name: 县名, kind: name, value: 青岚县"], (point,)) == sentences


def test_a_point_that_contradicts_the_table_is_asked_about() -> None:
    table = ["name: 一般公共预算收入, value: 4.16, unit: 亿元"]
    other = ("一般公共预算收入完成4.61亿元，同比增长3.1%",)
    assert asked(table, other) == [
        "figure-twice “一般公共预算收入”写了两个数：“一、甲”指标表里是4.16亿元，"
        "“一、甲”要点里是4.61亿元，请确认用哪一个。"
    ]
    assert asked(table, ("一季度一般公共预算收入2.01亿元",)) == []
    assert asked(table, ("力争一般公共预算收入8.85亿元",)) == []


def test_a_derived_figure_that_cannot_be_computed_says_why() -> None:
    brief = read_brief(shipped("examples", EXAMPLE_BRIEF))
    empty = Figure("F901", "在建项目", 0, value="0", unit="个")
    some = Figure("F902", "完工项目", 0, value="3", unit="个")
    share = Figure("F903", "完工占比", 0, origin=Origin.DERIVED, formula="占比(F902,F901)")
    figures = FigureSet((*brief.figures, empty, some, share))
    found = list(check_sanity(replace(Context.of(brief), figures=figures)))
    assert [one.sentence for one in found] == [
        "“完工占比”算不出来：“在建项目”是0，不能作除数，请改算法里的指标，或删去它。"
    ]


def _told(*points: str) -> Context:
    figures = (
        RawFigure("地区生产总值", value="512.3", unit="亿元", change="同比增长8.0%"),
        RawFigure("接待游客", value="412.6", unit="万人次"),
        RawFigure("招商引资到位资金", value="386.45", unit="亿元"),
        RawFigure("省外到位资金", value="312.68", unit="亿元"),
    )
    section = RawSection("一、甲", figures=figures, points=tuple(map(RawPoint, points)))
    return Context.of(assemble(RawBrief({"title": "汇报"}, "素材", sections=(section,))))


@pytest.mark.parametrize(
    ("point", "keys"),
    [
        ("地区生产总值增长20%", ("F1", "F5")),
        ("全县地区生产总值同比增长20%，势头良好", ("F1", "F5")),
        ("GDP达到600亿元", ("F1", "F5")),
        ("到位资金300.2亿元", ("F3", "F5")),
    ],
)
def test_a_dispute_names_both_figures(point: str, keys: tuple[str, str]) -> None:
    one, other = keys
    assert {key: figure.key for key, figure in disputed(_told(point)).items()} == {one: other, other: one}


@pytest.mark.parametrize(
    "point",
    [
        "举办第八届荷花节，接待游客31.5万人次，实现收入1.9亿元",
        "荷花节接待游客31.5万人次",
        "一季度地区生产总值增长20%",
        "开发区地区生产总值增长20%",
        "力争地区生产总值增长20%",
        "地区生产总值增长8%",
        "地区生产总值增速较上年提高3.0%",
    ],
)
def test_another_subject_time_or_part_is_no_dispute(point: str) -> None:
    assert disputed(_told(point)) == {}
