"""What was given and does not stand in the draft, and what should not stand there but does."""

import re
from collections.abc import Iterator

from drafting.checking.context import Context
from drafting.checking.rules import finding
from drafting.references import REFERENCE, is_movement
from drafting.report import Finding, Origin, Point, Use

MIN_OVERLAP = 0.5
MAX_QUOTED = 18
_RULES = {
    what: {
        (Use.MUST, False): f"{what}-missing",
        (Use.RESERVE, True): f"{what}-reserved",
        (Use.MAY, False): f"{what}-unused",
    }
    for what in ("figure", "point")
}
_WORDS = re.compile(r"[\u4e00-\u9fff]")


def check_figures(used: frozenset[str], context: Context, section: int | None = None) -> Iterator[Finding]:
    """Must-use figures missing, 备查 ones used, pending and unused ones; of one section, or of all when None."""
    for figure in context.figures:
        if figure.origin is Origin.POINT or section not in {None, figure.section}:
            continue
        rule = "figure-pending" if figure.pending else _RULES["figure"].get((figure.use, figure.key in used))
        if rule:
            yield finding(rule, section=figure.section, name=figure.name)


def check_bases(context: Context) -> Iterator[Finding]:
    """Changes of the writer's table that don't say what they are compared with."""
    for figure in context.figures:
        first = next(iter(figure.compared), None)
        if first is not None and not first.to and is_movement(first) and figure.use is not Use.RESERVE:
            yield finding("basis-missing", section=figure.section, name=figure.name)


def check_points(text: str, used: frozenset[str], context: Context, section: int) -> Iterator[Finding]:
    """Must-use points missing, 备查 ones used, 可用 ones left out."""
    for point in context.brief.sections[section].points:
        rule = _RULES["point"].get((point.use, says_point(point, text, used)))
        if rule:
            short = point.text if len(point.text) <= MAX_QUOTED else f"{point.text[:MAX_QUOTED]}……"
            yield finding(rule, section=section, point=short)


def says_point(point: Point, text: str, used: frozenset[str]) -> bool:
    """Its figures all stand in the text and a good part of its words, or most of its words without figures."""
    keys = {f"F{match['number']}" for match in REFERENCE.finditer(point.bound)}
    words = "".join(_WORDS.findall(REFERENCE.sub("", point.bound)))
    pairs = {words[at : at + 2] for at in range(len(words) - 1)}
    share = sum(pair in text for pair in pairs) / len(pairs) if pairs else 1.0
    if keys and not keys <= used:
        return False
    return share >= (MIN_OVERLAP / 2 if keys else MIN_OVERLAP)
