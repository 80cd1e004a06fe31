"""The page in which a record is filled in: opened, added to, taken from, brought up to date, and not yet written."""

import re
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db.models import Count
from django.test import Client
from django.urls import reverse

from specify.datamodel.tables import model
from specify.records.models import Draft
from tests.cast import ACCOUNT, PASSWORD, READER, READERS_PASSWORD
from tests.page_client import CheckingClient, count_statements, fields, heading, link, words
from tests.planting import World
from tests.records.conftest import sign_in

pytestmark = pytest.mark.django_db
BUTTON = "Update the form"
HTMX = {"HX-Request": "true"}
STUDENT, STUDENTS_PASSWORD = "student", "demonstration"


@pytest.fixture
def specimen(db: None) -> int:
    """An object with some determinations."""
    found = model("collectionobject").objects.annotate(n=Count("determinations")).filter(n=2).order_by("pk").first()
    assert found is not None
    return int(found.pk)


@pytest.fixture
def form(home: str, specimen: int) -> str:
    """The address of its form."""
    return f"{home}collectionobject/{specimen}/edit/"


def stored(table: str = "collectionobject") -> list[dict[str, Any]]:
    """All there is of a table."""
    return list(model(table).objects.order_by("pk").values())


def keys(address: str) -> list[str]:
    """The draft's key in an address."""
    return parse_qs(urlsplit(address).query).get("draft", [])


def value(page: Any, name: str) -> str:
    """What stands in the control of that name."""
    control = page.document.ids[name]
    return "".join(control.itertext()) if control.tag == "textarea" else control.get("value", "")


def whole(client: CheckingClient, address: str, data: dict[str, str]) -> dict[str, str]:
    """All that the form of that address would send, with this put into it."""
    shown = fields(client.get(address), BUTTON)
    return {**shown, **{name: text for name, text in data.items() if name in shown or name.startswith("_")}}


def sent(client: CheckingClient, address: str, data: dict[str, str], **button: str) -> Any:
    """The page that a post of the form leads to, as a browser without script comes there."""
    answer = client.post(address, {**data, **button})
    assert answer.status_code == 303
    assert keys(answer["Location"])
    page = client.get(answer["Location"])
    assert page.status_code == 200
    page.address, _, page.anchor = answer["Location"].partition("#")
    assert not page.anchor or page.anchor in page.document.ids
    return page


def first_line(page: Any) -> str:
    """The name of the first control of the record's own that takes a text."""
    path = "//form[@id='edit-form']//input[not(@type) and @name and not(contains(@name, '.'))]"
    return str(page.document.all(path)[-1].get("name"))


def test_a_record_is_opened_with_what_is_stored(curator: CheckingClient, form: str, specimen: int, home: str) -> None:
    page = curator.get(form)
    number = model("collectionobject").objects.get(pk=specimen).catalogNumber  # type: ignore[attr-defined]
    assert page.status_code == 200
    assert value(page, "catalogNumber").lstrip("0") == number.lstrip("0")
    assert page.document.root.find(".//title").text.startswith(f"Edit {number.lstrip('0')}"[:5])
    assert link(page, "Leave without saving") == f"{home}collectionobject/{specimen}/"
    assert "Save" in words(page)
    assert not Draft.objects.exists()


def test_a_new_record_has_an_empty_form(curator: CheckingClient, home: str) -> None:
    before = stored()
    page = curator.get(f"{home}collectionobject/new/")
    assert heading(page).startswith("New")
    assert "catalogNumber" in page.document.ids
    assert link(page, "Leave without saving") == f"{home}collectionobject/"
    assert stored() == before


@pytest.mark.parametrize("table", ["agent", "taxon", "locality", "accession", "loan", "collectingevent"])
def test_forms_of_many_tables_open(curator: CheckingClient, home: str, table: str) -> None:
    first = model(table).objects.order_by("pk").first()
    assert first is not None
    for address in (f"{home}{table}/{first.pk}/edit/", f"{home}{table}/new/"):
        page = curator.get(address)
        assert page.status_code == 200
        again = sent(curator, address, fields(page, BUTTON), _update="1")
        assert fields(again, BUTTON) | {"csrfmiddlewaretoken": ""} == fields(page, BUTTON) | {"csrfmiddlewaretoken": ""}


def test_what_was_put_in_comes_back_and_nothing_is_written(curator: CheckingClient, form: str) -> None:
    before = stored()
    page = curator.get(form)
    name = first_line(page)
    page = sent(curator, form, {**fields(page, BUTTON), name: "Zwölf 💧 <b>&"}, _update="1")
    assert value(page, name) == "Zwölf 💧 <b>&"
    again = sent(curator, page.address, {**fields(page, BUTTON), "catalogNumber": "77"})
    assert (value(again, name), value(again, "catalogNumber")) == ("Zwölf 💧 <b>&", "77")
    assert keys(again.address) == keys(page.address)
    assert Draft.objects.count() == 1
    assert stored() == before
    assert value(curator.get(form), name) != "Zwölf 💧 <b>&"


def test_a_row_is_added_and_the_hands_go_to_its_first_control(curator: CheckingClient, form: str) -> None:
    before = stored("determination")
    page = sent(curator, form, fields(curator.get(form), BUTTON), _add="determinations")
    assert page.anchor.startswith("determinations.n1.")
    data = {**fields(page, BUTTON), "determinations.n1.remarks": "first"}
    page = sent(curator, page.address, data, _add="determinations")
    assert page.anchor.startswith("determinations.n2.")
    assert fields(page, BUTTON)["_added"].split()[-1] == "determinations.n2"
    assert stored("determination") == before


def test_a_post_that_is_sent_again_adds_no_second_row(curator: CheckingClient, form: str) -> None:
    page = sent(curator, form, fields(curator.get(form), BUTTON), _update="1")
    data = fields(page, BUTTON)
    once = sent(curator, page.address, data, _add="determinations")
    twice = sent(curator, page.address, data, _add="determinations")
    assert fields(once, BUTTON).keys() == fields(twice, BUTTON).keys()
    assert once.anchor == twice.anchor


def test_a_row_that_is_taken_out_is_gone_and_the_hands_go_to_the_button_for_one_more(
    curator: CheckingClient, form: str, specimen: int
) -> None:
    before = stored("determination")
    page = sent(curator, form, fields(curator.get(form), BUTTON), _add="determinations")
    rows = {name.rsplit(".", 1)[0] for name in fields(page, BUTTON) if re.match(r"determinations\.\d+\.\w+$", name)}
    assert len(rows) == 2
    for row in (*rows, "determinations.n1"):
        page = sent(curator, page.address, fields(page, BUTTON), _remove=row)
        assert not [name for name in fields(page, BUTTON) if name.startswith(f"{row}.")]
        assert page.anchor == "determinations-add"
    assert stored("determination") == before


def test_a_record_is_looked_for_with_what_stands_in_its_control(curator: CheckingClient, form: str) -> None:
    data = {**fields(curator.get(form), BUTTON), "cataloger": "Quen & nell"}
    answer = curator.post(form, {**data, "_find": "cataloger"})
    assert answer.status_code == 303
    found = urlsplit(answer["Location"])
    assert found.path == f"{form}find/"
    asked = parse_qs(found.query)
    assert (asked["name"], asked["s"]) == (["cataloger"], ["Quen & nell"])
    assert value(curator.get(f"{form}?draft={asked['draft'][0]}"), "cataloger") == "Quen & nell"


def by_htmx(client: CheckingClient, address: str, data: dict[str, str], **button: str) -> Any:
    """The part of the page that htmx gets for the same post."""
    answer = client.post(address, {**data, **button}, headers=HTMX)
    assert answer.status_code == 200
    assert answer.document.root[0].get("id") == "edit-form"
    assert "HX-Request" in answer["Vary"]
    answer.focus = [one.get("id") for one in answer.document.all("//*[@autofocus]")]
    return answer


def test_htmx_gets_the_form_at_once_with_the_focus_where_the_hands_go(curator: CheckingClient, form: str) -> None:
    part = by_htmx(curator, form, fields(curator.get(form), BUTTON), _add="determinations")
    (focus,) = part.focus
    assert focus.startswith("determinations.n1.")
    address = part["HX-Push-Url"]
    assert keys(address)
    assert part.document.root[0].get("hx-post") == part.document.root[0].get("action") == address
    assert "new row" in part.document.ids["status-line"].text
    part = by_htmx(curator, address, fields(part, BUTTON), _remove="determinations.n1")
    assert part.focus == ["determinations-add"]
    assert "taken out" in part.document.ids["status-line"].text
    part = by_htmx(curator, address, {**fields(part, BUTTON), "catalogNumber": "78"}, _update="update")
    assert part.focus == ["update"]
    assert value(part, "catalogNumber") == "78"
    assert "up to date" in part.document.ids["status-line"].text
    assert value(curator.get(address), "catalogNumber") == "78"


def test_htmx_is_led_to_the_page_for_finding(curator: CheckingClient, form: str) -> None:
    data = whole(curator, form, {"cataloger": "Q", "_find": "cataloger"})
    answer = curator.post(form, data, headers=HTMX)
    assert answer["HX-Redirect"].startswith(f"{form}find/?draft=")


def test_the_part_is_a_page_to_whom_opens_its_address(curator: CheckingClient, form: str) -> None:
    restored = {**HTMX, "HX-History-Restore-Request": "true"}
    assert curator.get(form, headers=restored).document.root.find(".//h1") is not None
    assert curator.get(form).document.ids["edit-form"] is not None


def test_who_may_only_read_is_told(reader: CheckingClient, home: str, form: str) -> None:
    for address in (form, f"{home}collectionobject/new/"):
        for answer in (reader.get(address), reader.post(address, {"text1": "a"})):
            assert answer.status_code == 403
            assert "You may not" in words(answer)
    assert not Draft.objects.exists()


def test_who_may_enter_and_change_may(client: CheckingClient, home: str, form: str) -> None:
    student = sign_in(client, STUDENT, STUDENTS_PASSWORD)
    assert student.get(form).status_code == 200
    assert student.get(f"{home}collectionobject/new/").status_code == 200


def test_who_has_no_agent_here_cannot_sign_a_change(curator: CheckingClient, form: str) -> None:
    model("agent").objects.update(specifyUser=None)
    answer = curator.get(form)
    assert answer.status_code == 403
    assert "agent" in words(answer)


def test_what_is_not_there_is_not_found(curator: CheckingClient, home: str) -> None:
    foreign = World.create().plant("collectionobject")
    elsewhere = f"collectionobject/{foreign}/edit/"
    for rest in ("nonsense/1/edit/", "nonsense/new/", "collectionobject/999999999/edit/", elsewhere):
        for answer in (curator.get(home + rest), curator.post(home + rest, {"text1": "a"})):
            assert answer.status_code == 404
            assert words(answer).count(".") >= 1
    assert not Draft.objects.exists()


def test_the_draft_of_another_person_or_record_is_not_found(
    curator: CheckingClient, form: str, home: str, specimen: int
) -> None:
    page = sent(curator, form, {**fields(curator.get(form), BUTTON), "catalogNumber": "4711"}, _update="1")
    (key,) = keys(page.address)
    other = model("collectionobject").objects.exclude(pk=specimen).order_by("pk").first()
    assert other is not None
    foreign = CheckingClient()
    sign_in(foreign, STUDENT, STUDENTS_PASSWORD)
    new = f"{home}collectionobject/new/"
    theirs = f"{home}collectionobject/{other.pk}/edit/"
    for client, address in ((foreign, form), (foreign, new), (curator, theirs), (curator, new)):
        answer = client.get(f"{address}?draft={key}")
        assert answer.status_code == 404
        assert "not saved" in words(answer)
        for data, status in (({"text1": "a"}, 422), (whole(client, address, {"_update": "1"}), 303)):
            answer = client.post(f"{address}?draft={key}", data)
            assert answer.status_code == status
            assert 'value="4711"' not in answer.content.decode()
    assert value(curator.get(page.address), "catalogNumber") == "4711"


@pytest.mark.parametrize("name", ["a b", "a-b", "ä", "<b>", "a" * 300, "'", "__class__"])
def test_a_field_that_no_form_has_is_refused(curator: CheckingClient, form: str, name: str) -> None:
    for data in ({name: "a"}, {"_add": name}, {"_find": name}, {"_remove": name}, {"_added": f"{name}."}):
        answer = curator.post(form, data)
        assert answer.status_code == 422
        assert "Nothing was kept" in words(answer)
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        *(
            pytest.param(data, marks=pytest.mark.one_shape)
            for data in (
                {"_add": "nonsense"},
                {"_add": "determinations.999.nonsense"},
                {"_add": "cataloger"},
                {"_add": "catalogNumber"},
                {"_remove": "nonsense.1"},
                {"_remove": "determinations.999999999"},
                {"_remove": "catalogNumber"},
                {"_update": "nonsense"},
                {"_added": "nonsense.n1 determinations.n999 cataloger.n1 determinations.n1.n1"},
                {"_removed": "nonsense.1 determinations.999999999 cataloger.5"},
                {"determinations": "1", "id": "2", "cataloger.lastName": "x", "collection.collectionName": "x"},
            )
        ),
        {"cataloger.id": "99999999999999999999", "cataloger": "x"},
        {"cataloger.id": "x", "determinations.1.taxon.id": "-1"},
        {"catalogedDate": "never", "countAmt": "9" * 400, "collection": "2", "version": "-1"},
        {"text1": "\x00\ud7ff\uffff💧", "remarks": "a" * 100_000},
    ],
)
def test_what_makes_no_sense_gives_the_form_and_writes_nothing(
    curator: CheckingClient, form: str, home: str, data: dict[str, str]
) -> None:
    before = stored()
    for address in (form, f"{home}collectionobject/new/"):
        shown = fields(curator.get(address), BUTTON)
        answer = curator.post(address, whole(curator, address, data))
        assert answer.status_code == 303
        assert curator.get(answer["Location"]).status_code == 200
        # Of each form and each address once with htmx and once without, in turns.
        for turn, wrong in enumerate((data, {**shown, **data}, {**data, "_save": "1"}), start=address == form):
            answer = curator.post(address, wrong, headers=HTMX if turn % 2 else {})
            assert answer.status_code in (200, 303, 422)
    assert stored() == before


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_form_that_did_not_come_as_a_whole_is_neither_kept_nor_saved(
    curator: CheckingClient, form: str, headers: dict[str, str]
) -> None:
    before, shown = stored(), fields(curator.get(form), BUTTON)
    for left_out in ("catalogNumber", list(shown)[-1]):
        data = {name: text for name, text in shown.items() if name != left_out}
        for button in ({"_save": "1"}, {"_update": "1"}, {"_add": "determinations"}):
            answer = curator.post(form, {**data, "cataloger": "Q", **button}, headers=headers)
            assert answer.status_code == 422
            assert "did not arrive whole" in words(answer)
    assert stored() == before
    assert not Draft.objects.exists()


@pytest.mark.parametrize("token", ["", "x", "1.1.collectionobject.1.x.x.x:y", "💧:\x00", "a" * 9000])
def test_a_form_that_nobody_signed_is_kept_and_shown_and_not_saved(
    curator: CheckingClient, form: str, token: str
) -> None:
    before, shown = stored(), fields(curator.get(form), BUTTON)
    answer = curator.post(form, {**shown, "catalogNumber": "4712", "_opened": token, "_save": "1"})
    assert answer.status_code == 422
    assert "Nothing is saved yet" in words(answer)
    assert value(answer, "catalogNumber") == "4712"
    assert stored() == before
    assert Draft.objects.count() == 1


def test_too_many_fields_and_too_large_forms_are_told(curator: CheckingClient, form: str) -> None:
    many = {f"a{number}": "" for number in range(20_001)}
    large = {"remarks": "a" * (8 * 1024 * 1024)}
    fat = {"remarks": "a" * (3 * 1024 * 1024)}
    in_parts = partial(Client.post, curator)  # as a browser sends it with a file
    for data, told in ((many, "20,000 fields"), (large, "8 MB"), (fat, "2 MB")):
        for post in (curator.post, in_parts):
            answer = post(form, data)
            assert answer.status_code == 413
            assert told in words(answer)
    assert not Draft.objects.exists()


def test_other_methods_are_refused(curator: CheckingClient, form: str) -> None:
    assert curator.put(form).status_code == 405
    assert curator.delete(form).status_code == 405


def test_a_draft_costs_one_statement_and_keeping_it_two(curator: CheckingClient, form: str) -> None:
    page = sent(curator, form, fields(curator.get(form), BUTTON), _update="1")
    numbers = []
    for address in (form, page.address):
        curator.get(address)
        with count_statements() as statements:
            curator.get(address)
        numbers.append(len(statements))
    assert numbers[1] == numbers[0]  # without its key it is asked for whether there is one
    with count_statements() as statements:
        curator.post(page.address, fields(page, BUTTON))
    assert len([one for one in statements if "web_draft" in one]) == 2


def test_a_wrong_slug_is_put_right_with_the_draft(curator: CheckingClient, form: str, home: str) -> None:
    number = home.strip("/").split("-")[0]
    answer = curator.get(form.replace(home, f"/{number}-x/") + "?draft=abc")
    assert (answer.status_code, answer["Location"]) == (302, f"{form}?draft=abc")


def test_the_addresses_are_those_of_the_record(home: str, form: str, specimen: int) -> None:
    here = {"collection_id": int(home.strip("/").split("-")[0]), "slug": home.strip("/").split("-", 1)[1]}
    assert reverse("records-edit", kwargs={**here, "table": "collectionobject", "record_id": specimen}) == form
    assert reverse("records-new", kwargs={**here, "table": "agent"}) == f"{home}agent/new/"


def test_who_may_finds_the_way_to_the_form(home: str, specimen: int) -> None:
    record, records = f"{home}collectionobject/{specimen}/", f"{home}collectionobject/"
    for client, may in ((CheckingClient(), True), (CheckingClient(), False)):
        sign_in(client, *((ACCOUNT, PASSWORD) if may else (READER, READERS_PASSWORD)))
        for address, name, form in ((record, "Edit", f"{record}edit/"), (records, "New", f"{records}new/")):
            found = [one.get("href") for one in client.get(address).document.all(f"//main//a[.='{name}']")]
            assert found == ([form] if may else [])
    related = sign_in(CheckingClient(), ACCOUNT, PASSWORD).get(f"{record}determinations/")
    assert related.document.all("//main//a[.='New']") == []
