"""What of a record a copy of it has.

In: a visit and a table. Out: names of fields and relationships. Kept of Specify 7: neither what must be unique (by the
rules that hold here, or by the database), nor guids, moments, versions and signatures, nor files, nor the preparations
of a loan and its like, nor the user behind an agent are copied, and of marks that say what is current only that of
determinations; records of its organisation, trees and groups are not copied at all. On purpose otherwise: a number that
saving gives is not copied, be it unique or not, so that the copy gets one of its own; no copy is a member of a group;
record sets are united, not copied; what a program reckons from other records (the places in a tree, accepted names) is
left to it.
"""

from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.layouts.filling.opening import owning
from specify.layouts.filling.read_only import is_written_by_program
from specify.records.writing.uniqueness import LEVELS, OWNERS, rules_for
from specify.resources.field_formats import field_formats
from specify.security.entering import Visit

_ALONE = frozenset(
    {
        "attachment",
        "collection",
        "collectionobjectgroup",
        "collectionobjectgroupjoin",
        "discipline",
        "division",
        "geographytreedef",
        "geologictimeperiodtreedef",
        "geologictimeperiodtreedefitem",
        "institution",
        "lithostrattreedef",
        "recordset",
        "specifyuser",
        "storagetreedef",
        "taxontreedef",
        "tectonicunittreedef",
    }
)
_LENT = frozenset({"disposalpreparation", "exchangeinprep", "exchangeoutprep", "giftpreparation", "loanpreparation"})
_JOIN, _ATTACHED, _CURRENT = "collectionobjectgroupjoin", "attachment", "isCurrent"


def is_copyable(table: Table) -> bool:
    """Whether there are copies of the records of a table."""
    return table.key not in _ALONE


def copyable(visit: Visit, table: Table) -> tuple[Field | Relationship, ...]:
    """The fields of a record that a copy has, and the relationships to records of which there is to be no copy."""
    unique = unique_names(visit, table)
    found: list[Field | Relationship] = [
        field for field in table.fields.values() if not (field.secret or _is_numbered(visit, table, field))
    ]
    found += [way for way in table.relationships.values() if way.column and not _owns(visit, table, way)]
    return tuple(one for one in found if one.name not in unique and not is_written_by_program(table, one))


def copied_along(visit: Visit, table: Table) -> tuple[Relationship, ...]:
    """The relationships to what lives and dies with a record, as far as it is copied along."""
    return tuple(
        way
        for way in table.relationships.values()
        if _owns(visit, table, way) and present.has(way.target.lower()) and not _is_left(way.target.lower())
    )


def unique_names(visit: Visit, table: Table) -> frozenset[str]:
    """The fields and relationships that no two records may have in common, whoever owns them."""
    names = {"guid", *(field.name for field in table.fields.values() if field.unique)}
    for key in table.unique:
        if own := set(key) - OWNERS:
            names |= own if all(name in table.fields for name in own) else set()
    for rule in rules_for(visit.place, visit.stamp).get(table.key, ()):
        if all(scope.rpartition("__")[2] in LEVELS for scope in rule.scopes):
            members = (table.find(path.partition("__")[0]) for path in rule.fields)
            names |= {member.name for member in members if member}
    if table.key == "agent":
        names.add("specifyUser")
    return frozenset(names if table.key == "determination" else {*names, _CURRENT})


def _owns(visit: Visit, table: Table, way: Relationship) -> bool:
    return owning(visit.place)(table.key, way)


def _is_left(target: str) -> bool:
    return target.endswith(_ATTACHED) or target in _LENT or target == _JOIN


def _is_numbered(visit: Visit, table: Table, field: Field) -> bool:
    """Whether saving gives numbers to the field, by the format that is set up for it."""
    name = visit.captions.item(table.key, field.name).format if field.kind == "string" else ""
    found = field_formats(visit.viewer, visit.stamp).get(name) if name else None
    return bool(found and found.is_numbered)
