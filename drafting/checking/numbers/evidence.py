"""Whether the words around a number speak of a figure, and how surely."""

from collections.abc import Iterable

from drafting.checking.context import Known, digits
from drafting.checking.numbers.claims import Role, is_bare
from drafting.checking.numbers.passage import Number
from drafting.checking.numbers.reading import Reading
from drafting.naming import Naming, countable, pairs_of
from drafting.numerals import Form, Quantity
from drafting.report import Figure

OWN, PIECE, CLAUSE, SENTENCE, ABOVE = 0.4, 0.5, 0.5, 0.6, 0.8
"""Shares of a name that must stand in a number's own words, its piece, clause, sentence, or up to the heading above."""
FEW, RETOLD = 0.35, 0.4
"""Enough where the number is long, and of a point told in other words."""
MANY = 20
PIECE_TIER, OWN_TIER = 2.0, 3.0
"""Certainties from which the piece, or the number's own words, name the figure."""


class Evidence:
    def __init__(self, reading: Reading) -> None:
        self._read = reading

    def best(self, index: int, matches: Iterable[Known], least: float = 0.0) -> Known | None:
        """The one the words speak of most surely, and more than `least`."""
        scored = [(self.certainty(index, one), one) for one in matches]
        ranked = [pair for pair in scored if pair[0] > least]
        return max(ranked, key=lambda pair: pair[0])[1] if ranked else None

    def certainty(self, index: int, known: Known) -> float:
        """How surely the words around the number speak of the figure; 0 when they don't."""
        number, figure = self._read.passage.numbers[index], known.figure
        if self._read.context.another_kind(figure.key, self._read.kinds(index)):
            return 0.0
        score = self._named(index, figure.key, _specific(known.quantity)) or self._retold(number, figure.key)
        if not score and self._read.subjects.get(index) == figure.key and plays(self._read.claims[index].role, known):
            score = SENTENCE
        if not score:
            return 0.0
        nearest = self._nearest(number)
        near = 0.5 if nearest is not None and figure.key in nearest.keys else 0.0
        # Of a plan and a result with the same number, a text that doesn't plan speaks of the result.
        near -= 0.6 if self._read.context.planned(figure) and not self._read.planning(number) else 0.0
        return score + near + (0.4 if plays(self._read.claims[index].role, known) else 0.0)

    def _named(self, index: int, key: str, specific: bool) -> float:
        """A long number is hardly met by chance, so fewer words will do."""
        number, share_in = self._read.passage.numbers[index], self._read.passage.share
        own = self._read.own_share(index, key)
        if own >= OWN or self._counts(number, self._read.context.by_key[key]):
            return OWN_TIER + own
        spans = ((2, PIECE, number.piece), (1, CLAUSE, number.clause), (0, SENTENCE, number.sentence))
        for weight, least, span in spans:
            share = share_in(key, span)
            if share >= (FEW if specific else least):
                return weight + share
        if not own and not is_bare(self._read.own_words(index)):
            return 0.0
        heading = self._read.passage.heading_over(number.start)
        share = share_in(key, number.sentence, self._read.passage.sentence_before(number.sentence), heading=heading)
        return share / 2 if share >= (SENTENCE if specific else ABOVE) else 0.0

    def _counts(self, number: Number, figure: Figure) -> bool:
        """14个镇 of 镇数, 212个村 of 村数: a name of one character stands behind its number or in the measure.

        Of a longer name its last word does, where the number is not a small one: 63座水库 of 全覆盖水库.
        """
        noun, behind = countable(figure.name, least=1), self._read.words(number.after)
        if number.quantity is None or not noun:
            return False
        if len(noun) == 1:
            return number.quantity.unit.endswith(noun) or behind.startswith(noun)
        return number.quantity.form is Form.NUMBER and number.quantity.low >= MANY and behind.startswith(noun[-2:])

    def _retold(self, number: Number, key: str) -> float:
        """A point retold in other words: a good part of what stands around the number stands in the point."""
        words = self._read.context.points_of.get(key, "")
        if not words:
            return 0.0
        for weight, span in ((0.6, number.piece), (0.4, number.sentence)):
            pairs = pairs_of(self._read.words(span))
            if pairs and sum(pair in words for pair in pairs) / len(pairs) >= RETOLD:
                return weight
        return 0.0

    def _nearest(self, number: Number) -> Naming | None:
        """The last name in full before the number in its sentence."""
        named = self._read.passage.named_between(number.sentence[0], number.start)
        return named[-1] if named else None


def _specific(quantity: Quantity) -> bool:
    """Three digits or more, beyond chance."""
    return len(digits(quantity).replace(".", "").strip("0")) >= 3


def answers(role: Role, known: Known) -> bool:
    """Whether the figure's part is what such words ask for."""
    parts = {Role.CHANGE: "rate", Role.RANK: "rank", Role.PREV: "prev"}
    return known.part == parts.get(role, "value")


def plays(role: Role, known: Known) -> bool:
    """The looser question, for choosing between figures of the same number."""
    return answers(role, known) or (role is Role.VALUE and known.part == "change")
