"""The verbs of trees, timed: each is carried out as a page or a job does it, and then undone.

In: a visit of somebody who may change taxa, a tree, a definition with nodes enough. Out: the verbs by name; each gives
lines: what was done, and how long it took, its statements, and the most memory that this process ever had. A verb runs
in a transaction that is rolled back, so what it would have cost to commit is missing, which is little.
"""

import os
import resource
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from django.db import connections, transaction

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.layouts.latin import GENUS
from specify.nodes.numbers import place
from specify.nodes.repairing import renumber
from specify.nodes.tree_tables import TreeTable, fetched
from specify.records.saving import locked, save
from specify.records.writing.changes import Change
from specify.security.entering import Visit
from specify.trees.acting import Asked, act
from specify.trees.merging import MERGE
from specify.trees.moving import MOVE

HEADING = f"{'seconds':>10}{'statements':>12}{'peak MB':>10}{'load':>8}"
MOVED, RENAMED, CHILDREN, DETERMINATIONS = 10_000, 50_000, 500, 10
Lines = Iterator[tuple[str, "Measured"]]


@dataclass
class Measured:
    """Seconds, and statements on Specify's tables."""

    seconds: float = 0
    statements: int = 0

    def __str__(self) -> str:
        """The columns of the table."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        return f"{self.seconds:>10.2f}{self.statements:>12}{peak:>10.0f}{os.getloadavg()[0]:>8.1f}"


class Branch(NamedTuple):
    """A node with how many stand below it."""

    id: int
    parent: int
    below: int


class _Undone(Exception):
    """Ends a transaction without its changes."""


@contextmanager
def measured() -> Iterator[Measured]:
    """Measure the block."""
    done = Measured()

    def count(execute: Any, *statement: Any) -> Any:
        done.statements += 1
        return execute(*statement)

    begun = time.perf_counter()
    with connections["default"].execute_wrapper(count):
        yield done
    done.seconds = time.perf_counter() - begun


@contextmanager
def _undone() -> Iterator[None]:
    with suppress(_Undone), transaction.atomic(using="default"):
        yield
        raise _Undone


def verbs(visit: Visit, tree: TreeTable, definition: int) -> Iterator[tuple[str, Callable[[], Lines]]]:
    """The verbs by name."""
    ground = visit, tree, definition
    yield "move", partial(_move, *ground)
    yield "merge", partial(_merge, *ground)
    yield "rename", partial(_rename, *ground)
    yield "number anew", partial(_renumber, tree)


_BRANCHES = """
SELECT t.{id}, t.{parent}, t.{number}, t.{highest} FROM {t} t JOIN {t} p ON p.{id} = t.{parent}
WHERE t.{definition} = %s AND t.{accepted} IS NULL AND t.{rank} < %s AND p.{rank} IN (
    SELECT {rank} FROM {t} WHERE {definition} = %s GROUP BY {rank} HAVING COUNT(*) >= %s
)
ORDER BY t.{highest} - t.{number}
"""
_BELOW = "SELECT COUNT(*) FROM {t} WHERE {number} > %s AND {number} <= %s"


def _branch(tree: TreeTable, definition: int, below: int, parents: int = 1) -> Branch:
    """The node above the genera with nearest to so many below it; which have more, their numbers say roughly.

    There are at least so many nodes of the rank of its parent.
    """
    rows = fetched(tree.sql(_BRANCHES), [definition, GENUS, definition, parents])

    def counted(row: tuple[Any, ...]) -> int:
        return int(fetched(tree.sql(_BELOW), row[2:])[0][0])

    at = bisect_left(rows, below, key=counted)
    near = [Branch(row[0], row[1], counted(row)) for row in rows[max(at - 2, 0) : at + 2]]
    return min(near, key=lambda one: abs(one.below - below))


def _move(visit: Visit, tree: TreeTable, definition: int) -> Lines:
    """To the first of the tree that stands as high as its parent, to the last, and back."""
    branch, nodes = _branch(tree, definition, MOVED, parents=3), model(tree.key)._default_manager
    high = nodes.filter(definition_id=definition, rankId=nodes.get(pk=branch.parent).rankId).exclude(pk=branch.parent)
    others = high.filter(**{f"{tree.accepted}__isnull": True}).order_by("nodeNumber")
    with _undone():
        told = f"{branch.below + 1:,} nodes"
        for where, target in (
            ("first", others.first()),
            ("last", others.last()),
            ("back", nodes.get(pk=branch.parent)),
        ):
            with measured() as done:
                act(visit, MOVE, Asked(tree, branch.id, target.pk))
            yield f"{told}, {where}", done


def _merge(visit: Visit, tree: TreeTable, definition: int) -> Lines:
    """Two genera, half of whose species are of the same names."""
    nodes = model(tree.key)._default_manager
    with _undone():
        families = nodes.filter(definition_id=definition, rankId__lt=GENUS).order_by("-rankId", "pk")[:2]
        source, target = (_genus(tree, family, turn) for turn, family in enumerate(families))
        known = list(
            model("determination")
            ._default_manager.order_by("pk")
            .values_list("pk", flat=True)[: CHILDREN * DETERMINATIONS]
        )
        for turn, species in enumerate(nodes.filter(parent_id=source).order_by("pk")):
            some = known[turn * DETERMINATIONS : (turn + 1) * DETERMINATIONS]
            model("determination")._default_manager.filter(pk__in=some).update(taxon=species, preferredTaxon=species)
        with measured() as done:
            act(visit, MERGE, Asked(tree, source, target))
        yield f"{CHILDREN} + {CHILDREN} species, {len(known):,} determined", done


def _genus(tree: TreeTable, family: Any, turn: int) -> int:
    """A new genus with so many species."""
    nodes: Any = model(tree.key)._default_manager
    ranks = model(tree.ranks.key)._default_manager.filter(treeDef_id=family.definition_id, rankId__gte=GENUS)
    (genus_rank, genus_item), (rank, item) = ranks.order_by("rankId").values_list("rankId", "pk")[:2]
    alike = {"definition_id": family.definition_id, "isAccepted": True, "isHybrid": False, "version": 0}
    alike |= {"timestampCreated": datetime.now(), "fullName": "?"}
    name = f"Bench{turn}"
    genus = nodes.create(name=name, rankId=genus_rank, definitionItem_id=genus_item, parent=family, **alike)
    below = range(turn * CHILDREN // 2, turn * CHILDREN // 2 + CHILDREN)
    nodes.bulk_create(
        [
            nodes.model(name=f"s{number}", rankId=rank, definitionItem_id=item, parent=genus, **alike)
            for number in below
        ],
        batch_size=CHILDREN,
    )
    place(tree, [genus.pk, *nodes.filter(parent=genus).values_list("pk", flat=True)], {})
    return int(genus.pk)


def _rename(visit: Visit, tree: TreeTable, definition: int) -> Lines:
    """A node whose name stands in the full names of all below."""
    branch, nodes = _branch(tree, definition, RENAMED), model(tree.key)._default_manager

    def plan() -> list[Change]:
        row = locked(tree.key, [branch.id])[branch.id]
        return [Change(present.tables()[tree.key], {"name": f"{row['name']}x"}, row)]

    with _undone():
        item = nodes.get(pk=branch.id).definitionItem_id
        model(tree.ranks.key)._default_manager.filter(pk=item).update(isInFullName=True, fullNameSeparator=" ")
        with measured() as done:
            save(visit, plan)
        yield f"{branch.below:,} below", done


def _renumber(tree: TreeTable) -> Lines:
    """The whole table."""
    with _undone(), measured() as done:
        renumber(tree)
    yield f"{model(tree.key)._default_manager.count():,} nodes", done
