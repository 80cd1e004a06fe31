"""The names of other things that layouts use: pick lists, formatters, web links, searches.

In: whatever knows them: the settings of a visit, a folder, a database. Out: `Names`, and from it what is wrong with the
names on a cell. Names are compared as Specify compares them: pick lists in any case and without accents, web links in
any case, all others by the letter.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from django.utils.translation import override

from specify.datamodel.declaring import Field, Relationship
from specify.layouts.honoured import CONTROLS, DESKTOP_ONLY, LEFT_OUT, PLUGINS
from specify.layouts.labels import SchemaItem
from specify.layouts.paths import FieldPath
from specify.layouts.tree import Cell, FieldCell
from specify.resources import field_formats, formatters, type_searches, weblinks
from specify.resources.picklists import PickList, built_in
from specify.text.folding import fold
from specify.text.xml import BadXml, parse

Known = Collection[str] | None
RESOURCES = (formatters.RESOURCE, field_formats.RESOURCE, weblinks.RESOURCE, type_searches.RESOURCE)
"""The resources whose definitions layouts name, in the order of the fields of `Names`."""
# Texts of Specify's own settings, which are chosen from what the program knows instead of a pick list.
_CHOSEN_OTHERWISE = frozenset(
    {
        ("collection", "catalogNumFormatName"),
        ("collectionobjecttype", "catalogNumberFormatName"),
        ("picklist", "fieldName"),
        ("picklist", "formatter"),
        ("picklist", "tableName"),
    }
)


@dataclass(frozen=True, slots=True)
class Names:
    """The names there are; None where nobody knows.

    `pick_lists` has the folded values of each by its folded name; none for the lists of a table or field. `set_up`
    tells what the settings say of a table's field.
    """

    pick_lists: Mapping[str, Collection[str]] | None = None
    set_up: Callable[[str, str], SchemaItem] | None = None
    formatters: Known = None
    field_formats: Known = None
    web_links: Known = None
    searches: Known = None


NOBODY_KNOWS = Names()


def gathered(
    found: Iterable[tuple[str, bytes, str]],
    *,
    pick_lists: Mapping[str, Collection[str]] | None,
    set_up: Callable[[str, str], SchemaItem] | None,
) -> Names:
    """The names in resources, each given by its name, its bytes and where it is; one that cannot be read has none."""
    there: dict[str, set[str]] = {}
    for resource, data, where in found:
        with suppress(BadXml):
            there.setdefault(resource, set()).update(_names_in(resource, data, where))
    return Names(pick_lists, set_up, *(there.get(resource) for resource in RESOURCES))


def _names_in(resource: str, data: bytes, where: str) -> frozenset[str]:
    root = parse(data, where)
    if resource == weblinks.RESOURCE:
        return frozenset((each.findtext("name") or "").strip().casefold() for each in root.iter("weblinkdef"))
    element = "typesearch" if resource == type_searches.RESOURCE else "format"
    return frozenset((each.get("name") or "").strip() for each in root.iter(element))


def values_in(lists: Iterable[PickList]) -> dict[str, frozenset[str]]:
    """Pick lists as `Names` has them."""
    with override("en"):  # what layouts write does not follow the reader's language
        return {
            fold(each.name): frozenset(fold(text) for item in each.items for text in (item.value, str(item.title)))
            for each in lists
        }


def lost_names(cell: Cell, path: FieldPath | None, names: Names) -> Iterator[str]:
    """What is wrong with the names on a cell whose field is at the end of `path`, as reasons."""
    if not isinstance(cell, FieldCell):
        return
    yield from _lost_control(cell, path, names)
    yield from _lost_list(cell, path, names)
    for attribute, what, known, end in (
        ("uifieldformatter", "field format", names.field_formats, "it is not used"),
        ("formatname", "record formatter", names.formatters, "the one of the table is used"),
        ("formatting", "record formatter", names.formatters, "the one of the table is used"),
    ):
        name = cell.attributes.get(attribute, "")
        if name and known is not None and name not in known:
            yield f"there is no {what} {name}; {end}"


def _lost_control(cell: FieldCell, path: FieldPath | None, names: Names) -> Iterator[str]:
    if cell.uitype not in CONTROLS:
        yield f"the control {cell.uitype} is not known; the value is shown and entered as the field's type asks"
    elif cell.uitype in LEFT_OUT:
        yield f"a {cell.uitype} is of use in the desktop program only; it is left out"
    elif cell.uitype == "plugin":
        yield from _lost_plugin(cell, names)
    elif cell.uitype == "querycbx":
        yield from _lost_search(cell, path, names)


def _lost_search(cell: FieldCell, path: FieldPath | None, names: Names) -> Iterator[str]:
    named = cell.initialize.get("name", "")
    if named and names.searches is not None and named not in names.searches:
        yield f"there is no search {named}; the one of the table is used"
    member = path.member if path else None
    if isinstance(member, Field) or (isinstance(member, Relationship) and member.is_to_many):
        yield f"a query box finds one record, which {cell.name} is not; it can only be looked at"


def _lost_plugin(cell: FieldCell, names: Names) -> Iterator[str]:
    if cell.plugin in DESKTOP_ONLY:
        yield f"the plugin {cell.plugin} is of use in the desktop program only; nothing is shown for it"
    elif cell.plugin not in PLUGINS and cell.plugin != "PartialDateUI":
        yield f"the plugin {cell.plugin or '(no name)'} is not known; its field alone is shown"
    link = cell.initialize.get("weblink", "")
    if link and names.web_links is not None and link.strip().casefold() not in names.web_links:
        yield f"there is no web link {link}; the one set up for the field is used"


def _lost_list(cell: FieldCell, path: FieldPath | None, names: Names) -> Iterator[str]:
    if names.pick_lists is None:
        return
    chooses = cell.uitype in ("combobox", "list")
    lacks = chooses and path is not None and _lacks_list(path, names) and not cell.initialize.get("data")
    if cell.pick_list and fold(cell.pick_list) not in names.pick_lists:
        end = "the value is shown and entered as text" if lacks else "what the field has otherwise is used"
        yield f"there is no pick list {cell.pick_list}; {end}"
    elif lacks and names.set_up and not cell.pick_list:
        yield "there is no pick list for it; the value is entered as text"


def _lacks_list(path: FieldPath, names: Names) -> bool:
    """Whether the path ends in a text or number without any list to choose from; records are sought otherwise."""
    member = path.member
    if not isinstance(member, Field) or (path.table, member.name) in _CHOSEN_OTHERWISE:
        return False
    return member.kind != "boolean" and list_of(path, names) is None


def list_of(path: FieldPath, names: Names) -> Collection[str] | None:
    """The folded values of the pick list that is set up for a field; None: there is none, or nobody knows."""
    if not isinstance(path.member, Field):
        return None
    own = built_in(path.table, path.member.name)
    if own is not None:
        return values_in([own])[fold(own.name)]
    name = names.set_up(path.table, path.member.name).pick_list if names.set_up else ""
    return (names.pick_lists or {}).get(fold(name)) if name else None
