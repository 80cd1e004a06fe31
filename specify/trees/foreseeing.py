"""What a verb would change, counted for the page that asks whether it shall be done.

In: a tree, a span of numbers, ids of nodes. Out: `Foreseen`, made of `Effect`s. Nothing is counted beyond
`COUNTED_AT_MOST`, so that a page about a million nodes takes no longer than one about ten thousand; statements do not
follow the number of nodes.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import connections
from django.utils.translation import gettext as _

from specify.nodes.tree_tables import TreeTable, fetched
from specify.records.writing.pointing import Asked, Pointer, counted, pointers
from specify.resources.captions import Captions

COUNTED_AT_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Effect:
    """What happens to how many rows; with more than `COUNTED_AT_MOST` nobody counts further."""

    what: str
    number: int

    @property
    def is_more(self) -> bool:
        """Whether there are more than were counted."""
        return self.number > COUNTED_AT_MOST

    @property
    def shown(self) -> int:
        """The number as far as it is known."""
        return min(self.number, COUNTED_AT_MOST)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would change: full names before and after, effects, sentences besides.

    `rows` is about how many rows are written. `state` is what the person has to know to say yes: if it is another when
    the verb is carried out, the person is asked again.
    """

    names: tuple[tuple[str, str], ...] = ()
    effects: tuple[Effect, ...] = ()
    sentences: tuple[str, ...] = ()
    rows: int = 0
    state: tuple[object, ...] = ()


def nodes_below(tree: TreeTable, number: int, highest: int) -> int:
    """How many nodes stand below one that has these numbers. One statement."""
    few = "SELECT 1 FROM {t} WHERE {number} > %s AND {number} <= %s LIMIT %s"
    ((found,),) = fetched(tree.sql(f"SELECT COUNT(*) FROM ({few}) few"), [number, highest, COUNTED_AT_MOST + 1])  # noqa: S608
    return int(found)


def records_between(tree: TreeTable, captions: Captions, span: tuple[int, int]) -> list[Effect]:
    """How many records name nodes with these numbers, by table and field. One statement."""
    quote = connections["default"].ops.quote_name
    ways = from_elsewhere(tree)
    few = "SELECT 1 FROM {t} n JOIN {source} x ON x.{key} = n.{id} WHERE n.{number} BETWEEN %s AND %s LIMIT %s"
    parts = []
    for place, way in enumerate(ways):
        sql = tree.sql(few, source=quote(way.source), key=quote(way.way.column or ""))
        parts.append(f"SELECT {place}, COUNT(*) FROM ({sql}) few_{place}")  # noqa: S608 - schema names
    found = fetched(" UNION ALL ".join(parts), [*span, COUNTED_AT_MOST + 1] * len(parts)) if parts else []
    return _told(captions, ((ways[place], number) for place, number in found if number))


def records_of(tree: TreeTable, captions: Captions, ids: Collection[int]) -> list[Effect]:
    """How many records name these nodes, by table and field. One statement."""
    asked = [Asked(way, ids) for way in from_elsewhere(tree)]
    return _told(captions, ((one.pointer, number) for one, number in counted(asked, COUNTED_AT_MOST + 1)))


def from_elsewhere(tree: TreeTable) -> list[Pointer]:
    """The ways in which records of other tables name nodes of the tree."""
    return [way for way in pointers(tree.key) if way.table != tree.key]


def _told(captions: Captions, found: Iterable[tuple[Pointer, int]]) -> list[Effect]:
    effects = []
    for way, number in found:
        told = {"table": captions.table(way.table), "field": captions.field(way.table, way.way.name)}
        effects.append(Effect(_("Named in %(table)s: %(field)s") % told, number))
    return sorted(effects, key=lambda effect: (-effect.number, effect.what))
