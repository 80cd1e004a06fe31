"""The page on which one measures where a printer prints: crosses and rulers at known millimetres from the edges.

In: the paper, and a shift to try. Out: a PDF from the render process, drawn as one label as large as the paper: so it
goes the very way of labels, and what is measured on it holds for them.
"""

from dataclasses import asdict

from django.utils.translation import gettext as _

from specify.printing.rendering.pool import Work, render
from specify.printing.sheets.geometry import Pair, roll
from specify.printing.sheets.known import PAPERS
from specify.printing.sheets.offsets import MEANT, NONE, told_shift

_RULER = 100
_ARM = 8
_FIVE, _TEN = 5, 10


def calibration_page(paper: str, shift: Pair, language: str) -> bytes:
    """The page as PDF."""
    size = PAPERS.get(paper, PAPERS["a4"])
    told = {
        "task": "pdf",
        "kind": "label",
        "source": _drawing(size) + _words(shift),
        "records": [{}],
        "copies": [1],
        "sheet": asdict(roll(size).shifted(shift)),
        "paper": size,
        "start": 1,
        "least": 1.0,
        "title": _("Where your printer prints"),
        "language": language,
    }
    return render(Work(told)).pdf


def _drawing(size: Pair) -> str:
    """Crosses in all corners, and rulers that begin at the first one."""
    width, height = size
    lines = [
        f"M{x - _ARM:g} {y:g}h{2 * _ARM}M{x:g} {y - _ARM:g}v{2 * _ARM}"
        for x in (MEANT, width - MEANT)
        for y in (MEANT, height - MEANT)
    ]
    for at in range(_RULER + 1):
        length = 5 if at % _TEN == 0 else 3.5 if at % _FIVE == 0 else 2
        lines.append(f"M{MEANT + at:g} {MEANT:g}v{length}M{MEANT:g} {MEANT + at:g}h{length}")
    return (
        f'<svg class="page" viewBox="0 0 {width:g} {height:g}"><path d="{"".join(lines)}" fill="none" stroke="#000" '
        'stroke-width=".1"/></svg>'
    )


def _words(shift: Pair) -> str:
    """What one does with the page."""
    moved = _("This page is moved by %(shift)s.") % {"shift": told_shift(shift)} if shift != NONE else ""
    sentences = (
        _("Where your printer prints"),
        _("The cross at the upper left is meant to be %(meant)d mm from the left and from the upper edge of the paper.")
        % {"meant": MEANT},
        _("Measure both, and write what you measure into the page that this came from."),
        _("The rulers are %(length)d mm long. If yours differ, the printer changes the size: switch off “fit to page”.")
        % {"length": _RULER},
        moved,
    )
    return (
        "<style>.page{position:absolute;left:0;top:0;width:100%;height:100%}p{margin:0 0 3mm}"
        "div{position:absolute;left:45mm;top:45mm;width:120mm;font:11pt/1.5 'Nimbus Sans',sans-serif}</style>"
        f"<div>{''.join(f'<p>{one}</p>' for one in sentences if one)}</div>"
    )
