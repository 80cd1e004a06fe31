"""The order of records behind a relationship, who may change it, and which of them stand on a page of their own."""

from collections.abc import Mapping
from typing import Any

import pytest

from specify.layouts.filling.filled import FilledForm, FilledRecords
from specify.layouts.filling.sent import NOTHING, Sent
from specify.layouts.filling.windows import Window
from tests.layouts.filling.forms import books, filled, html, records
from tests.layouts.filling.test_fill import ROW, cell, sub
from tests.layouts.making import PlainRows

pytestmark = pytest.mark.one_shape

AGENT = cell("agent", 'uitype="querycbx"')


def form_of(numbers: Mapping[int, int | None], *, sort: str = "", shape: str = "table", **more: Any) -> FilledForm:
    """An event with collectors of these numbers, by id."""
    how = f'defaulttype="{shape}"' + (f' initialize="sortfield={sort}"' if sort else "")
    shelf = books({"CollectingEvent": sub("collectors", how), "Collector": ROW.format(AGENT + cell("remarks"))})
    found = {at: {"collectingEvent_id": 1, "agent_id": 9, "orderNumber": number} for at, number in numbers.items()}
    rows = PlainRows({"collectingevent": {1: {}}, "collector": found, "agent": {9: {"lastName": "Okafor"}}})
    return filled(shelf, "collectingevent", rows, **more)


def collectors(form: FilledForm) -> FilledRecords:
    return records(form, "~collectors")


def names(form: FilledForm) -> list[str]:
    return [row.name.partition(".")[2] for row in collectors(form).rows]


def renumbered(**numbers: str) -> Sent:
    return Sent({f"collectors.{row.removeprefix('_')}.orderNumber": number for row, number in numbers.items()})


@pytest.mark.parametrize("shape", ["table", "form"])
def test_numbers_that_were_sent_put_rows_in_order(shape: str) -> None:
    form = form_of({1: 1, 2: 2, 3: 3}, shape=shape, sent=renumbered(_3="2", _2="3"))
    assert names(form) == ["1", "3", "2"]
    assert [row.number for row in collectors(form).rows] == [1, 2, 3]


@pytest.mark.parametrize("text", ["", "x", "1.5", "9" * 30, " "])
def test_what_is_no_number_leaves_a_row_where_it_was(text: str) -> None:
    assert names(form_of({1: 1, 2: 2, 3: 3}, sent=renumbered(_1=text))) == ["1", "2", "3"]


def test_a_new_row_comes_last_until_it_has_a_number() -> None:
    numbers = {"collectors.n1.orderNumber": "2", "collectors.2.orderNumber": "3"}
    added = ("collectors.n1", "collectors.n2")
    assert names(form_of({1: 1, 2: 2}, sent=Sent(added=added))) == ["1", "2", "n1", "n2"]
    assert names(form_of({1: 1, 2: 2}, sent=Sent(numbers, added))) == ["1", "n1", "2", "n2"]


def test_of_many_rows_those_are_open_that_come_first_by_then() -> None:
    form = form_of({at: at for at in range(1, 9)}, sent=renumbered(_8="2", _2="8"))
    assert names(form) == ["1", "8", "3", "4", "5"]
    assert collectors(form).rest == 3


def test_all_but_the_first_have_a_button_that_tells_which_row_it_moves() -> None:
    told = html(form_of({1: 1, 2: 2}))
    assert told.count('name="_up"') == 1
    assert 'value="collectors.2">Move up<span class="vh"> table collector 2</span></button>' in told


def test_rows_are_not_moved_where_it_would_not_be_seen_or_is_not_allowed() -> None:
    assert collectors(form_of({1: 1, 2: 2}, sort="orderNumber")).may_move
    assert not collectors(form_of({1: 1, 2: 2}, sort="-orderNumber")).may_move
    assert not collectors(form_of({1: 1, 2: 2}, sort="remarks")).may_move
    assert not collectors(form_of({1: 1, 2: 2}, may=lambda _table, action: action != "update")).may_move
    assert not collectors(form_of({1: 1, 2: 2}, may_change=lambda _table, name: name != "orderNumber")).may_move


@pytest.mark.parametrize(
    ("window", "seen", "places"),
    [
        (Window("a"), None, range(1, 6)),
        (Window("a", 6), None, range(6, 11)),
        (Window("a", 26), None, range(26, 28)),
        (Window("a", 28), None, range(23, 28)),
        (Window("a", 999), None, range(23, 28)),
        (Window("a", 6, "a.1"), 8, range(6, 11)),
        (Window("a", 6, "a.1"), 27, range(23, 28)),
        (Window("a", 6, "a.1"), 5, range(5, 10)),
        (Window("a", 6, "a.1"), 11, range(7, 12)),
    ],
)
def test_a_window_shows_as_many_rows_as_there_is_room_for(window: Window, seen: int | None, places: range) -> None:
    assert window.places(27, 5, seen) == places


def test_a_window_of_nothing_and_of_little_is_no_mistake() -> None:
    assert list(Window("a").places(0, 5)) == []
    assert list(Window("a", 3).places(2, 5)) == [1, 2]


def test_a_window_leads_to_rows_within_rows() -> None:
    shelf = books(
        {
            "CollectionObject": cell("remarks") + sub("determinations", 'defaulttype="form"'),
            "Determination": ROW.format(cell("remarks")) + ROW.format(sub("determiners", 'defaulttype="table"')),
            "Determiner": ROW.format(AGENT),
        }
    )
    tables = {
        "collectionobject": {1: {}, 2: {}},
        "determination": {5: {"collectionObject_id": 1}, 6: {"collectionObject_id": 2}},
        "determiner": {at: {"determination_id": at - 2, "agent_id": None, "orderNumber": 1} for at in (7, 8)},
    }

    def shown(name: str, sent: Sent = NOTHING) -> list[str]:
        form = filled(shelf, "collectionobject", PlainRows(tables), sent=sent, window=Window(name))
        assert [part.level for part in form.parts] in ([], [2])
        return [row.name for part in form.parts if part.records for row in part.records.rows]

    within = "determinations.n1.determiners"
    assert shown("determinations") == ["determinations.5"]
    assert shown("determinations.5.determiners") == ["determinations.5.determiners.7"]
    assert shown(within, Sent(added=("determinations.n1", f"{within}.n1"))) == [f"{within}.n1"]
    for name in (within, "determinations.6.determiners", "determinations.9.determiners", "determinations.5", "remarks"):
        assert shown(name) == []
