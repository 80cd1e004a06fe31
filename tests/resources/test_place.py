"""A place is read in one statement and knows what decides about its records."""

from dataclasses import replace

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from specify.datamodel import present, tables
from specify.datamodel.tables import model
from specify.resources.place import Place, place_of

pytestmark = pytest.mark.django_db(databases="__all__")


def test_one_statement_tells_the_place(place: Place) -> None:
    with CaptureQueriesContext(connections["default"]) as statements:
        assert place_of(place.collection_id) == place
    assert len(statements) == 1


def test_names_and_trees_are_those_of_the_owners(place: Place) -> None:
    collection = tables.Collection.objects.get(pk=place.collection_id)
    discipline = tables.Discipline.objects.get(pk=collection.discipline_id)
    assert place.collection_name == collection.collectionName
    assert (place.discipline_id, place.discipline_type) == (discipline.pk, discipline.type)
    assert place.tree_definitions["geography"] == (discipline.geographyTreeDef_id,)
    assert place.tree_definitions["taxon"][0] == discipline.taxonTreeDef_id
    assert ("tectonicunit" in place.tree_definitions) == present.has("tectonicunit")


def test_all_taxon_trees_of_the_discipline_are_valid_here(place: Place) -> None:
    if "discipline" not in present.tables()["taxontreedef"].relationships:
        assert len(place.tree_definitions["taxon"]) <= 1
        return
    more = model("taxontreedef").objects.create(
        name="Parasites", discipline_id=place.discipline_id, timestampCreated="2020-01-01", version=0
    )
    again = place_of(place.collection_id)
    assert again is not None
    assert again.tree_definitions["taxon"] == (*place.tree_definitions["taxon"], more.pk)


def test_a_collection_that_is_not_there_is_no_place() -> None:
    assert place_of(2**30) is None


def test_a_name_without_latin_letters_still_makes_an_address(place: Place) -> None:
    assert replace(place, collection_name="Peces, México & más").slug == "peces-mexico-mas"
    assert replace(place, collection_name="魚").slug == "collection"
