import pytest
from docx.oxml.ns import qn
from lxml import etree

from drafting.word.style import house_style
from drafting.word.stylesheet import stylesheet

SHEET = {one.get(qn("w:styleId")): one for one in stylesheet(house_style()).iter(qn("w:style"))}


def value(style: str, path: str, name: str = "w:val") -> str | None:
    found = SHEET[style].find("/".join(qn(step) for step in path.split("/")))
    return None if found is None else found.get(qn(name))


@pytest.mark.parametrize(
    ("style", "font", "half_points"),
    [
        ("Title", "方正小标宋简体", "44"),
        ("Heading1", "黑体", "32"),
        ("Heading1Char", "黑体", "32"),
        ("Heading2", "楷体_GB2312", "32"),
        ("Heading2Char", "楷体_GB2312", "32"),
        ("Heading3", "仿宋_GB2312", "32"),
        ("Heading4", "仿宋_GB2312", "32"),
        ("Footer", "宋体", "28"),
    ],
)
def test_every_style_has_the_face_of_the_standard(style: str, font: str, half_points: str) -> None:
    faces = {key: value(style, "w:rPr/w:rFonts", f"w:{key}") for key in ("ascii", "hAnsi", "eastAsia", "cs", "hint")}
    assert faces == {"ascii": font, "hAnsi": font, "eastAsia": font, "cs": font, "hint": "eastAsia"}
    assert (value(style, "w:rPr/w:sz"), value(style, "w:rPr/w:szCs")) == (half_points, half_points)


def test_the_body_face_is_the_default_of_the_document() -> None:
    defaults = stylesheet(house_style())[0]
    fonts = next(defaults.iter(qn("w:rFonts")))
    assert fonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert next(defaults.iter(qn("w:sz"))).get(qn("w:val")) == "32"
    assert next(defaults.iter(qn("w:spacing"))).get(qn("w:val")) == "-5"
    assert next(defaults.iter(qn("w:lang"))).get(qn("w:eastAsia")) == "zh-CN"


def test_lines_have_the_exact_pitch_of_the_grid() -> None:
    spacing = SHEET["Normal"].find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    assert {etree.QName(key).localname: text for key, text in spacing.items()} == {
        "before": "0", "after": "0", "line": "579", "lineRule": "exact",
    }  # fmt: skip


def test_body_paragraphs_begin_two_characters_in() -> None:
    assert value("BodyText", "w:pPr/w:ind", "w:firstLineChars") == "200"
    assert value("BodyText", "w:pPr/w:ind", "w:firstLine") == "630"
    assert value("Heading1", "w:basedOn") == "BodyText"
    assert value("Normal", "w:pPr/w:ind") is None


def test_no_space_is_added_between_chinese_and_western_text() -> None:
    assert (value("Normal", "w:pPr/w:autoSpaceDE"), value("Normal", "w:pPr/w:autoSpaceDN")) == ("0", "0")


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_headings_are_in_the_outline_and_have_no_colour(level: int) -> None:
    assert value(f"Heading{level}", "w:name") == f"heading {level}"
    assert value(f"Heading{level}", "w:pPr/w:outlineLvl") == str(level - 1)
    assert value(f"Heading{level}", "w:link") == f"Heading{level}Char"
    assert value(f"Heading{level}Char", "w:link") == f"Heading{level}"
    assert not list(SHEET[f"Heading{level}"].iter(qn("w:color"), qn("w:b"), qn("w:keepLines")))


def test_the_title_is_centred_light_and_followed_by_a_blank_line() -> None:
    assert value("Title", "w:pPr/w:jc") == "center"
    assert value("Title", "w:pPr/w:spacing", "w:after") == "579"
    assert value("Title", "w:rPr/w:b") is None


def test_a_note_is_shaded() -> None:
    assert value("Note", "w:rPr/w:shd", "w:fill") == "FFF200"
