"""The query of an address: a stored one by its number, or the one that stands behind the `?`.

In: a request, a visit, the number in the path if there is one. Out: `Here`; a refusal in a sentence.
"""

from dataclasses import dataclass, replace

from django.http import HttpRequest

from specify.ask.addresses import OF, encoded, kept_if_long, pairs_in, to
from specify.ask.stored.reading import stored
from specify.query.asked import Query
from specify.query.kept import KEPT
from specify.query.refusing import BadQuery
from specify.query.texts import query_of_pairs, set_of, unread_lines, why_unread
from specify.security.entering import Visit
from specify.web.addresses import number_in

_OWN = frozenset({"on", "l", "distinct", "series", "count", "synonyms", "set", "as", OF})


@dataclass(frozen=True, slots=True)
class Here:
    """A query and how addresses say it. `of` is the number of the stored query that it is, or was before a change.

    It `is_set_aside` what it meant here if Specify has changed it since: then it means what it means in Specify.
    """

    query: Query
    asked: str
    of: int | None = None
    is_stored: bool = False
    is_set_aside: bool = False
    # Lines that this database cannot read, as texts: only where it was asked for what can be read of the query.
    unread: tuple[str, ...] = ()

    def check_read(self) -> None:
        """Refuse a query of which a line cannot be read."""
        if self.unread:
            raise BadQuery(why_unread(self.query.base, self.unread[0]))

    def link(self, visit: Visit, url: str, **more: object) -> str:
        """The address of another page for the same query."""
        return to(visit, url, self.asked, **more)


def query_here(request: HttpRequest, visit: Visit, query_id: int | None = None, *, in_part: bool = False) -> Here:
    """The query that the address of a request says; `in_part` what can be read of it."""
    pairs = pairs_in(request.GET)
    said = dict(pairs)
    if query_id is not None and "on" not in said:
        found = stored(visit, query_id, set_of(said.get("set", "")), in_part=in_part)
        asked_so = kept_if_long(found.query, query_id)
        here = Here(found.query, asked_so, query_id, is_stored=True, is_set_aside=found.is_set_aside)
        return replace(here, unread=found.unread)
    unread = unread_lines(pairs) if in_part else ()
    query = query_of_pairs([(name, text) for name, text in pairs if name != "l" or text not in unread])
    asked = [(KEPT, request.GET[KEPT])] if request.GET.get(KEPT) else [pair for pair in pairs if pair[0] in _OWN]
    return Here(query, encoded(asked), query_id or number_in(said.get(OF, "")), unread=unread)
