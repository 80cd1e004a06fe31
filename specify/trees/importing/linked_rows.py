"""Plans a file with ids: a row is a node, which names its parent, and if it is a synonym the accepted one.

In: rows, what columns mean, and what is stored. Out: a `Plan`. Rows may stand in any order. One without the id of a
parent hangs on the root. A node that is stored already below the same parent, with the same rank and name, is used
again. Where a row is left out, so are those that hang on it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.utils.translation import gettext as _

from specify.text.folding import fold
from specify.trees.importing.growing import Growing, Troubles, Wanted
from specify.trees.importing.meanings import ACCEPTED, ID, NAME, PARENT, RANK, Mapped, Offer
from specify.trees.importing.plans import Above, Plan, Sprout
from specify.trees.importing.ranked_rows import Row, no_root, root_for, second_root, stored_for

_IDS = (ID, PARENT, RANK, NAME, ACCEPTED)


@dataclass(slots=True, eq=False)
class _Entry:
    """A row. `parent` and `accepted` are the rows it names, `twin` one that says the same; `node` what it comes to.

    That is None while it is not known.
    """

    number: int
    id: str
    texts: Mapping[str, str]
    wanted: Wanted
    parent: "_Entry | None" = None
    accepted: "_Entry | None" = None
    twin: "_Entry | None" = None
    node: Above | None = None
    is_out: bool = False


@dataclass(slots=True)
class _Links:
    """All rows, by their ids; which columns hold what; and what is to be made so far."""

    growing: Growing
    plan: Plan
    possible: Offer
    columns: Mapping[str, int]
    fields: Sequence[tuple[str, int]]
    entries: list[_Entry] = field(default_factory=list)
    by_id: dict[str, _Entry] = field(default_factory=dict)
    sprouts: dict[tuple[Above | None, int, str], _Entry] = field(default_factory=dict)


def plan_linked(growing: Growing, mapping: Mapped, possible: Offer, rows: Iterable[Row]) -> Plan:
    """What would become of the rows."""
    columns = {one.what: place for place, one in enumerate(mapping.columns) if one.what in _IDS}
    fields = [(one.what, place) for place, one in enumerate(mapping.columns) if one.what and one.what not in _IDS]
    links = _Links(growing, Plan(), possible, columns, fields)
    for number, cells in rows:
        links.plan.rows += 1
        _tell(links, partial(_read, links, number, cells))
    for entry in links.entries:
        _tell(links, partial(_link, links, entry), entry)
    for entry in _downwards(links):
        if not entry.is_out:
            _tell(links, partial(_place, links, entry), entry)
    _leave_out_followers(links)
    _gather(links)
    return links.plan


def _tell(links: _Links, judge: Callable[[], None], entry: _Entry | None = None) -> None:
    """Judge a row, and leave it out for what is wrong with it."""
    try:
        judge()
    except Troubles as found:
        links.plan.troubles += found.troubles
        if entry is not None:
            entry.is_out = True


def _read(links: _Links, number: int, cells: list[str]) -> None:
    if not cells:
        links.plan.blank += 1
        return
    growing, columns = links.growing, links.columns
    if len(cells) > len(growing.headings):
        raise growing.trouble(number, None, _("The row has more cells than there are headings: look for a stray sign."))
    at = dict(enumerate(cells))
    texts = {what: at.get(place, "") for what, place in columns.items()}
    fields = [(what, place, at[place]) for what, place in links.fields if at.get(place)]
    rank = links.possible.rank_called(texts[RANK]) or 0
    wanted = Wanted(number, rank, texts[NAME], columns[NAME], fields)
    entry = _Entry(number, texts[ID], texts, wanted)
    first = links.by_id.setdefault(entry.id, entry) if entry.id else entry
    if first is not entry:
        sentence = _("The id %(id)s stands in row %(row)s already: give each row an id of its own.")
        raise growing.trouble(number, columns[ID], sentence % {"id": entry.id, "row": first.number})
    links.entries.append(entry)


def _link(links: _Links, entry: _Entry) -> None:
    """Find the rows that a row names, and make sure that it says what it is."""
    growing, texts = links.growing, entry.texts
    if not entry.wanted.name:
        raise growing.trouble(entry.number, links.columns[NAME], _("The row has no name: fill one in."))
    if not entry.wanted.rank:
        told = {"rank": texts[RANK], "ranks": ", ".join(links.possible.ranks.values())}
        sentence = _("“%(rank)s” is no rank of this tree; there are: %(ranks)s.")
        raise growing.trouble(entry.number, links.columns[RANK], sentence % told)
    entry.parent = _named(links, entry, PARENT)
    if ACCEPTED in links.columns and texts[ACCEPTED] != entry.id:
        entry.accepted = _named(links, entry, ACCEPTED)
    if entry.accepted is not None and entry.accepted.texts[ACCEPTED] not in ("", entry.accepted.id):
        sentence = _("The node of the id %(id)s is a synonym itself: name its accepted node.")
        raise growing.trouble(entry.number, links.columns[ACCEPTED], sentence % {"id": texts[ACCEPTED]})


def _named(links: _Links, entry: _Entry, what: str) -> _Entry | None:
    text = entry.texts[what]
    if not text:
        return None
    if text not in links.by_id:
        sentence = _("No row has the id %(id)s: correct it, or add that row.")
        raise links.growing.trouble(entry.number, links.columns[what], sentence % {"id": text})
    return links.by_id[text]


def _downwards(links: _Links) -> Iterator[_Entry]:
    """All rows, parents before their children; those that go round in a circle are told and left out."""
    done: set[_Entry] = set()
    for entry in links.entries:
        way: list[_Entry] = []
        here: _Entry | None = entry
        met: set[_Entry] = set()
        while here is not None and here not in done and here not in met:
            way.append(here)
            met.add(here)
            here = here.parent
        if here is not None and here in met:
            for one in way[way.index(here) :]:
                sentence = _("The row stands below itself (%(way)s): correct the id of the parent.")
                told = " → ".join(step.id for step in (*way[way.index(here) :], here)[:8])
                links.plan.troubles += links.growing.trouble(
                    one.number, links.columns[PARENT], sentence % {"way": told}
                ).troubles
                one.is_out = True
        done |= met
        yield from reversed(way)


def _place(links: _Links, entry: _Entry) -> None:
    """What a row comes to: a node that is there, or a new one."""
    growing, wanted = links.growing, entry.wanted
    ground = growing.ground
    if entry.parent is not None and entry.parent.node is None:
        entry.is_out = True  # it hangs on one that is left out
        links.plan.following += 1
        return
    above: Above | None = entry.parent.node if entry.parent else ground.root
    if entry.parent is None and wanted.rank == ground.top:
        if ground.root is not None:
            entry.node = root_for(growing, wanted)
            links.plan.there += 1
            return
        if any(one.wanted.rank == ground.top for one in links.sprouts.values()):
            raise second_root(growing, wanted)
    elif above is None:
        raise growing.trouble(entry.number, links.columns[PARENT], no_root())
    key = (above, wanted.rank, fold(wanted.name))
    if key in links.sprouts:
        entry.twin = links.sprouts[key]
        entry.node = entry.twin.node
        links.plan.repeated.append((entry.number, entry.twin.number))
    elif isinstance(above, int) and (stored := stored_for(growing, wanted, above)) is not None:
        entry.node = stored
        links.plan.there += 1
    else:
        sprout = growing.sprout(wanted, above)
        sprout.is_synonym = entry.accepted is not None
        entry.node = sprout
        links.sprouts[key] = entry


def _leave_out_followers(links: _Links) -> None:
    """Leave out what names a row that is left out, its children and its synonyms, or says the same."""
    hanging: dict[_Entry, list[_Entry]] = defaultdict(list)
    for entry in links.entries:
        for other in filter(None, (entry.parent, entry.accepted, entry.twin)):
            hanging[other].append(entry)
    waiting = [entry for entry in links.entries if entry.is_out]
    while waiting:
        for entry in hanging[waiting.pop()]:
            if not entry.is_out:
                entry.is_out = True
                links.plan.following += 1
                waiting.append(entry)


def _gather(links: _Links) -> None:
    """The nodes to be made, of rows that are not left out, with their accepted nodes."""
    for entry in links.sprouts.values():
        sprout = entry.node
        if entry.is_out or not isinstance(sprout, Sprout):
            continue
        accepted = entry.accepted.node if entry.accepted else None
        if isinstance(accepted, int):
            accepted = links.growing.ground.nodes[accepted].accepted or accepted
        sprout.accepted = None if accepted is sprout else accepted
        sprout.is_synonym = sprout.accepted is not None
        links.plan.made.append(sprout)
