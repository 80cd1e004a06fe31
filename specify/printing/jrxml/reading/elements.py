"""Elements of a band.

In: the XML of a band or frame in any of the three formats. Out: `Element`s in the order in which they are painted; what
cannot be printed (charts, crosstabs, maps) is noted and left out, the rest stands where it stood. Groups of elements
are only for moving them together in a designer.
"""

from collections.abc import Iterator
from dataclasses import replace

from specify.printing.jrxml.declaring import NOTHING, Element, Subreport, Worked
from specify.printing.jrxml.reading.looks import looks_of
from specify.printing.jrxml.reading.source import Source, Xml, child, children, flag, said, tag

_KINDS = {
    "staticText": "text",
    "textField": "text",
    "line": "line",
    "rectangle": "rectangle",
    "ellipse": "ellipse",
    "image": "image",
    "subreport": "subreport",
    "frame": "frame",
    "break": "break",
}
_CODES = {
    "code128": "code128",
    "code39": "code39",
    "code39 (extended)": "code39",
    "3of9": "code39",
    "usd3": "code39",
    "ean128": "code128",
    "ucc128": "code128",
    "qrcode": "qr",
    "datamatrix": "datamatrix",
}
_NOT_ELEMENTS = ("printWhenExpression", "property", "propertyExpression", "reportElement", "box", "layout")


def elements_of(parent: Xml, source: Source) -> tuple[Element, ...]:
    """The elements within a band or a frame."""
    return tuple(_elements(parent, source))


def _elements(parent: Xml, source: Source) -> Iterator[Element]:
    for one in children(parent):
        name = said(one, "kind") if tag(one) == "element" else tag(one)
        if name == "elementGroup":
            yield from _elements(one, source)
        elif name in _KINDS:
            yield _element(one, name, source)
        elif name in ("componentElement", "component"):
            yield from _component(one, source)
        elif tag(one) not in _NOT_ELEMENTS:
            source.problem(one, "element", name)


def _element(one: Xml, name: str, source: Source) -> Element:
    made = _placed(one, _KINDS[name], source)
    if name == "staticText":
        words = child(one, "text")
        return replace(made, text="" if words is None else "".join(words.itertext()))
    if name == "textField":
        adjusts = said(one, "textAdjust") or ("StretchHeight" if flag(one, "stretchWithOverflow") else "")
        says = source.worked(one, "textFieldExpression", "expression")
        made = _evaluated(one, made)
        made = replace(made, stretches=adjusts == "StretchHeight", shrinks=adjusts == "ScaleFont")
        return replace(made, says=says, pattern=source.worked(one, "patternExpression"))
    if name == "image":
        return replace(_evaluated(one, made), says=source.worked(one, "imageExpression", "expression"))
    if name == "line":
        return replace(made, is_up=said(one, "direction") == "BottomUp")
    if name == "frame":
        return replace(made, elements=elements_of(one, source))
    if name == "subreport":
        return replace(made, subreport=_subreport(one, source))
    return replace(made, code=said(one, "type", otherwise="Page")) if name == "break" else made


def _placed(one: Xml, kind: str, source: Source) -> Element:
    """An element with its place and looks, which older files say in elements of their own."""
    at = child(one, "reportElement")
    at = one if at is None else at
    inner = [child(one, name) for name in ("reportElement", "graphicElement", "textElement")]
    looks = looks_of(*inner, one) if kind != "image" else _image_looks(inner, one)
    graphic = child(one, "graphicElement")
    stretch = said(at, "stretchType") or (said(graphic, "stretchType") if graphic is not None else "")
    return Element(
        kind=kind,
        line=one.sourceline or 0,
        x=source.number(at, "x"),
        y=source.number(at, "y"),
        width=source.size(at, "width"),
        height=source.size(at, "height"),
        looks=looks,
        style=said(at, "style") or _report_font(inner[2]),
        position=said(at, "positionType", otherwise="FixRelativeToTop"),
        stretch=stretch or "NoStretch",
        removes_line=flag(at, "removeLineWhenBlank"),
        repeats=flag(at, "printRepeatedValues", otherwise=True),
        repeats_at_top=flag(at, "printInFirstWholeBand"),
        on_overflow=flag(at, "printWhenDetailOverflows"),
        group_changes=said(at, "printWhenGroupChanges"),
        when=source.worked(at, "printWhenExpression"),
    )


def _report_font(text: Xml | None) -> str:
    """The font of the report that an old file names within a text element; it is read as a style."""
    font = child(text, "font") if text is not None else None
    return "" if font is None else said(font, "reportFont")


def _image_looks(inner: list[Xml | None], one: Xml) -> dict[str, str]:
    looks = looks_of(*inner, one)
    for name, old in (("hImageAlign", "hAlign"), ("vImageAlign", "vAlign")):
        if value := said(one, name, old):
            looks[name] = value
    return looks


def _evaluated(one: Xml, made: Element) -> Element:
    return replace(made, evaluated=said(one, "evaluationTime", otherwise="Now"), group=said(one, "evaluationGroup"))


def _subreport(one: Xml, source: Source) -> Subreport:
    given = {
        said(parameter, "name"): source.worked(parameter, "subreportParameterExpression", "expression")
        for parameter in children(one, "subreportParameter", "parameter")
    }
    returned = tuple(
        (said(value, "subreportVariable"), said(value, "toVariable"), said(value, "calculation", otherwise="Nothing"))
        for value in children(one, "returnValue")
    )
    return Subreport(source.worked(one, "subreportExpression", "expression"), given, returned)


def _component(one: Xml, source: Source) -> Iterator[Element]:
    """A barcode; other components (tables, lists, maps) cannot be printed."""
    placed = _placed(one, "code", source)
    inner = next((part for part in children(one) if tag(part) not in _NOT_ELEMENTS), one)
    name = said(inner, "type") or (said(inner, "kind") if tag(inner) == "component" else tag(inner))
    kind = _CODES.get(name.lower().removeprefix("barcode4j:").removeprefix("barbecue:"))
    says: Worked = source.worked(inner, "codeExpression")
    if kind is None or says is NOTHING:
        source.problem(one, "component", name)
        return
    yield replace(_evaluated(inner, placed), code=kind, says=says, is_read=flag(inner, "drawText"))
