"""The pages on which ranks are added, changed and deleted, and trees begun.

In: requests inside a collection. Out: first a form, where there is anything to type; then what would change, counted,
and the button that does it, above the same form; then the ranks, or the tree. What would write more than
`ROWS_OF_A_PAGE` is done by a job. A form that comes twice does it once, and one that is out of date is shown again.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from specify.layouts.latin import GENUS
from specify.nodes.tree_tables import tree_tables
from specify.records.filling.once import AlreadySent
from specify.security.entering import Visit, in_collection
from specify.tasks.declaring import Link
from specify.tasks.starting import start
from specify.trees.changing import ROWS_OF_A_PAGE
from specify.trees.foreseeing import Foreseen
from specify.trees.openings import Wish, address
from specify.trees.ranks.carrying_out import RankWish, Unfit, act, ask_right, judged, why_not
from specify.trees.ranks.controls import Control, Problem
from specify.trees.ranks.counting import examples
from specify.trees.ranks.rank_jobs import change_ranks
from specify.trees.ranks.scenes import Scene, shown_name
from specify.trees.ranks.sealed_form import SealedWish, seal, unsealed
from specify.trees.sealing import Outdated
from specify.web.addresses import number_in
from specify.web.pages import render
from specify.web.refusals import FORM_STATUS, missing


@dataclass(frozen=True, slots=True)
class _Page:
    """A page: what is asked for, what it is about, and its form."""

    request: HttpRequest
    visit: Visit
    wish: RankWish
    scene: Scene
    controls: Sequence[Control]


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def change(request: HttpRequest, visit: Visit, *, tree: str, deed: str, rank_id: int | None = None) -> HttpResponse:
    """The page of a deed, and what its buttons do."""
    if tree not in tree_tables():
        raise missing(_("There is no tree called %(name)s.") % {"name": tree}, _("Choose one from the list of trees."))
    wish = RankWish(deed, tree, _definition(request, visit, tree), rank_id)
    ask_right(visit, wish.does, wish.table)
    if "sealed" in request.POST:
        return _carry_out(request, visit, unsealed(request.POST["sealed"], wish))
    page = _page(request, visit, replace(wish, texts=_texts_in(request.POST or request.GET)))
    return _shown(page, is_asked=request.method == "POST" or not page.controls)


def _definition(request: HttpRequest, visit: Visit, tree: str) -> int | None:
    """The definition that the address names, else the first of the collection."""
    named = request.GET.get("definition")
    return number_in(named) if named else next(iter(visit.place.tree_definitions.get(tree, ())), None)


def _texts_in(sent: QueryDict) -> dict[str, str]:
    """What was sent; of several values of a name all, with commas between."""
    return {name: ",".join(sent.getlist(name)) for name in sent if name != "csrfmiddlewaretoken"}


def _page(request: HttpRequest, visit: Visit, wish: RankWish) -> _Page:
    scene = wish.scene(visit)
    controls = wish.does.controls(scene, wish.texts)
    known = {control.name for control in controls}
    texts = {name: text for name, text in wish.texts.items() if name in known}
    if request.method != "POST":
        texts = {control.name: control.value for control in controls} | texts
    wish = replace(wish, definition=scene.definition.get("id"), texts=texts)
    return _Page(request, visit, wish, scene, controls)


def _shown(page: _Page, *, is_asked: bool, outdated: bool = False) -> HttpResponse:
    """The form; when it `is_asked`, with what would change, and the button, or with what is wrong with what was typed.

    Without a form where something stands in the way whatever is typed.
    """
    does = page.wish.does
    obstacles = why_not(does, page.scene)
    if obstacles:
        return _drawn(replace(page, controls=()), problems=obstacles, outdated=outdated)
    if not is_asked:
        return _drawn(page)
    planned = does.plan(page.scene, page.wish.texts)
    problems = judged(page.scene, planned)
    if problems:
        return _drawn(page, problems=problems, outdated=outdated)
    foreseen = does.foresee(page.scene, planned.changes)
    return _drawn(page, foreseen=foreseen, outdated=outdated)


def _drawn(
    page: _Page, *, problems: Sequence[Problem] = (), foreseen: Foreseen | None = None, outdated: bool = False
) -> HttpResponse:
    does, texts = page.wish.does, page.wish.texts
    rank = shown_name(page.scene.rank) if page.scene.rank else ""
    context = {
        "does": does,
        "title": str(does.title) % {"rank": rank, "tree": page.scene.title},
        "tree": page.wish.tree,
        "scene": page.scene,
        "back": address_of_ranks(page.visit, page.wish) if page.scene.definition else "",
        "action": page.request.get_full_path(),
        "controls": page.controls,
        "choices": does.choices(page.scene, texts),
        "text_of": lambda control: texts.get(control.name, ""),
        "problems": problems,
        "problem_at": dict(reversed(problems)),
        "example": _example(page) if problems and does.is_final else None,
        "foreseen": foreseen,
        "is_latin": foreseen is not None and bool(foreseen.names) and _is_latin(page.scene),
        "sealed": seal(page.wish, page.scene, foreseen.rows).text() if foreseen else "",
        "by_job": foreseen is not None and foreseen.rows > ROWS_OF_A_PAGE,
        "outdated": outdated,
    }
    is_refused = page.request.method == "POST" and (problems or outdated)
    return render(page.request, "trees/ranks-change.html", context, FORM_STATUS if is_refused else 200)


def _is_latin(scene: Scene) -> bool:
    """Whether full names that change are scientific names."""
    named = [rank for rank in scene.as_they_are().values() if rank.is_in_full_name]
    return scene.tree.key == "taxon" and all(rank.number >= GENUS for rank in named)


def _example(page: _Page) -> Link | None:
    """One of the nodes that keep a rank, in its tree."""
    found = examples(page.wish.table, [page.scene.one["id"]])
    for node, name in found.values():
        tree = reverse("trees-show", kwargs={**page.visit.place.way, "tree": page.wish.tree})
        return Link(name, address(tree, Wish(page.wish.definition, at=node)))
    return None


def _carry_out(request: HttpRequest, visit: Visit, wanted: SealedWish) -> HttpResponse:
    wish = wanted.wish
    after = HttpResponseRedirect(_after(visit, wish), status=303)
    if wanted.is_done(visit):
        return after
    if wanted.rows > ROWS_OF_A_PAGE:
        whose = {"person": visit.viewer.user_id, "collection_id": visit.place.collection_id}
        job = start(change_ranks, **whose, arguments={"wanted": wanted.told()})
        return HttpResponseRedirect(reverse("tasks-show", kwargs={"number": job.pk}), status=303)
    try:
        with suppress(AlreadySent):
            act(visit, wish, wanted)
    except Outdated:
        return _shown(_page(request, visit, wish), is_asked=True, outdated=True)
    except Unfit as error:
        return _drawn(_page(request, visit, wish), problems=error.problems)
    messages.success(request, _("Done."))
    return after


def _after(visit: Visit, wish: RankWish) -> str:
    """What is to be seen afterwards."""
    if wish.does.leads_to == "trees-ranks":
        return address_of_ranks(visit, wish)
    if wish.does.leads_to == "trees-list":
        return reverse("trees-list", kwargs=visit.place.way)
    tree = f"?tree={wish.definition}" if wish.definition else ""
    return reverse("trees-show", kwargs={**visit.place.way, "tree": wish.tree}) + tree


def address_of_ranks(visit: Visit, wish: RankWish) -> str:
    """Where the ranks of the definition are."""
    address = reverse("trees-ranks", kwargs={**visit.place.way, "tree": wish.tree})
    return f"{address}?definition={wish.definition}" if wish.definition else address
