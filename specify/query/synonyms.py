"""Queries that find, with the nodes of a tree they ask for, these nodes' synonyms and accepted names.

In: a query, the rows of its statement. Out: the row whose node is meant, and a test for it. Kept of Specify 7: the node
is the queried record itself, else the first that a rank is asked of, else the first there is; what is found by one name
is found by all names of the accepted node, whatever else the lines ask. Changed on purpose: rows of other collections,
and such as are not in the record set, stay out, where Specify forgets these limits.
"""

from specify.query.asked import Query
from specify.query.joining import At, Joins
from specify.query.specs import Ranked
from specify.query.sql import Sql, name, sql


def synonymous(query: Query, joins: Joins) -> At | None:
    """The row of the node that is meant; None where the query has nothing to do with trees."""
    if joins.base.table.is_tree:
        return joins.base
    tables = [line.spec.table.key for line in query.lines if isinstance(line.spec.end, Ranked)]
    tables += [line.spec.table.key for line in query.lines if line.spec.table.is_tree]
    return next((row for row in joins.rows if tables and row.key == tables[0]), None)


def accepted(node: At) -> Sql:
    """The id of the accepted node: its own unless it is a synonym."""
    return sql("COALESCE({}, {})", node.column(_accepted(node)), node.id)


def with_synonyms(node: At, named: Sql) -> Sql:
    """That a node, or what it is a synonym of, is among the accepted nodes that `named` selects."""
    table, way = name(node.table.table), node.table.relationships[_accepted(node)]
    synonyms = f"SELECT {name(node.table.id_column)} FROM {table} WHERE {name(way.column or '')} IN ({{}})"  # noqa: S608
    return sql(f"{{}} IN ({{}} UNION {synonyms})", node.id, named, named)


def _accepted(node: At) -> str:
    ways = node.table.relationships
    return next(key for key, way in ways.items() if way.column and way.column.lower() == "acceptedid")
