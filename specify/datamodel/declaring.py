"""The words in which the Specify schema is written down: what `specify/datamodel/schema/` is made of.

In: nothing. Out: frozen dataclasses `Table`, `Field`, `Relationship`, `JoinTable` and one short constructor per
column kind, so that a table reads as a list of its columns. Everything that needs to know a table or a field reads
these; the Django models are built from them. Names are Specify's own (system names, mixed case); a column is named
after its field unless said otherwise. Lengths are characters. `since` names the Specify 7 migration that added a
table or column to the 6.8.03 schema; None means it was there in 6.8.03.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Kind = Literal[
    "string",
    "text",
    "integer",
    "short",
    "byte",
    "long",
    "boolean",
    "date",
    "timestamp",
    "decimal",
    "double",
    "json",
    "blob",
]
RelationshipType = Literal["many-to-one", "one-to-many", "one-to-one", "zero-to-one", "many-to-many"]
OnDelete = Literal["block", "cascade", "set-null", "do-nothing"]
_ORDER_NUMBERS = ("orderNumber", "ordinal")


@dataclass(frozen=True, slots=True)
class Field:
    """One column that holds a value. `null` is the column's, `required` the form's notion; `plain` marks a DATE column.

    `length` is in characters, of a decimal in digits. What is `secret` is shown to nobody, and nothing is found by it.
    """

    name: str
    kind: Kind
    column: str
    length: int | None = None
    required: bool = False
    null: bool = True
    unique: bool = False
    plain: bool = False
    default: bool | int | None = None
    since: str | None = None
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Relationship:
    """A named way from one table to another. Only the side that holds the key has a `column`.

    `dependent` rows live and die with this record and are edited in its form. `on_delete` says, on the side with the
    column, what deleting the row it points to does to this row. `through` is the join table of a many-to-many
    relationship.
    """

    name: str
    type: RelationshipType
    target: str
    other: str | None = None
    column: str | None = None
    required: bool = False
    null: bool = True
    dependent: bool = False
    on_delete: OnDelete | None = None
    through: str | None = None
    since: str | None = None

    @property
    def is_to_many(self) -> bool:
        """Whether following it can give several records."""
        return self.type in ("one-to-many", "many-to-many")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the Specify schema. `number` is Specify's table id, `scope` says how a row belongs to a collection.

    `scope` is a path of relationships from a row towards its owner, alternatives separated by `|`; its last step is
    one of the fields that `specify.security.scoping` knows (`collectionMemberId`, `collection`, `discipline`,
    `division`, `definition`, …) or a relationship to a table that has a scope of its own. An empty scope: shared by
    the institution.
    """

    name: str
    number: int
    table: str
    id_column: str
    id_name: str
    scope: str = ""
    view: str | None = None
    search_dialog: str | None = None
    system: bool = False
    order: str | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)
    indexes: Mapping[str, str] = field(default_factory=dict)
    unique: tuple[tuple[str, ...], ...] = ()
    since: str | None = None
    fields: Mapping[str, Field] = field(default_factory=dict)
    relationships: Mapping[str, Relationship] = field(default_factory=dict)
    _by_lower_name: Mapping[str, Field | Relationship] = field(default_factory=dict, repr=False, compare=False)

    @property
    def key(self) -> str:
        """The lower-case system name: the table's word in addresses, permissions and captions."""
        return self.name.lower()

    @property
    def is_tree(self) -> bool:
        """Whether its rows are nodes of a tree (taxon, geography, storage, …)."""
        return "nodeNumber" in self.fields

    @property
    def order_number(self) -> str:
        """The field whose numbers put the rows of one owner in order; "" where people choose none."""
        return self.order if self.order in _ORDER_NUMBERS and self.order in self.fields else ""

    def find(self, name: str) -> Field | Relationship | None:
        """The field or relationship of that name in any case, or of that alias; None if there is none."""
        lower = name.lower()
        for alias, target in self.aliases.items():
            if alias.lower() == lower:
                lower = target.lower()
        return self._by_lower_name.get(lower)

    def keeping(self, keep: "Mapping[str, Field | Relationship]") -> "Table":
        """The same table with only the fields and relationships in `keep`."""
        return table_with(self, tuple(keep.values()))


@dataclass(frozen=True, slots=True)
class JoinTable:
    """A table that only pairs two others. 6.8.03 keys it by the pair, 7.12 by `id_column` and a unique `constraint`."""

    name: str
    table: str
    id_column: str
    constraint: str
    left: Relationship
    right: Relationship


Member = Field | Relationship


def table_with(header: Table, members: tuple[Member, ...]) -> Table:
    """`header` with `members` for its fields and relationships."""
    return replace(
        header,
        fields={m.name: m for m in members if isinstance(m, Field)},
        relationships={m.name: m for m in members if isinstance(m, Relationship)},
        _by_lower_name={m.name.lower(): m for m in members},
    )


def table(
    name: str,
    number: int,
    *members: Member,
    db_table: str | None = None,
    id_column: str | None = None,
    id_name: str | None = None,
    scope: str = "",
    view: str | None = None,
    search_dialog: str | None = None,
    system: bool = False,
    order: str | None = None,
    aliases: Mapping[str, str] | None = None,
    indexes: Mapping[str, str] | None = None,
    unique: tuple[tuple[str, ...], ...] = (),
    since: str | None = None,
) -> Table:
    """Declare a table: its name, Specify's number for it, and its columns and relationships in order."""
    header = Table(
        name=name,
        number=number,
        table=db_table or name.lower(),
        id_column=id_column or f"{name}ID",
        id_name=id_name or f"{name[0].lower()}{name[1:]}Id",
        scope=scope,
        view=view,
        search_dialog=search_dialog,
        system=system,
        order=order,
        aliases=aliases or {},
        indexes=indexes or {},
        unique=unique,
        since=since,
    )
    if since:
        members = tuple(m if m.since else replace(m, since=since) for m in members)
    return table_with(header, members)


def _column(name: str, column: str | None) -> str:
    return column or name[0].upper() + name[1:]


def string(
    name: str,
    length: int,
    *,
    column: str | None = None,
    required: bool = False,
    null: bool | None = None,
    unique: bool = False,
    since: str | None = None,
    secret: bool = False,
) -> Field:
    """A VARCHAR of `length` characters."""
    null = not required if null is None else null
    return Field(name, "string", _column(name, column), length, required, null, unique, since=since, secret=secret)


def _value(kind: Kind, name: str, options: dict[str, object]) -> Field:
    required = bool(options.get("required", False))
    null = options.get("null")
    default, digits = options.get("default"), options.get("digits")
    column, since = options.get("column"), options.get("since")
    return Field(
        name=name,
        kind=kind,
        column=_column(name, column if isinstance(column, str) else None),
        length=digits if isinstance(digits, int) else None,
        required=required,
        null=not required if null is None else bool(null),
        unique=bool(options.get("unique", False)),
        plain=bool(options.get("plain", False)),
        default=default if isinstance(default, bool | int) else None,
        since=since if isinstance(since, str) else None,
        secret=bool(options.get("secret", False)),
    )


def text(name: str, **options: object) -> Field:
    """A text without a practical limit (LONGTEXT)."""
    return _value("text", name, options)


def integer(name: str, **options: object) -> Field:
    """A whole number of four bytes."""
    return _value("integer", name, options)


def short(name: str, **options: object) -> Field:
    """A whole number of two bytes."""
    return _value("short", name, options)


def byte(name: str, **options: object) -> Field:
    """A whole number that Specify holds to 0..255, kept in a SMALLINT: precisions, kinds of agent, visibility."""
    return _value("byte", name, options)


def long(name: str, **options: object) -> Field:
    """A whole number of eight bytes."""
    return _value("long", name, options)


def boolean(name: str, **options: object) -> Field:
    """Yes, no or, where the column allows it, unknown."""
    return _value("boolean", name, options)


def date(name: str, **options: object) -> Field:
    """A day. DATETIME(6) in a database born in 7.12, DATE in one born in 6.8; `plain=True`: DATE in both."""
    return _value("date", name, options)


def timestamp(name: str, **options: object) -> Field:
    """A moment in the institution's local time."""
    return _value("timestamp", name, options)


def decimal(name: str, **options: object) -> Field:
    """An exact number with ten places (DECIMAL(22,10) in 7.12 unless `digits` says so; the real column may differ)."""
    return _value("decimal", name, options)


def double(name: str, **options: object) -> Field:
    """A binary floating-point number."""
    return _value("double", name, options)


def json(name: str, **options: object) -> Field:
    """A JSON document of one of Specify 7's own tables."""
    return _value("json", name, options)


def blob(name: str, **options: object) -> Field:
    """Bytes."""
    return _value("blob", name, options)


def series(first: Field, last: int) -> Iterator[Field]:
    """`first`, whose name ends in a number, and its like up to number `last`: text1, text2, … ."""
    stem = first.name.rstrip("0123456789")
    for number in range(int(first.name[len(stem) :]), last + 1):
        yield replace(first, name=f"{stem}{number}", column=f"{_column(stem, None)}{number}")


def many_to_one(
    name: str,
    target: str,
    other: str | None = None,
    *,
    column: str | None = None,
    required: bool = False,
    null: bool | None = None,
    dependent: bool = False,
    on_delete: OnDelete = "block",
    since: str | None = None,
) -> Relationship:
    """A key to one record of `target`; `other` is the name of the way back, if it has one."""
    null = not required if null is None else null
    column = column or _column(name, None) + "ID"
    return Relationship(name, "many-to-one", target, other, column, required, null, dependent, on_delete, since=since)


def one_to_one(
    name: str,
    target: str,
    other: str | None = None,
    *,
    column: str | None = None,
    dependent: bool = False,
    on_delete: OnDelete | None = None,
) -> Relationship:
    """At most one record on both sides; with a `column` on the side that holds the key."""
    return Relationship(name, "one-to-one", target, other, column, dependent=dependent, on_delete=on_delete)


def zero_to_one(name: str, target: str, other: str, *, dependent: bool = False) -> Relationship:
    """One record of `target` at most, by rule; the key is on its side and the column would allow several."""
    return Relationship(name, "zero-to-one", target, other, dependent=dependent)


def one_to_many(
    name: str, target: str, other: str, *, dependent: bool = False, since: str | None = None
) -> Relationship:
    """The records of `target` whose relationship `other` points here."""
    return Relationship(name, "one-to-many", target, other, dependent=dependent, since=since)


def many_to_many(name: str, target: str, other: str | None, *, through: str) -> Relationship:
    """Records of `target` paired with this one in the join table `through`."""
    return Relationship(name, "many-to-many", target, other, through=through)


def audited(*, version: bool = True, agents: bool = True, null_created: bool = False) -> Iterator[Member]:
    """The columns in which Specify notes who made and changed a row, and when; `version` is its optimistic lock."""
    yield timestamp("timestampCreated", required=not null_created)
    yield timestamp("timestampModified")
    if version:
        yield integer("version", default=0)
    if agents:
        yield many_to_one("createdByAgent", "Agent")
        yield many_to_one("modifiedByAgent", "Agent")
