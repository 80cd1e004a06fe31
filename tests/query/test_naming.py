"""A text names a record when it is the one that is shown by it."""

import pytest

from specify.datamodel import present
from specify.datamodel.rows import Rows
from specify.query.matching import Search
from specify.query.naming import Named, exactly_one, shown_so, with_id
from specify.resources.formatters import read
from specify.resources.formatting import Formatting
from specify.resources.place import Place
from specify.resources.stamp import settings_stamp
from specify.resources.viewer import Viewer
from specify.security.scoping import in_scope
from tests.page_client import count_statements
from tests.patience import within
from tests.planting import World

pytestmark = pytest.mark.django_db


def search(place: Place, table: str, *paths: str) -> Search:
    known = present.tables()[table]
    return Search(known, paths, in_scope(known, place))


def formatting(place: Place, closed: str = "") -> Formatting:
    """Formatting for somebody who may read all tables but that one."""
    return Formatting(Viewer(place, 1, "Manager", "en"), settings_stamp(), Rows(), lambda table: table != closed)


def words(place: Place, table: str, record: int) -> str:
    """What the record is shown by."""
    telling = formatting(place)
    while True:
        told = telling.label(table, record)
        if not telling.rows.load():
            return told


@pytest.fixture
def people(world: World) -> dict[str, int]:
    """Agents, two of them of one name."""
    names = {"one": ("Lind", "Anna"), "other": ("Lind", "Ove"), "same": ("Lind", "Ove"), "only": ("Berg", "Eva")}
    return {
        key: world.plant("agent", lastName=last, firstName=first, agentType=1) for key, (last, first) in names.items()
    }


def test_the_words_of_a_record_name_it(place: Place, people: dict[str, int]) -> None:
    told = words(place, "agent", people["one"])
    assert told.startswith("Lind")
    assert "Anna" in told
    found = exactly_one(search(place, "agent", "lastName"), formatting(place), [told, told.upper(), f" {told} "])
    assert {one.id for one in found.values()} == {people["one"]}


def test_of_two_with_the_same_words_the_id_says_which(place: Place, people: dict[str, int]) -> None:
    told = words(place, "agent", people["same"])
    right, wrong = with_id(told, people["same"]), with_id(told, people["only"])
    found = exactly_one(search(place, "agent", "lastName"), formatting(place), [told, right, wrong])
    assert found[told] == Named(None, (people["other"], people["same"]))
    assert found[right] == Named(people["same"])
    assert found[wrong].id is None


def test_a_whole_field_names_its_only_record_a_part_does_not(place: Place, people: dict[str, int]) -> None:
    found = exactly_one(search(place, "agent", "lastName"), formatting(place), ["berg", "Ber", "Lind", "", "Nobody"])
    assert found["berg"] == Named(people["only"])
    assert found["Ber"] == Named(None, (people["only"],))
    assert set(found["Lind"].candidates) == {people["one"], people["other"], people["same"]}
    assert found[""] == found["Nobody"] == Named(None)


def test_statements_do_not_grow_with_the_texts(place: Place, people: dict[str, int]) -> None:
    wanted, telling = search(place, "agent", "lastName", "firstName"), formatting(place)
    exactly_one(wanted, telling, ["Lind"])
    with count_statements() as few:
        exactly_one(wanted, formatting(place), ["Lind"])
    with count_statements() as many:
        exactly_one(wanted, formatting(place), ["Lind", "Berg", *(f"Nobody {number}" for number in range(15))])
    assert len(few) == len(many)


def test_who_goes_on_typing_the_words_is_understood(place: Place, people: dict[str, int]) -> None:
    told = words(place, "agent", people["one"])
    wanted = search(place, "agent", "lastName")
    assert shown_so(wanted, formatting(place), told[:-1]) == (people["one"],)
    assert shown_so(wanted, formatting(place), f"{told}x") == ()


def test_words_that_begin_with_another_record_lead_to_it(world: World, place: Place) -> None:
    specimen = world.plant("collectionobject", catalogNumber="000000241")
    preparation = world.plant("preparation", collectionObject_id=specimen)
    told = words(place, "preparation", preparation)
    found = exactly_one(search(place, "preparation", "collectionObject.catalogNumber"), formatting(place), [told])
    assert found[told].id == preparation


def test_a_catalog_number_names_its_object_without_the_zeros(world: World, place: Place) -> None:
    specimen = world.plant("collectionobject", catalogNumber="000000241")
    world.plant("collectionobject", catalogNumber="000002410")
    found = exactly_one(
        search(place, "collectionobject", "catalogNumber"), formatting(place), ["241", "24", "000000241"]
    )
    assert (found["241"].id, found["000000241"].id, found["24"].id) == (specimen, specimen, None)


def test_records_of_other_collections_are_not_named(place: Place) -> None:
    foreign = World.create().plant("collectionobject", catalogNumber="SECRET1")
    text = f"SECRET1 #{foreign}"
    found = exactly_one(search(place, "collectionobject", "catalogNumber"), formatting(place), ["SECRET1", text])
    assert found["SECRET1"] == found[text] == Named(None)


def test_a_number_alone_is_no_id(world: World, place: Place, people: dict[str, int]) -> None:
    text = str(people["only"])
    assert exactly_one(search(place, "agent", "lastName"), formatting(place), [text])[text] == Named(None)


def test_what_may_not_be_read_leads_nowhere(world: World, place: Place) -> None:
    specimen = world.plant("collectionobject", catalogNumber="SECRET241")
    preparation = world.plant("preparation", collectionObject_id=specimen)
    wanted = search(place, "preparation", "text1")
    assert exactly_one(wanted, formatting(place), ["SECRET241"])["SECRET241"].id == preparation
    assert exactly_one(wanted, formatting(place, "collectionobject"), ["SECRET241"])["SECRET241"] == Named(None)
    assert shown_so(wanted, formatting(place, "collectionobject"), "SECRET") == ()


def set_up(fields: str, table: str = "Agent") -> bytes:
    """A formatter for a table, with these cases."""
    switch = f'<switch single="false" field="agentType">{fields}</switch>'
    return (
        f'<formatters><format name="{table}" class="x.{table}" default="true">{switch}</format></formatters>'.encode()
    )


def telling(place: Place, resource: bytes) -> Formatting:
    found = formatting(place)
    found.formatters = read(resource, "it")
    return found


def test_formatters_that_lead_into_each_other_are_followed_once(place: Place, people: dict[str, int]) -> None:
    every = [
        way.name for way in present.tables()["agent"].relationships.values() if way.target == "Agent" and way.column
    ]
    cases = "".join(
        f'<fields value="{number}"><field formatter="{number}">{way}</field></fields>'
        for way in every
        for number in range(40)
    )
    far = f'<fields value="x"><field>{"createdByAgent." * 70}lastName</field></fields>'
    own = '<fields value="y"><field>lastName</field></fields>'
    with within(0.7):
        found = exactly_one(search(place, "agent"), telling(place, set_up(own + far + cases)), ["Lind", "Berg"])
    assert found["Berg"] == Named(people["only"])


def test_a_password_names_nobody(world: World, place: Place) -> None:
    user = world.plant("specifyuser", name="somebody", password="HASH")
    cases = '<fields value=""><field>password</field><field>name</field></fields>'
    found = exactly_one(
        search(place, "specifyuser"), telling(place, set_up(cases, "SpecifyUser")), ["HASH", "somebody"]
    )
    assert found["HASH"] == Named(None)
    assert user not in found["HASH"].candidates
