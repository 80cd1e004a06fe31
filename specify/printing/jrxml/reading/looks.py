"""Looks: colours, fonts, lines, boxes, as an element or a style says them.

In: the XML of an element or style. Out: names of version 7's format and their values, only what is said. Old pens
(`Thin`, `2Point`) become widths; pens and boxes have names of their own for each side: `topPen.lineWidth`.
"""

from collections.abc import Iterable

from specify.printing.jrxml.reading.source import Xml, child, children, said, tag

_PLAIN: dict[str, tuple[str, ...]] = {
    "mode": ("mode",),
    "forecolor": ("forecolor",),
    "backcolor": ("backcolor",),
    "hTextAlign": ("hTextAlign", "textAlignment", "hAlign"),
    "vTextAlign": ("vTextAlign", "verticalAlignment", "vAlign"),
    "hImageAlign": ("hImageAlign", "hAlign"),
    "vImageAlign": ("vImageAlign", "vAlign"),
    "rotation": ("rotation",),
    "lineSpacing": ("lineSpacing",),
    "lineSpacingSize": ("lineSpacingSize",),
    "markup": ("markup",),
    "pattern": ("pattern",),
    "blankWhenNull": ("blankWhenNull", "isBlankWhenNull"),
    "fill": ("fill",),
    "radius": ("radius",),
    "scaleImage": ("scaleImage",),
    "fontName": ("fontName",),
    "fontSize": ("fontSize", "size"),
    "bold": ("bold", "isBold"),
    "italic": ("italic", "isItalic"),
    "underline": ("underline", "isUnderline"),
    "strikeThrough": ("strikeThrough", "isStrikeThrough"),
    "pdfFontName": ("pdfFontName",),
}
_ALIGNED = {"hTextAlign": ("Left", "Center", "Right", "Justified"), "vTextAlign": ("Top", "Middle", "Bottom")}
_WIDTHS = {"None": "0", "Thin": "0.5", "1Point": "1", "2Point": "2", "4Point": "4", "Dotted": "1"}
_SIDES = ("top", "left", "bottom", "right")


def looks_of(*elements: Xml | None) -> dict[str, str]:
    """What elements of XML say of one element's looks, the later over the earlier."""
    found: dict[str, str] = {}
    for element in elements:
        if element is not None:
            found.update(_said(element))
            found.update(_within(element))
    return found


def _said(element: Xml) -> Iterable[tuple[str, str]]:
    for name, names in _PLAIN.items():
        value = said(element, *names)
        if value and not (name in _ALIGNED and value.capitalize() not in _ALIGNED[name]):
            yield name, value
    if said(element, "isStyledText") == "true":
        yield "markup", "styled"
    if pen := said(element, "pen"):
        yield from _old_pen("pen", pen)


def _within(element: Xml) -> Iterable[tuple[str, str]]:
    for inner in children(element, "pen", "font", "paragraph", "box"):
        if tag(inner) == "pen":
            yield from _pen("pen", inner)
        elif tag(inner) == "box":
            yield from _box(inner)
        else:
            yield from _said(inner)


def _pen(name: str, pen: Xml) -> Iterable[tuple[str, str]]:
    for part in ("lineWidth", "lineStyle", "lineColor"):
        if value := said(pen, part):
            yield f"{name}.{part}", value


def _old_pen(name: str, kind: str) -> Iterable[tuple[str, str]]:
    yield f"{name}.lineWidth", _WIDTHS.get(kind, "1")
    if kind == "Dotted":
        yield f"{name}.lineStyle", "Dashed"


def _box(box: Xml) -> Iterable[tuple[str, str]]:
    if padding := said(box, "padding"):
        yield from ((f"{side}Padding", padding) for side in _SIDES)
    if border := said(box, "border"):
        yield from (pair for side in _SIDES for pair in _old_pen(f"{side}Pen", border))
    if color := said(box, "borderColor"):
        yield from ((f"{side}Pen.lineColor", color) for side in _SIDES)
    all_sides = child(box, "pen")
    if all_sides is not None:
        yield from (pair for side in _SIDES for pair in _pen(f"{side}Pen", all_sides))
    for side in _SIDES:
        yield from _side(box, side)


def _side(box: Xml, side: str) -> Iterable[tuple[str, str]]:
    if padding := said(box, f"{side}Padding"):
        yield f"{side}Padding", padding
    if border := said(box, f"{side}Border"):
        yield from _old_pen(f"{side}Pen", border)
    if color := said(box, f"{side}BorderColor"):
        yield f"{side}Pen.lineColor", color
    pen = child(box, f"{side}Pen")
    if pen is not None:
        yield from _pen(f"{side}Pen", pen)
