"""What hangs on the nodes of a tree: which records of a collection are counted, and statements that count them.

In: a tree and a place. Out: a `Source`, which gives pieces of statements; numbers by node. Kept of Specify 7: under a
taxon are counted current determinations by their preferred taxon, under a place the objects collected there, under a
storage unit the preparations kept there, under a stratum or a time the objects of its context, each of the visited
collection only. Changed on purpose: branches are always followed from parent to child and never by node numbers, so
that the counts are right where the numbers are not, or are just being changed; on a million nodes that is quicker, too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.nodes.tree_tables import TreeTable, Value, fetched, places, straight
from specify.resources.place import Place

_OBJECTS_OF_EVENTS = ("collectionobject", "collectingEvent")
_EVENTS_OF_LOCALITIES = ("collectingevent", "locality")
_WAYS = {
    "taxon": (("determination", "preferredTaxon"),),
    "geography": (("locality", "geography"), _EVENTS_OF_LOCALITIES, _OBJECTS_OF_EVENTS),
    "storage": (("preparation", "storage"),),
}
_CONTEXTS = {"geologictimeperiod": "chronosStrat", "lithostrat": "lithoStrat", "tectonicunit": "tectonicUnit"}
_FROM_CONTEXTS = {
    "collectionobject": (("collectionobject", "paleoContext"),),
    "collectingevent": (("collectingevent", "paleoContext"), _OBJECTS_OF_EVENTS),
    "locality": (("locality", "paleoContext"), _EVENTS_OF_LOCALITIES, _OBJECTS_OF_EVENTS),
}
"""From a node outwards: the tables, and by which relationship each points to the one before."""

_HEADINGS = {
    "taxon": _("Specimens determined so now"),
    "geography": _("Specimens collected there"),
    "storage": _("Preparations kept there"),
}
_HEADING = _("Specimens from there")


@dataclass(frozen=True, slots=True)
class Source:
    """The records that are counted under the nodes of a tree: they and those between, as tables and columns, quoted.

    `joins` are pieces of statements, each of which finds the rows of table `s<n>` that point to `{before}`.
    """

    tree: TreeTable
    tables: tuple[str, ...]
    keys: tuple[str, ...]
    ids: tuple[str, ...]
    condition: str
    parameters: tuple[Value, ...]

    def joined_to(self, node: str) -> str:
        """The counted records of the node in that column, as the end of a statement's list of tables."""
        here = [node, *(f"s{at}.{key}" for at, key in enumerate(self.ids))]
        parts = [
            f"{straight()} {table} s{at} ON s{at}.{self.keys[at]} = {here[at]}" for at, table in enumerate(self.tables)
        ]
        # Wrapped, since no engine shall begin with all records of the collection, for which there is an index, too.
        return f"{' '.join(parts)} AND CASE WHEN {self.condition} THEN 1 ELSE 0 END = 1"

    def by_node(self) -> str:
        """The statement that selects how many there are at each node (`id`): of this place (`w`), and of all (`every`).

        Who counts goes through all of them. Branches are not taken together.
        """
        counted = f"SUM(CASE WHEN {self.condition} THEN 1 ELSE 0 END)"
        node = f"s0.{self.keys[0]}"
        return f"SELECT {node} AS id, {counted} AS w, COUNT(*) AS every FROM {self._all()} GROUP BY {node}"  # noqa: S608 - schema names

    def some(self) -> str:
        """The statement that counts all of them, of any place, up to the number that is its parameter."""
        return f"SELECT COUNT(*) FROM (SELECT 1 FROM {self._all()} LIMIT %s) some"  # noqa: S608 - schema names

    def _all(self) -> str:
        first, *others = self.tables
        parts = [
            f"JOIN {table} s{at} ON s{at}.{self.keys[at]} = s{at - 1}.{self.ids[at - 1]}"
            for at, table in enumerate(others, 1)
        ]
        return f"{first} s0 {' '.join(parts)} WHERE s0.{self.keys[0]} IS NOT NULL"


def heading_of(tree: str) -> str | Promise:
    """What is counted in the tree of that key, in words."""
    return _HEADINGS.get(tree, _HEADING)


def tables_counted(tree: TreeTable, place: Place) -> tuple[str, ...]:
    """The keys of the tables that have to be read to count; none where nothing can be counted."""
    return tuple(table for table, _way in _way_of(tree, place))


def listed_as(tree: TreeTable, place: Place) -> tuple[str, str]:
    """The table of the records that are listed where these are counted, and where a statement has their ids.

    Determinations are listed as the objects that they are of. Only where anything can be counted.
    """
    way = _way_of(tree, place)
    last, at = way[-1][0], f"s{len(way) - 1}"
    if last == "determination":
        return "collectionobject", f"{at}.{_column(last, 'collectionObject')}"
    return last, f"{at}.{_quoted(present.tables()[last].id_column)}"


def path_to_nodes(tree: TreeTable, place: Place) -> tuple[str, tuple[str, ...]]:
    """The table of the records that are listed, and the relationships that lead from them to the nodes they hang on."""
    way = _way_of(tree, place)[::-1]
    path = tuple(name for _table, name in way)
    return ("collectionobject", ("determinations", *path)) if tree.key == "taxon" else (way[0][0], path)


def source_of(tree: TreeTable, place: Place) -> Source | None:
    """What is counted in that place; None where nothing can be."""
    way = _way_of(tree, place)
    if not way:
        return None
    last, at = present.tables()[way[-1][0]], f"s{len(way) - 1}"
    owner = "collectionMemberId" if "collectionMemberId" in last.fields else "collection"
    condition = f"{at}.{_column(last.key, owner)} = %s"
    if tree.key == "taxon":
        condition += f" AND {at}.{_column(last.key, 'isCurrent')} = 1"
    return Source(
        tree,
        tuple(_quoted(present.tables()[table].table) for table, _name in way),
        tuple(_column(table, name) for table, name in way),
        tuple(_quoted(present.tables()[table].id_column) for table, _name in way),
        condition,
        (place.collection_id,),
    )


def _way_of(tree: TreeTable, place: Place) -> Sequence[tuple[str, str]]:
    if tree.key in _WAYS:
        return _WAYS[tree.key]
    name = _CONTEXTS.get(tree.key, "")
    further = _FROM_CONTEXTS.get(place.paleo_context_child_table.lower() or "collectionobject", ())
    if not present.has("paleocontext") or name not in present.tables()["paleocontext"].relationships:
        return ()
    return (("paleocontext", name), *further) if further else ()


def _column(table: str, name: str) -> str:
    field: Any = model(table)._meta.get_field(name)
    return _quoted(field.column)


def _quoted(name: str) -> str:
    return connections["default"].ops.quote_name(name)


_BELOW = """
WITH RECURSIVE below (top, id) AS (
    SELECT {id}, {id} FROM {t} WHERE {id} IN ({ids})
    UNION
    SELECT below.top, t.{id} FROM below {straight} {t} t ON t.{parent} = below.id
)
SELECT top, SUM(CASE WHEN below.id = top THEN 1 ELSE 0 END), COUNT(*) FROM below {specimens} GROUP BY top
"""


def counted_now(source: Source, nodes: Iterable[int]) -> dict[int, tuple[int, int]]:
    """How many there are at each of these nodes itself, and in all; nodes without any are left out. One statement.

    MariaDB loses rows where a level of a recursive query outgrows the memory set for it (MDEV-40803): this is for
    branches of some ten thousand nodes together, of which a level takes less than a megabyte.
    """
    wanted = sorted(set(nodes))
    if not wanted:
        return {}
    specimens = source.joined_to("below.id")
    sql = source.tree.sql(_BELOW, ids=places(wanted), straight=straight(), specimens=specimens)
    return {top: (int(direct), total) for top, direct, total in fetched(sql, [*wanted, *source.parameters])}


_WITH_ANY = """
{id} IN (
    WITH RECURSIVE below (top, id) AS (
        SELECT {id}, {id} FROM {t} WHERE {whose}
        UNION
        SELECT below.top, t.{id} FROM below {straight} {t} t ON t.{parent} = below.id
    )
    SELECT top FROM below {specimens}
)
"""


def with_any(source: Source, whose: str) -> str:
    """The condition that a node, one of those for which `whose` holds, has any specimens in its branch.

    Its parameters are those of `whose`, and then the source's.
    """
    specimens = source.joined_to("below.id")
    return source.tree.sql(_WITH_ANY, whose=whose, straight=straight(), specimens=specimens)
