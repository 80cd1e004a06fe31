"""The server killed between any two statements of a verb: the tree is as it was, or as it was to be."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from django.db import connections

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.nodes import room
from specify.security.entering import Visit
from specify.trees.repairing import repair
from tests.nodes.growing import Grove, dense
from tests.records.changing import changed, made, saved
from tests.records.forking import KILLED, killed_at
from tests.trees.wood import (
    assert_determined,
    assert_sound,
    desynonymise,
    grove_in,
    merge,
    move,
    one,
    settle,
    synonymise,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.by_server]
STRIDE = 5 if present.dialect() == "sqlite" else 8
"""Before one in so many statements and commits; before every one with --all."""
MOST_STEPS = 120
TABLES = ("taxon", "determination", "spauditlog", "spauditlogfield")
Ground = tuple[Grove, Visit]


@pytest.fixture
def ground(visit: Visit) -> Ground:
    """Two genera with ten species each, half of them of the same names, and a determination of each."""
    grove, visit = grove_in(visit)
    root = grove.node(0, None, "Life")
    for genus, begin in (("Perca", 0), ("Salmo", 5)):
        above = grove.node(20, root, genus)
        for number in range(begin, begin + 10):
            taxon = grove.node(40, above, f"s{number}")
            grove.world.plant("determination", taxon_id=taxon, preferredTaxon_id=taxon)
    grove.node(10, root, "Percidae")
    synonym = grove.node(20, root, "Percula", acceptedTaxon_id=above, isAccepted=False)
    grove.world.plant("determination", taxon_id=synonym, preferredTaxon_id=above)
    settle(grove)
    return grove, visit


def stored() -> list[Any]:
    """All rows that a verb writes."""
    found = []
    for table in TABLES:
        with connections["default"].cursor() as cursor:
            cursor.execute(f"SELECT * FROM {present.tables()[table].table} ORDER BY 1")
            found.append(cursor.fetchall())
    return found


@dataclass(frozen=True)
class Case:
    """What is done, to the nodes of which names; by how many there are more then; rows of the audit log."""

    verb: Callable[..., Any]
    names: tuple[str, ...] = ()
    more: int = 0
    notes: int = 1


def rename(visit: Visit, _grove: Any, node: int) -> None:
    """The names of ten species follow."""
    saved(visit, lambda: changed("taxon", node, name="Perka"))


def add(visit: Visit, grove: Grove, parent: int) -> None:
    """A child, through its form."""
    saved(visit, made("taxon", name="new", parent=parent, definitionItem=grove.items[40]))


def mend(visit: Visit, grove: Grove) -> None:
    """Numbers and full names of the whole table."""
    repair(visit, grove.tree)


def on_tree(verb: Callable[..., None]) -> Callable[..., None]:
    """The same for a tree instead of a grove."""
    return lambda visit, grove, *nodes: verb(visit, grove.tree, *nodes)


CASES = {
    "merge": Case(on_tree(merge), ("Perca", "Salmo"), -6, 6),
    "move": Case(on_tree(move), ("Perca", "Percidae")),
    "synonymise": Case(on_tree(synonymise), ("Percula", "Perca")),
    "desynonymise": Case(on_tree(desynonymise), ("Percula",)),
    "rename": Case(rename, ("Perca",)),
    "add": Case(add, ("Salmo",), 1),
    "repair": Case(mend, (), 0, 0),
}


@pytest.mark.parametrize(
    ("name", "is_dense"),
    [*((name, False) for name in sorted(CASES)), ("merge", True), ("move", True)],
)
def test_a_verb_is_done_or_not(
    ground: Ground, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, name: str, is_dense: bool
) -> None:
    grove, visit = ground
    case = CASES[name]
    if is_dense:
        monkeypatch.setattr(room, "FARTHEST", (0, 0))
        dense(grove)
    if name == "repair":
        broken = model("taxon").objects.filter(pk__in=[one(grove, "Perca"), one(grove, "s14")])
        broken.update(nodeNumber=1, fullName="broken")
    nodes = [one(grove, each) for each in case.names]
    before, number, notes = stored(), len(grove.names()), model("spauditlog").objects.count()
    stride = 1 if request.config.getoption("--all") else STRIDE
    for step in range(1, MOST_STEPS, stride):
        code = killed_at(step, partial(case.verb, visit, grove, *nodes))
        after = stored()
        if after != before:
            break
        assert code == KILLED
    assert step > 3
    assert len(grove.names()) == number + case.more
    assert model("spauditlog").objects.count() == notes + case.notes
    assert_sound(grove)
    assert_determined(grove)
