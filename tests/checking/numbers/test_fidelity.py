"""Quantities nobody gave, swapped and reversed ones, and what is left of blanks: each rule fires, and only then."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting import numerals
from drafting.checking import Context, check_section, link
from drafting.references import find, part_text, render
from drafting.report import (
    Basis,
    Brief,
    Comparison,
    Figure,
    FigureSet,
    Kind,
    Mention,
    SectionBrief,
    Severity,
    Use,
)
from tests.checking.reports import HALF, YEAR, faults, marked

MAY = Use.MAY
FIGURES = FigureSet(
    (
        Figure(
            "F1",
            "地区生产总值",
            0,
            value="92.40",
            unit="亿元",
            comparisons=(Comparison("同比", "增长5.8%"), Comparison("较一季度", "提高0.5个百分点")),
            rank="全市第5位",
            use=MAY,
        ),
        Figure(
            "F2",
            "固定资产投资",
            0,
            comparisons=(Comparison("", "下降4.6%"), Comparison("较一季度", "收窄3.2个百分点")),
            use=MAY,
        ),
        Figure("F3", "财政总收入", 0, value="42800", unit="万元", prev="41200", use=MAY),
        Figure("F4", "社会消费品零售总额", 0, comparisons=(Comparison("", "持平"),), use=MAY),
        Figure("F5", "完工时间", 0, kind=Kind.DATE, value="2024年5月", use=MAY),
        Figure("F6", "城镇居民人均可支配收入", 0, comparisons=(Comparison("", "增长4.6%"),), use=MAY),
        Figure("F7", "农村居民人均可支配收入", 0, comparisons=(Comparison("", "增长7.2%"),), use=MAY),
        Figure(
            "F8",
            "工业增加值",
            0,
            comparisons=(Comparison("", "增长6.4%"), Comparison("较上月", "扩大1.1个百分点")),
            use=MAY,
        ),
    )
)
BRIEF = Brief(
    "2024年上半年青岚县工作情况汇报",
    "青岚县",
    "2024年上半年",
    "2024-07-15",
    basis=(Basis("国发〔2022〕2号文件提出的9大任务", "国务院", "2022-01"),),
    sections=(SectionBrief("一、推进500个项目"),),
    figures=FIGURES,
)


def found(source: str) -> list[tuple[str, str, str]]:
    rules = check_section(source, Context.of(BRIEF), 0)
    shown = render(source, FIGURES).text
    assert all(shown[one.start : one.end] == one.text for one in rules)
    return [(one.rule, one.severity.value, one.text) for one in rules if one.rule != "figure-unused"]


@pytest.mark.parametrize(
    "source",
    [
        "全县地区生产总值[[F1]]，同比[[F1.change]]，增速较一季度[[F1.change:较一季度]]，居[[F1.rank]]。",
        "固定资产投资[[F2.change]]，降幅较一季度[[F2.change:较一季度]]。",
        "固定资产投资降幅[[F2.change:较一季度]]；工业增加值[[F8.change]]，增幅[[F8.change:较上月]]。",
        "固定资产投资降幅为[[F2.rate]]，工业增加值增幅为[[F8.rate]]。",
        "财政总收入由[[F3.prev]]增加到[[F3]]，社会消费品零售总额[[F4.change]]。",
        "城镇、农村居民人均可支配收入分别增长[[F6.rate]]、[[F7.rate]]。",
        "地区生产总值92.40亿元，增长5.8%，居全市第5位。",
        "财政总收入4.28亿元，去年为41200万元。",
        "固定资产投资下降4.6%。",
        "工程2024年5月完工，2024年上半年青岚县推进500个项目，落实国发〔2022〕2号文件提出的9大任务。",
        "落实“三大攻坚战”部署，建设5A级景区，二○二四年，G75高速通车。一是抓好两手，三个方面发力。",
        "",
    ],
)
def test_correct_text_has_no_finding(source: str) -> None:
    assert found(source) == []


@pytest.mark.parametrize(
    ("source", "finding"),
    [
        ("地区生产总值[[F1]]，新建学校37所。", ("figure-not-given", "error", "37所")),
        ("地区生产总值93亿元。", ("figure-wrong-value", "error", "93亿元")),
        ("地区生产总值增长5.9%。", ("figure-wrong-value", "error", "5.9%")),
        ("地区生产总值92.40%。", ("figure-wrong-unit", "error", "92.40%")),
        ("工业投资近三成。", ("figure-not-given", "error", "近三成")),
        ("2023年12月启动。", ("date-not-given", "error", "2023年12月")),
        ("全县粮食收成92.40亿元。", ("figure-unnamed", "warn", "92.40亿元")),
        ("全县固定资产投资[[F1]]。", ("figure-swapped", "error", "92.40亿元")),
        ("财政总收入为[[F1]]。", ("figure-swapped", "error", "92.40亿元")),
        ("固定资产投资增长[[F2.change]]。", ("direction-contradicts", "error", "下降4.6%")),
        ("固定资产投资增长[[F2.rate]]。", ("direction-contradicts", "error", "4.6%")),
        ("固定资产投资增幅为[[F2.rate]]。", ("direction-contradicts", "error", "4.6%")),
        ("地区生产总值同比下降[[F1.change]]。", ("direction-contradicts", "error", "增长5.8%")),
        ("固定资产投资增幅[[F2.change]]。", ("direction-contradicts", "error", "下降4.6%")),
        ("社会消费品零售总额增长[[F4.change]]。", ("direction-contradicts", "error", "持平")),
        ("城镇居民人均可支配收入下降[[F6.rate]]。", ("direction-contradicts", "error", "4.6%")),
        ("固定资产投资增长4.6%。", ("direction-contradicts", "error", "4.6%")),
        ("地区生产总值同比减少5.8%。", ("direction-contradicts", "error", "5.8%")),
        ("固定资产投资同比[[F2.change]]。", ("basis-not-given", "warn", "下降4.6%")),
        ("地区生产总值环比[[F1.change]]。", ("basis-contradicts", "error", "增长5.8%")),
        ("收入[[F99]]。", ("reference-unknown", "error", "【F99：无此数】")),
        ("收入[[F3.rank]]。", ("reference-unknown", "error", "【F3.rank：无此数】")),
        ("新建学校*所。", ("mask-left", "error", "*")),
        ("新建学校**所。", ("mask-left", "error", "**")),
        ("在○○县召开会议。", ("mask-left", "error", "○○")),
        ("共[[F0]]个。", ("reference-damaged", "error", "[[F0]]")),
        ("完成[[F999，", ("reference-damaged", "error", "[[F999")),
        ("完成F999底。", ("reference-damaged", "error", "F999")),
        ("完成[[", ("reference-damaged", "error", "[[")),
    ],
)
def test_each_fault_is_found_once_at_its_place(source: str, finding: tuple[str, str, str]) -> None:
    assert found(source) == [finding]


@pytest.mark.parametrize(
    ("words", "basis", "rate", "name"),
    [
        ("固定资产投资同比下降", "同比", "4.6%", "固定资产投资"),
        ("工业增加值较上年增长", "较上年", "6.4%", "工业增加值"),
        ("城镇居民人均可支配收入比上年同期增长", "比上年同期", "4.6%", "城镇居民人均可支配收入"),
        ("农村居民人均可支配收入较年初增长", "较年初", "7.2%", "农村居民人均可支配收入"),
    ],
)
def test_a_basis_the_writer_never_said_is_asked_about_and_its_absence_is_not(
    words: str, basis: str, rate: str, name: str
) -> None:
    (finding,) = [one for one in check_section(f"{words}{rate}。", Context.of(BRIEF), 0) if one.rule != "figure-unused"]
    assert (finding.rule, finding.start, finding.text) == ("basis-not-given", len(words), rate)
    assert finding.message == f"素材没有说“{name}”是{basis}"
    assert found(f"{words.replace(basis, '')}{rate}。") == []


def test_a_second_rate_after_one_verb_is_held_against_that_verb() -> None:
    assert found("城镇、农村居民人均可支配收入分别下降[[F6.rate]]、[[F7.rate]]。") == [
        ("direction-contradicts", "error", "4.6%"),
        ("direction-contradicts", "error", "7.2%"),
    ]


def test_quantities_inside_rendered_figures_are_never_asked_about() -> None:
    figures = FigureSet((Figure("F1", "备注", 0, note="同比增长88%，另有77人", use=MAY),))
    brief = Brief("报告", sections=(SectionBrief("一、甲"),), figures=figures)
    assert check_section("备注：[[F1]]。", Context.of(brief), 0) == ()


def test_messages_name_the_figure_and_say_what_to_do() -> None:
    (finding,) = check_section("固定资产投资增长[[F2.rate]]。", Context(BRIEF, FigureSet(FIGURES.figures[1:2])), 0)
    assert (finding.message, finding.suggestion, finding.section) == (
        "“固定资产投资”是下降的，与前面的动词相反",
        "请改动词或核对数据",
        0,
    )
    (swapped,) = (
        one for one in check_section("全县固定资产投资[[F1]]。", Context.of(BRIEF), 0) if one.severity is Severity.ERROR
    )
    assert swapped.message == "这里写的是“固定资产投资”，数却是“地区生产总值”的"


def test_typed_quantities_are_linked_to_the_figure_they_say() -> None:
    text = "地区生产总值92.40亿元，增长5.8%；固定资产投资下降4.6%，城镇居民人均可支配收入增长4.6%，全县粮食收成3亿元。"
    assert link(text, (), Context.of(BRIEF)) == (
        Mention(6, 13, "F1"),
        Mention(16, 20, "F1", "rate", "同比"),
        Mention(29, 33, "F2", "rate"),
        Mention(47, 51, "F6", "rate"),
    )


def test_braces_in_a_writers_words_are_only_words() -> None:
    figures = FigureSet((Figure("F1", "产值{0}{name}", 0, value="3", unit="家"),))
    brief = Brief("报告", sections=(SectionBrief("一、甲"),), figures=figures)
    (finding,) = check_section("无。", Context.of(brief), 0)
    assert finding.message == "必用的指标“产值{0}{name}”没有写进去"


PIECES = st.sampled_from(
    [
        "[[F1]]",
        "[[F2.change]]",
        "[[F9]]",
        "[[F6.rate]]",
        "地区生产总值",
        "同比",
        "增长",
        "下降",
        "分别",
        "4.6%",
        "92.40亿元",
        "，",
        "。",
        "\n",
        "*",
        "○",
        "十几",
        "【F1：无此数】",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=60))
def test_no_text_breaks_a_check_and_every_span_holds_its_words(source: str) -> None:
    shown = render(source, FIGURES).text
    for finding in check_section(source, Context.of(BRIEF), 0):
        assert shown[finding.start : finding.end] == finding.text
        assert finding.section == 0


@given(
    st.lists(
        st.sampled_from(
            ["地区生产总值[[F1]]", "固定资产投资[[F2.change]]", "财政总收入[[F3]]", "工业增加值[[F8.change]]"]
        ),
        unique=True,
    )
)
def test_figures_under_their_own_names_are_never_faulted(clauses: list[str]) -> None:
    source = "，".join(clauses)
    assert [one for one in check_section(source, Context.of(BRIEF), 0) if one.rule != "figure-unused"] == []
    assert len(find(source)) == len(clauses)


UNEVEN = [
    (YEAR, "城镇、农村居民人均可支配收入【分别增长4.6%】。", "“分别”前面有2项，后面有1个数"),
    (YEAR, "社会消费品零售总额、粮食产量【分别达到63.18亿元】。", "“分别”前面有2项，后面有1个数"),
    (
        YEAR,
        "地区生产总值、规模以上工业增加值、社会消费品零售总额【分别增长6.2%、8.4%】。",
        "“分别”前面有3项，后面有2个数",
    ),
    (YEAR, "城镇居民人均可支配收入、农村居民人均可支配收入【分别增长4.6%】。", "“分别”前面有2项，后面有1个数"),
    (
        YEAR,
        "社会消费品零售总额、一般公共预算收入【分别达到63.18亿元、12.36亿元、41.20亿元】。",
        "“分别”前面有2项，后面有3个数",
    ),
    (HALF, "旅游接待人次、旅游综合收入【分别增长18.6%】。", "“分别”前面有2项，后面有1个数"),
    (HALF, "固定资产投资、旅游综合收入、旅游接待人次【分别增长3.4%、21.3%】。", "“分别”前面有3项，后面有2个数"),
]
UNEVEN_RIGHT = [
    (YEAR, "金融机构存、贷款余额分别为214.6亿元和157.3亿元，较年初分别增长9.1%和11.8%。"),
    (YEAR, "城镇、农村居民人均可支配收入分别达到38420元和19736元，同比分别增长4.6%和7.3%。"),
    (YEAR, "地区生产总值、规模以上工业增加值、社会消费品零售总额分别增长6.2%、8.4%、4.9%。"),
    (YEAR, "固定资产投资、外贸进出口总额分别下降2.7%和14.5%。"),
    (HALF, "第一、第二、第三产业增加值分别为9.15亿元、21.40亿元和27.85亿元，分别增长4.1%、5.3%和6.7%。"),
    (HALF, "三次产业增加值分别增长4.1%、5.3%、6.7%。"),
    (HALF, "旅游接待人次和综合收入分别增长18.6%和21.3%。"),
    (YEAR, "一般公共预算收支分别为12.36亿元和41.20亿元。"),
    (YEAR, "城乡居民人均可支配收入分别达到38420元、19736元，分别增长4.6%、7.3%。"),
    (YEAR, "地区生产总值完成186.45亿元，社会消费品零售总额完成63.18亿元，分别增长6.2%、4.9%。"),
    (HALF, "三次产业增加值分别完成9.15亿元、21.40亿元、27.85亿元，同比分别增长4.1%、5.3%、6.7%。"),
    (
        YEAR,
        "地区生产总值、社会消费品零售总额和一般公共预算收入分别达到186.45亿元、63.18亿元、12.36亿元，增长6.2%、4.9%和6.4%。",
    ),
]


@pytest.mark.parametrize(("report", "prose", "message"), UNEVEN)
def test_a_list_of_other_length_than_its_numbers_is_found(report: Context, prose: str, message: str) -> None:
    assert faults(report, prose) == marked("list-count", prose, message)


@pytest.mark.parametrize(("report", "prose"), UNEVEN_RIGHT)
def test_a_list_as_long_as_its_numbers_is_left_alone(report: Context, prose: str) -> None:
    assert faults(report, prose) == []


UNTIMED = [
    (YEAR, "【上半年】，地区生产总值186.45亿元。", "素材说的是2024年，这里写的是“上半年”"),
    (YEAR, "【前三季度】，社会消费品零售总额63.18亿元，增长4.9%。", "素材说的是2024年，这里写的是“前三季度”"),
    (YEAR, "【2023年全年】，地区生产总值186.45亿元。", "素材说的是2024年，这里写的是“2023年全年”"),
    (HALF, "【前三季度】完成固定资产投资48.6亿元。", "素材说的是2025年上半年，这里写的是“前三季度”"),
    (HALF, "【全年】实现旅游综合收入15.9亿元。", "素材说的是2025年上半年，这里写的是“全年”"),
    (HALF, "【一季度】，城镇新增就业2860人。", "素材说的是2025年上半年，这里写的是“一季度”"),
    (YEAR, "【一季度】，外贸进出口总额3.27亿元。", "素材说的是2024年，这里写的是“一季度”"),
    (YEAR, "【1—11月】，一般公共预算收入12.36亿元。", "素材说的是2024年，这里写的是“1—11月”"),
    (YEAR, "【前三季度】，地区生产总值增长6.2%。", "素材说的是2024年，这里写的是“前三季度”"),
    (HALF, "【前三季度】，城镇新增就业2860人。", "素材说的是2025年上半年，这里写的是“前三季度”"),
    (HALF, "【全年】完成固定资产投资48.6亿元，增长3.4%。", "素材说的是2025年上半年，这里写的是“全年”"),
    (HALF, "【1—5月】，完成固定资产投资48.6亿元。", "素材说的是2025年上半年，这里写的是“1—5月”"),
    (HALF, "【2024年上半年】，固定资产投资48.6亿元。", "素材说的是2025年上半年，这里写的是“2024年上半年”"),
]
UNTIMED_RIGHT = [
    (YEAR, "全年完成地区生产总值186.45亿元，同比增长6.2%，增速高于全省0.7个百分点，居全市第3位。"),
    (YEAR, "规模以上工业增加值同比增长8.4%，增速较上半年回落1.3个百分点。"),
    (YEAR, "固定资产投资同比下降2.7%，降幅较前三季度收窄1.9个百分点。"),
    (HALF, "上半年，完成固定资产投资48.6亿元，同比增长3.4%。"),
    (HALF, "城镇新增就业2860人，完成全年任务的57.2%。"),
    (HALF, "1—5月，工业用电量3.86亿千瓦时，同比增长7.9%。"),
    (HALF, "前5个月，工业用电量3.86亿千瓦时，增长7.9%。"),
    (HALF, "下半年，力争全年固定资产投资增长5%以上，新增规上工业企业8家。"),
    (HALF, "确保全年固定资产投资增速达到5%以上。"),
    (
        YEAR,
        "初步核算，全年地区生产总值达到186.45亿元，按可比价计算，同比增长6.2%，比全省高0.7个百分点，总量位列全市第3。",
    ),
    (YEAR, "规上工业增加值增幅达8.4%，比上半年回落1.3个百分点。"),
    (YEAR, "受房地产市场影响，固定资产投资下降2.7%，但降幅比前三季度收窄1.9个百分点。"),
    (YEAR, "投资仍是短板，全年固定资产投资同比下降2.7%。"),
    (YEAR, "创成省级和美乡村9个，云岭山景区全年接待游客128.4万人次。"),
    (YEAR, "全年召开县委常委会会议研究经济工作，两次到云岭镇调研。"),
    (YEAR, "预计全年全社会用电量9.84亿千瓦时，社会消费品零售总额63.18亿元。"),
    (HALF, "今年上半年，固定资产投资完成48.6亿元，增速为3.4%。"),
    (HALF, "固定资产投资力争全年增长5%以上。"),
    (HALF, "下半年新增规上工业企业8家。"),
    (HALF, "各位领导：现将2025年上半年工作情况汇报如下。"),
    (HALF, "全县上下以“时时放心不下”的责任感，守牢安全底线，上半年发生生产安全事故3起、同比减少2起。"),
]


@pytest.mark.parametrize(("report", "prose", "message"), UNTIMED)
def test_a_part_of_the_year_nobody_spoke_of_is_found(report: Context, prose: str, message: str) -> None:
    assert faults(report, prose) == marked("period-not-given", prose, message)


@pytest.mark.parametrize(("report", "prose"), UNTIMED_RIGHT)
def test_the_reported_part_of_the_year_is_left_alone(report: Context, prose: str) -> None:
    assert faults(report, prose) == []


@pytest.mark.parametrize(
    ("report", "prose", "messages"),
    [
        (
            YEAR,
            "地区生产总值完成186.45亿元，社会消费品零售总额完成63.18亿元，分别增长【4.9%】、【6.2%】。",
            ("社会消费品零售总额", "地区生产总值"),
        ),
        (
            YEAR,
            "金融机构存款余额214.6亿元，金融机构贷款余额157.3亿元，较年初分别增长【11.8%】、【9.1%】。",
            ("金融机构贷款余额", "金融机构存款余额"),
        ),
        (
            HALF,
            "旅游接待人次213.5万人次，旅游综合收入15.9亿元，分别增长【21.3%】和【18.6%】。",
            ("旅游综合收入", "旅游接待人次"),
        ),
        (
            HALF,
            "第二产业增加值21.40亿元，第三产业增加值27.85亿元，同比分别增长【6.7%】、【5.3%】。",
            ("第三产业增加值", "第二产业增加值"),
        ),
    ],
)
def test_numbers_in_each_others_place_are_found(report: Context, prose: str, messages: tuple[str, ...]) -> None:
    told = [
        f"“分别”前后次序对不上，“{text}”是“{name}”的数"
        for text, name in zip(prose.replace("】", "【").split("【")[1::2], messages, strict=True)
    ]
    assert faults(report, prose) == marked("list-order", prose, *told)


@pytest.mark.parametrize(
    ("report", "prose"),
    [
        (YEAR, "社会消费品零售总额63.18亿元，同比增长4.9%。"),
        (YEAR, "全县一般公共预算收入完成12.36亿元，为年度预算的98.5%，同比增长6.4%。"),
        (YEAR, "城镇登记失业率控制在3.4%。"),
        (YEAR, "9个村创建为省级和美乡村。"),
        (YEAR, "创建省级和美乡村9个。"),
        (YEAR, "5A级景区云岭山接待游客128.4万人次。"),
        (YEAR, "落实川政发〔2023〕18号文件提出的5项重点改革，“十四五”规划任务稳步推进。"),
        (YEAR, "今年主要抓了3个方面的工作。"),
        (YEAR, "三次产业协调发展，G85高速梓川段畅通，12345热线运转正常。"),
        (YEAR, "完成社零总额63.18亿元。"),
        (HALF, "企业开办时间压缩至1个工作日。"),
        (YEAR, "工业经济回升向好，规上工业增加值增长8.4%。"),
        (YEAR, "城北污水处理厂建成投运。"),
        (YEAR, "开展“三下乡”活动，推行“一件事一次办”，“十四五”圆满收官。"),
        (YEAR, "坚持一张蓝图绘到底，一手抓发展、一手抓安全。"),
        (YEAR, "一般公共预算收入12.36亿元，上年为11.62亿元。"),
        (HALF, "服务业贡献突出，第三产业增加值27.85亿元，增长6.7%，占比最高。"),
        (HALF, "信访事项按期办结率达99.1%。"),
        (HALF, "5月，举办茶文化节。"),
    ],
)
def test_ordinary_prose_has_no_finding(report: Context, prose: str) -> None:
    assert faults(report, prose) == []


@pytest.mark.parametrize("figure", [*YEAR.figures, *HALF.figures], ids=lambda one: one.name)
def test_what_a_figure_renders_is_read_back_as_the_same_quantity(figure: Figure) -> None:
    parts = [("value", ""), ("prev", ""), ("rank", ""), *(("rate", one.to) for one in figure.compared)]
    shown = [part_text(figure, part, to) or "" for part, to in parts]
    known = Context(Brief("报告"), FigureSet((figure,))).of_figure[figure.key]
    read = [one for text in shown for one in numerals.find(text)]
    assert read
    assert [one.quantity for one in known] == read
    for one, typed in zip(known, read, strict=True):
        assert numerals.same(one.quantity, typed)
