"""Names that hold digits: 5A级, G75, 国发〔2022〕2号, “十四五”, 三大攻坚战, heading and list numbers."""

import re
from functools import cache

from drafting.numerals.digits import CHINESE, SCALES, normal
from drafting.numerals.measures import hard_units
from drafting.numerals.spacing import closed_up, typed
from drafting.numerals.tables import alternatives, compiled, table

_CHINESE = "".join(CHINESE) + "".join(SCALES)
_STARTS = {
    "digits": r"\d+",
    "chinese": f"[{_CHINESE}]+",
    "latin": "[A-Za-z]+",
    "ordinals": "[第前]",
    "quotes": "[“《]",
    "brackets": r"[〔\[［（(国①-⑳⑴-⒇⒈-⒛]",
}


def names_with_digits(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of `text`, in order, whose digits belong to a name, a title or a list number and count nothing."""
    plain, gaps = closed_up(normal(text))
    trigger, lines, patterns = _compiled()
    spans = [found.span() for found in lines.finditer(plain)]
    pos = 0
    while (start := trigger.search(plain, pos)) is not None:
        group = start.lastgroup or ""
        scale = group == "chinese" and plain[start.start() - 1 : start.start()].isdecimal()
        found = None if scale else patterns[group].match(plain, start.start())
        if found is not None:
            spans.append(found.span())
        pos = found.end() if found is not None else start.end()
    return tuple(typed(start, end, gaps) for start, end in _merged(spans))


def without_names(plain: str) -> str:
    """Half-width text with every name blanked out by as many NULs, so that no number is read from it."""
    pieces: list[str] = []
    pos = 0
    for start, end in names_with_digits(plain):
        pieces += (plain[pos:start], "\0" * (end - start))
        pos = end
    return "".join((*pieces, plain[pos:]))


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


@cache
def _compiled() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, re.Pattern[str]]]:
    names = table("names")
    patterns = {group: compiled("|".join(_filled(one) for one in names[group])) for group in _STARTS}
    trigger = "|".join(f"(?P<{group}>{start})" for group, start in _STARTS.items())
    lines = "|".join(f"(?:{_filled(one)})" for one in names["lines"])
    return compiled(trigger), compiled(f"(?m:^)(?:{lines})"), patterns


def _filled(pattern: str) -> str:
    chinese = f"[{_CHINESE}]"
    blanks = {
        "<n>": rf"(?:\d{{1,5}}+|{chinese}{{1,5}}+)",
        "<d>": "[一二三四五六七八九十]{1,3}",
        "<c>": "[一-鿿]",
        "<hard>": f"(?:[百千万亿]|{hard_units()})",
        "<indicator>": f"{alternatives(table('names')['indicators'])}(?![A-Za-z])",
    }
    for blank, filling in blanks.items():
        pattern = pattern.replace(blank, filling)
    return pattern
