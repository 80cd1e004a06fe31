"""Names of a tree that begin with what is typed, as the list of the line in which it is.

In: `in` the text of a line about names, and under the name of its control what was typed. Out: a `datalist`, or a page
with the names where no script asks.
"""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from specify.ask.building.page import may_ask
from specify.query.matching import Search, distinct_values, typed
from specify.query.specs import Plain, Ranked, Spec, resolve
from specify.query.string_ids import string_id
from specify.records.views import readable_table
from specify.security.entering import Visit, in_collection
from specify.security.scoping import in_scope
from specify.web.pages import render_part
from specify.web.refusals import missing

_MOST = 12


@require_safe
@in_collection
def suggest_names(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A few names."""
    may_ask(visit)
    spec = resolve(string_id(request.GET.get("in", "")))
    name, text = next(((key, str(value)) for key, value in request.GET.items() if key != "in"), ("", ""))
    names = _names(visit, spec, typed(text)) if text else ()
    return render_part(request, "ask/build-names.html", "ask/_build-names.html", {"name": name, "names": names})


def _names(visit: Visit, spec: Spec, text: str) -> tuple[str, ...]:
    table, end = spec.table, spec.end
    readable_table(visit, table.key)
    if not table.is_tree or not isinstance(end, Plain | Ranked) or end.name not in ("name", "fullName"):
        raise missing(_("No names are suggested for this field."))
    within = in_scope(table, visit.place)
    if isinstance(end, Ranked):
        within &= Q(definitionItem__name=end.rank)
    return distinct_values(Search(table, (end.name,), within), text, limit=_MOST)
