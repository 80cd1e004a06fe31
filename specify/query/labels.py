"""What the columns of a query are called.

In: lines, an institution's words. Out: headings. Kept of Specify 7: a field is called by its caption, a rank by its
name, a record by the relationship that leads to it.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from specify.query.asked import Line
from specify.query.specs import ID, Age, Counted, Gathered, Plain, Ranked, Spec
from specify.resources.captions import Captions

_PARTS: Mapping[str, Promise] = {
    "Day": _("%(field)s (day)"),
    "Month": _("%(field)s (month)"),
    "Year": _("%(field)s (year)"),
}


def heading(line: Line, captions: Captions) -> str:
    """What the column of a line is called."""
    spec, end, key = line.spec, line.spec.end, line.spec.table.key
    if isinstance(end, Plain):
        field = str(_("Number of the record")) if end.name == ID else captions.field(key, end.name)
        return str(_PARTS[end.part]) % {"field": field} if end.part else field
    if isinstance(end, Ranked):
        return end.rank if end.name == "name" else f"{end.rank} {_field(end.name, key, captions)}"
    if isinstance(end, Counted):
        return str(_("%(records)s (number)")) % {"records": captions.field(key, end.relationship)}
    if isinstance(end, Gathered):
        return captions.field(key, end.relationship)
    return str(_("Age")) if isinstance(end, Age) else _told(spec, captions)


def _field(name: str, key: str, captions: Captions) -> str:
    return "ID" if name == ID else captions.field(key, name)


def _told(spec: Spec, captions: Captions) -> str:
    """The relationship that the path ends in, else the table."""
    if not spec.path:
        return captions.table(spec.base)
    return captions.field(Spec(spec.base, spec.path[:-1], spec.end).table.key, spec.path[-1])
