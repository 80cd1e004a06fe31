"""Nodes that a uniqueness rule does not allow are told when a file is checked, and left out with what hangs on them."""

from collections.abc import Iterator

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.resources.stamp import forget
from specify.security.entering import Visit
from specify.trees.importing.importing import import_nodes
from specify.trees.importing.keeping import PROBLEMS, kept
from specify.trees.models import TreeImport
from specify.web.refusals import Refusal
from tests.nodes.growing import Grove
from tests.trees.importing.conftest import Checked
from tests.trees.wood import assert_sound, one

pytestmark = pytest.mark.django_db
Ground = tuple[Grove, Visit]


@pytest.fixture(autouse=True)
def rule(ground: Ground) -> Iterator[None]:
    """No two taxa below one parent may have the same common name."""
    if not present.has("uniquenessrule"):
        pytest.skip("Specify 6 has no table of rules")
    grove, visit = ground
    made = model("uniquenessrule").objects.create(
        modelname="Taxon", discipline_id=visit.place.discipline_id, isdatabaseconstraint=False
    )
    for path, is_scope in (("commonname", False), ("parent", True)):
        model("uniquenessrulefield").objects.create(uniquenessrule_id=made.pk, fieldpath=path, isscope=is_scope)
    model("taxon").objects.filter(pk=one(grove, "trutta")).update(commonName="Trout")
    forget()
    yield
    forget()


def told(file: TreeImport) -> list[tuple[int, str]]:
    """What is wrong, with the rows."""
    return [(row, sentence) for row, _column, sentence in kept(file, PROBLEMS)]


def test_what_is_stored_already_is_told(ground: Ground, checked: Checked) -> None:
    grove, visit = ground
    file = checked("Rank 20,Rank 40,Common Name,Rank 50\nSalmo,salar,trout,\nSalmo,salar,,minor\nSalmo,labrax,Bass,\n")
    ((row, sentence),) = told(file)
    assert row == 2
    assert "must have unique" in sentence
    assert (file.foreseen["nodes"], file.foreseen["following"]) == (1, 1)
    with pytest.raises(Refusal):
        import_nodes(visit, file, leave_out=False)
    import_nodes(visit, file, leave_out=True)
    assert one(grove, "labrax")
    assert not model("taxon").objects.filter(name="salar", definition_id=grove.definition).exists()
    assert_sound(grove)


def test_two_of_a_file_are_told_and_the_first_counts(ground: Ground, checked: Checked) -> None:
    file = checked(
        "id,parent id,rank,name,common name,accepted id\n1,,20,Rutilus,,\n2,1,40,alba,Roach,\n3,1,40,rubra,ROACH,\n"
        "4,3,50,minor,,\n5,1,40,grisea,,3\n"
    )
    assert [row for row, _sentence in told(file)] == [4]
    assert (file.foreseen["nodes"], file.foreseen["following"]) == (2, 2)


def test_parents_that_are_made_with_them_are_told_apart(checked: Checked) -> None:
    file = checked("Rank 20,Rank 40,Common Name\nRutilus,alba,Trout\nPerca,alba,Trout\n")
    assert (file.foreseen["nodes"], told(file)) == (4, [])
