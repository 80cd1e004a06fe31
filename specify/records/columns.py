"""Which columns the list of a table has.

In: a table and a collection's captions. Out: paths of fields for the columns beside the record's name. The tables
people work with most have chosen ones; the others show their required and then their first visible fields. Nodes of a
tree of which one is to be chosen are told apart by rank, accepted name and parent. A path may follow relationships;
behind a to-many relationship it means the first record in the table's order (the current determination).
"""

from collections.abc import Callable
from dataclasses import dataclass

from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.resources.captions import Captions

CHOSEN = {
    "collectionobject": "determinations.taxon collectingEvent.locality collectingEvent.startDate catalogedDate",
    "determination": "collectionObject determinedDate determiner isCurrent",
    "preparation": "collectionObject prepType countAmt storage",
    "taxon": "author rankId commonName isAccepted",
    "geography": "rankId geographyCode parent",
    "locality": "geography latitude1 longitude1",
    "collectingevent": "startDate locality collectors",
    "agent": "agentType jobTitle email",
    "accession": "dateAccessioned type status",
    "loan": "loanDate currentDueDate isClosed",
}
# The field a table's list is searched and sorted by, the first that the table has.
NAMING = [
    "catalogNumber",
    "fullName",
    "accessionNumber",
    "loanNumber",
    "giftNumber",
    "borrowNumber",
    "invoiceNumber",
    "exchangeOutNumber",
    "exchangeInNumber",
    "permitNumber",
    "deaccessionNumber",
    "disposalNumber",
    "referenceWorkNumber",
    "localityName",
    "lastName",
    "title",
    "collectionName",
    "name",
    "stationFieldNumber",
    "identifier",
]
SHOWN_KINDS = ("string", "date", "integer", "short", "byte", "boolean", "decimal", "timestamp")
HOW_MANY = 4
_RANK = "definitionItem.name"
NEVER_SHOWN = ("version", "guid", "timestampCreated", "timestampModified", "collectionMemberId", "password")


@dataclass(frozen=True, slots=True)
class Path:
    """A way from a record to a value: `steps` of relationships and, last, a field or relationship.

    `is_linked`: the record at its end can be gone to from there.
    """

    text: str
    steps: tuple[Field | Relationship, ...]
    is_linked: bool = False

    @property
    def last(self) -> Field | Relationship:
        """The field or relationship at the end."""
        return self.steps[-1]

    @property
    def is_own_field(self) -> bool:
        """Whether it is a plain field of the record itself, which a list can be sorted by."""
        return len(self.steps) == 1 and isinstance(self.last, Field)

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables it leads to."""
        return tuple(step.target.lower() for step in self.steps if isinstance(step, Relationship))

    @property
    def is_rank(self) -> bool:
        """Whether it ends at the name of the rank of a tree's node."""
        return self.text == _RANK

    @property
    def is_latin(self) -> bool:
        """Whether it ends at a taxon, whose name is set as a scientific one."""
        return isinstance(self.last, Relationship) and self.last.target == "Taxon"


def path_of(table: Table, text: str) -> Path | None:
    """The path `text` from `table`; None where the database lacks a step of it."""
    steps: list[Field | Relationship] = []
    here: Table | None = table
    for name in text.split("."):
        member = here.find(name) if here else None
        if member is None:
            return None
        steps.append(member)
        here = present.table(member.target) if isinstance(member, Relationship) else None
    return Path(text, tuple(steps))


def paths_for(table: Table, captions: Captions, readable: Callable[[str], bool]) -> list[Path]:
    """The columns beside the name; none that leads through a table the person may not read."""
    if chosen := CHOSEN.get(table.key):
        paths = [path for text in chosen.split() if (path := path_of(table, text))]
        return [path for path in paths if all(readable(key) for key in path.tables)]
    naming = naming_field(table)
    fields = [f for f in table.fields.values() if _is_shown(table, f, captions) and f is not naming]
    fields.sort(key=lambda field: not field.required)
    return [Path(field.name, (field,)) for field in fields[:HOW_MANY]]


def choosing_paths(table: Table, captions: Captions, readable: Callable[[str], bool]) -> list[Path]:
    """The columns for records of which one is to be chosen."""
    if not table.is_tree:
        return paths_for(table, captions, readable)
    names = (_RANK, f"accepted{table.name}", "parent", "commonName")
    return [path for name in names if (path := path_of(table, name)) and all(readable(key) for key in path.tables)]


def owners(table: Table, beside: str = "") -> list[Relationship]:
    """The relationships to records that such a record is a part of, but for the one of that name."""
    ways = (way for way in table.relationships.values() if way.column and way.other and way.name != beside)
    return [way for way in ways if (own := present.tables()[way.target.lower()].find(way.other or "")) and _has(own)]


def _has(own: Field | Relationship) -> bool:
    return isinstance(own, Relationship) and own.dependent


def _is_shown(table: Table, field: Field, captions: Captions) -> bool:
    technical = field.name in NEVER_SHOWN
    precision = field.name.endswith("Precision")
    hidden = captions.item(table.key, field.name).is_hidden
    return field.kind in SHOWN_KINDS and not technical and not precision and not hidden


def naming_field(table: Table) -> Field | None:
    """The field the list is searched and sorted by; None when the table has no such field."""
    return next((table.fields[name] for name in NAMING if name in table.fields), None)
