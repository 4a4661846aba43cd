"""A、B分别增长5%、7%: which number is said of which name, and whether there are as many of both."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from drafting.checking.numbers.passage import Passage
from drafting.lexicon import table
from drafting.numerals import CALENDAR, Form, Quantity, commensurable, directions

_EACH = re.compile("分别")
_ENDS = "，。；：！？\n（）()"
_SPLIT = re.compile(r"[、和与及]|以及")
_AND_SO_ON = re.compile(r"等(?:[\d一二三四五六七八九十两]{0,3}(?:项|个|类|家|大)|指标|方面|领域|$)")
_COUNTED = re.compile(r"(?P<n>[两二三四五六七八九2-9])(?:项|个|类|大|家|级|者|块|条|方面)[^、和与及，。；]{0,6}$")
_NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_RATES = ("%", "个百分点", "倍", "‰")
_PLAIN = re.compile(r"^(?:[、和与及]|以及)$")
_FLAT = re.compile(r"[、和与及](?:基本|总体)?持平")
MIN_ITEM, MAX_ITEM = 1, 24


@dataclass(frozen=True, slots=True)
class Listing:
    """`items`: spans of the names, () when they stand further off; `numbers`: indices into the passage's.

    each: 分别 is said, so that the two must be as many. like: numbers said before of the same names in the same order.
    count: how many names there are, 0 when it can't be told. whole: the numbers run on to the end of their piece.
    """

    start: int
    each: bool
    items: tuple[tuple[int, int], ...]
    like: tuple[int, ...]
    count: int
    numbers: tuple[int, ...]
    flat: int
    whole: bool

    @property
    def matched(self) -> bool:
        return not self.each or not self.count or not self.whole or self.count == len(self.numbers) + self.flat

    def item_of(self, number: int) -> tuple[int, int] | None:
        if number not in self.numbers or len(self.items) != len(self.numbers):
            return None
        return self.items[self.numbers.index(number)]


def read_listings(passage: Passage) -> tuple[Listing, ...]:
    """Lists with 分别, and numbers that run side by side behind as many names without it."""
    found: list[Listing] = []
    for each in _EACH.finditer(passage.text):
        numbers, whole = _numbers(passage, each.end())
        if numbers:
            found.append(_listing(passage, each.start(), numbers, whole, each=True))
    taken = {number for one in found for number in one.numbers}
    for run in _runs(passage):
        if not taken.intersection(run):
            listing = _listing(passage, passage.numbers[run[0]].start, run, whole=True, each=False)
            if len(listing.items) == len(run) or listing.like:
                found.append(listing)
    return tuple(sorted(found, key=lambda one: one.numbers))


def _runs(passage: Passage) -> Iterator[tuple[int, ...]]:
    """Two numbers or more with nothing but 、 and 和 between."""
    run: list[int] = []
    for index, number in enumerate(passage.numbers):
        last = passage.numbers[index - 1] if run else None
        if last is not None and _PLAIN.match(passage.text[last.end : number.start]):
            run.append(index)
            continue
        if len(run) > 1:
            yield tuple(run)
        run = [index]
    if len(run) > 1:
        yield tuple(run)


def _listing(passage: Passage, start: int, numbers: tuple[int, ...], whole: bool, each: bool) -> Listing:
    last = passage.numbers[numbers[-1]].end
    flat = len(_FLAT.findall(passage.text[start : _piece_end(passage.text, last)]))
    items = _items(passage, start)
    if len(items) > 1:
        return Listing(start, each, tuple(items), (), len(items), numbers, flat, whole)
    counted = _COUNTED.search(_trimmed(passage.text[_piece_start(passage.text, start) : start]))
    like = _like(passage, start)
    count = (_NUMERALS.get(counted["n"]) or int(counted["n"])) if counted else 0
    if not counted and len(like) > 1 and _alone(passage, start):
        count = _last_run(passage, like)
    like = like if len(like) == len(numbers) else _run_before(passage, numbers)
    return Listing(start, each, (), like, count, numbers, flat, whole)


def _run_before(passage: Passage, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """As many numbers as these, right before them in their clause, with nothing but 、 and 和 between."""
    first = numbers[0] - len(numbers)
    run = tuple(range(first, numbers[0]))
    if len(numbers) < 2 or first < 0 or passage.numbers[first].clause != passage.numbers[numbers[0]].clause:
        return ()
    between = (passage.text[passage.numbers[at].end : passage.numbers[at + 1].start] for at in run[:-1])
    return run if all(_PLAIN.match(words) for words in between) else ()


def _last_run(passage: Passage, like: tuple[int, ...]) -> int:
    """How many numbers run on to the end of these with nothing but 、 between, else all that stand in their piece."""
    run = 1
    for at in range(len(like) - 1, 0, -1):
        words = passage.text[passage.numbers[like[at - 1]].end : passage.numbers[like[at]].start]
        if not _PLAIN.match(words):
            break
        run += 1
    last = passage.numbers[like[-1]].piece
    beside = sum(passage.numbers[one].piece == last for one in like)
    return run if run > 1 else beside if beside > 1 else len(like)


def _alone(passage: Passage, at: int) -> bool:
    """Whether nothing is named between the comma and 分别: its names are those of the numbers before."""
    return not _trimmed(passage.text[_piece_start(passage.text, at) : at])


def _like(passage: Passage, at: int) -> tuple[int, ...]:
    """The numbers that stand before `at` in its clause, where all are amounts or all are rates."""
    start = max(passage.text.rfind(mark, 0, at) for mark in "。；！？\n") + 1
    every = range(passage.starting_from(start).start, passage.starting_from(at).start)
    held = {one: passage.numbers[one].quantity for one in every}
    before = [one for one in every if (one_held := held[one]) is None or one_held.form not in CALENDAR]
    values = [one for one in before if (one_held := held[one]) is not None and one_held.unit not in _RATES]
    rates = [one for one in before if (one_held := held[one]) is not None and one_held.unit in _RATES]
    return tuple(before) if before in (values, rates) else ()


def _numbers(passage: Passage, at: int) -> tuple[tuple[int, ...], bool]:
    """The numbers that run on behind 分别, and whether nothing but the end of the piece stops them."""
    run: list[int] = []
    for index in passage.starting_from(at):
        number = passage.numbers[index]
        if not run:
            between = passage.text[at : number.start]
            if len(between) > MAX_ITEM or re.search(f"[{_ENDS}]", between):
                return (), False
        else:
            last = passage.numbers[run[-1]]
            between = passage.text[last.end : number.start]
            if not _between().match(between):
                return tuple(run), between[:1] in _ENDS
            if last.quantity and number.quantity and not _of_one_kind(last.quantity, number.quantity):
                return tuple(run), False
        run.append(index)
    return tuple(run), bool(run)


def _of_one_kind(one: Quantity, other: Quantity) -> bool:
    amounts = one.form is Form.NUMBER and other.form is Form.NUMBER
    return (one.form in CALENDAR) == (other.form in CALENDAR) and (
        amounts
        or one.form in CALENDAR
        or commensurable(one, other)
        or (one.unit in ("%", "倍") and other.unit in ("%", "倍"))
    )


def _items(passage: Passage, end: int) -> list[tuple[int, int]]:
    """Spans of the names before 分别, or one span or none when there is no list."""
    start = _piece_start(passage.text, end)
    words = _trimmed(passage.text[start:end])
    if not words or _AND_SO_ON.search(words):
        return []
    spared = [(one.start, one.end) for one in passage.named_between(start, start + len(words))]
    spans: list[tuple[int, int]] = []
    at = start
    for mark in _SPLIT.finditer(words):
        left, right = start + mark.start(), start + mark.end()
        if any(low < right and left < high for low, high in spared):
            continue
        spans.append((at, left))
        at = right
    spans.append((at, start + len(words)))
    fine = all(MIN_ITEM <= right - left <= MAX_ITEM for left, right in spans)
    return spans if fine else []


def _trimmed(words: str) -> str:
    """Without what stands between the names and 分别: 同比, 增速, 完成."""
    while True:
        shorter = _trailing().sub("", words)
        if shorter == words:
            return words
        words = shorter


def _piece_start(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in _ENDS) + 1


def _piece_end(text: str, at: int) -> int:
    return min((end for mark in _ENDS if (end := text.find(mark, at)) >= 0), default=len(text))


@cache
def _between() -> re.Pattern[str]:
    verbs = "|".join(re.escape(word) for word in sorted(directions(), key=len, reverse=True))
    return re.compile(f"^(?:[、和与及]|以及|、(?:和|与|及))(?:同比|环比)?(?:(?:{verbs})(?:了|到|至)?)?$")


@cache
def _trailing() -> re.Pattern[str]:
    words = [*table("claims")["before_each"], *(word for ways in table("claims")["bases"].values() for word in ways)]
    return re.compile(f"(?:{'|'.join(re.escape(one) for one in sorted(words, key=len, reverse=True))})$")


def disordered(scores: list[list[float]]) -> Iterator[tuple[int, int]]:
    """Pairs of numbers that stand in each other's place; scores[i][j]: how well item i names the figure of number j."""
    places = range(len(scores))
    for one in places:
        for other in places[one + 1 :]:
            if scores[one][one] < scores[one][other] and scores[other][other] < scores[other][one]:
                yield one, other
