"""Does a text make a point? The point's figures by reference or by value, its words by what they share."""

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from drafting import numerals
from drafting.checking.numbers.passage import quantities_in
from drafting.lexicon import table
from drafting.numerals import CALENDAR, Quantity
from drafting.references import comparison_of, find, render
from drafting.report import Figure, FigureSet, Mention, Point

ENOUGH, ENOUGH_BESIDE_FIGURES, ENOUGH_ELSEWHERE = 0.5, 0.4, 0.7
"""Shares of a point's words: where there is nothing else, where its figures stand too, and in another section."""
NEAR, WINDOW = 1, 3
"""Sentences around a quantity for the words that go with it; sentences in a row for a point without quantities."""
COMMON = 0.3
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；\n]?")
_CLAUSE = re.compile(r"[^，。；：！？、\n]+")
_LABEL = re.compile(r"[^，。；：“”\[\]]{2,12}：(?=.)")
_RUN = re.compile(r"[\u4e00-\u9fff]{2,}|[A-Za-z]+")
_QUOTES = str.maketrans("", "", "“”‘’《》\"'")
_MONTH = re.compile(r"(\d{1,2})月")
_YEAR_END = re.compile(r"年[底末]")

Saying = tuple[str, str, str]
"""A figure's key, the part of it that is said (a rate says the change), and what it is compared with."""
_Words = dict[str, float]


def saying(mention: Mention, by_key: Mapping[str, Figure]) -> Saying:
    figure = by_key.get(mention.figure)
    if mention.part not in {"change", "rate"} or figure is None:
        return mention.figure, mention.part, ""
    chosen = comparison_of(figure, mention.comparison)
    return mention.figure, "change", chosen.to if chosen else mention.comparison


@dataclass(frozen=True)
class Page:
    """A rendered text and every place where it says a figure, referenced or typed out; look-ups are built once."""

    text: str
    mentions: tuple[Mention, ...] = ()

    @cached_property
    def sentences(self) -> list[str]:
        return _SENTENCE.findall(self.text)

    @cached_property
    def standing(self) -> dict[str, list[int]]:
        """Pair of characters → the sentences that hold it, in order."""
        found: dict[str, list[int]] = {}
        for index, sentence in enumerate(self.sentences):
            for pair in dict.fromkeys(_pairs(sentence)):
                found.setdefault(pair, []).append(index)
        return found

    @cached_property
    def quantities(self) -> dict[Hashable, list[tuple[Quantity, int]]]:
        """Key of a quantity → those that may be the same, each with its sentence. Read only where a point asks."""
        starts = [match.start() for match in _SENTENCE.finditer(self.text)]
        found: dict[Hashable, list[tuple[Quantity, int]]] = {}
        for one in quantities_in(self.text):
            found.setdefault(numerals.key(one), []).append((one, max(0, bisect_right(starts, one.start) - 1)))
        return found


@dataclass(frozen=True, slots=True)
class _Clause:
    """Words of a clause with their weights, and what figures say in it: (saying, words shown)."""

    words: _Words
    facts: tuple[tuple[Saying, str], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A point ready to be looked for."""

    clauses: tuple[_Clause, ...]
    words: _Words

    def said(self, page: Page, there: frozenset[Saying] = frozenset(), *, elsewhere: bool = False) -> bool:
        """All its figures stand there, and a good part of its words close together. `there`: what is known to be said
        by reference or under the right name. `elsewhere`: on the page of another section, which must be surer."""
        if not page.text or not (self.words or any(one.facts for one in self.clauses)):
            return False
        missing = [(shown, one.words) for one in self.clauses for key, shown in one.facts if key not in there]
        if not all(_stands(shown, (words, self.words), page) for shown, words in missing):
            return False
        if not any(one.facts for one in self.clauses):
            return _share(self.words, page, max(WINDOW, len(self.clauses))) >= _least(ENOUGH, elsewhere)
        return not self.words or _apart(self, page) >= _least(ENOUGH_BESIDE_FIGURES, elsewhere)


def _least(share: float, elsewhere: bool) -> float:
    return ENOUGH_ELSEWHERE if elsewhere else share


def wanted(point: Point, by_key: Mapping[str, Figure]) -> Wanted:
    """The point as it reads with these figures; a label before a colon (新型工业化方面：) is no part of it."""
    own = (by_key.get(key) for key in dict.fromkeys(one.key for one in find(point.bound)))
    rendered = render(point.bound, FigureSet(tuple(one for one in own if one is not None)))
    label = _LABEL.match(rendered.text)
    clauses = []
    for match in _CLAUSE.finditer(rendered.text, label.end() if label else 0):
        inside = [one for one in rendered.mentions if match.start() <= one.start < match.end()]
        facts = tuple((saying(one, by_key), rendered.text[one.start : one.end]) for one in inside)
        clauses.append(_Clause(_weighed(_between(rendered.text, match, inside)), facts))
    words = {pair: weight for clause in clauses for pair, weight in clause.words.items()}
    return Wanted(tuple(clauses), words)


def _between(text: str, clause: re.Match[str], mentions: list[Mention]) -> str:
    """The words of the clause that no figure says."""
    pieces, at = [], clause.start()
    for one in mentions:
        pieces.append(text[at : one.start])
        at = one.end
    return " ".join([*pieces, text[at : max(at, clause.end())]])


def _pairs(text: str) -> Iterator[str]:
    """Neighbouring characters of its Chinese words, and its Latin words whole."""
    for run in _RUN.findall(text.translate(_QUOTES)):
        if run[0].isascii():
            yield run
        else:
            yield from (run[at : at + 2] for at in range(len(run) - 1))


def _weighed(text: str) -> _Words:
    return {pair: COMMON if pair in _generic() else 1.0 for pair in _pairs(text)}


@cache
def _generic() -> frozenset[str]:
    return frozenset(pair for word in table("coverage")["generic"] for pair in _pairs(word))


def _share(words: _Words, page: Page, size: int) -> float:
    """The share of the words that stands in the best `size` sentences in a row."""
    hits: dict[int, list[str]] = {}
    for pair in words:
        for sentence in page.standing.get(pair, ()):
            hits.setdefault(sentence, []).append(pair)
    windows = ({pair for at in range(first, first + size) for pair in hits.get(at, ())} for first in hits)
    return max((sum(words[pair] for pair in window) for window in windows), default=0.0) / sum(words.values())


def _apart(point: Wanted, page: Page) -> float:
    """The share of its words where each clause stands in the sentence that says it best: lists are often told apart."""
    parts = [(sum(one.words.values()), one.words) for one in point.clauses if one.words]
    return sum(size * _share(words, page, 1) for size, words in parts) / sum(size for size, _ in parts)


def _stands(shown: str, words: tuple[_Words, _Words], page: Page) -> bool:
    """Whether the same quantity, or the same words where there is none, stands beside words of the point."""
    quantities = numerals.find(shown)
    if not quantities:
        return shown in page.text
    one = quantities[-1]
    if one.form in CALENDAR:
        return _dated(one, words, page)
    near = page.quantities.get(numerals.key(one), ())
    return any(numerals.same(other, one) and _near(sentence, words, page) for other, sentence in near)


def _near(sentence: int, words: tuple[_Words, _Words], page: Page) -> bool:
    """Words of its clause, or of the whole point, around a quantity."""
    around = page.sentences[max(0, sentence - NEAR) : sentence + NEAR + 1]
    there = {pair for one in around for pair in _pairs(one)}
    asked = [one for one in words if one]
    return not asked or any(_found(one, there) >= ENOUGH_BESIDE_FIGURES for one in asked)


def _found(words: _Words, there: set[str]) -> float:
    return sum(weight for pair, weight in words.items() if pair in there) / sum(words.values())


def _dated(date: Quantity, words: tuple[_Words, _Words], page: Page) -> bool:
    """2024年5月 is said by 今年5月, 12月 by 年底, beside words of the point. A year alone needn't be said."""
    months = _MONTH.findall(numerals.normal(date.text))
    if not months:
        return True
    for index, sentence in enumerate(page.sentences):
        said = _MONTH.findall(numerals.normal(sentence))
        at_end = months[-1] == "12" and _YEAR_END.search(sentence) is not None
        if (months[-1] in said or at_end) and _near(index, words, page):
            return True
    return False
