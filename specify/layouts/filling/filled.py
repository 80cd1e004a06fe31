"""A form with its controls filled in: what `fill` makes and templates/layouts/filling show.

In: nothing. Out: frozen dataclasses of names, labels and texts; no rows, no data model, no XML. A control's `name` is
also its id: the way from the record of the form to the field, with dots between (`catalogNumber`,
`determinations.12.taxon`; `determinations.n1.taxon` in a row that is new). Records chosen for a relationship are sent
as two controls: the text under the name itself, the id under the name and `.id`. Names that begin with `_` are no
fields but what is asked of the form.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from specify.layouts.bound import Value

EntryKind = Literal["line", "text", "check", "choice", "record", "several", "read"]
Leads = Literal["", "edit", "view"]

# What a form asks for beside its fields: the names of buttons and marks.
SAVE, FIND, GO, ADD, REMOVE, UPDATE = "_save", "_find", "_go", "_add", "_remove", "_update"
USE = "_use"
KEEP, DROP = "_keep", "_drop"
UP, ROWS, PAGE, FORM = "_up", "_rows", "_page", "_form"
ADDED, REMOVED, OPENED = "_added", "_removed", "_opened"


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values to choose from: what is sent, and what is read."""

    value: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One control with its label; `share` is of 24 columns, the label's is part of it.

    Kinds: `line` and `text` are typed, `check` is ticked (`text` is then "1" or ""), `choice` is one of `options`,
    `record` a line with a button to find what it names (`chosen` is the id), one that `leads` there and one that takes
    the only record that can be `meant` where the line names none, `several` a
    group of `inner` controls with one label, `read` what can be looked at only (`values`). `spoken` is the accessible
    name where the label stands elsewhere, as in a table. `hint` says how it is written, `description` what the field
    means. `limits` are attributes of the control. `suggestions` is the id of a list of the form that a line takes its
    suggestions from. `decides`: what the form shows depends on it. `width`: how many letters a line needs in a table;
    0: as many as there is room.
    """

    name: str
    label: str
    kind: EntryKind
    share: int = 24
    label_share: int = 3
    text: str = ""
    spoken: str = ""
    hint: str = ""
    description: str = ""
    told_by: str = ""
    problems: tuple[str, ...] = ()
    required: bool = False
    lines: int = 1
    limits: Mapping[str, str] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    suggestions: str = ""
    target: str = ""
    chosen: str = ""
    meant: Option | None = None
    leads: Leads = ""
    inner: "tuple[Entry, ...]" = ()
    values: tuple[Value, ...] = ()
    decides: bool = False
    width: int = 0
    starts_row: bool = False

    @property
    def value_share(self) -> int:
        """The share that is left for the control."""
        return self.share - self.label_share


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """A column of a table whose rows are filled in; its `hint` stands once, beneath the table. `key` begins its id."""

    key: str
    label: str
    required: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One record behind a relationship. `name` begins the names of its controls, `title` says which it is.

    `number` is its place among all of them. In a table `entries` has one entry for each column, None where the row has
    none; else `parts` is its form.
    """

    name: str
    title: str
    number: int = 1
    entries: "tuple[Entry | None, ...]" = ()
    parts: "tuple[FilledPart, ...]" = ()
    is_new: bool = False
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class FilledRecords:
    """The first records behind a relationship, with columns as a table, without as forms of their own.

    `name` is the relationship's; `one` is what one of the records is called, for buttons. `links` stand in place of
    rows where the records are looked at only. Of `total` records `rest` more are stored, on a page of their own, and
    `waiting` more are new, and kept with what was put into the form.
    """

    name: str
    one: str
    total: int = 0
    columns: tuple[EntryColumn, ...] = ()
    rows: tuple[FilledRow, ...] = ()
    links: tuple[Value, ...] = ()
    rest: int = 0
    waiting: int = 0
    may_add: bool = False
    may_remove: bool = False
    may_move: bool = False


@dataclass(frozen=True, slots=True)
class FilledPart:
    """A part of a form: a heading of `level`, entries in the layout's rows, then records, then parts within.

    `key` is an id for the part; `note` stands small beneath the heading; `withheld` names the fields one may not read
    with the table that is closed.
    """

    key: str
    heading: str
    level: int = 2
    note: str = ""
    continued: bool = False
    texts: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    records: FilledRecords | None = None
    inner: "tuple[FilledPart, ...]" = ()
    withheld: tuple[tuple[str, str], ...] = ()

    @property
    def meanings(self) -> tuple[tuple[str, str], ...]:
        """What the fields in it mean, label and description, each once however many records have them."""
        told = ((entry.label, entry.description) for entry in entries_of((self,)) if entry.description)
        return tuple(dict.fromkeys(told))


def entries_of(parts: Iterable[FilledPart]) -> Iterator[Entry]:
    """Every control of a form in reading order, those within others after them."""
    for part in parts:
        for entry in part.entries:
            yield from _with_inner(entry)
        for row in part.records.rows if part.records else ():
            for cell in row.entries:
                yield from _with_inner(cell) if cell else ()
            yield from entries_of(row.parts)
        yield from entries_of(part.inner)


def rows_of(parts: Iterable[FilledPart]) -> Iterator[tuple[FilledRecords, FilledRow]]:
    """Every row of a form, with those it stands among."""
    for part in parts:
        if part.records:
            for row in part.records.rows:
                yield part.records, row
                yield from rows_of(row.parts)
        yield from rows_of(part.inner)


def _with_inner(entry: Entry) -> Iterator[Entry]:
    yield entry
    for inner in entry.inner:
        yield from _with_inner(inner)


def lists_of(parts: Iterable[FilledPart]) -> tuple[str, ...]:
    """The ids of the lists that lines of a form take their suggestions from, each once."""
    return tuple(dict.fromkeys(entry.suggestions for entry in entries_of(parts) if entry.suggestions))


@dataclass(frozen=True, slots=True)
class Suggestions:
    """A list that lines of the form take their suggestions from."""

    key: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A record in its layout, to be filled in. `added` and `removed` are the rows put in and taken out so far.

    `problems`: sentences in English on what is wrong with the layout, for those who may mend it.
    """

    table: str
    record_id: int | None
    parts: tuple[FilledPart, ...]
    suggestions: tuple[Suggestions, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    source: str = ""
    problems: tuple[str, ...] = ()
