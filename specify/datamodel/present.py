"""What the database at hand has of the declared schema.

In: the shape read at start (`settings.SHAPE`) and the declarations. Out: the same `Table` objects, less the tables,
fields and relationships whose columns are absent. Everything above reads tables from here, so that it adapts to
6.8 and 7.x by itself. An empty database counts as having everything: it is about to be created.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from django.conf import settings

from specify.datamodel.declaring import Field, JoinTable, Relationship, Table
from specify.datamodel.schema import JOIN_TABLES, TABLES
from specify.datamodel.shape import Dialect, Shape


def shape() -> Shape:
    """The shape this process started with."""
    current: Shape = settings.SHAPE
    return current


def dialect() -> Dialect:
    """`sqlite`, `born7` or `born6`."""
    return shape().dialect


def reduce_to(shape: Shape) -> dict[str, Table]:
    """The declared tables, less what `shape` lacks; all of them for an empty database."""
    if shape.is_empty:
        return dict(TABLES)
    there = {key: table for key, table in TABLES.items() if table.table in shape.tables}
    return {key: _reduced(table, there, shape) for key, table in there.items()}


def _reduced(table: Table, there: Mapping[str, Table], shape: Shape) -> Table:
    members: dict[str, Field | Relationship] = {
        name: field for name, field in table.fields.items() if shape.column(table.table, field.column)
    }
    for name, relationship in table.relationships.items():
        if _is_there(relationship, table, there, shape):
            members[name] = relationship
    return table.keeping(members)


def _is_there(relationship: Relationship, table: Table, there: Mapping[str, Table], shape: Shape) -> bool:
    if relationship.target.lower() not in there:
        return False
    if relationship.column:
        return shape.column(table.table, relationship.column) is not None
    if relationship.through:
        return relationship.through in shape.tables
    other = TABLES[relationship.target.lower()].relationships[relationship.other or ""]
    return shape.column(there[relationship.target.lower()].table, other.column or "") is not None


@cache
def tables() -> Mapping[str, Table]:
    """The present tables by lower-case system name."""
    return MappingProxyType(reduce_to(shape()))


@cache
def join_tables() -> Mapping[str, JoinTable]:
    """The present join tables by their name in the database."""
    current = shape()
    return MappingProxyType({n: j for n, j in JOIN_TABLES.items() if current.is_empty or n in current.tables})


def table(name: str) -> Table | None:
    """The present table of that system name in any case; None when there is none."""
    return tables().get(name.lower())


def has(name: str) -> bool:
    """Whether the database has that table."""
    return name.lower() in tables()
