"""The names that a configuration folder defines: formatters, web links, searches, and the seeds of a new database.

In: a configuration folder and the folder of a view set in it. Out: `Names`, and problems of files that cannot be read.
A folder tells no institution's settings; it may have the pick lists, and what is set up for fields, with which
Specify 7 begins a collection of the discipline (`picklists.json`, `schema_localization_en.json`), and these count here.
What a folder does not bring stays unknown.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from specify.layouts.names import RESOURCES, Names, gathered, values_in
from specify.resources.captions import Item
from specify.resources.picklists import BUILT_IN
from specify.text.folding import fold
from specify.text.xml import MAX_BYTES, BadXml, parse

SHARED = ("common", "backstop")
_PICK_LISTS = ("picklists.json", "global_picklists.json")
_SET_UP = "schema_localization_en.json"
_OVERRIDES = "schema_overrides.json"


def names_on_disk(config: Path, folder: Path) -> Names:
    """The names that a view set in `folder` of the configuration `config` may use."""
    folders = dict.fromkeys([folder, *(config / name for name in SHARED)])
    return gathered(
        chain.from_iterable(map(_resources, folders)), pick_lists=_pick_lists(config), set_up=_set_up(config, folder)
    )


def read_at_most(file: Path) -> bytes:
    """The bytes of a file; of one that is too large only so many that reading them as XML says so."""
    with file.open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def _resources(folder: Path) -> Iterator[tuple[str, bytes, str]]:
    """The resources that a folder's registry lists, as far as they can be read."""
    registry = folder / "app_resources.xml"
    try:
        for entry in parse(read_at_most(registry), str(registry)).iter("file"):
            name, file = entry.get("name") or "", entry.get("file") or ""
            if name in RESOURCES and Path(file).name == file:
                yield name, read_at_most(folder / file), str(folder / file)
    except (BadXml, OSError):
        return


def _pick_lists(config: Path) -> Mapping[str, frozenset[str]] | None:
    """The pick lists that the folder brings for any discipline, and those built into the program."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in _PICK_LISTS:
        for one in chain.from_iterable(filter(_is_list, _json(config / "common" / name).values())):
            if isinstance(one, dict) and isinstance(one.get("name"), str):
                found[fold(one["name"])].update(_values(one.get("items")))
    if not found:
        return None
    return {name: frozenset(values) for name, values in found.items()} | values_in(BUILT_IN.values())


def _values(items: Any) -> Iterator[str]:
    for item in items if _is_list(items) else ():
        if isinstance(item, dict):
            yield from (fold(str(item[key])) for key in ("title", "value") if item.get(key) is not None)


def _set_up(config: Path, folder: Path) -> Callable[[str, str], Item] | None:
    """What is set up for a field; None when the folder brings nothing of it. Shared layouts serve all disciplines."""
    files = [config / "common" / _SET_UP]
    files += sorted(config.glob(f"*/{_OVERRIDES}")) if folder.name in SHARED else [folder / _OVERRIDES]
    lists = dict(chain.from_iterable(map(_lists_of_fields, reversed(files))))
    return (lambda table, field: Item(pick_list=lists.get((table.lower(), field.lower()), ""))) if lists else None


def _lists_of_fields(file: Path) -> Iterator[tuple[tuple[str, str], str]]:
    for table, told in _json(file).items():
        items = told.get("items") if isinstance(told, dict) else None
        groups = items if isinstance(items, list) else [items]
        for group in groups:
            for field, one in group.items() if isinstance(group, dict) else ():
                if isinstance(one, dict) and isinstance(one.get("picklistname"), str):
                    yield (table.lower(), field.lower()), one["picklistname"]


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _json(file: Path) -> dict[str, Any]:
    """The object in a JSON file; an empty one when there is none."""
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
