"""Reads the first sheet of a spreadsheet that has anything in it; a program of its own, run by `reading.py`.

In: the bytes of an XLSX, XLS or ODS file on standard input. Out, on standard output, lines of JSON: the name of the
sheet, then a list of texts for each row, and at the end an object with `done`, or with `problem`: a word for what is
wrong. Whoever made the file may mean harm: this process has little memory and time, no database and no settings, and
when it is ended nothing else is. Formulas count as the values that were stored with them. It is run by its path,
outside of the package, so that it loads nothing of it but the numbers beside it.
"""

import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from importlib import import_module
from pathlib import Path
from typing import Any

_MOST_PARTS = 2000


def main() -> None:
    """Read, and tell."""
    sys.path.append(str(Path(__file__).parent))
    limits: Any = import_module("limits")  # not a part of the package here

    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.SECONDS, limits.SECONDS))
    content = sys.stdin.buffer.read()
    if _is_bomb(content, limits.UNPACKED_BYTES):
        _tell({"problem": "large"})
        return
    try:
        for line in _lines(content, limits.COLUMNS):
            _tell(line)
        _tell({"done": True})
    except Exception as error:  # noqa: BLE001 - whatever is wrong with the file is told in a word
        _tell({"problem": "locked" if type(error).__name__ == "PasswordError" else "unreadable"})


def _is_bomb(content: bytes, most: int) -> bool:
    """Whether its parts would be too large when unpacked, as its directory tells."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return False
    parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    return len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > most


def _lines(content: bytes, most_columns: int) -> Iterator[Any]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        if sheet.end is None:
            continue
        yield {"sheet": name}
        if sheet.end[1] >= most_columns * 20:  # blank columns at the side are cut, but not any number of them
            yield {"problem": "wide"}
            return
        for row in sheet.iter_rows():
            yield _texts(row)
        return


def _texts(row: list[Any]) -> list[str]:
    texts = [_text(value) for value in row]
    while texts and not texts[-1].strip():
        texts.pop()
    return texts


def _text(value: Any) -> str:
    """A value as a person would type it."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value)


def _tell(line: Any) -> None:
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
