"""A query, whoever wrote it: the lines it is made of, and how their rows are told.

In: nothing. Out: the dataclasses that stored queries are read into, and that statements are made of. Names and numbers
of operators and orders are Specify's.
"""

from dataclasses import dataclass
from enum import IntEnum

from specify.query.specs import Spec


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

    @property
    def tests(self) -> bool:
        """Whether it limits the rows: a line without the value it needs does only if it is negated."""
        if self.operator is Operator.ANY:
            return self.is_not
        return bool(self.value) or self.is_not or self.operator in WITHOUT_VALUE


@dataclass(frozen=True, slots=True)
class Query:
    """A query on the table with the key `base`; its lines in their order."""

    base: str
    lines: tuple[Line, ...] = ()
    is_distinct: bool = False
    is_series: bool = False
    is_count: bool = False
    with_synonyms: bool = False
    name: str = ""
    record_set: int | None = None

    @property
    def shown(self) -> tuple[Line, ...]:
        """The lines that are columns."""
        return tuple(line for line in self.lines if line.is_shown)

    @property
    def tables(self) -> frozenset[str]:
        """The keys of all tables that it touches."""
        return frozenset({self.base}.union(*(line.spec.tables for line in self.lines)))


@dataclass(frozen=True, slots=True)
class Window:
    """Which rows: at most `limit` (None: all) from the one behind the first `offset` on."""

    limit: int | None = None
    offset: int = 0


ALL = Window()
