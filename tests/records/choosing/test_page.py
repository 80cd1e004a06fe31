"""What a control may have is found on a page of its own, and goes back into the form with one button."""

from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from specify.datamodel import present, tables
from specify.datamodel.tables import model
from specify.records.models import Draft
from specify.resources.place import Place, place_of
from tests.page_checks import text
from tests.page_client import CheckingClient, count_statements, fields, heading, link, words
from tests.planting import World

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
ONLY_WITH_POLICIES = pytest.mark.skipif(not present.has("userpolicy"), reason="rights of Specify 6 are given otherwise")


@pytest.fixture
def here(home: str) -> Place:
    """The demonstration's collection."""
    place = place_of(int(home.strip("/").split("-")[0]))
    assert place is not None
    return place


@pytest.fixture
def world(here: Place) -> World:
    """Rows planted in it."""
    return World.at(here)


@pytest.fixture
def specimen(world: World) -> int:
    """An object with a determination."""
    made = world.plant("collectionobject", catalogNumber="999000111")
    world.plant("determination", collectionObject_id=made, isCurrent=True)
    return made


@pytest.fixture
def taxa(world: World) -> dict[str, int]:
    """Two species whose names nobody else has."""
    made = {}
    for name in ("Zyxus albus", "Zyxus niger"):
        rank = world.plant("taxontreedefitem", name="Species of Zyxus", rankId=220)
        made[name] = world.plant("taxon", name=name, fullName=name, rankId=220, definitionItem_id=rank)
    return made


def finding(form: str, name: str, search: str = "", **more: str) -> str:
    """The address of the page that finds something for a control."""
    return f"{form}find/?{urlencode({'name': name, 's': search, **more})}"


def names(page: Any) -> list[str]:
    """What is offered, in order."""
    return [text(row) for row in page.document.all("//tbody//th")]


def found_for(client: CheckingClient, form: str, name: str, sent: dict[str, str]) -> Any:
    """The page of matches for a control of a form into which that was put, which need not be all of it."""
    kept = client.post(form, sent).document.ids["edit-form"].get("action")
    form, _, draft = kept.partition("?")
    return client.get(f"{form}find/?{draft}&name={name}&s={sent[name]}")


def choose(client: CheckingClient, address: str, value: object) -> Any:
    return client.post(address, {"id": str(value)})


def draft_at(address: str) -> dict[str, str]:
    """The texts of the draft that an address names."""
    (key,) = parse_qs(urlsplit(address).query)["draft"]
    texts: dict[str, str] = Draft.objects.get(key=key).content["texts"]
    return texts


def control_of(specimen: int) -> str:
    """The name of the taxon of the specimen's determination."""
    row = model("determination").objects.get(collectionObject_id=specimen)
    return f"determinations.{row.pk}.taxon"


def test_a_record_is_found_chosen_and_stands_in_the_form(
    curator: CheckingClient, home: str, specimen: int, taxa: dict[str, int]
) -> None:
    form, name = f"{home}collectionobject/{specimen}/edit/", control_of(specimen)
    page = curator.get(finding(form, name, "zyxus"))
    assert heading(page) == "Choose Taxon for determination 1 of 999000111"
    assert names(page) == ["Zyxus albus", "Zyxus niger"]
    answer = choose(curator, finding(form, name, "zyxus"), taxa["Zyxus niger"])
    assert answer.status_code == 303
    assert answer["Location"].endswith(f"#{name}")
    assert draft_at(answer["Location"]) == {name: "Zyxus niger", f"{name}.id": str(taxa["Zyxus niger"])}
    filled = curator.get(answer["Location"])
    assert filled.document.ids[name].get("value") == "Zyxus niger"


def test_a_choice_leaves_the_rest_of_the_draft_and_leaving_changes_nothing(
    curator: CheckingClient, home: str, specimen: int, taxa: dict[str, int]
) -> None:
    form, name = f"{home}collectionobject/{specimen}/edit/", control_of(specimen)
    whole = fields(curator.get(form), "Update the form")
    answer = curator.post(form, {**whole, "remarks": "seen", name: "zyxus", "_find": name})
    assert answer.status_code == 303
    page = curator.get(answer["Location"])
    assert names(page) == ["Zyxus albus", "Zyxus niger"]
    (back,) = page.document.all("//nav[@class='crumbs']//a/@href/..")
    put_in = {"remarks": "seen", name: "zyxus"}
    assert draft_at(back.get("href")).items() >= put_in.items()
    assert urlsplit(back.get("href")).fragment == name
    chosen = choose(curator, answer["Location"], taxa["Zyxus albus"])
    put_in |= {name: "Zyxus albus", f"{name}.id": str(taxa["Zyxus albus"])}
    assert draft_at(chosen["Location"]).items() >= put_in.items()


def test_for_a_new_record_and_a_new_row(curator: CheckingClient, home: str, taxa: dict[str, int]) -> None:
    form, name = f"{home}collectionobject/new/", "determinations.n1.taxon"
    assert names(curator.get(finding(form, name, "zyxus n"))) == ["Zyxus niger"]
    answer = choose(curator, finding(form, name), taxa["Zyxus niger"])
    assert urlsplit(answer["Location"]).path == form
    assert draft_at(answer["Location"])[f"{name}.id"] == str(taxa["Zyxus niger"])


def test_a_tree_is_searched_anywhere_until_somebody_says_otherwise(
    curator: CheckingClient, home: str, specimen: int, taxa: dict[str, int]
) -> None:
    form, name = f"{home}collectionobject/{specimen}/edit/", control_of(specimen)
    first = curator.get(finding(form, name, "xus niger"))
    assert names(first) == ["Zyxus niger"]
    assert first.document.ids["any"].get("checked") is not None
    unticked = curator.get(finding(form, name, "xus niger", any="0"))
    assert names(unticked) == []
    assert unticked.document.ids["any"].get("checked") is None
    ticked = curator.get(f"{finding(form, name, 'xus niger', any='0')}&any=1")
    assert names(ticked) == ["Zyxus niger"]


def test_the_hands_go_to_the_matches_or_to_the_text(
    curator: CheckingClient, home: str, specimen: int, taxa: dict[str, int]
) -> None:
    form, name = f"{home}collectionobject/{specimen}/edit/", control_of(specimen)
    answer = curator.post(form, {**fields(curator.get(form), "Update the form"), name: "zyxus", "_find": name})
    assert urlsplit(answer["Location"]).fragment == "found"
    for search, focused in (("zyxus", "found"), ("nobody is called so", "s"), ("", "s")):
        page = curator.get(finding(form, name, search))
        assert [one.get("id") for one in page.document.all("//*[@autofocus]")] == [focused]
        assert b'id="found" autofocus' not in curator.get(finding(form, name, search), headers=HTMX).content
    region = curator.get(answer["Location"]).document.ids["found"]
    assert region.get("tabindex") == "0"
    assert [one.get("value") for one in region.iter("button")] == [str(one) for one in taxa.values()]


def test_a_row_is_called_as_on_the_form(curator: CheckingClient, home: str, specimen: int, world: World) -> None:
    form = f"{home}collectionobject/{specimen}/edit/"
    world.plant("determination", collectionObject_id=specimen, isCurrent=False)
    answer = curator.post(form, {**fields(curator.get(form), "Update the form"), "_add": "determinations"})
    (draft,) = parse_qs(urlsplit(answer["Location"]).query)["draft"]
    (new,) = [row.get("id") for row in curator.get(answer["Location"]).document.all("//tr[@id]")]
    page = curator.get(finding(form, f"{new}.taxon", draft=draft))
    assert heading(page) == "Choose Taxon for determination 3 of 999000111"
    assert heading(curator.get(finding(form, "cataloger"))) == "Choose Cataloger for 999000111"
    assert heading(curator.get(finding(f"{home}collectionobject/new/", "cataloger"))).endswith(" for a new record")


def test_matches_are_told_apart_in_words_and_nothing_is_said_twice(
    curator: CheckingClient, home: str, specimen: int, taxa: dict[str, int]
) -> None:
    niger = taxa["Zyxus niger"]
    model("taxon").objects.filter(pk=taxa["Zyxus albus"]).update(acceptedTaxon_id=niger, isAccepted=False)
    page = curator.get(finding(f"{home}collectionobject/{specimen}/edit/", control_of(specimen), "zyxus"))
    heads = [text(head) for head in page.document.all("//main//thead//th")]
    assert (heads[1], heads[-1], len(heads)) == ("Rank", "Choose", 4)
    cells = [[text(cell) for cell in row.findall("td")] for row in page.document.all("//main//tbody/tr")]
    assert [row[:2] for row in cells] == [["Species of Zyxus", "Zyxus niger"], ["Species of Zyxus", ""]]


def test_htmx_gets_the_matches_alone(curator: CheckingClient, home: str, specimen: int, taxa: dict[str, int]) -> None:
    form, name = f"{home}collectionobject/{specimen}/edit/", control_of(specimen)
    part = curator.get(finding(form, name, "zyxus"), headers=HTMX)
    assert b"<html" not in part.content
    assert part.document.root[0].get("id") == "results"
    assert text(part.document.ids["status-line"]) == "2 matches"
    assert names(part) == ["Zyxus albus", "Zyxus niger"]


def test_many_matches_are_paged_and_statements_do_not_grow(curator: CheckingClient, home: str, world: World) -> None:
    form, name = f"{home}collectionobject/new/", "cataloger"
    for number in range(2):
        world.plant("agent", lastName=f"Yyberg{number:02d}", agentType=1)
    curator.get(finding(form, name, "yyberg"))
    with count_statements() as few:
        curator.get(finding(form, name, "yyberg"))
    for number in range(2, 45):
        world.plant("agent", lastName=f"Yyberg{number:02d}", agentType=1)
    with count_statements() as many:
        page = curator.get(finding(form, name, "yyberg"))
    assert len(many) == len(few) <= 15
    assert len(names(page)) == 20
    assert "1 to 20 of 45" in words(page)
    last = curator.get(f"{form}find/{link(page, '3').removeprefix(f'{form}find/')}")
    assert names(last) == [f"Yyberg{number}" for number in range(40, 45)]


def test_a_hostile_text_is_a_text(curator: CheckingClient, home: str, specimen: int) -> None:
    form, name = f"{home}collectionobject/{specimen}/edit/", control_of(specimen)
    for search in (
        "<script>alert(1)</script>",
        "'; DROP TABLE taxon; --",
        "\\",
        "%",
        "_",
        "\x00",
        "x" * 5000,
        "\U0001f41f",
    ):
        page = curator.get(finding(form, name, search))
        assert page.status_code == 200
        assert b"<script>alert" not in page.content
    for page_number in ("-1", "9" * 50, "x"):
        assert curator.get(finding(form, name, "a", page=page_number)).status_code == 200


@pytest.mark.parametrize(
    "name",
    ["", "nothing", "determinations", "determinations.taxon", "determinations.x.taxon", "catalogNumber", "taxon.id"]
    + ["cataloger.id", "determinations.999999999.taxon", "__class__", "createdByAgent.specifyUser.password", "." * 90],
)
def test_names_that_lead_nowhere_are_told(curator: CheckingClient, home: str, specimen: int, name: str) -> None:
    form = f"{home}collectionobject/{specimen}/edit/"
    for answer in (
        curator.get(finding(form, name, "a")),
        choose(curator, finding(form, name), 1),
        curator.get(f"{home}collectionobject/suggest/?{urlencode({'_name': name, '_s': 'a', '_id': specimen})}"),
    ):
        assert answer.status_code == 404
        assert "has no field called" in words(answer)


def test_records_of_others_are_neither_found_nor_chosen(curator: CheckingClient, home: str, specimen: int) -> None:
    foreign = World.create()
    taxon = foreign.plant("taxon", fullName="Secretus occultus", name="occultus", rankId=220)
    row = foreign.plant("determination", collectionObject_id=foreign.plant("collectionobject"))
    form, name = f"{home}collectionobject/{specimen}/edit/", control_of(specimen)
    assert names(curator.get(finding(form, name, "secretus"))) == []
    before = Draft.objects.count()
    for value in (taxon, 0, "", "x", "9" * 40, "²"):
        answer = choose(curator, finding(form, name), value)
        assert answer.status_code == 404
        assert "is not there to be chosen" in words(answer)
    assert Draft.objects.count() == before
    assert curator.get(finding(form, f"determinations.{row}.taxon", "a")).status_code == 404
    assert (
        curator.get(finding(f"{home}collectionobject/{foreign.ids['collectionobject']}/edit/", "cataloger")).status_code
        == 404
    )


def test_a_draft_of_somebody_else_is_none(curator: CheckingClient, home: str, specimen: int) -> None:
    form = f"{home}collectionobject/{specimen}/edit/"
    answer = curator.get(finding(form, "cataloger", draft="0" * 32))
    assert answer.status_code == 404


def test_who_may_not_change_the_record_finds_nothing_for_it(reader: CheckingClient, home: str, specimen: int) -> None:
    form = f"{home}collectionobject/{specimen}/edit/"
    assert reader.get(finding(form, "cataloger", "a")).status_code == 403
    assert choose(reader, finding(form, "cataloger"), 1).status_code == 403
    assert reader.get(f"{home}collectionobject/suggest/?cataloger=a&_id={specimen}").status_code == 403


def enter_with(client: CheckingClient, here: Place, *rights: tuple[str, str]) -> None:
    """Sign in somebody with an agent who may enter the collection, and has these rights in it."""
    now = datetime(2026, 1, 1)
    user = model("specifyuser").objects.create(
        name="outsider", password="unusable", isLoggedIn=False, isLoggedInReport=False, timestampCreated=now, version=0
    )
    for resource, action in (("/system/sp7/collection", "access"), *rights):
        model("userpolicy").objects.create(
            collection_id=here.collection_id, specifyuser_id=user.pk, resource=resource, action=action
        )
    World.at(here).plant("agent", specifyUser_id=user.pk, lastName="Outsider", agentType=1)
    client.force_login(model("specifyuser").objects.get(pk=user.pk))  # type: ignore[arg-type]


@ONLY_WITH_POLICIES
def test_a_table_that_may_not_be_read_is_not_looked_in(
    client: CheckingClient, home: str, here: Place, specimen: int
) -> None:
    enter_with(client, here, ("/table/collectionobject", "%"), ("/table/determination", "%"))
    form = f"{home}collectionobject/{specimen}/edit/"
    for name in ("cataloger", control_of(specimen)):
        answer = client.get(finding(form, name, "a"))
        assert answer.status_code == 403
        assert "You may not read" in words(answer)
    assert client.get(finding(form, "container", "a")).status_code == 403


def test_a_search_looks_only_into_what_may_be_read(curator: CheckingClient, home: str, world: World) -> None:
    specimen = world.plant("collectionobject", catalogNumber="999000222")
    preparation = world.plant("preparation", collectionObject_id=specimen)
    loan = world.plant("loan")
    form = f"{home}loan/{loan}/edit/"
    page = curator.get(finding(form, "loanPreparations.n1.preparation", "999000222"))
    assert len(names(page)) == 1
    answer = choose(curator, finding(form, "loanPreparations.n1.preparation"), preparation)
    assert draft_at(answer["Location"])["loanPreparations.n1.preparation.id"] == str(preparation)


def test_while_one_types_some_are_suggested(
    curator: CheckingClient, home: str, specimen: int, taxa: dict[str, int]
) -> None:
    name = control_of(specimen)
    address = f"{home}collectionobject/suggest/?{urlencode({'_id': specimen, name: 'zyx'})}"
    part = curator.get(address, headers=HTMX)
    assert part["HX-Reswap"] == "outerHTML"
    assert part.document.root[0].get("id") == f"{name}-list"
    assert [text(one) for one in part.document.all("//option")] == ["Zyxus albus", "Zyxus niger"]
    page = curator.get(address)
    assert [text(one) for one in page.document.all("//main//li")] == ["Zyxus albus", "Zyxus niger"]
    named = curator.get(
        f"{home}collectionobject/suggest/?{urlencode({'_name': name, '_s': 'zyxus n', '_id': specimen})}"
    )
    assert [text(one) for one in named.document.all("//main//li")] == ["Zyxus niger"]
    nothing = curator.get(f"{home}collectionobject/suggest/?{urlencode({'_id': specimen, name: ''})}")
    assert "Nothing fits" in words(nothing)


def test_two_of_one_name_are_suggested_with_their_ids(curator: CheckingClient, home: str, world: World) -> None:
    ids = [world.plant("agent", lastName="Yyberg", firstName="A", agentType=1) for _ in range(2)]
    page = curator.get(f"{home}collectionobject/suggest/?cataloger=yyberg", headers=HTMX)
    told = [text(one) for one in page.document.all("//option")]
    assert [one.rpartition(" #")[2] for one in told] == [str(number) for number in ids]


def test_who_types_on_past_the_searched_field_is_still_understood(
    curator: CheckingClient, home: str, world: World
) -> None:
    world.plant("agent", lastName="Yyberg", firstName="Anna", agentType=1)
    found = curator.get(f"{home}collectionobject/suggest/?cataloger=yyberg", headers=HTMX)
    (told,) = [text(one) for one in found.document.all("//option")]
    further = curator.get(f"{home}collectionobject/suggest/?{urlencode({'cataloger': told[:-1]})}", headers=HTMX)
    assert [text(one) for one in further.document.all("//option")] == [told]
    assert names(curator.get(finding(f"{home}collectionobject/new/", "cataloger", told))) == [told]


def listed(here: Place, kind: int, *titles: str, **columns: object) -> None:
    """Set up the pick list that the layout names for the method of collecting events."""
    stamped = {"timestampCreated": datetime(2020, 1, 1), "version": 0}
    tables.PickList.objects.filter(name="CollectingMethod").update(name="Another", version=9)
    marks = {"isSystem": False, "readOnly": True, "collection_id": here.collection_id, "type": kind}
    made = tables.PickList.objects.create(name="CollectingMethod", **{**marks, **stamped, **columns})
    for title in titles:
        tables.PickListItem.objects.create(pickList=made, title=title, value=title, **stamped)


def test_a_long_pick_list_is_looked_through(curator: CheckingClient, home: str, here: Place, world: World) -> None:
    listed(here, 0, *(f"Method {number:02d}" for number in range(60)), "Hand net")
    event = world.plant("collectingevent")
    form = f"{home}collectingevent/{event}/edit/"
    page = curator.get(finding(form, "method", "method"))
    assert len(names(page)) == 20
    assert "1 to 20 of 60" in words(page)
    assert names(curator.get(finding(form, "method", "NET", any="1"))) == ["Hand net"]
    answer = choose(curator, finding(form, "method"), "Hand net")
    assert draft_at(answer["Location"]) == {"method": "Hand net"}
    assert choose(curator, finding(form, "method"), "No such").status_code == 404


def test_the_values_of_a_field_are_looked_through(
    curator: CheckingClient, home: str, here: Place, world: World
) -> None:
    listed(here, 2, tableName="collectingevent", fieldName="method")
    event = world.plant("collectingevent", method="Zz net")
    World.create().plant("collectingevent", method="Zz of others")
    form = f"{home}collectingevent/{event}/edit/"
    assert names(curator.get(finding(form, "method", "zz"))) == ["Zz net"]
    assert draft_at(choose(curator, finding(form, "method"), "Zz net")["Location"]) == {"method": "Zz net"}
    assert choose(curator, finding(form, "method"), "Zz of others").status_code == 404
    part = curator.get(f"{home}collectingevent/suggest/?method=zz", headers=HTMX)
    assert [text(one) for one in part.document.all("//option")] == ["Zz net"]


def test_passwords_are_no_values_to_look_through(curator: CheckingClient, home: str, here: Place, world: World) -> None:
    listed(here, 2, tableName="specifyuser", fieldName="password")
    event = world.plant("collectingevent")
    assert curator.get(finding(f"{home}collectingevent/{event}/edit/", "method")).status_code == 404


def test_a_list_of_rows_keeps_to_its_value(curator: CheckingClient, home: str, here: Place, world: World) -> None:
    ids = [world.plant("agent", lastName="Yyberg", firstName=first, agentType=1) for first in ("Anna", "Bo")]
    listed(here, 1, tableName="agent", filterFieldName="firstName", filterValue="bo", version=3)
    form = f"{home}collectingevent/{world.plant('collectingevent')}/edit/"
    assert names(curator.get(finding(form, "method", "yyberg"))) == ["Yyberg, Bo"]
    assert draft_at(choose(curator, finding(form, "method"), ids[1])["Location"]) == {"method": str(ids[1])}
    assert choose(curator, finding(form, "method"), ids[0]).status_code == 404
