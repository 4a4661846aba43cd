"""What may be wrong with a number that is a figure's own: the words around it say more or other than was given."""

import re
from collections.abc import Iterator
from functools import cache

from drafting.checking.claims import Claim, Role, basis_in, scope_in
from drafting.checking.context import Known, Said
from drafting.checking.passage import Number, Passage
from drafting.checking.periods import parts_of_year
from drafting.checking.rules import Span, finding
from drafting.lexicon import Nature, indicator, table
from drafting.numerals import Direction
from drafting.report import Figure, Finding

_DIRECTIONS = {Direction.UP: "是上升的", Direction.DOWN: "是下降的", Direction.FLAT: "是持平的"}
_GROWTH = re.compile(r"[增降跌涨]幅$")


def object_to(passage: Passage, number: Number, claim: Claim, said: Said) -> Iterator[Finding]:
    span = Span(number.start, number.end, passage.text[number.start : number.end])
    yield from _direction(passage, number, claim, said, span)
    yield from _basis(passage, number, claim, said, span)
    yield from _period(passage, number, said.figure, span)
    if isinstance(said, Known) and number.mention is None:
        if claim.role is Role.RANK:
            yield from _scope(passage, number, claim, said.figure, span)
        yield from _level(claim, said, span)
        yield from _gap(passage, number, said, span)


def _direction(passage: Passage, number: Number, claim: Claim, known: Said, span: Span) -> Iterator[Finding]:
    if known.change is None or claim.role is not Role.CHANGE or claim.direction is None:
        return
    # 降幅扩大, 增幅回落: the noun says what moved, not which way.
    before = passage.text[number.before[0] : number.start]
    whole = number.mention is not None and number.mention.part == "change"
    if whole and _GROWTH.search(before) and known.change.verb in _speed_verbs():
        return
    if claim.direction is not known.change.direction:
        yield finding(
            "direction-contradicts", span, name=known.figure.name, direction=_DIRECTIONS[known.change.direction]
        )


@cache
def _speed_verbs() -> frozenset[str]:
    words = table("wording")
    return frozenset((*words["narrowing_verbs"], *words["speed_verbs"]))


def _basis(passage: Passage, number: Number, claim: Claim, known: Said, span: Span) -> Iterator[Finding]:
    """同比 of what was given 较年初; a comparison of the text's own making."""
    if known.change is None or claim.role is not Role.CHANGE:
        return
    words = passage.text[number.before[0] : number.start]
    given, typed = basis_in(known.comparison), basis_in(words)
    name = known.figure.name
    if typed and typed != given:
        said = _said_basis(words, typed)
        if given:
            yield finding("basis-contradicts", span, name=name, given=known.comparison, basis=said)
        elif not known.comparison:
            yield finding("basis-not-given", span, name=name, basis=said)
    elif not typed and given and (made_up := _AGAINST.search(words)) and made_up["what"] not in known.comparison:
        yield finding("basis-contradicts", span, name=name, given=known.comparison, basis=made_up[0])


_AGAINST = re.compile(r"[较比](?P<what>[^，。；、（）]{2,10}?)(?=[增减提降上下回扩收高低多少快慢]|$)")


def _said_basis(words: str, key: str) -> str:
    ways: list[str] = table("claims")["bases"][key]
    return max((one for one in ways if one in words), key=len)


def _scope(passage: Passage, number: Number, claim: Claim, figure: Figure, span: Span) -> Iterator[Finding]:
    given = scope_in(figure.rank)
    words = passage.text[number.piece[0] : number.start]
    other = next((one for one in table("claims")["other_scopes"] if words.endswith(one) and one not in figure.rank), "")
    if given and (other or (claim.scope and claim.scope != given)):
        yield finding("rank-scope", span, name=figure.name, given=figure.rank)


def _period(passage: Passage, number: Number, figure: Figure, span: Span) -> Iterator[Finding]:
    """全年 before the number of what was given for 1—11月."""
    given = next(parts_of_year(figure.name), None)
    if given is None:
        return
    said = [one for one in parts_of_year(passage.text[number.sentence[0] : number.start]) if not one.against]
    if said and not any((one.first, one.last) == (given.first, given.last) for one in said):
        yield finding("period-not-given", span, period=given.text, text=said[-1].text)


def _gap(passage: Passage, number: Number, known: Known, span: Span) -> Iterator[Finding]:
    """低于全国平均水平 of what was given 低于全省平均水平."""
    given, typed = scope_in(known.comparison), scope_in(passage.text[number.before[0] : number.start])
    if given and typed and given != typed:
        yield finding("basis-contradicts", span, name=known.figure.name, given=known.comparison, basis=span.text)


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
