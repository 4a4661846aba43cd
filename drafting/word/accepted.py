"""A Word file as its reader sees it: tracked changes accepted, hidden text left out."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from drafting.errors import InputError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr"})
_ELSEWHERE = frozenset(
    {
        f"{_W}p",
        f"{_W}drawing",
        f"{_W}pict",
        # The same content again, for programs that can't show the other form.
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_CHINESE = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: where it starts in the whole text, its automatic number, its own words, its w:p element."""

    start: int
    number: str
    words: str
    element: Any


@dataclass(frozen=True, slots=True)
class Accepted:
    """A python-docx document and its paragraphs in reading order, table cells too."""

    document: Any
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """One line a paragraph; automatic 一、（一）1. numbers are written out."""
        return "".join(f"{line.number}{line.words}\n" for line in self.lines)


def accepted(data: bytes, place: str) -> Accepted:
    """Raises `InputError` for a file Word could not open either."""
    import docx
    from docx.opc.exceptions import OpcError

    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        if body is None:
            raise ValueError("no body")
        numbering = _Numbering(document)
    except (OpcError, KeyError, ValueError, AttributeError, SyntaxError) as fault:
        raise InputError("Word文件已损坏，打不开", place=place, hint="请用Word打开后另存一份再试") from fault
    lines: list[Line] = []
    start = 0
    for paragraph in _paragraphs(body):
        line = Line(start, numbering.mark(paragraph), _paragraph(paragraph), paragraph)
        start += len(line.number) + len(line.words) + 1
        lines.append(line)
    return Accepted(document, tuple(lines))


def _paragraphs(body: Any) -> Iterator[Any]:
    """Paragraphs in order; one whose own mark was deleted runs into the next and is kept as it is."""
    for paragraph in body.iter(f"{_W}p"):
        if not any(above.tag in _GONE or above.tag == f"{_W}txbxContent" for above in paragraph.iterancestors()):
            yield paragraph


def _paragraph(node: Any) -> str:
    return "".join(words for _, words in run_words(node))


def run_words(node: Any) -> Iterator[tuple[Any, str]]:
    """The runs of a paragraph a reader sees, each with its words (a tab as \\t, a line break as a space)."""
    for child in node:
        if child.tag in _GONE or not isinstance(child.tag, str) or child.tag in _ELSEWHERE:
            continue
        if child.tag != f"{_W}r":
            yield from run_words(child)
        elif not _hidden(child):
            yield child, "".join(_words(one) for one in child)


def _words(node: Any) -> str:
    if node.tag == f"{_W}t":
        return str(node.text or "")
    return {f"{_W}tab": "\t", f"{_W}br": " ", f"{_W}cr": " "}.get(node.tag, "")


def _hidden(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "true") not in {"0", "false", "off"}


class _Numbering:
    """Automatic list numbers of the Chinese outline; other lists are left without a mark."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[tuple[str, str], tuple[str, str, int]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        part = next(
            (one for one in document.part.package.iter_parts() if str(one.partname) == "/word/numbering.xml"), None
        )
        root = getattr(part, "element", None)
        if root is None:
            return
        abstract = {one.get(f"{_W}abstractNumId"): one for one in root.iter(f"{_W}abstractNum")}
        for number in root.iter(f"{_W}num"):
            link = number.find(f"{_W}abstractNumId")
            source = abstract.get(link.get(f"{_W}val")) if link is not None else None
            for level in source.iter(f"{_W}lvl") if source is not None else ():
                self._learn(number.get(f"{_W}numId"), level)

    def _learn(self, number: str, level: Any) -> None:
        shape, form = level.find(f"{_W}lvlText"), level.find(f"{_W}numFmt")
        start = level.find(f"{_W}start")
        if shape is not None and form is not None:
            first = _number(start, 1)
            key = (number, level.get(f"{_W}ilvl", "0"))
            self._levels[key] = (shape.get(f"{_W}val", ""), form.get(f"{_W}val", ""), first)

    def mark(self, paragraph: Any) -> str:
        properties = paragraph.find(f"{_W}pPr/{_W}numPr")
        number = properties.find(f"{_W}numId") if properties is not None else None
        if number is None:
            return ""
        level = properties.find(f"{_W}ilvl")
        depth = _number(level, 0)
        shape, form, first = self._levels.get((number.get(f"{_W}val"), str(depth)), ("", "", 1))
        if f"%{depth + 1}" not in shape or form == "bullet":
            return ""
        key = (number.get(f"{_W}val"), depth)
        count = self._counts.get(key, first - 1) + 1
        self._counts = {one: value for one, value in self._counts.items() if one[0] != key[0] or one[1] <= key[1]}
        self._counts[key] = count
        words = _chinese(count) if form.startswith(("chinese", "japanese", "taiwanese", "ideograph")) else str(count)
        return shape.replace(f"%{depth + 1}", words)


def _number(node: Any, otherwise: int) -> int:
    """The w:val of a node as a number; files by other programs hold all sorts of things there."""
    text = node.get(f"{_W}val", "") if node is not None else ""
    return int(text) if re.fullmatch(r"\d{1,4}", text, re.ASCII) else otherwise


def _chinese(number: int) -> str:
    """一 to 九十九; lists that long go on in Arabic."""
    if not 0 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _CHINESE[tens] + "十"
    return head + (_CHINESE[ones] if ones or not tens else "")
