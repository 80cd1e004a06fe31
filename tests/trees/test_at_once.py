"""Two people change a tree at once: both changes are done, or one is told why not; the tree is sound in any case.

And whoever only reads it waits for nobody.
"""

import time
from collections.abc import Callable
from functools import partial
from threading import Event

import pytest
from django.db import transaction

from specify.datamodel.tables import model
from specify.nodes import room
from specify.nodes.chains import hold_tree
from specify.nodes.repairing import renumber
from specify.records.writing.changes import NotSaved
from specify.security.entering import Visit
from specify.trees.repairing import repair
from specify.web.refusals import Refusal
from tests.nodes.growing import Grove, dense
from tests.page_client import CheckingClient
from tests.patience import PATIENCE_SECONDS
from tests.records.changing import changed, made, saved
from tests.security.at_once import at_once
from tests.trees.wood import assert_determined, assert_sound, grove_in, merge, move, one, settle, synonymise

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.by_server]
Ground = tuple[Grove, Visit]
Verb = Callable[[], object]


@pytest.fixture
def ground(visit: Visit) -> Ground:
    """Two families; two genera with ten species each, half of them of the same names; six genera without any."""
    grove, visit = grove_in(visit)
    root = grove.node(0, None, "Life")
    for family in ("Percidae", "Salmonidae"):
        grove.node(10, root, family)
    for genus, begin in (("Perca", 0), ("Salmo", 5)):
        above = grove.node(20, root, genus)
        for number in range(begin, begin + 10):
            taxon = grove.node(40, above, f"s{number}")
            grove.world.plant("determination", taxon_id=taxon, preferredTaxon_id=taxon)
    for number in range(6):
        grove.node(20, root, f"g{number}")
    settle(grove)
    return grove, visit


def told(verb: Verb) -> str:
    """What somebody is told whose verb cannot be done."""
    try:
        verb()
    except Refusal as refusal:
        return refusal.sentence
    except NotSaved as not_saved:
        return " ".join(problem.sentence for problem in not_saved.problems)
    return ""


def deeds(ground: Ground) -> dict[str, Verb]:
    """What is done, by name."""
    grove, visit = ground
    perca, salmo = one(grove, "Perca"), one(grove, "Salmo")
    species = model("taxon").objects.filter(parent_id=perca).order_by("pk").values_list("pk", flat=True)[0]
    child = made("taxon", name="new", parent=perca, definitionItem=grove.items[40])
    return {
        "move": partial(move, visit, grove.tree, perca, one(grove, "Percidae")),
        "move away": partial(move, visit, grove.tree, perca, one(grove, "Salmonidae")),
        "move the other": partial(move, visit, grove.tree, salmo, one(grove, "Percidae")),
        "merge": partial(merge, visit, grove.tree, perca, salmo),
        "merge back": partial(merge, visit, grove.tree, salmo, perca),
        "synonymise": partial(synonymise, visit, grove.tree, one(grove, "g0"), salmo),
        "rename": lambda: saved(visit, lambda: changed("taxon", perca, name="Perka")),
        "rename below": lambda: saved(visit, lambda: changed("taxon", species, name="flava")),
        "add": lambda: saved(visit, child),
        "repair": partial(repair, visit, grove.tree),
    }


@pytest.mark.parametrize("is_dense", [False, True], ids=["gaps", "dense"])
@pytest.mark.parametrize(
    "names",
    [
        ("move", "move away"),
        ("move", "move the other"),
        ("move", "merge"),
        ("move", "rename"),
        ("merge", "add"),
        ("merge", "merge back"),
        ("merge", "rename below"),
        ("merge", "synonymise"),
        ("rename", "repair"),
    ],
    ids="+".join,
)
def test_both_are_done_or_one_is_told(
    ground: Ground, monkeypatch: pytest.MonkeyPatch, names: tuple[str, str], is_dense: bool
) -> None:
    grove, _visit = ground
    if is_dense:
        monkeypatch.setattr(room, "FARTHEST", (0, 0))
        dense(grove)
    known = deeds(ground)
    sentences = at_once([partial(told, known[name]) for name in names])
    assert sum(map(bool, sentences)) <= 1, sentences
    assert all(sentence == "" or sentence.endswith(".") for sentence in sentences)
    assert_sound(grove)
    assert_determined(grove)


def test_many_people_change_a_tree_at_once(ground: Ground) -> None:
    grove, visit = ground
    family, salmo = one(grove, "Percidae"), one(grove, "Salmo")
    others = [one(grove, f"g{number}") for number in range(6)]
    known = deeds(ground)
    act = partial(partial, told)
    sentences = at_once(
        [
            *(act(known[name]) for name in ("merge", "move", "move the other")),
            *(act(partial(move, visit, grove.tree, other, family)) for other in others[:3]),
            *(act(partial(synonymise, visit, grove.tree, other, salmo)) for other in others[3:]),
        ]
    )
    found = [sentence for sentence in sentences if sentence]
    assert len(found) <= 1
    assert all("has no node" in sentence for sentence in found), found
    assert_sound(grove)
    assert_determined(grove)


def test_who_reads_waits_for_nobody(ground: Ground, curator: CheckingClient, home: str) -> None:
    """While a tree is numbered anew, and nothing of it is committed yet."""
    grove, _visit = ground
    is_numbered, is_read = Event(), Event()

    def change() -> float:
        with transaction.atomic():
            hold_tree(grove.tree)
            renumber(grove.tree)
            model("taxon").objects.filter(pk=one(grove, "Perca")).update(name="Perka", fullName="Perka")
            is_numbered.set()
            assert is_read.wait(PATIENCE_SECONDS)
        return time.monotonic()

    def read() -> float:
        assert is_numbered.wait(PATIENCE_SECONDS)
        pages = [curator.get(f"{home}taxon/?at={one(grove, 's1')}", follow=True) for _turn in range(2)]
        assert {page.status_code for page in pages} == {200}
        assert all("Perca" in page.content.decode() and "Perka" not in page.content.decode() for page in pages)
        is_read.set()
        return time.monotonic()

    changed_at, read_at = at_once([change, read])
    assert read_at < changed_at
    assert "Perka" in curator.get(f"{home}taxon/?at={one(grove, 's1')}", follow=True).content.decode()
