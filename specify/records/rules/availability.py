"""What can be lent, given or exchanged: no more of a preparation than there is.

Kept of Specify 7: available is what a preparation counts, less what is on loan and not resolved, given away, and
exchanged out; disposals are not subtracted; things without a preparation are not judged. Kept of its forms: a new loan
and a disposal are judged, too, and no number is negative or higher than the preparation counts. Changed on purpose:
sums are taken table by table, where Specify multiplies them; what is too high is refused in a sentence, since nobody
sees it being corrected here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import F, Sum, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from specify.datamodel.selecting import rows_by_id
from specify.datamodel.tables import model
from specify.records.writing.changes import Change, Saving, ids_of

_TAKING = ("loanpreparation", "giftpreparation", "exchangeoutprep")
_JUDGED = (*_TAKING, "disposalpreparation")


def before(saving: Saving) -> None:
    """Judge the numbers that change."""
    lines = [
        change
        for change in saving.of(*_JUDGED)
        if change.now("preparation") is not None and change.alters("preparation", "quantity", "quantityResolved")
    ]
    left = available(saving, [change.now("preparation") for change in lines])
    for change in lines:
        _judge(saving, change, left[change.now("preparation")])


def after(saving: Saving) -> None:
    """Nothing."""


def available(saving: Saving, preparations: Iterable[object]) -> dict[object, int | None]:
    """By preparation what is left of it when the set is saved; None where it is not counted.

    The stored preparations are held, so that two loans cannot take the same one. Four statements.
    """
    wanted = set(preparations)
    ids = ids_of(wanted)
    if not wanted:
        return {}
    for row in rows_by_id("preparation", ids, locked=True) if ids else ():
        saving.rows.put("preparation", row)
    taken = _taken(saving, ids)
    counts = {preparation: _count(saving, preparation) for preparation in wanted}
    return {one: None if count is None else count - taken.get(one, 0) for one, count in counts.items()}


def _count(saving: Saving, preparation: object) -> int | None:
    """How many things a preparation counts, of which the stored ones are loaded."""
    change = preparation if isinstance(preparation, Change) else saving.of_row("preparation", preparation)
    if change is not None:
        count: int | None = change.now("countAmt")
        return count
    row = saving.rows.get("preparation", preparation) if isinstance(preparation, int) else None
    return (row or {}).get("countAmt")


def need(change: Change) -> int:
    """How many things a line keeps away."""
    if change.table.key not in _TAKING:
        return 0
    resolved = change.now("quantityResolved") if change.table.key == "loanpreparation" else 0
    return (change.now("quantity") or 0) - (resolved or 0)


def _taken(saving: Saving, ids: Iterable[int]) -> Mapping[object, int]:
    """By preparation, how many are away: those of the set as they will be, the others as they are stored."""
    taken: dict[object, int] = defaultdict(int)
    for table in _TAKING if ids else ():
        amount: Combinable = Coalesce(F("quantity"), Value(0))
        if table == "loanpreparation":
            amount -= Coalesce(F("quantityResolved"), Value(0))
        others = model(table)._default_manager.filter(preparation_id__in=ids).exclude(pk__in=saving.ids(table))
        for preparation, total in others.order_by().values_list("preparation_id").annotate(total=Sum(amount)):
            taken[preparation] += total or 0
    for change in saving.of(*_TAKING):
        taken[change.now("preparation")] += need(change)
    return taken


def _judge(saving: Saving, change: Change, left: int | None) -> None:
    """`left` is what remains with the line itself already taken off."""
    quantity = change.now("quantity") or 0
    if quantity < 0:
        saving.refuse(change, "quantity", _("A number of things cannot be negative; enter 0 or more."))
        return
    if left is None:
        return
    most = max(left + need(change), 0)
    wanted = need(change) if change.table.key in _TAKING else quantity
    count = _count(saving, change.now("preparation")) or 0
    if wanted > most:
        sentence = _("Only %(count)s of this preparation are available; lower the number, or have others returned.")
        saving.refuse(change, "quantity", sentence % {"count": most})
    elif change.alters("quantity") and quantity > count:
        sentence = _("This preparation counts %(count)s; lower the number, or raise that count.")
        saving.refuse(change, "quantity", sentence % {"count": count})
