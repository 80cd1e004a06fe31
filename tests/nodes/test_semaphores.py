"""Specify 6 and we keep out of each other's way where numbers of a tree change."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import OperationalError, connections, transaction

from specify.datamodel.tables import model
from specify.nodes.chains import hold_tree
from specify.nodes.semaphores import BAD, SAVING, UPDATING, let_go, raised
from specify.nodes.tree_tables import is_mysql, tree_tables
from tests.nodes.growing import Grove
from tests.security.at_once import at_once

pytestmark = pytest.mark.django_db
_LOCK_WAIT_TIMEOUT = 1205


def semaphore(grove: Grove, name: str, since: timedelta | None = timedelta(), *, is_set: bool = True) -> int:
    """A row as Specify 6 writes it, so long ago."""
    moment = None if since is None else datetime.now().replace(microsecond=0) - since
    return grove.world.plant("sptasksemaphore", taskName=name, isLocked=is_set, lockedTime=moment, scope=1)


@pytest.fixture
def grove() -> Grove:
    return Grove("geography")


@pytest.mark.parametrize(
    ("name", "found"),
    [("UpdateNodesGeography", {UPDATING}), ("BadNodesGeography", {BAD}), ("GeographySave", {SAVING})],
)
def test_what_specify_6_has_set_is_seen(grove: Grove, name: str, found: set[str]) -> None:
    semaphore(grove, name)
    assert raised(grove.tree) == found
    assert raised(tree_tables()["taxon"]) == set()


@pytest.mark.parametrize("since", [timedelta(minutes=2), None])
def test_a_save_that_has_never_ended_keeps_nobody_away(grove: Grove, since: timedelta | None) -> None:
    semaphore(grove, "GeographySave", since)
    assert raised(grove.tree) == set()


def test_what_it_has_let_go_and_an_open_tree_keep_nobody_away(grove: Grove) -> None:
    semaphore(grove, "UpdateNodesGeography", is_set=False)
    semaphore(grove, "GeographyTreeDef")
    assert raised(grove.tree) == set()


def test_that_numbers_are_right_is_told(grove: Grove) -> None:
    for name in ("UpdateNodesGeography", "BadNodesGeography", "BadNodesTaxon"):
        semaphore(grove, name)
    let_go(grove.tree)
    assert raised(grove.tree) == set()
    assert raised(tree_tables()["taxon"]) == {BAD}


def waits(row: int) -> Callable[[], bool]:
    """Whether a second client, as Specify 6 would, has to wait before it sets a semaphore."""

    def try_it() -> bool:
        with connections["default"].cursor() as cursor:
            cursor.execute("SET SESSION innodb_lock_wait_timeout = 1")
        try:
            model("sptasksemaphore").objects.filter(pk=row).update(isLocked=True)
        except OperationalError as error:
            return bool(error.args[0] == _LOCK_WAIT_TIMEOUT)
        return False

    return try_it


@pytest.mark.django_db(transaction=True)
def test_specify_6_waits_for_us_at_its_own_row(grove: Grove) -> None:
    """On SQLite there is no Specify 6."""
    own, other = (semaphore(grove, name, is_set=False) for name in ("GeographySave", "TaxonSave"))
    if not is_mysql():
        hold_tree(grove.tree)
        assert raised(grove.tree) == set()
        return
    with transaction.atomic():
        hold_tree(grove.tree)
        assert at_once([waits(own), waits(other)]) == [True, False]
    assert at_once([waits(own)]) == [False]
