"""The list of stored queries, a page at a time.

In: a visit, what was asked of the list. Out: entries, favourites first. Kept of Specify 7: a query belongs to a person
and to no collection, and the list shows the person's own. Added: favourites; the queries of all, for whoever may read
queries, since any of them can be opened by its number anyway.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce

from specify.ask.models import FavouriteQuery
from specify.datamodel import present
from specify.datamodel.tables import model
from specify.records.listing import Wish
from specify.records.named_lists import narrowed, order_of, told_when
from specify.security.entering import Visit
from specify.web.pagination import Page, page_of

SORTS = ("name", "-name", "contextName", "-contextName", "changed", "-changed")
"""What the list can be sorted by; the last is the usual one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A query in the list."""

    id: int
    name: str
    remarks: str
    table: str
    changed: str
    owner: str
    is_favourite: bool


def entries(visit: Visit, wish: Wish, *, of_all: bool = False) -> tuple[tuple[Entry, ...], Page]:
    """A page of the person's queries, or of those `of_all`. Three statements, however many queries."""
    favourites = FavouriteQuery.objects.filter(user_id=visit.user.pk).values_list("query_id", flat=True)
    mine = frozenset(favourites)
    whose = {} if of_all else {"specifyUser": visit.user.pk}
    found = narrowed(model("spquery")._default_manager.filter(**whose), wish)
    page = page_of(found.count(), wish.page, visit.look.rows)
    rows = _ordered(found, wish, mine).values("pk", "name", "remarks", "contextTableId", "changed", "specifyUser__name")
    captions = {table.number: visit.captions.table(table.key) for table in present.tables().values()}
    return tuple(_entry(visit, row, captions, mine) for row in rows[page.start : page.stop]), page


def _ordered(found: QuerySet[Any], wish: Wish, mine: frozenset[int]) -> QuerySet[Any]:
    found = found.annotate(changed=Coalesce("timestampModified", "timestampCreated"))
    if not mine:  # then the place would be the same number for all, which MySQL takes for that of a column
        return found.order_by(*order_of(wish))
    place = Case(When(pk__in=mine, then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.order_by(place, *order_of(wish))


def _entry(visit: Visit, row: Mapping[str, Any], captions: Mapping[int, str], mine: frozenset[int]) -> Entry:
    return Entry(
        id=row["pk"],
        name=row["name"] or str(row["pk"]),
        remarks=row["remarks"] or "",
        table=captions.get(row["contextTableId"], ""),
        changed=told_when(visit, row["changed"]),
        owner=row["specifyUser__name"] or "",
        is_favourite=row["pk"] in mine,
    )


def free_name(visit: Visit, name: str) -> str:
    """The name, with a number behind it if another query of the person's is called so. One statement."""
    most = present.tables()["spquery"].fields["name"].length or len(name)
    own = model("spquery")._default_manager.filter(specifyUser=visit.user.pk, name__startswith=name[: most // 2])
    taken = set(own.values_list("name", flat=True))
    number, free = 1, name
    while free in taken:
        number += 1
        behind = f" ({number})"
        free = f"{name[: most - len(behind)]}{behind}"
    return free
