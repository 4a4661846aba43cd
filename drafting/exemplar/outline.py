"""Outline of a report: front matter, then headings 一、（一）1.（1）, also those that share a line with their text."""

import re
from dataclasses import dataclass
from itertools import pairwise

from drafting.exemplar.document import ExemplarSection

_NUMERAL = "[一二三四五六七八九十百]{1,4}"
_MARKS = (
    re.compile(rf"[ \t\u3000]*(?:第{_NUMERAL}部分[ 　:：、]*|{_NUMERAL}、)(?=\S)"),
    re.compile(rf"[ \t\u3000]*[（(]{_NUMERAL}[）)][、.．]?"),
    re.compile(r"[ \t\u3000]*[0-9０-９]{1,2}(?:[.．](?![0-9０-９])|、)"),
    re.compile(r"[ \t\u3000]*[（(][0-9０-９]{1,2}[）)]"),
)
_QUANTITY = re.compile(r"[0-9*＊○×]\s*(?:[%％]|[万亿]?[元亩吨人个家户件])")
_LONGEST = (48, 48, 30, 30)
_SHARED_LONGEST = (40, 40, 26, 26)
_TITLE_END = re.compile(r"(?:报告|汇报|总结|讲话|发言|材料|方案|要点|意见|情况|通报|计划|说明)$")
_DATE_LINE = re.compile(r"^[（(]?.{0,16}?[0-9０-９*＊〇○零一二三四五六七八九X×]{2,4}\s*年.{0,12}[）)]?$")
_SENTENCE_MARK = re.compile(r"[。；！？]")


@dataclass(frozen=True, slots=True)
class _Head:
    level: int
    start: int
    body_start: int
    heading: str
    alone: bool


def sections_of(text: str) -> tuple[ExemplarSection, ...]:
    """Sections without slots; the front matter comes first, even when it is empty."""
    heads = _heads(text)
    starts = [head.start for head in heads] + [len(text)]
    made = [ExemplarSection("", 0, (), 0, starts[0], 0)]
    above: list[_Head] = []
    for head, (start, end) in zip(heads, pairwise(starts), strict=True):
        above = [one for one in above if one.level < head.level] + [head]
        path = tuple(one.heading for one in above)
        made.append(ExemplarSection(head.heading, head.level, path, start, end, head.body_start))
    return tuple(made)


def _heads(text: str) -> list[_Head]:
    lines = _lines(text)
    found = [_head(text, start, end) for start, end in lines]
    kept: list[_Head] = []
    for index, head in enumerate(found):
        if head is None:
            continue
        beside = [found[near] for near in (index - 1, index + 1) if 0 <= near < len(found)]
        # A run of bare numbered lines is a list; real headings have text between them.
        if head.level >= 3 and head.alone and any(one and one.level == head.level and one.alone for one in beside):
            continue
        kept.append(head)
    return kept


def _lines(text: str) -> list[tuple[int, int]]:
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]


def _head(text: str, start: int, end: int) -> _Head | None:
    for index, mark in enumerate(_MARKS):
        match = mark.match(text, start, end)
        if match:
            return _measured(text, index + 1, match.end(), start, end)
    return None


def _measured(text: str, level: int, after_mark: int, start: int, end: int) -> _Head | None:
    """None when what follows the mark is a sentence or a list item rather than a heading."""
    stop = text.find("。", after_mark, end)
    body = end if stop < 0 else stop + 1
    words = text[after_mark : end if stop < 0 else stop].strip()
    alone = not text[body:end].strip()
    longest = (_LONGEST if alone else _SHARED_LONGEST)[level - 1]
    if not words or len(words) > longest or words[-1] in "；;，,！？：:" or "；" in words:
        return None
    if level >= 3 and (_QUANTITY.search(words) or words.count("，") > 1):
        return None
    heading = text[start : end if stop < 0 else stop].strip()
    return _Head(level, start, min(body, len(text)), heading, alone)


def front_matter(text: str) -> tuple[str, str, str]:
    """Title, salutation (称谓) and lead of the text before the first heading."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    title, rest = _title(lines)
    salutation = ""
    lead: list[str] = []
    for line in rest:
        if not salutation and not lead and line[-1] in ":：" and len(line) <= 60:
            salutation = line
        elif salutation or _SENTENCE_MARK.search(line):
            lead.append(line)
    return title, salutation, "\n".join(lead)


def _title(lines: list[str]) -> tuple[str, list[str]]:
    if not lines or lines[0][-1] in ":：。；，" or len(lines[0]) > 60:
        return "", lines
    title = lines[0]
    used = 1
    while used < len(lines) and used < 3 and not _TITLE_END.search(title):
        line = lines[used]
        if line[-1] in ":：。；，" or len(line) > 30 or _DATE_LINE.match(line):
            break
        title += line
        used += 1
    return title, lines[used:]
