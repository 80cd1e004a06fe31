"""Which rows of the table that is asked for belong to the collection.

In: the row of that table in a statement, who asks. Out: a test; None where every row belongs. Kept of Specify 7's
queries, which is less than its forms hold to: trees by their definitions, agents and accessions by their division, all
else by the first of collection and discipline that the table names itself. Related rows are not held to anything.
Added: so are those of tables that Specify 7 asks no queries about, such as roles, whose columns are spelled otherwise.
"""

from specify.datamodel.declaring import Field, Relationship
from specify.query.asking import Asking
from specify.query.joining import At
from specify.query.sql import NOTHING, Sql, given, listed, sql

_OF_DIVISION = ("agent", "accession", "repositoryagreement", "exchangein", "exchangeout", "conservdescription")
_RANKS = "treedefitem"


def belongs(row: At, asking: Asking) -> Sql | None:
    """What says that a row is the collection's."""
    key, place = row.key, asking.place
    if key == "accession" and place.is_accessions_global:
        return None
    if row.table.is_tree:
        return _of_trees(row, "definition", asking.definitions(key))
    if key.endswith(_RANKS):
        return _of_trees(row, "treeDef", asking.definitions(key.removesuffix(_RANKS)))
    if key in _OF_DIVISION and "division" in row.table.relationships:
        return sql("{} = {}", row.column("division"), given(place.division_id))
    levels = {
        "collectionid": place.collection_id,
        "collectionmemberid": place.collection_id,
        "disciplineid": place.discipline_id,
    }
    members: tuple[Field | Relationship, ...] = (*row.table.relationships.values(), *row.table.fields.values())
    columns = {(member.column or "").lower().replace("_", ""): member.column or "" for member in members}
    found = next((column for column in levels if column in columns and columns[column] != row.table.id_column), None)
    return sql("{} = {}", row.of(columns[found]), given(levels[found])) if found else None


def _of_trees(row: At, definition: str, ids: tuple[int, ...]) -> Sql:
    return sql("{} IN ({})", row.column(definition), listed(given(one) for one in ids)) if ids else NOTHING
