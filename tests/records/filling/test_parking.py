"""A form that comes without the session it was opened in is kept for the person who opened it, and for nobody else."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.signing import Signer
from django.test import RequestFactory

from specify.records.filling import digests
from specify.records.filling.parked import MOST_OF_A_NETWORK, sweep_parked
from specify.records.filling.parking import COOKIE
from specify.records.models import Draft, Parked
from specify.security.throttle import network_of
from tests.cast import ACCOUNT, PASSWORD
from tests.page_client import CheckingClient, fields, link, words
from tests.records.conftest import sign_in
from tests.records.filling_in import HTMX, put, row, save, saved, shown

pytestmark = [pytest.mark.django_db, pytest.mark.one_shape]


def signed_in(client: CheckingClient, answer: Any) -> Any:
    """The page that one comes to who signs in where the answer leads."""
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/sign-in/")
    page = client.get(answer["Location"])
    hidden = {
        one.get("name"): one.get("value")
        for one in page.document.all("//main//input[@type='hidden']")
        if one.get("name")
    }
    assert "What you typed is kept. Sign in to go on." in words(page)
    address = answer["Location"].partition("?")[0]
    again = client.post(address, {**hidden, "login": ACCOUNT, "password": "wrong"})
    assert "What you typed is kept. Sign in to go on." in words(again)
    answer = client.post(address, {**hidden, "login": ACCOUNT, "password": PASSWORD})
    assert answer.status_code == 303
    client.filled = answer["Location"]  # type: ignore[attr-defined]
    return client.get(answer["Location"])


def test_after_the_session_ended_the_form_comes_back_filled_in(
    curator: CheckingClient, form: str, specimen: int
) -> None:
    data = put(shown(curator, form), remarks="typed for an hour")
    Session.objects.all().delete()
    page = signed_in(curator, curator.post(form, {**data, "_save": "1"}))
    told = "This was not saved yet, since you were signed out. Press Save."
    assert page.document.ids["status-line"].text == told
    assert row("collectionobject", specimen)["remarks"] == "old"
    address = curator.filled  # type: ignore[attr-defined]
    kept = shown(curator, address)
    assert kept["remarks"] == "typed for an hour"
    saved(curator, save(curator, address, kept))
    assert row("collectionobject", specimen)["remarks"] == "typed for an hour"
    assert not Draft.objects.exists()


def test_with_the_token_of_an_older_session_one_presses_save_once_more(form: str, specimen: int) -> None:
    client = sign_in(CheckingClient(enforce_csrf_checks=False), ACCOUNT, PASSWORD)
    data = put(shown(client, form), remarks="mine")
    strict = sign_in(CheckingClient(), ACCOUNT, PASSWORD)
    strict.get(form)
    strict.handler.enforce_csrf_checks = True
    answer = strict.post(form, {**data, "csrfmiddlewaretoken": "x" * 64, "_save": "1"})
    assert (answer.status_code, "?draft=" in answer["Location"]) == (303, True)
    assert row("collectionobject", specimen)["remarks"] == "old"
    page = strict.get(answer["Location"])
    assert "Press Save" in page.document.ids["status-line"].text
    saved(strict, save(strict, answer["Location"], shown(strict, answer["Location"])))
    assert row("collectionobject", specimen)["remarks"] == "mine"


def test_with_two_tabs_one_signs_out_and_in_again_and_saves_in_the_other(form: str, specimen: int) -> None:
    client = sign_in(CheckingClient(), ACCOUNT, PASSWORD)
    client.handler.enforce_csrf_checks = True
    data = put(shown(client, form), remarks="in the other tab")
    leave(client)
    enter(client, ACCOUNT, PASSWORD)
    answer = client.post(form, {**data, "_save": "1"})
    assert (answer.status_code, "?draft=" in answer["Location"]) == (303, True)
    assert row("collectionobject", specimen)["remarks"] == "old"
    kept = shown(client, answer["Location"])
    assert kept["remarks"] == "in the other tab"
    saved(client, save(client, answer["Location"], kept))
    assert row("collectionobject", specimen)["remarks"] == "in the other tab"


def leave(client: CheckingClient) -> None:
    """Sign out, as in another tab."""
    page = client.get("/accounts/collections/")
    assert client.post("/accounts/sign-out/", fields(page, "Sign out")).status_code in (302, 303)


def enter(client: CheckingClient, name: str, password: str) -> None:
    """Sign in, as in another tab."""
    page = client.get("/accounts/sign-in/")
    assert client.post("/accounts/sign-in/", {**fields(page, "Sign in"), "login": name, "password": password})


def test_whoever_else_sends_it_learns_nothing_and_saves_nothing(form: str, specimen: int) -> None:
    client = sign_in(CheckingClient(), ACCOUNT, PASSWORD)
    data = {**put(shown(client, form), remarks="secret words"), "_save": "1"}
    leave(client)
    sign_in(client, "student", "demonstration")
    answer = client.post(form, data)
    assert answer.status_code == 403
    assert "somebody else" in words(answer)
    assert "secret" not in answer.content.decode()
    assert row("collectionobject", specimen)["remarks"] == "old"
    key = Parked.objects.get().key
    assert "unsaved" not in words(client.get(form))
    assert client.get(f"{form}?draft={key}").status_code == 404
    led = client.get(f"{form}?draft={key}&returned=1")
    assert (led.status_code, led["Location"]) == (302, form.partition("collectionobject")[0])
    assert "nothing of yours" in client.get(led["Location"]).document.ids["status-line"].text
    leave(client)
    sign_in(client, "student", "demonstration")
    assert not Draft.objects.exists()
    elsewhere = sign_in(CheckingClient(), ACCOUNT, PASSWORD)
    assert "unsaved" not in words(elsewhere.get(form))
    leave(client)
    sign_in(client, ACCOUNT, PASSWORD)
    page = client.get(form)
    assert "You have something unsaved here" in words(page)
    assert shown(client, link(page, "Go on with it"))["remarks"] == "secret words"
    assert not Parked.objects.exists()


def test_what_is_parked_is_kept_for_an_hour(curator: CheckingClient, form: str) -> None:
    for minutes, is_kept in ((59, True), (61, False)):
        data = {**put(shown(curator, form), remarks="x"), "_save": "1"}
        leave(curator)
        assert curator.post(form, data).status_code == 302
        Parked.objects.update(made=datetime.now() - timedelta(minutes=minutes))
        sign_in(curator, ACCOUNT, PASSWORD)
        assert Draft.objects.exists() is is_kept
        Draft.objects.all().delete()
    assert sweep_parked(datetime.now()) == 1
    assert not Parked.objects.exists()


def test_without_the_cookie_of_the_browser_nobody_finds_it(curator: CheckingClient, form: str) -> None:
    data = {**put(shown(curator, form), remarks="x"), "_save": "1"}
    assert CheckingClient().post(form, data).status_code == 302
    for cookie in ("", Parked.objects.get().browser, f"{Parked.objects.get().browser}:1:forged"):
        client = CheckingClient()
        client.cookies[COOKIE] = cookie
        sign_in(client, ACCOUNT, PASSWORD)
        assert not Draft.objects.exists()


def test_from_one_network_only_so_many_are_parked(curator: CheckingClient, form: str) -> None:
    posts = [{**put(shown(curator, form), remarks=f"{number}"), "_save": "1"} for number in range(3)]
    leave(curator)
    network = network_of(RequestFactory().get("/"))
    assert curator.post(form, posts[0]).status_code == 302
    one = Parked.objects.get()
    assert one.network == network
    Parked.objects.bulk_create(copy_of(one, number) for number in range(MOST_OF_A_NETWORK - 2))
    assert curator.post(form, posts[1]).status_code == 302
    refused = curator.post(form, posts[2])
    assert (refused.status_code, "Go back" in words(refused)) == (429, True)
    assert curator.post(form, posts[1]).status_code == 302  # it has its place already
    assert curator.post(form, posts[2], REMOTE_ADDR="192.0.2.7").status_code == 302
    assert Parked.objects.count() == MOST_OF_A_NETWORK + 1


def copy_of(one: Parked, number: int) -> Parked:
    """The same of another form."""
    told = {field.attname: getattr(one, field.attname) for field in Parked._meta.local_fields}
    return Parked(**{**told, "id": None, "key": f"{number:032}"})


def test_one_that_is_too_large_is_told_before_one_signs_in(curator: CheckingClient, form: str) -> None:
    data = put(shown(curator, form), remarks="x" * 2**21)
    leave(curator)
    answer = curator.post(form, {**data, "_save": "1"})
    assert (answer.status_code, "Go back" in words(answer)) == (413, True)
    assert not Parked.objects.exists()


def test_what_does_not_fit_with_what_was_kept_before_is_kept_by_itself(
    curator: CheckingClient, form: str, specimen: int
) -> None:
    data = put(shown(curator, form), remarks="before")
    curator.post(form, {**data, "_keep": "1"}, headers=HTMX)
    leave(curator)
    assert curator.post(form, {**data, "remarks": "x" * 1_500_000, "_save": "1"}).status_code == 302
    draft = Draft.objects.get()
    much = {"preparations.n1.remarks": "y" * 900_000}
    content = {**draft.content, "texts": {**draft.content["texts"], **much}, "added": ["preparations.n1"]}
    Draft.objects.filter(pk=draft.pk).update(content=content)
    sign_in(curator, ACCOUNT, PASSWORD)
    assert not Parked.objects.exists()
    page = curator.get(form.removesuffix("edit/"))
    assert "too large to be kept with what you had filled in before" in page.document.ids["status-line"].text
    kept = shown(curator, link(page, "It is kept by itself: go on with it"))
    assert kept["remarks"] == "x" * 1_500_000
    assert Draft.objects.get(pk=draft.pk).content == content


def test_a_form_that_nobody_signed_is_not_kept_but_shown(form: str, curator: CheckingClient) -> None:
    data = put(shown(curator, form), remarks="many <b> words")
    forged = Signer(salt="specify.records.form", sep=":", key="another").sign(data["_opened"].rpartition(":")[0])
    for token in ("", "x", forged):
        answer = CheckingClient().post(form, {**data, "_opened": token, "_save": "1"})
        assert (answer.status_code, "many <b> words" in words(answer)) == (403, True)
    answer = CheckingClient().post(form, {**{name: text for name, text in data.items() if name != "remarks"}})
    assert answer.status_code == 403
    assert not Draft.objects.exists()
    assert not Parked.objects.exists()


def restart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sign forms with the secret as it is now: a process keeps what it began with."""
    monkeypatch.setattr(digests, "_SIGNER", Signer(salt="specify.records.form", sep=":"))


def test_after_the_secret_is_gone_what_was_typed_is_shown(
    curator: CheckingClient, form: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = {**put(shown(curator, form), remarks="before"), "_save": "1"}
    settings.SECRET_KEY = "n" * 50
    restart(monkeypatch)
    answer = curator.post(form, data)  # the session was signed with it, too
    assert (answer.status_code, "before" in words(answer)) == (403, True)
    client = sign_in(CheckingClient(), ACCOUNT, PASSWORD)
    client.handler.enforce_csrf_checks = True
    for origin, is_shown in (("http://testserver", True), ("http://elsewhere.example", False)):
        answer = client.post(form, data, headers={"Origin": origin})
        assert (answer.status_code, "before" in words(answer)) == (403, is_shown)


def test_a_secret_that_was_changed_still_opens_the_form(
    curator: CheckingClient, form: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = put(shown(curator, form), remarks="before")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "n" * 50
    restart(monkeypatch)
    saved(curator, save(curator, form, data))


def test_while_one_types_the_form_is_kept_quietly(curator: CheckingClient, form: str, specimen: int) -> None:
    data = put(shown(curator, form), remarks="half a sen")
    answer = curator.post(form, {**data, "_keep": "1"}, headers=HTMX)
    assert answer.status_code == 200
    assert [one.get("id") for one in answer.document.root] == ["form-opened", "form-kept"]
    assert "kept, but not saved" in answer.content.decode()
    curator.post(form, {**data, "remarks": "half a sentence", "_keep": "1"}, headers=HTMX)
    assert Draft.objects.count() == 1
    for address in (form.removesuffix("edit/"), form):
        page = curator.get(address)
        assert "You have something unsaved here from today" in words(page)
        assert shown(curator, link(page, "Go on with it"))["remarks"] == "half a sentence"
    saved(curator, save(curator, form, data))
    assert not Draft.objects.exists()
    assert "unsaved" not in words(curator.get(form))


def test_who_was_signed_out_while_typing_is_told_beside_the_form(curator: CheckingClient, form: str) -> None:
    data = put(shown(curator, form), remarks="half a sen")
    Session.objects.all().delete()
    answer = curator.post(form, {**data, "_keep": "1"}, headers=HTMX)
    assert (answer.status_code, answer.get("HX-Redirect")) == (200, None)
    assert Parked.objects.count() == 1


def test_what_is_not_saved_may_be_thrown_away(curator: CheckingClient, form: str) -> None:
    data = put(shown(curator, form), remarks="no")
    address = curator.post(form, {**data, "_update": "1"})["Location"]
    asked = curator.post(address, put(shown(curator, address), remarks="last words") | {"_drop": "1"})["Location"]
    assert asked.startswith(f"{form}throw-away/?draft=")
    page = curator.get(asked)
    assert "You began it today at" in words(page)
    assert shown(curator, link(page, "Keep it"))["remarks"] == "last words"
    for _time in range(2):
        answer = curator.post(asked, fields(page, "Throw away"))
        assert (answer.status_code, answer["Location"]) == (303, form.removesuffix("edit/"))
        assert curator.get(answer["Location"]).document.ids["status-line"].text == "Thrown away."
    assert not Draft.objects.exists()
    assert curator.get(asked).status_code == 404


def test_nobody_throws_away_what_another_person_has_filled_in(curator: CheckingClient, form: str) -> None:
    asked = curator.post(form, {**shown(curator, form), "_drop": "1"})["Location"]
    other = sign_in(CheckingClient(), "student", "demonstration")
    assert other.get(asked).status_code == 404
    other.post(asked)
    assert Draft.objects.count() == 1


def test_what_was_filled_in_for_a_new_record_may_be_thrown_away(curator: CheckingClient, new: str) -> None:
    asked = curator.post(new, {**shown(curator, new), "_drop": "1"})["Location"]
    page = curator.get(asked)
    assert "What you filled in for a new record of Collection object?" in words(page)
    answer = curator.post(asked, fields(page, "Throw away"))
    assert answer["Location"] == new.removesuffix("new/")
    assert not Draft.objects.exists()
