"""The rows that a new record begins with.

In: a visit and the form of the record. Out: what counts as sent before anybody has sent anything. Kept of Specify 7: an
object begins with a determination and a preparation where the institution's preferences want it; its attributes need
none, since their form is open in any case. On purpose otherwise: only rows that the form shows and the person may make.
"""

from specify.layouts.filling.sent import NOTHING, Sent
from specify.layouts.form import Form, SubForm
from specify.layouts.visiting import Visit
from specify.resources.preferences import preferences

_OBJECT = "collectionobject"
_PREFERENCES = {"determinations": "CO_CREATE_DET", "preparations": "CO_CREATE_PREP"}


def begun_with(visit: Visit, form: Form) -> Sent:
    """One row each behind the relationships that are to have one."""
    if form.table != _OBJECT:
        return NOTHING
    subs = (item for item in form.pairs() if isinstance(item, SubForm))
    rows = dict.fromkeys(f"{sub.relationship.name}.n1" for sub in subs if _begins(visit, sub))
    return Sent(added=tuple(rows)) if rows else NOTHING


def _begins(visit: Visit, sub: SubForm) -> bool:
    """Whether a row is asked for behind the sub-view, may be made and can be filled in."""
    if sub.path.steps or sub.button:
        return False
    key = _PREFERENCES.get(sub.relationship.name, "")
    wanted = key and preferences(visit.stamp).flag(f"{key}_{visit.viewer.place.collection_id}")
    return bool(wanted) and visit.rights.may_table(sub.target, "create")
