"""The files themselves: every format has the rows of the page."""

import csv
import io
import json
from typing import Any

import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from specify.ask.taking import views
from specify.datamodel.tables import model
from tests.ask.taking.conftest import NUMBERS, PLACES
from tests.page_client import CheckingClient


def body(response: Any) -> bytes:
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def objects(home: str) -> Any:
    collection = int(home.strip("/").partition("-")[0])
    return model("collectionobject").objects.filter(collection=collection).order_by("catalogNumber")


def numbers(home: str) -> list[str]:
    return [str(int(one)) for one in objects(home).values_list("catalogNumber", flat=True)]


def test_csv_has_all_rows(curator: CheckingClient, home: str) -> None:
    response = curator.get(f"{home}query/take/csv/?{NUMBERS}")
    text = body(response).decode("utf-8-sig")
    assert text.startswith("Catalog number\r\n")
    assert [row[0] for row in csv.reader(io.StringIO(text))][1:] == numbers(home)
    assert "Query on" in response["Content-Disposition"]


def test_csv_has_what_was_chosen(curator: CheckingClient, home: str) -> None:
    chosen = model("collectionobject").objects.order_by("catalogNumber").first()
    assert chosen is not None
    more = f"separator=pipe&mark=no&head=names&id={chosen.pk}"
    text = body(curator.get(f"{home}query/take/csv/?{PLACES}&{more}")).decode()
    assert text.startswith("catalogNumber|collectingEvent.locality.localityName\r\n")
    assert text.count("\r\n") == 2


def test_rows_come_in_the_order_of_the_page(curator: CheckingClient, home: str) -> None:
    text = body(curator.get(f"{home}query/take/tsv/?{NUMBERS}&sort=1d")).decode()
    assert text.split("\r\n")[1:-1] == numbers(home)[::-1]


def test_a_workbook_has_all_rows(curator: CheckingClient, home: str) -> None:
    file = io.BytesIO(body(curator.get(f"{home}query/take/xlsx/?{NUMBERS}")))
    rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["Catalog number", *numbers(home)]


def test_a_large_workbook_is_left_to_a_job(curator: CheckingClient, home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 10)
    response = curator.get(f"{home}query/take/xlsx/?{NUMBERS}")
    assert response.status_code == 422
    assert "in the background" in response.content.decode()


def test_places_are_on_a_map(curator: CheckingClient, home: str) -> None:
    placed = objects(home).filter(collectingEvent__locality__latitude1__isnull=False).count()
    told = json.loads(body(curator.get(f"{home}query/take/geojson/?{PLACES}")))
    assert len(told["features"]) == placed > 0
    first = told["features"][0]
    assert set(first["properties"]) == {"Catalog number", "Locality", "record"}
    root = etree.fromstring(body(curator.get(f"{home}query/take/kml/?{PLACES}")))
    points = root.findall(".//{*}Point/{*}coordinates")
    assert len(points) == placed
    longitude, latitude = first["geometry"]["coordinates"][:2]
    assert [float(one) for one in (points[0].text or "").split(",")] == pytest.approx([longitude, latitude])


def test_without_places_there_is_no_map(curator: CheckingClient, home: str) -> None:
    assert curator.get(f"{home}query/take/kml/?{NUMBERS}").status_code == 422


@pytest.mark.parametrize("format_name", ["pdf", "csv%2e", "x" * 300])
def test_other_formats_are_not_found(curator: CheckingClient, home: str, format_name: str) -> None:
    assert curator.get(f"{home}query/take/{format_name}/?{NUMBERS}").status_code == 404


def test_what_is_wrong_is_told_as_a_page(curator: CheckingClient, home: str) -> None:
    response = curator.get(f"{home}query/take/csv/?on=collectionobject&l=1,10.collectingevent.startDate~between~x")
    assert response.status_code == 422
    assert response.document is not None
