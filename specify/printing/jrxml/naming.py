"""Which column of a query is the field that a template names; which file it means.

In: names in a template, names of columns, both mostly string ids (`1,10,2.locality.localityName`). Out: the column of
each name that has one. Kept of Specify 7: the exact name; of Specify 6: letters of any case. Added: names with the same
path, whatever table they repeat behind it, for the programs spelled these differently over the years.
"""

import re
from collections.abc import Iterable, Mapping

_STRING_ID = re.compile(r"(\d+(?:,\d+(?:-\w+)?)*)\.(\w+)\.(.+)", re.ASCII)


def columns_of(names: Iterable[str], columns: Iterable[str]) -> Mapping[str, str]:
    """The column of each name."""
    exact = list(columns)
    folded = {one.lower(): one for one in reversed(exact)}
    paths = {path: one for one in reversed(exact) if (path := parsed(one))}
    found = {}
    for name in names:
        column = name if name in exact else folded.get(name.lower()) or paths.get(parsed(name) or ())
        if column is not None:
            found[name] = column
    return found


def parsed(name: str) -> tuple[str, ...] | None:
    """A string id's path and field; None for other names."""
    found = _STRING_ID.fullmatch(name.strip())
    return (*found[1].lower().split(","), found[3].lower()) if found else None


def file_name(path: str) -> str:
    """The file at the end of a path, however that is written."""
    return path.replace("\\", "/").rpartition("/")[2].strip()


def file_stem(path: str) -> str:
    """The same without what tells the file's kind: reports are compiled elsewhere and called otherwise then."""
    name = file_name(path)
    return name.rpartition(".")[0] or name
