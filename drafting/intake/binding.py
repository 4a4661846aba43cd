"""The quantities of one text shared out to figures: value, change and rank of one subject are one figure."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from drafting import numerals, references
from drafting.intake.phrases import counts
from drafting.intake.sayings import Saying, clause_of, sayings, sentence_of
from drafting.intake.subjects import Thread, mentioned, name, subject, subjects
from drafting.naming import cover
from drafting.numerals import CALENDAR
from drafting.references import ESTIMATED, Reference
from drafting.report import Comparison, Figure, Kind, Origin, Status, Use
from drafting.wording import bare

_LISTED = re.compile(r"、|和|及|与|以及")
_TURNS = re.compile(r"[，。；！？,;!?\n]")
_REACHING = re.compile(r"(?:达到?|为|总量|总额|共)*")
_EARLIER = re.compile(r"(?:上年|去年|同期|上期|原来?)[^，]{0,4}$")
_MOST_SHARED = 12
_MEMORY = 50
"""How many subjects back a change may look for its own."""

_TIMES = re.compile(r"^(?:上年同期|去年同期|上年|去年|年初|[一二三四]季度|[上下]半年|前三季度|\d{4}年)")
_STEADY = frozenset({"%", "‰", "倍", "番", "个百分点", "位", "个基点"})
_YEARLY = frozenset(
    {"同比", *(f"{word}{then}" for word in "较比" for then in ("上年", "去年", "上年同期", "去年同期"))}
)


@dataclass(slots=True)
class Lifted:
    """A figure in the making; `key` is one nobody has yet, until the whole section is read."""

    key: str
    name: str
    use: Use
    kind: Kind = Kind.NUMBER
    value: str = ""
    prev: str = ""
    rank: str = ""
    comparisons: list[Comparison] = field(default_factory=list)
    status: Status = Status.NONE

    def takes(self, saying: Saying) -> bool:
        """Whether the place for it is still free."""
        if saying.part in ("change", "rate"):
            return all(one.to != saying.to for one in self.comparisons)
        return not getattr(self, saying.part)

    def take(self, saying: Saying) -> str:
        """Its reference, the figure now holding what it says."""
        to = ""
        if saying.part in ("change", "rate"):
            self.comparisons.append(Comparison(saying.to, saying.text))
            to = saying.to if len(self.comparisons) > 1 else ""
        else:
            setattr(self, saying.part, saying.text)
        return str(Reference(0, 0, self.key, saying.part, to))

    def figure(self, section: int) -> Figure:
        return Figure(
            key=self.key,
            name=self.name,
            section=section,
            kind=self.kind,
            value=self.value,
            comparisons=tuple(self.comparisons),
            rank=self.rank,
            prev=self.prev,
            use=self.use,
            status=self.status,
            origin=Origin.POINT,
        )


@dataclass(frozen=True, slots=True)
class Material:
    """`given`: the figures of the writer's table; `new`: makes a figure of a name."""

    given: Sequence[Figure]
    new: Callable[[str], Lifted]


class Manner(StrEnum):
    """How much is read out of the words: `FIRM` no 预计 of a figure's own, `PLAIN` every quantity a value by itself."""

    FULL = "full"
    FIRM = "firm"
    PLAIN = "plain"


class Binding:
    """One text being bound; `noted`: the figure whose note it is."""

    def __init__(self, material: Material, thread: Thread, noted: Figure | None, manner: "Manner") -> None:
        self._material = material
        self._thread = thread
        self._noted = noted
        self._plainly = manner is Manner.PLAIN
        self._estimates = manner is Manner.FULL
        self._text = thread.text
        self._spoken: list[tuple[int, Lifted | Figure]] = []
        self._floor = 0
        self._unshared = 0

    def bound(self) -> str:
        """References for quantities; `[[` typed by the writer is escaped."""
        pieces: list[str] = []
        position = 0
        for saying, reference in self._references():
            pieces += [references.escape(self._text[position : saying.start]), reference]
            position = saying.end
        return "".join([*pieces, references.escape(self._text[position:])])

    def _references(self) -> Iterator[tuple[Saying, str]]:
        waiting = [one for one in sayings(self._text) if not (self._noted and one.quantity.form in CALENDAR)]
        if self._plainly:
            waiting = [_as_value(one) for one in waiting]
        while waiting:
            run = self._run(waiting)
            shared = self._shared(run) if len(run) > 1 and run[0].start >= self._unshared else []
            self._unshared = self._unshared if shared or len(run) == 1 else run[-1].end
            taken = shared or [self._one(waiting)]
            for saying, reference in taken:
                yield saying, reference
                if saying.quantity.form not in CALENDAR:
                    self._floor = saying.end
            del waiting[: len(taken)]

    def _one(self, waiting: Sequence[Saying]) -> tuple[Saying, str]:
        saying = waiting[0]
        told = "" if self._plainly or saying.part == "value" else subject(self._thread, saying, self._floor)
        found = self._known(saying, self._candidates(saying, told))
        if found is not None:
            return found
        if saying.part == "change" and not (told or saying.to) and self._counts_something(saying):
            saying = _as_value(saying)
        if saying.part == "prev":
            named = replace(waiting[1], head=saying.head)
            return saying, self._speak(saying, self._material.new(name(self._thread, named, self._floor)))
        if saying.part == "value":
            return saying, self._speak(saying, self._valued(saying))
        return saying, self._speak(saying, self._moved(saying, told))

    def _speak(self, saying: Saying, lifted: Lifted) -> str:
        turn = self._turn(saying)
        if ESTIMATED in turn and self._estimates and not (lifted.value or lifted.comparisons or lifted.rank):
            lifted.status = Status.ESTIMATE if saying.part in ("value", "change") else Status.NONE
        if saying.quantity.form in CALENDAR:
            lifted.kind, lifted.status = Kind.DATE, Status.NONE
        else:
            self._spoken.append((sentence_of(self._text, saying.start), lifted))
            self._thread.last = self._thread.last if saying.part == "value" else lifted.name
        return lifted.take(saying)

    def _turn(self, saying: Saying) -> str:
        """The words before it as far back as 预计 reaches."""
        return _TURNS.split(self._text[max(0, saying.start - 10 * _MEMORY) : saying.start])[-1]

    def _valued(self, saying: Saying) -> Lifted:
        """The figure a value is of: the one whose earlier value or change was just told, else its own."""
        last = self._spoken[-1][1] if self._spoken else None
        if isinstance(last, Lifted) and not last.value and not self._plainly and saying.quantity.form not in CALENDAR:
            between = self._text[self._floor : saying.start]
            amount = saying.quantity.unit.endswith("元") and last.comparisons
            if (last.prev and not last.comparisons) or (amount and _REACHING.fullmatch(between.lstrip("，"))):
                return last
        return self._material.new(name(self._thread, saying, self._floor))

    def _moved(self, saying: Saying, told: str) -> Lifted:
        """The figure a change, share or rank is of, by the words before it or the subject spoken of last."""
        sentence = sentence_of(self._text, saying.start)
        here = [one for at, one in self._spoken[: -1 - _MEMORY : -1] if at == sentence]
        if told:
            free = (one for one in here if isinstance(one, Lifted) and one.name == told and one.takes(saying))
            return next(free, None) or self._material.new(told)
        fitting = [
            one for one in here if saying.quantity.unit in _STEADY or _measure(one) == bare(saying.quantity.unit)
        ]
        if fitting:
            first = fitting[0]
            share = _share_of(first) if saying.quantity.unit == "个百分点" else ""
            if share:
                return self._material.new(f"{first.name}{share}比重")
            same = (one for one in here if isinstance(one, Lifted) and one.name == first.name and one.takes(saying))
            return next(same, None) or self._material.new(first.name)
        return self._material.new(self._unnamed(saying))

    def _unnamed(self, saying: Saying) -> str:
        if self._noted is None:
            sentence = self._text[max(sentence_of(self._text, saying.start), saying.head - _MEMORY) : saying.head]
            before = mentioned(re.split("[，,]", sentence.rstrip("，,"))[-1])
            return before or name(self._thread, replace(_as_value(saying), head=saying.head), self._floor)
        left = clause_of(self._text, saying.start, saying.end)[0]
        words = self._text[left : saying.head]
        time = _TIMES.match(words)
        # A figure of another time is another figure; a digit in its name would be a number nobody bound.
        ranked = "位次" if saying.part == "rank" or words.startswith("位次") else ""
        return f"{re.sub(r'[0-9]+年', '', time[0]) if time else ''}{self._noted.name}{ranked}"

    def _counts_something(self, saying: Saying) -> bool:
        """增加8个停车位 tells what was done, 停车位增加8个 how a count changed."""
        right = clause_of(self._text, saying.start, saying.end)[1]
        return saying.quantity.unit not in _STEADY and counts(self._text[saying.end : right], saying.quantity.unit)

    def _run(self, waiting: Sequence[Saying]) -> list[Saying]:
        """Amounts of one kind with nothing but 、between: what one list of subjects shares out."""
        run = [waiting[0]]
        for one in waiting[1:]:
            between = self._text[run[-1].end : one.start]
            alike = one.quantity.form is run[0].quantity.form and one.quantity.unit == run[0].quantity.unit
            full = len(run) == _MOST_SHARED
            if full or self._plainly or not alike or one.part == "prev" or not _LISTED.fullmatch(between):
                break
            run.append(one)
        return run if run[0].part != "prev" and run[0].quantity.form not in CALENDAR else run[:1]

    def _shared(self, run: list[Saying]) -> list[tuple[Saying, str]]:
        """Each amount of the list with the reference of its own subject; [] where the subjects can't be told apart."""
        names = subjects(self._thread, run[0], self._floor, len(run))
        left = clause_of(self._text, run[0].start, run[0].end)[0]
        owners: list[Lifted | Figure] | None = None
        if names is None and "分别" in self._text[left : run[0].quantity.start]:
            owners = [one for _, one in self._spoken][-len(run) :]
        if (names is None and (owners is None or len(owners) < len(run))) or not _apart(names or owners):
            return []
        shared = _each(run)
        if shared is None:
            return []
        return [
            self._member(one, names[at] if names else "", owners[at] if owners else None)
            for at, one in enumerate(shared)
        ]

    def _member(self, saying: Saying, told: str, owner: Lifted | Figure | None) -> tuple[Saying, str]:
        if isinstance(owner, Lifted) and owner.takes(saying):
            return saying, self._speak(saying, owner)
        told = told or (owner.name if owner else "")
        exact = [one for one in self._material.given if one.name == told]
        found = self._known(saying, exact)
        return found or (saying, self._speak(saying, self._material.new(told)))

    def _candidates(self, saying: Saying, told: str) -> list[Figure]:
        """Figures of the writer's table the words speak of; the one spoken of just before, where they name none."""
        left, right = clause_of(self._text, saying.start, saying.end)
        words = self._text[left:right]
        last = self._spoken[-1] if self._spoken else None
        carried = last and not told and last[0] == sentence_of(self._text, saying.start) and saying.part != "value"
        first = [last[1]] if carried and last and isinstance(last[1], Figure) else []
        noted = [self._noted] if self._noted and not told else []
        return [*first, *noted, *(one for one in self._material.given if cover(one.name, words) >= 1)]

    def _known(self, saying: Saying, figures: Sequence[Figure]) -> tuple[Saying, str] | None:
        """The saying as a reference to a figure of the table that says it in the same words."""
        turn = self._turn(saying)
        for figure in figures:
            part, to = _told_by(figure, saying, turn)
            if not part:
                continue
            sentence = sentence_of(self._text, saying.start)
            self._spoken.append((sentence, figure))
            measure = bare(saying.quantity.unit)
            self._thread.last = self._thread.owner = self._thread.nouns[measure] = figure.name
            return saying, str(Reference(0, 0, figure.key, part, to))
        return None


def _share_of(one: Lifted | Figure) -> str:
    """What a figure that has nothing but a share is a share of."""
    last = one.comparisons[-1] if one.comparisons and not one.value else None
    return last.to if last is not None and last.to.startswith("占") else ""


def _as_value(saying: Saying) -> Saying:
    quantity = saying.quantity
    return Saying(quantity, "value", quantity.start, quantity.end, quantity.text, quantity.start)


def _measure(one: Lifted | Figure) -> str:
    words = one.value if isinstance(one, Lifted) else references.value_text(one)
    changed = one.comparisons[0].value if one.comparisons else ""
    quantity = numerals.read(words.removeprefix(ESTIMATED)) if words else None
    if quantity is None and (change := numerals.read_change(changed)):
        quantity = numerals.read(change.amount) if change.amount else None
    return bare(quantity.unit) if quantity else ""


def _apart(owners: "Sequence[str | Lifted | Figure] | None") -> bool:
    keys = [one if isinstance(one, str) else one.key for one in owners or ()]
    return len(set(keys)) == len(keys)


def _each(run: list[Saying]) -> list[Saying] | None:
    """The members of a list read alike: bare amounts take verb and basis of the first; None where that can't be."""
    first = run[0]
    if first.part not in ("change", "rate"):
        return run if all(one.part == first.part for one in run) else None
    if first.start == first.quantity.start and first.part == "change":
        return [_amount(one, "change", first.to, one.quantity.text) for one in run]
    if all(one.part == "change" for one in run):
        return [first, *(replace(one, to=one.to or first.to) for one in run[1:])]
    if any(one.part != "value" for one in run[1:]):
        return None
    verb = first.text[: len(first.text) - len(first.quantity.text)]
    changes = [numerals.read_change(verb + one.quantity.text) for one in run]
    if any(one is None or not one.amount for one in changes):
        return None
    return [_amount(one, "rate", first.to, verb + one.quantity.text) for one in run]


def _amount(saying: Saying, part: str, to: str, text: str) -> Saying:
    quantity = saying.quantity
    return Saying(quantity, part, quantity.start, quantity.end, text, saying.head, to)


def _told_by(figure: Figure, saying: Saying, turn: str) -> tuple[str, str]:
    """Part and comparison by which the figure says it, ("", "") when it doesn't."""
    typed = numerals.normal(saying.text)
    if saying.part == "value" and _spoken(references.value_text(figure), turn) == typed:
        return "value", ""
    earlier = references.part_text(figure, "prev")
    if earlier == typed and (saying.part != "value" or _EARLIER.search(turn)):
        return "prev", ""
    if saying.part == "rank":
        return ("rank", "") if numerals.normal(figure.rank) == typed else ("", "")
    for at, one in enumerate(figure.compared if saying.part in ("change", "rate") else ()):
        shown = _spoken(references.part_text(figure, "change", one.to) or "", turn)
        moves = references.is_movement(Comparison(saying.to, ""))
        if shown == typed and moves is references.is_movement(one) and _alike(saying.to, one.to):
            return saying.part, one.to if at else ""
    return "", ""


def _spoken(words: str, turn: str) -> str:
    """An estimate's 预计 is not shown again where it was typed."""
    return words.removeprefix(ESTIMATED) if ESTIMATED in turn else words


def _alike(typed: str, to: str) -> bool:
    return not typed or not to or typed in to or to in typed or {typed, to} <= _YEARLY
