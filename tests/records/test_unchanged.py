"""Round trip: who opens a record of whatever table and saves it, changes no column, no version, no row of the log.

The demonstration's rows are salted with what is found in old databases: blanks at the ends, line ends of all kinds,
nothing in three ways, values outside their lists, days with a time where a column has room for one.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import cycle
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, OperationalError, connection, transaction

from specify.datamodel import present
from specify.datamodel.declaring import Field, Table
from specify.datamodel.tables import model
from tests.page_client import CheckingClient, fields

pytestmark = [pytest.mark.django_db, pytest.mark.every_shape]
BUTTON = "Update the form"
ROWS = 1
SALTED_IN_A_ROW = 700
TEXTS = (
    "trailing ",
    " leading",
    "two\r\nlines",
    "\nfirst empty",
    "\r\n\r\n",
    "",
    " ",
    "last empty\n",
    "tab\tstop",
    "quote\" <b>&amp; '",
    "Zwölf 💧 e\u0301",
    "old\rMac",
    "Not In Any List",
    "0",
    "\u00a0\u2028wide",
    None,
)
NUMBERS = (0, None, -1, 32767, 1)
TICKS = (None, False, True)
KINDS = {"integer": NUMBERS, "short": NUMBERS, "byte": (0, None, 1, 7), "boolean": TICKS}
# What other things hang on: who may do what, which collection it is, how trees stand.
KEPT_BY_PROGRAM = frozenset(
    {"version", "rankId", "nodeNumber", "highestChildNodeNumber", "fullName", "isAccepted", "guid", "userType", "name"}
    | {"isEmbeddedCollectingEvent", "isPaleoContextEmbedded", "collectionMemberId", "disciplineId", "userGroupScopeId"}
)
SETTINGS = ("sp", "picklist", "user", "uniqueness", "institution", "division", "discipline")


def is_salted(table: Table) -> bool:
    """Whether its rows are what people enter."""
    return (
        table.key != "collection"
        and not table.key.startswith(SETTINGS)
        and "treedef" not in table.key
        and "role" not in table.key
    )


def salt(rows: int) -> int:
    """Put something awkward into every field that takes it, of the first rows of every table; how many did."""
    texts, taken = cycle(TEXTS), 0
    for table in present.tables().values():
        keys = list(model(table.key).objects.order_by("pk").values_list("pk", flat=True)[:rows])
        for key in keys if is_salted(table) else ():
            for field in table.fields.values():
                if field.name not in KEPT_BY_PROGRAM and field.column != table.id_column:
                    taken += spoil(table, key, field, next(texts))
    return taken


def spoil(table: Table, key: int, field: Field, text: str | None) -> bool:
    """Write one awkward value past all rules; whether the column takes it."""
    value: Any
    if field.kind in ("string", "text"):
        value = text if text is None else text[: field.length or 200]
    elif field.kind in KINDS:
        choices = KINDS[field.kind]
        value = choices[(key + len(field.name)) % len(choices)]
    elif field.kind == "timestamp":
        value = datetime(2001, 2, 3, 4, 5, 6)
    elif field.kind == "date":
        return put_time(table, key, field)
    else:
        return False
    try:
        with transaction.atomic():
            return bool(model(table.key).objects.filter(pk=key).update(**{field.name: value}))
    except (IntegrityError, DataError, OperationalError, ValidationError):
        return False


def put_time(table: Table, key: int, field: Field) -> bool:
    """Write a day with a time as other programs may have done: a database born with Specify 7 keeps both."""
    quoted = connection.ops.quote_name
    sql = "UPDATE {} SET {} = %s WHERE {} = %s".format(*map(quoted, (table.table, field.column, table.id_column)))
    with connection.cursor() as cursor:
        cursor.execute(sql, ["2001-02-03 04:05:06", key])
        return bool(cursor.rowcount)


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables of Specify, as they are stored."""
    found = {}
    with connection.cursor() as cursor:
        for table in present.tables().values():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table.table)} ORDER BY 1")
            found[table.key] = cursor.fetchall()
    return found


def forms(client: CheckingClient, home: str, rows: int) -> Iterator[tuple[str, dict[str, str]]]:
    """The forms of the first records of all tables that this person may change, with what they would send."""
    for table in present.tables().values():
        for key in model(table.key).objects.order_by("pk").values_list("pk", flat=True)[:rows]:
            address = f"{home}{table.key}/{key}/edit/"
            with client.not_checking(because="the rules for pages are tested elsewhere"):
                page = client.get(address)
            if page.status_code == 200:
                yield address, fields(page, BUTTON)


@pytest.mark.parametrize(
    ("is_awkward", "rows", "least"),
    [(False, ROWS, 0), (True, ROWS, 0), pytest.param(True, 12, 500, marks=pytest.mark.everything)],
)
def test_opening_and_saving_changes_nothing(
    curator: CheckingClient, home: str, is_awkward: bool, rows: int, least: int
) -> None:
    if is_awkward:
        assert salt(rows) > SALTED_IN_A_ROW * min(rows, 4)
    before, saved, wrong = everything(), 0, []
    for address, data in forms(curator, home, rows):
        with curator.not_checking(because="the rules for pages are tested elsewhere"):
            answer = curator.post(address, {**data, "_save": "1"})
        saved += 1
        if answer.status_code != 303:
            wrong.append((address, answer.status_code, [str(one) for one in problems(answer)]))
    assert wrong == []
    assert saved >= max(least, len(present.tables()) * min(rows, 4) // 4), saved
    after = everything()
    assert [key for key in before if before[key] != after[key]] == []


def problems(answer: Any) -> list[str]:
    """What the page complains about."""
    return ["".join(one.itertext()) for one in answer.document.all("//*[@id='errors']//li")] if answer.document else []
