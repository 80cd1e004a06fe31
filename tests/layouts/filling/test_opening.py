"""Who fills in a form of the demonstration: what the collection owns, its formats and dates; forms of every table."""

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from specify.datamodel import present
from specify.datamodel.rows import Rows
from specify.layouts.choosing import Mode
from specify.layouts.filling.filled import entries_of
from specify.layouts.filling.opening import writer_of
from specify.layouts.filling.sent import Sent
from specify.layouts.filling.writer import Writer
from specify.layouts.markup import faults
from specify.layouts.render import render_filled
from specify.layouts.showing import NoSuchRecord, fill_form, library, reader_of
from specify.resources.stamp import forget
from specify.security.scoping import own_limits
from tests.layouts.test_render import ADDRESSES
from tests.layouts.test_showing import first, visit
from tests.planting import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Iterator[Any]:
    """A visit of somebody who may do everything."""
    forget()
    made = visit(curator=True)
    made.agent_id = first("agent")
    made.rights = SimpleNamespace(**vars(made.rights), may_field=lambda _table, _name: True)
    yield made
    forget()


def at(here: Any, **changes: Any) -> Any:
    """The same visit to a place that is set up otherwise."""
    viewer = replace(here.viewer, place=replace(here.viewer.place, **changes))
    return SimpleNamespace(**{**vars(here), "viewer": viewer})


def writer(here: Any) -> Writer:
    return writer_of(here, Writer(reader_of(here, Rows(), library(here), "edit")))


@pytest.mark.parametrize(
    ("changes", "way", "owned"),
    [
        ({"is_embedded_collecting_event": True}, ("collectionobject", "collectingEvent"), True),
        ({"is_embedded_collecting_event": False}, ("collectionobject", "collectingEvent"), False),
        ({"is_embedded_collecting_event": False}, ("collectionobject", "determinations"), True),
        (
            {"is_paleo_context_embedded": True, "paleo_context_child_table": "Locality"},
            ("locality", "paleoContext"),
            True,
        ),
        (
            {"is_paleo_context_embedded": True, "paleo_context_child_table": "locality"},
            ("collectionobject", "paleoContext"),
            False,
        ),
        (
            {"is_paleo_context_embedded": False, "paleo_context_child_table": "locality"},
            ("locality", "paleoContext"),
            False,
        ),
    ],
)
def test_what_is_embedded_belongs_to_the_record(
    here: Any, changes: dict[str, Any], way: tuple[str, str], owned: bool
) -> None:
    table, name = way
    assert writer(at(here, **changes)).owns(table, present.tables()[table].relationships[name]) is owned


def test_an_embedded_event_is_entered_in_the_objects_form_and_a_shared_one_is_chosen(here: Any) -> None:
    record = first("collectionobject")
    for embedded in (True, False):
        there = at(here, is_embedded_collecting_event=embedded)
        names = {one.name for one in entries_of(fill_form(there, "collectionobject", record, Rows()).parts)}
        assert ("collectingEvent.startDate" in names) is embedded
        assert ("collectingEvent" in names) is not embedded


def test_catalog_numbers_keep_to_the_collections_format(here: Any) -> None:
    numeric = writer(at(here, catalog_number_format="CatalogNumberNumeric"))
    found = numeric.formatted("collectionobject", "catalogNumber")
    assert found is not None
    assert found.digits == 9
    assert writer(at(here, catalog_number_format="no such")).formatted("collectionobject", "catalogNumber") is None
    assert numeric.formatted("agent", "lastName") is None


def test_every_table_can_be_filled_in_and_sought_well_formed(here: Any) -> None:
    limits, modes = own_limits(here.viewer.place), ("edit", "search")
    for key in present.tables():
        for record in (first(key), None):
            for mode in modes:
                wanted: Mode = "edit" if mode == "edit" else "search"
                form = fill_form(here, key, record, Rows(limits), mode=wanted)
                assert faults(str(render_filled(form, ADDRESSES))) == [], (key, record, mode)


def test_a_record_that_is_not_there_is_told(here: Any) -> None:
    with pytest.raises(NoSuchRecord):
        fill_form(here, "agent", 10**6, Rows())


def test_statements_do_not_grow_with_what_is_shown(here: Any) -> None:
    record = first("collectionobject")
    world, counts = World.at(here.viewer.place), []
    for many in (1, 20):
        for _ in range(many):
            world.plant("determination", collectionObject_id=record, taxon_id=None)
        fill_form(here, "collectionobject", record, Rows())
        with CaptureQueriesContext(connection) as queries:
            fill_form(here, "collectionobject", record, Rows())
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_rows_added_and_taken_out_are_told_to_the_page(here: Any) -> None:
    sent = Sent(added=("determinations.n1",), removed=frozenset({"preparations.1"}))
    form = fill_form(here, "collectionobject", first("collectionobject"), Rows(), sent=sent)
    assert (form.added, form.removed) == (("determinations.n1",), ("preparations.1",))
    assert "determinations.n1.remarks" in {one.name for one in entries_of(form.parts)}
