"""Files that jobs made: kept in a store of their own, given out by a view with permission.

In: a file that a verb wrote somewhere. Out: its name among the results, `<job>-<file name>`, and the file again. The
store is `STORAGES["results"]`: a folder in `var`, unless an institution of several machines puts one there that all of
them share.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.core.files import File
from django.core.files.storage import Storage, storages

# Four bytes a letter at most, and file systems take 255 bytes.
_STEM_AT_MOST, _ENDING_AT_MOST = 48, 10


def keep(number: int, file: Path, called: str = "") -> str:
    """Move a file to the results of that job; its name there. Raises `OSError`, and then nothing of it is left."""
    name = f"{number}-{plain(called or file.name)}"
    _store().delete(name)  # of a job with this number in a former life of our tables
    try:
        with file.open("rb") as written:
            return _store().save(name, File(written))
    except OSError:
        _store().delete(name)
        raise
    finally:
        file.unlink(missing_ok=True)


def opened(name: str) -> File[bytes]:
    """The kept file, to read; raises `FileNotFoundError`."""
    return _store().open(name, "rb")


def told_name(name: str) -> str:
    """The file's own name."""
    return name.partition("-")[2]


def remove(names: Iterable[str]) -> None:
    """Delete kept files; one that is gone already does not matter."""
    for name in names:
        _store().delete(name)


def remove_all() -> None:
    """Delete every kept file."""
    with suppress(FileNotFoundError):  # nothing was ever kept
        remove(_store().listdir("")[1])


def plain(name: str) -> str:
    """A file name that every store and browser takes: no signs of control, no path, not too long."""
    kept = "".join(one for one in unicodedata.normalize("NFC", name) if one.isprintable() and one not in '/\\:"')
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[:_STEM_AT_MOST]}{dot}{ending[:_ENDING_AT_MOST]}" if stem else kept[:_STEM_AT_MOST] or "result"


def _store() -> Storage:
    return storages["results"]
