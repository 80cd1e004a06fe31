"""A tree is repaired: numbers, ranks' numbers, full names, and the locks of Specify 6."""

import pytest

from specify.datamodel.tables import model
from specify.nodes.models import TreeState
from specify.security.entering import Visit
from specify.tasks.progress import SILENT
from specify.trees.repairing import repair
from specify.trees.surveying import survey
from specify.web.refusals import Refusal
from tests.nodes.growing import Grove
from tests.trees.wood import assert_sound, grove_in, one, settle

pytestmark = pytest.mark.django_db
Ground = tuple[Grove, Visit]


@pytest.fixture
def ground(visit: Visit) -> Ground:
    """A genus with two species, the second a synonym."""
    grove, visit = grove_in(visit)
    genus = grove.node(20, grove.node(0, None, "Life"), "Salmo")
    trutta = grove.node(40, genus, "trutta")
    grove.node(40, genus, "fario", acceptedTaxon_id=trutta, isAccepted=False)
    settle(grove)
    return grove, visit


def test_whatever_is_wrong_is_made_right(ground: Ground) -> None:
    grove, visit = ground
    nodes = model("taxon").objects
    nodes.filter(pk=one(grove, "trutta")).update(nodeNumber=None, fullName="wrong")
    nodes.filter(pk=one(grove, "fario")).update(fullName="stale", rankId=7)
    grove.world.plant("sptasksemaphore", taskName="BadNodesTaxon", isLocked=True)
    survey(grove.tree, visit.place, SILENT)
    assert not TreeState.objects.get(tree="taxon").is_valid
    done = repair(visit, grove.tree)
    assert (done.before.unnumbered, done.unreached) == (1, 0)
    assert_sound(grove)
    assert not model("sptasksemaphore").objects.filter(isLocked=True).exists()
    assert TreeState.objects.get(tree="taxon").is_valid


def test_nodes_that_stand_below_themselves_are_counted(ground: Ground) -> None:
    grove, visit = ground
    model("taxon").objects.filter(pk=one(grove, "Salmo")).update(parent_id=one(grove, "trutta"))
    assert repair(visit, grove.tree).unreached == 3


def test_a_full_name_that_is_too_long_stops_it(visit: Visit) -> None:
    grove, visit = grove_in(visit, "storage")
    above = grove.node(0, None, "Site")
    for rank in (20, 40, 50):
        above = grove.node(rank, above, f"{rank}" * 32)
    model("storagetreedefitem").objects.filter(pk=grove.items[40]).update(textAfter="x" * 64, textBefore="y" * 64)
    with pytest.raises(Refusal, match="A full name would be too long"):
        repair(visit, grove.tree)


def test_who_may_not_is_refused(ground: Ground, reader_visit: Visit) -> None:
    grove, _visit = ground
    with pytest.raises(Refusal):
        repair(reader_visit, grove.tree)
