"""A query becomes a statement.

In: a `Query`, who asks. Out: `Statement`s for its rows and for their number. Kept of Specify 7: lines about the same
field are alternatives, all others hold together; several related records make several rows; rows that are distinct are
told once with the ids of all records. Added: rows that are equal in what they are ordered by stand in the order of
their ids, so that pages neither lose nor double one. A page of rows is picked by as few tables as decide about it, and
only its rows are then told, which gives the same rows in a fraction of the time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from specify.query.asked import ALL, Line, Order, Query, Window
from specify.query.asking import Asking
from specify.query.belonging import belongs
from specify.query.columns import Columns, Expressed
from specify.query.conditions import condition
from specify.query.joining import Joins, Picked
from specify.query.ranks import Ladders
from specify.query.refusing import BadQuery
from specify.query.specs import Plain, Ranked, Spec
from specify.query.sql import Sql, all_of, any_of, given, listed, sql
from specify.query.synonyms import accepted, synonymous, with_synonyms

_ORDERS = {Order.ASCENDING: "{}", Order.DESCENDING: "{} DESC"}


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement for rows: the id of the record first (or ids with commas), then a value of a kind for each column."""

    sql: Sql
    kinds: tuple[str, ...]


class Made:
    """The parts of a statement that is being made of some lines of a query."""

    def __init__(self, query: Query, asking: Asking, lines: Iterable[Line], joins: Joins | None = None) -> None:
        """Join what the lines need and work out their expressions."""
        self.query, self.asking = query, asking
        self.joins = joins or Joins(query.base)
        self.ladders = Ladders(self.joins, asking)
        columns = Columns(self.joins, self.ladders, asking)
        self.lines = {line: _at_line(columns, line) for line in lines}

    @property
    def shown(self) -> list[Sql]:
        """What is shown."""
        return [made.shown for line, made in self.lines.items() if line.is_shown]

    @property
    def kinds(self) -> tuple[str, ...]:
        """How what is shown is read."""
        return tuple(made.kind for line, made in self.lines.items() if line.is_shown)

    def where(self) -> Sql:
        """Which rows: the collection's, of the record set, that pass the lines."""
        node = synonymous(self.query, self.joins) if self.query.with_synonyms else None
        if node is None:
            return all_of([*self.always(), *self._asked()])
        named = sql(
            "SELECT {} FROM {} WHERE {}", accepted(node), self.joins.sql(), all_of([*self.always(), *self._asked()])
        )
        return all_of([*self.always(), with_synonyms(node, named)])

    def always(self) -> Iterator[Sql]:
        """What rows have to be whatever the lines ask."""
        base = self.joins.base
        if (own := belongs(base, self.asking)) is not None:
            yield own
        if self.query.record_set is not None:
            yield sql(_IN_SET, base.id, given(self.query.record_set))
        if limits := self.ladders.limits():
            yield any_of(limits)

    def _asked(self) -> Iterator[Sql]:
        """What the lines ask, those about the same thing as alternatives."""
        tests: dict[Spec, list[Sql]] = {}
        for line, made in self.lines.items():
            if made.tested is None:
                continue
            try:
                test = condition(made.tested, line)
            except BadQuery as bad:
                raise bad.at(line.number) from bad
            if test is not None:
                tests.setdefault(line.spec, []).append(test)
        return (any_of(alternatives) for alternatives in tests.values())

    def order(self) -> list[Sql]:
        """What the rows are put in order by."""
        return [sql(_ORDERS[line.order], made.value) for line, made in self.lines.items() if line.order]

    def rows(self, what: Iterable[Sql], *, tail: Sql | None = None) -> Sql:
        """The statement that selects these expressions."""
        found = sql("SELECT {} FROM {} WHERE {}", listed(what), self.joins.sql(), self.where())
        return sql("{} {}", found, tail) if tail else found


_IN_SET = "{} IN (SELECT recordId FROM recordsetitem WHERE RecordSetID = {})"


def statement(query: Query, asking: Asking, window: Window = ALL) -> Statement:
    """The statement for the rows of a query that the window shows."""
    if query.is_distinct:
        return _distinct(query, asking, window)
    if window.limit is None:
        made = Made(query, asking, query.lines)
        order = [*made.order(), made.joins.base.id]
        tail = _tail(order, window)
        return Statement(made.rows([made.joins.base.id, *made.shown], tail=tail), made.kinds)
    return _page(query, asking, window)


def series_statement(query: Query, asking: Asking) -> Statement:
    """The statement for the rows of which series are made: id, catalog number, and all cells but this one, in order."""
    lines = [replace(line, is_shown=False) if is_number(line) else line for line in query.lines]
    made = Made(query, asking, lines)
    number = made.joins.base.column("catalogNumber")
    order = [*made.shown, made.joins.base.id]
    return Statement(made.rows([made.joins.base.id, number, *made.shown], tail=_tail(order, ALL)), made.kinds)


def is_number(line: Line) -> bool:
    """Whether a line is about the catalog number of the object that is asked for."""
    return line.spec == Spec("collectionobject", (), Plain("catalogNumber"))


def counting(query: Query, asking: Asking) -> Sql:
    """The statement for the number of rows."""
    if query.is_distinct:
        made = Made(query, asking, query.lines)
        rows = made.rows([Sql("1")], tail=_grouped(made))
        return sql("SELECT COUNT(*) FROM ({}) counted", rows)
    made = Made(query, asking, _deciding(query, with_order=False))
    return made.rows([Sql("COUNT(*)")])


def _page(query: Query, asking: Asking, window: Window) -> Statement:
    """The rows of one page: picked first, told afterwards."""
    picked = Made(query, asking, _deciding(query, with_order=True))
    keys = [picked.joins.base.id, *(at.id for at in picked.joins.many.values())]
    values = [made.value for line, made in picked.lines.items() if line.order]
    names = [f"k{place}" for place in range(len(keys))] + [f"s{place}" for place in range(len(values))]
    what = [sql(f"{{}} AS {name}", part) for name, part in zip(names, [*keys, *values], strict=True)]
    # In no other order than that of the records an index leads through them, and through what belongs to each.
    inner = picked.rows(what, tail=_tail([*picked.order(), *keys] if values else keys[:1], window))
    joins = Joins(query.base, picked.joins.numbers, Picked(inner, tuple(picked.joins.many)))
    told = Made(query, asking, query.lines, joins)
    orders = [line.order for line in picked.lines if line.order]
    order = [sql(_ORDERS[how], Sql(f"page.s{place}")) for place, how in enumerate(orders)]
    order += [Sql(f"page.{name}") for name in names[: len(keys)]]
    select = sql("SELECT {} FROM {} ORDER BY {}", listed([joins.base.id, *told.shown]), joins.sql(), listed(order))
    return Statement(select, told.kinds)


def _distinct(query: Query, asking: Asking, window: Window) -> Statement:
    made = Made(query, asking, query.lines)
    ids = sql("GROUP_CONCAT(DISTINCT {})", made.joins.base.id)
    tail = sql("{} {}", _grouped(made), _tail(made.order() or made.shown, window))
    return Statement(made.rows([ids, *made.shown], tail=tail), made.kinds)


def _grouped(made: Made) -> Sql:
    return sql("GROUP BY {}", listed(made.shown)) if made.shown else Sql("GROUP BY 1 = 1")


def _tail(order: list[Sql], window: Window) -> Sql:
    tail = sql("ORDER BY {}", listed(order)) if order else Sql("")
    if window.limit is None and not window.offset:
        return tail
    limit = (1 << 62) if window.limit is None else window.limit
    return sql("{} LIMIT {} OFFSET {}", tail, given(limit), given(window.offset))


def _deciding(query: Query, *, with_order: bool) -> list[Line]:
    """The lines that decide which rows there are, and in what order: the others only tell something of them."""
    return [
        line
        for line in query.lines
        if line.tests
        or (with_order and line.order)
        or isinstance(line.spec.end, Ranked)
        or any(not way.column for way in line.spec.ways())
    ]


def _at_line(columns: Columns, line: Line) -> Expressed:
    try:
        return columns.of(line)
    except BadQuery as bad:
        raise bad.at(line.number) from bad
