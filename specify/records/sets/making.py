"""Record sets of what a query finds: made of its statement, or a set that takes up what it finds, whatever the number.

In: a visit, a statement whose column `id` has the ids of records of one table, perhaps several times; if they are to
come `in_order`, that of a second column, `place`, and else that of their numbers. Out: the id of the set that was made,
or how many records a set got. One statement, so that no id passes through this program. Kept of Specify 7: it takes the
rights to run queries, to make sets of them, and to make a set; the set has each record once. Changed on purpose:
records that do not belong to the collection stay out, where Specify takes what the query finds.
"""

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.utils.translation import gettext as _

from specify.datamodel.declaring import Table
from specify.datamodel.transactions import run_verb
from specify.query.running import ACTION, RESOURCE
from specify.query.sql import Sql, given, sql
from specify.records.sets.changing import ask_for, make_within, only_once
from specify.records.sets.reading import RecordSet, record_set_of, records_here
from specify.security.administrators import who_can_help
from specify.security.entering import Visit
from specify.web.refusals import Refusal, forbidden

_MAKE = "create_recordset"
_INSERT = (
    "INSERT INTO recordsetitem (RecordId, RecordSetID) SELECT found.id, {} FROM ({}) found WHERE found.id IN ({}) "
    "AND found.id NOT IN (SELECT held.RecordId FROM recordsetitem held WHERE held.RecordSetID = {}) "
    "GROUP BY found.id ORDER BY {}"
)


def make_from_statement(
    visit: Visit, table: Table, name: str, found: Sql, *, in_order: bool = False, once: str = ""
) -> int:
    """Make a set of the records that the statement finds; its id. Raises `NotSaved` where the name cannot be kept.

    `once` is as for `make`: of the same statement with the same values only one set is made under one word.
    """
    ask_to_query(visit)

    def verb() -> int:
        made = make_within(visit, table, name, ())
        _put_in(visit, RecordSet(made, name, "", table), found, in_order=in_order)
        return made

    return only_once(visit, once, (table.key, name, found.text, *map(str, found.values)), verb)


def add_from_statement(visit: Visit, set_id: int, table: Table, found: Sql, *, in_order: bool = False) -> int:
    """Put the records of the table that the statement finds into a set; how many were not in it yet."""
    ask_to_query(visit)

    def verb() -> int:
        record_set = record_set_of(visit, set_id, held=True)
        if record_set.table is not table:
            raise of_another_table(visit, record_set, table)
        return _put_in(visit, record_set, found, in_order=in_order)

    return run_verb(verb)


def ask_to_query(visit: Visit) -> None:
    """Refuse whoever may not put what queries find into sets."""
    ask_for(visit, "create")
    if not all(visit.rights.may(RESOURCE, action) for action in (ACTION, _MAKE)):
        told = _("You may not make record sets of what queries find in %(collection)s.")
        raise forbidden(told % {"collection": visit.place.collection_name}, who_can_help())


def of_another_table(visit: Visit, record_set: RecordSet, table: Table) -> Refusal:
    """What is said of a set that takes records of another table."""
    told = _("The record set “%(name)s” takes %(other)s, not %(table)s.") % {
        "name": record_set.name,
        "other": visit.captions.table(record_set.table.key),
        "table": visit.captions.table(table.key),
    }
    return Refusal(422, _("Not added"), told, _("Go back and choose another set, or make a new one."))


def _put_in(visit: Visit, into: RecordSet, found: Sql, *, in_order: bool) -> int:
    try:
        text, values = records_here(visit, into.table).order_by().query.get_compiler("default").as_sql()
    except EmptyResultSet:
        return 0
    whose, order = given(into.id), Sql("MIN(found.place), found.id" if in_order else "found.id")
    made = sql(_INSERT, whose, found, Sql(text, tuple(values)), whose, order)
    with connections["default"].cursor() as cursor:
        cursor.execute(made.text, made.values)
        return int(cursor.rowcount)
