"""One figure as a clause: by the nature of the indicator, falls and rises as they are."""

import pytest

from drafting.references import render
from drafting.report import Comparison, Figure, FigureSet, Kind, Polarity, Status
from drafting.writing.plain.clauses import OWN_NAME, clause
from drafting.writing.plain.nature import flow_verb, is_bad_news


def said(figure: Figure) -> str:
    made = clause(figure, flow_verb(figure))
    assert made is not None
    assert made.keys == (figure.key,)
    return render(made.text.replace(OWN_NAME, "，我县"), FigureSet((figure,))).text


def figure(name: str, value: str = "", unit: str = "", *compared: tuple[str, str], **more: object) -> Figure:
    comparisons = tuple(Comparison(to, by) for to, by in compared)
    return Figure("F1", name, 0, value=value, unit=unit, comparisons=comparisons, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        # amounts produced, invested, taken in
        (
            figure("地区生产总值", "92.40", "亿元", ("同比", "增长5.8%"), rank="全市第5位"),
            "完成地区生产总值92.40亿元，同比增长5.8%，居全市第5位",
        ),
        (figure("产值", "十几亿", "元"), "完成产值十几亿元"),
        # names that bring their own verb
        (figure("争取到位上级资金", "6.72", "亿元"), "争取到位上级资金6.72亿元"),
        (figure("建成高标准农田", "1.80", "万亩"), "建成高标准农田1.80万亩"),
        (figure("接待游客", "186.4", "万人次", rank="全市第1位"), "接待游客186.4万人次，居全市第1位"),
        # what stands at a moment
        (
            figure("金融机构各项存款余额", "238.60", "亿元", ("同比", "增长7.9%")),
            "金融机构各项存款余额为238.60亿元，同比增长7.9%",
        ),
        (figure("PM2.5平均浓度", "22", "微克/立方米", ("", "下降8.3%")), "PM2.5平均浓度为22微克/立方米，下降8.3%"),
        # rates: 达 only for what should rise and does
        (figure("森林覆盖率", "64.30", "%"), "森林覆盖率为64.30%"),
        (
            figure("森林覆盖率", "64.30", "%", ("较上年", "提高0.4个百分点")),
            "森林覆盖率达64.30%，较上年提高0.4个百分点",
        ),
        (
            figure("县域内就诊率", "89.4", "%", ("同比", "-1.7个百分点"), polarity=Polarity.GOOD),
            "县域内就诊率为89.4%，同比下降1.7个百分点",
        ),
        (
            figure("城镇登记失业率", "3.8", "%", ("同比", "下降0.2个百分点")),
            "城镇登记失业率为3.8%，同比下降0.2个百分点",
        ),
        (figure("水质达标率", "100", "%", polarity=Polarity.GOOD), "水质达标率为100%"),
        (figure("政府债务率", "186", "%", ("较年初", "下降12个百分点")), "政府债务率为186%，较年初下降12个百分点"),
        # growth only
        (figure("固定资产投资", "", "", ("同比", "下降4.6%")), "固定资产投资同比下降4.6%"),
        (figure("规模以上工业增加值", "", "", ("", "↑6.4％")), "规模以上工业增加值增长6.4%"),
        (figure("财政总收入", "", "", ("", "持平")), "财政总收入持平"),
        (
            figure("单位地区生产总值能耗", "", "", ("同比", "下降3.1%"), status=Status.ESTIMATE),
            "单位地区生产总值能耗同比预计下降3.1%",
        ),
        # counts, the counting suffix dropped, what happens said
        (figure("党员数", "19842", "名"), "党员19842名"),
        (figure("生产安全事故起数", "8", "起", ("同比", "下降27.3%")), "发生生产安全事故8起，同比下降27.3%"),
        (figure("森林火灾", "0", "起", ("同比", "减少2起")), "森林火灾0起，同比减少2起"),
        # ranks
        (figure("高质量发展综合考核", rank="全省第9位"), "在高质量发展综合考核中，我县列全省第9位"),
        (
            figure("综合考核", "", "", ("较上年", "前移4位"), rank="全省第9位"),
            "在综合考核中，我县列全省第9位，较上年前移4位",
        ),
        (figure("投资增速", rank="全市第10位"), "投资增速居全市第10位"),
        (figure("投资增速", rank="居全市第10位"), "投资增速居全市第10位"),
        # shares, gaps, speeding and narrowing
        (
            figure("民生支出", "15.84", "亿元", ("占一般公共预算支出", "82.3%")),
            "民生支出15.84亿元，占一般公共预算支出的82.3%",
        ),
        (figure("到位资金", "21.56", "亿元", ("占年度任务", "107.8%")), "到位资金21.56亿元，完成年度任务的107.8%"),
        (
            figure("工业用电", "", "", ("", "增长6%"), ("高于全市平均水平", "0.7个百分点")),
            "工业用电增长6%，高于全市平均水平0.7个百分点",
        ),
        (
            figure("固定资产投资", "", "", ("同比", "下降4.6%"), ("较一季度", "收窄3.2个百分点")),
            "固定资产投资同比下降4.6%，降幅较一季度收窄3.2个百分点",
        ),
        (
            figure("固定资产投资", "", "", ("同比", "下降4.6%"), ("较一季度", "扩大1个百分点")),
            "固定资产投资同比下降4.6%，降幅较一季度扩大1个百分点",
        ),
        (
            figure("工业用电", "", "", ("同比", "增长6%"), ("较一季度", "回落1.2个百分点")),
            "工业用电同比增长6%，增速较一季度回落1.2个百分点",
        ),
        (figure("企业", "53", "户", ("较年初", "增加4户")), "企业53户，较年初增加4户"),
        # estimates
        (
            figure("地区生产总值", "92.40", "亿元", ("", "增长5.8%"), status=Status.ESTIMATE),
            "地区生产总值预计92.40亿元，增长5.8%",
        ),
        # earlier values
        (figure("在校生", "1200", "人", prev="1100"), "在校生由1100人增加到1200人"),
        (figure("信访件", "412", "件", prev="508"), "信访件由508件减少到412件"),
        (figure("森林覆盖率", "64", "%", prev="63"), "森林覆盖率由63%提高到64%"),
        (figure("城乡居民收入比", "2.87∶1", prev="2.94∶1"), "城乡居民收入比由2.94∶1缩小到2.87∶1"),
        (figure("三次产业结构", "18.6∶31.2∶50.2", prev="19.0∶31.0∶50.0"), "三次产业结构为18.6∶31.2∶50.2"),
        (figure("企业", "53", "户", prev="53"), "企业53户"),
        # names, dates, notes
        (figure("县名", "青岚县", kind=Kind.NAME), "县名为青岚县"),
        (figure("云屏高速通车时间", "2025年11月", kind=Kind.DATE), "云屏高速于2025年11月通车"),
        (figure("验收日期", "2025年11月", kind=Kind.DATE), "验收日期为2025年11月"),
        (figure("专项行动", note="正在筹备"), "专项行动正在筹备"),
    ],
)
def test_a_figure_is_said_by_its_nature(given: Figure, words: str) -> None:
    assert said(given) == words


@pytest.mark.parametrize(
    "given", [figure("产值"), figure("产值", "3", status=Status.PENDING), figure("产值", "", "", ("同比", ""))]
)
def test_a_blank_says_nothing(given: Figure) -> None:
    assert clause(given) is None


@pytest.mark.parametrize(
    ("given", "bad"),
    [
        (figure("地区生产总值", "", "", ("", "下降1%")), True),
        (figure("地区生产总值", "", "", ("", "增长1%")), False),
        (figure("地区生产总值", "", "", ("", "持平")), False),
        (figure("生产安全事故起数", "", "", ("", "增加3起")), True),
        (figure("生产安全事故起数", "", "", ("", "下降3%")), False),
        (figure("某某数", "", "", ("", "下降3%")), False),
        (figure("某某数", "", "", ("", "下降3%"), polarity=Polarity.GOOD), True),
        (figure("某某数", "", "", ("", "增长3%"), polarity=Polarity.BAD), True),
        (figure("地区生产总值", "", "", ("", "下降1%"), polarity=Polarity.NEUTRAL), False),
        (figure("地区生产总值", "3", "亿元"), False),
    ],
)
def test_bad_news_is_direction_against_polarity_and_the_writers_word_comes_first(given: Figure, bad: bool) -> None:
    assert is_bad_news(given) is bad
