"""A form filled with a record: what `bind` makes and the templates show.

In: nothing. Out: frozen dataclasses of labels and display texts; no rows, no data model, no XML. Links are (table
key, id) and become addresses only in the templates.
"""

from dataclasses import dataclass
from typing import Literal

RecordLink = tuple[str, int]
ValueKind = Literal["text", "link", "web", "long", "all", "unknown"]


@dataclass(frozen=True, slots=True)
class Way:
    """All records behind `relationship` of one record: `total` of them, on a page of their own."""

    table: str
    id: int
    relationship: str
    total: int


@dataclass(frozen=True, slots=True)
class LongText:
    """Where a text that was cut stands in full."""

    table: str
    id: int
    field: str


@dataclass(frozen=True, slots=True)
class Value:
    """One text to show: `latin` is the scientific name it begins with, `text` what follows that."""

    text: str
    kind: ValueKind = "text"
    latin: str = ""
    number: bool = False
    date: bool = False
    link: RecordLink | None = None
    address: str = ""
    long: LongText | None = None
    way: Way | None = None

    def __bool__(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.text or self.latin)


@dataclass(frozen=True, slots=True)
class BoundPair:
    """A label and what stands beside it. `share` is of 24, the label's is part of it.

    `withheld` is the caption of a table one may not read; `unmade` marks what is not computed here.
    """

    key: str
    label: str
    share: int
    label_share: int
    values: tuple[Value, ...] = ()
    description: str = ""
    withheld: str = ""
    unmade: bool = False

    @property
    def value_share(self) -> int:
        """The share that is left for the value."""
        return self.share - self.label_share


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table of records."""

    key: str
    label: str
    number: bool
    date: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One record in a table: its first value as the head, the others by column; `current` marks the one that counts."""

    link: RecordLink
    head: Value
    cells: tuple[tuple[Value, ...], ...]
    current: bool = False


@dataclass(frozen=True, slots=True)
class Records:
    """The first records behind a relationship: as a table, as entries or as a list of links.

    `unknown` names the columns whose values we do not know how to find.
    """

    way: Way
    shown: int
    columns: tuple[Column, ...] = ()
    rows: tuple[TableRow, ...] = ()
    entries: "tuple[Part, ...]" = ()
    links: tuple[Value, ...] = ()
    empty: tuple[str, ...] = ()
    withheld: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def is_cut(self) -> bool:
        """Whether there are more than are shown."""
        return self.way.total > self.shown


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a form: a heading of `level`, pairs, then records, then parts within.

    A `continued` one repeats the heading. `latin` is the scientific name before the heading's text, `note` stands small
    beneath it, `link` is the record it shows. `empty` names the fields without a value, `withheld` those one may not
    read with the table that is closed, `unmade` those whose value is not computed here.
    """

    key: str
    heading: str
    level: int
    latin: str = ""
    note: str = ""
    continued: bool = False
    link: RecordLink | None = None
    texts: tuple[str, ...] = ()
    pairs: tuple[BoundPair, ...] = ()
    records: Records | None = None
    inner: "tuple[Part, ...]" = ()
    empty: tuple[str, ...] = ()
    withheld: tuple[tuple[str, str], ...] = ()
    unmade: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BoundForm:
    """A record in its layout. `key` begins every id in it; `commands`: what the layout offers to do, name and label.

    `problems`: sentences in English on what is wrong with the layout, for those who may mend it.
    """

    key: str
    table: str
    record_id: int
    parts: tuple[Part, ...]
    commands: tuple[tuple[str, str], ...] = ()
    source: str = ""
    problems: tuple[str, ...] = ()
