"""To which level of the institution a record belongs: collection, discipline, division or the institution itself.

In: a table, and for one record how to look at it. Out: the level, or the level with its id. Attachments carry it,
uniqueness rules hold within it. Kept of Specify 7: its order (division before discipline before collection), which is
not the order in which rows are shown, and its exceptions: accessions of the whole institution, pages of notebooks by
their notebook, conservation events by what they treat, trees by their definition.
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from specify.datamodel.declaring import Table
from specify.resources.place import Place

Level = Literal["collection", "discipline", "division", "institution"]
Columns = tuple[tuple[tuple[str, ...], Level], ...]
"""Ways of names that may lead to an owner, in the order in which they are asked, and what stands at their end."""

SCOPE_TYPES: Mapping[Level, int] = {"collection": 0, "discipline": 1, "division": 2, "institution": 3}
_OF_DISCIPLINES: Columns = ((("discipline",), "discipline"),)
_FIXED: Mapping[str, Columns] = {
    "conservevent": ((("conservDescription", "division"), "division"),),
    "fieldnotebookpage": (
        (("pageSet", "fieldNotebook", "discipline"), "discipline"),
        (("discipline",), "discipline"),
    ),
    "gift": _OF_DISCIPLINES,
    "loan": _OF_DISCIPLINES,
    "permit": (),
    "referencework": (),
    "storage": ((("definition", "institution"), "institution"),),
}
_OF_TREES: Columns = ((("definition", "discipline"), "discipline"),)
_USUAL: Columns = (
    (("division",), "division"),
    (("discipline",), "discipline"),
    (("collectionMemberId",), "collection"),
    (("collectionMember",), "collection"),
    (("collection",), "collection"),
)


def level_of(table: Table, place: Place) -> Level:
    """The level at which records of a table are found, as a rule."""
    return next((level for _way, level in _columns(table, place)), "institution")


def owner_of(table: Table, place: Place, at: Callable[..., Any]) -> tuple[Level, int]:
    """The level of one record and the id there; `at` tells what stands at the end of a way of names."""
    columns = _columns(table, place)
    for way, level in columns:
        found = at(*way)
        if isinstance(found, int):
            return level, found
    if columns == _OF_TREES:  # a database of Specify 6 does not say whose a definition is
        return "discipline", place.discipline_id
    return "institution", place.institution_id


def _columns(table: Table, place: Place) -> Columns:
    if table.key == "accession" and place.is_accessions_global:
        return ()
    if table.key in _FIXED:
        return _FIXED[table.key]
    if table.is_tree:
        return _OF_TREES
    return tuple((way, level) for way, level in _USUAL if table.find(way[0]) is not None)
