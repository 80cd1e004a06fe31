"""Saves records: the one door through which rows of Specify's tables are made, changed and deleted.

In: a visit, and a plan: a function that reads what is stored and says what is to change. Out: the changes, written,
with their ids. The plan is made, judged and carried out in one transaction, which is run again when the database asks
for it; so a plan locks what it looks at (`locked`) and does nothing else. A row that is deleted takes along what goes
with it. Rights are asked for by table and field; then come the rules of each table, stamps, values against their
columns, uniqueness, and numbers; all that stands in the way is told at once (`NotSaved`), and nothing is written then.
The audit log is part of the same transaction.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError
from django.utils.translation import gettext as _

from specify.datamodel.rows import Row
from specify.datamodel.selecting import rows_by_id
from specify.datamodel.transactions import Result, run_verb
from specify.nodes.chains import hold_tree_of
from specify.records.numbering.asked_for import give_numbers
from specify.records.numbering.giving import numbering
from specify.records.reading.fitting import fit
from specify.records.rules import RULES
from specify.records.writing.auditing import audit
from specify.records.writing.cascading import consequences, sentence_of
from specify.records.writing.changes import Change, NotSaved, Problem, Saving
from specify.records.writing.rows import write
from specify.records.writing.stamping import place, stamp, withhold
from specify.records.writing.uniqueness import check_unique
from specify.security.entering import Visit
from specify.web.refusals import Refusal, forbidden

_log = logging.getLogger("specify.records")
Plan = Callable[[], Sequence[Change]]
_RIGHTS = {"make": "create", "change": "update", "delete": "delete"}


def save(visit: Visit, plan: Plan, alone: Iterable[str] = ()) -> tuple[Change, ...]:
    """Carry out what `plan` says: all of it, or nothing and `NotSaved`. Raises a refusal where a right is missing.

    `alone` are the keys of the tables of which records may ask for a number, or change what a rule compares.
    """
    return saved(lambda: carry_out(visit, plan()), alone)


def saved(verb: Callable[[], Result], alone: Iterable[str] = ()) -> Result:
    """The result of a verb that carries out changes, after its transaction."""
    try:
        with numbering(alone):
            return run_verb(verb)
    except IntegrityError as error:
        _log.exception("the database refused what was to be saved")
        told = _("Nothing was saved: it does not fit what the database has by now.")
        remedy = _("Somebody may have been quicker. Load the page again and see what has changed.")
        raise Refusal(409, _("Not saved"), told, remedy) from error


def carry_out(visit: Visit, changes: Iterable[Change], problems: Sequence[Problem] = ()) -> tuple[Change, ...]:
    """Write changes within a transaction of the caller's; what is judged and in which order, `save` says.

    `problems` are those that the caller has found already, to be told with the others.
    """
    saving = Saving(visit, _told(changes), datetime.now().replace(microsecond=0), list(problems))
    _take_along(saving)
    _ask_rights(saving, saving.changes)
    _ask_fields(saving)
    place(saving)
    for rule in RULES:
        rule.before(saving)
    if not saving.problems and any(change.deed == "delete" for change in saving.added):
        _take_along(saving)
    _ask_rights(saving, saving.added)
    give_numbers(saving)
    stamp(saving)
    fit(saving)
    check_unique(saving)
    if saving.problems:
        raise NotSaved(saving.problems)
    write(saving.changes)
    for rule in RULES:
        rule.after(saving)
    if saving.problems:
        raise NotSaved(saving.problems)
    audit(saving)
    return tuple(saving.changes)


def locked(table: str, ids: Iterable[int]) -> dict[int, Row]:
    """The rows with these ids by id, held until the end of the transaction so that nobody changes them meanwhile."""
    wanted = set(ids)
    if wanted:
        hold_tree_of(table)
    return {row["id"]: row for row in rows_by_id(table, wanted, locked=True)} if wanted else {}


def _told(changes: Iterable[Change]) -> list[Change]:
    """What there is to write, less what is not for saving to set; a stored record is told by its id."""
    told = list(changes)
    withhold(told)
    for change in told:
        for name, value in change.values.items():
            if isinstance(value, Change) and value.id is not None:
                change.values[name] = value.id
    return [change for change in told if not change.is_empty]


def _take_along(saving: Saving) -> None:
    """Add what goes with the rows that are deleted, and note what keeps them."""
    asked = [change for change in saving.changes if change.deed == "delete"]
    if not asked:
        return
    moved: dict[tuple[str, str], list[int]] = defaultdict(list)
    for change in saving.changes:
        for name in change.values if change.deed == "change" else ():
            if name in change.table.relationships and change.id is not None:
                moved[change.table.key, name].append(change.id)
    deletion = consequences(saving.visit.place, asked, moved, locked=True)
    doomed = {(change.table.key, change.id): change for change in deletion.changes}
    kept = [change for change in saving.changes if (change.table.key, change.id) not in doomed]
    known = set(saving.changes)
    saving.added += [change for change in doomed.values() if change not in known]
    saving.changes = [*kept, *doomed.values()]
    readable, captions = saving.visit.rights.readable, saving.visit.captions
    for blocker in deletion.blockers:
        change = next(change for change in deletion.changes if change.table.key == blocker.target)
        first = (blocker.table, blocker.ids[0]) if readable(blocker.table) else None
        saving.refuse(change, "", sentence_of(blocker, captions, readable), first)


def _ask_rights(saving: Saving, changes: Sequence[Change]) -> None:
    """Refuse the whole set if the person may not do any of it."""
    rights, captions = saving.visit.rights, saving.visit.captions
    for table, deed in sorted({(change.table.key, change.deed) for change in changes}):
        if not rights.may_table(table, _RIGHTS[deed]):
            told = {
                "make": _("You may not add records to %(table)s."),
                "change": _("You may not change records of %(table)s."),
                "delete": _("You may not delete records of %(table)s."),
            }[deed] % {"table": captions.table(table)}
            raise forbidden(told, _("Ask an administrator of the collection for the right to do it."))


def _ask_fields(saving: Saving) -> None:
    """Refuse the whole set if the person may not change one of the fields; what rules put in is not asked for."""
    rights = saving.visit.rights
    for change in saving.changes:
        for name in change.values if change.deed == "change" else ():
            if not rights.may_field(change.table.key, name):
                sentence = _("You may not change %(field)s of %(table)s.")
                told = sentence % {"field": saving.caption(change, name), "table": saving.caption(change)}
                raise forbidden(told, _("Ask an administrator of the collection for the right to do it."))
