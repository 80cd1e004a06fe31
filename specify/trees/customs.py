"""How a person has set trees to be shown, in Specify 7's preferences.

In: a visit and a tree. Out: `Customs`. Kept of Specify 7: by what children are sorted, whether authors and times stand
beside names, and whether names are looked for at their beginning or anywhere. Not taken over: colours, since a synonym
is told in words; from which rank on there are counts, since these do not make anyone wait; and whether names or full
names are looked for, since both are.
"""

from dataclasses import dataclass
from typing import Any

from specify.nodes.tree_tables import TreeTable
from specify.resources.preferences import user_preference
from specify.security.entering import Visit

_ORDERS = {
    "rankId": ("rank", "name"),
    "name": ("name",),
    "fullName": ("full_name",),
    "nodeNumber": ("number",),
}
"""What children are sorted by, for each setting; times always stand in the order of their beginning."""


@dataclass(frozen=True, slots=True)
class Customs:
    """What children are sorted by (words of statements), and what stands beside names."""

    order: tuple[str, ...] = _ORDERS["rankId"]
    has_authors: bool = True
    has_times: bool = True


def customs(visit: Visit, tree: TreeTable) -> Customs:
    """How the person wants the tree. Statements only where the preferences are not kept."""
    order = _ORDERS.get(str(_set(visit, "behavior", "orderByField")), _ORDERS["rankId"])
    own = f"{tree.nodes.name[:1].lower()}{tree.nodes.name[1:]}"
    return Customs(
        order=order,
        has_authors=_set(visit, own, "displayAuthor") is not False,
        has_times=_set(visit, own, "displayChronoPeriods") is not False,
    )


def looks_anywhere(visit: Visit) -> bool:
    """Whether names are looked for in the middle, too, unless it is said otherwise."""
    return bool(_set(visit, "behavior", "searchAlgorithm") == "contains")


def _set(visit: Visit, group: str, name: str) -> Any:
    return user_preference(visit.viewer, visit.stamp, "treeEditor", group, name)
