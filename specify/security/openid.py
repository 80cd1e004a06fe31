"""The conversation with a provider, in allauth's words.

In: a request, a provider, and later the answer that the browser brings back. Out: the address to send the browser to,
with a state that only this session can use, once, for ten minutes; then the claims of whoever signed in there; or a
`NotSignedOn`. The code is bound to this session too (PKCE), the id token to this sign-in (nonce). Only hosts that the
administrator named are asked, within the bounds of `asking_providers`; how a provider describes itself is kept for some
minutes. allauth's own rows (apps, accounts, tokens) are neither read nor written.

This module brings `requests` with it, five megabytes a process and a tenth of a second: import it where somebody signs
on, not before.
"""

import json
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.functional import cached_property  # that of Python 3.11 has one lock for all

from specify.security.asking_providers import BoundedSession
from specify.security.id_tokens import BadToken, Expected, claims_of
from specify.security.offering import provider_of
from specify.security.providers import Provider, is_protected
from specify.security.sign_on_refusals import away, cancelled, not_believed, over, puzzling

KEPT_SECONDS = 5 * 60
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_ERROR = re.compile(r'"error"\s*:\s*"(\w{1,40})"')
_kept: dict[Provider, tuple[float, dict[str, Any]]] = {}


class _Client(OAuth2Client):  # type: ignore[misc]
    """What allauth leaves out: an endpoint may have a query of its own."""

    def get_redirect_url(self, authorization_url: str, scope: Any, extra_params: Any) -> str:
        """The address to send the browser to."""
        question: str = super().get_redirect_url("", scope, extra_params).removeprefix("?")
        return f"{authorization_url}{'&' if '?' in authorization_url else '?'}{question}"


class _Endpoints(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """A provider as it describes itself, once that has been checked."""

    client_class = _Client

    @cached_property
    def openid_config(self) -> dict[str, Any]:
        """The description; `NotSignedOn` when there is none to believe."""
        return description_of(provider_of(self.provider_id))

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Where the provider sends the browser back to."""
        return request.build_absolute_uri(reverse("security-sign-on-back", kwargs={"key": self.provider_id}))


class _Asked(OpenIDConnectProvider):  # type: ignore[misc]
    """allauth's provider, with our endpoints."""

    oauth2_adapter_class = _Endpoints


class SignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Providers come from the administrator's file, not from allauth's table."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> _Asked:
        """The provider of that key, as allauth sees it."""
        return _Asked(request, app=_app(provider_of(provider)))

    def get_requests_session(self) -> BoundedSession:
        """What every question is asked with."""
        return BoundedSession()


def _app(provider: Provider) -> Any:
    settings = {"server_url": provider.discovery, "scope": provider.scope, "oauth_pkce_enabled": True}
    names = {"provider": _Asked.id, "provider_id": provider.key, "name": provider.title}
    return SocialApp(**names, client_id=provider.client_id, secret=provider.client_secret, settings=settings)


def address_to_sign_on(request: HttpRequest, provider: Provider, wanted: str, again: bool) -> str:
    """Where the browser goes to sign in; `again` for somebody who is known there, and shall prove it once more.

    Comes back with the state: the `person` who was signed in here, who wants to link an identity unless it is `again`.
    """
    data = {"nonce": get_random_string(32), "person": request.user.pk, "again": again}
    anew = {"prompt": "login", "max_age": "0"} if again else {}
    with _told(provider):
        asked = get_adapter().get_provider(request, provider.key)
        answer = asked.redirect(request, "login", wanted, data, auth_params={"nonce": data["nonce"], **anew})
        return str(answer["Location"])


def state_of(request: HttpRequest, provider: Provider) -> Mapping[str, Any]:
    """What we asked that this request answers; `NotSignedOn` when nothing was, or it was answered before."""
    asked = get_adapter().get_provider(request, provider.key)
    try:
        state: Mapping[str, Any] = asked.unstash_redirect_state(request, request.GET.get("state", ""))
    except PermissionDenied:
        raise over() from None
    return state


def claims_from(request: HttpRequest, provider: Provider, state: Mapping[str, Any]) -> dict[str, Any]:
    """Who has signed in, as the provider says; `NotSignedOn` when nobody has, or it cannot be believed."""
    _check_answer(request.GET, provider)
    endpoints = _Endpoints(request, provider.key)
    with _told(provider):
        description = endpoints.openid_config
        if request.GET.get("iss", description["issuer"]) != description["issuer"]:  # RFC 9207
            raise puzzling(provider, "the answer came from another issuer")
        app = _app(provider)
        client = endpoints.get_client(request, app)
        verifier = state["pkce_code_verifier"]
        tokens = endpoints.get_access_token_data(request, app, client, pkce_code_verifier=verifier)
        keys = fetch(provider, description["jwks_uri"]).get("keys")
        expected = Expected(description["issuer"], provider.client_id, state["data"]["nonce"])
        return claims_of(tokens.get("id_token"), keys, expected)


def _check_answer(answer: Mapping[str, str], provider: Provider) -> None:
    error = answer.get("error", "")
    if error == "access_denied":
        raise cancelled(provider)
    if error or not answer.get("code"):
        raise puzzling(provider, f"the answer was the error {re.sub('[^a-z_]', '', error)[:40] or 'of no code'}")


def description_of(provider: Provider) -> dict[str, Any]:
    """How the provider describes itself; `NotSignedOn` when it is another's or names places that we may not ask."""
    until, description = _kept.get(provider, (0.0, {}))
    if time.monotonic() < until:
        return description
    description = fetch(provider, provider.discovery)
    if str(description.get("issuer")).rstrip("/") != provider.issuer.rstrip("/"):
        raise puzzling(provider, f"the issuer at {provider.discovery} is not {provider.issuer}")
    for name in _ENDPOINTS:
        address = str(description.get(name))
        may_be_used = is_protected if name == "authorization_endpoint" else provider.may_be_asked
        if not may_be_used(address):
            raise puzzling(provider, f"its {name} is {address[:200]}: no TLS, or its host is not among `hosts`")
    _kept[provider] = (time.monotonic() + KEPT_SECONDS, description)
    return description


def fetch(provider: Provider, address: str) -> dict[str, Any]:
    """The JSON document at an address of the provider's; `NotSignedOn` when there is none."""
    with _told(provider), get_adapter().get_requests_session() as session:
        answer = session.get(address, headers={"Accept": "application/json"})
        if answer.status_code != 200:
            raise puzzling(provider, f"status {answer.status_code} at {address}")
        document = json.loads(answer.content)
        if not isinstance(document, dict):
            raise puzzling(provider, f"no JSON object at {address}")
        return document


@contextmanager
def _told(provider: Provider) -> Iterator[None]:
    """Turn what goes wrong on the line into a sentence. What `requests` raises is an OSError."""
    try:
        yield
    except BadToken as bad:
        raise not_believed(provider, str(bad)) from bad
    except OAuth2Error as error:  # it carries the whole answer, which may hold secrets
        code = _ERROR.search(str(error))
        raise puzzling(provider, f"the token endpoint refused: {code[1] if code else 'no reason'}") from None
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise puzzling(provider, f"an answer cannot be read: {type(error).__name__}") from error
    except OSError as error:
        _kept.pop(provider, None)  # so that the next person is told before they leave, not by their browser there
        raise away(provider, error) from error
