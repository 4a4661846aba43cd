"""A text read with the figures at hand: what each number claims, which list it stands in, which words are its own."""

from dataclasses import dataclass
from functools import cached_property

from drafting.checking.context import Context
from drafting.checking.numbers.claims import Claim, read_claims
from drafting.checking.numbers.kinds import Kinds, kinds_in
from drafting.checking.numbers.listing import Listing, read_listings
from drafting.checking.numbers.passage import Number, Passage
from drafting.checking.rules import Span
from drafting.lexicon import table


@dataclass(frozen=True)
class Reading:
    """Numbers are spoken of by their index in the passage."""

    passage: Passage
    context: Context

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return read_claims(self.passage)

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        return read_listings(self.passage)

    @cached_property
    def listed(self) -> frozenset[int]:
        return frozenset(number for one in self.listings for number in one.numbers)

    @cached_property
    def listing_of(self) -> dict[int, Listing]:
        return {number: one for one in self.listings for number in one.numbers if len(one.items) == len(one.numbers)}

    @cached_property
    def like_of(self) -> dict[int, int]:
        """By number of a list without names: the number before that is said of the same name."""
        return {number: like for one in self.listings for number, like in zip(one.numbers, one.like, strict=False)}

    @cached_property
    def subjects(self) -> dict[int, str]:
        """By number: the figure of the number right before in its clause, "" for none; filled in as found out."""
        return {}

    def kinds(self, index: int) -> Kinds:
        """What the number's own words say of kinds that exclude each other."""
        if index not in self._kinds_said:
            own = self.own(index)[:1] if index in self.listing_of else self.own(index)
            self._kinds_said[index] = kinds_in("\n".join(map(self.words, own)))
        return self._kinds_said[index]

    @cached_property
    def _kinds_said(self) -> dict[int, Kinds]:
        return {}

    def own(self, index: int) -> tuple[tuple[int, int], ...]:
        """Spans of the words a number has to itself; in a list its own item, and the last, which lends its tail."""
        listing = self.listing_of.get(index)
        if listing is not None:
            item = listing.item_of(index)
            return (item, listing.items[-1]) if item is not None else ()
        number = self.passage.numbers[index]
        return number.before, number.after

    def own_words(self, index: int) -> str:
        """In a list the item is also completed by the tail of the last one: 金、银、铜牌."""
        words = [self.words(span) for span in self.own(index)]
        if index in self.listing_of and len(words) == 2:
            words.append(words[0] + words[1][len(words[0]) :])
        return "\n".join(words)

    def own_share(self, index: int, key: str) -> float:
        """How much of a figure's name the number's own words hold."""
        return self.passage.names.share(key, self.own_words(index))

    def planning(self, number: Number) -> bool:
        """Whether the sentence, or the heading above it, speaks of what is to come."""
        return self._plans(number.sentence) or self.passage.plans_at(number.start)

    def _plans(self, span: tuple[int, int]) -> bool:
        if span not in self._planned:
            words = self.words(span)
            self._planned[span] = any(one in words for one in table("claims")["planned"])
        return self._planned[span]

    @cached_property
    def _planned(self) -> dict[tuple[int, int], bool]:
        return {}

    def words(self, span: tuple[int, int]) -> str:
        return self.passage.text[span[0] : span[1]]

    def span(self, number: Number) -> Span:
        return Span(number.start, number.end, self.passage.text[number.start : number.end])
