"""Which preparations belong together because their objects are in one consolidated group.

In: preparations. Out: for each in such a group, all preparations there. Kept of Specify 7: the group is the topmost one
of an unbroken chain of consolidated groups above the object, with the consolidated groups in it. Statements follow the
depth of groups, and one says that there is nothing to do. Databases before 7.10 have no groups.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from specify.datamodel import present
from specify.datamodel.tables import model

CONSOLIDATED = "Consolidated"
_JOIN = "collectionobjectgroupjoin"
_KIND = "cogType__type__iexact"

Siblings = Mapping[int, frozenset[int]]
"""By preparation, all that belong together with it, itself among them."""


def siblings_of(preparations: set[int]) -> Siblings:
    """The preparations that belong together with these."""
    if not preparations or not present.has(_JOIN):
        return {}
    joined = {f"collectionObject__cojo__parentCog__{_KIND}": CONSOLIDATED, "pk__in": preparations}
    query = model("preparation")._default_manager.filter(**joined)
    groups = dict(query.values_list("pk", "collectionObject__cojo__parentCog_id"))
    above = _above(set(groups.values()))
    tops = {preparation: _top(above, group) for preparation, group in groups.items()}
    inside = _preparations_of(_objects_in(set(tops.values())))
    return {preparation: frozenset(inside[top]) for preparation, top in tops.items()}


def _joins() -> Any:
    return model(_JOIN)._default_manager


def _above(groups: set[int]) -> Mapping[int, int]:
    """By consolidated group, the consolidated one that it is in."""
    above: dict[int, int] = {}
    while groups:
        found = _joins().filter(childCog_id__in=groups, **{f"parentCog__{_KIND}": CONSOLIDATED})
        fresh = dict(found.values_list("childCog_id", "parentCog_id"))
        groups = set(fresh.values()) - above.keys() - fresh.keys()
        above.update(fresh)
    return above


def _top(above: Mapping[int, int], group: int) -> int:
    passed = {group}
    while (following := above.get(group)) is not None and following not in passed:
        group = following
        passed.add(group)
    return group


def _objects_in(tops: set[int]) -> Mapping[int, int]:
    """By collection object, the topmost group that it is in."""
    objects: dict[int, int] = {}
    tops_of = {group: group for group in tops}
    fresh = set(tops)
    while fresh:
        members = _joins().filter(parentCog_id__in=fresh)
        below = members.values_list("parentCog_id", "childCo_id", "childCog_id", "childCog__cogType__type")
        fresh = set()
        for parent, member, group, kind in below:
            if member is not None:
                objects[member] = tops_of[parent]
            elif group not in tops_of and str(kind).lower() == CONSOLIDATED.lower():
                tops_of[group] = tops_of[parent]
                fresh.add(group)
    return objects


def _preparations_of(objects: Mapping[int, int]) -> Mapping[int, set[int]]:
    """The preparations of these objects by topmost group."""
    found: dict[int, set[int]] = defaultdict(set)
    if objects:
        query = model("preparation")._default_manager.filter(collectionObject_id__in=objects)
        for preparation, owner in query.values_list("pk", "collectionObject_id"):
            found[objects[owner]].add(preparation)
    return found
