"""Figure sentences: families of one head, pairs merged with 分别, a handful a sentence, bad news said by itself."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from drafting.lexicon import Nature
from drafting.numerals import read_change
from drafting.references import is_movement
from drafting.report import Figure, Kind, Status
from drafting.writing.plain.clauses import Clause, clause, flow_verb, is_bad_news, nature_of, reading_order, reference
from drafting.writing.plain.points import skeleton

MAX_FAMILIES, MAX_LENGTH = 6, 90
MIN_HEAD = 3
YEAR_ON_YEAR = "同比"
_STATE_WORD = r"(?:已|正在?|尚未|未|完成|新|其中)"
_MEASURE = r"(?:投资|率|资金|面积|产值|产量|收入|金额|总额|额|人数|人次|数)"
_ELIDABLE = re.compile(rf"^{_STATE_WORD}.{{1,8}}$|^.{{0,6}}{_MEASURE}$")
# Customary order holds inside the economy; output, public finance, banking and income never share a sentence (W12).
_DOMAINS = ((100, 600), (600, 700), (700, 800), (800, 900))

_SPLIT_WORDS = ({"存", "贷"}, {"进", "出"}, {"城", "乡"}, {"增", "减"})

Family = tuple[Figure, ...]


def sentences(figures: Sequence[Figure], lead: str = "") -> list[str]:
    """Complete sentences with references; `lead` (上半年，全县) opens the first."""
    said = [one for one in figures if not one.pending]
    made: list[str] = []
    for _, members in groupby(sorted(families(said), key=_place), key=lambda family: _domain(family[0])):
        chunk = list(members)
        for tone in (False, True):
            for part in _parts([one for one in chunk if is_bad_news(one[0]) is tone]):
                made.append(_sentence(part, lead if not made else ""))
    return made


def families(figures: Sequence[Figure]) -> list[Family]:
    """Neighbours that share the head's noun (谋划储备项目, 谋划储备项目总投资) belong together, as do 分别 pairs."""
    made: list[list[Figure]] = []
    for figure in figures:
        if made and (_is_member(made[-1][0], figure) or (len(made[-1]) == 1 and _pair(made[-1][0], figure))):
            made[-1].append(figure)
        else:
            made.append([figure])
    return [tuple(one) for one in made]


def _is_member(head: Figure, figure: Figure) -> bool:
    return _elided(head.name, figure) != figure.name and is_bad_news(head) is is_bad_news(figure)


def _place(family: Family) -> int:
    order = reading_order(family[0])
    return order if _domain(family[0]) < len(_DOMAINS) else _DOMAINS[-1][1]


def _domain(figure: Figure) -> int:
    order = reading_order(figure)
    return next((index for index, (low, high) in enumerate(_DOMAINS) if low <= order < high), len(_DOMAINS))


def _parts(members: list[Family]) -> Iterable[list[Family]]:
    """As many families as read well in one breath: at most six, about ninety characters."""
    part: list[Family] = []
    length = 0
    for family in members:
        cost = sum(len(skeleton(one.text)) + 4 for one in family_clauses(family))
        if part and (len(part) == MAX_FAMILIES or length + cost > MAX_LENGTH):
            yield part
            part, length = [], 0
        part.append(family)
        length += cost
    if part:
        yield part


def _sentence(members: Sequence[Family], lead: str) -> str:
    pieces: list[str] = []
    basis = ""
    for family in members:
        verb = flow_verb(family[0]) if not pieces else ""
        clauses = family_clauses(family, verb, basis)
        pieces.append("，".join(one.text for one in clauses))
        basis = YEAR_ON_YEAR if _compares_by_year(family[-1]) else ""
    mark = "；" if any("，" in piece for piece in pieces) else "，"
    return f"{lead}{mark.join(pieces)}。"


def _compares_by_year(figure: Figure) -> bool:
    """同比 is said once for neighbours that all grow by percentages against last year."""
    first = figure.comparisons[0] if figure.comparisons else None
    return first is not None and first.to == YEAR_ON_YEAR and first.value.rstrip().endswith(("%", "％"))


def family_clauses(family: Family, verb: str = "", basis: str = "") -> list[Clause]:
    """The head in full, the others without the noun they share with it."""
    if len(family) == 2 and (pair := _pair(family[0], family[1])):
        return [pair]
    made: list[Clause] = []
    for figure in family:
        name = _elided(family[0].name, figure) if figure is not family[0] else figure.name
        said = basis if _compares_by_year(figure) else ""
        one = clause(figure, verb if not made else "", said, name)
        if one is not None:
            made.append(one)
            basis = YEAR_ON_YEAR if _compares_by_year(figure) else ""
    return made


def _elided(head: str, figure: Figure) -> str:
    """`figure`'s name without the noun it shares with the head."""
    name = figure.name
    if figure.kind is not Kind.NUMBER:
        return name
    for shared in (head[start:] for start in range(len(head) - MIN_HEAD + 1)):
        rest = ""
        if name.startswith(shared) and name != shared:
            rest = name.removeprefix(shared)
        elif name.endswith(shared) and name != shared:
            rest = name.removesuffix(shared).removesuffix("的")
        if len(rest) >= 2 and _ELIDABLE.search(rest):
            return rest
    return name


def _pair(a: Figure, b: Figure) -> Clause | None:
    """城镇、农村居民人均可支配收入…，分别增长…: alike in name, unit, bases and directions (W23, W24)."""
    name = _joint_name(a.name, b.name)
    if not name or not _alike(a, b):
        return None
    text = name
    if a.value:
        link = "为" if nature_of(a) is Nature.STOCK else ""
        text += f"{link}{reference(a)}、{reference(b)}"
    for index, (mine, other) in enumerate(zip(a.comparisons, b.comparisons, strict=True)):
        change = read_change(mine.value, a.name)
        if change is None:
            return None
        to = "" if index == 0 else mine.to
        rates = f"{reference(a, 'rate', to)}、{reference(b, 'rate', to and other.to)}"
        text += f"{'，' if a.value or index else ''}{mine.to}分别{change.verb}{rates}"
    return Clause(text, (a.key, b.key))


def _alike(a: Figure, b: Figure) -> bool:
    same = (a.unit, bool(a.value), len(a.comparisons)) == (b.unit, bool(b.value), len(b.comparisons))
    plain = all(one.kind is Kind.NUMBER and not one.rank and one.status is not Status.ESTIMATE for one in (a, b))
    if not (same and plain and a.comparisons):
        return False
    for mine, other in zip(a.comparisons, b.comparisons, strict=True):
        left, right = read_change(mine.value, a.name), read_change(other.value, b.name)
        if left is None or right is None or not (left.amount and right.amount) or not is_movement(mine):
            return False
        if (mine.to, left.verb) != (other.to, right.verb):
            return False
    return True


def _joint_name(a: str, b: str) -> str:
    """存款余额 + 贷款余额 → 存、贷款余额; "" when the names differ in more than one short place."""
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    # 存、贷款 is said; 公、水路货运量 is not: elsewhere whole words are listed.
    if len(a) - head - tail == 1 and {a[head : head + 1], b[head : head + 1]} not in _SPLIT_WORDS:
        tail -= 1
    one, two = a[head : len(a) - tail], b[head : len(b) - tail]
    if tail < MIN_HEAD or not 1 <= len(one) <= 3 or len(one) != len(two):
        return ""
    return f"{a[:head]}{one}、{two}{a[len(a) - tail :]}"
