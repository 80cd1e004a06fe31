"""A sheet drawn small: which of its places get a label, and which are left empty.

In: a `Sheet`, the place to begin at, how many labels there are. Out: `Drawn`: paths for a picture, in millimetres, and
a sentence that says the same.
"""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from specify.printing.sheets.geometry import Sheet


@dataclass(frozen=True, slots=True)
class Drawn:
    """The first sheet: its paper, paths around the places without and with a label, and what there is to say."""

    width: float
    height: float
    empty: str
    taken: str
    said: str


def drawn(sheet: Sheet, start: int, labels: int | None) -> Drawn:
    """The first sheet; `labels` is None where nobody knows how many there will be."""
    last = sheet.number if labels is None else min(sheet.number, start - 1 + labels)
    paths = [_around(sheet, left, top) for left, top in sheet.places()]
    empty = "".join(path for at, path in enumerate(paths, start=1) if not start <= at <= last)
    taken = "".join(paths[start - 1 : last])
    return Drawn(*sheet.paper, empty, taken, _said(sheet, start, labels))


def _around(sheet: Sheet, left: float, top: float) -> str:
    width, height = sheet.label
    return f"M{left:.4g} {top:.4g}h{width:g}v{height:g}h{-width:g}z"


def _said(sheet: Sheet, start: int, labels: int | None) -> str:
    told = []
    if labels is not None:
        sheets = -(-(start - 1 + labels) // sheet.number)
        one = ngettext("%(number)s label", "%(number)s labels", labels) % {"number": number_format(labels)}
        many = ngettext("%(number)s sheet", "%(number)s sheets", sheets) % {"number": number_format(sheets)}
        told.append(_("%(labels)s on %(sheets)s.") % {"labels": one, "sheets": many})
    if start > 1:
        left = ngettext("The first place is left empty.", "The first %(number)s places are left empty.", start - 1)
        told.append(left % {"number": start - 1})
    return " ".join(told)
