"""Queries as files: out and in again, those of Specify 7, and files that are none."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from specify.ask.stored.changing import Called, make
from specify.ask.stored.files import LARGEST, OURS, read
from specify.ask.stored.reading import stored
from specify.datamodel.tables import model
from specify.query.refusing import BadQuery
from specify.query.texts import query_of_pairs
from specify.security.entering import Visit
from tests.page_client import CheckingClient, fields, words
from tests.query.test_worked_examples import CN, REM

pytestmark = pytest.mark.django_db

LINE = {
    "stringid": CN,
    "operstart": 8,
    "startvalue": "",
    "isdisplay": True,
    "isnot": False,
    "position": 0,
    "sorttype": 0,
}
FROM_SPECIFY_7 = {
    "id": 77,
    "name": "From elsewhere",
    "contextname": "CollectionObject",
    "contexttableid": 1,
    "countonly": False,
    "selectdistinct": True,
    "remarks": None,
    "specifyuser": "/api/specify/specifyuser/55/",
    "resource_uri": "/api/specify/spquery/77/",
    "reports": "/api/specify/spreport/?query=77",
    "fields": [
        {
            **LINE,
            "id": 900,
            "isprompt": True,
            "query": "/api/specify/spquery/77/",
            "createdbyagent": "/api/specify/agent/9/",
        },
        {
            **LINE,
            "stringid": REM,
            "operstart": 1,
            "startvalue": "a",
            "position": 1,
            "allownulls": True,
            "isdisplay": False,
        },
    ],
}


def upload(client: CheckingClient, home: str, content: bytes, **more: str) -> Any:
    """Send a file."""
    page = client.get(f"{home}queries/import/")
    file = SimpleUploadedFile("query.json", content, content_type="application/json")
    return client.post(f"{home}queries/import/", {**fields(page, "Upload"), **more, "file": file})


def number_of(answer: Any) -> int:
    return int(answer["Location"].strip("/").rpartition("/")[2])


def test_a_file_comes_back_as_it_was(curator: CheckingClient, home: str, visit: Visit) -> None:
    pairs = [("on", "collectionobject"), ("l", f"{CN}~asc"), ("l", "(any"), ("l", f"{REM}~equal~Größe"), ("l", ")")]
    query_id = make(visit, query_of_pairs(pairs), Called("Größe/2", "Why"))
    answer = curator.get(f"{home}queries/{query_id}/file/")
    assert "attachment" in answer["Content-Disposition"]
    said = json.loads(answer.content)
    assert (said["contexttableid"], said["fields"][0]["stringid"], OURS in said) == (1, CN, True)
    assert "specifyuser" not in said
    again = upload(curator, home, answer.content)
    assert again.status_code == 303
    read = stored(visit, number_of(again))
    assert (read.name, read.said["remarks"]) == ("Größe/2 (2)", "Why")
    original = stored(visit, query_id).query
    assert (read.query.lines, read.query.groups) == (original.lines, original.groups)


def test_a_file_of_specify_7_is_taken(curator: CheckingClient, home: str, visit: Visit) -> None:
    content = json.dumps(FROM_SPECIFY_7).encode()
    answer = upload(curator, home, content)
    assert (answer.status_code, upload(curator, home, content, once="b" * 32).status_code) == (303, 303)
    assert upload(curator, home, content, once="b" * 32).status_code == 303
    assert model("spquery").objects.filter(name__startswith="From elsewhere").count() == 2
    read = stored(visit, number_of(answer))
    assert (read.query.is_ours, read.query.is_distinct, read.said["specifyuser"]) == (False, True, visit.user.pk)
    rows = model("spqueryfield").objects.filter(query=read.id).order_by("position")
    assert list(rows.values_list("isPrompt", "allowNulls", "createdByAgent_id")) == [
        (True, False, visit.agent_id),
        (False, True, visit.agent_id),
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "cannot be read as JSON"),
        (b"\xff\xfe\x00", "cannot be read as JSON"),
        (b"[" * 100_000, "cannot be read as JSON"),
        (b"9" * 5000, "cannot be read as JSON"),
        (b'{"name": "\\ud800"}', "cannot be read as JSON"),
        (b"[1, 2]", "no “contexttableid”"),
        (b"{}", "list of lines"),
        (b'{"contexttableid": 1, "fields": {"a": 1}}', "list of lines"),
        (b'{"contexttableid": 1, "fields": [1]}', "list of lines"),
        (b'{"contexttableid": 99999, "fields": []}', "no table with the number 99999"),
        (b'{"contexttableid": 1e400, "fields": []}', "no whole number"),
        (json.dumps({"contexttableid": 1, "fields": [LINE] * 501}).encode(), "501 lines"),
        (json.dumps({"contexttableid": 4, "fields": [LINE]}).encode(), "Line 1"),
        (
            json.dumps({"contexttableid": 1, "fields": [LINE, {**LINE, "position": [1]}]}).encode(),
            "Line 2 of the query: “position”",
        ),
        (json.dumps({"contexttableid": 1, "fields": [{**LINE, "stringid": None}]}).encode(), "Line 1 of the query"),
        (json.dumps({"contexttableid": 1, "fields": [{**LINE, "operstart": None}]}).encode(), "Line 1 of the query"),
        (json.dumps({"contexttableid": 1, "fields": [LINE, {**LINE, "stringid": "1.x.nothing"}]}).encode(), "Line 2"),
        (json.dumps({"contexttableid": 1, "fields": [{**LINE, "operstart": 99}]}).encode(), "operator"),
        (json.dumps({**FROM_SPECIFY_7, OURS: "x"}).encode(), "no list of pairs"),
        (json.dumps({**FROM_SPECIFY_7, OURS: [["on", "agent"]]}).encode(), "another table"),
        (json.dumps({**FROM_SPECIFY_7, OURS: [["on", "collectionobject"], ["l", "(no"]]}).encode(), "opens no group"),
        (json.dumps({**FROM_SPECIFY_7, "name": ""}).encode(), "required"),
        (json.dumps({**FROM_SPECIFY_7, "name": "x" * 999}).encode(), "too long"),
        (b" " * (LARGEST + 1), "too large"),
    ],
)
def test_files_that_are_no_queries(curator: CheckingClient, home: str, content: bytes, told: str) -> None:
    before = model("spquery").objects.count()
    page = upload(curator, home, content)
    assert page.status_code == 422
    assert told in words(page)
    assert model("spquery").objects.count() == before


def test_no_file_is_told(curator: CheckingClient, home: str) -> None:
    page = curator.get(f"{home}queries/import/")
    assert "No file was chosen" in words(curator.post(f"{home}queries/import/", fields(page, "Upload")))


def test_values_of_any_kind_are_texts() -> None:
    line = {**LINE, "startvalue": {"a": 1}, "formatname": 7, "isnot": "yes", "sorttype": "2"}
    with pytest.raises(BadQuery):
        read(b"null")
    found = read(json.dumps({"contexttableid": "1", "name": 5, "fields": [line]}).encode())
    assert found.called.name == ""
    assert found.query.lines[0].value == "{'a': 1}"
