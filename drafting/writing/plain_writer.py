"""The writer that needs no model and no network: deterministic, and never a fact more than it was given."""

from bisect import bisect_left
from collections.abc import Sequence

from drafting.counting import count_characters
from drafting.references import render
from drafting.report import Author, Figure, Finding, Origin, Point, Use
from drafting.writing.plain.compose import compose
from drafting.writing.plain.material import material
from drafting.writing.writer import Ground, OnText, Written

TOLERANCE = 1.1


class PlainWriter:
    """Over the asked length it leaves out 可用 figures, then 可用 points, last first; must-use material stays."""

    author = Author.PLAIN

    def write(self, ground: Ground, on_text: OnText) -> Written:
        spare = _spare(ground)
        # Leaving out more never makes the text longer, so the least that is enough is found by halving.
        least = bisect_left(range(len(spare)), True, key=lambda count: self._fits(ground, spare[:count]))
        text = self._composed(ground, spare[:least])
        on_text(text)
        return Written(text, Author.PLAIN)

    def repair(self, ground: Ground, text: str, findings: tuple[Finding, ...], on_text: OnText) -> Written | None:
        return None

    def _fits(self, ground: Ground, left_out: Sequence[Figure | Point]) -> bool:
        asked = ground.section.length
        if asked is None:
            return True
        text = render(self._composed(ground, left_out), ground.figures).text
        return count_characters(text) <= asked * TOLERANCE

    @staticmethod
    def _composed(ground: Ground, left_out: Sequence[Figure | Point]) -> str:
        gone = {id(one) for one in left_out}
        points = [one for one in ground.section.points if one.use is not Use.RESERVE and id(one) not in gone]
        figures = [one for one in ground.figures if id(one) not in gone]
        return compose(material(ground.brief, ground.index, figures, points))


def _spare(ground: Ground) -> list[Figure | Point]:
    """What may be left out, in the order it goes."""
    figures = [
        one for one in ground.figures.of_section(ground.index) if one.use is Use.MAY and one.origin is not Origin.POINT
    ]
    points = [one for one in ground.section.points if one.use is Use.MAY]
    return [*reversed(figures), *reversed(points)]
