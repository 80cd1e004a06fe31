"""One goes back in the browser after a form was saved, and goes on in the old page, or loads it again."""

import pytest

from specify.records.models import Draft
from tests.page_client import CheckingClient, words
from tests.records.conftest import sign_in
from tests.records.filling_in import behind, put, save, saved, shown, with_rows

pytestmark = pytest.mark.django_db


def saved_once(client: CheckingClient, address: str, **more: str) -> tuple[str, dict[str, str], int]:
    """A form with a new row in it, saved: its old address, what it sent, the record."""
    address, data = with_rows(client, address, "determinations")
    data = put(data, remarks="mine", **more)
    return address, data, saved(client, save(client, address, data))


@pytest.mark.parametrize("rest", ["", "rows/", "find/", "throw-away/"])
@pytest.mark.parametrize("is_new", [True, False])
def test_the_old_address_leads_to_the_record(
    curator: CheckingClient, home: str, new: str, form: str, *, is_new: bool, rest: str
) -> None:
    address, _data, record = saved_once(curator, new if is_new else form)
    path, _mark, query = address.partition("?")
    asked = "&name=determinations" if rest == "rows/" else "&name=cataloger" if rest == "find/" else ""
    answer = curator.get(f"{path}{rest}?{query}{asked}")
    assert (answer.status_code, answer["Location"]) == (302, f"{home}collectionobject/{record}/edit/")
    page = curator.get(answer["Location"])
    assert page.status_code == 200
    assert "What you had filled in there was saved" in page.document.ids["status-line"].text
    assert shown(curator, answer["Location"])["remarks"] == "mine"
    assert not Draft.objects.exists()


def test_a_form_without_new_rows_is_known_by_its_address_too(curator: CheckingClient, form: str) -> None:
    data = put(shown(curator, form), remarks="mine")
    address = curator.post(form, {**data, "_update": "1"})["Location"]
    saved(curator, save(curator, address, data))
    assert curator.get(address)["Location"] == form


@pytest.mark.parametrize("is_new", [True, False])
def test_a_row_button_of_the_old_page_shows_what_is_in_it(
    curator: CheckingClient, new: str, form: str, *, is_new: bool
) -> None:
    address, data, _record = saved_once(curator, new if is_new else form)
    answer = curator.post(address, {**data, "remarks": "more", "_add": "determinations"})
    assert answer.status_code == 303
    page = curator.get(answer["Location"].partition("#")[0])
    assert "not saved yet" in words(page)
    assert shown(curator, answer["Location"].partition("#")[0])["remarks"] == "more"


def test_saving_the_old_page_with_more_in_it_is_asked_about(curator: CheckingClient, new: str) -> None:
    address, data, record = saved_once(curator, new)
    answer = curator.post(address, {**data, "remarks": "more", "_save": "1"})
    assert answer.status_code == 422
    assert "This form was saved before." in words(answer)
    assert len(behind("determination", collectionObject=record)) == 1


def test_what_another_has_saved_leads_nowhere(curator: CheckingClient, form: str) -> None:
    address, _data, _record = saved_once(curator, form)
    other = CheckingClient()
    sign_in(other, "student", "demonstration")
    assert other.get(address).status_code == 404
