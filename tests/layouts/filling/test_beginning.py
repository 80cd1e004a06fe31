"""The rows that a new object begins with, by the preferences of the demonstration."""

from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from specify.datamodel import tables
from specify.datamodel.rows import Rows
from specify.layouts.filling.filled import FilledForm
from specify.layouts.filling.sent import Sent
from specify.layouts.showing import fill_form
from specify.resources.stamp import forget
from tests.layouts.test_showing import first, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Iterator[Any]:
    """A visit of somebody who may do everything, to a collection that wants a row of each."""
    place = visit().viewer.place
    keys = ("CO_CREATE_DET", "CO_CREATE_PREP", "CO_CREATE_COA")
    _prefer("".join(f"{key}_{place.collection_id}=true\n" for key in keys))
    forget()
    made = visit(curator=True)
    made.agent_id = first("agent")
    made.rights = SimpleNamespace(**vars(made.rights), may_field=lambda _table, _name: True)
    yield made
    forget()


def _prefer(told: str) -> None:
    """Keep the institution's preferences where Specify does."""
    tables.SpAppResource.objects.filter(name="preferences").update(name="before")
    now = datetime(2026, 1, 1)
    directory = tables.SpAppResourceDir.objects.create(isPersonal=False, userType="Prefs", timestampCreated=now)
    resource = tables.SpAppResource.objects.create(
        name="preferences", level=0, timestampCreated=now, spAppResourceDir=directory, specifyUser_id=1
    )
    tables.SpAppResourceData.objects.create(data=told.encode(), spAppResource=resource, timestampCreated=now)


def begun(here: Any, table: str = "collectionobject", record_id: int | None = None, **more: Any) -> FilledForm:
    return fill_form(here, table, record_id, Rows(), **more)


def test_a_new_object_begins_with_a_determination_and_a_preparation(here: Any) -> None:
    form = begun(here)
    assert form.added == ("determinations.n1", "preparations.n1")
    rows = {part.records.name: part.records.rows for part in form.parts if part.records}
    assert [row.name for row in (*rows["determinations"], *rows["preparations"])] == list(form.added)
    assert rows["determinations"][0].is_current


def test_nothing_else_does(here: Any) -> None:
    assert begun(here, sent=Sent({"remarks": "x"})).added == ()
    assert begun(here, record_id=first("collectionobject")).added == ()
    assert begun(here, mode="search").added == ()
    assert begun(here, "accession").added == ()
    here.rights.may_table = lambda table, _action: table != "preparation"
    assert begun(here).added == ("determinations.n1",)
