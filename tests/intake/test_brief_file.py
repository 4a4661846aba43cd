"""Brief files as writers hand them in: what is read exactly, and what is refused with file, line and remedy."""

import json
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from drafting.errors import BriefError, InputError
from drafting.intake.brief_dump import dump_brief
from drafting.intake.brief_file import brief_from_bytes, brief_from_text, read_brief
from drafting.references import value_text
from drafting.report import (
    Basis,
    Brief,
    Comparison,
    Figure,
    FigureSet,
    Kind,
    Origin,
    Point,
    Polarity,
    SectionBrief,
    State,
    Status,
    Task,
    Use,
)

ROOT = Path(__file__).parents[2]
BRIEFS = [*sorted((ROOT / "examples").glob("*.yaml")), *sorted((ROOT / "tests/briefs").glob("*.yaml"))]


def with_figure(fields: str) -> Brief:
    return brief_from_text(
        f"title: 报告\nsections:\n- heading: 一、甲\n  figures:\n  - {{{fields}}}\n", "素材.yaml", "yaml"
    )


def refusal(text: str, kind: str = "yaml") -> str:
    with pytest.raises(BriefError) as fault:
        brief_from_text(text, f"素材.{kind}", kind)
    return str(fault.value)


def test_a_brief_is_read_whole() -> None:
    brief = brief_from_text(
        """\
title: 2024年上半年青岚县工作情况汇报
unit: 青岚县
period: 2024年上半年
date: 2024-07-15
salutation: 各位领导：
closing: 以上汇报，请批评指正。
signer: 青岚县人民政府
exemplar: 范文.txt
task: {audience: 市委调研组, occasion: 调研座谈会, minutes: 15, must: [停缓建项目处置], avoid: []}
basis:
  - {text: 国发〔2022〕2号文件, source: 国务院, date: "2022-01"}
  - 先立后破
sections:
  - heading: 一、基本情况
    length: 400字
    figures:
      - {name: 地区生产总值, value: 71.30, unit: 亿元, change: 同比增长8.0%,
         compare: [{to: 较一季度, value: 收窄3.2个百分点}],
         rank: 全市第3位, prev: 66.02, note: 预计, source: 县统计局, use: 可用, polarity: good}
      - {name: 县名, kind: 名称, value: 青岚县}
    points:
      - 获评省级生态文明建设示范县
      - {text: 已复工8个, use: 必用, state: 已办, source: 县发改局, private: 是}
  - heading: （一）抓项目
""",
        "素材.yaml",
        "yaml",
    )
    assert brief == Brief(
        title="2024年上半年青岚县工作情况汇报",
        unit="青岚县",
        period="2024年上半年",
        date="2024-07-15",
        salutation="各位领导：",
        lead="根据调研座谈会安排，现将我县2024年上半年工作情况汇报如下。",
        closing="以上汇报，请批评指正。",
        signer="青岚县人民政府",
        task=Task("市委调研组", "调研座谈会", "15", ("停缓建项目处置",), ()),
        basis=(Basis("国发〔2022〕2号文件", "国务院", "2022-01"), Basis("先立后破")),
        exemplar="范文.txt",
        sections=(
            SectionBrief(
                "一、基本情况",
                1,
                400,
                (
                    Point("获评省级生态文明建设示范县", "获评省级生态文明建设示范县"),
                    Point("已复工8个", "已复工[[F3]]", Use.MUST, State.DONE, "县发改局", True),
                ),
            ),
            SectionBrief("（一）抓项目", 2),
        ),
        figures=FigureSet(
            (
                Figure(
                    "F1",
                    "地区生产总值",
                    0,
                    value="71.30",
                    unit="亿元",
                    comparisons=(Comparison("同比", "增长8.0%"), Comparison("较一季度", "收窄3.2个百分点")),
                    rank="全市第3位",
                    prev="66.02",
                    source="县统计局",
                    use=Use.MAY,
                    polarity=Polarity.GOOD,
                    status=Status.ESTIMATE,
                ),
                Figure("F2", "县名", 0, kind=Kind.NAME, value="青岚县"),
                Figure("F3", "复工", 0, value="8个", origin=Origin.POINT, use=Use.MUST),
            )
        ),
    )


@pytest.mark.parametrize(
    "text", ["71.30", "2:1", "0123", "12:30", "2024-07-15", "yes", "no", "1e3", "0x1F", "1_000", "on"]
)
@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_scalars_keep_the_text_that_was_typed(text: str, kind: str) -> None:
    tree = {"title": text, "sections": [{"heading": text, "figures": [{"name": "名", "kind": "name", "value": text}]}]}
    source = (
        json.dumps(tree)
        if kind == "json"
        else f"title: {text}\nsections:\n- heading: {text}\n  figures:\n  - {{name: 名, kind: name, value: {text}}}\n"
    )
    brief = brief_from_text(source, "素材", kind)
    assert (brief.title, brief.sections[0].heading, brief.figures.figures[0].value) == (text, text, text)


def test_json_numbers_keep_their_zeros_and_exponents() -> None:
    brief = brief_from_text(
        '{"title": 1e3, "sections": [{"heading": 0.50, "length": 400, "figures": [{"name": "甲", "value": 71.30}]}]}',
        "素材",
        "json",
    )
    assert (brief.title, brief.sections[0].heading, brief.sections[0].length) == ("1e3", "0.50", 400)
    assert brief.figures.figures[0].value == "71.30"


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("十几亿", "元"),
        ("72左右", "亿元"),
        ("5%～8%", ""),
        ("18.6∶31.2∶50.2", ""),
        ("2.87∶1", ""),
        ("三成", ""),
        ("-3.2", "亿元"),
        ("１２", "家"),
        ("3600余", "户"),
    ],
)
def test_ranges_ratios_approximations_and_chinese_numerals_are_quantities(value: str, unit: str) -> None:
    figure = with_figure(f"name: 甲, value: {value}, unit: '{unit}'").figures.figures[0]
    assert (figure.value, figure.unit) == (value, unit)


@pytest.mark.parametrize("value", ["abc", "不少", "约", "yes", "1e3", "“3”", "3和4"])
def test_a_value_that_is_no_quantity_is_refused_with_its_line_and_remedy(value: str) -> None:
    said = refusal(f"title: 报告\nsections:\n- heading: 一、甲\n  figures:\n  - name: 产值\n    value: {value}\n")
    assert said == f"素材.yaml第5行“产值”：数值“{value}”不是数量，请改成数字，或把类型改为“名称”（kind: name）。"


@pytest.mark.parametrize("word", ["待填", "待报", "待补", "—", "-", "/", "无", '"*"', "''", "~"])
def test_a_figure_with_only_a_name_is_pending_and_no_failure(word: str) -> None:
    figure = with_figure(f"name: 产值, value: {word}, change: {word}, unit: 亿元").figures.figures[0]
    assert (figure.pending, figure.value, figure.compared) == (True, "", ())
    assert with_figure("name: 产值").figures.figures[0].pending


@pytest.mark.parametrize("field", ["value: 1", "change: 增长8%", "rank: 全市第3位", "note: 尚未开展"])
def test_one_of_value_change_rank_or_note_is_enough(field: str) -> None:
    assert not with_figure(f"name: 产值, {field}").figures.figures[0].pending


@pytest.mark.parametrize(
    ("change", "comparison"),
    [
        ("增长8.0%", Comparison("", "增长8.0%")),
        ("8.0%", Comparison("", "8.0%")),
        ("-10.4%", Comparison("", "-10.4%")),
        ("下降10.4%", Comparison("", "下降10.4%")),
        ("提高0.3个百分点", Comparison("", "提高0.3个百分点")),
        ("持平", Comparison("", "持平")),
        ("增长1倍", Comparison("", "增长1倍")),
        ("翻番", Comparison("", "翻番")),
        ("增加8人", Comparison("", "增加8人")),
        ("↑5.6％", Comparison("", "↑5.6％")),
        ("同比增长8.0%", Comparison("同比", "增长8.0%")),
        ("较年初下降2%", Comparison("较年初", "下降2%")),
        ("比上年同期增长5%", Comparison("比上年同期", "增长5%")),
    ],
)
def test_a_change_keeps_its_words_and_gives_its_basis_away(change: str, comparison: Comparison) -> None:
    assert with_figure(f"name: 产值, change: {change}").figures.figures[0].comparisons == (comparison,)


@pytest.mark.parametrize("change", ["abc", "同比", "增长", "12", "8人", "大幅增长"])
def test_a_change_without_direction_or_amount_is_refused(change: str) -> None:
    said = refusal(f"title: 报告\nsections:\n- heading: 一\n  figures:\n  - {{name: 产值, change: {change}}}\n")
    assert said == f"素材.yaml第5行“产值”：增减“{change}”读不懂，请写成“增长8.0%”“下降1.2%”“提高0.3个百分点”或“持平”。"


def test_shares_and_gaps_may_be_bare_amounts() -> None:
    figure = with_figure(
        "name: 资金, value: 8, compare: [{to: 占年度任务, value: 54%}, {to: 高于全市, value: 0.4个百分点}]"
    ).figures.figures[0]
    assert figure.comparisons == (Comparison("占年度任务", "54%"), Comparison("高于全市", "0.4个百分点"))


HEAD = "title: 甲\nsections:\n- heading: 一、乙\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "素材.yaml：文件里没有内容，请按示例填写。"),
        ("# 只有注释\n", "素材.yaml：文件里没有内容，请按示例填写。"),
        ("unit: 甲\n", "素材.yaml：缺少标题（title），请写明报告标题。"),
        ("title: ''\n", "素材.yaml：缺少标题（title），请写明报告标题。"),
        ("title: 甲\ntitle: 乙\n", "素材.yaml第2行：文件开头里的键“title”写了两遍，请只留一个。"),
        ("甲\n", "素材.yaml第1行：文件开头应当是“键: 值”的形式，请对照示例修改。"),
        ("- 甲\n", "素材.yaml第1行：文件开头应当是“键: 值”的形式，请对照示例修改。"),
        ("title: [甲]\n", "素材.yaml第1行：“title”应当是一段文字，请对照示例修改。"),
        ("title: 甲\nsections: 乙\n", "素材.yaml第2行：“sections”应当是一个列表，请每项以“- ”开头。"),
        ("title: 甲\nsections:\n- 乙\n", "素材.yaml第3行：章节应当是“键: 值”的形式，请对照示例修改。"),
        ("title: 甲\nsections:\n- figures: []\n", "素材.yaml第3行：有一节没有标题（heading），请写明这一节的标题。"),
        ("title: 甲\ntask: 文\n", "素材.yaml第2行：task应当是“键: 值”的形式，请对照示例修改。"),
        ("title: 甲\ntask: {must: 文}\n", "素材.yaml第2行：“must”应当是一个列表，请每项以“- ”开头。"),
        ("title: 甲\nbasis:\n- {source: 国务院}\n", "素材.yaml第3行：依据缺少内容（text），请写明文件名或提法。"),
        (HEAD + "  length: 很多\n", "素材.yaml第3行：字数“很多”不是整数，请写成400这样的数。"),
        (HEAD + "  length: -5\n", "素材.yaml第3行：字数“-5”不是整数，请写成400这样的数。"),
        (HEAD + "  figures: 12\n", "素材.yaml第4行：“figures”应当是一个列表，请每项以“- ”开头。"),
        (HEAD + "  figures:\n  - 12\n", "素材.yaml第5行：指标应当是“键: 值”的形式，请对照示例修改。"),
        (HEAD + "  figures:\n  - {value: 12}\n", "素材.yaml第5行：有一个指标没有名称，请写明指标名称（name）。"),
        (
            HEAD + "  figures:\n  - {name: 丙, kind: 图}\n",
            "素材.yaml第5行“丙”：类型“图”不认识，只能是number、name、date。",
        ),
        (
            HEAD + "  figures:\n  - {name: 丙, use: 都行}\n",
            "素材.yaml第5行“丙”：使用“都行”不认识，只能是必用、可用、备查。",
        ),
        (
            HEAD + "  figures:\n  - {name: 丙, status: 假}\n",
            "素材.yaml第5行“丙”：数据状态“假”不认识，只能是预计、快报、核定、待报。",
        ),
        (
            HEAD + "  figures:\n  - {name: 丙, polarity: 差}\n",
            "素材.yaml第5行“丙”：好坏方向“差”不认识，只能是升为好、降为好、中性。",
        ),
        (
            HEAD + "  figures:\n  - {name: 丙, prev: abc}\n",
            "素材.yaml第5行“丙”：上期值“abc”不是数量，请改成数字，或把类型改为“名称”（kind: name）。",
        ),
        (
            HEAD + "  figures:\n  - {name: 丙, compare: [{value: 1%}]}\n",
            "素材.yaml第5行：比较项缺少比较对象（to），请写明跟谁比，如“同比”“较年初”。",
        ),
        (HEAD + "  points:\n  - ''\n", "素材.yaml第5行：有一条要点是空的，请补上内容或删去这一条。"),
        (HEAD + "  points:\n  - [丁]\n", "素材.yaml第5行：要点应当是“键: 值”的形式，请对照示例修改。"),
        (
            HEAD + "  points:\n  - {text: 丁, state: 没干}\n",
            "素材.yaml第5行：进展“没干”不认识，只能是已办、在办、拟办。",
        ),
        (
            HEAD + "  points:\n  - {text: 丁, private: 也许}\n",
            "素材.yaml第5行：“也许”不认识，不出门（private）只能写是或否。",
        ),
    ],
)
def test_bad_input_is_told_in_one_sentence_with_place_and_remedy(text: str, said: str) -> None:
    assert refusal(text) == said


@pytest.mark.parametrize(
    ("text", "kind", "place", "key"),
    [
        ("title: 甲\nfoo: 1\n", "yaml", "第2行：文件开头", "foo"),
        ("title: 甲\nsections:\n- heading: 一\n  figurs: []\n", "yaml", "第4行：章节", "figurs"),
        (HEAD + "  figures:\n  - name: 丙\n    vlaue: 3\n", "yaml", "第6行：指标", "vlaue"),
        (HEAD + "  points:\n  - text: 丙\n    date: 3\n", "yaml", "第6行：要点", "date"),
        ("title: 甲\ntask:\n  who: 乙\n", "yaml", "第3行：task", "who"),
        ("title: 甲\nbasis:\n- name: 乙\n", "yaml", "第3行：basis", "name"),
        (HEAD + "  figures:\n  - name: 丙\n    compare:\n    - {too: 同比}\n", "yaml", "第7行：compare", "too"),
        ('{"title": "foo",\n"foo": 1}', "json", "第2行：文件开头", "foo"),
        ('{"title": "甲", "task": {"audience": "value"},\n\n"value": 1}', "json", "第3行：文件开头", "value"),
        (
            '{"title": "甲", "sections": [\n{"heading": "一",\n"figures": [{"name": "丙",\n"valu": 3}]}]}',
            "json",
            "第4行：指标",
            "valu",
        ),
    ],
)
def test_an_unknown_key_is_named_with_its_line_and_the_known_ones(text: str, kind: str, place: str, key: str) -> None:
    said = refusal(text, kind)
    assert said.startswith(f"素材.{kind}{place}里有不认识的键“{key}”，可用的键是")


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        (
            HEAD + "  figures:\n  - name: 丙\n    name: 丁\n",
            "yaml",
            "素材.yaml第6行：指标里的键“name”写了两遍，请只留一个。",
        ),
        (HEAD + "  heading: 二\n", "yaml", "素材.yaml第4行：章节里的键“heading”写了两遍，请只留一个。"),
        (
            '{"title": "甲",\n"unit": "title",\n"title": "乙"}',
            "json",
            "素材.json第3行：文件开头里的键“title”写了两遍，请只留一个。",
        ),
    ],
)
def test_a_key_written_twice_is_named_with_its_second_line(text: str, kind: str, said: str) -> None:
    assert refusal(text, kind) == said


@pytest.mark.parametrize(
    ("what", "key", "most"), [("章节", "sections", 200), ("指标", "figures", 3000), ("要点", "points", 5000)]
)
def test_more_than_a_report_can_hold_is_refused(what: str, key: str, most: int) -> None:
    many = {"sections": [{"heading": "一"}], "figures": [{"name": "甲"}], "points": ["乙"]}[key] * (most + 1)
    tree = {"title": "甲", "sections": many if key == "sections" else [{"heading": "一", key: many}]}
    assert refusal(json.dumps(tree), "json") == f"素材.json：{what}有{most + 1}条，超过上限{most}条，请拆成几份素材。"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("空.yaml", b"", "文件是空的，请换一个有内容的文件。"),
        ("空白.yaml", b" \n\n", "文件是空的，请换一个有内容的文件。"),
        ("素材.txt", b"title: a", "素材文件的类型不认识，请用 .yaml、.json 或 .xlsx 文件。"),
        (
            "图片.yaml",
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d",
            "这不是文字文件，请用.txt、.docx、.xlsx、.yaml或.json文件。",
        ),
        ("表.xlsx", "title: 甲".encode(), "扩展名和内容对不上，请用表格软件另存为 .xlsx 后再试。"),
    ],
)
def test_unusable_files_are_refused(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as fault:
        read_brief(tmp_path / name)
    assert str(fault.value).endswith(f"{name}：{said}")


def test_a_directory_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    for path, said in [
        (tmp_path, "这是一个文件夹，不是文件，请给出文件夹里具体的文件。"),
        (tmp_path / "无.yaml", "找不到这个文件，请核对文件名和所在位置。"),
    ]:
        with pytest.raises(InputError) as fault:
            read_brief(path)
        assert str(fault.value) == f"{path}：{said}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_files_of_any_office_encoding_are_read(encoding: str) -> None:
    text = "title: 青岚县工作汇报\r\nunit: 青岚县\r\n"
    assert brief_from_bytes(text.encode(encoding), "素材.yaml", "yaml") == brief_from_text(text, "素材.yaml", "yaml")


@given(st.text(alphabet="title: 甲\n- [{}]'\"sections:headingfgurpo&*!|>#", max_size=80))
def test_any_text_is_a_brief_or_one_clear_chinese_sentence(text: str) -> None:
    for kind in ("yaml", "json"):
        try:
            brief = brief_from_text(text, "素材", kind)
        except BriefError as fault:
            said = str(fault)
        else:
            said = f"素材：{brief.title}。"
        assert re.fullmatch(r"素材[^\n]*：[^\n]+。", said)


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_a_dumped_brief_reads_back_the_same(path: Path) -> None:
    brief = read_brief(path)
    assert brief_from_text(dump_brief(brief), "素材", "yaml") == brief


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_yaml_and_json_of_one_brief_are_the_same_brief(path: Path) -> None:
    tree = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert brief_from_text(json.dumps(tree, ensure_ascii=False), "素材", "json") == read_brief(path)


WORD = st.text(alphabet="项目投资~yes:-*&[]{}#'\"|>%@`!,，。\\ 0e12", min_size=1, max_size=12).filter(
    lambda text: text.strip() == text and text
)
LINE = st.just("") | WORD
VALUES = st.sampled_from(["", "71.30", "2:1", "0123", "十几亿", "72左右", "５.６", "-3", "1,234"])
FIGURE = st.fixed_dictionaries(
    {"name": WORD.filter(lambda name: name.strip())},
    optional={
        "value": VALUES,
        "unit": st.sampled_from(["亿元", "%", "个"]),
        "change": st.sampled_from(["增长8.0%", "同比下降3%", "持平", "较年初增加8人", "-10.4%"]),
        "compare": st.lists(
            st.fixed_dictionaries(
                {
                    "to": st.sampled_from(["较一季度", "高于全市", "占任务"]),
                    "value": st.sampled_from(["增长1%", "54%", "待填"]),
                }
            ),
            max_size=2,
            unique_by=lambda one: one["to"],
        ),
        "rank": LINE,
        "prev": VALUES,
        "note": LINE | st.sampled_from(["预计", "快报"]),
        "source": LINE,
        "use": st.sampled_from(list(Use)),
        "polarity": st.sampled_from([one for one in Polarity if one]),
        "status": st.sampled_from([one for one in Status if one]),
    },
)
POINT = WORD.filter(lambda text: text.lstrip("-·•●▪* ")) | st.fixed_dictionaries(
    {"text": WORD.filter(lambda text: text.lstrip("-·•●▪* "))},
    optional={
        "use": st.sampled_from(list(Use)),
        "state": st.sampled_from([one for one in State if one]),
        "private": st.sampled_from(["是", "否"]),
    },
)
SECTION = st.fixed_dictionaries(
    {"heading": LINE},
    optional={
        "length": st.integers(1, 9999).map(str),
        "figures": st.lists(FIGURE, max_size=3),
        "points": st.lists(POINT, max_size=3),
    },
)
TREE = st.fixed_dictionaries(
    {"title": WORD},
    optional={
        "unit": LINE,
        "period": LINE,
        "date": LINE,
        "salutation": LINE,
        "lead": LINE,
        "closing": LINE,
        "task": st.fixed_dictionaries({}, optional={"audience": LINE, "must": st.lists(WORD, max_size=2)}),
        "basis": st.lists(WORD | st.fixed_dictionaries({"text": WORD}, optional={"date": LINE}), max_size=2),
        "sections": st.lists(SECTION, max_size=3),
    },
)


@given(TREE)
def test_every_brief_survives_dump_and_reading(tree: dict[str, object]) -> None:
    brief = brief_from_text(json.dumps(tree), "素材", "json")
    assert brief_from_text(dump_brief(brief), "素材", "yaml") == brief


@pytest.mark.parametrize("depth", [20_000, 100_000])
@pytest.mark.parametrize(("opening", "fault"), [("- ", "层次太深"), ("[", "格式不对")])
def test_any_depth_is_refused_before_anything_is_built(opening: str, fault: str, depth: int) -> None:
    assert fault in refusal(f"title: 报告\nsections:\n{opening * depth}x")


def test_a_file_of_countless_items_is_refused_early() -> None:
    assert "内容太多" in refusal("title: 报告\nbasis:\n" + "- a\n" * 300_000)


def test_two_comparisons_with_the_same_basis_are_asked_about() -> None:
    said = refusal(f"{HEAD}  figures:\n  - {{name: 丙, change: 同比增长3%, compare: [{{to: 同比, value: 增长5%}}]}}\n")
    assert said.endswith("比较对象“同比”写了两遍，请只留一个，或写明各跟谁比。")


def test_control_characters_and_line_breaks_never_reach_a_figure() -> None:
    tree = {
        "title": "报\x00告",
        "sections": [{"heading": "一", "figures": [{"name": "项\n目\x1b", "rank": "第\n3位"}]}],
    }
    brief = brief_from_text(json.dumps(tree), "素材", "json")
    assert (brief.title, brief.figures.figures[0].name, brief.figures.figures[0].rank) == ("报告", "项目", "第3位")


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [("三十亿", "亿元", "三十亿元"), ("十几亿", "元", "十几亿元"), ("5万", "亿元", "5万亿元"), ("5.6%", "%", "5.6%")],
)
def test_a_scale_typed_twice_is_said_once(value: str, unit: str, said: str) -> None:
    figure = with_figure(f"name: 投资, value: {value}, unit: '{unit}'").figures.figures[0]
    assert value_text(figure) == said


@pytest.mark.parametrize(("value", "unit"), [("3.2%", "个"), ("2024年", "个"), ("30亿元", "人")])
def test_a_value_with_another_unit_than_its_column_is_asked_about(value: str, unit: str) -> None:
    said = refusal(f"{HEAD}  figures:\n  - {{name: 丙, value: {value}, unit: {unit}}}\n")
    assert said.endswith(f"数值“{value}”和单位“{unit}”对不上，请把单位只写在一处。")
