"""Opens the form of a record, stored or new, as far as the person may fill it in.

In: a visit, the name of a table, the id of a record or none, where one came from, the key of a draft. Out: an `Opened`
form, or a refusal in a sentence. Kept from Specify 7: who may update a table may fill in the forms of its records, who
may create has an empty one.
"""

from dataclasses import replace

from django.utils.translation import gettext as _

from specify.datamodel.declaring import Table
from specify.datamodel.rows import Rows
from specify.records.choosing.ways_back import ways_in
from specify.records.copying.copies import with_copies
from specify.records.filling.drafts import draft_of
from specify.records.filling.opened import Opened
from specify.records.views import fetch_row, readable_table
from specify.security.administrators import who_can_help
from specify.security.entering import Visit
from specify.security.scoping import own_limits
from specify.web.addresses import number_in
from specify.web.refusals import forbidden


def open_form(
    visit: Visit, table: str, record_id: int | None, *, key: str = "", back: str = "", walk: str = ""
) -> Opened:
    """The form of a stored record, or of a new one; with a `key` what its draft has is in it, or it is refused.

    `back` is where one came from, as the address has it, `walk` the record set that one walks through.
    """
    known = changeable_table(visit, table, "create" if record_id is None else "update")
    rows = Rows(own_limits(visit.place))
    row = None if record_id is None else fetch_row(visit, known, record_id)
    if row is not None:
        rows.put(known.key, row)
    opened = Opened(visit, known, rows, row, back=ways_in(back), walk=walk if number_in(walk) else "")
    return with_draft(opened, key) if key else opened


def with_draft(opened: Opened, key: str) -> Opened:
    """The form with what was put into it so far; a refusal when this person has no such draft of it."""
    sent = with_copies(opened.visit, opened.table, draft_of(opened.whose, key))
    return replace(opened, key=key, is_kept=True, sent=sent)


def changeable_table(visit: Visit, name: str, action: str) -> Table:
    """The table of that name when the person may `update`, `create` or `delete` its records; else a refusal."""
    table = readable_table(visit, name)
    if not visit.rights.may_table(table.key, action):
        told = {
            "update": _("You may not change records of %(table)s in %(collection)s."),
            "create": _("You may not enter records of %(table)s in %(collection)s."),
            "delete": _("You may not delete records of %(table)s in %(collection)s."),
        }[action]
        names = {"table": visit.captions.table(table.key), "collection": visit.place.collection_name}
        raise forbidden(told % names, who_can_help())
    visit.signing_agent()
    return table
