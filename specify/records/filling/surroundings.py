"""The records of a form as they would be if what was sent were saved, each within the one whose form it stands in.

In: a form that is being planned, and names of its records. Out: an `Around` for each. What is loaded of them is what
the plan has loaded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from specify.layouts.filling.names import steps_to
from specify.layouts.filling.overlaid import new_row, overlaid
from specify.layouts.filling.sent import joined
from specify.query.offering import Around
from specify.records.filling.planning import Planning, row_of


def surroundings(planning: Planning, records: Iterable[str]) -> Mapping[str, Around]:
    """By name the records, and those around them; names that lead nowhere are left out."""
    found: dict[str, Around] = {}
    writer = replace(planning.writer, sent=planning.sent)
    for record in dict.fromkeys(records):
        name, outer = "", None
        for step in steps_to(planning.table, record, writer.reader.tables) or ():
            name = joined(name, f"{step.way.name}.{step.row}".rstrip(".")) if step.way else name
            if name not in found:
                row = overlaid(writer, step.table, row_of(planning, name) or new_row(step.table), name)
                found[name] = Around(step.table, row, planning.rows, outer)
            outer = found[name]
    return found
