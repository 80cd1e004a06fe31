"""New records get the numbers that Specify 7 would give them."""

from collections.abc import Sequence
from datetime import date

import pytest
from django.db import connections, transaction
from pytest_django import DjangoAssertNumQueries

from specify.datamodel import present
from specify.datamodel.tables import join_model
from specify.records.numbering.giving import NoNumberLeft, numbering, numbers
from specify.records.numbering.last import Numbered
from specify.resources.field_formats import FieldFormat, Part
from specify.resources.place import Place, place_of
from tests.planting import World

pytestmark = pytest.mark.django_db

YEAR = date.today().year
CATALOG = FieldFormat("CatalogNumberNumeric", "", "collectionobject", "catalogNumber", digits=9)
SEPARATOR = Part("separator", 1, "-")
YEARLY = FieldFormat(
    "Yearly", "", "", "", (Part("year", 4, "YEAR", by_year=True), SEPARATOR, Part("numeric", 3, is_numbered=True))
)
LETTERED = FieldFormat("Lettered", "", "", "", (Part("alpha", 2), SEPARATOR, Part("numeric", 3, is_numbered=True)))
OPEN = "#########"


@pytest.fixture
def world() -> World:
    """A collection without objects."""
    return World.create()


@pytest.fixture
def place(world: World) -> Place:
    """The world as the place one works in."""
    found = place_of(world.ids["collection"])
    assert found is not None
    return found


def given(
    place: Place, how: FieldFormat, *texts: str | None, at: str = "collectionobject.catalogNumber"
) -> list[str | None]:
    """The numbers that new records with these texts get."""
    key, _dot, name = at.partition(".")
    table = present.tables()[key]
    with numbering([key]), transaction.atomic():
        return numbers(Numbered(place, table, table.fields[name], how), texts)


def with_numbers(world: World, *texts: str | None, **owner: int) -> None:
    """Collection objects with these catalog numbers."""
    world.plant_many("collectionobject", [{"catalogNumber": text, **owner} for text in texts])


def test_numbers_follow_the_highest_of_the_collection(world: World, place: Place) -> None:
    assert given(place, CATALOG, OPEN, OPEN) == ["000000001", "000000002"]
    with_numbers(world, "000000008", "000000010", "000000009", None)
    assert given(place, CATALOG, OPEN, OPEN) == ["000000011", "000000012"]


def test_only_what_asks_for_a_number_gets_one(world: World, place: Place) -> None:
    with_numbers(world, "000000010")
    assert given(place, CATALOG, None, "000000005", OPEN, "", "free text") == [
        None, "000000005", "000000011", "", "free text"
    ]  # fmt: skip
    assert given(place, CATALOG, OPEN, "000000030", OPEN) == ["000000031", "000000030", "000000032"]


def test_what_is_no_number_of_the_series_is_not_counted_from(world: World, place: Place) -> None:
    with_numbers(world, "000000010", "5", "99999999", "9999999999", "00000002X", "0000-0099", "X99999999")
    assert given(place, CATALOG, OPEN) == ["000000011"]


def test_a_year_begins_anew_and_another_can_be_asked_for(world: World, place: Place) -> None:
    with_numbers(world, "1999-007", f"{YEAR}-041", f"{YEAR + 1}-500")
    assert given(place, YEARLY, "YEAR-###", "1999-###", "1998-###", f"{YEAR}-###", "YEAR-100") == [
        f"{YEAR}-101", "1999-008", "1998-001", f"{YEAR}-102", f"{YEAR}-100"
    ]  # fmt: skip


def test_a_number_goes_on_within_what_is_given_letter_by_letter(world: World, place: Place) -> None:
    with_numbers(world, "ab-004", "AB-017", "áb-030", "ac-300")
    assert given(place, LETTERED, "ab-###", "AB-###", "aB-###", "ad-###") == ["ab-005", "AB-018", "aB-001", "ad-001"]


def test_what_has_an_end_says_so_in_a_sentence(world: World, place: Place) -> None:
    with_numbers(world, "1999-998")
    assert given(place, YEARLY, "1999-###") == ["1999-999"]
    with pytest.raises(NoNumberLeft, match=r"no number left in 1999-###: the last one given is 1999-998\."):
        given(place, YEARLY, "1999-###", "1999-###")


def another_collection(world: World) -> int:
    """A second collection of the same discipline, in which nothing is planted."""
    here = world.ids["collection"]
    there = world.plant("collection", collectionName="Other", catalogNumFormatName="CatalogNumberNumeric")
    world.ids["collection"] = here
    return there


def scheme_of(world: World, format_name: str, through: str, level: str, owners: Sequence[int]) -> None:
    """A numbering scheme that these owners share."""
    scheme = world.plant("autonumberingscheme", formatName=format_name, tableNumber=999)
    for owner in owners:
        join_model(through).objects.create(autonumberingscheme_id=scheme, **{f"{level}_id": owner})


def test_another_collection_counts_by_itself(world: World, place: Place) -> None:
    there = another_collection(world)
    with_numbers(world, "000000003")
    with_numbers(world, *(f"{number:09d}" for number in range(100, 350)), collectionMemberId=there, collection_id=there)
    assert given(place, CATALOG, OPEN) == ["000000004"]


def test_collections_of_one_scheme_are_numbered_together(world: World, place: Place) -> None:
    there = another_collection(world)
    with_numbers(world, "000000003", f"{YEAR}-003")
    with_numbers(world, "000000100", f"{YEAR}-100", collectionMemberId=there, collection_id=there)
    scheme_of(world, "CatalogNumberNumeric", "autonumsch_coll", "collection", [world.ids["collection"], there])
    assert given(place, CATALOG, OPEN) == ["000000101"]
    assert given(place, YEARLY, "YEAR-###") == [f"{YEAR}-004"]


def test_what_belongs_to_a_discipline_or_division_is_numbered_there(world: World, place: Place) -> None:
    here = world.ids["discipline"]
    elsewhere = World.create()
    for one, number in ((world, f"{YEAR}-004"), (elsewhere, f"{YEAR}-090")):
        one.plant("loan", loanNumber=number)
        one.plant("accession", accessionNumber=number)
    assert given(place, YEARLY, "YEAR-###", at="loan.loanNumber") == [f"{YEAR}-005"]
    assert given(place, YEARLY, "YEAR-###", at="accession.accessionNumber") == [f"{YEAR}-005"]
    scheme_of(world, "Yearly", "autonumsch_dsp", "discipline", [here, elsewhere.ids["discipline"]])
    scheme_of(world, "Yearly", "autonumsch_div", "division", [world.ids["division"], elsewhere.ids["division"]])
    assert given(place, YEARLY, "YEAR-###", at="loan.loanNumber") == [f"{YEAR}-091"]
    assert given(place, YEARLY, "YEAR-###", at="accession.accessionNumber") == [f"{YEAR}-091"]


def test_what_belongs_to_neither_is_numbered_in_what_one_sees(world: World, place: Place) -> None:
    world.plant("referencework", text1="1999-040")
    World.create().plant("geography", text1="1999-070")
    assert given(place, YEARLY, "1999-###", at="referencework.text1") == ["1999-041"]
    assert given(place, YEARLY, "1999-###", at="geography.text1") == ["1999-001"]


def test_a_thousand_records_take_as_many_statements_as_one(
    place: Place, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """One for the group, and one for the series, which MariaDB is asked beside; around them transaction and lock."""
    around = 2 if connections["default"].vendor == "sqlite" else 4
    asking = 2 if connections["default"].vendor == "sqlite" else 1
    for count in (1, 1000):
        with django_assert_num_queries(around + asking):
            assert given(place, CATALOG, *[OPEN] * count)[-1] == f"{count:09d}"
    with django_assert_num_queries(around):
        given(place, CATALOG, "000000007")


def test_numbers_are_given_under_the_lock_only(place: Place) -> None:
    table = present.tables()["collectionobject"]
    numbered = Numbered(place, table, table.fields["catalogNumber"], CATALOG)
    with pytest.raises(RuntimeError, match="within `numbering` only"):
        numbers(numbered, [OPEN])
    with numbering(["accession"]), pytest.raises(RuntimeError):
        numbers(numbered, [OPEN])
    with numbering(["CollectionObject"]), numbering(["accession", "collectionobject"]):
        assert numbers(numbered, [OPEN]) == ["000000001"]
