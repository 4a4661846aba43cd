"""The Word room: reports written as GB/T 9704-2012 asks."""

from drafting.export import Manuscript
from drafting.word.style import HouseStyle


def write_docx(manuscript: Manuscript, style: HouseStyle | None = None) -> bytes:
    """A .docx file; the same manuscript gives the same bytes. Loads python-docx on first use."""
    from drafting.word.writer import write

    return write(manuscript, style)


__all__ = ["HouseStyle", "write_docx"]
