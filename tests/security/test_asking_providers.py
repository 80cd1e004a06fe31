"""A provider that hangs, trickles or floods: it holds up few people, for a few seconds, and fills no memory."""

import time
from collections.abc import Callable
from typing import Any

import pytest
import requests
from django.test import RequestFactory

from specify.datamodel import present
from specify.security import asking_providers, openid
from specify.security.sign_on_refusals import NotSignedOn
from tests.page_client import CheckingClient, words
from tests.patience import within
from tests.planting import World
from tests.security.at_once import at_once
from tests.security.oidc_provider import LocalProvider, providing
from tests.security.people import user_of
from tests.security.sign_on_steps import KEY, SSO, is_signed_in, leave, linked, named, sign_on, visit_provider

pytestmark = [
    pytest.mark.django_db(databases="__all__"),
    pytest.mark.one_shape,
    pytest.mark.skipif(not present.has("spuserexternalid"), reason="This shape has no table for links."),
]
DISCOVERY = "/.well-known/openid-configuration"
PATHS = [DISCOVERY, "/token", "/keys"]


@pytest.fixture
def _linked() -> None:
    linked(user_of(World.create(), "mokafor"))


def seconds_of(deeds: list[Callable[[], Any]]) -> float:
    """How long all deeds together take."""
    start = time.monotonic()
    at_once(deeds)
    return time.monotonic() - start


def describe(key: str = KEY) -> Any:
    """What the provider says of itself, or the refusal."""
    try:
        return openid._Endpoints(RequestFactory().get("/"), key).openid_config
    except NotSignedOn as refusal:
        return refusal


def test_people_do_not_wait_for_each_other(provider: LocalProvider) -> None:
    provider.behaviour.slow = {DISCOVERY: 3}
    assert seconds_of([describe] * 3) < 6


def test_few_wait_for_a_provider_that_hangs_and_nobody_for_another(
    provider: LocalProvider, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking_providers, "PATIENCE_SECONDS", 0.1)
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 3
    provider.behaviour.slow = {DISCOVERY: 4}
    with providing() as healthy:
        settings.SIGN_IN_PROVIDERS = {**settings.SIGN_IN_PROVIDERS, "other": named(healthy, "other")}

        def timed(key: str) -> tuple[Any, float]:
            start = time.monotonic()
            return describe(key), time.monotonic() - start

        told = at_once([lambda: timed(KEY)] * 8 + [lambda: timed("other")])
    assert sorted(seconds > 2 for answer, seconds in told) == [False] * 6 + [True] * 3
    assert [isinstance(answer, NotSignedOn) for answer, _ in told] == [True] * 8 + [False]


@pytest.mark.usefixtures("_linked")
def test_a_description_is_kept_for_some_minutes(
    client: CheckingClient, provider: LocalProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sign_on(client).status_code == 303
    assert provider.asked.count(DISCOVERY) == 1
    monkeypatch.setattr(openid, "KEPT_SECONDS", -1)
    openid._kept.clear()
    assert sign_on(CheckingClient()).status_code == 303
    assert provider.asked.count(DISCOVERY) == 3


def test_a_description_that_was_refused_is_not_kept(client: CheckingClient, provider: LocalProvider) -> None:
    provider.behaviour.description = {"issuer": "https://another.example"}
    assert client.post(SSO).status_code == 502
    provider.behaviour.description = {}
    assert client.post(SSO).status_code == 200


@pytest.mark.usefixtures("_linked")
@pytest.mark.parametrize("path", PATHS)
def test_an_answer_that_trickles_is_broken_off(
    client: CheckingClient, provider: LocalProvider, settings: Any, path: str
) -> None:
    back = visit_provider(leave(client))
    openid._kept.clear()
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 0.3
    provider.behaviour.trickling = {path: 0.1}
    with within(0.7):
        page = client.get(back)
    assert page.status_code == 502
    assert "took too long to answer" in words(page)
    assert not is_signed_in(client)


@pytest.mark.usefixtures("_linked")
@pytest.mark.parametrize("path", PATHS)
def test_an_answer_without_end_is_broken_off(client: CheckingClient, provider: LocalProvider, path: str) -> None:
    back = visit_provider(leave(client))
    openid._kept.clear()
    provider.behaviour.answers = {path: (200, '{"padding": "' + "x" * 20_000_000)}
    page = client.get(back)
    assert page.status_code == 502
    assert "did not answer as it must" in words(page)


def test_a_million_bytes_is_the_most(provider: LocalProvider) -> None:
    for padding, status in ((900_000, 200), (1_100_000, None)):
        provider.behaviour.answers = {"/keys": (200, '{"padding": "' + "x" * padding + '"}')}
        try:
            got = asking_providers.BoundedSession().get(f"{provider.issuer}/keys").status_code
        except ValueError:
            got = None
        assert got == status


def test_answers_come_as_they_are(provider: LocalProvider, client: CheckingClient) -> None:
    visit = visit_provider(leave(client))
    provider.encodings.clear()
    client.get(visit)
    assert set(provider.encodings) == {"identity"}


def test_an_answer_of_brackets_alone(client: CheckingClient, provider: LocalProvider) -> None:
    provider.behaviour.answers = {DISCOVERY: (200, "[" * 200_000)}
    assert client.post(SSO).status_code == 502


def test_an_answer_that_ends_too_early(provider: LocalProvider) -> None:
    provider.behaviour.cut = {"/keys"}
    with pytest.raises(requests.ConnectionError):
        asking_providers.BoundedSession().get(f"{provider.issuer}/keys")
