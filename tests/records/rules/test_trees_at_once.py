"""Many change a tree at once, Specify 7 among them: numbers stay distinct and nested, and nobody is lost."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from typing import Any

import MySQLdb
import pytest
from django.conf import settings

from specify.datamodel import present, transactions
from specify.datamodel.connecting import open_plainly
from specify.datamodel.tables import model
from specify.nodes import numbers
from specify.nodes.full_names import rewrite_tree
from specify.nodes.repairing import renumber
from specify.nodes.tree_tables import TreeTable
from specify.security.entering import Visit
from tests.nodes.growing import Grove, assert_numbered
from tests.records.changing import changed, made, saved
from tests.security.at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.by_server]
on_mariadb = pytest.mark.skipif(present.dialect() == "sqlite", reason="Specify 7 does not run on SQLite")

WRITERS, NODES = 6, 8
FAMILIES = 6
_ASIDE = 1213, 1205
_NEW = """INSERT INTO storage (Name, RankID, IsAccepted, StorageTreeDefID, StorageTreeDefItemID, ParentID, NodeNumber,
    HighestChildNodeNumber, TimestampCreated, Version) VALUES (%s, 30, 1, %s, %s, %s, %s, %s, NOW(), 0)"""


@pytest.fixture
def grove(db: None) -> Grove:
    """Families with two genera each, with no number free between them, as Specify numbers them."""
    grove = Grove("storage")
    root = grove.node(0, None, "root")
    for number in range(FAMILIES):
        family = grove.node(10, root, f"f{number}")
        for genus in range(2):
            grove.node(20, family, f"g{number}{genus}")
    renumber(grove.tree)
    rewrite_tree(grove.tree, grove.definition)
    taken = sorted(model("storage").objects.values_list("nodeNumber", flat=True))
    for node in model("storage").objects.all():
        ends = {name: taken.index(getattr(node, name)) + 1 for name in ("nodeNumber", "highestChildNodeNumber")}
        model("storage").objects.filter(pk=node.pk).update(**ends)
    assert_numbered("storage")
    return grove


def some(grove: Grove, rank: int, chance: random.Random) -> int:
    """A node of that rank."""
    nodes = model("storage").objects.filter(definition_id=grove.definition, rankId=rank)
    return chance.choice(list(nodes.order_by("pk").values_list("pk", flat=True)))


def game(name: str) -> random.Random:
    """The same chances in each run."""
    return random.Random(name)  # noqa: S311 - a game, not a secret


def add_nodes(visit: Visit, grove: Grove, name: str) -> int:
    """Our way to add nodes, one by one in different places."""
    chance = game(name)
    for number in range(NODES):
        keys = {"parent": some(grove, 20, chance), "definitionItem": grove.items[30]}
        saved(visit, lambda number=number, keys=keys: made("storage", name=f"{name} {number}", **keys))
    return NODES


def move_nodes(visit: Visit, grove: Grove, name: str) -> int:
    """Our way to move nodes."""
    chance = game(name)
    for _turn in range(NODES):
        moved, family = some(grove, 20, chance), some(grove, 10, chance)
        saved(visit, lambda moved=moved, family=family: changed("storage", moved, parent=family))
    return 0


def rename_nodes(visit: Visit, grove: Grove, name: str) -> int:
    """Our way to rename nodes below which others are put meanwhile."""
    chance = game(name)
    for turn in range(NODES):
        key = some(grove, 20, chance)
        saved(visit, lambda key=key, turn=turn: changed("storage", key, name=f"{name} {turn}"))
    return 0


@contextmanager
def specify_7() -> Iterator[Any]:
    """A connection as Specify 7 has it."""
    with closing(open_plainly(settings.DATABASE_URL)) as connection, connection.cursor() as run:
        run.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")
        connection.commit()
        yield connection


def ask(run: Any, sql: str, *values: object) -> Sequence[Any]:
    run.execute(sql, values)
    time.sleep(0.002)
    return run.fetchone() or () if run.description else ()


def add_in_specify_7(grove: Grove, parent: int, name: str, run: Any) -> None:
    """Specify 7's way to add a node: the parent is locked, numbers behind it raised, the node is its first child."""
    (number,) = ask(run, "SELECT NodeNumber FROM storage WHERE StorageID = %s FOR UPDATE", parent)
    open_in_specify_7(run, number, 1)
    new = number + 1
    ask(run, _NEW, name, grove.definition, grove.items[30], parent, new, new)


def move_in_specify_7(moved: int, parent: int, run: Any) -> None:
    """Specify 7's way to move a node: it is locked, then its parent; the gap it leaves is closed."""
    span = "SELECT NodeNumber, HighestChildNodeNumber FROM storage WHERE StorageID = %s"
    first, last = ask(run, f"{span} FOR UPDATE", moved)
    size = last - first + 1
    (number,) = ask(run, "SELECT NodeNumber FROM storage WHERE StorageID = %s FOR UPDATE", parent)
    open_in_specify_7(run, number, size)
    first, last = ask(run, span, moved)
    shift = "NodeNumber = NodeNumber + %s, HighestChildNodeNumber = HighestChildNodeNumber + %s"
    delta = number + 1 - first
    ask(run, f"UPDATE storage SET {shift} WHERE NodeNumber BETWEEN %s AND %s", delta, delta, first, last)
    shrink = "UPDATE storage SET HighestChildNodeNumber = HighestChildNodeNumber - %s"
    ask(run, f"{shrink} WHERE NodeNumber <= %s AND HighestChildNodeNumber >= %s", size, first, first)
    ask(run, f"UPDATE storage SET {shift} WHERE NodeNumber > %s", -size, -size, first)
    ask(run, "UPDATE storage SET ParentID = %s WHERE StorageID = %s", parent, moved)


def open_in_specify_7(run: Any, number: int, size: int) -> None:
    both = "NodeNumber = NodeNumber + %s, HighestChildNodeNumber = HighestChildNodeNumber + %s"
    ask(run, f"UPDATE storage SET {both} WHERE NodeNumber > %s", size, size, number)
    stretch = "UPDATE storage SET HighestChildNodeNumber = HighestChildNodeNumber + %s"
    ask(run, f"{stretch} WHERE NodeNumber <= %s AND HighestChildNodeNumber >= %s", size, number, number)


def work_in_specify_7(grove: Grove, name: str) -> int:
    """Somebody who adds and moves nodes in Specify 7, and tries again when the database asks for it."""
    chance, added = game(name), 0
    with specify_7() as connection, connection.cursor() as run:
        for number in range(NODES):
            moved, family = some(grove, 20, chance), some(grove, 10, chance)
            deed: Callable[[Any], None] = partial(move_in_specify_7, moved, family)
            if number % 2:
                deed = partial(add_in_specify_7, grove, moved, f"{name} {number}")
                added += 1
            while not is_done(connection, deed, run):
                time.sleep(0.01)
            time.sleep(0.05)
    return added


def is_done(connection: Any, deed: Callable[[Any], None], run: Any) -> bool:
    """Whether the database had no reason to ask for another try."""
    try:
        deed(run)
        connection.commit()
    except MySQLdb.OperationalError as error:
        connection.rollback()
        if error.args[0] not in _ASIDE:
            raise
        return False
    return True


def test_many_add_move_and_rename_nodes(visit: Visit, grove: Grove) -> None:
    before = model("storage").objects.count()
    writers = [partial(add_nodes, visit, grove, f"adder {number}") for number in range(WRITERS)]
    writers += [partial(move_nodes, visit, grove, f"mover {number}") for number in range(2)]
    writers.append(partial(rename_nodes, visit, grove, "renamer"))
    added = sum(at_once(writers))
    assert_numbered("storage")
    assert model("storage").objects.count() == before + added == before + WRITERS * NODES
    assert grove.names() == grove.expected_names()


def repaired(_tree: TreeTable) -> None:
    """Nobody has broken anything that would have to be repaired."""
    raise AssertionError("The numbers were found to be broken.")


@on_mariadb
def test_specify_7_adds_and_moves_beside_us(visit: Visit, grove: Grove, monkeypatch: pytest.MonkeyPatch) -> None:
    before = model("storage").objects.count()
    monkeypatch.setattr(transactions, "ATTEMPTS", 20)  # these have no pause between what they do, as people have
    monkeypatch.setattr(numbers, "renumber", repaired)
    writers = [partial(add_nodes, visit, grove, f"adder {number}") for number in range(2)]
    writers += [partial(move_nodes, visit, grove, "mover")]
    writers += [partial(work_in_specify_7, grove, f"specify {number}") for number in range(2)]
    added = sum(at_once(writers))
    assert_numbered("storage")
    assert model("storage").objects.count() == before + added == before + 2 * NODES + NODES
