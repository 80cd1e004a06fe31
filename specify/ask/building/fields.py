"""The fields that can be asked for at the end of a path, and the relationships that lead on from there.

In: a visit, the path, what to narrow by. Out: `Offered`: fields with the parts of dates, ranks of trees with their
fields, relationships with what can be told of the records there. What the institution hides comes on request; which
fields have anything at all, too: that is seen from the newest records, so that it takes the same time in any table.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Value
from django.db.models.functions import NullIf
from django.utils.translation import gettext as _

from specify.ask.building.usual import may_show
from specify.ask.wording import Kind, kind_of
from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.datamodel.tables import model
from specify.query.asked import Line
from specify.query.specs import ID, Age, Counted, End, Gathered, Plain, Ranked, Spec, Told
from specify.query.texts import line_text, path_text
from specify.security.entering import Visit
from specify.security.scoping import in_scope
from specify.text.folding import fold

LOOKED_AT = 10_000
"""So many of the newest records say whether a field has anything."""
_OF_RANKS = ("name", "fullName", "author", "commonName", ID)
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A field: what a button says for it, its words, what it is, and buttons for its parts."""

    text: str
    words: str
    kind: str
    parts: Choices = ()


@dataclass(frozen=True, slots=True)
class Way:
    """A relationship: its words, where its path goes on, buttons for what is told of the records there."""

    words: str
    at: str
    told: Choices
    is_several: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """All that there is at the end of a path."""

    fields: tuple[Entry, ...]
    ranks: tuple[Entry, ...]
    ways: tuple[Way, ...]
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Wish:
    """What to narrow by: a text, fields with something in them only; and whether hidden ones are shown."""

    text: str = ""
    with_data: bool = False
    with_hidden: bool = False


def offered(visit: Visit, base: str, path: tuple[str, ...], wish: Wish, *, is_ours: bool) -> Offered:
    """What can be asked for there; one statement for ranks of a tree, one to see which fields have anything."""
    offering = _Offering(visit, base, path, wish, is_ours)
    return Offered(tuple(offering.fields()), tuple(offering.ranks()), tuple(offering.ways()), offering.hidden())


@dataclass(frozen=True)
class _Offering:
    visit: Visit
    base: str
    path: tuple[str, ...]
    wish: Wish
    is_ours: bool

    @property
    def table(self) -> Table:
        return Spec(self.base, self.path, Told()).table

    def text(self, end: End, *, on: str = "") -> str:
        return line_text(Line(Spec(self.base, (*self.path, on) if on else self.path, end)))

    def fields(self) -> Iterator[Entry]:
        if not self.path and self.fits(_("The record in one line")):
            yield Entry(self.text(Told()), _("The record in one line"), "")
        if self.table.key == "collectionobject" and present.has("paleocontext") and self.fits(_("Age")):
            yield Entry(self.text(Age()), _("Age"), "")
        shown = [field for field in self.table.fields.values() if self.shows(field) and self.fits(self.words(field))]
        if self.wish.with_data:
            filled = _filled(self.visit, self.table, shown)
            shown = [field for field in shown if filled.get(field.name)]
        for field in sorted(shown, key=lambda one: fold(self.words(one))):
            spec = Spec(self.base, self.path, Plain(field.name))
            parts = tuple((self.text(Plain(field.name, part)), words) for part, words in _parts(spec))
            yield Entry(self.text(Plain(field.name)), self.words(field), _kind_words(kind_of(spec)), parts)
        if self.wish.with_hidden and self.fits(_("Number of the record")):
            yield Entry(self.text(Plain(ID)), _("Number of the record"), _kind_words(Kind.NUMBER))

    def ranks(self) -> Iterator[Entry]:
        table = self.table
        if not table.is_tree:
            return
        names = [name for name in _OF_RANKS[1:] if name == ID or (name in table.fields and self.shows_name(name))]
        for rank in filter(self.fits, _ranks(self.visit, table)):
            words = [(name, "ID" if name == ID else self.visit.captions.field(table.key, name)) for name in names]
            parts = tuple((self.text(Ranked(rank, name)), told) for name, told in words)
            yield Entry(self.text(Ranked(rank, "name")), rank, _("rank"), parts)

    def ways(self) -> Iterator[Way]:
        found = [way for way in self.table.relationships.values() if self.leads(way) and self.fits(self.words(way))]
        for way in sorted(found, key=lambda one: fold(self.words(one))):
            told = [
                (self.text(Gathered(way.name)) if way.is_to_many else self.text(Told(), on=way.name), _("In one line"))
            ]
            if way.is_to_many and self.is_ours:
                told.append((self.text(Counted(way.name)), _("How many")))
            at = path_text(self.base, (*self.path, way.name))
            yield Way(self.words(way), at, tuple(told), way.is_to_many)

    def hidden(self) -> int:
        """How many fields and relationships are not shown because the institution hides them."""
        if self.wish.with_hidden:
            return 0
        members: list[Field | Relationship] = [*self.table.fields.values(), *self.table.relationships.values()]
        return sum(not may_show(self.visit, self.table, one) and not _is_secret(one) for one in members)

    def shows(self, member: Field | Relationship) -> bool:
        return not _is_secret(member) and (self.wish.with_hidden or may_show(self.visit, self.table, member))

    def shows_name(self, name: str) -> bool:
        return self.shows(self.table.fields[name])

    def leads(self, way: Relationship) -> bool:
        return self.shows(way) and self.visit.rights.readable(way.target)

    def words(self, member: Field | Relationship) -> str:
        return self.visit.captions.field(self.table.key, member.name)

    def fits(self, words: str) -> bool:
        return fold(self.wish.text) in fold(words)


def _is_secret(member: Field | Relationship) -> bool:
    return isinstance(member, Field) and member.secret


def _parts(spec: Spec) -> Iterable[tuple[str, str]]:
    if kind_of(spec) is not Kind.DATE:
        return ()
    return (("Year", _("Year")), ("Month", _("Month")), ("Day", _("Day")))


def _kind_words(kind: Kind) -> str:
    return {
        Kind.TEXT: _("text"),
        Kind.NUMBERED: _("text"),
        Kind.NUMBER: _("number"),
        Kind.DATE: _("date"),
        Kind.BOOLEAN: _("yes or no"),
    }.get(kind, "")


def _ranks(visit: Visit, table: Table) -> list[str]:
    """The names of the ranks of the trees here, from the root on. One statement."""
    items = model(f"{table.key}treedefitem")._default_manager.filter(
        treeDef__in=visit.place.tree_definitions[table.key]
    )
    names = items.order_by("rankId", "pk").values_list("name", flat=True)
    return list(dict.fromkeys(name for name in names if name))


def _filled(visit: Visit, table: Table, fields: Iterable[Field]) -> Mapping[str, int]:
    """How often fields have something in the newest records. One statement."""
    asked: dict[str, Any] = {
        f"n_{field.name}": Count(NullIf(field.name, Value("")) if field.kind in ("string", "text") else field.name)
        for field in fields
    }
    if not asked:
        return {}
    newest = model(table.key)._default_manager.filter(in_scope(table, visit.place)).order_by("-pk")[:LOOKED_AT]
    return {name.removeprefix("n_"): number for name, number in newest.aggregate(**asked).items()}
