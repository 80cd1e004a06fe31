"""Finds the records that a typed text may mean, and the values of a field that begin like it.

In: a `Search` (a table, fields, and what limits its rows) and a text. Out: ids in order, so many at most, and whether
there are more. Kept of Specify: a text is the beginning of a field, or with `anywhere` any part of it; `*` and `%`
stand for any letters, and a text with one of them is taken as it stands; a thousand records at most; dates are found by
their day or year, numbers by their value. Changed on purpose: all fields are asked in one statement, where Specify asks
once for each; what begins with the text comes before what has it elsewhere; a catalog number, or its beginning, may be
written without its leading zeros; `_` and the backslash are letters like others; the first ten `*` and `%` count, and
what follows is open.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connections
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.db.models.lookups import BuiltinLookup

from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.datamodel.tables import model
from specify.layouts.filling.lines import value_text
from specify.text.folding import fold

if TYPE_CHECKING:
    AnyLookup = BuiltinLookup[Any]
else:  # Django's lookups take type arguments for type checkers only
    AnyLookup = BuiltinLookup

MOST = 1000
"""How many records are told of one text, as in Specify."""
LONGEST = 1000
_MOST_STARS = 10
_WIDE = 2000
CATALOG_DIGITS = 9
_WHOLE = ("integer", "short", "byte", "long")
_NUMBER = re.compile(r"-?\d{1,9}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_ID = Field("id", "integer", "id")
_BASIC_PLANE = 0xFFFF


@dataclass(frozen=True, slots=True)
class Search:
    """Where to look: rows of `table` that lie `within`, by the fields at the end of `paths` (by id without any)."""

    table: Table
    paths: tuple[str, ...]
    within: Q = Q()


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of the first matches; `more` says that there are others. `more` without ids: too many to put in order."""

    ids: tuple[int, ...] = ()
    more: bool = False


class Like(AnyLookup):
    """`field LIKE pattern`, the pattern as it is; Django has it only for its own patterns."""

    lookup_name = "icontains"  # the operator of that name is a plain LIKE, with its escape sign, on every engine
    prepare_rhs = False


@dataclass(frozen=True, slots=True)
class _Typed:
    """A text, and the pattern that it means for texts in fields."""

    text: str
    pattern: str


def typed(text: str) -> str:
    """A text as it can be sought: with plain blanks, without what cannot be seen, and not endlessly long."""
    plain = (" " if letter.isspace() else letter for letter in text[:LONGEST])
    return "".join(letter for letter in plain if letter.isprintable()).strip()


def matching(search: Search, text: str, *, anywhere: bool = False, limit: int = MOST) -> Found:
    """The records that `text` may mean, in the order of the field it was found in; without a text all of them.

    One statement; two without a text; at most two more to find what has the text anywhere.
    """
    if not text:
        return _all(search, limit)
    if not can_be_compared(text):
        return Found()
    wanted = _Typed(text, _pattern(text))
    found = _anywhere(search, wanted, limit) if _is_pattern(text) else _ids(search, wanted, limit)
    if anywhere and len(found) <= limit and not _is_pattern(text):
        found += _anywhere(search, _Typed(text, _pattern(text, anywhere=True)), limit)
    ids = tuple(dict.fromkeys(found))
    return Found(ids[:limit], len(ids) > limit)


def distinct_values(search: Search, text: str = "", *, anywhere: bool = False, limit: int = MOST) -> tuple[str, ...]:
    """The different values in the first field of a search that begin with `text` or have it anywhere, as texts.

    One statement. There may be more when there are `limit`.
    """
    path = search.paths[0]
    test = _test(search.table, path, _Typed(text, _pattern(text, anywhere=anywhere))) if text else Q()
    if test is None or not can_be_compared(text):
        return ()
    lookup = lookup_of(path)
    rows = rows_of(search).filter(test, **{f"{lookup}__isnull": False})
    if _field(search.table, path).kind in ("string", "text"):  # only these can be empty without being NULL
        rows = rows.exclude(**{lookup: ""})
    return tuple(value_text(value) for value in rows.order_by(lookup).values_list(lookup, flat=True).distinct()[:limit])


def values_among(search: Search, texts: Collection[str]) -> Collection[str]:
    """The different values in the first field of a search that are equal to one of the texts. One statement."""
    path, lookup = search.paths[0], lookup_of(search.paths[0])
    if _field(search.table, path).kind not in ("string", "text"):
        return distinct_values(search)
    rows = rows_of(search).filter(**{f"{lookup}__in": sorted(text for text in texts if can_be_compared(text))})
    return set(rows.values_list(lookup, flat=True).distinct())


def united(branches: Sequence[QuerySet[Any, Any]], limit: int) -> Iterable[tuple[Any, ...]]:
    """The first `limit` rows of each query, one query after the other. One statement, or none without a query."""
    if len(branches) < 2:
        return branches[0][:limit] if branches else ()
    if connections["default"].features.supports_slicing_ordering_in_compound:
        branches = [branch[:limit] for branch in branches]
    else:  # SQLite, where LIKE is a function of ours and reads all rows anyway
        branches = [branch.order_by() for branch in branches]
    found: Iterable[tuple[Any, ...]] = branches[0].union(*branches[1:], all=True)
    return found


def _all(search: Search, limit: int) -> Found:
    """All records in order, if there are not too many: to put a million in order takes a second."""
    rows = rows_of(search)
    ids = list(rows.order_by().values_list("pk", flat=True)[: limit + 1])
    if len(ids) > limit:
        return Found((), more=True)
    order = [lookup_of(path) for path in search.paths]
    return Found(tuple(rows.filter(pk__in=ids).order_by(*order, "pk").values_list("pk", flat=True))) if ids else Found()


def _anywhere(search: Search, wanted: _Typed, limit: int) -> list[int]:
    """What has a text in the middle: no index leads there, but one that has the field is read faster than all rows.

    So the field alone is looked through first, and what belongs to the collection picked out of the hits. Where these
    are too many, they are soon met in the order of the field.
    """
    hits = _ids(replace(search, within=Q()), wanted, _WIDE)
    if len(hits) <= _WIDE:
        search = replace(search, within=search.within & Q(pk__in=hits))
    return _ids(search, wanted, limit) if hits else []


def _ids(search: Search, wanted: _Typed, limit: int) -> list[int]:
    """The matches of each field, a field after the other, one more than `limit` of each. One statement."""
    branches = [
        branch
        for place, path in enumerate(search.paths or (_ID.name,))
        if (branch := _branch(search, path, wanted, place)) is not None
    ]
    # Columns of one database may differ in their collation, which forbids the server to sort them together.
    ordered = sorted(united(branches, limit + 1), key=lambda row: (row[1], fold(row[2] or ""), row[0]))
    return [row[0] for row in ordered]


def _branch(search: Search, path: str, wanted: _Typed, place: int) -> QuerySet[Any, Any] | None:
    """The rows that match in one field, with its place and value; None where no such value can match."""
    test, lookup = _test(search.table, path, wanted), lookup_of(path)
    if test is None:
        return None
    if _field(search.table, path).name == "catalogNumber":
        test |= _behind_zeros(lookup, wanted)
    rows = rows_of(search).filter(test).order_by(lookup, "pk")
    return rows.values_list("pk", Value(place), Cast(lookup, CharField()))


def _behind_zeros(lookup: str, wanted: _Typed) -> Q:
    """That a number begins with digits that are typed, whatever zeros stand before them: as an index can find it."""
    text, found = wanted.text, Q()
    if text.isascii() and text.isdigit() and not text.startswith("0") and wanted.pattern.startswith(text):
        for zeros in range(1, CATALOG_DIGITS - len(text) + 1):
            found |= Q(Like(F(lookup), f"{'0' * zeros}{text}%"))
    return found


def begins_with(table: Table, path: str, text: str) -> Q | None:
    """What says of a row that its field at the end of `path` begins with the text; None where no such value can."""
    return _test(table, path, _Typed(text, _pattern(text)))


def _test(table: Table, path: str, wanted: _Typed) -> Q | None:
    """What says of a row that its field at the end of `path` matches; None where no value of its kind can."""
    field, lookup, text = _field(table, path), lookup_of(path), wanted.text
    if field.kind in ("string", "text"):
        test = Q(Like(F(lookup), wanted.pattern))
        if field.name == "catalogNumber" and text.isascii() and text.isdigit():
            test |= Q(**{lookup: text.zfill(CATALOG_DIGITS)})
        return test
    if field.kind in _WHOLE:
        return Q(**{lookup: int(text)}) if _NUMBER.fullmatch(text) else None
    return _test_of_day(field, lookup, text) if field.kind in ("date", "timestamp") else None


def _test_of_day(field: Field, lookup: str, text: str) -> Q | None:
    if _YEAR.fullmatch(text):
        return Q(**{f"{lookup}__year": int(text)})
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
    return Q(**{f"{lookup}__date" if field.kind == "timestamp" else lookup: day}) if day else None


def tables_on(table: Table, path: str) -> tuple[str, ...]:
    """The keys of the tables that a path through single records leads to."""
    keys = []
    for way in path.split(".")[:-1]:
        table = present.tables()[table.relationships[way].target.lower()]
        keys.append(table.key)
    return tuple(keys)


def _field(table: Table, path: str) -> Field:
    """The field at the end of a path."""
    last = path.rpartition(".")[2]
    found = present.tables()[(table.key, *tables_on(table, path))[-1]].find(last)
    return _ID if found is None or isinstance(found, Relationship) else found


def rows_of(search: Search) -> QuerySet[Any, Any]:
    """All rows that are looked through."""
    return model(search.table.key)._default_manager.filter(search.within)


def lookup_of(path: str) -> str:
    """A path as a query names it."""
    return path.replace(".", "__")


def can_be_compared(text: str) -> bool:
    """Whether the database knows the letters: one of Specify 6 has three bytes for each, and refuses longer ones."""
    return present.dialect() != "born6" or max(map(ord, text), default=0) <= _BASIC_PLANE


def _is_pattern(text: str) -> bool:
    return "*" in text or "%" in text


def _pattern(text: str, *, anywhere: bool = False) -> str:
    return as_pattern(text) if _is_pattern(text) else f"{'%' if anywhere else ''}{as_pattern(text)}%"


def as_pattern(text: str) -> str:
    """The text as part of a pattern: letters mean themselves, but for the signs that stand for any letters.

    From the last of these that counts on anything may follow.
    """
    parts = re.split(r"[*%]+", re.sub(r"([\\_])", r"\\\1", text))
    return "%".join(parts if len(parts) <= _MOST_STARS + 1 else (*parts[:_MOST_STARS], ""))
