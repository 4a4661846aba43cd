"""What a check may hold a text against: the figures, and the quantities that are allowed to stand as typed."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

from drafting import numerals
from drafting.checking.numbers.claims import is_bare
from drafting.checking.numbers.kinds import Kinds, exclude, kinds_in
from drafting.checking.numbers.periods import Periods, agree
from drafting.lexicon import indicators, table
from drafting.naming import Names, spellings
from drafting.numerals import CALENDAR, Change, Form, Quantity
from drafting.references import REFERENCE, comparison_of, is_movement, part_text, value_text
from drafting.report import Brief, Comparison, Figure, FigureSet, Kind, Mention, Origin, Point, State

_NEAR = 2
_TIME = re.compile("(?:时间|日期|时限|期限|时点)$")
_THRESHOLDS = ("以上", "以下", "以内")
_CLAUSES = re.compile(r"[^，。；！？：、\n]+")


@dataclass(frozen=True)
class Said:
    """One thing a figure may say: part is value, change, rate, prev or rank; `change`: of a comparison that moves."""

    figure: Figure
    part: str
    comparison: str
    change: Change | None

    @property
    def words(self) -> str:
        """As a reader would see it, a rate with its verb."""
        return part_text(self.figure, "change" if self.part == "rate" else self.part, self.comparison) or ""


@dataclass(frozen=True)
class Known(Said):
    """A number among what a figure may say."""

    quantity: Quantity


@dataclass(frozen=True)
class Told:
    """What a point says where it cites a figure: the words of that clause, and how far the work is."""

    words: str
    state: State


@dataclass(frozen=True)
class Context:
    """A brief and the figures its text is rendered with; look-ups are built once."""

    brief: Brief
    figures: FigureSet

    @classmethod
    def of(cls, brief: Brief) -> "Context":
        return cls(brief, brief.figures)

    @cached_property
    def by_key(self) -> dict[str, Figure]:
        return {figure.key: figure for figure in self.figures}

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """Every quantity the figures can put on the page."""
        return tuple(one for figure in self.figures for one in _sayings(figure))

    @cached_property
    def of_figure(self) -> dict[str, tuple[Known, ...]]:
        grouped: dict[str, list[Known]] = {}
        for one in self.known:
            grouped.setdefault(one.figure.key, []).append(one)
        return {key: tuple(listed) for key, listed in grouped.items()}

    def said_by(self, mention: Mention) -> Said | None:
        """What a mention says, None when its figure is unknown or has nothing there."""
        figure = self.by_key.get(mention.figure)
        if figure is None:
            return None
        if mention.part not in ("change", "rate"):
            return Said(figure, mention.part, "", None)
        asked = (figure.key, mention.comparison)
        if asked not in self._changes:
            chosen = comparison_of(figure, mention.comparison)
            self._changes[asked] = _compared(figure, chosen) if chosen is not None else None
        return self._changes[asked]

    @cached_property
    def _changes(self) -> dict[tuple[str, str], Said | None]:
        """What each comparison says, read once."""
        return {}

    def saying(self, quantity: Quantity) -> tuple[Known, ...]:
        """What is known to be the same quantity."""
        listed = self._by_number.get(numerals.key(quantity), ())
        return tuple(one for one in listed if numerals.same(one.quantity, quantity))

    def dated(self, quantity: Quantity) -> tuple[Known, ...]:
        """Dates of figures that agree with a calendar quantity in all that both say: 11月底 and 2024年11月."""
        return tuple(one for one in self._dates if agree(one.quantity, quantity))

    @cached_property
    def _dates(self) -> list[Known]:
        return [one for one in self.known if one.quantity.form in CALENDAR]

    def another_kind(self, key: str, said: Kinds) -> bool:
        """省级 beside the number of what the figure counts at 市级."""
        return bool(said) and exclude(self._kinds.get(key, {}), said)

    @cached_property
    def _kinds(self) -> dict[str, Kinds]:
        return {one.key: kinds_in(one.name) for one in self.figures}

    def other_dates(self, quantity: Quantity) -> tuple[Known, ...]:
        """Dates of figures as fully told as this one that are not the same."""
        return tuple(
            one for one in self._dates if one.quantity.form is not Form.YEAR and not agree(one.quantity, quantity)
        )

    def planned(self, figure: Figure) -> bool:
        """Whether the figure is a task or an intention by its name, or by the point it comes from."""
        told = self.told.get(figure.key, ())
        years = [one.low for one in _quantities(figure.name) if one.form is Form.YEAR]
        later = bool(self.periods.year) and any(year > self.periods.year for year in years)
        named = later or any(one in figure.name for one in table("claims")["planned_names"])
        return named or (bool(told) and all(one.state is State.PLANNED for one in told))

    def written(self, quantity: Quantity) -> tuple[Known, ...]:
        """What is known to be written with the same digits, whatever the measure."""
        return tuple(self._by_digits.get(digits(quantity), ()))

    def close_to(self, quantity: Quantity) -> tuple[Known, ...]:
        """What is known to be about as much (within a third), in the same family of measures."""
        family, value = numerals.in_family(quantity)
        listed = self._by_family.get(family, [])
        low, high = sorted((value * 3 / 4, value * 4 / 3))
        start, end = bisect_left(listed, low, key=_valued), bisect_right(listed, high, key=_valued)
        return tuple(one for _, one in listed[start:end])

    @cached_property
    def _by_family(self) -> dict[str, list[tuple[Fraction, Known]]]:
        found: dict[str, list[tuple[Fraction, Known]]] = {}
        for one in self.known:
            if one.quantity.form not in CALENDAR and one.quantity.form is not Form.MASK:
                family, value = numerals.in_family(one.quantity)
                found.setdefault(family, []).append((value, one))
        return {family: sorted(listed, key=_valued) for family, listed in found.items()}

    @cached_property
    def _by_number(self) -> dict[Hashable, list[Known]]:
        found: dict[Hashable, list[Known]] = {}
        for one in self.known:
            found.setdefault(numerals.key(one.quantity), []).append(one)
        return found

    @cached_property
    def _by_digits(self) -> dict[str, list[Known]]:
        found: dict[str, list[Known]] = {}
        for one in self.known:
            found.setdefault(digits(one.quantity), []).append(one)
        return found

    @cached_property
    def names(self) -> Names:
        """Of all figures; a figure out of a point is also known by the words of its clause there."""
        spelled = {one.key: _ways_to_name(one) for one in self.figures}
        loose = {key: [one.words for one in told if not is_bare(one.words)] for key, told in self.told.items()}
        standard = [name for one in indicators() for name in (one.name, *one.aliases)]
        return Names(spelled, standard, loose)

    @cached_property
    def told(self) -> dict[str, tuple[Told, ...]]:
        """By figure: what the points say of it."""
        found: dict[str, list[Told]] = {}
        for section in self.brief.sections:
            for point in section.points:
                for key, told in _told(point):
                    found.setdefault(key, []).append(told)
        return {key: tuple(listed) for key, listed in found.items()}

    @cached_property
    def works(self) -> tuple[Told, ...]:
        """The clauses of all points, each with how far it says the work is, and the figures of the table."""
        points = (point for section in self.brief.sections for point in section.points)
        given = tuple(one for point in points for one in _works(point))
        return (*given, *(_work(one) for one in self.figures if one.origin is not Origin.POINT))

    @cached_property
    def work_names(self) -> Names:
        """Of `works`, by their index."""
        return Names({}, loose={str(index): [one.words] for index, one in enumerate(self.works)})

    @cached_property
    def points_of(self) -> dict[str, str]:
        """By figure: the whole text of the points that cite it, without their references."""
        found: dict[str, str] = {}
        for section in self.brief.sections:
            for point in section.points:
                words = REFERENCE.sub("", point.bound)
                for one in REFERENCE.finditer(point.bound):
                    found[f"F{one['number']}"] = found.get(f"F{one['number']}", "") + words
        return found

    @cached_property
    def beside(self) -> dict[str, tuple[str, ...]]:
        """By figure: the others that the same point cites."""
        found: dict[str, tuple[str, ...]] = {}
        for section in self.brief.sections:
            for point in section.points:
                keys = [f"F{one['number']}" for one in REFERENCE.finditer(point.bound)]
                for key in keys:
                    found[key] = (*found.get(key, ()), *(one for one in keys if one != key))
        return found

    @cached_property
    def disputed(self) -> dict[str, Figure]:
        """By key: the other figure of what the writer gives two numbers for."""
        from drafting.checking.table.twice import disputed

        return disputed(self)

    @cached_property
    def periods(self) -> Periods:
        return Periods(self.brief.period, self.brief.title, self.brief.date, self.words)

    def allows(self, text: str, quantity: Quantity) -> bool:
        """A date the writer gave, or a quantity that stands in the same words in title, headings, basis or a name."""
        if quantity.form in CALENDAR:
            return self.periods.allows(text, quantity)
        words = numerals.normal(quantity.text)
        if words.endswith(_THRESHOLDS) and words in self._plain_words:
            return True
        around = (text[max(0, quantity.start - _NEAR) : quantity.start], text[quantity.end : quantity.end + _NEAR])
        return any(
            numerals.same(one, quantity) and _alike(around, sides)
            for one, sides in self._allowed.get(numerals.key(quantity), ())
        )

    @cached_property
    def _plain_words(self) -> str:
        return numerals.normal(self.words)

    @cached_property
    def _allowed(self) -> dict[Hashable, list[tuple[Quantity, tuple[str, str]]]]:
        brief = self.brief
        texts = [brief.title, brief.unit, brief.period, brief.lead, brief.salutation, brief.closing]
        texts += [section.heading for section in brief.sections]
        texts += [one.text for one in brief.basis]
        texts += [*brief.task.must, brief.task.occasion, brief.task.audience]
        texts += [figure.name for figure in self.figures]
        texts += [figure.note for figure in self.figures]
        texts += [one.to for figure in self.figures for one in figure.comparisons]
        found: dict[Hashable, list[tuple[Quantity, tuple[str, str]]]] = {}
        for text in texts:
            for one in _quantities(text):
                sides = (text[max(0, one.start - _NEAR) : one.start], text[one.end : one.end + _NEAR])
                found.setdefault(numerals.key(one), []).append((one, sides))
        return found

    @cached_property
    def words(self) -> str:
        """All that the writer gave, as one text: what stands here may stand in the draft."""
        brief = self.brief
        parts = [brief.title, brief.unit, brief.period, brief.lead, brief.salutation, brief.closing, brief.signer]
        parts += [section.heading for section in brief.sections]
        parts += [point.text for section in brief.sections for point in section.points]
        parts += [one.text + one.source for one in brief.basis]
        parts += [*brief.task.must, brief.task.audience, brief.task.occasion]
        parts += [f"{one.name} {one.value} {one.rank} {one.note}" for one in self.figures]
        parts += [f"{one.to}{one.value}" for figure in self.figures for one in figure.comparisons]
        return "\n".join(parts)


def _valued(pair: tuple[Fraction, Known]) -> Fraction:
    return pair[0]


def digits(quantity: Quantity) -> str:
    """The first number as typed, without commas: 71.30亿元 and 71.30万元 are written alike."""
    found = re.search(r"\d+(?:,\d{3})*(?:\.\d+)?", numerals.normal(quantity.text))
    return found[0].replace(",", "") if found else quantity.text


def _ways_to_name(figure: Figure) -> tuple[str, ...]:
    """完工时间 is said by 完工."""
    dated = _TIME.sub("", figure.name) if figure.kind is Kind.DATE else ""
    ways = (*spellings(figure.name), dated) if dated else spellings(figure.name)
    # 完成 is a verb wherever it stands.
    return tuple(one for one in ways if one not in table("wording")["verbs"])


def of_point(figure: Figure) -> bool:
    return figure.origin is Origin.POINT


def _alike(around: tuple[str, str], sides: tuple[str, str]) -> bool:
    """The same words on one side, or an edge of the source there and nothing to contradict on the other."""
    return any(side and side == here for side, here in zip(sides, around, strict=True)) or sides == ("", "")


def _sayings(figure: Figure) -> list[Known]:
    made = [Known(figure, "value", "", None, one) for one in _quantities(value_text(figure))]
    for part in ("prev", "rank"):
        made += [Known(figure, part, "", None, one) for one in _quantities(part_text(figure, part) or "")]
    for one in figure.compared:
        said = _compared(figure, one)
        words = part_text(figure, "rate", one.to) or ""
        made += [Known(figure, said.part, one.to, said.change, found) for found in _quantities(words)]
    return made


def _compared(figure: Figure, comparison: Comparison) -> Said:
    moved = is_movement(comparison)
    change = numerals.read_change(comparison.value, figure.name) if moved else None
    return Said(figure, "rate" if moved else "change", comparison.to, change)


def _told(point: Point) -> list[tuple[str, Told]]:
    found: list[tuple[str, Told]] = []
    for clause in _CLAUSES.finditer(point.bound):
        cited = list(REFERENCE.finditer(clause[0]))
        words = REFERENCE.sub("", clause[0])
        state = point.state if point.state is not State.UNKNOWN else state_of(words)
        found += [(f"F{one['number']}", Told(words, state)) for one in cited]
    return found


def _works(point: Point) -> list[Told]:
    made: list[Told] = []
    for clause in re.finditer(r"[^，。；！？\n]+", point.text):
        state = point.state if point.state is not State.UNKNOWN else state_of(clause[0])
        made.append(Told(clause[0], state))
    # A point of several clauses says its subject once.
    return [Told(point.text, made[0].state), *made[1:]] if len(made) > 1 else made


def _work(figure: Figure) -> Told:
    compared = "".join(f"{one.to}{one.value}" for one in figure.compared)
    return Told(f"{figure.name}{value_text(figure)}{compared}{figure.note}", state_of(figure.name))


def state_of(words: str) -> State:
    """How far the words say the work is; UNKNOWN when they don't."""
    claims = table("claims")
    marked = (State.PLANNED, "strictly_planned"), (State.DOING, "strictly_under_way")
    return next((state for state, mark in marked if any(one in words for one in claims[mark])), State.UNKNOWN)


@lru_cache(maxsize=16384)
def _quantities(words: str) -> tuple[Quantity, ...]:
    """Figures are read again with every edit of a text; their words stay the same."""
    return numerals.find(words)
