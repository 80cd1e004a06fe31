"""A statement that takes too long is stopped by the database itself, and the connection goes on serving."""

from time import monotonic

import pytest
from django.db import DatabaseError, connections

from specify.datamodel.time_limits import TookTooLong, limited
from tests.patience import wait_until, within

DIGITS = " UNION ALL ".join(f"SELECT {digit} AS d" for digit in range(10))
HUNDRED_THOUSAND = "SELECT COUNT(*) FROM " + ", ".join(f"({DIGITS}) d{place}" for place in range(5))
ENDLESS = "SELECT COUNT(*) AS endless FROM " + ", ".join(f"({DIGITS}) d{place}" for place in range(12))
RUNNING = "SELECT info FROM information_schema.processlist WHERE id = %s"


def counted(statement: str, seconds: float) -> int:
    """What a statement counts, if it may go on until the end."""
    connection = connections["default"]
    with limited(connection, statement, seconds) as told, connection.cursor() as cursor:
        cursor.execute(told)
        return int(cursor.fetchone()[0])


def running_on(connection: int) -> str | None:
    """The statement that the server runs for a connection."""
    with connections["web"].cursor() as cursor:
        cursor.execute(RUNNING, [connection])
        found: str | None = cursor.fetchone()[0]
        return found


@pytest.mark.django_db
def test_an_endless_statement_ends() -> None:
    is_mysql = connections["default"].vendor == "mysql"
    ours, begun = counted("SELECT CONNECTION_ID()", 10) if is_mysql else 0, monotonic()
    with within(5), pytest.raises(TookTooLong, match=r"after 0\.3 seconds"):
        counted(ENDLESS, 0.3)
    assert monotonic() - begun > 0.2
    if is_mysql:  # the server answers first, and takes the statement from its list then
        wait_until(lambda: running_on(ours) is None, "the statement ended in the server")


@pytest.mark.django_db
def test_a_limit_holds_for_one_statement() -> None:
    assert counted("SELECT 1", 0.2) == 1
    with connections["default"].cursor() as cursor:
        cursor.execute(HUNDRED_THOUSAND)
        assert cursor.fetchone() == (100_000,)
    assert counted(HUNDRED_THOUSAND, 60) == 100_000


@pytest.mark.django_db
def test_other_errors_stay_what_they_are() -> None:
    with pytest.raises(DatabaseError, match="nothing_of_that_name"):
        counted("SELECT nothing_of_that_name", 1)
