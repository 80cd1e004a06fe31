"""Determinations: the current one, the accepted name, the tree."""

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.security.entering import Visit
from tests.planting import World
from tests.records.changing import changed, deleted, fields, made, refused, row, saved

pytestmark = pytest.mark.django_db


def determined(world: World, *marks: bool) -> tuple[int, list[int]]:
    """An object and its determinations."""
    owner = world.plant("collectionobject")
    return owner, [world.plant("determination", collectionObject_id=owner, isCurrent=mark) for mark in marks]


def current(owner: int) -> list[int]:
    """The ids of the current determinations."""
    found = model("determination").objects.filter(collectionObject_id=owner, isCurrent=True)
    return list(found.order_by("pk").values_list("pk", flat=True))


def taxon(world: World, visit: Visit, accepted: int | None = None) -> int:
    """A name in the tree of the place."""
    tree = visit.place.tree_definitions["taxon"][0]
    item = model("taxontreedefitem").objects.filter(treeDef_id=tree).first()
    return world.plant("taxon", definition_id=tree, definitionItem_id=item.pk, acceptedTaxon_id=accepted)


def test_one_that_is_added_without_a_word_is_current(visit: Visit, home_world: World) -> None:
    owner, _stored = determined(home_world, True)
    new = made("determination", collectionObject=owner)
    saved(visit, new)
    assert current(owner) == [new.id]


def test_one_that_is_added_as_not_current_stays_so(visit: Visit, home_world: World) -> None:
    owner, stored = determined(home_world, True)
    saved(visit, made("determination", collectionObject=owner, isCurrent=False))
    assert current(owner) == stored


def test_the_current_one_cannot_go_while_others_stay(visit: Visit, home_world: World) -> None:
    owner, (first, second) = determined(home_world, True, False)
    told = refused(visit, lambda: deleted("determination", first))
    assert fields(told) == [("determination", "isCurrent")]
    saved(visit, lambda: deleted("determination", first), lambda: changed("determination", second, isCurrent=True))
    assert current(owner) == [second]
    saved(visit, lambda: deleted("determination", second))
    assert current(owner) == []


def test_an_object_goes_with_its_current_one(visit: Visit, home_world: World) -> None:
    owner, stored = determined(home_world, True, False)
    saved(visit, lambda: deleted("collectionobject", owner))
    assert not model("determination").objects.filter(pk__in=stored).exists()


def test_an_object_that_has_no_current_one_is_left_as_it_is(visit: Visit, home_world: World) -> None:
    owner, (first, _second) = determined(home_world, False, False)
    saved(visit, lambda: changed("determination", first, remarks="read again"))
    assert current(owner) == []


def test_two_marked_at_once_are_a_contradiction(visit: Visit, home_world: World) -> None:
    owner, _none = determined(home_world)
    told = refused(
        visit,
        made("determination", collectionObject=owner, isCurrent=True),
        made("determination", collectionObject=owner, isCurrent=True),
    )
    assert fields(told) == [("determination", "isCurrent")]


def test_the_accepted_name_is_found_at_the_end_of_the_chain_whatever_is_sent(visit: Visit, home_world: World) -> None:
    owner, _none = determined(home_world)
    accepted = taxon(home_world, visit)
    synonym = taxon(home_world, visit, taxon(home_world, visit, accepted))
    new = made("determination", collectionObject=owner, taxon=synonym, preferredTaxon=synonym)
    saved(visit, new)
    assert row("determination", new.id).preferredTaxon_id == accepted
    saved(visit, lambda: changed("determination", new.id, taxon=None))
    assert row("determination", new.id).preferredTaxon_id is None


def test_the_accepted_name_is_looked_up_at_each_save(visit: Visit, home_world: World) -> None:
    owner, _none = determined(home_world)
    name, accepted = taxon(home_world, visit), taxon(home_world, visit)
    new = made("determination", collectionObject=owner, taxon=name)
    saved(visit, new)
    model("taxon").objects.filter(pk=name).update(acceptedTaxon_id=accepted)
    saved(visit, lambda: changed("determination", new.id, remarks="again"))
    assert row("determination", new.id).preferredTaxon_id == accepted


def test_names_in_a_circle_are_their_own(visit: Visit, home_world: World) -> None:
    owner, _none = determined(home_world)
    first = taxon(home_world, visit)
    second = taxon(home_world, visit, first)
    model("taxon").objects.filter(pk=first).update(acceptedTaxon_id=second)
    new = made("determination", collectionObject=owner, taxon=first)
    saved(visit, new)
    assert row("determination", new.id).preferredTaxon_id == first


def test_a_name_comes_from_the_tree_of_the_objects_type(visit: Visit, home_world: World) -> None:
    if not present.has("collectionobjecttype"):
        pytest.skip("Specify 6 has no types")
    strange = World.create().plant("taxon")
    new = made("collectionobject", catalogNumber="900810001")
    told = refused(visit, new, made("determination", collectionObject=new, taxon=strange))
    assert fields(told) == [("determination", "taxon")]


def test_an_object_of_another_type_keeps_no_names_of_the_tree_before(visit: Visit, home_world: World) -> None:
    if not present.has("collectionobjecttype"):
        pytest.skip("Specify 6 has no types")
    owner, (stored,) = determined(home_world, True)
    model("determination").objects.filter(pk=stored).update(taxon_id=taxon(home_world, visit))
    tree = World.create().ids["taxontreedef"]
    kind = home_world.plant("collectionobjecttype", taxonTreeDef_id=tree)
    told = refused(visit, lambda: changed("collectionobject", owner, collectionObjectType=kind))
    assert fields(told) == [("collectionobject", "collectionObjectType")]
    saved(
        visit,
        lambda: changed("collectionobject", owner, collectionObjectType=kind),
        lambda: changed("determination", stored, taxon=None),
    )
