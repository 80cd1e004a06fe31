"""The page of simple search: what it shows, what it leads to, for whom."""

import pytest

from specify.ask.searching import finding
from specify.ask.searching.configuration import usual
from specify.security.policies import Rights
from tests.ask.searching.conftest import TABLES, Configure, resource
from tests.cast import READER, READERS_PASSWORD
from tests.page_client import CheckingClient, count_statements, heading, link, words
from tests.query.small_collection import Small

HTMX = {"HX-Request": "true"}


def headings(page: object) -> list[str]:
    """The sections of a page, with their counts."""
    return [" ".join("".join(one.itertext()).split()) for one in page.document.all("//section/h2")]  # type: ignore[attr-defined]


def addresses(page: object) -> list[str]:
    """The records that the rows lead to."""
    return [str(one.get("href")) for one in page.document.all("//tbody//th/a")]  # type: ignore[attr-defined]


@pytest.mark.parametrize("number", ["10", "000000010", "010"])
def test_a_catalog_number_opens_its_object(curator: CheckingClient, small: Small, here: str, number: str) -> None:
    answer = curator.get(f"{here}search/", {"q": number})
    assert (answer.status_code, answer["Location"]) == (303, f"{here}collectionobject/{small.ids['co 3']}/")


def test_a_reading_that_is_chosen_keeps_the_page(curator: CheckingClient, small: Small, here: str) -> None:
    page = curator.get(f"{here}search/", {"q": "10", "how": "exact"})
    assert link(page, "Open the record") == f"{here}collectionobject/{small.ids['co 3']}/"


def test_a_number_that_can_be_a_year_is_offered_first(curator: CheckingClient, small: Small, here: str) -> None:
    number = small.world.plant("collectionobject", catalogNumber="000001998")
    page = curator.get(f"{here}search/", {"q": "1998"})
    opens = page.document.all("//main//a[@autofocus]")
    assert [one.get("href") for one in opens] == [f"{here}collectionobject/{number}/"]
    assert {f"{here}collectingevent/{small.ids[f'event {one}']}/" for one in (1, 2)} < set(addresses(page))


def test_results_stand_by_table_in_the_order_of_the_configuration(
    curator: CheckingClient, small: Small, here: str, configure: Configure
) -> None:
    configure(resource({"Taxon": "fullName", "Locality": "localityName", "Agent": "lastName"}))
    page = curator.get(f"{here}search/", {"q": "Etheostoma, Mill Creek, Jones"})
    assert headings(page) == ["Taxon 4", "Locality 1", "Agent 1"]
    assert heading(page) == "6 Found for “Etheostoma, Mill Creek, Jones”"
    assert addresses(page)[0] == f"{here}taxon/{small.ids['taxon Etheostoma']}/"
    assert "begin with “Etheostoma” or “Mill Creek” or “Jones”" in words(page)


def test_the_order_is_that_of_the_places_and_not_of_the_file(
    curator: CheckingClient, here: str, configure: Configure
) -> None:
    data = resource({"Taxon": "fullName", "Agent": "lastName"}).replace(b"Order>0<", b"Order>7<", 1)
    configure(data)
    assert headings(curator.get(f"{here}search/", {"q": "Perca, Jones"})) == ["Agent 1", "Taxon 2"]


@pytest.mark.parametrize("data", [b"<search", b"", b"<search/>", resource({"Nonsense": "x", "Taxon": "nonsense"})])
def test_a_configuration_that_says_nothing_gives_way(
    curator: CheckingClient, here: str, configure: Configure, data: bytes
) -> None:
    configure(data)
    assert "Locality 1" in headings(curator.get(f"{here}search/", {"q": "Mill Creek"}))


def test_what_is_more_than_ten_has_a_page_of_its_own(
    curator: CheckingClient, small: Small, here: str, configure: Configure
) -> None:
    configure(resource(TABLES))
    small.world.plant_many("agent", [{"lastName": f"Zimmer {number:03}", "agentType": 1} for number in range(60)])
    page = curator.get(f"{here}search/", {"q": "zimmer"})
    assert (headings(page), len(addresses(page))) == (["Agent 60"], 10)
    every = curator.get(link(page, "All 60 of Agent"))
    assert (heading(every), len(addresses(every))) == ("60 Agent found for “zimmer”", 50)
    assert len(addresses(curator.get(link(every, "Next")))) == 10
    assert link(every, "All that was found for “zimmer”").endswith("search/?q=zimmer&how=begin")


def test_so_many_are_told_and_no_more(
    curator: CheckingClient, small: Small, here: str, configure: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(resource(TABLES))
    monkeypatch.setattr("specify.ask.searching.finding.MOST", 20)
    small.world.plant_many("agent", [{"lastName": f"Zimmer {number:03}", "agentType": 1} for number in range(30)])
    page = curator.get(f"{here}search/", {"q": "zimmer"})
    assert headings(page) == ["Agent more than 20"]
    assert heading(page).startswith("20+ ")


def test_words_that_no_record_has_together_are_sought_one_by_one(curator: CheckingClient, here: str) -> None:
    page = curator.get(f"{here}search/", {"q": "Jones Pond"})
    assert "No record has all of the words. These have one of them." in words(page)
    assert page.document.all("//main//nav//a[@aria-current='page']")[0].text == "What has one of the words"
    assert set(headings(page)) >= {"Agent 1", "Locality 1"}


def test_what_begins_nothing_is_found_within(curator: CheckingClient, here: str, configure: Configure) -> None:
    configure(resource(TABLES))
    page = curator.get(f"{here}search/", {"q": "ill reek"})
    assert "Nothing begins so. These have it within." in words(page)
    assert page.document.all("//main//nav//a[@aria-current='page']")[0].text == "What has this anywhere (slower)"
    assert headings(page) == ["Locality 1"]
    page = curator.get(f"{here}search/", {"q": "98765"})
    assert "Nothing begins so" not in words(page)
    assert heading(page).startswith("0 ")


def test_related_searches_are_links_and_parts(
    curator: CheckingClient, small: Small, here: str, configure: Configure
) -> None:
    configure(resource(TABLES, "8 7 10 37"))
    page = curator.get(f"{here}search/", {"q": "Etheostoma"})
    shown = link(page, "Show Objects currently determined so")
    assert link(page, "Show Objects determined as a synonym")
    part, whole = curator.get(shown, headers=HTMX), curator.get(shown)
    expected = [f"{here}collectionobject/{small.ids[f'co {number}']}/" for number in (1, 2, 3)]
    assert addresses(part) == addresses(whole) == expected
    section = page.document.all(f"//section[@hx-get='{shown}']")[0]
    assert [one.get("id") for one in part.document.all("//section")] == [section.get("id")]
    assert "Objects currently determined so: 3" in part.content.decode()
    assert heading(whole) == "3 Objects currently determined so found for “Etheostoma”"
    assert [str(one.get("href")) for one in whole.document.all("//tbody//td/a")] == [
        f"{here}taxon/{small.ids[f'taxon {name}']}/" for name in ("caeruleum", "pulchellum", "Etheostoma")
    ]


def test_related_searches_need_something_to_hang_on(curator: CheckingClient, here: str, configure: Configure) -> None:
    configure(resource({"Taxon": "fullName", "Agent": "lastName"}, "10 5 29"))
    page = curator.get(f"{here}search/", {"q": "Jones"})
    assert len(page.document.all("//section[@hx-get]")) == 1
    assert link(page, "Show Objects and their collectors")
    answer = curator.get(f"{here}search/", {"q": "Jones", "related": "29"})
    assert answer.status_code == 404


def test_related_objects_of_other_collections_take_no_part(
    curator: CheckingClient, small: Small, here: str, configure: Configure
) -> None:
    configure(resource(TABLES, "4 13"))
    small.world.plant(
        "determination", collectionObject_id=small.ids["co 6"], taxon_id=small.ids["taxon Perca"], isCurrent=True
    )
    page = curator.get(f"{here}search/", {"q": "Kansas", "related": "4"})
    assert f"{here}taxon/{small.ids['taxon Perca']}/" not in addresses(page)
    assert f"{here}taxon/{small.ids['taxon flavescens']}/" in addresses(page)
    objects = curator.get(f"{here}search/", {"q": "17.5.1998", "related": "13"})
    assert f"collectionobject/{small.ids['co 6']}/" not in objects.content.decode()
    assert f"collectionobject/{small.ids['co 2']}/" in objects.content.decode()


def test_tables_that_may_not_be_read_are_not_there(
    curator: CheckingClient, here: str, configure: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(resource(TABLES, "10"))
    may = Rights.readable
    monkeypatch.setattr(
        Rights, "readable", lambda self, key: key not in ("taxon", "collectionobject") and may(self, key)
    )
    page = curator.get(f"{here}search/", {"q": "Perca, Jones"})
    assert headings(page) == ["Agent 1"]
    assert curator.get(f"{here}search/", {"q": "Perca", "table": "taxon"}).status_code == 404
    assert curator.get(f"{here}search/", {"q": "10"}).status_code == 200


def test_statements_do_not_grow_with_rows(
    curator: CheckingClient, small: Small, here: str, configure: Configure
) -> None:
    configure(resource(TABLES))

    def asked() -> int:
        curator.get(f"{here}search/", {"q": "zimmer"})
        with count_statements() as told:
            curator.get(f"{here}search/", {"q": "zimmer"})
        return len(told)

    small.world.plant("agent", lastName="Zimmer 1")
    few = asked()
    small.world.plant_many("agent", [{"lastName": f"Zimmer {number}", "agentType": 1} for number in range(300)])
    assert asked() == few


@pytest.mark.one_shape
def test_a_search_that_takes_too_long_is_stopped_and_told(
    curator: CheckingClient, here: str, configure: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(resource({"Taxon": "fullName"}))
    monkeypatch.setattr(finding, "SECONDS", 1e-9)
    monkeypatch.setattr("specify.datamodel.time_limits._STEPS", 1)
    for how in ("begin", "within"):
        page = curator.get(f"{here}search/", {"q": "Perca", "how": how})
        assert "The search in Taxon was stopped after" in words(page)


def test_without_a_text_the_page_asks_for_one(curator: CheckingClient, here: str) -> None:
    page = curator.get(f"{here}search/", {"q": " , "})
    assert heading(page) == "Search"
    assert page.document.all("//main//form[@method='get']//input[@name='q']")


def test_nothing_found_says_where_was_looked(curator: CheckingClient, here: str, configure: Configure) -> None:
    configure(resource({"Taxon": "fullName", "Agent": "lastName"}))
    page = curator.get(f"{here}search/", {"q": "zzzz"})
    assert "Nothing was found. Sought in: Taxon, Agent." in words(page)
    assert [one.get("value") for one in page.document.all("//main//input[@name='q'][@autofocus]")] == [None]


def test_what_was_sought_is_told_as_it_was_sought(curator: CheckingClient, here: str) -> None:
    told = words(curator.get(f"{here}search/", {"q": "'Mill Creek', perc, *ond"}))
    assert "fields that are exactly “Mill Creek”." in told
    assert "fields that begin with “perc”." in told
    assert "fields like “*ond”, with any letters for an asterisk." in told
    page = curator.get(f"{here}search/", {"q": ",".join("abcdefghijk")})
    assert "10 alternatives" in words(page)
    assert link(page, "Look up many numbers at once") == f"{here}record-sets/numbers/"


def test_what_was_found_goes_on_as_a_query(
    curator: CheckingClient, small: Small, here: str, configure: Configure
) -> None:
    configure(resource(TABLES, "10"))
    small.world.plant_many("agent", [{"lastName": f"Zimmer {number:03}", "agentType": 1} for number in range(999)])
    page = curator.get(f"{here}search/", {"q": "zimmer"})
    rows = curator.get(curator.get(link(page, "As a query of Agent, for a record set or a file"))["Location"])
    assert rows.status_code == 200
    assert "Zimmer 000" in words(rows)
    assert "999" in words(rows)
    page = curator.get(f"{here}search/", {"q": "Etheostoma", "related": "10"})
    way = link(page, "As a query of Objects currently determined so, for a record set or a file")
    rows = curator.get(curator.get(way)["Location"])
    assert addresses(rows)[:3] == [f"{here}collectionobject/{small.ids[f'co {number}']}/" for number in (1, 2, 3)]
    nothing = curator.get(f"{here}search/", {"q": "zzzz", "table": "agent", "as": "query"})
    assert (nothing.status_code, "Nothing was found." in words(nothing)) == (200, True)


def test_who_may_not_ask_has_no_query(
    curator: CheckingClient, here: str, configure: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(resource(TABLES))
    may = Rights.may
    monkeypatch.setattr(
        Rights, "may", lambda self, name, action: name != "/querybuilder/query" and may(self, name, action)
    )
    page = curator.get(f"{here}search/", {"q": "Etheostoma"})
    assert "As a query" not in words(page)


def test_hostile_addresses_are_told_kindly(curator: CheckingClient, here: str) -> None:
    for asked in ({"q": "a", "table": "../x"}, {"q": "a", "related": "1e9"}, {"q": "a", "related": "-1"}):
        assert curator.get(f"{here}search/", asked).status_code == 404
    for asked in (
        {"q": "x", "how": "evil"},
        {"q": "<script>", "page": "x"},
        {"q": "x", "page": "99", "table": "agent"},
    ):
        assert curator.get(f"{here}search/", asked).status_code == 200


def test_the_old_address_leads_here(curator: CheckingClient, client: CheckingClient, home: str) -> None:
    answer = curator.get("/specify/express-search/", {"q": "Mill Creek"})
    assert (answer.status_code, answer["Location"]) == (302, f"{home}search/?q=Mill+Creek")
    client.logout()
    assert client.get("/specify/express-search/?q=x").status_code == 302


def test_the_box_of_every_page_leads_here(curator: CheckingClient, home: str) -> None:
    page = curator.get(home)
    box = page.document.all("//form[@role='search']")[0]
    assert (box.get("action"), [one.get("name") for one in box.iter("input")]) == (f"{home}search/", ["q"])


def test_our_own_choice_has_tables_in_every_database() -> None:
    assert {"collectionobject", "taxon", "agent"} <= {one.table_key for one in usual().tables}


def test_a_reader_may_search(client: CheckingClient, home: str) -> None:
    client.post("/accounts/sign-in/", {"login": READER, "password": READERS_PASSWORD})
    assert client.get(f"{home}search/", {"q": "salmo"}).status_code == 200
