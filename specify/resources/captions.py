"""What an institution calls its tables and fields, and what it has set up for each field.

In: a viewer and the settings stamp. Out: `Captions` of the viewer's discipline and language, read in two statements
for all tables and kept under the stamp. Kept of Specify: the order of languages (language with country, language,
English) and entities in names. Changed on purpose: a field without any name gets one by rule, its system name cut at
the capitals, and of containers or items that stand there twice the first one with content counts, always the same
one.
"""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet, Value

from specify.datamodel import present, tables
from specify.resources.stamp import remember
from specify.resources.viewer import Viewer

CORE_SCHEMA = 0
ENGLISH = "en"
_TABLE_ITSELF = ""

# Words of system names that the rule of capitals would spoil.
_WORDS = {
    "Ggbn": "GGBN",
    "Guid": "GUID",
    "Sra": "SRA",
    "Uri": "URI",
    "Url": "URL",
    "Dna": "DNA",
    "Rna": "RNA",
    "Igsn": "IGSN",
    "Isbn": "ISBN",
    "Issn": "ISSN",
    "Id": "ID",
    "Doi": "DOI",
    "Ipr": "IPR",
    "Lsid": "LSID",
    "Utm": "UTM",
    "Hrs": "hours",
    "Pcr": "PCR",
    "Tsn": "TSN",
    "Gbif": "GBIF",
    "Cog": "COG",
    "Sp": "",
}
_CUT = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")


@dataclass(frozen=True)
class Item:
    """What is set up for one field: names of a field format, a pick list and a web link; marks that forms heed."""

    format: str = ""
    is_ui_formatter: bool = False
    pick_list: str = ""
    web_link: str = ""
    is_required: bool = False
    is_hidden: bool = False


NOTHING_SET_UP = Item()
# Hard-wired in Specify 7, whatever the institution has set up.
_ALWAYS: Mapping[tuple[str, str], Mapping[str, bool]] = {
    ("attachment", "tableid"): {"is_required": False},
    ("specifyuser", "password"): {"is_hidden": True},
}


@dataclass
class _Entry:
    """What is known of one field, or of a table under the name ''."""

    name: str = ""
    description: str = ""
    item: Item = NOTHING_SET_UP


@dataclass(frozen=True)
class Captions:
    """Names, descriptions and settings of tables and fields; tables by key, fields by name in any case."""

    entries: Mapping[tuple[str, str], _Entry] = field(repr=False)
    formats: Mapping[str, str] = field(repr=False)
    aggregators: Mapping[str, str] = field(repr=False)

    def table(self, table_key: str) -> str:
        """What the table is called."""
        entry = self.entries.get((table_key.lower(), _TABLE_ITSELF))
        if entry and entry.name:
            return entry.name
        known = present.table(table_key)
        return by_rule(known.name if known else table_key)

    def field(self, table_key: str, field_name: str) -> str:
        """What the field or relationship is called."""
        entry = self.entries.get((table_key.lower(), field_name.lower()))
        if entry and entry.name:
            return entry.name
        table = present.table(table_key)
        known = table.find(field_name) if table else None
        return by_rule(known.name if known else field_name)

    def description(self, table_key: str, field_name: str = _TABLE_ITSELF) -> str:
        """The field's description, or the table's; empty where there is none of its own."""
        entry = self.entries.get((table_key.lower(), field_name.lower()))
        return entry.description if entry else ""

    def item(self, table_key: str, field_name: str) -> Item:
        """What is set up for the field; nothing, where nothing is."""
        entry = self.entries.get((table_key.lower(), field_name.lower()))
        return entry.item if entry else NOTHING_SET_UP

    def is_hidden(self, table_key: str) -> bool:
        """Whether the table is kept out of pickers."""
        return self.item(table_key, _TABLE_ITSELF).is_hidden

    def table_format(self, table_key: str) -> str:
        """The name of the record formatter set up for the table, or ''."""
        return self.formats.get(table_key.lower(), "")

    def table_aggregator(self, table_key: str) -> str:
        """The name of the aggregator set up for the table, or ''."""
        return self.aggregators.get(table_key.lower(), "")


def captions(viewer: Viewer, stamp: str) -> Captions:
    """The captions of the viewer's discipline in the viewer's language."""
    discipline_id, language = viewer.place.discipline_id, viewer.language.lower()
    return remember(stamp, ("captions", discipline_id, language), lambda: _read(discipline_id, language))


def by_rule(system_name: str) -> str:
    """A caption made of a system name: cut at the capitals, abbreviations as they are written."""
    words = [_WORDS.get(word.capitalize(), word) for word in _CUT.findall(system_name)]
    shown = [word if word.isupper() else word.capitalize() for word in words if word]
    return " ".join(shown) or system_name


def _read(discipline_id: int, language: str) -> Captions:
    containers, items = _containers_and_items(discipline_id)
    entries: dict[tuple[str, str], _Entry] = {}
    names: dict[tuple[str, int], _Entry] = {}
    for container in containers.values():
        entry = entries[container["name"], _TABLE_ITSELF] = _Entry(item=Item(is_hidden=bool(container["isHidden"])))
        names["container", container["id"]] = entry
    for row in items:
        key = (containers[row["id"]]["name"], row["items__name"].lower())
        if key not in entries:
            entries[key] = names["item", row["items__id"]] = _Entry(item=_item(row, key))
    _name(names, _texts(discipline_id, language), language)
    formats = {one["name"]: one["format"] for one in containers.values() if one["format"]}
    aggregators = {one["name"]: one["aggregator"] for one in containers.values() if one["aggregator"]}
    return Captions(entries, formats, aggregators)


def _containers_and_items(discipline_id: int) -> tuple[dict[int, dict[str, Any]], list[dict[str, Any]]]:
    """The one container of each table, by id, and the items in them."""
    query = tables.SpLocaleContainer.objects.filter(discipline_id=discipline_id, schemaType=CORE_SCHEMA)
    of_items = ("id", "name", "format", "isHidden", "isRequired", "isUIFormatter", "pickListName", "webLinkName")
    rows = list(
        query.order_by("id", "items__id").values(
            *("id", "name", "format", "aggregator", "isHidden"), *(f"items__{name}" for name in of_items)
        )
    )
    counting: dict[str, dict[str, Any]] = {}
    for row in rows:
        name = row["name"].lower()
        known = counting.get(name)
        if known is None or (known["items__id"] is None and row["items__id"] is not None):
            counting[name] = {**row, "name": name}
    containers = {row["id"]: row for row in counting.values()}
    return containers, [row for row in rows if row["id"] in containers and row["items__id"] is not None]


def _item(row: Mapping[str, Any], key: tuple[str, str]) -> Item:
    marks = {
        "is_ui_formatter": bool(row["items__isUIFormatter"]),
        "is_required": bool(row["items__isRequired"]),
        "is_hidden": bool(row["items__isHidden"]),
    }
    return Item(
        format=row["items__format"] or "",
        pick_list=row["items__pickListName"] or "",
        web_link=row["items__webLinkName"] or "",
        **{**marks, **_ALWAYS.get(key, {})},
    )


def _texts(discipline_id: int, language: str) -> QuerySet[Any, Any]:
    """All names and descriptions in the language and in English, in the order in which `_name` unpacks them."""
    spoken = {language[:2], ENGLISH}
    rows = tables.SpLocaleItemStr.objects.filter(language__in=sorted(spoken)).order_by()
    parts = []
    for owner, kind, way in (
        ("containerName", "container", ""),
        ("containerDesc", "container", ""),
        ("itemName", "item", "__container"),
        ("itemDesc", "item", "__container"),
    ):
        of_ours = {f"{owner}{way}__discipline_id": discipline_id, f"{owner}{way}__schemaType": CORE_SCHEMA}
        part = rows.filter(**of_ours).annotate(kind=Value(kind), which=Value(owner[-4:]), owner=F(f"{owner}_id"))
        parts.append(part.values_list("kind", "owner", "which", "language", "country", "variant", "id", "text"))
    return parts[0].union(*parts[1:], all=True)


def _name(names: Mapping[tuple[str, int], _Entry], texts: Iterable[tuple[Any, ...]], language: str) -> None:
    """Give each entry the best of its texts: the lowest rank, then the lowest id."""
    best: dict[tuple[str, int, str], tuple[int, int]] = {}
    for kind, owner, which, spoken, country, variant, identity, text in texts:
        entry, rank = names.get((kind, owner)), _rank(f"{spoken}-{country or ''}".lower(), bool(variant), language)
        if entry is None or rank is None or not text.strip():
            continue
        if best.get((kind, owner, which), (9, 0)) > (rank, identity):
            best[kind, owner, which] = (rank, identity)
            setattr(entry, "name" if which == "Name" else "description", html.unescape(text).strip())


def _rank(spoken: str, has_variant: bool, language: str) -> int | None:
    """How good a text in `spoken` is to a reader of `language`: 0 the best, None useless."""
    if has_variant:
        return None
    wanted = [language.replace("_", "-"), f"{language[:2]}-", f"{ENGLISH}-"]
    return wanted.index(spoken) if spoken in wanted else None
