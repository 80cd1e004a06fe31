"""The pages of trees: which there are, one of them as far as it is open, the names that match a text.

In: requests inside a collection. Out: pages; to htmx what of a tree has changed. What is open stands in
the address; one that only names a node leads to the address with all that is above it open.
"""

from dataclasses import replace
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from specify.layouts.filling.sent import Sent
from specify.nodes.ranks import possible
from specify.query.matching import typed
from specify.records.filling.opening import open_form
from specify.security.entering import Visit, in_collection
from specify.trees.acts import acts_of_node, acts_of_tree, may_change
from specify.trees.definitions import TreeHere, tree_here, trees_here
from specify.trees.finding import FOUND_AT_MOST, SUGGESTED, Match, Sought, matches, only_one
from specify.trees.levels import Seek, levels_of
from specify.trees.listing import listed
from specify.trees.openings import Pane, Wish, address, wish_from
from specify.trees.panes import Panes, panes_told
from specify.trees.ranks.offering import root_of_tree, trees_to_make
from specify.trees.showing import Page, TreeRequest, mark_of, show
from specify.trees.viewing import View, opened_to
from specify.web.addresses import ids_among, number_in
from specify.web.pages import is_htmx, render, render_part
from specify.web.refusals import missing


class _AddressOf(Protocol):
    """The address of a node that was found; with the way to it opened, if that takes more than a look at the page."""

    def __call__(self, match: Match, *, is_opened: bool = False) -> str: ...


@require_safe
@in_collection
def list_trees(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All trees of the collection that the person may read."""
    return render(request, "trees/list.html", {"trees": listed(trees_here(visit)), "acts": trees_to_make(visit)})


@require_safe
@in_collection
def show_tree(request: HttpRequest, visit: Visit, tree: str) -> HttpResponse:
    """One tree, as far as it is open."""
    wish = wish_from(request.GET.dict())
    here = tree_here(visit, tree, wish.definition)
    if wish.at and not wish.opened and not is_htmx(request):
        shown = opened_to(here, wish)
        if shown != wish:
            return HttpResponseRedirect(f"{address(request.path, shown)}#n{wish.at}")
    others = [one for one in trees_here(visit) if one.key != here.key]
    context = {"others": others, "acts_of_tree": acts_of_tree(visit, here), "add_root": root_of_tree(visit, here)}

    def more(view: View) -> dict[str, str]:
        beside = replace(view.wish, at=None, pane="2")
        return {"two": Panes(view.wish, beside).address(visit, tree)} if may_change(visit, here) else {}

    page = Page("trees/tree.html", acts_of_node, context, may_add=True, more=more)
    return show(TreeRequest(request, visit, here, page), wish)


@require_safe
@in_collection
def find_name(request: HttpRequest, visit: Visit, tree: str) -> HttpResponse:
    """The names that match; straight to the one that was meant, if there is no doubt."""
    here = tree_here(visit, tree, number_in(request.GET.get("tree", "")))
    sought = _sought(request)
    found, more = matches(here, sought)
    back, address_of, kept = _way_to_nodes(request, visit, here)
    one = only_one(found, sought.text, more=more)
    if one is not None:
        return HttpResponseRedirect(address_of(one, is_opened=True))
    context = {
        "tree": here,
        "wish": Wish(here.definition.id),
        "kept": kept,
        "pane": "",
        "sought": sought,
        "found": found,
        "more": more,
        "most": FOUND_AT_MOST,
        "back": back,
        "address_of": address_of,
    }
    return render(request, "trees/find.html", context)


@require_safe
@in_collection
def suggest_names(request: HttpRequest, visit: Visit, tree: str) -> HttpResponse:
    """A few names that begin with what is typed, as the list of the line in which it is."""
    here = tree_here(visit, tree, number_in(request.GET.get("tree", "")))
    sought = replace(_sought(request), anywhere=False)
    found, _more = matches(here, sought, SUGGESTED)
    context = {"tree": here, "found": found, "text": sought.text, "pane": _pane(request)}
    return render_part(request, "trees/suggest.html", "trees/_suggested.html", context)


@require_POST
@in_collection
def add_child(request: HttpRequest, visit: Visit, tree: str, node_id: int) -> HttpResponse:
    """To the form of a new node, in which this one stands as its parent."""
    here = tree_here(visit, tree)
    found = [tree_here(visit, tree, one.id) for one in here.definitions]
    for one in found:
        _levels, alone = levels_of(one.table, Seek(one.definition.id, {}, alone=ids_among([node_id])))
        if node_id in alone:
            opened = open_form(visit, tree, None)
            texts = {"parent": alone[node_id].full_name, "parent.id": str(node_id)}
            if rank := _usual_rank(one, alone[node_id].rank_number):
                texts["definitionItem.id"] = str(rank)
            return HttpResponseRedirect(replace(opened, sent=Sent(texts)).kept().address, status=303)
    raise missing(
        _("This tree has no node %(number)s. It may have been deleted.") % {"number": node_id},
        _("Go back to the tree and load it anew."),
    )


def _usual_rank(tree: TreeHere, above: int) -> int | None:
    """The rank that a child mostly has: the next that must not be left out, or else simply the next."""
    ranks = possible(tree.ranks.values(), above)
    usual = next((one for one in ranks if one.is_enforced), ranks[0] if ranks else None)
    return next((item for item, one in tree.ranks.items() if one == usual), None)


def _sought(request: HttpRequest) -> Sought:
    asked = request.GET
    return Sought(typed(asked.get("name", "")), asked.get("how", "") == "any", number_in(asked.get("rank", "")))


def _way_to_nodes(request: HttpRequest, visit: Visit, here: TreeHere) -> tuple[str, _AddressOf, dict[str, str]]:
    """The address of the tree or the two trees that a name is looked for in, that of a node there, what forms keep."""
    panes, pane = panes_told(request.GET), _pane(request)
    if panes is not None:

        def in_pane(match: Match, *, is_opened: bool = False) -> str:
            return f"{panes.choosing(pane, match.id).address(visit, here.key)}#{mark_of(pane)}{match.id}"

        return panes.address(visit, here.key), in_pane, {**panes.kept, "pane": pane}
    back, wish = reverse("trees-show", kwargs=_here(visit, here)), Wish(number_in(request.GET.get("tree", "")))

    def in_tree(match: Match, *, is_opened: bool = False) -> str:
        found = replace(wish, at=match.id)
        return f"{address(back, opened_to(here, found) if is_opened else found)}#n{match.id}"

    return address(back, wish), in_tree, {}


def _pane(request: HttpRequest) -> Pane:
    return "2" if request.GET.get("pane", "") == "2" else ""


def _here(visit: Visit, tree: TreeHere) -> dict[str, Any]:
    return {**visit.place.way, "tree": tree.key}
