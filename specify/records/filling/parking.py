"""What becomes of a form that comes without the session it was opened in: it is kept for the person who opened it.

In: a post of a form that we signed, from somebody who is signed out, with a token of an older session, or signed in as
another person. Out: for its own person a draft at once; else it is parked for an hour under the number of the browser,
which a signed cookie keeps, and becomes a draft when its person signs in there: the form comes back filled in, and is
saved with one button; nobody else sees anything of it. A form that we did not sign, or with a secret that is no more,
is not kept: what was typed is shown, to be copied. Specify loses such a form.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.layouts.filling.filled import KEEP, OPENED
from specify.layouts.filling.sent import Sent
from specify.records.choosing.ways_back import NAME as BACK
from specify.records.choosing.ways_back import told, ways_in
from specify.records.filling.digests import Token, unseal
from specify.records.filling.drafts import Whose, keep, kept_at, kept_under
from specify.records.filling.parked import KEPT, Sender, park, take_in
from specify.records.filling.posting import laid_over, sent_from
from specify.records.filling.typed import typed
from specify.records.filling.windows import asked_for, window_in
from specify.records.sets.walking import NAME as WALK
from specify.resources.place import place_of
from specify.security.entering import sign_in_first
from specify.security.throttle import network_of
from specify.web.pages import onward, render
from specify.web.refusals import Refusal, forbidden, respond
from specify.web.refusals import csrf_failure as refused

FORMS = ("records-edit", "records-new", "records-rows", "records-rows-new")
COOKIE = "specify-parked"
RETURNED = "returned"
"""Says in the address of a form that one comes to it from the page for signing in."""
_SALT = "specify.records.parking"


def kept_when_signed_out(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate the view of a form, outside of all that asks for a session."""

    @wraps(view)
    def parked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        token = unseal(request.POST.get(OPENED, "")) if OPENED in request.POST else None
        if token is not None and request.user.pk != token.whose.user_id:
            return _parked(request, token)
        if token is None and OPENED in request.POST and not request.user.is_authenticated:
            return _unknown(request)
        back = _back(request, kwargs) if RETURNED in request.GET and request.method != "POST" else None
        return back or view(request, *args, **kwargs)

    return parked


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was opened in another session: kept, and shown again; whatever else it is, refused."""
    match = request.resolver_match
    if match is None or match.url_name not in FORMS:
        held = getattr(match.func, "when_refused", None) if match else None  # of forms that `holding.py` knows
        return (held(request) if held else None) or refused(request, reason)
    token = unseal(request.POST.get(OPENED, ""))
    if token is None:
        return _unknown(request) if _is_from_here(request) else refused(request, reason)
    if request.user.pk != token.whose.user_id:
        return _parked(request, token)
    try:
        if (sent := _whole(request, token)) is None:
            return refused(request, reason)
        before = kept_under(token.whose, token.key) or token.begun()
        keep(token.whose, laid_over(before, sent.begun_like(before)), token.key)
    except Refusal as refusal:
        return respond(request, refusal)
    if KEEP in request.POST:
        return HttpResponse(status=204)
    messages.warning(request, _("This was not saved yet, since you have signed in anew. Press Save."))
    address = _address(request, token)
    return onward(request, address)


def after_sign_in(sender: object, request: HttpRequest, user: Any, **_more: Any) -> None:
    """Make drafts of the forms that this person has sent from this browser while signed out."""
    browser = _browser(request)
    for whose, key in take_in(browser, user.pk) if browser else ():
        if place := place_of(whose.collection_id):
            told = _("What you sent while signed out is too large to be kept with what you had filled in before.")
            link = _("It is kept by itself: go on with it")
            sentence = format_html('{} <a href="{}">{}</a>.', told, kept_at(whose, place, key), link)
            messages.warning(request, sentence, fail_silently=True)


def of_another_person() -> Refusal:
    """What is told to who sends a form that somebody else has opened."""
    return forbidden(
        _("Nothing was saved: this form was opened by somebody else."),
        _("It is kept for an hour, for that person to sign in here. Open the record yourself to change it."),
    )


def _parked(request: HttpRequest, token: Token) -> HttpResponse:
    """Park a form that came from nobody, or from another person than it was opened by."""
    try:
        if (sent := _whole(request, token)) is None:
            return refused(request)
        keep_browser = park_for(request, token, sent)
    except Refusal as refusal:
        return respond(request, refusal)
    is_another = request.user.is_authenticated
    return keep_browser(respond(request, of_another_person()) if is_another else _signed_out(request, token))


def park_for(request: HttpRequest, token: Token, sent: Sent) -> Callable[[HttpResponse], HttpResponse]:
    """Park what was sent for the person who opened the form; the answer is to go through what this gives."""
    browser = _browser(request) or secrets.token_hex(16)
    park(Sender(browser, network_of(request)), token, sent)

    def keep_browser(answer: HttpResponse) -> HttpResponse:
        answer.set_signed_cookie(
            COOKIE,
            browser,
            salt=_SALT,
            max_age=int(KEPT.total_seconds()),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return answer

    return keep_browser


def _browser(request: HttpRequest) -> str:
    """The number of the browser as its cookie says; "" without one of ours."""
    return str(request.get_signed_cookie(COOKIE, default="", salt=_SALT, max_age=int(KEPT.total_seconds())))


def _whole(request: HttpRequest, token: Token) -> Sent | None:
    """What was sent, with what the form held when it was opened; None where it did not come as a whole."""
    sent, begun = sent_from(request.POST), token.begun()
    digests = token.digests(sent.texts)
    return None if digests is None else replace(sent.begun_like(begun), digests=digests)


def _unknown(request: HttpRequest) -> HttpResponse:
    """A form that we did not sign, or with a secret that is no more: what was typed, to be copied."""
    refusal = forbidden(
        _("Nothing was saved: you are signed out, and this form can no longer be told from others."),
        _("Copy from here what you filled in, sign in, and put it in once more."),
    )
    table = present.table(request.resolver_match.kwargs["table"]) if request.resolver_match else None
    shown = typed(table, sent_from(request.POST)) if table else ()
    return render(request, "records/typed.html", {"refusal": refusal, "typed": shown, "anew": ""}, refusal.status)


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of ours sent it, so that nobody else has words shown in our name."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _signed_out(request: HttpRequest, token: Token) -> HttpResponse:
    """To the page for signing in, and from there to the form with all that was put in."""
    if KEEP in request.POST:
        told = _("You are signed out. What you filled in is kept: press Save, and sign in.")
        return HttpResponse(format_html('<span id="form-kept">{}</span>', told))
    return sign_in_first(request, _address(request, token, {RETURNED: "1"}), is_kept=True)


def _back(request: HttpRequest, way: Mapping[str, Any]) -> HttpResponse | None:
    """Say to who has signed in that the form is not saved yet; anybody else is led to the start, and told nothing.

    Without an answer it is the form that is shown.
    """
    if not request.user.is_authenticated:
        return None
    whose = Whose(request.user.pk, way["collection_id"], way["table"], way.get("record_id"))
    if kept_under(whose, request.GET.get("draft", "")) is not None:
        messages.warning(request, _("This was not saved yet, since you were signed out. Press Save."))
        return None
    messages.info(request, _("There is nothing of yours that was filled in there and not saved."))
    return HttpResponseRedirect(reverse("records-home", kwargs={name: way[name] for name in ("collection_id", "slug")}))


def _address(request: HttpRequest, token: Token, more: Mapping[str, str] | None = None) -> str:
    """Where the form is, with what was put in and the way back to where one came from."""
    back, window = told(ways_in(request.GET.get(BACK, ""))), window_in(request.GET.dict())
    asked = {"draft": token.key, **({BACK: back} if back else {}), **(asked_for(window) if window else {})}
    asked |= {**({WALK: walk} if (walk := request.GET.get(WALK, "")) else {}), **(more or {})}
    return f"{request.path}?{urlencode(asked)}"
