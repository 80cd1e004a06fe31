"""A provider that is down, lies, or says no: each is a sentence on a page, nobody is signed in, nothing is a 500."""

import time
from typing import Any

import pytest

from specify.datamodel import present
from specify.security import openid
from tests.page_client import CheckingClient, link, words
from tests.planting import World
from tests.security.oidc_provider import CLIENT, LocalProvider, providing
from tests.security.people import user_of
from tests.security.sign_on_steps import KEY, SSO, is_signed_in, leave, linked, links, named, sign_on, visit_provider

pytestmark = [
    pytest.mark.django_db(databases="__all__"),
    pytest.mark.one_shape,
    pytest.mark.skipif(not present.has("spuserexternalid"), reason="This shape has no table for links."),
]
DISCOVERY = "/.well-known/openid-configuration"
HOUR = 3600


@pytest.fixture(autouse=True)
def _linked() -> None:
    linked(user_of(World.create(), "mokafor"))


def refused(client: CheckingClient, answer: Any, status: int, sentence: str) -> None:
    """It is a page with that status and sentence, a way on, and nobody is in."""
    assert answer.status_code == status, words(answer)
    assert sentence in words(answer)
    assert link(answer, "Sign in").startswith("/accounts/sign-in/")
    assert not is_signed_in(client)
    assert not links().filter(providerid="attacker").exists()


def claims(**given: Any) -> dict[str, Any]:
    return given


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (claims(iss="https://another.example"), "another provider made it"),
        (claims(iss=None), "does not say all that it must"),
        (claims(aud="another program"), "made for another program"),
        (claims(aud=None), "does not say all that it must"),
        (claims(aud=[CLIENT, "another"]), "made for another program"),
        (claims(aud=[CLIENT, "another"], azp="another"), "made for another program"),
        (claims(azp="another"), "made for another program"),
        (claims(nonce="of another sign-in"), "answers another sign-in"),
        (claims(nonce=None), "answers another sign-in"),
        (claims(nonce=["list"]), "answers another sign-in"),
        (claims(exp=1_000_000_000), "it has expired"),
        (claims(exp=None), "does not say all that it must"),
        (claims(exp="soon"), "cannot be read"),
        (claims(iat=4_000_000_000), "it is of the future"),
        (claims(iat=int(time.time()) - 2 * HOUR), "it is too old"),
        (claims(iat=None), "does not say all that it must"),
        (claims(nbf=4_000_000_000), "it is of the future"),
        (claims(sub=None), "does not say all that it must"),
        (claims(sub=7), "cannot be read"),
        (claims(sub=""), "does not say who"),
        (claims(sub="fish \U0001f41f"), "does not say who"),
        (claims(sub="x" * 5000), "does not say who"),
    ],
)
def test_a_token_that_says_something_wrong(
    client: CheckingClient, provider: LocalProvider, wrong: dict[str, Any], reason: str
) -> None:
    provider.behaviour.claims = wrong
    refused(client, sign_on(client), 502, reason)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"algorithm": "none"}, "not signed, or in a way that proves nothing"),
        ({"algorithm": "HS256"}, "not signed, or in a way that proves nothing"),
        ({"signed_with": "an attacker's"}, "its signature is not the provider's"),
        ({"kid": "unknown"}, "with a key that the provider does not name"),
        ({"kid": "2"}, "with a key that the provider does not name"),  # a key of another kind
    ],
)
def test_a_token_that_is_not_signed_by_the_provider(
    client: CheckingClient, provider: LocalProvider, wrong: dict[str, str], reason: str
) -> None:
    for name, value in wrong.items():
        setattr(provider.behaviour, name, value)
    refused(client, sign_on(client), 502, reason)


def test_an_audience_of_several_is_right_when_the_token_was_made_for_us(
    client: CheckingClient, provider: LocalProvider
) -> None:
    provider.behaviour.claims = {"aud": [CLIENT, "another"], "azp": CLIENT}
    assert sign_on(client).status_code == 303


def test_clocks_may_differ_by_a_minute(client: CheckingClient, provider: LocalProvider) -> None:
    now = int(time.time())
    for moment in (now - 60, now + 60):
        provider.behaviour.claims = {"iat": moment, "exp": moment + 30}
        assert sign_on(CheckingClient()).status_code == 303


@pytest.mark.parametrize("path", ["/token", "/keys"])
@pytest.mark.parametrize(
    "answer",
    [(500, ""), (404, "{}"), (200, ""), (200, "no json"), (200, "[]"), (200, "{}"), (200, '["access_token"]')],
)
def test_an_answer_that_means_nothing(
    client: CheckingClient, provider: LocalProvider, path: str, answer: tuple[int, str]
) -> None:
    provider.behaviour.answers = {path: answer}
    page = sign_on(client)
    assert page.status_code == 502
    assert "You are not signed in" in words(page)
    assert not is_signed_in(client)


def test_a_token_endpoint_that_sends_no_id_token(client: CheckingClient, provider: LocalProvider) -> None:
    for body in ('{"access_token": "x"}', '{"access_token": "x", "id_token": 7}'):
        provider.behaviour.answers = {"/token": (200, body)}
        refused(client, sign_on(client), 502, "it cannot be read")


@pytest.mark.parametrize("answer", [(500, ""), (200, "no json"), (200, "[]"), (200, "{}")])
def test_a_description_that_means_nothing(
    client: CheckingClient, provider: LocalProvider, answer: tuple[int, str]
) -> None:
    provider.behaviour.answers = {DISCOVERY: answer}
    refused(client, client.post(SSO), 502, "did not answer as it must")


@pytest.mark.parametrize(
    "wrong",
    [
        {"issuer": "https://another.example"},
        {"issuer": None},
        {"authorization_endpoint": "http://elsewhere.example/authorize"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": None},
        {"token_endpoint": "https://elsewhere.example/token"},
        {"token_endpoint": "http://169.254.169.254/latest"},
        {"token_endpoint": "https://127.0.0.1@elsewhere.example/token"},
        {"jwks_uri": "https://elsewhere.example/keys"},
        {"jwks_uri": "file:///etc/passwd"},
        {"jwks_uri": None},
    ],
)
def test_a_description_of_another_provider_or_of_other_hosts(
    client: CheckingClient, provider: LocalProvider, wrong: dict[str, Any]
) -> None:
    provider.behaviour.description = wrong
    refused(client, client.post(SSO), 502, "its settings on this server are wrong")
    assert provider.asked == [DISCOVERY]


@pytest.mark.parametrize("path", [DISCOVERY, "/token", "/keys"])
def test_redirects_are_not_followed(client: CheckingClient, provider: LocalProvider, path: str) -> None:
    back = visit_provider(leave(client))
    openid._kept.clear()
    with providing() as trap:
        provider.behaviour.redirects = {path: trap.issuer + path}
        refused(client, client.get(back), 502, "did not answer as it must")
        assert trap.asked == []


def test_a_provider_that_is_down_before_and_afterwards(client: CheckingClient, settings: Any) -> None:
    with providing() as gone:
        settings.SIGN_IN_PROVIDERS = {KEY: named(gone)}
        back = visit_provider(leave(client, wanted="/4-fishes/"))
    page = client.get(back)
    refused(client, page, 502, "could not be reached, or took too long")
    assert link(page, "Sign in") == "/accounts/sign-in/?next=%2F4-fishes%2F"
    refused(client, client.post(SSO), 502, "could not be reached, or took too long")


@pytest.mark.parametrize("path", [DISCOVERY, "/token", "/keys"])
def test_a_provider_that_does_not_answer(
    client: CheckingClient, provider: LocalProvider, settings: Any, path: str
) -> None:
    back = visit_provider(leave(client))
    openid._kept.clear()
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 0.1
    provider.behaviour.slow = {path: 0.4}
    refused(client, client.get(back), 502, "could not be reached, or took too long")


def test_the_time_for_an_answer_is_a_few_seconds(settings: Any) -> None:
    assert 2 <= settings.SOCIALACCOUNT_REQUESTS_TIMEOUT <= 10


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        ("access_denied", 403, "the sign-in was cancelled there"),
        ("server_error", 502, "did not answer as it must"),
        ("<b>x</b>" * 50, 502, "did not answer as it must"),
    ],
)
def test_an_error_that_the_browser_brings_back(
    client: CheckingClient, provider: LocalProvider, error: str, status: int, sentence: str
) -> None:
    provider.behaviour.error = error
    refused(client, sign_on(client), status, sentence)


def test_an_answer_of_another_issuer(client: CheckingClient, provider: LocalProvider) -> None:
    back = visit_provider(leave(client))
    refused(client, client.get(f"{back}&iss=https://another.example"), 502, "did not answer as it must")


@pytest.mark.parametrize("query", ["", "?state=", "?state=unknown&code=x", "?code=x", "?error=access_denied"])
def test_an_answer_to_no_question(client: CheckingClient, provider: LocalProvider, query: str) -> None:
    refused(client, client.get(f"{SSO}back/{query}"), 400, "It was finished before")
    assert provider.asked == []


def test_an_answer_without_a_code_and_one_with_a_code_of_another_sign_in(
    client: CheckingClient, provider: LocalProvider
) -> None:
    one, other = visit_provider(leave(client)), visit_provider(leave(client))
    refused(client, client.get(one.partition("&code=")[0]), 502, "did not answer as it must")
    exchanged = f"{other.partition('&code=')[0]}&code={one.partition('&code=')[2]}"
    refused(client, client.get(exchanged), 502, "did not answer as it must")


def test_a_wrong_secret_is_told(client: CheckingClient, provider: LocalProvider, settings: Any) -> None:
    settings.SIGN_IN_PROVIDERS = {KEY: named(provider, client_secret="wrong")}
    refused(client, sign_on(client), 502, "its settings on this server are wrong")


def test_no_method_but_get_brings_an_answer(client: CheckingClient, provider: LocalProvider) -> None:
    back = visit_provider(leave(client))
    assert client.post(back).status_code == 405
    assert client.get(back).status_code == 303
