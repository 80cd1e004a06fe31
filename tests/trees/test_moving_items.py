"""What is stored in a place moves to another."""

import pytest

from specify.datamodel.tables import model
from specify.security.entering import Visit
from specify.web.refusals import Refusal
from tests.nodes.growing import Grove
from tests.trees.wood import grove_in, move_items, one, settle

pytestmark = pytest.mark.django_db
Ground = tuple[Grove, Visit]


@pytest.fixture
def ground(visit: Visit) -> Ground:
    """Two cabinets, of which the first has a shelf; a preparation in each."""
    grove, visit = grove_in(visit, "storage")
    root = grove.node(0, None, "Site")
    first, second = (grove.node(20, root, name) for name in ("first", "second"))
    shelf = grove.node(40, first, "shelf")
    settle(grove)
    for place in (first, shelf, second):
        grove.world.plant("preparation", storage_id=place)
    return grove, visit


def held(grove: Grove) -> list[int]:
    """How many preparations each place has: first, shelf, second."""
    places = [one(grove, name) for name in ("first", "shelf", "second")]
    return [model("preparation").objects.filter(storage_id=place).count() for place in places]


def test_what_is_stored_below_stays(ground: Ground) -> None:
    grove, visit = ground
    first, second = one(grove, "first"), one(grove, "second")
    move_items(visit, grove.tree, first, second)
    assert held(grove) == [0, 1, 2]
    log = model("spauditlog").objects.latest("pk")
    assert (log.action, log.recordId) == (7, first)
    (field,) = model("spauditlogfield").objects.filter(spAuditLog_id=log.pk)
    assert (field.fieldName, field.oldValue, field.newValue) == ("storageid", str(first), str(second))


@pytest.mark.parametrize(
    ("node", "target", "sentence"),
    [("first", "first", "is the same place"), ("Site", "second", "Nothing is stored in Site itself")],
)
def test_what_cannot_be_moved_stays(ground: Ground, node: str, target: str, sentence: str) -> None:
    grove, visit = ground
    with pytest.raises(Refusal, match=sentence):
        move_items(visit, grove.tree, one(grove, node), one(grove, target))
    assert held(grove) == [1, 1, 1]


def test_only_storage_holds_anything(visit: Visit) -> None:
    grove, visit = grove_in(visit)
    root = grove.node(0, None, "Life")
    with pytest.raises(Refusal):
        move_items(visit, grove.tree, root, root)
