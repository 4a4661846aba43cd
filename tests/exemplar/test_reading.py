import io
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from drafting.errors import ExemplarError
from drafting.exemplar import read_exemplar

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_the_usual_encodings(tmp_path: Path, code: str) -> None:
    path = tmp_path / "范文.txt"
    path.write_bytes("汇报\r\n一、情况\r\n总投资*亿元。\r\n".encode(code))

    assert read_exemplar(path).text == "汇报\n一、情况\n总投资*亿元。\n"


def test_word_is_read_with_insertions_and_without_deletions_and_hidden_text(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("工作汇报")
    paragraph = document.add_paragraph("一、情")
    paragraph._p.append(parse_xml(f'<w:ins {W} w:id="1" w:author="a"><w:r><w:t>况</w:t></w:r></w:ins>'))
    paragraph._p.append(parse_xml(f'<w:del {W} w:id="2" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>'))
    paragraph.add_run("密").font.hidden = True
    document.add_paragraph("总投资*亿元。")
    out = io.BytesIO()
    document.save(out)
    path = tmp_path / "范文.docx"
    path.write_bytes(out.getvalue())

    assert read_exemplar(path).text == "工作汇报\n一、情况\n总投资*亿元。\n"


BAD = [("空.txt", b""), ("图.txt", b"\x89PNG\r\n\x1a\n\x00\x00"), ("坏.docx", b"PK\x03\x04garbage")]


@pytest.mark.parametrize(("name", "data"), BAD)
def test_an_unreadable_file_is_one_clear_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    with pytest.raises(ExemplarError) as caught:
        read_exemplar(path)
    assert name in str(caught.value)
    assert str(caught.value).endswith("。")


def test_a_directory_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "没有.txt"):
        with pytest.raises(ExemplarError):
            read_exemplar(path)
