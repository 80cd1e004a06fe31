"""The view sets that a database keeps, each with those that count after it, for checking them all at once.

In: the database and the configuration folder in use. Out: sources for `finding.library_of`, and the names of the pick
lists; three statements altogether. Simpler than `resources.lookup`, which asks for one viewer: here the view sets of
a discipline, whoever they are for, are looked through in the order in which they were stored, then those for all
disciplines, then the files.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from specify.datamodel import tables
from specify.layouts.shelves import OnDisk
from specify.resources import disk
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


def pick_list_names() -> frozenset[str]:
    """The folded names of all pick lists, those built into the program among them."""
    names = tables.PickList.objects.values_list("name", flat=True)
    return frozenset(fold(name) for name in chain(names, (one.name for one in BUILT_IN.values())))


def _read() -> list[Stored]:
    contents: dict[int, bytes] = {}
    rows = tables.SpAppResourceData.objects.filter(spViewSetObj_id__isnull=False).order_by("id")
    for owner, data in rows.values_list("spViewSetObj_id", "data"):
        contents.setdefault(owner, data.encode() if isinstance(data, str) else bytes(data or b""))
    discipline = "spAppResourceDir__discipline"
    sets = tables.SpViewSetObj.objects.order_by("id")
    return [
        Stored(f"database, {name}, no. {own_id}", discipline_id, kind or "", contents.get(own_id, b""))
        for own_id, name, discipline_id, kind in sets.values_list(
            "id", "name", f"{discipline}_id", f"{discipline}__type"
        )
    ]


def _files(discipline_type: str) -> Iterator[OnDisk]:
    for folder in (disk.discipline_folder(discipline_type), disk.COMMON, disk.BACKSTOP):
        try:
            yield from [OnDisk(file.path) for file in disk.listed(folder, "viewset_registry.xml")] if folder else []
        except BadXml:
            continue  # what is wrong with a folder is said when the folder is checked
