"""The text by which Specify names what a line is about, from what it is about: `resolve` the other way round.

In: a `Spec`. Out: its string id, and whether the line says that its field is a relationship. Kept of Specify: a
relationship called like its table is left out of the path; a related record is named by its relationship twice. What
Specify cannot name, a count, is spelled like the records that are counted.
"""

from specify.datamodel import present
from specify.datamodel.declaring import Relationship, Table
from specify.query.specs import AGE, ID, Age, Counted, Gathered, Plain, Ranked, Spec
from specify.query.string_ids import Step, StringId

_AS_SPECIFY_6_WRITES = {"author": "Author"}


def spelled(spec: Spec) -> tuple[StringId, bool]:
    """The string id of what a line is about, and whether its field is a relationship."""
    ways = list(spec.ways())
    table, end = spec.table, spec.end
    if isinstance(end, Gathered | Counted):
        ways.append(table.relationships[end.relationship])
        return _string_id(spec.base, ways, end.relationship), True
    if isinstance(end, Plain):
        name = table.id_name if end.name == ID else end.name
        return _string_id(spec.base, ways, f"{name}Numeric{end.part}" if end.part else name), False
    if isinstance(end, Ranked):
        return _string_id(spec.base, ways, _ranked(end, table)), False
    if isinstance(end, Age):
        return _string_id(spec.base, ways, AGE), False
    is_related = bool(ways) and not ways[-1].is_to_many
    return _string_id(spec.base, ways, ways[-1].name if is_related else ""), is_related


def _ranked(end: Ranked, table: Table) -> str:
    """A rank and its column; the name goes without saying, unless the rank ends like a column."""
    if end.name == ID:
        return f"{end.rank} ID"
    last = end.rank.rpartition(" ")[2]
    if end.name == "name" and not (last != end.rank and table.find(last)):
        return end.rank
    return f"{end.rank} {_AS_SPECIFY_6_WRITES.get(end.name, end.name)}"


def _string_id(base: str, ways: list[Relationship], field: str) -> StringId:
    tables = present.tables()
    steps = []
    for way in ways:
        target = tables[way.target.lower()]
        steps.append(Step(target.number, "" if way.name.lower() == target.key else way.name))
    last = ways[-1].target.lower() if ways else base
    return StringId(tables[base].number, tuple(steps), last, field)
