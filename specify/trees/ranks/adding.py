"""Adds a rank to a tree, below another one.

In: a scene, what was typed. Out: the rank, planned. Kept of Specify 7: it has the number given, else the conventional
one of its name, else one halfway between its neighbours; the rank below hangs on it from then on. Changed on purpose: a
number that does not fit is told, not replaced.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from specify.datamodel.rows import Row
from specify.nodes.ranks import fits
from specify.records.writing.changes import Change
from specify.trees.foreseeing import Foreseen
from specify.trees.ranks.controls import Control, Texts
from specify.trees.ranks.declaring import Planned, RankChange
from specify.trees.ranks.rank_form import NUMBER, rank_controls, rank_values, told_leaving_out, told_place
from specify.trees.ranks.scenes import Scene, shown_name
from specify.web.addresses import number_in

_PARENT = "parent"
_NEW: Row = {"fullNameSeparator": " "}


def _controls(scene: Scene, _texts: Texts) -> Sequence[Control]:
    lowest = str(scene.ranks[-1]["id"]) if scene.ranks else ""
    options = [(str(row["id"]), f"{shown_name(row)} ({row[NUMBER]})") for row in scene.ranks]
    below = Control(_PARENT, gettext_lazy("Below which rank"), "choice", lowest, "", options, is_required=True)
    hint = gettext_lazy("Left empty, one that fits is chosen.")
    own = [
        Control(one.name, one.label, one.kind, one.value, hint) if one.name == NUMBER else one
        for one in rank_controls(scene, _NEW)
    ]
    return [below, *own] if scene.ranks else own


def _plan(scene: Scene, texts: Texts) -> Planned:
    values, problems = rank_values(scene, _controls(scene, texts), texts, None)
    above = next((row for row in scene.ranks if row["id"] == number_in(texts.get(_PARENT, ""))), None)
    number = values.pop(NUMBER, None)
    if above is None and scene.ranks:
        problems.append((_PARENT, _("Choose the rank below which the new one is to stand.")))
    elif above is not None and number is not None:
        below = scene.neighbours(above)[1]
        if not fits(number, above[NUMBER], below[NUMBER] if below else None):
            told = {"number": number, "place": told_place(above, below)}
            sentence = _("The number %(number)s does not stand %(place)s; choose another, or leave it empty.")
            problems.append((NUMBER, sentence % told))
    else:
        number = number if above is not None else number or 0
    keys = {"treeDef": scene.definition["id"], _PARENT: above["id"] if above else None, NUMBER: number}
    return Planned((Change(scene.tree.ranks, {**values, **keys}, deed="make"),), tuple(problems))


def _foresee(scene: Scene, changes: Sequence[Change]) -> Foreseen:
    change = next(change for change in changes if change.deed == "make")
    number = change.now(NUMBER)
    above = [row for row in scene.ranks if (row[NUMBER] or 0) < number]
    below = [row for row in scene.ranks if (row[NUMBER] or 0) > number]
    place = told_place(above[-1] if above else None, below[0] if below else None)
    told = {"name": change.now("name"), "number": number, "place": place}
    sentences = [_("%(name)s gets the number %(number)s and stands %(place)s.") % told] if place else []
    if change.now("isEnforced"):
        sentences.append(told_leaving_out(scene, number))
    return Foreseen(sentences=(*sentences, _("Full names stay as they are: no node has this rank yet.")))


ADD = RankChange(
    gettext_lazy("Add a rank to %(tree)s"),
    (("ranks", "create"), ("ranks", "update")),
    _plan,
    _foresee,
    controls=_controls,
)
