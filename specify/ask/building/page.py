"""The page on which a query is built.

In: GET with a query behind the `?`, or a stored one by its number; POST of the form, whose button says what is to be
done. Out: the page, or the way on. The query is in the address, so that each state has one and nothing is lost by going
back; what a button changes is a new address. To htmx the form is the answer itself, with the address for the browser.
What cannot be asked is told above the form and beside its line, when it is to be run or saved and not before. Of a long
query a page has the controls of as many lines as it has room for; the others go along.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import push_url

from specify.ask.building.checking import Problem
from specify.ask.building.drafts import DROP, Draft, draft_here, draft_sent, without_unread
from specify.ask.building.drawing import boxes_in, controls_of, drawn
from specify.ask.building.editing import all_lines, rows_of
from specify.ask.building.grouping import group_choices
from specify.ask.building.pressing import ADDING, Pressed, pressed
from specify.ask.building.sent import says_a_query
from specify.ask.building.usual import usual_fields
from specify.ask.here import Here
from specify.ask.results.views import title_of
from specify.ask.saying import sentence
from specify.datamodel import present
from specify.query.asked import Query
from specify.query.running import ACTION, RESOURCE
from specify.query.texts import path_text
from specify.records.sets.reading import may, own
from specify.records.views import readable_table
from specify.security.entering import Visit, in_collection
from specify.web.addresses import number_in
from specify.web.budget import render_within
from specify.web.pages import is_htmx, onward, render_part
from specify.web.refusals import FORM_STATUS, forbidden

_ELSEWHERE = {"run": "ask-results", "count": "ask-count", "save": "ask-save", "save-as": "ask-save"}
_MOST_SETS = 50
_LINES_SHOWN = (25, 15, 10, 5)
"""How many lines have their controls on a page: the first of these that there is room for."""
FROM = "from"
ORDERS = (("0", _("Not sorted")), ("1", _("Ascending")), ("2", _("Descending")))


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def build(request: HttpRequest, visit: Visit, query_id: int | None = None) -> HttpResponse:
    """The builder of a query."""
    may_ask(visit)
    if request.method == "POST":
        draft = draft_sent(visit, request.POST, query_id)
        readable_table(visit, draft.query.base)
        return _take(request, visit, draft)
    if query_id is None and not says_a_query(request.GET):
        return HttpResponseRedirect(reverse("ask-new", kwargs=visit.place.way))
    draft = draft_here(request, visit, query_id)
    readable_table(visit, draft.query.base)
    return _page(request, visit, draft)


def may_ask(visit: Visit) -> None:
    """Refuse those who may not run queries: there is nothing else to build one for."""
    if not visit.rights.may(RESOURCE, ACTION):
        raise forbidden(gettext("You may not run queries."), gettext("Ask somebody who manages the rights."))


def _take(request: HttpRequest, visit: Visit, draft: Draft) -> HttpResponse:
    """Do what the button says."""
    do = request.POST.get("do", "")
    if do in _ELSEWHERE and (problems := draft.problems(visit)):
        return _page(request, visit, draft, problems=problems)
    if do in _ELSEWHERE:
        return onward(request, draft.address(visit, _ELSEWHERE[do], new="1" if do == "save-as" else None))
    if do == "browse" and draft.unread:
        return _page(request, visit, draft, problems=draft.problems(visit))
    draft, done = _pressed(request, draft)
    if do == "browse":
        return onward(request, _fields(visit, draft, done.group))
    first = done.line or number_in(request.GET.get(FROM, "")) or 1
    is_long = len(list(all_lines(draft.query))) > _LINES_SHOWN[1]
    to = draft.address(visit, "ask-build", into=done.group, **{FROM: first if is_long and first > 1 else None})
    if not is_htmx(request):
        return HttpResponseRedirect(f"{to}#{done.anchor}" if done.anchor else to, status=303)
    return push_url(_focused(_page(request, visit, draft, done=replace(done, at=to)), done.anchor), to)


def _pressed(request: HttpRequest, draft: Draft) -> tuple[Draft, Pressed]:
    """What the button makes of the query, or of the lines that cannot be read."""
    if dropped := request.POST.get(DROP):
        told = gettext("The line was taken out.")
        return without_unread(draft, dropped), Pressed(draft.query, ADDING, told)
    done = pressed(draft.query, request.POST)
    return replace(draft, query=done.query), done


def _fields(visit: Visit, draft: Draft, into: int | None) -> str:
    """Where a field is looked for: of the group's records, if it goes into one that has its own."""
    rows = rows_of(draft.query, into)
    return draft.address(visit, "ask-fields", into=into, at=path_text(draft.query.base, rows) if rows else None)


def _page(
    request: HttpRequest,
    visit: Visit,
    draft: Draft,
    *,
    problems: Sequence[Problem] = (),
    done: Pressed | None = None,
) -> HttpResponse:
    """The page, or the form alone, with the line in view that matters now."""
    line = done.line if done else min((problem.line for problem in problems if problem.line), default=0)
    first = line or number_in(request.GET.get(FROM, "")) or 1
    lines = list(all_lines(draft.query))
    context = {
        **_context(request, visit, draft, done),
        "problems": problems,
        "number_of_lines": len(lines),
        "unread": tuple(draft.unread_told()),
    }

    def draw(most: int) -> HttpResponse:
        start = 1 + (min(first, max(len(lines), 1)) - 1) // most * most
        here = range(start, min(start + most, len(lines) + 1))
        made = drawn(visit, draft.query, here, problems)
        told = {"drawn": made, "boxes": tuple(boxes_in(made.boxes)), "shown": here, "controls": controls_of(made)}
        response = render_part(request, "ask/build.html", "ask/_build.html", {**context, **told, "most": most})
        response.status_code = FORM_STATUS if problems else 200
        return response

    return render_within([_LINES_SHOWN[0], *(most for most in _LINES_SHOWN[1:] if most < len(lines))], draw)


def _context(request: HttpRequest, visit: Visit, draft: Draft, done: Pressed | None) -> Mapping[str, Any]:
    """What the page says of the query as a whole."""
    query, sets = draft.query, _sets(visit, draft.query)
    often, own_fields = usual_fields(visit, present.tables()[query.base])
    groups, records = group_choices(visit, query, [text for text, _words in often]) if query.is_ours else ((), ())
    return {
        "query": query,
        "of": draft.of,
        "title": title_of(visit, Here(query, "", draft.of)),
        "meaning_at": _meaning(visit, draft.of) if draft.of and not query.is_ours else "",
        "is_set_aside": draft.is_set_aside,
        "action": done.at if done else request.get_full_path(),
        "orders": ORDERS,
        "into": str(done.group or "") if done else request.GET.get("into", ""),
        "table": visit.captions.table(query.base),
        "sentence": sentence(visit, query, dict(sets).get(query.record_set or 0, "")),
        "often": often,
        "own_fields": own_fields,
        "groups": groups,
        "records": records,
        "sets": sets,
        "has_trees": any(present.tables()[key].is_tree for key in query.tables),
        "told": done.told if done else "",
        "may_save": visit.agent_id is not None and visit.rights.may_table("spquery", "create"),
    }


def _meaning(visit: Visit, of: int) -> str:
    """Where a stored query is given the meaning of those made here."""
    return reverse("ask-meaning", kwargs={**visit.place.way, "query_id": of})


def _sets(visit: Visit, query: Query) -> tuple[tuple[int, str], ...]:
    """The person's record sets of the table, newest first. One statement."""
    if not may(visit, "read"):
        return ()
    found = own(visit, present.tables()[query.base]).order_by("-pk").values_list("pk", "name")
    sets = tuple(found[:_MOST_SETS])
    if query.record_set is not None and query.record_set not in dict(sets):
        name = gettext("number %(number)d") % {"number": query.record_set}
        return ((query.record_set, name), *sets)
    return sets


def _focused(answer: HttpResponse, name: str) -> HttpResponse:
    """The answer with the focus on what has that id, where there is one."""
    mark = f' id="{name}"'.encode()
    if name and answer.status_code == 200:
        answer.content = answer.content.replace(mark, mark + b" autofocus", 1)
    return answer
