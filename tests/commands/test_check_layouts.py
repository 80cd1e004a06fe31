"""What `check_layouts` says, on paths without a database and of the view sets in one."""

import json
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from specify.datamodel import tables
from tests.commands.running import ROOT, manage
from tests.layouts.making import layout, view, view_set
from tests.patience import within

pytestmark = pytest.mark.by_schema

BORN = datetime(2001, 2, 3)
NAME = '<row><cell type="label" labelfor="1"/><cell type="field" id="1" name="lastName"/></row>'
GOOD = view_set(view("Agent", "Agent"), layout("Agent", "Agent", NAME))
DEAD = view_set(view("Agent", "Agent"), layout("Agent", "Agent", NAME + '<row><cell type="field" name="no"/></row>'))


def report(*arguments: Any) -> dict[str, Any]:
    """The report as JSON."""
    out = StringIO()
    call_command("check_layouts", *arguments, "--json", stdout=out)
    told: dict[str, Any] = json.loads(out.getvalue())
    return told


def test_files_and_folders_are_checked_without_a_database(tmp_path: Path) -> None:
    (tmp_path / "good.views.xml").write_bytes(GOOD)
    (tmp_path / "dead").write_bytes(DEAD)
    told = report(tmp_path, tmp_path / "dead")
    assert {key: told[key] for key in ("files", "views", "viewdefs", "cells")} == {
        "files": 2,
        "views": 2,
        "viewdefs": 2,
        "cells": 5,
    }
    assert told["rendered"] >= 4
    assert told["problems"] == [
        {
            "file": str(tmp_path / "dead"),
            "line": 2,
            "view": "Agent",
            "cell": "no",
            "reason": "no is no field of Agent; it is shown as not known here",
        }
    ]


def test_in_words_each_file_has_a_line_and_its_problems_under_it(tmp_path: Path) -> None:
    file = tmp_path / "dead.views.xml"
    file.write_bytes(DEAD)
    out = StringIO()
    call_command("check_layouts", file, stdout=out)
    first, second = out.getvalue().splitlines()
    assert first.startswith(f"{file}: 1 views, 1 layouts, 3 cells, ")
    assert second == "  view Agent, cell no, line 2: no is no field of Agent; it is shown as not known here"


def test_it_fails_with_a_sentence_after_the_report(tmp_path: Path) -> None:
    out = StringIO()
    with pytest.raises(CommandError, match="There is no file or folder"):
        call_command("check_layouts", tmp_path / "no", stdout=out)
    with pytest.raises(CommandError, match="No view set was found"):
        call_command("check_layouts", tmp_path, stdout=out)
    (tmp_path / "bad.views.xml").write_text("Dear curator,")
    (tmp_path / "good.views.xml").write_bytes(GOOD)
    out = StringIO()
    with pytest.raises(CommandError, match=r"cannot be rendered as they must: .*bad\.views\.xml\."):
        call_command("check_layouts", tmp_path, "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert (told["files"], told["views"]) == (2, 1)
    assert "no XML that can be read" in told["problems"][0]["reason"]


def test_our_own_layouts_have_no_problem_and_are_checked_in_time() -> None:
    with within(10):
        told = report(ROOT / "layouts")
    assert told["problems"] == []
    assert told["rendered"] >= told["views"]


def test_no_server_is_needed_for_paths(var: Path) -> None:
    said = manage("mysql://nobody:x@127.0.0.1:1/none", "check_layouts", "layouts/fish", "--json", var=var)
    assert (said.code, said.error) == (0, "")
    assert json.loads(said.output)["files"] == 1


def store(name: str, data: bytes, **directory: Any) -> None:
    """Store a view set, for all disciplines or that of the directory."""
    placed = tables.SpAppResourceDir.objects.create(isPersonal=False, timestampCreated=BORN, **directory)
    stored = tables.SpViewSetObj.objects.create(name=name, level=0, spAppResourceDir=placed, timestampCreated=BORN)
    tables.SpAppResourceData.objects.create(data=data, spViewSetObj=stored, timestampCreated=BORN)


@pytest.mark.django_db
def test_names_are_looked_for_in_the_settings_of_the_discipline() -> None:
    discipline = tables.Discipline.objects.order_by("pk").values_list("pk", flat=True)[0]
    directory = tables.SpAppResourceDir.objects.create(
        isPersonal=False, timestampCreated=BORN, discipline_id=discipline
    )
    resource = tables.SpAppResource.objects.create(
        name="WebLinks", level=0, spAppResourceDir=directory, timestampCreated=BORN, specifyUser_id=1
    )
    links = b"<vector><weblinkdef><name>Planted</name></weblinkdef></vector>"
    tables.SpAppResourceData.objects.create(data=links, spAppResource=resource, timestampCreated=BORN)
    field = '<cell type="field" name="email" uitype="plugin" initialize="name=WebLinkButton;weblink={}"/>'
    combobox = '<cell type="field" name="{}" uitype="combobox"/>'
    cells = [field.format("Planted"), field.format("Sown"), combobox.format("remarks"), combobox.format("agentType")]
    rows = NAME + "".join(f"<row>{cell}</row>" for cell in cells)
    store("Ours", view_set(view("Agent", "Agent"), layout("Agent", "Agent", rows)), discipline_id=discipline)
    with CaptureQueriesContext(connection) as queries:
        problems = report("--database")["problems"]
    assert len(queries) <= 6
    assert [(each["cell"], each["reason"]) for each in problems if each["file"].startswith("database, Ours")] == [
        ("email", "there is no web link Sown; the one set up for the field is used"),
        ("remarks", "there is no pick list for it; the value is entered as text"),
    ]


@pytest.mark.django_db
def test_the_view_sets_in_the_database_are_checked() -> None:
    before = report("--database")["files"]
    for name, data in (("Dead", DEAD), ("Good", GOOD)):
        store(name, data)
    told = report("--database")
    assert told["files"] == before + 2
    [problem] = [problem for problem in told["problems"] if problem["file"].startswith("database, Dead, no. ")]
    assert (problem["line"], problem["cell"]) == (2, "no")
