"""Two pages on one draft, a form of many new rows, and rows taken out meanwhile: nothing is lost or mixed up."""

from secrets import token_hex

import pytest

from tests.page_client import CheckingClient, words
from tests.records.filling.test_page import form, specimen  # noqa: F401 - fixtures
from tests.records.filling_in import HTMX, behind, put, save, saved, shown, with_rows
from tests.records.test_layouts import first

pytestmark = pytest.mark.django_db


def kept(client: CheckingClient, address: str, **texts: str) -> str:
    """Where the form is that was kept with that put into it."""
    answer = client.post(address, {**put(shown(client, address), **texts), "_update": "1"})
    return str(answer["Location"]).partition("#")[0]


def test_two_pages_on_one_draft_keep_what_each_has_changed(curator: CheckingClient, form: str) -> None:  # noqa: F811
    address = kept(curator, form, altCatalogNumber="begun")
    first = second = shown(curator, address)
    curator.post(address, {**first, "catalogNumber": "000000777", "altCatalogNumber": "", "_update": "1"})
    curator.post(address, {**second, "remarks": "of the second", "_update": "1"})
    now = shown(curator, address)
    assert (now["catalogNumber"], now["remarks"], now["altCatalogNumber"]) == ("000000777", "of the second", "")


def test_what_is_put_back_on_a_page_that_was_kept_is_put_back(curator: CheckingClient, form: str) -> None:  # noqa: F811
    data = shown(curator, form)
    answer = curator.post(form, {**data, "remarks": "typed", "_keep": "1"}, headers=HTMX)
    data["_opened"] = answer.document.ids["form-opened"].get("value")
    answer = curator.post(form, {**data, "_update": "1"})
    assert shown(curator, answer["Location"])["remarks"] == data["remarks"]


def test_saving_takes_the_page_as_it_stands(
    curator: CheckingClient,
    form: str,  # noqa: F811
    specimen: int,  # noqa: F811
) -> None:
    address = kept(curator, form, altCatalogNumber="begun")
    second = shown(curator, address)
    curator.post(address, {**second, "altCatalogNumber": "changed", "_update": "1"})
    saved(curator, save(curator, address, second))
    assert behind("collectionobject", pk=specimen)[0]["altCatalogNumber"] == "begun"


@pytest.mark.one_shape
def test_a_form_of_many_new_rows_shows_those_that_fit_and_saves_all(
    curator: CheckingClient,
    form: str,  # noqa: F811
    specimen: int,  # noqa: F811
) -> None:
    address, before = form, behind("determination", collectionObject_id=specimen)
    remarks = [token_hex(400) for _ in range(10)]
    for number, told in enumerate(remarks, start=1):
        address, data = with_rows(curator, address, "determinations")
        answer = curator.post(address, {**data, f"determinations.n{number}.remarks": told, "_update": "1"})
        address = answer["Location"].partition("#")[0]
    page = curator.get(address)
    assert "more new rows are kept" in words(page)
    data = shown(curator, address)
    assert "determinations.n10.remarks" in data
    assert "determinations.n1.remarks" not in data
    saved(curator, save(curator, address, data))
    after = behind("determination", collectionObject_id=specimen)
    assert [one["remarks"] for one in after[len(before) :]] == remarks
    assert [one["isCurrent"] for one in after].count(True) == 1


def test_nothing_is_chosen_for_a_row_that_was_taken_out_meanwhile(curator: CheckingClient, form: str) -> None:  # noqa: F811
    address, data = with_rows(curator, form, "determinations")
    taxon = first("taxon")
    found = curator.post(address, {**data, "_find": "determinations.n1.taxon"})["Location"].partition("#")[0]
    curator.post(address, {**data, "_remove": "determinations.n1"})
    refused = curator.post(found, {"id": str(taxon)})
    assert refused.status_code == 404
    assert "no longer in the form" in words(refused)
    assert not any(".n1" in name for name in shown(curator, address))
