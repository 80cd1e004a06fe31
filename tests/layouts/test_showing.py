"""Showing records of the demonstration: the whole way from stored layouts to HTML, and its number of statements."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from specify.datamodel import present
from specify.datamodel.rows import Rows
from specify.datamodel.tables import model
from specify.layouts.form import Form
from specify.layouts.render import render_form
from specify.layouts.showing import NoSuchRecord, form_in, library, show_form
from specify.resources import problems
from specify.resources.captions import captions
from specify.resources.formatting import Formatting
from specify.resources.place import place_of
from specify.resources.stamp import forget, settings_stamp
from specify.resources.viewer import Viewer
from tests.layouts.making import layout, view, view_set
from tests.layouts.test_render import ADDRESSES, Outline


def visit(closed: tuple[str, ...] = (), *, curator: bool = False) -> Any:
    """A visit of the first user to the first collection, in which the `closed` tables may not be read."""
    collection = model("collection").objects.order_by("pk").values_list("pk", flat=True)[0]
    place = place_of(collection)
    assert place is not None
    viewer, stamp = Viewer(place, 1, "Manager", "en"), settings_stamp()

    def readable(key: str) -> bool:
        return key not in closed

    return SimpleNamespace(
        viewer=viewer,
        stamp=stamp,
        rights=SimpleNamespace(readable=readable, may_table=lambda _table, _action: curator),
        captions=captions(viewer, stamp),
        formatting=lambda rows: Formatting(viewer, stamp, rows, readable),
    )


def first(table: str) -> int | None:
    found: int | None = model(table).objects.order_by("pk").values_list("pk", flat=True).first()
    return found


@pytest.mark.django_db
def test_every_table_is_shown_well_formed_with_one_heading_after_another() -> None:
    here, shown = visit(), 0
    for key in present.tables():
        record = first(key)
        if record is None:
            continue
        outline = Outline()
        outline.feed(str(render_form(show_form(here, key, record, Rows()), ADDRESSES)))
        assert not outline.open, key
        assert len(outline.ids) == len(set(outline.ids)), key
        assert all(b - a <= 1 for a, b in zip([1, *outline.levels], outline.levels, strict=False)), key
        shown += 1
    assert shown > 1


@pytest.mark.django_db
def test_an_object_costs_a_statement_per_table_shown() -> None:
    here, record = visit(), first("collectionobject")
    assert record is not None
    show_form(here, "collectionobject", record, Rows())  # reads layouts and settings
    rows = Rows()
    with CaptureQueriesContext(connection) as queries:
        show_form(here, "collectionobject", record, rows)
    tables = {re.findall(r"FROM ([`\"]\w+[`\"])", query["sql"])[0] for query in queries.captured_queries}
    assert len(queries) <= 6 + len(tables)


@pytest.mark.django_db
def test_a_closed_table_is_never_asked() -> None:
    here, record = visit(closed=("agent", "determination")), first("collectionobject")
    assert record is not None
    with CaptureQueriesContext(connection) as queries:
        form = show_form(here, "collectionobject", record, Rows())
    asked = " ".join(query["sql"] for query in queries.captured_queries)
    assert not any(f"FROM {quote}{table}{quote}" in asked for quote in '"`' for table in ("agent", "determination"))
    assert any(part.withheld for part in form.parts)


@pytest.mark.django_db
def test_a_record_that_is_not_there_is_said_so() -> None:
    with pytest.raises(NoSuchRecord, match="999999999"):
        show_form(visit(), "agent", 999999999, Rows())


OLD = "2020-01-01T00:00:00/showing"
ODD = '<row><cell type="field" name="nope.nope.x"/><cell type="field" name="lastName" colspan="999999999"/></row>'


def put(config: Path, rows: str, broken: str = "<viewset") -> None:
    """Registers our layout of agents behind a view set that is no XML."""
    folder = config / "common"
    folder.mkdir(exist_ok=True)
    (folder / "broken.xml").write_text(broken)
    (folder / "ours.xml").write_bytes(view_set(view("Agent", "Agent"), layout("Agent", "Agent", rows)))
    names = "".join(f'<file name="{name}" file="{name}.xml"/>' for name in ("broken", "ours"))
    (folder / "viewset_registry.xml").write_text(f"<files>{names}</files>")


@pytest.fixture
def config(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """An empty configuration folder in use, and nothing kept."""
    settings.SPECIFY_CONFIG = tmp_path
    forget()
    yield tmp_path
    forget()


@pytest.mark.django_db
def test_problems_are_told_to_curators_only(config: Path) -> None:
    put(config, ODD)
    record = first("agent")
    assert record is not None
    assert show_form(visit(), "agent", record, Rows()).problems == ()
    told = show_form(visit(curator=True), "agent", record, Rows()).problems
    assert told[0].startswith("common/broken.xml: The view set was skipped.")
    assert told[1:] == (
        "common/ours.xml, view Agent, cell lastName, line 2: colspan is more than 1000, which is used",
        "common/ours.xml, view Agent, cell nope.nope.x, line 2: nope.nope.x is no field of Agent; "
        "it is shown as not known here",
    )


@pytest.mark.django_db
def test_problems_are_noted_once_for_a_stamp(config: Path) -> None:
    put(config, ODD)
    record = first("agent")
    assert record is not None
    here = visit()
    here.stamp = f"{OLD}-noted"
    for _ in range(2):
        show_form(here, "agent", record, Rows())
    noted = [problem.where for problem in problems.under(here.stamp)]
    assert sorted(noted) == ["common/broken.xml", "common/ours.xml", "common/ours.xml"]


@pytest.mark.django_db
def test_an_edited_file_is_seen_at_once_without_a_statement(config: Path) -> None:
    here = visit()
    here.stamp = OLD
    put(config, '<row><cell type="field" name="lastName"/></row>')

    def keys() -> list[str]:
        form = form_in(library(here), here, present.tables()["agent"], ("form", "view", ""))
        return [pair.key for pair in form.pairs()]

    assert keys() == ["lastName"]
    with CaptureQueriesContext(connection) as queries:
        keys()
        put(config, '<row><cell type="field" name="firstName"/></row>')
        assert keys() == ["firstName"]
    assert len(queries) == 0


@pytest.mark.django_db
def test_every_table_has_a_form_in_every_shape_and_mode() -> None:
    here = visit()
    for table in present.tables().values():
        for shape, mode in (("form", "view"), ("form", "edit"), ("grid", "view")):
            made = form_in(library(here), here, table, (shape, mode, ""))  # type: ignore[arg-type]
            assert isinstance(made, Form)
            assert made.items, table.name
