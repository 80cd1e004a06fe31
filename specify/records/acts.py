"""What can be done with the record on a page: the links below its headline.

In: a visit, the table and the id of a stored record. Out: its acts that the person has the rights for, the first being
what most come for. An act is a page of its own; what changes something there is asked by a button.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from specify.datamodel.declaring import Table
from specify.security.entering import Visit


@dataclass(frozen=True, slots=True)
class Act:
    """A link: its words and its address; `is_first` stands out from the others."""

    title: str | Promise
    address: str
    is_first: bool = False


def acts_of(visit: Visit, table: Table, record_id: int) -> tuple[Act, ...]:
    """The acts on a record, in the order in which they are offered. Asks the database nothing."""
    place = visit.place
    way = {"collection_id": place.collection_id, "slug": place.slug, "table": table.key, "record_id": record_id}
    acts = []
    if may_enter(visit, table, "update"):
        acts.append(Act(_("Edit"), reverse("records-edit", kwargs=way), is_first=True))
    return tuple(acts)


def may_enter(visit: Visit, table: Table, action: str) -> bool:
    """Whether the person may open the form for what is to `update` or to `create`, and has somebody to sign it."""
    return visit.agent_id is not None and visit.rights.may_table(table.key, action)
