"""The last number given in a series, among the records that are numbered together.

In: a field of a table with its format, the place, and `Series`. Out: the highest text of each that is there. Kept of
Specify 7: collections (disciplines, divisions) that share a numbering scheme for the format are numbered together,
whatever table the scheme names; without one a collection counts by itself, as do disciplines and divisions where a
table belongs to these; letters count as they are written. Also seen is what others have written and not committed yet,
since Specify 7 lets go of its lock before it commits.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connections

from specify.datamodel.declaring import Field, Relationship, Table
from specify.datamodel.tables import join_model, model
from specify.resources.field_formats import FieldFormat
from specify.resources.place import Place
from specify.security.scoping import in_scope
from specify.text.series import Series

# To whom a row says it belongs, in Specify's order; and which table pairs that with numbering schemes.
_LEVELS = (
    ("collectionMemberId", Field, "collection", "autonumsch_coll"),
    ("discipline", Relationship, "discipline", "autonumsch_dsp"),
    ("division", Relationship, "division", "autonumsch_div"),
)
# The index is read from the end of the series, where the last number mostly is. Where so many numbers of others stand
# there, the second search counts, which the database may begin at the owner's rows instead.
_NEAR = 100
_HIGHEST = """
SELECT COALESCE(
    (SELECT MAX(near.number) FROM (
        SELECT {id} AS id, {column} AS number FROM {table}
        WHERE {column} BETWEEN %s AND %s AND {column} REGEXP %s ORDER BY {column} DESC LIMIT {near}
    ) near JOIN {table} ON {table}.{id} = near.id WHERE {group}),
    (SELECT MAX({column}) FROM {table} WHERE {group} AND {column} BETWEEN %s AND %s AND {column} REGEXP %s)
)
"""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A field whose numbers are given at a place, by that format."""

    place: Place
    table: Table
    field: Field
    how: FieldFormat


def last_numbers(numbered: Numbered, several: Iterable[Series]) -> Mapping[Series, str | None]:
    """The highest text of each series, None where there is none. One statement for each, and one for the group."""
    group, members = _group(numbered)
    quoted = connections["default"].ops.quote_name
    sql = _HIGHEST.format(
        id=quoted(numbered.table.id_column),
        column=quoted(numbered.field.column),
        table=quoted(numbered.table.table),
        near=_NEAR,
        group=group,
    )
    found = {}
    with _seeing_all() as cursor:
        for series in several:
            searched = [series.first, series.last, series.expression]
            cursor.execute(sql, [*searched, *members, *members, *searched])
            (found[series],) = cursor.fetchone()
    return found


def _group(numbered: Numbered) -> tuple[str, list[Any]]:
    """The condition for rows that are numbered together, and its parameters."""
    table, quoted = numbered.table, connections["default"].ops.quote_name
    for name, kind, level, through in _LEVELS:
        owner = table.find(name)
        if isinstance(owner, kind) and owner.column:
            ids = _numbered_together(numbered, level, through)
            if ids:
                return f"{quoted(owner.column)} IN ({', '.join(['%s'] * len(ids))})", ids
            break
    rows = model(table.key)._default_manager.filter(in_scope(table, numbered.place)).values("pk")
    sql, parameters = rows.query.sql_with_params()
    return f"{quoted(table.table)}.{quoted(table.id_column)} IN ({sql})", list(parameters)


def _numbered_together(numbered: Numbered, level: str, through: str) -> list[int]:
    """The ids of the collections (disciplines, divisions) that are numbered with ours; none where all are."""
    here = getattr(numbered.place, f"{level}_id")
    pairs = join_model(through)._default_manager
    ours = pairs.filter(**{f"{level}_id": here, "autonumberingscheme__formatName": numbered.how.name})
    sharing = pairs.filter(autonumberingscheme_id__in=ours.values("autonumberingscheme_id"))
    found = list(sharing.values_list(f"{level}_id", flat=True).distinct())
    alone = [] if numbered.table.key == "accession" and numbered.place.is_accessions_global else [here]
    return found or alone


@contextmanager
def _seeing_all() -> Iterator[Any]:
    """A cursor that sees what no one has committed yet as well, this transaction's own rows among them.

    A transaction cannot change what it sees, so it needs a connection beside it for a moment. On SQLite there is
    nothing uncommitted but one's own.
    """
    connection = connections["default"]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            yield cursor
        return
    beside = connection.copy()
    beside.settings_dict["OPTIONS"]["isolation_level"] = "read uncommitted"
    try:
        with beside.cursor() as cursor:
            yield cursor
    finally:
        beside.close()
