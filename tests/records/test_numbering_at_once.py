"""Many number at once, Specify 7 among them: no number twice, none left out."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from threading import Event
from typing import Any

import MySQLdb
import pytest
from django.conf import settings
from django.db import connections

from specify.datamodel import present
from specify.datamodel.connecting import open_plainly
from specify.datamodel.tables import model
from specify.datamodel.transactions import run_verb
from specify.records.numbering.giving import numbering, numbers
from specify.records.numbering.last import Numbered
from specify.resources.field_formats import FieldFormat
from specify.resources.place import Place, place_of
from specify.web.refusals import Refusal
from tests.patience import PATIENCE_SECONDS
from tests.planting import World
from tests.security.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
on_mariadb = pytest.mark.skipif(present.dialect() == "sqlite", reason="Specify 7 does not run on SQLite")

CATALOG = FieldFormat("CatalogNumberNumeric", "", "collectionobject", "catalogNumber", digits=9)
OPEN = "#########"
WRITERS, OBJECTS = 20, 50
_NEW = """INSERT INTO collectionobject (CollectionID, CollectionMemberID, CatalogNumber, TimestampCreated, Version)
    VALUES (%s, %s, %s, NOW(), 0)"""
_HIGHEST = """SELECT CatalogNumber FROM collectionobject WHERE CatalogNumber REGEXP BINARY '^([0-9]{0,9})$'
    AND CollectionMemberID = %s ORDER BY CatalogNumber DESC LIMIT 1"""


@pytest.fixture
def place() -> Place:
    """A collection without objects."""
    found = place_of(World.create().ids["collection"])
    assert found is not None
    return found


def enter_objects(place: Place, count: int) -> None:
    """Our way to save that many objects, one by one."""
    table, world = present.tables()["collectionobject"], World.at(place)

    def enter() -> None:
        (number,) = numbers(Numbered(place, table, table.fields["catalogNumber"], CATALOG), [OPEN])
        world.plant("collectionobject", catalogNumber=number)

    for _object in range(count):
        with numbering(["collectionobject"]):
            run_verb(enter)


def lock_name() -> str:
    """Specify 7's name for its lock."""
    return f"{settings.DATABASE_URL.name}_autonumbering_collectionobject".lower()


@contextmanager
def specify_7() -> Iterator[Any]:
    """A connection as Specify 7 has it."""
    with closing(open_plainly(settings.DATABASE_URL)) as connection, connection.cursor() as run:
        run.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")
        connection.commit()
        yield connection


def enter_in_specify_7(place: Place, issued: list[str], count: int) -> None:
    """Specify 7's way: it lets go of the lock before it commits, and tells only its like what it issued meanwhile."""
    here = place.collection_id
    with specify_7() as connection, connection.cursor() as run:
        for _object in range(count):
            run.execute("SELECT GET_LOCK(%s, 10)", (lock_name(),))
            assert run.fetchone() == (1,)
            run.execute(_HIGHEST, (here,))
            (stored,) = run.fetchone() or ("0",)
            number = f"{int(max([stored, *issued])) + 1:09d}"
            run.execute(_NEW, (here, here, number))
            issued.append(number)
            run.execute("SELECT RELEASE_LOCK(%s)", (lock_name(),))
            time.sleep(0.01)
            connection.commit()


def numbers_of(place: Place) -> list[str]:
    """All catalog numbers of the collection, in their order."""
    rows = model("collectionobject").objects.filter(collectionMemberId=place.collection_id)
    return sorted(rows.values_list("catalogNumber", flat=True))


def consecutive(count: int) -> list[str]:
    """The first numbers."""
    return [f"{number:09d}" for number in range(1, count + 1)]


def test_twenty_writers_get_a_thousand_consecutive_numbers(place: Place) -> None:
    at_once([partial(enter_objects, place, OBJECTS)] * WRITERS)
    assert numbers_of(place) == consecutive(WRITERS * OBJECTS)


@on_mariadb
def test_specify_7_and_we_share_one_sequence(place: Place) -> None:
    issued: list[str] = []
    ours: list[Callable[[], None]] = [partial(enter_objects, place, 40)] * 4
    theirs: list[Callable[[], None]] = [partial(enter_in_specify_7, place, issued, 30)] * 3
    at_once([*ours, *theirs])
    assert numbers_of(place) == consecutive(4 * 40 + 3 * 30)


@on_mariadb
def test_a_number_that_is_not_committed_yet_is_not_given_again(place: Place) -> None:
    here = place.collection_id
    with specify_7() as connection, connection.cursor() as run:
        run.execute(_NEW, (here, here, "000000007"))
        enter_objects(place, 1)
        assert numbers_of(place) == ["000000008"]
        connection.rollback()


@on_mariadb
def test_the_lock_is_held_until_after_the_commit_and_given_back_then(place: Place) -> None:
    def is_free() -> bool:
        with specify_7() as connection, connection.cursor() as run:
            run.execute("SELECT IS_FREE_LOCK(%s)", (lock_name(),))
            return bool(run.fetchone()[0])

    with numbering(["collectionobject"]):
        run_verb(lambda: None)
        with numbering(["collectionobject"]):
            pass
        assert not is_free()
    assert is_free()
    with suppress(ZeroDivisionError), numbering(["collectionobject"]):
        run_verb(lambda: 1 / 0)
    assert is_free()


@on_mariadb
def test_a_lock_that_is_not_to_be_had_refuses_in_a_sentence(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("specify.records.numbering.giving.PATIENCE", 1)
    with specify_7() as connection, connection.cursor() as run:
        run.execute("SELECT GET_LOCK(%s, 10)", (lock_name(),))
        with pytest.raises(Refusal, match="numbering records of Collection Object"):
            enter_objects(place, 1)
        run.execute("SELECT RELEASE_LOCK(%s)", (lock_name(),))
    enter_objects(place, 1)
    assert numbers_of(place) == consecutive(1)


@on_mariadb
def test_who_waits_for_each_others_locks_is_told_so_at_once(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Specify 7 takes its locks in the order of what it saves: a circle is broken by the server, not by waiting."""
    monkeypatch.setattr("specify.records.numbering.giving.PATIENCE", 2 * PATIENCE_SECONDS)
    has_both, wants = Event(), Event()
    refused: list[str] = []

    def we() -> None:
        try:
            with numbering(["accession"]):
                has_both.wait(PATIENCE_SECONDS)
                wants.set()
                with numbering(["collectionobject"]):
                    pass
        except Refusal as refusal:
            refused.append(refusal.sentence)

    def they() -> None:
        with specify_7() as connection, connection.cursor() as run:
            run.execute("SELECT GET_LOCK(%s, 10)", (lock_name(),))
            has_both.set()
            wants.wait(PATIENCE_SECONDS)
            try:
                other = lock_name().replace("collectionobject", "accession")
                run.execute("SELECT GET_LOCK(%s, %s)", (other, 2 * PATIENCE_SECONDS))
            except MySQLdb.OperationalError:
                refused.append("they")

    began = time.monotonic()
    at_once([we, they])
    assert len(refused) == 1
    assert time.monotonic() - began < PATIENCE_SECONDS  # each of them would wait twice as long


def test_a_lost_connection_has_let_go_of_the_lock(place: Place) -> None:
    with numbering(["collectionobject"]):
        connections["default"].close()
    enter_objects(place, 1)
    assert numbers_of(place) == consecutive(1)
