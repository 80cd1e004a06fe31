"""The pages of the second factor: what there is, switching on and off, recovery codes.

In: requests of somebody signed in, who is asked for the password or a code before anything is shown or changed. Out:
pages that nobody keeps a copy of. The secret stays the same until it is used, and recovery codes can be seen until one
says that they are kept, so that an answer lost on the way does no harm.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from specify.security.asking_again import make_sure
from specify.security.second_factor import (
    RECOVERY_CODES,
    TOTP,
    SecondFactorAdapter,
    factors_of,
    forget,
    new_secret,
    recovery_codes_left,
    renew_recovery_codes,
    switch_on,
)
from specify.security.square_code import square_code
from specify.web.pages import render
from specify.web.refusals import missing

_KEPT_SECRET = "second-factor-secret"  # noqa: S105 - where the session keeps it
_View = Callable[..., HttpResponse]


def _guarded(view: _View) -> _View:
    """For somebody signed in who has just said again who they are; no copy is kept anywhere."""

    @wraps(view)
    def asked(request: HttpRequest) -> HttpResponse:
        make_sure(request)
        return view(request)

    guarded: _View = login_required(cache_control(private=True, no_store=True)(asked))
    return guarded


@require_safe
@login_required
def show_state(request: HttpRequest) -> HttpResponse:
    """Whether the second factor is on, and what one can do about it."""
    factors = factors_of(_user(request).pk)
    context = {"app": factors.get(TOTP), "left": recovery_codes_left(factors), "kept": _were_kept(factors)}
    return render(request, "account/second-factor.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@_guarded
def switch_factor_on(request: HttpRequest) -> HttpResponse:
    """The secret for an app, and the code that proves that it arrived."""
    user = _user(request)
    if factors_of(user.pk):
        return _to("security-second-factor")
    secret = _secret_of(request)
    problems: dict[str, str] = {}
    if request.method == "POST":
        if switch_on(user, secret, request.POST.get("code", "")):
            del request.session[_KEPT_SECRET]
            messages.success(request, _("The second factor is on. Keep these recovery codes now."))
            return _to("security-recovery-codes")
        problems["code"] = _("This is not the code that the app should show now. Is the phone's clock right?")
    link = SecondFactorAdapter().build_totp_url(user, secret)
    context = {"groups": _in_fours(secret), "link": link, "square": square_code(link), "problems": problems}
    return render(request, "account/second-factor-on.html", context, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@_guarded
def show_recovery_codes(request: HttpRequest) -> HttpResponse:
    """Recovery codes until one has kept them; then how many are left, and a button for new ones."""
    user = _user(request)
    factors = _factors_or_refuse(user)
    row = factors.get(RECOVERY_CODES)
    if row and request.POST.get("kept") == str(row.pk):  # those that the page showed, not others made meanwhile
        RecoveryCodes(row).mark_as_viewed()
        return _to("security-second-factor")
    if "new" in request.POST:
        renew_recovery_codes(user)
    if request.method == "POST":
        return _to("security-recovery-codes")
    codes = [] if _were_kept(factors) else [_in_fours(code) for code in _unused(factors)]
    context = {"codes": codes, "row": row, "left": recovery_codes_left(factors)}
    return render(request, "account/recovery-codes.html", context)


@require_safe
@_guarded
def download_recovery_codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes as a text file, until one has kept them."""
    factors = _factors_or_refuse(_user(request))
    if _were_kept(factors):
        raise missing(_("The recovery codes have been shown already."), _("You can make new ones."))
    head = _("Recovery codes of %(user)s for %(site)s. Each counts once.") % {
        "user": _user(request).name,
        "site": request.get_host(),
    }
    lines = [head, "", *(" ".join(_in_fours(code)) for code in _unused(factors)), ""]
    answer = HttpResponse("\r\n".join(lines), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="specify-recovery-codes.txt"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@_guarded
def switch_factor_off(request: HttpRequest) -> HttpResponse:
    """A page with the one button; the button."""
    user = _user(request)
    _factors_or_refuse(user)
    if request.method != "POST":
        return render(request, "account/second-factor-off.html", {})
    forget(user.pk)
    messages.success(request, _("The second factor is off."))
    return _to("security-second-factor")


def _user(request: HttpRequest) -> Any:
    return request.user


def _to(name: str) -> HttpResponse:
    return HttpResponseRedirect(reverse(name), status=303)


def _secret_of(request: HttpRequest) -> str:
    """The secret on its way to an app; it lies in the session as it will lie in our table."""
    adapter = SecondFactorAdapter()
    if _KEPT_SECRET not in request.session:
        request.session[_KEPT_SECRET] = adapter.encrypt(new_secret())
    return adapter.decrypt(request.session[_KEPT_SECRET])


def _factors_or_refuse(user: Any) -> dict[str, Any]:
    factors = factors_of(user.pk)
    if not factors:
        raise missing(_("The second factor is off."), _("Switch it on first."))
    return factors


def _unused(factors: dict[str, Any]) -> list[str]:
    row = factors.get(RECOVERY_CODES)
    return list(RecoveryCodes(row).get_unused_codes()) if row else []


def _were_kept(factors: dict[str, Any]) -> bool:
    row = factors.get(RECOVERY_CODES)
    return bool(row and RecoveryCodes(row).did_view)


def _in_fours(text: str) -> list[str]:
    return [text[start : start + 4] for start in range(0, len(text), 4)]
