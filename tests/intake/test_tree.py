"""YAML and JSON as one tree of texts: every scalar as it was typed, every key with its line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.errors import BriefError
from drafting.intake.tree import MAX_DEPTH, Node, json_tree, yaml_tree

AS_TYPED = [
    "71.30", "2:1", "0123", "12:30", "12:30:45", "2024-07-15", "yes", "no", "on", "True", "1e3", "1_000", "0x1F",
    "0o17", "+5", "-3.2", ".5", "5.", "1.0", "十几亿", "18.6∶31.2∶50.2", "５.６％", "=", "Null", "NaN", ".inf",
]  # fmt: skip


@pytest.mark.parametrize("text", AS_TYPED)
def test_a_scalar_is_the_same_text_from_yaml_and_json(text: str) -> None:
    assert yaml_tree(f"a: {text}\n", "素材") == Node((("a", 1, Node(text, 1)),), 1)
    assert json_tree(f'{{"a": "{text}"}}', "素材") == Node((("a", 1, Node(text, 1)),), 1)


@pytest.mark.parametrize(
    "text", ["71.30", "0", "-0", "1e3", "1E+5", "12345678901234567890123", "0.10", "true", "false"]
)
def test_a_json_number_or_boolean_is_its_own_text(text: str) -> None:
    assert json_tree(f'{{"a": {text}}}', "素材").value == (("a", 1, Node(text, 1)),)


@pytest.mark.parametrize(("text", "value"), [("~", ""), ("null", ""), ("", ""), ('"~"', "~"), ("'null'", "null")])
def test_nothing_written_is_empty_and_a_quoted_word_is_not(text: str, value: str) -> None:
    assert yaml_tree(f"a: {text}\n", "素材").value == (("a", 1, Node(value, 1)),)


def test_json_null_is_empty() -> None:
    assert json_tree('{"a": null}', "素材").value == (("a", 1, Node("", 1)),)


def test_keys_stand_with_their_line_in_both() -> None:
    of_yaml = yaml_tree("title: 甲\nsections:\n  - heading: 一\n    length: 400\n", "素材")
    of_json = json_tree('{"title": "甲",\n"sections": [\n{"heading": "一",\n"length": 400}]}', "素材")
    for tree in (of_yaml, of_json):
        assert isinstance(tree.value, tuple)
        assert [(key, line) for key, line, _ in tree.value] == [("title", 1), ("sections", 2)]
        (section,) = tree.value[1][2].value
        assert isinstance(section, Node)
        assert section.value == (("heading", 3, Node("一", 3)), ("length", 4, Node("400", 4)))


def test_a_key_repeated_in_json_keeps_both_lines() -> None:
    tree = json_tree('{"a": {"b": "a"},\n"a": 1,\n"a": 2}', "素材")
    assert isinstance(tree.value, tuple)
    assert [(key, line) for key, line, _ in tree.value] == [("a", 1), ("a", 2), ("a", 3)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: 甲\n\tunit: 乙\n", 2),
        ("title: 甲\nunit: '乙\n", 3),
        ("title: 甲\n  unit: 乙: 丙\n", 2),
        ("title: 甲\n---\ntitle: 乙\n", 2),
        ("title: 甲\nunit: [乙\n", 3),
        ("title: 甲\nunit: @乙\n", 2),
    ],
)
def test_broken_yaml_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(BriefError) as fault:
        yaml_tree(text, "素材.yaml")
    assert str(fault.value) == f"素材.yaml第{line}行：格式不对，请检查缩进、冒号后的空格和引号。"


@pytest.mark.parametrize(
    ("text", "line"),
    [("", 1), ('{"a": 1,}', 1), ('{"a": 1\n"b": 2}', 2), ("{'a': 1}", 1), ('{"a": 1} 2', 1), ('{"a": 01}', 1)],
)
def test_broken_json_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(BriefError) as fault:
        json_tree(text, "素材.json")
    assert str(fault.value) == f"素材.json第{line}行：JSON 格式不对，请检查逗号、引号和括号。"


def test_an_alias_is_refused_before_it_can_unfold() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [{','.join(f'*{before}' for _ in range(8))}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(BriefError) as fault:
        yaml_tree(bomb, "素材.yaml")
    assert str(fault.value) == "素材.yaml第2行：用了 YAML 引用（*），以*开头的内容请加引号。"


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 200, 5_000])
def test_deep_nesting_is_refused_in_both(depth: int) -> None:
    with pytest.raises(BriefError) as of_yaml:
        yaml_tree(f"sections: {'[' * depth}{']' * depth}\n", "素材.yaml")
    assert str(of_yaml.value) == "素材.yaml第1行：层次太深，请按示例的层次填写。"
    with pytest.raises(BriefError) as of_json:
        json_tree(f'{{"sections": {"[" * depth}{"]" * depth}}}', "素材.json")
    assert of_json.value.message == "层次太深"


def test_tags_of_other_programs_are_only_text() -> None:
    assert yaml_tree("title: !!python/object/apply:os.system ['true']\n", "素材").value is not None
    assert yaml_tree("title: !!int 007\n", "素材").value == (("title", 1, Node("007", 1)),)


@given(st.text(max_size=60))
def test_any_text_is_a_tree_or_a_clear_refusal(text: str) -> None:
    for read in (yaml_tree, json_tree):
        try:
            assert isinstance(read(text, "素材"), Node)
        except BriefError as fault:
            said = str(fault)
        else:
            continue
        assert said.startswith("素材")


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u0085\u2028\u2029"), max_size=20)


@given(
    st.recursive(
        TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8
    )
)
def test_what_json_wrote_is_read_back_as_it_was(value: object) -> None:
    def plain(node: Node) -> object:
        if isinstance(node.value, str):
            return node.value
        if isinstance(node.value, list):
            return [plain(one) for one in node.value]
        return {key: plain(one) for key, _, one in node.value}

    assert plain(json_tree(json.dumps(value, ensure_ascii=False, indent=1), "素材")) == value
