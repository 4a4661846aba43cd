import io
import zipfile

from docx.oxml.ns import qn
from lxml import etree

from drafting.word.blank import blank
from drafting.word.style import house_style


def part(name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(blank(house_style()))) as archive:
        return etree.fromstring(archive.read(name))


def values(element: etree._Element) -> dict[str, str]:
    return {etree.QName(name).localname: str(value) for name, value in element.items()}


def test_the_page_has_the_geometry_of_the_standard() -> None:
    section = next(part("word/document.xml").iter(qn("w:sectPr")))
    assert [(etree.QName(child).localname, values(child)) for child in section] == [
        ("footerReference", {"type": "default", "id": "rId4"}),
        ("footerReference", {"type": "even", "id": "rId5"}),
        ("pgSz", {"w": "11906", "h": "16838"}),
        (
            "pgMar",
            {
                "top": "2098", "right": "1474", "bottom": "1984", "left": "1587",
                "header": "1049", "footer": "1447", "gutter": "0",
            },
        ),
        ("cols", {"space": "0"}),
        ("docGrid", {"type": "lines", "linePitch": "579"}),
    ]  # fmt: skip


def test_the_type_area_holds_22_lines_and_28_characters() -> None:
    style = house_style()
    page = style.page
    width, height = ((page.width - page.left - page.right), (page.height - page.top - page.bottom))
    assert (width, height) == (156, 225)
    assert int(height * 72 / 25.4 / style.grid.line_pitch) == style.grid.lines == 22
    assert int(width * 72 / 25.4 / style.character_pitch) == style.grid.characters == 28


def footer(name: str) -> tuple[str, str, list[tuple[str, dict[str, str]]]]:
    element = part(name)
    layout = [(etree.QName(child).localname, values(child)) for child in next(element.iter(qn("w:pPr")))]
    return "".join(element.itertext()), next(element.iter(qn("w:fldSimple"))).get(qn("w:instr")), layout


def test_odd_pages_number_on_the_right_one_character_in() -> None:
    inset = ("ind", {"rightChars": "100", "right": "280"})
    assert footer("word/footer1.xml") == (
        "— 1 —",
        " PAGE ",
        [("pStyle", {"val": "Footer"}), inset, ("jc", {"val": "right"})],
    )


def test_even_pages_number_on_the_left_one_character_in() -> None:
    inset = ("ind", {"leftChars": "100", "left": "280"})
    assert footer("word/footer2.xml") == (
        "— 1 —",
        " PAGE ",
        [("pStyle", {"val": "Footer"}), inset, ("jc", {"val": "left"})],
    )


def test_settings_are_those_of_a_chinese_document() -> None:
    found = part("word/settings.xml")
    assert [etree.QName(child).localname for child in found] == [
        "zoom", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "defaultTabStop", "evenAndOddHeaders",
        "characterSpacingControl", "compat", "themeFontLang", "decimalSymbol", "listSeparator",
    ]  # fmt: skip
    assert values(next(found.iter(qn("w:compatSetting")))) == {
        "name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": "15",
    }  # fmt: skip
    assert values(next(found.iter(qn("w:themeFontLang"))))["eastAsia"] == "zh-CN"


def test_every_font_names_what_word_may_use_instead() -> None:
    fonts = part("word/fontTable.xml")
    assert [(font.get(qn("w:name")), font[0].get(qn("w:val"))) for font in fonts] == [
        ("方正小标宋简体", "宋体"),
        ("仿宋_GB2312", "仿宋"),
        ("楷体_GB2312", "楷体"),
        ("黑体", "SimHei"),
        ("宋体", "SimSun"),
    ]
