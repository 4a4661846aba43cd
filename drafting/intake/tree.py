"""YAML and JSON as one tree of texts with line numbers: no scalar is ever turned into a number, date or boolean."""

import json
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

import yaml

from drafting.errors import BriefError

MAX_DEPTH = 12
MAX_NODES = 200_000


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the file and the line it stands on: str, list of nodes, or list of (key, line, node)."""

    value: "str | list[Node] | tuple[tuple[str, int, Node], ...]"
    line: int


def yaml_tree(text: str, name: str) -> Node:
    try:
        _refuse_unreasonable(text, name)
        composed = yaml.compose(text, Loader=_loader())
        if composed is None:
            raise BriefError("文件里没有内容", place=name, hint="请按示例填写")
        return _from_yaml(composed, name, 0)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        place = f"{name}第{mark.line + 1}行" if mark else name
        raise BriefError("格式不对", place=place, hint="请检查缩进、冒号后的空格和引号") from fault
    except (yaml.YAMLError, RecursionError) as fault:
        raise BriefError("文件不是可读的 YAML", place=name, hint="请检查有没有特殊字符") from fault


def _refuse_unreasonable(text: str, name: str) -> None:
    """Before anything is built: depth, size, and aliases, which could unfold beyond memory."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_loader())):
        place = f"{name}第{event.start_mark.line + 1 if event.start_mark else 1}行"
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise BriefError("用了 YAML 引用（*）", place=place, hint="以*开头的内容请加引号")
        if depth > MAX_DEPTH:
            raise BriefError("层次太深", place=place, hint="请按示例的层次填写")
        if count > MAX_NODES:
            raise BriefError("内容太多", place=place, hint="请拆成几份素材")


def _loader() -> Any:
    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _from_yaml(node: yaml.Node, name: str, depth: int) -> Node:
    line = node.start_mark.line + 1
    if depth > MAX_DEPTH:
        raise BriefError("层次太深", place=f"{name}第{line}行", hint="请按示例的层次填写")
    if isinstance(node, yaml.ScalarNode):
        # Written by a program for "nothing here"; a quoted one is text. libyaml says "" for an unquoted style.
        empty = not node.style and node.value in {"~", "null"}
        return Node("" if empty else str(node.value), line)
    if isinstance(node, yaml.SequenceNode):
        return Node([_from_yaml(one, name, depth + 1) for one in node.value], line)
    pairs = []
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise BriefError("键名不对", place=f"{name}第{line}行", hint="请按示例填写")
        pairs.append((str(key.value), key.start_mark.line + 1, _from_yaml(value, name, depth + 1)))
    return Node(tuple(pairs), line)


def json_tree(text: str, name: str) -> Node:
    """Numbers keep their text; objects remember the line of each key."""
    decoder = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
    breaks = [found.start() for found in re.finditer("\n", text)]

    def parse_object(state: tuple[str, int], *rest: Any) -> tuple[Any, int]:
        values: list[int] = []

        def scan(whole: str, at: int) -> Any:
            values.append(at)
            return rest[1](whole, at)

        pairs, end = json.decoder.JSONObject(state, rest[0], scan, None, lambda found: found, rest[4])  # type: ignore[attr-defined]
        keys = [len(text[max(0, at - 200) : at].rstrip(_BETWEEN)) + max(0, at - 200) for at in values]
        lines = tuple(bisect_left(breaks, at) + 1 for at in keys)
        return _JsonObject(pairs, lines, bisect_left(breaks, state[1]) + 1), end

    decoder.parse_object = parse_object  # type: ignore[attr-defined]
    decoder.scan_once = json.scanner.py_make_scanner(decoder)  # type: ignore[attr-defined]
    try:
        return _from_json(decoder.decode(text), name, 1, 0)
    except json.JSONDecodeError as fault:
        raise BriefError("JSON 格式不对", place=f"{name}第{fault.lineno}行", hint="请检查逗号、引号和括号") from fault
    except RecursionError as fault:
        raise BriefError("层次太深", place=name, hint="请按示例的层次填写") from fault


_BETWEEN = ": \t\r\n"
"""What stands between a key and its value."""


@dataclass(frozen=True, slots=True)
class _JsonObject:
    pairs: list[tuple[str, Any]]
    lines: tuple[int, ...]
    line: int


def _from_json(value: Any, name: str, line: int, depth: int) -> Node:
    if depth > MAX_DEPTH:
        raise BriefError("层次太深", place=f"{name}第{line}行", hint="请按示例的层次填写")
    if isinstance(value, _JsonObject):
        pairs = [
            (key, at, _from_json(one, name, at, depth + 1))
            for (key, one), at in zip(value.pairs, value.lines, strict=True)
        ]
        return Node(tuple(pairs), value.line)
    if isinstance(value, list):
        return Node([_from_json(one, name, line, depth + 1) for one in value], line)
    if value is None:
        return Node("", line)
    return Node({True: "true", False: "false"}[value] if isinstance(value, bool) else str(value), line)
