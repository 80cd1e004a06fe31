"""Single sign-on, as a person meets it: off to the provider, back from it, and once the password of Specify.

In: requests. Out: pages, redirects, and somebody signed in. The way: a button on the page for signing in leads to a
page that goes on to the provider by itself; the provider sends the browser back; whoever is linked is signed in (after
the second factor, if they have one), and whoever is not says once with the Specify password who they are. Somebody
signed in who takes the same way, after saying again who they are, links a further identity; whoever has neither
password nor second factor says so by this way too. Kept of Specify 7: a person linked there is signed in here, and the
other way round.

The button is a form, answered with a page and not with a redirect: Chromium asks the content security policy for every
address that a form leads to, and the provider may send people on to addresses that nobody here knows. So `form-action`
stays 'self' on every page.
"""

from collections.abc import Mapping
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.account.utils import get_next_redirect_url, perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from specify.datamodel.tables import SpecifyUser
from specify.security import sign_on_refusals as refusals
from specify.security.asking_again import is_recent, make_sure
from specify.security.forms import SignInForm
from specify.security.identities import Identity, link, owner_of, refresh
from specify.security.offering import provider_of
from specify.security.providers import Provider
from specify.security.sign_on_refusals import NotSignedOn
from specify.security.views import SignIn, see_other
from specify.security.waiting import Waiting, let_wait, promise, told, waiting
from specify.web.pages import render


def _respond(request: HttpRequest, refusal: NotSignedOn, wanted: str) -> HttpResponse:
    """The refusal as a page that leads back to the page for signing in."""
    refusal.next = wanted
    return render(request, "account/not-signed-on.html", {"refusal": refusal}, status=refusal.status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def go(request: HttpRequest, key: str) -> HttpResponse:
    """The page on the way to the provider; its address alone leads to the page with the button."""
    from specify.security import openid  # see there

    provider, user = provider_of(key), request.user
    if request.method != "POST":
        page = "security-identities" if user.is_authenticated else "security-sign-in"
        return HttpResponseRedirect(reverse(page))
    again = "again" in request.POST and user.is_authenticated and not get_reauthentication_flows(user)
    if user.is_authenticated and not again:
        make_sure(request)
    wanted = get_next_redirect_url(request) or ""
    try:
        address = openid.address_to_sign_on(request, provider, wanted, again)
    except NotSignedOn as refusal:
        return _respond(request, refusal, wanted)
    return render(request, "account/on-the-way.html", {"provider": provider, "address": address})


@never_cache
@require_GET
def come_back(request: HttpRequest, key: str) -> HttpResponse:
    """The provider has sent the browser back."""
    from specify.security import openid  # see there

    provider, wanted = provider_of(key), ""
    try:
        state = openid.state_of(request, provider)
        wanted = state.get("next", "")
        return _act(request, provider, state, openid.claims_from(request, provider, state))
    except NotSignedOn as refusal:
        return _respond(request, refusal, wanted)


def _act(request: HttpRequest, provider: Provider, state: Mapping[str, Any], claims: Mapping[str, Any]) -> HttpResponse:
    identity = Identity(provider, claims["sub"], claims)
    person, wanted = state["data"]["person"], state.get("next", "")
    if person is None:
        return _sign_on(request, identity, wanted)
    user: Any = request.user
    if user.pk != person:
        raise refusals.another_signed_in(provider)
    if state["data"].get("again"):
        return _say_again(request, identity, wanted)
    messages.success(request, told(identity, link(identity, user)))
    return see_other(HttpResponseRedirect(reverse("security-identities")))


def _sign_on(request: HttpRequest, identity: Identity, wanted: str) -> HttpResponse:
    """Sign the identity's user in; ask for a password when there is none."""
    owner, user = owner_of(identity), request.user
    if user.is_authenticated:  # another tab was quicker
        if owner is None or owner.pk != user.pk:
            raise refusals.signed_in_already(identity.provider, user.get_username())
        return see_other(HttpResponseRedirect(wanted or "/"))
    if owner is None:
        let_wait(request, identity, wanted)
        there = reverse("security-link-identity", kwargs={"key": identity.provider.key})
        return see_other(HttpResponseRedirect(there))
    refresh(identity)
    return _let_in(request, owner, identity.provider, wanted)


def _say_again(request: HttpRequest, identity: Identity, wanted: str) -> HttpResponse:
    """Note that it is this user, if the provider says so and when; some let people in whom they did not ask."""
    owner, user, moment = owner_of(identity), request.user, identity.claims.get("auth_time")
    if owner is None or owner.pk != user.pk or not (isinstance(moment, int | float) and is_recent(moment)):
        raise refusals.not_said_again(identity.provider, user.get_username())
    record_authentication(request, user, "socialaccount", provider=identity.provider.key, reauthenticated=True)
    return see_other(HttpResponseRedirect(wanted or reverse("security-account")))


def _let_in(request: HttpRequest, user: SpecifyUser, provider: Provider, wanted: str) -> HttpResponse:
    record_authentication(request, user, "socialaccount", provider=provider.key)
    return see_other(perform_login(request, user, redirect_url=wanted or None))


class LinkIdentity(SignIn):
    """Name and password, once, for an identity that is linked to nobody."""

    template_name = "account/link-identity.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only while an identity of that provider waits, and the one that the form was shown for."""
        found = waiting(request)
        is_meant = found and found.identity.provider.key == kwargs["key"]
        if not found or not is_meant or (request.method == "POST" and request.POST.get("word") != found.word):
            return _respond(request, refusals.over(), "")
        self.waiting: Waiting = found
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """As for signing in, and who is waiting."""
        return {**super().get_context_data(**kwargs), "waiting": self.waiting, "next": self.waiting.next}

    def form_valid(self, form: SignInForm) -> HttpResponse:
        """Sign in; the link is made when that is complete."""
        promise(self.request, form.user)
        return super().form_valid(form)


link_identity = LinkIdentity.as_view()
