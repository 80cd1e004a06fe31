"""What a stored query means here, beside what its rows mean to Specify.

In: what the rows of a query say (`Said`), and the query that was saved. Out: rows of `web_query`, which keep the query
as texts with the version and a digest of Specify's rows; a query of ours, as long as both are still the same. Specify's
rows are written first: when a crash comes between, ours is older than they are, and is set aside.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from specify.ask.models import FavouriteQuery, OwnQuery
from specify.query.asked import Query
from specify.query.refusing import BadQuery
from specify.query.stored import Said
from specify.query.texts import Pairs, pairs_of, query_of_pairs

_OF_QUERY = ("contexttableid", "selectdistinct", "smushed", "countonly", "searchsynonymy")
_OF_LINE = (
    *("position", "stringid", "isrelfld", "operstart", "startvalue", "isnot", "isdisplay", "sorttype"),
    *("formatname", "isstrict"),
)


def digest_of(said: Said) -> str:
    """A digest of all that decides about the rows that Specify finds."""
    told = [_told(said, _OF_QUERY), [_told(line, _OF_LINE) for line in said["fields"]]]
    return sha256(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()


def own_of(query_id: int) -> OwnQuery | None:
    """What is kept of a query. One statement."""
    return OwnQuery.objects.filter(pk=query_id).first()


def holds(own: OwnQuery, said: Said) -> bool:
    """Whether nobody has changed the query since ours was kept."""
    return own.version == said["version"] and own.digest == digest_of(said)


def query_in(own: OwnQuery, said: Said) -> Query | None:
    """The query that is kept, whether or not it still counts; None if it can no longer be read."""
    try:
        query = query_of_pairs(pairs_in(own))
    except BadQuery:
        return None
    return replace(query, name=str(said["name"] or ""))


def pairs_in(own: OwnQuery) -> Pairs:
    """The names and texts that are kept."""
    return [(str(name), str(value)) for name, value in own.said]


def keep(said: Said, query: Query) -> None:
    """Keep what a query means here, or that it means what Specify's rows mean. A record set is not part of it."""
    if not query.is_ours:
        forget([said["id"]])
        return
    values = {
        "version": said["version"],
        "digest": digest_of(said),
        "said": [list(pair) for pair in pairs_of(replace(query, record_set=None))],
    }
    OwnQuery.objects.update_or_create(query_id=said["id"], defaults=values)


def go_along(before: Said, after: Said) -> None:
    """Let ours count further on where only the name, the remarks or the owner of a query were changed."""
    own = own_of(after["id"])
    if own is not None and holds(own, before):
        OwnQuery.objects.filter(pk=own.pk).update(version=after["version"], digest=digest_of(after))


def forget(ids: Iterable[int]) -> int:
    """Forget what queries mean here; how many."""
    return OwnQuery.objects.filter(pk__in=list(ids)).delete()[0]


def forget_favourites(ids: Iterable[int]) -> int:
    """Forget whose favourites queries are; how many."""
    return FavouriteQuery.objects.filter(query_id__in=list(ids)).delete()[0]


def _told(said: Mapping[str, Any], names: Iterable[str]) -> list[Any]:
    """Values without the differences between the programs that write them: nothing, no and blank are the same."""
    return [said.get(name) or "" for name in names]
