"""Nothing is found for a control that nobody fills in, and by nothing that one may not read."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

import pytest

from specify.datamodel import present, tables
from specify.datamodel.rows import Rows
from specify.datamodel.tables import model
from specify.layouts.filling.names import way_to
from specify.layouts.filling.overlaid import new_row
from specify.query.offering import Around
from specify.records.choosing.sought import Asking, values_sought
from specify.resources.picklists import pick_list
from specify.resources.place import Place
from specify.resources.stamp import forget
from specify.security.entering import visit_of
from specify.web.refusals import Refusal
from tests.layouts.making import layout, view, view_set
from tests.page_checks import text
from tests.page_client import CheckingClient, words
from tests.planting import World
from tests.records.choosing.test_page import (
    HTMX,
    ONLY_WITH_POLICIES,
    choose,
    draft_at,
    enter_with,
    finding,
    found_for,
    here,
    listed,
    names,
    specimen,
    world,
)
from tests.records.filling_in import behind, save, saved, shown, with_rows
from tests.records.test_layouts import BORN, store

pytestmark = pytest.mark.django_db
__all__ = ["here", "specimen", "world"]
"""Fixtures that the tests of finding have, too."""


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """What other tests have stored under the same numbers is not remembered."""
    forget()
    yield
    forget()


def field(name: str, kind: str, more: str = "") -> str:
    """A row of a layout with one labelled control."""
    label = f'<cell type="label" labelfor="{name}"/>'
    return f'<row>{label}<cell type="field" id="{name}" name="{name}" uitype="{kind}" {more}/></row>'


def placed(table: str, *rows: str) -> None:
    """Set up a form for a table."""
    ways = ((table, "view"), (table, "edit"))
    store(view_set(view(table, table, *ways), layout(table, table, "".join(rows))))


def resource(name: str, content: str) -> None:
    """Store a resource for all."""
    directory = tables.SpAppResourceDir.objects.create(isPersonal=False, timestampCreated=BORN)
    user = model("specifyuser").objects.order_by("pk")[0].pk
    owner = {"spAppResourceDir": directory, "specifyUser_id": user, "level": 0}
    made = tables.SpAppResource.objects.create(name=name, timestampCreated=BORN, **owner)
    tables.SpAppResourceData.objects.create(data=content.encode(), spAppResource=made, timestampCreated=BORN)


@pytest.mark.parametrize("name", ["createdByAgent", "collection", "cataloger", "text1"])
def test_only_for_what_the_form_asks_for(curator: CheckingClient, home: str, specimen: int, name: str) -> None:
    placed("CollectionObject", field("catalogNumber", "text"), field("createdByAgent", "querycbx"))
    form = f"{home}collectionobject/{specimen}/edit/"
    for answer in (curator.get(finding(form, name)), choose(curator, finding(form, name), 1)):
        assert answer.status_code == 404
        assert "has no field called" in words(answer)


@ONLY_WITH_POLICIES
def test_only_for_what_one_may_change(client: CheckingClient, home: str, here: Place, specimen: int) -> None:
    may_change = ("/field/collectionobject/cataloger", "update")
    enter_with(client, here, ("/table/%", "read"), ("/table/collectionobject", "update"), may_change)
    form = f"{home}collectionobject/{specimen}/edit/"
    row = model("determination").objects.get(collectionObject_id=specimen)
    assert client.get(finding(form, "cataloger")).status_code == 200
    assert client.get(finding(form, f"determinations.{row.pk}.taxon")).status_code == 404
    assert client.get(finding(form, "accession")).status_code == 404
    assert client.get(finding(f"{home}collectionobject/new/", "cataloger")).status_code == 403


@ONLY_WITH_POLICIES
def test_who_may_only_add_finds_nothing_for_what_is_there(
    client: CheckingClient, home: str, here: Place, specimen: int
) -> None:
    enter_with(client, here, ("/table/%", "read"), ("/table/collectionobject", "create"))
    assert client.get(finding(f"{home}collectionobject/{specimen}/edit/", "cataloger")).status_code == 403
    assert client.get(finding(f"{home}collectionobject/new/", "cataloger")).status_code == 200


@ONLY_WITH_POLICIES
def test_rows_of_a_table_that_may_not_be_read_are_not_asked(
    client: CheckingClient, home: str, here: Place, specimen: int
) -> None:
    rights = [(f"/table/{table}", "%") for table in ("collectionobject", "taxon", "agent")]
    blindly = [("/table/determination", "create"), ("/table/determination", "update"), ("/field/%", "%")]
    enter_with(client, here, *rights, *blindly)
    row = model("determination").objects.get(collectionObject_id=specimen)
    for name in (f"determinations.{row.pk}.taxon", "determinations.n1.taxon"):
        assert client.get(finding(f"{home}collectionobject/{specimen}/edit/", name)).status_code == 404


def test_rows_of_another_object_are_not_asked(curator: CheckingClient, home: str, specimen: int, world: World) -> None:
    other = world.plant("determination", collectionObject_id=world.plant("collectionobject"))
    form = f"{home}collectionobject/{specimen}/edit/"
    assert curator.get(finding(form, f"determinations.{other}.taxon")).status_code == 404


@ONLY_WITH_POLICIES
def test_a_field_that_may_not_be_read_finds_nothing(
    client: CheckingClient, home: str, here: Place, world: World
) -> None:
    hidden = world.plant("collectionobject", catalogNumber="999000222")
    world.plant("preparation", collectionObject_id=hidden, text1="Zzjar")
    fields_ = '<typesearch tableid="63" name="Preparation" searchfield="collectionObject.catalogNumber,text1"/>'
    resource("TypeSearches", f"<typesearches>{fields_}</typesearches>")
    enter_with(client, here, *((f"/table/{table}", "%") for table in ("loan", "loanpreparation", "preparation")))
    form, name = f"{home}loan/{world.plant('loan')}/edit/", "loanPreparations.n1.preparation"
    assert len(names(client.get(finding(form, name, "zzjar")))) == 1
    assert names(client.get(finding(form, name, "999000222"))) == []


@ONLY_WITH_POLICIES
def test_a_text_names_nothing_by_what_may_not_be_read(
    client: CheckingClient, home: str, here: Place, world: World
) -> None:
    hidden = world.plant("collectionobject", catalogNumber="999000222")
    world.plant("preparation", collectionObject_id=hidden)
    rights = [(f"/table/{table}", "%") for table in ("loan", "loanpreparation", "preparation", "discipline")]
    enter_with(client, here, *rights)
    loan = world.plant("loan", loanNumber="2001-001")
    address, data = with_rows(client, f"{home}loan/{loan}/edit/", "loanPreparations")
    name = "loanPreparations.n1.preparation"
    answer = save(client, address, data, **{name: "999000222"})
    assert answer.status_code == 422
    assert "No record of" in words(answer)
    assert not behind("loanpreparation", loan=loan)


@ONLY_WITH_POLICIES
def test_a_list_is_for_those_who_may_read_lists(client: CheckingClient, home: str, here: Place, world: World) -> None:
    listed(here, 0, "Hand net")
    enter_with(client, here, ("/table/collectingevent", "%"))
    person = model("specifyuser").objects.get(name="outsider")
    visit = visit_of(person.pk, here.collection_id, "en")
    table = present.tables()["collectingevent"]
    way = way_to(table, "method", present.tables())
    found = pick_list(visit.viewer, visit.stamp, "CollectingMethod")
    assert way
    assert found
    with pytest.raises(Refusal, match="may not read"):
        values_sought(Asking(visit, way, None, Around(table, new_row(table), Rows())), found)


@ONLY_WITH_POLICIES
@pytest.mark.parametrize("kind", [1, 2])
def test_values_that_may_not_be_read_are_not_looked_through(
    client: CheckingClient, home: str, here: Place, world: World, kind: int
) -> None:
    listed(here, kind, *(f"Method {number}" for number in range(60)), tableName="locality", fieldName="localityName")
    enter_with(client, here, ("/table/collectingevent", "%"), ("/table/picklist", "read"), ("/field/%", "%"))
    form = f"{home}collectingevent/{world.plant('collectingevent')}/edit/"
    answer = client.get(finding(form, "method"))
    assert answer.status_code == 403
    assert "You may not read" in words(answer)


@pytest.mark.parametrize(
    ("table", "name", "value", "told"),
    [
        ("collectingevent", "startDate", date(1877, 5, 17), "1877-05-17"),
        ("collectingevent", "integer1", 1877, "1877"),
        ("locality", "latitude1", Decimal("-88.77"), "-88.77"),
        ("preptype", "isLoanable", True, "1"),
    ],
)
def test_a_choice_of_what_is_no_text(
    curator: CheckingClient, home: str, here: Place, world: World, table: str, name: str, value: object, told: str
) -> None:
    placed("CollectingEvent", field("method", "combobox", 'picklist="CollectingMethod"'))
    world.plant(table, **{name: value})
    listed(here, 2, tableName=table, fieldName=name)
    form = f"{home}collectingevent/{world.plant('collectingevent')}/edit/"
    assert told in names(curator.get(finding(form, "method")))
    answer = choose(curator, finding(form, "method"), told)
    assert draft_at(answer["Location"]) == {"method": told}
    for nothing in ("x", "", "NaN", "1e999", "9" * 40, "\U0001f41f"):
        assert choose(curator, finding(form, "method"), nothing).status_code == 404
        assert curator.get(finding(form, "method", nothing)).status_code == 200
    saved(curator, save(curator, form, shown(curator, form), method=told))


def test_a_control_may_have_any_name(curator: CheckingClient, home: str, here: Place, world: World) -> None:
    listed(here, 2, tableName="fieldnotebook", fieldName="name")
    placed("FieldNotebook", field("name", "combobox", 'picklist="CollectingMethod"'))
    notebook = world.plant("fieldnotebook", name="Zz first book")
    page = curator.get(f"{home}fieldnotebook/{notebook}/edit/")
    address = page.document.ids["name"].get("hx-get")
    asked = "&" if "?" in address else "?"
    part = curator.get(f"{address}{asked}{urlencode({'name': 'zz'})}", headers=HTMX)
    assert [text(one) for one in part.document.all("//option")] == ["Zz first book"]


def test_passwords_are_neither_sought_nor_told(curator: CheckingClient, home: str) -> None:
    user = model("specifyuser").objects.filter(agents__isnull=False).order_by("pk")[0]
    searched = '<typesearch tableid="5" name="Agent" searchfield="specifyUser.password"/>'
    resource("TypeSearches", f"<typesearches>{searched}</typesearches>")
    told = "<switch><fields><field>lastName</field><field>specifyUser.password</field></fields></switch>"
    resource("DataObjFormatters", f'<formatters><format name="Agent" class="x.Agent">{told}</format></formatters>')
    form = f"{home}collectionobject/new/"
    stored = user.password.removeprefix("pbe$")
    assert names(curator.get(finding(form, "cataloger", stored[:8]))) == []
    agent = model("agent").objects.filter(specifyUser_id=user.pk).order_by("pk")[0]
    assert stored.encode() not in curator.get(finding(form, "cataloger", agent.lastName)).content


def related(here: Place, foreign: World, world: World) -> tuple[str, dict[str, str]]:
    """A control for the other side of a relation to a foreign collection, and what was sent with it."""
    inner = '<cell type="subview" id="2" name="leftSideRels" viewname="CollectionRelationship"/>'
    placed("CollectionObject", field("catalogNumber", "text"), f"<row>{inner}</row>")
    there = foreign.ids["collection"]
    kind = world.plant("collectionreltype", leftSideCollection_id=here.collection_id, rightSideCollection_id=there)
    row = "leftSideRels.n1"
    return f"{row}.rightSide", {f"{row}.collectionRelType": "", f"{row}.collectionRelType.id": str(kind), "_added": row}


@ONLY_WITH_POLICIES
def test_the_other_side_of_a_relation_is_looked_for_in_its_collection(
    curator: CheckingClient, home: str, here: Place, world: World, specimen: int
) -> None:
    foreign = World.create()
    other = foreign.plant("collectionobject", catalogNumber="999000333")
    name, sent = related(here, foreign, world)
    form = f"{home}collectionobject/{specimen}/edit/"
    page = found_for(curator, form, name, {**sent, name: "999000"})
    assert len(names(page)) == 1
    assert "999000333" in names(page)[0]
    answer = choose(curator, f"{page.request['PATH_INFO']}?{page.request['QUERY_STRING']}", other)
    assert draft_at(answer["Location"])[f"{name}.id"] == str(other)
    before = curator.get(finding(form, name, "999000"))
    assert "999000111" in names(before)[0]  # until a type of relation is chosen it may be any object here


@ONLY_WITH_POLICIES
def test_another_collection_is_looked_in_by_those_who_may_enter_it(
    client: CheckingClient, home: str, here: Place, world: World, specimen: int
) -> None:
    foreign = World.create()
    foreign.plant("collectionobject", catalogNumber="SECRET999")
    name, sent = related(here, foreign, world)
    enter_with(client, here, ("/table/%", "%"))
    form = f"{home}collectionobject/{specimen}/edit/"
    page = found_for(client, form, name, {**sent, name: "SECRET"})
    assert page.status_code == 403
    assert b"SECRET999" not in page.content
    assert "may not enter" in words(page)


@ONLY_WITH_POLICIES
def test_a_record_that_may_not_be_read_is_no_sample_of_a_layout(client: CheckingClient, home: str, here: Place) -> None:
    rows = field("lastName", "text")
    own = store(view_set(view("Agent", "Agent", ("Agent", "view")), layout("Agent", "Agent", rows)))
    stored = model("agent").objects.order_by("pk").values_list("lastName", flat=True)[0]
    enter_with(client, here, ("/table/spviewsetobj", "%"))
    page = client.get(f"{home}layouts/{own}/Agent/")
    assert "There is no record in it" in words(page)
    assert stored not in words(page)
