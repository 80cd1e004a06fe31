"""The settings stamp: one statement per request that tells whether anything an institution has set up was changed.

In: the settings tables. Out: a text that differs whenever a row of them was added, changed or deleted, and a process
cache of what was made from them. Specify 6 and 7 write beside us, so nothing that is kept here outlives its stamp.

What is asked of each table is its count, newest moment and sum of versions. Both programs raise version and moment
with every save, so either alone would do; together they also notice a desktop whose clock is behind. All rows are
read for it: two milliseconds for the captions of one discipline, and as much again for each further one. The server's
own `UPDATE_TIME` would be quicker, but it is forgotten when the server restarts or closes a table, and so can tell an
untruth. A change typed into the database by hand that raises neither version nor moment is not noticed.

While the newest change is younger than two seconds, every request gets a stamp of its own: what it makes serves that
request alone.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from threading import Lock
from typing import Any, TypeVar, cast

from django.db import connections, router

from specify.datamodel import present
from specify.datamodel.declaring import Table
from specify.datamodel.tables import model

T = TypeVar("T")

SETTLED = timedelta(seconds=2)
"""Specify 6 writes whole seconds: content this young may change again without another moment."""
_unsettled = count(1)
MAX_ENTRIES = 2000

_TABLES = (
    "spappresourcedir",
    "spappresource",
    "spviewsetobj",
    "spappresourcedata",
    "spreport",
    "splocalecontainer",
    "splocalecontaineritem",
    "splocaleitemstr",
    "picklist",
    "picklistitem",
    "taxontreedef",
    "taxontreedefitem",
    "geographytreedef",
    "geographytreedefitem",
    "storagetreedef",
    "storagetreedefitem",
    "geologictimeperiodtreedef",
    "geologictimeperiodtreedefitem",
    "lithostrattreedef",
    "lithostrattreedefitem",
    "tectonicunittreedef",
    "tectonicunittreedefitem",
    "collectionobjecttype",
    "uniquenessrule",
    "uniquenessrulefield",
)
# Specify 7's tables that have neither moment nor version are asked for what their rows say.
_TOLD_BY = {
    "uniquenessrule": ("MAX(uniquenessruleid)", "SUM(isDatabaseConstraint)"),
    "uniquenessrulefield": ("MAX(uniquenessrule_fieldid)", "SUM(LENGTH(fieldPath) * 2 + isScope)"),
}

_kept: OrderedDict[Hashable, tuple[str, Any]] = OrderedDict()
_lock = Lock()


def settings_stamp() -> str:
    """The stamp of the settings as they are now: the newest moment, a slash, and a digest. One statement.

    One that is not settled ends with a number that no other has.
    """
    connection = connections[router.db_for_read(model("spappresource"))]
    with connection.cursor() as cursor:
        cursor.execute(_statement(connection.vendor))
        rows = cursor.fetchall()
    newest = max((_moment(moment) for _, _, moment, _, _ in rows if moment), default=None)
    told = f"{connection.settings_dict['NAME']}{rows}"
    digest = hashlib.blake2b(told.encode(), digest_size=12).hexdigest()
    stamp = f"{newest.isoformat() if newest else ''}/{digest}"
    return stamp if is_settled(stamp) else f"{stamp}/{next(_unsettled)}"


def remember(stamp: str, key: Hashable, make: Callable[[], T]) -> T:
    """What `make` returns, kept by this process under `key` for as long as the stamp is the same.

    Entries replace each other under their key, the longest unused go first, and what `make` raises is not kept.
    """
    with _lock:
        entry = _kept.get(key)
        if entry is not None and entry[0] == stamp:
            _kept.move_to_end(key)
            return cast(T, entry[1])  # a key is always made by the same maker
    made = make()
    with _lock:
        _kept[key] = (stamp, made)
        _kept.move_to_end(key)
        while len(_kept) > MAX_ENTRIES:
            _kept.popitem(last=False)
    return made


def forget() -> None:
    """Drop all that is kept: for tests, and for verbs that change settings themselves."""
    with _lock:
        _kept.clear()


def is_settled(stamp: str) -> bool:
    """Whether the newest content under this stamp is old enough to be kept. Moments in the future count as settled."""
    newest = stamp.partition("/")[0]
    return not newest or abs(datetime.now() - datetime.fromisoformat(newest)) >= SETTLED


def _moment(value: datetime | str) -> datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


@cache
def _statement(vendor: str) -> str:
    tables = [present.tables()[key] for key in _TABLES if present.has(key)]
    return " UNION ALL ".join(_about(table, '"' if vendor == "sqlite" else "`") for table in tables)


def _about(table: Table, quote: str) -> str:
    newest = table.fields.get("timestampModified") or table.fields.get("timestampCreated")
    if newest is None:
        asked = ("NULL", *_TOLD_BY[table.key])
    else:
        asked = (f"MAX({newest.column})", f"SUM({table.fields['version'].column})", "NULL")
    return f"SELECT '{table.key}', COUNT(*), {', '.join(asked)} FROM {quote}{table.table}{quote}"  # noqa: S608 - schema names
