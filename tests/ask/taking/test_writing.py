"""How the formats are written: rows that are made up, and jobs."""

import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree

from specify.ask.taking.files import pieces_of
from specify.ask.taking.jobs import take_along
from specify.ask.taking.maps import geojson, kml
from specify.ask.taking.separated import separated
from specify.ask.taking.spreadsheets import write_workbook
from specify.ask.taking.takings import Taking, taking_of
from specify.ask.taking.wishes import Wish
from specify.query.asked import Line, Query
from specify.query.running import Found
from specify.query.specs import Plain, Spec
from specify.query.texts import query_of_pairs
from specify.security.entering import Visit
from specify.tasks.models import State
from specify.tasks.results import opened
from specify.tasks.starting import start
from tests.tasks.here import run_next

BASE = "collectionobject"


def taking(*rows: tuple[Any, ...], fields: tuple[str, ...] = ("remarks",), at: tuple[int, ...] = ()) -> Taking:
    """What is taken along of made-up rows of collection objects."""
    lines = tuple(Line(Spec(BASE, (), Plain(name))) for name in fields)
    found = (Found(number, cells) for number, cells in enumerate(rows, start=1))
    return Taking(Query(BASE, lines), tuple(f"H{one}" for one in range(len(rows[0]))), lines, found, at)


def text(made: Taking, wish: Wish) -> str:
    return b"".join(separated(made, wish)).decode()


@pytest.mark.one_shape
def test_cells_are_quoted_where_they_must_be() -> None:
    told = text(taking(("a,b",), ('say "x"',), ("plain",), (None,), ("two\r\nlines",)), Wish(has_mark=False))
    assert told == 'H0\r\n"a,b"\r\n"say ""x"""\r\nplain\r\n""\r\ntwo lines\r\n'


@pytest.mark.one_shape
def test_truth_is_a_number() -> None:
    lines = tuple(Line(Spec("determination", (), Plain(name))) for name in ("isCurrent", "number1"))
    found = (Found(at, cells) for at, cells in enumerate([(True, 1), (False, 2), (None, 3)]))
    told = text(Taking(Query("determination", lines), ("a", "b"), lines, found), Wish(has_mark=False))
    assert told == "a,b\r\n1,1\r\n0,2\r\n,3\r\n"


@pytest.mark.one_shape
@pytest.mark.parametrize(
    ("cell", "harmless"),
    [("=1+1", "'=1+1"), ("@x", "'@x"), ("-x", "'-x"), ("+49 30", "'+49 30"), ("-12.5", "-12.5"), ("a=b", "a=b")],
)
def test_formulas_are_made_harmless_on_choice(cell: str, harmless: str) -> None:
    assert text(taking((cell,)), Wish(has_mark=False)).split("\r\n")[1] == cell
    assert text(taking((cell,)), Wish(has_mark=False, is_harmless=True)).split("\r\n")[1] == harmless


@pytest.mark.one_shape
def test_breaks_do_not_hide_formulas_and_headings_have_none() -> None:
    told = text(taking(("\n=1",), ("\r=1",)), Wish(has_mark=False, is_harmless=True))
    assert told == "H0\r\n' =1\r\n' =1\r\n"
    made = replace(taking(("a",)), headings=("=1+1",))
    assert text(made, Wish(has_mark=False, is_harmless=True)).startswith("'=1+1\r\n")


@pytest.mark.one_shape
@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("<r>&<b></r>", None),
        ("<r></is></c><c r='C1'><f>1+1</f></c></r>", None),
        ("=1+1", None),
        ("{=1+1}", None),
        ("\ufffe\uffffa", "a"),
        ("a\x07b", "a_x0007_b"),
        ("x" * 32_767, None),
        ("x" * 32_768, "x" * 32_766 + "…"),
        ("\U0001f41f" * 20_000, "\U0001f41f" * 16_383 + "…"),
    ],
)
def test_a_workbook_has_texts_and_nothing_but_texts(cell: str, told: str | None) -> None:
    file = BytesIO()
    write_workbook(taking((cell,)), file)
    sheet = etree.fromstring(ZipFile(file).read("xl/worksheets/sheet1.xml"))
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    cells = ["".join(one.itertext()) for one in sheet.iter(f"{space}c")]
    assert cells == ["H0", cell if told is None else told]
    assert not list(sheet.iter(f"{space}f"))


@pytest.mark.one_shape
def test_decimals_are_numbers_on_a_map() -> None:
    made = taking(("1.5000000000", "1", "2"), (None, "1", "2"), fields=("number1", "remarks"), at=(1, 2))
    lines = (Line(Spec("locality", (), Plain("latitude1"))), *made.lines[1:])
    told = json.loads(b"".join(geojson(replace(made, lines=lines), "http://x/")))
    assert [one["properties"]["H0"] for one in told["features"]] == [1.5, None]


@pytest.mark.one_shape
def test_two_corners_are_a_line_or_a_box() -> None:
    rows = (
        ("point", "1.5", "2.5", None, None, None),
        ("line", "1", "2", "3", "4", "Line"),
        ("box", "1", "2", "3", "4", "Rectangle"),
        ("nowhere", None, None, "3", "4", ""),
        ("a\x00<b>", "1", "2", None, None, ""),
    )
    at = tuple(range(1, 6))
    features = json.loads(b"".join(geojson(taking(*rows, at=at), "http://x/")))["features"]
    assert [one["geometry"]["type"] for one in features] == ["Point", "LineString", "Polygon", "Point"]
    assert features[1]["geometry"]["coordinates"] == [[2, 1], [4, 3]]
    assert features[0]["properties"] == {"H0": "point", "record": "http://x/1/"}
    root = etree.fromstring(b"".join(kml(taking(*rows, at=at), "N & Co", "http://x/")))
    assert [name.text for name in root.findall(".//{*}Placemark/{*}name")] == ["point", "line", "box", "a<b>"]
    assert root.findtext(".//{*}LineString/{*}coordinates") == "2,1 4,3"
    ring = root.findtext(".//{*}LinearRing/{*}coordinates") or ""
    assert len(ring.split()) == 5
    told = [value.text for value in root.findall(".//{*}Data[@name='coordinates']/{*}value")]
    assert told == ["1.5, 2.5", "1, 2 : 3, 4 (Line)", "1, 2 : 3, 4 (Rectangle)", "1, 2"]


@pytest.mark.one_shape
def test_without_rows_there_are_headings() -> None:
    nothing = Taking(Query(BASE), ("A", "B"), (), iter(()))
    assert text(nothing, Wish(has_mark=False)) == "A,B\r\n"
    assert json.loads(b"".join(geojson(nothing, ""))) == {"type": "FeatureCollection", "features": []}


@pytest.mark.one_shape
def test_a_file_that_breaks_off_does_not_look_whole() -> None:
    def breaking() -> Iterator[Found]:
        for number in range(5000):
            yield Found(number, (number,))
        raise ConnectionError

    line = Line(Spec(BASE, (), Plain("remarks")))
    pieces = pieces_of(Taking(Query(BASE, (line,)), ("A",), (line,), breaking()), Wish(), "x", "")
    with pytest.raises(ConnectionError):
        list(pieces)


def test_series_and_distinct_rows_are_those_of_the_page(visit: Visit) -> None:
    for switch in ("series", "distinct"):
        query = query_of_pairs(
            [
                ("on", BASE),
                ("l", "1.collectionobject.catalogNumber"),
                ("l", "1.collectionobject.catalogedDate"),
                (switch, "1"),
            ]
        )
        taken = taking_of(visit, query, Wish(has_mark=False))
        assert b"".join(separated(taken, Wish(has_mark=False))).count(b"\r\n") > 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("format_name", ["csv", "xlsx", "kml", "geojson"])
def test_a_job_makes_the_file(visit: Visit, format_name: str) -> None:
    said = {
        "query": [["on", BASE], ["l", "1.collectionobject.catalogNumber"], ["l", "1,10,2.locality.localityName"]],
        "title": "All of them", "sort": "1d", "records_at": "http://x/",
    }  # fmt: skip
    wish = {"format": format_name, "ids": []}
    arguments = {"said": said, "wish": wish}
    start(take_along, person=visit.user.pk, collection_id=visit.place.collection_id, arguments=arguments)
    job = run_next()
    assert job.state == State.DONE, job.outcome
    assert job.outcome["file"].startswith(f"{job.pk}-All of them - ")
    with opened(job.outcome["file"]) as file:
        assert len(file.read()) > 500
