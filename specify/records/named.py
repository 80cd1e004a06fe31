"""What a record is called in a sentence: its number or kind, and its name, as at the head of its page.

In: a visit, a table and the id of a record. Out: words as plain text, and the sentence that it is saved. Specify says
nothing after saving, so that one of several forms looks saved like any other.
"""

from django.utils.translation import gettext as _

from specify.datamodel.declaring import Table
from specify.datamodel.rows import Rows
from specify.records.headline import headline_of
from specify.records.views import find_row
from specify.security.entering import Visit
from specify.security.scoping import own_limits


def named(visit: Visit, table: Table, record_id: int | None) -> str:
    """Its number or kind, and its name; "" where there is no such record here. A full stop may follow."""
    row = None if record_id is None else find_row(visit, table, record_id)
    if row is None:
        return ""
    rows = Rows(own_limits(visit.place))
    rows.put(table.key, row)
    headline = headline_of(visit, table, row, rows)
    title = headline.title.rstrip(".")
    return title if title.startswith(headline.number) else f"{headline.number} {title}"


def told_saved(visit: Visit, table: Table, record_id: int | None) -> str:
    """The sentence after saving."""
    name = named(visit, table, record_id)
    return _("Saved: %(record)s.") % {"record": name} if name else _("Saved.")
