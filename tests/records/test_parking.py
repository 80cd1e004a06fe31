"""A form that comes without the session it was opened in is kept for the person who opened it, and for nobody else."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.signing import Signer

from specify.records.models import Draft
from tests.cast import ACCOUNT, PASSWORD
from tests.page_client import CheckingClient, link, words
from tests.records.conftest import sign_in
from tests.records.filling_in import HTMX, put, row, save, saved, shown

pytestmark = pytest.mark.django_db


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
    answer = client.post(answer["Location"], {**hidden, "login": ACCOUNT, "password": PASSWORD})
    assert answer.status_code == 303
    client.filled = answer["Location"]  # type: ignore[attr-defined]
    return client.get(answer["Location"])


def test_after_the_session_ended_the_form_comes_back_filled_in(
    curator: CheckingClient, form: str, specimen: int
) -> None:
    data = put(shown(curator, form), remarks="typed for an hour")
    Session.objects.all().delete()
    page = signed_in(curator, curator.post(form, {**data, "_save": "1"}))
    assert "not saved yet" in words(page)
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


def test_whoever_else_sends_it_learns_nothing_and_saves_nothing(
    curator: CheckingClient, form: str, specimen: int
) -> None:
    data = {**put(shown(curator, form), remarks="secret words"), "_save": "1"}
    student = sign_in(CheckingClient(), "student", "demonstration")
    answer = student.post(form, data)
    assert answer.status_code == 403
    assert "somebody else" in words(answer)
    assert row("collectionobject", specimen)["remarks"] == "old"
    assert "unsaved" not in words(student.get(form))
    draft = Draft.objects.get()
    assert student.get(f"{form}?draft={draft.key}").status_code == 404
    page = curator.get(form)
    assert "You have something unsaved here" in words(page)
    assert shown(curator, link(page, "Go on with it"))["remarks"] == "secret words"


def test_a_form_that_nobody_signed_is_not_kept(form: str, curator: CheckingClient) -> None:
    data = put(shown(curator, form), remarks="x")
    forged = Signer(salt="specify.records.form", sep=":", key="another").sign(data["_opened"].rpartition(":")[0])
    for token in ("", "x", forged):
        answer = CheckingClient().post(form, {**data, "_opened": token, "_save": "1"})
        assert answer.status_code == 302
    answer = CheckingClient().post(form, {**{name: text for name, text in data.items() if name != "remarks"}})
    assert answer.status_code == 302
    assert not Draft.objects.exists()


def test_a_secret_that_was_changed_still_opens_the_form(curator: CheckingClient, form: str, settings: Any) -> None:
    data = put(shown(curator, form), remarks="before")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "n" * 50
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
    assert Draft.objects.count() == 1


def test_what_is_not_saved_may_be_thrown_away(curator: CheckingClient, form: str) -> None:
    data = put(shown(curator, form), remarks="no")
    address = curator.post(form, {**data, "_update": "1"})["Location"]
    answer = curator.post(address, {**shown(curator, address), "_drop": "1"})
    assert (answer.status_code, answer["Location"]) == (303, form.removesuffix("edit/"))
    assert not Draft.objects.exists()
