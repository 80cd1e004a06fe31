"""Where a person was: the collection objects saved last, by that person and by anybody, in one list.

In: a visit. Out: `Saved` ones, newest first, from one statement whose cost does not grow with the tables. Specify keeps
no index on the moments of saving, so the latest rows are sought at the ends of the indexes that there are: the audit
log, which Specify 6 and 7 both write, among its last rows and among this person's last; for what was not logged (bulk
loads, a log that is switched off) the collection's newest objects and the newest that this person changed. Each looks
at `WINDOW` numbers at most. So an old record changed without a log is not noticed, and neither is one that others' work
has pushed out of the window. A record below an object (a determination) that was saved by itself counts as the
object's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connections
from django.utils.translation import gettext as _

from specify.datamodel.rows import Rows
from specify.layouts.latin import split_name
from specify.records.listing import Shown
from specify.resources.formatting import Formatting
from specify.security.administrators import full_name
from specify.security.entering import Visit
from specify.text.moments import told_moment

SHOWN = 5
WINDOW = 500
LONGEST = 60
"""How many letters of a locality's name are shown; some are whole itineraries."""

# A window is a range of the primary key below a number that an index knows. With LIMIT in its place, a planner may walk
# the whole table backwards in search of rows that are all at its beginning.
_LATEST = """
WITH touched (id, moment, agent) AS (
    SELECT CASE WHEN TableNum = 1 THEN RecordId ELSE ParentRecordId END, TimestampCreated,
        COALESCE(ModifiedByAgentID, CreatedByAgentID)
    FROM spauditlog
    WHERE SpAuditLogID > (SELECT MAX(SpAuditLogID) FROM spauditlog) - %(window)s
        AND (TableNum = 1 OR ParentTableNum = 1)
    UNION ALL
    SELECT CASE WHEN TableNum = 1 THEN RecordId ELSE ParentRecordId END, TimestampCreated, CreatedByAgentID
    FROM spauditlog
    WHERE CreatedByAgentID = %(agent)s AND (TableNum = 1 OR ParentTableNum = 1) AND SpAuditLogID > (
        SELECT MAX(SpAuditLogID) FROM spauditlog WHERE CreatedByAgentID = %(agent)s
    ) - %(window)s
    UNION ALL
    SELECT CollectionObjectID, COALESCE(TimestampModified, TimestampCreated),
        COALESCE(ModifiedByAgentID, CreatedByAgentID)
    FROM collectionobject
    WHERE CollectionMemberID = %(here)s AND CollectionObjectID > (
        SELECT MAX(CollectionObjectID) FROM collectionobject WHERE CollectionMemberID = %(here)s
    ) - %(window)s
    UNION ALL
    SELECT CollectionObjectID, COALESCE(TimestampModified, TimestampCreated), ModifiedByAgentID
    FROM collectionobject
    WHERE ModifiedByAgentID = %(agent)s AND CollectionObjectID > (
        SELECT MAX(CollectionObjectID) FROM collectionobject WHERE ModifiedByAgentID = %(agent)s
    ) - %(window)s
),
ranked (id, moment, agent, mine, nth) AS (
    SELECT t.id, t.moment, t.agent, MAX(CASE WHEN t.agent = %(agent)s THEN t.moment END) OVER (PARTITION BY t.id),
        ROW_NUMBER() OVER (PARTITION BY t.id ORDER BY t.moment DESC, t.agent DESC)
    FROM touched t
    JOIN collectionobject c ON c.CollectionObjectID = t.id AND c.CollectionMemberID = %(here)s
),
placed (id, moment, agent, place, my_place) AS (
    SELECT id, moment, agent, ROW_NUMBER() OVER (ORDER BY moment DESC, id DESC),
        CASE WHEN mine IS NOT NULL THEN ROW_NUMBER() OVER (ORDER BY mine DESC, id DESC) END
    FROM ranked WHERE nth = 1
)
SELECT p.id, p.moment, c.CatalogNumber, t.FullName, t.Name, t.RankID, l.LocalityName, g.Name,
    a.AgentID, a.FirstName, a.LastName
FROM placed p
JOIN collectionobject c ON c.CollectionObjectID = p.id
LEFT JOIN determination d ON d.CollectionObjectID = c.CollectionObjectID AND d.IsCurrent = 1
LEFT JOIN taxon t ON t.TaxonID = d.TaxonID
LEFT JOIN collectingevent e ON e.CollectingEventID = c.CollectingEventID
LEFT JOIN locality l ON l.LocalityID = e.LocalityID
LEFT JOIN geography g ON g.GeographyID = l.GeographyID
LEFT JOIN agent a ON a.AgentID = p.agent
WHERE p.place <= %(shown)s OR p.my_place <= %(shown)s
ORDER BY p.place
"""


class _Row(NamedTuple):
    """A row of the statement; moments are texts in SQLite. Two current determinations would give two rows."""

    id: int
    moment: datetime | str
    catalog_number: str | None
    full_name: str | None
    name: str | None
    rank: int | None
    locality: str | None
    geography: str | None
    agent: int | None
    first_name: str | None
    last_name: str | None


@dataclass(frozen=True, slots=True)
class Saved:
    """A collection object that was saved: its number, taxon and locality, when it was saved last and by whom."""

    id: int
    number: str
    taxon: Shown
    locality: str
    moment: str
    who: str


def recent_of(visit: Visit, now: datetime) -> list[Saved]:
    """The last `SHOWN` objects of the visited collection that the person saved and the last of all; one statement.

    Nothing for a person who may not read them.
    """
    if not visit.rights.readable("collectionobject"):
        return []
    formatting = visit.formatting(Rows())
    once = {row.id: row for row in _latest(visit)}
    return [_saved(visit, formatting, row, now) for row in once.values()]


def _latest(visit: Visit) -> Iterable[_Row]:
    asked: dict[str, Any] = {"agent": visit.agent_id, "here": visit.place.collection_id}
    with connections["default"].cursor() as cursor:
        cursor.execute(_LATEST, {**asked, "window": WINDOW, "shown": SHOWN})
        return [_Row(*row) for row in cursor.fetchall()]


def _saved(visit: Visit, formatting: Formatting, row: _Row, now: datetime) -> Saved:
    """The row as it may be read: what is in tables the person may not read stays out."""
    may = formatting.readable
    number = formatting.value("collectionobject", "catalogNumber", {"id": row.id, "catalogNumber": row.catalog_number})
    known = {"rankId": row.rank, "fullName": row.full_name, "name": row.name}
    name = row.full_name or row.name or "" if may("determination") and may("taxon") else ""
    places = (row.locality if may("locality") else None, row.geography if may("geography") else None)
    moment = datetime.fromisoformat(row.moment) if isinstance(row.moment, str) else row.moment
    return Saved(
        id=row.id,
        number=number or str(row.id),
        taxon=Shown(*split_name(name, known)),
        locality=", ".join(_short(place) for place in places if place) if may("collectingevent") else "",
        moment=told_moment(moment, now, formatting.preferences.date_format),
        who=_who(visit, row),
    )


def _who(visit: Visit, row: _Row) -> str:
    """Who saved it; the visiting person is "you"."""
    if row.agent is not None and row.agent == visit.agent_id:
        return _("you")
    return full_name(row.first_name, row.last_name) if visit.rights.readable("agent") else ""


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
