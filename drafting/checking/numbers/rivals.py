"""What the words around a number name instead of the figure it is of."""

import re
from dataclasses import dataclass
from itertools import permutations

from drafting import numerals
from drafting.checking.context import Said
from drafting.checking.numbers.claims import Role, is_bare
from drafting.checking.numbers.evidence import FEW, PIECE, SENTENCE, answers
from drafting.checking.numbers.periods import parts_of_year
from drafting.checking.numbers.reading import Reading
from drafting.lexicon import indicator, table
from drafting.naming import Naming, countable, pairs_of, spellings
from drafting.numerals import CALENDAR
from drafting.report import Figure

STRONG, FAINT, CLEARLY = 0.75, 0.3, 0.7
SHORTEST = 3
"""A name of two characters (企业) stands in too many others to speak for itself."""
GAP = 8
"""Characters that may stand between a name and its number: 同比增长, 达到."""


_AMONG = re.compile(r"(?:当中|之中|中)(?![心央小间部等医型标层])")
_SHARE_OF = re.compile(r"占(?:全[县市区省州镇]|全部|总|新)?$")


@dataclass(frozen=True, slots=True)
class Rival:
    """What the words name, and what it is given as; `given` is "" for an indicator the brief doesn't have."""

    name: str
    given: str
    key: str = ""


class Rivals:
    def __init__(self, reading: Reading) -> None:
        self._read = reading

    def instead_of(self, index: int, figure: Figure | None) -> Rival | None:
        """What the number's own words name instead of `figure`; with None, whatever they name of another value."""
        own = self._read.own(index)
        listed = index in self._read.listed
        named = [one for one in self._named(own[:1] if listed else own) if _speaks_for_itself(one, figure)]
        named = [one for one in named if not self._of_the_next(index, one)]
        if figure is not None and any(figure.key in one.keys for one in named):
            return None
        sibling = self._sibling(index, figure) if figure is not None and not named and not listed else None
        if sibling is not None:
            return sibling
        others = [self._other(index, key) for one in reversed(named) for key in one.keys]
        if not named and not listed:
            others += self._carried(index, figure)
        others += [self._other(index, key) for key in self._stronger(index, figure)]
        for other in others:
            if other is not None and (figure is None or not self._told_apart(index, figure, other)):
                return other
        unlisted = self._unlisted(index, named)
        if unlisted is None or figure is None:
            return unlisted
        # 签约资金 of 招商引资签约资金: no other figure answers to the shorter name.
        whose = unlisted.name in figure.name or self._speaks(index, figure)
        return None if whose or self._told_apart(index, figure, unlisted) else unlisted

    def misnamed(self, index: int, said: Said) -> Rival | None:
        """Another name right before a reference whose figure its piece doesn't name."""
        number, listed = self._read.passage.numbers[index], index in self._read.listed
        # 低于75%的序时进度: the words behind say whose it is.
        if not listed and self._read.passage.share(said.figure.key, number.after) >= SENTENCE:
            return None
        own = self._read.own(index)[:1] if listed else (number.before,)
        # 占行政村总数的45.3%: the name belongs to what is compared with.
        named = [one for one in self._named(own) if self._read.words((one.start, one.end)) not in said.comparison]
        if any(said.figure.key in one.keys for one in named):
            return None
        if named and number.start - named[-1].end <= GAP:
            words = self._read.words((named[-1].start, named[-1].end))
            rival = Rival(words, "", next(iter(named[-1].keys), ""))
            longer = not rival.key and words in said.figure.name and self._speaks(index, said.figure)
            # 高标准农田 of 农田; 优良天数 that goes on to 优良天数比率.
            further = self._read.words((named[-1].start, min(named[-1].end + 2, number.start)))
            longer = longer or said.figure.name in words or (len(further) > len(words) and further in said.figure.name)
            return None if longer or self._told_apart(index, said.figure, rival) else rival
        if self.left_over(index, said.figure):
            return Rival(self._read.words(number.before), "")
        sibling = self._sibling(index, said.figure) if said.part == "value" and not listed else None
        if sibling is not None or self._speaks(index, said.figure) or (said.comparison and not said.change):
            return sibling
        return self.instead_of(index, said.figure)

    def _named(self, spans: tuple[tuple[int, int], ...]) -> list[Naming]:
        """Names in full in the spans, but for a whole that only a part is told of: 占行政村总数的, 新签约项目中."""
        passage = self._read.passage
        found = (one for span in spans for one in passage.named_between(*span))
        return [
            one
            for one in found
            if not _SHARE_OF.search(passage.text, max(0, one.start - 4), one.start)
            and not _AMONG.match(passage.text, one.end)
        ]

    def _of_the_next(self, index: int, naming: Naming) -> bool:
        """8个保交楼项目应交付住房5240套: a name behind the number that ends where the next one begins."""
        following = self._read.passage.numbers[index + 1 : index + 2]
        behind = naming.start >= self._read.passage.numbers[index].end
        return behind and bool(following) and 0 <= following[0].start - naming.end <= 1

    def _sibling(self, index: int, figure: Figure) -> Rival | None:
        """Another figure of the same point whose clause there the number's own words are of: 排查1083处，整改1083处."""
        before = self._read.words(self._read.passage.numbers[index].before)
        for key in self._read.context.beside.get(figure.key, ()):
            if self._clause_of(before, key, figure.key) and not self._clause_of(before, figure.key, key):
                other = self._other(index, key)
                if other is not None:
                    return other
        return None

    def left_over(self, index: int, figure: Figure) -> bool:
        """其余231个 of a figure that is no rest by name, nor by the other numbers of the sentence."""
        words = table("claims")["left_over"]
        if not self._read.words(self._read.passage.numbers[index].before).endswith(tuple(words)):
            return False
        told = "".join(one.words for one in self._read.context.told.get(figure.key, ()))
        if any(one in f"{figure.name}{told}" for one in (*words, "在建", "未")):
            return False
        number = self._read.passage.numbers[index]
        values = [one for one in self._read.passage.quantities_in(*number.sentence) if one != number.quantity]
        rest = number.quantity.low if number.quantity is not None else None
        return not any(one.unit == other.unit and one.low - other.low == rest for one, other in permutations(values, 2))

    def _stronger(self, index: int, figure: Figure | None) -> list[str]:
        """Figures the number's own words name nearly in full, where they and the piece hardly name `figure`."""
        its = self._read.own_share(index, figure.key) if figure is not None else 0.0
        if (figure is not None and its > FAINT) or (figure is None and index in self._read.listed):
            return []
        shares = self._read.passage.names.shares(self._read.own_words(index), strict=True)
        faint = figure is None or self._faint(index, figure)
        strong = [key for key, share in shares.items() if share >= (STRONG if faint else its + CLEARLY)]
        return sorted(strong, key=lambda key: -shares[key])

    def _carried(self, index: int, figure: Figure | None) -> list[Rival | None]:
        """For a number without words of its own (，同比增长8%): what the one before was of, else the last name."""
        number = self._read.passage.numbers[index]
        if not is_bare(self._read.words(number.before) + self._read.words(number.after)):
            return []
        subject = self._read.subjects.get(index, "")
        if subject:
            return [] if figure is not None and figure.key == subject else [self._other(index, subject, exactly=True)]
        named = self._read.passage.named_between(number.clause[0], number.start)
        if not named or (figure is not None and any(figure.key in one.keys for one in named)):
            return []
        return [self._other(index, key, exactly=True) for key in named[-1].keys]

    def _other(self, index: int, key: str, exactly: bool = False) -> Rival | None:
        """The figure, if what it says of this kind is another number; `exactly`: in the same measure."""
        number, role = self._read.passage.numbers[index], self._read.claims[index].role
        quantity = number.quantity
        if quantity is None:
            return None
        listed = [one for one in self._read.context.of_figure.get(key, ()) if answers(role, one)]
        listed = [one for one in listed if numerals.commensurable(one.quantity, quantity)]
        if exactly:
            listed = [one for one in listed if one.quantity.unit == quantity.unit]
        if not listed or any(numerals.same(one.quantity, quantity) for one in listed):
            return None
        return Rival(listed[0].figure.name, listed[0].words, key)

    def _unlisted(self, index: int, named: list[Naming]) -> Rival | None:
        """A usual indicator right before the number that the brief has no figure for."""
        number = self._read.passage.numbers[index]
        if not named or named[-1].keys or number.start - named[-1].end > GAP or named[-1].end > number.start:
            return None
        words = self._read.passage.text[named[-1].start : named[-1].end]
        known = indicator(words)
        if known is None or number.quantity is None or self._read.claims[index].role is not Role.VALUE:
            return None
        sample = numerals.read(f"1{known.unit}") if known.unit else None
        fits = sample is not None and numerals.commensurable(sample, number.quantity)
        return Rival(words, "") if fits else None

    def _faint(self, index: int, figure: Figure) -> bool:
        """Whether neither the number's own words nor its piece name the figure."""
        share_in = self._read.passage.share
        piece = self._read.passage.numbers[index].piece
        return max(self._read.own_share(index, figure.key), share_in(figure.key, piece)) <= FAINT

    def _speaks(self, index: int, figure: Figure) -> bool:
        """Whether the piece or clause names the figure, or the number's own words a good part of it."""
        share_in = self._read.passage.share
        own = self._read.own_share(index, figure.key)
        return own >= SENTENCE or share_in(figure.key, self._read.passage.numbers[index].piece) >= STRONG

    def _told_apart(self, index: int, figure: Figure, rival: Rival) -> bool:
        """Of two names, one half the other: whether words that only `figure` has stand before the number."""
        number, other = self._read.passage.numbers[index], rival.name
        siblings = self._read.context.beside.get(figure.key, ())
        if rival.key in siblings and self._clause_of(self._read.own_words(index), figure.key, rival.key):
            return True
        its, others = pairs_of(countable(figure.name)), pairs_of(other)
        common = max(
            (
                len(pairs_of(one) & pairs_of(way)) / len(pairs_of(way))
                for one in spellings(figure.name)
                for way in spellings(other)
                if pairs_of(way)
            ),
            default=0,
        )
        distinct = its - others
        listed = index in self._read.listing_of
        own = pairs_of(self._read.words(self._read.own(index)[0]) if listed else self._read.own_words(index))
        if distinct and len(distinct & own) / len(distinct) >= SENTENCE:
            return True
        if common < PIECE:
            return False
        if self._read.context.planned(figure):
            return self._read.planning(number)
        dates = [one for one in numerals.find(figure.name) if one.form in CALENDAR and one.text not in other]
        said = [one for one in numerals.find(self._read.words(number.sentence)) if one.form in CALENDAR]
        if dates and all(any(numerals.same(one, other) for other in said) for one in dates):
            return True
        spoken = list(parts_of_year(self._read.words(number.sentence)))
        for part in parts_of_year(figure.name):
            if any((one.first, one.last) == (part.first, part.last) for one in spoken):
                return True
        # 完成投资 after 重点项目 is theirs; 排查隐患 is never 整改隐患, whatever was said before.
        longer = other in figure.name
        above = self._read.passage.paragraph_start(number.start) if longer else number.piece[0]
        words = self._read.words((above, number.after[1]))
        return bool(distinct) and sum(pair in words for pair in distinct) / len(distinct) >= FEW

    def _clause_of(self, words: str, key: str, other: str) -> bool:
        """Of two figures of one point: whether some of the words stand in the first one's clause there only."""
        own = pairs_of(words)
        its, others = ("".join(one.words for one in self._read.context.told.get(each, ())) for each in (key, other))
        return any(pair in its and pair not in others for pair in own)


def _speaks_for_itself(naming: Naming, figure: Figure | None) -> bool:
    return naming.end - naming.start >= SHORTEST or (figure is not None and figure.key in naming.keys)
