"""Makes the nodes of a plan.

In: a tree, and a `Plan`, inside a transaction that holds the tree. Out: the nodes, with ids, stamps, guids, full names,
numbers and rows of the audit log, as if each had been added by its form. Statements follow the number of nodes by five
hundreds. Where there is no room for the numbers of all, or much is new, the whole table is numbered anew, which leaves
room everywhere.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from specify.datamodel.tables import model
from specify.nodes.repairing import are_sound, renumber
from specify.nodes.room import Broken, Place, Work, free_numbers, stretch
from specify.nodes.tree_tables import TreeTable, executed, updating
from specify.records.writing.auditing import audit
from specify.records.writing.changes import Change, Saving
from specify.records.writing.rows import write
from specify.records.writing.stamping import stamp
from specify.records.writing.uniqueness import check_unique
from specify.security.entering import Visit
from specify.tasks.progress import Progress
from specify.trees.definitions import TreeHere
from specify.trees.importing.plans import Above, Sprout
from specify.web.refusals import Refusal

_AT_ONCE = 500
_MOST_GROUNDS = 100
"""Below more stored nodes than these, room is not looked for one by one."""


def make(visit: Visit, here: TreeHere, made: Sequence[Sprout], progress: Progress) -> None:
    """Write all these nodes; each has its id afterwards."""
    tree, now = here.table, datetime.now().replace(microsecond=0)
    progress.expect(len(made), _("Make nodes"))
    work = Work(tree, {}, {})
    ends = _give_numbers(work, made)
    for some in _batches(here, made):
        _write(visit, here, some, now)
        progress.advance(len(some))
    _accept(tree, made)
    _settle_numbers(work, made, ends)


def _batches(here: TreeHere, made: Sequence[Sprout]) -> Iterator[Sequence[Sprout]]:
    """Some nodes of one rank at a time, the highest first, so that parents have their ids."""
    by_rank: dict[int, list[Sprout]] = defaultdict(list)
    for one in made:
        by_rank[here.ranks[one.rank].number].append(one)
    for _number, alike in sorted(by_rank.items()):
        for start in range(0, len(alike), _AT_ONCE):
            yield alike[start : start + _AT_ONCE]


def _write(visit: Visit, here: TreeHere, some: Sequence[Sprout], now: datetime) -> None:
    saving = Saving(visit, [change_of(here, one, _id(one.parent)) for one in some], now)
    stamp(saving)
    check_unique(saving)
    if saving.problems:
        first = saving.problems[0]
        row = next(one.row for one, change in zip(some, saving.changes, strict=True) if change is first.change)
        sentence = _("Row %(row)s: %(problem)s") % {"row": row, "problem": first.sentence}
        raise Refusal(
            422, _("Not imported"), sentence, _("Nothing was imported. Correct the file, and upload it again.")
        )
    write(saving.changes)
    audit(saving)
    for one, change in zip(some, saving.changes, strict=True):
        one.id = change.id


def change_of(here: TreeHere, one: Sprout, parent: Change | int | None) -> Change:
    """A node as the change that makes it."""
    values: dict[str, Any] = {
        **one.values,
        "name": one.name,
        "fullName": one.full_name,
        "parent": parent,
        "definition": here.definition.id,
        "definitionItem": one.rank,
        "rankId": here.ranks[one.rank].number,
        "isAccepted": not one.is_synonym,
        "nodeNumber": one.number,
        "highestChildNodeNumber": one.highest,
    }
    return Change(here.table.nodes, values, deed="make")


def _id(one: Above | None) -> int | None:
    return one.id if isinstance(one, Sprout) else one


def _accept(tree: TreeTable, made: Sequence[Sprout]) -> None:
    """Name the accepted nodes of synonyms, which may have been made after them."""
    synonyms = [(one.id, _id(one.accepted)) for one in made if one.accepted is not None]
    for start in range(0, len(synonyms), _AT_ONCE):
        some = synonyms[start : start + _AT_ONCE]
        source = " UNION ALL ".join(["SELECT %s AS id, %s AS accepted"] * len(some))
        changed = updating(tree, source, {"accepted": "found.accepted"})
        executed(changed, [value for pair in some for value in pair])


def _give_numbers(work: Work, made: Sequence[Sprout]) -> Mapping[Place, int] | None:
    """Give new nodes numbers that are free; the last one below each stored node. None where there is no room."""
    children: dict[Above | None, list[Sprout]] = defaultdict(list)
    for one in made:
        children[one.parent].append(one)
    grounds = [one for one in children if not isinstance(one, Sprout)]
    if len(grounds) > _MOST_GROUNDS or model(work.tree.key)._default_manager.count() <= len(made):
        return None
    counted = {ground: list(_counted(children, children[ground])) for ground in grounds}
    try:
        work.read([ground for ground in grounds if ground is not None])
        start_of = free_numbers(work, {ground: len(ones) for ground, ones in counted.items()})
    except Broken:
        return None
    for ground, ones in counted.items():
        for one, first, last in ones:
            one.number, one.highest = start_of[ground] + first, start_of[ground] + last
    return {ground: start_of[ground] + len(ones) - 1 for ground, ones in counted.items()}


def _counted(
    children: Mapping[Above | None, Sequence[Sprout]], tops: Sequence[Sprout]
) -> Iterator[tuple[Sprout, int, int]]:
    """The nodes of some branches, counted from 0: each with its own count and the last one below it."""
    following = 0
    waiting: list[tuple[Sprout, int | None]] = [(one, None) for one in reversed(tops)]
    while waiting:
        one, first = waiting.pop()
        if first is not None:
            yield one, first, following - 1
            continue
        waiting.append((one, following))
        waiting += [(child, None) for child in reversed(children.get(one, ()))]
        following += 1


def _settle_numbers(work: Work, made: Sequence[Sprout], ends: Mapping[Place, int] | None) -> None:
    """Let those above enclose what is new; number the whole table anew where that does not come out right."""
    if ends is None:
        renumber(work.tree)
        return
    try:
        stretch(work, ends)
    except Broken:
        renumber(work.tree)
        return
    tops = [one.id for one in made if not isinstance(one.parent, Sprout) and one.id is not None]
    for start in range(0, len(tops), _AT_ONCE):
        if not are_sound(work.tree, tops[start : start + _AT_ONCE]):
            renumber(work.tree)
            return
