"""Copies have all that there is room for, are their maker's own, and lose nothing without a word."""

import pytest

from specify.datamodel.tables import model
from specify.records.filling.posting import MOST_NEW
from specify.records.models import Draft
from tests.cast import ACCOUNT, READER
from tests.page_client import CheckingClient, fields, words
from tests.planting import World
from tests.records.filling_in import BUTTON, behind, complaints, row, save, saved, shown

pytestmark = pytest.mark.django_db
NO_ROOM = "Not copied, since a form may have 200 new rows and no more: Determination (52)."


@pytest.fixture
def clone(new: str, specimen: int) -> str:
    """The address of the form of a record that is like the specimen."""
    return f"{new}?like={specimen}"


@pytest.fixture
def crowded(new: str, home_world: World) -> str:
    """The address of a copy of an object with more determinations than a form may have, and two preparations."""
    owner = home_world.plant("collectionobject", catalogNumber="900777023")
    many = [{"collectionObject_id": owner, "isCurrent": at == 0, "remarks": f"{at}"} for at in range(MOST_NEW + 50)]
    home_world.plant_many("determination", many)
    for number in (5, 6):
        home_world.plant("preparation", collectionObject_id=owner, countAmt=number)
    return f"{new}?like={owner}"


def delete(specimen: int) -> None:
    """Delete the specimen with all that belongs to it."""
    for table in ("determination", "preparation"):
        model(table).objects.filter(collectionObject_id=specimen).delete()
    model("collectionobject").objects.filter(pk=specimen).delete()


def test_a_query_that_is_cloned_is_the_own_of_who_clones_it(
    curator: CheckingClient, home: str, home_world: World
) -> None:
    users = {name: model("specifyuser").objects.get(name=name).pk for name in (ACCOUNT, READER)}
    named = {"name": "Theirs", "contextName": "CollectionObject", "contextTableId": 1}
    query = home_world.plant("spquery", **named, specifyUser_id=users[READER])
    address = f"{home}spquery/new/?like={query}"
    found = saved(curator, save(curator, address, shown(curator, address)))
    assert row("spquery", found)["specifyUser_id"] == users[ACCOUNT]
    assert row("spquery", query)["specifyUser_id"] == users[READER]


def test_a_blank_text_that_nobody_touches_is_copied_though_it_is_required(
    curator: CheckingClient, home: str, home_world: World
) -> None:
    user = model("specifyuser").objects.get(name=READER).pk
    named = {"name": "Blank", "contextName": "CollectionObject", "contextTableId": 1}
    query = home_world.plant("spquery", **named, specifyUser_id=user)
    home_world.plant("spqueryfield", query_id=query, fieldName="remarks", startValue="", stringId="s", tableList="1")
    address = f"{home}spquery/new/?like={query}"
    found = saved(curator, save(curator, address, shown(curator, address)))
    (copied,) = behind("spqueryfield", query=found)
    assert (copied["startValue"], copied["fieldName"]) == ("", "remarks")


def test_the_smallest_relationships_are_copied_whole(curator: CheckingClient, crowded: str) -> None:
    page = curator.get(crowded)
    assert NO_ROOM in words(page)
    found = saved(curator, save(curator, crowded, fields(page, BUTTON)))
    assert [one["countAmt"] for one in behind("preparation", collectionObject=found)] == [5, 6]
    rows = behind("determination", collectionObject=found)
    assert len(rows) == MOST_NEW - 2
    assert [one["remarks"] for one in rows if one["isCurrent"]] == ["0"]


def test_what_was_left_out_is_told_until_the_copy_is_saved(curator: CheckingClient, crowded: str) -> None:
    data = shown(curator, crowded)
    kept = curator.post(crowded, {**data, "_update": "1"})["Location"]
    assert NO_ROOM in words(curator.get(kept))
    refused = save(curator, crowded, data, catalogNumber="abc")
    assert refused.status_code == 422
    assert NO_ROOM in words(refused)


def test_a_row_too_many_is_refused_and_what_was_typed_is_kept(curator: CheckingClient, new: str, crowded: str) -> None:
    data = shown(curator, crowded)
    answer = curator.post(crowded, {**data, "remarks": "typed", "_add": "determinations"})
    assert answer.status_code == 422
    assert "A form may have 200 new rows" in words(answer)
    (draft,) = Draft.objects.all()
    again = shown(curator, f"{new}?draft={draft.key}")
    assert (again["remarks"], again["_added"]) == ("typed", data["_added"])


def test_that_the_source_was_deleted_is_told_once_and_what_was_on_the_page_is_saved_then(
    curator: CheckingClient, clone: str, specimen: int
) -> None:
    model("collectionobject").objects.filter(pk=specimen).update(text8="hidden")
    data = shown(curator, clone)
    delete(specimen)
    answer = save(curator, clone, data, altCatalogNumber="typed")
    (told,) = complaints(answer)
    assert "there no more (Collection object, Determination, Preparation)" in told
    assert not model("collectionobject").objects.filter(altCatalogNumber="typed").exists()
    found = saved(curator, save(curator, answer.document.ids["edit-form"].get("action"), fields(answer, BUTTON)))
    copied = row("collectionobject", found)
    assert (copied["remarks"], copied["altCatalogNumber"], copied["text8"]) == ("old", "typed", None)
    assert {one["remarks"] for one in behind("determination", collectionObject=found)} == {"first", "second"}
    assert curator.get(clone).status_code == 404


def test_rows_that_were_not_on_the_page_are_no_empty_rows_once_their_source_is_gone(
    curator: CheckingClient, clone: str, specimen: int, home_world: World
) -> None:
    many = [{"collectionObject_id": specimen, "isCurrent": False, "remarks": f"more {at}"} for at in range(60)]
    home_world.plant_many("determination", many)
    data = shown(curator, clone)
    on_page = {name for name in data if name.startswith("determinations.") and name.endswith(".remarks")}
    model("determination").objects.filter(collectionObject_id=specimen).delete()
    (told,) = complaints(save(curator, clone, data))
    assert "(Determination)" in told
    found = saved(curator, save(curator, clone, data))
    rows = behind("determination", collectionObject=found)
    assert len(on_page) < 62
    assert sorted(one["remarks"] for one in rows) == sorted(data[name] for name in on_page)
    assert len(behind("preparation", collectionObject=found)) == 1


def test_a_source_that_was_deleted_does_not_matter_where_its_rows_were_taken_out(
    curator: CheckingClient, clone: str, specimen: int
) -> None:
    data = shown(curator, clone)
    there = curator.post(clone, {**data, "_remove": "preparations.n1"})["Location"].partition("#")[0]
    model("preparation").objects.filter(collectionObject_id=specimen).delete()
    found = saved(curator, save(curator, there, shown(curator, there)))
    assert behind("preparation", collectionObject=found) == []
