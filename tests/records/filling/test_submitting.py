"""What the button Save does: whole aggregates, once, and all problems at a time."""

import pytest

from specify.datamodel.tables import model
from specify.records.models import Draft, Saved
from tests.page_client import CheckingClient, fields, link, words
from tests.records.conftest import sign_in
from tests.records.filling_in import BUTTON, HTMX, behind, complaints, put, row, save, saved, shown, with_rows

pytestmark = pytest.mark.django_db


def taxon_name() -> tuple[str, str]:
    """The full name of an accepted taxon that no other has, and its id."""
    tree = model("collection").objects.order_by("pk").values_list("discipline__taxonTreeDef_id", flat=True).first()
    names = model("taxon").objects.filter(definition_id=tree, rankId=220, isAccepted=True)
    found = names.order_by("pk").values().first()
    assert found is not None
    return found["fullName"], str(found["id"])


def test_a_new_record_is_saved_with_all_that_belongs_to_it(curator: CheckingClient, new: str, type_id: str) -> None:
    name, taxon = taxon_name()
    address, data = with_rows(curator, new, "determinations", "determinations", "preparations")
    chosen = {
        "catalogNumber": "900001",
        "collectionObjectAttribute__remarks": "silver",
        "determinations__n1__remarks": "first",
        "determinations__n1__isCurrent": "",
        "determinations__n2__taxon": name,
        "determinations__n2__taxon__id": taxon,
        "determinations__n2__isCurrent": "1",
        "determinations__n2__determinedDate": "1987",
        "preparations__n1__prepType__id": type_id,
        "preparations__n1__countAmt": "3",
    }
    found = saved(curator, save(curator, address, data, **chosen))
    root = row("collectionobject", found)
    assert (root["catalogNumber"], root["version"]) == ("000900001", 0)
    assert row("collectionobjectattribute", root["collectionObjectAttribute_id"])["remarks"] == "silver"
    first, second = behind("determination", collectionObject=found)
    assert (first["remarks"], first["isCurrent"], first["taxon_id"]) == ("first", False, None)
    assert (second["taxon_id"], second["isCurrent"], second["remarks"]) == (int(taxon), True, None)
    assert (second["determinedDate"].year, second["determinedDatePrecision"]) == (1987, 3)
    (prep,) = behind("preparation", collectionObject=found)
    assert (prep["prepType_id"], prep["countAmt"]) == (int(type_id), 3)
    assert not Draft.objects.exists()


def test_rows_are_changed_added_and_removed_in_one_save(curator: CheckingClient, form: str, specimen: int) -> None:
    first, second = (one["id"] for one in behind("determination", collectionObject=specimen))
    address, data = with_rows(curator, form, "determinations")
    answer = curator.post(address, {**data, "_remove": f"determinations.{first}"})
    address = answer["Location"].partition("#")[0]
    data = shown(curator, address)
    change = {f"determinations__{second}__remarks": "changed", "determinations__n1__remarks": "third"}
    saved(curator, save(curator, address, data, **change))
    rows = behind("determination", collectionObject=specimen)
    assert [(one["id"] == second, one["remarks"]) for one in rows] == [(True, "changed"), (False, "third")]
    assert [one["version"] for one in rows] == [1, 0]
    assert row("collectionobject", specimen)["version"] == 1
    assert row("collectionobject", specimen)["remarks"] == "old"


def test_what_a_page_had_no_room_for_is_saved_from_the_draft(
    curator: CheckingClient, form: str, specimen: int, type_id: str
) -> None:
    address, data = with_rows(curator, form, *["determinations"] * 3)
    for number in range(1, 4):
        data = put(data, **{f"determinations.n{number}.remarks": f"new {number}"})
    for _more in range(5):
        address = curator.post(address, {**data, "_add": "preparations"})["Location"].partition("#")[0]
        data = shown(curator, address)
    for number in range(1, 6):
        data[f"preparations.n{number}.prepType.id"] = type_id
    saved(curator, save(curator, address, data))
    new = [one["remarks"] for one in behind("determination", collectionObject=specimen)][2:]
    assert new == ["new 1", "new 2", "new 3"]
    assert len(behind("preparation", collectionObject=specimen)) == 6


def test_all_that_is_wrong_is_told_at_once_and_everything_stays(
    curator: CheckingClient, form: str, specimen: int, type_id: str
) -> None:
    before = row("collectionobject", specimen)
    second = behind("determination", collectionObject=specimen)[1]["id"]
    address, data = with_rows(curator, form, "preparations")
    wrong = {
        "catalogNumber": "12x",
        "catalogedDate": "31 June 1987",
        "cataloger": "Nobody Nowhere",
        "remarks": "new",
        f"determinations__{second}__determinedDate": "soon",
    }
    answer = save(curator, address, data, **wrong)
    told = complaints(answer)
    assert set(told.values()) >= {
        "#catalogNumber",
        "#catalogedDate",
        "#cataloger",
        f"#determinations.{second}.determinedDate",
        "#preparations.n1.prepType.id",
    }
    assert next(one for one, at in told.items() if at == "#preparations.n1.prepType.id").startswith("Preparation 2: ")
    title = answer.document.root.find(".//title").text
    assert title.startswith("Error:")
    assert "5 problems" in words(answer)
    kept = fields(answer, BUTTON)
    assert {name: kept[name.replace("__", ".")] for name in wrong} == wrong
    assert row("collectionobject", specimen) == before
    assert Draft.objects.count() == 1
    right = {"catalogNumber": "900003", "catalogedDate": "30 June 1987", "cataloger": ""}
    found = {f"determinations__{second}__determinedDate": "1988", "preparations__n1__prepType__id": type_id}
    saved(curator, save(curator, address, kept, **right, **found))
    assert row("collectionobject", specimen)["remarks"] == "new"
    assert not Draft.objects.exists()


def test_a_number_that_is_taken_leads_to_the_record_that_has_it(
    curator: CheckingClient, new: str, specimen: int, home: str
) -> None:
    answer = save(curator, new, shown(curator, new), catalogNumber="900002")
    assert complaints(answer)
    assert link(answer, "Look at it") == f"{home}collectionobject/{specimen}/"


def test_htmx_gets_the_errors_in_the_form_and_is_led_on_after_saving(curator: CheckingClient, form: str) -> None:
    answer = curator.post(form, {**put(shown(curator, form), catalogNumber="12x"), "_save": "1"}, headers=HTMX)
    assert answer.status_code == 422
    assert answer.document.root[0].get("id") == "edit-form"
    assert [one.get("id") for one in answer.document.all("//*[@autofocus]")] == ["errors"]
    data = put(fields(answer, BUTTON), catalogNumber="900009")
    answer = curator.post(form, {**data, "_save": "1"}, headers=HTMX)
    assert answer["HX-Redirect"] == form.removesuffix("edit/")


def test_one_more_is_begun_after_saving(curator: CheckingClient, new: str) -> None:
    data = put(shown(curator, new), catalogNumber="900004")
    answer = curator.post(new, {**data, "_save": "another"})
    assert (answer.status_code, answer["Location"]) == (303, new)
    assert model("collectionobject").objects.filter(catalogNumber="000900004").count() == 1
    assert shown(curator, new)["catalogNumber"] == shown(curator, new)["catalogNumber"] != "900004"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_form_that_is_sent_again_is_answered_and_saved_once(
    curator: CheckingClient, new: str, headers: dict[str, str]
) -> None:
    address, data = with_rows(curator, new, "determinations")
    data = {**put(data, catalogNumber="900005", determinations__n1__remarks="x"), "_save": "1"}
    answers = [curator.post(address, data, headers=headers) for _time in range(3)]
    assert len({(answer.status_code, answer.get("Location"), answer.get("HX-Redirect")) for answer in answers}) == 1
    assert model("collectionobject").objects.filter(catalogNumber="000900005").count() == 1
    assert Saved.objects.count() == 1


def test_who_goes_back_after_saving_and_changes_more_loses_nothing(
    curator: CheckingClient, new: str, home: str
) -> None:
    data = shown(curator, new)
    found = saved(curator, save(curator, new, data, catalogNumber="900006"))
    answer = save(curator, new, data, catalogNumber="900006", remarks="more")
    (told,) = complaints(answer)
    assert "saved before" in told
    assert link(answer, "Look at it") == f"{home}collectionobject/{found}/"
    assert fields(answer, BUTTON)["remarks"] == "more"
    assert row("collectionobject", found)["remarks"] is None
    again = save(curator, new, fields(answer, BUTTON), catalogNumber="900007")
    assert saved(curator, again) != found


def test_a_record_may_be_changed_again_from_the_page_one_went_back_to(
    curator: CheckingClient, form: str, specimen: int
) -> None:
    data = shown(curator, form)
    for number, remarks in (("900010", "old"), ("900010", "newer")):
        saved(curator, save(curator, form, data, catalogNumber=number, remarks=remarks))
    found = row("collectionobject", specimen)
    assert (found["catalogNumber"], found["remarks"], found["version"]) == ("000900010", "newer", 2)


def test_two_people_change_different_fields_of_one_record(curator: CheckingClient, form: str, specimen: int) -> None:
    other = CheckingClient()
    sign_in(other, "student", "demonstration")
    mine, theirs = shown(curator, form), shown(other, form)
    second = behind("determination", collectionObject=specimen)[1]["id"]
    saved(other, save(other, form, theirs, remarks="theirs"))
    saved(curator, save(curator, form, mine, catalogNumber="900011", **{f"determinations__{second}__remarks": "mine"}))
    found = row("collectionobject", specimen)
    assert (found["remarks"], found["catalogNumber"], found["version"]) == ("theirs", "000900011", 2)


def test_a_person_who_may_not_is_told_and_nothing_is_written(curator: CheckingClient, form: str, specimen: int) -> None:
    data, reader = shown(curator, form), CheckingClient()
    sign_in(reader, "reader", "demonstration")
    answer = reader.post(form, {**data, "remarks": "x", "_save": "1"})
    assert answer.status_code == 403
    assert row("collectionobject", specimen)["remarks"] == "old"
