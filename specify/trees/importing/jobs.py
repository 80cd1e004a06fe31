"""Checking, importing and undoing as jobs, where a page would take too long.

In: the number of an import. Out: an outcome with a link to its page. A job does what the page would have done, with the
same rights, and once.
"""

from collections.abc import Callable, Mapping

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from specify.security.entering import Visit, visit_of
from specify.tasks.declaring import Link, Outcome, job
from specify.tasks.models import Job
from specify.tasks.progress import Progress
from specify.tasks.starting import start
from specify.trees.importing.checking import check
from specify.trees.importing.importing import import_nodes
from specify.trees.importing.keeping import found, note
from specify.trees.importing.undoing import undo
from specify.trees.models import TreeImport

MANY_ROWS = 3000
MANY_NODES = 1000


@job(_("Check a file for a tree"))
def check_file(progress: Progress, *, person: int, collection_id: int, tree: str, number: int) -> Outcome:
    """Count what would become of a file."""
    visit, one = _opened(person, collection_id, tree, number)
    progress.expect(0, gettext("Compare the rows with the tree"))
    check(visit, one)
    return _outcome(visit, one, gettext("%(name)s was checked."))


@job(_("Import nodes"))
def import_file(
    progress: Progress, *, person: int, collection_id: int, tree: str, number: int, leave_out: bool
) -> Outcome:
    """Make the nodes of a file."""
    visit, one = _opened(person, collection_id, tree, number)
    import_nodes(visit, one, leave_out=leave_out, progress=progress)
    return _outcome(visit, one, gettext("%(name)s was imported: %(nodes)s new nodes."))


@job(_("Undo an import"))
def undo_import(progress: Progress, *, person: int, collection_id: int, tree: str, number: int) -> Outcome:
    """Delete what an import has made."""
    visit, one = _opened(person, collection_id, tree, number)
    undo(visit, one, progress)
    return _outcome(visit, one, gettext("The import of %(name)s was undone."))


def begin(verb: str, one: TreeImport, **arguments: bool) -> Job:
    """Start the job of that name for an import, which remembers it."""
    verbs: Mapping[str, Callable[..., Outcome]] = {"check": check_file, "import": import_file, "undo": undo_import}
    whose = {"person": one.user_id, "collection_id": one.collection_id}
    begun = start(verbs[verb], **whose, arguments={"tree": one.tree, "number": one.pk, **arguments})
    note(one, job_id=begun.pk)
    return begun


def _opened(person: int, collection_id: int, tree: str, number: int) -> tuple[Visit, TreeImport]:
    visit = visit_of(person, collection_id, get_language() or "en")
    return visit, found(visit, tree, number)


def _outcome(visit: Visit, one: TreeImport, said: str) -> Outcome:
    nodes = sum((one.made or {}).values())
    told = {"name": one.file["name"], "nodes": number_format(nodes, use_l10n=True, force_grouping=True)}
    address = reverse("trees-import-show", kwargs={**visit.place.way, "tree": one.tree, "number": one.pk})
    return Outcome(said % told, (Link(one.file["name"], address),))
