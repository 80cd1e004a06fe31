"""Catalog numbers that objects have from their group's primary object, and components from their object."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from specify.datamodel import present
from specify.query.running import number_of, rows
from specify.query.stored import query_of
from specify.resources.stamp import forget
from specify.security.administrators import first_administrator
from specify.security.entering import Visit, visit_of
from tests.page_client import count_statements
from tests.planting import World

pytestmark = pytest.mark.skipif(
    not (present.has("component") and present.has("collectionobjectgroupjoin")),
    reason="this database has no groups and components",
)

NUMBER = "1.collectionobject.catalogNumber"
PART = "1029.component.catalogNumber"
EQUAL, STARTS, ANY = 1, 15, 8
OBJECTS, PARTS = "catalogNumberInheritance", "catalogNumberParentInheritance"


@pytest.fixture
def visit(world: World) -> Visit:
    """Of one who may all."""
    user = first_administrator()
    assert user is not None
    return visit_of(user, world.ids["collection"], "en")


@pytest.fixture
def wish(world: World, visit: Visit) -> Callable[..., None]:
    """Sets what the collection wants."""

    def set_wish(*names: str, value: Any = True) -> None:
        directory = world.plant(
            "spappresourcedir",
            collection_id=visit.place.collection_id,
            discipline_id=visit.place.discipline_id,
            disciplineType=visit.place.discipline_type,
        )
        resource = world.plant(
            "spappresource", spAppResourceDir_id=directory, name="CollectionPreferences", mimeType="application/json"
        )
        told = {name: {"behavior": {"inheritance": value}} for name in names}
        world.plant("spappresourcedata", spAppResource_id=resource, data=json.dumps(told).encode())
        forget()

    return set_wish


@pytest.fixture
def group(world: World) -> dict[str, int]:
    """A group whose primary object has a number, which one of three others has, too; and one beside the group."""
    ids = {
        "primary": world.plant("collectionobject", catalogNumber="000000007"),
        "without": world.plant("collectionobject", catalogNumber=None),
        "empty": world.plant("collectionobject", catalogNumber=""),
        "numbered": world.plant("collectionobject", catalogNumber="000000008"),
        "beside": world.plant("collectionobject", catalogNumber=None),
    }
    cog = world.plant("collectionobjectgroup")
    for name in ("without", "primary", "empty", "numbered"):
        world.plant(
            "collectionobjectgroupjoin", parentCog_id=cog, childCo_id=ids[name], isPrimary=name == "primary",
            childCog_id=None,
        )  # fmt: skip
    return ids


@pytest.fixture
def parts(world: World) -> dict[str, int]:
    """Components of two objects."""
    first = world.plant("collectionobject", catalogNumber="000000021")
    second = world.plant("collectionobject", catalogNumber="000000022")
    return {
        "without": world.plant("component", collectionObject_id=first, catalogNumber=None),
        "own": world.plant("component", collectionObject_id=first, catalogNumber="000000099"),
        "same": world.plant("component", collectionObject_id=second, catalogNumber="000000021"),
        "other": world.plant("component", collectionObject_id=second, catalogNumber=None),
    }


def found(visit: Visit, ids: dict[str, int], line: tuple[str, int, str], *, is_not: bool = False) -> dict[str, Any]:
    string_id, operator, value = line
    said = {"stringid": string_id, "operstart": operator, "startvalue": value, "isnot": is_not, "isdisplay": True}
    table = int(string_id.partition(".")[0])
    query = query_of({"contexttableid": table, "fields": [{**said, "position": 0}]})
    names = {record: name for name, record in ids.items()}
    told = {names[int(row.id)]: row.cells[0] for row in rows(visit, query) if row.id in names}
    assert is_not or not value or number_of(visit, query) == len(told)
    return told


def test_an_equal_number_finds_the_group(visit: Visit, wish: Callable[..., None], group: dict[str, int]) -> None:
    assert found(visit, group, (NUMBER, EQUAL, "7")) == {"primary": "7"}
    wish(OBJECTS)
    assert found(visit, group, (NUMBER, EQUAL, "7")) == {"primary": "7", "without": "7"}
    assert found(visit, group, (NUMBER, EQUAL, "000000007")) == {"primary": "7", "without": "7"}
    assert found(visit, group, (NUMBER, EQUAL, "8")) == {"numbered": "8"}
    assert found(visit, group, (NUMBER, EQUAL, "9")) == {}


def test_empty_cells_show_the_groups_number(visit: Visit, wish: Callable[..., None], group: dict[str, int]) -> None:
    wish(OBJECTS)
    expected = {"primary": "7", "without": "7", "empty": "7", "numbered": "8", "beside": None}
    assert found(visit, group, (NUMBER, EQUAL, "")) == expected
    stored = {**expected, "without": None, "empty": ""}
    assert found(visit, group, (NUMBER, ANY, "")) == stored


def test_other_operators_do_not_inherit(visit: Visit, wish: Callable[..., None], group: dict[str, int]) -> None:
    wish(OBJECTS)
    assert found(visit, group, (NUMBER, STARTS, "7")) == {"primary": "7"}


def test_not_leaves_out_all_of_them(visit: Visit, wish: Callable[..., None], group: dict[str, int]) -> None:
    wish(OBJECTS)
    assert set(found(visit, group, (NUMBER, EQUAL, "7"), is_not=True)) == {"empty", "numbered", "beside"}


def test_a_number_of_another_collection_gives_nothing(
    visit: Visit, world: World, wish: Callable[..., None], group: dict[str, int]
) -> None:
    wish(OBJECTS)
    foreign = World.create().plant("collectionobject", catalogNumber="000000033")
    cog = world.plant("collectionobjectgroup")
    for record, is_primary in ((foreign, True), (group["beside"], False)):
        world.plant(
            "collectionobjectgroupjoin", parentCog_id=cog, childCo_id=record, isPrimary=is_primary, childCog_id=None
        )
    assert found(visit, group, (NUMBER, EQUAL, "33")) == {}


@pytest.mark.parametrize("value", [False, "true", 1, None])
def test_the_wish_is_true_and_nothing_else(
    visit: Visit, wish: Callable[..., None], group: dict[str, int], value: Any
) -> None:
    wish(OBJECTS, PARTS, value=value)
    assert found(visit, group, (NUMBER, EQUAL, "7")) == {"primary": "7"}


def test_components_have_their_objects_number(visit: Visit, wish: Callable[..., None], parts: dict[str, int]) -> None:
    assert found(visit, parts, (PART, EQUAL, "000000021")) == {"same": "000000021"}
    wish(PARTS)
    expected = {"same": "000000021", "without": "000000021"}
    assert found(visit, parts, (PART, EQUAL, "000000021")) == expected
    assert found(visit, parts, (PART, EQUAL, "22")) == {"other": "000000022"}
    assert found(visit, parts, (PART, EQUAL, "000000099")) == {"own": "000000099"}
    shown = {"without": "000000021", "own": "000000099", "same": "000000021", "other": "000000022"}
    assert found(visit, parts, (PART, EQUAL, "")) == shown


def test_one_wish_is_not_the_other(
    visit: Visit, wish: Callable[..., None], group: dict[str, int], parts: dict[str, int]
) -> None:
    wish(PARTS)
    assert found(visit, group, (NUMBER, EQUAL, "7")) == {"primary": "7"}


def test_statements_do_not_follow_the_number_of_rows(
    visit: Visit, wish: Callable[..., None], group: dict[str, int]
) -> None:
    wish(OBJECTS)

    def statements(value: str) -> int:
        with count_statements() as counted:
            found(visit, group, (NUMBER, EQUAL, value))
        return len(counted)

    statements("7")
    assert statements("8") == statements("7")
