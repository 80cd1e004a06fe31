"""Asking who somebody is: for a code at signing in, and for anything once more before a change.

In: requests. Out: allauth's flows on our pages. Before a change one gives the password or, having one, a code; whoever
has neither signs in once more at their provider. That holds for five minutes, and what one was about to send is sent
on; after the provider one is back on the page to send it from. Changed on purpose: allauth asks nothing of those who
have neither, and sends on what was given up long ago.
"""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import ReauthenticateView
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.stages import AuthenticateStage
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from specify.security.forms import problems
from specify.security.identities import linked_to
from specify.security.offering import offered
from specify.security.second_factor import factors_of
from specify.security.second_factor_forms import CodeAgainForm, PasswordAgainForm, SignInCodeForm
from specify.security.views import see_other
from specify.web.pages import render


def make_sure(request: HttpRequest) -> None:
    """Go on only with somebody signed in who said within five minutes who they are; others are asked, by exception."""
    said = [one["at"] for one in get_authentication_records(request, request.user) if one.get("reauthenticated")]
    if said and is_recent(said[-1]):
        return
    if request.method != "POST":  # what was sent before, and not gone on with, was given up
        request.session.pop(STATE_SESSION_KEY, None)
    raise ReauthenticationRequired


def is_recent(moment: float) -> bool:
    """Whether who says at that moment who they are need not be asked now."""
    return time.time() - moment < float(app_settings.REAUTHENTICATION_TIMEOUT)


class SignInCode(AuthenticateView):  # type: ignore[misc]
    """The code after the password or after the institution's own sign-in."""

    template_name = "account/sign-in-code.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go on without a code when the second factor was forgotten meanwhile; allauth's view would go in circles."""
        stage = request._login_stage  # type: ignore[attr-defined]
        if not factors_of(stage.login.user.pk):
            return see_other(stage.exit())
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign in; the form again, with what is wrong."""
        if self.form.is_valid():
            return see_other(self.form_valid(self.form))
        answer: HttpResponse = self.render_to_response(self.get_context_data(), status=422)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The problems."""
        return {"problems": problems(self.form, "code")}

    def _build_forms(self) -> SignInCodeForm:
        # allauth takes an answer without the field `code` for one with a security key.
        sent = self.request.POST if self.request.method == "POST" else None
        return SignInCodeForm(user=self.stage.login.user, data=sent)


class Again:
    """What both pages before a change have in common."""

    template_name = "account/again.html"
    asks_for: str

    def get_context_data(self: Any, **kwargs: Any) -> dict[str, Any]:
        """The problems, where to go afterwards, and the other way to say who one is."""
        form = kwargs.get("form") or self.get_form()
        others = [other["url"] for other in self.get_reauthentication_alternatives()]
        return {
            "asks_for": self.asks_for,
            "problems": problems(form, self.asks_for),
            "next": self.get_next_url() or "",
            "other": others[0] if others else "",
        }

    def form_valid(self, form: Any) -> HttpResponse:
        """Go on with what one was about to do."""
        return see_other(super().form_valid(form))  # type: ignore[misc]

    def form_invalid(self: Any, form: Any) -> HttpResponse:
        """The form again, with what is wrong."""
        answer: HttpResponse = self.render_to_response(self.get_context_data(form=form), status=422)
        return answer


class PasswordAgain(Again, ReauthenticateView):  # type: ignore[misc]
    """The password before a change."""

    form_class = PasswordAgainForm
    asks_for = "password"


class CodeAgain(Again, ReauthenticateByCodeView):  # type: ignore[misc]
    """A code before a change."""

    form_class = CodeAgainForm
    asks_for = "code"


@require_safe
@login_required
def provider_again(request: HttpRequest) -> HttpResponse:
    """The ways to one's provider before a change, for whoever has neither password nor code."""
    user: Any = request.user
    keys = {one.provider_key for one in linked_to(user) if one.enabled}
    providers = [provider for provider in offered() if provider.key in keys]
    asked = {"asks_for": "provider", "providers": providers, "problems": {}, "other": ""}
    return render(request, "account/again.html", {**asked, "next": get_next_redirect_url(request) or ""})


sign_in_code = login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")(SignInCode.as_view())
password_again = PasswordAgain.as_view()
code_again = CodeAgain.as_view()
