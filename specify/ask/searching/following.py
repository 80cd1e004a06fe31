"""The rows of a related search: what hangs together with the records that were found.

In: a related search, the hits of the tables that its paths lead to. Out: `Trails`: for each row the record it is of,
and where each of its columns ends. Kept of Specify: rows are those of all paths together, each once; all that is asked
of a related record is asked of the same one. Changed on purpose: records of other collections take no part on the way,
and so many rows at most are told. One statement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet

from specify.ask.searching.finding import SECONDS, Hits
from specify.ask.searching.related import Related
from specify.datamodel import present
from specify.datamodel.declaring import Table
from specify.datamodel.tables import model
from specify.query.asking import Asking
from specify.query.fetching import fetched
from specify.query.joining import At, Joins
from specify.query.matching import MOST
from specify.query.sql import NOTHING, Sql, all_of, given, listed, sql
from specify.resources.place import Place
from specify.security.scoping import in_scope, own_limits


@dataclass(frozen=True, slots=True)
class Trails:
    """Rows of ids: first the record's own, then that of the record in which each column ends (None for none).

    `more` says that there are others, `is_cut` that what they hang on is not all that was found.
    """

    rows: tuple[tuple[int | None, ...], ...] = ()
    more: bool = False
    is_cut: bool = False


def pivots_of(related: Related, tables: Mapping[str, object]) -> dict[str, str]:
    """By path the tables that are both searched and led to."""
    ends = {path: _end(related.root, path).key for path in related.pivots}
    return {path: key for path, key in ends.items() if key in tables}


def trails_of(asking: Asking, related: Related, hits: Mapping[str, Hits]) -> Trails:
    """What hangs together with the hits, which are given by table."""
    pivots = {path: hits[key] for path, key in pivots_of(related, hits).items() if hits[key].ids}
    if not pivots:
        return Trails()
    parts = [
        sql("SELECT * FROM ({}) part", _statement(asking, related, path, found.ids)) for path, found in pivots.items()
    ]
    whole = listed(parts, " UNION ")
    rows = sorted(set(fetched(whole, SECONDS)), key=lambda row: [one or 0 for one in row])
    return Trails(tuple(rows[:MOST]), len(rows) > MOST, any(found.more for found in pivots.values()))


def _statement(asking: Asking, related: Related, pivot: str, ids: Sequence[int]) -> Sql:
    """The rows by one path."""
    joins = Joins(related.root)

    def at(path: str) -> At:
        return joins.along(joins.base, _steps(related.root, path))

    ends = [at(path).id for path in related.columns]
    tests = [sql("{} IN ({})", at(pivot).id, listed(given(one) for one in ids)), _own(joins.base, asking.place)]
    if related.true:
        tests.append(sql("{} = 1", at(related.true).column(related.true.rpartition(".")[2])))
    if related.different:
        tests.append(sql("{} <> {}", *(at(path).id for path in related.different)))
    tests += [sql("{} IS NOT NULL", at(path).id) for path in related.there]
    tests += _private(joins, asking.place)
    what = [sql(f"{{}} AS c{place}", one) for place, one in enumerate([joins.base.id, *ends])]
    limit = given(MOST + 1)
    return sql("SELECT DISTINCT {} FROM {} WHERE {} LIMIT {}", listed(what), joins.sql(), all_of(tests), limit)


def _own(base: At, place: Place) -> Sql:
    """That a record belongs to the collection."""
    wanted = in_scope(base.table, place)
    if not wanted:
        return Sql("1 = 1")
    rows = model(base.key)._default_manager.order_by().filter(wanted).values("pk")
    try:
        text, values = rows.query.get_compiler("default").as_sql()
    except EmptyResultSet:
        return NOTHING
    return sql("{} IN ({})", base.id, Sql(text, tuple(values)))


def _private(joins: Joins, place: Place) -> list[Sql]:
    """That no record on the way is another collection's."""
    limits = own_limits(place)
    return [
        sql("{} IS NULL OR {} = {}", row.id, row.column(limit.name.removesuffix("_id")), given(limit.value))
        for row in joins.rows[1:]
        if (limit := limits.get(row.key)) is not None and limit.is_private
    ]


def _steps(root: str, path: str) -> tuple[str, ...]:
    """The relationships of a path."""
    table, found = present.tables()[root], list[str]()
    for name in path.split(".") if path else ():
        way = table.relationships.get(name)
        if way is not None:
            found.append(name)
            table = present.tables()[way.target.lower()]
    return tuple(found)


def _end(root: str, path: str) -> Table:
    """The table that a path ends in."""
    table = present.tables()[root]
    for name in _steps(root, path):
        table = present.tables()[table.relationships[name].target.lower()]
    return table


def end_of(related: Related, column: str) -> tuple[Table, str]:
    """The table in which a column ends, and its field; "" where it is the record itself."""
    table, last = _end(related.root, column), column.rpartition(".")[2]
    return table, last if last in table.fields and last not in _steps(related.root, column)[-1:] else ""
