"""Which passage of the exemplar serves a section, with every fact of it masked."""

import re

from drafting.exemplar.cells import MASK, Cell, cells
from drafting.exemplar.document import Exemplar, ExemplarSection
from drafting.exemplar.leaks import leak_terms
from drafting.lexicon import table
from drafting.report import Kind

BLANK = "○"
_DATE_NUMBER = re.compile(r"[0-9０-９〇零一二三四五六七八九十]+")
_MARK = re.compile(r"^(?:第?[一二三四五六七八九十]+(?:部分|、)|[（(][^（()）]{1,3}[）)]|[0-9０-９]+[.．、])\s*")


def passage_for(exemplar: Exemplar, heading: str) -> str:
    """Masked text of the section with this heading, else of the closest by content; "" when none is near."""
    section = _closest(exemplar, heading)
    return masked(exemplar, exemplar.body(section)).strip() if section else ""


def masked(exemplar: Exemplar, text: str) -> str:
    """Every quantity ○ with its unit, every name of the exemplar ○○."""
    kept: list[str] = []
    position = 0
    for cell in cells(text):
        blank = BLANK if MASK.fullmatch(cell.text) else _blanked(cell)
        kept += [text[position : cell.start], blank]
        position = cell.end
    hidden = "".join([*kept, text[position:]])
    for term in leak_terms(exemplar):
        hidden = hidden.replace(term, BLANK * 2)
    return hidden


def _blanked(cell: Cell) -> str:
    """A literal quantity keeps its unit, a date its 年, 月, 日."""
    if cell.kind is Kind.NUMBER:
        return BLANK + cell.unit
    return _DATE_NUMBER.sub(BLANK, cell.text)


def _closest(exemplar: Exemplar, heading: str) -> ExemplarSection | None:
    filled = [one for one in exemplar.sections if exemplar.body(one).strip()]
    wanted = _plain(heading)
    for one in filled:
        if one.level and _plain(one.heading) == wanted:
            return one
    scored = [(_likeness(wanted, exemplar, one), -index, one) for index, one in enumerate(filled) if one.level]
    best = max(scored, default=None, key=lambda item: item[:2])
    return best[2] if best and best[0] > 0 else None


def _likeness(wanted: str, exemplar: Exemplar, section: ExemplarSection) -> float:
    """Overlap of bigrams with the heading, of topics with heading and body."""
    own = _bigrams(_plain(section.heading))
    asked = _bigrams(wanted)
    shared = 2 * len(asked & own) / max(1, len(asked) + len(own))
    body = exemplar.body(section)
    within = sum(gram in body for gram in asked) / max(1, len(asked))
    topics = _topics(wanted)
    topical = len(topics & _topics(section.heading)) + 0.5 * len(topics & _topics(body[:200]))
    return shared + 0.4 * within + topical


def _plain(heading: str) -> str:
    return re.sub(r"[\s“”‘’、，。：:]", "", _MARK.sub("", heading.strip()))


def _bigrams(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _topics(text: str) -> set[str]:
    topics: dict[str, list[str]] = table("topics")["topics"]
    return {topic for topic, words in topics.items() if any(word in text for word in words)}
