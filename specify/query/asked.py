"""A query, whoever wrote it: the lines it is made of, and how their rows are told.

In: nothing. Out: the dataclasses that stored queries are read into, and that statements are made of. Names and numbers
of operators and orders are Specify's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from specify.query.specs import Spec, Told


class Operator(IntEnum):
    """What is asked of a field, by the number Specify stores."""

    LIKE = 0
    EQUAL = 1
    GREATER = 2
    LESS = 3
    GREATER_OR_EQUAL = 4
    LESS_OR_EQUAL = 5
    TRUE = 6
    FALSE = 7
    ANY = 8
    BETWEEN = 9
    IN = 10
    CONTAINS = 11
    EMPTY = 12
    TRUE_OR_EMPTY = 13
    FALSE_OR_EMPTY = 14
    STARTS_WITH = 15
    AGE_RANGE = 16
    AGE_PERIOD = 17
    ENDS_WITH = 18


WITHOUT_VALUE = frozenset(
    (
        *(Operator.TRUE, Operator.FALSE, Operator.ANY, Operator.EMPTY),
        *(Operator.TRUE_OR_EMPTY, Operator.FALSE_OR_EMPTY),
    )
)
"""The operators that need no value."""


class Order(IntEnum):
    """How a line puts rows in order."""

    NONE = 0
    ASCENDING = 1
    DESCENDING = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a query: a condition, a column, an order. `number` is its place, from 1, for what is said of it."""

    spec: Spec
    operator: Operator = Operator.ANY
    value: str = ""
    is_not: bool = False
    is_shown: bool = True
    order: Order = Order.NONE
    format: str = ""
    number: int = 0
    is_strict: bool = False
    is_prompt: bool = False

    @property
    def tests(self) -> bool:
        """Whether it limits the rows: a line without the value it needs does only if it is negated."""
        if self.operator is Operator.ANY:
            return self.is_not
        return bool(self.value) or self.is_not or self.operator in WITHOUT_VALUE


class Holds(StrEnum):
    """How many of a group's parts have to hold."""

    ALL = "all"
    ANY = "any"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions that hold together, each a line of which nothing is shown, or a group again.

    With the path `rows` they are asked of one record behind it: that there is one for which they hold, or with `NONE`
    that there is none. Without parts that is whether there is a record at all.
    """

    holds: Holds
    parts: tuple["Line | Group", ...] = ()
    rows: tuple[str, ...] = ()

    def lines(self) -> Iterator[Line]:
        """All its lines, those of groups within it among them."""
        for part in self.parts:
            yield from part.lines() if isinstance(part, Group) else (part,)

    def paths(self) -> Iterator[tuple[str, ...]]:
        """The paths that it and groups within it ask for records behind."""
        if self.rows:
            yield self.rows
        for part in self.parts:
            if isinstance(part, Group):
                yield from part.paths()


@dataclass(frozen=True, slots=True)
class Query:
    """A query on the table with the key `base`; its lines in their order.

    What `groups` ask is asked beside the lines. `is_ours` says which of two meanings counts: Specify 7's, or the one of
    `grouping.py`, which only it can ask groups and counts in.
    """

    base: str
    lines: tuple[Line, ...] = ()
    is_distinct: bool = False
    is_series: bool = False
    is_count: bool = False
    with_synonyms: bool = False
    name: str = ""
    record_set: int | None = None
    groups: tuple[Group, ...] = ()
    is_ours: bool = False

    @property
    def shown(self) -> tuple[Line, ...]:
        """The lines that are columns."""
        return tuple(line for line in self.lines if line.is_shown)

    @property
    def tables(self) -> frozenset[str]:
        """The keys of all tables that it touches."""
        specs = [line.spec for line in self.lines]
        for group in self.groups:
            specs += [line.spec for line in group.lines()]
            specs += [Spec(self.base, path, Told()) for path in group.paths()]
        return frozenset({self.base}.union(*(spec.tables for spec in specs)))


@dataclass(frozen=True, slots=True)
class Window:
    """Which rows: at most `limit` (None: all) from the one behind the first `offset` on."""

    limit: int | None = None
    offset: int = 0


ALL = Window()
