"""The text of a manuscript or exemplar in any file the gate lets in: .txt, .md or .docx."""

from pathlib import Path

from drafting.errors import InputError
from drafting.files import read_bytes
from drafting.intake import gate


def read_text(path: Path) -> str:
    """Raises `InputError`: missing, empty, not text, not Word."""
    return text_of(read_bytes(path), str(path))


def text_of(data: bytes, name: str) -> str:
    """Without BOM, newlines as LF; a Word file with its tracked changes accepted. Raises `InputError`."""
    kind = gate.admit(data, name)
    if kind == "xlsx":
        raise InputError("这里不能用Excel表格", place=name, hint="请换成.txt或.docx文件")
    if kind == "docx":
        from drafting.word.accepted import accepted

        text = accepted(data, name).text
    else:
        text = gate.decode(data, name).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError("文件里没有文字", place=name, hint="请换一份有内容的文件")
    return text
