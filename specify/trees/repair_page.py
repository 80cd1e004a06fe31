"""The page on which a tree is repaired: what that does, and the button.

In: requests inside a collection. Out: a small tree repaired at once, a large one by a job.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from specify.datamodel.tables import model
from specify.nodes.models import TreeState
from specify.security.entering import Visit, in_collection
from specify.tasks.starting import start
from specify.trees.acting import ask_right
from specify.trees.changing import ROWS_OF_A_PAGE
from specify.trees.definitions import tree_here
from specify.trees.long_changes import repair_tree, told_repaired
from specify.trees.repairing import ACTION, repair
from specify.web.pages import render


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def repair_page(request: HttpRequest, visit: Visit, tree: str) -> HttpResponse:
    """What a repair does, and what its button does."""
    here = tree_here(visit, tree)
    ask_right(visit, here.table, ACTION)
    way = {**visit.place.way, "tree": here.key}
    number = model(here.key)._default_manager.count()
    if request.method != "POST":
        state = TreeState.objects.filter(tree=here.key).first()
        context = {"tree": here, "back": reverse("trees-show", kwargs=way), "number": number, "state": state}
        return render(request, "trees/repair.html", {**context, "by_job": number > ROWS_OF_A_PAGE})
    if number > ROWS_OF_A_PAGE:
        whose = {"person": visit.viewer.user_id, "collection_id": visit.place.collection_id}
        job = start(repair_tree, **whose, arguments={"tree": here.key})
        return HttpResponseRedirect(reverse("tasks-show", kwargs={"number": job.pk}), status=303)
    messages.success(request, told_repaired(here, repair(visit, here.table)))
    return HttpResponseRedirect(reverse("trees-show", kwargs=way), status=303)
