"""Pick lists: the values an institution offers for a field, and their titles.

In: a viewer, the settings stamp and a name. Out: a `PickList`; those of one collection are read in two statements and
kept under the stamp. Kept of Specify: a list of the collection comes before one of that name elsewhere; an item
without a value has its title for one; numeric codes (`0` Variant, `1` Vernacular) are values like others; a few
fields have lists built into the program. Lists of type 1 (the rows of a table) and 2 (the values of a field) show
records, which nobody keeps here: only what they are made of is told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from specify.datamodel import tables
from specify.resources.stamp import remember
from specify.resources.viewer import Viewer
from specify.text.folding import fold


class Kind(IntEnum):
    """Where a pick list's choices come from."""

    ITEMS = 0
    TABLE = 1
    FIELD = 2


class Sorting(IntEnum):
    """In what order the items stand."""

    NONE = 0
    TITLE = 1
    ORDINAL = 2


@dataclass(frozen=True)
class PickListItem:
    """One choice: what is shown and what is stored."""

    title: "str | Promise"
    value: str


@dataclass(frozen=True)
class PickList:
    """A pick list. `limit` 0 means none; `items` are in the order in which they are offered."""

    name: str
    kind: Kind = Kind.ITEMS
    id: int | None = None
    table_key: str = ""
    field_name: str = ""
    formatter: str = ""
    filter_field: str = ""
    filter_value: str = ""
    is_read_only: bool = True
    limit: int = 0
    sorting: Sorting = Sorting.NONE
    items: tuple[PickListItem, ...] = field(default=(), repr=False)

    @cached_property
    def _titles(self) -> Mapping[str, "str | Promise"]:
        return {item.value: item.title for item in reversed(self.items)}

    @cached_property
    def _folded_titles(self) -> Mapping[str, "str | Promise"]:
        return {fold(item.value): item.title for item in reversed(self.items)}

    def title_of(self, value: object) -> str | None:
        """The title of a stored value, or None when the list does not have it."""
        text = str(int(value)) if isinstance(value, bool) else str(value)
        title = self._titles.get(text)
        if title is None:
            title = self._folded_titles.get(fold(text))
        return None if title is None else str(title)


PickLists = Mapping[str, PickList]


def _fixed(name: str, *titles: tuple[int | str, "str | Promise"]) -> PickList:
    return PickList(name, items=tuple(PickListItem(title, str(value)) for value, title in titles))


_DIRECTION = _fixed("FullNameDirection", (1, _("Forward")), (-1, _("Reverse")))
_TREES = ("taxon", "geography", "storage", "geologictimeperiod", "lithostrat", "tectonicunit")
BUILT_IN: Mapping[tuple[str, str], PickList] = {
    ("agent", "agenttype"): _fixed(
        "AgentType", (0, _("Organization")), (1, _("Person")), (2, _("Other")), (3, _("Group"))
    ),
    ("specifyuser", "usertype"): _fixed(
        "UserType",
        ("Manager", _("Manager")),
        ("FullAccess", _("Full access")),
        ("LimitedAccess", _("Limited access")),
        ("Guest", _("Guest")),
    ),
    ("picklist", "type"): _fixed(
        "PickListType", (0, _("Items of its own")), (1, _("Rows of a table")), (2, _("Values of a field"))
    ),
    ("picklist", "sorttype"): _fixed("PickListSort", (0, _("As entered")), (1, _("By title")), (2, _("By number"))),
    ("collectionobjectgrouptype", "type"): _fixed(
        "GroupType", ("Discrete", _("Discrete")), ("Consolidated", _("Consolidated")), ("Drill Core", _("Drill core"))
    ),
    **{(f"{tree}treedef", "fullnamedirection"): _DIRECTION for tree in _TREES},
}


def built_in(table_key: str, field_name: str) -> PickList | None:
    """The list built into the program for a field, or None."""
    return BUILT_IN.get((table_key.lower(), field_name.lower()))


def pick_list(viewer: Viewer, stamp: str, name: str) -> PickList | None:
    """The pick list of that name for the viewer's collection, else another collection's; None when there is none."""
    return pick_lists(viewer, stamp).get(fold(name))


def pick_lists(viewer: Viewer, stamp: str) -> PickLists:
    """All pick lists that count in the viewer's collection, by folded name."""
    collection_id = viewer.place.collection_id
    return remember(stamp, ("pick lists", collection_id), lambda: _read(collection_id))


def _read(collection_id: int) -> PickLists:
    chosen: dict[str, Mapping[str, Any]] = {}
    for row in tables.PickList.objects.order_by("id").values():
        key = fold(row["name"])
        known = chosen.get(key)
        if known is None or (row["collection_id"] == collection_id != known["collection_id"]):
            chosen[key] = row
    with_items = [row["id"] for row in chosen.values() if _kind(row) is Kind.ITEMS]
    items: dict[int, list[tuple[int, str, str]]] = {}
    query = tables.PickListItem.objects.filter(pickList_id__in=with_items).order_by("id")
    for list_id, ordinal, title, value in query.values_list("pickList_id", "ordinal", "title", "value"):
        items.setdefault(list_id, []).append((ordinal or 0, title or value or "", value or title or ""))
    return {key: _pick_list(row, items.get(row["id"], [])) for key, row in chosen.items()}


def _pick_list(row: Mapping[str, Any], items: Iterable[tuple[int, str, str]]) -> PickList:
    sorting = Sorting(row["sortType"]) if row["sortType"] in set(Sorting) else Sorting.NONE
    if sorting is Sorting.TITLE:
        items = sorted(items, key=lambda item: fold(item[1]))
    elif sorting is Sorting.ORDINAL:
        items = sorted(items, key=lambda item: item[0])
    return PickList(
        name=row["name"],
        kind=_kind(row),
        id=row["id"],
        table_key=(row["tableName"] or "").lower(),
        field_name=row["fieldName"] or "",
        formatter=row["formatter"] or "",
        filter_field=row["filterFieldName"] or "",
        filter_value=row["filterValue"] or "",
        is_read_only=bool(row["readOnly"]),
        limit=max(row["sizeLimit"] or 0, 0),
        sorting=sorting,
        items=tuple(PickListItem(title, value) for _ordinal, title, value in items),
    )


def _kind(row: Mapping[str, Any]) -> Kind:
    return Kind(row["type"]) if row["type"] in set(Kind) else Kind.ITEMS
