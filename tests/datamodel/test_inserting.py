"""Rows that are made many at a time are as the ORM makes them one by one."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connections

from specify.datamodel import present
from specify.datamodel.inserting import insert
from specify.datamodel.tables import model
from tests.planting import World

pytestmark = pytest.mark.django_db(databases="__all__")
MOMENT = datetime(2024, 2, 3, 4, 5, 6)


@pytest.fixture
def world() -> World:
    """A collection of its own."""
    return World.create()


def objects(world: World) -> list[dict[str, Any]]:
    """Objects that have different fields, of every kind of column."""
    collection = world.ids["collection"]
    shared = {"collection_id": collection, "collectionMemberId": collection, "timestampCreated": MOMENT}
    return [
        {"catalogNumber": "1", "remarks": "a 鱼's % \\ “fin”", "yesNo1": True, "integer1": 7, **shared},
        {"catalogNumber": "2", "number1": Decimal("0.1"), "catalogedDate": date(2020, 1, 2), **shared},
        {"catalogNumber": "3", "integer1": "12", "catalogedDate": "2020-01-02", "remarks": None, **shared},
    ]


def rows(ids: list[int]) -> list[dict[str, Any]]:
    """The rows as they are stored, but for their ids."""
    names = [field.column for field in model("collectionobject")._meta.concrete_fields]
    quote, column = connections["default"].ops.quote_name, present.tables()["collectionobject"].id_column
    places = ", ".join(["%s"] * len(ids))
    sql = f"SELECT {', '.join(map(quote, names))} FROM collectionobject WHERE {quote(column)} IN ({places}) ORDER BY 1"
    with connections["default"].cursor() as cursor:
        cursor.execute(sql, ids)
        return [dict(zip(names[1:], row[1:], strict=True)) for row in cursor.fetchall()]


def test_rows_are_those_of_the_orm(world: World) -> None:
    made = insert("collectionobject", objects(world))
    together = rows(made)
    model("collectionobject").objects.filter(pk__in=made).delete()
    singly = [model("collectionobject").objects.create(**values).pk for values in objects(world)]
    assert together == rows(singly)


def test_ids_come_in_the_order_of_the_rows(world: World) -> None:
    shared = {"timestampCreated": MOMENT, "treeDef_id": world.ids["geographytreedef"]}
    names = [f"rank {number}" for number in range(1203)]
    ids = insert("geographytreedefitem", [{"name": name, "rankId": 1} for name in names], shared)
    stored = dict(model("geographytreedefitem").objects.filter(pk__in=ids).values_list("pk", "name"))
    assert [stored[key] for key in ids] == names
    assert insert("geographytreedefitem", []) == []


def test_engines_that_tell_only_the_first_id(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    features: Any = connections["default"].features
    monkeypatch.setattr(type(features), "can_return_rows_from_bulk_insert", False)
    test_ids_come_in_the_order_of_the_rows(world)


def test_what_is_missing_is_told_by_the_database() -> None:
    with pytest.raises(IntegrityError):
        insert("geographytreedefitem", [{"name": "without a tree"}])
