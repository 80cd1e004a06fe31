"""What can be done with the record on a page: the links below its headline.

In: a visit, the table and the id of a stored record. Out: its acts that the person has the rights for, the first being
what most come for. An act is a page of its own; what changes something there is asked by a button.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from specify.datamodel.declaring import Table
from specify.records.asking import query_from
from specify.records.copying.carried import offers
from specify.records.copying.many_numbers import may_number
from specify.records.copying.ways_on import way_to_choose, way_to_many, way_to_new
from specify.records.sets.reading import may
from specify.records.sets.walking import NAME as WALK
from specify.records.sets.walking import Walk
from specify.security.entering import Visit
from specify.web.menus import ways_on

_ADD = "a"


@dataclass(frozen=True, slots=True)
class Act:
    """A link: its words and its address; `is_first` stands out from the others. `key` is its access key."""

    title: str | Promise
    address: str
    is_first: bool = False
    key: str = ""


def acts_of(visit: Visit, table: Table, record_id: int, walk: Walk | None = None) -> tuple[Act, ...]:
    """The acts on a record, in the order in which they are offered; whoever is on a walk comes back to it.

    Asks the database nothing.
    """
    way = {**visit.place.way, "table": table.key, "record_id": record_id}
    acts = []
    if may_enter(visit, table, "update"):
        back = f"?{WALK}={walk.record_set.id}" if walk else ""
        acts.append(Act(_("Edit"), reverse("records-edit", kwargs=way) + back, is_first=True))
    if may_enter(visit, table, "create"):
        acts.extend(_copying(visit, table, record_id))
    if may(visit, "create"):
        address = f"{reverse('records-sets-add', kwargs=visit.place.way)}?table={table.key}&id={record_id}"
        acts.append(Act(_("Add to a record set"), address))
    if visit.rights.all_readable(("spauditlog", "spauditlogfield")):
        acts.append(Act(_("History"), reverse("records-history", kwargs=way)))
    acts.append(Act(_("Used by"), reverse("records-used", kwargs=way)))
    if asked := query_from(visit, table.key, record_id):
        acts.append(Act(_("Query from here"), asked))
    acts.extend(Act(one.title, one.address(visit, on=table.key, id=record_id)) for one in ways_on(visit, table.key))
    if may_enter(visit, table, "delete"):
        acts.append(Act(_("Delete"), reverse("records-delete", kwargs=way)))
    return tuple(acts)


def _copying(visit: Visit, table: Table, record_id: int) -> Iterator[Act]:
    """The way to a record like this one; whoever carries nothing forward yet chooses first what."""
    offered = offers(visit, table)
    if offered.clones:
        yield Act(_("Clone"), way_to_new(visit, table, record_id), key="" if offered.carries else _ADD)
    if offered.carries:
        yield Act(_("Carry forward"), way_to_new(visit, table, record_id, is_carried=True), key=_ADD)
        if may_number(visit, table):
            yield Act(_("Carry forward to many"), way_to_many(visit, table, record_id))
    elif offered.clones:
        yield Act(_("Carry forward"), way_to_choose(visit, table, record_id))


def may_enter(visit: Visit, table: Table, action: str) -> bool:
    """Whether the person may open the form for what is to `update` or to `create`, and has somebody to sign it."""
    return visit.agent_id is not None and visit.rights.may_table(table.key, action)
