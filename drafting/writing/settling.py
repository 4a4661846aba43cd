"""A model's answer made into stored text: wrapping off, references mended, what doubles them absorbed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby, zip_longest

from drafting.lexicon import table
from drafting.mending import repair_tokens
from drafting.references import REFERENCE
from drafting.writing.absorbing import absorb
from drafting.writing.linking import link_numbers
from drafting.writing.writer import Ground

_MIND = "think|thinking|thought|reasoning|analysis|reflection|思考|思考过程"
_THOUGHT = re.compile(
    rf"[<◁](?P<kind>{_MIND})(?:\s[^<>]*)?[>▷].*?(?:[<◁]/(?P=kind)[>▷]|\Z)|【(?P<named>{_MIND})】.*?【/(?P=named)】",
    re.DOTALL | re.IGNORECASE,
)
_THOUGHT_END = re.compile(rf"\A.*[<◁]/(?:{_MIND})[>▷]", re.DOTALL | re.IGNORECASE)
_LABELLED = re.compile(
    r"\A\W*(?:思考|思考过程|思路|分析)\W*[:：].*?^\W*(?:本节)?正文\W*[:：]", re.DOTALL | re.MULTILINE
)
_TAG_BEGUN = re.compile(r"</?[a-z]{0,9}\Z", re.IGNORECASE)
_FENCE_LINE = re.compile(r"^\s*(?:```.*|~~~.*|<<<\S*|\S*>>>)\s*$")
_RULE_LINE = re.compile(r"^\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$")
_LINE_MARK = re.compile(r"^\s*(?:#{1,6}\s*(?=\S)|>\s+|[-*+•]\s+)+")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|__(?=\S)(.+?)(?<=\S)__")
_CODE = re.compile(r"`([^`\n]*)`")
_BREAK = re.compile(r"<(?:br|hr|/?(?:p|div|li|ul|ol|tr|h[1-6]|table|tbody|thead))\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:b|strong|i|em|u|s|del|span|font|center|sup|sub|small|mark|code|td|th)\b[^<>]*>", re.IGNORECASE
)
_BLANK = re.compile(r"&(?:nbsp|emsp|ensp);", re.IGNORECASE)
_ROW = re.compile(r"^\s*[|｜].*[|｜]\s*$")
_ROW_RULE = re.compile(r"^[\s|｜:：+-]*-[\s|｜:：+-]*$")
_ORDINAL = re.compile(r"\d{1,3}\.?|序号")
_NO_VALUE = re.compile(r"[-—–/\\]+")
_COMPARED = re.compile(r"同比|环比|比|较|占")
_INDENT = re.compile(r"^[\s\u3000]+|[\s\u3000]+$")
_UNLIKE = re.compile(r"[\s\u3000。，、：:“”\"#*（）()]+")


@dataclass(frozen=True, slots=True)
class Settled:
    """Stored text, and what was done to the answer, for the run's log."""

    text: str
    notes: tuple[str, ...] = ()


def settle(text: str, ground: Ground) -> Settled:
    """Same text in, same text out; an answer that needs nothing comes back unchanged."""
    figures = ground.figures
    steps: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("去掉思考过程", strip_thinking),
        ("去掉Markdown记号", strip_markup),
        ("去掉照抄的提示", strip_echo),
        ("去掉客套和清单", strip_chatter),
        ("去掉重复的标题", lambda text: strip_heading(text, ground)),
        ("修好写坏的引用", lambda text: repair_tokens(text, figures, ground.context.words)),
        ("去掉写重的单位和动词", lambda text: absorb(text, figures)),
        ("把写出的数换成引用", lambda text: _linked(text, ground)),
        ("整理空行和缩进", tidy),
    )
    notes = []
    for note, step in steps:
        after = step(text)
        if after != text:
            notes.append(note)
        text = after
    return Settled(text, tuple(notes))


def _linked(text: str, ground: Ground) -> str:
    """What doubles a reference is gone before, so that the text is read as it will stand."""
    return absorb(link_numbers(text, ground.context, ground.section.heading), ground.figures)


def says_nothing(text: str, ground: Ground) -> bool:
    """Whether a settled answer is no more than headings, labels of the prompt, an apology or chatter."""
    opening, closing = _chatter()
    refusal, names = _refusal(), {*_labels(), *_names(ground)}
    lines = filter(None, map(str.strip, text.splitlines()))
    return all(
        _bare(line) in names or any(_announces(line, one) for one in (opening, closing, refusal)) for line in lines
    )


def strip_thinking(text: str) -> str:
    """Of a stream too: an unclosed thought runs to the end, and a tag just begun is held back."""
    text = _THOUGHT_END.sub("", _THOUGHT.sub("", text))
    return _LABELLED.sub("", _TAG_BEGUN.sub("", text).lstrip("\n"))


def strip_markup(text: str) -> str:
    text = _BLANK.sub(" ", _TAG.sub("", _BREAK.sub("\n", text)))
    lines = [line for line in text.splitlines() if not _FENCE_LINE.match(line) and not _RULE_LINE.match(line)]
    plain = "\n".join(_LINE_MARK.sub("", line) for line in _untabled(lines))
    return _CODE.sub(r"\1", _STRONG.sub(lambda match: match[1] or match[2], plain))


def _untabled(lines: list[str]) -> Iterator[str]:
    """The rows of each table as one paragraph: 地区生产总值[[F1]]，同比[[F1.change]]；…。"""
    for is_row, group in groupby(lines, key=lambda line: bool(_ROW.match(line))):
        if not is_row:
            yield from group
            continue
        rows = list(group)
        ruled = next((at for at, row in enumerate(rows) if _ROW_RULE.match(row)), 0)
        heads = _cells(rows[ruled - 1]) if ruled else []
        told = (_told(_cells(row), heads) for row in rows[ruled:] if not _ROW_RULE.match(row))
        said = "；".join(filter(None, told))
        yield said if not said or said[-1] in "。！？；" else said + "。"


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"[|｜]", row.strip()[1:-1])]


def _told(cells: list[str], heads: list[str]) -> str:
    """The first cell is the name of the second; a column that compares is named by its head."""
    if len(cells) > 2 and _ORDINAL.fullmatch(cells[0]):
        cells, heads = cells[1:], heads[1:]
    name, *values = cells
    named = [
        head + value if _COMPARED.match(head) and not value.startswith(head) else value
        for head, value in zip_longest(heads[1 : len(cells)], values, fillvalue="")
        if value and not _NO_VALUE.fullmatch(value)
    ]
    return name + "，".join(named)


def strip_echo(text: str) -> str:
    """The prompt sent back: what follows its last line, else what stood before its first label."""
    words = table("settling")["prompt"]
    lines = text.splitlines()
    begun = next((at for at, line in enumerate(lines) if _bare(line) == _bare(words["first"])), None)
    if begun is None:
        return text
    ends = [at for at, line in enumerate(lines) if at > begun and _bare(line) in map(_bare, words["last"])]
    return "\n".join(lines[ends[-1] + 1 :] if ends else lines[:begun])


def strip_chatter(text: str) -> str:
    """A first line that announces the text, and the last lines from one that talks about it; never all of the text."""
    lines = text.strip().splitlines()
    opening, closing = _chatter()
    while len(lines) > 1 and (not lines[0].strip() or _announces(lines[0].strip(), opening)):
        lines.pop(0)
    spoken = next((at for at, line in enumerate(lines) if at and closing.search(line.strip())), len(lines))
    return "\n".join(lines[:spoken]).strip()


def _announces(line: str, opening: re.Pattern[str]) -> bool:
    """收到群众来信[[F1]] is no reply to the prompt."""
    return opening.search(line) is not None and not REFERENCE.search(line)


def strip_heading(text: str, ground: Ground) -> str:
    """The report's title or the section's heading, on lines of their own or run into the first sentence."""
    lines = text.strip().splitlines()
    names = _names(ground)
    while len(lines) > 1 and (not lines[0].strip() or _bare(lines[0]) in names):
        lines.pop(0)
    heading = ground.section.heading.strip()
    if lines and heading:
        lines[0] = re.sub(rf"^[\s\u3000]*{re.escape(heading)}[。：:\s\u3000]+(?=\S)", "", lines[0])
    return "\n".join(lines)


def tidy(text: str) -> str:
    """Paragraphs on lines of their own: no blank lines, no indentation, which the layout gives."""
    lines = (_INDENT.sub("", line) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _names(ground: Ground) -> list[str]:
    return [_bare(one) for one in (ground.brief.title, ground.section.heading) if _bare(one)]


def _bare(line: str) -> str:
    return _UNLIKE.sub("", line)


@cache
def _chatter() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = table("settling")
    return re.compile("|".join(words["opening"])), re.compile("|".join(words["closing"]))


@cache
def _refusal() -> re.Pattern[str]:
    return re.compile("|".join(table("settling")["refusal"]))


@cache
def _labels() -> frozenset[str]:
    words = table("settling")["prompt"]
    return frozenset(map(_bare, (words["first"], *words["labels"], *words["last"])))
