"""Groups of collection objects: what is in them, what is first in them, and of which kinds there are.

Kept of Specify 7: a group holds objects or groups, each row one of them; the mark of the primary one and that of the
substrate are each at one member of a group; the first object of a consolidated group is its primary one when none is; a
kind of group is one of the pick list `SystemCOGTypes`. Kept of its forms: a group does not hold itself; a consolidated
group is not left by its primary object while it has others. Changed on purpose: two members that are marked at once are
a contradiction to be resolved by a person. That nothing is in two groups, uniqueness rules say. Databases before 7.10
have no groups.
"""

from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _

from specify.datamodel.tables import model
from specify.records.rules.siblings import CONSOLIDATED
from specify.records.writing.changes import Change, Saving, id_of, ids_of
from specify.resources.picklists import pick_list

_JOIN = "collectionobjectgroupjoin"
_MARKS = ("isPrimary", "isSubstrate")
_LIST = "SystemCOGTypes"
_WITHOUT_A_LIST = frozenset({"Discrete", CONSOLIDATED, "Drill Core"})


def before(saving: Saving) -> None:
    """Judge members and kinds, and leave each mark at one of those in the set."""
    groups: dict[object, list[Change]] = defaultdict(list)
    for change in saving.of(_JOIN):
        groups[change.now("parentCog")].append(change)
        _judge(saving, change)
    for group in groups.values():
        for mark in _MARKS:
            _mark_one(saving, group, mark)
    _keep_primary(saving)
    kinds = [change for change in saving.of("collectionobjectgrouptype") if change.alters("type")]
    if kinds:
        _judge_kinds(saving, kinds)


def after(saving: Saving) -> None:
    """Take the marks from the stored members, and find a primary object for groups that need one."""
    for mark in _MARKS:
        marked = [change for change in saving.of(_JOIN) if change.values.get(mark) is True]
        if parents := ids_of(change.now("parentCog") for change in marked):
            others = model(_JOIN)._default_manager.filter(parentCog_id__in=parents, **{mark: True})
            others.exclude(pk__in=[change.id for change in marked]).update(**{mark: False})
    _find_primary(saving)


def _judge(saving: Saving, change: Change) -> None:
    children = [name for name in ("childCo", "childCog") if change.now(name) is not None]
    if len(children) != 1:
        saving.refuse(
            change, "childCo", _("Each row of a group names one object or one group; fill in one of the two.")
        )
    elif change.now("childCog") == change.now("parentCog"):
        saving.refuse(change, "childCog", _("A group cannot hold itself; choose another one."))


def _mark_one(saving: Saving, group: Sequence[Change], mark: str) -> None:
    anew = [change for change in group if change.now(mark) and change.alters(mark)]
    for change in anew[1:]:
        saving.refuse(change, mark, _("Only one member of a group can have this mark; leave it at one."))
    for change in group:
        if change.now(mark) is None or (anew and change not in anew):
            change.put(mark, False)


def _keep_primary(saving: Saving) -> None:
    """Refuse to take the primary object out of a consolidated group that has others, none of them marked."""
    gone = [
        change
        for change in saving.of(_JOIN, deeds=("delete",))
        if change.before("isPrimary") and (change.owner is None or change.owner.deed != "delete")
    ]
    kinds = saving.settled(lambda: {change: saving.at(change, "parentCog", "cogType", "type") for change in gone})
    gone = [change for change in gone if _is_consolidated(kinds[change])]
    if not gone:
        return
    parents = {change.before("parentCog") for change in gone}
    others = model(_JOIN)._default_manager.filter(parentCog_id__in=parents, childCo__isnull=False)
    left = set(others.exclude(pk__in=saving.ids(_JOIN)).values_list("parentCog_id", flat=True))
    left |= {change.now("parentCog") for change in saving.of(_JOIN) if change.now("childCo") is not None}
    marked = {change.now("parentCog") for change in saving.of(_JOIN) if change.now("isPrimary")}
    for change in gone:
        if change.before("parentCog") in left - marked:
            sentence = _("The primary object cannot leave this group; mark another object as primary first.")
            saving.refuse(change, "isPrimary", sentence)


def _find_primary(saving: Saving) -> None:
    """Mark the first object of each consolidated group of the set that has no primary object."""
    changes = saving.of(_JOIN, deeds=("make", "change", "delete"))
    parents = ids_of(id_of(change.now("parentCog")) for change in changes)
    if not parents:
        return
    objects = model(_JOIN)._default_manager.filter(
        parentCog_id__in=parents, parentCog__cogType__type__iexact=CONSOLIDATED, childCo__isnull=False
    )
    members: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for parent, member, mark in objects.order_by("precedence", "pk").values_list("parentCog_id", "pk", "isPrimary"):
        members[parent].append((member, bool(mark)))
    firsts = [found[0][0] for found in members.values() if not any(mark for _member, mark in found)]
    if firsts:
        model(_JOIN)._default_manager.filter(pk__in=firsts).update(isPrimary=True)


def _judge_kinds(saving: Saving, kinds: Sequence[Change]) -> None:
    found = pick_list(saving.visit.viewer, saving.visit.stamp, _LIST)
    known = {item.value for item in found.items} if found else _WITHOUT_A_LIST
    for change in kinds:
        kind = change.now("type")
        if kind is not None and kind not in known:
            sentence = _("There is no kind of group that is called %(kind)s; choose one of: %(known)s.")
            saving.refuse(change, "type", sentence % {"kind": kind, "known": ", ".join(sorted(known))})


def _is_consolidated(kind: object) -> bool:
    return str(kind or "").lower() == CONSOLIDATED.lower()
