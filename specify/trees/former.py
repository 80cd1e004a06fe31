"""Where Specify 7 has its trees: bookmarks go on working.

In: `/specify/tree/<tree>/?conformation=…`. Out: a redirect to the same tree in a collection, open as it was. Specify 7
does not name the collection in its addresses: the first that the person may enter is taken that has the open nodes, or
without any such a tree.
"""

from collections.abc import Collection, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from specify.datamodel.tables import model
from specify.nodes.tree_tables import tree_tables
from specify.resources.place import place_of
from specify.security.choosing import Choice, in_some_collection
from specify.trees.openings import address, wish_from
from specify.web.refusals import missing

_LOOKED_AT = 50
"""So many collections of a person are looked at, one statement each."""


@require_safe
@in_some_collection
def redirect_tree(request: HttpRequest, found: Sequence[Choice], tree: str) -> HttpResponse:
    """To the tree in one of the person's collections."""
    key, wish = tree.lower(), wish_from({"conformation": request.GET.get("conformation", "")})
    definitions = _definitions_of(key, wish.opened)
    for choice in found[:_LOOKED_AT]:
        place = place_of(choice.id)
        here = set(place.tree_definitions.get(key, ())) if place else set()
        if here and (definitions <= here):
            return HttpResponseRedirect(address(reverse("trees-show", kwargs={**choice.here, "tree": key}), wish))
    raise missing(
        _("None of your collections has such a tree called %(name)s.") % {"name": tree},
        _("Choose a collection, and one of its trees there."),
    )


def _definitions_of(key: str, nodes: Collection[int]) -> set[int]:
    """The definitions that nodes belong to."""
    if key not in tree_tables() or not nodes:
        return set()
    rows: Any = model(key)._default_manager.filter(pk__in=list(nodes))
    return set(rows.values_list("definition_id", flat=True).distinct())
