"""Which figures belong together: a head with what elides its name, a total with its parts, two with one predicate."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafting.lexicon import Nature, table
from drafting.naming import countable
from drafting.numerals import read, read_change
from drafting.references import is_movement, part_text
from drafting.report import Figure, Kind, Status
from drafting.writing.plain.clauses import Clause, clause, is_ranked_only, reference
from drafting.writing.plain.nature import UNKNOWN_ORDER, field_of, is_bad_news, nature_of, reading_order

YEAR_ON_YEAR = "同比"
STANDING = "现有"
MIN_HEAD = 3
_STATE_WORD = r"(?:已|正在?|尚未|未|完成|新|其中)"
_MEASURE = r"(?:投资|率|资金|面积|产值|产量|收入|金额|总额|额|损失|人数|人次|数)"
_ELIDABLE = re.compile(rf"^{_STATE_WORD}.{{1,8}}$|^.{{0,6}}{_MEASURE}$")
_SHARE_OF = re.compile(r"^占.+(?:比重|比例)$")
_SPLIT_WORDS = ({"存", "贷"}, {"进", "出"}, {"城", "乡"}, {"增", "减"})
# Output and consumption, public finance, banking and income never share a sentence (W12); what follows keeps its order.
_DOMAINS = ((100, 600), (600, 700), (700, 800), (800, 900))


@dataclass(frozen=True, slots=True)
class Family:
    """`figures`: the head and those that elide its name. `parts`: what the head is the total of."""

    figures: tuple[Figure, ...]
    order: float
    parts: tuple["Family", ...] = ()

    @property
    def head(self) -> Figure:
        return self.figures[0]

    @property
    def members(self) -> tuple[Figure, ...]:
        """All its figures, those of its parts too."""
        return (*self.figures, *(figure for part in self.parts for figure in part.members))

    @property
    def domain(self) -> int:
        return next((at for at, (low, high) in enumerate(_DOMAINS) if low <= self.order < high), len(_DOMAINS))

    @property
    def is_economic(self) -> bool:
        return self.domain < len(_DOMAINS)

    @property
    def field(self) -> str:
        """What may share a sentence; people and organisations that are simply there do, whatever their field."""
        return STANDING if self.is_standing_count else field_of(self.head.name)

    @property
    def is_bad_news(self) -> bool:
        return is_bad_news(self.head)

    @property
    def stands_alone(self) -> bool:
        return is_ranked_only(self.head) or self.head.kind is not Kind.NUMBER

    @property
    def is_standing_count(self) -> bool:
        """Organisations and people that are simply there, nothing compared."""
        one = self.head
        bare = len(self.figures) == 1 and bool(one.value) and not (one.comparisons or one.rank or one.prev)
        counted = nature_of(one) in {Nature.COUNT, Nature.PROFILE} and one.unit in table("wording")["standing_units"]
        return bare and counted and not self.parts


def families(figures: Sequence[Figure]) -> list[Family]:
    """In customary order inside the economy, as given elsewhere."""
    made: list[Family] = []
    for figure, order in zip(figures, _orders(figures), strict=True):
        home = next((at for at in reversed(range(len(made))) if _is_member(made[at].head, figure)), None)
        if home is None and made and _pairs(made[-1], figure):
            home = len(made) - 1
        if home is None:
            made.append(Family((figure,), order))
        else:
            made[home] = replace(made[home], figures=(*made[home].figures, figure))
    return sorted(_with_parts(made), key=lambda one: one.order if one.domain < len(_DOMAINS) else UNKNOWN_ORDER)


def _orders(figures: Sequence[Figure]) -> list[float]:
    """An amount the lexicon doesn't know follows the one it was written behind."""
    made: list[float] = []
    for figure in figures:
        order = float(reading_order(figure))
        amount = figure.unit.endswith("元") or (not figure.value and bool(figure.comparisons))
        numeric = amount and figure.kind is Kind.NUMBER
        inherits = order == UNKNOWN_ORDER and made and made[-1] < _DOMAINS[-1][1] and numeric
        made.append(made[-1] + 0.001 if inherits else order)
    return made


def _is_member(head: Figure, figure: Figure) -> bool:
    return elided(head, figure) != figure.name


def _pairs(last: Family, figure: Figure) -> bool:
    return len(last.figures) == 1 and pair(last.head, figure) is not None


def _with_parts(made: list[Family]) -> list[Family]:
    """Families that follow a total and add up to it, or are its parts by kind, move under it."""
    result: list[Family] = []
    waiting = list(made)
    while waiting:
        family = waiting.pop(0)
        taken = _adding_up(family, waiting) or _by_kind(family, waiting)
        waiting = [one for one in waiting if one not in taken]
        result.append(replace(family, parts=tuple(taken)))
    return result


def _adding_up(total: Family, following: Sequence[Family]) -> list[Family]:
    """The run of two or more families right behind the total whose heads' values make up its value."""
    goal = _amount(total.head)
    if goal is None:
        return []
    value, places = goal
    summed = Decimal(0)
    for count, family in enumerate(following, 1):
        part = _amount(family.head)
        if part is None or family.head.unit != total.head.unit or len(family.figures) > 1 or part[0] >= value:
            return []
        summed += part[0]
        if count >= 2 and abs(summed - value) <= Decimal(count).scaleb(-places) / 2:
            return list(following[:count])
    return []


def _amount(figure: Figure) -> tuple[Decimal, int] | None:
    """Value in the unit as typed, and its decimals."""
    quantity = read(figure.value) if figure.kind is Kind.NUMBER and figure.value else None
    if quantity is None or quantity.low != quantity.high:
        return None
    return quantity.low, quantity.places


def _by_kind(total: Family, following: Sequence[Family]) -> list[Family]:
    names = table("wording")["parts"].get(total.head.name, [])
    return [family for family in following if family.head.name in names]


def clauses(family: Family, verb: str = "", basis: str = "") -> list[Clause]:
    """The head in full, the others without the noun they share with it."""
    if len(family.figures) == 2 and (both := pair(*family.figures)):
        return [both]
    made: list[Clause] = []
    for figure in family.figures:
        name = elided(family.head, figure) if figure is not family.head else figure.name
        said = basis if compares_by_year(figure) else ""
        one = clause(figure, verb if not made else "", said, name)
        if one is not None:
            made.append(one)
            basis = YEAR_ON_YEAR if ends_by_year(figure) else ""
    return made


def compares_by_year(figure: Figure) -> bool:
    """Its first comparison is a percentage against last year."""
    first = figure.comparisons[0] if figure.comparisons else None
    return first is not None and first.to == YEAR_ON_YEAR and first.value.rstrip().endswith(("%", "％"))


def ends_by_year(figure: Figure) -> bool:
    """同比 need not be said again by the neighbour: it was the last thing said."""
    return compares_by_year(figure) and len(figure.comparisons) == 1 and not figure.rank


def elided(head: Figure, figure: Figure) -> str:
    """`figure`'s name without the noun it shares with the head."""
    name = figure.name
    if figure.kind is not Kind.NUMBER or head.kind is not Kind.NUMBER:
        return name
    for shared in _shared_nouns(head.name):
        if name == shared:
            return name
        rest = ""
        if name.startswith(shared):
            rest = name.removeprefix(shared)
        elif name.endswith(shared):
            rest = name.removesuffix(shared).removesuffix("的")
        if _SHARE_OF.match(rest):
            return "占比"
        if len(rest) >= 2 and _ELIDABLE.search(rest):
            return rest
    return name


def _shared_nouns(head: str) -> list[str]:
    """The head, what it counts, and its endings, longest first; under three characters they say too little."""
    counted = countable(head)
    return [head, *([counted] if len(counted) >= MIN_HEAD else []), *(head[at:] for at in range(1, len(head) - 2))]


def pair(a: Figure, b: Figure) -> Clause | None:
    """城镇、农村居民人均可支配收入为…，分别增长…: alike in name, unit, bases and directions (W23, W24)."""
    name = _joint_name(a.name, b.name)
    if not name or not _alike(a, b):
        return None
    text = f"{name}为{reference(a)}、{reference(b)}" if a.value else name
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
    return all(part_text(one, "rate") for one in (a, b))


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
