"""The nodes that are shown of a tree: the children of those that are open, a hundred of each at once.

In: a tree, which nodes are open, which single nodes are wanted besides. Out: `Level`s of `Shown` nodes, in one
statement, whatever their number. Kept of Specify 7: children stand in the order of their ranks, then of their names, or
as the person has set it; times in the order of their beginning. A child of another definition than its parent's is not
shown.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from specify.nodes.tree_tables import INNER, OUTER, TreeTable, Value, fetched, listed, places, straight, text
from specify.text.folding import fold
from specify.trees.customs import Customs
from specify.trees.openings import AT_ONCE, Stage

ROOT = 0
"""Stands for what the roots hang on."""
_ALONE = -1


class Synonym(NamedTuple):
    """A node that another is the accepted name of. `rank` is the id of its definition item."""

    id: int
    name: str
    rank: int
    author: str


class Shown(NamedTuple):
    """A node as it is shown. `rank` is the id of its definition item, `children` how many it has."""

    id: int
    parent: int
    place: int
    name: str
    full_name: str
    rank: int
    rank_number: int
    accepted: int | None
    accepted_name: str
    children: int
    author: str
    times: tuple[Decimal | None, ...]
    """Of geologic times: beginning, how certain, end, how certain."""
    is_bio: bool = False
    """Of geologic times: whether it is one of biostratigraphy."""
    synonyms: tuple[Synonym, ...] = ()
    """Those that it is the accepted name of, in the order of their full names."""


@dataclass(frozen=True, slots=True)
class Level:
    """The children of one node: those shown, how many stand before them, and how many there are."""

    nodes: tuple[Shown, ...]
    total: int

    @property
    def before(self) -> int:
        """How many stand before those that are shown."""
        return self.nodes[0].place - 1 if self.nodes else 0


@dataclass(frozen=True, slots=True)
class Seek:
    """What is looked for: levels by the node above, with the number of nodes before the first shown (None: unsaid).

    Where that is not said the level begins with the hundred that has the first of the `marked` nodes. `alone` are nodes
    that are wanted by themselves; `condition` is what nodes of a level have to meet.
    """

    definition: int
    levels: Mapping[int, int | None]
    marked: Collection[int] = ()
    alone: Collection[int] = ()
    condition: str = ""
    parameters: Sequence[Value] = ()
    customs: Customs = Customs()


_NODES = """
SELECT met.level, met.total, met.place, t.{id}, t.{parent}, t.{name}, t.{full_name}, t.{item}, t.{rank},
    t.{accepted}, a.{full_name}, (SELECT COUNT(*) FROM {t} c WHERE c.{parent} = t.{id}),
    (SELECT {synonyms} FROM {t} s WHERE s.{accepted} = t.{id}), {author}, {bio}, {times}
FROM (
    SELECT marked.*, CASE {starts} WHEN first IS NULL THEN 0 ELSE first - 1 - (first - 1) %% {at_once} END AS start
    FROM (
        SELECT placed.*, MIN(CASE WHEN id IN ({marks}) THEN place END) OVER (PARTITION BY level) AS first
        FROM (
            SELECT id, level, COUNT(*) OVER (PARTITION BY level) AS total,
                ROW_NUMBER() OVER (PARTITION BY level ORDER BY {order}, id) AS place
            FROM ({branches}) hanging
        ) placed
    ) marked
) met JOIN {t} t ON t.{id} = met.id LEFT JOIN {t} a ON a.{id} = t.{accepted}
WHERE met.level = {alone} OR (met.place > met.start AND met.place <= met.start + {at_once})
ORDER BY met.level, met.place
"""
_BRANCH = "SELECT {id} AS id, {level} AS level, {sorted} FROM {t} WHERE {whose}"


def levels_of(tree: TreeTable, seek: Seek) -> tuple[dict[int, Level], dict[int, Shown]]:
    """The levels by the node above, and the single nodes by id. One statement."""
    customs = seek.customs
    order = customs.order if tree.key != "geologictimeperiod" else ("begin", "name")
    branches, parameters = _branches(tree, seek, order)
    if not branches:
        return {}, {}
    starts = "".join("WHEN level = %s AND %s < total THEN %s " for first in seek.levels.values() if first is not None)
    started = [value for level, first in seek.levels.items() if first is not None for value in (level, first, first)]
    marks = [*seek.marked] or [_ALONE]
    statement = tree.sql(
        _NODES,
        starts=starts,
        marks=places(marks),
        order=", ".join(f"sorted_{word}" for word in order),
        branches=" UNION ALL ".join(branches),
        synonyms=listed(*(text(one) for one in _told_of_synonyms(tree))),
        author=_own(tree, "author") if customs.has_authors else "NULL",
        bio=_own(tree, "isBioStrat"),
        times=", ".join(
            _own(tree, name) if customs.has_times else "NULL"
            for name in ("startPeriod", "startUncertainty", "endPeriod", "endUncertainty")
        ),
        alone=_ALONE,
        at_once=AT_ONCE,
    )
    return _gathered(fetched(statement, [*started, *marks, *parameters]))


def _branches(tree: TreeTable, seek: Seek, order: Sequence[str]) -> tuple[list[str], list[Value]]:
    """Statements that select the nodes of all levels, and the single ones, with what they are sorted by."""
    columns = {**tree.words, "begin": _own(tree, "startPeriod").removeprefix("t.")}
    sorted_by = ", ".join(f"{columns[word]} AS sorted_{word}" for word in order)
    more = f" AND ({seek.condition})" if seek.condition else ""
    nodes = [one for one in seek.levels if one != ROOT]
    found, parameters = [], []
    if nodes:
        whose = tree.sql("{parent} IN ({ids}) AND {definition} = %s", ids=places(nodes)) + more
        found.append(tree.sql(_BRANCH, level=tree.words["parent"], sorted=sorted_by, whose=whose))
        parameters += [*nodes, seek.definition, *seek.parameters]
    if ROOT in seek.levels:
        whose = tree.sql("{parent} IS NULL AND {definition} = %s") + more
        found.append(tree.sql(_BRANCH, level=ROOT, sorted=sorted_by, whose=whose))
        parameters += [seek.definition, *seek.parameters]
    if seek.alone:
        whose = tree.sql("{id} IN ({ids}) AND {definition} = %s", ids=places([*seek.alone]))
        found.append(tree.sql(_BRANCH, level=_ALONE, sorted=sorted_by, whose=whose))
        parameters += [*seek.alone, seek.definition]
    return found, parameters


_IN_STAGE = """
{id} IN (
    WITH RECURSIVE below (top, id, bio) AS (
        SELECT {id}, {id}, {bio} FROM {t} WHERE {whose}
        UNION
        SELECT below.top, t.{id}, t.{bio} FROM below {straight} {t} t ON t.{parent} = below.id
    )
    SELECT top FROM below WHERE {wanted}
)
"""


def in_stage(tree: TreeTable, stage: Stage, whose: str) -> str:
    """The condition that a time, one of those for which `whose` holds, or one below it, is of that stratigraphy.

    Its parameters are those of `whose`. Kept of Specify 7: what is not said to be of biostratigraphy is not.
    """
    field = tree.nodes.fields.get("isBioStrat")
    if field is None or not stage:
        return ""
    wanted = "bio = 1" if stage == "bio" else "(bio = 0 OR bio IS NULL)"
    return tree.sql(_IN_STAGE, whose=whose, bio=field.column, straight=straight(), wanted=wanted)


def _own(tree: TreeTable, field: str, table: str = "t") -> str:
    """A column that only some trees have."""
    known = tree.nodes.fields.get(field)
    return f"{table}.{known.column}" if known else "NULL"


def _gathered(rows: Sequence[tuple[Any, ...]]) -> tuple[dict[int, Level], dict[int, Shown]]:
    levels: dict[int, list[Shown]] = {}
    totals: dict[int, int] = {}
    alone: dict[int, Shown] = {}
    for level, total, place, *values in rows:
        node = _shown(place, values)
        if level == _ALONE:
            alone[node.id] = node
        else:
            levels.setdefault(level, []).append(node)
            totals[level] = total
    return {level: Level(tuple(nodes), totals[level]) for level, nodes in levels.items()}, alone


def _shown(place: int, values: Sequence[Any]) -> Shown:
    key, parent, name, full_name, item, rank, accepted, accepted_name, children, *more = values
    synonyms, author, bio, *times = more
    return Shown(
        key,
        parent or ROOT,
        place,
        name or "",
        full_name or name or "",
        item,
        rank or 0,
        accepted,
        accepted_name or "",
        children,
        author or "",
        tuple(None if one in (None, "") else Decimal(str(one)) for one in times),
        bool(bio),
        _synonyms(synonyms),
    )


def _told_of_synonyms(tree: TreeTable) -> tuple[str, ...]:
    """The columns of `Synonym`."""
    return (tree.sql("s.{id}"), tree.sql("s.{full_name}"), tree.sql("s.{item}"), _own(tree, "author", "s"))


def _synonyms(told: str | None) -> tuple[Synonym, ...]:
    """What the database has told as one text; a last one that it has cut is left out."""
    rows = [one.split(INNER) for one in (told or "").split(OUTER)]
    found = [Synonym(int(row[0]), row[1], int(row[2]), row[3]) for row in rows if len(row) == len(Synonym._fields)]
    return tuple(sorted(found, key=lambda one: (fold(one.name), one.id)))
