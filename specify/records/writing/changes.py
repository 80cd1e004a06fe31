"""What is to become of records: changes, and what stands in their way.

In: nothing. Out: `Change`, one row to be made, changed or deleted; `Problem`, a sentence about one of its fields; and
`NotSaved`, which carries them all. Changes are made by forms, bulk import, the API and other verbs alike, and are
handed in sets to `saving.save`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any, Literal, TypeVar

from specify.datamodel import present
from specify.datamodel.declaring import Relationship, Table
from specify.datamodel.rows import Row, Rows
from specify.security.entering import Visit

Found = TypeVar("Found")
Deed = Literal["make", "change", "delete"]


@dataclass(slots=True, eq=False)
class Change:
    """One row. `values` are new values by field name; of a relationship the id, None, or the change that makes it.

    `stored` is the row as it is in the database, locked; None for one to be made. `owner` is the change of the record
    whose dependent it is, through its relationship `way`. `name` says where it stands in what a person sent, for
    problems. `id` is known once it is written. A record that is `touched` gets a new version though no field changes.
    What is `needed` must not be empty, whatever the table says. What is `copied` from another record is kept as it was
    found there, be it blank.
    """

    table: Table
    values: dict[str, Any] = field(default_factory=dict)
    stored: Row | None = None
    owner: "Change | None" = None
    way: Relationship | None = None
    name: str = ""
    id: int | None = None
    deed: Deed = "change"
    touched: bool = False
    needed: set[str] = field(default_factory=set)
    copied: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """A stored row has its id."""
        if self.stored is not None:
            self.id = self.stored["id"]

    def now(self, name: str) -> Any:
        """The value of a field, or the id or change behind a to-one relationship, as it will be."""
        if name in self.values:
            return self.values[name]
        return self.before(name)

    def before(self, name: str) -> Any:
        """What is stored; None for a row to be made."""
        if self.stored is None:
            return None
        return self.stored.get(f"{name}_id") if name in self.table.relationships else self.stored.get(name)

    def alters(self, *names: str) -> bool:
        """Whether any of these is to be different from what is stored; always true of one given in a row to be made."""
        return any(
            name in self.values and (self.stored is None or self.values[name] != self.before(name)) for name in names
        )

    def put(self, name: str, value: object) -> None:
        """Set a value if the table has such a field or relationship here; what is stored already is not written."""
        if name not in self.table.fields and name not in self.table.relationships:
            return
        if self.stored is None or self.before(name) != value:
            self.values[name] = value
        else:
            self.values.pop(name, None)

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be written."""
        return self.deed == "change" and not self.values and not self.touched


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a record cannot be saved: at which field ("": the record itself), and which record is in the way.

    `meant` is what a text may mean that names no record: the id of one, and its name.
    """

    change: Change
    field: str
    sentence: str
    record: tuple[str, int] | None = None
    meant: tuple[str, str] | None = None


class NotSaved(Exception):
    """Nothing was written; `problems` says why, all of it at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems."""
        super().__init__(" ".join(problem.sentence for problem in problems))
        self.problems = tuple(problems)


@dataclass(slots=True)
class Saving:
    """A set of changes on its way into the database, what stands in their way, and the moment they are made."""

    visit: Visit
    changes: list[Change]
    now: datetime
    problems: list[Problem] = field(default_factory=list)
    rows: Rows = field(default_factory=Rows)
    added: list[Change] = field(default_factory=list)
    _index: dict[tuple[str, object], Change] = field(default_factory=dict)
    _indexed: int = -1

    def of(self, *table_keys: str, deeds: Sequence[Deed] = ("make", "change")) -> Iterator[Change]:
        """The changes of these tables, by default those that write a row."""
        return (change for change in self.changes if change.table.key in table_keys and change.deed in deeds)

    def add(self, table_key: str, values: dict[str, Any], **more: Any) -> Change:
        """A change that follows from others; of a new row, unless `stored` tells which one."""
        change = Change(
            present.tables()[table_key], values, **{"deed": "change" if "stored" in more else "make", **more}
        )
        self.changes.append(change)
        self.added.append(change)
        return change

    def of_row(self, table_key: str, row_id: object) -> Change | None:
        """What is to become of that stored row; None when it stays as the database has it."""
        if self._indexed != len(self.changes):
            self._index = {(change.table.key, change.id): change for change in self.changes if change.stored}
            self._indexed = len(self.changes)
        return self._index.get((table_key, row_id))

    def ids(self, table_key: str) -> list[int]:
        """The stored rows of a table that are in the set: they are judged as they will be, not as they are."""
        return [change.stored["id"] for change in self.changes if change.table.key == table_key and change.stored]

    def at(self, change: Change, *names: str) -> Any:
        """What stands at the end of a way of names once the set is saved; None also while it is not loaded."""
        table, value = change.table, change.now(names[0])
        for before, name in pairwise(names):
            table = present.tables()[table.relationships[before].target.lower()]
            value = self._beyond(table, value, name)
        return value

    def settled(self, evaluate: Callable[[], Found]) -> Found:
        """What `evaluate` says when all that it asks for by `at` is loaded: one statement for each table and step."""
        while True:
            found = evaluate()
            if not self.rows.load():
                return found

    def _beyond(self, table: Table, value: object, name: str) -> Any:
        here = self.of_row(table.key, value) if isinstance(value, int) else value
        if isinstance(here, Change):
            return here.now(name)
        row = self.rows.get(table.key, value) if isinstance(value, int) else None
        return (row or {}).get(f"{name}_id" if name in table.relationships else name)

    def behind(self, owner: Change, relationship: str) -> list[Change]:
        """The changes of the records behind a relationship of `owner`, deleted ones among them."""
        return [
            change
            for change in self.changes
            if change.owner is owner and change.way is not None and change.way.name == relationship
        ]

    def refuse(self, change: Change, name: str, sentence: str, record: tuple[str, int] | None = None) -> None:
        """Note why a change cannot be made."""
        self.problems.append(Problem(change, name, sentence, record))

    def caption(self, change: Change, name: str = "") -> str:
        """What a table, or one of its fields, is called."""
        captions = self.visit.captions
        return captions.field(change.table.key, name) if name else captions.table(change.table.key)


def ids_of(values: Iterable[object]) -> set[int]:
    """The ids among what to-one relationships point to; records still to be made have none."""
    return {value for value in values if isinstance(value, int)}


def id_of(value: object) -> object:
    """The id behind a to-one relationship, of a record made in the same set once it is written."""
    return value.id if isinstance(value, Change) else value
