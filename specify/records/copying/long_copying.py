"""Many records like one, made by a job; and what is told of them when they are there.

In: what a page has sealed. Out: an outcome with a link to the record set, or to the first of the records. A job makes
what the page would have made, with the same rights and rules, and once.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from specify.records.copying.copying_many import Made, Wanted, copy_many, made_before
from specify.records.filling.once import AlreadySent
from specify.records.sets.pages import set_address
from specify.records.writing.changes import NotSaved
from specify.security.entering import Visit, visit_of
from specify.tasks.declaring import Link, Outcome, job
from specify.tasks.progress import Progress
from specify.web.refusals import Refusal

_TOLD = 10


@job(_("Carry forward to many records"))
def carry_forward_many(progress: Progress, *, person: int, collection_id: int, wanted: dict[str, Any]) -> Outcome:
    """Make records that a page has asked about."""
    visit, asked = visit_of(person, collection_id, get_language() or "en"), Wanted(**wanted)
    try:
        made = copy_many(visit, asked, progress)
    except AlreadySent:
        told, found = gettext("These records were made before."), made_before(visit, asked) or 0
    except NotSaved as refused:
        sentences = list(dict.fromkeys(problem.sentence for problem in refused.problems))
        remedy = gettext("Mend the record that is copied, or choose other numbers, and begin again.")
        raise Refusal(409, gettext("Nothing was made"), " ".join(sentences[:_TOLD]), remedy) from refused
    else:
        told, found = told_made(visit, asked, made), made.set_id or made.ids[0]
    words = asked.set_name or visit.captions.table(asked.table)
    return Outcome(told, (Link(words, result_address(visit, asked, found)),))


def told_made(visit: Visit, wanted: Wanted, made: Made) -> str:
    """What was made, in a sentence."""
    table, number = visit.captions.table(wanted.table), len(made.ids)
    told = ngettext(
        "%(table)s: %(number)s record was made, %(first)s.",
        "%(table)s: %(number)s records were made, %(first)s to %(last)s.",
        number,
    )
    return told % {"table": table, "number": number, "first": made.numbers[0], "last": made.numbers[-1]}


def result_address(visit: Visit, wanted: Wanted, found: int) -> str:
    """Where they are looked at: their record set, or the first of them."""
    return set_address(visit, found) if wanted.set_name else record_address(visit, wanted.table, found)


def record_address(visit: Visit, table: str, record_id: int) -> str:
    """The page of a record."""
    return reverse("records-show", kwargs={**visit.place.way, "table": table, "record_id": record_id})
