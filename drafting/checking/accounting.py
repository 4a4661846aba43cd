"""Every number of a text accounted for: whose it is, or what is wrong with it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from drafting import numerals
from drafting.checking.claims import Claim, Role, is_bare, read_claims
from drafting.checking.context import Context, Known, Said, digits
from drafting.checking.listing import Listing, read_listings
from drafting.checking.objections import object_to
from drafting.checking.kinds import Kinds, kinds_in
from drafting.checking.passage import Number, Passage
from drafting.checking.reckoning import reckon
from drafting.checking.rules import Span, finding
from drafting.lexicon import indicator, table
from drafting.naming import Naming, countable, spellings
from drafting.numerals import CALENDAR, Bound, Form, Quantity
from drafting.report import Figure, Finding, Kind, Mention

OWN, PIECE, CLAUSE, SENTENCE, ABOVE = 0.4, 0.5, 0.55, 0.6, 0.8
"""Shares of a name that must stand in a number's own words, its piece, clause, sentence, or up to the heading above."""
PIECE_TIER, OWN_TIER = 2.0, 3.0
STRONG, FAINT, FEW, RETOLD = 0.75, 0.3, 0.35, 0.4
_GAP = 8
_NOT_GIVEN = ("figure-not-given", "date-not-given", "figure-unnamed")
_MOST = 60
_NEIGHBOURS = 8
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_EACH = re.compile(r"每个?(?P<measure>平方米|立方米|[\u4e00-\u9fff])")
_ROUNDED = {
    Bound.ABOUT: (Fraction(9, 10), Fraction(11, 10)),
    Bound.OVER: (Fraction(1), Fraction(5, 4)),
    Bound.UNDER: (Fraction(3, 4), Fraction(1)),
}


class Standing(StrEnum):
    """How a number came onto the page. ALLOWED: a date of the period, a number of title, heading or basis."""

    REFERRED = "referred"
    LINKED = "linked"
    DERIVED = "derived"
    ALLOWED = "allowed"
    MANUAL = "manual"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Entry:
    """`mention`: what figure it says, its span the number's; `formula`: how a derived one was worked out, in words."""

    number: Number
    claim: Claim
    standing: Standing
    known: Known | None = None
    mention: Mention | None = None
    formula: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Ledger:
    """`by_hand`: spans of numbers the human typed and nobody has confirmed yet."""

    passage: Passage
    context: Context
    by_hand: frozenset[tuple[int, int]] = field(default_factory=frozenset)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """One for each number, in order."""
        first: list[Entry | None] = []
        for index in range(len(self.passage.numbers)):
            self._subjects[index] = self._subject_before(index, first)
            first.append(self._entry(index))
        return tuple(one if one is not None else self._unmatched(index, first) for index, one in enumerate(first))

    def entries_between(self, start: int, end: int) -> tuple[Entry, ...]:
        """Those of the numbers that begin in the span."""
        found = self.passage.starting_from(start)
        return tuple(one for one in self.entries[found.start :][:_MOST] if one.number.start < end)

    @cached_property
    def _subjects(self) -> dict[int, str]:
        """By number: the figure of the number right before in its clause; filled in order."""
        return {}

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return read_claims(self.passage)

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        return read_listings(self.passage)

    @cached_property
    def _listed(self) -> frozenset[int]:
        return frozenset(number for one in self.listings for number in one.numbers)

    @cached_property
    def _listing_of(self) -> dict[int, Listing]:
        return {number: one for one in self.listings for number in one.numbers if len(one.items) == len(one.numbers)}

    def _subject_before(self, index: int, entries: list[Entry | None]) -> str:
        """Key of the figure the number right before in the same clause is of, "" for none."""
        last = entries[-1] if entries else None
        if last is None or last.mention is None or last.number.clause != self.passage.numbers[index].clause:
            return ""
        return last.mention.figure

    def _entry(self, index: int) -> Entry | None:
        """None when no figure says this number under its own name here."""
        number, claim = self.passage.numbers[index], self.claims[index]
        if number.mention is not None:
            return self._referred(index, number.mention)
        quantity = _certain(number)
        if quantity.form in CALENDAR:
            return self._calendar(index, quantity)
        best = self._best(index, self._matches(number, quantity))
        if best is None or self._rival(index, best.figure) is not None:
            return None
        return self._linked(number, claim, best)

    def _matches(self, number: Number, quantity: Quantity) -> tuple[Known, ...]:
        """每月168元 is 168元/月."""
        matches = self.context.saying(quantity)
        if matches or not quantity.unit:
            return matches
        for each in _EACH.finditer(self._words((number.piece[0], number.start))):
            matches = self.context.saying(replace(quantity, unit=f"{quantity.unit}/{each['measure']}"))
            if matches:
                break
        return matches

    def _linked(self, number: Number, claim: Claim, known: Known) -> Entry:
        mention = Mention(number.start, number.end, known.figure.key, known.part, known.comparison)
        objections = tuple(object_to(self.passage, number, claim, known))
        return Entry(number, claim, Standing.LINKED, known, mention, findings=objections)

    def _referred(self, index: int, mention: Mention) -> Entry:
        number, claim = self.passage.numbers[index], self.claims[index]
        said = self.context.said_by(mention)
        if said is None:
            return Entry(number, claim, Standing.REFERRED, None, mention)
        known = self._known_of(mention)
        other = self._misnamed(index, said) if mention.part != "rank" else None
        if other is not None:
            swapped = finding("figure-swapped", self._span(number), other=other.name, name=said.figure.name)
            return Entry(number, claim, Standing.REFERRED, known, mention, findings=(swapped,))
        objections = tuple(object_to(self.passage, number, claim, said))
        return Entry(number, claim, Standing.REFERRED, known, mention, findings=objections)

    def _misnamed(self, index: int, said: Said) -> "Rival | None":
        """Another name right before a reference whose figure its piece doesn't name."""
        number = self.passage.numbers[index]
        if self._speaks(index, said.figure):
            return None
        own = self._own(index)[:1] if index in self._listed else (number.before,)
        named = [one for span in own for one in self.passage.named_between(*span)]
        # 占行政村总数的45.3%: the name belongs to what is compared with.
        named = [one for one in named if self._words((one.start, one.end)) not in said.comparison]
        if any(said.figure.key in one.keys for one in named):
            return None
        if not named or number.start - named[-1].end > _GAP:
            return self._rival(index, said.figure) if not said.comparison or said.change else None
        rival = Rival(self._words((named[-1].start, named[-1].end)), "")
        return None if self._told_apart(index, said.figure, rival) else rival

    def _known_of(self, mention: Mention) -> Known | None:
        listed = self.context.of_figure.get(mention.figure, ())
        fitting = [one for one in listed if one.part == mention.part or {one.part, mention.part} <= {"rate", "change"}]
        named = [one for one in fitting if not mention.comparison or one.comparison == mention.comparison]
        return next(iter(named), None)

    def _calendar(self, index: int, quantity: Quantity) -> Entry:
        """A date of a figure that the words around name, else one of the period or the brief."""
        number, claim = self.passage.numbers[index], self.claims[index]
        dated = self.context.dated(quantity)
        best = self._best(index, dated)
        allowed = self.context.allows(self.passage.text, quantity)
        year = quantity.form is Form.YEAR
        if year or not self.context.periods.own(quantity):
            certain = self._evidence(index, best) if best is not None else 0.0
            near = self.passage.shares(*self._own(index)) if year else self.passage.shares(number.piece)
            least = SENTENCE if year else FEW
            others = [one for one in self.context.other_dates(quantity) if near.get(one.figure.key, 0.0) >= least]
            other = self._best(index, others, least=max(PIECE_TIER, certain + 0.3))
            if other is not None:
                fault = finding("figure-wrong-value", self._span(number), name=other.figure.name, given=other.words)
                return self._wrong(number, claim, fault)
            if best is None and dated and allowed and not year:
                unnamed = finding("figure-unnamed", self._span(number), name=dated[0].figure.name)
                return self._wrong(number, claim, unnamed)
        if best is not None and not (allowed and quantity.form is Form.YEAR):
            return Entry(number, claim, Standing.LINKED, best, self._mention(number, best))
        if not allowed:
            return self._wrong(number, claim, finding("date-not-given", self._span(number)))
        return Entry(number, claim, Standing.ALLOWED)

    def _unmatched(self, index: int, first: list[Entry | None]) -> Entry:
        """A typed number that no figure says here: allowed, rounded, worked out, or wrong."""
        number, claim = self.passage.numbers[index], self.claims[index]
        quantity = _certain(number)
        if self.context.allows(self.passage.text, quantity) or self._structural(number, quantity):
            return Entry(number, claim, Standing.ALLOWED)
        rounded = self._rounded(index, quantity)
        if rounded is not None:
            told = finding("figure-rounded", self._span(number), name=rounded.figure.name, given=rounded.words)
            return Entry(number, claim, Standing.LINKED, rounded, self._mention(number, rounded), findings=(told,))
        worked_out = reckon(quantity, self._words(number.piece), self._nearby(index, first))
        if worked_out is not None:
            told = finding("figure-derived", self._span(number), formula=worked_out.formula)
            return Entry(number, claim, Standing.DERIVED, formula=worked_out.formula, findings=(told,))
        return self._wrong(number, claim, self._fault(index, quantity))

    def _wrong(self, number: Number, claim: Claim, fault: Finding) -> Entry:
        if fault.rule in _NOT_GIVEN and (number.start, number.end) in self.by_hand:
            by_hand = finding("figure-by-hand", self._span(number))
            return Entry(number, claim, Standing.MANUAL, findings=(by_hand,))
        return Entry(number, claim, Standing.WRONG, findings=(fault,))

    def _fault(self, index: int, quantity: Quantity) -> Finding:
        """What is wrong with it, as nearly as can be told."""
        number = self.passage.numbers[index]
        span = self._span(number)
        matches = self._matches(number, quantity)
        rival = self._rival(index, None)
        if matches and rival is not None:
            return finding("figure-swapped", span, other=rival.name, name=matches[0].figure.name)
        if matches:
            return finding("figure-unnamed", span, name=matches[0].figure.name)
        alike = self._best(index, self.context.written(quantity))
        if alike is not None:
            return finding("figure-wrong-unit", span, name=alike.figure.name, given=alike.words)
        if rival is not None and rival.given:
            return finding("figure-wrong-value", span, name=rival.name, given=rival.given)
        return finding("figure-not-given", span)

    def _best(self, index: int, matches: Iterable[Known], least: float = 0.0) -> Known | None:
        """The one the words speak of most surely, and more than `least`."""
        scored = [(self._evidence(index, one), one) for one in matches]
        ranked = [pair for pair in scored if pair[0] > least]
        return max(ranked, key=lambda pair: pair[0])[1] if ranked else None

    def _evidence(self, index: int, known: Known) -> float:
        """How surely the words around the number speak of the figure; 0 when they don't."""
        number, figure = self.passage.numbers[index], known.figure
        if self.context.another_kind(figure.key, self._kinds(index)):
            return 0.0
        score = self._named(index, figure.key, _specific(known.quantity)) or self._retold(number, figure.key)
        if not score and self._subjects.get(index) == figure.key and _plays(self.claims[index].role, known):
            score = SENTENCE
        if not score:
            return 0.0
        nearest = self._nearest(number)
        near = 0.5 if nearest is not None and figure.key in nearest.keys else 0.0
        return score + near + (0.4 if _plays(self.claims[index].role, known) else 0.0)

    def _kinds(self, index: int) -> Kinds:
        """What the number's own words say of kinds that exclude each other."""
        if index not in self._kinds_said:
            own = self._own(index)[:1] if index in self._listing_of else self._own(index)
            self._kinds_said[index] = kinds_in("\n".join(map(self._words, own)))
        return self._kinds_said[index]

    @cached_property
    def _kinds_said(self) -> dict[int, Kinds]:
        return {}

    def _named(self, index: int, key: str, specific: bool) -> float:
        """A long number is hardly met by chance, so fewer words will do."""
        number, share_in = self.passage.numbers[index], self.passage.share
        own = share_in(key, *self._own(index))
        if own >= OWN or self._counts(number, self.context.by_key[key]):
            return OWN_TIER + own
        spans = ((2, PIECE, number.piece), (1, CLAUSE, number.clause), (0, SENTENCE, number.sentence))
        for weight, least, span in spans:
            share = share_in(key, span)
            if share >= (FEW if specific else least):
                return weight + share
        if not own and not is_bare("".join(map(self._words, self._own(index)))):
            return 0.0
        heading = self.passage.heading_over(number.start)
        share = share_in(key, number.sentence, self.passage.sentence_before(number.sentence), heading=heading)
        return share / 2 if share >= (SENTENCE if specific else ABOVE) else 0.0

    def _counts(self, number: Number, figure: Figure) -> bool:
        """14个镇 of 镇数, 212个村 of 村数: a name of one character stands behind its number or in the measure."""
        noun = countable(figure.name, least=1)
        if len(noun) != 1 or number.quantity is None:
            return False
        return number.quantity.unit.endswith(noun) or self._words(number.after).startswith(noun)

    def _retold(self, number: Number, key: str) -> float:
        """A point retold in other words: a good part of what stands around the number stands in the point."""
        words = self.context.points_of.get(key, "")
        if not words:
            return 0.0
        for weight, span in ((0.6, number.piece), (0.4, number.sentence)):
            pairs = _pairs(self._words(span))
            if pairs and sum(pair in words for pair in pairs) / len(pairs) >= RETOLD:
                return weight
        return 0.0

    def _own(self, index: int) -> tuple[tuple[int, int], ...]:
        """Spans of the words a number has to itself; in a 分别 list its own item, and the last one, which lends its tail."""
        listing = self._listing_of.get(index)
        if listing is not None:
            item = listing.item_of(index)
            return (item, listing.items[-1]) if item is not None else ()
        number = self.passage.numbers[index]
        return number.before, number.after

    def _speaks(self, index: int, figure: Figure) -> bool:
        """Whether the piece or clause names the figure, or the number's own words a good part of it."""
        share_in = self.passage.share
        own = share_in(figure.key, *self._own(index))
        return own >= SENTENCE or share_in(figure.key, self.passage.numbers[index].piece) >= STRONG

    def _nearest(self, number: Number) -> Naming | None:
        """The last name in full before the number in its sentence."""
        named = self.passage.named_between(number.sentence[0], number.start)
        return named[-1] if named else None

    def _rival(self, index: int, figure: Figure | None) -> "Rival | None":
        """What the number's own words name instead of `figure`; with None, whatever they name that has another value."""
        own = self._own(index)
        listed = index in self._listed
        named = [one for span in (own[:1] if listed else own) for one in self.passage.named_between(*span)]
        if figure is not None and any(figure.key in one.keys for one in named):
            return None
        others = [self._other(index, key) for one in reversed(named) for key in one.keys]
        if not named and not listed:
            others += self._carried(index, figure)
        if not listed and (figure is None or self._faint(index, figure)):
            shares = self.passage.names.shares("\n".join(map(self._words, own)), strict=True)
            strong = sorted((key for key, share in shares.items() if share >= STRONG), key=lambda key: -shares[key])
            others += [self._other(index, key) for key in strong]
        for other in others:
            if other is not None and (figure is None or not self._told_apart(index, figure, other)):
                return other
        unlisted = self._unlisted(index, named)
        if unlisted is None or figure is None:
            return unlisted
        apart = self._speaks(index, figure) or self._told_apart(index, figure, unlisted)
        return None if apart else unlisted

    def _carried(self, index: int, figure: Figure | None) -> "list[Rival | None]":
        """For a number without words of its own (，同比增长8%): what the number before was of, or else the last name."""
        number = self.passage.numbers[index]
        if not is_bare(self._words(number.before) + self._words(number.after)):
            return []
        subject = self._subjects.get(index, "")
        if subject:
            return [] if figure is not None and figure.key == subject else [self._other(index, subject, exactly=True)]
        named = self.passage.named_between(number.clause[0], number.start)
        if not named or (figure is not None and any(figure.key in one.keys for one in named)):
            return []
        return [self._other(index, key, exactly=True) for key in named[-1].keys]

    def _faint(self, index: int, figure: Figure) -> bool:
        """Whether neither the number's own words nor its piece name the figure."""
        share_in = self.passage.share
        piece = self.passage.numbers[index].piece
        return max(share_in(figure.key, *self._own(index)), share_in(figure.key, piece)) <= FAINT

    def _told_apart(self, index: int, figure: Figure, rival: "Rival") -> bool:
        """Of two names one of which is half the other: whether the words that only `figure` has stand before the number."""
        number, other = self.passage.numbers[index], rival.name
        if rival.key in self.context.beside.get(figure.key, ()) and self._own_clause(index, figure.key, rival.key):
            return True
        its, others = (_pairs(min(map(countable, spellings(name)), key=len)) for name in (figure.name, other))
        common = max(
            (
                len(_pairs(one) & _pairs(way)) / len(_pairs(way))
                for one in spellings(figure.name)
                for way in spellings(other)
                if _pairs(way)
            ),
            default=0,
        )
        if common < PIECE:
            return False
        if self.context.planned(figure):
            return self._planning(number)
        distinct = its - others
        dates = [one.text for one in numerals.find(figure.name) if one.form in CALENDAR]
        if dates and all(one in self._words(number.sentence) for one in dates):
            return True
        above = self.passage.paragraph_start(number.start)
        words = self._words((above, number.after[1]))
        return bool(distinct) and sum(pair in words for pair in distinct) / len(distinct) >= FEW

    def _own_clause(self, index: int, key: str, other: str) -> bool:
        """Of two figures of one point: whether the number's own words stand in the first one's clause there only."""
        own = _pairs("\n".join(map(self._words, self._own(index))))
        its, others = ("".join(one.words for one in self.context.told.get(each, ())) for each in (key, other))
        return any(pair in its and pair not in others for pair in own)

    def _planning(self, number: Number) -> bool:
        """Whether the sentence, or the heading above it, speaks of what is to come."""
        planned = any(one in self._words(number.sentence) for one in table("claims")["planned"])
        return planned or self.passage.plans_at(number.start)

    def _other(self, index: int, key: str, exactly: bool = False) -> "Rival | None":
        """The figure, if it has something to say of this kind, and that is another number; `exactly`: in this measure."""
        number, role = self.passage.numbers[index], self.claims[index].role
        quantity = number.quantity
        if quantity is None:
            return None
        listed = [one for one in self.context.of_figure.get(key, ()) if _answers(role, one)]
        listed = [one for one in listed if numerals.commensurable(one.quantity, quantity)]
        if exactly:
            listed = [one for one in listed if one.quantity.unit == quantity.unit]
        if not listed or any(numerals.same(one.quantity, quantity) for one in listed):
            return None
        return Rival(listed[0].figure.name, listed[0].words, key)

    def _unlisted(self, index: int, named: list[Naming]) -> "Rival | None":
        """A usual indicator right before the number that the brief has no figure for."""
        number = self.passage.numbers[index]
        if not named or named[-1].keys or number.start - named[-1].end > _GAP or named[-1].end > number.start:
            return None
        words = self.passage.text[named[-1].start : named[-1].end]
        known = indicator(words)
        if known is None or number.quantity is None or self.claims[index].role is not Role.VALUE:
            return None
        sample = numerals.read(f"1{known.unit}") if known.unit else None
        fits = sample is not None and numerals.commensurable(sample, number.quantity)
        return Rival(words, "") if fits else None

    def _rounded(self, index: int, quantity: Quantity) -> Known | None:
        """近100亿元 of 98.7亿元: said of a figure that is named here, and true of it."""
        if quantity.bound not in _ROUNDED:
            return None
        low, high = _ROUNDED[quantity.bound]
        fitting = [
            one
            for one in self.context.close_to(quantity)
            if _answers(self.claims[index].role, one) and low <= _times(one.quantity, quantity) <= high
        ]
        best = self._best(index, fitting)
        sure = best is not None and (
            self._evidence(index, best) >= OWN_TIER or best.figure.key == self._subjects.get(index)
        )
        return best if sure else None

    def _nearby(self, index: int, first: list[Entry | None]) -> tuple[Known, ...]:
        """What the paragraph's other numbers say, nearest first, then figures the sentence half names.

        A loose number (七成左右) fits so much that only its own sentence counts, and what that names well.
        """
        number, quantity = self.passage.numbers[index], _certain(self.passage.numbers[index])
        loose = quantity.bound is not Bound.EXACT or quantity.form in (Form.TENTHS, Form.FRACTION)
        near: list[Known] = []
        for one in _outwards(first, index):
            low, high = sorted((one.number.start, number.start))
            apart = one.number.sentence != number.sentence if loose else "\n" in self._words((low, high))
            if one.known is not None and not apart:
                near += [one.known, *self._levels(one.known.figure.key)]
        shares = self.passage.shares(number.sentence)
        half = [key for key, share in shares.items() if share >= (SENTENCE if loose else OWN)]
        half = sorted(half, key=lambda key: -shares[key])[:_NEIGHBOURS]
        beside = [] if loose else [other for key in half for other in self.context.beside.get(key, ())]
        for key in dict.fromkeys([*half, *beside]):
            near += self.context.of_figure.get(key, ()) if quantity.unit == "个百分点" else self._levels(key)
        return tuple(dict.fromkeys(near))[: 3 * _NEIGHBOURS]

    def _levels(self, key: str) -> list[Known]:
        return [one for one in self.context.of_figure.get(key, ()) if one.part in ("value", "prev")]

    def _structural(self, number: Number, quantity: Quantity) -> bool:
        """抓好3个方面: a count of the text's own making."""
        claims = table("claims")
        if quantity.form is not Form.NUMBER or not 1 < quantity.low <= 10 or quantity.low != quantity.high:
            return False
        after = self.passage.text[number.end : number.end + 6]
        before = self.passage.text[max(0, number.start - _GAP) : number.start]
        return after.startswith(tuple(claims["structural"])) and any(one in before for one in claims["structuring"])

    def _mention(self, number: Number, known: Known) -> Mention:
        return Mention(number.start, number.end, known.figure.key, known.part, known.comparison)

    def _words(self, span: tuple[int, int]) -> str:
        return self.passage.text[span[0] : span[1]]

    def _span(self, number: Number) -> Span:
        return Span(number.start, number.end, self.passage.text[number.start : number.end])


@dataclass(frozen=True, slots=True)
class Rival:
    """What the words name, and what it is given as; `given` is "" for an indicator the brief doesn't have."""

    name: str
    given: str
    key: str = ""


def _pairs(words: str) -> set[str]:
    """Neighbouring Chinese characters; digits and marks divide."""
    return {run[at : at + 2] for run in _CHINESE.findall(words) for at in range(len(run) - 1)}


def _specific(quantity: Quantity) -> bool:
    """Three digits or more, beyond chance."""
    return len(digits(quantity).replace(".", "").strip("0")) >= 3


def _times(one: Quantity, other: Quantity) -> Fraction:
    base = numerals.in_family(other)[1]
    return numerals.in_family(one)[1] / base if base else Fraction(0)


def _certain(number: Number) -> Quantity:
    assert number.quantity is not None, "a typed number is a quantity"
    return number.quantity


def _answers(role: Role, known: Known) -> bool:
    """Whether the figure's part is what such words ask for."""
    parts = {Role.CHANGE: "rate", Role.RANK: "rank", Role.PREV: "prev"}
    return known.part == parts.get(role, "value")


def _plays(role: Role, known: Known) -> bool:
    """The looser question, for choosing between figures of the same number."""
    return _answers(role, known) or (role is Role.VALUE and known.part == "change")


def _outwards(entries: list[Entry | None], index: int) -> Iterator[Entry]:
    """Those around a place, nearest first."""
    for step in range(1, 2 * _NEIGHBOURS):
        for at in (index - step, index + step):
            one = entries[at] if 0 <= at < len(entries) else None
            if one is not None:
                yield one
