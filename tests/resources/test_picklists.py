"""Pick lists of the collection come first, items have titles, and codes are values."""

from datetime import datetime

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from specify.datamodel import tables
from specify.resources.picklists import Kind, built_in, pick_list
from specify.resources.viewer import Viewer

pytestmark = pytest.mark.django_db(databases="__all__")
OLD = "2020-01-01T00:00:00/lists"
STAMPED = {"timestampCreated": datetime(2020, 1, 1), "version": 0}


def make(collection_id: int, name: str, *items: tuple[str, str | None, int | None], **columns: object) -> int:
    marks = {"isSystem": False, "readOnly": True, "type": 0, "collection_id": collection_id, **columns}
    made = tables.PickList.objects.create(name=name, **marks, **STAMPED)
    for title, value, ordinal in items:
        tables.PickListItem.objects.create(pickList=made, title=title, value=value, ordinal=ordinal, **STAMPED)
    return int(made.pk)


def another_collection(viewer: Viewer) -> int:
    """A copy of the viewer's collection under another id."""
    collection = tables.Collection.objects.get(pk=viewer.place.collection_id)
    collection.pk = None
    collection.guid = None
    collection.code = collection.collectionName = "Another"
    collection.save(force_insert=True)
    return int(collection.pk)


def test_titles_stand_for_values_and_codes(viewer: Viewer) -> None:
    make(viewer.place.collection_id, "Codes", ("Variant", "0", None), ("Vernacular", "1", None), ("Müller", None, None))
    found = pick_list(viewer, OLD, "CODES")
    assert found is not None
    assert [found.title_of(value) for value in (0, "1", True, "muller", 7)] == [
        "Variant",
        "Vernacular",
        "Vernacular",
        "Müller",
        None,
    ]
    assert found.items[2].value == "Müller"


def test_items_stand_in_the_order_set_up(viewer: Viewer) -> None:
    items = (("c", "c", 2), ("á", "á", 3), ("B", "B", 1))
    orders = {}
    for sorting in (None, 0, 1, 2):
        make(viewer.place.collection_id, f"Sorted {sorting}", *items, sortType=sorting)
        found = pick_list(viewer, f"{OLD}{sorting}", f"Sorted {sorting}")
        assert found is not None
        orders[sorting] = "".join(item.value for item in found.items)
    assert orders == {None: "cáB", 0: "cáB", 1: "áBc", 2: "Bcá"}


def test_the_collections_own_list_comes_before_anothers(viewer: Viewer) -> None:
    elsewhere = another_collection(viewer)
    make(elsewhere, "Theirs and ours", ("theirs", "x", None))
    make(elsewhere, "Theirs", ("theirs", "x", None))
    make(viewer.place.collection_id, "theirs and OURS", ("ours", "x", None))
    titles = [found.title_of("x") for name in ("Theirs and ours", "Theirs") if (found := pick_list(viewer, OLD, name))]
    assert titles == ["ours", "theirs"]
    assert pick_list(viewer, OLD, "No such list") is None


def test_two_statements_read_all_lists_and_none_reads_them_again(viewer: Viewer) -> None:
    with CaptureQueriesContext(connections["default"]) as statements:
        pick_list(viewer, OLD, "one")
        pick_list(viewer, OLD, "another")
    assert len(statements) == 2


def test_a_list_of_records_tells_what_it_is_made_of(viewer: Viewer) -> None:
    make(viewer.place.collection_id, "Types", type=1, tableName="PrepType", formatter="PrepType", sizeLimit=-1)
    found = pick_list(viewer, OLD, "Types")
    assert found is not None
    assert (found.kind, found.table_key, found.formatter, found.limit) == (Kind.TABLE, "preptype", "PrepType", 0)


def test_a_few_lists_are_built_in() -> None:
    kinds = built_in("Agent", "agentType")
    assert kinds is not None
    assert kinds.title_of(1) == "Person"
    assert built_in("taxontreedef", "fullNameDirection") is not None
    assert built_in("agent", "lastName") is None
