"""The plain writer on whole sections: what was given, all that must be said, and not a fact more."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.counting import count_characters
from drafting.exemplar import leak_terms, shipped_exemplar
from drafting.export import as_text, manuscript
from drafting.intake.brief_file import read_brief
from drafting.intake.build import RawBrief, RawFigure, RawPoint, RawSection, assemble
from drafting.references import find, render
from drafting.report import Brief, Draft, Origin, SectionStatus, Severity, Use
from drafting.shipped import EXAMPLE_BRIEF, EXAMPLE_DRAFT, shipped
from drafting.writing.pipeline import Options, draft_report
from drafting.writing.plain_writer import TOLERANCE, PlainWriter

HERE = Path(__file__).parent
BRIEFS = [shipped("examples", EXAMPLE_BRIEF), *sorted((HERE.parent / "briefs").glob("*.yaml"))]
GOLDEN = [shipped("examples", EXAMPLE_DRAFT), *(HERE.parent / "golden" / f"{path.stem}.txt" for path in BRIEFS[1:])]
REWRITE = "NIGAO_REWRITE_GOLDEN"
MALFORMED = re.compile(r"，，|。。|；。|，。|。；|；；|：。|；，|，；|\*|\[\[|无此数|^[，；。]", re.MULTILINE)

Figures = tuple[RawFigure, ...]


def brief_of(
    points: tuple[str | RawPoint, ...] = (), figures: Figures = (), heading: str = "二、工作推进情况", length: str = ""
) -> Brief:
    raws = tuple(RawPoint(one) if isinstance(one, str) else one for one in points)
    section = RawSection(heading, length=length, figures=figures, points=raws)
    fields = {"title": "青岚县2024年工作汇报", "unit": "青岚县", "period": "2024年"}
    return assemble(RawBrief(fields, "素材", sections=(section,)))


def drafted(brief: Brief) -> Draft:
    return draft_report(brief, None, PlainWriter(), Options(parallel=1))


def text_of(brief: Brief) -> str:
    draft = drafted(brief)
    assert [one for one in draft.findings if one.severity is Severity.ERROR] == []
    text = render(draft.sections[0].source, draft.figures).text
    assert not MALFORMED.search(text)
    return text


@pytest.mark.parametrize(
    ("points", "text"),
    [
        (("建成水厂2座",), "建成水厂2座。"),
        (("改造危桥4座", "改造老旧小区9个"), "改造危桥4座、老旧小区9个。"),
        (("改造危桥4座", RawPoint("改造小区9个", state="在办")), "改造危桥4座。正在改造小区9个。"),
        ((RawPoint("城北枢纽", state="在办"),), "正在推进城北枢纽。"),
        ((RawPoint("修路9公里", state="拟办"),), "计划修路9公里。"),
        ((RawPoint("计划11月完工", state="拟办"),), "计划11月完工。"),
        (
            ("2024年5月，获评省级示范县", "围绕有学上、上好学补短板", "新建学校3所"),
            "围绕有学上、上好学补短板。新建学校3所。2024年5月，获评省级示范县。",
        ),
        (
            ("抓教育：新建学校3所", "抓就业：举办招聘会5场", "抓教育：招聘教师64人"),
            "抓教育。新建学校3所；招聘教师64人。\n抓就业。举办招聘会5场。",
        ),
        (("- 建成水厂2座。", "修桥3座;修路4公里,惠及5户"), "建成水厂2座；修桥3座；修路4公里，惠及5户。"),
        (("获评“省级示范”", "。", "出台《办法》。"), "出台《办法》。获评“省级示范”。"),
    ],
)
def test_points_become_sentences_without_a_word_of_fact_added(points: tuple[str | RawPoint, ...], text: str) -> None:
    assert text_of(brief_of(points)) == text


@pytest.mark.parametrize(
    ("heading", "points", "text"),
    [
        ("三、存在的问题", ("投资后劲不足，前期抓得不紧",), "投资后劲不足，前期抓得不紧。"),
        (
            "三、存在的问题",
            ("投资后劲不足，前期抓得不紧", "产业链条偏短，帮扶不够"),
            "一是投资后劲不足。前期抓得不紧。二是产业链条偏短。帮扶不够。",
        ),
        (
            "四、下一步打算",
            ("抓前期，新入库15个", "抓税源，完成8亿元"),
            "下一步，我县将重点抓好以下工作。一是抓前期，新入库15个。二是抓税源，完成8亿元。",
        ),
        (
            "三、存在的问题和下一步打算",
            ("投资后劲不足", "力争年底前新入库15个", "产业链条偏短"),
            "一是投资后劲不足。二是产业链条偏短。\n力争年底前新入库15个。",
        ),
        (
            "五、请求支持事项",
            ("恳请市委协调资金", "恳请市政府支持项目"),
            "一是恳请市委协调资金。二是请市政府支持项目。",
        ),
    ],
)
def test_problems_plans_and_requests_are_counted_out(heading: str, points: tuple[str, ...], text: str) -> None:
    assert text_of(brief_of(points, heading=heading)) == text


def test_more_than_ten_problems_are_not_numbered() -> None:
    points = tuple(f"{name}工作滞后" for name in "甲乙丙丁戊己庚辛壬癸子")
    assert text_of(brief_of(points, heading="三、存在的问题")) == "".join(f"{point}。" for point in points)


def test_a_result_stands_right_behind_the_measure_it_belongs_to() -> None:
    figures = (RawFigure("污水集中收集率", value="58.6", unit="%"), RawFigure("粮食产量", value="3", unit="万吨"))
    text = text_of(brief_of(("新建污水集中收集管网42公里", "推行田长制"), figures))
    assert text == "新建污水集中收集管网42公里，收集率为58.6%。推行田长制。粮食产量3万吨。"


def test_the_situation_opens_with_the_unit_and_keeps_customary_order() -> None:
    figures = (
        RawFigure("地区生产总值", value="92.4", unit="亿元", change="同比增长5.8%"),
        RawFigure("县名", kind="name", value="青岚县"),
        RawFigure("总面积", value="2318", unit="平方公里"),
        RawFigure("党员", value="19842", unit="名"),
        RawFigure("户籍人口", value="48.60", unit="万人"),
        RawFigure("地理位置", kind="name", value="云屏市东北部"),
    )
    assert text_of(brief_of(("辖14个镇", "坚持生态优先"), figures, "一、基本情况")) == (
        "青岚县位于云屏市东北部，总面积2318平方公里，辖14个镇，户籍人口48.60万人。党员19842名。\n"
        "坚持生态优先。2024年，全县完成地区生产总值92.4亿元，同比增长5.8%。"
    )


@pytest.mark.parametrize(
    ("points", "figures"),
    [
        ((), ()),
        ((), (RawFigure("产值"),)),
        ((), (RawFigure("产值", value="待填"),)),
        ((), (RawFigure("产值", value="3", use="备查"),)),
        ((RawPoint("某事", use="备查"),), ()),
    ],
)
def test_nothing_to_say_makes_an_empty_section_and_no_prose(points: tuple[RawPoint, ...], figures: Figures) -> None:
    section = drafted(brief_of(points, figures)).sections[0]
    assert (section.status, section.source) == (SectionStatus.EMPTY, "")


@pytest.mark.parametrize(
    "heading",
    ["一、基本情况", "二、工作推进情况", "三、存在的问题", "四、下一步打算", "五、请求支持事项", "六、问题和打算"],
)
def test_figures_alone_or_points_alone_are_enough_under_any_heading(heading: str) -> None:
    figures = (RawFigure("产值", value="3", unit="亿元", change="下降2%"), RawFigure("专项行动", note="正在筹备"))
    assert {"3亿元", "下降2%"} <= set(re.findall(r"3亿元|下降2%", text_of(brief_of((), figures, heading))))
    assert "推行田长制" in text_of(brief_of(("推行田长制",), (), heading))


@pytest.mark.parametrize("heading", ["一、基本情况", "二、工作推进情况", "三、存在的问题", "四、下一步打算"])
def test_reserved_and_pending_material_never_reaches_the_text(heading: str) -> None:
    figures = (
        RawFigure("产值", value="3", unit="亿元"),
        RawFigure("隐性债务", value="77", unit="亿元", use="备查"),
        RawFigure("考核得分", value="88", status="待报"),
    )
    text = text_of(brief_of(("推行田长制", RawPoint("某企业事故66起正在调查", use="备查")), figures, heading))
    assert not re.search("77|88|66|隐性债务|考核得分|事故", text)


def test_four_hundred_points_are_all_said_and_quickly() -> None:
    points = tuple(
        f"修建{name}路{number}公里，惠及群众{number * 7}户" for number, name in enumerate("甲乙丙丁戊己庚辛" * 50, 1)
    )
    text = text_of(brief_of(points))
    assert len(points) == 400
    assert all(point in text for point in points)


def test_a_point_of_five_thousand_characters_is_kept_whole() -> None:
    long = "推行田长制，" * 833 + "成效明显"
    assert text_of(brief_of((long,))) == f"{long}。"


def test_over_length_only_what_may_be_left_out_is_left_out() -> None:
    must = tuple(
        RawPoint(f"建成{name}水厂{number}座，惠及群众{number}户", use="必用") for number, name in enumerate("甲乙丙", 1)
    )
    may = tuple(f"宣传{name}政策{number}次，发放资料{number}份" for number, name in enumerate("丁戊己庚辛壬", 11))
    figures = (
        RawFigure("粮食产量", value="3", unit="万吨"),
        RawFigure("旅游综合收入", value="5", unit="亿元", use="可用"),
    )
    brief = brief_of((*must, *may), figures, length="60")
    text = text_of(brief)
    assert all(one.text in text for one in must)
    assert "粮食产量3万吨" in text
    assert "旅游" not in text
    assert count_characters(text) <= 60 * TOLERANCE
    kept = [point for point in may if point in text]
    assert kept == list(may[: len(kept)])
    assert all(point in text_of(brief_of((*must, *may), figures)) for point in may)


def test_must_use_material_stays_however_short_the_section_is_asked() -> None:
    must = tuple(RawPoint(f"建成{name}水厂，质量良好，群众用上放心水", use="必用") for name in "甲乙丙丁")
    text = text_of(brief_of(must, length="10"))
    assert all(one.text in text for one in must)


@pytest.mark.parametrize(("path", "golden"), list(zip(BRIEFS, GOLDEN, strict=True)), ids=[path.stem for path in BRIEFS])
def test_a_real_brief_is_drafted_clean_complete_and_as_before(path: Path, golden: Path) -> None:
    brief, exemplar = read_brief(path), shipped_exemplar()
    draft = draft_report(brief, exemplar, PlainWriter(), Options())
    text = as_text(manuscript(draft))
    given_words = path.read_text("utf-8")
    assert [one for one in draft.findings if one.severity is Severity.ERROR] == []
    assert not MALFORMED.search(text)
    assert [term for term in leak_terms(exemplar) if term in text and term not in given_words] == []
    used = {one.key for section in draft.sections for one in find(section.source)}
    for figure in brief.figures:
        if figure.origin is Origin.BRIEF and not figure.pending and figure.use is not Use.MAY:
            assert (figure.key in used) is (figure.use is Use.MUST), figure.name
    assert all(section.status is SectionStatus.DONE for section in draft.sections)
    if os.environ.get(REWRITE):
        golden.write_text(text, "utf-8", newline="\n")
    assert text == golden.read_text("utf-8")


def test_the_same_brief_gives_the_same_draft_whatever_runs_beside() -> None:
    brief = read_brief(BRIEFS[1])
    one, other = (draft_report(brief, None, PlainWriter(), Options(parallel=parallel)) for parallel in (1, 8))
    assert one == other


def test_a_figure_changed_later_moves_with_the_draft() -> None:
    brief = brief_of((), (RawFigure("粮食产量", value="3", unit="万吨"),))
    draft = drafted(brief)
    newer = brief.figures.having(replace(brief.figures.figures[0], value="4"))
    assert render(draft.sections[0].source, newer).text == "粮食产量4万吨。"


POINT = st.builds(
    RawPoint,
    st.text(
        alphabet="建成水厂推进项目，。；：、3.5万座户%同比增长下降获评正在计划不足恳请“”", min_size=1, max_size=24
    ).filter(lambda text: text.strip("。；：，、 ")),
    use=st.sampled_from(["", "必用"]),
    state=st.sampled_from(["", "已办", "在办", "拟办"]),
)
FIGURE = st.builds(
    RawFigure,
    st.sampled_from(["地区生产总值", "固定资产投资", "失业率", "水厂", "水厂总投资", "项目", "县名"]),
    value=st.sampled_from(["", "12", "3.40", "十几亿"]),
    unit=st.sampled_from(["亿元", "%", "座", ""]),
    change=st.sampled_from(["", "增长8%", "同比下降3%", "持平"]),
    rank=st.sampled_from(["", "全市第3位"]),
    use=st.sampled_from(["必用", "可用"]),
    status=st.sampled_from(["", "预计"]),
)
HEADINGS = st.sampled_from(
    ["一、基本情况", "二、主要工作", "三、存在的问题", "四、下一步打算", "三、问题和打算", "五、请求支持事项"]
)


@given(st.lists(POINT, max_size=5).map(tuple), st.lists(FIGURE, max_size=5).map(tuple), HEADINGS)
def test_whatever_is_given_every_must_use_figure_is_said_and_nothing_is_left_unrendered(
    points: tuple[RawPoint, ...], figures: Figures, heading: str
) -> None:
    brief = brief_of(points, figures, heading)
    draft = drafted(brief)
    source = draft.sections[0].source
    shown = render(source, draft.figures).text
    said = {one.key for one in find(source)}
    must = {one.key for one in brief.figures if one.use is Use.MUST and not one.pending}
    assert must <= said
    assert "无此数" not in shown
    assert "[[" not in shown
    assert all(line.endswith(("。", "！", "？", "”")) for line in shown.split("\n") if line)


@pytest.mark.parametrize(
    ("heading", "points", "text"),
    [
        # several points of one field, or a label that reads as a field, open a paragraph
        ("二、工作", ("路网：新建公路18公里", "路网：改造危桥4座"), "路网。新建公路18公里；改造危桥4座。"),
        ("二、工作", ("抓教育：新建公办幼儿园3所",), "抓教育。新建公办幼儿园3所。"),
        # a colon of the writer's own stays a colon
        ("二、工作", ("城北枢纽：主体工程已封顶",), "城北枢纽：主体工程已封顶。"),
        ("一、基本情况", ("区位优势：地处三省交界",), "区位优势：地处三省交界。"),
        (
            "三、问题和打算",
            ("问题：投资后劲不足", "打算：对3个项目实行包保"),
            "投资后劲不足。\n对3个项目实行包保。",
        ),
    ],
)
def test_a_label_is_a_field_only_where_it_reads_as_one(heading: str, points: tuple[str, ...], text: str) -> None:
    assert text_of(brief_of(points, heading=heading)) == text
