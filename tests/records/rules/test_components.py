"""Components: types, names, and numbers that are given once."""

import json

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.resources.stamp import forget
from specify.security.entering import Visit
from tests.planting import World
from tests.records.changing import fields, made, refused, row, saved

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not present.has("component"), reason="Specify 6 has no components"),
]


@pytest.fixture
def wish(visit: Visit, home_world: World) -> None:
    """The collection wants each catalog number once."""
    directory = home_world.plant(
        "spappresourcedir",
        collection_id=visit.place.collection_id,
        discipline_id=visit.place.discipline_id,
        disciplineType=visit.place.discipline_type,
    )
    resource = home_world.plant(
        "spappresource", spAppResourceDir_id=directory, name="CollectionPreferences", mimeType="application/json"
    )
    told = {"uniqueCatalogNumberAccrossComponentAndCO": {"behavior": {"uniqueness": True}}}
    home_world.plant("spappresourcedata", spAppResource_id=resource, data=json.dumps(told).encode())
    forget()


def test_one_without_a_type_has_the_collections(visit: Visit, home_world: World) -> None:
    new = made("component", collectionObject=home_world.plant("collectionobject"))
    saved(visit, new)
    usual = model("collection").objects.get(pk=visit.place.collection_id).collectionObjectType_id
    assert row("component", new.id).type_id == usual is not None


def test_a_name_comes_from_the_tree_of_the_type(visit: Visit, home_world: World) -> None:
    strange = World.create().plant("taxon")
    new = made("component", collectionObject=home_world.plant("collectionobject"), name=strange)
    assert fields(refused(visit, new)) == [("component", "name")]


def test_numbers_are_free_unless_the_collection_wishes_otherwise(visit: Visit, home_world: World) -> None:
    owner = home_world.plant("collectionobject", catalogNumber="900840001")
    saved(visit, made("component", collectionObject=owner, catalogNumber="900840001"))


@pytest.mark.usefixtures("wish")
def test_a_number_is_given_once_among_objects_and_components(visit: Visit, home_world: World) -> None:
    owner = home_world.plant("collectionobject", catalogNumber="900840002")
    (problem,) = refused(visit, made("component", collectionObject=owner, catalogNumber="900840002"))
    assert (problem.field, problem.record) == ("catalogNumber", ("collectionobject", owner))
    part, *_rest = saved(visit, made("component", collectionObject=owner, catalogNumber="900840003"))
    (problem,) = refused(visit, made("collectionobject", catalogNumber="900840003"))
    assert problem.record == ("component", part.id)
    (problem,) = refused(visit, made("component", collectionObject=owner, catalogNumber="900840003"))
    assert problem.record == ("component", part.id)
    new = made("collectionobject", catalogNumber="900840004")
    assert len(refused(visit, new, made("component", collectionObject=new, catalogNumber="900840004"))) == 2
