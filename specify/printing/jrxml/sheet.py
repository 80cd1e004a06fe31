"""The sheet that a template of JasperReports prints labels on, where each label has a fixed place.

In: a `Report`. Out: a `Sheet` in millimetres, or a `Problem` that says why there is none; what may move labels on it.
JasperReports knows columns and bands only; but a band that nothing else stands beside, before or after makes a grid,
and such a grid can be begun at a later place. Places are counted in the order in which the template fills them. A label
whose text grows moves those that follow, wherever one begins: that is told, and no reason against the grid.
"""

from collections.abc import Iterator

from specify.printing.jrxml.declaring import NOTHING, Band, Element, Problem, Report
from specify.printing.sheets.geometry import Sheet

MM = 25.4 / 72
"""The millimetres in a point."""
_NEARLY = 0.01
_ABOVE, _BELOW = ("pageHeader", "columnHeader"), ("columnFooter", "pageFooter")
_FREE = ("noData",)
"""Sections that no page with rows has."""


def sheet_of_report(report: Report) -> Sheet | Problem:
    """The sheet, or what stands in its way."""
    bands = [band for band in report.sections.get("detail", ()) if band.height or band.elements]
    if len(bands) != 1:
        return Problem(bands[1].line if bands else 0, "sheet-bands")
    if problem := next(_problems(report, bands[0]), None):
        return problem
    left, _right, top, bottom = report.paper.margins
    top, bottom = top + _height(report, _ABOVE), bottom + _height(report, _BELOW)
    height, paper = bands[0].height, report.paper
    rows = int((paper.height - top - bottom + _NEARLY) // height)
    if rows < 1:
        return Problem(bands[0].line, "sheet-room")
    return Sheet(
        paper=(paper.width * MM, paper.height * MM),
        label=(paper.column_width * MM, height * MM),
        grid=(paper.columns, rows),
        first=(left * MM, top * MM),
        pitch=((paper.column_width + paper.spacing) * MM, height * MM),
        is_down=paper.order != "Horizontal",
    )


def _problems(report: Report, label: Band) -> Iterator[Problem]:
    if "ignorePagination" in report.switches:
        yield Problem(0, "sheet-pages")
    yield from _beside(report)
    for group in report.groups:
        if _prints((*group.header, *group.footer)) or group.on_new_page or group.on_new_column or group.least_room:
            yield Problem(group.line, "sheet-group", group.name)
    if label.when is not NOTHING:
        yield Problem(label.line, "sheet-when")
    for element in label.elements:
        if element.kind == "break":
            yield Problem(element.line, "sheet-break")
        if element.y + element.height > label.height + _NEARLY:
            yield Problem(element.line, "sheet-over")


def _beside(report: Report) -> Iterator[Problem]:
    """What is printed beside the labels; bands without anything in them only keep their distance."""
    for name, bands in report.sections.items():
        if name == "detail" or name in _FREE:
            continue
        for band in bands:
            is_on_first_only = name == "title" and (band.height > 0 or "titleNewPage" in report.switches)
            if band.elements or is_on_first_only or band.when is not NOTHING and band.height:
                yield Problem(band.line, "sheet-beside", name)


def _prints(bands: tuple[Band, ...]) -> bool:
    return any(band.height or band.elements for band in bands)


def moving(report: Report) -> Problem | None:
    """What may make a label higher or lower, so that those below it stand elsewhere."""
    within = (one for band in report.sections.get("detail", ()) for element in band.elements for one in element.all())
    return next((Problem(one.line, "sheet-grows") for one in within if _changes(one)), None)


def _changes(element: Element) -> bool:
    return element.stretches or element.removes_line or element.kind == "subreport"


def _height(report: Report, sections: tuple[str, ...]) -> float:
    return sum(band.height for name in sections for band in report.sections.get(name, ()))
