"""What is carried forward: chosen on a page, stored where Specify 7 keeps it, and all that a new form begins with."""

import json

import pytest

from specify.datamodel import present
from specify.datamodel.tables import SpAppResourceData, model
from specify.records.copying.carried import leading
from specify.records.copying.copyable import is_copyable
from specify.security.entering import Visit
from specify.security.preferring import save_preferences
from tests.page_checks import text
from tests.page_client import CheckingClient, fields, heading, link, words
from tests.records.filling_in import BUTTON, behind, put, row, save, saved, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def choosing(home: str) -> str:
    """The page where one chooses what is carried forward of objects."""
    return f"{home}collectionobject/carry-forward/"


def prefer(visit: Visit, **lists: object) -> None:
    """Store lists of Specify 7's preferences of forms."""
    save_preferences(visit.viewer, {("form", "preferences", name): told for name, told in lists.items()}, None)


def stored() -> dict[str, object]:
    """The preferences of forms, as they are stored."""
    data = SpAppResourceData.objects.get(spAppResource__name="UserPreferences").data
    found: dict[str, object] = json.loads(bytes(data))["form"]["preferences"]
    return found


def ticked(page: object) -> set[str]:
    """The boxes for fields that are ticked."""
    boxes = page.document.all("//input[@name='field'][@checked]")  # type: ignore[attr-defined]
    return {str(box.get("value")) for box in boxes}


def test_who_has_not_chosen_yet_chooses_first(
    curator: CheckingClient, home: str, choosing: str, new: str, specimen: int
) -> None:
    page = curator.get(f"{home}collectionobject/{specimen}/")
    assert link(page, "Carry forward") == f"{choosing}?like={specimen}"
    page = curator.get(link(page, "Carry forward"))
    assert heading(page) == "Collection object What is carried forward"
    assert {"remarks", "cataloger", "determinations", "preparations", "catalogedDate"} <= ticked(page)
    names = {box.get("value") for box in page.document.all("//input[@name='field']")}
    assert not names & {"catalogNumber", "guid", "version", "timestampCreated", "collection", "catalogedDatePrecision"}
    assert "Never carried forward, since no two records may have the same: Catalog number" in words(page)
    answer = curator.post(f"{choosing}?like={specimen}", {"field": ["remarks", "preparations"], "offered": "1"})
    assert (answer.status_code, answer["Location"]) == (303, f"{new}?like={specimen}&carry=1")
    data = fields(curator.get(answer["Location"]), BUTTON)
    assert data["remarks"] == "old"
    assert data["_added"] == "preparations.n1"
    page = curator.get(f"{home}collectionobject/{specimen}/")
    assert link(page, "Carry forward") == answer["Location"]
    assert [one.text for one in page.document.all("//a[@accesskey='a']")] == ["Carry forward"]
    assert ticked(curator.get(choosing)) == {"remarks", "preparations"}


def test_who_takes_the_button_back_comes_to_the_record(
    curator: CheckingClient, home: str, choosing: str, specimen: int
) -> None:
    answer = curator.post(f"{choosing}?like={specimen}", {"field": ["remarks"]})
    assert (answer.status_code, answer["Location"]) == (303, f"{home}collectionobject/{specimen}/")
    assert link(curator.get(answer["Location"]), "Carry forward") == f"{choosing}?like={specimen}"
    answer = curator.post(f"{choosing}?like={specimen}", {"field": ["remarks"], "inside": "determination"})
    assert "/determination/carry-forward/" in answer["Location"]


def test_it_is_stored_as_specify_7_does(curator: CheckingClient, choosing: str) -> None:
    curator.post(choosing, {"field": ["catalogedDate", "remarks", "nonsense", "guid"], "offered": "1"})
    told = stored()
    assert told["enableCarryForward"] == ["CollectionObject"]
    carried = told["carryForward"]
    assert isinstance(carried, dict)
    names = set(carried["CollectionObject"])
    assert {"catalogedDate", "catalogedDatePrecision", "remarks", "collection"} <= names
    assert not names & {"nonsense", "guid", "determinations", "cataloger"}
    every = [str(box.get("value")) for box in curator.get(choosing).document.all("//input[@name='field']")]
    curator.post(choosing, {"field": every})
    assert "carryForward" not in stored()
    assert stored()["enableCarryForward"] == []


def test_what_is_not_carried_begins_as_in_an_empty_form(
    curator: CheckingClient, new: str, specimen: int, visit: Visit
) -> None:
    model("collectionobject").objects.filter(pk=specimen).update(cataloger=None, catalogedDate=None)
    empty = shown(curator, new)
    prefer(visit, carryForward={"CollectionObject": ["remarks", "determinations"], "Determination": ["isCurrent"]})
    address = f"{new}?like={specimen}&carry=1"
    page = curator.get(address)
    assert "Only what you carry forward is copied." in words(page)
    data = fields(page, BUTTON)
    for name in ("cataloger", "cataloger.id", "catalogedDate"):
        assert data[name] == empty[name]
    assert data["remarks"] == "old"
    assert sorted(data[f"determinations.n{number}.isCurrent"] for number in (1, 2)) == ["", "1"]
    assert {data[f"determinations.n{number}.remarks"] for number in (1, 2)} == {""}
    found = saved(curator, save(curator, address, data))
    rows = behind("determination", collectionObject=found)
    assert [one["remarks"] for one in rows] == [None, None]
    assert behind("preparation", collectionObject=found) == []
    assert row("collectionobject", found)["remarks"] == "old"


def test_the_hands_go_to_what_is_not_carried(curator: CheckingClient, new: str, specimen: int, visit: Visit) -> None:
    prefer(visit, carryForward={"CollectionObject": ["remarks"]})
    page = curator.get(f"{new}?like={specimen}&carry=1")
    assert [one.get("id") for one in page.document.all("//*[@autofocus]")] == ["catalogNumber"]


def test_a_date_is_carried_with_what_is_known_of_it(
    curator: CheckingClient, new: str, specimen: int, choosing: str
) -> None:
    model("collectionobject").objects.filter(pk=specimen).update(catalogedDate="1987-01-01", catalogedDatePrecision=3)
    curator.post(choosing, {"field": ["catalogedDate"], "offered": "1"})
    address = f"{new}?like={specimen}&carry=1"
    data = shown(curator, address)
    assert data["catalogedDate"] == "1987"
    found = row("collectionobject", saved(curator, save(curator, address, data)))
    assert (found["catalogedDate"].year, found["catalogedDatePrecision"]) == (1987, 3)


def test_one_button_saves_and_carries_forward(
    curator: CheckingClient, new: str, form: str, specimen: int, choosing: str
) -> None:
    page = curator.get(form)
    assert "Save and carry forward" not in words(page)
    curator.post(choosing, {"field": ["remarks"], "offered": "1"})
    page = curator.get(form)
    assert "Save and carry forward" in words(page)
    answer = curator.post(form, {**put(fields(page, BUTTON), remarks="newer"), "_save": "carry"})
    assert answer["Location"] == f"{new}?like={specimen}&carry=1"
    page = curator.get(answer["Location"])
    assert [one.get("value") for one in page.document.all("//button[@accesskey='x']")] == ["carry"]
    first = curator.post(answer["Location"], {**put(fields(page, BUTTON)), "_save": "carry"})
    assert shown(curator, first["Location"])["remarks"] == "newer"


def test_what_is_kept_stays_carried_only(curator: CheckingClient, new: str, specimen: int, visit: Visit) -> None:
    prefer(visit, carryForward={"CollectionObject": ["remarks"]})
    address = f"{new}?like={specimen}&carry=1"
    answer = curator.post(address, {**shown(curator, address), "_add": "determinations"})
    kept = answer["Location"].partition("#")[0]
    found = saved(curator, save(curator, kept, shown(curator, kept)))
    assert len(behind("determination", collectionObject=found)) == 1
    assert behind("preparation", collectionObject=found) == []


def test_within_dependents_one_chooses_on_a_page_of_their_own(
    curator: CheckingClient, choosing: str, home: str, specimen: int
) -> None:
    page = curator.get(f"{choosing}?like={specimen}")
    (button,) = [one for one in page.document.all("//button") if "within Determinations" in text(one)]
    ticks = {"field": ["remarks"], "offered": "1", "inside": button.get("value", "")}
    within = curator.post(f"{choosing}?like={specimen}", ticks)["Location"]
    assert "remarks" in stored()["carryForward"]["CollectionObject"]  # type: ignore[index]
    page = curator.get(within)
    assert heading(page).startswith("Determination")
    assert not page.document.all("//input[@name='offered']")
    answer = curator.post(within, {"field": ["taxon"]})
    assert answer["Location"] == f"{choosing}?like={specimen}"
    told = stored()
    carried = told["carryForward"]
    assert isinstance(carried, dict)
    assert "taxon" in carried["Determination"]
    assert told["enableCarryForward"] == ["CollectionObject"]


def test_all_boxes_are_ticked_or_none_without_saving_it(curator: CheckingClient, choosing: str, specimen: int) -> None:
    page = curator.get(f"{choosing}?like={specimen}")
    none = curator.get(choosing + link(page, "Tick none"))
    assert not none.document.all("//input[@name='field'][@checked]")
    every = curator.get(choosing + link(none, "Tick all"))
    assert len(every.document.all("//input[@name='field'][@checked]")) == len(
        every.document.all("//input[@name='field']")
    )
    assert link(every, "Tick none") == f"?like={specimen}&tick=none"
    assert not SpAppResourceData.objects.filter(spAppResource__name="UserPreferences").exists()


def test_what_specify_7_switched_off_is_not_offered(
    curator: CheckingClient, home: str, form: str, specimen: int, visit: Visit
) -> None:
    prefer(visit, disableClone=["CollectionObject"], disableAdd=["CollectionObject"], enableCarryForward=[])
    page = curator.get(form)
    assert [one.get("value") for one in page.document.all("//button[@name='_save']")] == [
        "1", "1", "on:printing-print",
    ]  # fmt: skip
    page = curator.get(f"{home}collectionobject/{specimen}/")
    assert "Clone" not in words(page)
    assert "Carry forward" not in words(page)


def test_lists_that_are_none_count_as_none(curator: CheckingClient, new: str, specimen: int, visit: Visit) -> None:
    prefer(visit, carryForward={"CollectionObject": {"remarks": True}}, disableClone="CollectionObject")
    data = shown(curator, f"{new}?like={specimen}&carry=1")
    assert (data["remarks"], data["_added"].count("determinations")) == ("old", 2)


def test_who_may_not_enter_records_does_not_choose(reader: CheckingClient, choosing: str, home: str) -> None:
    assert reader.get(choosing).status_code == 403
    assert reader.post(choosing, {"field": "remarks"}).status_code == 403


def test_some_records_are_never_copied(curator: CheckingClient, home: str) -> None:
    for key in ("collection", "taxontreedef", "specifyuser", "attachment"):
        assert not is_copyable(present.tables()[key])
        assert curator.get(f"{home}{key}/carry-forward/").status_code in (403, 404)


def test_what_says_something_of_another_field_goes_with_it() -> None:
    table, place = present.tables()["collectionobject"], present.tables()["locality"]
    assert leading(table, "catalogedDatePrecision") == "catalogedDate"
    assert leading(table, "catalogedDate") == "catalogedDate"
    assert leading(place, "lat1text") == "latitude1"
    assert leading(place, "latLongType") == "latLongType"


@pytest.mark.parametrize("key", ["agent", "locality", "collectingevent", "taxon", "preparation", "loan", "accession"])
def test_there_is_such_a_page_for_every_table(curator: CheckingClient, home: str, key: str) -> None:
    assert curator.get(f"{home}{key}/carry-forward/").status_code == 200
