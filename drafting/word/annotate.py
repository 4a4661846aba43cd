"""Findings as Word comments on their exact words, in the user's own file or in one made from a text."""

import copy
import io
from collections.abc import Iterable
from typing import Any

from docx import Document
from docx.text.run import Run

from drafting.report import Finding
from drafting.word.accepted import Accepted, Line, accepted, run_words
from drafting.word.markup import W, legal
from drafting.word.package import repack

AUTHOR = "拟稿"


def annotated(data: bytes, name: str, findings: Iterable[Finding]) -> bytes:
    """The .docx `data` with a comment for each finding; spans are in its accepted text."""
    found = accepted(data, name)
    _comment(found, findings)
    return _saved(found.document)


def annotated_text(text: str, findings: Iterable[Finding]) -> bytes:
    """A .docx with a paragraph for each line of `text`, commented."""
    document = Document()
    lines: list[Line] = []
    start = 0
    for words in text.removesuffix("\n").split("\n"):
        paragraph = document.add_paragraph(legal(words))
        lines.append(Line(start, "", words, paragraph._p))
        start += len(words) + 1
    _comment(Accepted(document, tuple(lines)), findings)
    return _saved(document)


def _comment(found: Accepted, findings: Iterable[Finding]) -> None:
    """A finding on the whole text, or on words that can't be marked, stands at the first paragraph with words."""
    first = next((line for line in found.lines if line.words.strip()), None)
    for finding in sorted(findings, key=lambda one: (one.start, one.end)):
        runs = _runs(found, finding)
        if not runs and first is not None:
            runs = [Run(run, None) for run, words in run_words(first.element) if words][:1]  # type: ignore[arg-type]
        if runs:
            found.document.add_comment(
                runs, text=f"【{finding.severity.word}】{finding.sentence}", author=AUTHOR, initials=AUTHOR[:1]
            )


def _runs(found: Accepted, finding: Finding) -> list[Run]:
    """The runs that hold exactly the finding's words, split from their neighbours; none for an empty span."""
    made: list[Run] = []
    for line in found.lines:
        offset = line.start + len(line.number)
        low, high = finding.start - offset, min(finding.end - offset, len(line.words))
        if high <= 0 or low >= len(line.words) or finding.start >= finding.end:
            continue
        made += [Run(run, None) for run in _cut(line.element, max(low, 0), high)]  # type: ignore[arg-type]
        break
    return made


def _cut(paragraph: Any, low: int, high: int) -> list[Any]:
    """Runs of the half-open span of the paragraph's words; a run of plain text is split at the span's edges."""
    at, chosen = 0, []
    for run, words in list(run_words(paragraph)):
        start, end = max(low - at, 0), min(high - at, len(words))
        if start < end:
            plain = [child for child in run if child.tag != f"{{{W}}}rPr"]
            whole = (start, end) == (0, len(words))
            if whole or len(plain) != 1 or plain[0].tag != f"{{{W}}}t":
                chosen.append(run)
            else:
                chosen.append(_split(run, words, start, end))
        at += len(words)
    return chosen


def _split(run: Any, words: str, start: int, end: int) -> Any:
    """Three runs of the same look where one was; the middle one is returned."""
    pieces = [words[:start], words[start:end], words[end:]]
    middle = None
    for index, piece in enumerate(pieces):
        if not piece:
            continue
        twin = copy.deepcopy(run)
        text = twin.find(f"{{{W}}}t")
        text.text = piece
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.addprevious(twin)
        middle = twin if index == 1 else middle
    run.getparent().remove(run)
    return middle


def _saved(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return repack(target.getvalue())
