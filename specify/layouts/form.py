"""A resolved form: what `resolve` and `automatic` make, and what `bind` fills with a record's values.

In: nothing. Out: frozen dataclasses. Here every cell knows its field in the data model, its label and its share of
the 24 columns; no XML is left. A form is the same for all records and can be kept as long as the settings do not
change.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from specify.datamodel.declaring import Relationship
from specify.layouts.choosing import Mode, Shape
from specify.layouts.paths import FieldPath
from specify.layouts.tree import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What all items have. `key` is unique in the form and fit for an HTML id; `share` is of 24 columns."""

    key: str
    share: int = 24
    starts_row: bool = False


LINES: Mapping[str, int] = {"textarea": 4}
"""How many lines an area for text has that says nothing of it; controls of other kinds have one."""


@dataclass(frozen=True, slots=True)
class Control:
    """How a value is entered: the layout's word for it (`kind`), a plugin's name, and what editing needs."""

    kind: str
    plugin: str = ""
    required: bool = False
    read_only: bool = False
    default: str | None = None
    pick_list: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    lines: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Item):
    """A label and its value. `path` is None when the cell names no field; `invisible` ones only keep their place.

    `unknown`: the cell asks for a value that we do not know how to find. `table`: the key of the form's own table.
    `added`: the layout has no such cell, but nobody could choose the record without it (see `completing`).
    """

    label: str
    description: str = ""
    label_share: int
    value_share: int
    path: FieldPath | None
    control: Control
    invisible: bool = False
    unknown: bool = False
    table: str = ""
    added: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Item):
    """A text that labels nothing."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Item):
    """Begins a part of the form; without text it is a plain rule."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubForm(Item):
    """The records behind `relationship`, in which `path` ends, shown by the view named `view` of table `target`."""

    label: str
    path: FieldPath
    relationship: Relationship
    target: str
    view: str
    shape: Shape
    button: bool = False
    collapsed: bool = False
    order: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """When a block is shown: `path` displays `value` (`_EMPTY`: nothing). Without a path: always."""

    path: FieldPath | None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One of the contents of a panel."""

    condition: Condition | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel(Item):
    """Fields of the same record, of which the record decides which block is shown."""

    blocks: tuple[Block, ...]
    inline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Item):
    """Something that can be done with the record."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a form comes from: the view set's level, `db`, `disk` or `automatic`, its name, and the view's."""

    level: str
    source: str
    view_set: str
    view: str


@dataclass(frozen=True, slots=True)
class Form:
    """A layout of `table` (its key) in one shape and mode, its items in reading order."""

    table: str
    shape: Shape
    mode: Mode
    items: tuple[Item, ...]
    origin: Origin
    problems: tuple[Problem, ...] = ()

    def pairs(self) -> Iterator[Pair | SubForm]:
        """The values and sub-forms in reading order, those of every block of a panel among them."""
        yield from _values(self.items)


def _values(items: tuple[Item, ...]) -> Iterator[Pair | SubForm]:
    for item in items:
        if isinstance(item, Pair | SubForm):
            yield item
        elif isinstance(item, Panel):
            for block in item.blocks:
                yield from _values(block.items)
