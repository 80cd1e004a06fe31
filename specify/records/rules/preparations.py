"""Preparations: they count no fewer things than are out on loan.

Kept of Specify 7's forms: a count is not negative, and not less than what is on loan and not resolved. A preparation
that is on loan, given away, disposed of or exchanged is not taken from its object: what points to it keeps it.
"""

from collections import defaultdict
from collections.abc import Mapping

from django.utils.translation import gettext as _

from specify.datamodel.tables import model
from specify.records.writing.changes import Saving, ids_of


def before(saving: Saving) -> None:
    """Judge the counts that change."""
    counted = [change for change in saving.of("preparation") if change.alters("countAmt")]
    lent = _lent(saving, ids_of(change.id for change in counted))
    for change in counted:
        count = change.now("countAmt") or 0
        if count < 0:
            saving.refuse(change, "countAmt", _("A number of things cannot be negative; enter 0 or more."))
        elif count < lent.get(change.id, 0):
            sentence = _(
                "%(count)s of this preparation are on loan, so it cannot count fewer; have them returned first."
            )
            saving.refuse(change, "countAmt", sentence % {"count": lent[change.id]})


def after(saving: Saving) -> None:
    """Nothing."""


def _lent(saving: Saving, ids: set[int]) -> Mapping[object, int]:
    """By preparation, how many are on loan and not resolved once the set is saved."""
    lent: dict[object, int] = defaultdict(int)
    if not ids:
        return lent
    others = model("loanpreparation")._default_manager.filter(preparation_id__in=ids, isResolved=False)
    others = others.exclude(pk__in=saving.ids("loanpreparation"))
    lines = list(others.values_list("preparation_id", "quantity", "quantityResolved"))
    lines += [
        (change.now("preparation"), change.now("quantity"), change.now("quantityResolved"))
        for change in saving.of("loanpreparation")
        if not change.now("isResolved")
    ]
    for preparation, quantity, resolved in lines:
        lent[preparation] += max((quantity or 0) - (resolved or 0), 0)
    return lent
