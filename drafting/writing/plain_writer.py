"""The writer that needs no model and no network: deterministic, and never a fact more than it was given."""

from collections.abc import Sequence

from drafting.counting import count_characters
from drafting.references import render
from drafting.report import Author, Finding, Point, Use
from drafting.writing.plain.compose import compose, material
from drafting.writing.writer import Ground, OnText, Written

TOLERANCE = 1.1


class PlainWriter:
    """Over the asked length it leaves out 可用 points, last first; must-use material and figures always stay (W42, 2.2)."""

    author = Author.PLAIN

    def write(self, ground: Ground, on_text: OnText) -> Written:
        points = [point for point in ground.section.points if point.use is not Use.RESERVE]
        text = self._composed(ground, points)
        while self._too_long(text, ground) and (spare := _last_spare(points)) is not None:
            points.pop(spare)
            text = self._composed(ground, points)
        on_text(text)
        return Written(text, Author.PLAIN)

    def repair(
        self, ground: Ground, text: str, findings: tuple[Finding, ...], on_text: OnText
    ) -> Written | None:
        return None

    @staticmethod
    def _composed(ground: Ground, points: Sequence[Point]) -> str:
        return compose(material(ground.brief, ground.index, ground.figures, points))

    @staticmethod
    def _too_long(text: str, ground: Ground) -> bool:
        asked = ground.section.length
        return asked is not None and count_characters(render(text, ground.figures).text) > asked * TOLERANCE


def _last_spare(points: Sequence[Point]) -> int | None:
    """Index of the last point that may be left out."""
    return next((at for at in range(len(points) - 1, -1, -1) if points[at].use is Use.MAY), None)
