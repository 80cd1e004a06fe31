"""Changes of ranks that are too long for a page, as jobs.

In: what a page has sealed. Out: an outcome with a link to the ranks. A job does what the page would have done, with the
same rights, and once. What can never be done any more, since the ranks have changed, is no failure that could be tried
again: it is told, with the way to the ranks.
"""

from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from specify.records.filling.once import AlreadySent
from specify.security.entering import visit_of
from specify.tasks.declaring import Link, Outcome, job
from specify.tasks.progress import Progress
from specify.trees.ranks.carrying_out import Unfit, act
from specify.trees.ranks.sealed_form import wanted_from
from specify.trees.sealing import Outdated
from specify.web.refusals import Refusal


@job(_("Change the ranks of a tree"))
def change_ranks(progress: Progress, *, person: int, collection_id: int, wanted: dict[str, Any]) -> Outcome:
    """Carry out a change of ranks that a page has asked about."""
    visit = visit_of(person, collection_id, get_language() or "en")
    asked = wanted_from(wanted)
    title = visit.captions.table(asked.wish.tree)
    address = reverse("trees-ranks", kwargs={**visit.place.way, "tree": asked.wish.tree})
    links = (Link(gettext("Ranks"), f"{address}?definition={asked.wish.definition}"),)
    progress.expect(1, gettext("Change the ranks of a tree"))
    try:
        with suppress(AlreadySent):
            act(visit, asked.wish, asked)
    except Outdated:
        told = gettext("Nothing was changed: the ranks are not as they were when you were asked. Begin again there.")
        return Outcome(told, links, is_final=True)
    except Unfit as error:
        remedy = gettext("Go back to the ranks and begin again.")
        raise Refusal(409, gettext("Not done"), str(error), remedy) from error
    except Refusal as refusal:
        if refusal.status != HTTPStatus.NOT_FOUND:
            raise
        return Outcome(f"{refusal.sentence} {refusal.remedy}", links, is_final=True)
    progress.advance()
    return Outcome(gettext("The ranks of the tree %(tree)s were changed.") % {"tree": title}, links, is_final=True)
