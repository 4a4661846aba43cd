"""Every number of a text accounted for: whose it is, or what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from drafting import numerals
from drafting.checking.context import Context, Known, Said, digits, of_point
from drafting.checking.numbers.claims import Claim
from drafting.checking.numbers.evidence import FEW, OWN, OWN_TIER, PIECE_TIER, SENTENCE, Evidence, answers
from drafting.checking.numbers.listing import Listing
from drafting.checking.numbers.objections import object_to
from drafting.checking.numbers.passage import Number, Passage
from drafting.checking.numbers.periods import agree
from drafting.checking.numbers.reading import Reading
from drafting.checking.numbers.reckoning import reckon
from drafting.checking.numbers.rivals import GAP, Rivals
from drafting.checking.rules import finding
from drafting.lexicon import table
from drafting.numerals import CALENDAR, Bound, Form, Quantity
from drafting.report import Finding, Mention

_NOT_GIVEN = ("figure-not-given", "date-not-given", "figure-unnamed")
_MOST = 60
_NEIGHBOURS = 8
_NEARLY = ("近", "将近", "接近")
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
    def _read(self) -> Reading:
        return Reading(self.passage, self.context)

    @cached_property
    def _evidence(self) -> Evidence:
        return Evidence(self._read)

    @cached_property
    def _rivals(self) -> Rivals:
        return Rivals(self._read)

    def planning(self, number: Number) -> bool:
        """Whether the number's sentence, or the heading above it, speaks of what is to come."""
        return self._read.planning(number)

    @property
    def listings(self) -> tuple[Listing, ...]:
        return self._read.listings

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """One for each number, in order."""
        first: list[Entry | None] = []
        for index in range(len(self.passage.numbers)):
            self._read.subjects[index] = self._subject_before(index, first)
            first.append(self._entry(index))
        return tuple(one if one is not None else self._unmatched(index, first) for index, one in enumerate(first))

    def entries_between(self, start: int, end: int) -> tuple[Entry, ...]:
        """Those of the numbers that begin in the span."""
        first = self.passage.starting_from(start).start
        return tuple(one for one in self.entries[first : first + _MOST] if one.number.start < end)

    def _subject_before(self, index: int, entries: list[Entry | None]) -> str:
        """Key of the figure the number right before in the same clause is of, "" for none."""
        like = self._read.like_of.get(index)
        last = entries[-1 if like is None else like] if entries else None
        if like is not None and last is not None and last.mention is not None:
            return last.mention.figure
        if last is None or last.mention is None or last.number.clause != self.passage.numbers[index].clause:
            return ""
        return last.mention.figure

    def _entry(self, index: int) -> Entry | None:
        """None when no figure says this number under its own name here."""
        number, claim = self.passage.numbers[index], self._read.claims[index]
        if number.mention is not None:
            return self._referred(index, number.mention)
        quantity = _certain(number)
        if quantity.form in CALENDAR:
            return self._calendar(index, quantity)
        best = self._evidence.best(index, self._matches(quantity))
        if best is None or self._rivals.left_over(index, best.figure):
            return None
        if self._rivals.instead_of(index, best.figure) is not None:
            return None
        return self._linked(number, claim, best)

    def _matches(self, quantity: Quantity) -> tuple[Known, ...]:
        """Of 168元/月 prose says 每月168元, or 168元 alone; of 17个, 17个乡镇."""
        matches = self.context.saying(quantity)
        if matches or not quantity.unit:
            return matches
        if quantity.unit.startswith("个") and quantity.unit not in ("个", "个百分点"):
            return self.context.saying(replace(quantity, unit="个"))
        alike = (one for one in self.context.written(quantity) if one.quantity.unit.startswith(f"{quantity.unit}/"))
        return tuple(one for one in alike if one.quantity.low == quantity.low and one.quantity.high == quantity.high)

    def _linked(self, number: Number, claim: Claim, known: Known) -> Entry:
        mention = Mention(number.start, number.end, known.figure.key, known.part, known.comparison)
        objections = (*object_to(self.passage, number, claim, known), *self._disputed(number, known))
        return Entry(number, claim, Standing.LINKED, known, mention, findings=objections)

    def _referred(self, index: int, mention: Mention) -> Entry:
        number, claim = self.passage.numbers[index], self._read.claims[index]
        said = self.context.said_by(mention)
        if said is None:
            return Entry(number, claim, Standing.REFERRED, None, mention)
        known = self._known_of(mention)
        other = self._rivals.misnamed(index, said) if mention.part != "rank" else None
        if other is not None:
            swapped = finding("figure-swapped", self._read.span(number), other=other.name, name=said.figure.name)
            return Entry(number, claim, Standing.REFERRED, known, mention, findings=(swapped,))
        objections = (*object_to(self.passage, number, claim, said), *self._disputed(number, said))
        if not objections and known is not None and not self._evidence.certainty(index, known):
            objections = self._unnamed(number, said)
        return Entry(number, claim, Standing.REFERRED, known, mention, findings=objections)

    def _unnamed(self, number: Number, said: Said) -> tuple[Finding, ...]:
        """A reference nothing around it speaks of, and that is not even the section's own."""
        headed = self.passage.heading
        own = any(one.heading == headed for one in self.context.brief.sections[said.figure.section :][:1])
        return () if own else (finding("figure-unnamed", self._read.span(number), name=said.figure.name),)

    def _disputed(self, number: Number, said: Said) -> tuple[Finding, ...]:
        """What a point says against the table, or the table against itself, is asked wherever it is said."""
        other = self.context.disputed.get(said.figure.key)
        if other is None or said.part not in ("value", "rate") or not (of_point(said.figure) or not of_point(other)):
            return ()
        against = next((one for one in self.context.of_figure.get(other.key, ()) if one.part == said.part), None)
        if against is None:
            return ()
        span = self._read.span(number)
        return (finding("figure-disputed", span, name=other.name, given=said.words, other=against.words),)

    def _known_of(self, mention: Mention) -> Known | None:
        listed = self.context.of_figure.get(mention.figure, ())
        fitting = [one for one in listed if one.part == mention.part or {one.part, mention.part} <= {"rate", "change"}]
        named = [one for one in fitting if not mention.comparison or one.comparison == mention.comparison]
        return next(iter(named), None)

    def _calendar(self, index: int, quantity: Quantity) -> Entry:
        """A date of a figure that the words around name, else one of the period or the brief."""
        number, claim = self.passage.numbers[index], self._read.claims[index]
        dated = self.context.dated(quantity)
        best = self._evidence.best(index, dated)
        allowed = self.context.allows(self.passage.text, quantity)
        year = quantity.form is Form.YEAR
        common = year or self.context.periods.own(quantity)
        other = self._other_date(index, quantity, best, common)
        if other is not None:
            fault = finding("figure-wrong-value", self._read.span(number), name=other.figure.name, given=other.words)
            return self._wrong(number, claim, fault)
        if best is None and dated and allowed and not common:
            unnamed = finding("figure-unnamed", self._read.span(number), name=dated[0].figure.name)
            return self._wrong(number, claim, unnamed)
        if best is not None and not (allowed and quantity.form is Form.YEAR):
            return Entry(number, claim, Standing.LINKED, best, self._mention(number, best))
        if not allowed:
            return self._wrong(number, claim, finding("date-not-given", self._read.span(number)))
        return Entry(number, claim, Standing.ALLOWED)

    def _other_date(self, index: int, quantity: Quantity, best: Known | None, common: bool) -> Known | None:
        """Another date of what the words name more surely; `common`: a date so usual that they have to name it well."""
        certain = self._evidence.certainty(index, best) if best is not None else 0.0
        spans = self._read.own(index) if common else (self.passage.numbers[index].piece,)
        near, least = self.passage.shares(*spans), SENTENCE if common else FEW
        others = [one for one in self.context.other_dates(quantity) if near.get(one.figure.key, 0.0) >= least]
        # 8月、9月 of what was given for 9月 is told beside it.
        piece = self.passage.numbers[index].piece
        beside = [one for one in self.passage.quantities_in(*piece) if one.form in CALENDAR]
        others = [one for one in others if not any(agree(one.quantity, date) for date in beside)]
        return self._evidence.best(index, others, least=max(PIECE_TIER, certain + 0.3))

    def _unmatched(self, index: int, first: list[Entry | None]) -> Entry:
        """A typed number that no figure says here: allowed, rounded, worked out, or wrong."""
        number, claim = self.passage.numbers[index], self._read.claims[index]
        quantity = _certain(number)
        if self.context.allows(self.passage.text, quantity) or self._structural(number, quantity):
            return Entry(number, claim, Standing.ALLOWED)
        sibling = self._sibling(index, first)
        if sibling is not None:
            return self._linked(number, claim, sibling)
        rounded = self._rounded(index, quantity)
        if rounded is not None:
            told = finding("figure-rounded", self._read.span(number), name=rounded.figure.name, given=rounded.words)
            return Entry(number, claim, Standing.LINKED, rounded, self._mention(number, rounded), findings=(told,))
        # 26个项目……开工18个，其余8个: the parts make the whole without a word.
        parts = any(one in self._read.words(number.sentence) for one in table("claims")["parted"])
        words = self._read.words(number.piece) + (table("claims")["derived"]["sum"][-1] if parts else "")
        worked_out = reckon(quantity, words, self._nearby(index, first), self._here(index, first))
        rival = self._rivals.instead_of(index, None) if worked_out is not None and worked_out.rate else None
        if worked_out is not None and (rival is None or not rival.key or rival.key in worked_out.keys):
            told = finding("figure-derived", self._read.span(number), formula=worked_out.formula)
            return Entry(number, claim, Standing.DERIVED, formula=worked_out.formula, findings=(told,))
        return self._wrong(number, claim, self._fault(index, quantity))

    def _sibling(self, index: int, first: list[Entry | None]) -> Known | None:
        """What a point says beside a number that the sentence has told from the same point: 发放612万元，惠及1035人."""
        number = self.passage.numbers[index]
        near = [one for one in _outwards(first, index) if one.number.sentence == number.sentence and one.mention]
        beside = {key for one in near if one.mention for key in self.context.beside.get(one.mention.figure, ())}
        for one in self._matches(_certain(number)):
            if one.figure.key in beside and self._rivals.instead_of(index, one.figure) is None:
                return one
        return None

    def _wrong(self, number: Number, claim: Claim, fault: Finding) -> Entry:
        if fault.rule in _NOT_GIVEN and (number.start, number.end) in self.by_hand:
            by_hand = finding("figure-by-hand", self._read.span(number))
            return Entry(number, claim, Standing.MANUAL, findings=(by_hand,))
        return Entry(number, claim, Standing.WRONG, findings=(fault,))

    def _fault(self, index: int, quantity: Quantity) -> Finding:
        """What is wrong with it, as nearly as can be told."""
        number = self.passage.numbers[index]
        span = self._read.span(number)
        matches = self._matches(quantity)
        rival = self._rivals.instead_of(index, None)
        if matches and rival is not None:
            return finding("figure-swapped", span, other=rival.name, name=matches[0].figure.name)
        if matches:
            return finding("figure-unnamed", span, name=matches[0].figure.name)
        alike = self._evidence.best(index, self.context.written(quantity))
        if alike is not None:
            return finding("figure-wrong-unit", span, name=alike.figure.name, given=alike.words)
        if rival is not None and rival.given:
            return finding("figure-wrong-value", span, name=rival.name, given=rival.given)
        return finding("figure-not-given", span)

    def _rounded(self, index: int, quantity: Quantity) -> Known | None:
        """近100亿元, 突破90亿元 of 98.7亿元: said of a figure that is named here, and true of it."""
        number = self.passage.numbers[index]
        passed = self._read.words(number.before).endswith(tuple(table("claims")["passed"]))
        bound = Bound.OVER if passed and quantity.bound is Bound.EXACT else quantity.bound
        if bound not in _ROUNDED:
            return None
        low, high = _ROUNDED[bound]
        if quantity.text.startswith(_NEARLY):
            high = Fraction(1)
        fitting = [
            one
            for one in self.context.close_to(quantity)
            if answers(self._read.claims[index].role, one) and low <= _times(one.quantity, quantity) <= high
        ]
        best = self._evidence.best(index, fitting)
        # 约98% of 98.2% is rounding off; 近100 of 98 only an impression.
        least = PIECE_TIER if best is not None and _rounds_off(best.quantity, quantity) else OWN_TIER
        sure = best is not None and (
            self._evidence.certainty(index, best) >= least or best.figure.key == self._read.subjects.get(index)
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
            apart = one.number.sentence != number.sentence if loose else "\n" in self._read.words((low, high))
            if one.known is not None and not apart:
                near += [one.known, *self._levels(one.known.figure.key)]
        shares = self.passage.shares(number.sentence)
        half = [key for key, share in shares.items() if share >= (SENTENCE if loose else OWN)]
        half = sorted(half, key=lambda key: -shares[key])[:_NEIGHBOURS]
        beside = [] if loose else [other for key in half for other in self.context.beside.get(key, ())]
        for key in dict.fromkeys([*half, *beside]):
            near += self.context.of_figure.get(key, ()) if quantity.unit == "个百分点" else self._levels(key)
        return tuple(dict.fromkeys(near))[: 3 * _NEIGHBOURS]

    def _here(self, index: int, first: list[Entry | None]) -> frozenset[str]:
        """Figures the number's sentence states or names well."""
        sentence = self.passage.numbers[index].sentence
        stated = (
            one.mention.figure for one in _outwards(first, index) if one.mention and one.number.sentence == sentence
        )
        named = (key for key, share in self.passage.shares(sentence).items() if share >= SENTENCE)
        return frozenset((*stated, *named))

    def _levels(self, key: str) -> list[Known]:
        return [one for one in self.context.of_figure.get(key, ()) if one.part in ("value", "prev")]

    def _structural(self, number: Number, quantity: Quantity) -> bool:
        """抓好3个方面: a count of the text's own making."""
        claims = table("claims")
        if quantity.form is not Form.NUMBER or not 1 < quantity.low <= 10 or quantity.low != quantity.high:
            return False
        after = self.passage.text[number.end : number.end + 6]
        before = self.passage.text[max(0, number.start - GAP) : number.start]
        if after.startswith(tuple(claims["always_structural"])):
            return True
        return after.startswith(tuple(claims["structural"])) and any(one in before for one in claims["structuring"])

    def _mention(self, number: Number, known: Known) -> Mention:
        return Mention(number.start, number.end, known.figure.key, known.part, known.comparison)


def _rounds_off(exact: Quantity, quantity: Quantity) -> bool:
    """To the last digit shown."""
    typed = Fraction(digits(quantity)) if digits(quantity).replace(".", "").isdecimal() else Fraction(0)
    base, value = numerals.in_family(quantity)[1], numerals.in_family(exact)[1]
    return bool(typed) and abs(value - base) <= Fraction(1, 2 * 10**quantity.places) * (base / typed)


def _times(one: Quantity, other: Quantity) -> Fraction:
    base = numerals.in_family(other)[1]
    return numerals.in_family(one)[1] / base if base else Fraction(0)


def _certain(number: Number) -> Quantity:
    assert number.quantity is not None, "a typed number is a quantity"
    return number.quantity


def _outwards(entries: list[Entry | None], index: int, most: int = 2 * _NEIGHBOURS - 1) -> Iterator[Entry]:
    """Those around a place, nearest first, up to `most` steps away."""
    for step in range(1, most + 1):
        for at in (index - step, index + step):
            one = entries[at] if 0 <= at < len(entries) else None
            if one is not None:
                yield one
