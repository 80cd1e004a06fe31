"""What a person chose when printing last: by which template, on which sheet, and where that sheet goes on.

In: what was printed lately by some templates. Out: what an address says nothing of; the first free place of a sheet
that was begun. A sheet of which one said that it came out badly counts for nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from specify.printing.models import Printout
from specify.printing.pages.keeping import FAILED, printouts_of
from specify.printing.templates.reading import Template
from specify.query.texts import Pairs
from specify.security.entering import Visit
from specify.web.addresses import number_in

_LATELY = 10
"""So many printouts are looked through."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A sheet that was begun: its first free place, and how many there are from that on."""

    place: int
    left: int


def lately(visit: Visit, templates: Iterable[str]) -> Sequence[Printout]:
    """What the person has printed here last by these templates, newest first. One statement."""
    return list(printouts_of(visit).filter(template__in=list(templates))[:_LATELY])


def with_last_choice(asked: Pairs, printouts: Sequence[Printout]) -> Pairs:
    """The same with the template and the sheet of the last time, where an address says nothing of them."""
    told = dict(asked)
    if "template" not in told and printouts:
        told["template"] = printouts[0].template
    last = next((one for one in printouts if one.template == told.get("template")), None)
    chosen = [(name, told[name]) for name in ("template",) if name in told]
    if last is not None and "sheet" not in told and (sheet := dict(last.asked).get("sheet")):
        chosen.append(("sheet", sheet))
    return [*((name, value) for name, value in asked if name != "template"), *chosen]


def begun_sheet(printouts: Sequence[Printout], template: Template, sheet: str, places: int) -> Begun | None:
    """The sheet with so many places that was begun by a template; None where the last one was filled."""
    for one in printouts:
        told = dict(one.asked)
        if one.template != template.name or _sheet(template, told.get("sheet", "")) != _sheet(template, sheet):
            continue
        if FAILED not in told:
            used = ((number_in(told.get("start", "")) or 1) - 1 + one.number) % places
            return Begun(used + 1, places - used) if used else None
    return None


def _sheet(template: Template, name: str) -> str:
    """The sheet that a name means; those of JasperReports have their own paper."""
    return "" if template.is_jrxml else (name or template.sheet or "a4").lower()
