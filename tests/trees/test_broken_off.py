"""The server killed between any two statements of a verb: the tree is as it was, or as it was to be.

And two verbs at once: both are done, or one is told why not.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connections

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.security.entering import Visit
from specify.trees.merging import merge
from specify.trees.moving import move
from specify.trees.synonymising import synonymise
from specify.web.refusals import Refusal
from tests.nodes.growing import Grove
from tests.records.forking import KILLED, killed_at
from tests.security.at_once import at_once
from tests.trees.wood import assert_determined, assert_sound, grove_in, one, settle

pytestmark = pytest.mark.django_db(transaction=True)
STRIDE = 1 if present.dialect() == "sqlite" else 4
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


@pytest.mark.parametrize(("verb", "gone"), [(merge, 6), (synonymise, 0), (move, 0)])
def test_a_verb_is_done_or_not(ground: Ground, verb: Callable[..., None], gone: int) -> None:
    grove, visit = ground
    node, target = (one(grove, name) for name in ("Perca", "Salmo"))
    if verb is move:
        target = grove.node(10, one(grove, "Life"), "Percidae")
    if verb is synonymise:
        node = grove.node(20, one(grove, "Life"), "Percula")
    settle(grove)
    before, number = stored(), len(grove.names())
    for step in range(1, MOST_STEPS, STRIDE):
        code = killed_at(step, partial(verb, visit, grove.tree, node, target))
        after = stored()
        if after != before:
            break
        assert code == KILLED
    assert step > 3
    assert len(grove.names()) == number - gone
    assert model("spauditlog").objects.filter(action__in=(3, 4, 5)).count() == max(gone, 1)
    assert_sound(grove)
    assert_determined(grove)


def told(verb: Callable[[], None]) -> str:
    """What somebody is told whose verb cannot be done."""
    try:
        verb()
    except Refusal as refusal:
        return refusal.sentence
    return ""


def test_two_people_change_a_tree_at_once(ground: Ground) -> None:
    grove, visit = ground
    root = one(grove, "Life")
    families = [grove.node(10, root, name) for name in ("Percidae", "Salmonidae")]
    others = [grove.node(20, root, f"g{number}") for number in range(6)]
    settle(grove)
    act = partial(partial, told)
    at_once_told = at_once(
        [
            act(partial(merge, visit, grove.tree, one(grove, "Perca"), one(grove, "Salmo"))),
            act(partial(move, visit, grove.tree, one(grove, "Salmo"), families[1])),
            act(partial(move, visit, grove.tree, one(grove, "Perca"), families[0])),
            *(act(partial(move, visit, grove.tree, other, families[0])) for other in others[:3]),
            *(act(partial(synonymise, visit, grove.tree, other, one(grove, "Salmo"))) for other in others[3:]),
        ]
    )
    sentences = [sentence for sentence in at_once_told if sentence]
    assert len(sentences) <= 1
    assert all("has no node" in sentence for sentence in sentences), sentences
    assert_sound(grove)
    assert_determined(grove)
