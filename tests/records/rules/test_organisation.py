"""Collections, disciplines and divisions."""

from dataclasses import replace

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.records.deleting import plan_deletion
from specify.records.writing.changes import Change
from specify.security.entering import Visit
from specify.security.policies import Policy, Rights
from specify.web.refusals import Refusal
from tests.planting import World
from tests.records.changing import deleted, made, refused, row, saved

pytestmark = pytest.mark.django_db


def new_discipline(visit: Visit) -> Change:
    """A discipline without a taxon tree."""
    own = row("discipline", visit.place.discipline_id)
    keys = {
        name: getattr(own, f"{name}_id")
        for name in ("dataType", "geographyTreeDef", "geologicTimePeriodTreeDef", "lithoStratTreeDef")
    }
    return made("discipline", name="Worms", type="invertebrate", **keys)


def test_only_an_administrator_makes_or_deletes_one(visit: Visit) -> None:
    everything = Rights(visit.user.pk, visit.place.collection_id, (Policy("%", "%", visit.place.collection_id),))
    with pytest.raises(Refusal, match="administrator"):
        saved(replace(visit, rights=everything), new_discipline(visit))


def test_a_discipline_begins_with_an_empty_tree_of_its_own(visit: Visit) -> None:
    names = set(model("taxontreedef").objects.values_list("name", flat=True))
    first, second = new_discipline(visit), new_discipline(visit)
    second.values["name"] = "Snails"
    saved(visit, first, second)
    trees = [row("taxontreedef", row("discipline", one.id).taxonTreeDef_id) for one in (first, second)]
    assert [tree.name for tree in trees] == ["Sample1", "Sample2"]
    assert not names & {"Sample1", "Sample2"}
    if "discipline" in present.tables()["taxontreedef"].relationships:
        assert [tree.discipline_id for tree in trees] == [first.id, second.id]
    third = new_discipline(visit)
    third.values["name"] = "Crabs"
    saved(visit, third)
    assert row("taxontreedef", row("discipline", third.id).taxonTreeDef_id).name == "Sample3"


def test_the_collection_one_works_in_does_not_go(visit: Visit) -> None:
    told = refused(visit, lambda: deleted("collection", visit.place.collection_id))
    assert any("working in this collection" in problem.sentence for problem in told)


def test_a_discipline_is_kept_by_its_collections_and_leaves_its_trees(visit: Visit) -> None:
    world = World.create()
    stored = world.ids["discipline"]
    model("discipline").objects.filter(pk=stored).update(division_id=visit.place.division_id)
    assert [b.table for b in plan_deletion(visit, "discipline", [stored]).blockers] == ["collection"]
    model("collection").objects.filter(pk=world.ids["collection"]).delete()
    saved(visit, lambda: deleted("discipline", stored))
    assert not model("discipline").objects.filter(pk=stored).exists()
    if "discipline" in present.tables()["taxontreedef"].relationships:
        assert row("taxontreedef", world.ids["taxontreedef"]).discipline_id is None


def test_settings_of_a_user_keep_a_discipline(visit: Visit) -> None:
    world = World.create()
    model("collection").objects.filter(pk=world.ids["collection"]).delete()
    del world.ids["collection"]
    world.plant(
        "spappresourcedir", collection_id=None, discipline_id=world.ids["discipline"], specifyUser_id=visit.user.pk
    )
    told = refused(visit, lambda: deleted("discipline", world.ids["discipline"]))
    assert [problem.change.table.key for problem in told] == ["spappresourcedir"]
