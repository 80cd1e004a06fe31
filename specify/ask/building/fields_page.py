"""The page on which a field is looked for: the fields of a table, and the ways from it to others.

In: a query behind the `?`, `at` the path to the table, `q` a text to narrow by, `data` and `all`, `into` the group
that the line goes into. Out: the page; a POST with `add` leads back to the builder, with one line more.
"""

from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from specify.ask.addresses import address
from specify.ask.building.fields import LOOKED_AT, Wish, offered
from specify.ask.building.page import may_ask
from specify.ask.building.pressing import added
from specify.ask.here import Here, query_here
from specify.datamodel import present
from specify.query.matching import typed
from specify.query.specs import Spec, Told
from specify.query.texts import path_of, path_text
from specify.records.views import readable_table
from specify.security.entering import Visit, in_collection
from specify.web.addresses import number_in
from specify.web.pages import render_part

_MOST_LETTERS = 100


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def choose_field(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The fields of a table, or the builder with the one that was chosen."""
    may_ask(visit)
    here, asked = query_here(request, visit), request.GET
    into = number_in(asked.get("into", ""))
    if request.method == "POST" and request.POST.get("add"):
        done = added(here.query, request.POST.get("add", ""), into)
        to = address(visit, "ask-build", done.query, of=here.of, into=into)
        return HttpResponseRedirect(f"{to}#{done.anchor}", status=303)
    base, path = here.query.base, path_of(here.query.base, asked.get("at", "")) if asked.get("at") else ()
    for key in Spec(base, path, Told()).tables:
        readable_table(visit, key)
    wish = Wish(typed(asked.get("q", ""))[:_MOST_LETTERS], bool(asked.get("data")), bool(asked.get("all")))
    context = {
        "builder_at": here.link(visit, "ask-build", into=into),
        "pairs": [*parse_qsl(here.asked), *([("into", into)] if into else [])],
        "at": asked.get("at", ""),
        "trail": _trail(visit, here, path, into),
        "table": visit.captions.table(Spec(base, path, Told()).table.key),
        "base": visit.captions.table(base),
        "wish": wish,
        "offered": offered(visit, base, path, wish, is_ours=here.query.is_ours),
        "looked_at": LOOKED_AT,
        "way_at": lambda at, **more: here.link(visit, "ask-fields", at=at or None, into=into, **more),
    }
    return render_part(request, "ask/build-fields.html", "ask/_build-fields.html", context)


def _trail(visit: Visit, here: Here, path: tuple[str, ...], into: int | None) -> list[tuple[str, str]]:
    """The tables on the way, each with its address."""
    base = here.query.base
    trail = [(visit.captions.table(base), here.link(visit, "ask-fields", into=into))] if path else []
    key = base
    for end, name in enumerate(path, start=1):
        if end < len(path):
            at = path_text(base, path[:end])
            trail.append((visit.captions.field(key, name), here.link(visit, "ask-fields", at=at, into=into)))
        key = present.tables()[key].relationships[name].target.lower()
    return trail
