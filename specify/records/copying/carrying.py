"""The page on which a person chooses what is carried forward from one record of a table to the next.

In: requests inside a collection. Out: the fields and relationships of the table as boxes to tick, those on its form
first and in its order; the choice stored. Kept of Specify 7: a choice for each table; that of the table of dependents
counts wherever they are copied. On purpose otherwise: what cannot be chosen is told in a sentence; whoever chooses for
the first time has the button from then on, and comes to the record that they wanted; whoever takes the button back
comes to the one they came from.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.layouts.filling.points import POINT_FIELDS, POINTS
from specify.layouts.form import Form, Pair, SubForm
from specify.layouts.showing import form_in, library
from specify.records.copying.carried import (
    OWNERS,
    carried,
    is_always_carried,
    leading,
    members_of,
    offers,
    save_carried,
)
from specify.records.copying.copyable import copied_along, is_copyable, unique_names
from specify.records.copying.many_numbers import may_number
from specify.records.copying.ways_on import FOR, LIKE, way_to_choose, way_to_many, way_to_new
from specify.records.filling.opening import changeable_table
from specify.security.entering import Visit, in_collection
from specify.text.folding import fold
from specify.web.addresses import number_in
from specify.web.pages import render
from specify.web.refusals import missing

INSIDE, TICK = "inside", "tick"
"""What a button says of where it goes on, and an address of which boxes it begins with."""
_TICKS = {"all": True, "none": False}


class Choice(NamedTuple):
    """One box to tick; `inside` is the table of the records behind it of which one chooses, too, if they are copied."""

    name: str
    label: str
    is_ticked: bool
    inside: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def choose_carried(request: HttpRequest, visit: Visit, table: str) -> HttpResponse:
    """What is carried forward in a table."""
    known = changeable_table(visit, table, "create")
    if not is_copyable(known):
        raise missing(_("Records of %(table)s cannot be cloned.") % {"table": visit.captions.table(known.key)})
    outer = present.table(request.GET.get(FOR, ""))
    if request.method == "POST":
        is_offered = "offered" in request.POST if outer is None else offers(visit, known).carries
        save_carried(visit, known, request.POST.getlist("field"), is_offered=is_offered)
        messages.success(request, _("What is carried forward is saved."))
        onward = _onward(request, visit, known, outer)
        like = _like(request)
        if not is_offered and like is not None and outer is None and INSIDE not in request.POST:
            onward = reverse("records-show", kwargs={**visit.place.way, "table": known.key, "record_id": like})
        return HttpResponseRedirect(onward, status=303)
    form = form_in(library(visit), visit, known, ("form", "edit", ""))
    shown = tuple(_choices(request, visit, known, _on_form(form)))
    names = {choice.name for choice in shown}
    others = {one.name: "" for one in members_of(visit, known) if leading(known, one.name) not in names}
    hidden = sorted(_choices(request, visit, known, others), key=lambda choice: fold(choice.label))
    context = {
        "caption": visit.captions.table(known.key),
        "outer": visit.captions.table(outer.key) if outer else "",
        "outer_at": way_to_choose(visit, outer, _like(request)) if outer else "",
        "table": known,
        "many_at": way_to_many(visit, known, like) if (like := _like(request)) and may_number(visit, known) else "",
        "shown": shown,
        "hidden": hidden,
        "ticking_at": lambda ticks: f"?{urlencode({**request.GET.dict(), TICK: ticks})}",
        "always": _always(visit, known),
        "never": _captions(visit, known, sorted(unique_names(visit, known))),
    }
    return render(request, "records/carry-fields.html", context)


def _like(request: HttpRequest) -> int | None:
    """The record that one comes from."""
    return number_in(request.GET.get(LIKE, ""))


def _onward(request: HttpRequest, visit: Visit, table: Table, outer: Table | None) -> str:
    """To the choice within a part, for the other table one came from, to the copy one wanted, or here again."""
    like, inside = _like(request), present.table(request.POST.get(INSIDE, ""))
    if inside is not None:
        return way_to_choose(visit, inside, like, back=table.key)
    if outer is not None:
        return way_to_choose(visit, outer, like)
    return way_to_choose(visit, table) if like is None else way_to_new(visit, table, like, is_carried=True)


def _on_form(form: Form) -> Mapping[str, str]:
    """The fields and relationships on a form, in its order, with what they are called there ("": as anywhere)."""
    found: dict[str, str] = {}
    for item in form.pairs():
        path = item.path
        if path is not None and path.steps:
            found.setdefault(path.steps[0].name, "")
        elif isinstance(item, SubForm):
            found.setdefault(item.relationship.name, item.label)
        elif isinstance(item, Pair) and item.control.plugin == POINTS:
            found |= dict.fromkeys(sorted(POINT_FIELDS), "")
        elif path is not None and path.member is not None:
            found.setdefault(path.member.name, item.label)
    return found


def _choices(request: HttpRequest, visit: Visit, table: Table, labels: Mapping[str, str]) -> Iterator[Choice]:
    """The boxes for these names, each once, of what there is to choose from."""
    members = {one.name: one for one in members_of(visit, table) if not is_always_carried(one)}
    along, ticked = set(copied_along(visit, table)), carried(visit, table)
    for name in dict.fromkeys(leading(table, name) for name in labels):
        member = members.get(name)
        if member is None:
            continue
        inside = ""
        if isinstance(member, Relationship) and member in along:
            inside = member.target.lower()
        label = labels.get(name) or visit.captions.field(table.key, name)
        is_ticked = _TICKS.get(request.GET.get(TICK, ""), name in ticked)
        yield Choice(name, label, is_ticked, inside)


def _always(visit: Visit, table: Table) -> list[str]:
    found: list[Field | Relationship] = [one for one in members_of(visit, table) if is_always_carried(one)]
    return _captions(visit, table, (one.name for one in found if one.name not in OWNERS))


def _captions(visit: Visit, table: Table, names: Iterable[str]) -> list[str]:
    """What these are called, of those that people see."""
    there = (name for name in names if table.find(name) and not visit.captions.item(table.key, name).is_hidden)
    return [visit.captions.field(table.key, name) for name in there]
