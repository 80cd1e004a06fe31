"""Stored queries as they are asked here.

In: a visit, the number of a query. Out: `Stored`: ours where it still counts, else what Specify's rows mean. Kept of
Specify 7: whoever may read queries may open any of them by its number, and only their owners change them. Changed on
purpose: so may administrators, since people leave and their queries stay.
"""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from specify.ask.models import OwnQuery
from specify.ask.stored.own import holds, own_of, query_in
from specify.query.asked import Operator, Query
from specify.query.refusing import BadQuery
from specify.query.stored import Said, query_of, said_of
from specify.security.administrators import who_can_help
from specify.security.entering import Visit
from specify.web.refusals import forbidden


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored query. `own` is what is kept of ours; `is_set_aside` says that Specify changed the query since."""

    query: Query
    said: Said
    own: OwnQuery | None = None
    is_set_aside: bool = False
    # Lines that this database cannot read, as texts: only where it was asked for what can be read of the query.
    unread: tuple[str, ...] = ()

    @property
    def id(self) -> int:
        """Its number."""
        return int(self.said["id"])

    @property
    def name(self) -> str:
        """What it is called."""
        return self.said["name"] or str(self.id)


def stored(visit: Visit, query_id: int, record_set: int | None = None, *, in_part: bool = False) -> Stored:
    """The stored query with that number, of records of a set; `in_part` what can be read of it. Two statements."""
    said = readable(visit, query_id)
    own = own_of(query_id)
    ours = query_in(own, said) if own is not None and holds(own, said) else None
    unread = [line for line in said["fields"] if _is_unread(said, line)] if in_part and ours is None else []
    query = ours or query_of({**said, "fields": [line for line in said["fields"] if line not in unread]})
    return Stored(
        query=replace(query, record_set=record_set),
        said=said,
        own=own,
        is_set_aside=own is not None and ours is None,
        unread=tuple(map(_text, unread)),
    )


def readable(visit: Visit, query_id: int) -> Said:
    """What the rows of a query say, if the person may read queries. One statement."""
    ask_to_read(visit)
    return said_of(query_id)


def _is_unread(said: Said, line: Said) -> bool:
    try:
        query_of({**said, "fields": [line]})
    except BadQuery:
        return True
    return False


def _text(line: Said) -> str:
    """A line as an address would have it, whether or not it can be read."""
    number = line["operstart"]
    how = Operator(number).name.lower().replace("_", "-") if number in tuple(Operator) else str(number)
    return "~".join((line["stringid"] or "", f"{how},rel" if line["isrelfld"] else how, line["startvalue"] or ""))


def ask_to_read(visit: Visit) -> None:
    """Refuse whoever may not read queries."""
    if not visit.rights.all_readable(("spquery", "spqueryfield")):
        raise forbidden(
            _("You may not read stored queries."),
            _("Ask somebody who manages the rights. You can still build a query and keep its address."),
        )


def may_change(visit: Visit, said: Said) -> bool:
    """Whether the person may change or delete this query, as far as its owner decides about it."""
    return said["specifyuser"] == visit.user.pk or visit.rights.is_administrator


def ask_to_change(visit: Visit, said: Said, action: str = "update") -> None:
    """Refuse whoever may not change or delete this query, before they have filled in a form for nothing."""
    if not may_change(visit, said):
        raise forbidden(
            _("The query “%(name)s” belongs to somebody else.") % {"name": said["name"]},
            _("Save it under another name: the copy is yours. Or: %(who)s") % {"who": who_can_help()},
        )
    if not may(visit, action):
        raise forbidden(_("You may not change stored queries."), who_can_help())


def may(visit: Visit, action: str) -> bool:
    """Whether the person may `create`, `update` or `delete` queries."""
    return visit.agent_id is not None and all(
        visit.rights.may_table(table, action) for table in ("spquery", "spqueryfield")
    )
