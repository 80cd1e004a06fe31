"""Controls over the demonstration: sent back untouched they say the same again; lists and formats are those set up."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from specify.datamodel import present
from specify.datamodel.rows import Rows
from specify.datamodel.tables import model
from specify.layouts.filling.filled import Entry, FilledForm, entries_of
from specify.layouts.filling.sent import Sent
from specify.layouts.showing import fill_form
from specify.resources.stamp import forget
from specify.security.scoping import own_limits
from tests.layouts.test_showing import first, visit

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


def filled(here: Any, table: str, record: int | None, sent: dict[str, str] | None = None) -> FilledForm:
    return fill_form(here, table, record, Rows(own_limits(here.viewer.place)), sent=Sent(sent or {}))


def controls(form: FilledForm) -> dict[str, Entry]:
    """All that can be entered, the lines of coordinates among them."""
    entries = [one for entry in entries_of(form.parts) for one in (entry.inner or (entry,))]
    return {entry.name: entry for entry in entries if entry.kind != "read"}


def post_of(form: FilledForm) -> dict[str, str]:
    """What a browser would send."""
    found = controls(form)
    chosen = {f"{name}.id": entry.chosen for name, entry in found.items() if entry.kind == "record"}
    return {**{name: entry.text for name, entry in found.items()}, **chosen}


def test_what_is_sent_back_untouched_says_the_same_again(here: Any) -> None:
    shown = 0
    for key in present.tables():
        record = first(key)
        if record is None:
            continue
        sent = post_of(filled(here, key, record))
        assert post_of(filled(here, key, record, sent)) == sent, key
        shown += len(sent)
    assert shown > 300


def test_every_table_can_be_begun(here: Any) -> None:
    for key in present.tables():
        sent = post_of(filled(here, key, None))
        assert post_of(filled(here, key, None, sent)) == sent, key


def test_lists_and_formats_are_those_that_are_set_up(here: Any) -> None:
    objects = controls(filled(here, "collectionobject", first("collectionobject")))
    number = objects["catalogNumber"]
    stored = model("collectionobject").objects.order_by("pk").values_list("catalogNumber", flat=True)[0]
    assert number.text == stored
    begun = controls(filled(here, "collectionobject", None))
    assert (begun["catalogNumber"].text, begun["cataloger"].chosen) == ("#########", str(here.agent_id))
    kinds = {entry.kind for entry in controls(filled(here, "preparation", first("preparation"))).values()}
    assert {"line", "choice"} <= kinds
    (rank,) = [
        entry for entry in controls(filled(here, "taxon", first("taxon"))).values() if "definitionItem" in entry.name
    ]
    assert rank.kind == "choice"
    assert rank.text in [option.value for option in rank.options]
