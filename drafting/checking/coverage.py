"""What was given and does not stand in the draft, and what should not stand there but does."""

import re
from collections.abc import Iterator

from drafting.checking.context import Context
from drafting.references import REFERENCE, unescape
from drafting.report import Finding, Origin, Point, Severity, Use

MIN_OVERLAP = 0.5
_WORDS = re.compile(r"[\u4e00-\u9fff]")


def check_figures(used: frozenset[str], context: Context, section: int | None = None) -> Iterator[Finding]:
    """Must-use figures missing (error), 备查 ones used (error), pending ones (warn), of one section or of all."""
    for figure in context.figures:
        if section is not None and figure.section != section:
            continue
        if figure.origin is Origin.POINT:
            continue
        if figure.pending:
            yield Finding(
                "figure-pending", Severity.WARN, f"指标“{figure.name}”还没有填数", figure.section, suggestion="请在素材里填上"
            )
        elif figure.use is Use.MUST and figure.key not in used:
            yield Finding(
                "figure-missing", Severity.ERROR, f"必用的指标“{figure.name}”没有写进去", figure.section, suggestion="请写入正文，或改为可用"
            )
        elif figure.use is Use.RESERVE and figure.key in used:
            yield Finding(
                "figure-reserved", Severity.ERROR, f"备查的指标“{figure.name}”写进了正文", figure.section, suggestion="请删去，或改为可用"
            )
        elif figure.use is Use.MAY and figure.key not in used:
            yield Finding("figure-unused", Severity.INFO, f"可用的指标“{figure.name}”没有用上", figure.section)


def check_points(text: str, used: frozenset[str], context: Context, section: int) -> Iterator[Finding]:
    """Must-use points missing (error), 备查 ones used (error), 可用 ones left out (info)."""
    for point in context.brief.sections[section].points:
        there = says_point(point, text, used)
        brief_words = unescape(point.text)[:18]
        if point.use is Use.MUST and not there:
            yield Finding(
                "point-missing", Severity.ERROR, f"必用的要点“{brief_words}…”没有写进去", section, suggestion="请写入正文，或改为可用"
            )
        elif point.use is Use.RESERVE and there:
            yield Finding(
                "point-reserved", Severity.ERROR, f"备查的要点“{brief_words}…”写进了正文", section, suggestion="请删去，或改为可用"
            )
        elif point.use is Use.MAY and not there:
            yield Finding("point-unused", Severity.INFO, f"可用的要点“{brief_words}…”没有用上", section)


def says_point(point: Point, text: str, used: frozenset[str]) -> bool:
    """Its figures all stand in the text and a good part of its words, or most of its words without figures."""
    keys = {f"F{match['number']}" for match in REFERENCE.finditer(point.bound)}
    words = "".join(_WORDS.findall(REFERENCE.sub("", point.bound)))
    pairs = {words[at : at + 2] for at in range(len(words) - 1)}
    share = sum(pair in text for pair in pairs) / len(pairs) if pairs else 1.0
    if keys and not keys <= used:
        return False
    return share >= (MIN_OVERLAP / 2 if keys else MIN_OVERLAP)
