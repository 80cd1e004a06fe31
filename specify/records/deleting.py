"""Deletes records: what would go with them and what keeps them is told first, then it is done.

In: a visit, a table and ids. Out: `plan_deletion` tells a page what `delete` would do; `delete` does it, through the
door of `saving`, with rights for every table that loses rows, rules, audit rows and record sets. Both refuse records
that do not belong to the place. Files of attachments stay where they are: only what is committed may be cleared away.
"""

from collections.abc import Callable, Collection, Sequence

from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.datamodel.rows import Row
from specify.datamodel.selecting import rows_by_id
from specify.records.saving import locked, save
from specify.records.writing.cascading import Blocker, Deletion, consequences
from specify.records.writing.changes import Change
from specify.security.entering import Visit
from specify.security.scoping import visible_ids
from specify.web.refusals import missing

__all__ = ["Blocker", "Deletion", "delete", "plan_deletion"]


def plan_deletion(visit: Visit, table: str, ids: Collection[int]) -> Deletion:
    """What goes when these records go, and what keeps them. Changes nothing and asks for no right."""
    asked = _changes(visit, table, ids, list(rows_by_id(table, ids)) if ids else [])
    return consequences(visit.place, asked, {}, locked=False)


def delete(
    visit: Visit, table: str, ids: Collection[int], agree: Callable[[Deletion], None] | None = None
) -> tuple[Change, ...]:
    """Delete these records and what goes with them, all or none. Raises `NotSaved` where something keeps them.

    `agree` is told what would go, once nobody else can change it any more, and raises what there is against it.
    """

    def plan() -> list[Change]:
        asked = _changes(visit, table, ids, list(locked(table, ids).values()))
        if agree is not None:
            agree(consequences(visit.place, asked, {}, locked=True))
        return asked

    return save(visit, plan)


def _changes(visit: Visit, table: str, ids: Collection[int], rows: Sequence[Row]) -> list[Change]:
    known = present.tables()[table]
    visible = visible_ids(known, visit.place, ids) if ids else frozenset()
    if len(visible) < len(set(ids)):
        raise missing(
            _("Nothing was deleted: a record of %(table)s is not in %(collection)s.")
            % {"table": visit.captions.table(table), "collection": visit.place.collection_name},
            _("It may have been deleted meanwhile. Load the page again."),
        )
    return [Change(known, {}, row, deed="delete") for row in rows if row["id"] in visible]
