"""What `run_query` prints of stored queries and of queries in files, and what it says of those it cannot run."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from specify.datamodel.tables import model
from tests.planting import World
from tests.query.small_collection import Small, plant

FIELDS = (
    ("1.collectionobject.catalogNumber", 8, ""),
    ("1,10.collectingevent.startDate", 8, ""),
    ("1.collectionobject.yesNo1", 8, ""),
    ("1.collectionobject.remarks", 11, "tag"),
)
ROWS = [["1", "1998-05-17", True, "red tag"], ["11", "2001", True, "blue tag"]]


@pytest.fixture
def small(db: None) -> Small:
    """Five objects in a collection of their own."""
    return plant(World.create())


def run(small: Small, *arguments: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("run_query", *arguments, "--collection", str(small.visit.place.collection_id), stdout=out)
    return out.getvalue()


def in_a_file(folder: Path, said: Any) -> str:
    """The name of a file with a query."""
    path = folder / "query.json"
    path.write_text(said if isinstance(said, str) else json.dumps(said))
    return str(path)


def said() -> dict[str, Any]:
    """The query as Specify 7 sends it."""
    fields = [
        {"stringId": name, "operStart": operator, "startValue": value, "isDisplay": True, "position": place}
        for place, (name, operator, value) in enumerate(FIELDS)
    ]
    return {"contextTableId": 1, "selectDistinct": False, "fields": fields}


def test_rows_as_json_and_as_csv(small: Small, tmp_path: Path) -> None:
    name = in_a_file(tmp_path, said())
    told = json.loads(run(small, name, "--format", "json"))
    assert told["columns"][0] == "id"
    assert [row[1:] for row in told["rows"]] == ROWS
    assert told["count"] == len(ROWS)
    assert [row[0] for row in told["rows"]] == [small.ids["co 1"], small.ids["co 4"]]
    heading, *lines = csv.reader(StringIO(run(small, name)))
    assert heading == told["columns"][1:]
    assert lines == [[str(int(cell)) if isinstance(cell, bool) else cell for cell in row] for row in ROWS]


def test_a_stored_query_runs_by_its_number(small: Small) -> None:
    world = small.world
    stored = world.plant(
        "spquery", contextTableId=1, contextName="CollectionObject", specifyUser_id=small.visit.user.pk, name="Tags"
    )
    for place, (name, operator, value) in enumerate(FIELDS):
        world.plant(
            "spqueryfield", query_id=stored, stringId=name, operStart=operator, startValue=value, isDisplay=True,
            position=place, isNot=False, sortType=0, isRelFld=False, tableList="1", fieldName="x",
        )  # fmt: skip
    model("spquery")._default_manager.filter(pk=stored).update(selectDistinct=None, countOnly=None)
    told = json.loads(run(small, str(stored), "--format", "json"))
    assert [row[1:] for row in told["rows"]] == ROWS


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "cannot be read as JSON"),
        ("[]", "has no query"),
        ("{}", "no list of lines"),
        ("[" * 100_000, "cannot be read as JSON"),
        ('{"contexttableid": 1, "fields": [{"stringid": "x"}]}', "Line 1 of the query: “x” names no field"),
    ],
)
def test_a_file_without_a_query_is_told(small: Small, tmp_path: Path, content: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(small, in_a_file(tmp_path, content))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("no such file",), "neither the number of a stored query nor a file"),
        (("99999999",), "no stored query with the number"),
        (("1", "--user", "nobody"), "no user nobody"),
        (("1", "--collection", "Nowhere"), "no collection Nowhere"),
    ],
)
def test_what_is_not_there_is_told(db: None, arguments: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("run_query", *arguments, stdout=StringIO())


def test_series_stand_under_their_heading(small: Small, tmp_path: Path) -> None:
    fields = [
        {"stringId": name, "operStart": 8, "startValue": "", "isDisplay": True, "position": place}
        for place, name in enumerate(("1.collectionobject.text1", "1.collectionobject.catalogNumber"))
    ]
    name = in_a_file(tmp_path, {"contextTableId": 1, "smushed": True, "fields": fields})
    told = json.loads(run(small, name, "--format", "json"))
    assert "atalog" in told["columns"][1]
    assert told["rows"][0][1].startswith("00000000")
