"""Deletes a rank that no node has.

In: a scene. Out: the deletion, planned; the rank below hangs on the one above from then on. Kept of Specify: the
highest rank stays. Kept of Specify 6, where Specify 7 looks away: a rank with nodes stays.
"""

from collections.abc import Iterator, Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from specify.records.writing.changes import Change
from specify.trees.foreseeing import COUNTED_AT_MOST, Foreseen
from specify.trees.ranks.controls import Texts
from specify.trees.ranks.counting import numbers_at
from specify.trees.ranks.declaring import Planned, RankChange
from specify.trees.ranks.scenes import Scene, shown_name


def _why_not(scene: Scene) -> Sequence[str]:
    return [*_reasons(scene)]


def _reasons(scene: Scene) -> Iterator[str]:
    if scene.one is scene.ranks[0]:
        yield _("The highest rank of a tree cannot be deleted.")
    number = numbers_at(scene.tree, [scene.one["id"]])[scene.one["id"]]
    if number:
        told = {"number": number_format(min(number, COUNTED_AT_MOST), force_grouping=True)}
        if number > COUNTED_AT_MOST:
            sentence = _("More than %(number)s nodes have this rank: give them another one first.")
        else:
            sentence = _("Nodes that have this rank: %(number)s. Give them another one first.")
        yield sentence % told


def _plan(scene: Scene, _texts: Texts) -> Planned:
    return Planned((Change(scene.tree.ranks, {}, scene.one, deed="delete"),))


def _foresee(scene: Scene, _changes: Sequence[Change]) -> Foreseen:
    above, below = scene.neighbours(scene.one)
    sentences = [_("No node has this rank.")]
    if above is not None and below is not None:
        told = {"below": shown_name(below), "above": shown_name(above)}
        sentences.append(_("%(below)s stands directly below %(above)s from then on.") % told)
    return Foreseen(sentences=tuple(sentences))


DELETE = RankChange(
    gettext_lazy("Delete the rank %(rank)s of %(tree)s"),
    (("ranks", "delete"), ("ranks", "update")),
    _plan,
    _foresee,
    _why_not,
    is_final=True,
)
