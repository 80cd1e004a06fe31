"""Surveys a tree for a collection: whether its numbers are valid, and what hangs on its large branches.

In: a tree, a place. Out: rows of `TreeState` and `TreeCount`, and what a page knows from them. A branch is large when
it has five hundred nodes or records: what hangs on it is counted here, set-based, and kept with the moment; pages count
the smaller ones themselves, so that they are never out of date. A tree that is small as a whole, and has few records,
has no large branches. It is surveyed again when somebody looks at it and the survey is older than ten
minutes: a small tree at once, a large one by a job. Numbers are looked through only where the tree's stamp has changed.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from specify.datamodel.tables import model
from specify.nodes.judging import judge
from specify.nodes.models import TreeState
from specify.nodes.tree_tables import TreeTable, fetched
from specify.resources.place import Place
from specify.security.entering import Visit, visit_of
from specify.tasks.declaring import Link, Outcome, job, path_of
from specify.tasks.models import OPEN, Job, State
from specify.tasks.progress import SILENT, Progress
from specify.tasks.starting import start
from specify.trees.definitions import tree_here
from specify.trees.large import Counted, large_branches
from specify.trees.models import TreeCount
from specify.trees.specimens import Source, source_of
from specify.web.refusals import Refusal

SMALL = 25_000
"""A tree of no more nodes, with no more records of all collections, is counted on every page."""
OUTDATED = timedelta(minutes=10)
_AGAIN_AFTER = timedelta(hours=1)
"""A survey that came to nothing is tried again after so long."""
_WHOLE = 0
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What is known of a tree in a collection: `nodes` by definition, how many `records`, and when that was.

    Of records that are more than a small tree has it is only known that they are. Nothing is known before the first
    survey: then `counted` is None. `is_awaited`: a job surveys it.
    """

    is_valid: bool | None = None
    nodes: dict[int, int] | None = None
    records: int = 0
    counted: datetime | None = None
    is_awaited: bool = False

    @property
    def is_small(self) -> bool:
        """Whether pages count all of it themselves."""
        return self.nodes is not None and sum(self.nodes.values()) <= SMALL and self.records <= SMALL


@job(_("Survey a tree"))
def survey_tree(progress: Progress, *, person: int, collection_id: int, tree: str) -> Outcome:
    """Survey a tree of a collection. Refuses those who may not read it."""
    visit = visit_of(person, collection_id, get_language() or "en")
    found = tree_here(visit, tree)
    survey(found.table, visit.place, progress)
    address = reverse("trees-show", kwargs={**visit.place.way, "tree": found.key})
    said = gettext("What %(collection)s has in the tree %(tree)s was counted.")
    told = {"collection": visit.place.collection_name, "tree": found.title}
    return Outcome(said % told, (Link(found.title, address),))


def known(visit: Visit, tree: TreeTable) -> Surveyed:
    """What is known of a tree: one statement, unless that is out of date."""
    found = last_known(tree, visit.place)
    if found.counted is not None and datetime.now() - found.counted < OUTDATED:
        return found
    is_large = found.counted is not None and not found.is_small
    if not is_large and _is_small(tree, visit.place):
        return survey(tree, visit.place, SILENT)
    return Surveyed(found.is_valid, found.nodes, found.records, found.counted, is_awaited=_is_asked_for(visit, tree))


def last_known(tree: TreeTable, place: Place) -> Surveyed:
    """What the last survey has found, whenever that was. One statement."""
    whole = TreeCount.objects.filter(collection_id=place.collection_id, tree=OuterRef("tree"), node_id=_WHOLE)
    states = TreeState.objects.filter(tree=tree.key).annotate(
        records=Subquery(whole.values("total")), counted=Subquery(whole.values("counted"))
    )
    row = states.values_list("is_valid", "nodes", "records", "counted").first()
    if row is None:
        return Surveyed()
    is_valid, nodes, records, counted = row
    return Surveyed(is_valid, {int(key): number for key, number in nodes.items()}, records or 0, counted)


def _is_small(tree: TreeTable, place: Place) -> bool:
    nodes: Any = model(tree.key)._default_manager
    return nodes.all()[: SMALL + 1].count() <= SMALL and _records(source_of(tree, place)) <= SMALL


def _records(source: Source | None) -> int:
    """How many records are gone through to count all; of more than a small tree has, one more."""
    return int(fetched(source.some(), [SMALL + 1])[0][0]) if source else 0


def _is_asked_for(visit: Visit, tree: TreeTable) -> bool:
    """Whether a job surveys the tree or will; started here, unless the last one came to nothing a while ago."""
    here, arguments = visit.place.collection_id, {"tree": tree.key}
    jobs = Job.objects.filter(verb=path_of(survey_tree), collection_id=here, arguments=arguments).order_by("-pk")
    last = jobs.values_list("state", "created").first()
    if last is not None and last[0] in OPEN:
        return True
    if last is None or last[0] == State.DONE or datetime.now() - last[1] > _AGAIN_AFTER:
        with suppress(Refusal):  # with too many jobs already
            begun = start(survey_tree, person=visit.viewer.user_id, collection_id=here, arguments=arguments)
            # They have not asked for it: its end is no news.
            Job.objects.filter(pk=begun.pk).update(is_seen=True, is_announced=True)
            return True
    return False


def survey(tree: TreeTable, place: Place, progress: Progress) -> Surveyed:
    """Survey the tree, and keep what was found."""
    progress.expect(2, gettext("Survey a tree"))
    now = datetime.now()
    is_valid, nodes = judge(tree, now)
    progress.advance()
    source = source_of(tree, place)
    found = Surveyed(is_valid, nodes, _records(source), now)
    counts = [] if found.is_small else large_branches(tree, source)
    _keep_counts(tree, place, [Counted(_WHOLE, -1, 0, found.records), *counts], now)
    progress.advance()
    return found


def _keep_counts(tree: TreeTable, place: Place, counts: list[Counted], now: datetime) -> None:
    """Put these counts in the place of those before. Whoever reads meanwhile has the old ones."""
    here = {"collection_id": place.collection_id, "tree": tree.key}
    rows = [
        TreeCount(**here, node_id=one.node, parent_id=one.parent, direct=one.direct, total=one.total, counted=now)
        for one in counts
    ]
    with transaction.atomic(using="web"):
        TreeCount.objects.filter(**here).delete()
        TreeCount.objects.bulk_create(rows, batch_size=_AT_ONCE, ignore_conflicts=True)
