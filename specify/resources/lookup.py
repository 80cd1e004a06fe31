"""Finds resources by Specify 7's order: from the personal level to the backstop, in the database and on disk.

In: a `Viewer` and a name. Out: the bytes of the resource that counts, or what a reader makes of the first that can be
read; and the view sets in the order in which forms are looked for. Kept of Specify 7: a resource is taken per level,
database before disk, while view sets are taken from the database at all levels and only then from disk. The levels'
conditions are Specify 7's as well, down to the common level's taking directories of any user type. A resource that
cannot be read is noted in `problems`, and the next one counts.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from typing import Any, Literal, TypeVar

from specify.datamodel import tables
from specify.resources import disk, problems
from specify.resources.stamp import remember, settings_stamp
from specify.resources.viewer import Viewer
from specify.text.xml import BadXml

T = TypeVar("T")


class Level(IntEnum):
    """Where a resource is kept, the most specific first."""

    PERSONAL = 0
    USER_TYPE = 1
    COLLECTION = 2
    DISCIPLINE = 3
    COMMON = 4
    BACKSTOP = 5


@dataclass(frozen=True)
class Source:
    """One place where a resource or view set is kept. Under one stamp the same `ident` means the same bytes."""

    level: Level
    source: Literal["db", "disk"]
    name: str
    ident: str
    load: Callable[[], bytes]
    where: str
    mime_type: str = "text/xml"


ViewSetSource = Source


@dataclass(frozen=True)
class _Stored:
    """A resource or view set in the database, with the directory that says for whom it is."""

    id: int
    name: str
    mime_type: str
    collection_id: int | None
    discipline_id: int | None
    user_id: int | None
    user_type: str
    is_personal: bool


@dataclass(frozen=True)
class _Index:
    """What the database keeps, without the contents: resources by name, view sets in order."""

    resources: Mapping[str, Sequence[_Stored]]
    view_sets: Sequence[_Stored]


def resource(viewer: Viewer, name: str, stamp: str | None = None) -> bytes | None:
    """The bytes of the resource of that exact name that counts for `viewer`, or None."""
    for source in sources(viewer, stamp or settings_stamp(), name):
        return source.load()
    return None


def parsed(viewer: Viewer, stamp: str, name: str, parse: Callable[[bytes, str], T]) -> T | None:
    """What `parse` makes of the resource that counts, or of the next while it raises `BadXml`; kept by the process.

    `parse` gets the bytes and a name for messages. None when there is no resource that can be read.
    """
    return _first_read(sources(viewer, stamp, name), stamp, parse)


def backstop(stamp: str, name: str, parse: Callable[[bytes, str], T]) -> T | None:
    """What `parse` makes of the backstop folder's resource of that name, or None; kept under the stamp."""
    return _first_read(_resources_on_disk(Level.BACKSTOP, disk.BACKSTOP, name, stamp), stamp, parse)


def _first_read(found: Iterable[Source], stamp: str, parse: Callable[[bytes, str], T]) -> T | None:
    for source in found:
        made = remember(stamp, ("resource", source.name, source.ident), partial(_read_source, source, parse))
        if not isinstance(made, BadXml):
            return made
        problems.note(stamp, problems.Problem(source.name, source.where, str(made)))
    return None


def _read_source(source: Source, parse: Callable[[bytes, str], T]) -> T | BadXml:
    """The failure is a result like any other: a broken resource is not read again on every request."""
    try:
        return parse(source.load(), f"{source.name} ({source.where})")
    except BadXml as error:
        return error
    except OSError as error:
        return BadXml(f"{source.name} ({source.where}) cannot be read: {error.strerror}.")


def sources(viewer: Viewer, stamp: str, name: str) -> Iterator[Source]:
    """The places where a resource of that name is kept for `viewer`, the one that counts first."""
    stored = _index(stamp).resources.get(name, ())
    for level in Level:
        for one in stored:
            if _level_for(one, viewer) is level:
                yield _source(one, level, "spAppResource")
        for folder in _folders(level, viewer):
            yield from _resources_on_disk(level, folder, name, stamp)


def view_sets(viewer: Viewer, stamp: str | None = None) -> Sequence[ViewSetSource]:
    """The view sets for `viewer` in the order in which a view is looked for. Pass the request's stamp, if known."""
    stamp = stamp or settings_stamp()
    stored = [(one, level) for one in _index(stamp).view_sets if (level := _level_for(one, viewer)) is not None]
    found = [_source(one, level, "spViewSetObj") for one, level in sorted(stored, key=lambda pair: pair[1])]
    for level in Level:
        for folder in _folders(level, viewer):
            found.extend(_on_disk(level, (folder, "viewset_registry.xml"), stamp))
    return found


def _index(stamp: str) -> _Index:
    return remember(stamp, "resource index", _read_index)


def _read_index() -> _Index:
    resources: dict[str, list[_Stored]] = {}
    for stored in _read(tables.SpAppResource, "mimeType"):
        resources.setdefault(stored.name, []).append(stored)
    return _Index(resources, list(_read(tables.SpViewSetObj)))


def _read(kept_in: Any, *mime_type: str) -> Iterator[_Stored]:
    owner = "spAppResourceDir__"
    directory = ("collection_id", "discipline_id", "specifyUser_id", "userType", "isPersonal")
    columns = ("id", "name", *(owner + column for column in directory), *mime_type)
    for row in kept_in.objects.order_by("id").values_list(*columns):
        identity, name, collection, discipline, user, user_type, personal = row[:7]
        mime = row[7] if mime_type else "text/xml"
        yield _Stored(identity, name, mime or "", collection, discipline, user, _word(user_type), bool(personal))


def _word(user_type: str | None) -> str:
    """A user type as directories and folders are named for it."""
    return (user_type or "").lower().replace(" ", "")


def _level_for(stored: _Stored, viewer: Viewer) -> Level | None:
    """The level at which something stored counts for `viewer`, or None when it is not for them."""
    here, whose = viewer.place, (stored.collection_id, stored.discipline_id)
    at_collection = whose == (here.collection_id, here.discipline_id)
    if stored.is_personal:
        return Level.PERSONAL if at_collection and stored.user_id == viewer.user_id else None
    if at_collection and stored.user_type:
        return Level.USER_TYPE if stored.user_type == _word(viewer.user_type) else None
    if at_collection:
        return Level.COLLECTION
    if whose == (None, here.discipline_id) and not stored.user_type:
        return Level.DISCIPLINE
    return Level.COMMON if whose == (None, None) else None


def _source(stored: _Stored, level: Level, owner: str) -> Source:
    ident = f"{owner}:{stored.id}"
    where = f"database, {level.name.lower().replace('_', ' ')} level, no. {stored.id}"
    return Source(level, "db", stored.name, ident, lambda: _content(owner, stored.id), where, stored.mime_type)


def _content(owner: str, owner_id: int) -> bytes:
    rows = tables.SpAppResourceData.objects.filter(**{f"{owner}_id": owner_id}).order_by("id")
    data = rows.values_list("data", flat=True).first()
    return data.encode() if isinstance(data, str) else bytes(data or b"")


def _folders(level: Level, viewer: Viewer) -> Sequence[str]:
    if level is Level.COMMON:
        return [disk.COMMON]
    if level is Level.BACKSTOP:
        return [disk.BACKSTOP]
    folder = disk.discipline_folder(viewer.place.discipline_type)
    user_type = _word(viewer.user_type)
    if level is Level.DISCIPLINE and folder:
        return [folder]
    return [f"{folder}/{user_type}"] if level is Level.USER_TYPE and folder and user_type.isalnum() else []


def _resources_on_disk(level: Level, folder: str, name: str, stamp: str) -> Iterator[Source]:
    return _on_disk(level, (folder, "app_resources.xml"), stamp, name)


def _on_disk(level: Level, kept: tuple[str, disk.Registry], stamp: str, name: str | None = None) -> Iterator[Source]:
    """What a folder's registry lists; of one name, so that no file is asked for its age in vain."""
    folder, registry = kept
    try:
        files = list(disk.listed(folder, registry, name))
    except BadXml as error:
        problems.note(stamp, problems.Problem(registry, folder, str(error)))
        return
    for file in files:
        yield Source(level, "disk", file.name, f"disk:{file.ident}", file.read, file.where, file.mime_type)
