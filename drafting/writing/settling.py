"""A model's answer made into stored text: wrapping off, references mended, what doubles them absorbed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from drafting import references
from drafting.lexicon import table
from drafting.writing.absorbing import absorb
from drafting.writing.linking import link_numbers
from drafting.writing.writer import Ground

_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_THOUGHT_END = re.compile(r"\A.*</(?:think|thinking|reasoning)>", re.DOTALL | re.IGNORECASE)
_TAG_BEGUN = re.compile(r"</?[a-z]{0,9}\Z", re.IGNORECASE)
_FENCE_LINE = re.compile(r"^\s*(?:```.*|~~~.*|<<<\S*|\S*>>>)\s*$")
_RULE_LINE = re.compile(r"^\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$")
_LINE_MARK = re.compile(r"^\s*(?:#{1,6}\s*(?=\S)|>\s+|[-*+•]\s+)+")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|__(?=\S)(.+?)(?<=\S)__")
_CODE = re.compile(r"`([^`\n]*)`")
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
        ("去掉客套和清单", strip_chatter),
        ("去掉重复的标题", lambda text: strip_heading(text, ground)),
        ("修好写坏的引用", references.repair_tokens),
        ("把写出的数换成引用", lambda text: link_numbers(text, ground.context, ground.section.heading)),
        ("去掉写重的单位和动词", lambda text: absorb(text, figures)),
        ("整理空行和缩进", tidy),
    )
    notes = []
    for note, step in steps:
        after = step(text)
        if after != text:
            notes.append(note)
        text = after
    return Settled(text, tuple(notes))


def strip_thinking(text: str) -> str:
    """Of a stream too: an unclosed thought runs to the end, and a tag just begun is held back."""
    text = _THOUGHT_END.sub("", _THOUGHT.sub("", text))
    return _TAG_BEGUN.sub("", text).lstrip("\n")


def strip_markup(text: str) -> str:
    lines = [line for line in text.splitlines() if not _FENCE_LINE.match(line) and not _RULE_LINE.match(line)]
    plain = "\n".join(_LINE_MARK.sub("", line) for line in lines)
    return _CODE.sub(r"\1", _STRONG.sub(lambda match: match[1] or match[2], plain))


def strip_chatter(text: str) -> str:
    """A first line that announces the text, and the last lines from one that talks about it; never all of the text."""
    lines = text.strip().splitlines()
    opening, closing = _chatter()
    while len(lines) > 1 and (not lines[0].strip() or opening.search(lines[0].strip())):
        lines.pop(0)
    spoken = next((at for at, line in enumerate(lines) if at and closing.search(line.strip())), len(lines))
    return "\n".join(lines[:spoken]).strip()


def strip_heading(text: str, ground: Ground) -> str:
    """The report's title or the section's heading, on lines of their own or run into the first sentence."""
    lines = text.strip().splitlines()
    names = [_bare(one) for one in (ground.brief.title, ground.section.heading) if _bare(one)]
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


def _bare(line: str) -> str:
    return _UNLIKE.sub("", line)


@cache
def _chatter() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = table("settling")
    return re.compile("|".join(words["opening"])), re.compile("|".join(words["closing"]))
