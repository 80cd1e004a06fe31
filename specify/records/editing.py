"""The page in which a record is filled in, and what its buttons do.

In: requests inside a collection. Out: the form, filled in from the database and with what was sent so far. Every
button sends the whole form to its own address. Those that do not save keep what was put in as a draft, and the answer
leads on to where a record is found, or to the form again, where the hands go next; one that saves leads to the record,
or to the form with all that is in the way. To htmx the form is the answer itself: on a bad line one round trip counts.
Kept from Specify 7: who may update a table may fill in the forms of its records, who may create has an empty one. On
purpose otherwise: nothing that was put in is lost on the way through another page.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect, push_url

from specify.datamodel.declaring import Table
from specify.datamodel.rows import Rows
from specify.layouts.filling.filled import (
    ADD,
    DROP,
    FIND,
    KEEP,
    OPENED,
    REMOVE,
    SAVE,
    Entry,
    FilledForm,
    FilledPart,
    FilledRow,
    entries_of,
)
from specify.layouts.filling.sent import NOTHING, Sent, joined
from specify.records.changes import NotSaved, Problem
from specify.records.digests import Token, base_name, unseal
from specify.records.drafts import draft_of, forget, kept_under
from specify.records.once import SavedBefore
from specify.records.opened import ROWS_SHOWN, Opened
from specify.records.parking import kept_when_signed_out, of_another_person, park
from specify.records.posting import (
    ANOTHER,
    Wish,
    laid_over,
    sent_from,
    shown_whole,
    since_then,
    wish_of,
    with_row,
    without_row,
)
from specify.records.submitting import Collided, submit
from specify.records.views import fetch_row, links_for, readable_table, told_unsaved
from specify.security.administrators import who_can_help
from specify.security.entering import Visit, in_collection
from specify.security.scoping import own_limits
from specify.web.budget import render_within
from specify.web.pages import render, render_part
from specify.web.refusals import Refusal, forbidden


class Complaint(NamedTuple):
    """What stands in the way of saving: a sentence, the control it is about, the record that is in the way."""

    sentence: str
    control: str = ""
    record: tuple[str, int] | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@kept_when_signed_out
@in_collection
def edit_record(request: HttpRequest, visit: Visit, table: str, record_id: int) -> HttpResponse:
    """The form of a stored record."""
    known = changeable_table(visit, table, "update")
    rows = Rows(own_limits(visit.place))
    row = fetch_row(visit, known, record_id)
    rows.put(known.key, row)
    return _answer(request, Opened(visit, known, rows, row))


@require_http_methods(["GET", "HEAD", "POST"])
@kept_when_signed_out
@in_collection
def new_record(request: HttpRequest, visit: Visit, table: str) -> HttpResponse:
    """The form of a record that is new."""
    known = changeable_table(visit, table, "create")
    return _answer(request, Opened(visit, known, Rows(own_limits(visit.place)), None))


def changeable_table(visit: Visit, name: str, action: str) -> Table:
    """The table of that name when the person may `update` or `create` its records; else a refusal in a sentence."""
    table = readable_table(visit, name)
    if not visit.rights.may_table(table.key, action):
        told = {
            "update": _("You may not change records of %(table)s in %(collection)s."),
            "create": _("You may not enter records of %(table)s in %(collection)s."),
        }[action]
        names = {"table": visit.captions.table(table.key), "collection": visit.place.collection_name}
        raise forbidden(told % names, who_can_help())
    visit.signing_agent()
    return table


def kept_form(request: HttpRequest, visit: Visit, table: str, record_id: int) -> Opened:
    """The form of a stored record with what its draft in the address has; a refusal without one."""
    known = changeable_table(visit, table, "update")
    rows = Rows(own_limits(visit.place))
    row = fetch_row(visit, known, record_id)
    rows.put(known.key, row)
    return _with_draft(request, Opened(visit, known, rows, row))


def _with_draft(request: HttpRequest, opened: Opened) -> Opened:
    key = request.GET.get("draft", "")
    return replace(opened, key=key, is_kept=True, sent=draft_of(opened.whose, key))


def _answer(request: HttpRequest, opened: Opened) -> HttpResponse:
    if request.method == "POST":
        return _take(request, opened)
    return _page(request, _with_draft(request, opened) if request.GET.get("draft") else opened)


def _take(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Do what is asked with what was sent, as soon as it is known what the form held when it was opened."""
    wish, now = wish_of(request.POST), sent_from(request.POST)
    token = unseal(request.POST.get(OPENED, ""))
    if token is None:
        return _unknown(request, replace(opened, sent=now))
    if token.whose.user_id != opened.whose.user_id:
        park(request)
        raise of_another_person()
    digests = token.digests(now.texts)
    if token.whose != opened.whose or digests is None:
        raise _not_whole()
    before, now = kept_under(opened.whose, token.key), replace(now, digests=digests)
    now = now if before else shown_whole(now)
    opened = replace(opened, key=token.key, is_kept=before is not None, sent=before or NOTHING)
    if wish.button == SAVE:
        return save_form(request, replace(opened, sent=laid_over(opened.sent, now)), wish)
    if wish.button == DROP:
        forget(opened.whose, opened.key)
        return _onward(request, opened.left)
    return _go_on(request, opened, now, wish, token=token)


def _go_on(request: HttpRequest, opened: Opened, now: Sent, wish: Wish, *, token: Token) -> HttpResponse:
    """Keep what was sent, do what is asked of the form, and say where it goes on.

    What another page has put into the same draft meanwhile stays; only saving takes all as it stands on this page.
    """
    again = token.sealed_again(now.texts)
    now = since_then(opened.sent, now, token.changed(now.texts))
    sent, anchor = _done(opened.sent, now, wish)
    opened = replace(opened, sent=sent).kept()
    if wish.button == KEEP:
        return render(request, "records/_kept.html", {"opened": opened, "again": again})
    if wish.button == FIND:
        return _onward(request, opened.finding(wish.name))
    if wish.button == ADD:
        anchor = first_control(opened.filled(), anchor) or anchor
    if not _is_htmx(request):
        return HttpResponseRedirect(f"{opened.address}#{anchor}" if anchor else opened.address, status=303)
    return push_url(_focused(_page(request, opened, _told(wish)), anchor), opened.address)


def save_form(request: HttpRequest, opened: Opened, wish: Wish) -> HttpResponse:
    """Save, and go on to the record; or the form again with what is in the way, kept as a draft."""
    try:
        record_id = submit(opened)
    except NotSaved as refused:
        sent = replace(opened.sent, problems=_by_name(refused.problems))
        return _page(request, replace(opened, sent=sent).kept(), refused=refused.problems)
    except Collided:
        return _onward(request, opened.kept().choosing)
    except SavedBefore as before:
        return _page(request, opened.again(), complaints=[_saved_before(opened, before.record_id)])
    if opened.is_kept:
        forget(opened.whose, opened.key)
    messages.success(request, _("Saved."))
    here = {name: part for name, part in opened.way.items() if name != "record_id"}
    if wish.name == ANOTHER:
        return _onward(request, reverse("records-new", kwargs=here))
    if record_id is None:
        return _onward(request, reverse("records-list", kwargs=here))
    return _onward(request, reverse("records-show", kwargs={**here, "record_id": record_id}))


def _unknown(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The form once more with what was sent, where nobody knows what it held when it was opened."""
    told = _("Nothing is saved yet: this form was opened too long ago to tell what you changed in it.")
    remedy = _("Compare what you see here with the record, and press Save.")
    return _page(request, opened.kept(), complaints=[Complaint(f"{told} {remedy}")])


def _saved_before(opened: Opened, record_id: int | None) -> Complaint:
    told = _("This form was saved before. What you have changed since then is not saved.")
    remedy = _("Change it in the record; if you press Save here, what is new is made a second time.")
    return Complaint(f"{told} {remedy}", record=(opened.table.key, record_id) if record_id else None)


def _by_name(problems: Iterable[Problem]) -> dict[str, tuple[str, ...]]:
    """The sentences by the name of the control that they are about."""
    found: dict[str, tuple[str, ...]] = {}
    for problem in problems:
        name = joined(problem.change.name, problem.field)
        found[name] = tuple(dict.fromkeys((*found.get(name, ()), problem.sentence)))
    return found


def _onward(request: HttpRequest, address: str) -> HttpResponse:
    """To that page, from a form that was sent with a script or without."""
    return HttpResponseClientRedirect(address) if _is_htmx(request) else HttpResponseRedirect(address, status=303)


def _not_whole() -> Refusal:
    return Refusal(
        422,
        _("Not understood"),
        _("Nothing was saved: the form did not arrive whole, or it is that of another record."),
        _("Go back, what you put in is still there, and press the button once more."),
    )


def _done(before: Sent, now: Sent, wish: Wish) -> tuple[Sent, str]:
    """What is to be kept after that wish, and the name of what the hands go to next."""
    if wish.button == ADD:
        now, row = with_row(now, wish.name)
        return laid_over(before, now), row
    if wish.button == REMOVE:
        return without_row(laid_over(before, now), wish.name), adding(wish.name.rpartition(".")[0])
    return laid_over(before, now), wish.name


def _page(
    request: HttpRequest,
    opened: Opened,
    told: str = "",
    *,
    refused: Iterable[Problem] = (),
    complaints: Sequence[Complaint] = (),
) -> HttpResponse:
    """The form, or what htmx swaps of it; `told` is what the status line says then, the others what is in the way."""
    visit, table = opened.visit, opened.table
    context = {
        "table": table,
        "caption": visit.captions.table(table.key),
        "headline": opened.headline(),
        "opened": opened,
        "told": told,
        "unsaved": "" if opened.is_kept else told_unsaved(visit, opened.whose),
        "unsaved_at": request.path,
        "another": ANOTHER if visit.rights.may_table(table.key, "create") else "",
        "suggest": lambda _entry: opened.suggesting,
        **links_for(visit),
    }

    def draw(rows_shown: int) -> HttpResponse:
        form = opened.filled(rows_shown)
        more = {"form": form, "token": opened.token(form), "complaints": (*complaints, *_linked(form, refused))}
        return render_part(request, "records/edit.html", "records/_edit.html", {**context, **more})

    answer = render_within(ROWS_SHOWN, draw)
    answer.status_code = 422 if refused or complaints else 200
    return answer


def _linked(form: FilledForm, problems: Iterable[Problem]) -> Iterator[Complaint]:
    """Each problem once, with the control that it is about, where the form has it."""
    controls = {base_name(entry.name): entry.name for entry in entries_of(form.parts) if entry.kind != "read"}
    found = (
        Complaint(problem.sentence, controls.get(joined(problem.change.name, problem.field), ""), problem.record)
        for problem in problems
    )
    yield from dict.fromkeys(found)


def _told(wish: Wish) -> str:
    told = {ADD: _("A new row was put into the form."), REMOVE: _("The row was taken out of the form.")}
    return told.get(wish.button, _("The form is up to date.")) + " " + _("Nothing is saved yet.")


def _focused(answer: HttpResponse, name: str) -> HttpResponse:
    """The answer with the focus on what has that id: htmx sets it where a browser would on a page newly opened."""
    mark = f' id="{name}"'.encode()
    answer.content = answer.content.replace(mark, mark + b" autofocus", 1)
    return answer


def _is_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", None))


def adding(relationship: str) -> str:
    """The id of the button that adds a row behind a relationship."""
    return f"{relationship}-add"


def first_control(form: FilledForm, row: str) -> str:
    """The name of the first control of a row that can be filled in; "" if there is none."""
    controls = (entry.name for part in _all_parts(form.parts) for one in _rows_of(part, row) for entry in _entries(one))
    return next(controls, "")


def _all_parts(parts: Iterable[FilledPart]) -> Iterator[FilledPart]:
    for part in parts:
        yield part
        yield from _all_parts(part.inner)
        for row in part.records.rows if part.records else ():
            yield from _all_parts(row.parts)


def _rows_of(part: FilledPart, name: str) -> Iterator[FilledRow]:
    yield from (row for row in (part.records.rows if part.records else ()) if row.name == name)


def _entries(row: FilledRow) -> Iterator[Entry]:
    """What can be filled in in one row, in order; of a group what it consists of."""
    entries = [entry for entry in row.entries if entry] + [e for part in _all_parts(row.parts) for e in part.entries]
    for entry in entries:
        yield from (one for one in (entry.inner or (entry,)) if one.kind != "read")
