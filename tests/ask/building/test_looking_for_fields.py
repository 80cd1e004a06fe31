"""The page on which fields are looked for: what it offers, where it leads, what it keeps back."""

import pytest

from specify.datamodel import present
from tests.ask.building.form import lines_at
from tests.page_checks import text
from tests.page_client import CheckingClient, heading, words

pytestmark = pytest.mark.django_db
NUMBER = "1.collectionobject.catalogNumber"
QUERY = f"on=collectionobject&l={NUMBER}"


def buttons(page: object) -> dict[str, str]:
    """What the buttons send, by their words."""
    found = page.document.all("//button[@name='add']")  # type: ignore[attr-defined]
    return {text(button): button.get("value", "") for button in found}


def test_ways_lead_to_the_fields_of_related_records(curator: CheckingClient, home: str) -> None:
    page = curator.get(f"{home}query/fields/?{QUERY}")
    ways = {text(link): link.get("href", "") for link in page.document.all("//tbody//th/a")}
    page = curator.get(ways["Determinations"])
    ways = {text(link): link.get("href", "") for link in page.document.all("//tbody//th/a")}
    page = curator.get(ways["Taxon"])
    assert heading(page) == "Fields Taxon"
    assert buttons(page)["Family"] == "1,9-determinations,4.taxon.Family"
    assert buttons(page)["Author, Species"].lower() == "1,9-determinations,4.taxon.species author"
    answer = curator.post(f"{home}query/fields/?{QUERY}", {"add": buttons(page)["Family"]})
    assert lines_at(answer["Location"].partition("#")[0]) == [NUMBER, "1,9-determinations,4.taxon.Family~equal"]
    assert answer["Location"].endswith("#f2-v")


def test_dates_have_parts_and_relationships_counts(curator: CheckingClient, home: str) -> None:
    page = curator.get(f"{home}query/fields/?{QUERY}")
    found = buttons(page)
    assert "1.collectionobject.catalogedDateNumericYear" in found.values()
    assert "How many, Determinations" in found
    assert "How many, Determinations" not in buttons(curator.get(f"{home}query/fields/?{QUERY}&as=specify"))


def test_fields_are_narrowed_by_text_and_by_what_they_hold(curator: CheckingClient, home: str) -> None:
    every = buttons(curator.get(f"{home}query/fields/?{QUERY}&all=1"))
    some = buttons(curator.get(f"{home}query/fields/?{QUERY}&q=catalog"))
    assert 0 < len(some) < len(every)
    filled = buttons(curator.get(f"{home}query/fields/?{QUERY}&data=1&all=1"))
    assert NUMBER in filled.values()
    assert "1.collectionobject.text8" in every.values()
    assert "1.collectionobject.text8" not in filled.values()
    nothing = curator.get(f"{home}query/fields/?{QUERY}&q=zzzz")
    assert "Nothing fits “zzzz”" in words(nothing)


def test_to_htmx_the_list_alone_is_the_answer(curator: CheckingClient, home: str) -> None:
    part = curator.get(f"{home}query/fields/?{QUERY}&q=catalog", headers={"HX-Request": "true"})
    assert part.document.is_fragment
    assert "found" in text(part.document.ids["status-line"])


@pytest.mark.parametrize("at", ["x", "1,999", "1,9-nonsense", "4,3", "1" + ",9" * 50])
def test_strange_ways_are_refused_in_a_sentence(curator: CheckingClient, home: str, at: str) -> None:
    assert curator.get(f"{home}query/fields/?{QUERY}&at={at}").status_code == 422


def test_every_table_has_fields(curator: CheckingClient, home: str) -> None:
    for table in list(present.tables().values())[::12]:
        page = curator.get(f"{home}query/fields/?on={table.key}&all=1")
        assert page.status_code == 200
        assert buttons(page), table.key


def test_names_of_a_tree_are_suggested(curator: CheckingClient, home: str) -> None:
    family = "1,9-determinations,4.taxon.Family"
    page = curator.get(f"{home}query/names/?in={family}&f1-v=", headers={"HX-Request": "true"})
    assert page.status_code == 200
    page = curator.get(f"{home}query/names/?in={family}&f1-v=s", headers={"HX-Request": "true"})
    names = [option.get("value", "") for option in page.document.all("//option")]
    assert names
    assert all(name.lower().startswith("s") for name in names)
    assert curator.get(f"{home}query/names/?in={NUMBER}&f1-v=s").status_code == 404
