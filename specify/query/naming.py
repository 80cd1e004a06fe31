"""Finds the one record that a typed text names: the text it is shown by, and no part of it.

In: a `Search`, texts, and the formatting of a request. Out: for each text the id of the record, or those it may mean.
A record is named by the words it is shown by, or by the whole of a field that is sought when no other record has it.
No index knows the words; but they begin with the value of the formatter's first field, so only records are looked at
in which that is a beginning of the text, or in which a field that is sought begins with the text. Two records that are
shown by the same words are told apart by their ids: `Smith, J. #12`. Specify has no such thing, since a text that was
typed and not chosen is lost there.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast

from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.layouts.paths import FieldPath, path_of
from specify.query.matching import (
    CATALOG_DIGITS,
    Search,
    begins_with,
    can_be_compared,
    lookup_of,
    rows_of,
    typed,
    united,
)
from specify.resources.formatters import FormatField
from specify.resources.formatting import Formatting
from specify.resources.type_searches import MOST_FIELDS, MOST_STEPS
from specify.text.folding import fold

_AT_ONCE = 20
_MOST_FOR_EACH = 500
_MOST_TOLD = 10
_MOST_FOLLOWED = 100
_NUMBER_AT_THE_END = re.compile(r"(\d{1,9})$", re.ASCII)
_TEXT_WITH_ID = re.compile(r"(.*) #(\d{1,9})", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Named:
    """The record that a text names; with `id` None none or several, of which `candidates` are some it may mean."""

    id: int | None
    candidates: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pool:
    """The records that may be meant: by id the words they are shown by, and the values they were found by."""

    words: Mapping[int, str]
    values: Mapping[int, set[str]]


def exactly_one(
    search: Search, formatting: Formatting, texts: Iterable[str], formatter: str = ""
) -> Mapping[str, Named]:
    """What each of the texts names among the records of `search` that `formatter` tells ("": the table's).

    One statement for twenty texts, and one for each table that the words are made of.
    """
    wanted = {text: typed(text) for text in texts}
    pool = _pool(search, formatting, list(dict.fromkeys(wanted.values())), formatter)
    return {text: _named(pool, cleaned) for text, cleaned in wanted.items()}


def shown_so(search: Search, formatting: Formatting, text: str, formatter: str = "") -> tuple[int, ...]:
    """The records whose words begin with the text, in their order: what a person means who goes on typing them.

    One statement, and one for each table that the words are made of.
    """
    pool = _pool(search, formatting, [text], formatter)
    found = sorted((words, record) for record, words in pool.words.items() if words.startswith(fold(text)))
    return tuple(record for _words, record in found)


def with_id(text: str, record_id: int) -> str:
    """The words for a record that says which of several with the same words is meant."""
    return f"{text} #{record_id}"


def _pool(search: Search, formatting: Formatting, texts: Sequence[str], formatter: str) -> _Pool:
    sought = [text for text in texts if text and can_be_compared(text)]
    paths = tuple(dict.fromkeys(islice(_leading(formatting, search.table, formatter), MOST_FIELDS)))
    values: dict[int, set[str]] = {}
    for start in range(0, len(sought), _AT_ONCE):
        some = sought[start : start + _AT_ONCE]
        for record, value in united(list(_branches(search, paths, some)), _MOST_FOR_EACH * len(some)):
            values.setdefault(record, set()).add(fold(value or ""))
    return _Pool(_words(formatting, search.table, formatter, values), values)


def _named(pool: _Pool, text: str) -> Named:
    key = fold(text)
    same = [record for record, words in pool.words.items() if words == key]
    if not same and text.isdigit():
        same = [record for record, words in pool.words.items() if words == text.zfill(CATALOG_DIGITS)]
    told = _TEXT_WITH_ID.fullmatch(text)
    if not same and told and pool.words.get(int(told[2])) == fold(told[1]):
        same = [int(told[2])]
    same = same or [record for record, values in pool.values.items() if key and key in values]
    if len(same) == 1:
        return Named(same[0])
    alike = same or [record for record, values in pool.values.items() if _begin({*values, pool.words[record]}, key)]
    return Named(None, tuple(sorted(alike, key=lambda record: (pool.words[record], record))[:_MOST_TOLD]))


def _begin(values: Iterable[str], key: str) -> bool:
    return any(value.startswith(key) for value in values) if key else False


def _branches(search: Search, leading: Sequence[str], texts: Sequence[str]) -> Iterator[QuerySet[Any, Any]]:
    """The rows with a leading field that is a beginning of a text, with a sought field that begins so, with its id."""
    beginnings = {text[:length].rstrip() for text in texts for length in range(1, len(text) + 1)}
    for path in leading:
        # From the end: of all beginnings of a text the longest is the likeliest.
        rows = rows_of(search).filter(**{f"{lookup_of(path)}__in": sorted(beginnings)}).order_by(f"-{lookup_of(path)}")
        yield _valued(rows, path)
    for path in search.paths:
        tests = [test for text in texts if (test := begins_with(search.table, path, text)) is not None]
        if tests:
            yield _valued(rows_of(search).filter(reduce(or_, tests)).order_by(lookup_of(path)), path)
    ids = {int(told[1]) for text in texts if (told := _NUMBER_AT_THE_END.search(text))}
    if ids:
        yield rows_of(search).filter(pk__in=ids).order_by("pk").values_list("pk", Value("", CharField()))


def _valued(rows: QuerySet[Any, Any], path: str) -> QuerySet[Any, Any]:
    return rows.values_list("pk", Cast(lookup_of(path), CharField()))


def _words(formatting: Formatting, table: Table, formatter: str, ids: Iterable[int]) -> dict[int, str]:
    """By id the words the records are shown by, folded."""
    while True:
        words = {record: fold(formatting.label(table.key, record, formatter)) for record in ids}
        if not formatting.rows.load():
            return words


def _leading(formatting: Formatting, table: Table, formatter: str) -> Iterator[str]:
    """The paths of texts that the words of a record may begin with, as far as single records lead there.

    Formatters may lead into each other and back, so each is followed once on each way, and not many altogether.
    """
    waiting, seen = deque([("", table, formatter)]), set[tuple[str, FormatField]]()
    while waiting:
        before, here, name = waiting.popleft()
        for field in _first_fields(formatting, here, name):
            if (before, field) in seen or len(seen) >= _MOST_FOLLOWED:
                continue
            seen.add((before, field))
            path = path_of(here, field.path, present.tables())
            member = path.member if path and _is_open(formatting, path) else None
            if path is None or member is None:
                continue
            way = ".".join((*(step.name for step in path.steps), member.name))
            if isinstance(member, Relationship) and before.count(".") < MOST_STEPS:
                waiting.append((f"{before}{way}.", present.tables()[member.target.lower()], field.formatter))
            elif isinstance(member, Field) and member.kind in ("string", "text") and not member.secret:
                yield before + way


def _first_fields(formatting: Formatting, table: Table, formatter: str) -> Iterator[FormatField]:
    """What the words of a table's records begin with, by case."""
    chosen = formatting.formatters.format_for(table.key, formatter, formatting.captions.table_format(table.key))
    if chosen is None:
        main = formatting.main_field(table)
        yield from (FormatField(main.name),) if main else ()
        return
    for case in chosen.cases:
        # Where it is empty the second begins, which is seldom, and seldom has an index: a matter for the picker.
        yield from case.fields[:1]


def _is_open(formatting: Formatting, path: FieldPath) -> bool:
    """Whether a path leads to single records by their keys, not too far, and only to what may be read."""
    ways = [present.tables()[step.table].relationships.get(step.name) for step in path.steps]
    ends = [path.member] if isinstance(path.member, Relationship) else []
    is_keyed = all(way is not None and way.column for way in (*ways, *ends))
    return is_keyed and len(ways) <= MOST_STEPS and all(formatting.readable(key) for key in path.tables)
