"""The record whose saving is measured and broken off: an object with all that is usually entered with it.

In: a client that is signed in, the address of an empty form. Out: what a browser would send for an object with three
determinations, two preparations, and an event with three collectors; what is stored of it.
"""

import re
import secrets
from collections.abc import Callable
from functools import cache
from typing import Any

from django.core.signing import Signer
from django.db import connections

from specify.datamodel.rows import Rows, settled
from specify.datamodel.tables import model
from specify.security.entering import Visit
from tests.page_client import CheckingClient, count_statements
from tests.records.filling_in import put, with_rows

ROWS = (*("determinations",) * 3, *("preparations",) * 2, *("collectingEvent.collectors",) * 3)
_SIGNER = Signer(salt="specify.records.form", sep=":")
_KEY_AT = 4
_WRITES = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) [`\"](\w+)[`\"]")


def embed_events() -> None:
    """Have each object of every collection its own event, as many collections have."""
    model("collection").objects.update(isEmbeddedCollectingEvent=True)


def filled_in(client: CheckingClient, visit: Visit, new: str) -> tuple[str, dict[str, str]]:
    """The form's address, and all that it would send when it is filled in."""
    address, data = with_rows(client, new, *ROWS)
    people = list(model("agent").objects.filter(agentType=1).order_by("pk").values_list("pk", flat=True)[:3])
    rows = Rows()
    names = settled(rows, lambda: [visit.formatting(rows).label("agent", one) for one in people])
    kind = str(model("preptype").objects.order_by("pk").values_list("pk", flat=True)[0])
    chosen = {"remarks": "kept whole", "collectingEvent.stationFieldNumber": "R-1"}
    for number, (person, name) in enumerate(zip(people, names, strict=True), start=1):
        chosen[f"determinations.n{number}.remarks"] = f"determination {number}"
        chosen[f"collectingEvent.collectors.n{number}.agent"] = name
        chosen[f"collectingEvent.collectors.n{number}.agent.id"] = str(person)
    for number in range(1, 3):
        chosen[f"preparations.n{number}.prepType.id"] = kind
        chosen[f"preparations.n{number}.countAmt"] = str(number)
    return address.partition("?")[0], {**put(data, **chosen), "_save": "1"}


def opened_anew(data: dict[str, str]) -> dict[str, str]:
    """The same as a form that was opened once more: saved again, it makes one more record."""
    parts = _SIGNER.unsign(data["_opened"]).split(".")
    parts[_KEY_AT] = secrets.token_hex(16)
    return {**data, "_opened": _SIGNER.sign(".".join(parts)), "_save": "again"}


def tables_written(deed: Callable[[], Any]) -> frozenset[str]:
    """The tables of Specify's connection that a deed writes, and how many statements it needs."""
    with count_statements() as statements:
        deed()
    return frozenset(table for sql in statements for table in _WRITES.findall(sql))


def stored(tables: frozenset[str]) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of these tables; of drafts and sessions, which a save does not promise to keep as they are, none."""
    found = {}
    with connections["default"].cursor() as cursor:
        for table in sorted(tables & _specifys()):
            cursor.execute(f"SELECT * FROM {connections['default'].ops.quote_name(table)} ORDER BY 1")
            found[table] = list(cursor.fetchall())
    return found


@cache
def _specifys() -> frozenset[str]:
    names = connections["default"].introspection.table_names()
    return frozenset(name for name in names if not name.startswith("web_") or name == "web_saved")
