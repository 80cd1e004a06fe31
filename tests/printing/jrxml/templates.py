"""Templates of our own, put together for one test each, and what comes of filling them.

In: sections as XML. Out: a `Report`; pages of items; the words on a page with their places.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from specify.printing.jrxml.declaring import Report
from specify.printing.jrxml.filling.filled import filled
from specify.printing.jrxml.filling.items import Filled, Page, Text
from specify.printing.jrxml.filling.state import Supply
from specify.printing.jrxml.reading.report import read_report

ALL = Supply()


def report(*sections: str, fields: str = "a", **attributes: Any) -> Report:
    """A template of one column 200 wide on a page 220 by 200, with fields that are texts, or `name:class`."""
    told = {
        "pageWidth": 220,
        "pageHeight": 200,
        "columnWidth": 200,
        **dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 10),
        **attributes,
    }
    said = " ".join(f'{name}="{value}"' for name, value in told.items())
    declared = "".join(_field(*field.partition(":")[::2]) for field in fields.split())
    return read_report(
        f'<jasperReport name="t" {said}>{declared}{"".join(sections)}</jasperReport>'.encode(), "t.jrxml"
    )


def _field(name: str, kind: str) -> str:
    return f'<field name="{name}" class="java.lang.{kind or "String"}"/>'


def section(name: str, *elements: str, height: float = 20, inside: str = "", **attributes: Any) -> str:
    """A section of one band."""
    return f"<{name}>{band(*elements, height=height, inside=inside, **attributes)}</{name}>"


def band(*elements: str, height: float = 20, inside: str = "", **attributes: Any) -> str:
    """A band."""
    said = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f'<band height="{height}" {said}>{inside}{"".join(elements)}</band>'


def text(says: str, at: str = "0 0 200 12", inside: str = "", looks: str = "", **attributes: Any) -> str:
    """A text field: what it says, its place, what stands within its `reportElement` and `textElement`."""
    own = {name: attributes.pop(name) for name in list(attributes) if name in _OF_FIELDS}
    said = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    fields = " ".join(f'{name}="{value}"' for name, value in own.items())
    return (
        f"<textField {fields}><reportElement {place(at)} {said}>{inside}</reportElement>"
        f"<textElement {looks}/><textFieldExpression><![CDATA[{says}]]></textFieldExpression></textField>"
    )


def place(at: str) -> str:
    """The attributes of a place."""
    return " ".join(f'{name}="{value}"' for name, value in zip(("x", "y", "width", "height"), at.split(), strict=True))


_OF_FIELDS = (
    *("isStretchWithOverflow", "evaluationTime", "evaluationGroup", "pattern", "isBlankWhenNull", "textAdjust"),
    "hyperlinkType",
)


def pages(template: Report, rows: Sequence[Mapping[str, Any]], supply: Supply = ALL) -> Sequence[Page]:
    """The pages, of a template that is honoured as a whole."""
    found = filled(template, rows, supply)
    assert found.problems == ()
    return found.pages


def words(page: Page) -> list[str]:
    """The texts on a page, in the order in which they are painted; lines are joined by a stroke."""
    return [told(item) for item in page.items if isinstance(item, Text)]


def told(item: Text) -> str:
    """What a text says."""
    return "|".join("".join(run.text for run in line.runs) for line in item.lines)


def places(page: Page) -> dict[str, tuple[float, float]]:
    """Where each text stands."""
    return {told(item): (item.x, item.y) for item in page.items if isinstance(item, Text)}


def said(found: Filled) -> list[tuple[int, str, str]]:
    """What could not be honoured."""
    return [(one.line, one.word, one.name) for one in found.problems]


def numbered(count: int) -> list[dict[str, str]]:
    """So many rows whose `a` counts from 1."""
    return [{"a": str(number)} for number in range(1, count + 1)]
