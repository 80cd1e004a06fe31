"""Values against their columns: nothing is cut, nothing is refused by the database without a sentence."""

from decimal import Decimal

import pytest

from specify.datamodel import present
from specify.security.entering import Visit
from tests.planting import World
from tests.records.changing import changed, fields, made, refused, row, saved

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("table", "name", "least", "most"),
    [
        ("collectionobject", "visibility", 0, 255),
        ("borrowmaterial", "quantity", 0, 2**15 - 1),
        ("collectionobject", "integer1", -(2**31), 2**31 - 1),
        ("taxon", "integer1", 1 - 2**53, 2**53 - 1),
    ],
)
def test_whole_numbers_have_the_range_of_their_kind(
    visit: Visit, home_world: World, table: str, name: str, least: int, most: int
) -> None:
    tree = {"definition_id": visit.place.tree_definitions["taxon"][0]} if table == "taxon" else {}
    stored = home_world.plant(table, **tree)
    for good in (least, most):
        saved(visit, lambda good=good: changed(table, stored, **{name: good}))
        assert getattr(row(table, stored), name) == good
    for bad in (least - 1, most + 1):
        assert (table, name) in fields(refused(visit, lambda bad=bad: changed(table, stored, **{name: bad})))


def test_a_text_is_as_long_as_its_column(visit: Visit, home_world: World) -> None:
    stored = home_world.plant("locality")
    saved(visit, lambda: changed("locality", stored, shortName="x" * 32))
    (problem,) = refused(visit, lambda: changed("locality", stored, shortName="x" * 35))
    assert "3 characters too long" in problem.sentence


def test_decimals_have_the_digits_of_their_column(visit: Visit, home_world: World) -> None:
    stored = home_world.plant("collectionobject")
    good = Decimal("1234567890.0123456789")
    saved(visit, lambda: changed("collectionobject", stored, number1=good))
    assert row("collectionobject", stored).number1 == good
    for bad in (Decimal("1E12"), Decimal("0.12345678901"), Decimal("NaN"), Decimal("Infinity")):
        told = refused(visit, lambda bad=bad: changed("collectionobject", stored, number1=bad))
        assert fields(told) == [("collectionobject", "number1")]
    saved(visit, lambda: changed("collectionobject", stored, number1=Decimal("1.50000000000000")))


def test_columns_that_are_narrower_here_are_known(visit: Visit, home_world: World) -> None:
    if present.dialect() != "born6":
        pytest.skip("Specify 7's columns are all alike")
    stored = home_world.plant("locality")
    assert refused(visit, lambda: changed("locality", stored, latitude1=Decimal(123)))
    assert refused(visit, lambda: changed("locality", stored, text1="ä" * 40_000))
    saved(visit, lambda: changed("locality", stored, latitude1=Decimal("-89.5"), text1="x" * 65_535))


def test_what_is_required_is_asked_for(visit: Visit, home_world: World) -> None:
    assert fields(refused(visit, made("locality"))) == [("locality", "localityName")]
    stored = home_world.plant("locality")
    assert fields(refused(visit, lambda: changed("locality", stored, localityName=" "))) == [
        ("locality", "localityName")
    ]
    saved(visit, lambda: changed("locality", stored, shortName="q"))


def test_columns_with_a_default_fill_themselves(visit: Visit, home_world: World) -> None:
    new = made("attachment", origFilename="q.jpg", isPublic=None)
    saved(visit, new)
    assert row("attachment", new.id).isPublic is False


def test_what_may_be_empty_is_asked_for_only_where_it_is_told(visit: Visit, home_world: World) -> None:
    if not present.has("collectionobjectgroup"):
        pytest.skip("Specify 6 has no groups")
    kind = home_world.plant("collectionobjectgrouptype", type="Discrete")
    saved(visit, made("collectionobjectgroup", cogType=kind))
    told = refused(visit, made("collectionobjectgroup", cogType=kind, name=""))
    assert fields(told) == [("collectionobjectgroup", "name")]


def test_letters_that_the_database_cannot_keep_are_named(visit: Visit, home_world: World) -> None:
    stored = home_world.plant("locality")
    assert refused(visit, lambda: changed("locality", stored, shortName="a\x00b"))
    if present.dialect() == "born6":
        assert refused(visit, lambda: changed("locality", stored, shortName="\U0001f41f"))
    else:
        saved(visit, lambda: changed("locality", stored, shortName="\U0001f41f"))
