"""Reading an exemplar from text or a file (.txt, .md, .docx)."""

from dataclasses import replace
from pathlib import Path

from drafting.errors import ExemplarError, InputError, UploadRefused
from drafting.exemplar.cells import cells
from drafting.exemplar.document import Exemplar, ExemplarSection, Slot
from drafting.exemplar.labels import slots
from drafting.exemplar.outline import front_matter, sections_of
from drafting.files import read_bytes
from drafting.shipped import EXEMPLAR, shipped


def parse_exemplar(text: str, name: str) -> Exemplar:
    """Any text parses; one without headings is all front matter."""
    kept = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    sections = sections_of(kept)
    title, salutation, lead = front_matter(kept[: sections[0].end])
    found = slots(kept, cells(kept))
    return Exemplar(name, kept, title, salutation, lead, tuple(_filled(section, found) for section in sections))


def _filled(section: ExemplarSection, found: tuple[Slot, ...]) -> ExemplarSection:
    return replace(section, slots=tuple(one for one in found if section.start <= one.offset < section.end))


def read_exemplar(path: Path) -> Exemplar:
    """Raises `ExemplarError`; a Word file is read as if all its tracked changes were accepted."""
    # The gate pulls in zip and XML reading, which the exemplar that ships doesn't need.
    from drafting.intake import gate

    try:
        data = read_bytes(path)
        kind = gate.admit(data, path.name)
        text = gate.decode(data, path.name) if kind in {"txt", "yaml", "json"} else ""
    except (InputError, UploadRefused) as fault:
        raise ExemplarError(fault.message, place=str(path), hint=fault.hint) from fault
    if kind == "docx":
        from drafting.exemplar.docx_text import text_of

        text = text_of(data, str(path))
    elif kind == "xlsx":
        raise ExemplarError("范文不能是Excel表格", place=str(path), hint="请换成.txt或.docx文件")
    if not text.strip():
        raise ExemplarError("范文里没有文字", place=str(path), hint="请换一份有内容的范文")
    return parse_exemplar(text, path.name)


def shipped_exemplar() -> Exemplar:
    return read_exemplar(shipped("examples", EXEMPLAR))
