"""Prompt templates: YAML front matter and a body whose only placeholders are bare, whitelisted Chinese names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

import yaml

from drafting.errors import TemplateError
from drafting.shipped import shipped

VARIABLES: Mapping[str, str] = {
    "标题": "文稿标题",
    "单位": "汇报单位",
    "时期": "汇报的时段",
    "对象": "向谁汇报",
    "场合": "在什么场合",
    "要求": "必须回应和不宜涉及的事项",
    "提纲": "全文各节，以及各节占用的指标和要点",
    "依据": "可以引用的文件和提法",
    "章节": "本节标题",
    "范文": "范文中对应的一段，数字已隐去",
    "文风": "范文这一段的段数、句长和层次",
    "指标": "本节指标及其引用",
    "要点": "本节要点",
    "字数": "本节字数要求",
    "原文": "已有的正文，数字为引用",
    "问题": "校核查出的问题",
}

MAX_CHARACTERS = 20_000
_REQUIRED = ("name", "purpose", "version", "variables")
_LISTS = ("variables", "headings")
_KEYS = (*_REQUIRED, "headings")
_FRONT = re.compile(r"---\n(?P<front>.*?)^---[ \t]*(?:\n|\Z)(?P<body>.*)", re.DOTALL | re.MULTILINE)
_BRACES = re.compile(r"\{\{|\}\}|\{[^{}\n]*\}|\{|\}")


@dataclass(frozen=True, slots=True)
class Template:
    """`headings`: words in a section's heading that make this template the one to use for it."""

    name: str
    purpose: str
    version: int
    variables: tuple[str, ...]
    body: str
    headings: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """As kept with a revision, e.g. 分节@1."""
        return f"{self.name}@{self.version}"


@dataclass(frozen=True, slots=True, order=True)
class _Fault:
    """One problem at a line and column of the file, both from 1."""

    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"第{self.line}行第{self.column}列{self.message}"


@dataclass(frozen=True, slots=True)
class _Front:
    """What the front matter says, and what is wrong with it."""

    words: dict[str, str] = field(default_factory=dict)
    lists: dict[str, dict[str, yaml.Node]] = field(default_factory=dict)
    faults: list[_Fault] = field(default_factory=list)


def parse_template(text: str, place: str = "") -> Template:
    """Raises one `TemplateError` that lists every problem with its line and column."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MAX_CHARACTERS:
        raise TemplateError(f"模板有{len(text)}字，超过{MAX_CHARACTERS}字", place=place, hint="请删短后再存")
    match = _FRONT.match(text)
    if match is None:
        raise TemplateError("开头没有用两行---围起来的说明", place=place, hint=f"请写明{'、'.join(_REQUIRED)}")
    front = _read_front(match["front"])
    faults = front.faults
    first_line = text.count("\n", 0, match.start("body")) + 1
    used = _used(match["body"], first_line, faults)
    if "variables" in front.lists:
        _compare(front.lists["variables"], used, faults)
    if not match["body"].strip():
        faults.append(_Fault(first_line, 1, "正文是空的"))
    if faults:
        listed = "；".join(str(fault) for fault in sorted(faults))
        raise TemplateError(listed, place=place, hint=f"可用的变量有{'、'.join(VARIABLES)}，花括号本身写成两个")
    return Template(
        name=front.words["name"],
        purpose=front.words["purpose"],
        version=int(front.words["version"]),
        variables=tuple(front.lists["variables"]),
        body=match["body"].strip() + "\n",
        headings=tuple(front.lists.get("headings", {})),
    )


def fill(template: Template, values: Mapping[str, str]) -> str:
    """Raises `TemplateError` naming every variable that has no value; braces in values stay as they are."""
    missing = [name for name in template.variables if name not in values]
    if missing:
        raise TemplateError(f"缺少变量{'、'.join(missing)}的内容", place=f"模板“{template.name}”")
    return template.body.format_map(values)


@cache
def shipped_templates() -> dict[str, Template]:
    """By file name without its ending: common, section, repair, …"""
    return {
        path.stem: parse_template(path.read_text(encoding="utf-8"), path.name)
        for path in sorted(shipped("prompts").glob("*.md"))
    }


def _read_front(text: str) -> _Front:
    """Front matter begins on line 2 of the file; every scalar is kept as text."""
    front = _Front()
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark
        place = (mark.line + 2, mark.column + 1) if mark else (2, 1)
        front.faults.append(_Fault(*place, "的说明不是合格的YAML"))
        return front
    except (yaml.YAMLError, RecursionError):
        front.faults.append(_Fault(2, 1, "的说明里有不可用的字符或层次太深"))
        return front
    if not isinstance(node, yaml.MappingNode):
        front.faults.append(_Fault(2, 1, "的说明应是“名称: 内容”的形式"))
        return front
    seen: set[str] = set()
    for key, value in node.value:
        word = str(key.value)[:30]
        if word not in _KEYS:
            front.faults.append(_at(key, f"有不认识的项“{word}”"))
        elif word in seen:
            front.faults.append(_at(key, f"的“{word}”写了两遍"))
        elif word in _LISTS:
            front.lists[word] = _items(word, value, front.faults)
        else:
            front.words[word] = _word(word, value, front.faults)
        seen.add(word)
    front.faults.extend(_Fault(1, 1, f"起的说明缺“{word}”") for word in _REQUIRED if word not in seen)
    return front


def _at(node: yaml.Node, message: str) -> _Fault:
    return _Fault(node.start_mark.line + 2, node.start_mark.column + 1, message)


def _items(word: str, node: yaml.Node, faults: list[_Fault]) -> dict[str, yaml.Node]:
    """Items of a list in order, each with its node for the place."""
    if not isinstance(node, yaml.SequenceNode) or not all(isinstance(one, yaml.ScalarNode) for one in node.value):
        faults.append(_at(node, f"的“{word}”应是列表，写成[甲, 乙]"))
        return {}
    items: dict[str, yaml.Node] = {}
    for one in node.value:
        if one.value in items:
            faults.append(_at(one, f"把“{one.value[:30]}”列了两遍"))
        if word == "variables" and one.value not in VARIABLES:
            faults.append(_at(one, f"有不认识的变量“{one.value[:30]}”"))
        items[one.value] = one
    return items


def _word(word: str, node: yaml.Node, faults: list[_Fault]) -> str:
    value = str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""
    if not value or "\n" in value or len(value) > 100:
        faults.append(_at(node, f"的“{word}”应是100字以内的一行字"))
    elif word == "version" and not re.fullmatch(r"[1-9][0-9]{0,5}", value):
        faults.append(_at(node, "的“version”应是正整数"))
    return value


def _placeholders(body: str) -> Iterator[tuple[int, str]]:
    """Every brace expression with its offset; doubled braces stand for themselves and are left out."""
    for match in _BRACES.finditer(body):
        if match[0] not in ("{{", "}}"):
            yield match.start(), match[0]


def _used(body: str, first_line: int, faults: list[_Fault]) -> dict[str, _Fault]:
    """Variables used, each with where it first stands; malformed and unknown ones go to `faults`."""
    used: dict[str, _Fault] = {}
    for offset, words in _placeholders(body):
        line = first_line + body.count("\n", 0, offset)
        column = offset - body.rfind("\n", 0, offset)
        name = words[1:-1]
        if len(words) < 2:
            faults.append(_Fault(line, column, f"的花括号“{words}”不成对"))
        elif name in VARIABLES:
            used.setdefault(name, _Fault(line, column, f"用了“{name}”，说明的variables里没有列"))
        elif re.search(r"[.\[\]!:]", name):
            faults.append(_Fault(line, column, f"的“{words[:30]}”只能写变量名，不能带点、方括号、叹号或冒号"))
        else:
            faults.append(_Fault(line, column, f"有不认识的变量“{words[:30]}”"))
    return used


def _compare(declared: Mapping[str, yaml.Node], used: Mapping[str, _Fault], faults: list[_Fault]) -> None:
    faults += [fault for name, fault in used.items() if name not in declared]
    faults += [
        _at(node, f"列了“{name}”，正文没有用到")
        for name, node in declared.items()
        if name in VARIABLES and name not in used
    ]
