"""What may be wrong with a number that is a figure's own: the words around it say more or other than was given."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from drafting import numerals
from drafting.checking.context import Known, Said
from drafting.checking.numbers.claims import Claim, Role, basis_in, scope_at_end, scope_in
from drafting.checking.numbers.passage import Number, Passage
from drafting.checking.numbers.periods import parts_of_year
from drafting.checking.rules import Span, finding
from drafting.lexicon import Nature, indicator, table
from drafting.numerals import Direction
from drafting.references import part_text
from drafting.report import Figure, Finding

_DIRECTIONS = {Direction.UP: "是上升的", Direction.DOWN: "是下降的", Direction.FLAT: "是持平的"}
_GROWTH = re.compile(r"[增降跌涨]幅$")


def object_to(passage: Passage, number: Number, claim: Claim, said: Said) -> Iterator[Finding]:
    span = Span(number.start, number.end, passage.text[number.start : number.end])
    before = passage.text[number.before[0] : number.start]
    yield from _direction(passage, number, claim, said, span)
    yield from _direction_of_gap(before, said, span)
    yield from _basis(before, claim, said, span)
    yield from _period(passage, number, said.figure, span)
    yield from _rank(passage, number, claim, said, span)
    yield from _compared(before, claim, said, span)
    yield from _earlier(passage, number, claim, said, span)
    yield from _unit_behind(passage, number, said, span)
    if isinstance(said, Known) and number.mention is None:
        yield from _level(claim, said, span)


def _direction_of_gap(before: str, said: Said, span: Span) -> Iterator[Finding]:
    """比全市平均水平高 of what was given 低6.2个百分点."""
    typed = _against(before)
    if said.change is not None and said.change.verb[:1] in _GAP_VERBS and typed:
        up = said.change.direction is Direction.UP
        if typed != {0 if up else 1}:
            yield finding(
                "direction-contradicts", span, name=said.figure.name, direction=_DIRECTIONS[said.change.direction]
            )


_GAP_VERBS = tuple("高低快慢多少")


def _direction(passage: Passage, number: Number, claim: Claim, known: Said, span: Span) -> Iterator[Finding]:
    if known.change is None or claim.role is not Role.CHANGE or claim.direction is None:
        return
    # 降幅扩大, 增幅回落: the noun says what moved, not which way.
    before = passage.text[number.before[0] : number.start]
    whole = number.mention is not None and number.mention.part == "change"
    if whole and _GROWTH.search(before) and known.change.verb in _speed_verbs():
        return
    if known.change.verb in _GAP_VERBS:
        return
    if claim.direction is not known.change.direction:
        yield finding(
            "direction-contradicts", span, name=known.figure.name, direction=_DIRECTIONS[known.change.direction]
        )


@cache
def _speed_verbs() -> frozenset[str]:
    words = table("wording")
    return frozenset((*words["narrowing_verbs"], *words["speed_verbs"]))


def _basis(before: str, claim: Claim, said: Said, span: Span) -> Iterator[Finding]:
    """同比 of what was given 较年初; a comparison of the text's own making; 同比84个 of what stands at 84个."""
    name, typed = said.figure.name, basis_in(before)
    if said.part in ("value", "prev") and typed and before.endswith(tuple(table("claims")["bases"][typed])):
        yield finding("level-confused", span, name=name, given=said.words)
    if said.change is None or claim.role is not Role.CHANGE:
        return
    given = basis_in(said.comparison)
    if typed and typed != given:
        words = _said_basis(before, typed)
        if said.comparison:
            yield finding("basis-contradicts", span, name=name, given=said.comparison, basis=words)
        else:
            yield finding("basis-not-given", span, name=name, basis=words)
    elif not typed and given and (made_up := _AGAINST.search(before)) and made_up["what"] not in said.comparison:
        yield finding("basis-contradicts", span, name=name, given=said.comparison, basis=made_up[0])


_AGAINST = re.compile(
    r"(?<!占)[较比](?![例重率值较如])(?P<what>[^，。；、（）]{2,10}?)(?=[增减提降上下回扩收高低多少快慢]|$)"
)


def _said_basis(words: str, key: str) -> str:
    ways: list[str] = table("claims")["bases"][key]
    return max((one for one in ways if one in words), key=len)


def _rank(passage: Passage, number: Number, claim: Claim, said: Said, span: Span) -> Iterator[Finding]:
    """全省第3位, or 全省 typed before a reference that renders 全市第3位."""
    if claim.role is not Role.RANK:
        return
    given, figure = scope_in(said.figure.rank), said.figure
    words = passage.text[number.piece[0] : number.start]
    other = next((one for one in table("claims")["other_scopes"] if words.endswith(one) and one not in figure.rank), "")
    typed = claim.scope if number.mention is None else scope_at_end(words)
    if given and (other or (typed and typed != given)):
        yield finding("rank-scope", span, name=figure.name, given=figure.rank)


def _compared(before: str, claim: Claim, said: Said, span: Span) -> Iterator[Finding]:
    """占全市总量 of what was given 占年度计划, 低于 of 高于, 全国平均 of 全省平均; a share said as a growth."""
    if said.part != "change" or said.change is not None:
        return
    name, given = said.figure.name, said.comparison
    if claim.role is Role.CHANGE and claim.verb not in given and not any(one in before for one in _pieces(given)):
        yield finding("level-confused", span, name=name, given=f"{given}{said.words}")
        return
    lines: list[list[str]] = table("claims")["gaps"]
    own = {at for at, line in enumerate(lines) if any(one in given for one in line)}
    typed = {at for at, line in enumerate(lines) if any(one in before for one in line)} or _against(before)
    scopes = scope_in(given), scope_in(before)
    whole = _WHOLE.search(before)
    other_whole = whole and not any(pair in whole["what"] for pair in _pieces(_VERBS.sub("", given)))
    if (own and typed and not own & typed) or (all(scopes) and scopes[0] != scopes[1]) or other_whole:
        basis = whole[0] if whole is not None and other_whole else before.rpartition("，")[2][-12:]
        yield finding("basis-contradicts", span, name=name, given=given, basis=basis)


def _against(before: str) -> set[int]:
    """比全市平均水平低: the line of the gap table, by the last character."""
    found = _COMPARED.search(before)
    return set() if found is None else {0 if found["way"] in _MORE else 1}


_MORE = "高快多好"
_COMPARED = re.compile(r"[比较][^，。；、]{2,14}(?P<way>[高低快慢多少])$")
_WHOLE = re.compile(r"(?:占|完成)(?P<what>[^，。；、（）的]{2,12})的?(?:比重|比例)?(?:为|达|达到)?$")
_VERBS = re.compile("^(?:占|完成|为|达|高于|低于|快于|慢于|多于|少于)")


def _pieces(words: str) -> set[str]:
    return {words[at : at + 2] for at in range(len(words) - 1)}


def _earlier(passage: Passage, number: Number, claim: Claim, said: Said, span: Span) -> Iterator[Finding]:
    """Last year's value said as this year's, or a course told backwards: 由3万吨增加到2万吨."""
    words = passage.text[number.piece[0] : number.end]
    past = any(one in words for one in table("claims")["earlier"])
    unsaid = said.part == "prev" and (claim.role is Role.LEVEL or not past)
    backwards = said.part == "value" and claim.role is Role.PREV and bool(said.figure.prev)
    if unsaid or backwards:
        yield finding("earlier-as-now", span, name=said.figure.name, given=part_text(said.figure, "value") or "")


def _unit_behind(passage: Passage, number: Number, said: Said, span: Span) -> Iterator[Finding]:
    """52.18亿元万元: a second unit right behind the number."""
    if said.part != "rank" and (behind := numerals.measure_behind(passage.text, number.end)):
        yield finding(
            "figure-wrong-unit",
            replace(span, text=span.text + behind, end=span.end + len(behind)),
            name=said.figure.name,
            given=said.words,
        )


def _period(passage: Passage, number: Number, figure: Figure, span: Span) -> Iterator[Finding]:
    """全年 before the number of what was given for 1—11月."""
    given = next(parts_of_year(figure.name), None)
    if given is None:
        return
    said = [one for one in parts_of_year(passage.text[number.sentence[0] : number.start]) if not one.against]
    if said and not any((one.first, one.last) == (given.first, given.last) for one in said):
        yield finding("period-not-given", span, period=given.text, text=said[-1].text)


def _level(claim: Claim, known: Known, span: Span) -> Iterator[Finding]:
    """提高65.3% of a rate that stands at 65.3%; 提高到0.3个百分点 of one that rose by as much."""
    given = known.words
    if (claim.role is Role.LEVEL and known.part == "rate") or (
        claim.role is Role.CHANGE and known.part == "value" and known.quantity.unit == "%" and _is_level(known.figure)
    ):
        yield finding("level-confused", span, name=known.figure.name, given=given)


def _is_level(figure: Figure) -> bool:
    known = indicator(figure.name)
    rate = figure.name.endswith(("率", "占比", "比重", "比例"))
    return (known.nature is Nature.RATE if known else rate) and not re.search("增长率|[增降]速|[增降]幅", figure.name)
