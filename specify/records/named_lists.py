"""Lists of what people have named, such as record sets and queries: narrowed by name, in order, a page at a time.

In: a request, what such a list can be sorted by, the rows of a table. Out: what is asked of the list, the rows that are
asked for, the heads of its columns, and the addresses that lead through it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest

from specify.query.matching import can_be_compared, typed
from specify.records.listing import Column, Wish
from specify.resources.preferences import preferences
from specify.security.entering import Visit
from specify.text.moments import told_moment

_MOST_LETTERS = 200


def wish_of(request: HttpRequest, sorts: Sequence[str]) -> Wish:
    """What is asked of a list that has these orders, the last of which is the usual one."""
    sort = request.GET.get("sort", "")
    text = typed(request.GET.get("q", ""))[:_MOST_LETTERS]
    return Wish(text, sort if sort in sorts else sorts[-1], request.GET.get("page"))


def narrowed(found: QuerySet[Any], wish: Wish) -> QuerySet[Any]:
    """Those whose names contain the text."""
    if not wish.query:
        return found
    return found.filter(name__icontains=wish.query) if can_be_compared(wish.query) else found.none()


def order_of(wish: Wish) -> tuple[str, str]:
    """The order that was asked for, and among equals that in which they came."""
    return wish.sort, "-pk" if wish.sort.startswith("-") else "pk"


def heads(wish: Wish, *columns: tuple[str, str]) -> tuple[Column, ...]:
    """The heads of columns with these titles and what each can be sorted by, "" for nothing, "n" for numbers."""
    way = "descending" if wish.sort.startswith("-") else "ascending"
    sorted_by = wish.sort.removeprefix("-")
    return tuple(
        Column(title, by if len(by) > 1 else None, way if by == sorted_by else None, numeric=by == "n")
        for title, by in columns
    )


def ways_through(request: HttpRequest, wish: Wish, **along: Any) -> dict[str, Any]:
    """What a page needs to lead through the list; `along` is what its addresses say besides."""
    sort = wish.sort if wish.sort == request.GET.get("sort") else ""

    def address(**changes: Any) -> str:
        said = {**along, "q": wish.query, "sort": sort, **changes}
        told = urlencode({name: text for name, text in said.items() if text}, doseq=True)
        return f"{request.path}?{told}" if told else request.path

    return {
        "query": wish.query,
        "sort_url": lambda column: address(sort=("-" if column.sorted == "ascending" else "") + column.sort_by),
        "page_url": lambda number: address(page=number),
        "address": address,
    }


def told_when(visit: Visit, moment: datetime | None) -> str:
    """When something was made or changed; "" where that is not known."""
    return told_moment(moment, datetime.now(), preferences(visit.stamp).date_format) if moment else ""
