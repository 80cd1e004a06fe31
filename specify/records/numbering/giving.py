"""Gives new records their numbers, under the lock that Specify 7 uses.

In: which tables are numbered, or given what may be there only once; then a place, a field, its format and the texts of
new records as they were entered. Out: the same texts, with a number where a placeholder asked for one. Kept of Specify
7: its named lock of each table; a placeholder for the year becomes this year; a text that is partly given is numbered
within what is given; what has no placeholder stays as it is. Changed on purpose: the lock is held until the records are
committed, and for what is typed and must be unique as well, since two who save at once do not see each other's rows;
all records of a series are numbered at once; a counter that was typed in full is not counted up; numeric catalog
numbers of fewer than nine digits, which only imports leave behind, are not counted from, since in the order of texts a
5 would stand above all nine digits for ever.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from contextvars import ContextVar
from datetime import date
from typing import Any

from django.db import DatabaseError, OperationalError, connections
from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.records.numbering.last import Numbered, last_numbers
from specify.resources.captions import by_rule
from specify.text.series import Series, UsedUp
from specify.web.refusals import Refusal

PATIENCE = 10
"""Seconds to wait for the lock, as Specify 7 does."""
_LONGEST_NAME = 64
# What MariaDB and MySQL say when two wait for each other's locks.
_IN_A_CIRCLE = (1213, 3058)
_held: ContextVar[frozenset[str]] = ContextVar("_held", default=frozenset())


class NoNumberLeft(ValueError):
    """A series has no number left; the message is a sentence for people."""


@contextmanager
def numbering(tables: Iterable[str]) -> Iterator[None]:
    """Be the only one that numbers rows of these tables (keys) or looks for their like, until after the transaction.

    Wrap it around the whole transaction: `with numbering(tables): run_verb(...)`. Tables are taken in one order, so
    that nobody waits in a circle; what is held already is not taken twice. Refuses when the locks are not to be had in
    time. One statement takes them, one gives them back. On SQLite a transaction that writes has the database to itself,
    so there is no lock to take.
    """
    held = _held.get()
    wanted = sorted({table.lower() for table in tables} - held)
    is_shared = connections["default"].vendor == "mysql"
    with _alone_with(wanted) if wanted and is_shared else nullcontext():
        before = _held.set(held.union(wanted))
        try:
            yield
        finally:
            _held.reset(before)


def numbers(numbered: Numbered, texts: Sequence[str | None]) -> list[str | None]:
    """The texts of new records, with numbers for those that ask for one, in their order.

    Call it within a transaction that `numbering` surrounds, once for all records of the table, and write them before
    you call it again. Raises `NoNumberLeft`.
    """
    year = date.today().year
    asked = [numbered.how.series(text, year) if text else None for text in texts]
    settled = [series.first if series else text for text, series in zip(texts, asked, strict=True)]
    wanted = Counter(series for series in asked if series and series.is_counted)
    given = [text for text, series in zip(settled, asked, strict=True) if text and series not in wanted]
    stored = _stored(numbered, list(wanted))
    next_of = {}
    for series, count in wanted.items():
        known = [stored.get(series), *filter(series.holds, given)]
        next_of[series] = iter(following(series, max(filter(None, known), default=None), count))
    return [next(next_of[series]) if series in next_of else text for text, series in zip(settled, asked, strict=True)]


def _stored(numbered: Numbered, counted: Sequence[Series]) -> Mapping[Series, str | None]:
    if not counted:
        return {}
    if numbered.table.key not in _held.get() or not connections["default"].in_atomic_block:
        raise RuntimeError(f"Numbers of {numbered.table.name} are given in a transaction within `numbering` only.")
    return last_numbers(numbered, counted)


def following(series: Series, last: str | None, count: int) -> Sequence[str]:
    """So many numbers after the last one. Raises `NoNumberLeft`."""
    try:
        return series.after(last, count)
    except UsedUp as error:
        sentence = _("There is no number left in %(pattern)s: the last one given is %(last)s.")
        remedy = _("Enter a number of another series, or ask for a format with more digits.")
        told = sentence % {"pattern": series.pattern, "last": last or series.first}
        raise NoNumberLeft(f"{told} {remedy}") from error


@contextmanager
def _alone_with(tables: Sequence[str]) -> Iterator[None]:
    """Hold the named locks of tables. They go with their connection, so a broken one has let go of them already."""
    names = [_lock_of(table) for table in tables]
    try:
        _take(tables, names)
        yield
    finally:
        with suppress(DatabaseError):
            _answers("RELEASE_LOCK(%s)", [(name,) for name in names])


def _take(tables: Sequence[str], names: Sequence[str]) -> None:
    try:
        taken = _answers("GET_LOCK(%s, %s)", [(name, PATIENCE) for name in names])
    except OperationalError as error:
        if error.args[0] not in _IN_A_CIRCLE:
            raise
        raise _busy(tables[0]) from error
    for table, got in zip(tables, taken, strict=True):
        if got != 1:
            raise _busy(table)


def _lock_of(table: str) -> str:
    connection: Any = connections["default"]
    name = f"{connection.settings_dict['NAME']}_autonumbering_{present.tables()[table].table}".lower()
    # MySQL refuses longer ones, and Specify 7 there with it.
    return name if connection.mysql_is_mariadb else name[:_LONGEST_NAME]


def _answers(function: str, several: Sequence[tuple[str | int, ...]]) -> Sequence[int | None]:
    """What a function of the server says to each of several parameters, in one statement."""
    with connections["default"].cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([function] * len(several))}", [one for some in several for one in some])
        return list(cursor.fetchone())


def _busy(table: str) -> Refusal:
    """Another has been numbering for too long: a bulk import in Specify 7 may do so for minutes."""
    return Refusal(
        503,
        _("The numbers are being given to others"),
        _("Nothing was saved: another program has been numbering records of %(table)s for more than %(count)d seconds.")
        % {"table": by_rule(present.tables()[table].name), "count": PATIENCE},
        _("Try again in a minute; a bulk import takes longer."),
    )
