"""The ranks of a tree: which of them a node may have, and which number a new one gets.

In: the ranks of a definition, and where a node or a rank is to stand. Out: the ranks that are possible there, or a
number. Kept of Specify 7: a node stands below its parent and above its children, and no enforced rank is left out
between it and its parent; a new rank has the number given, else the conventional one of its name, else one halfway
between its neighbours, half of the first before all others, or a step behind the last.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from specify.datamodel.tables import model
from specify.nodes.tree_tables import TreeTable, executed, places

_TAXON = """
    life 0, kingdom 10, subkingdom 20, division 30, phylum 30, subdivision 40, subphylum 40, superclass 50, class 60,
    subclass 70, infraclass 80, superorder 90, order 100, suborder 110, infraorder 120, parvorder 125, superfamily 130,
    family 140, subfamily 150, tribe 160, subtribe 170, genus 180, subgenus 190, section 200, subsection 210,
    species 220, subspecies 230, variety 240, subvariety 250, forma 260, subforma 270
"""
_STORAGE = """
    building 100, collection 150, room 200, aisle 250, cabinet 300, shelf 350, box 400, rack 450, vial 500
"""


def _numbers(text: str) -> Mapping[str, int]:
    return {name: int(number) for name, number in (one.split() for one in text.split(","))}


CONVENTIONAL: Mapping[str, Mapping[str, int]] = {
    "taxon": _numbers(_TAXON),
    "geography": _numbers("continent 100, country 200, state 300, county 400"),
    "storage": _numbers(_STORAGE),
    "geologictimeperiod": _numbers("era 100, period 200, epoch 300, age 400"),
    "lithostrat": _numbers("supergroup 100, group 200, formation 300, member 400, bed 500"),
    "tectonicunit": _numbers("root 0, superstructure 10, domain 20, subdomain 30, unit 40, subunit 50"),
}
"""The numbers that ranks of these names have in Specify, by the tree's key."""
_COLUMNS = (
    *("rankId", "title", "name", "treeDef_id", "isEnforced", "isInFullName"),
    *("textBefore", "textAfter", "fullNameSeparator"),
)
_STEPS = {"taxon": 10, "tectonicunit": 10, "storage": 50}
_STEP = 100


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank of a tree. `definition` is its definition's id, or what stands for one that is still to be made.

    `direction` is the definition's: from which end full names are put together.
    """

    number: int
    name: str
    definition: object = None
    direction: int = 0
    is_enforced: bool = False
    is_in_full_name: bool = False
    before: str = ""
    after: str = ""
    separator: str = ""


def ranks_of(tree: TreeTable) -> Mapping[int, Rank]:
    """All ranks of a tree's definitions by id. One statement."""
    rows: Any = model(tree.ranks.key)._default_manager
    return {row["pk"]: rank_from(row) for row in rows.values("pk", "treeDef__fullNameDirection", *_COLUMNS)}


def rank_from(row: Mapping[str, Any]) -> Rank:
    """The rank that a row tells of, with its definition's direction beside it."""
    return Rank(
        row["rankId"] or 0,
        row["title"] or row["name"] or "",
        row["treeDef_id"],
        row["treeDef__fullNameDirection"] or 0,
        bool(row["isEnforced"]),
        bool(row["isInFullName"]),
        row["textBefore"] or "",
        row["textAfter"] or "",
        row["fullNameSeparator"] or "",
    )


def possible(ranks: Iterable[Rank], above: int | None, below: int | None = None) -> list[Rank]:
    """The ranks of a node whose parent has the rank `above` (None: there is no parent), from the highest.

    `below` is the highest rank among its own children.
    """
    fitting = [one for one in ranks if (above is None or one.number > above) and (below is None or one.number < below)]
    fitting.sort(key=lambda one: one.number)
    ends = (place for place, one in enumerate(fitting, 1) if one.is_enforced)
    return fitting[: next(ends, len(fitting))]


def number_for(key: str, name: str, above: int | None, taken: Sequence[int]) -> int | None:
    """The number of a new rank of the tree `key` directly below the rank numbered `above`, or above all others (None).

    `taken` are the numbers of the other ranks. None when there is no number left in between.
    """
    following = min((number for number in taken if above is None or number > above), default=None)
    conventional = CONVENTIONAL.get(key, {}).get(name.strip().lower())
    if conventional is not None and fits(conventional, above, following):
        return conventional
    step = _STEPS.get(key, _STEP)
    if following is None:
        return step if above is None else above + step
    halfway = following // 2 if above is None else (above + following) // 2
    return halfway if fits(halfway, above, following) else None


def fits(number: int, above: int | None, following: int | None) -> bool:
    """Whether a number stands between those of two neighbours."""
    return (above is None or number > above) and (following is None or number < following)


def copy_numbers(tree: TreeTable, ranks: Collection[int]) -> None:
    """Give the nodes of these ranks the numbers of their ranks. One statement."""
    number = "SELECT r.{rank_number} FROM {r} r WHERE r.{rank_id} = {t}.{item}"
    changed = "UPDATE {t} SET {rank} = ({found}) WHERE {item} IN ({ids})"
    executed(tree.sql(changed, found=tree.sql(number), ids=places([*ranks])), [*ranks])
