"""Stored queries give the rows that Specify 7 gives: its operators, ranks, dates, formatters and ways of telling rows.

Each example is a query on five objects whose rows are known: what a line asks is written as the text that Specify
stores, an operator (`¬` before it negates), a value, and signs for hidden (`h`), a related record (`R`), and order.
"""

from collections.abc import Sequence
from typing import Any

import pytest

from specify.query.asked import Query, Window
from specify.query.running import number_of, rows
from specify.query.stored import query_of
from tests.query.small_collection import Small

OPERATORS = (
    *("like", "=", ">", "<", ">=", "<=", "true", "false", "any", "between", "in", "contains", "empty"),
    *("true or empty", "false or empty", "starts", "age", "period", "ends"),
)
CN = "1.collectionobject.catalogNumber"
REM = "1.collectionobject.remarks"
YES = "1.collectionobject.yesNo1"
INT = "1.collectionobject.integer1"
CURRENT = "1,9-determinations.determination.isCurrent"
TAXON = "1,9-determinations,4.taxon"
EVENT = "1,10.collectingevent.startDate"
MADE = "1.collectionobject.timestampCreated"

ASKED: tuple[tuple[str, tuple[str, ...], list[list[Any]]], ...] = (
    ("number", (f"{CN} | = | 10", REM), [[3, "10", ""]]),
    ("numbers and a range", (f"{CN} | in | 1, 10-12",), [[1, "1"], [3, "10"], [4, "11"], [5, "12"]]),
    ("beginning of a number", (f"{CN} | starts | 1",), [[1, "1"], [3, "10"], [4, "11"], [5, "12"]]),
    ("between numbers", (f"{CN} | between | 2,11",), [[2, "2"], [3, "10"], [4, "11"]]),
    (
        "not equal keeps what is empty",
        (f"{CN} ↓", f"{REM} | ¬= | red tag"),
        [[5, "12", "50% ethanol"], [4, "11", "blue tag"], [3, "10", ""], [2, "2", None]],
    ),
    ("not like loses it", (f"{REM} | ¬like | red%",), [[3, ""], [4, "blue tag"], [5, "50% ethanol"]]),
    ("not contains", (f"{REM} | ¬contains | tag",), [[2, None], [3, ""], [5, "50% ethanol"]]),
    ("empty", (f"{REM} | empty",), [[2, None], [3, ""]]),
    ("not empty", (f"{CN} ", f"h {REM} | ¬empty"), [[1, "1"], [4, "11"], [5, "12"]]),
    ("nothing given", (f"h {REM} | =", CN), [[1, "1"], [2, "2"], [3, "10"], [4, "11"], [5, "12"]]),
    ("not nothing", (f"h {REM} | ¬=", CN), [[1, "1"], [2, "2"], [4, "11"], [5, "12"]]),
    (
        "alternatives",
        (CN, f"{REM} | like | red%", f"h {REM} | like | blue%", f"{YES} | true"),
        [[1, "1", "red tag", True], [4, "11", "blue tag", True]],
    ),
    (
        "alternatives of what is not",
        (CN, f"h {REM} | ¬= | red tag", f"h {REM} | ¬= | blue tag"),
        [[1, "1"], [2, "2"], [3, "10"], [4, "11"], [5, "12"]],
    ),
    ("false or empty", (CN, f"h {YES} | false or empty"), [[2, "2"], [3, "10"], [5, "12"]]),
    ("not true", (CN, f"h {YES} | ¬true"), [[2, "2"]]),
    (
        "ranks",
        (CN, f"{TAXON}.Species", f"{TAXON}.Species Author", f"{TAXON}.fullName", f"h {CURRENT} | true or empty"),
        [
            [1, "1", "caeruleum", "Storer, 1845", "Etheostoma caeruleum"],
            [2, "2", "pulchellum", "(Girard, 1859)", "Etheostoma pulchellum"],
            [3, "10", None, None, "Etheostoma"],
            [4, "11", "flavescens", "(Mitchill, 1814)", "Perca flavescens"],
            [5, "12", None, None, None],
        ],
    ),
    (
        "all of a genus",
        (CN, f"h {TAXON}.Genus ID | = | Etheostoma", f"{TAXON}.Genus fullName", f"h {CURRENT} | true"),
        [[1, "1", "Etheostoma"], [2, "2", "Etheostoma"], [3, "10", "Etheostoma"]],
    ),
    (
        "preferred names, a row for each determination",
        (CN, "1,9-determinations,4-preferredTaxon.taxon.Species fullName"),
        [
            [1, "1", "Etheostoma spectabile"],
            [1, "1", "Etheostoma caeruleum"],
            [2, "2", "Etheostoma spectabile"],
            [3, "10", None],
            [4, "11", "Perca flavescens"],
            [5, "12", None],
        ],
    ),
    (
        "parts of a date",
        (CN, EVENT, f"{EVENT}NumericDay", f"{EVENT}NumericMonth", f"{EVENT}NumericYear | = | 1998"),
        [
            [1, "1", "1998-05-17", 17, 5, 1998],
            [2, "2", "1998-05-17", 17, 5, 1998],
            [3, "10", "1998-06", None, 6, 1998],
        ],
    ),
    ("a month that is not known", (CN, f"h {EVENT}NumericMonth | = | 1"), []),
    ("days of moments", (CN, f"{MADE} | <= | 2024-03-01"), [[1, "1", "2024-03-01T23:30:00"]]),
    (
        "between days of moments",
        (CN, f"{MADE} | between | 2024-03-01,2024-03-02"),
        [[1, "1", "2024-03-01T23:30:00"], [2, "2", "2024-03-02T00:30:00"]],
    ),
    (
        "records in one line",
        ("1..", "R 1,5-cataloger.agent.cataloger", "R 1,10,30-collectors.collector.collectors"),
        [
            [1, "000000001", "Jones, Ann", "Jones, Ann; Smith, Bob"],
            [2, "000000002", "Smith, Bob", "Jones, Ann; Smith, Bob"],
            [3, "000000010", "Jones, Ann", ""],
            [4, "000000011", "", "Smith, Bob"],
            [5, "000000012", "", ""],
        ],
    ),
    (
        "a row for each collector",
        (CN, "1,10,30-collectors,5.agent.lastName ↑"),
        [
            *([3, "10", None], [5, "12", None], [1, "1", "Jones"], [2, "2", "Jones"]),
            *([1, "1", "Smith"], [2, "2", "Smith"], [4, "11", "Smith"]),
        ],
    ),
    ("in descending order", (f"{INT} ↓",), [[3, 100], [2, 10], [5, 7], [1, 5], [4, None]]),
    (
        "places",
        (CN, "1,10,2,3.geography.State | = | Kansas", "1,10,2,3.geography.Country fullName"),
        [
            [1, "1", "Kansas", "United States"],
            [2, "2", "Kansas", "United States"],
            [4, "11", "Kansas", "United States"],
        ],
    ),
    ("not between", (CN, f"{INT} | ¬between | 5,10"), [[3, "10", 100]]),
    ("not in", (CN, f"h {REM} | ¬in | red tag, blue tag"), [[2, "2"], [3, "10"], [5, "12"]]),
    ("without a determination", (CN, "1,9-determinations.determination.determinationId | empty"), [[5, "12", None]]),
    ("not anything", (CN, f"{REM} | ¬any"), []),
    (
        "two ways to many",
        (CN, "1,63-preparations.preparation.countAmt", f"{CURRENT} | true"),
        [[1, "1", 10, True], [2, "2", 5, True], [2, "2", 1, True], [3, "10", None, True], [4, "11", None, True]],
    ),
    ("a coordinate", (f"h {CN} | = | 1", "1,10,2.locality.latitude1"), [[1, "39.0000000000"]]),
    ("the end of a coordinate", (CN, "h 1,10,2.locality.longitude1 | ends | .5"), [[1, "1"], [2, "2"], [4, "11"]]),
)


def asked(small: Small, lines: Sequence[str], table: int = 1, **said: Any) -> Query:
    """The query that lines such as `h <string id> | =  | value` say."""
    fields = [_field(small, line, place) for place, line in enumerate(lines)]
    return query_of({"contexttableid": table, "fields": fields, **said})


def _field(small: Small, line: str, place: int) -> dict[str, Any]:
    what, operator, value = (*(part.strip() for part in line.split("|")), "", "")[:3]
    signs = {sign for sign in ("h", "R") if what.startswith(f"{sign} ")}
    order = {"↑": 1, "↓": 2}.get(what[-1], 0)
    name = what.removeprefix("h ").removeprefix("R ").rstrip("↑↓ ")
    if name.endswith(" ID"):
        value = str(small.ids[f"taxon {value}"])
    return {
        "stringid": name,
        "isrelfld": "R" in signs,
        "operstart": OPERATORS.index(operator.lstrip("¬") or "any"),
        "startvalue": value,
        "isnot": operator.startswith("¬"),
        "isdisplay": "h" not in signs,
        "sorttype": order,
        "position": place,
    }


def found(small: Small, query: Query, key: str = "co", window: Window | None = None) -> list[list[Any]]:
    """The rows, with the short numbers of objects for their ids."""
    found = rows(small.visit, query, window) if window else rows(small.visit, query)
    return [[_short(small, key, row.id), *row.cells] for row in found]


def _short(small: Small, key: str, ids: int | str) -> Any:
    names = [small.name_of(key, int(one)).removeprefix(f"{key} ") for one in str(ids).split(",")]
    short = [int(name) if name.isdecimal() else name for name in names]
    return short[0] if isinstance(ids, int) else ",".join(map(str, short))


@pytest.mark.parametrize(
    ("lines", "expected"), [(lines, rows) for _name, lines, rows in ASKED], ids=[a[0] for a in ASKED]
)
def test_rows_are_those_of_specify(small: Small, lines: tuple[str, ...], expected: list[list[Any]]) -> None:
    query = asked(small, lines)
    whole = found(small, query)
    is_ordered = any(line.rstrip().endswith(("↑", "↓")) for line in lines)
    assert whole == expected if is_ordered else sorted(whole, key=str) == sorted(expected, key=str)
    assert number_of(small.visit, query) == len(expected)
    pages = [row for start in range(0, 8, 2) for row in found(small, query, window=Window(2, start))]
    assert pages == whole


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("1,10,2.locality.localityName",), [["5", None], ["3", "Deep Pond"], ["1,2,4", "Mill Creek"]]),
        (
            ("1,10,2.locality.localityName ↓", YES),
            [["2", "Mill Creek", False], ["1,4", "Mill Creek", True], ["3", "Deep Pond", None], ["5", None, None]],
        ),
    ],
)
def test_rows_told_once(small: Small, lines: tuple[str, ...], expected: list[list[Any]]) -> None:
    query = asked(small, lines, selectdistinct=True)
    assert sorted(found(small, query), key=str) == sorted(expected, key=str)
    assert number_of(small.visit, query) == len(expected)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            (CN, "1.collectionobject.version"),
            [["1,2", "000000001 - 000000002", 0], ["3,4,5", "000000010 - 000000012", 0]],
        ),
        (
            (CN, YES),
            [
                *(["3", "000000010", None], ["5", "000000012", None], ["2", "000000002", False]),
                *(["1", "000000001", True], ["4", "000000011", True]),
            ],
        ),
    ],
)
def test_rows_in_series(small: Small, lines: tuple[str, ...], expected: list[list[Any]]) -> None:
    query = asked(small, lines, smushed=True)
    assert found(small, query) == expected
    assert number_of(small.visit, query) == len(expected)


def test_synonyms_are_found_with_accepted_names(small: Small) -> None:
    query = asked(small, (CN, f"{TAXON}.fullName | = | Etheostoma spectabile"), searchsynonymy=True)
    expected = [[1, "1", "Etheostoma spectabile"], [2, "2", "Etheostoma pulchellum"]]
    assert sorted(found(small, query), key=str) == expected
    names = asked(small, ("h 4.taxon.fullName | = | Etheostoma pulchellum",), table=4, searchsynonymy=True)
    assert {row[0] for row in found(small, names, "taxon")} == {"spectabile", "pulchellum"}


def test_a_record_set_limits_the_rows(small: Small) -> None:
    query = asked(small, (CN,), recordsetid=small.ids["set"])
    assert found(small, query) == [[1, "1"], [3, "10"]]


def test_a_window_shows_some_of_the_rows(small: Small) -> None:
    assert found(small, asked(small, (f"{INT} ↓",)), window=Window(2, 1)) == [[2, 10], [5, 7]]


def test_nodes_are_asked_for(small: Small) -> None:
    lines = ("4.taxon.fullName", "4.taxon.Family", "4.taxon.Genus | = | Etheostoma")
    query = asked(small, lines, table=4)
    names = ("Etheostoma", "caeruleum", "spectabile", "pulchellum")
    assert [row[1:] for row in found(small, query, "taxon")] == [
        [name if name == "Etheostoma" else f"Etheostoma {name}", "Percidae", "Etheostoma"] for name in names
    ]


def test_people_are_put_in_the_order_of_their_lines(small: Small) -> None:
    query = asked(small, ("5.. ↑",), table=5)
    expected = [["jones", "Jones, Ann"], ["museum", "KU Museum"], ["smith", "Smith, Bob"]]
    assert found(small, query, "agent") == expected


def test_the_person_who_asks(small: Small) -> None:
    lines = (CN, "h 1,5-cataloger,72.specifyuser.name | = | currentSpecifyUserName")
    assert found(small, asked(small, lines)) == [[1, "1"], [3, "10"]]
