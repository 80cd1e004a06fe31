"""Who points to a record: asked in a few large statements, or in many small ones, with the same answer."""

import pytest

from specify.records.deleting import plan_deletion
from specify.records.writing import pointing
from specify.security.entering import Visit
from tests.planting import World

pytestmark = pytest.mark.django_db


def test_questions_that_do_not_fit_into_one_statement_are_asked_in_several(
    visit: Visit, home_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = visit.signing_agent()
    home_world.plant("groupperson", group_id=agent, member_id=home_world.plant("agent"))
    whole = plan_deletion(visit, "agent", [agent])
    assert len(whole.blockers) > 5
    monkeypatch.setattr(pointing, "_MOST_PARTS", 7)
    monkeypatch.setattr(pointing, "_MOST_PARAMETERS", 5)
    parts = plan_deletion(visit, "agent", [agent])
    assert parts.blockers == whole.blockers
    assert parts.counts == whole.counts


def test_every_table_knows_who_points_to_it() -> None:
    ways = {(one.table, one.way.name) for one in pointing.pointers("preparation")}
    assert ways >= {("loanpreparation", "preparation"), ("conservdescription", "preparation")}
    (pair,) = pointing.pairings("collectionobject")
    assert (pair.table, pair.source, pair.way.name) == ("project", "project_colobj", "collectionObjects")
