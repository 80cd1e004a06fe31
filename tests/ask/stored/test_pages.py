"""The pages of stored queries: their list and favourites, saving and copies, renaming, handing over, deleting."""

from collections.abc import Callable
from typing import Any

import pytest

from specify.ask.models import FavouriteQuery
from specify.ask.stored.changing import Called, make
from specify.ask.stored.reading import stored
from specify.datamodel.tables import model
from specify.query.asked import Query
from specify.query.texts import query_of_pairs
from specify.security.entering import Visit
from tests.page_client import CheckingClient, fields, heading, words
from tests.planting import World
from tests.query.test_worked_examples import CN, REM

pytestmark = pytest.mark.django_db

ON = f"on=collectionobject&l={CN}~asc"


@pytest.fixture
def stored_one(visit: Visit) -> Callable[..., int]:
    """Stores a query of objects; its number."""

    def store(name: str = "Mine", *lines: str) -> int:
        return make(visit, of_objects(*(lines or (CN,))), Called(name))

    return store


def of_objects(*lines: str) -> Query:
    return query_of_pairs([("on", "collectionobject"), *(("l", line) for line in lines)])


def names_in(page: Any) -> list[str]:
    """The names in the list."""
    return [one.text for one in page.document.all("//tbody//th/a")]


def test_the_list_has_favourites_first(curator: CheckingClient, home: str, stored_one: Callable[..., int]) -> None:
    first, second = stored_one("Zebrafish"), stored_one("Aardvarks")
    page = curator.get(f"{home}queries/?sort=name")
    assert names_in(page).index("Aardvarks") < names_in(page).index("Zebrafish")
    data = {"csrfmiddlewaretoken": "x"}
    answer = curator.post(f"{home}queries/favourite/?sort=name", {**data, "add": first})
    assert (answer.status_code, answer["Location"]) == (303, f"{home}queries/?sort=name")
    page = curator.get(answer["Location"])
    assert names_in(page)[0] == "Zebrafish"
    assert page.document.all(f"//button[@name='drop' and @value='{first}']")
    curator.post(f"{home}queries/favourite/", {**data, "drop": first})
    curator.post(f"{home}queries/favourite/", {**data, "add": "999000001"})
    curator.post(f"{home}queries/favourite/", {**data, "add": "²"})
    assert not FavouriteQuery.objects.exists()
    assert curator.get(f"{home}query/{second}/results/").status_code == 200


def test_the_list_is_sorted_and_narrowed(curator: CheckingClient, home: str, stored_one: Callable[..., int]) -> None:
    for name in ("Alpha 100%", "Beta", "alpha 2"):
        stored_one(name)
    assert names_in(curator.get(f"{home}queries/?q=ALPHA&sort=-name")) == ["alpha 2", "Alpha 100%"]
    assert names_in(curator.get(f"{home}queries/?q=0%25")) == ["Alpha 100%"]
    assert "No query is called" in words(curator.get(f"{home}queries/?q=nothing+like+it"))
    for odd in ("sort=owner", "page=999", "q=%00", "whose=none", "sort=-changed&page=-1", "sort=contextName"):
        assert curator.get(f"{home}queries/?{odd}").status_code == 200


def test_queries_of_others_are_in_the_list_of_all(
    curator: CheckingClient, home: str, stored_one: Callable[..., int], home_world: World
) -> None:
    query_id = stored_one("Theirs")
    other = home_world.plant("specifyuser", name="somebody else")
    model("spquery").objects.filter(pk=query_id).update(specifyUser_id=other)
    assert "Theirs" not in names_in(curator.get(f"{home}queries/"))
    page = curator.get(f"{home}queries/?whose=all&q=Theirs")
    assert names_in(page) == ["Theirs"]
    assert "somebody else" in words(page)


def test_a_query_is_stored_and_saved_again(curator: CheckingClient, home: str, visit: Visit) -> None:
    page = curator.get(f"{home}query/save/?{ON}&l=(none&l={REM}~equal~red&l=)")
    assert "Groups are kept beside them" in words(page)
    data = {**fields(page, "Save"), "name": "Not red", "remarks": "as seen"}
    assert curator.post(page.wsgi_request.get_full_path(), {**data, "name": " "}).status_code == 422
    answer = curator.post(page.wsgi_request.get_full_path(), data)
    again = curator.post(page.wsgi_request.get_full_path(), data)
    assert (answer.status_code, again["Location"]) == (303, answer["Location"])
    query_id = int(answer["Location"].strip("/").rpartition("/")[2])
    read = stored(visit, query_id)
    assert (read.name, read.said["remarks"], len(read.query.groups)) == ("Not red", "as seen", 1)
    assert "is stored" in curator.get(answer["Location"]).document.ids["status-line"].text
    address = f"{home}query/save/?{ON}&l={REM}&of={query_id}"
    page = curator.get(address)
    assert fields(page, "Save")["name"] == "Not red"
    assert curator.post(address, {**fields(page, "Save"), "name": "Red"}).status_code == 303
    assert (stored(visit, query_id).name, len(stored(visit, query_id).query.lines)) == ("Red", 2)
    late = curator.post(address, {**fields(page, "Save"), "name": "Too late"})
    assert late.status_code == 422
    assert "Somebody has changed this query" in words(late)
    assert curator.post(address, fields(late, "Save")).status_code == 303


def test_a_copy_has_a_name_of_its_own(curator: CheckingClient, home: str, stored_one: Callable[..., int]) -> None:
    query_id = stored_one("Mine")
    page = curator.get(f"{home}query/save/?of={query_id}&new=1")
    assert fields(page, "Save")["name"] == "Mine (2)"
    answer = curator.post(f"{home}query/save/?of={query_id}&new=1", fields(page, "Save"))
    assert answer["Location"] != f"{home}query/{query_id}/"
    assert model("spquery").objects.filter(name__startswith="Mine").count() == 2


def test_what_was_deleted_meanwhile_is_stored_anew(curator: CheckingClient, home: str) -> None:
    page = curator.get(f"{home}query/save/?{ON}&of=999000001")
    assert heading(page) == "Query Save as a new query"
    assert (
        curator.post(f"{home}query/save/?{ON}&of=999000001", {**fields(page, "Save"), "name": "A"}).status_code == 303
    )


def test_a_line_that_does_not_fit_is_told(curator: CheckingClient, home: str) -> None:
    address = f"{home}query/save/?{ON}&l=1,9-determinations,4.taxon.{'x' * 600}"
    page = curator.post(address, {**fields(curator.get(address), "Save"), "name": "Long"})
    assert page.status_code == 422
    assert "Line 2:" in words(page)


def test_one_query_is_renamed_given_away_and_deleted(
    curator: CheckingClient, home: str, stored_one: Callable[..., int], home_world: World
) -> None:
    query_id = stored_one("Mine <b>", CN, f"{REM}~like~50%")
    at = f"{home}queries/{query_id}/"
    page = curator.get(at)
    assert heading(page) == "Query Mine <b>"
    for name in ("rename/", "give/", "delete/"):
        assert curator.get(at + name).status_code == 200
    data = fields(curator.get(f"{at}rename/"), "Save")
    assert curator.post(f"{at}rename/", {**data, "name": ""}).status_code == 422
    assert curator.post(f"{at}rename/", {**data, "name": "x" * 300}).status_code == 422
    assert curator.post(f"{at}rename/", {**data, "name": "Other"})["Location"] == at
    data = fields(curator.get(f"{at}give/"), "Give away")
    assert curator.post(f"{at}give/", {**data, "to": "nobody"}).status_code == 422
    data = fields(curator.get(f"{at}delete/"), "Delete")
    home_world.plant("spreport", name="Jar labels", query_id=query_id)
    assert "Jar labels" in words(curator.get(f"{at}delete/"))
    assert curator.post(f"{at}delete/", data).status_code == 422
    model("spreport").objects.filter(query=query_id).delete()
    assert curator.post(f"{at}delete/", data).status_code == 303
    for name in ("", "rename/", "give/", "delete/", "file/"):
        assert curator.get(at + name).status_code == 404


def test_a_reader_is_told_what_they_may_not(reader: CheckingClient, home: str, stored_one: Callable[..., int]) -> None:
    at = f"{home}queries/{stored_one()}/"
    page = reader.get(at)
    assert page.status_code in (200, 403)
    for name in ("rename/", "give/", "delete/"):
        assert reader.get(at + name).status_code == 403, "nobody fills in a form for nothing"
        data = {"csrfmiddlewaretoken": "x", "name": "Taken", "to": "demo"}
        assert reader.post(at + name, data).status_code == 403
    assert not model("spquery").objects.filter(name="Taken").exists()


def test_numbers_beyond_all_bounds_are_not_there(curator: CheckingClient, home: str) -> None:
    for number in (0, 2**31, 2**40, 10**30):
        assert curator.get(f"{home}queries/{number}/").status_code == 404
        assert curator.get(f"{home}query/{number}/meaning/").status_code == 404


def test_a_query_that_cannot_be_read_can_still_be_deleted(
    curator: CheckingClient, home: str, stored_one: Callable[..., int]
) -> None:
    query_id = stored_one()
    model("spqueryfield").objects.filter(query=query_id).update(stringId="1.collectionobject.noSuchField")
    page = curator.get(f"{home}queries/{query_id}/")
    assert "noSuchField" in words(page)
    data = fields(curator.get(f"{home}queries/{query_id}/delete/"), "Delete")
    assert curator.post(f"{home}queries/{query_id}/delete/", data).status_code == 303
