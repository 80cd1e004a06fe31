"""The pages on which a node is moved, merged, made a synonym, accepted again, and its stored items are moved.

In: requests inside a collection. Out: first a line in which the other node is named, and the names that match; then
what would change, counted, and the button that does it; then the node in its tree. What would write more than
`ROWS_OF_A_PAGE` is done by a job. Where something stands in the way it is told before the button is there. A form that
comes twice does it once, and one that is out of date is shown again.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from specify.nodes.tree_tables import TreeTable
from specify.query.matching import typed
from specify.records.filling.once import AlreadySent
from specify.security.entering import Visit, in_collection
from specify.tasks.starting import start
from specify.trees.acting import Asked, Deed, act, ask_right, deed_of, is_for_repair, name_of, why_not
from specify.trees.deeds import DeedPage, Said, deed_page, said
from specify.trees.definitions import TreeHere, tree_here
from specify.trees.finding import FOUND_AT_MOST, Match, Sought, matches, only_one
from specify.trees.long_changes import change_tree
from specify.trees.openings import Wish, address
from specify.trees.panes import Panes, panes_told
from specify.trees.sealing import Outdated, Sealed, seal, unsealed
from specify.web.addresses import number_in
from specify.web.pages import render
from specify.web.refusals import FORM_STATUS, Refusal

ROWS_OF_A_PAGE = 2000
_NOTHING_YET: Mapping[str, Any] = {
    "problems": (),
    "for_repair": False,
    "foreseen": None,
    "outdated": False,
    "sought": Sought(""),
    "found": (),
    "more": False,
}
"""What a page says nothing of unless it has something to say."""


@dataclass(frozen=True, slots=True)
class _Request:
    """One request: the page it is about, and the node; the tree is that of the node. `panes`: where it comes from."""

    visit: Visit
    name: str
    page: DeedPage
    here: TreeHere
    deed: Deed
    panes: Panes | None

    @property
    def asked(self) -> Asked:
        """What is to be done, as far as it is said."""
        return Asked(self.deed.tree, self.deed.node["id"], self.deed.target["id"] if self.deed.target else None)

    def said(self, sentence: str | Promise) -> Said:
        """A sentence with the names of the nodes in it."""
        return said(sentence, self.here, self.deed.node, self.deed.target)


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def change(request: HttpRequest, visit: Visit, *, tree: str, node_id: int, deed: str) -> HttpResponse:
    """The page of a deed, and what its button does."""
    table, page = tree_here(visit, tree).table, deed_page(deed, tree)
    ask_right(visit, table, page.verb.action)
    asked = Asked(table, node_id, number_in(request.GET.get("target", "")) if page.has_target else None)
    if request.method == "POST":
        sealed = unsealed(request.POST.get("sealed", ""), asked, deed)
        return _carry_out(request, visit, page, sealed)
    found = _opened(request, visit, deed, asked)
    return _ask(request, found) if asked.target or not page.has_target else _choose(request, found)


def _opened(request: HttpRequest, visit: Visit, name: str, asked: Asked) -> _Request:
    page = deed_page(name, asked.tree.key)
    deed = deed_of(visit, page.verb, asked, locked=False)
    here = tree_here(visit, asked.tree.key, deed.node["definition_id"])
    return _Request(visit, name, page, here, deed, _way_back(request, visit, asked.tree))


def _choose(request: HttpRequest, found: _Request) -> HttpResponse:
    """The line for the other node, and what matches it; straight on if only one can be meant."""
    sought = Sought(typed(request.GET.get("name", "")), request.GET.get("how", "") == "any")
    nodes, more = matches(found.here, sought)
    one = only_one([node for node in nodes if node.id != found.asked.node], sought.text, more=more)
    if one is not None:
        return HttpResponseRedirect(_with_target(request, found, one))
    context = {
        "title": found.said(found.page.wanted),
        "sought": sought,
        "found": nodes,
        "more": more,
        "most": FOUND_AT_MOST,
        "address_of": lambda match: _with_target(request, found, match),
    }
    return render(request, "trees/change.html", {**_common(found), **context})


def _ask(request: HttpRequest, found: _Request, *, outdated: bool = False) -> HttpResponse:
    """What would change, and the button; or what stands in the way."""
    problems = why_not(found.page.verb, found.deed)
    foreseen = None if problems else found.page.verb.foresee(found.deed)
    context = {
        "title": found.said(found.page.title),
        "explained": found.said(found.page.explained),
        "problems": problems,
        "for_repair": is_for_repair(problems),
        "foreseen": foreseen,
        "sealed": seal(found.name, found.deed, foreseen).text() if foreseen else "",
        "outdated": outdated,
        "by_job": foreseen is not None and foreseen.rows > ROWS_OF_A_PAGE,
    }
    status = FORM_STATUS if request.method == "POST" else 200
    return render(request, "trees/change.html", {**_common(found), **context}, status)


def _common(found: _Request) -> dict[str, Any]:
    way = _way(found.visit, found.deed.tree)
    tree = address(reverse("trees-show", kwargs=way), Wish(found.here.definition.id, at=found.asked.node))
    tree = found.panes.address(found.visit, found.deed.tree.key) if found.panes else tree
    action = reverse("trees-change", kwargs={**way, "node_id": found.asked.node, "deed": found.name})
    repair = found.visit.rights.may(f"/tree/edit/{found.deed.tree.key}", "repair")
    return {
        "tree": found.here,
        "page": found.page,
        "node": found.deed.node,
        "is_latin": found.here.is_latin(found.deed.node["definitionItem_id"] or 0),
        "back": tree,
        "back_to": name_of(found.deed.node),
        "action": action,
        "beside": found.panes.kept if found.panes else {},
        "sent_to": f"{action}?{urlencode(found.panes.kept)}" if found.panes else action,
        "repair": reverse("trees-repair", kwargs=way) if repair else "",
        **_NOTHING_YET,
    }


def _carry_out(request: HttpRequest, visit: Visit, page: DeedPage, sealed: Sealed) -> HttpResponse:
    panes = _way_back(request, visit, sealed.asked.tree)
    after = HttpResponseRedirect(_shown(visit, sealed, panes), status=303)
    if sealed.is_done(visit):
        return after
    if sealed.rows > ROWS_OF_A_PAGE:
        job = start(
            change_tree,
            person=visit.viewer.user_id,
            collection_id=visit.place.collection_id,
            arguments={"sealed": asdict(sealed)},
        )
        return HttpResponseRedirect(reverse("tasks-show", kwargs={"number": job.pk}), status=303)
    try:
        with suppress(AlreadySent):
            act(visit, page.verb, sealed.asked, sealed)
    except Outdated:
        return _ask(request, _opened(request, visit, sealed.deed, sealed.asked), outdated=True)
    except Refusal as refusal:
        if refusal.status != FORM_STATUS:
            raise
        return _told(request, _opened(request, visit, sealed.deed, sealed.asked), refusal)
    messages.success(request, _("Done: %(what)s.") % {"what": page.link})
    return after


def _told(request: HttpRequest, found: _Request, refusal: Refusal) -> HttpResponse:
    """The page with what was found to stand in the way only when it was to be done."""
    context = {"title": found.said(found.page.title), "problems": [refusal.sentence]}
    return render(request, "trees/change.html", {**_common(found), **context}, FORM_STATUS)


def _shown(visit: Visit, sealed: Sealed, panes: Panes | None) -> str:
    if panes:
        done = panes.after(sealed.deed, sealed.node, sealed.target)
        return f"{done.address(visit, sealed.tree)}#n{sealed.node}"
    return address(reverse("trees-show", kwargs=_way(visit, sealed.asked.tree)), Wish(at=sealed.shown))


def _way_back(request: HttpRequest, visit: Visit, tree: TreeTable) -> Panes | None:
    """The two trees from which one comes; none where the address names a tree that the collection does not have."""
    panes = panes_told(request.GET)
    known = visit.place.tree_definitions.get(tree.key, ())
    return panes if panes and panes.first.definition in (None, *known) else None


def _way(visit: Visit, tree: TreeTable) -> dict[str, Any]:
    return {**visit.place.way, "tree": tree.key}


def _with_target(request: HttpRequest, found: _Request, match: Match) -> str:
    return f"{request.path}?{urlencode({'target': match.id, **(found.panes.kept if found.panes else {})})}"
