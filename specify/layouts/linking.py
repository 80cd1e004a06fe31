"""A field shown with the web link that is set up for it.

In: a `Pair`, a row and a `Reader`. Out: `bound.Value`s. Kept from Specify 7: the definition that the cell names, else
the one set up for the field. On purpose otherwise: the value itself is the link when the address is made of it, and
the definition's description is when it is not; without an address the value stands alone.
"""

from dataclasses import replace

from specify.datamodel.declaring import Field
from specify.datamodel.rows import Row
from specify.layouts.bound import Value
from specify.layouts.form import Pair
from specify.layouts.paths import FieldPath, path_of
from specify.layouts.values import Reader, closed_table, follow, member_values
from specify.resources.weblinks import THIS, WebLink, checked_address


def linked_field(reader: Reader, pair: Pair, row: Row) -> tuple[Value, ...]:
    """The field's values with its web link; the link alone when the cell names no field."""
    there = follow(reader, pair.path, row) if pair.path else None
    values = member_values(reader, pair.path, there) if pair.path and there else ()
    definition = _definition(reader, pair)
    if definition is None:
        return tuple(_as_address(value) for value in values)
    address = definition.address(_values_of(reader, definition, pair, row))
    if not address:
        return values
    if THIS in definition.wanted and len(values) == 1 and values[0].kind == "text":
        return (replace(values[0], kind="web", address=address),)
    return (*values, Value(definition.title, "web", address=address))


def _definition(reader: Reader, pair: Pair) -> WebLink | None:
    named = reader.web_link(pair.control.options.get("weblink", ""))
    if named or pair.path is None or pair.path.member is None:
        return named
    return reader.web_link(reader.captions.item(pair.path.table, pair.path.member.name).web_link)


def _as_address(value: Value) -> Value:
    """A value that is an address itself, as a link."""
    is_address = value.kind == "text" and value.text.startswith(("https://", "http://"))
    address = checked_address(value.text) if is_address else ""
    return Value(value.text, "web", address=address) if address else value


def _values_of(reader: Reader, definition: WebLink, pair: Pair, row: Row) -> dict[str, str]:
    """What the definition asks for; all of it is asked for, so that one round of loading serves it."""
    return {name: _value(reader, definition, (name, pair), row) for name in definition.wanted}


def _value(reader: Reader, definition: WebLink, wanted: tuple[str, Pair], row: Row) -> str:
    name, pair = wanted
    table = reader.tables.get(pair.table)
    path = path_of(table, name, reader.tables) if table else None
    if path is None and name == THIS:
        path = pair.path
    if path is not None:
        return _told(reader, path, row)
    formatter = definition.formatters.get(name)
    return reader.formatting.record(pair.table, row["id"], formatter) or "" if formatter else ""


def _told(reader: Reader, path: FieldPath, row: Row) -> str:
    """The whole value in words; nothing of a table that may not be read."""
    there = None if closed_table(reader, path) else follow(reader, path, row)
    if there is None:
        return ""
    if isinstance(path.member, Field) and path.member.name != "id":
        return reader.formatting.value(path.table, path.member.name, there)
    return "".join(value.latin + value.text for value in member_values(reader, path, there)[:1] if value.kind != "all")
