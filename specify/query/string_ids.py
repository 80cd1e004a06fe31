"""The texts by which Specify names what a line of a query asks for: `1,9-determinations,4.taxon.Genus`.

In: a text. Out: `StringId`, or a refusal in a sentence; and the text again. Kept of Specify: the path of table numbers,
each with the relationship it is reached by unless that is called like its table, the table the field is of, and the
name of the field, behind the first two dots; a name may have dots and blanks. Any case of letters is read.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from specify.query.refusing import BadQuery

LONGEST = 2000
MOST_STEPS = 24
_STEP = re.compile(r"(\d{1,6})(?:-([A-Za-z][A-Za-z0-9_]{0,63}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: the number of the table it leads to, and by which relationship; empty: the table's name."""

    number: int
    relationship: str = ""


@dataclass(frozen=True, slots=True)
class StringId:
    """What a text names: from which table, along which way, in which table, which field."""

    root: int
    steps: tuple[Step, ...]
    table: str
    field: str

    def __str__(self) -> str:
        """The text as Specify writes it."""
        told = [str(self.root)]
        told += [f"{step.number}-{step.relationship}" if step.relationship else str(step.number) for step in self.steps]
        return f"{','.join(told)}.{self.table}.{self.field}"


def string_id(text: str) -> StringId:
    """What `text` names; refuses what is no such text."""
    parts = text.split(".", 2) if len(text) <= LONGEST else []
    path = [_STEP.fullmatch(piece.strip()) for piece in parts[0].split(",")] if len(parts) == len("ptf") else []
    if not path or len(path) > MOST_STEPS + 1 or not all(path) or path[0] is None or path[0][2]:
        raise BadQuery(
            _("“%(text)s” names no field of a query.") % {"text": text[:200]},
            _("Expected is a path of table numbers, a table and a field, such as 1,10.collectingevent.startDate."),
        )
    steps = tuple(Step(int(found[1]), found[2] or "") for found in path[1:] if found)
    return StringId(int(path[0][1]), steps, parts[1].strip().lower(), parts[2].strip())
