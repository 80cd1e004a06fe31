"""The sheet that the institution's labels for JasperReports stand on, where each of them has its place.

In: a visit, a `Template` that is one. Out: a `Sheet`; a refusal that says why there is none; what may move its labels.
Added to what JasperReports can do: such a sheet is begun at any place, so that a half-used one is filled later.
"""

from django.utils.translation import gettext as _

from specify.printing.jrxml_printing import Checked
from specify.printing.rendering.telling import Note
from specify.printing.reports.library import resource_named
from specify.printing.reports.needs import needs_of
from specify.printing.reports.preview import told
from specify.printing.sheets.geometry import Sheet
from specify.printing.sheets.known import bad_sheet
from specify.printing.templates.reading import Template
from specify.security.entering import Visit


def sheet_of_labels(visit: Visit, template: Template) -> Sheet:
    """The sheet. Raises `BadTemplate` for what is no template."""
    needs = needs_of(visit, resource_named(visit, template.name))
    if needs.sheet is None:
        raise bad_sheet(of_places(needs), _("Print these labels at once, each time from the first place on."))
    return needs.sheet


def of_places(needs: Checked) -> str:
    """Why labels cannot begin at a later place, or what may move them there; "" where there is neither."""
    if needs.of_sheet is None:
        return ""
    why = told(Note(needs.of_sheet.what, needs.of_sheet.line))
    if needs.sheet is not None:
        return why
    return _("The labels cannot begin at a later place of a sheet. %(why)s") % {"why": why}
