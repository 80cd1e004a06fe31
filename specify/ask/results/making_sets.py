"""Record sets of all that a query finds.

In: a request whose address says the query. Out: the page that asks what the set is to be called, then the set. Kept of
Specify 7: it takes the right to make sets of what queries find; a set has each record once, whether rows are told once
or in series. Changed on purpose: its records stand in the order of the rows, so that a walk through it is as one saw
them; it has the records that were shown, with synonyms and within the record set that was asked.
"""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from specify.ask.here import Here
from specify.ask.results.columns import in_order, sort_in
from specify.ask.results.views import SORT, of_query, title_of
from specify.datamodel import present
from specify.query.asked import Query
from specify.query.compiling import Made
from specify.query.running import asked_by
from specify.query.sql import Sql, listed, sql
from specify.records.sets.making import ask_to_query, make_from_statement
from specify.records.sets.pages import Done, filled_in, new_word, set_address, typed_for
from specify.security.entering import Visit


@require_http_methods(["GET", "HEAD", "POST"])
@of_query
def make_set(request: HttpRequest, visit: Visit, here: Here) -> HttpResponse:
    """The form for the name of the set, and what its button does."""
    ask_to_query(visit)
    query = in_order(here.query, sort_in(here.query, request.GET.get(SORT, "")))
    found = records_found(visit, query)
    name = typed_for(request, "name") if request.method == "POST" else here.query.name

    def verb() -> Done:
        table, once = present.tables()[query.base], request.POST.get("once", "")
        made = make_from_statement(visit, table, name, found, in_order=True, once=once)
        return _("The record set “%(name)s” was made.") % {"name": name}, set_address(visit, made)

    context = {
        "title": title_of(visit, here),
        "rows_at": here.link(visit, "ask-results"),
        "caption": visit.captions.field("recordset", "name"),
        "typed": name,
        "once": new_word(request),
    }
    return filled_in(request, "ask/results-set.html", verb, lambda: context)


def records_found(visit: Visit, query: Query) -> Sql:
    """The statement that finds the records of a query's rows, and their places among them."""
    made = Made(query, asked_by(visit, query), query.lines)
    record = made.joins.base.id
    place = sql("ROW_NUMBER() OVER (ORDER BY {})", listed([*made.order(), record]))
    return made.rows([sql("{} AS id", record), sql("{} AS place", place)])
