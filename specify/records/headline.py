"""What stands at the head of a record's page: its number or kind, and its name.

In: a visit and a record's row. Out: a `Headline`. A collection object is headed by its catalog number and its current
determination's taxon, as people speak of it; everything else by its table and its formatted name.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from specify.datamodel.declaring import Table
from specify.datamodel.rows import Row, Rows, settled
from specify.layouts.latin import split_name
from specify.resources.formatting import Formatting
from specify.security.entering import Visit


@dataclass(frozen=True, slots=True)
class Headline:
    """The head of a page; `latin` is the scientific name that its name begins with, `rest` what follows."""

    number: str
    rest: str
    latin: str = ""

    @property
    def title(self) -> str:
        """The whole name as plain text."""
        return self.latin + self.rest


def headline_of(visit: Visit, table: Table, row: Row, rows: Rows) -> Headline:
    """The head of one record; loads what it needs."""
    formatting = visit.formatting(rows)
    return settled(rows, lambda: heading(formatting, table, row))


def heading(formatting: Formatting, table: Table, row: Row) -> Headline:
    """The head of one record, as far as its formatting has all rows: evaluate, load, evaluate again."""
    if table.key == "collectionobject":
        return _specimen(formatting, row)
    latin, rest = split_name(formatting.label(table.key, row["id"]), row if table.key == "taxon" else None)
    return Headline(formatting.captions.table(table.key), rest, latin)


def _specimen(formatting: Formatting, row: Row) -> Headline:
    rows, captions = formatting.rows, formatting.captions
    number = formatting.value("collectionobject", "catalogNumber", row) or _("No catalog number")
    if not (formatting.readable("determination") and formatting.readable("taxon")):
        return Headline(number, captions.table("collectionobject"))
    current = rows.children("collectionobject", "determinations", row["id"], limit=1, order="-isCurrent")
    taxon_id = current[0].get("taxon_id") if current else None
    if not taxon_id:
        return Headline(number, _("Not determined"))
    latin, rest = split_name(formatting.record("taxon", taxon_id) or "", rows.get("taxon", taxon_id))
    return Headline(number, rest, latin)
