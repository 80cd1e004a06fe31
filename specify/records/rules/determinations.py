"""Determinations: one of an object's is current, and each knows the accepted name of its taxon.

Kept of Specify 7: a determination that becomes current takes the mark from all others of the object, without raising
their versions; `preferredTaxon` follows the accepted names to their end each time. Kept of its forms: an object with
determinations has a current one; one that is added without a word about it is current; a taxon comes from the tree of
the object's type. An object whose determinations are not touched is left as it is. Changed on purpose: two that are
marked at once are a contradiction to be resolved by a person.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.records.writing.changes import Change, Saving, ids_of

_LONGEST_CHAIN = 100


def before(saving: Saving) -> None:
    """Choose the current one of each object, follow the names, and hold them to the tree."""
    groups: dict[object, list[Change]] = defaultdict(list)
    for change in saving.of("determination", deeds=("make", "change", "delete")):
        if change.owner is None or change.owner.deed != "delete":
            groups[change.now("collectionObject")].append(change)
    elsewhere = _marks_elsewhere(saving, groups)
    for owner, group in groups.items():
        _choose_current(saving, group, elsewhere.get(owner, ()))
    _follow_names(saving)
    if present.has("collectionobjecttype"):
        _hold_to_tree(saving)
        _hold_others_to_tree(saving)


def after(saving: Saving) -> None:
    """Take the mark from the others that are stored."""
    current = [change for change in saving.of("determination") if change.values.get("isCurrent") is True]
    if objects := ids_of(change.now("collectionObject") for change in current):
        others = model("determination")._default_manager.filter(collectionObject_id__in=objects, isCurrent=True)
        others.exclude(pk__in=[change.id for change in current]).update(isCurrent=False)


def _marks_elsewhere(saving: Saving, owners: Iterable[object]) -> Mapping[object, Sequence[bool]]:
    """By object, the marks of its stored determinations that are not in the set."""
    objects = ids_of(owners)
    found: dict[object, list[bool]] = defaultdict(list)
    if objects:
        query = model("determination")._default_manager.filter(collectionObject_id__in=objects)
        others = query.exclude(pk__in=saving.ids("determination"))
        for owner, mark in others.values_list("collectionObject_id", "isCurrent"):
            found[owner].append(bool(mark))
    return found


def _choose_current(saving: Saving, group: Sequence[Change], elsewhere: Sequence[bool]) -> None:
    """Of several that are marked the one marked now counts; two marked now contradict each other."""
    kept = [change for change in group if change.deed != "delete"]
    unsaid = [change for change in kept if change.deed == "make" and change.now("isCurrent") is None]
    if unsaid and not any(change.now("isCurrent") and change.alters("isCurrent") for change in kept):
        unsaid[-1].put("isCurrent", True)
    for change in unsaid:
        change.put("isCurrent", bool(change.now("isCurrent")))
    marked = [change for change in kept if change.now("isCurrent")]
    anew = [change for change in marked if change.alters("isCurrent")]
    for change in anew[1:]:
        saving.refuse(change, "isCurrent", _("Only one determination can be current; leave the mark at one."))
    for change in marked if anew else ():
        if change not in anew:
            change.put("isCurrent", False)
    if not marked and not any(elsewhere) and (kept or elsewhere) and any(_unsettles(change) for change in group):
        saving.refuse(
            (kept or group)[-1], "isCurrent", _("One determination must be current; mark the one that counts.")
        )


def _unsettles(change: Change) -> bool:
    """Whether the change may leave its object without a current determination."""
    if change.deed == "delete":
        return bool(change.before("isCurrent"))
    return change.deed == "make" or change.alters("isCurrent")


def _follow_names(saving: Saving) -> None:
    """Set the accepted name at the end of each taxon's chain; one statement for each step of the longest."""
    changes = list(saving.of("determination"))
    ends = saving.settled(lambda: {change: _accepted(saving, change) for change in changes})
    for change, end in ends.items():
        change.put("preferredTaxon", end)


def _accepted(saving: Saving, change: Change) -> object:
    """The name in use for a taxon; a taxon that is still to be made, or a circle of synonyms, is its own."""
    taxon = here = change.now("taxon")
    for _step in range(_LONGEST_CHAIN):
        row = saving.rows.get("taxon", here) if isinstance(here, int) else None
        following = (row or {}).get("acceptedTaxon_id")
        if following is None or following == here:
            return here
        here = following
    return taxon


def _hold_to_tree(saving: Saving) -> None:
    """Judge the names that are given anew, and those of objects that are to be of another type."""
    named = [change for change in saving.of("determination") if change.alters("taxon") or _is_retyped(saving, change)]
    trees = saving.settled(
        lambda: {
            change: (
                saving.at(change, "taxon", "definition"),
                saving.at(change, "collectionObject", "collectionObjectType", "taxonTreeDef"),
            )
            for change in named
        }
    )
    for change, (given, wanted) in trees.items():
        if given is not None and wanted is not None and given != wanted:
            sentence = _(
                "This name stands in another tree than the one for objects of this type; choose one from that."
            )
            saving.refuse(change, "taxon", sentence)


def _is_retyped(saving: Saving, change: Change) -> bool:
    owner = saving.of_row("collectionobject", change.now("collectionObject"))
    return owner is not None and owner.alters("collectionObjectType")


def _hold_others_to_tree(saving: Saving) -> None:
    """Neither does an object that is to be of another type keep such names where they are not in the set."""
    retyped = [c for c in saving.of("collectionobject", deeds=("change",)) if c.alters("collectionObjectType")]
    trees = saving.settled(lambda: {c.id: saving.at(c, "collectionObjectType", "taxonTreeDef") for c in retyped})
    if not trees:
        return
    query = model("determination")._default_manager.filter(collectionObject_id__in=trees, taxon__isnull=False)
    others = query.exclude(pk__in=saving.ids("determination"))
    strange = {
        owner
        for owner, tree in others.values_list("collectionObject_id", "taxon__definition_id")
        if trees[owner] not in (None, tree)
    }
    for change in retyped:
        if change.id in strange:
            sentence = _("Objects of this type have names of another tree; change the determinations first.")
            saving.refuse(change, "collectionObjectType", sentence)
