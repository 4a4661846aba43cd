import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.errors import UploadRefused
from drafting.intake import gate


def package(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


WORD = {"word/document.xml": b"<w/>"}
BOMB = package({**WORD, "word/media/a.bin": b"\0" * 30_000_000})


def encrypted() -> bytes:
    data = bytearray(package(WORD, zipfile.ZIP_STORED))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


KINDS = [
    (package(WORD), "docx"),
    (package({"xl/workbook.xml": b"<x/>"}), "xlsx"),
    ("一、情况\n正文".encode(), "txt"),
    ("一、情况\n正文".encode("gb18030"), "txt"),
    ("标题".encode("utf-16"), "txt"),
    ("title: 汇报\nsections: []\n".encode(), "yaml"),
    (b'{"title": "a"}', "json"),
]


@pytest.mark.parametrize(("data", "kind"), KINDS)
def test_the_kind_is_told_by_content_never_by_name(data: bytes, kind: str) -> None:
    assert gate.admit(data, "../../etc/猜不到.xlsx") == kind


REFUSED = [
    (b"", "空"),
    (b" \n", "空"),
    (b"x" * (gate.MAX_BYTES + 1), "20MB"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, "密码"),
    (encrypted(), "密码"),
    (BOMB, "压缩比"),
    (package({f"word/{number}.xml": b"" for number in range(gate.MAX_PARTS + 1)}), "部件"),
    (package({**WORD, "word/a.xml": b"<?xml version='1.0'?><!DOCTYPE a>"}), "DOCTYPE"),
    (package({"word/document.xml": "<?xml version='1.0'?><!DOCTYPE a><a/>".encode("utf-16")}), "DOCTYPE"),
    (package({**WORD, "_rels/.rels": "<!ENTITY a 'b'>".encode("utf-16-be")}), "DOCTYPE"),
    (package({"a.txt": b"a"}), "压缩包"),
    (b"PK\x03\x04 not a package", "损坏"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "文字"),
    (b"\x7fELF\x02\x01\x01\x00", "文字"),
]


@pytest.mark.parametrize(("data", "word"), REFUSED)
def test_what_may_not_be_opened_is_refused_with_the_reason(data: bytes, word: str) -> None:
    with pytest.raises(UploadRefused, match=word) as caught:
        gate.admit(data, "/tmp/../上传.docx")
    assert str(caught.value).startswith("上传.docx：")


@given(st.binary(max_size=400), st.text(max_size=40))
def test_any_bytes_are_admitted_as_a_known_kind_or_refused(data: bytes, name: str) -> None:
    with contextlib.suppress(UploadRefused):
        assert gate.admit(data, name) in {"txt", "docx", "xlsx", "yaml", "json"}


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_is_decoded_by_the_ladder(code: str) -> None:
    assert gate.decode("工作汇报：增长5.6％".encode(code), "a.txt") == "工作汇报：增长5.6％"
