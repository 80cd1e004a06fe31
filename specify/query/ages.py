"""How old collection objects are, in millions of years: shown as “older - younger”, and asked for.

In: the row of an object in a statement, a line. Out: expressions, or a test; a refusal in a sentence. Kept of Specify
7: an object is as old as the oldest and as young as the youngest of all that tells an age of it (absolute ages; the
periods of relative ages and of the paleo contexts of the object, its event and its locality), each with the uncertainty
that belongs to that extreme, the larger one of two; objects of which either end is not known have no age; an age
overlaps what is asked for, or with `is_strict` lies within it, uncertainties in its favour; a period without a
beginning begins with the universe, one without an end has not ended; objects of the collection are asked. Changed on
purpose: several ages that are asked for are alternatives as with other fields; “not” counts; the age is shown whatever
is asked; of two periods of one name that of the discipline's own tree counts; a period that there is not, and a range
that is none, are told.
"""

from decimal import Decimal

from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.query.asked import Line, Operator
from specify.query.asking import Asking
from specify.query.joining import At, Joins
from specify.query.matching import can_be_compared
from specify.query.operands import number, several
from specify.query.refusing import BadQuery
from specify.query.sql import Sql, all_of, any_of, as_text, given, is_mysql, joined, listed, sql

OLDEST = 13_800
"""The age of the universe in millions of years."""
_PLACES = 10
_NO_AGE = 1_000_000
"""What no age reaches, to stand for those that are not known."""
_STRATA = ("chronosStrat", "chronosStratEnd")
_PATHS = (
    ("absoluteAges",),
    ("relativeAges", "ageName"),
    ("relativeAges", "ageNameEnd"),
    *(("paleoContext", strat) for strat in _STRATA),
    *(("collectingEvent", "paleoContext", strat) for strat in _STRATA),
    *(("collectingEvent", "locality", "paleoContext", strat) for strat in _STRATA),
)
_PERIOD = ("startPeriod", "endPeriod", "startUncertainty", "endUncertainty")
_MEASURED = ("absoluteAge", "absoluteAge", "ageUncertainty", "ageUncertainty")
_EXTREMES = (
    "SELECT record, older, younger, older_by, younger_by, MAX(older) OVER (PARTITION BY record) AS oldest, "
    "MIN(younger) OVER (PARTITION BY record) AS youngest FROM ({}) told"
)
_RECORDS = "SELECT record FROM ({}) aged GROUP BY record HAVING {}"
_OLDEST, _YOUNGEST = Sql("MAX(oldest)"), Sql("MIN(youngest)")
_OLDEST_BY = Sql("COALESCE(MAX(CASE WHEN older = oldest THEN older_by END), 0)")
_YOUNGEST_BY = Sql("COALESCE(MAX(CASE WHEN younger = youngest THEN younger_by END), 0)")


def known_paths() -> tuple[tuple[str, ...], ...]:
    """The ways from an object to what tells an age of it, of those that this database has."""
    return tuple(path for path in _PATHS if _is_known(path))


def ends(joins: Joins, at: At) -> tuple[Sql, Sql]:
    """How old an object is at most and at least, NULL where that is not known."""
    ways: dict[str, list[tuple[str, ...]]] = {}
    for path in known_paths():
        ways.setdefault("" if at.table.relationships[path[0]].column else path[0], []).append(path)
    told = [_told(joins, at, paths) for paths in ways.values()]
    return _outermost([one[0] for one in told], is_older=True), _outermost([one[1] for one in told], is_older=False)


def shown(older: Sql, younger: Sql) -> Sql:
    """The text of an age, NULL where an end is not known."""
    return joined([as_text(older), given(" - "), as_text(younger)])


def in_words(age: str) -> str:
    """The same without the zeros behind the points."""
    return " - ".join(f"{Decimal(end).normalize():f}" for end in age.split(" - "))


def is_aged(joins: Joins, at: At, line: Line, asking: Asking) -> Sql:
    """That an object has the age that a line asks for, whether or not it denies it."""
    if line.operator not in (Operator.AGE_RANGE, Operator.AGE_PERIOD):
        raise BadQuery(
            _("The age of objects is asked for as a range, or as the name of a period."),
            _("Choose one of these operators, or “any” to see the age of all."),
        )
    span = _range(line.value) if line.operator is Operator.AGE_RANGE else _period(line.value, asking)
    here = given(asking.place.collection_id)
    told = listed(
        (_rows(Joins("collectionobject", joins.numbers), path, here) for path in known_paths()), " UNION ALL "
    )
    return sql("{} IN ({})", at.id, sql(_RECORDS, sql(_EXTREMES, told), _holds(*span, is_strict=line.is_strict)))


def _is_known(path: tuple[str, ...]) -> bool:
    table = present.tables()["collectionobject"]
    for step in path:
        way = table.relationships.get(step)
        if way is None or way.target.lower() not in present.tables():
            return False
        table = present.tables()[way.target.lower()]
    return True


def _told(joins: Joins, at: At, paths: list[tuple[str, ...]]) -> tuple[Sql, Sql]:
    """The ends of what is told on some ways, as statements within the statement."""
    inside = Joins("collectionobject", joins.numbers)
    values = [_values(inside.along(inside.base, path)) for path in paths]
    older = sql("MAX({})", _outermost([one[0] for one in values], is_older=True))
    younger = sql("MIN({})", _outermost([one[1] for one in values], is_older=False))
    own = sql("{} = {}", inside.base.id, at.id)
    return (
        sql("(SELECT {} FROM {} WHERE {})", older, inside.sql(), own),
        sql("(SELECT {} FROM {} WHERE {})", younger, inside.sql(), own),
    )


def _outermost(values: list[Sql], *, is_older: bool) -> Sql:
    """The largest or the smallest of the values that are known."""
    if len(values) == 1:
        return values[0]
    unknown = given(-_NO_AGE if is_older else _NO_AGE)
    names = ("LEAST", "GREATEST") if is_mysql() else ("MIN", "MAX")
    known = listed(sql("COALESCE({}, {})", value, unknown) for value in values)
    return sql(f"NULLIF({names[is_older]}({{}}), {{}})", known, unknown)


def _rows(joins: Joins, path: tuple[str, ...], collection: Sql) -> Sql:
    """All that tells an age on one way, of all objects of a collection."""
    row = joins.along(joins.base, path)
    names = ("older", "younger", "older_by", "younger_by")
    values = (sql(f"{{}} AS {name}", value) for name, value in zip(names, _values(row), strict=True))
    what = listed((sql("{} AS record", joins.base.id), *values))
    # That a step leads somewhere is told to the database, too, which else reads whole tables to find it out.
    steps = (joins.along(joins.base, path[:place]).column(step) for place, step in enumerate(path))
    tests = [sql("{} = {}", joins.base.column("collection"), collection)]
    tests += [sql("{} IS NOT NULL", step) for step in (*steps, row.id)]
    return sql("SELECT {} FROM {} WHERE {}", what, joins.sql(), all_of(tests))


def _values(row: At) -> tuple[Sql, ...]:
    names = _PERIOD if row.key == "geologictimeperiod" else _MEASURED
    # SQLite has decimals as texts.
    return tuple(row.column(name) if is_mysql() else sql("CAST({} AS REAL)", row.column(name)) for name in names)


def _holds(older: Decimal, younger: Decimal, *, is_strict: bool) -> Sql:
    """That the ages of an object overlap those that are asked for, or lie within them."""
    if is_strict:
        return all_of([_compared(_OLDEST, -1, "<=", older), _compared(_YOUNGEST, 1, ">=", younger)])
    overlap = [
        all_of([_compared(_OLDEST, -1, "<=", older), _compared(_OLDEST, 1, ">=", younger)]),
        all_of([_compared(_YOUNGEST, -1, "<=", older), _compared(_YOUNGEST, 1, ">=", younger)]),
        all_of([_compared(_OLDEST, 1, ">=", older), _compared(_YOUNGEST, -1, "<=", younger)]),
    ]
    return all_of([sql("{} IS NOT NULL", _OLDEST), sql("{} IS NOT NULL", _YOUNGEST), any_of(overlap)])


def _compared(end: Sql, by: int, sign: str, value: Decimal) -> Sql:
    """An end of an age, with its uncertainty less or more, beside a value; rounded, SQLite's numbers being inexact."""
    uncertain = _OLDEST_BY if end is _OLDEST else _YOUNGEST_BY
    return sql(f"ROUND({{}} {'+' if by > 0 else '-'} {{}}, {_PLACES}) {sign} {{}}", end, uncertain, given(float(value)))


def _range(text: str) -> tuple[Decimal, Decimal]:
    """The two ages of a line, the older first."""
    found = [number(one) for one in several(text)]
    if len(found) != len(("older", "younger")) or found[0] is None or found[1] is None:
        raise BadQuery(
            _("An age is asked for with two numbers and a comma between them."),
            _("Write millions of years, the older first: 145, 66."),
        )
    older, younger = Decimal(found[0]), Decimal(found[1])
    if older < younger:
        raise BadQuery(
            _("The age begins at %(older)s and ends at %(younger)s million years, which is earlier.")
            % {"older": found[0], "younger": found[1]},
            _("Write the older number first: 145, 66."),
        )
    return older, younger


def _period(name: str, asking: Asking) -> tuple[Decimal, Decimal]:
    """The beginning and the end of the period of that name. One statement."""
    periods, own = model("geologictimeperiod")._default_manager, asking.definitions("geologictimeperiod")
    fields = ("definition_id", "startPeriod", "endPeriod")
    rows = periods.filter(name=name).order_by("pk").values_list(*fields) if can_be_compared(name) else ()
    found = min(rows, key=lambda row: row[0] not in own, default=None)
    if found is None:
        raise BadQuery(
            _("There is no geologic time period called “%(name)s”.") % {"name": name[:100]},
            _("Choose one of the names in the tree, or ask for a range in millions of years."),
        )
    older = Decimal(OLDEST) if found[1] is None else Decimal(found[1])
    younger = Decimal(0) if found[2] is None else Decimal(found[2])
    if older < younger:
        raise BadQuery(
            _("The period “%(name)s” begins later than it ends.") % {"name": name[:100]},
            _("Correct it in the tree, or ask for a range in millions of years."),
        )
    return older, younger
