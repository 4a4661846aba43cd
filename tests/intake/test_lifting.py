"""Quantities of points as figures: named from their words, bound to the table's own, keys kept through edits."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting import numerals, references
from drafting.errors import BriefError
from drafting.intake.brief_dump import dump_brief
from drafting.intake.brief_file import brief_from_text, read_brief
from drafting.intake.build import (
    RawBrief,
    RawFigure,
    RawPoint,
    RawSection,
    assemble,
    bind_notes,
    make_figure,
    make_points,
)
from drafting.intake.form_xlsx import read_form, write_form
from drafting.report import Comparison, Figure, FigureSet, Kind, Origin, Polarity, Status, Use

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
        Figure(
            "F3",
            "政府债务率",
            0,
            value="186",
            unit="%",
            comparisons=(Comparison("较年初", "下降12个百分点"),),
            prev="198",
            rank="全市第2位",
        ),
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
        ("政府债务率186%，较年初下降12个百分点", "政府债务率[[F3]]，较年初[[F3.change]]"),
        ("政府债务率由198%下降到186%", "政府债务率由[[F3.prev]]下降到[[F3]]"),
        ("政府债务率居全市第2位", "政府债务率居[[F3.rank]]"),
        ("政府债务率居全省第2位", "政府债务率居[[F4.rank]]"),
        ("政府债务率186%，同比下降12个百分点", "政府债务率[[F3]]，同比[[F4.change]]"),
        ("固定资产投资同比增长4.6%", "固定资产投资同比[[F4.change]]"),
        ("民间投资同比下降4.6%", "民间投资同比[[F4.change]]"),
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
        ("建成“一站式”窗口12个", "建成“一站式”窗口", "12个"),
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
    for figure in made:
        name = re.sub(r"（\d+）$", "", figure.name)
        assert name
        assert not re.search(r"[\[\]]", name)
        assert numerals.find(name) == ()


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


Told = tuple[str, str, tuple[tuple[str, str], ...], str, str]
"""Name, value, comparisons, rank and earlier value of a lifted figure."""


def told(figure: Figure) -> Told:
    compared = tuple((one.to, one.value) for one in figure.comparisons)
    return figure.name, figure.value, compared, figure.rank, figure.prev


@pytest.mark.parametrize(
    ("text", "bound", "figures"),
    [
        (
            "固定资产投资同比下降3.2%",
            "固定资产投资同比[[F1.change]]",
            [("固定资产投资", "", (("同比", "下降3.2%"),), "", "")],
        ),
        (
            "规模以上工业增加值同比增长8.0%，高于全市1.2个百分点，较一季度收窄3.2个百分点",
            "规模以上工业增加值同比[[F1.change]]，高于全市[[F1.change:高于全市]]，较一季度[[F1.change:较一季度]]",
            [
                (
                    "规模以上工业增加值",
                    "",
                    (("同比", "增长8.0%"), ("高于全市", "1.2个百分点"), ("较一季度", "收窄3.2个百分点")),
                    "",
                    "",
                )
            ],
        ),
        (
            "外贸进出口12亿元，同比增长5.6%，居全市12个县（区）第5位",
            "外贸进出口[[F1]]，同比[[F1.change]]，居[[F1.rank]]",
            [("外贸进出口", "12亿元", (("同比", "增长5.6%"),), "全市12个县（区）第5位", "")],
        ),
        (
            "财政收入由12.3亿元增加到15.6亿元",
            "财政收入由[[F1.prev]]增加到[[F1]]",
            [("财政收入", "15.6亿元", (), "", "12.3亿元")],
        ),
        (
            "三次产业结构由20.1∶30.2∶49.7调整为18.6∶31.2∶50.2",
            "三次产业结构由[[F1.prev]]调整为[[F1]]",
            [("三次产业结构比", "18.6∶31.2∶50.2", (), "", "20.1∶30.2∶49.7")],
        ),
        (
            "城镇、农村居民人均可支配收入分别增长5%、7%",
            "城镇、农村居民人均可支配收入分别增长[[F1.rate]]、[[F2.rate]]",
            [
                ("城镇居民人均可支配收入", "", (("", "增长5%"),), "", ""),
                ("农村居民人均可支配收入", "", (("", "增长7%"),), "", ""),
            ],
        ),
        (
            "城镇、农村居民人均可支配收入分别达18326元、6384元，分别增长4.6%、7.2%",
            "城镇、农村居民人均可支配收入分别达[[F1]]、[[F2]]，分别增长[[F1.rate]]、[[F2.rate]]",
            [
                ("城镇居民人均可支配收入", "18326元", (("", "增长4.6%"),), "", ""),
                ("农村居民人均可支配收入", "6384元", (("", "增长7.2%"),), "", ""),
            ],
        ),
        (
            "工业投资、民间投资同比分别增长9.7%、下降3.2%",
            "工业投资、民间投资同比分别[[F1.change]]、[[F2.change]]",
            [
                ("工业投资", "", (("同比", "增长9.7%"),), "", ""),
                ("民间投资", "", (("同比", "下降3.2%"),), "", ""),
            ],
        ),
        (
            "重点项目开工率、投资完成率分别为85.7%、54.0%，分别居全市第3、第5位",
            "重点项目开工率、投资完成率分别为[[F1]]、[[F2]]，分别居[[F1.rank]]、[[F2.rank]]",
            [("重点项目开工率", "85.7%", (), "全市第3", ""), ("投资完成率", "54.0%", (), "第5位", "")],
        ),
        ("5%、6%和7%", "[[F1]]、[[F2]]和[[F3]]", None),
        (
            "死亡人数同比增加1人",
            "死亡人数同比[[F1.change]]",
            [("生产安全事故死亡人数", "", (("同比", "增加1人"),), "", "")],
        ),
        ("增加8个停车位", "增加[[F1]]停车位", [("增加停车位", "8个", (), "", "")]),
        ("同比增加8个停车位", "同比[[F1.change]]停车位", [("停车位", "", (("同比", "增加8个"),), "", "")]),
        ("固定资产投资增长了5%", "固定资产投资增长了[[F1.rate]]", [("固定资产投资", "", (("", "增长5%"),), "", "")]),
        ("GDP增速为8.0%", "GDP增速为[[F1.rate]]", [("地区生产总值", "", (("", "增长8.0%"),), "", "")]),
        ("粮食产量翻一番", "粮食产量[[F1.change]]", [("粮食产量", "", (("", "翻一番"),), "", "")]),
        ("民生支出占一般公共预算支出的82.3%", "民生支出占一般公共预算支出的[[F1.change]]", None),
        (
            "失业率3.8%，比上年末提高0.5个百分点，比全市低0.5个百分点",
            "失业率[[F1]]，比上年末[[F1.change]]，比全市低[[F1.change:比全市低]]",
            None,
        ),
        ("新增3家规上企业", "新增[[F1]]规上企业", [("新增规上企业", "3家", (), "", "")]),
        ("方竹笋精深加工率提高到35%", "方竹笋精深加工率提高到[[F1]]", [("方竹笋精深加工率", "35%", (), "", "")]),
        ("到位资金3亿元；同比多2家", "到位资金[[F1]]；同比多[[F2]]", None),
    ],
)
def test_value_change_rank_and_earlier_value_of_one_subject_are_one_figure(
    text: str, bound: str, figures: list[Told] | None
) -> None:
    bounds, made = lifted(text, table=FigureSet())
    assert bounds == [bound]
    assert references.render(bound, made).text == text
    if figures is not None:
        assert [told(one) for one in made] == figures


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("受理企业诉求137件、办结129件", ["受理企业诉求", "办结企业诉求"]),
        ("排查重大事故隐患46处，整改41处", ["排查重大事故隐患", "整改重大事故隐患"]),
        ("清查闲置标准厂房11.5万平方米，盘活6.8万平方米", ["清查闲置标准厂房", "盘活闲置标准厂房"]),
        ("对62个入河排污口建档溯源，完成整治54个", ["建档溯源入河排污口", "整治入河排污口"]),
        ("对签约满6个月未开工的7个项目开展集中清理，依规退出2个", ["签约时长", "未开工项目", "退出项目"]),
        ("辖14个镇、5个乡、3个街道，共212个村、34个社区", ["镇数", "乡数", "街道", "村数", "社区"]),
        ("为1236户群众办理不动产权证", ["办理不动产权证群众"]),
        ("与46所中小学签订研学协议", ["签订研学协议中小学"]),
        ("8家加工企业接入管网", ["接入管网加工企业"]),
        ("对隐患整改不力的12家企业责令停产整顿", ["隐患整改不力企业"]),
        ("为4名受到不实举报的干部澄清正名", ["澄清正名受到不实举报的干部"]),
        ("27名流动党员尚未纳管", ["尚未纳管流动党员"]),
        ("13个小区尚未建立党组织", ["尚未建立党组织小区"]),
        ("17户规模以上工业企业产值下降", ["产值下降规模以上工业企业"]),
        ("正在搬迁地质灾害隐患点群众29户", ["搬迁地质灾害隐患点群众"]),
        ("已整改重大事故隐患15处", ["整改重大事故隐患"]),
        ("搬迁地质灾害隐患点群众47户186人", ["搬迁地质灾害隐患点群众", "搬迁地质灾害隐患点群众人数"]),
        ("查处案件38件46人", ["查处案件", "查处案件人数"]),
        ("绘制方竹笋、茶叶、新型建材3张产业链图谱", ["产业链图谱"]),
        ("代办用地、环评等手续214项", ["代办手续"]),
        ("在写字楼、商圈、快递站点新建党组织5个", ["新建党组织"]),
        ("围绕笋茶加工、家政、电工开展订单培训4120人次", ["订单培训"]),
        ("县委、县政府主要领导带队外出招商9次，对接企业63家", ["县政府主要领导带队外出招商", "对接企业"]),
        ("成立5个项目服务专班", ["成立项目服务专班"]),
        ("在22个乡镇（街道）建成综治中心", ["建成综治中心乡镇街道"]),
        ("工业项目审批时间由45个工作日压缩至28个工作日", ["工业项目审批时间"]),
        ("连续5年获评省级平安县", ["获评省级平安县连续时长"]),
        ("粮食总产连续3年稳定在10万吨以上", ["粮食总产连续时长", "粮食总产"]),
        ("签约项目38个，总投资67.30亿元", ["招商引资签约项目数", "招商引资签约项目总投资"]),
        ("实施亿元以上项目36个，完成投资12.5亿元", ["实施亿元以上项目", "亿元以上项目完成投资"]),
        ("新增市场主体2300户，总量达1.86万户", ["新增经营主体数", "经营主体总量"]),
        ("粮食、油料、蔬菜产量分别达3.2万吨、1.1万吨和8.6万吨", ["粮食产量", "油料产量", "蔬菜产量"]),
        ("存、贷款余额分别为238.60亿元、196.45亿元", ["金融机构存款余额", "金融机构贷款余额"]),
        ("第一、二、三产业增加值分别增长4.1%、5.2%、6.8%", ["第一产业增加值", "第二产业增加值", "第三产业增加值"]),
        ("PM2.5平均浓度22微克/立方米，同比下降8.3%", ["PM2.5平均浓度"]),
        ("规上工业企业利润总额由降转增，增长3.4%", ["规模以上工业企业利润总额"]),
        ("工业增加值增速从一季度的5.2%回升至6.8%", ["工业增加值增速"]),
        ("固定资产投资增速居全市第10位", ["固定资产投资增速"]),
        ("高考本科上线率首次突破60%，较上年提高4.2个百分点", ["高考本科上线率"]),
        ("每万人拥有执业医师28.6人", ["每万人拥有执业医师"]),
        ("全县R&D经费投入强度2.1%，较上年提高0.2个百分点", ["R&D经费投入强度"]),
        ("竹纤维餐具项目5月开工", ["竹纤维餐具项目开工时间"]),
        ("8月底前整改销号", ["整改销号时限"]),
        ("2025年10月，被省交通运输厅评为“样板市”", ["评为“样板市”时间"]),
        ("处级干部12人、科级干部38人受到处分", ["处级干部", "科级干部"]),
        ("发放人才补贴2360万元，惠及1184人", ["发放人才补贴", "人才补贴惠及人数"]),
        ("追回社保待遇386.2万元，涉及9家单位", ["追回社保待遇", "社保待遇涉及单位"]),
        ("22座污水处理设施中有6座未正常运行", ["污水处理设施", "未正常运行污水处理设施"]),
        ("23家危化品企业已有18家完成改造，其余5家年底前完成", ["危化品企业", "完成改造危化品企业", "其余危化品企业"]),
        ("7座病险水库已完工4座，其余3座正在施工", ["病险水库", "完工病险水库", "其余病险水库"]),
        ("龙头企业中省级11家、国家级1家", ["省级龙头企业", "国家级龙头企业"]),
        ("建成托育机构15家，另有5家在建", ["建成托育机构", "在建托育机构"]),
        ("改善项目共58个，竣工46个，在建12个", ["改善项目", "竣工改善项目", "在建改善项目"]),
        ("举办第八届荷花节，接待游客31.5万人次，实现收入1.9亿元", ["荷花节接待游客人次", "荷花节收入"]),
        ("澄阳港二期工程总投资20亿元，已完成投资11.2亿元", ["澄阳港二期工程总投资", "澄阳港二期工程完成投资"]),
        ("4个项目因用地手续未办结，未能按期开工", ["未能按期开工项目"]),
        ("8个重点项目因用地、资金等原因未开工", ["未开工重点项目"]),
        ("固定资产投资未达到7亿元的年度目标", ["固定资产投资年度目标"]),
        ("实际使用外资完成率低于序时进度（75%）13.5个百分点", ["序时进度", "实际使用外资完成率与序时进度差距"]),
        ("50亿元以上签约项目2个", ["签约项目限额", "限额以上签约项目"]),
        ("年经营收益10万元以下的村仍有73个", ["年经营收益限额", "年经营收益限额以下村"]),
        ("返乡创业人员中45岁以下仅占两成", ["返乡创业人员年龄", "返乡创业人员占比"]),
        ("见水时间由5天缩短为3天", ["见水时间"]),
        ("12月底前项目审批用时再压减2个工作日", ["项目审批用时再压减时限", "项目审批用时"]),
        ("召开党组会议研究改革事项26次", ["召开党组会议"]),
        ("设立创新发展基金，总规模20亿元", ["创新发展基金总规模"]),
    ],
)
def test_names_are_those_of_a_table(text: str, names: list[str]) -> None:
    assert [one.name for one in lifted(text, table=FigureSet())[1]] == names


@pytest.mark.parametrize(
    ("text", "state", "name"),
    [
        ("复工停缓建项目3个", "拟办", "计划复工停缓建项目"),
        ("复工停缓建项目3个", "已办", "复工停缓建项目"),
        ("计划复工停缓建项目3个", "", "计划复工停缓建项目"),
        ("全年完成一般公共预算收入8.85亿元", "拟办", "一般公共预算收入目标"),
        ("力争方竹笋精深加工率提高到35%", "", "方竹笋精深加工率目标"),
        ("剩余隐患5处", "拟办", "剩余隐患"),
    ],
)
def test_a_plan_is_not_named_as_done(text: str, state: str, name: str) -> None:
    _, figures = make_points((RawPoint(text, state=state),), 0, FigureSet())
    assert [one.name for one in figures] == [name]


@pytest.mark.parametrize(
    ("text", "bound", "status"),
    [
        ("预计全年完成投资12亿元", "预计全年完成投资[[F1]]", Status.ESTIMATE),
        (
            "预计地区生产总值增长5%，高于全市1个百分点",
            "预计地区生产总值[[F1.change]]，高于全市[[F1.change:高于全市]]",
            Status.ESTIMATE,
        ),
        # The second change would say 预计 again: it is not the figure's, then.
        (
            "预计地区生产总值增长5%，较一季度提高0.3个百分点",
            "预计地区生产总值[[F1.change]]，较一季度[[F1.change:较一季度]]",
            Status.NONE,
        ),
    ],
)
def test_an_estimate_says_so_once(text: str, bound: str, status: Status) -> None:
    (made,), figures = lifted(text, table=FigureSet())
    assert (made, figures.figures[0].status) == (bound, status)
    assert references.render(made, figures).text == text


def noted(note: str, figure: Figure) -> tuple[str, FigureSet]:
    table = bind_notes(FigureSet((replace(figure, note=note),)), 0)
    assert references.render(table.figures[0].bound, table).text == note
    return table.figures[0].bound, table


TASK = Figure("F1", "粮食播种面积", 0, value="46.20", unit="万亩")


@pytest.mark.parametrize(
    ("note", "figure", "bound", "names"),
    [
        ("市下达年度任务46.00万亩", TASK, "市下达年度任务[[F2]]", ["粮食播种面积市下达年度任务"]),
        ("6月末", TASK, "6月末", []),
        (
            "党委38个、党总支64个",
            Figure("F1", "党组织", 0, value="102", unit="个"),
            "党委[[F2]]、党总支[[F3]]",
            ["党委", "党总支"],
        ),
        (
            "产业类26.40亿元、其他5.50亿元",
            Figure("F1", "新开工项目总投资", 0, value="31.90", unit="亿元"),
            "产业类[[F2]]、其他[[F3]]",
            ["产业类新开工项目总投资", "其他新开工项目总投资"],
        ),
        (
            "884个党支部中842个达标",
            Figure("F1", "党支部标准化达标率", 0, value="95.2", unit="%"),
            "[[F2]]党支部中[[F3]]达标",
            ["党支部", "达标党支部"],
        ),
        ("168名中97名", Figure("F1", "持证率", 0, value="57.7", unit="%"), "[[F2]]中[[F3]]", ["持证总数", "持证数"]),
        ("一季度下降7.8%", Figure("F1", "固定资产投资", 0), "一季度[[F2.change]]", ["一季度固定资产投资"]),
        (
            "上年同期2.94∶1",
            Figure("F1", "城乡居民收入比", 0, value="2.87∶1"),
            "上年同期[[F2]]",
            ["上年同期城乡居民收入比"],
        ),
        ("上年同期2.94∶1", Figure("F1", "城乡居民收入比", 0, value="2.87∶1", prev="2.94∶1"), "上年同期[[F1.prev]]", []),
        ("共32期", Figure("F1", "安全生产培训", 0, value="5412", unit="人次"), "共[[F2]]", ["安全生产培训期数"]),
        (
            "非税收入1.69亿元，同比下降7.5%",
            Figure("F1", "一般公共预算收入", 0, value="4", unit="亿元"),
            "非税收入[[F2]]，同比[[F2.change]]",
            ["非税收入"],
        ),
    ],
)
def test_the_quantities_of_a_note_are_figures_too(note: str, figure: Figure, bound: str, names: list[str]) -> None:
    made, table = noted(note, figure)
    assert made == bound
    assert [one.name for one in table.figures[1:]] == names
    assert {(one.origin, one.use) for one in table.figures[1:]} <= {(Origin.POINT, Use.MAY)}


def test_a_reserved_figures_note_is_reserved() -> None:
    _, table = noted("年度任务8个", replace(TASK, use=Use.RESERVE))
    assert table.figures[1].use is Use.RESERVE


def test_a_number_typed_in_a_comparison_is_a_figure_of_its_own() -> None:
    compared = make_figure(
        RawFigure("城镇新增就业", value="3586", unit="人", compare=(("占年度任务6500人", "55.2%"),)), "F1", 0
    )
    table = bind_notes(FigureSet((compared,)), 0)
    assert table.figures[0].comparisons == (Comparison("占年度任务", "55.2%", "占年度任务6500人"),)
    assert [(one.name, one.value) for one in table.figures[1:]] == [("城镇新增就业年度任务", "6500人")]
    points, after = make_points((RawPoint("新建学校3所"),), 0, table)
    assert [(one.key, one.use) for one in after] == [("F1", Use.MUST), ("F2", Use.MAY), ("F3", Use.MAY)]
    assert points[0].bound == "新建学校[[F3]]"
    assert bind_notes(after, 0, points) == after


def test_editing_a_note_leaves_the_figures_of_points_alone_and_the_other_way_round() -> None:
    table = bind_notes(FigureSet((replace(TASK, note="年度任务46.00万亩"),)), 0)
    points, before = make_points((RawPoint("新建学校3所"),), 0, table)
    edited = before.having(replace(before.figures[0], note="年度任务47.00万亩，其中双季稻12万亩"))
    after = bind_notes(edited, 0, points)
    assert [(one.key, one.name, one.value, one.use) for one in after.figures[1:]] == [
        ("F2", "粮食播种面积年度任务", "47.00万亩", Use.MAY),
        ("F3", "新建学校", "3所", Use.MAY),
        ("F4", "双季稻粮食播种面积", "12万亩", Use.MAY),
    ]
    _, unpointed = make_points((), 0, after)
    assert [(one.key, one.use) for one in unpointed.figures[1:]] == [
        ("F2", Use.MAY),
        ("F3", Use.RESERVE),
        ("F4", Use.MAY),
    ]


def test_a_reworded_point_keeps_the_key_of_a_quantity_that_stays() -> None:
    _, before = lifted("新建公办幼儿园3所", table=FigureSet())
    (bound,), after = [*make_points((RawPoint("年内建成幼儿园3所，改造危桥4座"),), 0, before)]
    assert bound.bound == "年内建成幼儿园[[F1]]，改造危桥[[F2]]"
    assert [(one.key, one.name) for one in after] == [("F1", "建成幼儿园"), ("F2", "改造危桥")]


@pytest.mark.parametrize(
    ("change", "comparisons"),
    [
        (
            "同比增长8.0%，高于全市1.2个百分点，较一季度收窄3.2个百分点",
            (("同比", "增长8.0%"), ("高于全市", "1.2个百分点"), ("较一季度", "收窄3.2个百分点")),
        ),
        ("同比增长8.0%；较年初增加12亿元", (("同比", "增长8.0%"), ("较年初", "增加12亿元"))),
        ("高于全市1.2个百分点", (("高于全市", "1.2个百分点"),)),
        ("增加1,234人", (("", "增加1,234人"),)),
    ],
)
def test_a_change_may_hold_several_comparisons(change: str, comparisons: tuple[tuple[str, str], ...]) -> None:
    made = make_figure(RawFigure("产值", change=change), "F1", 0)
    assert tuple((one.to, one.value) for one in made.comparisons) == comparisons


@pytest.mark.parametrize("change", ["同比增长8.0%，势头良好", "比较好", "同比增长8.0%，同比下降3%", "8人，9人"])
def test_a_change_with_words_that_are_none_is_refused(change: str) -> None:
    with pytest.raises(BriefError):
        make_figure(RawFigure("产值", change=change), "F1", 0)


def test_a_brief_with_notes_and_goals_reads_back_as_it_was() -> None:
    figures = (
        RawFigure(
            "就业", value="3586", unit="人", change="同比增长8.0%，较一季度收窄3.2个百分点", note="其中高校毕业生512人"
        ),
        RawFigure("播种面积", value="46.20", unit="万亩", compare=(("占年度任务46万亩", "100.4%"),)),
    )
    section = RawSection("一、情况", figures=figures, points=(RawPoint("外贸进出口12亿元，同比增长5.6%"),))
    brief = assemble(RawBrief({"title": "汇报"}, "素材", sections=(section,)))
    assert brief_from_text(dump_brief(brief), "素材", "yaml") == brief
    assert read_form(write_form(brief), "素材.xlsx").figures == brief.figures


ODD = st.text(alphabet="建成学校12.3个%、，。同比增长[F]年5月至底近约余十万亿（）“”０９", max_size=30)
_WORDS = (
    "城镇、农村居民收入 固定资产投资 进出口 项目 分别 同比 较年初 增长 下降 增速 由 增加到 居全市第 3位 预计 "
    "其中 [[F1]] 占年度任务的 高于全市 5.6% 7% 12亿元 1.2个百分点 8个 翻一番 三成 2024年 9月底前 、 ， 。 和 为 （ ）"
)
PIECES = st.sampled_from(_WORDS.split())


@settings(deadline=None, max_examples=300)
@given(st.one_of(ODD, st.lists(PIECES, max_size=12).map("".join)), st.booleans())
def test_any_point_renders_as_it_was_typed_up_to_the_width_of_digits(text: str, on_table: bool) -> None:
    if not re.sub(r"^[-·•●▪*\s]+", "", text).strip():
        return
    points, figures = make_points((RawPoint(text),), 0, TABLE if on_table else FigureSet())
    shown = references.render(points[0].bound, figures).text
    assert numerals.normal(shown) == numerals.normal(points[0].text)
    again, same = make_points((RawPoint(text),), 0, figures)
    assert (again, same) == (points, figures)


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=10).map("".join))
def test_any_note_renders_as_it_was_typed(note: str) -> None:
    table = bind_notes(FigureSet((*TABLE, Figure("F9", "招商引资", 0, value="3", unit="亿元", note=note))), 0)
    (bound,) = (one.bound for one in table if one.key == "F9")
    assert references.render(bound, table).text == note
    assert bind_notes(table, 0) == table


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("好", Polarity.GOOD), ("正", Polarity.GOOD), ("越高越好", Polarity.GOOD), ("坏", Polarity.BAD),
     ("负", Polarity.BAD), ("越低越好", Polarity.BAD), ("降为好", Polarity.BAD), ("中性", Polarity.NEUTRAL)],
)  # fmt: skip
def test_polarity_is_read_in_the_words_writers_use(typed: str, kept: Polarity) -> None:
    assert make_figure(RawFigure("指标", value="3", polarity=typed), "F1", 0).polarity is kept


@pytest.mark.parametrize(
    ("to", "value"),
    [("较全省平均水平", "高0.8个百分点"), ("较年度目标", "低8.5个百分点"), ("较常年同期", "偏多14.3%"),
     ("同比", "下降0.15个千分点")],
)  # fmt: skip
def test_a_gap_with_its_word_is_kept_and_rendered_as_typed(to: str, value: str) -> None:
    figure = make_figure(RawFigure("达标率", value="41.5", unit="%", compare=((to, value),)), "F1", 0)
    assert figure.comparisons == (Comparison(to, value),)
    assert references.render(f"{to}[[F1.change:{to}]]", FigureSet((figure,))).text == f"{to}{value}"
