"""The page on which many records like one are made at once: by how many, or from which number to which.

In: requests inside a collection. Out: a form; then what would be made, with its numbers, and those that are taken with
the records that have them; the button, and what came of it. Above `AT_ONCE` records a job makes them. Kept of Specify
7: that the new records go into a record set is remembered for each table. Changed on purpose: what would be made is
told before, numbers and dependents, and what is left out.
"""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from specify.datamodel import present
from specify.records.copying.carried import goes_to_set, save_goes_to_set
from specify.records.copying.cloning import left_out
from specify.records.copying.copying_many import Model, Wanted, copy_many, made_before, model_of
from specify.records.copying.long_copying import carry_forward_many, record_address, result_address, told_made
from specify.records.copying.many_numbers import MOST
from specify.records.copying.ways_on import way_to_choose
from specify.records.filling.complaints import Complaint
from specify.records.filling.once import AlreadySent
from specify.records.filling.posting import plain
from specify.records.named import named
from specify.records.numbering.giving import NoNumberLeft
from specify.records.reading.fitting import unfit
from specify.records.sets.reading import may
from specify.records.views import links_for
from specify.records.writing.changes import Change, NotSaved
from specify.security.entering import Visit, in_collection
from specify.tasks.starting import start
from specify.web.addresses import number_in
from specify.web.pages import render
from specify.web.refusals import FORM_STATUS, Refusal

AT_ONCE = 100
"""How many a page makes itself."""
_SALT = "specify.records.many"
_TAKEN_SHOWN = 50
_LONGEST = 500
_SHORT = 64
"""What every database takes as the name of a record set."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, as it was typed; `problems` by control."""

    typed: Mapping[str, str]
    wanted: Wanted
    problems: dict[str, str] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def carry_many(request: HttpRequest, visit: Visit, table: str, record_id: int) -> HttpResponse:
    """The form, what would be made, and making it."""
    if request.method == "POST":
        return _make(request, visit, _unsealed(request.POST.get("sealed", ""), table, record_id))
    found = model_of(visit, table, record_id)
    if not request.GET.keys() & {"count", "from", "to"}:
        return _page(request, found, {**_nothing(visit, found), "is_in_set": goes_to_set(visit, found.table)})
    asked = _asked(request, visit, found)
    return _page(request, found, {**_foreseen(visit, found, asked), "is_in_set": "set" in request.GET})


def _asked(request: HttpRequest, visit: Visit, found: Model) -> Asked:
    """What is asked for, looked through."""
    typed = {name: plain(request.GET.get(name, "")).strip()[:_LONGEST] for name in ("count", "from", "to", "name")}
    wanted = Wanted(secrets.token_hex(16), found.table.key, found.row["id"])
    asked = Asked(typed, wanted)
    if typed["from"] or typed["to"]:
        if typed["count"]:
            asked.problems["count"] = _("Write either how many, or from which number to which; not both.")
        for name, sentence in {"from": _("Write the first number."), "to": _("Write the last number.")}.items():
            if not typed[name]:
                asked.problems[name] = sentence
        asked = replace(asked, wanted=replace(wanted, first=typed["from"], last=typed["to"]))
    else:
        count = number_in(typed["count"]) or 0
        if not 1 <= count <= MOST:
            asked.problems["count"] = _("Write how many: a whole number from 1 to %(most)d.") % {"most": MOST}
        asked = replace(asked, wanted=replace(wanted, count=count))
    return _with_set(asked) if "set" in request.GET and _may_make_set(visit) else asked


def _with_set(asked: Asked) -> Asked:
    """The same with the record set that was named."""
    name, table = asked.typed["name"], present.tables()["recordset"]
    if not name:
        asked.problems["name"] = _("Write a name for the record set, or take out the tick.")
    elif sentence := unfit(table, table.fields["name"], name):
        asked.problems["name"] = _("Name of the new set: %(problem)s") % {"problem": sentence}
    return replace(asked, wanted=replace(asked.wanted, set_name=name))


def _nothing(visit: Visit, found: Model) -> dict[str, Any]:
    """What a page says where nothing was asked yet."""
    like = _("Like %(record)s") % {"record": named(visit, found.table, found.row["id"])}
    typed = {"count": "", "from": "", "to": "", "name": like[:_SHORT]}
    return {"typed": typed, "problems": {}, "taken": (), "numbers": (), "complaints": (), "sealed": "", "records": ()}


def _foreseen(visit: Visit, found: Model, asked: Asked) -> dict[str, Any]:
    """What would be made, or what stands in its way."""
    told = {**_nothing(visit, found), "typed": asked.typed, "problems": asked.problems}
    if asked.problems:
        return told
    numbers = _numbers(found, asked)
    taken = found.numbering.taken(numbers) if asked.wanted.first else ()
    if taken:
        number = len({one for _id, one in taken})
        told_taken = ngettext(
            "%(number)s of these numbers is taken: choose others.",
            "%(number)s of these numbers are taken: choose others.",
            number,
        )
        asked.problems["from"] = told_taken % {"number": number}
    copied, problems = ({}, ()) if asked.problems else found.copied()
    return {
        **told,
        "taken": taken,
        "numbers": numbers,
        "complaints": tuple(dict.fromkeys(Complaint(one.sentence, record=one.record) for one in problems)),
        "sealed": "" if asked.problems or problems else signing.dumps(asdict(asked.wanted), salt=_SALT),
        "records": tuple(_counted(visit, copied, len(numbers)).items()),
        "set_name": asked.wanted.set_name,
    }


def _numbers(found: Model, asked: Asked) -> tuple[str, ...]:
    """The numbers that are asked for, or would be given now."""
    wanted = asked.wanted
    if wanted.first:
        between = found.numbering.between(wanted.first, wanted.last)
        if isinstance(between, str):
            asked.problems["from"] = between
            return ()
        return tuple(between)
    try:
        return tuple(found.numbering.next(wanted.count))
    except NoNumberLeft as error:
        asked.problems["count"] = str(error)
        return ()


def _counted(visit: Visit, copied: Mapping[str, Change], times: int) -> dict[str, int]:
    """How many records of each table there would be, by the table's name."""
    found: dict[str, int] = {}
    for change in copied.values():
        name = visit.captions.table(change.table.key)
        found[name] = found.get(name, 0) + times
    return found


def _page(request: HttpRequest, found: Model, told: Mapping[str, Any]) -> HttpResponse:
    visit, table = found.opened.visit, found.table
    context = {
        **told,
        "table": table,
        "caption": visit.captions.table(table.key),
        "numbering": found.numbering,
        "name": named(visit, table, found.row["id"]),
        "back": record_address(visit, table.key, found.row["id"]),
        "carry_at": way_to_choose(visit, table, found.row["id"]),
        "left_out": tuple(left_out(found.opened)),
        "most": MOST,
        "taken_shown": _TAKEN_SHOWN,
        "by_job": len(told["numbers"]) > AT_ONCE,
        "may_make_set": _may_make_set(visit),
        **links_for(visit),
    }
    status = FORM_STATUS if told["problems"] or told["complaints"] else 200
    return render(request, "records/carry-many.html", context, status)


def _make(request: HttpRequest, visit: Visit, wanted: Wanted) -> HttpResponse:
    """Make what the page has asked about."""
    if (before := made_before(visit, wanted)) is not None:
        return HttpResponseRedirect(result_address(visit, wanted, before), status=303)
    found = model_of(visit, wanted.table, wanted.record_id)
    if _may_make_set(visit):
        save_goes_to_set(visit, found.table, bool(wanted.set_name))
    if _size(found, wanted) > AT_ONCE:
        place = {"person": visit.viewer.user_id, "collection_id": visit.place.collection_id}
        job = start(carry_forward_many, **place, arguments={"wanted": asdict(wanted)})
        return HttpResponseRedirect(reverse("tasks-show", kwargs={"number": job.pk}), status=303)
    try:
        made = copy_many(visit, wanted)
    except AlreadySent:
        return HttpResponseRedirect(result_address(visit, wanted, made_before(visit, wanted) or 0), status=303)
    except NotSaved as refused:
        complaints = dict.fromkeys(Complaint(one.sentence, record=one.record) for one in refused.problems)
        told = {**_nothing(visit, found), "complaints": tuple(complaints), "is_in_set": bool(wanted.set_name)}
        typed = {"count": str(wanted.count or ""), "from": wanted.first, "to": wanted.last, "name": wanted.set_name}
        return _page(request, found, {**told, "typed": {**told["typed"], **{k: v for k, v in typed.items() if v}}})
    messages.success(request, told_made(visit, wanted, made))
    return HttpResponseRedirect(result_address(visit, wanted, made.set_id or made.ids[0]), status=303)


def _size(found: Model, wanted: Wanted) -> int:
    """How many it is."""
    return len(found.numbering.between(wanted.first, wanted.last)) if wanted.first else wanted.count


def _unsealed(text: str, table: str, record_id: int) -> Wanted:
    """What the page has sealed; a refusal where it was not made here, or for another record."""
    try:
        found = Wanted(**signing.loads(text, salt=_SALT))
    except (signing.BadSignature, TypeError):
        found = None
    if found is None or (found.table, found.record_id) != (table.lower(), record_id):
        told = _("This form was not made by this page, or was made for another record.")
        raise Refusal(FORM_STATUS, _("Not done"), told, _("Nothing was made. Open the page again."))
    return found


def _may_make_set(visit: Visit) -> bool:
    return may(visit, "create") and visit.rights.may_table("recordset", "create")
