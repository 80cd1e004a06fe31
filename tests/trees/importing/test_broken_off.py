"""The server killed between any two statements of an import, or of undoing it: all nodes or none, and the page says so.

And two at once: one makes the nodes.
"""

from collections.abc import Callable
from typing import Any

import pytest

from specify.datamodel.tables import model
from specify.security.entering import Visit
from specify.trees.importing.importing import import_nodes, settle
from specify.trees.importing.undoing import undo
from specify.trees.models import TreeImport
from tests.nodes.growing import Grove
from tests.records.forking import KILLED, in_processes, killed_at
from tests.trees.importing.conftest import Checked
from tests.trees.wood import assert_sound

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.by_server]
Ground = tuple[Grove, Visit]
TABLE = "id,parent id,rank,name,accepted id\n1,,20,Rutilus,\n2,1,40,alba,3\n3,1,40,rubra,\n4,3,50,minor,\n"
STRIDE, MOST_STEPS = 3, 150


def imports(visit: Visit, number: int) -> None:
    """What a worker does."""
    import_nodes(visit, TreeImport.objects.get(pk=number), leave_out=False)


def undoes(visit: Visit, number: int) -> None:
    """The same."""
    undo(visit, TreeImport.objects.get(pk=number))


@pytest.mark.parametrize(("verb", "state", "before", "after"), [(imports, "imported", 3, 7), (undoes, "undone", 7, 3)])
def test_it_is_done_or_not(
    ground: Ground, checked: Checked, verb: Callable[..., None], state: str, before: int, after: int
) -> None:
    grove, visit = ground
    file = checked(TABLE)
    if verb is undoes:
        imports(visit, file.pk)
    nodes: Any = model("taxon").objects.filter(definition_id=grove.definition)
    codes = []
    for step in range(1, MOST_STEPS, STRIDE):
        codes.append(killed_at(step, lambda: verb(visit, file.pk)))
        row = TreeImport.objects.get(pk=file.pk)
        settle(row)
        assert (nodes.count(), row.state == state) in [(before, False), (after, True)], step
        if row.state == state:
            break
    assert KILLED in codes
    verb(visit, file.pk)
    assert nodes.count() == after
    assert_sound(grove)


def test_two_at_once_import_once(ground: Ground, checked: Checked) -> None:
    grove, visit = ground
    file = checked(TABLE)
    codes = in_processes([lambda: imports(visit, file.pk)] * 2)
    assert 0 in codes
    assert model("taxon").objects.filter(definition_id=grove.definition).count() == 7
    assert TreeImport.objects.get(pk=file.pk).state == "imported"
    assert_sound(grove)
