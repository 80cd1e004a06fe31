"""The page with two trees beside each other: a node is chosen in each, and the one goes to the other.

In: requests inside a collection. Out: the page, or to htmx the pane that has changed; what is open and chosen in both
stands in the address. What can be done with the two nodes are links to the pages that ask for it and come back here;
where something stands in the way of a deed that is told instead. Changed on purpose: in Specify 7 the two panes share
what is open, and a deed is chosen before its target.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markupsafe import Markup

from specify.records.acts import Act
from specify.security.entering import Visit, in_collection
from specify.trees.acting import Asked, deeds_of, why_none, why_not_this
from specify.trees.acts import deeds_with_target
from specify.trees.customs import looks_anywhere
from specify.trees.deeds import Said, said
from specify.trees.definitions import TreeHere, tree_here
from specify.trees.drawing import ROOM_OF_TWO, Drawing
from specify.trees.levels import Shown
from specify.trees.openings import Pane
from specify.trees.panes import NAME, Panes, panes_in
from specify.trees.showing import Page, TreeRequest, context_of, show
from specify.trees.viewing import View, view_tree
from specify.web.budget import render_within
from specify.web.pages import render
from specify.web.refusals import Refusal

_TEMPLATE = "trees/beside.html"
_PART = "trees/_beside.html"


class Offer(NamedTuple):
    """What can be done with the two nodes: where that is asked, or what stands in the way."""

    title: Said
    address: str
    problems: tuple[str, ...]


@require_safe
@in_collection
def show_beside(request: HttpRequest, visit: Visit, tree: str) -> HttpResponse:
    """Two trees, as far as they are open."""
    panes = panes_in(request.GET.dict())
    here = tree_here(visit, tree, panes.first.definition)
    htmx: Any = getattr(request, "htmx", None)
    if not htmx or htmx.history_restore_request or not htmx.target:
        return _both(request, visit, here, panes)
    pane: Pane = "2" if htmx.target.startswith("m") or htmx.target.endswith("results2") else ""
    now = _in_address_bar(request) or panes
    kept = (now.first if pane else now.second).query

    def more(view: View) -> Mapping[str, Any]:
        return _told(visit, here, Panes(now.first, view.wish) if pane else Panes(view.wish, now.second))

    page = Page(_TEMPLATE, _acts_of(pane), kept=kept, is_two=True, part=_PART, more=more, room=ROOM_OF_TWO)
    return show(TreeRequest(request, visit, here, page), panes.second if pane else panes.first)


def _both(request: HttpRequest, visit: Visit, here: TreeHere, panes: Panes) -> HttpResponse:
    first = view_tree(visit, here, panes.first)
    second = view_tree(visit, here, panes.second, first.surveyed)
    seen = Panes(first.wish, second.wish)
    told = _told(visit, here, seen)
    parts = [(first, seen.second.query, _("What goes")), (second, seen.first.query, _("Where it goes"))]

    def drawn(view: View, kept: Mapping[str, str], room: int) -> Markup:
        asked = TreeRequest(request, visit, here, Page(_TEMPLATE, _acts_of(view.wish.pane), kept=kept))
        limb = Drawing(view, kept=kept, room=ROOM_OF_TWO[room]).limb()
        context = {**context_of(asked, view), "limb": limb, "is_part": False}
        return Markup(render_to_string("trees/_tree.html", context, request))  # noqa: S704 - a template has escaped it

    def draw(room: int) -> HttpResponse:
        trees = [(view.wish.pane, title, drawn(view, kept, room)) for view, kept, title in parts]
        context = {"tree": here, "total": first.total, "trees": trees, "is_part": False, **told}
        return render(request, _TEMPLATE, context)

    return render_within(range(len(ROOM_OF_TWO)), draw)


def _acts_of(pane: Pane) -> Callable[[Visit, TreeHere, Shown], Sequence[Act]]:
    """Below a chosen node: to the other tree, and to what can be done with both, since these may be far away."""
    other = Act(_("What goes"), "#pane") if pane else Act(_("Where it goes"), "#pane2")
    acts = (other, Act(_("What can be done"), "#offers"))
    return lambda *_seen: acts


def _told(visit: Visit, here: TreeHere, panes: Panes) -> dict[str, Any]:
    """What the templates are told of both trees."""
    first, second = panes
    may = any(True for _deed in deeds_with_target(visit, here))
    exchanged = Panes(replace(second, pane=""), replace(first, pane="2"))
    return {
        "may": may,
        "offers": tuple(_offers(visit, here, panes)) if may and first.at and second.at else (),
        "both": panes.kept[NAME],
        "anywhere": looks_anywhere(visit),
        "exchanged": exchanged.address(visit, here.key) if exchanged != panes else "",
        "alone": reverse("trees-show", kwargs={**visit.place.way, "tree": here.key}) + f"?{urlencode(first.query)}",
    }


def _offers(visit: Visit, here: TreeHere, panes: Panes) -> Iterator[Offer]:
    """What can be done with the two chosen nodes. Statements do not follow the number of nodes."""
    node, target = panes.first.at, panes.second.at
    pages = dict(deeds_with_target(visit, here))
    try:
        deeds = deeds_of(visit, [page.verb for page in pages.values()], Asked(here.table, node or 0, target))
    except Refusal:  # one of them has just been deleted, and the tree says so
        return
    always = why_none(deeds[0])
    for (name, page), deed in zip(pages.items(), deeds, strict=True):
        way = {**visit.place.way, "tree": here.key, "node_id": node, "deed": name}
        address = f"{reverse('trees-change', kwargs=way)}?{urlencode({'target': target, NAME: panes.kept[NAME]})}"
        problems = always or why_not_this(page.verb, deed)
        yield Offer(said(page.title, here, deed.node, deed.target), address, tuple(problems))


def _in_address_bar(request: HttpRequest) -> Panes | None:
    """What is open on the page that asks; None if that is another page."""
    try:
        page = urlsplit(request.headers.get("HX-Current-URL", ""))
    except ValueError:
        return None
    return panes_in(dict(parse_qsl(page.query))) if page.path == request.path else None
