"""Reading an exemplar from text or a file (.txt, .md, .docx)."""

from bisect import bisect_left
from dataclasses import replace
from pathlib import Path

from drafting.errors import ExemplarError, InputError
from drafting.exemplar.cells import cells
from drafting.exemplar.document import Exemplar
from drafting.exemplar.labels import slots
from drafting.exemplar.outline import front_matter, sections_of
from drafting.shipped import EXEMPLAR, shipped


def parse_exemplar(text: str, name: str) -> Exemplar:
    """Any text parses; one without headings is all front matter."""
    kept = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    sections = sections_of(kept)
    title, salutation, lead = front_matter(kept[: sections[0].end])
    found = slots(kept, cells(kept))
    offsets = [one.offset for one in found]
    filled = (
        replace(one, slots=found[bisect_left(offsets, one.start) : bisect_left(offsets, one.end)]) for one in sections
    )
    return Exemplar(name, kept, title, salutation, lead, tuple(filled))


def read_exemplar(path: Path) -> Exemplar:
    """Raises `ExemplarError`; a Word file is read as if all its tracked changes were accepted."""
    # The gate pulls in zip and XML reading, which nothing else here needs.
    from drafting.intake.document import read_text

    try:
        return parse_exemplar(read_text(path), path.name)
    except InputError as fault:
        raise ExemplarError(fault.message, place=fault.place or str(path), hint=fault.hint) from fault


def shipped_exemplar() -> Exemplar:
    return read_exemplar(shipped("examples", EXEMPLAR))
