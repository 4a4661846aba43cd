"""The Word room: reports written as GB/T 9704-2012 asks, findings as comments, Word files read as accepted."""

from collections.abc import Iterable

from drafting.export import Manuscript
from drafting.report import Finding
from drafting.word.style import HouseStyle


def write_docx(manuscript: Manuscript, style: HouseStyle | None = None) -> bytes:
    """A .docx file; the same manuscript gives the same bytes. Loads python-docx on first use."""
    from drafting.word.writer import write

    return write(manuscript, style)


def annotate(data: bytes, name: str, text: str, findings: Iterable[Finding]) -> bytes:
    """A .docx with the findings as comments: `data` itself when it is one, else made from its `text`."""
    from drafting.word.annotate import annotated, annotated_text

    return annotated(data, name, findings) if data.startswith(b"PK") else annotated_text(text, findings)


__all__ = ["HouseStyle", "annotate", "write_docx"]
