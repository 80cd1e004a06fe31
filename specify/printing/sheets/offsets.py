"""What a person's printer needs: by how much everything is moved, so that it comes out where it is meant to.

In: a visit; what somebody measures on the page of `calibration.py`. Out: millimetres to the right and down, one pair a
person, since one mostly prints on the printer beside one's desk.
"""

import re
from collections.abc import Mapping

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from specify.printing.models import PrinterOffset
from specify.printing.sheets.geometry import Pair
from specify.security.entering import Visit

MEANT = 20.0
"""How far from the edges of the paper the lines are printed that one measures."""
MOST = 20.0
NONE: Pair = (0.0, 0.0)
_MEASURE = re.compile(r"(\d{1,3}(?:[.,]\d{1,3})?)\s*(?:mm)?", re.ASCII)


def shift_of(visit: Visit) -> Pair:
    """By how much this person's labels are moved. One statement."""
    return shift_for(visit.user.pk)


def shift_for(user_id: int) -> Pair:
    """By how much a user's labels are moved. One statement."""
    found = PrinterOffset.objects.filter(user_id=user_id).values_list("right", "down").first()
    return (float(found[0]), float(found[1])) if found else NONE


def keep_shift(visit: Visit, shift: Pair) -> None:
    """Keep it from now on; none is kept where nothing needs to be moved."""
    if shift == NONE:
        PrinterOffset.objects.filter(user_id=visit.user.pk).delete()
        return
    PrinterOffset.objects.update_or_create(user_id=visit.user.pk, defaults={"right": shift[0], "down": shift[1]})


def shift_measured(typed: Mapping[str, str]) -> tuple[Pair, Mapping[str, str]]:
    """By how much to move what is measured `right` from the left edge and `down` from the upper one; what is wrong."""
    moves, problems = [], {}
    for field in ("right", "down"):
        measured = millimetres_in(typed[field])
        if measured is None or abs(MEANT - measured) > MOST:
            problems[field] = _unusable(typed[field], measured)
        moves.append(round(MEANT - (measured or 0), 2))
    return (moves[0], moves[1]), problems


def millimetres_in(text: str) -> float | None:
    """The length that somebody wrote, with or without its unit; None where it is none."""
    found = _MEASURE.fullmatch(text.strip())
    return float(found[1].replace(",", ".")) if found else None


def _unusable(text: str, measured: float | None) -> str:
    if measured is None:
        told = _("“%(text)s” is no length in millimetres. Write for example %(example)s.")
        return told % {"text": text.strip()[:50], "example": number_format(19.5, 1)}
    told = _(
        "%(measured)s mm is more than a printer can be put right by: the line was printed %(meant)s mm from the edge."
    )
    remedy = _("If it is really there, choose the right paper and switch off “fit to page” where you print.")
    return f"{told % {'measured': _told(measured), 'meant': _told(MEANT)}} {remedy}"


def told_shift(shift: Pair) -> str:
    """The shift in words; "" for none."""
    right, down = shift
    words = []
    if right:
        told = _("%(number)s mm to the right") if right > 0 else _("%(number)s mm to the left")
        words.append(told % {"number": _told(abs(right))})
    if down:
        told = _("%(number)s mm down") if down > 0 else _("%(number)s mm up")
        words.append(told % {"number": _told(abs(down))})
    return _("%(one)s and %(other)s") % {"one": words[0], "other": words[1]} if len(words) > 1 else "".join(words)


def told_measure(of: float) -> str:
    """What one measured for a part of the shift, as it is typed."""
    return _told(round(MEANT - of, 2))


def _told(number: float) -> str:
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return number_format(text) if "." in text else text
