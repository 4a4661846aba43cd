import hashlib
import io
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from drafting.export import Block, Manuscript
from drafting.word import write_docx
from drafting.word.style import house_style

SAMPLE = Manuscript(
    title="2024年上半年青岚县工作情况汇报",
    salutation="尊敬的各位领导：",
    lead="现将我县工作情况汇报如下。",
    blocks=(
        Block("heading", 1, "一、基本情况"),
        Block("body", 0, "完成地区生产总值71.30亿元。"),
        Block("heading", 2, "（一）推动“四化”。"),
        Block("body", 0, "狠抓工业。"),
        Block("body", 0, "再抓农业。"),
        Block("heading", 3, "1.扩大就业"),
        Block("heading", 4, "（1）稳岗"),
        Block("note", 0, "【本节缺素材，待补】"),
    ),
    closing="以上汇报，请批评指正。",
    signer="青岚县人民政府",
    date="2024年7月15日",
)

# The order CT_PPr and CT_RPr of ISO/IEC 29500-1 ask for, as far as the writer goes.
PARAGRAPH_ORDER = [
    "pStyle",
    "keepNext",
    "keepLines",
    "widowControl",
    "autoSpaceDE",
    "autoSpaceDN",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "jc",
    "outlineLvl",
]
RUN_ORDER = ["rStyle", "rFonts", "spacing", "kern", "sz", "szCs", "shd", "lang"]


def parts_of(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part(document: bytes, name: str) -> etree._Element:
    return etree.fromstring(parts_of(document)[name])


def paragraphs_of(document: bytes) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each paragraph's style and its runs as (character style, text)."""
    found = []
    for paragraph in part(document, "word/document.xml").iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        runs = []
        for run in paragraph.iter(qn("w:r")):
            named = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
            runs.append(("" if named is None else named.get(qn("w:val")), run.findtext(qn("w:t"))))
        found.append((style.get(qn("w:val")), runs))
    return found


def layout_of(document: bytes, text: str) -> list[tuple[str, dict[str, str]]]:
    """The direct paragraph properties of the paragraph that reads `text`."""
    for paragraph in part(document, "word/document.xml").iter(qn("w:p")):
        if "".join(paragraph.itertext()) == text:
            return [
                (etree.QName(one).localname, {etree.QName(key).localname: str(value) for key, value in one.items()})
                for one in paragraph[0]
            ]
    raise AssertionError(text)


def test_every_paragraph_carries_its_style() -> None:
    assert paragraphs_of(write_docx(SAMPLE)) == [
        ("Title", [("", "2024年上半年青岚县工作情况汇报")]),
        ("Normal", [("", "尊敬的各位领导：")]),
        ("BodyText", [("", "现将我县工作情况汇报如下。")]),
        ("Heading1", [("", "一、基本情况")]),
        ("BodyText", [("", "完成地区生产总值71.30亿元。")]),
        ("BodyText", [("Heading2Char", "（一）推动“四化”。"), ("", "狠抓工业。")]),
        ("BodyText", [("", "再抓农业。")]),
        ("Heading3", [("", "1.扩大就业")]),
        ("Heading4", [("", "（1）稳岗")]),
        ("BodyText", [("Note", "【本节缺素材，待补】")]),
        ("BodyText", [("", "以上汇报，请批评指正。")]),
        ("Signature", [("", "青岚县人民政府")]),
        ("Signature", [("", "2024年7月15日")]),
    ]


def test_every_run_asks_for_the_chinese_half_of_its_face() -> None:
    runs = list(part(write_docx(SAMPLE), "word/document.xml").iter(qn("w:r")))
    assert len(runs) == 14
    assert {run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}").get(qn("w:hint")) for run in runs} == {"eastAsia"}


def test_the_signer_is_centred_over_the_date_four_characters_from_the_right() -> None:
    document = write_docx(SAMPLE)
    assert layout_of(document, "以上汇报，请批评指正。") == [("pStyle", {"val": "BodyText"}), ("keepNext", {})]
    assert layout_of(document, "青岚县人民政府") == [
        ("pStyle", {"val": "Signature"}),
        ("keepNext", {}),
        ("spacing", {"before": "579"}),
        ("ind", {"left": "4294", "right": "0"}),
        ("jc", {"val": "center"}),
    ]
    assert layout_of(document, "2024年7月15日") == [
        ("pStyle", {"val": "Signature"}),
        ("ind", {"rightChars": "400", "right": "1260"}),
        ("jc", {"val": "right"}),
    ]


def with_ending(signer: str, date: str) -> bytes:
    return write_docx(Manuscript("", "", "", (), "", signer, date))


def test_a_long_signer_moves_the_date_left_and_never_leaves_the_type_area() -> None:
    document = with_ending("青岚县推进新型城镇化暨乡村振兴工作领导小组办公室", "2024年7月15日")
    assert layout_of(document, "2024年7月15日")[1] == ("ind", {"rightChars": "978", "right": "3080"})
    assert layout_of(document, "青岚县推进新型城镇化暨乡村振兴工作领导小组办公室")[3][1] == {
        "left": "654",
        "right": "0",
    }


def test_an_endless_date_begins_at_the_left_margin() -> None:
    assert layout_of(with_ending("", "某" * 40), "某" * 40)[2] == ("ind", {"rightChars": "0", "right": "0"})


@pytest.mark.parametrize(("signer", "date", "text"), [("青岚县", "", "青岚县"), ("", "2024年7月", "2024年7月")])
def test_a_lone_signer_or_date_stands_four_characters_from_the_right(signer: str, date: str, text: str) -> None:
    assert layout_of(with_ending(signer, date), text) == [
        ("pStyle", {"val": "Signature"}),
        ("spacing", {"before": "579"}),
        ("ind", {"rightChars": "400", "right": "1260"}),
        ("jc", {"val": "right"}),
    ]


@pytest.mark.parametrize(
    ("date", "made"),
    [
        ("2024年7月15日", datetime(2024, 7, 15, tzinfo=UTC)),
        ("2024年13月1日", datetime(1980, 1, 1, tzinfo=UTC)),
        ("二〇二四年七月", datetime(1980, 1, 1, tzinfo=UTC)),
        ("", datetime(1980, 1, 1, tzinfo=UTC)),
    ],
)
def test_the_properties_name_title_and_date_and_nobody(date: str, made: datetime) -> None:
    properties = docx.Document(io.BytesIO(with_ending("", date))).core_properties
    assert (properties.created, properties.modified) == (made, made)
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")


def test_the_title_is_in_the_properties() -> None:
    assert docx.Document(io.BytesIO(write_docx(SAMPLE))).core_properties.title == SAMPLE.title


def test_a_clean_copy_holds_only_the_parts_it_needs() -> None:
    assert list(parts_of(write_docx(SAMPLE))) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/settings.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "docProps/core.xml",
    ]


def test_properties_stand_in_the_order_of_the_schema() -> None:
    for name, content in parts_of(write_docx(SAMPLE)).items():
        if not name.startswith("word/") or name.endswith(".rels"):
            continue
        for tag, order in (("w:pPr", PARAGRAPH_ORDER), ("w:rPr", RUN_ORDER)):
            for element in etree.fromstring(content).iter(qn(tag)):
                places = [order.index(etree.QName(child).localname) for child in element]
                assert places == sorted(set(places)), (name, etree.tostring(element))


def test_the_same_manuscript_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib, sys\n"
        "from drafting.export import Block, Manuscript\n"
        "from drafting.word import write_docx\n"
        f"print(hashlib.sha256(write_docx({SAMPLE!r})).hexdigest())"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()
    assert found == hashlib.sha256(write_docx(SAMPLE)).hexdigest()


def test_no_time_of_the_making_is_left_in_the_zip() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(SAMPLE))) as archive:
        assert {(entry.date_time, entry.create_system) for entry in archive.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}


def test_markup_and_control_characters_in_the_text_stay_text_or_go() -> None:
    text = "甲\x00\x0b<w:br/>&amp;]]>\ufffe\ud800乙\u2028"
    document = write_docx(Manuscript(text, "", "", (Block("body", 0, text),), "", "", ""))
    shown = "甲<w:br/>&amp;]]>乙\u2028"
    assert paragraphs_of(document) == [("Title", [("", shown)]), ("BodyText", [("", shown)])]
    assert docx.Document(io.BytesIO(document)).core_properties.title == shown


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=300), st.sampled_from(["heading", "body", "note"]))
def test_any_text_makes_a_readable_document(title: str, text: str, kind: str) -> None:
    manuscript = Manuscript(title, text, text, (Block(kind, 2, text),) * 2, text, text, text)  # type: ignore[arg-type]
    docx.Document(io.BytesIO(write_docx(manuscript)))


def test_a_long_report_is_written_in_time() -> None:
    blocks = tuple(Block("body", 0, "青岚县" * 80) for _ in range(42))
    write_docx(SAMPLE)
    started = time.process_time()
    write_docx(Manuscript("汇报", "", "", blocks, "", "", ""))
    assert time.process_time() - started < 0.25


def test_the_shipped_style_is_the_default() -> None:
    assert write_docx(SAMPLE) == write_docx(SAMPLE, house_style())
