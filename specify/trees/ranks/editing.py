"""Changes a rank of a tree: its names, its number between its neighbours, and what it gives to full names.

In: a scene, what was typed. Out: the rank, planned; what follows for nodes, counted. Kept of Specify 7: nodes take over
the number, full names follow what their ranks give to them. Nodes that leave out a rank which nobody may leave out any
more stay as they are, which is told.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from specify.records.rules.tree_ranks import IN_NAMES
from specify.records.writing.changes import Change
from specify.trees.foreseeing import Effect, Foreseen
from specify.trees.ranks.controls import DIRECTIONS, Control, Texts
from specify.trees.ranks.counting import names_before_and_after, number_in, numbers_at
from specify.trees.ranks.declaring import Planned, RankChange
from specify.trees.ranks.rank_form import FIELDS, NUMBER, rank_controls, rank_values, told_leaving_out
from specify.trees.ranks.scenes import DIRECTION, Scene


def _controls(scene: Scene, _texts: Texts) -> Sequence[Control]:
    return rank_controls(scene, scene.one)


def _plan(scene: Scene, texts: Texts) -> Planned:
    values, problems = rank_values(scene, _controls(scene, texts), texts, scene.one)
    return Planned((Change(scene.tree.ranks, values, scene.one),), tuple(problems))


def _foresee(scene: Scene, changes: Sequence[Change]) -> Foreseen:
    (change,) = changes
    effects: list[Effect] = []
    names: tuple[tuple[str, str], ...] = ()
    if change.alters(NUMBER):
        number = numbers_at(scene.tree, [scene.one["id"]])[scene.one["id"]]
        effects.append(Effect(_("Nodes of this rank that get the new number"), number))
    if change.alters(*IN_NAMES):
        named, names = renaming(scene, changes)
        effects.append(named)
    sentences = [*told_changes(scene, change, FIELDS)]
    if change.now("isEnforced") and not change.before("isEnforced"):
        sentences.append(told_leaving_out(scene, scene.one[NUMBER] or 0))
    return Foreseen(names, tuple(effects), tuple(sentences), sum(effect.number for effect in effects))


def renaming(scene: Scene, changes: Sequence[Change]) -> tuple[Effect, tuple[tuple[str, str], ...]]:
    """How many full names are written anew, and a few before and after. Three statements."""
    number = number_in(scene.tree, scene.definition["id"])
    names = names_before_and_after(scene.tree, scene.as_they_are(), scene.as_they_will_be(changes))
    return Effect(_("Full names that are written anew, also those of synonyms"), number), names


def told_changes(scene: Scene, change: Change, fields: Iterable[str]) -> Iterator[str]:
    """What is stored and what will be, field by field."""
    for name in filter(change.alters, fields):
        told = {"before": _told(name, change.before(name)), "after": _told(name, change.now(name))}
        told["field"] = scene.visit.captions.field(change.table.key, name)
        yield _("%(field)s: %(before)s → %(after)s") % told


def _told(name: str, value: Any) -> str:
    if name == DIRECTION and str(value) in dict(DIRECTIONS):
        return str(dict(DIRECTIONS)[str(value)])
    if value is None or value == "":
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _("“%(text)s”") % {"text": value}


EDIT = RankChange(
    gettext_lazy("Change the rank %(rank)s of %(tree)s"),
    (("ranks", "update"),),
    _plan,
    _foresee,
    controls=_controls,
)
