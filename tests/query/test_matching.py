"""A typed text finds the records of the collection whose fields begin with it, or have it anywhere."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from specify.datamodel import present
from specify.query.matching import Found, Search, distinct_values, matching, typed, values_among
from specify.resources.place import Place
from specify.security.scoping import in_scope
from tests.page_client import count_statements
from tests.patience import within
from tests.planting import World

pytestmark = pytest.mark.django_db


def search(place: Place, table: str, *paths: str) -> Search:
    known = present.tables()[table]
    return Search(known, paths, in_scope(known, place))


def agents(world: World, *names: str) -> dict[str, int]:
    """Agents called `last` or `last, first`."""
    made = {}
    for name in names:
        last, _comma, first = name.partition(", ")
        made[name] = world.plant("agent", lastName=last, firstName=first or None, agentType=1)
    return made


@pytest.mark.parametrize(
    ("text", "anywhere", "expected"),
    [
        ("li", False, "Lind, Lindqvist"),
        ("LINDQ", False, "Lindqvist"),
        ("é", False, "Eklund, Élan"),
        ("ind", False, ""),
        ("ind", True, "Lind, Lindqvist"),
        ("nd", True, "Eklund, Lind, Lindqvist"),
        ("l", True, "Lind, Lindqvist, Eklund, Élan"),
        ("*nd", False, "Eklund, Lind"),
        ("*nd", True, "Eklund, Lind"),
        ("*ind*", False, "Lind, Lindqvist"),
        ("l*t", False, "Lindqvist"),
        ("lind*", False, "Lind, Lindqvist"),
        ("l%nd", False, "Lind"),
        ("**", False, "Eklund, Élan, Lind, Lindqvist, O_Hara, Zorn\\"),
        ("o_h", False, "O_Hara"),
        ("_", False, ""),
        ("_", True, "O_Hara"),
        ("o", True, "O_Hara, Zorn\\"),
        ("zorn\\", False, "Zorn\\"),
        ("\\", True, "Zorn\\"),
        ("' OR 1=1 --", True, ""),
        ("\U0001f41f", True, ""),
    ],
)
def test_letters_mean_themselves_and_stars_any(
    world: World, place: Place, text: str, anywhere: bool, expected: str
) -> None:
    ids = agents(world, "Zorn\\", "Lindqvist", "Élan", "Lind", "Eklund", "O_Hara")
    names = {number: name for name, number in ids.items()}
    found = matching(search(place, "agent", "lastName"), text, anywhere=anywhere)
    assert ", ".join(names[one] for one in found.ids) == expected
    assert not found.more


def test_several_fields_are_asked_in_one_statement_the_first_first(world: World, place: Place) -> None:
    ids = agents(world, "Berg, Anna", "Anders, Ove", "Annas, Anna", "Celsius, Anton")
    with count_statements() as statements:
        found = matching(search(place, "agent", "lastName", "firstName"), "an")
    assert len(statements) == 1
    assert found == Found(tuple(ids[name] for name in ("Anders, Ove", "Annas, Anna", "Berg, Anna", "Celsius, Anton")))


def test_what_begins_so_comes_before_what_has_it_elsewhere(world: World, place: Place) -> None:
    ids = agents(world, "Amberg", "Berg", "Berger", "Åberg")
    with count_statements() as statements:
        found = matching(search(place, "agent", "lastName"), "berg", anywhere=True)
    assert len(statements) <= 3
    assert [one for one in found.ids if one in ids.values()] == [ids[n] for n in ("Berg", "Berger", "Åberg", "Amberg")]
    with count_statements() as statements:
        assert matching(search(place, "agent", "lastName"), "berg", anywhere=True, limit=1) == Found(
            (ids["Berg"],), more=True
        )
    assert len(statements) == 1


def test_only_records_of_the_collection_are_found(world: World, place: Place) -> None:
    own = world.plant("collectionobject", catalogNumber="X1")
    other = World.create()
    other.plant("collectionobject", catalogNumber="X2")
    wanted = search(place, "collectionobject", "catalogNumber")
    assert matching(wanted, "x").ids == (own,)
    assert matching(wanted, "x", anywhere=True).ids == (own,)
    assert matching(wanted, "").ids == (own,)


def test_there_are_at_most_so_many_and_it_is_said_that_there_are_more(world: World, place: Place) -> None:
    ids = list(agents(world, "Aa", "Ab", "Ac").values())
    wanted = search(place, "agent", "lastName")
    assert matching(wanted, "a", limit=2) == Found(tuple(ids[:2]), more=True)
    assert matching(wanted, "a", limit=3) == Found(tuple(ids))
    assert matching(wanted, "", limit=3) == Found(tuple(ids))
    assert matching(wanted, "", limit=2) == Found((), more=True)


def test_a_catalog_number_is_found_without_its_zeros(world: World, place: Place) -> None:
    ids = {
        number: world.plant("collectionobject", catalogNumber=number) for number in ("000000241", "241-A", "000000024")
    }
    found = matching(search(place, "collectionobject", "catalogNumber"), "241")
    assert found.ids == (ids["000000241"], ids["241-A"])
    specimen = world.plant("preparation", collectionObject_id=ids["000000241"])
    assert matching(search(place, "preparation", "collectionObject.catalogNumber"), "241").ids == (specimen,)


def test_a_catalog_number_begins_behind_its_zeros(world: World, place: Place) -> None:
    numbers = ("000000024", "000000241", "000002400", "024000000", "240000000", "000001240", "24-A")
    ids = {number: world.plant("collectionobject", catalogNumber=number) for number in numbers}
    wanted = search(place, "collectionobject", "catalogNumber")

    def found(text: str, *, anywhere: bool = False) -> list[str]:
        by_id = {one: number for number, one in ids.items()}
        return [by_id[one] for one in matching(wanted, text, anywhere=anywhere).ids]

    assert found("24") == ["000000024", "000000241", "000002400", "024000000", "24-A", "240000000"]
    assert found("024") == ["000000024", "024000000"]
    assert found("24", anywhere=True)[-1] == "000001240"
    assert found("24*") == ["24-A", "240000000"], "as it stands"
    assert found("2" * 12) == []


def test_dates_are_found_by_day_or_year_and_numbers_by_value(world: World, place: Place) -> None:
    specimen = world.plant("collectionobject")
    early = world.plant("determination", collectionObject_id=specimen, determinedDate=date(1998, 5, 17))
    late = world.plant("determination", collectionObject_id=specimen, determinedDate=date(1999, 1, 1))
    wanted = search(place, "determination", "determinedDate")
    by_text = {text: matching(wanted, text).ids for text in ("1998", "1998-05-17", "1998-02-31", "May", "17")}
    assert by_text == {"1998": (early,), "1998-05-17": (early,), "1998-02-31": (), "May": (), "17": ()}
    counted = world.plant("preparation", collectionObject_id=specimen, countAmt=12)
    amounts = search(place, "preparation", "countAmt")
    assert matching(amounts, "12").ids == (counted,)
    assert matching(amounts, "1").ids == matching(amounts, "twelve").ids == matching(amounts, "9" * 30).ids == ()
    stamped = search(place, "determination", "timestampCreated")
    world.plant("determination", collectionObject_id=specimen, timestampCreated=datetime(2020, 3, 4, 5, 6))
    assert len(matching(stamped, "2020-03-04").ids) == len(matching(stamped, "2020").ids) == 1
    assert late not in matching(stamped, "2020").ids


def test_without_a_field_a_record_is_found_by_its_id(world: World, place: Place) -> None:
    specimen = world.plant("collectionobject")
    wanted = search(place, "collectionobject")
    assert matching(wanted, str(specimen)).ids == matching(wanted, "").ids == (specimen,)
    assert matching(wanted, "x").ids == ()


def test_the_different_values_of_a_field_in_one_statement(world: World, place: Place) -> None:
    for name in ("Net", "Hand net", "net", "", None, "Seine"):
        world.plant("collectingevent", method=name)
    World.create().plant("collectingevent", method="Nets of others")
    wanted = search(place, "collectingevent", "method")
    with count_statements() as statements:
        assert [value.lower() for value in distinct_values(wanted)] == ["hand net", "net", "seine"]
    assert len(statements) == 1
    assert [value.lower() for value in distinct_values(wanted, "n")] == ["net"]
    assert [value.lower() for value in distinct_values(wanted, "n", anywhere=True)] == ["hand net", "net", "seine"]
    assert distinct_values(wanted, "net", anywhere=True, limit=1) == ("Hand net",)


def test_a_text_is_tidied_before_it_is_sought() -> None:
    assert typed(" a\x00b\n ") == "ab"
    assert len(typed("x" * 5000)) == 1000


def test_of_the_signs_for_any_letters_ten_count(world: World, place: Place) -> None:
    ids = agents(world, "a" * 60, "a" * 9)
    wanted = search(place, "agent", "lastName")
    with within(0.7):
        assert matching(wanted, "*a" * 9 + "*b").ids == ()
        assert matching(wanted, "*a" * 400 + "*b").ids == (ids["a" * 9], ids["a" * 60])


@pytest.mark.parametrize(
    ("table", "field", "value", "told"),
    [
        ("preparation", "countAmt", 12, "12"),
        ("determination", "determinedDate", date(1998, 5, 17), "1998-05-17"),
        ("determination", "timestampCreated", datetime(2020, 3, 4, 5, 6), "2020-03-04 05:06:00"),
        ("preparation", "number1", Decimal("12.5"), "12.5"),
        ("determination", "isCurrent", True, "1"),
    ],
)
def test_values_of_any_kind_are_told(
    world: World, place: Place, table: str, field: str, value: object, told: str
) -> None:
    specimen = world.plant("collectionobject")
    world.plant(table, collectionObject_id=specimen, **{field: value})
    wanted = search(place, table, field)
    assert told in distinct_values(wanted)
    assert told in values_among(wanted, ["x", told])
    assert distinct_values(wanted, "no such") == ()


def test_the_values_among_texts_in_one_statement(world: World, place: Place) -> None:
    for name in ("Net", "Seine"):
        world.plant("collectingevent", method=name)
    with count_statements() as statements:
        found = values_among(search(place, "collectingevent", "method"), ["NET", "Hook", "\U0001f41f"])
    assert (list(found), len(statements)) == (["Net"], 1)
