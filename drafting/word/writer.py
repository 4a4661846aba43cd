"""A manuscript as a Word document in a house style."""

import io
import re
import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime

import docx

from drafting.export import Block, Manuscript, paragraphs
from drafting.word.blank import blank
from drafting.word.markup import Element, legal, paragraph, run, twips, w
from drafting.word.package import repack
from drafting.word.style import HouseStyle, house_style
from drafting.word.stylesheet import BODY, NORMAL, NOTE, SIGNATURE, TITLE, heading, heading_words

UNDATED = datetime(1980, 1, 1)
"""Stands in the properties of a report without a date, so that the same report gives the same file."""

LONGEST_PROPERTY = 255


def write(manuscript: Manuscript, style: HouseStyle | None = None) -> bytes:
    """No author, comment, revision or hidden text; the bytes depend on the arguments only."""
    style = style or house_style()
    document = docx.Document(io.BytesIO(blank(style)))
    section = document.sections[-1]._sectPr
    text, signature = list(_text(manuscript)), list(_signature(manuscript, style))
    if text and signature:
        _keep_with_next(text[-1])
    for element in (*text, *signature):
        section.addprevious(element)
    made = _made(manuscript.date)
    properties = document.core_properties
    properties.title = legal(manuscript.title)[:LONGEST_PROPERTY]
    properties.created = properties.modified = made
    target = io.BytesIO()
    document.save(target)
    return repack(target.getvalue())


def _text(manuscript: Manuscript) -> Iterator[Element]:
    if manuscript.title:
        yield paragraph(TITLE, run(manuscript.title))
    if manuscript.salutation:
        yield paragraph(NORMAL, run(manuscript.salutation))
    yield from _plain(manuscript.lead)
    for blocks in paragraphs(manuscript.blocks):
        yield _paragraph(blocks)
    yield from _plain(manuscript.closing)


def _plain(text: str) -> Iterator[Element]:
    for line in text.splitlines():
        yield paragraph(BODY, run(line))


def _paragraph(blocks: tuple[Block, ...]) -> Element:
    """A heading alone is in the outline; one that shares its paragraph is not, or its text would be too."""
    first, *rest = blocks
    if first.kind == "heading" and not rest:
        return paragraph(heading(first.level), run(first.text))
    return paragraph(BODY, *(run(block.text, _words(block)) for block in blocks))


def _words(block: Block) -> str:
    if block.kind == "heading":
        return heading_words(block.level)
    return NOTE if block.kind == "note" else ""


def _keep_with_next(element: Element) -> None:
    """The standard wants text on the page of the signature."""
    element[0].insert(1, w("keepNext"))


def _signature(manuscript: Manuscript, style: HouseStyle) -> Iterator[Element]:
    """署名 centred over 成文日期, which stands `signature_inset` characters from the right, more under a long 署名."""
    page, signers, date = style.page, manuscript.signer.splitlines(), manuscript.date
    area = (page.width - page.left - page.right) * 72 / 25.4
    inset = style.signature_inset * style.character_pitch
    date_width = _width(date, style)
    # A character to spare on either side, or a font a little wider than reckoned would break the line.
    halves = [_width(line, style) / 2 + style.character_pitch for line in signers]
    centre = min(max(inset + date_width / 2, *halves, 0), area / 2)
    over_date = (w("ind", left=twips(area - 2 * centre), right=0), w("jc", val="center"))
    lines = [(line, over_date if date else _from_right(inset, style)) for line in signers]
    lines += [(date, _from_right(max(centre - date_width / 2, 0), style))] if date else []
    for index, (line, place) in enumerate(lines):
        together = [w("keepNext")] if index + 1 < len(lines) else []
        blank_line = [] if index else [w("spacing", before=twips(style.grid.line_pitch))]
        yield paragraph(SIGNATURE, run(line), properties=(*together, *blank_line, *deepcopy(place)))


def _from_right(points: float, style: HouseStyle) -> tuple[Element, ...]:
    characters = round(points / style.character_pitch * 100)
    return w("ind", rightChars=characters, right=twips(points)), w("jc", val="right")


def _width(text: str, style: HouseStyle) -> float:
    """Points on the page: full-width characters fill a body cell, the others half an em."""
    narrow = sum(1 for character in text if unicodedata.east_asian_width(character) not in "WFA")
    return len(text) * style.character_pitch - narrow * style.body.size / 2


def _made(date: str) -> datetime:
    parts = re.match(r"(\d{4})年(\d{1,2})月(\d{1,2})日", date, re.ASCII)
    if not parts:
        return UNDATED
    try:
        return datetime(int(parts[1]), int(parts[2]), int(parts[3]))
    except ValueError:
        return UNDATED
