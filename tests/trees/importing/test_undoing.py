"""An import goes as a whole, as long as nobody has used what it made."""

from typing import Any

import pytest

from specify.datamodel.tables import model
from specify.security.entering import Visit
from specify.trees.importing.importing import import_nodes
from specify.trees.importing.undoing import undo, undoing_of
from specify.web.refusals import Refusal
from tests.nodes.growing import Grove
from tests.trees.importing.conftest import Checked
from tests.trees.wood import assert_sound, one

pytestmark = pytest.mark.django_db
Ground = tuple[Grove, Visit]
TABLE = "id,parent id,rank,name,accepted id\n1,,20,Rutilus,\n2,1,40,alba,3\n3,1,40,rubra,\n4,3,50,minor,\n"


@pytest.fixture
def imported(ground: Ground, checked: Checked) -> Any:
    """A genus with two species, one a synonym of the other."""
    file = checked(TABLE)
    import_nodes(ground[1], file, leave_out=False)
    return file


def test_all_nodes_go_with_words_in_the_log(ground: Ground, imported: Any) -> None:
    grove, visit = ground
    rubra = one(grove, "rubra")
    world = grove.world
    holder = world.plant("recordset", dbTableId=4, name="Some", type=0, specifyUser_id=visit.user.pk)
    world.plant("recordsetitem", recordSet_id=holder, recordId=rubra)
    undo(visit, imported)
    assert imported.state == "undone"
    assert sorted(grove.names().values()) == ["Life", "Salmo", "Salmo-20-<trutta>"]
    assert_sound(grove)
    assert not model("recordsetitem").objects.filter(recordId=rubra, recordSet_id=holder).exists()
    log = model("spauditlog").objects.filter(action=2, tableNum=4, recordId=rubra).get()
    assert model("spauditlogfield").objects.filter(spAuditLog_id=log.pk, fieldName="fullname").exists()
    undo(visit, imported)


@pytest.mark.parametrize(
    ("use", "told"),
    [
        (lambda grove, node: grove.world.plant("determination", taxon_id=node), "used by a record of Determination"),
        (lambda grove, node: grove.node(50, node, "other"), "used by a record of Taxon"),
        (lambda grove, node: model("taxon").objects.filter(pk=node).update(version=1), "was changed since"),
    ],
)
def test_what_is_used_keeps_all(ground: Ground, imported: Any, use: Any, told: str) -> None:
    grove, visit = ground
    use(grove, one(grove, "rubra"))
    assert told in undoing_of(visit, imported).problems[0]
    with pytest.raises(Refusal, match=told):
        undo(visit, imported)
    assert imported.state == "imported"
    assert one(grove, "minor")


def test_what_is_gone_is_counted(ground: Ground, imported: Any) -> None:
    grove, visit = ground
    model("taxon").objects.filter(pk=one(grove, "minor")).delete()
    found = undoing_of(visit, imported)
    assert (found.gone, found.nodes, found.problems) == (1, 3, [])
    undo(visit, imported)


def test_who_may_not_delete_is_refused(ground: Ground, imported: Any, reader_visit: Visit) -> None:
    with pytest.raises(Refusal):
        undo(reader_visit, imported)
