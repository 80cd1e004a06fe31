"""Who fills in a form: everything that controls are made from beside the form and the record.

In: nothing. Out: `Writer`, a `Reader` with what entering needs as well. All of it answers at once and without asking
the database, but for what comes through the reader's `Rows` ("evaluate, load, evaluate again").
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from specify.datamodel.declaring import Relationship
from specify.datamodel.rows import Row
from specify.layouts.choosing import Mode
from specify.layouts.filling.filled import Entry
from specify.layouts.filling.sent import NOTHING, Sent
from specify.layouts.filling.windows import Window
from specify.layouts.form import Pair
from specify.layouts.values import Reader
from specify.resources.field_formats import FieldFormat
from specify.resources.picklists import PickList
from specify.text.partial_dates import FULL_PATTERN, MONTH_PATTERN

ROWS_OPEN = 5
"""How many stored rows of a relationship are open where there is room, and with them all that are new."""


class Made(NamedTuple):
    """A control that is made as a whole, and what it was made from."""

    mode: Mode
    sent: Sent
    row: Row
    pair: Pair
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Writer:
    """`named_list` finds a pick list by name, `listed` the one set up for a table's field, `formatted` its format.

    `may` asks for a right on a table (its key and an action), `may_change` on one of its fields. `owns` says whether
    the rows behind a table's relationship live and die with its rows in this collection. `tree` gives the definition
    that counts here for a tree's table, `format_names` the names of the formats in a resource (`DataObjFormatters`,
    `UIFormatters`) for a table, `record_format` that by which the search of some name shows records of a table.
    `is_here` says whether the record of a table with some id belongs to this place; no while it is not loaded. With a
    `window` only the records behind one relationship are filled in. `made` holds the controls that need no more rows,
    by record and cell: while others wait for theirs, the form is filled in again.
    """

    reader: Reader
    mode: Mode = "edit"
    sent: Sent = NOTHING
    named_list: Callable[[str], PickList | None] = lambda _name: None
    listed: Callable[[str, str], PickList | None] = lambda _table, _field: None
    formatted: Callable[[str, str], FieldFormat | None] = lambda _table, _field: None
    may: Callable[[str, str], bool] = lambda _table, _action: True
    may_change: Callable[[str, str], bool] = lambda _table, _field: True
    owns: Callable[[str, Relationship], bool] = lambda _table, way: way.dependent
    date_pattern: str = FULL_PATTERN
    month_pattern: str = MONTH_PATTERN
    collection_id: int | None = None
    agent_id: int | None = None
    user_id: int | None = None
    tree: Callable[[str], int | None] = lambda _table: None
    format_names: Callable[[str, str], tuple[str, ...]] = lambda _resource, _table: ()
    record_format: Callable[[str, str], str] = lambda _table, _search: ""
    is_here: Callable[[str, int], bool] = lambda _table, _id: True
    today: Callable[[], date] = date.today
    rows_shown: int = ROWS_OPEN
    window: Window | None = None
    made: dict[tuple[str, int], Made] = field(default_factory=dict, compare=False)
