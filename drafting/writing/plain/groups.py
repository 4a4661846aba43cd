"""Figure sentences: pairs merged with 分别, repeated heads elided, at most six figures a sentence, falls said by themselves."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from drafting.lexicon import Nature
from drafting.numerals import read_change
from drafting.references import is_movement
from drafting.report import Figure, Kind, Status
from drafting.writing.plain.clauses import Clause, clause, is_bad_news, nature_of, reading_order, reference

MAX_IN_SENTENCE = 6
MIN_HEAD = 3
_ELIDABLE = re.compile(r"^(?:已|正|未|尚未|完成|新|其中)|^(?:总|年度|计划|到位|完成)?.{0,6}(?:投资|率|资金|面积|产值|收入|金额|额|人数|人次)$")
# Production and consumption, public finance and banking, income: three sentences, never one (W12).
_DOMAINS = ((100, 600), (600, 800), (800, 900))


def sentences(figures: Sequence[Figure], lead: str = "") -> list[str]:
    """Complete sentences with references, in customary order; `lead` (上半年，全县) opens the first."""
    said = [one for one in figures if not one.pending]
    ordered = sorted(said, key=reading_order)
    made: list[str] = []
    for _, members in groupby(ordered, key=_domain):
        chunk = list(members)
        rising = [one for one in chunk if not is_bad_news(one)]
        falling = [one for one in chunk if is_bad_news(one)]
        for part in (*_parts(rising), *_parts(falling)):
            made.append(_sentence(part, lead if not made else ""))
    return made


def _domain(figure: Figure) -> int:
    order = reading_order(figure)
    return next((index for index, (low, high) in enumerate(_DOMAINS) if low <= order < high), len(_DOMAINS))


def _parts(figures: list[Figure]) -> Iterable[list[Figure]]:
    """Runs of at most six, of even length rather than six and one."""
    count = -(-len(figures) // MAX_IN_SENTENCE)
    size = -(-len(figures) // count) if count else 0
    for start in range(0, len(figures), size or 1):
        yield figures[start : start + size]


def _sentence(figures: Sequence[Figure], lead: str) -> str:
    pieces = run(figures, lead_verb=True)
    return f"{lead}{join(pieces)}。"


def join(clauses: Sequence[Clause]) -> str:
    """；between clauses that hold a ，, else ，."""
    mark = "；" if any("，" in one.text for one in clauses) else "，"
    return mark.join(one.text for one in clauses)


def run(figures: Sequence[Figure], lead_verb: bool = False) -> list[Clause]:
    """Clauses of one sentence: the first flow takes its verb, a basis is said once, shared heads are dropped."""
    made: list[Clause] = []
    head, basis, verb_free = "", "", lead_verb
    waiting = list(figures)
    while waiting:
        pair = _pair(waiting)
        if pair is not None:
            made.append(pair)
            waiting = waiting[2:]
            continue
        figure = waiting.pop(0)
        name = _elided(head, figure)
        verb = "完成" if verb_free and nature_of(figure) is Nature.FLOW and _takes_verb(figure) else ""
        one = clause(figure, verb, basis, name)
        if one is None:
            continue
        made.append(one)
        verb_free = verb_free and not verb
        if name == figure.name:
            head = figure.name
        basis = basis or next((c.to for c in figure.comparisons[:1] if c.to == "同比"), "")
    return made


def _takes_verb(figure: Figure) -> bool:
    """完成 goes with amounts of money produced or invested, not with what already starts with a verb."""
    return figure.unit.endswith("元") and bool(re.search(r"(?:总值|增加值|产值|投资|总额|收入)$", figure.name)) and not re.match(
        r"完成|实现|争取|化解|引进|人均", figure.name
    )


def _elided(head: str, figure: Figure) -> str:
    """`figure`'s name without the noun it shares with the head of the sentence (谋划储备项目168个，总投资…)."""
    name = figure.name
    if not head or figure.kind is not Kind.NUMBER:
        return name
    for shared in _shared_nouns(head):
        rest = ""
        if name.startswith(shared) and name != shared:
            rest = name.removeprefix(shared)
        elif name.endswith(shared) and name != shared:
            rest = name.removesuffix(shared).removesuffix("的")
        if len(rest) >= 2 and _ELIDABLE.search(rest):
            return rest
    return name


def _shared_nouns(head: str) -> Iterable[str]:
    """The head itself and its endings, longest first; shorter than three characters says too little."""
    for start in range(len(head) - MIN_HEAD + 1):
        yield head[start:]


def _pair(figures: Sequence[Figure]) -> Clause | None:
    """城镇、农村居民人均可支配收入…，分别增长…: two neighbours alike in name, unit, bases and directions (W23, W24)."""
    if len(figures) < 2:
        return None
    a, b = figures[0], figures[1]
    name = _joint_name(a.name, b.name)
    if not name or not _alike(a, b):
        return None
    text = name
    if a.value:
        text += f"为{reference(a)}、{reference(b)}" if a.name.endswith("余额") else f"{reference(a)}、{reference(b)}"
    for index, (mine, other) in enumerate(zip(a.comparisons, b.comparisons, strict=True)):
        change = read_change(mine.value, a.name)
        if change is None:
            return None
        to = "" if index == 0 else mine.to
        rates = f"{reference(a, 'rate', to)}、{reference(b, 'rate', to and other.to)}"
        text += f"{'，' if a.value or index else ''}{mine.to}分别{change.verb}{rates}"
    return Clause(text, (a.key, b.key), reading_order(a), is_bad_news(a))


def _alike(a: Figure, b: Figure) -> bool:
    same = (a.unit, bool(a.value), len(a.comparisons)) == (b.unit, bool(b.value), len(b.comparisons))
    plain = all(one.kind is Kind.NUMBER and not one.rank and one.status is not Status.ESTIMATE for one in (a, b))
    if not (same and plain and a.comparisons):
        return False
    for mine, other in zip(a.comparisons, b.comparisons, strict=True):
        left, right = read_change(mine.value, a.name), read_change(other.value, b.name)
        if left is None or right is None or (mine.to, left.verb) != (other.to, right.verb) or not left.amount:
            return False
        if not is_movement(mine) or not right.amount:
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
    one, two = a[head : len(a) - tail], b[head : len(b) - tail]
    if tail < MIN_HEAD or not 1 <= len(one) <= 3 or len(one) != len(two):
        return ""
    return f"{a[:head]}{one}、{two}{a[len(a) - tail :]}"
