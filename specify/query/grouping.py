"""What the lines and groups of a query of ours ask, as one test.

In: the rows of a statement, a query. Out: a test, and which lines are asked of the statement's own rows. This is the
meaning of queries that are made here; Specify 7's is in `compiling.py`. Lines about the same field are alternatives,
those with “not” are all to fail; all else holds together. What is negated keeps records without a value. A line that is
only a condition never makes two rows of one record: it asks whether there is such a record behind its relationship,
together with the others that lead through the same one; if all of them deny, that there is none for which one of them
is so. Lines through a relationship of which something is shown are asked of the record that is shown. Synonyms widen
only what is asked of a node.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from specify.query.asked import WITHOUT_VALUE, Group, Holds, Line, Operator, Order, Query
from specify.query.asking import Asking
from specify.query.columns import Columns
from specify.query.conditions import Tested, condition
from specify.query.joining import Joins
from specify.query.operands import Typed
from specify.query.ranks import Ladders
from specify.query.refusing import BadQuery
from specify.query.specs import Spec, Told
from specify.query.sql import TRUE, Sql, all_of, any_of, sql
from specify.query.synonyms import accepted, with_synonyms

Path = tuple[str, ...]


def own_lines(query: Query, lines: Iterable[Line]) -> list[Line]:
    """The lines that are asked of the rows of the statement itself, or shown in them."""
    shown = many_shown(query)
    return [line for line in lines if apart(line.spec, shown) is None]


def many_shown(query: Query) -> frozenset[Path]:
    """The paths to several records each of which is a row of the query."""
    return frozenset(
        path for line in query.lines if line.is_shown or line.order for path in _many(line.spec.base, line.spec.path)
    )


def apart(spec: Spec, shown: frozenset[Path]) -> Path | None:
    """The path to several records that are no rows of the query, if what a line is about lies behind one."""
    return next((path for path in _many(spec.base, spec.path) if path not in shown), None)


def asks(line: Line) -> bool:
    """Whether a line limits the rows: one without the value that it needs does not."""
    return line.operator is not Operator.ANY and (bool(line.value) or line.operator in WITHOUT_VALUE)


@dataclass(frozen=True)
class Asked:
    """Rows of a statement that lines are asked of, at the end of `path` from the table that the query is about.

    Records behind the paths `shown` are rows of the statement, too.
    """

    joins: Joins
    asking: Asking
    shown: frozenset[Path]
    path: Path = ()
    with_synonyms: bool = False

    def holds(self, parts: Sequence[Line | Group]) -> Sql:
        """That all of the parts hold."""
        lines = [part for part in parts if isinstance(part, Line) and asks(part)]
        for line in lines:
            self._check_place(line)
        tests = list(self._own([line for line in lines if apart(line.spec, self.shown) is None]))
        tests += [self._behind(path, found) for path, found in self._others(lines).items()]
        tests += [self._group(part) for part in parts if isinstance(part, Group)]
        return all_of(tests)

    def _own(self, lines: Iterable[Line]) -> Iterator[Sql]:
        """What is asked of the rows themselves: of one field, or of one node."""
        alike: dict[Spec | Path, list[Line]] = {}
        for line in lines:
            alike.setdefault(line.spec.path if self._is_of_node(line) else line.spec, []).append(line)
        for alternatives in alike.values():
            yield self._widened(alternatives) if self._is_of_node(alternatives[0]) else self._one_of(alternatives)

    def _others(self, lines: Iterable[Line]) -> dict[Path, list[Line]]:
        found: dict[Path, list[Line]] = {}
        for line in lines:
            if (path := apart(line.spec, self.shown)) is not None:
                found.setdefault(path, []).append(line)
        return found

    def _group(self, group: Group) -> Sql:
        if group.rows:
            holds = Holds.ANY if group.holds is Holds.ANY else Holds.ALL
            found = self._exists(self._start(group.rows), group.rows, Group(holds, group.parts))
        elif group.holds is Holds.ALL or not (parts := [part for part in group.parts if _limits(part)]):
            return self.holds(group.parts)
        else:
            found = any_of(self.holds([part]) for part in parts)
        return _not(found) if group.holds is Holds.NONE else found

    def _behind(self, path: Path, lines: Sequence[Line]) -> Sql:
        """That there is a record for which the lines hold; that there is none for which one does, if all deny."""
        if all(_denies(line) for line in lines):
            affirmed = tuple(replace(line, is_not=not line.is_not) for line in lines)
            return _not(self._exists(len(path) - 1, path, Group(Holds.ANY, affirmed)))
        return self._exists(len(path) - 1, path, Group(Holds.ALL, tuple(lines)))

    def _exists(self, start: int, path: Path, group: Group) -> Sql:
        """That there is a record behind a path for which the group holds; up to `start` the path leads to one."""
        at = self.joins.along(self.joins.base, path[len(self.path) : start])
        way = at.table.relationships[path[start]]
        joins = Joins(way.target.lower(), self.joins.numbers)
        last = joins.along(joins.base, path[start + 1 :])
        inside = frozenset(path[:end] for end in range(len(path) + 1))
        asked = Asked(joins, self.asking, inside, path[: start + 1], self.with_synonyms)
        tests = [self.joins.belongs(joins.base, at, way), sql("{} IS NOT NULL", last.id), asked.holds([group])]
        return sql("EXISTS (SELECT 1 FROM {} WHERE {})", joins.sql(), all_of(tests))

    def _check_place(self, line: Line) -> None:
        """Refuse a line of a group about records elsewhere: it is about a record on the way to none of them."""
        if line.spec.path[: len(self.path)] != self.path:
            raise BadQuery(
                _("A line of a group is not about the records that the group asks for."),
                _("Ask for it in a line beside the group."),
                line.number,
            )

    def _start(self, path: Path) -> int:
        """How many steps of a group's path lead to one record from the rows here."""
        if path[: len(self.path)] != self.path or path == self.path:
            raise BadQuery(
                _("A group within a group is about records that do not belong to those of the outer one."),
                _("Ask for them in a group beside it."),
            )
        found = _many(self.joins.base.key, path[len(self.path) :])
        if not found:
            raise BadQuery(
                _("A group about related records needs a relationship to several of them."),
                _("Ask in a line for what leads to one record."),
            )
        return len(self.path) + len(found[0]) - 1

    def _one_of(self, alternatives: Sequence[Line]) -> Sql:
        """That one of the lines about one thing holds, and none of those that deny."""
        wanted = [self._test(line) for line in alternatives if not line.is_not]
        unwanted = [self._test(line) for line in alternatives if line.is_not]
        return all_of([*([any_of(wanted)] if wanted else []), *([_not(any_of(unwanted))] if unwanted else [])])

    def _test(self, line: Line) -> Sql:
        """What the line asks, whether or not it denies it."""
        spec = Spec(self.joins.base.key, line.spec.path[len(self.path) :], line.spec.end)
        plain = replace(line, spec=spec, is_not=False, is_shown=False, order=Order.NONE)
        try:
            made = Columns(self.joins, Ladders(self.joins, self.asking), self.asking).of(plain)
            words = Tested(made.value, Typed(None, None, self.asking.now, is_words=True), is_text=True)
            return condition(made.tested or words, plain) or TRUE
        except BadQuery as bad:
            raise bad.at(line.number) from bad

    def _is_of_node(self, line: Line) -> bool:
        return self.with_synonyms and line.spec.table.is_tree

    def _widened(self, lines: Sequence[Line]) -> Sql:
        """What lines ask of one node, asked of all names that its accepted name has."""
        path = lines[0].spec.path
        node = self.joins.along(self.joins.base, path[len(self.path) :])
        joins = Joins(node.key, self.joins.numbers)
        test = Asked(joins, self.asking, self.shown, path).holds(lines)
        return with_synonyms(node, sql("SELECT {} FROM {} WHERE {}", accepted(joins.base), joins.sql(), test))


def _limits(part: Line | Group) -> bool:
    """Whether a part limits the rows: a group of conditions does as soon as one of them does."""
    return asks(part) if isinstance(part, Line) else bool(part.rows) or any(map(_limits, part.parts))


def _denies(line: Line) -> bool:
    """Whether a line says what is not: that there is no value, too, denies."""
    return line.is_not is not (line.operator is Operator.EMPTY)


def _not(test: Sql) -> Sql:
    """That a test does not hold, which an unknown one does not either."""
    return sql("NOT COALESCE(({}), 0)", test)


def _many(base: str, path: Path) -> list[Path]:
    """The beginnings of a path that lead to several records."""
    ways = Spec(base, path, Told()).ways()
    return [path[:end] for end, way in enumerate(ways, start=1) if not way.column]
