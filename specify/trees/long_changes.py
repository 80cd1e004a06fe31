"""Changes of trees that are too long for a page, as jobs: a sealed change, and the repair of a tree.

In: what a page has sealed, or the key of a tree. Out: an outcome with a link to the tree. A job does what the page
would have done, with the same right, and once. What can never be done any more, since the tree has changed, is no
failure that could be tried again: it is told, with the way to the tree.
"""

from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from specify.records.filling.once import AlreadySent
from specify.security.entering import Visit, visit_of
from specify.tasks.declaring import Link, Outcome, job
from specify.tasks.progress import Progress
from specify.trees.acting import act
from specify.trees.deeds import deed_page
from specify.trees.definitions import TreeHere, tree_here
from specify.trees.openings import Wish, address
from specify.trees.repairing import Repaired, repair
from specify.trees.sealing import Outdated, Sealed
from specify.web.refusals import Refusal


@job(_("Change a tree"))
def change_tree(progress: Progress, *, person: int, collection_id: int, sealed: dict[str, Any]) -> Outcome:
    """Carry out a change that a page has asked about."""
    visit = visit_of(person, collection_id, get_language() or "en")
    wanted = Sealed(**sealed)
    here, page = tree_here(visit, wanted.tree), deed_page(wanted.deed, wanted.tree)
    progress.expect(1, str(page.link))
    try:
        with suppress(AlreadySent):
            act(visit, page.verb, wanted.asked, wanted)
    except Outdated:
        told = gettext("Nothing was changed: the tree is not as it was when you were asked. Begin again there.")
        return Outcome(told, (_link(visit, here, wanted.node),), is_final=True)
    except Refusal as refusal:
        if refusal.status != HTTPStatus.NOT_FOUND:
            raise
        return Outcome(f"{refusal.sentence} {refusal.remedy}", (_link(visit, here, None),), is_final=True)
    progress.advance()
    told = gettext("The tree %(tree)s was changed.") % {"tree": here.title}
    return Outcome(told, (_link(visit, here, wanted.shown),), is_final=True)


@job(_("Repair a tree"))
def repair_tree(progress: Progress, *, person: int, collection_id: int, tree: str) -> Outcome:
    """Repair a tree."""
    visit = visit_of(person, collection_id, get_language() or "en")
    here = tree_here(visit, tree)
    return Outcome(told_repaired(here, repair(visit, here.table, progress)), (_link(visit, here, None),))


def told_repaired(here: TreeHere, done: Repaired) -> str:
    """What a repair came to, in a sentence or more."""
    said = [gettext("The tree %(tree)s was repaired.") % {"tree": here.title}]
    if done.unreached:
        sentence = gettext("%(number)s nodes stand below themselves and have no number: choose other parents for them.")
        said.append(sentence % {"number": done.unreached})
    if done.misranked:
        sentence = gettext("%(number)s nodes have a rank that does not stand below that of their parent.")
        said.append(sentence % {"number": done.misranked})
    return " ".join(said)


def _link(visit: Visit, here: TreeHere, node: int | None) -> Link:
    way = {**visit.place.way, "tree": here.key}
    return Link(here.title, address(reverse("trees-show", kwargs=way), Wish(at=node)))
