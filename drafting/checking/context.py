"""What a check may hold a text against: the figures, and the quantities that are allowed to stand as typed."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

from drafting import numerals
from drafting.numerals import CALENDAR, Quantity
from drafting.references import part_text
from drafting.report import Brief, Figure, FigureSet

CLAUSE_ENDS = "；。！？\n"
SENTENCE_ENDS = "。！？\n"


@dataclass(frozen=True)
class Known:
    """One thing a figure may say, as a reader would see it: part is value, change, rate, prev or rank."""

    figure: Figure
    part: str
    comparison: str
    quantity: Quantity


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

    def saying(self, quantity: Quantity) -> tuple[Known, ...]:
        """What is known to be the same quantity."""
        return tuple(one for one in self.known if numerals.same(one.quantity, quantity))

    def allows(self, quantity: Quantity) -> bool:
        return any(
            one.text == quantity.text or (one.form in CALENDAR and numerals.same(one, quantity)) for one in self.allowed
        )

    @cached_property
    def allowed(self) -> tuple[Quantity, ...]:
        """Quantities of title, period, unit, headings, task and basis, and in names of figures and comparisons."""
        brief = self.brief
        texts = [brief.title, brief.unit, brief.period, brief.lead, brief.salutation, brief.closing, brief.date]
        texts += [section.heading for section in brief.sections]
        texts += [one.text for one in brief.basis] + [one.date for one in brief.basis]
        texts += [figure.name for figure in self.figures]
        texts += [figure.note for figure in self.figures]
        texts += [one.to for figure in self.figures for one in figure.comparisons]
        return tuple(found for text in texts for found in numerals.find(text))

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
        return "\n".join(parts)


def _sayings(figure: Figure) -> list[Known]:
    made = []
    forms = [("value", ""), ("prev", ""), ("rank", "")]
    forms += [(part, one.to) for one in figure.comparisons for part in ("change", "rate")]
    for part, to in forms:
        words = part_text(figure, part, to)
        made += [Known(figure, part, to, quantity) for quantity in numerals.find(words or "")]
    return made


def clause_before(text: str, at: int, stops: str = CLAUSE_ENDS) -> str:
    """The words of the same clause that stand before `at`."""
    bounds = _bounds(text, stops)
    return text[bounds[bisect_right(bounds, at) - 1] : at]


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Half-open span of the sentence (to 。！？ or line break) that holds the span, its closing mark left out."""
    bounds = _bounds(text, SENTENCE_ENDS)
    after = bisect_right(bounds, end)
    right = bounds[after] - 1 if after < len(bounds) else len(text)
    return bounds[bisect_right(bounds, start) - 1], right


@lru_cache(maxsize=8)
def _bounds(text: str, stops: str) -> tuple[int, ...]:
    """Where clauses begin. Found once a text: looking back from every quantity would cost its length each time."""
    return (0, *(match.end() for match in re.finditer(f"[{re.escape(stops)}]", text)))
