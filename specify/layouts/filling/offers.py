"""What can be chosen for the few fields that name something of the settings: a table, a field, a format.

In: a `Writer`, a field's table and name, its row. Out: a `PickList` made for it, or None. Kept of Specify 7: the
controls that stand in the form of a pick list for its table, field and record format, and the formats of catalog
numbers in those of a collection and a type of objects.
"""

from specify.datamodel.rows import Row
from specify.layouts.filling.writer import Writer
from specify.resources.picklists import PickList, PickListItem
from specify.text.folding import fold

_OBJECT = "collectionobject"
_RECORD_FORMATS, _FIELD_FORMATS = "DataObjFormatters", "UIFormatters"
_CATALOG_NUMBER_FORMATS = frozenset(
    {("collection", "catalogNumFormatName"), ("collectionobjecttype", "catalogNumberFormatName")}
)


def offered(writer: Writer, table_key: str, name: str, row: Row) -> PickList | None:
    """The values that the settings offer for a field, by what people call them."""
    if (table_key, name) in _CATALOG_NUMBER_FORMATS:
        return _named(name, writer.format_names(_FIELD_FORMATS, _OBJECT))
    if table_key != "picklist":
        return None
    chosen = str(row.get("tableName") or "").lower()
    if name == "tableName":
        return _tables(writer)
    if name == "fieldName":
        return _fields(writer, chosen)
    return _named(name, writer.format_names(_RECORD_FORMATS, chosen)) if name == "formatter" else None


def _named(name: str, names: tuple[str, ...]) -> PickList | None:
    return PickList(name, items=tuple(PickListItem(one, one) for one in names)) if names else None


def _tables(writer: Writer) -> PickList:
    """All tables that hold records of a collection."""
    reader = writer.reader
    found = [PickListItem(reader.captions.table(key), key) for key, one in reader.tables.items() if not one.system]
    return PickList("tables", items=tuple(sorted(found, key=lambda item: fold(str(item.title)))))


def _fields(writer: Writer, table_key: str) -> PickList | None:
    table = writer.reader.tables.get(table_key)
    if table is None:
        return None
    titled = [PickListItem(writer.reader.captions.field(table_key, one), one) for one in table.fields]
    return PickList(f"fields of {table_key}", items=tuple(sorted(titled, key=lambda item: fold(str(item.title)))))
