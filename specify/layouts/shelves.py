"""Finds the view sets to check under the paths that somebody names, each with those that count after it.

In: files and folders. Out: `Shelved` view sets, and problems of the folders' registries. A folder is searched for the
files that its `viewset_registry.xml` names and for those called `*.views.xml`. Kept from Specify: what a file of a
`config` folder lacks is looked for in the files beside it, then in the folders `common` and `backstop`; the pick
lists such a folder brings are those of `common/picklists.json` and `common/global_picklists.json`.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from specify.layouts.tree import Problem
from specify.text.folding import fold
from specify.text.xml import MAX_BYTES, BadXml, parse

REGISTRY = "viewset_registry.xml"
_SHARED = ("common", "backstop")
_PICK_LISTS = ("picklists.json", "global_picklists.json")


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
        """The bytes; of a file that is too large only so many that reading them says so."""
        with self.path.open("rb") as file:
            return file.read(MAX_BYTES + 1)


@dataclass(frozen=True)
class Shelved:
    """A file to check, and the folder of its configuration if it lies in one."""

    source: OnDisk
    config: Path | None

    def after(self) -> Iterator[OnDisk]:
        """The files in which a view is looked for after this one."""
        own = self.source.path.parent
        folders = [own, *(self.config / name for name in _SHARED)] if self.config else [own]
        listed = chain.from_iterable(_registered(folder)[0] for folder in dict.fromkeys(folders))
        return (OnDisk(path) for path in dict.fromkeys(listed) if path != self.source.path)


@dataclass
class Shelves:
    """What was found under the paths."""

    files: list[Shelved] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def pick_lists(self) -> frozenset[str]:
        """The folded names of the pick lists that the folders bring; none when they bring none."""
        configs = dict.fromkeys(shelved.config for shelved in self.files if shelved.config)
        return frozenset(
            fold(name) for config in configs for file in _PICK_LISTS for name in _names_in(config / "common" / file)
        )


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
        if any((folder / name / REGISTRY).is_file() for name in _SHARED):
            return folder
    return None


def _names_in(file: Path) -> Iterator[str]:
    """The names of the pick lists in a file, whatever they are grouped by."""
    try:
        groups: Any = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return
    for group in groups.values() if isinstance(groups, dict) else ():
        for one in group if isinstance(group, list) else ():
            if isinstance(one, dict) and isinstance(one.get("name"), str):
                yield one["name"]
