"""Borrowed material: what is resolved is no more than was borrowed, what is returned no more than is resolved.

Kept of Specify 7's forms, which correct such numbers while they are typed: what is returned is resolved. Changed on
purpose: a number that is too high is refused in a sentence, since nobody sees it being corrected here.
"""

from django.utils.translation import gettext as _

from specify.records.writing.changes import Change, Saving

_NUMBERS = ("quantity", "quantityResolved", "quantityReturned")


def before(saving: Saving) -> None:
    """Raise what is resolved to what is returned, and judge the numbers."""
    for change in saving.of("borrowmaterial"):
        if change.alters(*_NUMBERS):
            if not change.alters("quantityResolved"):
                returned = change.now("quantityReturned") or 0
                if returned > (change.now("quantityResolved") or 0):
                    change.put("quantityResolved", returned)
            _judge(saving, change)


def after(saving: Saving) -> None:
    """Nothing."""


def _judge(saving: Saving, change: Change) -> None:
    borrowed, resolved, returned = (change.now(name) or 0 for name in _NUMBERS)
    negative = next((name for name in _NUMBERS if (change.now(name) or 0) < 0), None)
    if negative:
        saving.refuse(change, negative, _("A number of things cannot be negative; enter 0 or more."))
    elif returned > resolved:
        sentence = _("Only %(count)s are resolved, so no more can be returned; raise that number or lower this one.")
        saving.refuse(change, "quantityReturned", sentence % {"count": resolved})
    elif resolved > borrowed and change.now("quantity") is not None:
        told = next(name for name in ("quantityReturned", "quantityResolved", "quantity") if change.alters(name))
        sentence = _("%(count)s were borrowed, so no more can be returned or resolved; correct these numbers.")
        saving.refuse(change, told, sentence % {"count": borrowed})
