"""A form of printing that comes without the session it was opened in comes back filled in, for its own person alone."""

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session

from specify.printing.models import Bound, PrinterOffset, Queued, TemplateDraft
from specify.printing.stored.changing import make
from specify.printing.stored.reading import own_named
from specify.records.models import Draft, Parked
from specify.resources import stamp
from specify.security.entering import Visit
from tests.cast import ACCOUNT, PASSWORD
from tests.page_client import CheckingClient, fields, words
from tests.planting import World
from tests.printing.jrxml.templates import text as field
from tests.printing.pages.test_printing_pages import chosen, objects
from tests.printing.pages.test_queueing import STICKER, add
from tests.printing.reports.planted import NUMBER, REMARKS, planted, seen, template
from tests.query.small_collection import Small
from tests.records.conftest import sign_in
from tests.records.filling.test_parking import enter, leave, signed_in

GOOD = "{#\ntable: collectionobject\nsize: 60 x 30 mm\n#}\n<p>{{ object.catalognumber }}</p>\n"
TOLD = "Nothing was done yet, since you were signed out. What you typed is here again."
NOT_CHOSEN = re.compile(r"<option(?![^>]*selected)[^>]*>[^<]*")
Form = tuple[str, str, dict[str, str]]
"""Its address, its button, what is typed into it."""


@pytest.fixture(params=["numbers", "printer", "new", "edit", "rename", "bind", "queue"])
def form(request: pytest.FixtureRequest, curator: CheckingClient, home: str, visit: Visit, home_world: World) -> Form:
    """Each form of printing into which one types or in which one chooses."""
    kind = request.param
    if kind == "numbers":
        typed = {"numbers": f"{objects(visit, 1)[0][1]}\r\n900000001-900000009, ä & +1"}
        return f"{home}print/numbers/?on=collectionobject&template=sticker-sheet", "Look them up", typed
    if kind == "printer":
        return f"{home}print/printer/", "Save", {"right": "19,5", "down": "about 21"}
    if kind == "new":
        typed = {"name": "Größere Gläser", "from": "sticker-sheet", "whose": "person"}
        return f"{home}print/templates/new/?from=fish-jar", "Make it", typed
    if kind == "bind":
        return _bind(home, home_world, visit)
    if kind == "queue":
        add(curator, home, f"{chosen(visit, 3)}&{STICKER}")
        second = Queued.objects.order_by("pk").values_list("pk", flat=True)[1]
        return f"{home}print/queue/?{STICKER}", "Move to the end", {"id": str(second)}
    name = f"own-{make(visit, 'Jar label', GOOD)}"
    if kind == "edit":
        return f"{home}print/templates/{name}/edit/", "Show it", {"source": GOOD + "<p>typed for an hour</p>\n"}
    return f"{home}print/templates/{name}/rename/", "Save", {"name": "Jar label, new"}


def _bind(home: str, world: World, visit: Visit) -> Form:
    stamp.forget()
    report = planted(Small(world, {}, visit), template(field("$F{CatNo}"), fields=("CatNo",)), NUMBER, REMARKS)
    address = f"{home}print/templates/jrxml-{report.resource}/bind/?query={report.query}"
    return address, "Fill the report by this query", {"f.CatNo": REMARKS}


def put(client: CheckingClient, form: Form) -> dict[str, str]:
    """What the form sends with that typed into it; a box that nobody ticked is in no form before."""
    address, button, typed = form
    shown = fields(client.get(address), button)
    assert {name: shown.get(name) for name in typed} != typed
    return {**shown, **typed}


def has(page: Any, form: Form) -> None:
    """Whether the page shows the form with what was typed, and says so."""
    _address, button, typed = form
    shown = fields(page, button)
    there = {name: shown.get(name, "").replace("\r\n", "\n") for name in typed}
    assert there == {name: text.replace("\r\n", "\n") for name, text in typed.items()}
    assert TOLD in page.document.ids["status-line"].text


def nothing_was_done() -> bool:
    return not (PrinterOffset.objects.exists() or Bound.objects.exists())


def led(client: CheckingClient, address: str) -> Any:
    """The page behind an address; from that of the editor one is led on to the draft."""
    page = client.get(address)
    return client.get(page["Location"]) if page.status_code == 303 else page


def test_after_the_session_ended_the_form_comes_back_filled_in(curator: CheckingClient, form: Form) -> None:
    data = put(curator, form)
    Session.objects.all().delete()
    answer = curator.post(form[0], data)
    assert Parked.objects.count() == 1
    page = signed_in(curator, answer)
    if page.status_code == 303:
        page = curator.get(page["Location"])
    has(page, form)
    assert nothing_was_done()
    assert not Parked.objects.exists()


def test_in_another_tab_one_signs_in_anew_and_sends_the_form(form: Form) -> None:
    client = sign_in(CheckingClient(), ACCOUNT, PASSWORD)
    client.handler.enforce_csrf_checks = True
    data = put(client, form)
    leave(client)
    enter(client, ACCOUNT, PASSWORD)
    answer = client.post(form[0], data)
    assert answer.status_code == 303
    has(led(client, answer["Location"]), form)
    assert nothing_was_done()
    sent = fields(led(client, answer["Location"]), form[1])
    assert client.post(form[0], sent).status_code in (200, 303, 422)


def test_nobody_else_sees_it(curator: CheckingClient, form: Form, visit: Visit) -> None:
    address, _button, typed = form
    data = put(curator, form)
    leave(curator)
    sign_in(curator, "student", "demonstration")
    answer = curator.post(address, data)
    assert answer.status_code == 403
    assert "somebody else" in words(answer)
    key = Parked.objects.get().key
    told = curator.get(f"{address}{'&' if '?' in address else '?'}held={key}")
    page = NOT_CHOSEN.sub("", told.content.decode())
    assert all(text not in page for text in typed.values() if len(text) > 8)
    assert not Draft.objects.exists()
    assert not TemplateDraft.objects.exists()
    assert nothing_was_done()
    leave(curator)
    sign_in(curator, ACCOUNT, PASSWORD)
    assert Draft.objects.get().user_id == visit.user.pk


def test_what_is_not_there_is_told(curator: CheckingClient, home: str) -> None:
    page = curator.get(f"{home}print/printer/?held={'a' * 32}")
    assert page.status_code == 200
    assert "nothing of yours" in page.document.ids["status-line"].text


def test_a_form_that_nobody_signed_is_not_kept(curator: CheckingClient, home: str) -> None:
    record = fields(curator.get(f"{home}print/numbers/?on=collectionobject"), "Look them up")["_opened"]
    for token in ("", "x", record):
        answer = CheckingClient().post(f"{home}print/printer/", {"right": "19", "down": "19", "_opened": token})
        assert answer.status_code == 403
        assert "Go back" in words(answer)
    assert not Parked.objects.exists()


def test_what_one_was_about_to_print_is_printed_after_signing_in(
    curator: CheckingClient, home: str, visit: Visit
) -> None:
    Session.objects.all().delete()
    address = f"{home}print/pdf/?{chosen(visit, 2)}&{STICKER}&start=7"
    answer = curator.get(address)
    assert answer.status_code == 302
    page = curator.get(answer["Location"])
    sent = {**fields(page, "Sign in"), "login": ACCOUNT, "password": PASSWORD}
    assert curator.post("/accounts/sign-in/", sent)["Location"] == address


def test_a_template_that_comes_back_is_a_draft_like_any_other(curator: CheckingClient, home: str, visit: Visit) -> None:
    name = f"own-{make(visit, 'Jar label', GOOD)}"
    address = f"{home}print/templates/{name}/edit/"
    data = {**fields(curator.get(address), "Save"), "source": GOOD + "<p>mine</p>"}
    Session.objects.all().delete()
    signed_in(curator, curator.post(address, data))
    assert own_named(seen(visit), name).source == GOOD
    assert curator.post(address, fields(curator.get(address), "Save")).status_code == 303
    assert own_named(seen(visit), name).source.rstrip() == GOOD + "<p>mine</p>"
