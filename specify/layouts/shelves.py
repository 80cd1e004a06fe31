"""Finds the view sets to check under the paths that somebody names, each with those that count after it.

In: files and folders. Out: `Shelved` view sets, and problems of the folders' registries. A folder is searched for the
files that its `viewset_registry.xml` names and for those called `*.views.xml`. Kept from Specify: what a file of a
`config` folder lacks is looked for in the files beside it, then in the folders `common` and `backstop`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from specify.layouts.names import NOBODY_KNOWS, Names
from specify.layouts.shelved_names import SHARED, names_on_disk, read_at_most
from specify.layouts.tree import Problem
from specify.text.xml import BadXml, parse

REGISTRY = "viewset_registry.xml"


@dataclass(frozen=True)
class OnDisk:
    """A view set in a file: a source for `finding.library_of`."""

    path: Path
    level: str = "COMMON"
    source: str = "disk"

    @property
    def where(self) -> str:
        """The path as it was named."""
        return str(self.path)

    def load(self) -> bytes:
        """The bytes."""
        return read_at_most(self.path)


@dataclass(frozen=True)
class Shelved:
    """A file to check, and the folder of its configuration if it lies in one."""

    source: OnDisk
    config: Path | None

    def after(self) -> Iterator[OnDisk]:
        """The files in which a view is looked for after this one."""
        own = self.source.path.parent
        folders = [own, *(self.config / name for name in SHARED)] if self.config else [own]
        listed = chain.from_iterable(_registered(folder)[0] for folder in dict.fromkeys(folders))
        return (OnDisk(path) for path in dict.fromkeys(listed) if path != self.source.path)


@dataclass
class Shelves:
    """What was found under the paths."""

    files: list[Shelved] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _names: dict[tuple[Path, Path], Names] = field(default_factory=dict)

    def names_for(self, shelved: Shelved) -> Names:
        """The names of other things that a file may use; those of a folder are read once."""
        if shelved.config is None:
            return NOBODY_KNOWS
        key = (shelved.config, shelved.source.path.absolute().parent)
        if key not in self._names:
            self._names[key] = names_on_disk(*key)
        return self._names[key]


def shelves(paths: Iterable[Path]) -> Shelves:
    """The view sets under the paths, each once; a file that is named is one, whatever it is called."""
    found = Shelves()
    seen: set[Path] = set()
    for path in paths:
        for file in [path] if path.is_file() else _under(path, found.problems):
            if file.resolve() not in seen:
                seen.add(file.resolve())
                found.files.append(Shelved(OnDisk(file), _config_of(file)))
    return found


def _under(folder: Path, problems: list[Problem]) -> list[Path]:
    files: set[Path] = set(folder.rglob("*.views.xml"))
    for registry in folder.rglob(REGISTRY):
        listed, wrong = _registered(registry.parent)
        files.update(listed)
        problems.extend(wrong)
    return sorted(file for file in files if file.is_file())


def _registered(folder: Path) -> tuple[Sequence[Path], Sequence[Problem]]:
    """The files that the folder's registry names, in its order, and what is wrong with it."""
    registry = folder / REGISTRY
    if not registry.is_file():
        return (), ()
    try:
        entries = list(parse(OnDisk(registry).load(), str(registry)).iter("file"))
    except (BadXml, OSError) as error:
        return (), (Problem(str(registry), 0, "", "", f"The registry was skipped. {error}"),)
    found, wrong = [], []
    for entry in entries:
        name = str(entry.get("file") or "")
        if name and Path(name).name == name and (folder / name).is_file():
            found.append(folder / name)
        else:
            reason = f"it names the view set {name or '(no file)'}, which is not beside it; nothing is shown from there"
            wrong.append(Problem(str(registry), int(entry.sourceline or 0), "", "", reason))
    return found, wrong


def _config_of(file: Path) -> Path | None:
    """The configuration folder above the file; folders of user types lie one deeper than those of disciplines."""
    for folder in list(file.absolute().parents)[1:3]:
        if any((folder / name / REGISTRY).is_file() for name in SHARED):
            return folder
    return None
