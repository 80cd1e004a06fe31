"""The form of a record that is like another: what is copied, what is left out, and that nothing is lost on the way."""

from datetime import datetime

import pytest
from django.contrib.sessions.models import Session

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.records.models import Draft
from specify.resources.stamp import forget
from specify.security.entering import Visit
from tests.layouts.making import layout, view, view_set
from tests.page_client import CheckingClient, count_statements, fields, link, words
from tests.records.filling.test_parking import signed_in
from tests.records.filling_in import BUTTON, HTMX, behind, put, row, save, saved, shown, with_rows
from tests.records.reference import embed_events, filled_in
from tests.records.test_layouts import store

pytestmark = pytest.mark.django_db


@pytest.fixture
def clone(new: str, specimen: int) -> str:
    """The address of the form of a record that is like the specimen."""
    return f"{new}?like={specimen}"


def focus(page: object) -> list[str]:
    """The controls that have the focus."""
    return [str(one.get("id")) for one in page.document.all("//*[@autofocus]")]  # type: ignore[attr-defined]


def test_the_copy_is_on_the_page_before_anything_is_stored(
    curator: CheckingClient, home: str, clone: str, specimen: int
) -> None:
    page = curator.get(f"{home}collectionobject/{specimen}/")
    assert link(page, "Clone") == clone
    page = curator.get(clone)
    data = fields(page, BUTTON)
    assert data["remarks"] == "old"
    assert data["catalogNumber"] == "#########"
    assert data["_added"] == "determinations.n1 determinations.n2 preparations.n1"
    marks = {data["determinations.n1.remarks"]: data["determinations.n1.isCurrent"]}
    marks[data["determinations.n2.remarks"]] = data["determinations.n2.isCurrent"]
    assert marks == {"first": "", "second": "1"}
    assert focus(page) == ["catalogNumber"]
    assert f"A copy of {row('collectionobject', specimen)['catalogNumber']}" in words(page)
    assert not Draft.objects.exists()
    assert model("collectionobject").objects.filter(remarks="old").count() == 1


def test_the_copy_is_saved_as_it_is(curator: CheckingClient, clone: str, specimen: int) -> None:
    found = saved(curator, save(curator, clone, shown(curator, clone)))
    before, after = row("collectionobject", specimen), row("collectionobject", found)
    assert after["catalogNumber"] != before["catalogNumber"]
    assert after["guid"] != before["guid"]
    assert (after["remarks"], after["version"]) == ("old", 0)
    rows = behind("determination", collectionObject=found)
    assert {one["remarks"]: one["isCurrent"] for one in rows} == {"first": False, "second": True}
    assert not {one["guid"] for one in rows} & {
        one["guid"] for one in behind("determination", collectionObject=specimen)
    }
    (mine,), (theirs,) = behind("preparation", collectionObject=found), behind("preparation", collectionObject=specimen)
    assert mine["prepType_id"] == theirs["prepType_id"]
    assert len(behind("determination", collectionObject=specimen)) == 2
    assert row("collectionobject", specimen) == before


def test_what_is_changed_counts_and_what_is_taken_out_is_not_copied(
    curator: CheckingClient, clone: str, specimen: int
) -> None:
    data = shown(curator, clone)
    gone = next(name for name in ("determinations.n1", "determinations.n2") if data[f"{name}.remarks"] == "first")
    address = curator.post(clone, {**data, "remarks": "new", "_remove": gone})["Location"].partition("#")[0]
    data = shown(curator, address)
    assert data["remarks"] == "new"
    address = curator.post(address, {**data, "_add": "determinations"})["Location"].partition("#")[0]
    data = shown(curator, address)
    (added,) = [
        name for name in data["_added"].split() if name.startswith("determinations") and name not in data["_opened"]
    ][-1:]
    assert data[f"{added}.remarks"] == ""
    found = saved(curator, save(curator, address, put(data, **{f"{added}.remarks": "third"})))
    rows = behind("determination", collectionObject=found)
    assert {one["remarks"]: one["isCurrent"] for one in rows} == {"second": False, "third": True}
    assert row("collectionobject", found)["remarks"] == "new"
    assert not Draft.objects.exists()


def test_what_was_emptied_stays_empty(curator: CheckingClient, clone: str) -> None:
    data = shown(curator, clone)
    found = saved(curator, save(curator, clone, data, remarks="", determinations__n1__remarks=""))
    assert row("collectionobject", found)["remarks"] is None
    assert sorted(one["remarks"] or "" for one in behind("determination", collectionObject=found))[0] == ""


def test_what_the_form_does_not_show_is_copied_exactly(curator: CheckingClient, clone: str, specimen: int) -> None:
    moment = datetime(1999, 12, 31, 23, 59, 1)
    hidden = {"text8": " a blank at both ends ", "number2": 0, "timestampCreated": moment, "version": 7}
    there = present.tables()["collectionobject"].fields
    hidden = {name: value for name, value in hidden.items() if name in there}
    model("collectionobject").objects.filter(pk=specimen).update(**hidden)
    trip = row("collectionobject", specimen)
    citing = model("referencework").objects.order_by("pk").first()
    assert citing is not None
    model("collectionobjectcitation").objects.create(
        collectionObject_id=specimen,
        referenceWork=citing,
        collectionMemberId=trip["collection_id"],
        remarks="p. 7",
        timestampCreated=moment,
    )
    found = saved(curator, save(curator, clone, shown(curator, clone)))
    after = row("collectionobject", found)
    for name in hidden.keys() - {"timestampCreated", "version"}:
        assert after[name] == hidden[name]
    assert after["timestampCreated"] > moment
    assert after["version"] == 0
    (citation,) = behind("collectionobjectcitation", collectionObject=found)
    assert (citation["remarks"], citation["referenceWork_id"]) == ("p. 7", citing.pk)


def test_a_copy_gets_no_defaults_where_the_other_has_nothing(
    curator: CheckingClient, clone: str, specimen: int
) -> None:
    model("collectionobject").objects.filter(pk=specimen).update(cataloger=None, catalogedDate=None)
    data = shown(curator, clone)
    assert (data["cataloger"], data["cataloger.id"], data["catalogedDate"]) == ("", "", "")
    found = row("collectionobject", saved(curator, save(curator, clone, data)))
    assert (found["cataloger_id"], found["catalogedDate"]) == (None, None)


def test_values_that_could_not_be_typed_are_copied(curator: CheckingClient, clone: str, specimen: int) -> None:
    (prep,) = behind("preparation", collectionObject=specimen)
    model("preparation").objects.filter(pk=prep["id"]).update(remarks="two\r\nlines ", countAmt=0)
    model("collectionobject").objects.filter(pk=specimen).update(remarks=" \r\n", catalogedDatePrecision=0)
    found = saved(curator, save(curator, clone, shown(curator, clone)))
    (copied,) = behind("preparation", collectionObject=found)
    assert (copied["remarks"], copied["countAmt"]) == ("two\r\nlines ", 0)
    assert row("collectionobject", found)["remarks"] == " \r\n"


def test_rows_that_the_page_has_no_room_for_are_copied(curator: CheckingClient, clone: str, specimen: int) -> None:
    for number in range(40):
        model("determination").objects.create(
            collectionObject_id=specimen,
            collectionMemberId=row("collectionobject", specimen)["collection_id"],
            isCurrent=False,
            remarks=f"older {number}",
            timestampCreated=datetime(2001, 1, 1),
        )
    data = shown(curator, clone)
    assert len([name for name in data if name.endswith(".remarks") and name.startswith("determinations")]) < 42
    found = saved(curator, save(curator, clone, data))
    rows = behind("determination", collectionObject=found)
    assert len(rows) == 42
    assert [one["remarks"] for one in rows if one["isCurrent"]] == ["second"]


def test_with_script_the_copy_is_kept_and_found_again(curator: CheckingClient, new: str, clone: str) -> None:
    data = shown(curator, clone)
    answer = curator.post(clone, {**data, "remarks": "half a w", "_keep": "1"}, headers=HTMX)
    assert answer.status_code == 200
    (draft,) = Draft.objects.all()
    again = shown(curator, f"{new}?draft={draft.key}")
    assert again["remarks"] == "half a w"
    assert again["_added"] == data["_added"]
    found = saved(curator, save(curator, f"{new}?draft={draft.key}", again))
    assert len(behind("preparation", collectionObject=found)) == 1


def test_saving_twice_makes_one_copy(curator: CheckingClient, clone: str) -> None:
    data = shown(curator, clone)
    first, second = (saved(curator, save(curator, clone, data)) for _ in range(2))
    assert first == second


def test_the_copy_survives_the_end_of_the_session(curator: CheckingClient, clone: str, specimen: int) -> None:
    data = shown(curator, clone)
    Session.objects.all().delete()
    page = signed_in(curator, save(curator, clone, data, remarks="typed before"))
    address = curator.filled  # type: ignore[attr-defined]
    data = fields(page, BUTTON)
    assert data["remarks"] == "typed before"
    found = saved(curator, save(curator, address, data))
    rows, there = (behind("determination", collectionObject=one) for one in (found, specimen))
    assert len(rows) == len(there)


def test_a_token_that_is_no_more_loses_no_copy(curator: CheckingClient, clone: str) -> None:
    data = shown(curator, clone)
    answer = save(curator, clone, {**data, "_opened": "long ago"}, remarks="typed before")
    assert answer.status_code == 422
    data = fields(answer, BUTTON)
    assert data["remarks"] == "typed before"
    (draft,) = Draft.objects.all()
    found = saved(curator, save(curator, f"{clone.partition('?')[0]}?draft={draft.key}", data))
    assert len(behind("determination", collectionObject=found)) == 2


def test_what_another_person_changed_meanwhile_is_not_copied_unseen(
    curator: CheckingClient, clone: str, specimen: int
) -> None:
    data = shown(curator, clone)
    model("collectionobject").objects.filter(pk=specimen).update(remarks="changed later")
    found = saved(curator, save(curator, clone, data))
    assert row("collectionobject", found)["remarks"] == "old"


def test_one_button_saves_and_clones(curator: CheckingClient, form: str, new: str, specimen: int) -> None:
    answer = curator.post(form, {**put(shown(curator, form), remarks="newer"), "_save": "clone"})
    assert (answer.status_code, answer["Location"]) == (303, f"{new}?like={specimen}")
    page = curator.get(answer["Location"])
    assert "Saved: " in page.document.ids["status-line"].text
    data = fields(page, BUTTON)
    assert data["remarks"] == "newer"
    first = curator.post(answer["Location"], {**data, "_save": "clone"})
    assert first["Location"].startswith(f"{new}?like=")
    assert first["Location"] != answer["Location"]
    assert fields(curator.get(first["Location"]), BUTTON)["remarks"] == "newer"


def test_with_script_it_does_so_too(curator: CheckingClient, form: str, new: str, specimen: int) -> None:
    answer = curator.post(form, {**put(shown(curator, form), remarks="newer"), "_save": "clone"}, headers=HTMX)
    assert answer["HX-Redirect"] == f"{new}?like={specimen}"


def test_the_button_that_goes_on_as_one_began_has_the_key(curator: CheckingClient, new: str, clone: str) -> None:
    keyed = {}
    for address in (new, clone):
        buttons = curator.get(address).document.all("//button[@accesskey='x']")
        keyed[address] = [one.get("value") for one in buttons]
    assert keyed == {new: ["another"], clone: ["clone"]}


def test_a_cloned_agent_keeps_its_addresses_and_is_nobody_s_account(curator: CheckingClient, home: str) -> None:
    agent = model("agent").objects.filter(specifyUser__isnull=False).order_by("pk").first()
    assert agent is not None
    model("address").objects.create(
        agent=agent, isPrimary=True, address="1 Street", timestampCreated=datetime(2001, 1, 1)
    )
    address = f"{home}agent/new/?like={agent.pk}"
    found = saved(curator, save(curator, address, shown(curator, address)))
    assert row("agent", found)["specifyUser_id"] is None
    (copied,) = behind("address", agent=found)
    assert (copied["address"], copied["isPrimary"]) == ("1 Street", True)


def test_a_cloned_name_stands_in_its_tree(curator: CheckingClient, home: str) -> None:
    taxon = model("taxon").objects.filter(rankId=220, isAccepted=True).order_by("pk").first()
    assert taxon is not None
    address = f"{home}taxon/new/?like={taxon.pk}"
    data = shown(curator, address)
    before = row("taxon", taxon.pk)
    found = row("taxon", saved(curator, save(curator, address, data, name="novissimus")))
    assert (found["parent_id"], found["rankId"]) == (before["parent_id"], 220)
    assert found["guid"] != before["guid"] or found["guid"] is None
    parent = row("taxon", before["parent_id"])
    assert parent["nodeNumber"] < found["nodeNumber"] <= parent["highestChildNodeNumber"]
    assert "novissimus" in found["fullName"]


def test_rows_added_first_are_in_the_copy(curator: CheckingClient, new: str, type_id: str) -> None:
    address, data = with_rows(curator, new, "preparations", "preparations")
    data |= {"preparations.n1.prepType.id": type_id, "preparations.n2.prepType.id": type_id}
    data |= {"preparations.n1.countAmt": "3", "preparations.n2.countAmt": "4"}
    answer = curator.post(address, {**data, "_save": "clone"})
    copied = shown(curator, answer["Location"])
    assert [copied[f"preparations.n{number}.countAmt"] for number in (1, 2)] == ["3", "4"]


def test_an_event_of_its_own_is_copied_with_its_collectors(curator: CheckingClient, new: str, visit: Visit) -> None:
    embed_events()
    forget()
    _address, data = filled_in(curator, visit, new)
    first = int(curator.post(new, data)["Location"].strip("/").rpartition("/")[2])
    event = row("collectingevent", row("collectionobject", first)["collectingEvent_id"])
    address = f"{new}?like={first}"
    data = shown(curator, address)
    assert data["collectingEvent.stationFieldNumber"] == "R-1"
    changed = {"collectingEvent.stationFieldNumber": "R-2", "determinations.n2.remarks": "another"}
    with count_statements() as statements:
        answer = save(curator, address, data, **changed)
    assert len(statements) <= 60
    found = saved(curator, answer)
    copied = row("collectingevent", row("collectionobject", found)["collectingEvent_id"])
    assert copied["id"] != event["id"]
    assert (copied["stationFieldNumber"], copied["guid"] == event["guid"]) == ("R-2", False)
    assert row("collectingevent", event["id"]) == event
    before, after = (behind("collector", collectingEvent=one["id"]) for one in (event, copied))
    told = [[(one["agent_id"], one["orderNumber"], one["isPrimary"]) for one in rows] for rows in (before, after)]
    assert told[0] == told[1]
    assert len(after) == 3
    assert sum(one["isCurrent"] for one in behind("determination", collectionObject=found)) == 1
    assert [one["countAmt"] for one in behind("preparation", collectionObject=found)] == [1, 2]
    forget()


def test_cells_that_lead_into_dependents_hold_what_is_copied_of_them(
    curator: CheckingClient, clone: str, specimen: int
) -> None:
    name = "collectionObjectAttribute.text4"
    cell = f'<row><cell type="label" labelfor="1"/><cell type="field" id="1" name="{name}" uitype="text"/></row>'
    of_objects = view("CollectionObject", "CollectionObject", ("Object", "view"), ("Object", "edit"))
    store(view_set(of_objects, layout("Object", "CollectionObject", cell), "Curators"))
    forget()
    known = model("collectionobjectattribute").objects
    place = row("collectionobject", specimen)["collection_id"]
    made = known.create(collectionMemberId=place, text4="silver", text5="hidden", timestampCreated=datetime(2001, 1, 1))
    model("collectionobject").objects.filter(pk=specimen).update(collectionObjectAttribute_id=made.pk)
    data = shown(curator, clone)
    assert data[name] == "silver"
    for text in ("silver", "golden"):
        found = saved(curator, save(curator, clone, shown(curator, clone), **{name: text}))
        copied = row("collectionobjectattribute", row("collectionobject", found)["collectionObjectAttribute_id"])
        assert copied["id"] != made.pk
        assert (copied["text4"], copied["text5"]) == (text, "hidden")
    forget()
