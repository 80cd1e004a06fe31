"""Rows as a workbook of one sheet: XLSX.

In: a taking, a file that is open for writing. Out: the file, written row by row in constant memory. Specify has no such
format. Numbers are numbers, truth values too; texts are never formulas; what is too long for a cell is cut as little as
it must be.
"""

import re
from typing import IO, Any
from xml.sax.saxutils import escape

import xlsxwriter
from django.utils.translation import gettext as _

from specify.ask.taking.takings import Taking
from specify.query.refusing import BadQuery

MOST_ROWS = 1_048_575
"""How many rows a sheet has beside its headings."""
_LONGEST = 32_767
"""How many letters a cell has; some count as two."""
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
# What looks so is written by the library as it stands, as markup.
_MARKED, _END = "<r>", "</r>"
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(taking: Taking, file: IO[bytes], most: int = MOST_ROWS) -> None:
    """Write it. Refuses more rows than `most`."""
    with xlsxwriter.Workbook(file, _OPTIONS) as workbook:
        sheet = workbook.add_worksheet()
        sheet.freeze_panes(1, 0)
        bold, number = workbook.add_format({"bold": True}), 0
        sheet.write_row(0, 0, [_cell(heading, is_decimal=False) for heading in taking.headings], bold)
        decimals = frozenset(at for at, kind in enumerate(taking.kinds()) if kind == "decimal")
        for batch in taking.batches():
            if number + len(batch) > most:
                raise _too_many(most)
            for place, found in enumerate(batch, start=number + 1):
                sheet.write_row(place, 0, [_cell(value, at in decimals) for at, value in enumerate(found.cells)])
            number += len(batch)


def _cell(value: Any, is_decimal: bool) -> Any:
    if not isinstance(value, str):
        return value
    return float(value) if is_decimal else _text(_NOT_IN_XML.sub("", value))


def _text(value: str) -> str:
    if value.startswith(_MARKED) and value.endswith(_END):
        return f'{_MARKED}<t xml:space="preserve">{escape(value)}</t>{_END}'
    if len(value) * 2 <= _LONGEST or len(units := value.encode("utf-16-le")) <= _LONGEST * 2:
        return value
    return units[: (_LONGEST - 1) * 2].decode("utf-16-le", "ignore") + "…"


def _too_many(most: int) -> BadQuery:
    if most == MOST_ROWS:
        return BadQuery(
            _("The query finds more rows than a sheet can have: %(most)d.") % {"most": most},
            _("Take them along as CSV, or ask for less."),
        )
    return BadQuery(
        _("The query finds more than the %(most)d rows of which a workbook is made at once.") % {"most": most},
        _("Let a job make it: go to “Take along”, and choose to have the file made in the background."),
    )
