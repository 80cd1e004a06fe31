"""Where simple search looks, and what it shows (Specify's resource `ExpressSearchConfig`).

In: the resource's XML, as Specify 6 and 7 write it. Out: a `Configuration`. Kept of Specify: the resource that counts
is that of the nearest level; tables and related searches each have their place in the order of results; only fields of
the table itself are sought. Read leniently: names in any case, without what this database lacks; what has no place is
last. Changed on purpose: a resource without any table that can be searched counts as none; where nothing is set up, our
own choice holds for every discipline.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.resources.lookup import parsed
from specify.resources.viewer import Viewer
from specify.text.xml import flag, parse

RESOURCE = "ExpressSearchConfig"
MOST_FIELDS = 20
"""In how many fields of one table is sought, and how many are shown at most."""
SOUGHT_KINDS = (
    *("string", "text", "date", "timestamp", "decimal", "double"),
    *("integer", "short", "byte", "long"),
)
_LAST = 2**31 - 1
_USUAL = {
    "collectionobject": ("catalogNumber altCatalogNumber fieldNumber catalogedDate", "fieldNumber collectingEvent"),
    "taxon": ("fullName name commonName", "commonName definitionItem acceptedTaxon"),
    "agent": ("lastName firstName abbreviation", "agentType"),
    "locality": ("localityName namedPlace", "geography"),
    "geography": ("fullName name", "definitionItem parent"),
    "collectingevent": ("stationFieldNumber startDate", "startDate locality"),
    "accession": ("accessionNumber dateAccessioned", "dateAccessioned type"),
    "loan": ("loanNumber loanDate", "loanDate isClosed"),
    "referencework": ("title", "workDate"),
    "storage": ("fullName name", "definitionItem"),
}
_USUAL_RELATED = (10, 7, 6, 5, 41, 13, 12, 11)


@dataclass(frozen=True, slots=True)
class Searched:
    """One table: the fields in which is sought, the fields and relationships that are shown."""

    table_key: str
    fields: tuple[str, ...]
    shown: tuple[str, ...] = ()
    order: int = 0

    @property
    def table(self) -> Table:
        """The table."""
        return present.tables()[self.table_key]


@dataclass(frozen=True, slots=True)
class Configuration:
    """The tables, and the numbers of the related searches that are switched on, in the order of results."""

    tables: tuple[Searched, ...] = ()
    related: tuple[int, ...] = ()
    is_ours: bool = False


def configuration(viewer: Viewer, stamp: str) -> Configuration:
    """What counts for `viewer`: the nearest resource, else our own choice."""
    found = parsed(viewer, stamp, RESOURCE, read)
    return found if found and found.tables else usual()


def usual() -> Configuration:
    """Our own choice, as far as this database has it."""
    tables = []
    for order, (key, (fields, shown)) in enumerate(_USUAL.items()):
        if present.has(key):
            table = present.tables()[key]
            tables.append(Searched(key, sought_in(table, fields.split()), shown_of(table, shown.split()), order))
    return Configuration(tuple(one for one in tables if one.fields), _USUAL_RELATED, is_ours=True)


def read(data: bytes, name: str) -> Configuration:
    """What an `ExpressSearchConfig` resource says."""
    root = parse(data, name)
    found: dict[str, Searched] = {}
    for element in root.iterfind("tables/searchtable"):
        one = _searched(element)
        if one is not None and one.fields:
            found.setdefault(one.table_key, one)
    tables = sorted(found.values(), key=lambda one: one.order)
    return Configuration(tuple(tables), tuple(_related(root)))


def sought_in(table: Table, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the fields that can be sought, as the schema spells them."""
    return tuple(one.name for one in _members(table, names) if isinstance(one, Field) and one.kind in SOUGHT_KINDS)


def shown_of(table: Table, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the fields and relationships that can be shown, as the schema spells them."""
    return tuple(one.name for one in _members(table, names))


def _members(table: Table, names: Iterable[str]) -> Iterator[Field | Relationship]:
    known = (table.find(name.strip()) for name in names)
    found = {one.name: one for one in known if one is not None and not (isinstance(one, Field) and one.secret)}
    yield from list(found.values())[:MOST_FIELDS]


def _searched(element: "etree._Element") -> Searched | None:
    table = present.table((element.findtext("tableName") or "").strip().lower())
    if table is None:
        return None
    fields = sorted(element.iterfind("searchFields/searchfield"), key=lambda one: _number(one, "order"))
    return Searched(
        table.key,
        sought_in(table, _names(fields)),
        shown_of(table, _names(element.iterfind("displayFields/displayfield"))),
        _number(element, "displayOrder"),
    )


def _names(elements: Iterable["etree._Element"]) -> list[str]:
    return [element.findtext("fieldName") or "" for element in elements]


def _related(root: "etree._Element") -> Iterator[int]:
    """The numbers of the related searches that are switched on."""
    known = [one for one in root.iterfind("relatedQueries/relatedquery") if _is_active(one)]
    yield from dict.fromkeys(_number(one, "id") for one in sorted(known, key=lambda one: _number(one, "displayOrder")))


def _is_active(element: "etree._Element") -> bool:
    return flag(element, "isactive") or (element.findtext("isActive") or "").strip().lower() == "true"


def _number(element: "etree._Element", name: str) -> int:
    """A whole number in an element below; without one the last there is."""
    text = (element.findtext(name) or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len(str(_LAST)) else _LAST


def written(chosen: Configuration) -> bytes:
    """The resource as Specify 7 writes it, which Specify 6 reads, too."""
    root = etree.Element("search")
    tables = etree.SubElement(root, "tables")
    for place, one in enumerate(chosen.tables):
        element = _with(etree.SubElement(tables, "searchtable"), tableName=one.table.name, displayOrder=place)
        fields = etree.SubElement(element, "searchFields")
        for order, name in enumerate(one.fields):
            _with(etree.SubElement(fields, "searchfield"), fieldName=name, order=order, sortDirection="None")
        shown = etree.SubElement(element, "displayFields")
        for order, name in enumerate(one.shown):
            _with(etree.SubElement(shown, "displayfield"), fieldName=name, formatter="", order=order)
    queries = etree.SubElement(root, "relatedQueries")
    for place, number in enumerate(chosen.related, start=len(chosen.tables)):
        active = etree.SubElement(queries, "relatedquery", isactive="true", issystem="true")
        _with(active, id=number, displayOrder=place)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _with(element: "etree._Element", **texts: object) -> "etree._Element":
    for name, text in texts.items():
        etree.SubElement(element, name).text = str(text)
    return element
