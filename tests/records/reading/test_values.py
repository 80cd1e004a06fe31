"""A form that is sent becomes values: untouched controls say what is stored, records are looked up together."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from specify.datamodel import present
from specify.datamodel.declaring import Relationship
from specify.datamodel.tables import model
from specify.records.filling.planning import Control, plan
from specify.records.reading.defaults import defaults_of
from specify.records.reading.values import Read, read_controls
from specify.resources.picklists import Kind, PickList, PickListItem
from specify.resources.stamp import forget
from specify.security.entering import Visit, visit_of
from specify.security.scoping import in_scope, visible_ids
from tests.cast import ACCOUNT
from tests.layouts.making import form
from tests.planting import World
from tests.records.reading.forms import controls_of, planned, read, untouched

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit() -> Visit:
    """The curator in the collection of fishes."""
    collection = model("collection").objects.order_by("pk").values_list("pk", flat=True)[0]
    return visit_of(model("specifyuser").objects.get(name=ACCOUNT).pk, collection, "en")


@pytest.fixture
def world(visit: Visit) -> World:
    """Rows planted in it."""
    return World.at(visit.place)


@pytest.fixture
def taxa(world: World) -> dict[str, int]:
    """Species whose names nobody else has, two of them alike."""
    rank = world.plant("taxontreedefitem", name="Zyxus", rankId=220)
    names = ("Zyxus albus", "Zyxus niger", "Zyxus bis", "Zyxus bis")
    made = [world.plant("taxon", name=n, fullName=n, rankId=220, definitionItem_id=rank) for n in names]
    return dict(zip(("albus", "niger", "first", "second"), made, strict=True))


@pytest.fixture
def determination(world: World) -> int:
    """A determination of nothing yet."""
    specimen = world.plant("collectionobject", catalogNumber="999000111")
    return world.plant("determination", collectionObject_id=specimen, isCurrent=True)


def some(ids: list[int]) -> set[int]:
    """A few from everywhere."""
    return {*ids[:2], *ids[-2:], *ids[:: max(1, len(ids) // 4)]}


def is_kept(visit: Visit, control: Control, said: Read) -> bool:
    """Whether a control says what is stored; a blank text is none, and so is a precision of a full date."""
    member = control.member.member
    if isinstance(member, Relationship):
        stored = control.row[f"{member.name}_id"]
        target = present.tables()[member.target.lower()]
        is_ours = stored is None or stored in visible_ids(target, visit.place, [stored])
        return not is_ours or (not said.problem and said.values == {member.name: stored})
    kept = {name: control.row.get(name) for name in said.values}
    if kept[member.name] is not None:
        kept |= {name: 1 for name in kept if name.endswith("Precision") and kept[name] is None}
    return not said.problem and said.values == {name: None if one == "" else one for name, one in kept.items()}


def test_what_every_control_shows_is_read_as_what_is_stored(visit: Visit) -> None:
    looked_at, wrong = 0, []
    for key, table in present.tables().items():
        rows = model(key).objects.filter(in_scope(table, visit.place)).order_by("pk")
        for record in some(list(rows.values_list("pk", flat=True))):
            planning = planned(visit, key, record, untouched(visit, key, record))
            controls = controls_of(planning)
            said = read_controls(visit, planning, controls)
            wrong += [
                (key, record, one.name, said[one.name]) for one in controls if not is_kept(visit, one, said[one.name])
            ]
            looked_at += len(controls)
    assert not wrong
    assert looked_at > 3000


AWKWARD: Mapping[tuple[str, str], tuple[Any, ...]] = {
    ("agent", "lastName"): ('O\'Neil "x" & <b>', "é", "e\u0301", "a  b", "0", "None", "ß", "漢字", "x\u200by"),
    ("agent", "remarks"): ("one\ntwo", "one\n\n two", "%s {} \\n", "x" * 5000),
    ("agent", "dateOfBirth"): (date(1, 1, 1), date(9999, 12, 31), date(1900, 2, 28)),
    ("collectionobject", "countAmt"): (0, 2**31 - 1),
    ("locality", "minElevation"): (Decimal("0.1"), Decimal("-11034.5")),
    ("preparationattr", "dblValue"): (0.1, -1e-7, 1e15, 1 / 3),
    ("collectingeventattribute", "number1"): (Decimal("9999999999.0123456789"), Decimal("-0.0000000001"), Decimal(0)),
    ("taxontreedefitem", "fullNameSeparator"): (" ", ", ", "  "),
    ("taxontreedefitem", "isEnforced"): (True, False, None),
}


@pytest.mark.parametrize(("table", "name"), AWKWARD)
def test_awkward_values_come_back(visit: Visit, world: World, table: str, name: str) -> None:
    for value in AWKWARD[table, name]:
        record = world.plant(table, **{**({"agentType": 1} if table == "agent" else {}), name: value})
        shown = untouched(visit, table, record)
        (control,) = controls_of(planning := planned(visit, table, record, {name: shown[name]}))
        assert read_controls(visit, planning, [control])[name].values[name] == value


def test_a_control_that_holds_what_is_stored_changes_nothing(visit: Visit, world: World) -> None:
    record = world.plant("collectionobject", catalogNumber="no number", remarks="a\nb ")
    texts = untouched(visit, "collectionobject", record)
    planning = planned(visit, "collectionobject", record, texts)
    changed = plan(planning).changed
    own = [one.name for one in changed if one.row["id"] == record]
    said = read_controls(visit, planning, changed)
    assert len(own) > 10
    assert all(said[name] == Read() for name in own)


def determined(visit: Visit, record: int, taxon: str, chosen: object = "") -> Read:
    """What becomes of the taxon of a determination."""
    return read(visit, "determination", record, {"taxon": taxon, "taxon.id": str(chosen)})["taxon"]


def test_a_record_is_the_one_chosen_while_its_text_is_the_same(
    visit: Visit, determination: int, taxa: dict[str, int]
) -> None:
    for text in ("Zyxus bis", " zyxus BIS ", f"Zyxus bis #{taxa['second']}"):
        assert determined(visit, determination, text, taxa["second"]) == Read({"taxon": taxa["second"]})
    assert determined(visit, determination, "", taxa["second"]) == Read({"taxon": None})
    assert determined(visit, determination, " ", "") == Read({"taxon": None})


def test_a_text_that_was_changed_is_looked_up(visit: Visit, determination: int, taxa: dict[str, int]) -> None:
    for chosen in ("", taxa["albus"], "x", 10**12, -1):
        assert determined(visit, determination, "Zyxus niger", chosen) == Read({"taxon": taxa["niger"]})
    assert determined(visit, determination, f"zyxus bis #{taxa['first']}") == Read({"taxon": taxa["first"]})


def test_a_text_that_names_none_or_several_says_so(visit: Visit, determination: int, taxa: dict[str, int]) -> None:
    nobody = determined(visit, determination, "Zyxus umbla", taxa["albus"]).problem
    assert nobody == "No record of Taxon is called “Zyxus umbla”: correct it, or choose one with Find."
    told = determined(visit, determination, "Zyxus bis").problem
    first, second = taxa["first"], taxa["second"]
    assert f"write Zyxus bis #{first} or Zyxus bis #{second}, or choose one with Find" in told
    begun = determined(visit, determination, "Zyxus").problem
    assert begun.startswith("“Zyxus” does not name one record of Taxon: write Zyxus albus, Zyxus bis")
    assert begun.endswith("or another, or choose one with Find.")


def test_a_record_of_another_place_is_not_taken(visit: Visit, determination: int) -> None:
    foreign = World.create().plant("taxon", name="Zyxus alienus", fullName="Zyxus alienus", rankId=220)
    assert "No record" in determined(visit, determination, "Zyxus alienus", foreign).problem
    elsewhere = World.create().plant("preptype", name="Foreign")
    record = model("preparation").objects.order_by("pk").values_list("pk", flat=True)[0]
    told = read(visit, "preparation", record, {"prepType.id": str(elsewhere)})["prepType"]
    assert told.problem == "What was chosen is not offered here, or was deleted meanwhile: choose again."


def test_what_the_form_says_limits_what_may_be_chosen(visit: Visit, world: World, taxa: dict[str, int]) -> None:
    record = taxa["albus"]
    for name, text in (("parent", "Zyxus niger"), ("hybridParent1", "Zyxus albus")):
        chosen = {name: text, f"{name}.id": str(taxa["niger" if name == "parent" else "albus"])}
        told = read(visit, "taxon", record, chosen)[name]
        assert told.problem.startswith(f"No record of Taxon is called “{text}”")
    genus = world.plant("taxon", name="Zyxus", fullName="Zyxus", rankId=180)
    assert read(visit, "taxon", record, {"parent": "Zyxus", "parent.id": ""})["parent"] == Read({"parent": genus})


def test_a_choice_of_rows_sends_the_id_alone(visit: Visit, world: World) -> None:
    kind = world.plant("preptype", name="Zyx")
    record = model("preparation").objects.order_by("pk").values_list("pk", flat=True)[0]
    forget()
    said = read(visit, "preparation", record, {"prepType.id": str(kind)})
    assert said == {"prepType": Read({"prepType": kind})}
    assert read(visit, "preparation", record, {"prepType.id": ""}) == {"prepType": Read({"prepType": None})}


def listed(visit: Visit, found: PickList, record: int, texts: dict[str, str]) -> Mapping[str, Read]:
    """What becomes of texts for fields of an agent that all have that list."""
    cells = "".join(f'<row><cell type="field" name="{name}" uitype="combobox"/></row>' for name in texts)
    planning = planned(visit, "agent", record, texts)
    writer = replace(planning.writer, listed=lambda _table, _name: found)
    planning = replace(planning, form=form("agent", cells), writer=writer)
    return read_controls(visit, planning, controls_of(planning))


def test_a_closed_list_of_the_values_of_a_field_takes_those_there_are(visit: Visit, world: World) -> None:
    world.plant("taxon", name="Zyxus", fullName="Zyxus", rankId=180, author="Zyx & Xyz")
    record = world.plant("agent", agentType=1, lastName="Zyx", title="Old", text1=None)
    found = PickList("Authors", Kind.FIELD, table_key="taxon", field_name="author")
    with CaptureQueriesContext(connection) as queries:
        said = listed(visit, found, record, {"title": "zyx & xyz", "text1": "Nobody", "initials": "Zyx & Xyz"})
    assert said["title"] == Read({"title": "zyx & xyz"})
    assert said["initials"] == Read({"initials": "Zyx & Xyz"})
    assert "“Nobody” is not in the list Authors" in said["text1"].problem
    assert sum("Zyx & Xyz" in query["sql"] for query in queries.captured_queries) == 1
    assert listed(visit, found, record, {"title": "Old"}) == {"title": Read({"title": "Old"})}
    assert listed(visit, replace(found, is_read_only=False), record, {"title": "x"}) == {"title": Read({"title": "x"})}


def test_a_list_of_rows_gives_a_field_the_id_of_one(visit: Visit, world: World) -> None:
    kind, record = world.plant("preptype", name="Zyx"), world.plant("agent", agentType=1, lastName="Zyx")
    foreign = World.create().plant("preptype", name="Foreign")
    found = PickList("Kinds", Kind.TABLE, table_key="preptype")
    told = {"integer1": str(kind), "text1": f" {kind} ", "integer2": str(foreign), "text2": "Zyx", "text3": ""}
    said = listed(visit, found, record, told)
    assert (said["integer1"].values, said["text1"].values) == ({"integer1": kind}, {"text1": str(kind)})
    assert all("not offered here" in said[name].problem for name in ("integer2", "text2"))
    assert said["text3"] == Read({"text3": None})


def begun(visit: Visit, cells: str, sent: Mapping[str, str] | None = None, **more: Any) -> Mapping[str, Any]:
    """What a new collection object gets without being asked."""
    planning = planned(visit, "collectionobject", None, sent or {})
    writer = replace(planning.writer, agent_id=visit.agent_id, today=lambda: date(2024, 3, 31), **more)
    made = replace(form("collectionobject", f"<row>{cells}</row>"), mode="edit")
    return defaults_of(visit, writer, made, {**planning.row, "text1": "shown"})


def cell(name: str, more: str = "", control: str = "text") -> str:
    """A cell that can only be looked at."""
    return f'<cell type="field" name="{name}" uitype="{control}" readonly="true" {more}/>'


def test_a_new_record_gets_the_defaults_that_its_form_only_shows(visit: Visit) -> None:
    assert begun(visit, cell("text1", 'default=" a b "')) == {"text1": "a b"}
    assert begun(visit, cell("countAmt", 'default="3"')) == {"countAmt": 3}
    assert begun(visit, cell("catalogNumber")) == {"catalogNumber": "#########"}
    assert begun(visit, cell("yesNo1", 'default="true"', "checkbox")) == {"yesNo1": True}
    found = begun(visit, cell("catalogedDate", 'default="today"'))
    assert found == {"catalogedDate": date(2024, 3, 31), "catalogedDatePrecision": 1}
    assert begun(visit, cell("cataloger", "", "querycbx")) == {"cataloger": visit.agent_id}
    listing = PickList("Sex", items=(PickListItem("Female", "f"),))
    chosen = cell("text2", 'default="Female"', "combobox")
    assert begun(visit, chosen, listed=lambda _table, _name: listing) == {"text2": "f"}


def test_what_can_be_filled_in_or_is_kept_by_the_program_gets_none(visit: Visit) -> None:
    assert begun(visit, '<cell type="field" name="text1" uitype="text" default="a"/>') == {}
    assert begun(visit, cell("version", 'default="3"') + cell("text2") + cell("countAmt", 'default="many"')) == {}
    assert begun(visit, cell("accession", 'initialize="default=/api/specify/accession/999999/"', "querycbx")) == {}
    hidden = '<cell type="field" name="text1" uitype="text" default="a" invisible="true"/>'
    assert begun(visit, hidden) == {"text1": "a"}


def test_all_records_of_a_form_are_looked_up_together(visit: Visit, world: World, taxa: dict[str, int]) -> None:
    specimen = world.plant("collectionobject", catalogNumber="999000112")

    def sent(rows: int) -> int:
        names = [f"determinations.n{at}" for at in range(1, rows + 1)]
        texts = {f"{name}.taxon": "Zyxus niger" if at % 2 else "Zyxus albus" for at, name in enumerate(names)}
        chosen = {f"{name}.taxon.id": str(taxa["albus"]) for name in names}
        people = {f"{name}.determiner": "Nobody at all" for name in names}
        planning = planned(visit, "collectionobject", specimen, {**texts, **chosen, **people}, *names)
        controls = controls_of(planning)
        assert len(controls) == 2 * rows
        with CaptureQueriesContext(connection) as queries:
            said = read_controls(visit, planning, controls)
        ids = [said[f"{name}.taxon"].values["taxon"] for name in names]
        assert ids == [taxa["niger" if at % 2 else "albus"] for at in range(rows)]
        assert all(said[f"{name}.determiner"].problem for name in names)
        return len(queries)

    sent(1)
    assert sent(9) == sent(2)


def test_a_date_a_point_and_a_part_are_values_of_their_records(visit: Visit, world: World) -> None:
    record = world.plant("locality", localityName="Zyx", lat1text=None)
    texts = {"lat1text": "60° 30' N", "localityDetails.island": " Zyx ", "geoCoordDetails.geoRefDetDate": "1987"}
    said = read(visit, "locality", record, texts)
    assert str(said["lat1text"].values["latitude1"]) == "60.5000000000"
    assert said["lat1text"].values["latLongType"] == "Point"
    assert said["localityDetails.island"] == Read({"island": "Zyx"})
    assert "2004" in str(read(visit, "locality", record, {"geoCoordDetails.geoRefDetDate": "2004-02-03"}))


def test_problems_are_told_beside_what_can_be_read(visit: Visit, world: World) -> None:
    record = world.plant("collectionobject", catalogNumber="999000113")
    said = read(visit, "collectionobject", record, {"countAmt": "many", "fieldNumber": "7"})
    assert said["countAmt"].problem.startswith("“many” is no whole number")
    assert not said["countAmt"].values
    assert said["fieldNumber"] == Read({"fieldNumber": "7"})


def test_what_can_only_be_looked_at_is_not_taken(visit: Visit, world: World) -> None:
    record = world.plant("collectionobject", catalogNumber="999000114")
    told = read(visit, "collectionobject", record, {"guid": "mine", "version": "7"})
    assert all("can only be looked at" in one.problem and not one.values for one in told.values())
    assert set(told) == {"guid", "version"}
