"""What the page on which one prints tells of a report of the institution's: what it asks, what cannot be honoured.

In: a visit, a template. Out: `About`; of a template that cannot be printed, why.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from specify.printing.jrxml_printing import Asked
from specify.printing.rendering.telling import BadTemplate, Note
from specify.printing.reports.filling import columns_in
from specify.printing.reports.library import PREFIX, resource_named, source_of, without_table
from specify.printing.reports.needs import needs_of
from specify.printing.reports.preview import told
from specify.printing.reports.sheets import of_places
from specify.printing.templates.reading import Template
from specify.query.texts import pairs_of
from specify.security.entering import Visit
from specify.web.refusals import Refusal

MOST = 20
"""So many problems are told on a page; all are told when it is checked by its command."""


@dataclass(frozen=True, slots=True)
class About:
    """The questions of a report, its problems, why it cannot be printed yet, where one chooses its query.

    Of labels also what one knows of their places on a sheet (`reports/sheets.py`).
    """

    asked: tuple[Asked, ...]
    problems: tuple[str, ...]
    stopped: str
    bind_at: str
    places: str = ""


def own_records(visit: Visit, template: Template) -> str:
    """What names the records in an address that a report's own query finds; nothing for one that has no such query."""
    if not template.is_jrxml:
        return ""
    query = source_of(resource_named(visit, template.name), visit.stamp).query
    try:
        found = columns_in(query, template.table).query if query is not None else None
    except Refusal:
        return ""
    return urlencode([*pairs_of(found), ("template", template.name)]) if found else ""


def unbound(visit: Visit) -> list[tuple[str, str]]:
    """The reports that wait for a query, by their titles, and where one chooses it."""
    names = ((one.name.removesuffix(".jrxml"), f"{PREFIX}{one.id}") for one in without_table(visit))
    return [(title, reverse("printing-bind", kwargs={**visit.place.way, "name": name})) for title, name in names]


def about(visit: Visit, template: Template) -> About | None:
    """What is told of a template; None for those that are no reports of JasperReports."""
    if not template.is_jrxml:
        return None
    resource = resource_named(visit, template.name)
    bind_at = reverse("printing-bind", kwargs={**visit.place.way, "name": template.name})
    try:
        needs = needs_of(visit, resource)
    except BadTemplate as bad:
        return About((), (), str(bad), bind_at)
    stopped = (
        ""
        if source_of(resource, visit.stamp).query is not None
        else _("Nobody has chosen the query that fills this report.")
    )
    problems = tuple(told(Note(one.what, one.line)) for one in needs.problems[:MOST])
    return About(needs.asked, problems, stopped, bind_at, of_places(needs) if template.kind == "label" else "")
