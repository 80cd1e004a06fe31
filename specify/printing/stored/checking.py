"""Whether a source is a template that can be used: before it is stored, and beside it while it is typed.

In: a visit, a source, ids of records to try it with. Out: the `Template`, notes; a `BadTemplate` with the line.
"""

from collections.abc import Sequence

from specify.printing.printing import filled, preview
from specify.printing.rendering.telling import Note
from specify.printing.templates.reading import Template, read
from specify.security.entering import Visit


def checked(visit: Visit, source: str) -> Template:
    """The template, if its head, its marks and all names of fields can be read."""
    template = read("", source)
    filled(visit, template, ())
    return template


def tried(visit: Visit, template: Template, ids: Sequence[int]) -> tuple[Note, ...]:
    """What there is to note of the template filled with these records."""
    if not ids:
        filled(visit, template, ())
        return ()
    return preview(visit, template, ids, most=len(ids)).notes
