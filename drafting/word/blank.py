"""The blank document of a house style: page, footers, fonts and settings, no text."""

from functools import lru_cache
from typing import Final

from drafting.word.markup import Element, R, as_part, paragraph, root, run, twips, twips_of_mm, w
from drafting.word.package import pack
from drafting.word.style import HouseStyle, PageNumber
from drafting.word.stylesheet import PAGE_NUMBER, stylesheet

_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

_PARTS: Final = {
    "word/document.xml": f"{_OFFICE}.document.main+xml",
    "word/styles.xml": f"{_OFFICE}.styles+xml",
    "word/settings.xml": f"{_OFFICE}.settings+xml",
    "word/fontTable.xml": f"{_OFFICE}.fontTable+xml",
    "word/footer1.xml": f"{_OFFICE}.footer+xml",
    "word/footer2.xml": f"{_OFFICE}.footer+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
_RELATED: Final = (
    ("rId1", "styles", "styles.xml"),
    ("rId2", "settings", "settings.xml"),
    ("rId3", "fontTable", "fontTable.xml"),
    ("rId4", "footer", "footer1.xml"),
    ("rId5", "footer", "footer2.xml"),
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@lru_cache(maxsize=8)
def blank(style: HouseStyle) -> bytes:
    """A whole .docx package; odd pages number on the right, even ones on the left."""
    number = style.page_number
    return pack(
        [
            ("[Content_Types].xml", _content_types()),
            ("_rels/.rels", _package_relations()),
            ("word/document.xml", as_part(root("document", w("body", _section(style))))),
            ("word/_rels/document.xml.rels", _document_relations()),
            ("word/styles.xml", as_part(stylesheet(style))),
            ("word/settings.xml", as_part(_settings())),
            ("word/fontTable.xml", as_part(_font_table(style))),
            ("word/footer1.xml", as_part(_footer(number, "right"))),
            ("word/footer2.xml", as_part(_footer(number, "left"))),
            ("docProps/core.xml", _core()),
        ]
    )


def _section(style: HouseStyle) -> Element:
    page, number = style.page, style.page_number
    # The dashes stand in the middle of the footer's only line, whose foot Word measures from the paper's edge.
    foot = twips_of_mm(page.bottom - number.below) - twips(number.size / 2)
    return w(
        "sectPr",
        _footer_reference("default", "rId4"),
        _footer_reference("even", "rId5"),
        w("pgSz", w=twips_of_mm(page.width), h=twips_of_mm(page.height)),
        w(
            "pgMar",
            top=twips_of_mm(page.top),
            right=twips_of_mm(page.right),
            bottom=twips_of_mm(page.bottom),
            left=twips_of_mm(page.left),
            header=twips_of_mm(page.top / 2),
            footer=foot,
            gutter=0,
        ),
        w("cols", space=0),
        w("docGrid", type="lines", linePitch=twips(style.grid.line_pitch)),
    )


def _footer_reference(pages: str, relation: str) -> Element:
    made = w("footerReference", type=pages)
    made.set(f"{{{R}}}id", relation)
    return made


def _footer(number: PageNumber, side: str) -> Element:
    inset = {f"{side}Chars": number.inset * 100, side: twips(number.inset * number.size)}
    field = w("fldSimple", run("1"), instr=" PAGE ")
    properties = (w("ind", **inset), w("jc", val=side))
    return root("ftr", paragraph(PAGE_NUMBER, run("— "), field, run(" —"), properties=properties))


def _settings() -> Element:
    return root(
        "settings",
        w("zoom", percent=100),
        w("bordersDoNotSurroundHeader"),
        w("bordersDoNotSurroundFooter"),
        w("defaultTabStop", val=420),
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="doNotCompress"),
        w(
            "compat",
            w("spaceForUL"),
            w("balanceSingleByteDoubleByteWidth"),
            w("doNotLeaveBackslashAlone"),
            w("ulTrailSpace"),
            w("doNotExpandShiftReturn"),
            w("adjustLineHeightInTable"),
            w("useFELayout"),
            w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15),
        ),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


def _font_table(style: HouseStyle) -> Element:
    """`w:altName` is what Word falls back on where a font isn't installed; charset 86 is GB2312."""
    return root(
        "fonts",
        *(
            w("font", w("altName", val=substitute), w("charset", val="86"), w("family", val="auto"), name=font)
            for font, substitute in style.substitutes
        ),
    )


def _content_types() -> bytes:
    overrides = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in _PARTS.items())
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    xml = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{rels}{xml}{overrides}</Types>'.encode()


def _package_relations() -> bytes:
    document = f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>'
    core_type = f"{_PACKAGE}/relationships/metadata/core-properties"
    core = f'<Relationship Id="rId2" Type="{core_type}" Target="docProps/core.xml"/>'
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{document}{core}</Relationships>'.encode()


def _document_relations() -> bytes:
    related = "".join(
        f'<Relationship Id="{identifier}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for identifier, kind, target in _RELATED
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'.encode()


def _core() -> bytes:
    """Without it python-docx would sign the document with its own name and the hour."""
    spaces = (
        f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    return f"{_DECLARATION}<cp:coreProperties {spaces}/>".encode()
