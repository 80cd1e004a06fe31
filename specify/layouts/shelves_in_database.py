"""The view sets that a database keeps, each with those that count after it, for checking them all at once.

In: the database and the configuration folder in use. Out: sources for `finding.library_of`, and the names of other
things that they may use; six statements altogether. Simpler than `resources.lookup`, which asks for one viewer: here
the view sets of a discipline, whoever they are for, are looked through in the order in which they were stored, then
those for all disciplines, then the files.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

from specify.datamodel import tables
from specify.layouts.names import RESOURCES, Names, gathered, values_in
from specify.layouts.shelves import OnDisk
from specify.resources import disk
from specify.resources.captions import CORE_SCHEMA, Item
from specify.resources.picklists import BUILT_IN
from specify.text.folding import fold
from specify.text.xml import BadXml


@dataclass(frozen=True)
class Stored:
    """A view set in the database: a source for `finding.library_of`."""

    where: str
    discipline_id: int | None
    discipline_type: str
    data: bytes = field(repr=False)
    level: str = "DISCIPLINE"
    source: str = "db"

    def load(self) -> bytes:
        """The bytes."""
        return self.data


def stored_view_sets() -> Iterator[tuple[Stored, Sequence[Stored | OnDisk]]]:
    """Every view set that is stored, and those in which a view is looked for after it."""
    stored = _read()
    for one in stored:
        beside = [other for other in stored if other is not one and other.discipline_id == one.discipline_id]
        shared = [other for other in stored if other.discipline_id is None and one.discipline_id is not None]
        yield one, [*beside, *shared, *_files(one.discipline_type)]


def stored_names() -> Callable[[Stored], Names]:
    """What tells the names of other things that a stored view set may use."""
    lists, set_up, resources = _pick_lists(), _lists_of_fields(), _resources()

    @cache
    def names(discipline_id: int | None, discipline_type: str) -> Names:
        def item(table: str, field: str) -> Item:
            return Item(pick_list=set_up.get((discipline_id, table.lower(), field.lower()), ""))

        stored = (one[1:] for one in resources if discipline_id is None or one[0] in (None, discipline_id))
        found = chain(stored, _files_of_resources(discipline_type))
        return gathered(found, pick_lists=lists, set_up=item if discipline_id is not None else None)

    return lambda stored: names(stored.discipline_id, stored.discipline_type)


def _pick_lists() -> dict[str, frozenset[str]]:
    """The values of all pick lists, whatever collection they are of, and of those built into the program."""
    found: dict[str, set[str]] = {fold(name): set() for name in tables.PickList.objects.values_list("name", flat=True)}
    for name, title, value in tables.PickListItem.objects.values_list("pickList__name", "title", "value"):
        found.setdefault(fold(name), set()).update(fold(text) for text in (title, value) if text)
    return {name: frozenset(values) for name, values in found.items()} | values_in(BUILT_IN.values())


def _lists_of_fields() -> dict[tuple[int | None, str, str], str]:
    """The pick lists that are set up, by discipline, table and field."""
    items = tables.SpLocaleContainerItem.objects.filter(container__schemaType=CORE_SCHEMA).exclude(pickListName=None)
    rows = items.values_list("container__discipline_id", "container__name", "name", "pickListName")
    return {(owner, table.lower(), field.lower()): name for owner, table, field, name in rows}


def _resources() -> list[tuple[int | None, str, bytes, str]]:
    """The resources that layouts name things of: discipline, name, bytes and where each is kept."""
    rows = tables.SpAppResourceData.objects.filter(spAppResource__name__in=RESOURCES).order_by("id")
    owner = "spAppResource__spAppResourceDir__discipline_id"
    return [
        (discipline_id, name, _bytes(data), f"database, {name}, no. {number}")
        for discipline_id, name, number, data in rows.values_list(
            owner, "spAppResource__name", "spAppResource_id", "data"
        )
    ]


def _files_of_resources(discipline_type: str) -> Iterator[tuple[str, bytes, str]]:
    for file in _listed(discipline_type, "app_resources.xml"):
        if file.name in RESOURCES:
            yield file.name, file.read(), file.where


def _read() -> list[Stored]:
    contents: dict[int, bytes] = {}
    rows = tables.SpAppResourceData.objects.filter(spViewSetObj_id__isnull=False).order_by("id")
    for owner, data in rows.values_list("spViewSetObj_id", "data"):
        contents.setdefault(owner, _bytes(data))
    discipline = "spAppResourceDir__discipline"
    sets = tables.SpViewSetObj.objects.order_by("id")
    return [
        Stored(f"database, {name}, no. {own_id}", discipline_id, kind or "", contents.get(own_id, b""))
        for own_id, name, discipline_id, kind in sets.values_list(
            "id", "name", f"{discipline}_id", f"{discipline}__type"
        )
    ]


def _bytes(data: bytes | str | None) -> bytes:
    return data.encode() if isinstance(data, str) else bytes(data or b"")


def _files(discipline_type: str) -> Iterator[OnDisk]:
    return (OnDisk(file.path) for file in _listed(discipline_type, "viewset_registry.xml"))


def _listed(discipline_type: str, registry: disk.Registry) -> Iterator[disk.DiskFile]:
    for folder in (disk.discipline_folder(discipline_type), disk.COMMON, disk.BACKSTOP):
        try:
            yield from list(disk.listed(folder, registry)) if folder else []
        except BadXml:
            continue  # what is wrong with a folder is said when the folder is checked
