"""The ranks of the six trees: each hangs on the one above it, and nodes follow when one changes.

Kept of Specify 7: a new rank without a number gets one (see `specify.nodes.ranks`); without a parent it stands below
the next higher one; the rank below it hangs on it from then on. The highest rank of a tree is not deleted; those below
a rank that is deleted hang on the one above it. Full names of the whole tree are written anew. Kept of Specify 6: a
rank with nodes is not deleted.

Changed on purpose: full names are only written anew where they can differ; nodes take over a rank's new number at once;
a number that another rank has, or that does not stand between those of the neighbours, is refused; the highest rank
keeps its number; a new highest rank stands above the former one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from specify.datamodel.selecting import rows_by_id
from specify.datamodel.tables import model
from specify.nodes.chains import hold_tree
from specify.nodes.full_names import rewrite_tree
from specify.nodes.ranks import copy_numbers, number_for
from specify.nodes.tree_tables import TreeTable, tree_tables
from specify.records.writing.changes import Change, Saving, ids_of

_PLACING = ("rankId", "parent", "treeDef")
IN_NAMES = ("isInFullName", "textBefore", "textAfter", "fullNameSeparator")
"""What a rank gives to the full names of nodes."""
Member = int | Change
"""A stored rank that stays as it is, by its id; or the change that makes or alters one."""


@dataclass(slots=True)
class _Ladder:
    """The ranks of one definition as they will be: numbers and parents."""

    saving: Saving
    tree: TreeTable
    numbers: dict[Member, int]
    parents: dict[Member, Member | None]
    locked: bool

    def member(self, value: object) -> Member | None:
        """The rank behind the value of a relationship."""
        if isinstance(value, Change):
            return value
        return self.saving.of_row(self.tree.ranks.key, value) or value if isinstance(value, int) else None

    def next_above(self, number: int | None) -> Member | None:
        """The lowest rank above that number; of all ranks where there is no number."""
        above = [one for one, its in self.numbers.items() if number is None or its < number]
        return max(above, key=self.numbers.__getitem__, default=None)

    def below(self, one: Member | None) -> list[Member]:
        """The ranks that hang on a rank; without one those that hang on none."""
        return [other for other, parent in self.parents.items() if parent == one]

    def hang(self, lower: Member, upper: Member) -> None:
        """Let a rank hang on another."""
        self.parents[lower] = upper
        value = upper.id if isinstance(upper, Change) and upper.stored is not None else upper
        if isinstance(lower, Change):
            lower.put("parent", value)
            return
        for row in rows_by_id(self.tree.ranks.key, [lower], locked=self.locked):
            self.saving.add(self.tree.ranks.key, {"parent": value}, stored=row)


def before(saving: Saving) -> None:
    """Give new ranks their place, and judge what changes and goes."""
    for tree in tree_tables().values():
        changes = list(saving.of(tree.ranks.key, deeds=("make", "change", "delete")))
        if any(change.deed != "change" or change.alters(*_PLACING, *IN_NAMES) for change in changes):
            hold_tree(tree)
        settle(saving, tree, locked=True)


def settle(saving: Saving, tree: TreeTable, *, locked: bool) -> None:
    """The same for one tree; where it is not `locked`, for a page that only asks, others go on changing it."""
    changes = saving.of(tree.ranks.key, deeds=("make", "change", "delete"))
    placed = [change for change in changes if change.deed != "change" or change.alters(*_PLACING)]
    ladders = _ladders(saving, tree, placed, locked=locked)
    for deed, place in (("delete", _take_out), ("make", _insert), ("change", _judge)):
        for change in placed:
            if change.deed == deed:
                place(ladders[change.now("treeDef")], change)


def after(saving: Saving) -> None:
    """Let nodes take over numbers and full names."""
    for tree in tree_tables().values():
        changes = [change for change in saving.of(tree.ranks.key) if change.stored is not None]
        renumbered = [change.id for change in changes if change.alters("rankId") and change.id is not None]
        if renumbered:
            copy_numbers(tree, renumbered)
        turned = [change for change in saving.of(tree.definitions.key) if change.alters("fullNameDirection")]
        renamed = {change.now("treeDef"): change for change in changes if change.alters(*IN_NAMES)}
        renamed.update({change.id: change for change in turned if change.stored is not None})
        for definition, change in renamed.items():
            too_long = rewrite_tree(tree, definition)
            if too_long is not None:
                sentence = _("A full name would become too long: %(name)s. Let it be made of fewer or shorter texts.")
                saving.refuse(change, "", sentence % {"name": too_long})


def _ladders(saving: Saving, tree: TreeTable, placed: Sequence[Change], *, locked: bool) -> Mapping[object, _Ladder]:
    """The stored ranks of the definitions that are about, as they will be but for new ones. One statement."""
    definitions = {change.now("treeDef") for change in placed}
    found: dict[object, _Ladder] = {one: _Ladder(saving, tree, {}, {}, locked) for one in definitions}
    if ids := ids_of(definitions):
        rows = model(tree.ranks.key)._default_manager.filter(treeDef_id__in=ids).order_by("pk")
        for one, definition, number, parent in rows.values_list("pk", "treeDef_id", "rankId", "parent_id"):
            ladder, change = found[definition], saving.of_row(tree.ranks.key, one)
            ladder.numbers[change or one] = (number if change is None else change.now("rankId")) or 0
            ladder.parents[change or one] = ladder.member(parent if change is None else change.now("parent"))
    return found


def _insert(ladder: _Ladder, change: Change) -> None:
    """Give a new rank its number and parent, and let those below hang on it."""
    if change in ladder.parents:
        return
    parent, number = ladder.member(change.now("parent")), change.now("rankId")
    ladder.parents[change] = parent
    if isinstance(parent, Change) and parent.deed == "make":
        _insert(ladder, parent)
    if parent is None:
        parent = ladder.next_above(number)
    above = None if parent is None else ladder.numbers.get(parent)
    lower = [one for one in ladder.below(parent) if one is not change]
    if number is None or any(ladder.numbers[one] <= number for one in lower if one in ladder.numbers):
        number = number_for(ladder.tree.key, str(change.now("name") or ""), above, [*ladder.numbers.values()])
    if number is None:
        ladder.saving.refuse(change, "rankId", _("There is no number left for a rank there; choose another place."))
        return
    if above is not None and number <= above:
        sentence = _("The number of a rank must be higher than %(above)s, that of the rank above it.")
        ladder.saving.refuse(change, "rankId", sentence % {"above": above})
    change.put("rankId", number)
    change.put("parent", parent)
    ladder.numbers[change], ladder.parents[change] = number, parent
    for one in lower:
        ladder.hang(one, change)


def _judge(ladder: _Ladder, change: Change) -> None:
    """Refuse a changed rank that would not stand between its neighbours."""
    number, parent = ladder.numbers.get(change, 0), ladder.parents.get(change)
    if change.alters("treeDef"):
        ladder.saving.refuse(change, "treeDef", _("A rank stays in its tree."))
        return
    if ladder.below(parent) != [change] or (parent is not None and parent not in ladder.numbers):
        sentence = _("The ranks of a tree stand below each other one by one; choose one that has none below it.")
        ladder.saving.refuse(change, "parent", sentence)
        return
    if parent is None and change.alters("rankId"):
        ladder.saving.refuse(change, "rankId", _("The highest rank of a tree keeps its number."))
        return
    lowest = -1 if parent is None else ladder.numbers[parent]
    highest = min((ladder.numbers[one] for one in ladder.below(change)), default=None)
    if number <= lowest or (highest is not None and number >= highest):
        told = _("The number of a rank must stand between those of the ranks above and below it.")
        ladder.saving.refuse(change, "rankId", told)


def _take_out(ladder: _Ladder, change: Change) -> None:
    """Let the ranks below a deleted one hang on that above it, or refuse."""
    definitions = ladder.saving.of(ladder.tree.definitions.key, deeds=("delete",))
    if any(definition.id == change.before("treeDef") for definition in definitions):
        return
    parent, lower = ladder.parents.pop(change, None), ladder.below(change)
    ladder.numbers.pop(change, None)
    if parent is None:
        ladder.saving.refuse(change, "", _("The highest rank of a tree cannot be deleted."))
    elif len(lower) > 1:
        ladder.saving.refuse(change, "", _("Several ranks stand below this one; let only one stand there first."))
    elif _has_nodes(ladder.tree, change):
        ladder.saving.refuse(change, "", _("There are nodes of this rank; move them to another rank first."))
    else:
        for one in lower:
            ladder.hang(one, parent)


def _has_nodes(tree: TreeTable, change: Change) -> bool:
    """Whether nodes would go with a rank; where they keep it, that is told with all that keeps it."""
    goes_along = tree.nodes.relationships["definitionItem"].on_delete == "cascade"
    return goes_along and model(tree.key)._default_manager.filter(definitionItem_id=change.id).exists()
