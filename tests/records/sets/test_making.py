"""Record sets of what a statement finds: in one statement, only what belongs here, for those who have the rights."""

from dataclasses import replace

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.query.sql import Sql
from specify.records.sets.changing import make
from specify.records.sets.making import add_from_statement, make_from_statement
from specify.records.sets.reading import items_of
from specify.records.writing.changes import NotSaved
from specify.security.entering import Visit
from specify.security.policies import Policy, Rights
from specify.web.refusals import Refusal
from tests.page_client import count_statements

pytestmark = pytest.mark.django_db

TABLE = present.tables()["collectionobject"]
FOUND = "SELECT CollectionObjectID AS id FROM collectionobject WHERE CollectionObjectID IN ({})"
IN_ORDER = "SELECT CollectionObjectID AS id, CatalogNumber AS place FROM collectionobject WHERE CatalogNumber LIKE %s"


def found(*ids: int) -> Sql:
    # Each twice: a query has a row for each of several related records.
    text = FOUND.format(", ".join("%s" for _one in ids))
    return Sql(f"{text} UNION ALL {text}", (*ids, *ids))


def records_of(set_id: int) -> list[int]:
    return list(items_of(set_id).values_list("recordId", flat=True))


def test_a_set_has_what_the_statement_finds_here_once(visit: Visit, objects: list[int], foreign: int) -> None:
    set_id = make_from_statement(visit, TABLE, "Found", found(objects[3], foreign, objects[1]))
    assert records_of(set_id) == [objects[1], objects[3]]
    row = model("recordset").objects.get(pk=set_id)
    assert (row.name, row.type, row.dbTableId, row.specifyUser_id) == ("Found", 0, 1, visit.user.pk)
    assert model("spauditlog").objects.filter(tableNum=68, recordId=set_id, action=0).exists()


def test_records_come_in_the_order_of_the_statement(visit: Visit, objects: list[int]) -> None:
    assert (
        records_of(make_from_statement(visit, TABLE, "1", Sql(IN_ORDER, ("9001000%",)), in_order=True)) == objects[::-1]
    )
    assert records_of(make_from_statement(visit, TABLE, "2", Sql(IN_ORDER, ("9001000%",)))) == objects


def test_a_set_takes_up_what_it_has_not_yet(visit: Visit, objects: list[int]) -> None:
    set_id = make(visit, TABLE, "Mine", objects[2:4])
    assert add_from_statement(visit, set_id, TABLE, found(*objects[:3])) == 2
    assert records_of(set_id) == [*objects[2:4], *objects[:2]]
    assert add_from_statement(visit, set_id, TABLE, found(*objects[:3])) == 0
    with pytest.raises(Refusal, match="takes"):
        add_from_statement(visit, make(visit, present.tables()["agent"], "People"), TABLE, found(1))


def test_the_same_is_made_once_under_one_word(visit: Visit, objects: list[int]) -> None:
    first = make_from_statement(visit, TABLE, "Once", found(*objects), once="a" * 32)
    assert make_from_statement(visit, TABLE, "Once", found(*objects), once="a" * 32) == first
    assert make_from_statement(visit, TABLE, "Once", found(objects[0]), once="a" * 32) != first


def test_a_set_without_a_name_is_not_made(visit: Visit, objects: list[int]) -> None:
    before = model("recordset").objects.count()
    with pytest.raises(NotSaved):
        make_from_statement(visit, TABLE, "", found(*objects))
    assert model("recordset").objects.count() == before


@pytest.mark.parametrize(
    "lacking",
    [("/table/recordset", "create"), ("/table/recordsetitem", "create"), ("/querybuilder/query", "create_recordset")],
)
def test_each_right_is_asked_for(visit: Visit, objects: list[int], lacking: tuple[str, str]) -> None:
    having = {
        *(("/table/%", "read"), ("/table/recordset", "create"), ("/table/recordsetitem", "create")),
        *(("/querybuilder/query", "execute"), ("/querybuilder/query", "create_recordset")),
    }

    def who(rights: set[tuple[str, str]]) -> Visit:
        policies = tuple(Policy(*one) for one in sorted(rights))
        return replace(visit, rights=Rights(visit.user.pk, visit.place.collection_id, policies))

    make_from_statement(who(having), TABLE, "May", found(*objects))
    before = model("recordset").objects.count()
    with pytest.raises(Refusal):
        make_from_statement(who(having - {lacking}), TABLE, "May not", found(*objects))
    assert model("recordset").objects.count() == before


def test_statements_do_not_follow_the_number_of_records(visit: Visit, objects: list[int]) -> None:
    def statements(*ids: int) -> int:
        with count_statements() as counted:
            make_from_statement(visit, TABLE, "Some", found(*ids))
        return len(counted)

    assert statements(objects[0]) == statements(*objects)
