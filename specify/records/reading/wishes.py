"""What has to be looked up before controls can be read: records that are named, values that must be known.

In: all controls that were changed, with what they were told. Out: by name the id of a record, or `Unreadable`. What is
offered for all of them is worked out together; where a relation leads into another collection, the person's rights
there count.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from specify.datamodel.declaring import Field, Relationship
from specify.datamodel.rows import UNSAVED, Rows, settled
from specify.layouts.filling.asked import Asked
from specify.layouts.filling.choices import shown_for_stored
from specify.query.matching import Search, typed
from specify.query.offering import offered
from specify.records.choosing.sought import Asking, Sought, records_sought, values_sought
from specify.records.filling.planning import Control
from specify.records.reading.days import DATES
from specify.records.reading.lists import known_values, not_in_list
from specify.records.reading.records import Answer, Wish, resolve
from specify.resources.picklists import Kind, PickList
from specify.security.entering import Visit, visit_of
from specify.text.folding import fold
from specify.text.typed import Unreadable
from specify.web.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Told:
    """A control with what was sent for it; `asking` is where it stands, `found` its pick list."""

    control: Control
    asking: Asking
    text: str
    chosen: str
    asked: Asked | None = None
    found: PickList | None = None

    @property
    def is_untouched(self) -> bool:
        """Whether it holds what is stored; a record is the same in any way of writing its name."""
        text, chosen = self.control.stored
        is_same = fold(self.text.strip()) == fold(text.strip()) if chosen else self.text == text
        return self.control.row["id"] != UNSAVED and is_same and self.chosen == chosen

    def is_listed_by(self, kind: Kind) -> bool:
        """Whether it is a field whose values are those of a list of that kind."""
        member = self.control.member.member
        is_of_kind = self.found is not None and self.found.kind is kind
        return is_of_kind and isinstance(member, Field) and member.kind not in DATES


def look_up(visit: Visit, rows: Rows, told: Sequence[Told]) -> Mapping[str, Answer]:
    """The ids that were meant for relationships and for lists of records, and what closed lists do not know."""
    wishes: list[Wish] = []
    answers: dict[str, Answer] = dict(_unknown(told))
    for one, sought in (*_of_relationships(visit, rows, told), *_of_lists(told, Kind.TABLE)):
        if isinstance(sought, Unreadable):
            answers[one.control.name] = sought
        elif sought.search is not None:
            chosen, text = (one.chosen, one.text) if sought.has_id else (one.text.strip(), "")
            wishes.append(Wish(one.control.name, sought, sought.search, chosen, text))
    return {**resolve(wishes, {visit.place.collection_id: rows}), **answers}


def _of_relationships(visit: Visit, rows: Rows, told: Sequence[Told]) -> Iterator[tuple[Told, Sought | Unreadable]]:
    """What is sought for relationships."""
    ways = [(one, way) for one in told if (typed(one.text) or one.chosen) and (way := _way(one))]
    elsewhere = settled(rows, lambda: [one.asking.elsewhere(way) for one, way in ways])
    visits = {across: _visit_to(visit, across) for across in set(elsewhere)}
    entered = []
    for (one, way), across in zip(ways, elsewhere, strict=True):
        there = visits[across]
        if isinstance(there, Unreadable):
            yield one, there
        else:
            entered.append((one, way, replace(one.asking, visit=there)))
    limits = settled(
        rows, lambda: [offered(at.around, way, at.visit.place, search=at.search) for _, way, at in entered]
    )
    for (one, way, at), within in zip(entered, limits, strict=True):
        try:
            yield one, records_sought(at, way, one.found, within)
        except Refusal as refusal:
            yield one, _as_told(refusal)


def _way(one: Told) -> Relationship | None:
    member = one.control.member.member
    return member if isinstance(member, Relationship) else None


def _visit_to(visit: Visit, across: int | None) -> Visit | Unreadable:
    """The visit of the same person to another collection."""
    try:
        return visit if across is None else visit_of(visit.user.pk, across, visit.viewer.language)
    except Refusal as refusal:
        return _as_told(refusal)


def _of_lists(told: Sequence[Told], kind: Kind) -> Iterator[tuple[Told, Sought | Unreadable]]:
    """What is sought for fields with a list of that kind."""
    for one in told:
        if one.found is None or not one.is_listed_by(kind) or not one.text.strip():
            continue
        try:
            sought = values_sought(one.asking, one.found)
        except Refusal as refusal:
            yield one, _as_told(refusal)
        else:
            if sought is not None:
                yield one, sought


def _unknown(told: Sequence[Told]) -> Iterator[tuple[str, Unreadable]]:
    """Texts that the closed list of the values of a field does not have. One statement for each field."""
    closed = [one for one in told if one.found is not None and one.found.is_read_only]
    groups: dict[tuple[str, tuple[str, ...]], list[tuple[Told, Search]]] = defaultdict(list)
    for one, sought in _of_lists(closed, Kind.FIELD):
        if isinstance(sought, Unreadable):
            yield one.control.name, sought
        elif sought.search is not None:
            groups[sought.search.table.key, sought.search.paths].append((one, sought.search))
    for some in groups.values():
        known = known_values(some[0][1], {one.text.strip() for one, _search in some})
        for one, _search in some:
            is_stored = one.asked and one.found and one.text.strip() == shown_for_stored(one.asked, one.found)
            if one.found and not is_stored and fold(one.text.strip()) not in known:
                yield one.control.name, not_in_list(one.found, one.text)


def _as_told(refusal: Refusal) -> Unreadable:
    return Unreadable(f"{refusal.sentence} {refusal.remedy}".strip())
