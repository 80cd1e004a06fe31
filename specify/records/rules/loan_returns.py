"""What comes back from loans: a loaned preparation counts what its returns say.

Kept of Specify 7's forms: what is returned and resolved of a loaned preparation is the sum over its returns, whenever
one of them changes; what is returned is resolved, and not more than was lent; a preparation is resolved when all of it
is. Kept of Specify 6: it is not any more when a return is taken back. Changed on purpose: a number that is too high is
refused in a sentence, since nobody sees it being corrected here.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Sum
from django.utils.translation import gettext as _

from specify.datamodel.selecting import rows_by_id
from specify.datamodel.tables import model
from specify.records.writing.changes import Change, Saving, ids_of

Sums = tuple[int, int]
"""How many were returned, and how many are resolved."""


def before(saving: Saving) -> None:
    """Resolve what is returned, and sum up."""
    returns = [change for change in saving.of("loanreturnpreparation") if _counts(change)]
    for change in returns:
        _resolve(saving, change)
    gone = [
        change
        for change in saving.of("loanreturnpreparation", deeds=("delete",))
        if change.owner is None or change.owner.deed != "delete"
    ]
    lines = {change.now("loanPreparation") for change in (*returns, *gone)}
    lines |= {change.before("loanPreparation") for change in returns if change.stored is not None}
    if lines:
        _sum_up(saving, lines)


def after(saving: Saving) -> None:
    """Nothing."""


def _counts(change: Change) -> bool:
    return change.alters("quantityReturned", "quantityResolved", "loanPreparation")


def _resolve(saving: Saving, change: Change) -> None:
    """What is returned is resolved; what is said of both must agree."""
    returned, before = change.now("quantityReturned") or 0, change.before("quantityReturned") or 0
    if not change.alters("quantityResolved") and returned > before:
        change.put("quantityResolved", (change.before("quantityResolved") or 0) + returned - before)
    resolved = change.now("quantityResolved") or 0
    if min(returned, resolved) < 0:
        name = "quantityReturned" if returned < 0 else "quantityResolved"
        saving.refuse(change, name, _("A number of things cannot be negative; enter 0 or more."))
    elif returned > resolved:
        sentence = _("Only %(count)s are resolved, so no more can be returned; raise that number or lower this one.")
        saving.refuse(change, "quantityReturned", sentence % {"count": resolved})


def _sum_up(saving: Saving, lines: set[object]) -> None:
    """Set the sums of loaned preparations, of which those that are not in the set join it."""
    ids = ids_of(lines)
    missing = [line for line in ids if saving.of_row("loanpreparation", line) is None]
    for row in rows_by_id("loanpreparation", missing, locked=True) if missing else ():
        saving.add("loanpreparation", {}, stored=row)
    sums = _sums(saving, ids)
    for line in lines:
        change = line if isinstance(line, Change) else saving.of_row("loanpreparation", line)
        if change is not None and change.deed != "delete":
            _set(saving, change, sums[line])


def _sums(saving: Saving, ids: set[int]) -> Mapping[object, Sums]:
    sums: dict[object, Sums] = defaultdict(lambda: (0, 0))
    table = "loanreturnpreparation"
    if ids:
        others = model(table)._default_manager.filter(loanPreparation_id__in=ids).exclude(pk__in=saving.ids(table))
        totals = (Sum("quantityReturned"), Sum("quantityResolved"))
        for line, returned, resolved in others.order_by().values_list("loanPreparation_id").annotate(*totals):
            sums[line] = (returned or 0, resolved or 0)
    for change in saving.of(table):
        returned, resolved = sums[change.now("loanPreparation")]
        more = (change.now("quantityReturned") or 0, change.now("quantityResolved") or 0)
        sums[change.now("loanPreparation")] = (returned + more[0], resolved + more[1])
    return sums


def _set(saving: Saving, line: Change, sums: Sums) -> None:
    returned, resolved = sums
    lent, before = line.now("quantity") or 0, line.before("quantityResolved") or 0
    line.put("quantityReturned", returned)
    line.put("quantityResolved", resolved)
    if resolved > lent:
        last = _last_return(saving, line)
        sentence = _("Of %(lent)s that were lent, %(resolved)s would be resolved; correct the returns.")
        saving.refuse(last, "quantityResolved", sentence % {"lent": lent, "resolved": resolved})
    elif not line.alters("isResolved"):
        if resolved >= lent > 0:
            line.put("isResolved", True)
        elif before >= lent and line.before("isResolved"):
            line.put("isResolved", False)


def _last_return(saving: Saving, line: Change) -> Change:
    """The return at which the problem is told: the last one that is entered now."""
    own: Sequence[Change] = [
        change
        for change in saving.of("loanreturnpreparation")
        if change.now("loanPreparation") in (line, line.id) and _counts(change)
    ]
    return own[-1] if own else line
