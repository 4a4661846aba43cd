"""The writer that needs no model and no network: deterministic, and never a fact more than it was given."""

from collections.abc import Sequence

from drafting.counting import count_characters
from drafting.references import render
from drafting.report import Author, Figure, Finding, Origin, Point, Use
from drafting.writing.plain.compose import compose, material
from drafting.writing.writer import Ground, OnText, Written

TOLERANCE = 1.1


class PlainWriter:
    """Over the asked length it leaves out 可用 figures, then 可用 points, last first; must-use material stays."""

    author = Author.PLAIN

    def write(self, ground: Ground, on_text: OnText) -> Written:
        points = [point for point in ground.section.points if point.use is not Use.RESERVE]
        figures = list(ground.figures)
        text = self._composed(ground, figures, points)
        while self._too_long(text, ground) and _leave_out(figures, points, ground.index):
            text = self._composed(ground, figures, points)
        on_text(text)
        return Written(text, Author.PLAIN)

    def repair(self, ground: Ground, text: str, findings: tuple[Finding, ...], on_text: OnText) -> Written | None:
        return None

    @staticmethod
    def _composed(ground: Ground, figures: Sequence[Figure], points: Sequence[Point]) -> str:
        return compose(material(ground.brief, ground.index, figures, points))

    @staticmethod
    def _too_long(text: str, ground: Ground) -> bool:
        asked = ground.section.length
        return asked is not None and count_characters(render(text, ground.figures).text) > asked * TOLERANCE


def _leave_out(figures: list[Figure], points: list[Point], section: int) -> bool:
    """Drops the last 可用 figure of the section's table, or else its last 可用 point; False when none is left."""
    for at in range(len(figures) - 1, -1, -1):
        one = figures[at]
        if one.section == section and one.use is Use.MAY and one.origin is not Origin.POINT:
            del figures[at]
            return True
    for at in range(len(points) - 1, -1, -1):
        if points[at].use is Use.MAY:
            del points[at]
            return True
    return False
