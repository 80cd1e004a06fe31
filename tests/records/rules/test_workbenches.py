"""Work benches of Specify 6."""

import pytest

from specify.datamodel.tables import model
from specify.security.entering import Visit
from tests.planting import World
from tests.records.changing import changed, deleted, row, saved

pytestmark = pytest.mark.django_db


def test_the_template_takes_the_name(visit: Visit, home_world: World) -> None:
    stored = home_world.plant("workbench", name="old")
    saved(visit, lambda: changed("workbench", stored, name="new"))
    assert row("workbenchtemplate", row("workbench", stored).workbenchTemplate_id).name == "new"


def test_rows_and_their_items_go_unseen(visit: Visit, home_world: World) -> None:
    stored = home_world.plant("workbench")
    line = home_world.plant("workbenchrow", workbench_id=stored)
    home_world.plant("workbenchdataitem", workbenchRow_id=line)
    home_world.plant("workbenchrowimage", workbenchRow_id=line)
    changes = saved(visit, lambda: deleted("workbench", stored))
    assert {change.table.key for change in changes} <= {
        "workbench",
        "workbenchtemplate",
        "workbenchtemplatemappingitem",
    }
    assert not model("workbenchrow").objects.filter(pk=line).exists()
