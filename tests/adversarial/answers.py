"""A section answered as it should be, and the same answer after something has gone wrong with it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from drafting import references
from drafting.references import Reference
from drafting.report import Brief, Comparison, Figure, FigureSet, Origin, Status
from drafting.writing.plain_writer import PlainWriter
from drafting.writing.writer import Ground
from tests.fake_endpoint import Ending

HALF_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
SENTENCE_ENDS = "。！？；\n"
_CLAUSE_ENDS = re.compile(r"[，。；：！？、\n（）“”]")
_NUMBER = re.compile(r"(?<![A-Za-z\d.])\d+(?:\.\d+)?")
_EACH = re.compile(r"(?P<each>分别(?P<verb>[\u4e00-\u9fff]{2}))(?P<amounts>[\d.]+%(?:[、和及][\d.]+%)+)")


@dataclass(frozen=True, slots=True)
class Planted:
    """Wrong words as a reader would see them; `lead`: what stands right before them in the clause.

    `anywhere`: nothing in particular is wrong with the words, so a finding anywhere on the section speaks of them.
    """

    words: str
    lead: str = ""
    anywhere: bool = False

    def places(self, shown: str) -> Iterator[tuple[int, int]]:
        """Where they stand in a rendered text."""
        digit_before = r"(?<![\d.])" if self.words[0].isdecimal() else ""
        digit_after = r"(?![\d.]*\d)" if self.words[-1].isdecimal() else ""
        gap = r"[^，。；！？\n]{0,4}?" if self.lead else ""
        pattern = f"{re.escape(self.lead)}{gap}{digit_before}(?P<words>{re.escape(self.words)}){digit_after}"
        for match in re.finditer(pattern, shown.translate(HALF_WIDTH)):
            yield match.span("words")


@dataclass(frozen=True, slots=True)
class Faulty:
    """What a misbehaving model sends. `harmless`: oddly put, but nothing a reader sees of it may be wrong or missing.

    `echo`: it sends its own prompt back instead of `text`.
    """

    text: str
    planted: tuple[Planted, ...] = ()
    dropped: tuple[str, ...] = ()
    harmless: bool = False
    finish: str = "stop"
    ending: Ending = Ending.DONE
    echo: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A reference in a sound answer. `at`: where it stands in the rendered text; `lead`: its own words before it."""

    reference: Reference
    figure: Figure
    shown: str
    at: int
    lead: str

    @property
    def part(self) -> str:
        return self.reference.part

    @property
    def named(self) -> bool:
        """Whether the words before it say whose number it is."""
        return any(pair in self.lead for pair in pairs(self.figure.name))

    @property
    def measure(self) -> str:
        """What the number is counted in, as it shows: 亿元, 个, 万人次; "" for words without a digit."""
        return re.sub(r"^.*\d", "", self.shown) if any(map(str.isdecimal, self.shown)) else ""

    @property
    def comparison(self) -> Comparison | None:
        return references.comparison_of(self.figure, self.reference.comparison)

    def planted(self, words: str) -> Planted:
        """Wrong words in the reference's place."""
        return Planted(words, self.lead[-8:])


@dataclass(frozen=True)
class Sound:
    """An answer with nothing wrong, for section `index` of the brief."""

    brief: Brief
    index: int
    text: str

    @property
    def figures(self) -> FigureSet:
        return self.brief.figures

    @cached_property
    def shown(self) -> str:
        return self.show(self.text)

    def show(self, source: str) -> str:
        return references.render(source, self.figures).text

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        rendered = references.render(self.text, self.figures)
        mentions = iter(rendered.mentions)
        found: list[Spot] = []
        end = 0
        for reference in references.find(self.text):
            figure = self.figures.get(reference.key)
            if figure is None or references.part_text(figure, reference.part, reference.comparison) is None:
                continue
            mention = next(mentions)
            lead = _CLAUSE_ENDS.split(rendered.text[end : mention.start])[-1]
            found.append(Spot(reference, figure, rendered.text[mention.start : mention.end], mention.start, lead))
            end = mention.end
        return tuple(found)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Spans of the stored text, each with the mark it ends with."""
        return tuple(match.span() for match in re.finditer(rf"[^{SENTENCE_ENDS}]+[{SENTENCE_ENDS}]?", self.text))

    @cached_property
    def given(self) -> frozenset[str]:
        """Every number of the writer's, as digits."""
        return numbers_in(material_of(self.brief))

    def swap(self, spot: Spot, source: str) -> str:
        """The stored text with something else in a reference's place."""
        return self.text[: spot.reference.start] + source + self.text[spot.reference.end :]

    def spots_in(self, rng: Random, *parts: str, named: bool = False) -> Iterator[Spot]:
        """In random order; `named`: only those whose clause says whose number it is."""
        fitting = [one for one in self.spots if one.part in parts and (one.named or not named)]
        yield from rng.sample(fitting, len(fitting))

    def sentences_in(self, rng: Random) -> Iterator[tuple[int, int]]:
        """In random order, those that hold a reference."""
        fitting = [(start, end) for start, end in self.sentences if references.find(self.text[start:end])]
        yield from rng.sample(fitting, len(fitting))


Fault = Callable[[Sound, Random], Iterator[Faulty]]
"""What a kind of misbehaviour would make of an answer, the likeliest place first; nothing where it can't."""


def commit(fault: Fault, sound: Sound, rng: Random) -> Faulty | None:
    """The first outcome that differs from the sound answer by just what it says it does."""
    for faulty in fault(sound, rng):
        already = any(True for planted in faulty.planted for _ in planted.places(sound.shown))
        if not already and (faulty.text != sound.text or faulty.harmless):
            return faulty
    return None


def plain_answer(brief: Brief, index: int) -> Sound:
    """As the plain writer would have it: every figure referenced, little connecting them."""
    text = PlainWriter().write(Ground(brief, index, brief.figures), lambda _: None).text
    return Sound(brief, index, text)


def written_answer(brief: Brief, index: int, body: str) -> Sound:
    """The section as a person wrote it, a number referenced where exactly one figure of the brief reads like it."""
    body = body.translate(HALF_WIDTH)
    worded = _worded(brief)
    pattern = re.compile("|".join(_bounded(words) for words in sorted(worded, key=len, reverse=True)))

    def referenced(match: re.Match[str]) -> str:
        figure, reference = worded[match[0]]
        lead = _CLAUSE_ENDS.split(match.string[: match.start()])[-1]
        own = figure.section == index or any(pair in lead for pair in pairs(figure.name))
        return str(reference) if own else match[0]

    def rates(match: re.Match[str]) -> str:
        amounts = re.split("([、和及])", match["amounts"])
        said = [worded.get(match["verb"] + one) for one in amounts[::2]]
        if None in said:
            return match[0]
        amounts[::2] = [str(replace(one[1], part="rate")) for one in said if one is not None]
        return match["each"] + "".join(amounts)

    text = ""
    for line in body.splitlines(keepends=True):
        linked = pattern.sub(referenced, _EACH.sub(rates, line))
        text += linked if references.render(linked, brief.figures).text == line else line
    return Sound(brief, index, text)


def _worded(brief: Brief) -> dict[str, tuple[Figure, Reference]]:
    """Words that only one reference shows as."""
    found: dict[str, list[tuple[Figure, Reference]]] = {}
    for figure in brief.figures:
        for reference in _references_of(figure):
            words = references.part_text(figure, reference.part, reference.comparison) or ""
            if any(map(str.isdecimal, words)):
                found.setdefault(words, []).append((figure, reference))
    return {words: one[0] for words, one in found.items() if len(one) == 1}


def _references_of(figure: Figure) -> Iterator[Reference]:
    for part in ("value", "rank"):
        yield Reference(0, 0, figure.key, part)
    # 预计 is said by the value; a bare one would have to follow it.
    if figure.prev and figure.status is not Status.ESTIMATE:
        yield Reference(0, 0, figure.key, "prev")
    for at, comparison in enumerate(figure.compared):
        yield Reference(0, 0, figure.key, "change", comparison.to if at else "")


def _bounded(words: str) -> str:
    before = r"(?<![\d.])" if words[0].isdecimal() else ""
    after = r"(?![\d.])" if words[-1].isdecimal() else ""
    if not before:
        # 增长5.2%、6.9% says the verb for both.
        after = r"(?![、和及]\d)"
    return f"{before}{re.escape(words)}{after}"


def numbers_in(text: str) -> frozenset[str]:
    """As digits; those of names (G75, PM2.5) left out."""
    return frozenset(_NUMBER.findall(text.translate(HALF_WIDTH)))


def pairs(name: str) -> list[str]:
    return [name[at : at + 2] for at in range(len(name) - 1)] or [name]


def material_of(brief: Brief) -> str:
    """All that the writer gave, as one text."""
    figures = [
        " ".join((one.name, one.value, one.unit, one.prev, one.rank, one.note, *_compared(one)))
        for one in brief.figures
        if one.origin is not Origin.POINT
    ]
    points = [point.text for section in brief.sections for point in section.points]
    headings = [section.heading for section in brief.sections]
    bases = [one.text for one in brief.basis]
    return "\n".join((brief.title, brief.period, *headings, *bases, *figures, *points))


def _compared(figure: Figure) -> Iterator[str]:
    for one in figure.comparisons:
        yield from (one.typed, one.value)
