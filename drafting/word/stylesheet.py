"""styles.xml of a house style. Built-in style names are kept, so Word's navigation pane and contents know them."""

from collections.abc import Iterator

from drafting.word.markup import Element, root, twips, w
from drafting.word.style import Face, HouseStyle, PageNumber

NORMAL, BODY, TITLE, SIGNATURE, PAGE_NUMBER = "Normal", "BodyText", "Title", "Signature", "Footer"
PLAIN, NOTE = "DefaultParagraphFont", "Note"


def heading(level: int) -> str:
    return f"Heading{level}"


def heading_words(level: int) -> str:
    """The character style of a heading that shares its paragraph with text."""
    return f"Heading{level}Char"


def stylesheet(style: HouseStyle) -> Element:
    return root("styles", _defaults(style), *_styles(style))


def _defaults(style: HouseStyle) -> Element:
    run = w("rPr", *_face(style.body, style), w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"))
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault", w("pPr")))


def _styles(style: HouseStyle) -> Iterator[Element]:
    pitch = twips(style.grid.line_pitch)
    indent = twips(style.first_line_indent * style.character_pitch)
    yield _paragraph_style(NORMAL, "Normal", (*_typography(), _spacing(pitch), w("jc", val="both")), based="")
    yield w("style", w("name", val="Default Paragraph Font"), type="character", default=1, styleId=PLAIN)
    first_line = w("ind", firstLineChars=style.first_line_indent * 100, firstLine=indent)
    yield _paragraph_style(BODY, "Body Text", (first_line,))
    title = (w("snapToGrid", val=0), w("spacing", after=pitch, line=pitch, lineRule="exact"), w("jc", val="center"))
    yield _paragraph_style(TITLE, "Title", title, _face(style.title, style, spacing=0))
    for level, face in enumerate(style.headings, start=1):
        words = _face(face, style)
        outline = (w("keepNext"), w("outlineLvl", val=level - 1))
        linked = heading_words(level)
        yield _paragraph_style(heading(level), f"heading {level}", outline, words, based=BODY, linked=linked)
        yield _character_style(linked, f"heading {level} Char", _face(face, style), linked=heading(level))
    yield _paragraph_style(SIGNATURE, "Signature", (w("keepLines"),))
    yield _paragraph_style(PAGE_NUMBER, "footer", _footer_layout(style.page_number), _number_face(style))
    yield _character_style(NOTE, "未完成提示", (w("shd", val="clear", color="auto", fill=style.note_fill),))


def _typography() -> tuple[Element, ...]:
    """Full pages: no widow control; no space added between Chinese and Western characters."""
    return (w("widowControl", val=0), w("autoSpaceDE", val=0), w("autoSpaceDN", val=0), w("adjustRightInd", val=0))


def _spacing(line: int) -> Element:
    return w("spacing", before=0, after=0, line=line, lineRule="exact")


def _footer_layout(number: PageNumber) -> tuple[Element, ...]:
    return (w("snapToGrid", val=0), _spacing(twips(number.size)), w("jc", val="left"))


def _number_face(style: HouseStyle) -> tuple[Element, ...]:
    return _face(Face(style.page_number.font, style.page_number.size), style, spacing=0)


def _face(face: Face, style: HouseStyle, spacing: float | None = None) -> tuple[Element, ...]:
    """Run properties in schema order; `spacing` None is that of the grid."""
    western = style.western_font or face.font
    added = style.grid.character_spacing if spacing is None else spacing
    half_points = round(face.size * 2)
    return (
        w("rFonts", hint="eastAsia", ascii=western, hAnsi=western, eastAsia=face.font, cs=western),
        w("spacing", val=twips(added)),
        w("kern", val=0),
        w("sz", val=half_points),
        w("szCs", val=half_points),
    )


def _paragraph_style(
    identifier: str,
    name: str,
    layout: tuple[Element, ...],
    face: tuple[Element, ...] = (),
    *,
    based: str = NORMAL,
    linked: str = "",
) -> Element:
    children = [w("name", val=name)]
    children += [w("basedOn", val=based)] if based else []
    children += [w("link", val=linked)] if linked else []
    children += [w("qFormat"), w("pPr", *layout)]
    children += [w("rPr", *face)] if face else []
    default = {} if based else {"default": 1}
    return w("style", *children, type="paragraph", **default, styleId=identifier)


def _character_style(identifier: str, name: str, face: tuple[Element, ...], *, linked: str = "") -> Element:
    link = (w("link", val=linked),) if linked else ()
    children = (w("name", val=name), w("basedOn", val=PLAIN), *link, w("rPr", *face))
    return w("style", *children, type="character", customStyle=1, styleId=identifier)
