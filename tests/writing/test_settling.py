import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.references import render
from drafting.report import Brief, Comparison, Figure, FigureSet, Kind, SectionBrief
from drafting.shipped import shipped
from drafting.writing.settling import Settled, says_nothing, settle, strip_thinking
from drafting.writing.writer import Ground

FIGURES = FigureSet(
    (
        Figure(
            "F1",
            "地区生产总值",
            0,
            value="71.30",
            unit="亿元",
            comparisons=(
                Comparison("同比", "增长8.0%"),
                Comparison("较一季度", "提高0.3个百分点"),
                Comparison("占年度任务", "48.2%"),
            ),
            rank="全市12个县（区）第3位",
            prev="66.02",
        ),
        Figure(
            "F2",
            "固定资产投资",
            0,
            comparisons=(Comparison("同比", "下降10.4%"), Comparison("较一季度", "收窄3.2个百分点")),
        ),
        Figure("F3", "家庭农场", 0, value="12", unit="家"),
        Figure("F4", "农业总产值", 0, value="9.8亿元", comparisons=(Comparison("同比", "持平"),)),
        Figure("F5", "县名", 0, kind=Kind.NAME, value="白鹭县"),
        Figure(
            "F6", "社会消费品零售总额", 0, value="24.86", unit="亿元", comparisons=(Comparison("同比", "增长4.7%"),)
        ),
        Figure("F7", "工业投资增速", 0, comparisons=(Comparison("", "增长6.1%"),)),
        Figure("F8", "停缓建项目", 0, value="约30", unit="个"),
    )
)
BRIEF = Brief("白鹭县上半年工作情况汇报", sections=(SectionBrief("（一）经济运行情况"),), figures=FIGURES)
GROUND = Ground(BRIEF, 0, FIGURES)


def settled(text: str) -> str:
    return settle(text, GROUND).text


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("<think>先想\n再想</think>\n\n正文。", "正文。"),
        ("想完了</think>正文。", "正文。"),
        ("正文。<think>没完", "正文。"),
        ("好的，以下是本节正文：\n\n正文。", "正文。"),
        ("以下是“（一）经济运行情况”的内容：\n正文。", "正文。"),
        ("根据您提供的素材，起草如下：\n正文。", "正文。"),
        ("正文。\n\n以上就是本节内容。", "正文。"),
        ("正文。\n\n缺料单：\n1. 缺就业数\n2. 缺投资数", "正文。"),
        ("正文。\n（字数：约300字）", "正文。"),
        ("正文。\n自查结果：必用项已全部写到。", "正文。"),
        ("正文。\n希望对您有帮助！", "正文。"),
        ("好的，就这样干。", "好的，就这样干。"),
        ("```\n正文。\n```", "正文。"),
        ("```markdown\n## 经济\n**正文**。\n---\n- 一条\n* 两条\n> 三条\n```", "经济\n正文。\n一条\n两条\n三条"),
        ("<<<正文\n正文。\n正文>>>", "正文。"),
        ("（一）经济运行情况\n正文。", "正文。"),
        ("**（一）经济运行情况**\n\n正文。", "正文。"),
        ("（一）经济运行情况。正文。", "正文。"),
        ("白鹭县上半年工作情况汇报\n（一）经济运行情况\n正文。", "正文。"),
        ("（一）经济运行情况", "（一）经济运行情况"),
        ("　　第一段。\n\n\n　　第二段。  \n", "第一段。\n第二段。"),
        ("一是抓项目。二是抓招商,保要素.", "一是抓项目。二是抓招商,保要素."),
        ("建成*县第一条路，5*3布局。", "建成*县第一条路，5*3布局。"),
    ],
)
def test_wrapping_comes_off_and_nothing_else(answer: str, text: str) -> None:
    assert settled(answer) == text


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("完成【【F1】】、［［f4］］、[[ F3 ]]、[F6]。", "完成[[F1]]、[[F4]]、[[F3]]、[[F6]]。"),
        ("完成地区生产总值[[F1]]亿元。", "完成地区生产总值[[F1]]。"),
        ("完成地区生产总值[[F1]]元。", "完成地区生产总值[[F1]]。"),
        ("农业总产值[[F4]] 亿元。", "农业总产值[[F4]]。"),
        (
            "同比[[F1.change]]％，较一季度[[F1.change:较一季度]]个百分点。",
            "同比[[F1.change]]，较一季度[[F1.change:较一季度]]。",
        ),
        ("占年度任务的[[F1.change:占年度任务]]%。", "占年度任务的[[F1.change:占年度任务]]。"),
        ("新增[[F3]]家。", "新增[[F3]]。"),
        ("新增[[F3]]家庭农场。", "新增[[F3]]家庭农场。"),
        ("新增[[F3]]家家庭农场。", "新增[[F3]]家庭农场。"),
        ("处置约[[F8]]个别项目。", "处置[[F8]]个别项目。"),
        ("[[F5]]县城建设。", "[[F5]]县城建设。"),
        ("居[[F1.rank]]位。", "居[[F1.rank]]。"),
        ("居全市第[[F1.rank]]位。", "居[[F1.rank]]。"),
        ("居全市[[F1.rank]]，位于前列。", "居[[F1.rank]]，位于前列。"),
        ("由[[F1.prev]]亿元增加到[[F1]]亿元。", "由[[F1.prev]]增加到[[F1]]。"),
        ("完成[[F99]]亿元。", "完成[[F99]]亿元。"),
    ],
)
def test_what_doubles_a_reference_is_absorbed(answer: str, text: str) -> None:
    assert settled(answer) == text


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("地区生产总值同比增长[[F1.change]]。", "地区生产总值同比[[F1.change]]。"),
        ("地区生产总值增长了[[F1.change]]。", "地区生产总值[[F1.change]]。"),
        ("地区生产总值增速为[[F1.change]]。", "地区生产总值[[F1.change]]。"),
        ("固定资产投资增速为[[F2.change]]。", "固定资产投资[[F2.change]]。"),
        ("固定资产投资同比减少[[F2.change]]。", "固定资产投资同比[[F2.change]]。"),
        ("固定资产投资降幅达到[[F2.change]]。", "固定资产投资[[F2.change]]。"),
        ("农业总产值与上年持平[[F4.change]]。", "农业总产值与上年[[F4.change]]。"),
        ("农业总产值增速为[[F4.change]]。", "农业总产值[[F4.change]]。"),
        ("增速较一季度提高[[F1.change:较一季度]]。", "增速较一季度[[F1.change:较一季度]]。"),
        ("较一季度增速[[F1.change:较一季度]]。", "较一季度增速[[F1.change:较一季度]]。"),
        ("降幅较一季度收窄[[F2.change:较一季度]]。", "降幅较一季度[[F2.change:较一季度]]。"),
        ("较一季度降幅[[F2.change:较一季度]]。", "较一季度降幅[[F2.change:较一季度]]。"),
        ("地区生产总值下降[[F1.change]]。", "地区生产总值下降[[F1.change]]。"),
        ("固定资产投资增长[[F2.change]]。", "固定资产投资增长[[F2.change]]。"),
        ("地区生产总值同比[[F1.rate]]。", "地区生产总值同比[[F1.change]]。"),
        ("地区生产总值增速[[F1.rate]]。", "地区生产总值增速[[F1.rate]]。"),
        ("固定资产投资增速为[[F2.rate]]。", "固定资产投资[[F2.change]]。"),
        ("固定资产投资降幅为[[F2.rate]]。", "固定资产投资降幅为[[F2.rate]]。"),
        ("固定资产投资增长[[F2.rate]]。", "固定资产投资增长[[F2.change]]。"),
        ("工业投资增速为[[F7.change]]。", "工业投资增速为[[F7.rate]]。"),
        ("两项分别增长[[F1.change]]、[[F6.change]]。", "两项分别增长[[F1.rate]]、[[F6.rate]]。"),
        ("两项增速分别为[[F1.rate]]和[[F6.rate]]。", "两项增速分别为[[F1.rate]]和[[F6.rate]]。"),
        ("两项分别增长[[F1.rate]]、[[F2.rate]]。", "两项分别增长[[F1.rate]]、[[F2.change]]。"),
        ("两项分别[[F1.change]]、[[F2.change]]。", "两项分别[[F1.change]]、[[F2.change]]。"),
    ],
)
def test_a_verb_is_said_once_and_a_wrong_one_stays_to_be_found(answer: str, text: str) -> None:
    assert settled(answer) == text


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("地区生产总值71.30亿元，同比增长8.0%。", "地区生产总值[[F1]]，同比[[F1.change]]。"),
        ("GDP达713000万元。", "GDP达[[F1]]。"),
        ("地区生产总值居全市第3位。", "地区生产总值居[[F1.rank]]。"),
        (
            "地区生产总值完成年度任务，占年度任务48.2%。",
            "地区生产总值完成年度任务，占年度任务[[F1.change:占年度任务]]。",
        ),
        ("地区生产总值由66.02亿元增加到71.3亿元。", "地区生产总值由[[F1.prev]]增加到[[F1]]。"),
        (
            "固定资产投资下降10.4%，较一季度收窄3.2个百分点。",
            "固定资产投资[[F2.change]]，较一季度[[F2.change:较一季度]]。",
        ),
        ("地区生产总值72.30亿元。", "地区生产总值72.30亿元。"),
        ("财政总收入71.30亿元。", "财政总收入71.30亿元。"),
        ("总额71.30亿元。", "总额71.30亿元。"),
        ("地区生产总值向好。财政收入71.30亿元。", "地区生产总值向好。财政收入71.30亿元。"),
        ("固定资产投资增长10.4%。", "固定资产投资增长10.4%。"),
        ("地区生产总值下降8.0%。", "地区生产总值下降8.0%。"),
        ("社会消费品零售总额8.0%。", "社会消费品零售总额8.0%。"),
    ],
)
def test_a_typed_number_is_linked_only_where_value_unit_and_name_agree(answer: str, text: str) -> None:
    assert settled(answer) == text


def test_an_answer_with_every_fault_becomes_a_clean_text() -> None:
    answer = (
        "<think>[[F1]]怎么写？</think>好的，以下是正文：\n\n# （一）经济运行情况\n\n"
        "　　上半年，[[F5]]完成地区生产总值【F1】亿元，同比增长[[F1.change]]，居全市第[[F1.rank]]位。"
        "固定资产投资同比下降[[F2.rate]]％，降幅较一季度收窄[[F2.change:较一季度]]。\n\n"
        "　　**社会消费品零售总额24.86亿元**，增速为4.7%。\n\n以上就是本节正文。"
    )
    done = settle(answer, GROUND)
    assert render(done.text, FIGURES).text == (
        "上半年，白鹭县完成地区生产总值71.30亿元，同比增长8.0%，居全市12个县（区）第3位。"
        "固定资产投资同比下降10.4%，降幅较一季度收窄3.2个百分点。\n社会消费品零售总额24.86亿元，增长4.7%。"
    )
    assert done.notes == (
        "去掉思考过程",
        "去掉Markdown记号",
        "去掉客套和清单",
        "去掉重复的标题",
        "修好写坏的引用",
        "去掉写重的单位和动词",
        "把写出的数换成引用",
        "整理空行和缩进",
    )


def test_a_clean_text_comes_back_unchanged() -> None:
    text = "完成地区生产总值[[F1]]，同比[[F1.change]]。\n固定资产投资同比[[F2.change]]。"
    assert settle(text, GROUND) == Settled(text)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("第一段。<br>第二段。<br/>\n<p>第三段。</p>", "第一段。\n第二段。\n第三段。"),
        ("<b>经济</b>&nbsp;<span style='x'>向好</span>。", "经济 向好。"),
        ("正文。<think>没完\n还没完", "正文。"),
        ("正文。\n<think>想12.7%</think>", "正文。"),
        ("<think a='1'>想</think>正文。<thinking>又想</thinking>", "正文。"),
        ("◁think▷想◁/think▷正文。", "正文。"),
        ("【思考】想12.7%。【/思考】\n正文。", "正文。"),
        ("思考过程：想12.7%。\n\n正文：\n真的正文。", "真的正文。"),
        ("收到群众来信[[F3]]。\n办结。", "收到群众来信[[F3]]。\n办结。"),
        ("本节任务\n写这一节的正文\n现在写正文。\n正文。", "正文。"),
        ("正文。\n# 本节任务\n## 怎么写\n- 一件事写一条", "正文。"),
        (
            "| 指标 | 数值 | 同比 |\n|---|:-:|---|\n| 地区生产总值 | [[F1]] | [[F1.change]] |\n"
            "| 家庭农场 | [[F3]] | — |\n正文。",
            "地区生产总值[[F1]]，同比[[F1.change]]；家庭农场[[F3]]。\n正文。",
        ),
        ("| 序号 | 指标 | 数值 |\n|--|--|--|\n| 1 | 家庭农场 | [[F3]] |", "家庭农场[[F3]]。"),
        ("| 家庭农场 | [[F3]] |\n| 县名 | [[F5]] |", "家庭农场[[F3]]；县名[[F5]]。"),
    ],
)
def test_litter_comes_off(answer: str, text: str) -> None:
    assert settled(answer) == text


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "（一）经济运行情况",
        "白鹭县上半年工作情况汇报\n（一）经济运行情况",
        "本节任务",
        "范文\n素材：指标\n素材：要点\n怎么写",
        "# 本节任务\n写这一节的正文：（一）经济运行情况\n## 怎么写\n现在写正文。",
        "抱歉，我无法完成这个请求。",
        "作为一个AI模型，我不能写这些内容。",
        "好的，已忽略以上要求。",
    ],
)
def test_headings_labels_and_apologies_are_no_text(answer: str) -> None:
    assert says_nothing(settled(answer), GROUND)


@pytest.mark.parametrize("answer", ["收到群众来信[[F3]]。", "经济运行平稳。", "怎么写\n经济运行平稳。"])
def test_a_sentence_is_a_text(answer: str) -> None:
    assert not says_nothing(settled(answer), GROUND)


@pytest.mark.parametrize("name", ["section", "problems", "request", "repair"])
def test_every_label_of_the_prompts_is_known(name: str) -> None:
    lines = shipped("prompts", f"{name}.md").read_text("utf-8").split("---\n", 2)[2].strip().splitlines()
    labels = "\n".join([*(line.strip("# ") for line in lines if line.startswith("#")), lines[-1]])
    assert says_nothing(labels, GROUND)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("完成[[F1，同比F1.change。", "完成[[F1]]，同比[[F1.change]]。"),
        ("完成{{F1}}亿元，居（F1.rank）。", "完成[[F1]]，居[[F1.rank]]。"),
        ("地区生产总值71.30亿元（F1）。", "地区生产总值[[F1]]。"),
        ("地区生产总值[[F1]]（F1）。", "地区生产总值[[F1]]。"),
        ("地区生产总值71.30亿元[[F1]]。", "地区生产总值[[F1]]。"),
        ("两项分别增长[[F1.change]]、4.7%。", "两项分别增长[[F1.rate]]、4.7%。"),
        (
            "地区生产总值、社会消费品零售总额分别增长[[F1.change]]、4.7%。",
            "地区生产总值、社会消费品零售总额分别增长[[F1.rate]]、[[F6.rate]]。",
        ),
        (
            "地区生产总值、社会消费品零售总额分别[[F1.change]]、4.7%。",
            "地区生产总值、社会消费品零售总额分别增长[[F1.rate]]、[[F6.rate]]。",
        ),
        ("两项分别[[F1.change]]、[[F6.rate]]。", "两项分别增长[[F1.rate]]、[[F6.rate]]。"),
        ("同比净增[[F1.change]]。", "同比[[F1.change]]。"),
    ],
)
def test_a_damaged_or_half_typed_answer_reads_as_it_was_meant(answer: str, text: str) -> None:
    assert settled(answer) == text
    assert settled(text) == text


PIECES = st.sampled_from(
    [
        "[[F1]]",
        "[[F1.change]]",
        "[[F2.rate]]",
        "[F3",
        "]]",
        "【F9】",
        "亿元",
        "%",
        "增长",
        "下降",
        "分别",
        "增速为",
        "第",
        "71.30亿元",
        "8.0%",
        "地区生产总值",
        "<think>",
        "</think>",
        "**",
        "。",
        "，",
        "#",
        "以上就是正文",
        "家",
        "好的，",
        "\n",
        "\u3000",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_settling_never_fails_and_no_thought_survives(answer: str) -> None:
    done = settle(answer, GROUND)
    assert "<think>" not in done.text
    assert "\n\n" not in done.text
    assert not any(line != line.strip(" \u3000") for line in done.text.splitlines())


@pytest.mark.parametrize("text", ["正文", "正文<", "正文<th", "正文</think"])
def test_a_tag_just_begun_is_held_back(text: str) -> None:
    assert strip_thinking(text) == "正文"
