"""A form whose record somebody else has deleted meanwhile: nothing that was typed into it is lost.

In: requests for the form of a record that is no more, with that form, which we signed, or with the key of its draft.
Out: the draft, a page that says so and shows what was typed, and a button that makes a form of a new record of it.
Specify tells of a record that is not found, and the form is lost.
"""

import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext as _

from specify.datamodel.declaring import Table
from specify.layouts.filling.filled import KEEP, OPENED
from specify.layouts.filling.sent import Sent, joined
from specify.records.filling.digests import unseal
from specify.records.filling.drafts import Whose, forget, keep, kept_at, kept_under
from specify.records.filling.opening import changeable_table
from specify.records.filling.posting import laid_over, sent_from
from specify.records.filling.typed import typed
from specify.records.views import fetch_row
from specify.security.entering import Visit
from specify.web.pages import onward, render
from specify.web.refusals import Refusal

ANEW = "_anew"
"""The button that makes a new record of what was typed."""
_MISSED = (404, 409)


def kept_when_deleted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate the view of a stored record's form, which refuses where there is no such record."""

    @wraps(view)
    def told(request: HttpRequest, visit: Visit, table: str, record_id: int | None = None) -> HttpResponse:
        here = {"table": table} if record_id is None else {"table": table, "record_id": record_id}
        try:
            return view(request, visit, **here)
        except Refusal as refusal:
            if record_id is None or refusal.status not in _MISSED:
                raise
            answer = _answer(request, visit, changeable_table(visit, table, "update"), record_id)
            if answer is None:
                raise
            return answer

    return told


def _answer(request: HttpRequest, visit: Visit, table: Table, record_id: int) -> HttpResponse | None:
    """What is done with the form of a record that is gone; None where it is not, or nobody had its form open."""
    whose = Whose(visit.user.pk, visit.place.collection_id, table.key, record_id)
    key = _keep(request, whose) if OPENED in request.POST else request.GET.get("draft", "")
    sent = kept_under(whose, key)
    if sent is None or _is_there(visit, table, record_id):
        return None
    if ANEW in request.POST:
        return HttpResponseRedirect(_anew(visit, whose, key, sent), status=303)
    if KEEP in request.POST:
        told = _("Somebody has deleted this record. What you filled in is kept: press Save to see what can be done.")
        return HttpResponse(format_html('<span id="form-kept">{}</span>', told))
    address = kept_at(whose, visit.place, key)
    if request.method == "POST":
        return onward(request, address)
    return _page(request, visit, table, sent, address=address)


def _keep(request: HttpRequest, whose: Whose) -> str:
    """Keep what was sent as the draft of the form it was sent with, and give its key; "" for a form of another."""
    token, now = unseal(request.POST.get(OPENED, "")), sent_from(request.POST)
    digests = token.digests(now.texts) if token else None
    if token is None or digests is None or token.whose != whose:
        return ""
    before = kept_under(whose, token.key) or token.begun()
    keep(whose, laid_over(before, replace(now, digests=digests)), token.key)
    return token.key


def _is_there(visit: Visit, table: Table, record_id: int) -> bool:
    try:
        fetch_row(visit, table, record_id)
    except Refusal:
        return False
    return True


def _page(request: HttpRequest, visit: Visit, table: Table, sent: Sent, *, address: str) -> HttpResponse:
    caption, may_create = visit.captions.table(table.key), visit.rights.may_table(table.key, "create")
    remedy = _("You can enter it as a new record, with all that the form had.")
    if not may_create:
        remedy = _("You may not enter records of %(table)s: copy what is still needed.") % {"table": caption}
    told = _("Somebody has deleted this record of %(table)s since you opened it. Nothing was saved.")
    refusal = Refusal(410, _("Deleted meanwhile"), told % {"table": caption}, remedy)
    context = {
        "refusal": refusal,
        "typed": typed(table, sent, visit.captions.field),
        "anew": address if may_create else "",
        "button": ANEW,
    }
    return render(request, "records/typed.html", context, refusal.status)


def _anew(visit: Visit, whose: Whose, key: str, sent: Sent) -> str:
    """Where the form of a new record is that has all of it; the draft of the old one goes."""
    changeable_table(visit, whose.table_key, "create")
    new, new_key = whose._replace(record_id=None), secrets.token_hex(16)
    keep(new, as_new(sent), new_key)
    forget(whose, key)
    return kept_at(new, visit.place, new_key)


def as_new(sent: Sent) -> Sent:
    """The same for a record that is new: all counts as put in, and rows that were stored are new ones."""
    rows: dict[str, str] = {}
    numbers = Counter[str]()
    for row in sent.added:
        way, _dot, number = row.rpartition(".")
        numbers[way] = max(numbers[way], int(number.removeprefix("n")))

    def renamed(name: str) -> str:
        old = new = ""
        for word in name.split("."):
            way, old = old, joined(old, word)
            if word.isdecimal() and old not in rows:
                numbers[way] += 1
                rows[old] = joined(new, f"n{numbers[way]}")
            new = rows.get(old) or joined(new, word)
        return new

    texts = {renamed(name): text for name, text in sent.texts.items()}
    return Sent(texts, (*rows.values(), *map(renamed, sent.added)))
