"""Resources on disk, in a folder organised like Specify's own `config` folder.

In: `settings.SPECIFY_CONFIG`, or the project's `layouts/` where none is set. Out: the files that the folders'
registries list: `app_resources.xml` for resources, `viewset_registry.xml` for view sets. Kept of Specify: what is not
listed is not there; folder names follow the discipline's type, paleobotany standing in the folder of invertebrate
palaeontology. Changed on purpose: any discipline type with a folder of its name has that folder. Registries are read
again when their file changes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from django.conf import settings

from specify.text.xml import BadXml, parse

Registry = Literal["app_resources.xml", "viewset_registry.xml"]

COMMON, BACKSTOP = "common", "backstop"
_SHARED_FOLDERS = {"paleobotany": "invertpaleo"}
_FOLDER_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class DiskFile:
    """A registered file: the name it is registered under, its MIME type (of a resource), and where it is."""

    name: str
    mime_type: str
    folder: str
    path: Path

    @property
    def ident(self) -> str:
        """The file's place in the configuration folder, with what tells its content's age: a cache key."""
        told = self.path.stat()
        return f"{self.where}@{told.st_mtime_ns}-{told.st_size}"

    @property
    def where(self) -> str:
        """The file's place in the configuration folder."""
        return f"{self.folder}/{self.path.name}"

    def read(self) -> bytes:
        """The bytes of the file."""
        return self.path.read_bytes()


def root() -> Path:
    """The configuration folder in use."""
    config: Path | None = settings.SPECIFY_CONFIG
    return config if config is not None else Path(settings.LAYOUTS)


def discipline_folder(discipline_type: str) -> str | None:
    """The folder for disciplines of that type, or None."""
    kind = discipline_type.lower()
    name = _SHARED_FOLDERS.get(kind, kind)
    if name in (COMMON, BACKSTOP) or not _FOLDER_NAME.fullmatch(name):
        return None
    return name if (root() / name).is_dir() else None


def listed(folder: str, registry: Registry, wanted: str | None = None) -> Iterator[DiskFile]:
    """The files that `registry` of `folder` lists and that are there, or those of one name. Raises `BadXml`."""
    file = root() / folder / registry
    try:
        told = file.stat()
    except OSError:
        return
    for name, mime_type, path in _entries(file, told.st_mtime_ns, told.st_size):
        if wanted in (None, name) and path.is_file():
            yield DiskFile(name, mime_type, folder, path)


@lru_cache(maxsize=128)
def _entries(registry: Path, _mtime: int, _size: int) -> tuple[tuple[str, str, Path], ...]:
    folder = registry.parent
    try:
        elements = parse(registry.read_bytes(), f"{folder.name}/{registry.name}").iter("file")
    except OSError as error:
        raise BadXml(f"{folder.name}/{registry.name} cannot be read: {error.strerror}.") from error
    # A registry names files beside itself, and nothing elsewhere.
    found = [(e.get("name") or "", e.get("mimetype") or "", e.get("file") or "") for e in elements]
    return tuple((name, mime, folder / file) for name, mime, file in found if file and Path(file).name == file)
