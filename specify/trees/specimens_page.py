"""The page with all specimens of a branch, in the order of the tree.

In: requests inside a collection. Out: the list of records that hang on a node and on what stands below it, which can be
put into a record set. Four statements besides those that any list of these records takes.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.nodes.chains import Node
from specify.records.listing import listing_of
from specify.records.views import done_with_ticked, links_for
from specify.security.entering import Visit, in_collection
from specify.trees.asking import ways_of_branch
from specify.trees.definitions import TreeHere, tree_here
from specify.trees.hanging import hanging_on, records_of
from specify.trees.openings import Wish, address
from specify.trees.relatives import told_counted
from specify.trees.specimens import heading_of
from specify.web.addresses import ids_among
from specify.web.pages import render
from specify.web.pagination import page_of
from specify.web.refusals import missing


@require_safe
@in_collection
def list_specimens(request: HttpRequest, visit: Visit, tree: str, node_id: int) -> HttpResponse:
    """The specimens of a node and of all below it, a page of them."""
    here, node, name = _place(visit, tree, node_id)
    hanging = hanging_on(visit, here.table, node)
    if hanging is None:
        raise missing(
            _("What hangs on %(name)s cannot be told: you may not read it, or it is being counted.") % {"name": name},
            _("Look at the tree."),
        )
    found = records_of(hanging, hanging.listed) if hanging.listed else []
    page = page_of(len(found), request.GET.get("page"), visit.look.rows)
    table = present.tables()[hanging.table]
    trees = reverse("trees-show", kwargs={**visit.place.way, "tree": here.key})
    context = {
        "tree": here,
        "node": node,
        "is_latin": here.is_latin(node.rank),
        "name": name,
        "back": f"{address(trees, Wish(here.definition.id, at=node.id))}#n{node.id}",
        "hanging": hanging,
        "ways": list(ways_of_branch(visit, here, node.rank, name)) if found and node.rank else (),
        "heading": heading_of(here.key),
        "counted": told_counted(visit, hanging),
        "listing": listing_of(visit, table, found[page.start : page.stop]),
        "page": page,
        "page_url": lambda number: f"?page={number}",
        "query": "",
        "is_part": False,
        **done_with_ticked(visit, table),
        **links_for(visit),
    }
    return render(request, "trees/specimens.html", context)


def _place(visit: Visit, key: str, node_id: int) -> tuple[TreeHere, Node, str]:
    """The tree of a node, the node and its full name; else a refusal in a sentence. One statement."""
    first = tree_here(visit, key)
    here = {one.id for one in first.definitions}
    columns = ("fullName", "pk", "name", "parent_id", "definitionItem_id", "definition_id")
    numbers = (f"{first.table.accepted}_id", "nodeNumber", "highestChildNodeNumber")
    rows: Any = model(key)._default_manager.filter(pk__in=ids_among([node_id]), definition_id__in=here)
    found = rows.values_list(*columns, *numbers).first()
    if found is None:
        raise missing(
            _("This tree has no node %(number)s. It may have been deleted.") % {"number": node_id},
            _("Go back to the tree and load it anew."),
        )
    full_name, *values = found
    node = Node(*values)
    return tree_here(visit, key, node.definition), node, full_name or node.name
