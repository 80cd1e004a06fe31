"""Reads a whole template.

In: the bytes of a file. Out: a `Report` with all that cannot be honoured among its problems; `BadXml` with a sentence
for what is no such file. A query in the file is kept as text and never run. A document type that only names the format
is passed over; one that brings entities is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from specify.printing.jrxml.declaring import (
    LARGEST_PAGE,
    NOTHING,
    Band,
    Group,
    Paper,
    Parameter,
    Problem,
    Report,
    Style,
    Variable,
)
from specify.printing.jrxml.reading.elements import elements_of
from specify.printing.jrxml.reading.looks import looks_of
from specify.printing.jrxml.reading.source import Source, Xml, child, children, flag, said, tag
from specify.text.xml import BadXml, parse

SECTIONS = (
    *("background", "title", "pageHeader", "columnHeader", "detail", "columnFooter", "pageFooter", "lastPageFooter"),
    *("summary", "noData"),
)
_PASSED_OVER = (
    *("property", "propertyExpression", "import", "template", "scriptlet", "reportFont", "query", "queryString"),
)
_SAID = ("style", "parameter", "field", "variable", "group", "sortField", "filterExpression")
_READ = (*_SAID, *SECTIONS, *_PASSED_OVER)
_AT_BOTTOM = ("StackAtBottom", "ForceAtBottom")
_MOST_COLUMNS = 100
_DOCTYPE = re.compile(rb"<!DOCTYPE\s[^\[>]*>")
_SWITCHES = (
    *("titleNewPage", "summaryNewPage", "summaryWithPageHeaderAndFooter", "floatColumnFooter", "ignorePagination"),
)


def read_report(data: bytes, name: str) -> Report:
    """The template in a file that is called `name` in messages."""
    root = parse(_DOCTYPE.sub(lambda found: b"\n" * found[0].count(b"\n"), data, count=1), name)
    if tag(root) != "jasperReport":
        raise BadXml(f"{name} is no template of JasperReports: it begins with <{tag(root)}>.")
    source = Source(texts=frozenset(_texts(root)))
    for one in children(root):
        if tag(one) not in _READ:
            source.problem(one, "element", tag(one))
    styles = {style.name: style for style in _styles(root, source)}
    query = child(root, "query", "queryString")
    report = Report(
        name=said(root, "name", otherwise=name),
        paper=_paper(root, source),
        fields={said(one, "name"): said(one, "class", otherwise="java.lang.String") for one in children(root, "field")},
        parameters=tuple(_parameters(root, source)),
        variables=tuple(_variables(root, source)),
        groups=tuple(_groups(root, source)),
        sections={said_as: _bands(section, source) for said_as, section in _sections(root)},
        styles=styles,
        default_style=next((said(one, "name") for one in children(root, "style") if flag(one, "default")), ""),
        without_rows=said(root, "whenNoDataType", otherwise="NoPages"),
        switches=frozenset(switch for switch in _SWITCHES if flag(root, switch)),
        query="" if query is None else "".join(query.itertext()).strip(),
        sorts=tuple(_sorts(root, source)),
        keeps=source.worked(root, "filterExpression"),
    )
    return replace(report, problems=(*source.problems, *_without_style(report)))


def _without_style(report: Report) -> Iterator[Problem]:
    """The first element of each style that the file does not have; those of other files are not read."""
    lines = {one.style: one.line for one in reversed(list(report.elements())) if one.style}
    return (Problem(lines[name], "style", name) for name in sorted(lines.keys() - report.styles.keys()))


def _texts(root: Xml) -> Iterator[tuple[str, str]]:
    """Which references are declared as texts."""
    for one in children(root, "field", "parameter", "variable"):
        if said(one, "class", otherwise="String").rpartition(".")[2] == "String":
            yield tag(one)[0].upper(), said(one, "name")


def _paper(root: Xml, source: Source) -> Paper:
    width = source.size(root, "pageWidth", 595, least=1, most=LARGEST_PAGE)
    height = source.size(root, "pageHeight", 842, least=1, most=LARGEST_PAGE)
    left, right = source.size(root, "leftMargin", 20), source.size(root, "rightMargin", 20)
    return Paper(
        width=width,
        height=height,
        columns=int(source.size(root, "columnCount", 1, least=1, most=_MOST_COLUMNS)),
        column_width=source.size(root, "columnWidth", max(0.0, width - left - right)),
        spacing=source.number(root, "columnSpacing"),
        margins=(left, right, source.size(root, "topMargin", 30), source.size(root, "bottomMargin", 30)),
        order=said(root, "printOrder", otherwise="Vertical"),
        from_right=said(root, "columnDirection") == "RTL",
    )


def _styles(root: Xml, source: Source) -> Iterator[Style]:
    for one in children(root, "style", "reportFont"):
        conditions = tuple(
            (source.worked(when, "conditionExpression"), looks_of(inner if inner is not None else when))
            for when in children(one, "conditionalStyle")
            for inner in [child(when, "style")]
        )
        yield Style(said(one, "name"), said(one, "style"), looks_of(one), conditions)


def _parameters(root: Xml, source: Source) -> Iterator[Parameter]:
    for one in children(root, "parameter"):
        described = child(one, "parameterDescription", "description")
        yield Parameter(
            name=said(one, "name"),
            kind=said(one, "class", otherwise="java.lang.String"),
            is_asked=flag(one, "forPrompting"),
            initial=source.worked(one, "defaultValueExpression"),
            described="" if described is None else "".join(described.itertext()).strip(),
        )


def _variables(root: Xml, source: Source) -> Iterator[Variable]:
    for one in children(root, "variable"):
        yield Variable(
            name=said(one, "name"),
            kind=said(one, "class", otherwise="java.lang.String"),
            says=source.worked(one, "variableExpression", "expression"),
            calculation=said(one, "calculation", otherwise="Nothing"),
            resets=said(one, "resetType", otherwise="Report"),
            reset_group=said(one, "resetGroup"),
            increments=said(one, "incrementType", otherwise="None"),
            increment_group=said(one, "incrementGroup"),
            initial=source.worked(one, "initialValueExpression"),
        )


def _groups(root: Xml, source: Source) -> Iterator[Group]:
    for one in children(root, "group"):
        header, footer = child(one, "groupHeader"), child(one, "groupFooter")
        yield Group(
            name=said(one, "name"),
            by=source.worked(one, "groupExpression", "expression"),
            header=() if header is None else _bands(header, source),
            footer=() if footer is None else _bands(footer, source),
            on_new_page=flag(one, "startNewPage"),
            on_new_column=flag(one, "startNewColumn"),
            resets_page=flag(one, "resetPageNumber"),
            repeats_header=flag(one, "reprintHeaderOnEachPage"),
            repeats_in_columns=flag(one, "reprintHeaderOnEachColumn"),
            is_at_bottom=said(one, "footerPosition") in _AT_BOTTOM,
            least_room=source.number(one, "minHeightToStartNewPage"),
            keeps_together=flag(one, "keepTogether"),
            line=one.sourceline or 0,
        )


def _sorts(root: Xml, source: Source) -> Iterator[tuple[str, bool]]:
    """The fields by which rows are sorted; variables are not known before."""
    for one in children(root, "sortField"):
        if said(one, "type") == "Variable":
            source.problem(one, "sort", said(one, "name"))
        else:
            yield said(one, "name"), said(one, "order") == "Descending"


def _sections(root: Xml) -> Iterator[tuple[str, Xml]]:
    return ((tag(one), one) for one in children(root, *SECTIONS))


def _bands(section: Xml, source: Source) -> tuple[Band, ...]:
    """The bands of a section; in version 7 a section may be a band itself."""
    inner = list(children(section, "band"))
    bands = inner or ([section] if section.get("height") else [])
    return tuple(_band(one, source) for one in bands)


def _band(one: Xml, source: Source) -> Band:
    split = said(one, "splitType") or ("Prevent" if said(one, "isSplitAllowed") == "false" else "Stretch")
    when = source.worked(one, "printWhenExpression")
    return Band(source.size(one, "height"), elements_of(one, source), split, when or NOTHING, one.sourceline or 0)
