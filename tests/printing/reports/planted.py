"""Reports as an institution has them: a template among the resources, a query, and what joins the two.

In: a small collection, a template of our own. Out: `Planted`, with a visit that sees it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from specify.datamodel import present
from specify.printing.printing import Order, Printed, print_records
from specify.printing.reports.library import reports_here
from specify.printing.templates.reading import Template
from specify.resources import stamp
from specify.security.entering import Visit, visit_of
from tests.printing.jrxml.templates import section, text
from tests.query.small_collection import Small

NUMBER = "1.collectionobject.catalogNumber"
REMARKS = "1.collectionobject.remarks"
PLACE = "1,10,2.locality.localityName"
PLAIN = Order()


@dataclass(frozen=True)
class Planted:
    """A report: its resource and query."""

    small: Small
    resource: int
    query: int | None

    @property
    def visit(self) -> Visit:
        """One who may all, as the settings are now."""
        return seen(self.small.visit)

    @property
    def template(self) -> Template:
        """The report as a template."""
        return next(one for one in reports_here(self.visit) if one.resource == self.resource)

    def printed(self, *objects: int, order: Order = PLAIN) -> Printed:
        """What is printed of objects by their short numbers."""
        ids = [self.small.ids[f"co {number}"] for number in objects]
        return print_records(self.visit, self.template, ids, order)


def seen(visit: Visit) -> Visit:
    """The visit anew, with nothing kept: rows that tests plant are of the same age."""
    stamp.forget()
    return visit_of(visit.user.pk, visit.place.collection_id, "en")


def template(*detail: str, fields: Sequence[str] = (NUMBER,), more: str = "", height: float = 30) -> bytes:
    """A template of one column, with fields that are texts."""
    declared = "".join(_field(*one.partition(":")[::2]) for one in fields)
    size = 'pageWidth="220" pageHeight="200" columnWidth="200"'
    margins = 'leftMargin="10" rightMargin="10" topMargin="10" bottomMargin="10"'
    body = section("detail", *(detail or (text(f"$F{{{NUMBER}}}"),)), height=height)
    return f'<jasperReport name="t" {size} {margins}>{more}{declared}{body}</jasperReport>'.encode()


def _field(name: str, kind: str) -> str:
    return f'<field name="{name}" class="java.lang.{kind or "String"}"/>'


def resource(small: Small, content: bytes, **more: Any) -> int:
    """The number of a new resource in the discipline's directory, or in another."""
    world = small.world
    given = {"name": "Jars.jrxml", "type": "jrxml/label", "metadata": "tableid=-1;reporttype=Report;", **more}
    directory = {"discipline_id": small.visit.place.discipline_id, "collection_id": None, "isPersonal": False}
    directory |= given.pop("directory", {})
    place = world.plant("spappresourcedir", **directory)
    made = world.plant(
        "spappresource", spAppResourceDir_id=place, name=given["name"], mimeType=given["type"], level=0,
        metaData=given["metadata"],
    )  # fmt: skip
    world.plant("spappresourcedata", spAppResource_id=made, data=content)
    return made


def query(small: Small, *lines: str | dict[str, Any], table: str = "collectionobject") -> int:
    """The number of a new stored query whose lines are shown, or say otherwise."""
    world = small.world
    made = world.plant(
        "spquery", name="For jars", contextTableId=present.tables()[table].number, contextName=table,
        specifyUser_id=small.visit.user.pk,
    )  # fmt: skip
    for position, line in enumerate(lines):
        said = {"stringId": line} if isinstance(line, str) else line
        whole = {"position": position, "isDisplay": True, "operStart": 8, "startValue": "", "sortType": 0, **said}
        world.plant("spqueryfield", query_id=made, isRelFld=whole.pop("isRelFld", False), **whole)
    return made


def planted(small: Small, content: bytes, *lines: str | dict[str, Any], **more: Any) -> Planted:
    """A report with its query; without lines it has none."""
    repeats = {name: more.pop(name) for name in ("repeatCount", "repeatField") if name in more}
    made = query(small, *lines) if lines else None
    number = resource(small, content, **more)
    if made is not None:
        small.world.plant("spreport", name="Jars", appResource_id=number, query_id=made, **repeats)
    return Planted(small, number, made)
