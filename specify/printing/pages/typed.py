"""Numbers that were typed to print by: kept as long as drafts are, since no address has room for them.

In: a visit, a table, a text with numbers one by one and in ranges. Out: the records that have them. A few are named in
the address by their ids, and hold for good.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from specify.datamodel.declaring import Table
from specify.layouts.filling.sent import Sent
from specify.records.filling import drafts
from specify.records.sets.looking_up import LookedUp, Numbered, look_up, numbered_in
from specify.records.sets.typed_numbers import TypedNumbers, read_numbers
from specify.security.entering import Visit
from specify.web.refusals import missing

_KEPT_UNDER = "print.numbers"
"""The name of no table, so that no form of a record offers it."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a form for the numbers of a field, as numbers, and what was found of them."""

    numbered: Numbered
    numbers: TypedNumbers
    found: LookedUp


def fields_of(visit: Visit, table: Table) -> Sequence[Numbered]:
    """The fields of a table by which its records can be called, the catalog number first."""
    return sorted(numbered_in(visit, table), key=lambda one: one.field.name != "catalogNumber")


def found_by(visit: Visit, numbered: Numbered, text: str) -> Typed:
    """The records of the numbers in a text; raises `TooMany` beyond what is taken at once. Two statements."""
    numbers = read_numbers(text, numbered.format, datetime.now().date())
    return Typed(numbered, numbers, look_up(visit, numbered, numbers.numbers))


def keep_typed(visit: Visit, numbered: Numbered, text: str, key: str) -> None:
    """Keep the text under a key of 32 letters."""
    drafts.keep(_whose(visit), Sent({"numbers": text, "field": numbered.key}), key)


def ids_typed(visit: Visit, table: Table, key: str) -> Sequence[int]:
    """The records of the numbers that are kept under a key. Three statements."""
    sent = drafts.draft_of(_whose(visit), key)
    numbered = next((one for one in fields_of(visit, table) if one.key == sent.texts["field"]), None)
    if numbered is None:
        raise missing(_("The numbers are those of another table."), _("Type them once more."))
    return found_by(visit, numbered, sent.texts["numbers"]).found.ids


def _whose(visit: Visit) -> drafts.Whose:
    return drafts.Whose(visit.user.pk, visit.place.collection_id, _KEPT_UNDER, None)
