"""Where a new query begins: its table is chosen.

In: GET, with `all` for every table. Out: the tables that are asked for often, or all by subject, each leading to the
builder with the records of the table by what they are called.
"""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from specify.ask.addresses import address
from specify.ask.building.page import may_ask
from specify.ask.building.usual import begun, usual_tables
from specify.datamodel import present
from specify.records.home.contents import Entry, Group, groups_of
from specify.security.entering import Visit, in_collection
from specify.web.pages import render


@require_safe
@in_collection
def choose_table(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The tables that a query can be about."""
    may_ask(visit)
    is_whole = bool(request.GET.get("all"))
    context = {
        "groups": groups_of(visit) if is_whole else [_often(visit)],
        "is_whole": is_whole,
        "begun_at": lambda key: address(visit, "ask-build", begun(present.tables()[key])),
    }
    return render(request, "ask/build-new.html", context)


def _often(visit: Visit) -> Group:
    entries = (Entry(key, visit.captions.table(key)) for key in usual_tables(visit))
    return Group(_("Often asked"), tuple(entries))
