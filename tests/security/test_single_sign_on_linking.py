"""Linking: the password given once, identities added, shown and removed; nobody gets another's."""

from typing import Any

import pytest

from specify.datamodel import present
from specify.datamodel.tables import SpecifyUser
from specify.security import waiting
from tests.page_checks import text
from tests.page_client import CheckingClient, count_statements, fields, heading, link, words
from tests.planting import World
from tests.security.codes import code_of, with_factor
from tests.security.oidc_provider import LocalProvider
from tests.security.people import PASSWORD, user_of
from tests.security.sign_on_steps import (
    AGAIN,
    IDENTITIES,
    KEY,
    LINK,
    SSO,
    be_sure,
    is_signed_in,
    leave,
    linked,
    links,
    password_page,
    sign_on,
    told,
    visit_provider,
)

pytestmark = [
    pytest.mark.django_db(databases="__all__"),
    pytest.mark.skipif(not present.has("spuserexternalid"), reason="This shape has no table for links."),
]
SIGN_IN, SIGN_IN_CODE = "/accounts/sign-in/", "/accounts/sign-in/code/"


def links_of(user: SpecifyUser) -> list[str]:
    rows = links().filter(specifyuser_id=user.pk).order_by("pk")
    return list(rows.values_list("providerid", flat=True))


# The password, once


def test_an_unknown_identity_gives_the_password_once(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser
) -> None:
    answer = sign_on(client, wanted="/4-fishes/taxon/")
    assert (answer.status_code, answer["Location"]) == (303, LINK)
    page = client.get(LINK)
    assert "Campus sign-in knows you as Grace Mokafor (grace@example.org), but" in words(page)
    answer = password_page(client)
    assert (answer.status_code, answer["Location"]) == (303, "/4-fishes/taxon/")
    row = links().get(specifyuser_id=user.pk)
    assert (row.provider, row.providerid, row.enabled) == (KEY, "2f1c-0007", True)
    assert row.idtoken["email"] == "grace@example.org"
    assert told(client.get(IDENTITIES)) == (
        "From now on you can sign in with Campus sign-in as Grace Mokafor (grace@example.org)."
    )
    again = CheckingClient()
    assert sign_on(again)["Location"] == "/"
    assert is_signed_in(again)


@pytest.mark.parametrize(
    ("claims", "shown"),
    [
        ({"name": "nu\x00ll\u202e <b>", "email": None}, "null <b>"),
        ({"name": " ", "preferred_username": "grace"}, "grace (grace@example.org)"),
        ({"preferred_username": "Grace Mokafor"}, "Grace Mokafor (grace@example.org)"),
        ({"name": None, "email": None}, "2f1c-0007"),
    ],
)
def test_a_person_is_called_by_a_name_that_a_page_can_show(
    client: CheckingClient, provider: LocalProvider, claims: dict[str, Any], shown: str
) -> None:
    provider.behaviour.claims = claims
    sign_on(client)
    assert f"Campus sign-in knows you as {shown}, but" in words(client.get(LINK))


def test_a_second_identity_is_added_and_the_first_stays(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser
) -> None:
    linked(user, "an older one")
    sign_on(client)
    password_page(client)
    assert sorted(links().filter(specifyuser_id=user.pk).values_list("providerid", flat=True)) == [
        "2f1c-0007",
        "an older one",
    ]
    assert "You have 2 identities there." in told(client.get(IDENTITIES))


def test_a_wrong_password_links_nothing_and_shares_the_tries_of_signing_in(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser
) -> None:
    sign_on(client)
    page = password_page(client, password="no")
    assert page.status_code == 422
    assert "4 more tries" in words(page)
    assert page.document.all("//input[@name='login']")[0].get("value") == "mokafor"
    for _try in range(4):
        client.post(SIGN_IN, {"login": "mokafor", "password": "no"})
    assert "Too many wrong passwords." in words(password_page(client))
    assert not links().filter(specifyuser_id=user.pk).exists()


def test_somebody_else_who_signs_in_at_this_browser_does_not_get_the_identity(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser
) -> None:
    sign_on(client)
    client.post(SIGN_IN, {"login": "mokafor", "password": PASSWORD})
    assert is_signed_in(client)
    assert not links().filter(specifyuser_id=user.pk).exists()
    client.logout()
    assert "This sign-in is over" in heading(client.get(LINK))


def test_the_password_page_of_one_identity_does_not_link_another(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser
) -> None:
    sign_on(client)
    sent = fields(client.get(LINK), "Link and sign in")
    provider.behaviour.subject = "somebody else"
    sign_on(client)
    page = client.post(LINK, {**sent, "login": "mokafor", "password": PASSWORD})
    assert page.status_code == 400
    assert not links().filter(specifyuser_id=user.pk).exists()


def test_an_identity_waits_ten_minutes(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_on(client)
    monkeypatch.setattr(waiting, "SECONDS", -1)
    page = client.get(LINK)
    assert page.status_code == 400
    assert link(page, "Sign in") == SIGN_IN


@pytest.mark.usefixtures("provider")
def test_without_an_identity_that_waits_there_is_no_such_page(client: CheckingClient) -> None:
    assert client.get(LINK).status_code == 400
    assert client.post(LINK, {"login": "mokafor", "password": PASSWORD}).status_code == 400


def test_an_identity_that_was_linked_to_another_meanwhile_is_not_linked_twice(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser, world: World
) -> None:
    sign_on(client)
    linked(user_of(world, "tlind"))
    page = password_page(client)
    assert page.status_code == 409
    assert "Nothing was linked" in words(page)
    assert not links().filter(specifyuser_id=user.pk).exists()


def test_the_second_factor_is_asked_for_and_the_link_is_made_only_then(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser
) -> None:
    secret = with_factor(user)
    sign_on(client, wanted="/4-fishes/taxon/")
    assert password_page(client)["Location"] == SIGN_IN_CODE
    assert links_of(user) == []
    assert not is_signed_in(client)
    assert client.post(SIGN_IN_CODE, {"code": code_of(secret)})["Location"] == "/4-fishes/taxon/"
    assert links_of(user) == ["2f1c-0007"]


def test_the_second_factor_is_asked_for_after_the_provider_too(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser
) -> None:
    secret = with_factor(user)
    linked(user)
    assert sign_on(client, wanted="/4-fishes/taxon/")["Location"] == SIGN_IN_CODE
    assert not is_signed_in(client)
    assert client.post(SIGN_IN_CODE, {"code": code_of(secret)})["Location"] == "/4-fishes/taxon/"
    assert client.session["_auth_user_id"] == str(user.pk)


# The page of one's identities


def remove_page(number: int) -> str:
    return f"{IDENTITIES}{number}/remove/"


@pytest.mark.usefixtures("provider")
def test_the_page_lists_ones_own_identities(client: CheckingClient, user: SpecifyUser, world: World) -> None:
    linked(user)
    linked(user, "older", provider="left-behind")
    linked(user, "off", enabled=False)
    linked(user_of(world, "tlind"), "not mine")
    be_sure(client, user)
    client.get(IDENTITIES)
    with count_statements() as statements:
        page = client.get(IDENTITIES)
    assert [text(one) for one in page.document.all("//main//tbody//th")] == [
        "Campus sign-in",
        "left-behind",
        "Campus sign-in",
    ]
    assert "Switched off by an administrator" in words(page)
    assert "Not offered on this server" in words(page)
    assert "not mine" not in words(page)
    assert len(statements) <= 4


def test_a_further_identity_is_linked_from_there(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser
) -> None:
    be_sure(client, user)
    assert "You sign in with your Specify password only." in words(client.get(IDENTITIES))
    for subject in ("one", "two", "two"):
        provider.behaviour.subject = subject
        answer = sign_on(client)
        assert (answer.status_code, answer["Location"]) == (303, IDENTITIES)
    assert links_of(user) == ["one", "two"]
    assert "You have 2 identities there." in told(client.get(IDENTITIES))


def test_another_persons_identity_is_refused_there(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser, world: World
) -> None:
    linked(user_of(world, "tlind"))
    be_sure(client, user)
    page = sign_on(client)
    assert page.status_code == 409
    assert "belongs to another user" in words(page)
    assert links_of(user) == []


def test_linking_is_for_whoever_began_it(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser, world: World
) -> None:
    other = user_of(world, "tlind")
    be_sure(client, user)
    back = visit_provider(leave(client))
    session = client.session
    states = session["socialaccount_states"]
    be_sure(client, other)
    session = client.session
    session["socialaccount_states"] = states
    session.save()
    page = client.get(back)
    assert (page.status_code, heading(page)) == (409, "Nothing was linked")
    assert links_of(user) == links_of(other) == []


@pytest.mark.usefixtures("provider")
def test_removing_is_confirmed_and_leaves_a_number_that_does_not_come_again(
    client: CheckingClient, user: SpecifyUser
) -> None:
    number = linked(user)
    be_sure(client, user)
    page = client.get(link(client.get(IDENTITIES), "Remove"))
    assert "can no longer sign in as you" in words(page)
    assert links_of(user) == ["2f1c-0007"]
    answer = client.post(remove_page(number), fields(page, "Remove"))
    assert (answer.status_code, answer["Location"]) == (303, IDENTITIES)
    page = client.get(IDENTITIES)
    assert "You can no longer sign in with Campus sign-in as Grace Mokafor." in told(page)
    assert "You sign in with your Specify password only." in words(page)
    row = links().get(pk=number)
    assert (row.provider, row.providerid, row.idtoken, row.enabled) == ("", "", None, False)
    assert client.post(remove_page(number)).status_code == 404
    client.logout()
    assert sign_on(client)["Location"] == LINK


@pytest.mark.usefixtures("provider")
def test_what_is_anothers_or_switched_off_is_not_removed(
    client: CheckingClient, user: SpecifyUser, world: World
) -> None:
    be_sure(client, user)
    anothers, off = linked(user_of(world, "tlind"), "theirs"), linked(user, enabled=False)
    for number, status in ((anothers, 404), (off, 403)):
        assert client.get(remove_page(number)).status_code == status
        assert client.post(remove_page(number)).status_code == status
    assert sorted(links().filter(pk__in=(anothers, off)).values_list("providerid", flat=True)) == [
        "2f1c-0007",
        "theirs",
    ]


def test_before_a_change_one_says_again_who_one_is(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser
) -> None:
    number = linked(user, "older")
    client.force_login(user)
    for answer in (client.get(remove_page(number)), client.post(remove_page(number)), client.post(SSO)):
        assert answer["Location"].startswith(AGAIN)
    assert provider.asked == []
    page = client.post(AGAIN, {**fields(client.get(answer["Location"]), "Go on"), "password": PASSWORD})
    assert heading(page) == "On the way to Campus sign-in"  # what was sent is sent on
    assert client.get(visit_provider(link(page, "Go on to Campus sign-in")))["Location"] == IDENTITIES
    assert links_of(user) == ["older", "2f1c-0007"]


@pytest.mark.usefixtures("provider")
def test_the_only_way_in_is_not_removed(client: CheckingClient, world: World) -> None:
    user = user_of(world, "tlind", password="")
    number = linked(user)
    linked(user, "older", provider="left-behind")
    be_sure(client, user)
    page = client.post(remove_page(number))
    assert page.status_code == 409
    assert "this is the only identity that you can sign in with" in words(page)
    linked(user, "another")
    assert client.post(remove_page(number)).status_code == 303


def test_a_stranger_is_asked_to_sign_in_first(client: CheckingClient) -> None:
    assert client.get(IDENTITIES)["Location"] == f"{SIGN_IN}?next={IDENTITIES}"
    assert client.post(remove_page(1))["Location"].startswith(SIGN_IN)


# What does not stay for the next person


def test_who_turns_back_leaves_no_identity_for_the_next_person(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser
) -> None:
    sign_on(client)
    page = client.get(LINK)
    answer = client.post("/accounts/sign-out/", fields(page, "Sign in without linking"))
    assert (answer.status_code, answer["Location"]) == (303, SIGN_IN)
    assert client.get(LINK).status_code == 400


def test_signing_in_as_somebody_else_leaves_no_identity_either(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser
) -> None:
    with_factor(user)
    sign_on(client)
    assert password_page(client)["Location"] == SIGN_IN_CODE
    client.post("/accounts/sign-out/", fields(client.get(SIGN_IN_CODE), "Sign in as somebody else"))
    assert client.get(LINK).status_code == 400
    assert links_of(user) == []


def test_a_provider_that_is_offered_no_more_lets_people_in_by_password(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser, settings: Any
) -> None:
    sign_on(client)
    settings.SIGN_IN_PROVIDERS = {}
    assert client.get(LINK).status_code == 400
    assert client.post(SIGN_IN, {"login": "mokafor", "password": PASSWORD}).status_code == 303
    assert is_signed_in(client)
