import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from drafting.export import Block, Manuscript
from drafting.word import write_docx

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftotext")), reason="needs LibreOffice and poppler"
    ),
]

MM = 25.4 / 72
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
Line = tuple[float, float, float, float, str]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[list[Line]]:
    """Lines of each page as LibreOffice sets them: left, top, right, bottom in mm, and the text."""
    folder: Path = tmp_path_factory.mktemp("pages")
    text = "青岚县地处北部山区气候温和物产丰富人民勤劳朴实历史文化悠久交通条件不断改善" * 18
    blocks = (Block("heading", 1, "一、基本情况"), *(Block("body", 0, text) for _ in range(4)))
    (folder / "a.docx").write_bytes(write_docx(Manuscript("工作情况汇报", "", "", blocks, "", "", "")))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(folder / "a.docx")]
    subprocess.run(convert, check=True, capture_output=True, timeout=90)
    found = subprocess.run(
        ["pdftotext", "-bbox", str(folder / "a.pdf"), "-"], check=True, capture_output=True, text=True
    )
    return [_lines(page) for page in found.stdout.split("<page ")[1:]]


def _lines(page: str) -> list[Line]:
    rows: dict[int, list[Line]] = defaultdict(list)
    for left, top, right, bottom, text in WORD.findall(page):
        rows[round(float(bottom))].append(
            (float(left) * MM, float(top) * MM, float(right) * MM, float(bottom) * MM, text)
        )
    joined = []
    for _, words in sorted(rows.items()):
        words.sort()
        joined.append((words[0][0], words[0][1], words[-1][2], words[-1][3], "".join(word[4] for word in words)))
    return joined


def test_a_full_page_has_22_lines_of_28_characters(pages: list[list[Line]]) -> None:
    body = pages[1][:-1]
    assert len(body) == 22
    assert {len(text) for *_, text in body if not text.endswith("善") and len(text) > 26} == {28}


def test_full_lines_keep_to_the_margins(pages: list[list[Line]]) -> None:
    left, _, right, _, _ = next(line for line in pages[1] if len(line[4]) == 28)
    assert left == pytest.approx(28, abs=0.5)
    assert 210 - right == pytest.approx(26, abs=0.5)


def test_page_numbers_change_sides_and_stand_seven_millimetres_below(pages: list[list[Line]]) -> None:
    odd, even = pages[0][-1], pages[1][-1]
    assert (odd[4], even[4]) == ("—1—", "—2—")
    assert 210 - odd[2] == pytest.approx(26 + 14 * MM, abs=0.5)
    assert even[0] == pytest.approx(28 + 14 * MM, abs=0.5)
    assert (odd[1] + odd[3]) / 2 - 262 == pytest.approx(7, abs=0.5)
