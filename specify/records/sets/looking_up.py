"""Looks up records by numbers that were typed, for a record set to be made of them.

In: a visit, a numbered field, numbers as they are stored. Out: the records of the collection that have them, in the
order of the numbers; the numbers that none has, and those that several have. Two statements for ten thousand numbers.
Numbered are the fields for which a format is set up, and the catalog number without one, too. Numbers are equal as
texts are to Specify: whatever their capitals and accents.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from specify.datamodel import present
from specify.datamodel.declaring import Field, Table
from specify.datamodel.tables import model
from specify.query.matching import can_be_compared
from specify.resources.field_formats import FieldFormat, field_formats, format_for
from specify.security.entering import Visit
from specify.security.scoping import in_scope
from specify.text.folding import fold

_AT_ONCE = 5000
_CATALOG_NUMBER = ("collectionobject", "catalogNumber")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A field that has numbers of records, and the format they are stored in, if there is one."""

    table: Table
    field: Field
    format: FieldFormat | None

    @property
    def key(self) -> str:
        """What forms and addresses call it."""
        return f"{self.table.key}.{self.field.name}"


@dataclass(frozen=True, slots=True)
class LookedUp:
    """The records that have the numbers, each once; the numbers of none; those of several, with how many."""

    ids: tuple[int, ...]
    missing: tuple[str, ...]
    several: tuple[tuple[str, int], ...]


def numbered_fields(visit: Visit) -> tuple[Numbered, ...]:
    """The numbered fields of all tables that the person may read; the catalog number comes first."""
    captions = visit.captions
    found = [one for table in present.tables().values() for one in numbered_in(visit, table)]
    titles = {one.key: (captions.table(one.table.key), captions.field(one.table.key, one.field.name)) for one in found}
    return tuple(sorted(found, key=lambda one: ((one.table.key, one.field.name) != _CATALOG_NUMBER, titles[one.key])))


def numbered_in(visit: Visit, table: Table) -> list[Numbered]:
    """The numbered fields of one table, none where the person may not read it."""
    if not visit.rights.readable(table.key):
        return []
    known, captions = field_formats(visit.viewer, visit.stamp), visit.captions
    return [
        Numbered(table, field, format_for(visit.viewer, visit.stamp, table.key, field.name))
        for field in table.fields.values()
        if field.kind == "string"
        and not field.secret
        and ((table.key, field.name) == _CATALOG_NUMBER or captions.item(table.key, field.name).format in known)
    ]


def look_up(visit: Visit, numbered: Numbered, numbers: Sequence[str]) -> LookedUp:
    """The records here that have these numbers."""
    having: dict[str, list[int]] = {}
    name, rows = numbered.field.name, model(numbered.table.key)._default_manager
    asked = [number for number in numbers if can_be_compared(number)]
    for start in range(0, len(asked), _AT_ONCE):
        some = {f"{name}__in": asked[start : start + _AT_ONCE]}
        found = rows.filter(in_scope(numbered.table, visit.place), **some).order_by("pk")
        for number, record_id in found.values_list(name, "pk"):
            having.setdefault(fold(number), []).append(record_id)
    ids = (record_id for number in numbers for record_id in having.get(fold(number), ()))
    several = ((number, len(having.get(fold(number), ()))) for number in numbers)
    return LookedUp(
        ids=tuple(dict.fromkeys(ids)),
        missing=tuple(number for number in numbers if fold(number) not in having),
        several=tuple((number, many) for number, many in several if many > 1),
    )
