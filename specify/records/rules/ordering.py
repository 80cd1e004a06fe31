"""Records in an order, one of them the first among equals: collectors, authors, determiners, addresses and their like.

Kept of Specify 7: a member without an order number goes behind its siblings, counted from 0 or, for authors and members
of groups, from 1; marking one as primary takes the mark from its siblings, and where Specify's server leaves it to its
forms (collectors) it is done here. Kept of its forms: attachments and the like are numbered in the order in which they
are added; a new member is primary when none is; when the primary collector is taken away, the first of those that stay
is primary. Changed on purpose: two members that are marked at once are a contradiction to be resolved by a person.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from specify.datamodel.selecting import rows_by_id
from specify.datamodel.tables import model
from specify.records.rules.attachments import joins
from specify.records.writing.changes import Change, Saving, ids_of

# The table, the way to the owner, the field of the number, and the number of the first.
_ORDERED: tuple[tuple[str, str, str, int], ...] = (
    ("address", "agent", "ordinal", 0),
    ("agentspecialty", "agent", "orderNumber", 0),
    ("author", "referenceWork", "orderNumber", 1),
    ("collectionobjectgroupjoin", "parentCog", "precedence", 0),
    ("collector", "collectingEvent", "orderNumber", 0),
    ("determiner", "determination", "orderNumber", 0),
    ("dnasequencingrun", "dnaSequence", "ordinal", 0),
    ("extractor", "dnaSequence", "orderNumber", 0),
    ("fieldnotebookpageset", "fieldNotebook", "orderNumber", 0),
    ("fundingagent", "collectingTrip", "orderNumber", 0),
    ("groupperson", "group", "orderNumber", 1),
    ("latlonpolygonpnt", "latLonPolygon", "ordinal", 0),
    ("pcrperson", "dnaSequence", "orderNumber", 0),
    ("picklistitem", "pickList", "ordinal", 0),
)
_PRIMARY: Mapping[str, str] = {
    "address": "agent",
    "collector": "collectingEvent",
    "determiner": "determination",
    "fundingagent": "collectingTrip",
}
_HANDED_ON = "collector"
Sibling = dict[str, Any]


def first_number(table_key: str) -> int:
    """The number of the first of the records of a table that belong together."""
    return next((first for table, _way, _field, first in _ORDERED if table == table_key), 0)


def before(saving: Saving) -> None:
    """Number the new members, and leave one primary in each group."""
    attached = tuple((table, way, "ordinal", 0) for table, way in joins().items())
    made = {change.table.key for change in saving.changes if change.deed == "make"}
    for table, way, field, first in (*_ORDERED, *attached):
        if table in made:
            _number(saving, (table, way, field), first)
    for table, way in _PRIMARY.items():
        groups = _groups(saving, table, way)
        siblings = _siblings(saving, table, way, [owner for owner in groups if not _has_mark(groups[owner])])
        for owner, group in groups.items():
            _choose_primary(saving, group, siblings[owner])


def after(saving: Saving) -> None:
    """Take the mark from the stored siblings of a new primary member."""
    for table, way in _PRIMARY.items():
        marked = [change for change in saving.of(table) if change.values.get("isPrimary") is True]
        if owners := ids_of(change.now(way) for change in marked):
            siblings = model(table)._default_manager.filter(**{f"{way}_id__in": owners}, isPrimary=True)
            siblings.exclude(pk__in=[change.id for change in marked]).update(isPrimary=False)


def _number(saving: Saving, ordered: tuple[str, str, str], first: int) -> None:
    table, way, field = ordered
    unnumbered = [change for change in saving.of(table, deeds=("make",)) if change.now(field) is None]
    owners = ids_of(change.now(way) for change in unnumbered)
    last: dict[object, int | None] = {}
    if owners:
        stored = model(table)._default_manager.filter(**{f"{way}_id__in": owners}).exclude(pk__in=saving.ids(table))
        last = dict(stored.order_by().values_list(f"{way}_id").annotate(Max(field)))
    for change in saving.of(table):
        number = change.now(field)
        if number is not None:
            known = last.get(change.now(way))
            last[change.now(way)] = number if known is None else max(number, known)
    for change in unnumbered:
        known = last.get(change.now(way))
        last[change.now(way)] = number = first if known is None else known + 1
        change.put(field, number)


def _groups(saving: Saving, table: str, way: str) -> dict[object, list[Change]]:
    """The changed members by owner, but for owners that go themselves."""
    groups: dict[object, list[Change]] = defaultdict(list)
    for change in saving.of(table, deeds=("make", "change", "delete")):
        if change.owner is None or change.owner.deed != "delete":
            groups[change.now(way)].append(change)
    return groups


def _has_mark(group: Sequence[Change]) -> bool:
    return any(change.deed != "delete" and change.now("isPrimary") for change in group)


def _siblings(saving: Saving, table: str, way: str, owners: Sequence[object]) -> Mapping[object, list[Sibling]]:
    """The stored members that are not in the set, by owner."""
    found: dict[object, list[Sibling]] = defaultdict(list)
    if ids := ids_of(owners):
        stored = model(table)._default_manager.filter(**{f"{way}_id__in": ids}).exclude(pk__in=saving.ids(table))
        numbered = ("orderNumber",) if table == _HANDED_ON else ()
        for row in stored.order_by("pk").values("id", f"{way}_id", "isPrimary", *numbered):
            found[row[f"{way}_id"]].append(row)
    return found


def _choose_primary(saving: Saving, group: Sequence[Change], siblings: Sequence[Sibling]) -> None:
    """The one that is marked now counts; without any mark a new one has it, or it is handed on."""
    kept = [change for change in group if change.deed != "delete"]
    anew = [change for change in kept if change.now("isPrimary") and change.alters("isPrimary")]
    for change in anew[1:]:
        saving.refuse(change, "isPrimary", _("Only one of these can be primary; leave the mark at one."))
    for change in kept if anew else ():
        if change not in anew:
            change.put("isPrimary", False)
    unsaid = [change for change in kept if change.deed == "make" and change.now("isPrimary") is None]
    if not _has_mark(group) and not any(sibling["isPrimary"] for sibling in siblings):
        if unsaid:
            unsaid[0].put("isPrimary", True)
        elif any(change.deed == "delete" and change.before("isPrimary") for change in group):
            _hand_on(saving, group[0].table.key, kept, siblings)
    for change in unsaid:
        change.put("isPrimary", change.now("isPrimary") or False)


def _hand_on(saving: Saving, table: str, kept: Sequence[Change], siblings: Sequence[Sibling]) -> None:
    """Mark the first of the collectors that stay."""
    if table != _HANDED_ON:
        return
    heirs: list[tuple[int, Change | int]] = [(one["orderNumber"], one["id"]) for one in siblings]
    heirs += [(change.now("orderNumber"), change) for change in kept]
    _number, heir = min(heirs, key=lambda one: one[0] or 0, default=(0, None))
    if isinstance(heir, Change):
        heir.put("isPrimary", True)
    elif heir is not None:
        (row,) = rows_by_id(table, [heir], locked=True)
        saving.add(table, {"isPrimary": True}, stored=row)
