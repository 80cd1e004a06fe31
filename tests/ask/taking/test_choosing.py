"""The page on which one chooses how to take rows along, and jobs that make the file."""

from urllib.parse import urlsplit

import pytest

from specify.ask.taking.files import file_name
from specify.datamodel.tables import model
from specify.security.entering import Visit
from specify.security.preferring import save_preferences
from tests.ask.taking.conftest import NUMBERS, PLACES
from tests.page_client import CheckingClient, words

MANY = "&".join(f"id={number}" for number in range(1, 2002))
"""More records than may be chosen."""


def test_formats_for_maps_need_places(curator: CheckingClient, home: str) -> None:
    offered = [
        {one.get("value") for one in curator.get(f"{home}query/take/?{query}").document.all("//input[@name='format']")}
        for query in (NUMBERS, PLACES)
    ]
    assert offered == [{"csv", "tsv", "xlsx"}, {"csv", "tsv", "xlsx", "kml", "geojson"}]


def test_what_was_chosen_is_an_address(curator: CheckingClient, home: str) -> None:
    chosen = model("collectionobject").objects.order_by("catalogNumber").first()
    assert chosen is not None
    address = f"{home}query/take/?{NUMBERS}&id={chosen.pk}&sort=1d"
    assert curator.get(address).status_code == 200
    sent = {"format": "csv", "separator": "semicolon", "mark": "no", "formulas": "harmless", "rows": "chosen"}
    response = curator.post(address, {**sent, "do": "now"})
    assert response.status_code == 303
    where = urlsplit(response["Location"])
    assert where.path == f"{home}query/take/csv/"
    assert {"separator=semicolon", "mark=no", "formulas=harmless", f"id={chosen.pk}", "sort=1d"} < set(
        where.query.split("&")
    )
    assert b"".join(curator.get(response["Location"]).streaming_content).count(b"\r\n") == 2


@pytest.mark.parametrize("ids", ["id=garbage", "id=", "id=0&id=1", "id=1&id=-1", "id=99999999999", "id=%00", MANY])
def test_of_records_that_are_none_not_all_are_taken(curator: CheckingClient, home: str, ids: str) -> None:
    for address in (f"{home}query/take/csv/?{NUMBERS}&{ids}", f"{home}query/take/?{NUMBERS}&{ids}"):
        response = curator.get(address)
        assert response.status_code == 422
        assert "number of a record" in words(response) or "2001 records are chosen" in words(response)


def test_what_was_not_chosen_is_not_all(curator: CheckingClient, home: str) -> None:
    for query in (NUMBERS, f"{NUMBERS}&distinct=1&id=1"):
        sent = {"format": "csv", "rows": "chosen", "do": "now"}
        response = curator.post(f"{home}query/take/?{query}", sent)
        assert (response.status_code, "Nothing was chosen" in words(response)) == (422, True)


def test_an_unknown_format_is_not_found(curator: CheckingClient, home: str) -> None:
    assert curator.post(f"{home}query/take/?{NUMBERS}", {"format": "pdf", "do": "now"}).status_code == 404


@pytest.mark.parametrize(
    ("title", "kept"), [("a/b: \\c\n", "ab c - "), ("", "query - "), ("ü" * 200, "ü" * 60 + " - "), ("...", "query - ")]
)
def test_files_have_names_that_every_system_takes(title: str, kept: str) -> None:
    assert file_name(title, "csv").startswith(kept)


def test_the_form_begins_with_what_somebody_prefers(curator: CheckingClient, home: str, visit: Visit) -> None:
    wanted = {("queryBuilder", "behavior", "exportFileDelimiter"): ";"}
    save_preferences(visit.viewer, {**wanted, ("queryBuilder", "behavior", "exportCsvUtf8Bom"): False}, visit.agent_id)
    page = curator.get(f"{home}query/take/?{NUMBERS}").document
    assert [one.get("value") for one in page.all("//main//option[@selected]")] == ["semicolon", "no"]
