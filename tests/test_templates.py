from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.errors import TemplateError
from drafting.templates import MAX_CHARACTERS, VARIABLES, Template, fill, parse_template, shipped_templates

HEAD = "---\nname: 试\npurpose: 试写\nversion: 3\nvariables: [章节, 要点]\n---\n"


def test_a_template_is_read_with_all_its_front_matter() -> None:
    text = HEAD.replace("---\n", "---\nheadings: [问题, 打算]\n", 1) + "\n写{章节}，用{要点}。{{原样}}\n\n"
    assert parse_template(text) == Template(
        "试", "试写", 3, ("章节", "要点"), "写{章节}，用{要点}。{{原样}}\n", ("问题", "打算")
    )


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    text = HEAD + "写{章节}{要点}\n"
    assert parse_template("\ufeff" + text.replace("\n", "\r\n")) == parse_template(text)


def test_the_label_names_the_version() -> None:
    assert parse_template(HEAD + "{章节}{要点}").label == "试@3"


def test_filling_leaves_braces_in_values_alone() -> None:
    template = parse_template(HEAD + "{章节}：{要点}；{{x}}")
    assert fill(template, {"章节": "{要点}", "要点": "{0.__class__}", "单位": "多余"}) == "{要点}：{0.__class__}；{x}\n"


def test_every_variable_without_a_value_is_named() -> None:
    with pytest.raises(TemplateError) as caught:
        fill(parse_template(HEAD + "{章节}{要点}"), {})
    assert str(caught.value) == "模板“试”：缺少变量章节、要点的内容。"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "开头没有用两行---围起来的说明"),
        ("写{章节}", "开头没有用两行---围起来的说明"),
        ("---\nname: 试\n", "开头没有用两行---围起来的说明"),
        (HEAD, "第7行第1列正文是空的"),
        (HEAD + "{章节}{要点}{单位}", "第7行第9列用了“单位”，说明的variables里没有列"),
        (HEAD + "{章节}", "第5行第17列列了“要点”，正文没有用到"),
        (HEAD + "{章节}\n x{要点}{作者}", "第8行第7列有不认识的变量“{作者}”"),
        (HEAD + "{章节}{要点}{}", "第7行第9列有不认识的变量“{}”"),
        (HEAD + "{章节}{要点}{0}", "第7行第9列有不认识的变量“{0}”"),
        (HEAD + "{章节}{要点}{ 单位}", "第7行第9列有不认识的变量“{ 单位}”"),
        (
            HEAD + "{章节}{要点}{单位.__class__}",
            "第7行第9列的“{单位.__class__}”只能写变量名，不能带点、方括号、叹号或冒号",
        ),
        (HEAD + "{章节}{要点}{单位[0]}", "第7行第9列的“{单位[0]}”只能写变量名，不能带点、方括号、叹号或冒号"),
        (HEAD + "{章节}{要点}{单位!r}", "第7行第9列的“{单位!r}”只能写变量名，不能带点、方括号、叹号或冒号"),
        (
            HEAD + "{章节}{要点}{单位:>50000000}",
            "第7行第9列的“{单位:>50000000}”只能写变量名，不能带点、方括号、叹号或冒号",
        ),
        (HEAD + "{章节}{要点}{", "第7行第9列的花括号“{”不成对"),
        (HEAD + "{章节}{要点}\n}", "第8行第1列的花括号“}”不成对"),
        (HEAD + "{章节}{要点}{{单位}", "第7行第13列的花括号“}”不成对"),
        (HEAD.replace("name: 试\n", "") + "{章节}{要点}", "第1行第1列起的说明缺“name”"),
        (
            HEAD.replace("purpose", "model") + "{章节}{要点}",
            "第1行第1列起的说明缺“purpose”；第3行第1列有不认识的项“model”",
        ),
        (HEAD.replace("purpose", "name") + "{章节}{要点}", "第1行第1列起的说明缺“purpose”；第3行第1列的“name”写了两遍"),
        (HEAD.replace("3", "0") + "{章节}{要点}", "第4行第10列的“version”应是正整数"),
        (HEAD.replace("3", "1.5") + "{章节}{要点}", "第4行第10列的“version”应是正整数"),
        (HEAD.replace("3", "[1]") + "{章节}{要点}", "第4行第10列的“version”应是100字以内的一行字"),
        (HEAD.replace("[章节, 要点]", "章节"), "第5行第12列的“variables”应是列表，写成[甲, 乙]"),
        (HEAD.replace("要点]", "要点, 要点]") + "{章节}{要点}", "第5行第21列把“要点”列了两遍"),
        (HEAD.replace("要点]", "要点, 作者]") + "{章节}{要点}", "第5行第21列有不认识的变量“作者”"),
        (HEAD.replace("name: 试", "name: ["), "第4行第8列的说明不是合格的YAML"),
        (HEAD.replace("name: 试", "- 试"), "第3行第1列的说明不是合格的YAML"),
        ("---\n- 试\n---\n{章节}", "第2行第1列的说明应是“名称: 内容”的形式"),
        ("---\n" + "[" * 9000 + "\n---\n{章节}", "第2行第1列的说明里有不可用的字符或层次太深"),
        ("---\nname: \x00\n---\n{章节}", "第2行第1列的说明里有不可用的字符或层次太深"),
        (HEAD + "字" * MAX_CHARACTERS, f"模板有{MAX_CHARACTERS + len(HEAD)}字，超过{MAX_CHARACTERS}字"),
    ],
)
def test_a_bad_template_is_refused_with_the_place(text: str, message: str) -> None:
    with pytest.raises(TemplateError) as caught:
        parse_template(text, "我的.md")
    assert message in caught.value.message
    assert caught.value.place == "我的.md"


def test_all_faults_are_told_at_once_in_order() -> None:
    with pytest.raises(TemplateError) as caught:
        parse_template(HEAD.replace("3", "x") + "{章节}{单位.x}\n{谁}")
    assert caught.value.message.split("；") == [
        "第4行第10列的“version”应是正整数",
        "第5行第17列列了“要点”，正文没有用到",
        "第7行第5列的“{单位.x}”只能写变量名，不能带点、方括号、叹号或冒号",
        "第8行第1列有不认识的变量“{谁}”",
    ]


@given(st.lists(st.sampled_from(["{", "}", "{{", "}}", "{章节}", "{要点}", ":", "!r", ".", "[", "]", "字", "\n"])))
def test_what_is_accepted_holds_bare_known_names_only(pieces: list[str]) -> None:
    body = "{章节}{要点}" + "".join(pieces)
    try:
        template = parse_template(HEAD + body)
    except TemplateError:
        return
    fields = [(name, spec, conversion) for _, name, spec, conversion in Formatter().parse(template.body) if name]
    assert {name for name, _, _ in fields} == {"章节", "要点"}
    assert {(spec, conversion) for _, spec, conversion in fields} == {("", None)}
    fill(template, {"章节": "甲", "要点": "乙"})


def test_the_shipped_templates_are_sound_and_use_every_variable_offered() -> None:
    templates = shipped_templates()
    assert set(templates) >= {"common", "section", "problems", "request", "repair"}
    assert {name for one in templates.values() for name in one.variables} == set(VARIABLES)


@pytest.mark.parametrize("name", ["common", "section", "problems", "request", "repair"])
def test_no_shipped_template_holds_a_figure_that_could_be_copied(name: str) -> None:
    assert "青岚" not in shipped_templates()[name].body
