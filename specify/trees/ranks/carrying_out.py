"""Asks whether ranks may be changed as is wished, and does it.

In: a visit, and a `RankWish`. Out: `judged`: what would stand in the way, with nothing written and nobody kept waiting;
`act`: the change carried out through the door of `records.saving`, or `Unfit` and nothing changed. Kept of Specify 7:
the rights are those to the tables of ranks, definitions and nodes. Kept of Specify 6: a tree that it has locked is left
alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext as _

from specify.nodes.tree_tables import TreeTable, tree_tables
from specify.records.reading.fitting import fit
from specify.records.rules import tree_ranks
from specify.records.rules import trees as tree_nodes
from specify.records.rules.kinship import family
from specify.records.saving import save
from specify.records.writing.changes import Change, NotSaved, Saving
from specify.records.writing.changes import Problem as Told
from specify.records.writing.stamping import place, stamp
from specify.records.writing.uniqueness import check_unique
from specify.security.administrators import who_can_help
from specify.security.entering import Visit
from specify.trees.acting import locked_elsewhere
from specify.trees.ranks.controls import Problem
from specify.trees.ranks.declaring import Planned, RankChange
from specify.trees.ranks.rank_changes import RANK_CHANGES
from specify.trees.ranks.scenes import Scene, scene_of
from specify.web.refusals import forbidden


@dataclass(frozen=True, slots=True)
class RankWish:
    """What is to be done to which tree, definition and rank, by name and ids, and what was typed."""

    deed: str
    tree: str
    definition: int | None = None
    rank: int | None = None
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def does(self) -> RankChange:
        """What is to be done."""
        return RANK_CHANGES[self.deed]

    @property
    def table(self) -> TreeTable:
        """The tree's tables."""
        return tree_tables()[self.tree]

    def scene(self, visit: Visit, *, locked: bool = False) -> Scene:
        """What it is about."""
        if self.does.for_administrators:
            return Scene(visit, self.table, {}, locked=locked)
        return scene_of(visit, self.table, self.definition, self.rank, locked=locked)


class Unfit(Exception):
    """Something stands in the way: fields and sentences."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, each once."""
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__(" ".join(sentence for _field, sentence in self.problems))


def may(visit: Visit, deed: RankChange, tree: TreeTable) -> bool:
    """Whether the person may do that to the tree, and has somebody to sign it. Asks the database nothing."""
    if visit.agent_id is None or (deed.for_administrators and not visit.rights.is_administrator):
        return False
    return all(visit.rights.may_table(getattr(tree, table).key, action) for table, action in deed.rights)


def ask_right(visit: Visit, deed: RankChange, tree: TreeTable) -> None:
    """Refuse those who may not."""
    visit.signing_agent()
    if not may(visit, deed, tree):
        told = {"tree": visit.captions.table(tree.key), "collection": visit.place.collection_name}
        raise forbidden(_("You may not do this to the tree %(tree)s in %(collection)s.") % told, who_can_help())


def why_not(deed: RankChange, scene: Scene) -> tuple[Problem, ...]:
    """What stands in the way whatever is typed; what concerns the tree as a whole by itself."""
    return tuple(("", sentence) for sentence in locked_elsewhere(scene.tree) or deed.why_not(scene))


def judged(scene: Scene, planned: Planned) -> tuple[Problem, ...]:
    """What is wrong with a plan: with what was typed; where that is well by rules and columns; and rights to fields."""
    if all(change.is_empty for change in planned.changes):
        return planned.problems or (("", _("Nothing is different from what is stored.")),)
    saving = Saving(scene.visit, [*planned.changes], datetime.now().replace(microsecond=0))
    place(saving)
    tree_ranks.settle(saving, scene.tree, locked=False)
    nodes = [*saving.of(scene.tree.key)]
    if nodes:
        tree_nodes.judge(family(saving, scene.tree, nodes), nodes)
    stamp(saving)
    fit(saving)
    check_unique(saving)
    told = {field for field, _sentence in planned.problems if field}
    ruled = [problem for problem in map(_problem, saving.problems) if problem[0] not in told]
    return Unfit([*planned.problems, *_not_allowed(scene.visit, planned), *ruled]).problems


class Form(Protocol):
    """What a person has sent: it is done once, and only as it was shown. Both raise what stands against it."""

    def claim(self, visit: Visit) -> None:
        """Note that it is done now, before anything is judged: where it was done before, all else has changed by it."""

    def compare(self, scene: Scene) -> None:
        """See whether all is as it was shown."""


def act(visit: Visit, wish: RankWish, form: Form | None = None) -> tuple[Change, ...]:
    """Carry out what is wished; raises `Unfit`. `form` is asked when all that it is about is held."""
    ask_right(visit, wish.does, wish.table)

    def plan() -> Sequence[Change]:
        if form:
            form.claim(visit)
        scene = wish.scene(visit, locked=True)
        if form:
            form.compare(scene)
        planned = wish.does.plan(scene, wish.texts)
        problems = [*why_not(wish.does, scene), *planned.problems]
        if problems:
            raise Unfit(problems)
        return planned.changes

    try:
        return save(visit, plan, (wish.table.definitions.key, wish.table.ranks.key))
    except NotSaved as error:
        raise Unfit(map(_problem, error.problems)) from error


def _problem(told: Told) -> Problem:
    return told.change.name or told.field, told.sentence


def _not_allowed(visit: Visit, planned: Planned) -> Iterator[Problem]:
    """Fields that the person may not change."""
    for change in planned.changes:
        for name in change.values if change.deed == "change" else ():
            if not visit.rights.may_field(change.table.key, name):
                told = {"field": visit.captions.field(change.table.key, name)}
                yield name, _("You may not change %(field)s.") % told
