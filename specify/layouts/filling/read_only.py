"""Which fields of a form can only be looked at.

In: an `Asked`. Out: yes or no. Kept of Specify 7: the layout's `readonly`; what the program keeps up to date itself;
whatever stands in a record that is no part of this one; what one has no right to change. A form for searching asks
for what the program keeps, too. On purpose otherwise: of a part that is not stored yet (the attributes of an object)
the fields are open, since filling them in is what makes it; versions, signatures, guids and the numbering of trees are
the program's as well.
"""

from specify.datamodel.declaring import Field, Relationship, Table
from specify.layouts.filling.asked import Asked

# Fields that Specify 7 marks read only on every table (schemaOverrides), and those that nobody but a program writes.
_EVERYWHERE = frozenset({"id", "timestampCreated", "timestampModified", "version", "createdByAgent", "modifiedByAgent"})
# What is reckoned from the tree itself, or changed by synonymizing; the alias is that of the accepted name.
_IN_TREES = frozenset({"isAccepted", "fullName", "nodeNumber", "highestChildNodeNumber", "rankId"})
_ACCEPTED = "acceptedParent"
# What is counted in the sequence, and what would give every node of a tree another full name.
_BY_TABLE = {
    "dnasequence": frozenset({"totalResidues", "compA", "compC", "compG", "compT", "ambiguousResidues"}),
    "specifyuser": frozenset({"isAdmin"}),
}
_TREE_DEFINITION, _DIRECTION = "treedef", "fullNameDirection"
# Given by the program to all rows but those of trees whose names come with a guid from elsewhere.
_GUID, _GIVEN_GUIDS = "guid", frozenset({"taxon", "geography"})
_NEVER_TYPED = frozenset({"blob", "json"})


def is_only_looked_at(asked: Asked) -> bool:
    """Whether the field cannot be entered here."""
    if asked.writer.mode == "view" or asked.pair.control.read_only or _is_untypable(asked):
        return True
    if asked.is_search:
        return any(step.computed for step in asked.path.steps)
    return is_kept_by_program(asked) or _is_of_another_record(asked) or not _may(asked)


def _is_untypable(asked: Asked) -> bool:
    """Whether there is no text for it: records that name this one, bytes, a password (which has a page of its own)."""
    member = asked.member
    if isinstance(member, Relationship):
        return member.is_to_many or not member.column
    return member.kind in _NEVER_TYPED or member.secret


def is_kept_by_program(asked: Asked) -> bool:
    """Whether a program alone writes the field."""
    return is_written_by_program(asked.writer.reader.tables[asked.path.table], asked.member)


def is_written_by_program(table: Table, member: Field | Relationship) -> bool:
    """Whether a program alone writes that field of a table."""
    key, name = table.key, member.name
    if name in _EVERYWHERE or name in _BY_TABLE.get(key, ()) or (name == _GUID and key not in _GIVEN_GUIDS):
        return True
    if key.endswith(_TREE_DEFINITION):
        return name == _DIRECTION
    return table.is_tree and (name in _IN_TREES or table.find(_ACCEPTED) == member)


def _is_of_another_record(asked: Asked) -> bool:
    """Whether a step leads out of the record and what lives and dies with it, or it ends in such a part as a whole."""
    tables = asked.writer.reader.tables
    ways = ((step.table, tables[step.table].relationships.get(step.name)) for step in asked.path.steps)
    if any(way is None or not asked.writer.owns(table, way) for table, way in ways):
        return True
    return isinstance(asked.member, Relationship) and asked.writer.owns(asked.path.table, asked.member)


def _may(asked: Asked) -> bool:
    """Whether one has the right; those on single fields are about changing what is stored."""
    table = asked.path.table
    if not asked.there.get("id"):
        return asked.writer.may(table, "create")
    return asked.writer.may(table, "update") and asked.writer.may_change(table, asked.member.name)
