"""A text as the checks read it: its sentences, the numbers that stand in it, and the words each one has to itself."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

from drafting import numerals
from drafting.lexicon import table
from drafting.naming import Names, Naming
from drafting.numerals import Form, Quantity
from drafting.report import Mention

SENTENCE_ENDS = "。！？\n"
CLAUSE_ENDS = "；。！？\n"
PIECE_ENDS = "，；。！？：\n（）()"
_HEADING = 30
_BOUNDS = {ends: re.compile(f"[{re.escape(ends)}]") for ends in (SENTENCE_ENDS, CLAUSE_ENDS, PIECE_ENDS)}


@lru_cache(maxsize=8)
def quantities_in(text: str) -> tuple[Quantity, ...]:
    """Of a whole text, which more than one check reads."""
    return numerals.find(text)


@dataclass(frozen=True, slots=True)
class Number:
    """A number on the page, typed out or rendered from a reference; a rendered 持平 has no quantity.

    before, after: spans of the words it has to itself, up to the neighbouring number or the end of the piece.
    piece, clause, sentence: spans to the next ， ； 。 around it.
    """

    start: int
    end: int
    quantity: Quantity | None
    mention: Mention | None
    before: tuple[int, int]
    after: tuple[int, int]
    piece: tuple[int, int]
    clause: tuple[int, int]
    sentence: tuple[int, int]


@dataclass(frozen=True)
class Passage:
    """`names` of the figures the text is held against; `heading` stands over a text that doesn't hold it itself."""

    text: str
    mentions: tuple[Mention, ...]
    names: Names
    heading: str = ""

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """In order; masks are blanks, not numbers."""
        spots: list[tuple[int, int, Quantity | None, Mention | None]]
        spots = [(one.start, one.end, quantity, one) for one, quantity in self._rendered]
        spots += [(one.start, one.end, one, None) for one in self._typed]
        spots.sort(key=lambda spot: spot[:2])
        made: list[Number] = []
        for index, (start, end, quantity, mention) in enumerate(spots):
            piece = self._around(PIECE_ENDS, start, end)
            floor = spots[index - 1][1] if index else 0
            roof = spots[index + 1][0] if index + 1 < len(spots) else len(self.text)
            made.append(
                Number(
                    start,
                    end,
                    quantity,
                    mention,
                    self._from_list_mark(piece[0], floor, start),
                    (end, self._to_list_mark(end, min(piece[1], roof))),
                    piece,
                    self._around(CLAUSE_ENDS, start, end),
                    self._around(SENTENCE_ENDS, start, end),
                )
            )
        return tuple(made)

    def starting_from(self, at: int) -> range:
        """Indices of the numbers that begin at `at` or behind it."""
        return range(bisect_left(self._number_starts, at), len(self.numbers))

    @cached_property
    def _number_starts(self) -> list[int]:
        return [one.start for one in self.numbers]

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return quantities_in(self.text)

    def quantities_in(self, start: int, end: int) -> tuple[Quantity, ...]:
        """Those that begin in the span."""
        return self.quantities[bisect_left(self._quantity_starts, start) : bisect_left(self._quantity_starts, end)]

    @cached_property
    def _quantity_starts(self) -> list[int]:
        return [one.start for one in self.quantities]

    @cached_property
    def _typed(self) -> list[Quantity]:
        starts = [one.start for one in self.mentions]

        def rendered(one: Quantity) -> bool:
            at = bisect_left(starts, one.end) - 1
            return at >= 0 and self.mentions[at].end > one.start

        return [one for one in self.quantities if one.form is not Form.MASK and not rendered(one)]

    @cached_property
    def _rendered(self) -> list[tuple[Mention, Quantity | None]]:
        starts = [one.start for one in self.quantities]
        found: list[tuple[Mention, Quantity | None]] = []
        for mention in self.mentions:
            at = bisect_left(starts, mention.start)
            inside = at < len(starts) and starts[at] < mention.end
            found.append((mention, self.quantities[at] if inside else None))
        return found

    @cached_property
    def named(self) -> tuple[Naming, ...]:
        """Names in full, in order; one that a rendered figure puts on the page itself is left out."""
        return self.names.said(self.text)

    def named_between(self, start: int, end: int) -> tuple[Naming, ...]:
        """Names that stand wholly between the two places."""
        low = bisect_left(self._name_starts, start)
        high = bisect_right(self._name_ends, end)
        return self.named[low:high]

    def share(self, key: str, *spans: tuple[int, int], heading: str = "") -> float:
        """What `Names.share` says of the words of the spans and a heading."""
        return self.names.share(key, "\n".join([heading, *(self.text[start:end] for start, end in spans)]))

    def shares(self, *spans: tuple[int, int]) -> dict[str, float]:
        """The same of every name."""
        return self.names.shares("\n".join(self.text[start:end] for start, end in spans))

    def plans_at(self, at: int) -> bool:
        """Whether the heading over a place is one of plans."""
        return any(one in self.heading_over(at) for one in table("claims")["plan_headings"])

    @cached_property
    def _name_starts(self) -> list[int]:
        return [one.start for one in self.named]

    @cached_property
    def _name_ends(self) -> list[int]:
        return [one.end for one in self.named]

    def heading_over(self, at: int) -> str:
        """The nearest line above that reads as a heading, short and without a full stop, else the text's own."""
        index = bisect_right(self._headings, (at, at)) - 1
        start, end = self._headings[index] if index >= 0 else (0, 0)
        return self.text[start:end] if index >= 0 and end < at else self.heading

    def _from_list_mark(self, piece: int, floor: int, start: int) -> tuple[int, int]:
        """Behind a number of the same piece what stands before a 、 is that one's: 8个停缓建项目、3个问题楼盘."""
        if floor <= piece:
            return piece, start
        return max(floor, self.text.rfind("、", floor, start) + 1), start

    def _to_list_mark(self, start: int, end: int) -> int:
        at = self.text.find("、", start, end)
        return end if at < 0 else at

    @cached_property
    def _headings(self) -> list[tuple[int, int]]:
        lines = re.finditer(r"[^\n]+", self.text)
        return [one.span() for one in lines if len(one[0]) <= _HEADING and not re.search(r"[。；！]", one[0])]

    def _around(self, ends: str, start: int, end: int) -> tuple[int, int]:
        bounds = self._bounds[ends]
        after = bisect_right(bounds, end)
        # The mark that closes the span is not part of it.
        right = bounds[after] - 1 if after < len(bounds) else len(self.text)
        return bounds[bisect_right(bounds, start) - 1], right

    @cached_property
    def _bounds(self) -> dict[str, list[int]]:
        return {ends: [0, *(one.end() for one in mark.finditer(self.text))] for ends, mark in _BOUNDS.items()}

    def sentence_before(self, sentence: tuple[int, int]) -> tuple[int, int]:
        """Span of the sentence before one, in the same paragraph; (0, 0) for none."""
        if sentence[0] < 2 or self.text[sentence[0] - 1] == "\n":
            return 0, 0
        return self._around(SENTENCE_ENDS, sentence[0] - 2, sentence[0] - 1)

    def paragraph_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def sentence_around(self, start: int, end: int) -> tuple[int, int]:
        return self._around(SENTENCE_ENDS, start, end)

    def piece_around(self, start: int, end: int) -> tuple[int, int]:
        return self._around(PIECE_ENDS, start, end)
