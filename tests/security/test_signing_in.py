"""Signing in, signing out and changing the password, as a person meets them."""

from typing import Any

import pytest

from specify.datamodel.tables import SpecifyUser
from specify.security.models import SigninFailure
from tests.page_checks import text
from tests.page_client import CheckingClient, count_statements, heading, words
from tests.planting import World
from tests.security.people import PASSWORD, user_of

pytestmark = pytest.mark.django_db(databases="__all__")

SIGN_IN, SIGN_OUT, CHANGE = "/accounts/sign-in/", "/accounts/sign-out/", "/accounts/password/"


def attempt(client: CheckingClient, name: str = "mokafor", password: str = PASSWORD, **more: str) -> Any:
    return client.post(SIGN_IN, {"login": name, "password": password, **more})


def is_signed_in(client: CheckingClient) -> bool:
    return "_auth_user_id" in client.session


def test_the_page_asks_for_name_and_password(client: CheckingClient) -> None:
    page = client.get(SIGN_IN)
    assert page.status_code == 200
    assert heading(page) == "Sign in"
    assert [one.get("autocomplete") for one in page.document.all("//main//input[@autocomplete]")] == [
        "username",
        "current-password",
    ]


@pytest.mark.usefixtures("user")
@pytest.mark.parametrize("name", ["mokafor", "MOkafor", " mokafor "])
def test_the_right_password_lets_in_whatever_the_case_of_the_name(client: CheckingClient, name: str) -> None:
    answer = attempt(client, name)
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert is_signed_in(client)


def test_signing_in_writes_nothing_to_specifys_tables(client: CheckingClient, user: SpecifyUser) -> None:
    before = SpecifyUser.objects.filter(pk=user.pk).values().get()
    attempt(client)
    assert SpecifyUser.objects.filter(pk=user.pk).values().get() == before


@pytest.mark.usefixtures("user")
@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/4-fishes/taxon/?q=a", "/4-fishes/taxon/?q=a"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_afterwards_one_is_where_one_wanted_to_go_on_this_site(
    client: CheckingClient, wanted: str, reached: str
) -> None:
    page = client.get(SIGN_IN, {"next": wanted})
    hidden = [one.get("value") for one in page.document.all("//input[@name='next']")]
    assert hidden == ([] if reached == "/" else [wanted])
    assert attempt(client, next=wanted)["Location"] == reached


@pytest.mark.usefixtures("user")
def test_a_wrong_password_is_told_as_an_error_and_the_name_is_kept(client: CheckingClient) -> None:
    page = attempt(client, password="no")
    assert page.status_code == 422
    assert text(page.document.all("//title")[0]).startswith("Error: Sign in")
    summary = page.document.all("//*[@id='errors']")[0]
    assert summary.get("autofocus") is not None
    assert "not right. 4 more tries before a pause of 15 minutes." in text(summary)
    assert page.document.all("//*[@id='errors']//a")[0].get("href") == "#password"
    assert page.document.all("//input[@name='login']")[0].get("value") == "mokafor"
    assert page.document.all("//input[@name='password']")[0].get("value") is None
    assert page.document.all("//input[@name='password']")[0].get("aria-invalid") == "true"
    assert not is_signed_in(client)


@pytest.mark.usefixtures("user")
def test_an_unknown_name_reads_like_a_wrong_password(client: CheckingClient) -> None:
    known, unknown = attempt(client, password="no"), attempt(client, "nobody", "no")
    assert words(known) == words(unknown)


@pytest.mark.usefixtures("user")
def test_an_unknown_name_takes_the_statements_of_a_known_one(client: CheckingClient) -> None:
    attempt(client, password="no")
    with count_statements() as known:
        attempt(client, password="no")
    with count_statements() as unknown:
        attempt(client, "nobody", "no")
    assert len(known) == len(unknown)


@pytest.mark.usefixtures("user")
def test_the_old_password_and_the_sign_in_page_share_their_tries(client: CheckingClient, user: SpecifyUser) -> None:
    for _try in range(4):
        attempt(client, "MOKAFOR", "no")
    client.force_login(user)
    assert "Try again in 15 minutes." in words(change(client, "no", "lateral line 9"))


@pytest.mark.usefixtures("user")
def test_the_fifth_wrong_password_closes_the_door_even_to_the_right_one(client: CheckingClient) -> None:
    for _try in range(5):
        page = attempt(client, password="no")
    assert "Try again in 15 minutes." in words(page)
    assert "Too many wrong passwords." in words(attempt(client))
    assert not is_signed_in(client)


@pytest.mark.usefixtures("user")
def test_an_account_without_anything_typed(client: CheckingClient) -> None:
    page = attempt(client, "", "")
    assert page.status_code == 422
    assert [one.get("href") for one in page.document.all("//*[@id='errors']//a")] == ["#login", "#password"]
    assert not SigninFailure.objects.exists()


@pytest.mark.usefixtures("user")
@pytest.mark.parametrize("name", ["x" * 65, "\U0001f41f", "nu\x00ll", "'; --"])
def test_a_strange_name_is_nobodys(client: CheckingClient, name: str) -> None:
    assert attempt(client, name).status_code == 422


def test_a_password_with_accents_is_explained(client: CheckingClient, world: World) -> None:
    user_of(world, "stored-in-clear", password="")
    SpecifyUser.objects.filter(name="stored-in-clear").update(password="pbe$naïveté")
    page = attempt(client, "stored-in-clear", "naïveté")
    assert page.status_code == 422
    assert "ask an administrator of Specify at your institution to set one without" in words(page)


def test_a_password_with_accents_that_specify_7_set_is_accepted(client: CheckingClient, world: World) -> None:
    user_of(world, "mokafor", password="naïveté")
    assert attempt(client, password="naïveté").status_code == 303


def test_whoever_has_no_password_cannot_sign_in_with_one(client: CheckingClient, world: World) -> None:
    user_of(world, "mokafor", password="")
    assert attempt(client, password="unusable").status_code == 422


def test_somebody_signed_in_does_not_see_the_page_again(client: CheckingClient, user: SpecifyUser) -> None:
    client.force_login(user)
    assert client.get(SIGN_IN)["Location"] == "/"


def test_signing_out_is_a_button(client: CheckingClient, user: SpecifyUser) -> None:
    client.force_login(user)
    assert heading(client.get(SIGN_OUT)) == "Sign out"
    assert is_signed_in(client)
    answer = client.post(SIGN_OUT)
    assert (answer.status_code, answer["Location"]) == (303, SIGN_IN)
    assert not is_signed_in(client)


def change(client: CheckingClient, old: str, new: str, again: str | None = None) -> Any:
    return client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new if again is None else again})


def test_a_new_password_holds_and_this_session_goes_on(client: CheckingClient, user: SpecifyUser) -> None:
    client.force_login(user)
    other = CheckingClient()
    other.force_login(user)
    before = SpecifyUser.objects.get(pk=user.pk)
    answer = change(client, PASSWORD, "lateral line 9")
    assert (answer.status_code, answer["Location"]) == (303, CHANGE)
    assert "Your password has been changed." in text(client.get(CHANGE).document.all("//*[@id='status-line']")[0])
    after = SpecifyUser.objects.get(pk=user.pk)
    assert after.check_password("lateral line 9")
    assert (after.version or 0) == (before.version or 0) + 1
    assert after.userType == before.userType
    assert other.get(CHANGE).status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "told"),
    [
        ("no", "lateral line 9", None, "This is not the password you have now. 4 more tries"),
        (PASSWORD, "lateral line 9", "lateral line 8", "The two new passwords differ."),
        (PASSWORD, "naïveté alone", None, "Use only unaccented letters"),
        (PASSWORD, "short", None, "Use at least 8 characters."),
        (PASSWORD, "x1" * 56, None, "Use at most 111 characters"),
        (PASSWORD, "password", None, "too common"),
        (PASSWORD, "Mokaforius"[:8] + "", None, ""),
        ("", "", None, "Enter a new password."),
    ],
)
def test_what_is_wrong_with_a_new_password(
    client: CheckingClient, user: SpecifyUser, old: str, new: str, again: str | None, told: str
) -> None:
    client.force_login(user)
    page = change(client, old, new, again)
    if not told:
        assert page.status_code == 303
        return
    assert page.status_code == 422
    assert told in words(page)
    assert all(one.get("value") is None for one in page.document.all("//main//input[@type='password']"))
    assert SpecifyUser.objects.get(pk=user.pk).check_password(PASSWORD)


def test_the_user_name_is_no_password(client: CheckingClient, world: World) -> None:
    user = user_of(world, "grace.mokafor")
    client.force_login(user)
    assert "Choose something else than your user name." in words(change(client, PASSWORD, "Grace.Mokafor"))


def test_guessing_the_old_password_is_slowed(client: CheckingClient, user: SpecifyUser) -> None:
    client.force_login(user)
    for _try in range(5):
        change(client, "no", "lateral line 9")
    assert "Too many wrong passwords." in words(change(client, PASSWORD, "lateral line 9"))


def test_whoever_has_no_password_cannot_change_it(client: CheckingClient, world: World) -> None:
    client.force_login(user_of(world, "mokafor", password=""))
    page = client.get(CHANGE)
    assert page.status_code == 403
    assert "no password here" in words(page)


def test_a_stranger_is_asked_to_sign_in_first(client: CheckingClient) -> None:
    assert client.get(CHANGE)["Location"] == f"{SIGN_IN}?next={CHANGE}"
    assert client.get(SIGN_OUT)["Location"] == SIGN_IN


@pytest.mark.usefixtures("user")
def test_behind_a_proxy_each_person_has_tries_of_their_own(client: CheckingClient, settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    for number in range(40):
        headers = {"X-Forwarded-For": f"198.51.100.{number}"}
        page = client.post(SIGN_IN, {"login": f"user{number}", "password": "no"}, headers=headers)
    assert "4 more tries" in words(page)
