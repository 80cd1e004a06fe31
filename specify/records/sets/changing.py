"""Changes record sets: makes them, renames them, puts records in and takes them out, combines two, deletes them.

In: a visit, the id of a set, and ids of records: numbers in any order, or a query for records of the set's table, each
of them once. Out: what was made, or how many records went in or out. Records are never changed. Only those go in that
belong to the collection, and none twice; a set keeps the order in which they came. Statements follow the number of
tables, not of records, but that numbers handed over one by one go to the database by the thousand. Kept of Specify 7:
which rights are asked for (to sets, and to their items); who makes a set owns it; the audit log has sets made, renamed
and deleted, and does not follow their items. Changed on purpose: two sets that are combined stay as they are unless one
of them is meant to change.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Literal

from django.core.exceptions import EmptyResultSet
from django.db import connections, router, transaction
from django.db.models import IntegerField, Q, QuerySet, Value
from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.datamodel.declaring import Table
from specify.datamodel.tables import model
from specify.datamodel.transactions import run_verb
from specify.layouts.filling.sent import Sent
from specify.records.filling.once import AlreadySent, earlier, note, sending_of
from specify.records.models import Saved
from specify.records.saving import carry_out, locked, save, saved
from specify.records.sets.reading import (
    PERSONS,
    Query,
    RecordSet,
    each_once,
    items_of,
    may,
    record_set_of,
    records_here,
)
from specify.records.writing.changes import Change
from specify.security.administrators import who_can_help
from specify.security.entering import Visit
from specify.security.scoping import in_scope, visible_ids
from specify.web.addresses import LARGEST_ID
from specify.web.refusals import Refusal, forbidden

Ids = Iterable[int] | Query
How = Literal["union", "intersection", "difference"]
HOWS: tuple[How, ...] = ("union", "intersection", "difference")
_AT_ONCE = 5000
_INSERT = "INSERT INTO recordsetitem (RecordId, RecordSetID)"


def make(visit: Visit, table: Table, name: str, ids: Ids = (), *, remarks: str = "", once: str = "") -> int:
    """Make a set of these records; its id. Raises `NotSaved` where the name cannot be kept.

    `once` is a word of the caller's: the same that is asked for again with the same word was made already.
    """
    given = ids if isinstance(ids, QuerySet) else tuple(ids)
    if isinstance(given, QuerySet) or given:
        ask_for(visit, "create")

    def verb() -> int:
        return make_within(visit, table, name, given, remarks=remarks)

    named = () if isinstance(given, QuerySet) else given
    return only_once(visit, once, (table.key, name, remarks, *map(str, named)), verb)


def make_within(visit: Visit, table: Table, name: str, ids: Ids, *, remarks: str = "") -> int:
    """The same within a transaction of the caller's, who has asked for the right to it."""
    made = _made(visit, table, name, remarks)
    _put_in(visit, made, ids)
    return made.id


def rename(visit: Visit, set_id: int, name: str, remarks: str) -> None:
    """Give a set another name and other remarks. Raises `NotSaved` where they cannot be kept."""

    def plan() -> list[Change]:
        change = _stored(visit, set_id)
        change.put("name", name)
        if (change.before("remarks") or "") != remarks:
            change.put("remarks", remarks or None)
        return [change]

    save(visit, plan)


def delete(visit: Visit, set_id: int) -> None:
    """Delete a set; its records stay. Its items go before it by one statement, however many they are."""

    def plan() -> list[Change]:
        change = replace(_stored(visit, set_id), deed="delete")
        items = items_of(set_id).order_by()
        if visit.rights.may_table("recordset", "delete") and items.exists():
            ask_for(visit, "delete")
            items._raw_delete("default")
        return [change]

    save(visit, plan)


def add(visit: Visit, set_id: int, ids: Ids) -> int:
    """Put these records into a set; how many were not in it yet."""
    given = ids if isinstance(ids, QuerySet) else tuple(ids)
    ask_for(visit, "create")
    return run_verb(lambda: _put_in(visit, record_set_of(visit, set_id, held=True), given))


def remove(visit: Visit, set_id: int, ids: Ids) -> int:
    """Take these records out of a set; how many items it lost."""
    given = ids if isinstance(ids, QuerySet) else frozenset(ids)
    ask_for(visit, "delete")
    return run_verb(lambda: _take_out(record_set_of(visit, set_id, held=True), given))


def combine(visit: Visit, sets: tuple[int, int], how: How, *, name: str | None = None, once: str = "") -> int:
    """Combine two sets of one table into a new one of that name, or without a name into the first; its id.

    The difference are the records of the first that are not in the second. What was deleted, or belongs to another
    collection, is left behind. `once` is as for `make`.
    """
    ask_for(visit, "create" if how == "union" or name is not None else "delete")

    if sets[0] == sets[1]:
        raise _one_alone()

    def verb() -> int:
        first, second = (record_set_of(visit, one, held=True) for one in sets)
        if first.table is not second.table:
            raise _not_alike(visit, first, second)
        into = first if name is None else _made(visit, first.table, name)
        if how == "union":
            for source in (first, second):
                if source is not into:
                    _copy(visit, source, into)
        elif into is not first:
            _copy(visit, first, into, _named_by(second, how))
        else:
            _delete(items_of(first.id).exclude(_named_by(second, how)).values_list("pk", flat=True))
        return into.id

    return only_once(visit, once, (*map(str, sets), how, name or ""), verb)


def ask_for(visit: Visit, action: str) -> None:
    """Refuse whoever may not `create` or `delete` items of sets, or has nobody to sign it."""
    visit.signing_agent()
    if not may(visit, action):
        told = _("You may not change what is in record sets in %(collection)s.")
        raise forbidden(told % {"collection": visit.place.collection_name}, who_can_help())


def only_once(
    visit: Visit, once: str, content: Sequence[str], verb: Callable[[], int], *, of: str = "recordset"
) -> int:
    """What the verb makes in a table; or has made before, under the same word from the same content."""
    if not once:
        return saved(verb)
    texts = {str(number): text for number, text in enumerate(content)}
    sending = sending_of(visit, of, once, Sent(texts), makes=False)

    def noting() -> int:
        with transaction.atomic(router.db_for_write(Saved), savepoint=False):
            noted = note(sending)
            noted.record_id = made = verb()
            noted.save(update_fields=["record_id"])
            return made

    try:
        return saved(noting)
    except AlreadySent:
        return earlier(sending) or 0


def _not_alike(visit: Visit, first: RecordSet, second: RecordSet) -> Refusal:
    captions = visit.captions
    told = _("“%(first)s” has %(one)s and “%(second)s” has %(other)s: they cannot be combined.") % {
        "first": first.name,
        "one": captions.table(first.table.key),
        "second": second.name,
        "other": captions.table(second.table.key),
    }
    return Refusal(422, _("Not combined"), told, _("Choose two record sets of the same table."))


def _one_alone() -> Refusal:
    told = _("Nothing was combined: that is one record set, and not two.")
    return Refusal(422, _("Not combined"), told, _("Choose another one to combine it with."))


def _made(visit: Visit, table: Table, name: str, remarks: str = "") -> RecordSet:
    """A new set without records."""
    values = {
        "name": name,
        "remarks": remarks or None,
        "type": PERSONS,
        "dbTableId": table.number,
        "collectionMemberId": visit.place.collection_id,
        "specifyUser": visit.user.pk,
    }
    change = Change(present.tables()["recordset"], values, deed="make")
    carry_out(visit, [change])
    return RecordSet(change.id or 0, name, remarks, table)


def _stored(visit: Visit, set_id: int) -> Change:
    """The person's set as it is stored, held, to be changed."""
    found = record_set_of(visit, set_id, held=True)
    return Change(present.tables()["recordset"], {}, locked("recordset", [found.id])[found.id])


def _named(record_set: RecordSet) -> Query:
    return items_of(record_set.id).order_by().values("recordId")


def _named_by(record_set: RecordSet, how: How) -> Q:
    """The items whose records another set names, or does not name."""
    found = Q(recordId__in=_named(record_set))
    return found if how == "intersection" else ~found


def _put_in(visit: Visit, record_set: RecordSet, ids: Ids) -> int:
    if isinstance(ids, QuerySet):
        found = ids.filter(in_scope(record_set.table, visit.place)).exclude(pk__in=_named(record_set))
        return _insert(record_set, found, "pk")
    known, number = set(_named(record_set).values_list("recordId", flat=True)), 0
    for some in _in_portions(one for one in dict.fromkeys(ids) if 0 < one <= LARGEST_ID and one not in known):
        here = visible_ids(record_set.table, visit.place, some)
        new = [(one, record_set.id) for one in some if one in here]
        with connections["default"].cursor() as cursor:
            cursor.executemany(f"{_INSERT} VALUES (%s, %s)", new)
        number += len(new)
    return number


def _copy(visit: Visit, source: RecordSet, into: RecordSet, wanted: Q | None = None) -> None:
    """Put records of a set into another, those that are not in it yet."""
    items = items_of(source.id).filter(wanted or Q(), recordId__in=records_here(visit, source.table))
    _insert(into, each_once(items.exclude(recordId__in=_named(into))), "recordId")


def _insert(into: RecordSet, found: Query, column: str) -> int:
    """Put what a query finds into a set, in the query's order; how many records it is. One statement."""
    wanted = found.annotate(whose=Value(into.id, IntegerField())).values_list(column, "whose")
    try:
        select, values = wanted.query.get_compiler("default").as_sql()
    except EmptyResultSet:
        return 0
    with connections["default"].cursor() as cursor:
        # Not around a query with an order of its own: MariaDB would leave that out.
        cursor.execute(f"{_INSERT} {select}", values)
        return int(cursor.rowcount)


def _take_out(record_set: RecordSet, ids: frozenset[int] | Query) -> int:
    items = items_of(record_set.id)
    if isinstance(ids, QuerySet):
        return _delete(items.filter(recordId__in=ids.order_by().values("pk")).values_list("pk", flat=True))
    if len(ids) <= _AT_ONCE:
        wanted = [one for one in ids if 0 < one <= LARGEST_ID]
        return _delete(items.filter(recordId__in=wanted).values_list("pk", flat=True))
    return _delete(item for item, record in items.values_list("pk", "recordId") if record in ids)


def _delete(items: Iterable[int]) -> int:
    """Delete items by their keys, since MySQL deletes nothing from a table that it looks into on the way."""
    keys = list(items)
    for some in _in_portions(keys):
        model("recordsetitem")._default_manager.filter(pk__in=some).delete()
    return len(keys)


def _in_portions(ids: Iterable[int]) -> Iterator[list[int]]:
    """So many at a time as one statement takes."""
    left = iter(ids)
    while some := list(islice(left, _AT_ONCE)):
        yield some
