"""The page in which a record is filled in, and what its buttons do.

In: requests inside a collection. Out: the form, filled in from the database and with what was sent so far. Every
button sends the whole form to its own address. Those that do not save keep what was put in as a draft, and the answer
leads on to where a record is found, or to the form again, where the hands go next; one that saves leads to the record,
or to the form with all that is in the way. To htmx the form is the answer itself: on a bad line one round trip counts.
Kept from Specify 7: who may update a table may fill in the forms of its records, who may create has an empty one. On
purpose otherwise: nothing that was put in is lost on the way through another page.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import push_url

from specify.layouts.filling.filled import (
    DROP,
    FIND,
    FORM,
    GO,
    KEEP,
    OPENED,
    PAGE,
    ROWS,
    SAVE,
)
from specify.layouts.filling.sent import NOTHING, Sent, joined
from specify.records.choosing.extending_lists import offer_to_extend
from specify.records.choosing.returning import PUT, begun, bring_back, gone_to
from specify.records.choosing.ways_back import NAME as BACK
from specify.records.choosing.whose import whose
from specify.records.copying.cloning import (
    alone_now,
    as_copy,
    begun_before,
    begun_like,
    free_control,
    left_out,
    next_address,
    nexts,
    without_lost_rows,
)
from specify.records.copying.copies import source_of
from specify.records.copying.ways_on import LIKE, way_to_choose
from specify.records.filling.complaints import Complaint, complaints_of
from specify.records.filling.digests import Token, unseal
from specify.records.filling.drafts import forget, kept_under
from specify.records.filling.gone import kept_when_deleted
from specify.records.filling.once import SavedAlike, SavedBefore
from specify.records.filling.opened import ROWS_ALONE, ROWS_SHOWN, Opened
from specify.records.filling.opening import open_form, with_draft
from specify.records.filling.parking import kept_when_signed_out
from specify.records.filling.posting import (
    AGAIN,
    Wish,
    laid_over,
    sent_from,
    shown_whole,
    since_then,
    wish_of,
)
from specify.records.filling.row_buttons import Done, pressed
from specify.records.filling.saved_meanwhile import led_on_when_saved
from specify.records.filling.submitting import Collided, SourceGone, submit
from specify.records.named import named, told_saved
from specify.records.sets.walking import NAME as WALK
from specify.records.views import links_for, told_unsaved
from specify.records.writing.changes import NotSaved, Problem
from specify.security.entering import Visit, in_collection
from specify.web.addresses import number_in
from specify.web.budget import render_within
from specify.web.pages import is_htmx, onward, render, render_part
from specify.web.refusals import Refusal


@require_http_methods(["GET", "HEAD", "POST"])
@kept_when_signed_out
@in_collection
@led_on_when_saved
@kept_when_deleted
def edit_record(request: HttpRequest, visit: Visit, table: str, record_id: int) -> HttpResponse:
    """The form of a stored record."""
    asked = request.GET
    return answer(request, open_form(visit, table, record_id, back=asked.get(BACK, ""), walk=asked.get(WALK, "")))


@require_http_methods(["GET", "HEAD", "POST"])
@kept_when_signed_out
@in_collection
@led_on_when_saved
def new_record(request: HttpRequest, visit: Visit, table: str) -> HttpResponse:
    """The form of a record that is new."""
    opened = open_form(visit, table, None, back=request.GET.get(BACK, ""))
    return answer(request, begun(opened, request.GET.get(PUT, "")))


def kept_form(request: HttpRequest, visit: Visit, table: str, record_id: int) -> Opened:
    """The form of a stored record with what its draft in the address has; a refusal without one."""
    asked = request.GET
    opened = open_form(visit, table, record_id, back=asked.get(BACK, ""), walk=asked.get(WALK, ""))
    return with_draft(opened, asked.get("draft", ""))


def answer(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The form, or what becomes of it when it is sent."""
    if request.method == "POST":
        return _take(request, opened)
    key = request.GET.get("draft", "")
    if key or opened.row:
        return _page(request, with_draft(opened, key) if key else opened)
    return _page(request, begun_like(opened, request.GET) if request.GET.get(LIKE) else opened, is_begun=True)


def _take(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Do what is asked with what was sent, as soon as it is known what the form held when it was opened."""
    wish, now = wish_of(request.POST), sent_from(request.POST)
    token = unseal(request.POST.get(OPENED, ""))
    if token is None:
        kept = begun_before(opened, request.GET)
        now = as_copy(opened, now, kept)
        return _unknown(request, replace(opened, sent=laid_over(kept, now) if opened.window else now))
    digests = token.digests(now.texts)
    if token.whose != opened.whose or digests is None:
        raise _not_whole()
    before = kept_under(opened.whose, token.key)
    now = as_copy(opened, replace(now, digests=digests), before or token.begun())
    now = without_lost_rows(now, token.begun(), before) if before else shown_whole(now)
    opened = replace(opened, key=token.key, is_kept=before is not None, sent=before or NOTHING)
    if wish.button == SAVE:
        return save_form(request, replace(opened, sent=laid_over(opened.sent, now)), wish)
    return _go_on(request, opened, now, wish, token=token)


def _go_on(request: HttpRequest, opened: Opened, now: Sent, wish: Wish, *, token: Token) -> HttpResponse:
    """Keep what was sent, do what is asked of the form, and say where it goes on.

    What another page has put into the same draft meanwhile stays; only saving takes all as it stands on this page.
    """
    again = token.sealed_again(now.texts)
    now = since_then(opened.sent, now, token.changed(now.texts))
    done = _pressed(opened, now, wish)
    opened, anchor = done.opened.kept(), done.anchor
    if wish.button == KEEP:
        return render(request, "records/_kept.html", {"opened": opened, "again": again})
    if address := _led_to(opened, wish):
        return onward(request, address)
    if not is_htmx(request):
        return HttpResponseRedirect(f"{opened.address}#{anchor}" if anchor else opened.address, status=303)
    told = done.told + " " + _("Nothing is saved yet.")
    return push_url(_focused(_page(request, opened, told), anchor), opened.address)


def _pressed(opened: Opened, now: Sent, wish: Wish) -> Done:
    """Do what is asked of the form; where that is refused, what was put in is kept all the same."""
    try:
        return pressed(opened, now, wish)
    except Refusal:
        replace(opened, sent=laid_over(opened.sent, now)).kept()
        raise


def _led_to(opened: Opened, wish: Wish) -> str:
    """The other page that a button leads to; "" for one that does not."""
    if wish.button == DROP:
        return opened.giving_up
    if wish.button == FIND:
        return opened.finding(wish.name)
    if wish.button == GO:
        return gone_to(opened, wish.name)
    if wish.button == ROWS:
        return f"{opened.alone(wish.name).address}#{wish.name}"
    if wish.button == PAGE and opened.window and (first := number_in(wish.name)):
        return f"{opened.alone(opened.window.name, first).address}#{opened.window.name}"
    return f"{opened.form.address}#{wish.name}" if wish.button == FORM else ""


def save_form(request: HttpRequest, opened: Opened, wish: Wish) -> HttpResponse:
    """Save, and go on to the record; or the form again with what is in the way, kept as a draft."""
    try:
        record_id = submit(opened, is_again=wish.is_again)
    except NotSaved as refused:
        meant = {joined(one.change.name, one.field): one.meant for one in refused.problems if one.meant}
        sent = replace(opened.sent, problems=_by_name(refused.problems), meant=meant)
        return _page(request, replace(opened, sent=sent).kept(), refused=refused.problems)
    except SourceGone as gone:
        opened, told = alone_now(opened, gone.names)
        return _page(request, opened.kept(), complaints=[Complaint(told)])
    except Collided:
        return onward(request, opened.kept().choosing)
    except (SavedAlike, SavedBefore) as before:
        return _saved_before(request, opened, before)
    except (Refusal, OperationalError):  # whatever it is, what was put in is not typed twice
        opened.kept()
        raise
    return _when_saved(request, opened, record_id, wish)


def _when_saved(request: HttpRequest, opened: Opened, record_id: int | None, wish: Wish) -> HttpResponse:
    """The draft is needed no more, and it goes on: back to another form, or as the button says."""
    if opened.is_kept:
        forget(opened.whose, opened.key)
    address = bring_back(request, opened, record_id) if opened.back and record_id is not None else ""
    if not address:
        messages.success(request, told_saved(opened.visit, opened.table, record_id))
        address = _next_page(opened, record_id, wish)
    offer_to_extend(request, opened, address)
    return onward(request, address)


def _next_page(opened: Opened, record_id: int | None, wish: Wish) -> str:
    """Where one goes on after a form was saved."""
    here = {name: part for name, part in opened.way.items() if name != "record_id"}
    if address := next_address(opened, wish.name, record_id):
        return address
    if record_id is None:
        return reverse("records-list", kwargs=here)
    return opened.page if opened.row else reverse("records-show", kwargs={**here, "record_id": record_id})


def _unknown(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The form once more with what was sent, where nobody knows what it held when it was opened."""
    told = _("Nothing is saved yet: this form was opened too long ago to tell what you changed in it.")
    remedy = _("Compare what you see here with the record, and press Save.")
    return _page(request, opened.kept(), complaints=[Complaint(f"{told} {remedy}")])


def _saved_before(request: HttpRequest, opened: Opened, before: SavedAlike | SavedBefore) -> HttpResponse:
    """The form again, where the same was saved in another one, or something else in this one."""
    record = (opened.table.key, before.record_id) if before.record_id else None
    if isinstance(before, SavedAlike):
        told = _("You saved the same a moment ago: %(record)s. Press Save again to make one more.")
        name = named(opened.visit, opened.table, before.record_id)
        return _page(request, opened, complaints=[Complaint(told % {"record": name}, record=record)], saves=AGAIN)
    told = _("This form was saved before. What you have changed since then is not saved.")
    remedy = _("Change it in the record; if you press Save here, what is new is made a second time.")
    return _page(request, opened.again(), complaints=[Complaint(f"{told} {remedy}", record=record)])


def _by_name(problems: Iterable[Problem]) -> dict[str, tuple[str, ...]]:
    """The sentences by the name of the control that they are about."""
    found: dict[str, tuple[str, ...]] = {}
    for problem in problems:
        name = joined(problem.change.name, problem.field)
        found[name] = tuple(dict.fromkeys((*found.get(name, ()), problem.sentence)))
    return found


def _not_whole() -> Refusal:
    return Refusal(
        422,
        _("Not understood"),
        _("Nothing was saved: the form did not arrive whole, or it is that of another record."),
        _("Go back, what you put in is still there, and press the button once more."),
    )


def _page(
    request: HttpRequest,
    opened: Opened,
    told: str = "",
    *,
    refused: Iterable[Problem] = (),
    complaints: Sequence[Complaint] = (),
    is_begun: bool = False,
    saves: str = "",
) -> HttpResponse:
    """The form, or what htmx swaps of it; `told` is what the status line says, `saves` what buttons that save send."""
    visit, table = opened.visit, opened.table
    context = {
        "table": table,
        "caption": visit.captions.table(table.key),
        "headline": opened.headline(),
        "opened": opened,
        "told": told,
        "saves": saves,
        "unsaved": "" if opened.is_kept else _unsaved(opened),
        "unsaved_at": request.path if opened.window is None else opened.form.address.partition("?")[0],
        "whose": whose(opened, opened.window.name) if opened.window else "",
        "nexts": () if opened.window else nexts(opened),
        "source": source_of(visit, table, opened.sent, opened.rows),
        "left_out": tuple(left_out(opened)),
        "carry_at": way_to_choose(visit, table, opened.sent.like.get("")) if opened.sent.is_carried else "",
        "suggest": lambda _entry: opened.suggesting,
        **links_for(visit),
    }

    def draw(rows_shown: int) -> HttpResponse:
        form = opened.filled(rows_shown)
        linked = complaints_of(opened, form, refused)
        more = {"form": form, "token": opened.token(form), "complaints": (*complaints, *linked)}
        made = render_part(request, "records/edit.html", "records/_edit.html", {**context, **more})
        return _focused(made, free_control(form, opened.sent)) if is_begun else made

    drawn = render_within(ROWS_ALONE if opened.window else ROWS_SHOWN, draw)
    drawn.status_code = 422 if refused or complaints else 200
    return drawn


def _unsaved(opened: Opened) -> Mapping[str, str] | None:
    """What the person has filled in before and not saved, but for the forms that they came from just now."""
    found = told_unsaved(opened.visit, opened.whose)
    return found if found and found["key"] not in {way.key for way in opened.back} else None


def _focused(answer: HttpResponse, name: str) -> HttpResponse:
    """The answer with the focus on what has that id: htmx sets it where a browser would on a page newly opened."""
    mark = f' id="{name}"'.encode()
    answer.content = answer.content.replace(mark, mark + b" autofocus", 1)
    return answer
