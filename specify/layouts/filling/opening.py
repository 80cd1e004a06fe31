"""Who fills in a form: a visit in, the `Writer` of its settings and rights out.

Kept from Specify 7: pick lists and field formats are those set up for a field in its discipline, catalog numbers keep
to their collection's format; a collection whose events are embedded owns them, a discipline whose stratigraphy is
embedded owns that of the one table it is set up for. Settings are read once under the stamp.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from specify.datamodel import present
from specify.datamodel.declaring import Relationship
from specify.datamodel.rows import Rows
from specify.layouts.filling.writer import Writer
from specify.layouts.visiting import Visit
from specify.resources.field_formats import FieldFormat, field_formats
from specify.resources.formatters import RESOURCE as RECORD_FORMATS
from specify.resources.formatters import Format, formatters
from specify.resources.picklists import PickList, built_in, pick_list
from specify.resources.place import Place
from specify.resources.preferences import preferences
from specify.resources.type_searches import type_searches

_TREE = "treedef"


def writer_of(visit: Visit, asked: Writer) -> Writer:
    """`asked` (reader, mode, what was sent) with what is set up and allowed in this visit."""
    dates = preferences(visit.stamp)
    return replace(
        asked,
        named_list=lambda name: pick_list(visit.viewer, visit.stamp, name),
        listed=_listed(visit),
        formatted=_formatted(visit),
        may=visit.rights.may_table,
        may_change=visit.rights.may_field,
        owns=owning(visit.viewer.place),
        date_pattern=dates.date_format,
        month_pattern=dates.month_format,
        collection_id=visit.viewer.place.collection_id,
        agent_id=visit.agent_id,
        user_id=visit.viewer.user_id,
        tree=lambda table_key: next(iter(visit.viewer.place.tree_definitions.get(table_key, ())), None),
        format_names=_format_names(visit),
        record_format=_record_format(visit),
        is_here=_belonging(visit.viewer.place, asked.reader.rows),
    )


def _listed(visit: Visit) -> Callable[[str, str], PickList | None]:
    def listed(table_key: str, field_name: str) -> PickList | None:
        name = visit.captions.item(table_key, field_name).pick_list
        return (pick_list(visit.viewer, visit.stamp, name) if name else None) or built_in(table_key, field_name)

    return listed


def _formatted(visit: Visit) -> Callable[[str, str], FieldFormat | None]:
    def formatted(table_key: str, field_name: str) -> FieldFormat | None:
        name = visit.captions.item(table_key, field_name).format
        if (table_key, field_name) == ("collectionobject", "catalogNumber"):
            name = visit.viewer.place.catalog_number_format or name
        return field_formats(visit.viewer, visit.stamp).get(name) if name else None

    return formatted


def _format_names(visit: Visit) -> Callable[[str, str], tuple[str, ...]]:
    def format_names(resource: str, table_key: str) -> tuple[str, ...]:
        found: Iterable[Format | FieldFormat] = (
            formatters(visit.viewer, visit.stamp).formats
            if resource == RECORD_FORMATS
            else field_formats(visit.viewer, visit.stamp).values()
        )
        return tuple(dict.fromkeys(one.name for one in found if one.table_key == table_key))

    return format_names


def _record_format(visit: Visit) -> Callable[[str, str], str]:
    searches = cache(lambda: type_searches(visit.viewer, visit.stamp))  # every asking looks for them on the disk
    return lambda table_key, search: searches().search_for(present.tables()[table_key], search).formatter


def owning(place: Place) -> Callable[[str, Relationship], bool]:
    """Whether the rows behind a relationship live and die with the record, as this collection has it."""
    embedded = set()
    if place.is_embedded_collecting_event:
        embedded.add(("collectionobject", "collectingEvent"))
    if place.is_paleo_context_embedded:
        embedded.add((place.paleo_context_child_table.lower(), "paleoContext"))
    return lambda table_key, way: way.dependent or (table_key, way.name) in embedded


def _belonging(place: Place, rows: Rows) -> Callable[[str, int], bool]:
    """Whether a record belongs to this place: a tree and its nodes by the trees that count here, others by owner.

    Of tables whose rows say only by way of others whose they are, none counts.
    """

    def is_here(table_key: str, record_id: int) -> bool:
        scope = present.tables()[table_key].scope
        if scope == "tree":
            return record_id in place.tree_definitions.get(table_key.removesuffix(_TREE), ())
        row = rows.get(table_key, record_id)
        if not row or rows.is_elsewhere(table_key, record_id):
            return False
        if scope in ("definition", "treeDef"):
            tree = table_key.removesuffix(f"{_TREE}item")
            return row[f"{scope}_id"] in place.tree_definitions.get(tree, ())
        return rows.may_list(table_key) or (table_key == "accession" and place.is_accessions_global)

    return is_here
