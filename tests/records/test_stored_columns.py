"""What a save through the form leaves in the columns, read past all models: as Specify reads them."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.security.entering import Visit
from tests.nodes.growing import assert_numbered
from tests.page_client import CheckingClient, words
from tests.records.filling_in import put, save, saved, shown
from tests.records.reference import embed_events, filled_in

pytestmark = pytest.mark.django_db
OBJECT, INSERT, UPDATE = "collectionobject", 0, 1


def raw(table: str, **where: int) -> list[dict[str, Any]]:
    """Rows as the driver gives them, by column, in lower case."""
    ((column, value),) = where.items()
    name = connection.ops.quote_name(present.tables()[table].table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {name} WHERE {column} = %s ORDER BY 1", [value])
        columns = [one[0].lower() for one in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def bits(values: list[Any]) -> list[int | None]:
    """A column of ticks: of the BIT(1) that Specify 6 makes the driver gives the byte, of others a number."""
    return [value[0] if isinstance(value, bytes) else value for value in values]


@pytest.fixture
def aggregate(curator: CheckingClient, visit: Visit, new: str) -> dict[str, list[dict[str, Any]]]:
    """The rows that saving an object with all that belongs to it has made."""
    embed_events()
    address, data = filled_in(curator, visit, new)
    ticks = {f"determinations.n{number}.isCurrent": "1" if number == 2 else "" for number in (1, 2, 3)}
    found = saved(curator, curator.post(address, {**put(data, **ticks)}))
    (row,) = raw(OBJECT, collectionobjectid=found)
    event = row["collectingeventid"]
    return {
        OBJECT: [row],
        "collectingevent": raw("collectingevent", collectingeventid=event),
        "collector": raw("collector", collectingeventid=event),
        "determination": raw("determination", collectionobjectid=found),
        "preparation": raw("preparation", collectionobjectid=found),
    }


def test_every_row_is_stamped_and_belongs_somewhere(visit: Visit, aggregate: dict[str, list[dict[str, Any]]]) -> None:
    assert [len(rows) for rows in aggregate.values()] == [1, 1, 3, 3, 2]
    for table, rows in aggregate.items():
        for row in rows:
            assert row["version"] == 0, table
            assert row["createdbyagentid"] == visit.agent_id, table
            for stamp in (row["timestampcreated"], row["timestampmodified"]):
                moment = stamp if isinstance(stamp, datetime) else datetime.fromisoformat(stamp)
                assert (moment.microsecond, abs(datetime.now() - moment) < timedelta(minutes=5)) == (0, True), table
            assert row.get("collectionmemberid", visit.place.collection_id) == visit.place.collection_id, table
            assert len(row.get("guid", "-" * 36)) == 36, table
    assert aggregate[OBJECT][0]["collectionid"] == visit.place.collection_id
    assert aggregate["collectingevent"][0]["disciplineid"] == visit.place.discipline_id
    assert [row["ordernumber"] for row in aggregate["collector"]] == [0, 1, 2]


def test_ticks_are_one_nought_or_nothing(aggregate: dict[str, list[dict[str, Any]]]) -> None:
    assert bits([row["iscurrent"] for row in aggregate["determination"]]) == [0, 1, 0]
    assert set(bits([row["isprimary"] for row in aggregate["collector"]])) <= {0, 1}
    assert bits([row["yesno1"] for row in aggregate["determination"]]) == [None, None, None]


def test_the_log_tells_of_every_row(
    curator: CheckingClient, visit: Visit, home: str, aggregate: dict[str, list[dict[str, Any]]]
) -> None:
    for table, rows in aggregate.items():
        for row in rows:
            number = row[present.tables()[table].id_column.lower()]
            (log,) = logged(table, number)
            assert (log["action"], log["recordversion"], log["createdbyagentid"]) == (INSERT, 0, visit.agent_id)
    found = aggregate[OBJECT][0]["collectionobjectid"]
    form = f"{home}{OBJECT}/{found}/edit/"
    saved(curator, save(curator, form, shown(curator, form), remarks="otherwise"))
    assert raw(OBJECT, collectionobjectid=found)[0]["version"] == 1
    assert [row["version"] for row in raw("determination", collectionobjectid=found)] == [0, 0, 0]
    _made, changed = logged(OBJECT, found)
    assert (changed["action"], changed["recordversion"]) == (UPDATE, 1)
    (field,) = raw("spauditlogfield", spauditlogid=changed[present.tables()["spauditlog"].id_column.lower()])
    assert [field[name] for name in ("fieldname", "oldvalue", "newvalue")] == ["remarks", "kept whole", "otherwise"]
    history = words(curator.get(f"{home}{OBJECT}/{found}/history/"))
    assert "kept whole" in history
    assert "otherwise" in history


def logged(table: str, record: int) -> list[dict[str, Any]]:
    """The log of one row."""
    number = present.tables()[table].number
    return [row for row in raw("spauditlog", recordid=record) if row["tablenum"] == number]


@pytest.mark.parametrize("table", ["taxon", "geography"])
def test_a_tree_with_a_new_node_validates(curator: CheckingClient, visit: Visit, home: str, table: str) -> None:
    (tree,) = visit.place.tree_definitions[table]
    nodes = model(table).objects.filter(definition_id=tree, parent__isnull=False, isAccepted=True)
    above = next(node for node in nodes.order_by("-rankId", "pk").values() if ranks_below(table, node))
    new = f"{home}{table}/new/"
    chosen = {"name": "quietus", "parent.id": str(above["id"]), "parent": above["fullName"]}
    rank = ranks_below(table, above)[0]
    found = saved(curator, save(curator, new, {**shown(curator, new), **chosen, "definitionItem.id": str(rank)}))
    (row,) = raw(table, **{present.tables()[table].id_column.lower(): found})
    assert above["nodeNumber"] < row["nodenumber"] <= row["highestchildnodenumber"]
    assert "quietus" in row["fullname"]
    assert_numbered(table)


def ranks_below(table: str, node: dict[str, Any]) -> list[int]:
    """The ranks that a child of this node may have."""
    items = model(f"{table}treedefitem").objects.filter(treeDef_id=node["definition_id"], rankId__gt=node["rankId"])
    return list(items.order_by("rankId").values_list("pk", flat=True))
