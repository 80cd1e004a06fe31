"""What a person has printed where: kept so that it can be printed again.

In: a visit, what was asked for, what came of it. Out: rows of `web_print`, each person's own.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from specify.printing.models import Printout
from specify.printing.printing import Printed
from specify.query.texts import Pairs
from specify.security.entering import Visit
from specify.web.refusals import missing

NOTES = 20
"""So many notes of a printout are kept."""
RELOADED = timedelta(minutes=1)
"""Who asks for the same within this time looks at it again, or saves it: browsers then ask the server anew."""
WAITED, FAILED = "waited", "failed"
"""Beside what was asked for: the numbers of what had waited for the sheet, until one says whether it came out well;
and that it did not."""


def keep(visit: Visit, template: str, asked: Pairs, printed: Printed) -> Printout:
    """Keep that it was printed; once, when a browser asks for the same again within a minute."""
    now, said = datetime.now(), [list(pair) for pair in asked]
    made = {"number": printed.number, "notes": [one.sentence for one in printed.notes[:NOTES]]}
    last: Printout | None = printouts_of(visit).first()
    if last is not None and (last.template, last.asked) == (template, said) and now - last.printed < RELOADED:
        Printout.objects.filter(pk=last.pk).update(**made)
        return last
    place = visit.place.collection_id
    return Printout.objects.create(
        user_id=visit.user.pk, collection_id=place, printed=now, template=template, asked=said, **made
    )


def printout_of(visit: Visit, number: int) -> Printout:
    """The person's printout with that number."""
    found: Printout | None = printouts_of(visit).filter(pk=number).first()
    if found is None:
        raise missing(
            _("You have printed nothing with the number %(number)s in %(collection)s.")
            % {"number": number, "collection": visit.place.collection_name},
            _("Choose from the list of what you have printed."),
        )
    return found


def printouts_of(visit: Visit) -> QuerySet[Any]:
    """What the person has printed here, newest first."""
    return Printout.objects.filter(user_id=visit.user.pk, collection_id=visit.place.collection_id).order_by("-pk")
