"""What was typed into a form that is no record's, kept when it comes without the session it was opened in.

In: a post of such a form, from somebody who is signed out, with a token of an older session, or signed in as another
person. Out: as of the forms of records (`parking.py`): it is parked for the person who opened it, becomes a draft when
they sign in, and the form comes back filled in: its view finds what was typed in `request.POST`, while it is asked with
GET. Nothing is done before its button is pressed again.
"""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _

from specify.layouts.filling.filled import OPENED
from specify.layouts.filling.sent import NOTHING, Sent
from specify.records.filling.digests import Token, seal, unseal
from specify.records.filling.drafts import Whose, keep, kept_under
from specify.records.filling.parking import of_another_person, park_for
from specify.records.filling.posting import plain
from specify.security.entering import sign_in_first
from specify.web.refusals import Refusal, forbidden, respond

NAME = "held"
"""Names in the address of a form what was typed into it."""
_FORM = "form"


def held_when_signed_out(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate the view of a form, outside of all that asks for a session; its page sends `request.opened` along."""

    @wraps(view)
    def held(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        token = _token(request)
        if token is not None and token.whose.user_id != request.user.pk:
            return _parked(request, token)
        if request.method == "POST" and token is None and not request.user.is_authenticated:
            return _unknown(request)
        if request.user.is_authenticated:
            _take_up(request)
        return view(request, *args, **kwargs)

    held.when_refused = _when_refused  # type: ignore[attr-defined]  # `parking.csrf_failure` asks for it
    return held


def _take_up(request: HttpRequest) -> None:
    """Have the form filled in with what is named in its address, and signed."""
    whose = Whose(request.user.pk or 0, *_where(request))
    if request.method != "POST" and NAME in request.GET:
        sent = kept_under(whose, request.GET[NAME])
        if sent is None:
            messages.info(request, _("There is nothing of yours that was filled in there and not saved."))
        elif not request.FILES:  # whose first reading would empty what is put here
            request.POST = QueryDict(sent.texts[_FORM])
            messages.warning(
                request, _("Nothing was done yet, since you were signed out. What you typed is here again.")
            )
    request.opened = seal(whose, secrets.token_hex(16), (), NOTHING)  # type: ignore[attr-defined]


def _token(request: HttpRequest) -> Token | None:
    """What we signed for this very form, when it is sent."""
    token = unseal(request.POST.get(OPENED, "")) if request.method == "POST" else None
    return token if token is not None and token.whose[1:] == _where(request) else None


def _where(request: HttpRequest) -> tuple[int, str, None]:
    """Of which collection a form is, and which it is, in place of the table that forms of records are of."""
    match = request.resolver_match
    name, kwargs = (match.url_name, match.kwargs) if match else ("", {})
    return int(kwargs.get("collection_id", 0)), f"{_FORM}-{name}", None


def _when_refused(request: HttpRequest) -> HttpResponse | None:
    """A form with the token of an older session: to the same form, filled in; None if it is not one of ours."""
    token = _token(request)
    if token is None:
        return None
    if token.whose.user_id != request.user.pk:
        return _parked(request, token)
    try:
        keep(token.whose, _sent(request), token.key)
    except Refusal as refusal:
        return respond(request, refusal)
    return HttpResponseRedirect(_address(request, token), status=303)


def _parked(request: HttpRequest, token: Token) -> HttpResponse:
    """Park what came from nobody, or from another person than the form was opened by."""
    try:
        keep_browser = park_for(request, token, _sent(request))
    except Refusal as refusal:
        return respond(request, refusal)
    if request.user.is_authenticated:
        return keep_browser(respond(request, of_another_person()))
    return keep_browser(sign_in_first(request, _address(request, token), is_kept=True))


def _sent(request: HttpRequest) -> Sent:
    """All that was sent, but for our own words."""
    post = request.POST.copy()
    for name in [name for name in post if name == "csrfmiddlewaretoken" or name.startswith("_")]:
        del post[name]
    return Sent({_FORM: plain(post.urlencode())})


def _address(request: HttpRequest, token: Token) -> str:
    """Where the form is, with what was typed."""
    told = [(name, str(value)) for name in request.GET for value in request.GET.getlist(name) if name != NAME]
    return f"{request.path}?{urlencode([*told, (NAME, token.key)])}"


def _unknown(request: HttpRequest) -> HttpResponse:
    """A form that we did not sign, or with a secret that is no more."""
    refusal = forbidden(
        _("Nothing was saved: you are signed out, and this form can no longer be told from others."),
        _("Go back: your browser still has what you typed. Copy it, sign in, and put it in once more."),
    )
    return respond(request, refusal)
