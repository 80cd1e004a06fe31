"""Moves all preparations that are stored in one place to another.

In: a visit, the storage tree, a node, and the other node. Out: the preparations so changed, or a refusal in sentences.
Kept of Specify 7: the right `bulk_move` of the storage tree; action code 7; what is stored in the node itself moves,
and not what is stored below it; versions are not raised. The node stays.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from specify.datamodel.tables import model
from specify.records.writing.auditing import Act, audit_acts
from specify.trees.acting import Deed, Verb
from specify.trees.foreseeing import COUNTED_AT_MOST, Effect, Foreseen
from specify.trees.recounting import Passing, hanging_at

_ACTION = 7
STORAGE = "storage"


def _why_not(deed: Deed) -> list[str]:
    if deed.tree.key != STORAGE:
        return [_("Only places of storage have preparations that can be moved.")]
    if deed.node["id"] == deed.other["id"]:
        return [_("%(node)s is the same place; choose another one.") % deed.words]
    if deed.node["definition_id"] != deed.other["definition_id"]:
        return [_("%(target)s belongs to another tree; choose a place of the same tree.") % deed.words]
    if not _stored(deed).exists():
        return [_("Nothing is stored in %(node)s itself.") % deed.words]
    return []


def _foresee(deed: Deed) -> Foreseen:
    number = _stored(deed)[: COUNTED_AT_MOST + 1].count()
    effect = Effect(_("Preparations that are stored in the other place from then on"), number)
    return Foreseen((), (effect,), (), number)


def _carry_out(deed: Deed) -> None:
    _stored(deed).update(storage_id=deed.other["id"])
    fields = {"storageid": (deed.node["id"], deed.other["id"])}
    audit_acts(deed.saving, [Act(_ACTION, deed.tree.nodes, deed.node, deed.node["parent_id"], fields)])


def _stored(deed: Deed) -> QuerySet[Any, Any]:
    found: QuerySet[Any, Any] = model("preparation")._default_manager.filter(storage_id=deed.node["id"])
    return found


def _passing(deed: Deed) -> Passing:
    return Passing(deed.other["id"], records=hanging_at(_stored(deed), "storage_id"))


MOVE_ITEMS = Verb("bulk_move", _why_not, _foresee, _carry_out, passing=_passing)
