"""A collection's tables, its lists, its records: what they show, and how little they ask of the database."""

import gzip

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from tests.page_checks import text
from tests.page_client import CheckingClient, count_statements

pytestmark = pytest.mark.django_db
RECORDS = ["collectionobject", "taxon", "agent", "locality", "loan", "accession", "collectingevent", "geography"]


def first(table: str) -> int:
    row = model(table).objects.order_by("pk").values("pk").first()
    assert row is not None
    return int(row["pk"])


@pytest.mark.one_shape
def test_every_readable_table_is_listed_and_has_a_list(curator: CheckingClient, home: str) -> None:
    listed = curator.measure(f"{home}tables/", page="tables", at_most=6).content.decode()
    for key in present.tables():
        assert f"{home}{key}/" in listed
        assert curator.get(f"{home}{key}/").status_code == 200


@pytest.mark.parametrize("table", RECORDS)
def test_a_list_is_measured(curator: CheckingClient, home: str, table: str) -> None:
    tables_followed = 5
    curator.measure(f"{home}{table}/", page=f"list-{table}", at_most=6 + 3 + tables_followed)


def test_a_list_takes_as_many_statements_for_one_row_as_for_fifty(curator: CheckingClient, home: str) -> None:
    numbers = []
    for query in ("", "?q=5"):
        curator.get(f"{home}collectionobject/{query}")
        with count_statements() as statements:
            page = curator.get(f"{home}collectionobject/{query}")
        numbers.append((len(page.document.root.findall(".//tbody/tr")), len(statements)))
    assert numbers[0][0] == 50
    assert numbers[1][0] == 1
    assert numbers[0][1] == numbers[1][1]


@pytest.mark.parametrize("table", RECORDS)
def test_a_record_shows_through_its_layout(curator: CheckingClient, home: str, table: str) -> None:
    response = curator.measure(f"{home}{table}/{first(table)}/", page=f"record-{table}")
    assert response.document.root.findall(".//dl")
    assert len(gzip.compress(response.content, 6)) <= 8_000


def test_a_record_with_many_determinations_takes_as_many_statements_as_one_with_few(
    curator: CheckingClient, home: str
) -> None:
    from django.db.models import Count

    counted = model("collectionobject").objects.annotate(n=Count("determinations"))
    few = counted.filter(n=1, accession__isnull=False).order_by("pk").first()
    many = counted.order_by("-n").first()
    assert few is not None
    assert many is not None
    assert many.n > 10  # type: ignore[attr-defined]
    numbers = []
    for record in (few, many):
        curator.get(f"{home}collectionobject/{record.pk}/")
        with count_statements() as statements:
            curator.get(f"{home}collectionobject/{record.pk}/")
        numbers.append(len(statements))
    assert abs(numbers[0] - numbers[1]) <= 4, numbers


def test_all_the_rows_behind_a_relationship_have_a_page(curator: CheckingClient, home: str) -> None:
    from django.db.models import Count

    many = model("collectionobject").objects.annotate(n=Count("determinations")).order_by("-n").first()
    assert many is not None
    shown = curator.get(f"{home}collectionobject/{many.pk}/").content.decode()
    address = f"{home}collectionobject/{many.pk}/determinations/"
    assert address in shown
    page = curator.get(address)
    assert len(page.document.root.findall(".//tbody/tr")) == many.n  # type: ignore[attr-defined]


def test_a_list_is_narrowed_by_a_catalog_number_without_its_zeros(curator: CheckingClient, home: str) -> None:
    record = model("collectionobject").objects.exclude(catalogNumber=None).order_by("pk").first()
    assert record is not None
    short = record.catalogNumber.lstrip("0")  # type: ignore[attr-defined]
    page = curator.get(f"{home}collectionobject/?q={short}")
    links = [a.get("href") for a in page.document.root.iterfind(".//tbody//th/a")]
    assert f"{home}collectionobject/{record.pk}/" in links


def test_a_list_is_narrowed_as_specify_compares_text(curator: CheckingClient, home: str) -> None:
    agent = model("agent").objects.exclude(lastName=None).order_by("pk").first()
    assert agent is not None
    begin = agent.lastName[:4].upper()  # type: ignore[attr-defined]
    page = curator.get(f"{home}agent/", {"q": begin})
    assert page.document.root.findall(".//tbody/tr")
    assert "%" not in text(page.document.root.find(".//main"))
    assert curator.get(f"{home}agent/", {"q": "%"}).document.root.findall(".//tbody/tr") == []


def test_a_list_is_sorted_both_ways_and_says_so(curator: CheckingClient, home: str) -> None:
    up = curator.get(f"{home}collectionobject/?sort=catalogNumber").document.root
    down = curator.get(f"{home}collectionobject/?sort=-catalogNumber").document.root
    assert up.find(".//th[@aria-sort='ascending']") is not None
    assert down.find(".//th[@aria-sort='descending']") is not None
    first_up, first_down = (text(root.find(".//tbody/tr/th")) for root in (up, down))
    assert first_up < first_down


def test_htmx_gets_the_results_alone(curator: CheckingClient, home: str) -> None:
    part = curator.get(f"{home}collectionobject/", headers={"HX-Request": "true"})
    assert part.content.strip().startswith(b'<div id="results">')
    assert "HX-Request" in part["Vary"]


def test_what_htmx_narrowed_is_announced_and_counted_anew(curator: CheckingClient, home: str) -> None:
    part = curator.get(f"{home}collectionobject/?q=5", headers={"HX-Request": "true"}).document.root
    status = part.find(".//*[@id='status-line']")
    assert status.get("role") == "status"
    assert text(status) == "1 record"
    assert text(part.find(".//*[@id='total']")) == "1"


def test_narrowing_keeps_the_order(curator: CheckingClient, home: str) -> None:
    page = curator.get(f"{home}collectionobject/?sort=-catalogedDate").document.root
    assert page.find(".//main//input[@name='sort']").get("value") == "-catalogedDate"


def test_a_list_without_a_field_to_narrow_by_has_no_box(curator: CheckingClient, home: str) -> None:
    page = curator.get(f"{home}determination/?q=F").document.root
    assert page.find(".//input[@id='narrow']") is None
    assert page.findall(".//tbody/tr")


def test_a_list_is_not_sorted_by_what_it_does_not_show(curator: CheckingClient, home: str) -> None:
    page = curator.get(f"{home}specifyuser/?sort=password").document.root
    assert page.find(".//th[@aria-sort]") is None or "assword" not in text(page.find(".//th[@aria-sort]"))


def test_a_page_that_has_not_changed_costs_no_body(curator: CheckingClient, home: str) -> None:
    address = f"{home}collectionobject/{first('collectionobject')}/"
    tag = curator.get(address)["ETag"]
    again = curator.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    model("collectionobject").objects.filter(pk=first("collectionobject")).update(remarks="Changed by another program")
    assert curator.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_a_wrong_slug_leads_to_the_right_one(curator: CheckingClient, home: str) -> None:
    number = home.strip("/").split("-")[0]
    response = curator.get(f"/{number}-anything/taxon/?q=Sal")
    assert (response.status_code, response["Location"]) == (302, f"{home}taxon/?q=Sal")
