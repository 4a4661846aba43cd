"""Figure sentences: a handful of families a sentence, bad news by itself, parts behind their total."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from drafting.lexicon import Nature
from drafting.report import Figure
from drafting.writing.plain.families import (
    STANDING,
    YEAR_ON_YEAR,
    Family,
    clauses,
    compares_by_year,
    ends_by_year,
    families,
)
from drafting.writing.plain.nature import flow_verb, nature_of
from drafting.writing.plain.points import skeleton

MAX_FAMILIES, MAX_LENGTH = 6, 90
_AT_THE_END_OF = re.compile(r"(?:\d{4}年)?(?:\d{1,2}月|年|[一二三四]?季度)末")


def sentences(figures: Sequence[Figure], lead: str = "") -> list[str]:
    """Complete sentences with references; `lead` (上半年，全县) opens the first."""
    made: list[str] = []
    for members in _fields(families([one for one in figures if not one.pending])):
        for tone in (False, True):
            for part in _parts([one for one in members if one.is_bad_news is tone]):
                made += _sentence(part, lead if not made else "")
    return made


def _fields(ordered: list[Family]) -> Iterable[list[Family]]:
    """Runs of one domain of the economy, or of one field of work; a family of no field stays with its neighbour."""
    keyed: list[tuple[tuple[int, str], Family]] = []
    for family in ordered:
        field = family.field or (keyed[-1][0][1] if keyed and keyed[-1][0][1] != STANDING else "")
        keyed.append(((family.domain, "" if family.is_economic else field), family))
    for _, run in groupby(keyed, key=lambda pair: pair[0]):
        yield [family for _, family in run]


def _parts(members: list[Family]) -> Iterable[list[Family]]:
    """As many families as read well in one breath: at most six, about ninety characters; a total ends its sentence."""
    part: list[Family] = []
    length = 0
    for family in members:
        cost = sum(len(skeleton(one.text)) + 4 for one in clauses(family))
        alone = family.stands_alone or (part and part[-1].stands_alone) or _would_borrow(part, family)
        if part and (alone or part[-1].parts or len(part) == MAX_FAMILIES or length + cost > MAX_LENGTH):
            yield part
            part, length = [], 0
        part.append(family)
        length += cost
    if part:
        yield part


def _would_borrow(part: Sequence[Family], family: Family) -> bool:
    """A change that names no basis would read as 同比 behind one that does."""
    based = any(compares_by_year(figure) for one in part for figure in one.figures)
    return based and any(one.compared and not one.compared[0].to for one in family.figures)


def _sentence(members: Sequence[Family], lead: str) -> list[str]:
    """The sentence, and behind a total the sentences of its parts (其中)."""
    if len(members) > 1 and all(one.is_standing_count for one in members):
        listed = "、".join(one.text for family in members for one in clauses(family))
        return [f"{lead}现有{listed}。"]
    made = [f"{lead or _moment(members)}{_joined(members)}。"]
    for part in _parts(list(members[-1].parts)):
        made.append(f"其中，{_joined(part, verbs=False)}。")
    return made


def _joined(members: Sequence[Family], verbs: bool = True) -> str:
    """The first amount takes its verb; 同比 is said once for neighbours that share it."""
    pieces: list[str] = []
    basis = ""
    for family in members:
        verb = flow_verb(family.head) if verbs and not pieces else ""
        pieces.append(_linked([one.text for one in clauses(family, verb, basis)]))
        basis = YEAR_ON_YEAR if ends_by_year(family.figures[-1]) else ""
    return ("；" if any("，" in piece for piece in pieces) else "，").join(pieces)


def _linked(texts: Sequence[str]) -> str:
    """Clauses of a family: ；where one that is followed has comparisons of its own."""
    return ("；" if any("，" in one for one in texts[:-1]) else "，").join(texts)


def _moment(members: Sequence[Family]) -> str:
    """6月末， before balances whose notes all say so (W14)."""
    notes = {figure.note for family in members for figure in family.figures if nature_of(figure) is Nature.STOCK}
    total = sum(len(family.figures) for family in members)
    stocks = sum(nature_of(figure) is Nature.STOCK for family in members for figure in family.figures)
    note = notes.pop() if len(notes) == 1 and stocks == total else ""
    return f"{note}，" if _AT_THE_END_OF.fullmatch(note) else ""
