"""The records of each table that a search finds.

In: configured tables, what is sought. Out: `Hits`: ids, the best first, and whether there are others. Only records that
belong to the collection are found. What is found whole comes before what only begins so, and that before the rest. Of a
large table an index is asked for beginnings, field by field; a small one is read through, and there beginnings of words
count, too. One statement for each, two to find something anywhere. Nobody waits longer than some seconds for all tables
together: the largest come last, and it is told which were not looked through. Changed on purpose: Specify tells records
in the order of their numbers, and all of them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from time import monotonic
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Case, CharField, IntegerField, Max, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from specify.ask.searching.configuration import Searched
from specify.ask.searching.meanings import Meanings, any_of
from specify.ask.searching.terms import Reading, Sought, Term
from specify.datamodel import present
from specify.datamodel.declaring import Field
from specify.datamodel.tables import model
from specify.query.asking import Asking
from specify.query.fetching import Row, fetched
from specify.query.matching import MOST, united
from specify.query.refusing import BadQuery
from specify.query.sql import Sql
from specify.security.scoping import in_scope
from specify.text.folding import fold

SMALL = 50_000
"""Up to so many rows a table is read through rather than asked by its indexes."""
SECONDS = 5
"""How long the database may look through all tables together."""
_LEAST = 0.05
"""So many seconds are given to a statement at least."""
_WIDE, _LAST = 2000, 9
_TEXTS = ("string", "text")


@dataclass(frozen=True, slots=True)
class Hits:
    """The first ids, the best first; `more` says that there are others, `is_stopped` that it would take too long."""

    searched: Searched
    ids: tuple[int, ...] = ()
    more: bool = False
    is_stopped: bool = False


@dataclass(frozen=True, slots=True)
class _Seek:
    """One search in one table."""

    meanings: Meanings
    sought: Sought
    until: float = inf

    @property
    def rows(self) -> QuerySet[Any, Any]:
        """All records of the table that belong to the collection."""
        table = self.meanings.table
        return model(table.key)._default_manager.filter(in_scope(table, self.meanings.asking.place))


def sizes(tables: Collection[str]) -> Mapping[str, int]:
    """About how many rows each table has: the highest number of a record, which nobody has to count. One statement."""
    queries = [_highest(key) for key in tables]
    found = queries[0].union(*queries[1:], all=True) if queries[1:] else queries[0]
    return {key: number or 0 for key, number in found}


def _highest(key: str) -> QuerySet[Any, Any]:
    rows = model(key)._default_manager.order_by().annotate(of=Value(key, CharField()))
    return rows.values_list("of").annotate(Max("pk"))


def all_hits(
    asking: Asking, tables: Mapping[str, Searched], sought: Sought, seconds: float = SECONDS
) -> dict[str, Hits]:
    """What is found in each table, by its key. A statement, and one or two for each table."""
    known = sizes(tables) if tables else {}
    until = monotonic() + min(seconds, SECONDS)
    smallest_first = sorted(tables, key=lambda key: known.get(key, 0))
    found = {key: _hits(asking, tables[key], sought, known.get(key, 0), until=until) for key in smallest_first}
    return {key: found[key] for key in tables}


def _hits(asking: Asking, searched: Searched, sought: Sought, size: int, *, until: float) -> Hits:
    if monotonic() >= until:
        return Hits(searched, is_stopped=True)
    table = searched.table
    fields = tuple(table.fields[name] for name in searched.fields)
    is_small = size <= SMALL or _reads_all()
    seek = _Seek(Meanings(table, fields, asking, inside=is_small), sought, until)
    try:
        ids = _ids(seek, is_small)
    except BadQuery:
        return Hits(searched, is_stopped=True)
    return Hits(searched, ids[:MOST], len(ids) > MOST)


def _reads_all() -> bool:
    """Whether the engine reads all rows for a pattern anyway."""
    return connections["default"].vendor == "sqlite"


def _ids(seek: _Seek, is_small: bool) -> tuple[int, ...]:
    if is_small:
        return _read_through(seek, seek.rows)
    return _within(seek) if any(_is_inside(seek.sought, term) for term in seek.sought.terms) else _by_index(seek)


def _is_inside(sought: Sought, term: Term) -> bool:
    """Whether an alternative may stand anywhere in a field, where no index leads."""
    return sought.how(term) is Reading.WITHIN or term.text.startswith(("*", "%"))


def _read_through(seek: _Seek, rows: QuerySet[Any, Any]) -> tuple[int, ...]:
    """The matches among some rows, in the order of how well they match."""
    test = _any_test(seek)
    if test is None:
        return ()
    cases = [When(test, then=Value(place)) for place, test in enumerate(_better(seek)) if test is not None]
    order = Case(*cases, default=Value(_LAST), output_field=IntegerField())
    first = seek.meanings.fields[0].name
    found = rows.filter(test).order_by(order, first, "pk").values_list("pk")
    return tuple(row[0] for row in _rows(seek, found[: MOST + 1]))


def _better(seek: _Seek) -> Iterator[Q | None]:
    """What matches best, and what next: the whole of any field, the beginning of the first, that of any."""
    plain = replace(seek.meanings, inside=False)
    first = replace(plain, fields=plain.fields[:1])
    for meanings, reading in ((plain, Reading.EXACT), (first, Reading.BEGIN), (plain, Reading.BEGIN)):
        yield any_of(meanings.of_term(term, reading) for term in seek.sought.terms)


def _any_test(seek: _Seek) -> Q | None:
    """What one of the alternatives asks of a record."""
    return any_of(_test(seek, term) for term in seek.sought.terms)


def _test(seek: _Seek, term: Term) -> Q | None:
    """What an alternative asks of a record."""
    how = seek.sought.how(term)
    whole = seek.meanings.of_term(term, how)
    words = seek.meanings.of_words(term.words, how) if term.words and how is not Reading.EXACT else None
    return any_of((whole, words))


def _by_index(seek: _Seek) -> tuple[int, ...]:
    """The matches in a large table: of each field those that begin with the text, or with one word and have the others.

    Each part of the statement goes along the index of one field, and stops when it has enough.
    """
    pairs = [(term, field) for term in seek.sought.terms for field in seek.meanings.fields]
    branches = [branch for term, field in pairs for branch in _along(seek, term, field)]
    whole = {fold(number) for term, field in pairs for number in seek.meanings.numbers(field, term.text)}

    def worth(row: Row) -> tuple[bool, int, str, int]:
        value = fold(row[2] or "")
        return value not in whole, row[1], value, row[0]

    return tuple(dict.fromkeys(row[0] for row in sorted(_rows(seek, united(branches, MOST + 1)), key=worth)))


def _along(seek: _Seek, term: Term, field: Field) -> Iterator[QuerySet[Any, Any]]:
    how, meanings = seek.sought.how(term), seek.meanings
    if (whole := meanings.of(field, term.text, how)) is not None:
        yield _ordered(seek.rows.filter(whole), field, 0)
    if how is Reading.EXACT:
        return
    for place, word in _leading(term.words):
        others = meanings.of_words((*term.words[:place], *term.words[place + 1 :]), how)
        begins = meanings.of(field, word, how)
        if begins is not None and others is not None:
            yield _ordered(seek.rows.filter(begins).filter(others), field, 1)


def _leading(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The words that an index is asked for, with their places: of single letters, with which much begins, the first."""
    single = [pair for pair in enumerate(words) if len(pair[1]) == 1]
    yield from (pair for pair in enumerate(words) if pair not in single[1:])


def _ordered(rows: QuerySet[Any, Any], field: Field, place: int) -> QuerySet[Any, Any]:
    return rows.order_by(field.name, "pk").values_list("pk", Value(place), Cast(field.name, CharField()))


def _within(seek: _Seek) -> tuple[int, ...]:
    """The matches anywhere in a large table: no index leads there, but one with a field is read faster than all rows.

    So the fields alone are looked through first, and what else is asked is asked of the hits. Where these are too many
    to be put in order, they are soon met among all rows.
    """
    everywhere = model(seek.meanings.table.key)._default_manager.order_by()
    branches = [
        everywhere.filter(test).values_list("pk", Value(0), Value(""))
        for term in seek.sought.terms
        for field in seek.meanings.fields
        for test in _widest(seek, term, field)
    ]
    found = {row[0] for row in _rows(seek, united(branches, _WIDE + 1))}
    if len(found) <= _WIDE:
        return _read_through(seek, seek.rows.filter(pk__in=found)) if found else ()
    rows = seek.rows.filter(_any_test(seek) or Q()).order_by("pk").values_list("pk")
    return tuple(row[0] for row in _rows(seek, rows[: MOST + 1]))


def _rows(seek: _Seek, query: Iterable[Row]) -> list[Row]:
    """The rows of a query, in the time that is left."""
    if not isinstance(query, QuerySet):
        return []
    try:
        text, values = query.query.get_compiler("default").as_sql()
    except EmptyResultSet:
        return []
    return fetched(Sql(text, tuple(values)), max(_LEAST, min(SECONDS, seek.until - monotonic())))


def _widest(seek: _Seek, term: Term, field: Field) -> Iterator[Q]:
    """What finds at least all that an alternative finds by this field: of several words the longest."""
    longest = max(term.words, key=len, default=term.text)
    for text in {longest} if field.kind in _TEXTS else {term.text, longest}:
        if (test := seek.meanings.of(field, text, seek.sought.how(term))) is not None:
            yield test


def object_numbered(asking: Asking, sought: Sought) -> int | None:
    """The one object of the collection that has the text for its catalog number; None for none or several."""
    if len(sought.terms) != 1 or sought.terms[0].is_pattern:
        return None
    table = present.tables()["collectionobject"]
    seek = _Seek(Meanings(table, (table.fields["catalogNumber"],), asking), sought)
    test = seek.meanings.of_term(sought.terms[0], Reading.EXACT)
    found = [] if test is None else list(seek.rows.filter(test).order_by().values_list("pk", flat=True)[:2])
    return found[0] if len(found) == 1 else None
