"""What the verbs of trees have in common: who may, on what, what stands in the way, and one transaction.

In: a visit, a `Verb`, and what is `Asked`: a node, and mostly another. Out: the verb carried out, or a refusal in
sentences and nothing changed. Kept of Specify 7: each verb is an action of `/tree/edit/<tree>`, which is all the right
it takes. Kept of Specify 6: a tree that it has locked is left alone. Changed on purpose: numbers that do not tell what
stands below what are not repaired unasked, nodes that stand below themselves are told.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise
from typing import Any, Protocol

from django.utils.translation import gettext as _

from specify.datamodel.rows import Row
from specify.datamodel.selecting import rows_by_id
from specify.nodes.chains import hold_tree, upward, with_ancestors
from specify.nodes.ranks import Rank, ranks_of
from specify.nodes.semaphores import BAD, SAVING, UPDATING, raised
from specify.nodes.tree_tables import TreeTable
from specify.records.reading.fitting import fit
from specify.records.rules import trees as rule
from specify.records.rules.kinship import Family
from specify.records.saving import saved
from specify.records.writing.changes import Change, Saving
from specify.records.writing.rows import write
from specify.records.writing.stamping import stamp
from specify.records.writing.uniqueness import check_unique
from specify.security.administrators import who_can_help
from specify.security.entering import Visit
from specify.security.scoping import visible_ids
from specify.trees.foreseeing import Foreseen
from specify.trees.recounting import Followed, Passing, before, follow
from specify.web.refusals import Refusal, forbidden, missing


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done to which node of a tree, and with which other one, by their ids."""

    tree: TreeTable
    node: int
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb on its way: the stored rows it is about, all that stands above them, and the change of the node."""

    visit: Visit
    tree: TreeTable
    node: Row
    target: Row | None
    family: Family
    change: Change
    gone: dict[int, int] = field(default_factory=dict)
    """Nodes that went, with those they went into: for verbs that let nodes go."""

    @property
    def saving(self) -> Saving:
        """The change on its way."""
        return self.family.saving

    @property
    def words(self) -> dict[str, str]:
        """What the nodes are called, for sentences."""
        return {word: name_of(row) for word, row in (("node", self.node), ("target", self.target)) if row}

    @property
    def other(self) -> Row:
        """The target, for verbs that have one."""
        if self.target is None:
            raise AssertionError("This verb has no target.")
        return self.target

    def rank(self, row: Row) -> Rank | None:
        """The rank of a stored node."""
        return self.family.ranks.get(row["definitionItem_id"] or 0)

    def accepted(self, row: Row) -> int | None:
        """What a stored node is a synonym of."""
        found: int | None = row[f"{self.tree.accepted}_id"]
        return found


@dataclass(frozen=True, slots=True)
class Verb:
    """What can be done with nodes: the action that is to be allowed, and its parts.

    `changes` are the fields of the node that it sets. `why_not` tells in sentences what stands in the way; nothing may
    when `carry_out` is called. `foresee` is told what is counted for a page. `passing` says what it takes where.
    """

    action: str
    why_not: Callable[[Deed], Iterable[str]]
    foresee: Callable[[Deed], Foreseen]
    carry_out: Callable[[Deed], None]
    changes: Callable[[Asked], Mapping[str, Any]] = lambda _asked: {}
    passing: Callable[[Deed], Passing] = lambda deed: Passing(deed.node["id"])


class Form(Protocol):
    """What a person has sent: it is done once, and only as it was shown. Both raise what stands against it."""

    def claim(self, visit: Visit) -> None:
        """Note that it is done now, before anything is judged: where it was done before, all else has changed by it."""

    def compare(self, verb: Verb, deed: Deed) -> None:
        """See whether all is as it was shown."""


def act(visit: Visit, verb: Verb, asked: Asked, form: Form | None = None) -> None:
    """Carry out a verb, or refuse; `form` is asked when all that it is about is held."""
    ask_right(visit, asked.tree, verb.action)

    def carry_out() -> Followed | None:
        hold_tree(asked.tree)
        if form:
            form.claim(visit)
        deed = deed_of(visit, verb, asked, locked=True)
        refuse_for(why_not(verb, deed))
        if form:
            form.compare(verb, deed)
        followed = before(asked.tree, visit.place, verb.passing(deed))
        verb.carry_out(deed)
        return replace(followed, gone=deed.gone) if followed else None

    followed = saved(carry_out)
    if followed:
        follow(followed)


def name_of(row: Row) -> str:
    """What a stored node is called."""
    return str(row["fullName"] or row["name"])


def ask_right(visit: Visit, tree: TreeTable, action: str) -> None:
    """Refuse those who may not do that to the tree, or have nobody to sign it."""
    if not visit.rights.may(f"/tree/edit/{tree.key}", action):
        told = {"tree": visit.captions.table(tree.key), "collection": visit.place.collection_name}
        raise forbidden(_("You may not do this to the tree %(tree)s in %(collection)s.") % told, who_can_help())
    visit.signing_agent()


def deed_of(visit: Visit, verb: Verb, asked: Asked, *, locked: bool) -> Deed:
    """What a verb is about, as it is stored; a refusal where it is not in the collection. Four statements."""
    return deeds_of(visit, [verb], asked, locked=locked)[0]


def deeds_of(visit: Visit, verbs: Sequence[Verb], asked: Asked, *, locked: bool = False) -> list[Deed]:
    """The same for several verbs, in as many statements."""
    tree = asked.tree
    ids = [one for one in (asked.node, asked.target) if one is not None]
    known = visible_ids(tree.nodes, visit.place, ids)
    for one in ids:
        if one not in known:
            told = {"number": one, "tree": visit.captions.table(tree.key), "collection": visit.place.collection_name}
            raise missing(
                _("%(collection)s has no node %(number)s in the tree %(tree)s.") % told,
                _("It may have been deleted or merged meanwhile. Go back to the tree and load it again."),
            )
    rows = {row["id"]: row for row in rows_by_id(tree.key, ids, locked=locked)}
    nodes, ranks, now = with_ancestors(tree, ids), ranks_of(tree), datetime.now().replace(microsecond=0)
    changes = [Change(tree.nodes, dict(verb.changes(asked)), rows[asked.node]) for verb in verbs]
    families = [Family(Saving(visit, [change], now), tree, nodes, ranks) for change in changes]
    node, target = rows[asked.node], rows.get(asked.target or 0)
    return [Deed(visit, tree, node, target, own, change) for own, change in zip(families, changes, strict=True)]


def why_not(verb: Verb, deed: Deed) -> list[str]:
    """All that stands in the way of a verb, in sentences; what concerns the tree as a whole by itself."""
    return why_none(deed) or why_not_this(verb, deed)


def why_none(deed: Deed) -> list[str]:
    """What stands in the way of all verbs about these nodes."""
    return list(dict.fromkeys(locked_elsewhere(deed.tree) or _circles(deed)))


def why_not_this(verb: Verb, deed: Deed) -> list[str]:
    """What stands in the way of this verb."""
    return list(dict.fromkeys(verb.why_not(deed)))


def refuse_for(sentences: list[str]) -> None:
    """Refuse, if there is anything to say."""
    if sentences:
        raise Refusal(422, _("Not done"), " ".join(sentences), _("Nothing was changed."))


def judged(deed: Deed) -> list[str]:
    """What the rules of trees have against the change of the node."""
    rule.judge(deed.family, [deed.change])
    return [problem.sentence for problem in deed.saving.problems]


def write_down(deed: Deed) -> None:
    """Write the change of the node with all that follows from it for the tree."""
    saving = deed.saving
    stamp(saving)
    fit(saving)
    check_unique(saving)
    refuse_for([problem.sentence for problem in saving.problems])
    write(saving.changes)
    rule.after(saving)
    refuse_for([problem.sentence for problem in saving.problems])


def unsound(deed: Deed) -> list[str]:
    """That numbers do not tell what stands below what, and what to do about it; only looks at what stands above."""
    for row in filter(None, (deed.node, deed.target)):
        chain = [(node.number, node.highest) for node in upward(deed.family.nodes, row["id"])]
        for (first, last), (above, end) in pairwise(chain):
            if not _encloses(above, end, first, last):
                return [broken_numbers()]
        if not _encloses(0, 2**31, *chain[0]):
            return [broken_numbers()]
    return []


def broken_numbers() -> str:
    """What is told when the numbers of a tree are not right."""
    return _("The numbers of this tree do not tell what stands below what: have the tree repaired first.")


def _encloses(above: int | None, end: int | None, first: int | None, last: int | None) -> bool:
    if above is None or end is None or first is None or last is None:
        return False
    return above < first <= last <= end


def locked_elsewhere(tree: TreeTable) -> list[str]:
    """Why the tree is to be left alone, as Specify 6 says, in sentences."""
    found, told = raised(tree), {UPDATING: _being_numbered, BAD: _known_to_be_wrong, SAVING: being_saved}
    return [sentence() for one, sentence in told.items() if one in found][:1]


def is_for_repair(sentences: Iterable[str]) -> bool:
    """Whether what stands in the way is something that a repair of the tree mends."""
    return not {broken_numbers(), _being_numbered(), _known_to_be_wrong()}.isdisjoint(sentences)


def _being_numbered() -> str:
    return _(
        "Specify 6 is numbering this tree, or was stopped while it did. Wait until it has finished; if nobody works "
        "with it, have the tree repaired."
    )


def _known_to_be_wrong() -> str:
    return _("Specify 6 has noted that the numbers of this tree are wrong: have the tree repaired first.")


def being_saved() -> str:
    """What is told while somebody saves with Specify 6 what would otherwise be done at the same time."""
    return _("Somebody is saving a node of this tree with Specify 6 at this moment. Do this again in a minute.")


def _circles(deed: Deed) -> list[str]:
    """That a node stands below itself, of those that are concerned and all above them."""
    return list(_standing_below_themselves(deed))


def _standing_below_themselves(deed: Deed) -> Iterator[str]:
    for row in filter(None, (deed.node, deed.target)):
        chain = list(upward(deed.family.nodes, row["id"]))
        if chain[-1].parent is not None:
            sentence = _("%(name)s stands below itself: choose another parent for it in its form first.")
            yield sentence % {"name": chain[-1].name}
