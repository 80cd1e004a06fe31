"""Fetches the rows of statements, within a time.

In: a statement, seconds. Out: its rows, or many at a time as they come, moments and decimals as the driver has them or
as texts; a refusal that says how to ask for
less when the database has stopped the statement. Long results are read over a connection of their own and never held:
a million rows take no more memory than a thousand. Within a transaction, whose changes no other connection sees, they
are read over the transaction's.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from specify.datamodel.time_limits import TookTooLong, limited
from specify.query.refusing import BadQuery
from specify.query.sql import Sql, is_mysql

Row = tuple[Any, ...]
_AT_ONCE = 1000
# Who is sent rows over a bad line takes none for minutes, and servers give up on a reader after one.
_PATIENT = "SET SESSION net_write_timeout = GREATEST(@@net_write_timeout, %s)"


def fetched(statement: Sql, seconds: float | None = None) -> list[Row]:
    """The rows of a statement that has few. `seconds`: those of `SPECIFY_QUERY_SECONDS` unless they are given."""
    here, longest = connections["default"], seconds or settings.QUERY_SECONDS
    with _stopped_kindly(), limited(here, statement.text, longest) as text, here.cursor() as cursor:
        cursor.execute(text, statement.values)
        return list(cursor.fetchall())


def streamed(statement: Sql, seconds: float | None = None) -> Iterator[Sequence[Row]]:
    """The rows of a statement, many at a time, as the database finds them."""
    here = connections["default"]
    if not is_mysql() or here.in_atomic_block:
        with _stopped_kindly(), here.cursor() as cursor:
            yield from _in_parts(here, cursor, statement, seconds)
        return
    own = connections.create_connection("default")
    try:
        with own.cursor() as cursor:
            cursor.execute(_PATIENT, [round(seconds or settings.QUERY_SECONDS)])
        own.connection.converter = {**own.connection.converter, **_as_sent()}
        with _stopped_kindly():
            yield from _in_parts(own, own.connection.cursor(_unbuffered()), statement, seconds)
    finally:
        if own.connection is not None:
            own.connection.close()  # and not its cursor first, which would read all that is left


def _in_parts(connection: Any, cursor: Any, statement: Sql, seconds: float | None) -> Iterator[Sequence[Row]]:
    with limited(connection, statement.text, seconds or settings.QUERY_SECONDS) as text:
        cursor.execute(text, statement.values)
        while some := cursor.fetchmany(_AT_ONCE):
            yield some


def _unbuffered() -> Any:
    """The driver's cursor that leaves rows at the server until they are wanted."""
    from MySQLdb.cursors import SSCursor  # only there where MariaDB is

    return SSCursor


def _as_sent() -> dict[int, type[str]]:
    """What the driver leaves as it is sent: moments and decimals, of which it makes objects that become texts again."""
    from MySQLdb.constants import FIELD_TYPE

    return dict.fromkeys((FIELD_TYPE.DATETIME, FIELD_TYPE.TIMESTAMP, FIELD_TYPE.NEWDECIMAL), str)


@contextmanager
def _stopped_kindly() -> Iterator[None]:
    """Say how to ask for less when a statement was stopped."""
    try:
        yield
    except TookTooLong as stopped:
        seconds = round(stopped.seconds)
        sentence = ngettext(
            "The query was stopped, because the database had not answered it after %(seconds)d second.",
            "The query was stopped, because the database had not answered it after %(seconds)d seconds.",
            seconds,
        )
        remedy = _(
            "Ask for less: add a condition, choose fewer fields, or sort by a field that the database has an index "
            "for, such as the catalog number, or not at all."
        )
        raise BadQuery(sentence % {"seconds": seconds}, remedy) from stopped
