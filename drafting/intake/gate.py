"""The gate for every file from outside: what it really is, and whether it may be opened at all."""

import io
import re
import zipfile
import zlib

from drafting.errors import UploadRefused

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_PART = 80 * 1024 * 1024
MAX_RATIO = 200
MAX_PARTS = 2000
_RATIO_FROM = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE_DECLARATIONS = tuple(
    re.compile(re.escape("<!".encode(code)) + rb".{0,8}?" + re.escape(word.encode(code)), re.IGNORECASE | re.DOTALL)
    for code in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
    for word in ("DOCTYPE", "ENTITY")
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_YAML_LINE = re.compile(r"^(?:---\s*$|[A-Za-z_]\w*\s*:(?:\s|$))", re.MULTILINE)


def admit(data: bytes, name: str) -> str:
    """Kind by content: txt, docx, xlsx, yaml or json; raises `UploadRefused`. `name` is only used to say which file."""
    place = shown_name(name)
    if not data.strip():
        raise UploadRefused("文件是空的", place=place, hint="请换一个有内容的文件")
    if len(data) > MAX_BYTES:
        raise UploadRefused("文件超过20MB", place=place, hint="请拆分或删去图片后再试")
    if data.startswith(_OLE):
        fault = "文件加了密码，或是旧版的.doc、.xls"
        raise UploadRefused(fault, place=place, hint="请去掉密码，另存为.docx或.xlsx")
    if data.startswith(b"PK"):
        return _admit_package(data, place)
    return _kind_of_text(decode(data, name))


def decode(data: bytes, name: str) -> str:
    """Text by a fixed ladder: UTF-8, UTF-16 with its mark, GB18030, UTF-16; else raises `UploadRefused`."""
    for code in _ladder(data):
        try:
            text = data.decode(code)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text.removeprefix("\ufeff")
    raise UploadRefused("这不是文字文件", place=shown_name(name), hint="请用.txt、.docx、.xlsx、.yaml或.json文件")


def shown_name(name: str) -> str:
    """The last part of a name, printable, without any path."""
    last = re.split(r"[\\/]", name)[-1]
    return "".join(letter for letter in last if letter.isprintable())[:80] or "未命名文件"


def _ladder(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    wide = "utf-16-be" if data[:2].startswith(b"\x00") else "utf-16-le"
    return ("utf-8-sig", "gb18030", wide)


def _kind_of_text(text: str) -> str:
    stripped = text.lstrip("\ufeff \t\r\n")
    if stripped.startswith(("{", "[")) and stripped.rstrip().endswith(("}", "]")):
        return "json"
    return "yaml" if _YAML_LINE.match(stripped) else "txt"


def _admit_package(data: bytes, place: str) -> str:
    """An Office package is measured before anything in it is parsed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            _measure(parts, len(data), place)
            names = {part.filename for part in parts}
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _refuse_declarations(package, part, place)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as fault:
        raise UploadRefused("文件已损坏，打不开", place=place, hint="请用Word或表格软件打开后另存一份再试") from fault
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise UploadRefused("这是压缩包，不是Word或Excel文件", place=place, hint="请解压后上传其中的文件")


def _measure(parts: list[zipfile.ZipInfo], packed: int, place: str) -> None:
    if len(parts) > MAX_PARTS:
        raise UploadRefused("文件内部部件过多", place=place, hint="请另存为一份新文件再试")
    if any(part.flag_bits & 0x1 for part in parts):
        raise UploadRefused("文件加了密码", place=place, hint="请去掉密码后再试")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED or any(part.file_size > MAX_PART for part in parts):
        raise UploadRefused("文件解开后过大", place=place, hint="请拆分或删去图片后再试")
    if unpacked > _RATIO_FROM and unpacked > packed * MAX_RATIO:
        raise UploadRefused("文件压缩比异常", place=place, hint="请另存为一份新文件再试")


def _refuse_declarations(package: zipfile.ZipFile, part: zipfile.ZipInfo, place: str) -> None:
    """No Office program writes a DOCTYPE; one is an attack. The size read is what the directory promised."""
    with package.open(part) as stream:
        content = stream.read(part.file_size + 1)
    if len(content) > part.file_size:
        raise UploadRefused("文件已损坏，打不开", place=place, hint="请另存为一份新文件再试")
    if _DECLARATION.search(content) or any(pattern.search(content) for pattern in _WIDE_DECLARATIONS):
        raise UploadRefused("文件里有不允许的声明（DOCTYPE）", place=place, hint="请用Word或表格软件另存一份再试")
