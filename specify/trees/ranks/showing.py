"""The page of the ranks of a tree: what its definition says of itself, and the ranks from the highest to the lowest.

In: requests inside a collection. Out: a page, by five statements besides its furniture, whatever the number of nodes.
Nodes are counted as far as that is quickly done; a full name is shown as an example of what a rank gives to it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from specify.datamodel.rows import Row
from specify.records.acts import Act
from specify.security.entering import Visit, in_collection
from specify.trees.definitions import TreeHere, tree_here
from specify.trees.foreseeing import Effect
from specify.trees.openings import Wish, address
from specify.trees.ranks.carrying_out import may
from specify.trees.ranks.controls import DIRECTIONS
from specify.trees.ranks.counting import examples, numbers_at
from specify.trees.ranks.making import takes_several
from specify.trees.ranks.rank_changes import RANK_CHANGES
from specify.trees.ranks.scenes import DIRECTION, Scene, scene_of, shown_name
from specify.web.addresses import number_in
from specify.web.pages import render
from specify.web.refusals import forbidden


@dataclass(frozen=True, slots=True)
class _Line:
    """A rank as the page shows it: how many nodes it has, one of these, and what can be done with it."""

    row: Row
    name: str
    nodes: Effect
    example: str
    is_latin: bool
    acts: tuple[Act, ...]


@require_safe
@in_collection
def show_ranks(request: HttpRequest, visit: Visit, tree: str) -> HttpResponse:
    """The ranks of one definition of a tree."""
    here = tree_here(visit, tree, number_in(request.GET.get("definition", "")))
    if not visit.rights.readable(here.table.ranks.key):
        told = {"tree": visit.captions.table(here.table.ranks.key), "collection": visit.place.collection_name}
        raise forbidden(
            _("You may not read %(tree)s in %(collection)s.") % told,
            _("Ask an administrator of the collection for the right to read it."),
        )
    scene = scene_of(visit, here.table, here.definition.id)
    context = {
        "tree": here,
        "scene": scene,
        "lines": [*_lines(here, scene)],
        "direction": dict(DIRECTIONS).get(str(scene.definition[DIRECTION]), ""),
        "acts": [*_acts_of_definition(here, scene)],
        "back": address(reverse("trees-show", kwargs=_way(scene)), Wish(_other(here))),
        "caption": lambda name: visit.captions.field(here.table.ranks.key, name),
        "caption_of_tree": lambda name: visit.captions.field(here.table.definitions.key, name),
    }
    return render(request, "trees/ranks.html", context)


def _other(here: TreeHere) -> int | None:
    """The definition, unless it is the first."""
    return None if here.definition.id == here.definitions[0].id else here.definition.id


def _lines(here: TreeHere, scene: Scene) -> Iterator[_Line]:
    ids = [row["id"] for row in scene.ranks]
    numbers, shown = numbers_at(scene.tree, ids), examples(scene.tree, ids)
    for row in scene.ranks:
        one = row["id"]
        example = shown.get(one, (0, ""))[1]
        nodes = Effect("", numbers[one])
        yield _Line(row, shown_name(row), nodes, example, here.is_latin(one), tuple(_acts_of_rank(scene, row)))


def _acts_of_rank(scene: Scene, row: Row) -> Iterator[Act]:
    for name, words in (("edit", _("Edit")), ("delete", _("Delete"))):
        is_kept = name == "delete" and row is scene.ranks[0]
        if may(scene.visit, RANK_CHANGES[name], scene.tree) and not is_kept:
            kwargs = {**_way(scene), "rank_id": row["id"]}
            yield Act(words, reverse(f"trees-rank-{name}", kwargs=kwargs))
    if may(scene.visit, RANK_CHANGES["add"], scene.tree):
        yield Act(_("Add below"), _to_add(scene, row))


def _acts_of_definition(here: TreeHere, scene: Scene) -> Iterator[Act]:
    named = f"?definition={scene.definition['id']}"
    if may(scene.visit, RANK_CHANGES["definition"], scene.tree):
        yield Act(_("Edit"), reverse("trees-definition", kwargs=_way(scene)) + named)
    if not scene.ranks and may(scene.visit, RANK_CHANGES["add"], scene.tree):
        yield Act(_("Add a rank"), _to_add(scene, None))
    if takes_several(scene.tree) and may(scene.visit, RANK_CHANGES["new"], scene.tree):
        yield Act(_("Make another tree"), reverse("trees-new", kwargs=_way(scene)))
    for other in here.definitions:
        if other.id != here.definition.id:
            address_of = reverse("trees-ranks", kwargs=_way(scene))
            yield Act(f"{here.title}: {other.name}", f"{address_of}?definition={other.id}")


def _to_add(scene: Scene, row: Row | None) -> str:
    below = f"&parent={row['id']}" if row else ""
    return f"{reverse('trees-rank-add', kwargs=_way(scene))}?definition={scene.definition['id']}{below}"


def _way(scene: Scene) -> dict[str, Any]:
    return {**scene.visit.place.way, "tree": scene.tree.key}
