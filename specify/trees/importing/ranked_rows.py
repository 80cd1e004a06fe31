"""Plans a file with a column for each rank: a row leads from the highest name down to the lowest.

In: rows, what columns mean, and what is stored. Out: a `Plan`. Kept of Specify 7: intermediate names are those that are
there already, in the tree or in the file, below the same parent and of the same rank. Changed on purpose: rows need
not be sorted; so is the last name of a row: where Specify makes a node for each row, one that says nothing new does
nothing and is counted; a name is also found where the tree has ranks between that the file does not name; and what a
later row says of the same node is added, where nothing was said of it before.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from specify.text.folding import fold
from specify.trees.importing.growing import Growing, Troubles, Wanted, is_same
from specify.trees.importing.meanings import LAST, NAME, NOTHING, Mapped
from specify.trees.importing.plans import Above, Plan, Sprout

Row = tuple[int, list[str]]
Fresh = list[tuple[tuple[Above | None, int, str], Sprout]]


def names_in(mapping: Mapped, rows: Iterable[Row]) -> Iterator[str]:
    """All names of a file, those that are equal once."""
    columns = [place for place, one in enumerate(mapping.columns) if one.what == NAME]
    known: set[str] = set()
    for _number, cells in rows:
        for place in columns:
            name = cells[place] if place < len(cells) else ""
            if name and (folded := fold(name)) not in known:
                known.add(folded)
                yield name


@dataclass(slots=True)
class _Paths:
    """The columns of names from the highest rank down, those of fields by rank, and what is to be made so far."""

    growing: Growing
    plan: Plan
    names: Sequence[tuple[int, int]]
    fields: Sequence[tuple[int, str, int]]
    sprouts: dict[tuple[Above | None, int, str], Sprout] = field(default_factory=dict)
    ends: dict[Above, int] = field(default_factory=dict)
    added: list[tuple[Sprout, dict[str, Any]]] = field(default_factory=list)
    """What the row at hand says more of nodes that are to be made already."""


def plan_ranked(growing: Growing, mapping: Mapped, rows: Iterable[Row]) -> Plan:
    """What would become of the rows."""
    ground, plan = growing.ground, Plan()
    if ground.root is None and (NAME, ground.top) not in {(one.what, one.rank) for one in mapping.columns}:
        plan.standing_in_the_way.append(no_root())
        return plan
    columns = list(enumerate(mapping.columns))
    names = [(one.rank, place) for place, one in columns if one.what == NAME]
    names.sort(key=lambda one: ground.ranks[one[0]].number)
    fields = [(one.rank, one.what, place) for place, one in columns if one.what not in (NAME, NOTHING)]
    paths = _Paths(growing, plan, names, fields)
    for number, cells in rows:
        plan.rows += 1
        try:
            _follow(paths, number, cells)
        except Troubles as found:
            plan.troubles += found.troubles
    return plan


def no_root() -> str:
    """What is told where a tree has nothing that nodes could hang on."""
    return _("The tree has no root yet, and the file has no column for one: add the root first, then import.")


def _follow(paths: _Paths, number: int, cells: list[str]) -> None:
    """Go down a row; what is new is kept only if all of the row is right."""
    if not cells:
        paths.plan.blank += 1
        return
    growing = paths.growing
    if len(cells) > len(growing.headings):
        raise growing.trouble(number, None, _("The row has more cells than there are headings: look for a stray sign."))
    steps = list(_steps(paths, number, cells))
    if not steps:
        raise growing.trouble(number, None, _("The row has no name in any column of a rank: fill one in."))
    fresh: Fresh = []
    paths.added.clear()
    here: Above | None = growing.ground.root
    for step in steps:
        here = _step(paths, fresh, step, here)
    for key, sprout in fresh:
        paths.sprouts[key] = sprout
        paths.plan.made.append(sprout)
    for sprout, values in paths.added:
        sprout.values |= values
    _end(paths, number, here, is_new=bool(fresh) and fresh[-1][1] is here)


def _steps(paths: _Paths, number: int, cells: list[str]) -> Iterator[Wanted]:
    """The names of a row from the highest down, each with what is said of it."""
    texts = dict(enumerate(cells))
    named = [(rank, place, texts[place]) for rank, place in paths.names if texts.get(place)]
    for position, (rank, place, name) in enumerate(named, 1):
        meant = (rank, LAST) if position == len(named) else (rank,)
        fields = [(what, at, texts[at]) for whose, what, at in paths.fields if whose in meant and texts.get(at)]
        yield Wanted(number, rank, name, place, fields)


def _step(paths: _Paths, fresh: Fresh, wanted: Wanted, above: Above | None) -> Above:
    """The node that a name of a row means: one that is there, or a new one."""
    growing, ground = paths.growing, paths.growing.ground
    if wanted.rank == ground.top:
        if ground.root is not None:
            return root_for(growing, wanted)
        above = None
    elif above is None:
        above = next((sprout for sprout in paths.sprouts.values() if sprout.parent is None), None)
        if above is None:
            raise growing.trouble(wanted.row, wanted.column, no_root())
    key = (above, wanted.rank, fold(wanted.name))
    if key in paths.sprouts:
        _add(paths, paths.sprouts[key], wanted)
        return paths.sprouts[key]
    if above is None and any(sprout.parent is None for sprout in paths.sprouts.values()):
        raise second_root(growing, wanted)
    if isinstance(above, int) and (stored := stored_for(growing, wanted, above)) is not None:
        return stored
    sprout = growing.sprout(wanted, above)
    fresh.append((key, sprout))
    return sprout


def root_for(growing: Growing, wanted: Wanted) -> int:
    """The root, which must be called so. Raises `Troubles`."""
    root = growing.ground.root
    if root is None or not is_same(growing.ground.nodes[root].name, wanted.name):
        raise second_root(growing, wanted)
    return root


def second_root(growing: Growing, wanted: Wanted) -> Troubles:
    """What is told of a second node of the highest rank."""
    sentence = _("A tree has one root only: give this row the name of the root, or leave its highest rank blank.")
    return growing.trouble(wanted.row, wanted.column, sentence)


def stored_for(growing: Growing, wanted: Wanted, above: int) -> int | None:
    """The stored node that is meant, if any. Raises `Troubles` where several may be."""
    found = growing.ground.found(above, wanted.rank, wanted.name)
    if len(found) > 1:
        sentence = _(
            "Several nodes below %(above)s are called %(name)s: name also the ranks between, so that it is clear which."
        )
        told = {"above": growing.name_of(above), "name": wanted.name}
        raise growing.trouble(wanted.row, wanted.column, sentence % told)
    return found[0] if found else None


def _add(paths: _Paths, sprout: Sprout, wanted: Wanted) -> None:
    """Add what a later row says of a node; where it says otherwise than an earlier one, that counts."""
    new = [one for one in wanted.fields if one[0] not in sprout.values]
    said = [one for one in wanted.fields if one[0] in sprout.values]
    if new:
        paths.added.append((sprout, paths.growing.values(wanted.row, new)))
    for what, column, text in said:
        kept = sprout.values[what]
        if str(kept) != text and paths.growing.values(wanted.row, [(what, column, text)])[what] != kept:
            paths.plan.differing.append((wanted.row, paths.growing.headings[column]))


def _end(paths: _Paths, number: int, here: Above | None, *, is_new: bool) -> None:
    """Count a row by what its last name came to."""
    if here is None:
        return
    if not is_new and here in paths.ends:
        paths.plan.repeated.append((number, paths.ends[here]))
    elif isinstance(here, int):
        paths.plan.there += 1
    paths.ends.setdefault(here, number)
