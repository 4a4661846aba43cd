"""What one section is written from, and what kind of section it is."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafting.lexicon import table
from drafting.references import escape
from drafting.report import Brief, Figure, Origin, Point, Use
from drafting.writing.plain.points import Item, complete, make_item, worded

ROLE = re.compile(r"问题|打算|计划|措施|下一步|下步")
"""Labels that say what an item is rather than which field it is of."""

_FIELD = re.compile(rf"(?:方面|领域|工作)$|^[抓促强稳扩保优补]|{ROLE.pattern}")


@dataclass(frozen=True, slots=True)
class Material:
    """What one section is written from: the points in use and the figures no point mentions."""

    brief: Brief
    heading: str
    items: tuple[Item, ...]
    figures: tuple[Figure, ...]

    @property
    def theme(self) -> str:
        """What the whole section is about; it tells no two points apart."""
        return f"{self.brief.title}{self.brief.unit}{self.heading}"


def material(brief: Brief, index: int, figures: Sequence[Figure], points: Sequence[Point]) -> Material:
    """Figures of 备查 and pending ones are left out; a table figure that a point counts gets its comparisons there."""
    # A figure of another section is told there in full; here the point's own words do.
    by_key = {
        one.key: replace(one, comparisons=one.compared)
        for one in figures
        if one.origin is not Origin.POINT and one.section == index
    }
    said: set[str] = set()
    made = _fields_told([make_item(point) for point in points])
    if section_kind(brief.sections[index].heading) in {"work", "situation"}:
        made = [worded(item) for item in made]
    items = tuple(complete(item, by_key, said) for item in made if item.text)
    mentioned = {key for item in items for key in item.keys}
    own = tuple(
        _typed(figure)
        for figure in figures
        if figure.section == index
        and figure.key not in mentioned
        and figure.origin is not Origin.POINT
        and figure.use is not Use.RESERVE
        and not figure.pending
    )
    return Material(brief, brief.sections[index].heading, items, own)


def _fields_told(items: list[Item]) -> list[Item]:
    """What stands before a colon is a field only where it reads as one or several points share it; else it is text."""
    uses = Counter(item.label for item in items)
    return [item if uses[item.label] > 1 or _FIELD.search(item.label) else item.unlabelled() for item in items]


def _typed(figure: Figure) -> Figure:
    """The figure as it goes into stored text: its name escaped, blank comparisons left out."""
    return replace(figure, name=escape(figure.name), comparisons=figure.compared)


def section_kind(heading: str) -> str:
    """situation, work, problems, plans, problems_and_plans or request, by the words of the heading."""
    for rule in table("wording")["section_kinds"]:
        needed = rule.get("all") or [rule["words"]]
        if all(any(word in heading for word in words) for words in needed):
            return str(rule["kind"])
    return "work"
