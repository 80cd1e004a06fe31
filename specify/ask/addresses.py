"""The address is the query: queries behind the `?` of an address, and those too long for one.

In: a query, or what stands behind the `?`. Out: the other. A query longer than `LONGEST` signs is kept under a digest
of itself, and the address says the digest: whoever has the address has the query, and sees what they may see.
"""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from specify.query.asked import Query
from specify.query.kept import KEPT, LONGEST, keep, kept
from specify.query.texts import Pairs, pairs_of
from specify.security.entering import Visit

OF = "of"
"""Says in an address which stored query was changed into this one."""
_SAFE = ",~:()-"


def address(
    visit: Visit, url: str, query: Query, *, of: int | None = None, unread: Sequence[str] = (), **more: object
) -> str:
    """The address of a page for a query. A long query is kept first: one or two statements."""
    return to(visit, url, kept_if_long(query, of, unread), **more)


def kept_if_long(query: Query, of: int | None = None, unread: Sequence[str] = ()) -> str:
    """A query as it stands behind the `?`, with lines that cannot be read; a long one is kept, and its digest there."""
    pairs = [*pairs_of(query), *(("l", text) for text in unread), *([(OF, str(of))] if of else [])]
    text = encoded(pairs)
    return text if len(text) <= LONGEST else encoded([(KEPT, keep(pairs))])


def to(visit: Visit, url: str, asked: str, **more: object) -> str:
    """The address of a page for what already stands behind the `?` of another one, and for `more` if it is not None."""
    added = encoded((name, str(value)) for name, value in more.items() if value is not None)
    behind = "&".join(part for part in (asked, added) if part)
    path = reverse(url, kwargs=visit.place.way)
    return f"{path}?{behind}" if behind else path


def encoded(pairs: Iterable[tuple[str, str]]) -> str:
    """Names and texts as they stand behind a `?`."""
    return urlencode(list(pairs), safe=_SAFE)


def pairs_in(sent: QueryDict) -> Pairs:
    """The names and texts of an address; of a query that is kept, too. One statement for such a one."""
    pairs = [(name, value) for name in sent for value in sent.getlist(name)]
    digest = dict(pairs).get(KEPT)
    return [*kept(digest), *pairs] if digest else pairs
