"""What the forms of ranks ask for, and what is wrong with what was typed, looked at beside the other ranks.

In: a scene, texts. Out: controls; values with problems; sentences about nodes that leave a rank out. Kept of Specify:
no two ranks of a tree have the same name or title. Changed on purpose: of all trees, where Specify asks it of taxa
only, since queries and imports know ranks by these.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from specify.datamodel.rows import Row
from specify.text.folding import fold
from specify.trees.foreseeing import COUNTED_AT_MOST
from specify.trees.ranks.controls import Control, Problem, Texts, controls_for, values_of
from specify.trees.ranks.counting import number_leaving_out
from specify.trees.ranks.scenes import Scene, shown_name

NUMBER = "rankId"
_NAMES = ("name", "title")
FIELDS = (
    *(*_NAMES, NUMBER, "isEnforced", "isInFullName"),
    *("textBefore", "textAfter", "fullNameSeparator", "remarks"),
)


def rank_controls(scene: Scene, row: Row) -> list[Control]:
    """The controls of a rank, filled in with what a row has; that of the highest has no number."""
    is_highest = scene.rank is not None and scene.rank is scene.ranks[0]
    names = [name for name in FIELDS if not (is_highest and name == NUMBER)]
    return controls_for(scene.tree.ranks, names, row, scene.visit.captions)


def rank_values(
    scene: Scene, controls: Iterable[Control], texts: Texts, row: Row | None
) -> tuple[dict[str, Any], list[Problem]]:
    """The values that were typed for a rank, less what the row has, and what is wrong with them."""
    values, problems = values_of(scene.tree.ranks, [*controls], texts, row)
    return values, [*problems, *_said_twice(scene, values)]


def _said_twice(scene: Scene, values: Mapping[str, Any]) -> Iterable[Problem]:
    others = [rank for rank in scene.ranks if rank is not scene.rank]
    for name in _NAMES:
        text = fold(values.get(name) or "")
        twin = next((rank for rank in others if text and fold(rank[name] or "") == text), None)
        if twin is not None:
            told = {"field": scene.visit.captions.field(scene.tree.ranks.key, name), "number": twin[NUMBER]}
            yield name, _("%(field)s: the rank %(number)s has the same; choose another.") % told


def told_leaving_out(scene: Scene, number: int) -> str:
    """How many nodes leave out a rank of that number, which nobody may from now on."""
    above = [rank["id"] for rank in scene.ranks if (rank[NUMBER] or 0) < number]
    below = [rank["id"] for rank in scene.ranks if (rank[NUMBER] or 0) > number]
    found = number_leaving_out(scene.tree, above, below)
    if not found:
        return _("No node leaves this rank out now; none may in future.")
    told = number_format(min(found, COUNTED_AT_MOST), force_grouping=True)
    if found > COUNTED_AT_MOST:
        sentence = _("More than %(number)s nodes leave this rank out now. They stay; none may in future.")
    else:
        sentence = _("Nodes that leave this rank out now: %(number)s. They stay; none may in future.")
    return sentence % {"number": told}


def told_place(above: Row | None, below: Row | None) -> str:
    """Between which ranks one stands, with their numbers."""
    told = {f"{word}_{part}": "" for word in ("above", "below") for part in ("name", "number")}
    for word, row in (("above", above), ("below", below)):
        if row is not None:
            told |= {f"{word}_name": shown_name(row), f"{word}_number": str(row[NUMBER])}
    if above is None:
        return _("above %(below_name)s (%(below_number)s)") % told if below else ""
    if below is None:
        return _("below %(above_name)s (%(above_number)s)") % told
    return _("between %(above_name)s (%(above_number)s) and %(below_name)s (%(below_number)s)") % told
