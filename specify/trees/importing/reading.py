"""Reads the rows of an uploaded file.

In: the name of a file and its content. Out: a `Source`: how it was read, and its rows as texts, one by one, so that
nobody has to hold them all; or a refusal in a sentence. CSV comes in any encoding and with any delimiter that programs
of the field write; spreadsheets are read by a process of their own, which can be ended without harm. What is no table
at all is told, and what is too large.
"""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from specify.trees.importing import limits, spreadsheet
from specify.web.refusals import Refusal

_SHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How XLSX and ODS files begin, and XLS files."""
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = ",;\t|"
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Source:
    """The rows of a file, and in words how it was read."""

    rows: Iterator[list[str]]
    how: str


def read(content: bytes) -> Source:
    """The rows of a file. Raises a refusal, also while the rows are gone through."""
    if not content.strip():
        raise _unfit(_("The file is empty."), _("Choose a file that has a row of headings and rows below it."))
    if content.startswith(_SHEETS):
        return _spreadsheet(content)
    return _text_file(content)


def _text_file(content: bytes) -> Source:
    text, encoding = _decoded(content)
    if "\x00" in text:
        raise _unfit(
            _("The file has characters without meaning (NUL) in it: it is no text file, or a damaged one."),
            _("Save it again as CSV in UTF-8, or as XLSX."),
        )
    delimiter = _delimiter(text)
    told = {"encoding": encoding.upper(), "delimiter": _("tab") if delimiter == "\t" else delimiter}
    how = _("Read as text in %(encoding)s, cells separated by “%(delimiter)s”.") % told
    return Source(_within(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)), how)


def _decoded(content: bytes) -> tuple[str, str]:
    """The text, and its encoding: what the file says itself, else UTF-8 if it can be, else that of Windows."""
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    head = content[:2000]
    if marked is None and head.count(0) > len(head) // 4:
        marked = "utf-16-be" if head[0] == 0 else "utf-16-le"
    for encoding in (marked,) if marked else ("utf-8", "cp1252", "latin-1"):
        try:
            return content.decode(encoding), encoding.removesuffix("-sig")
        except UnicodeDecodeError:
            continue
    raise _unfit(_("The letters of the file cannot be read."), _("Save it again as CSV in UTF-8, or as XLSX."))


def _delimiter(text: str) -> str:
    """What separates the cells: that by which the first rows have most cells, and the same number of them."""

    def agreement(delimiter: str) -> tuple[int, int]:
        first = list(islice(csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=delimiter), _LOOKED_AT))
        widths = [len(row) for row in first if row]
        most = widths[0] if widths else 0
        return (sum(width == most for width in widths) if most > 1 else 0, most)

    try:
        return max(_DELIMITERS, key=agreement)
    except csv.Error as error:
        raise _no_table() from error


def _spreadsheet(content: bytes) -> Source:
    lines = _told(content)
    sheet: dict[str, Any] = next(lines, {"problem": "large"})
    if "sheet" not in sheet:
        raise _problem(sheet.get("problem", "empty"))
    how = _("Read from the sheet “%(name)s”; other sheets are passed over.") % {"name": sheet["sheet"]}
    return Source(_within(_rows(lines)), how)


def _rows(lines: Iterator[Any]) -> Iterator[list[str]]:
    for line in lines:
        if isinstance(line, list):
            yield line
        elif "problem" in line:
            raise _problem(line["problem"])
        else:
            return
    raise _problem("large")  # it was ended before it was done


def _told(content: bytes) -> Iterator[Any]:
    """What the process says that reads the spreadsheet."""
    with TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        command = [sys.executable, "-I", str(Path(spreadsheet.__file__))]
        # Nothing of the server's environment is handed to it.
        around = {"PATH": os.defpath, "LANG": "C.UTF-8"}
        with subprocess.Popen(  # noqa: S603 - our own program; the file is its input
            command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=around
        ) as process:
            clock = Timer(limits.SECONDS, process.kill)
            clock.start()
            try:
                for line in process.stdout or ():
                    yield json.loads(line)
            except ValueError as error:  # ended in the middle of a line
                raise _problem("large") from error
            finally:
                clock.cancel()
                process.kill()


def _within(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows, as long as there are not too many; without blanks at the end of a row."""
    letters = 0
    try:
        for number, row in enumerate(rows, 1):
            cells = [cell.strip() for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            letters += sum(map(len, cells))
            _check(number, cells, letters)
            yield cells
    except csv.Error as error:
        raise _no_table() from error


def _check(number: int, cells: list[str], letters: int) -> None:
    if len(cells) > limits.COLUMNS:
        raise _too_wide()
    if number > limits.ROWS or letters > limits.LETTERS:
        raise _problem("large")
    longest = max(map(len, cells), default=0)
    if longest > limits.LETTERS_OF_CELL:
        sentence = _("Row %(row)s has a cell of %(letters)s characters; at most %(most)s can be read.")
        told = {"row": number, "letters": longest, "most": limits.LETTERS_OF_CELL}
        raise _unfit(sentence % told, _("Shorten it, or leave the column out of the file."))
    if any("\x00" in cell for cell in cells):
        sentence = _("Row %(row)s has a character without meaning (NUL) in it.") % {"row": number}
        raise _unfit(sentence, _("Delete it, and save the file again."))


def _problem(word: str) -> Refusal:
    """What the process found wrong, in words."""
    if word == "wide":
        return _too_wide()
    if word == "locked":
        return _unfit(_("The spreadsheet is locked with a password."), _("Save it without one."))
    if word == "empty":
        return _unfit(_("No sheet has anything in it."), _("Choose a file that has headings and rows below them."))
    if word == "large":
        told = {"rows": number_format(limits.ROWS, use_l10n=True, force_grouping=True), "columns": limits.COLUMNS}
        return _unfit(
            _("The file is too large to be read: there may be at most %(rows)s rows of %(columns)s columns.") % told,
            _("Divide it into several files, each with the rows of some branches, and import one after the other."),
        )
    return _unfit(
        _("The file begins like a spreadsheet, and cannot be read as one: it may be damaged."),
        _("Open it in the program it comes from and save it again, as XLSX or as CSV in UTF-8."),
    )


def _too_wide() -> Refusal:
    sentence = _("The file has more than %(most)s columns.") % {"most": limits.COLUMNS}
    return _unfit(sentence, _("Leave out those that are not to be imported, and save it again."))


def _no_table() -> Refusal:
    return _unfit(
        _("The file cannot be read as a table."),
        _("Save it from a spreadsheet program as CSV in UTF-8 or as XLSX, and choose that file."),
    )


def _unfit(sentence: str, remedy: str) -> Refusal:
    return Refusal(422, _("This file cannot be read"), sentence, remedy)
