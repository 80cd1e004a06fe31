"""A query becomes a statement.

In: a `Query`, who asks. Out: `Statement`s for its rows and for their number. Kept of Specify 7: lines about the same
field are alternatives, all others hold together; several related records make several rows; rows that are distinct are
told once with the ids of all records. Added: rows that are equal in what they are ordered by stand in the order of
their ids, so that pages neither lose nor double one. A page of rows is picked by as few tables as decide about it, and
only its rows are then told, which gives the same rows in a fraction of the time.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from specify.query.asked import ALL, Line, Order, Query, Window
from specify.query.asking import Asking
from specify.query.belonging import belongs
from specify.query.columns import Columns, Expressed
from specify.query.conditions import condition
from specify.query.grouping import Asked, many_shown, own_lines
from specify.query.joining import Joins, Picked
from specify.query.ranks import Ladders
from specify.query.refusing import BadQuery
from specify.query.specs import ID, Plain, Ranked, Spec
from specify.query.sql import Sql, all_of, any_of, given, is_mysql, listed, sql
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
        lines = own_lines(query, lines) if query.is_ours else lines
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
        if self.query.is_ours:
            return all_of([*self.always(), self._ours()])
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
        if not self.query.is_ours and (limits := self.ladders.limits()):
            yield any_of(limits)

    def _ours(self) -> Sql:
        asked = Asked(self.joins, self.asking, many_shown(self.query), with_synonyms=self.query.with_synonyms)
        return asked.holds([*self.query.lines, *self.query.groups])

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
        """What the rows are put in order by, and in which direction."""
        return self.sorted(self.values)

    def sorted(self, values: Iterable[Sql]) -> list[Sql]:
        """These values, one for each line that puts rows in order, in the line's direction."""
        orders = [line.order for line in self.lines if line.order]
        return [sql(_ORDERS[how], value) for how, value in zip(orders, values, strict=True)]

    @property
    def values(self) -> list[Sql]:
        """What the rows are put in order by."""
        return [made.value for line, made in self.lines.items() if line.order]

    def rows(self, what: Iterable[Sql], *, tail: Sql | None = None) -> Sql:
        """The statement that selects these expressions."""
        where = self.where()  # it may join what is not joined yet
        found = sql("SELECT {} FROM {} WHERE {}", listed(what), self.joins.sql(), where)
        return sql("{} {}", found, tail) if tail else found


_IN_SET = "{} IN (SELECT recordId FROM recordsetitem WHERE RecordSetID = {})"


def statement(query: Query, asking: Asking, window: Window = ALL) -> Statement:
    """The statement for the rows of a query that the window shows."""
    if query.is_distinct:
        return _distinct(query, asking, window)
    if window.limit is None:
        made = Made(query, asking, query.lines)
        keys = made.joins.keys if made.order() else made.joins.keys[:1]
        tail = _tail([*made.order(), *_tied(query, keys)], window)
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


def counting(query: Query, asking: Asking, at_most: int | None = None) -> Sql:
    """The statement for the number of rows; it counts one more than `at_most` and then no further."""
    limit = Sql("") if at_most is None else sql("LIMIT {}", given(at_most + 1))
    if query.is_distinct:
        made = Made(query, asking, query.lines)
        # Of what is distinct a database stops at the limit, while it makes all groups before it counts the first.
        what = sql("DISTINCT {}", listed(_named(made.shown) or [Sql("1")]))
    else:
        made = Made(query, asking, _deciding(query, with_order=False))
        if at_most is None:
            return made.rows([Sql("COUNT(*)")])
        what = Sql("1")
    return sql("SELECT COUNT(*) FROM ({}) counted", made.rows([what], tail=limit))


def _page(query: Query, asking: Asking, window: Window) -> Statement:
    """The rows of one page: picked first, told afterwards."""
    lines = _deciding(query, with_order=True)
    picked = Made(query, asking, lines)
    is_simple = _is_simple(query, lines)
    if picked.joins.many and not is_simple and (records := _records(query, picked, window)) is not None:
        picked = Made(query, asking, lines, Joins(query.base, picked.joins.numbers, Picked(records, ())))
    keys = [sql(f"{{}} AS k{place}", key) for place, key in enumerate(picked.joins.keys)]
    tail = _tail([*picked.order(), *_tied(query, picked.joins.keys[:1] if is_simple else picked.joins.keys)], window)
    inner = picked.rows([*keys, *_named(picked.values)], tail=tail)
    joins = Joins(query.base, picked.joins.numbers, Picked(inner, tuple(picked.joins.many)))
    told = Made(query, asking, query.lines, joins)
    order = picked.sorted([Sql(f"page.s{place}") for place, _value in enumerate(picked.values)])
    order += _tied(query, [Sql(f"page.k{place}") for place, _key in enumerate(keys)])
    select = sql("SELECT {} FROM {} ORDER BY {}", listed([joins.base.id, *told.shown]), joins.sql(), listed(order))
    return Statement(select, told.kinds)


def _is_simple(query: Query, lines: Iterable[Line]) -> bool:
    """Whether records are read in the order of their ids, and nothing but themselves is looked at to choose them.

    Then the database reads their table first and what belongs to each by an index, whose order rows keep.
    """
    has_limits = query.groups or query.with_synonyms or query.record_set is not None
    return not has_limits and not any(line.order or (line.spec.path and _says_something(line)) for line in lines)


def _records(query: Query, made: Made, window: Window) -> Sql | None:
    """The statement for the records whose rows may be on a page, where these follow the order of the records.

    So many records as there are rows before the end of the page are enough. An index leads through them; the rows that
    one record has need no place in that order, and are put in theirs afterwards. None where rows of one record may
    stand far apart, or where no index can lead and each row has to be looked at.
    """
    if any(line.order and _is_of_many(line) for line in made.lines):
        return None
    made = Made(query, made.asking, [line for line in made.lines if not _is_bare(line)])
    where = made.where()  # which joins what it needs
    if made.joins.many and any(line.order and line.spec.path for line in made.lines):
        return None
    record = made.joins.base.id
    once = sql("GROUP BY {} ", listed([*made.values, record])) if made.joins.many else Sql("")
    tail = _tail([*made.order(), *_tied(query, [record])], Window((window.limit or 0) + window.offset))
    what = listed([sql("{} AS k0", record), *_named(made.values)])
    return sql("SELECT {} FROM {} WHERE {} {}{}", what, made.joins.sql(), where, once, tail)


def _distinct(query: Query, asking: Asking, window: Window) -> Statement:
    """Ids with commas, as many as the database tells, how many there are, and the cells."""
    made = Made(query, asking, query.lines)
    record = made.joins.base.id
    ids = sql("GROUP_CONCAT(DISTINCT {} ORDER BY {})" if is_mysql() else "GROUP_CONCAT(DISTINCT {})", record, record)
    order = [*made.sorted([sql("MIN({})", value) for value in made.values]), *made.shown]
    tail = sql("{} {}", _grouped(made), _tail(order, window))
    return Statement(made.rows([ids, sql("COUNT(DISTINCT {})", record), *made.shown], tail=tail), made.kinds)


def _named(values: Iterable[Sql]) -> list[Sql]:
    return [sql(f"{{}} AS s{place}", value) for place, value in enumerate(values)]


def _tied(query: Query, keys: Sequence[Sql]) -> list[Sql]:
    """The order of what is equal in all that rows are put in order by: by its ids, in the direction of the last line.

    In that direction an index goes on, which has the ids behind the values.
    """
    last = next((line.order for line in reversed(query.lines) if line.order), Order.ASCENDING)
    return [sql(_ORDERS[last], keys[0]), *keys[1:]]


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
    lines = [replace(line, is_shown=False) for line in query.lines]
    lines = lines if with_order else [replace(line, order=Order.NONE) for line in lines]
    whole = [_says_something(line) or (query.with_synonyms and line.spec.table.is_tree) for line in lines]
    return [
        line if is_whole else _bare(line)
        for line, is_whole in zip(lines, whole, strict=True)
        if is_whole or _is_of_many(line)
    ]


def _says_something(line: Line) -> bool:
    """Whether a line limits rows, be it by the trees that have a rank, or puts them in order."""
    return line.tests or bool(line.order) or isinstance(line.spec.end, Ranked)


def _is_of_many(line: Line) -> bool:
    """Whether a record may have several rows because of a line."""
    return any(not way.column for way in line.spec.ways())


def _bare(line: Line) -> Line:
    """The line without what does not make several rows of one record."""
    ways = [bool(way.column) for way in line.spec.ways()]
    end = len(ways) - ways[::-1].index(False)
    return replace(line, spec=Spec(line.spec.base, line.spec.path[:end], Plain(ID)))


def _is_bare(line: Line) -> bool:
    """Whether a line does no more than make several rows of one record."""
    return _is_of_many(line) and not _says_something(line) and line == _bare(line)


def _at_line(columns: Columns, line: Line) -> Expressed:
    try:
        return columns.of(line)
    except BadQuery as bad:
        raise bad.at(line.number) from bad
