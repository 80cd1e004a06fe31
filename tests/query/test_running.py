"""How queries run: counted up to a number, in pages that lose no row, in time, and streamed."""

import tracemalloc
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import connections

from specify.datamodel.tables import model
from specify.query import running
from specify.query.asked import Window
from specify.query.columns import reader
from specify.query.fetching import fetched, streamed
from specify.query.refusing import BadQuery
from specify.query.running import number_of, rows
from specify.query.sql import Sql
from tests.datamodel import test_time_limits as time_limits
from tests.patience import within
from tests.query.small_collection import Small
from tests.query.test_worked_examples import CN, CURRENT, EVENT, INT, MADE, TAXON, YES, asked

WHO = "1,10,30-collectors,5.agent.lastName"
HERE = "1,10,2.locality"
PLACE = f"{HERE}.localityName"
ENDLESS = Sql(time_limits.ENDLESS)
MANY = Sql(time_limits.HUNDRED_THOUSAND.replace("COUNT(*)", "d0.d"))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((CN,), {}),
        ((CN, WHO), {}),
        ((PLACE,), {"selectdistinct": True}),
        ((PLACE, YES, PLACE), {"selectdistinct": True}),
        ((CN, YES), {"smushed": True}),
    ],
)
def test_it_is_counted_no_further_than_is_wanted(small: Small, lines: tuple[str, ...], said: dict[str, bool]) -> None:
    query = asked(small, lines, **said)
    number = number_of(small.visit, query)
    assert number == len(list(rows(small.visit, query)))
    assert number_of(small.visit, query, at_most=number) == number
    assert number_of(small.visit, query, at_most=number - 1) == number
    assert number_of(small.visit, query, at_most=number + 1) == number
    if "smushed" not in said:
        assert number_of(small.visit, query, at_most=1) == 2


@pytest.mark.parametrize(
    "lines",
    [
        (CN, f"{TAXON}.fullName", WHO),
        (f"{CN} ↑", f"{TAXON}.fullName", f"h {CURRENT} | true or empty"),
        (f"{CN} ↓", f"{TAXON}.fullName", "1,63-preparations.preparation.countAmt"),
        (f"{YES} ↓", f"{TAXON}.fullName", WHO),
        (f"{YES} ↑", f"h {CURRENT} | true", WHO),
        (f"{PLACE} ↓", f"{TAXON}.fullName", WHO),
        (f"{PLACE} ↑", f"h {CURRENT} | true", WHO),
        (f"{TAXON}.fullName ↓", f"{INT} ↑", WHO),
        (f"{YES} ↑", f"{INT} ↓", f"{TAXON}.Genus", WHO),
        (f"{EVENT}NumericYear ↓ ", f"h {EVENT}NumericYear | > | 1997", WHO),
    ],
)
def test_pages_lose_and_double_no_row(small: Small, lines: tuple[str, ...]) -> None:
    query = asked(small, lines)
    whole = list(rows(small.visit, query))
    for size in (1, 2, 3):
        pages = [
            row for start in range(0, len(whole) + 1, size) for row in rows(small.visit, query, Window(size, start))
        ]
        assert pages == whole
    assert number_of(small.visit, query) == len(whole)


def test_pages_of_rows_that_are_told_once_stay_apart(small: Small) -> None:
    query = asked(small, (f"{YES} ↑", PLACE, f"h {INT} ↓"), selectdistinct=True)
    whole = list(rows(small.visit, query))
    assert [row for start in range(6) for row in rows(small.visit, query, Window(1, start))] == whole
    assert sum(row.records for row in whole) == 5


def test_without_columns_records_are_told_and_once_together(small: Small) -> None:
    """A record set is made of such rows."""
    hidden = f"h {CN} | > | 1"
    assert [row.cells for row in rows(small.visit, asked(small, (hidden,)))] == [()] * 4
    together = asked(small, (hidden,), selectdistinct=True)
    assert [(row.cells, row.records) for row in rows(small.visit, together)] == [((), 4)]
    assert number_of(small.visit, together) == number_of(small.visit, together, at_most=9) == 1
    nothing = asked(small, (f"h {CN} | = | 77",), selectdistinct=True)
    assert (list(rows(small.visit, nothing)), number_of(small.visit, nothing)) == ([], 0)


def test_ids_that_are_cut_off_are_not_told(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    query = asked(small, (PLACE,), selectdistinct=True)
    whole = {row.cells: str(row.id).split(",") for row in rows(small.visit, query)}
    longest = max(len(",".join(ids)) for ids in whole.values()) - 1
    monkeypatch.setattr(running, "LONGEST_CONCAT", longest)
    with connections["default"].cursor() as cursor:
        if connections["default"].vendor == "mysql":
            cursor.execute("SET SESSION group_concat_max_len = %s", [longest])
        try:
            cut = list(rows(small.visit, query))
        finally:
            if connections["default"].vendor == "mysql":
                cursor.execute("SET SESSION group_concat_max_len = 1048576")
    told = {row.cells: str(row.id).split(",") for row in cut}
    assert {cells: ids[: len(told[cells])] for cells, ids in whole.items()} == told
    assert {row.cells: row.records for row in cut} == {cells: len(ids) for cells, ids in whole.items()}
    assert told != whole


@pytest.mark.django_db
@pytest.mark.parametrize("fetch", [fetched, lambda *given: list(streamed(*given))])
def test_a_query_that_takes_too_long_is_stopped_with_advice(fetch: type[list[object]]) -> None:
    with within(5), pytest.raises(BadQuery, match="was stopped.* sort by a field"):
        fetch(ENDLESS, 0.3)


@pytest.mark.parametrize(
    ("operator", "value"),
    [(how, value) for how in ("=", ">", "<", ">=", "<=", "between", "in") for value in ("1998,2001", "1998", "1999.5")],
)
@pytest.mark.parametrize("sign", ["", "¬"])
def test_years_are_asked_of_days_alike(small: Small, sign: str, operator: str, value: str) -> None:
    """The same asked of the year where it is told, which no day takes part in."""
    if operator != "in" and (("," in value) is not (operator == "between")):
        return
    query = asked(small, (CN, f"{EVENT}NumericYear", f"h {EVENT}NumericYear | {sign}{operator} | {value}"))
    low, high = (*map(float, value.split(",")), 0.0)[:2]
    passes = {
        "=": lambda year: year == low, ">": lambda year: year > low, "<": lambda year: year < low,
        ">=": lambda year: year >= low, "<=": lambda year: year <= low,
        "between": lambda year: low <= year <= high, "in": lambda year: year in (low, high),
    }[operator]  # fmt: skip
    everything = [row.cells for row in rows(small.visit, asked(small, (CN, f"{EVENT}NumericYear")))]
    keeps = sign and operator in ("=", "in")
    expected = [
        cells for cells in everything if (keeps if cells[1] is None else bool(passes(cells[1])) is not bool(sign))
    ]
    assert [row.cells for row in rows(small.visit, query)] == expected


@pytest.mark.django_db(transaction=True)
def test_a_long_result_is_never_held() -> None:
    """Beside a transaction it is read over a connection of its own, which is closed afterwards, also half way."""
    tracemalloc.start()
    try:
        number = sum(len(some) for some in streamed(MANY, 60))
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert number == 100_000
    assert peak < 5_000_000
    half = streamed(MANY, 60)
    assert isinstance(half, Iterator)
    next(half)
    half.close()  # type: ignore[attr-defined]
    assert fetched(Sql("SELECT 1"), 1) == [(1,)]


@pytest.mark.django_db(transaction=True)
def test_all_rows_are_told_as_those_of_a_page(small: Small) -> None:
    """They come over a connection of its own, which leaves moments and decimals as the database sends them."""
    model("locality").objects.filter(pk=small.ids["locality pond"]).update(latitude1=0, longitude1="-0.0000001")
    lines = (CN, MADE, f"{EVENT}NumericYear", YES, INT, f"{HERE}.latitude1", f"{HERE}.longitude1")
    query = asked(small, lines)
    whole = list(rows(small.visit, query))
    assert whole == list(rows(small.visit, query, Window(99)))
    assert {row.cells[5:] for row in whole} == {
        ("39.0000000000", "-95.5000000000"), ("0.0000000000", "-0.0000001000"), (None, None)
    }  # fmt: skip
    moments = [str(row.cells[1]) for row in whole]
    assert [datetime.fromisoformat(one).isoformat() for one in moments] == moments


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("2024-01-08 15:28:07", "2024-01-08T15:28:07"),
        ("2024-01-08 15:28:07.500000", "2024-01-08T15:28:07"),
        (datetime(2024, 1, 8, 15, 28, 7, 500_000), "2024-01-08T15:28:07"),
        ("2024-01-08", "2024-01-08T00:00:00"),
        ("0000-00-00 00:00:00", None),
    ],
)
def test_moments_are_told_to_the_second(sent: object, told: str | None) -> None:
    read = reader("timestamp")
    assert read is not None
    assert read(sent) == told


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connections["default"].vendor != "mysql", reason="SQLite waits for nobody")
def test_who_reads_slowly_is_waited_for_as_long_as_the_query_may_take() -> None:
    assert list(streamed(Sql("SELECT @@net_write_timeout"), 21_600)) == [((21_600,),)]
