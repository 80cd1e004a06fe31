"""What a line of a query is about: from which table, along which way, what is found at its end.

In: a `StringId`, and whether the line is about a related record. Out: `Spec`, which is equal to another when both are
about the same; or a refusal in a sentence. Kept of Specify 7: a relationship without a name is called like its table; a
name that no field has is a rank of a tree, with a column of it behind a blank (its last word), else `name`; the end of
a date's name may ask for a part of it; a relationship that ends the path and is named again counts once; no name, or
the table's own, is the record itself in one line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.query.refusing import BadQuery
from specify.query.string_ids import Step, StringId

_PART = re.compile(r"(.+)(NumericDay|NumericMonth|NumericYear)")
_DATES = ("date", "timestamp")
ID = "id"
"""The end of a path that is the record's number: no field of the schema is called so."""
AGE = "age"
_TELLING_AGES = frozenset(
    ("absoluteage", "relativeage", "paleocontext", "collectingevent", "locality", "geologictimeperiod")
)


@dataclass(frozen=True, slots=True)
class Plain:
    """A field of the record at the end, `id` for its number; of a date a `part`: `Day`, `Month` or `Year`."""

    name: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A field of the node at or above the end that has this rank."""

    rank: str
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """The record at the end in one line."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The records behind a relationship of the record at the end, all in one line."""

    relationship: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many records are behind a relationship of the record at the end; Specify has no such thing."""

    relationship: str


@dataclass(frozen=True, slots=True)
class Age:
    """How old a collection object is, which its strata and dates tell and no field has."""


End = Plain | Ranked | Told | Gathered | Counted | Age


@dataclass(frozen=True, slots=True)
class Spec:
    """From the table with the key `base` through the relationships of `path` to an `end`."""

    base: str
    path: tuple[str, ...]
    end: End

    def ways(self) -> Iterator[Relationship]:
        """The relationships of the path."""
        table = present.tables()[self.base]
        for name in self.path:
            way = table.relationships[name]
            yield way
            table = present.tables()[way.target.lower()]

    @property
    def table(self) -> Table:
        """The table at the end of the path."""
        return _table_behind(self.base, self.path)

    @property
    def tables(self) -> frozenset[str]:
        """The keys of all tables that are touched on the way, the end's own among them."""
        touched = {self.base, *(way.target.lower() for way in self.ways())}
        if isinstance(self.end, Gathered | Counted):
            touched.add(self.table.relationships[self.end.relationship].target.lower())
        if isinstance(self.end, Age):
            touched.update(_TELLING_AGES & present.tables().keys())
        return frozenset(touched)

    @property
    def field(self) -> Field | None:
        """The field that is asked for; None for an id, and for what is told of records."""
        return self.table.fields.get(self.end.name) if isinstance(self.end, Plain | Ranked) else None


@lru_cache(maxsize=1024)
def _table_behind(base: str, path: tuple[str, ...]) -> Table:
    """The table at the end of a path, which is asked for with each value that is told."""
    *_before, key = (base, *(way.target.lower() for way in Spec(base, path, Told()).ways()))
    return present.tables()[key]


def table_of(number: int) -> Table:
    """The table with Specify's number; refuses one that the database does not have."""
    found = next((table for table in present.tables().values() if table.number == number), None)
    if found is None:
        raise BadQuery(
            _("This database has no table with the number %(number)s.") % {"number": number},
            _("The query may come from another version of Specify; take the line out."),
        )
    return found


def resolve(named: StringId, *, is_related: bool = False) -> Spec:
    """What `named` is about; `is_related` says that its field is a relationship."""
    base = table_of(named.root)
    table, path = base, list[str]()
    before = table
    for step in named.steps:
        way = _way(table, step)
        path.append(way.name)
        before, table = table, present.tables()[way.target.lower()]
    if is_related:
        return _related(Spec(base.key, tuple(path), Told()), before, named)
    return Spec(base.key, tuple(path), _end(table, named.field))


def _way(table: Table, step: Step) -> Relationship:
    target = table_of(step.number)
    found = table.find(step.relationship or target.name)
    if not isinstance(found, Relationship) or found.target.lower() != target.key:
        raise BadQuery(
            _("%(table)s has no relationship “%(name)s” to %(target)s.")
            % {"table": table.name, "name": step.relationship or target.name, "target": target.name},
            _("The query may come from another version of Specify; take the line out."),
        )
    return found


def _related(spec: Spec, before: Table, named: StringId) -> Spec:
    """The related record, or the records, that the field names: perhaps the step that the path ends with."""
    table = spec.table
    last = before.find(named.field) if spec.path else None
    if isinstance(last, Relationship) and last.name == spec.path[-1] and last.target.lower() == named.table:
        if last.is_to_many:
            return Spec(spec.base, spec.path[:-1], Gathered(last.name))
        return spec
    way = table.find(named.field)
    if isinstance(way, Relationship):
        if way.is_to_many:
            return Spec(spec.base, spec.path, Gathered(way.name))
        return Spec(spec.base, (*spec.path, way.name), Told())
    if named.field.lower() in ("", named.table) and named.table == table.key:
        return spec
    raise _no_field(table, named.field)


def _end(table: Table, name: str) -> End:
    if not name:
        return Told()
    dated = _PART.fullmatch(name)
    if dated and isinstance(found := table.find(dated[1]), Field) and found.kind in _DATES:
        return Plain(found.name, dated[2].removeprefix("Numeric"))
    if name.lower() in (ID, table.id_name.lower(), table.id_column.lower()):
        return Plain(ID)
    found = table.find(name)
    if isinstance(found, Field):
        if found.secret:
            raise _no_field(table, name)
        return Plain(found.name)
    if name.lower() == AGE and table.key == "collectionobject":
        return Age()
    if table.is_tree and not isinstance(found, Relationship):
        return _ranked(table, name)
    raise _no_field(table, name)


def _ranked(table: Table, name: str) -> Ranked:
    rank, _blank, last = name.rpartition(" ")
    if rank and last == "ID":
        return Ranked(rank, ID)
    found = table.find(last) if rank else None
    return Ranked(rank, found.name) if isinstance(found, Field) else Ranked(name, "name")


def _no_field(table: Table, name: str) -> BadQuery:
    return BadQuery(
        _("%(table)s has no field “%(name)s” that can be asked for.") % {"table": table.name, "name": name[:100]},
        _("The query may come from another version of Specify; take the line out."),
    )
