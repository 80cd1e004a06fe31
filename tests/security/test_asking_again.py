"""Asking who somebody is before a change: without a password at the provider; what was given up is not sent later."""

import time
from typing import Any

import pytest

from specify.datamodel import present
from specify.datamodel.tables import SpecifyUser
from specify.security import second_factor
from tests.page_client import CheckingClient, fields, heading, link, words
from tests.planting import World
from tests.security.codes import ON, code_of, with_factor
from tests.security.oidc_provider import LocalProvider
from tests.security.people import PASSWORD, user_of
from tests.security.sign_on_steps import (
    AGAIN,
    IDENTITIES,
    SSO,
    be_sure,
    is_signed_in,
    leave,
    linked,
    links,
    sign_on,
    visit_provider,
)

pytestmark = pytest.mark.django_db(databases="__all__")
needs_links = pytest.mark.skipif(not present.has("spuserexternalid"), reason="This shape has no table for links.")
PROVIDER_AGAIN, CODE = f"{AGAIN}provider/", "/accounts/sign-in/code/"
OFF = "/accounts/second-factor/off/"


@pytest.fixture
def world() -> World:
    return World.create()


@pytest.fixture
def user(world: World) -> SpecifyUser:
    return user_of(world, "mokafor")


@pytest.fixture
def passwordless(world: World) -> SpecifyUser:
    """Somebody whom the provider alone knows."""
    made = user_of(world, "tlind", password="")
    linked(made)
    return made


def links_of(user: SpecifyUser) -> list[str]:
    return list(links().filter(specifyuser_id=user.pk).order_by("pk").values_list("providerid", flat=True))


# At the provider


@needs_links
def test_whoever_has_no_password_is_asked_too(
    client: CheckingClient, provider: LocalProvider, passwordless: SpecifyUser
) -> None:
    assert sign_on(client).status_code == 303
    remove = f"{IDENTITIES}{links().get(specifyuser_id=passwordless.pk).pk}/remove/"
    for answer in (client.post(SSO), client.get(remove), client.post(remove), client.get(ON)):
        assert answer["Location"].startswith(f"{PROVIDER_AGAIN}?next=")
    assert links_of(passwordless) == ["2f1c-0007"]


@needs_links
def test_the_provider_asks_anew_and_one_goes_on(
    client: CheckingClient, provider: LocalProvider, passwordless: SpecifyUser
) -> None:
    sign_on(client)
    page = client.get(client.get(ON)["Location"])
    assert heading(page) == "Is it you?"
    page = client.post(SSO, fields(page, "Sign in with Campus sign-in"))
    there = link(page, "Go on to Campus sign-in")
    assert "prompt=login" in there
    assert "max_age=0" in there
    answer = client.get(visit_provider(there))
    assert (answer.status_code, answer["Location"]) == (303, ON)
    assert client.get(ON).status_code == 200
    provider.behaviour.subject = "a further one"
    assert sign_on(client)["Location"] == IDENTITIES
    assert links_of(passwordless) == ["2f1c-0007", "a further one"]


@needs_links
@pytest.mark.parametrize(
    ("subject", "claims"),
    [
        ("somebody else", {}),
        ("2f1c-0007", {"auth_time": None}),
        ("2f1c-0007", {"auth_time": int(time.time()) - 3600}),
        ("2f1c-0007", {"auth_time": "now"}),
    ],
)
def test_it_must_be_oneself_and_just_now(
    client: CheckingClient, provider: LocalProvider, passwordless: SpecifyUser, subject: str, claims: dict[str, Any]
) -> None:
    sign_on(client)
    provider.behaviour.subject, provider.behaviour.claims = subject, claims
    page = client.get(visit_provider(leave(client, again="1")))
    assert page.status_code == 403
    assert "did not say that tlind has signed in there just now" in words(page)
    assert client.get(ON)["Location"].startswith(PROVIDER_AGAIN)
    assert links_of(passwordless) == ["2f1c-0007"]


@needs_links
def test_it_is_no_way_round_password_or_code(client: CheckingClient, provider: LocalProvider, world: World) -> None:
    by_password, by_code = user_of(world, "mokafor"), user_of(world, "tlind", password="")
    with_factor(by_code)
    for user, there in ((by_password, AGAIN), (by_code, f"{AGAIN}code/")):
        client.force_login(user)
        assert client.post(SSO, {"again": "1"})["Location"].startswith(f"{there}?")
    assert provider.asked == []


@needs_links
@pytest.mark.usefixtures("provider")
def test_without_any_way_to_be_asked_one_is_told(client: CheckingClient, world: World) -> None:
    client.force_login(user_of(world, "tlind", password=""))
    page = client.get(client.get(ON)["Location"])
    assert "Ask an administrator" in words(page)
    assert len(page.document.all("//main//button")) == 0


# What one was about to send


def test_what_was_given_up_is_not_sent_later(client: CheckingClient, user: SpecifyUser) -> None:
    with_factor(user)
    client.force_login(user)
    client.post(OFF)
    page = client.get(client.get(OFF)["Location"])
    answer = client.post(AGAIN, {**fields(page, "Go on"), "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (303, OFF)
    assert second_factor.factors_of(user.pk)


# The code at signing in


@pytest.mark.parametrize("sent", [{}, {"credential": "{}"}])
def test_an_answer_without_a_code(client: CheckingClient, user: SpecifyUser, sent: dict[str, str]) -> None:
    secret = with_factor(user)
    client.post("/accounts/sign-in/", {"login": "mokafor", "password": PASSWORD})
    page = client.post(CODE, sent)
    assert page.status_code == 422
    assert "Enter a code." in words(page)
    assert client.post(CODE, {"code": code_of(secret)}).status_code == 303
    assert is_signed_in(client)


@needs_links
@pytest.mark.usefixtures("provider")
def test_all_these_addresses_answer_head(client: CheckingClient, user: SpecifyUser) -> None:
    number = linked(user)
    be_sure(client, user)
    assert client.head(f"{IDENTITIES}{number}/remove/").status_code == 200
    assert client.head(SSO)["Location"] == IDENTITIES
    assert CheckingClient().head(SSO)["Location"] == "/accounts/sign-in/"
    assert links_of(user) == ["2f1c-0007"]
