"""Where the form of one more record is: an empty one, or one that is like a stored record.

In: a visit, a table, the record to be like. Out: addresses.
"""

from urllib.parse import urlencode

from django.urls import reverse

from specify.datamodel.declaring import Table
from specify.security.entering import Visit

LIKE = "like"
"""What an address calls the record that a new one is like."""
ONLY_CARRIED = "carry"
"""Says in an address that only what one carries forward is copied."""
FOR = "for"
"""The table that one chooses for when one chooses for the table of its dependents."""


def asking_for(like: int, *, is_carried: bool) -> dict[str, str]:
    """What an address asks for to have a form that is like that record."""
    return {LIKE: str(like), **({ONLY_CARRIED: "1"} if is_carried else {})}


def way_to_new(visit: Visit, table: Table, like: int | None = None, *, is_carried: bool = False) -> str:
    """The address of the form of a new record, like that one if one is told."""
    address = reverse("records-new", kwargs=_way(visit, table))
    return address if like is None else f"{address}?{urlencode(asking_for(like, is_carried=is_carried))}"


def way_to_choose(visit: Visit, table: Table, like: int | None = None, *, back: str = "") -> str:
    """Where one chooses what is carried forward; from there it goes on to a form, or `back` to the other table."""
    asked = {**({LIKE: str(like)} if like is not None else {}), **({FOR: back} if back else {})}
    address = reverse("records-carry-fields", kwargs=_way(visit, table))
    return f"{address}?{urlencode(asked)}" if asked else address


def way_to_many(visit: Visit, table: Table, like: int) -> str:
    """Where many records like that one are made at once."""
    return reverse("records-carry-many", kwargs={**_way(visit, table), "record_id": like})


def _way(visit: Visit, table: Table) -> dict[str, int | str]:
    return {**visit.place.way, "table": table.key}
