"""Pages of rows: what stands in them, how they are sorted, where they end."""

from typing import Any
from urllib.parse import quote

import pytest

from specify.ask.results import counting
from specify.datamodel.tables import model
from specify.security.entering import Visit
from tests.ask.results.conftest import NUMBERS
from tests.page_checks import text
from tests.page_client import CheckingClient, words
from tests.planting import World

NAMED = f"{NUMBERS}&l=1,9-determinations,4.taxon.Species~hide&l=1,9-determinations,4.taxon.fullName"


def test_a_page_has_rows_that_lead_to_records(curator: CheckingClient, home: str) -> None:
    response = curator.get(f"{home}query/results/?{NUMBERS}")
    assert response.status_code == 200
    links = [link.get("href") for link in response.document.all("//tbody//th/a")]
    objects = model("collectionobject").objects.filter(collection=home_id(home)).order_by("catalogNumber")
    numbers = list(objects.values_list("pk", flat=True))
    assert [f"{home}collectionobject/{pk}/" for pk in numbers[:10]] == links[:10]


def test_scientific_names_are_set_apart(curator: CheckingClient, home: str) -> None:
    response = curator.get(f"{home}query/results/?{NAMED}")
    assert response.document.all("//tbody//td/i[@lang='la']")


def test_two_names_of_one_taxon_are_set_apart(curator: CheckingClient, home: str) -> None:
    lines = "".join(f"&l=1,9-determinations,4.taxon.{name}" for name in ("fullName", "name", "author"))
    page = curator.get(f"{home}query/results/?{NUMBERS}{lines}").document
    cells = [len(row.findall(".//i")) for row in page.all("//tbody/tr")]
    assert set(cells) <= {0, 2}
    assert 2 in cells


def test_scientific_names_are_set_apart_in_rows_that_are_told_once(curator: CheckingClient, home: str) -> None:
    query = "on=collectionobject&l=1.collectionobject.text1&l=1,9-determinations,4.taxon.fullName&distinct=1"
    page = curator.get(f"{home}query/results/?{query}").document
    names = {text(one) for one in page.all("//tbody//td/i[@lang='la']")}
    taxa = model("taxon").objects.filter(fullName__in=names)
    assert names
    assert all(rank >= 180 for rank in taxa.values_list("rankId", flat=True))


@pytest.mark.parametrize(
    "strange",
    [
        "from=999999999",
        "from=0",
        "from=-1",
        "from=x",
        "from=99999999999999999999",
        "sort=nonsense",
        "sort=9d",
        "sort=1x",
    ],
)
def test_strange_addresses_are_answered(curator: CheckingClient, home: str, strange: str) -> None:
    assert curator.get(f"{home}query/results/?{NUMBERS}&{strange}").status_code == 200


@pytest.mark.parametrize("number", ["garbage", "0", "-1", "99999999999999999999", "%00", "1,2"])
def test_what_is_no_record_set_does_not_give_all_rows(curator: CheckingClient, home: str, number: str) -> None:
    stored = model("spquery").objects.values_list("pk", flat=True).first()
    for address in (f"query/results/?{NUMBERS}&", f"query/count/?{NUMBERS}&", f"query/{stored}/results/?"):
        response = curator.get(f"{home}{address}set={number}")
        assert (response.status_code, "no number of a record set" in words(response)) == (422, True)
    assert curator.get(f"{home}query/results/?{NUMBERS}&set=").status_code == 200


def test_what_is_wrong_is_told_of_its_field(curator: CheckingClient, home: str) -> None:
    lines = "&l=1.collectionobject.integer1~equal~many&l=1.collectionobject.integer2~equal~1"
    told = words(curator.get(f"{home}query/results/?{NUMBERS}{lines}"))
    assert "Integer 1: “many” is no number" in told


def test_a_column_is_sorted_the_other_way(curator: CheckingClient, home: str) -> None:
    up = curator.get(f"{home}query/results/?{NUMBERS}").document
    down = curator.get(f"{home}query/results/?{NUMBERS}&sort=1d").document
    first, last = (text(page.all("//tbody/tr/th")[0]) for page in (up, down))
    assert first < last


def test_pages_neither_lose_nor_double_a_row(curator: CheckingClient, home: str) -> None:
    address, seen = f"{home}query/results/?{NUMBERS}", []
    while address:
        page = curator.get(address).document
        seen += [text(one) for one in page.all("//tbody/tr/th")]
        address = next((one.get("href") for one in page.all("//a[@rel='next']")), "")
    assert len(seen) == len(set(seen)) == model("collectionobject").objects.filter(collection=home_id(home)).count()


def test_a_number_that_is_not_counted_is_told_so(
    curator: CheckingClient, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST", 10)
    page = curator.get(f"{home}query/results/?{NUMBERS}").document
    total = page.ids["total"]
    assert total.get("hx-trigger") == "load"
    assert "more than 50" in text(total)
    assert "more than" not in text(page.all("//nav[@class='pages']")[0])
    assert "count-all" in page.ids
    part = curator.get(total.get("hx-get"), headers={"HX-Request": "true"})
    assert "hx-trigger" not in part.content.decode()
    assert part.document.ids["count-all"].get("hx-swap-oob") == "delete"
    assert curator.get(total.get("hx-get")).status_code == 200


def test_what_is_only_counted_is_a_number(curator: CheckingClient, home: str) -> None:
    page = curator.get(f"{home}query/results/?{NUMBERS}&count=1")
    assert page.status_code == 200
    assert "<table" not in page.content.decode()


def test_one_row_of_several_records_leads_to_them(curator: CheckingClient, home: str) -> None:
    query = "on=collectionobject&l=1,9-determinations,4.taxon.Genus&distinct=1"
    page = curator.get(f"{home}query/results/?{query}").document
    behind = [one.get("href") for one in page.all("//a[contains(@href, '/query/behind/')]")]
    assert behind
    assert curator.get(behind[0]).status_code == 200


def test_a_query_that_cannot_be_run_leads_back(curator: CheckingClient, home: str) -> None:
    response = curator.get(f"{home}query/results/?on=collectionobject&l=1,10.collectingevent.startDate~between~x")
    assert response.status_code == 422
    assert response.document.all("//main//a[contains(@href, '/query/?on=')]")


def test_values_are_asked_for(curator: CheckingClient, home: str) -> None:
    query = f"on=collectionobject&l={quote('1.collectionobject.catalogNumber~starts-with,prompt~0')}"
    page = curator.get(f"{home}query/results/?{query}").document
    assert page.ids["v1"].get("value") == "0"
    again = curator.get(f"{home}query/results/?{query}&v1=99999")
    assert again.status_code == 303
    assert "99999" in again["Location"]


def test_a_value_that_cannot_be_is_asked_for_again(curator: CheckingClient, home: str) -> None:
    query = f"on=collectionobject&l={quote('1.collectionobject.id~equal,prompt~many')}"
    response = curator.get(f"{home}query/results/?{query}")
    assert response.status_code == 422
    assert response.document.ids["v1"].get("value") == "many"


def home_id(home: str) -> int:
    return int(home.strip("/").partition("-")[0])


def test_a_stored_query_is_called_by_its_name(curator: CheckingClient, home: str, visit: Visit) -> None:
    made = stored_query_of(visit)
    address = f"{home}query/{made}/results/"
    page = curator.get(address).document
    assert text(page.all("//h1/span")[1]) == "Objects by number"
    assert "Specify 7" in text(page.all("//main//p[@class='soft']")[0])
    taken = page.all("//main//ul[@class='acts']//a[contains(@href, '/query/take/')]")[0].get("href")
    assert "Objects by number" in text(curator.get(taken).document.all("//nav[@aria-label='Breadcrumb']")[0])
    assert (page.all("//a[@rel='next']")[0].get("href") or "").startswith(f"{address}?from=")


def test_a_long_stored_query_has_short_addresses(curator: CheckingClient, home: str, visit: Visit) -> None:
    numbers = ",".join(f"9{number:08}" for number in range(600))
    made = stored_query_of(visit, operStart=10, isNot=True, startValue=numbers)
    page = curator.get(f"{home}query/{made}/results/").document
    links = [link.get("href") or "" for link in page.all("//main//a")]
    assert max(map(len, links)) < 2000
    for name in ("take", "walk", "set"):
        address = next(link for link in links if f"/query/{name}/" in link)
        assert curator.get(address).status_code == 200
    taken = curator.get(next(link for link in links if "/query/take/" in link)).document
    assert "Objects by number" in text(taken.all("//nav[@aria-label='Breadcrumb']")[0])


def stored_query_of(visit: Visit, **line: Any) -> int:
    """A stored query for all objects by their numbers."""
    world = World.at(visit.place)
    made = world.plant(
        "spquery", name="Objects by number", contextTableId=1, contextName="CollectionObject", isFavorite=False,
        specifyUser_id=visit.user.pk, selectDistinct=False, countOnly=False,
    )  # fmt: skip
    world.plant(
        "spqueryfield", query_id=made, stringId="1.collectionobject.catalogNumber", fieldName="catalogNumber",
        tableList="1", operEnd=None, position=0, sortType=1, isDisplay=True, isRelFld=False, isPrompt=False,
        alwaysFilter=False, allowNulls=False, **{"operStart": 8, "startValue": "", "isNot": False, **line},
    )  # fmt: skip
    return made


def test_the_audit_log_names_tables(curator: CheckingClient, home: str, visit: Visit) -> None:
    World.at(visit.place).plant("spauditlog", tableNum=1, recordId=1, action=0, recordVersion=0)
    page = curator.get(f"{home}query/results/?on=spauditlog&l=530.spauditlog.tableNum").document
    assert "Collection object" in {text(one) for one in page.all("//tbody/tr/th")}


def test_series_lead_to_their_objects(curator: CheckingClient, home: str) -> None:
    query = "on=collectionobject&l=1.collectionobject.catalogNumber&series=1"
    page = curator.get(f"{home}query/results/?{query}").document
    first = page.all("//tbody/tr/th/a")[0]
    assert text(first) == "000000001 - 000000060"
    behind = curator.get(first.get("href")).document
    assert text(behind.ids["total"]) == "60"
    assert len(behind.all("//tbody/tr")) == 50
    further = behind.all("//a[@rel='next']")[0].get("href")
    assert len(curator.get(further).document.all("//tbody/tr")) == 10
