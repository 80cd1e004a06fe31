"""Changes what a definition of a tree says of itself: its name, the direction of its full names, remarks.

In: a scene, what was typed. Out: the definition, planned; what follows for nodes, counted. Kept of Specify 7: full
names follow the direction.
"""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy

from specify.records.writing.changes import Change
from specify.trees.foreseeing import Foreseen
from specify.trees.ranks.controls import Control, Texts, controls_for, values_of
from specify.trees.ranks.declaring import Planned, RankChange
from specify.trees.ranks.editing import renaming, told_changes
from specify.trees.ranks.scenes import DIRECTION, Scene

FIELDS = ("name", DIRECTION, "remarks")


def _controls(scene: Scene, _texts: Texts) -> Sequence[Control]:
    return controls_for(scene.tree.definitions, FIELDS, scene.definition, scene.visit.captions)


def _plan(scene: Scene, texts: Texts) -> Planned:
    table, row = scene.tree.definitions, scene.definition
    values, problems = values_of(table, _controls(scene, texts), texts, row)
    return Planned((Change(table, values, row),), tuple(problems))


def _foresee(scene: Scene, changes: Sequence[Change]) -> Foreseen:
    (change,) = changes
    sentences = tuple(told_changes(scene, change, FIELDS))
    if not change.alters(DIRECTION):
        return Foreseen(sentences=sentences)
    effect, names = renaming(scene, changes)
    return Foreseen(names, (effect,), sentences, effect.number)


DESCRIBE = RankChange(
    gettext_lazy("Change the tree %(tree)s"),
    (("definitions", "update"),),
    _plan,
    _foresee,
    controls=_controls,
)
