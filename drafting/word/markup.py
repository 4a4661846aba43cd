"""WordprocessingML elements, and the measures they are written in."""

import re

from docx.oxml.ns import nsmap
from lxml import etree

Element = etree._Element

W = nsmap["w"]
R = nsmap["r"]

_ILLEGAL = re.compile("[^\t\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u007f-\u009f]")


def legal(text: str) -> str:
    """Without the characters XML 1.0 can't hold, and without line breaks and control characters."""
    return _ILLEGAL.sub("", text)


def w(tag: str, *children: Element, **attributes: str | float) -> Element:
    """An element of the w namespace; attributes are of it too."""
    named = {f"{{{W}}}{name}": str(value) for name, value in attributes.items()}
    made = etree.Element(f"{{{W}}}{tag}", named, nsmap={"w": W})
    made.extend(children)
    return made


def root(tag: str, *children: Element) -> Element:
    """The outermost element of a part, with the prefixes every Word reader expects."""
    made = etree.Element(f"{{{W}}}{tag}", nsmap={"w": W, "r": R})
    made.extend(children)
    return made


def paragraph(style: str, *children: Element, properties: tuple[Element, ...] = ()) -> Element:
    """`properties` in schema order, after w:pStyle."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *children)


def run(text: str, style: str = "") -> Element:
    """Text in the paragraph's face, or in that of a character style."""
    words = w("t")
    words.text = legal(text)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    named = (w("rStyle", val=style),) if style else ()
    # Without the hint Word sets “ ” ‘ ’ … — in the Western half of the face.
    return w("r", w("rPr", *named, w("rFonts", hint="eastAsia")), words)


def as_part(element: Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def twips(points: float) -> int:
    return round(points * 20)


def twips_of_mm(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)
