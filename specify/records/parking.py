"""What becomes of a form that comes without the session it was opened in: it is kept for the person who opened it.

In: a post of a form that we signed, from somebody who is signed out, with a token of an older session, or signed in as
another person. Out: a draft of the person for whom the form was signed, found on the form after signing in, and
saved with one button; nobody else sees anything of it. A signed form can write the one draft that it names and no
other, so that there are never more drafts than forms that were opened. Specify loses such a form.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from specify.layouts.filling.filled import KEEP, OPENED
from specify.layouts.filling.sent import NOTHING
from specify.records.digests import Token, unseal
from specify.records.drafts import keep, kept_under
from specify.records.posting import laid_over, sent_from
from specify.security.entering import sign_in_first
from specify.web.refusals import Refusal, forbidden, respond
from specify.web.refusals import csrf_failure as refused

FORMS = ("records-edit", "records-new")


def kept_when_signed_out(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate the view of a form, outside of all that asks for a session."""

    @wraps(view)
    def parked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        token = park(request) if request.method == "POST" and not request.user.is_authenticated else None
        return _signed_out(request, token) if token else view(request, *args, **kwargs)

    return parked


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was opened in another session: kept, and shown again; whatever else it is, refused."""
    match = request.resolver_match
    token = park(request) if match is not None and match.url_name in FORMS else None
    if token is None:
        return refused(request, reason)
    if not request.user.is_authenticated:
        return _signed_out(request, token)
    if request.user.pk != token.whose.user_id:
        return respond(request, of_another_person())
    if KEEP in request.POST:
        return HttpResponse(status=204)
    messages.warning(request, _("This was not saved yet, since you have signed in anew. Press Save."))
    address = _address(request, token)
    is_htmx = bool(getattr(request, "htmx", None) or request.headers.get("HX-Request"))
    return HttpResponseClientRedirect(address) if is_htmx else HttpResponseRedirect(address, status=303)


def of_another_person() -> Refusal:
    """What is told to who sends a form that somebody else has opened."""
    return forbidden(
        _("Nothing was saved: this form was opened by somebody else."),
        _("It is kept for that person. Open the record yourself to change it."),
    )


def park(request: HttpRequest) -> Token | None:
    """Keep what was sent for the person who opened the form; None where it is not one of ours, or not whole."""
    token = unseal(request.POST.get(OPENED, ""))
    try:
        now = sent_from(request.POST)
        digests = token.digests(now.texts) if token else None
        if token is None or digests is None:
            return None
        before = kept_under(token.whose, token.key) or NOTHING
        keep(token.whose, laid_over(before, replace(now, digests=digests)), token.key)
    except Refusal:
        return None
    return token


def _signed_out(request: HttpRequest, token: Token) -> HttpResponse:
    """To the page for signing in, and from there to the form with all that was put in."""
    if KEEP in request.POST:
        told = _("You are signed out. What you filled in is kept: press Save, and sign in.")
        return HttpResponse(format_html('<span id="form-kept">{}</span>', told))
    return sign_in_first(request, _address(request, token))


def _address(request: HttpRequest, token: Token) -> str:
    return f"{request.path}?draft={token.key}"
