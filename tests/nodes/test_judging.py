"""Whether numbers can be trusted is known of every tree, and looked through again only after a change."""

from datetime import datetime, timedelta

import pytest

from specify.datamodel.tables import model
from specify.nodes.judging import judge_all
from specify.nodes.models import TreeState
from specify.nodes.repairing import renumber
from specify.nodes.tree_tables import tree_tables
from specify.trees.tasks import judge_trees
from tests.nodes.growing import Grove
from tests.page_client import count_statements

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 5, 6, 7, 8, 9)


def valid() -> bool:
    """What is noted of the geography."""
    return TreeState.objects.get(tree="geography").is_valid


def test_every_tree_is_judged_and_a_change_noticed() -> None:
    grove = Grove("geography")
    root = grove.node(0, None, "Earth")
    branch = grove.node(10, root, "Asia")
    renumber(grove.tree)
    judge_all(NOW)
    assert set(TreeState.objects.values_list("tree", flat=True)) == set(tree_tables())
    assert valid()
    model("geography").objects.filter(pk=branch).update(nodeNumber=None, timestampModified=NOW + timedelta(days=999))
    judge_trees.call_local()
    assert not valid()


def test_a_tree_that_is_as_it_was_is_not_looked_through_again() -> None:
    judge_all(NOW)
    with count_statements() as statements:
        judge_all(NOW)
    looked = [one for one in statements if "HighestChildNodeNumber" in one]
    assert not looked
