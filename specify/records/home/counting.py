"""Counting what a collection holds: the verb, and the figures that are there already.

In: a place and somebody to tell the progress, or a visit. Out: `Held`: the figures with the moment they were counted,
stored for every page until they are counted anew: at night, or when somebody asks. A collection that was never counted
is counted at once when it is small; of a large one a job counts, since a page must not keep anybody waiting. A job that
came to nothing is not started anew by the next page: the person is told, and has a button. Anybody who may enter may
have it counted: what of it a person is shown is the page's business, and the job says no figure.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.records.home.figures import STEPS, Figures, figures_from, steps
from specify.records.models import Holding
from specify.resources.place import Place
from specify.security.entering import Visit, visit_of
from specify.security.scoping import in_scope
from specify.tasks.declaring import Link, Outcome, job, path_of
from specify.tasks.models import OPEN, Job, State
from specify.tasks.progress import SILENT, Progress
from specify.tasks.starting import start
from specify.web.refusals import Refusal

COUNTED_AT_ONCE = 25_000
"""So many objects are counted in a fifth of a second, in SQLite as in MariaDB."""


@dataclass(frozen=True, slots=True)
class Held:
    """The figures of a collection and when they were counted; without them, whether a job will count."""

    figures: Figures | None = None
    counted: datetime | None = None
    is_being_counted: bool = False


@job(_("Count the holdings"))
def count_holdings(progress: Progress, *, person: int, collection_id: int) -> Outcome:
    """Count what the collection holds, and keep the figures. Refuses those who may not enter it."""
    place = visit_of(person, collection_id, get_language() or "en").place
    count(place, progress)
    said = gettext("The holdings of %(collection)s were counted.") % {"collection": place.collection_name}
    home = reverse("records-home", kwargs=place.way)
    return Outcome(said, (Link(place.collection_name, home),))


def count(place: Place, progress: Progress) -> Held:
    """Count the collection, and keep the figures."""
    progress.expect(STEPS, gettext("Count the holdings"))
    now = datetime.now()
    told: dict[str, Any] = {}
    for some in steps(place, now.date()):
        told |= some
        progress.advance()
    figures = Figures(**told)
    Holding.objects.update_or_create(
        collection_id=place.collection_id, defaults={"counted": now, "figures": figures.as_json()}
    )
    return Held(figures, now)


def held_by(visit: Visit, *, is_in_use: bool) -> Held:
    """The figures of the visited collection: one statement, unless there are none.

    `is_in_use`: there are collection objects for certain; figures that know of none are counted anew.
    """
    here = visit.place.collection_id
    row = Holding.objects.filter(pk=here).first()
    figures = figures_from(row.figures) if row else None
    if row and figures and not (is_in_use and figures.objects == 0):
        return Held(figures, row.counted)
    if _is_small(visit.place):
        return count(visit.place, SILENT)
    return Held(is_being_counted=_is_asked_for(visit))


def _is_asked_for(visit: Visit) -> bool:
    """Whether a job counts the visited collection or will; started here, unless the last one came to nothing."""
    here = visit.place.collection_id
    jobs = Job.objects.filter(verb=path_of(count_holdings), collection_id=here).order_by("-pk")
    last = jobs.values_list("state", flat=True).first()
    if last is None or last == State.DONE:  # its figures were another version's, or lost
        with suppress(Refusal):  # with too many jobs already
            last = start(count_holdings, person=visit.viewer.user_id, collection_id=here).state
    return last in OPEN


def _is_small(place: Place) -> bool:
    objects = model("collectionobject").objects.filter(in_scope(present.tables()["collectionobject"], place))
    return objects[: COUNTED_AT_ONCE + 1].count() <= COUNTED_AT_ONCE
