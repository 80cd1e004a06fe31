"""The sheets that are known by name: `layouts/labels/sheets.json`, measures as their makers give them.

In: a name, the size of a template's label. Out: a `Sheet`, or a refusal in a sentence. Two kinds of sheets follow from
the label: `a4` and `letter` are plain paper with as many labels as there is room for, `roll` has one label a page.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from specify.printing.sheets.geometry import Pair, Sheet, filled_paper, roll, sheet_of
from specify.web.refusals import FORM_STATUS, Refusal

PAPERS: Mapping[str, Pair] = {"a4": (210, 297), "letter": (215.9, 279.4)}
ROLL = "roll"


@dataclass(frozen=True, slots=True)
class Known:
    """A sheet with its maker's name for it."""

    name: str
    title: str
    sheet: Sheet


@cache
def known() -> Mapping[str, Known]:
    """The sheets of the file, by name."""
    told = json.loads((Path(settings.LAYOUTS) / "labels" / "sheets.json").read_text())
    return {name: Known(name, one.pop("title"), sheet_of(one)) for name, one in told.items()}


def sheet_named(name: str, label: Pair) -> Sheet:
    """The sheet of that name, for labels of a size where it does not say one."""
    name = name.lower()
    if name in known():
        return known()[name].sheet
    if name in (*PAPERS, ROLL) and all(label):
        sheet = roll(label) if name == ROLL else filled_paper(PAPERS[name], label)
        if sheet.fits:
            return sheet
        raise bad_sheet(
            _("The label is larger than the paper."), _("Choose larger paper, or a template of a smaller size.")
        )
    names = ", ".join((*known(), *PAPERS, ROLL))
    raise bad_sheet(
        _("There is no sheet “%(name)s”.") % {"name": name[:50]}, _("There are: %(names)s.") % {"names": names}
    )


def bad_sheet(sentence: str, remedy: str) -> Refusal:
    """A sheet that cannot be printed on."""
    return Refusal(FORM_STATUS, _("This sheet cannot be printed on"), sentence, remedy)
