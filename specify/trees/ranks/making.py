"""Makes a tree where there is none, or one more of taxa: its definition, its ranks, its root.

In: a scene, what was chosen and typed. Out: all that, planned; and that the discipline, or the institution of a
storage, has this tree from then on. Kept of Specify 7: the ranks with which a tree begins; a discipline may have
several trees of taxa from 7.12 on. Changed on purpose: the tree has a root from the beginning; only an administrator of
the institution makes one, where Specify 7 hides the button from others.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from specify.datamodel import present
from specify.datamodel.declaring import Relationship, Table
from specify.datamodel.selecting import rows_by_id
from specify.datamodel.tables import model
from specify.nodes.tree_tables import TreeTable
from specify.records.writing.changes import Change
from specify.text.folding import fold
from specify.trees.foreseeing import Foreseen
from specify.trees.ranks.controls import Control, Problem, Texts, Words, controls_for, values_of
from specify.trees.ranks.declaring import Choice, Planned, RankChange
from specify.trees.ranks.describing import FIELDS
from specify.trees.ranks.rooting import name_of_root, root
from specify.trees.ranks.scenes import DIRECTION, Scene
from specify.trees.ranks.standard import Beginning, NewRank, beginnings

_SET, _RANKS, _ROOT = "set", "ranks", "root"
_NAME_OF_ROOT: Words = gettext_lazy("Name of the root")
_FURTHER = "discipline"


def takes_several(tree: TreeTable) -> bool:
    """Whether a discipline may have more than one such tree."""
    return tree.key == "taxon" and _FURTHER in tree.definitions.relationships


def _why_not(scene: Scene) -> Sequence[str]:
    if takes_several(scene.tree) or _owner(scene).now(_way(scene.tree)[1].name) is None:
        return []
    if scene.tree.key == "taxon":
        return [_("A discipline has one tree of taxa in this database; several are possible from Specify 7.12 on.")]
    return [_("There is such a tree already, and only one is possible.")]


def _beginnings(scene: Scene) -> Sequence[Beginning]:
    return beginnings(scene.tree.key, scene.visit.place.discipline_type)


def _beginning(scene: Scene, texts: Texts) -> Beginning:
    known = _beginnings(scene)
    return next((one for one in known if one.key == texts.get(_SET)), known[0])


def _choices(scene: Scene, texts: Texts) -> Sequence[Choice]:
    chosen, known = _beginning(scene, texts), _beginnings(scene)
    return [Choice(one.title, f"?{_SET}={one.key}", one is chosen) for one in known] if len(known) > 1 else []


def _controls(scene: Scene, texts: Texts) -> Sequence[Control]:
    begun = _beginning(scene, texts)
    definition = {"name": begun.name, DIRECTION: begun.direction}
    options = [(str(rank.number), f"{rank.name} ({rank.number})") for rank in begun.ranks[1:]]
    every = ",".join(number for number, _words in options)
    hint = _("Besides %(name)s, the highest. You can change them afterwards.") % {"name": begun.ranks[0].name}
    return [
        Control(_SET, "", "hidden", begun.key),
        *controls_for(scene.tree.definitions, FIELDS, definition, scene.visit.captions),
        Control(_ROOT, _NAME_OF_ROOT, value=begun.root, is_required=True),
        Control(_RANKS, gettext_lazy("Ranks"), "several", every, hint, options),
    ]


def _plan(scene: Scene, texts: Texts) -> Planned:
    table, begun = scene.tree.definitions, _beginning(scene, texts)
    owner, way = _owner(scene), _way(scene.tree)[1].name
    values, problems = values_of(table, _controls(scene, texts), texts, None)
    for name in (_FURTHER, "institution"):
        if name in table.relationships:
            values[name] = getattr(scene.visit.place, f"{name}_id")
    definition = Change(table, values, deed="make")
    ranks = _ranks(scene, begun, definition, texts.get(_RANKS, "").split(","))
    name, wrong = name_of_root(scene, texts, _ROOT, _NAME_OF_ROOT)
    problems += wrong
    problems += _said_twice(scene, values.get("name"))
    changes = [definition, *ranks, root(scene, name, ranks[0], _ROOT)]
    if owner.now(way) is None:
        owner.put(way, definition)
        changes.append(owner)
    return Planned(tuple(changes), tuple(problems))


def _said_twice(scene: Scene, name: str | None) -> Sequence[Problem]:
    known = scene.visit.place.tree_definitions.get(scene.tree.key, ())
    rows: Any = model(scene.tree.definitions.key)._default_manager.filter(pk__in=known)
    if name and fold(name) in {fold(other or "") for other in rows.values_list("name", flat=True)}:
        return [("name", _("There is a tree of this name already; choose another."))]
    return []


def _ranks(scene: Scene, begun: Beginning, definition: Change, chosen: Sequence[str]) -> list[Change]:
    """The ranks, each hanging on the one above it."""
    made: list[Change] = []
    for rank in begun.ranks:
        if not made or str(rank.number) in chosen:
            values = {**_values(rank, begun), "treeDef": definition, "parent": made[-1] if made else None}
            made.append(Change(scene.tree.ranks, values, name=_RANKS, deed="make"))
    return made


def _values(rank: NewRank, begun: Beginning) -> dict[str, object]:
    return {
        "name": rank.name,
        "title": rank.name,
        "rankId": rank.number,
        "isEnforced": rank.is_enforced,
        "isInFullName": rank.is_in_full_name,
        "fullNameSeparator": begun.separator,
    }


def _way(tree: TreeTable) -> tuple[Table, Relationship]:
    """Whose tree it is: the discipline's, or the institution's; and the relationship that leads to it."""
    for key in ("discipline", "institution"):
        table = present.tables()[key]
        for way in table.relationships.values():
            if way.column and way.target == tree.definitions.name:
                return table, way
    raise AssertionError(f"Nothing leads to {tree.definitions.name}.")


def _owner(scene: Scene) -> Change:
    table, _relationship = _way(scene.tree)
    key = scene.visit.place.discipline_id if table.key == "discipline" else scene.visit.place.institution_id
    return Change(table, {}, next(iter(rows_by_id(table.key, [key], locked=scene.locked))))


def _foresee(scene: Scene, changes: Sequence[Change]) -> Foreseen:
    names = {
        key: [str(change.now("name")) for change in changes if change.table.key == key]
        for key in (scene.tree.ranks.key, scene.tree.key)
    }
    owner, place = _way(scene.tree)[0], scene.visit.place
    told = {
        "ranks": ", ".join(names[scene.tree.ranks.key]),
        "root": names[scene.tree.key][0],
        "place": place.discipline_name if owner.key == "discipline" else place.institution_name,
    }
    if any(change.table is owner for change in changes):
        whose = _("It becomes the tree of %(place)s, which had none.")
    else:
        whose = _("It is a further tree of %(place)s; the first stays the first.")
    sentences = (_("Ranks: %(ranks)s."), _("Root: %(root)s."), whose)
    return Foreseen(sentences=tuple(sentence % told for sentence in sentences))


MAKE = RankChange(
    gettext_lazy("Make a tree: %(tree)s"),
    (),
    _plan,
    _foresee,
    _why_not,
    _controls,
    _choices,
    leads_to="trees-list",
    for_administrators=True,
)
