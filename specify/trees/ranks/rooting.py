"""Adds the root to a tree that has no node yet.

In: a scene, the root's name. Out: the node, planned; and its rank, where the tree has no rank either. Kept of Specify
7: such a rank has the number 0. Changed on purpose: the root is called as one wants; who adds it needs the right to add
nodes, and to add ranks where there is none.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from specify.datamodel.tables import model
from specify.records.reading.fitting import unfit
from specify.records.writing.changes import Change
from specify.trees.foreseeing import Foreseen
from specify.trees.ranks.controls import Control, Problem, Texts, Words, one_line
from specify.trees.ranks.declaring import Planned, RankChange
from specify.trees.ranks.scenes import Scene
from specify.trees.ranks.standard import beginnings

NAME = "name"


def _why_not(scene: Scene) -> Sequence[str]:
    nodes = model(scene.tree.key)._default_manager.filter(definition_id=scene.definition["id"], parent__isnull=True)
    return [_("This tree has a root already: add nodes below it.")] if nodes.exists() else []


def _label(scene: Scene) -> str:
    return scene.visit.captions.field(scene.tree.key, NAME)


def _controls(scene: Scene, _texts: Texts) -> Sequence[Control]:
    return [Control(NAME, _label(scene), value=beginnings(scene.tree.key)[0].root, is_required=True)]


def _plan(scene: Scene, texts: Texts) -> Planned:
    name, problems = name_of_root(scene, texts, NAME, _label(scene))
    if scene.ranks:
        return Planned((root(scene, name, scene.ranks[0]["id"], NAME),), problems)
    first = beginnings(scene.tree.key)[0].ranks[0]
    values = {"name": first.name, "title": first.name, "rankId": 0, "isEnforced": True, "isInFullName": False}
    rank = Change(scene.tree.ranks, {**values, "treeDef": scene.definition["id"]}, deed="make")
    return Planned((rank, root(scene, name, rank, NAME)), problems)


def name_of_root(scene: Scene, texts: Texts, control: str, label: Words) -> tuple[str, tuple[Problem, ...]]:
    """What was typed for the name of a root, and what is wrong with it, in the words of its line."""
    name = one_line(texts.get(control, "")).strip()
    if not name:
        return name, ((control, _("%(field)s is required.") % {"field": label}),)
    sentence = unfit(scene.tree.nodes, scene.tree.nodes.fields[NAME], name)
    return name, ((control, f"{label}: {sentence}"),) if sentence else ()


def root(scene: Scene, name: str, rank: int | Change, control: str) -> Change:
    """The root of a tree, of that rank; `control` is where its name was typed."""
    return Change(scene.tree.nodes, {NAME: name or None, "definitionItem": rank}, name=control, deed="make")


def _foresee(_scene: Scene, changes: Sequence[Change]) -> Foreseen:
    told = {"name": changes[-1].now(NAME)}
    return Foreseen(sentences=(_("%(name)s becomes the root, below which all other nodes stand.") % told,))


ADD_ROOT = RankChange(
    gettext_lazy("Add the root of %(tree)s"),
    (("nodes", "create"),),
    _plan,
    _foresee,
    _why_not,
    _controls,
    leads_to="trees-show",
)
