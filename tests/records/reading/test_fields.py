"""What is typed or chosen for a field becomes its value, or a sentence that says what helps."""

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from specify.datamodel.tables import model
from specify.layouts.filling.asked import asked_for
from specify.layouts.filling.choices import list_of
from specify.layouts.form import Pair
from specify.records.reading.points import read_point
from specify.records.reading.values import read_field
from specify.resources.picklists import Kind, PickList, PickListItem
from specify.security.entering import Visit, visit_of
from specify.text.typed import Unreadable
from tests.cast import ACCOUNT
from tests.layouts.filling.asking import writer_of
from tests.layouts.making import PlainRows, form

pytestmark = pytest.mark.django_db

LINE, AREA, BOX = 'uitype="text"', 'uitype="textarea"', 'uitype="checkbox"'
SEX = PickList("Sex", items=(PickListItem("Female", "f"), PickListItem("Male", "m"), PickListItem("Männchen", "x")))
NUMBERS = PickList("Kinds", items=(PickListItem("None", "0"), PickListItem("Some", "1"), PickListItem("Odd", "odd")))
GROWING = PickList("Colours", is_read_only=False, items=(PickListItem("Red", "Red"), PickListItem("Blue", "bl")))
YES = PickList("Yes", items=(PickListItem("Yes, please", "true"), PickListItem("No, thanks", "false")))
MANY = PickList("Many", items=tuple(PickListItem(f"Title {n}", str(n)) for n in range(60)))


@pytest.fixture
def visit() -> Visit:
    """The curator in the collection of fishes."""
    collection = model("collection").objects.order_by("pk").values_list("pk", flat=True)[0]
    return visit_of(model("specifyuser").objects.get(name=ACCOUNT).pk, collection, "en")


def pair_of(table: str, cell: str) -> Pair:
    (pair,) = form(table, f'<row><cell type="field" {cell}/></row>').pairs()
    assert isinstance(pair, Pair)
    return pair


def read(visit: Visit, field: str, cell: str, text: str, row: Mapping[str, Any] | None = None, **more: Any) -> Any:
    """The values that a text for a field, `table.name`, becomes; `row` is what is stored."""
    table, _, name = field.partition(".")
    stored = {"id": 1, **(row or {})}
    writer = writer_of(PlainRows({table: {1: stored}}), **more)
    asked = asked_for(writer, pair_of(table, f'name="{name}" {cell}'), stored, "")
    assert asked is not None
    return read_field(visit, asked, list_of(writer, asked.pair, stored), text)


def value(visit: Visit, field: str, cell: str, text: str, row: Mapping[str, Any] | None = None, **more: Any) -> Any:
    """The one value of it."""
    (found,) = read(visit, field, cell, text, row, **more).values()
    return found


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("", None),
        (" \t ", None),
        ("\u00a0", None),
        ("  two  words ", "two  words"),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree"),
        (unicodedata.normalize("NFD", "Grüße"), unicodedata.normalize("NFD", "Grüße")),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("0", "0"),
    ],
)
def test_texts(visit: Visit, text: str, stored: str | None) -> None:
    assert value(visit, "agent.remarks", AREA, text) == stored


def test_blanks_stay_where_they_mean_something(visit: Visit) -> None:
    for name in ("fullNameSeparator", "textBefore", "textAfter"):
        assert value(visit, f"taxontreedefitem.{name}", LINE, ", ") == ", "
        assert value(visit, f"taxontreedefitem.{name}", LINE, " ") == " "
        assert value(visit, f"taxontreedefitem.{name}", LINE, "") is None
    assert value(visit, "taxontreedefitem.title", LINE, " x ") == "x"
    assert value(visit, "agent.title", f'{LINE} initialize="whitespacesensitive=true"', " x ") == " x "


def test_a_layout_limits_the_length(visit: Visit) -> None:
    cell = f'{LINE} initialize="maxlength=3"'
    assert value(visit, "agent.title", cell, " abc ") == "abc"
    with pytest.raises(Unreadable, match="“abcd” is too long: this form takes 3 characters"):
        read(visit, "agent.title", cell, "abcd")


@pytest.mark.parametrize(
    ("field", "text", "stored"),
    [
        ("collectionobject.countAmt", "12", 12),
        ("collectionobject.countAmt", " - 12 ", -12),
        ("collectionobject.countAmt", "", None),
        ("collectionobject.countAmt", "٣", 3),
        ("collectionobjectattribute.number1", "12,5", Decimal("12.5")),
        ("collectionobjectattribute.number1", "-0.0000000001", Decimal("-0.0000000001")),
        ("locality.minElevation", "2.5", 2.5),
        ("determination.yesNo1", "1", True),
    ],
)
def test_numbers(visit: Visit, field: str, text: str, stored: object) -> None:
    found = value(visit, field, LINE, text)
    assert found == stored
    assert type(found) is type(stored) or isinstance(found, int | float | Decimal)


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("collectionobject.countAmt", "2147483648", "from -2147483648 to 2147483647"),
        ("collectionobject.countAmt", "1.5", "no whole number"),
        ("collectionobject.catalogedDatePrecision", "256", "from 0 to 255"),
        ("collectionobjectattribute.number1", "1,200", "could be 1.200 or 1200"),
        ("collectionobjectattribute.number1", "0.12345678901", "too exact"),
        ("locality.minElevation", "many", "no number"),
    ],
)
def test_what_is_no_number_is_told(visit: Visit, field: str, text: str, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        read(visit, field, LINE, text)


def test_a_layout_limits_numbers(visit: Visit) -> None:
    field = "collectionobject.countAmt"
    assert value(visit, field, f'{LINE} initialize="min=1;max=9"', "9") == 9
    for limits, text, told in (
        ("min=1;max=9", "10", "write a number from 1 to 9"),
        ("min=1", "0", "at least 1"),
        ("max=9", "10", "at most 9"),
    ):
        with pytest.raises(Unreadable, match=told):
            read(visit, field, f'{LINE} initialize="{limits}"', text)
    assert value(visit, field, f'{LINE} initialize="min=x;max=nan"', "10") == 10


@pytest.mark.parametrize(
    ("cell", "text", "before", "after"),
    [
        (BOX, "1", None, True),
        (BOX, "", None, None),
        (BOX, "", True, False),
        (BOX, "", False, False),
        ('uitype="tristate"', "", True, None),
        ('uitype="tristate"', "0", None, False),
        ('uitype="tristate"', "1", None, True),
    ],
)
def test_ticks(visit: Visit, cell: str, text: str, before: bool | None, after: bool | None) -> None:
    assert value(visit, "determination.yesNo1", cell, text, {"yesNo1": before}) is after


def test_a_tick_for_a_number_keeps_what_says_the_same(visit: Visit) -> None:
    field = "collectionobject.countAmt"
    assert [value(visit, field, BOX, "1", {"countAmt": n}) for n in (None, 0, 7)] == [1, 1, 7]
    assert [value(visit, field, BOX, "", {"countAmt": n}) for n in (None, 0, 7)] == [None, 0, 0]


def test_a_box_that_must_say_something_says_no(visit: Visit) -> None:
    assert value(visit, "uniquenessrulefield.isScope", BOX, "") is False


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("1987-08-14", date(1987, 8, 14), 1),
        (" 14 Aug 1987 ", date(1987, 8, 14), 1),
        ("08/1987", date(1987, 8, 1), 2),
        ("1987", date(1987, 1, 1), 3),
        ("today", date(2024, 3, 31), 1),
        ("", None, None),
    ],
)
def test_dates_bring_what_is_known_of_them(visit: Visit, text: str, day: date | None, precision: int | None) -> None:
    found = read(visit, "collectionobject.catalogedDate", LINE, text)
    assert found == {"catalogedDate": day, "catalogedDatePrecision": precision}


def test_the_precision_may_stand_where_the_layout_says(visit: Visit) -> None:
    cell = 'uitype="plugin" initialize="name=PartialDateUI;df=startDate;tp=endDatePrecision"'
    assert read(visit, "collectingevent.startDate", cell, "1987")["endDatePrecision"] == 3


def test_a_full_date_that_does_not_say_so_stays_as_it_is(visit: Visit) -> None:
    stored = {"catalogedDate": date(1987, 8, 14), "catalogedDatePrecision": 0}
    found = read(visit, "collectionobject.catalogedDate", LINE, "15 Aug 1987", stored)
    assert found["catalogedDatePrecision"] == 0
    assert read(visit, "collectionobject.catalogedDate", LINE, "1987", stored)["catalogedDatePrecision"] == 3


def test_the_institution_says_what_comes_first(visit: Visit) -> None:
    found = read(visit, "shipment.shipmentDate", LINE, "3/4/1987", date_pattern="dd/MM/yyyy")
    assert found["shipmentDate"] == date(1987, 4, 3)


def test_a_date_without_precision_is_a_full_one(visit: Visit) -> None:
    field = "collectionobject.embargoReleaseDate"
    with pytest.raises(Unreadable, match="no date|cannot be read|31 August"):
        read(visit, field, LINE, "1987-31-08")
    with pytest.raises(Unreadable, match="not a full date"):
        read(visit, "specifyuser.loginOutTime", LINE, "Aug 1987")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("1987-08-14", datetime(1987, 8, 14)),
        ("1987-08-14 7:05", datetime(1987, 8, 14, 7, 5)),
        ("1987-08-14T23:59:58", datetime(1987, 8, 14, 23, 59, 58)),
        ("14 Aug 1987 10:30:01", datetime(1987, 8, 14, 10, 30, 1, 250)),
        ("", None),
    ],
)
def test_moments_keep_their_time(visit: Visit, text: str, moment: datetime | None) -> None:
    stored = {"loginOutTime": datetime(1987, 8, 14, 10, 30, 1, 250)}
    assert read(visit, "specifyuser.loginOutTime", LINE, text, stored) == {"loginOutTime": moment}


def test_no_clock_shows_such_a_time(visit: Visit) -> None:
    with pytest.raises(Unreadable, match="from 00:00 to 23:59"):
        read(visit, "specifyuser.loginOutTime", LINE, "1987-08-14 24:00")


def listed(visit: Visit, found: PickList, text: str, stored: object = None, field: str = "text1") -> Any:
    lists = {"listed": lambda _table, _name: found}
    return value(visit, f"agent.{field}", 'uitype="combobox"', text, {field: stored}, **lists)


@pytest.mark.parametrize(
    ("text", "stored", "after"),
    [
        ("f", None, "f"),
        ("F", None, "f"),
        ("Female", None, "f"),
        ("", "f", None),
        ("old", "old", "old"),
        ("m", "M", "M"),
    ],
)
def test_a_choice_sends_the_value(visit: Visit, text: str, stored: str | None, after: str | None) -> None:
    assert listed(visit, SEX, text, stored) == after


def test_a_closed_list_takes_nothing_else(visit: Visit) -> None:
    for found in (SEX, MANY):
        with pytest.raises(Unreadable, match=f"“other” is not in the list {found.name}, which is closed: choose"):
            listed(visit, found, "other", "old")


@pytest.mark.parametrize(("text", "after"), [("Blue", "bl"), ("BLUE", "bl"), ("bl", "bl"), ("Green", "Green")])
def test_a_list_that_may_grow_takes_any_text(visit: Visit, text: str, after: str) -> None:
    assert listed(visit, GROWING, text) == after


def test_a_long_list_is_typed_by_its_titles(visit: Visit) -> None:
    assert [listed(visit, MANY, text) for text in ("Title 7", "title 59", "12")] == ["7", "59", "12"]


def test_lists_of_codes_and_of_yes_and_no(visit: Visit) -> None:
    assert listed(visit, NUMBERS, "1", field="integer1") == 1
    with pytest.raises(Unreadable, match="no whole number"):
        listed(visit, NUMBERS, "odd", field="integer1")
    both = {"listed": lambda _table, _name: YES}
    for text, after in (("true", True), ("false", False), ("", None)):
        assert value(visit, "determination.yesNo1", 'uitype="combobox"', text, {}, **both) is after


def test_values_of_a_field_are_taken_as_they_are(visit: Visit) -> None:
    found = PickList("Titles", Kind.FIELD, table_key="agent", field_name="title", is_read_only=False)
    assert listed(visit, found, " Dr ") == "Dr"


def test_a_number_with_a_format_is_completed(visit: Visit) -> None:
    field = "collectionobject.catalogNumber"
    assert value(visit, field, LINE, " 12 ") == "000000012"
    assert value(visit, field, LINE, "#########") == "#########"
    with pytest.raises(Unreadable, match="“12a” is not how .* is written: write up to 9 digits"):
        read(visit, field, LINE, "12a")
    assert value(visit, field, LINE, "12a", {"catalogNumber": "12a"}) == "12a"


POINT = pair_of("locality", 'name="this" uitype="plugin" initialize="name=LatLonUI"')


@pytest.mark.parametrize(
    ("name", "text", "degrees", "unit"),
    [
        ("lat1text", "60.735", "60.735", 0),
        ("lat1text", "60° 44' 6\" S", "-60.735", 1),
        ("long1text", "24 56.1 E", "24.935", 2),
        ("lat2text", "S 60,5", "-60.5", 0),
        ("long2text", "-179.5", "-179.5", 0),
    ],
)
def test_coordinates_keep_what_was_typed(name: str, text: str, degrees: str, unit: int) -> None:
    found = read_point(POINT, {"id": 1}, {}, (name, f" {text} "))
    number = {"lat1text": "latitude1", "long1text": "longitude1", "lat2text": "latitude2", "long2text": "longitude2"}
    assert found == {
        name: text,
        number[name]: Decimal(degrees),
        "srcLatLongUnit": unit,
        "originalLatLongUnit": unit,
        "latLongType": "Point",
    }


def test_coordinates_that_are_cleared_leave_nothing() -> None:
    stored = {"id": 1, "lat1text": "60", "latitude1": Decimal(60)}
    assert read_point(POINT, stored, stored, ("lat1text", " ")) == {"lat1text": None, "latitude1": None}


def test_a_kind_of_coordinates_stays_and_a_layout_can_fix_it() -> None:
    fixed = pair_of("locality", 'name="this" uitype="plugin" initialize="name=LatLonUI;latlongtype=Line"')
    assert "latLongType" not in read_point(POINT, {"id": 1}, {"latLongType": "Line"}, ("lat1text", "1"))
    assert read_point(fixed, {"id": 1}, {"latLongType": " "}, ("lat1text", "1"))["latLongType"] == "Line"


def test_degrees_of_the_same_text_stay() -> None:
    stored = {"id": 1, "lat1text": "60 44 6", "latitude1": Decimal("60.7349999999")}
    found = read_point(POINT, stored, stored, ("lat1text", "60 44 6"))
    assert found == {"lat1text": "60 44 6", "latitude1": Decimal("60.7349999999")}
    only = {"id": 1, "lat1text": None, "latitude1": Decimal("60.5000000000")}
    assert read_point(POINT, only, only, ("lat1text", "60.5")) == {"lat1text": None, "latitude1": Decimal("60.5")}


def test_coordinates_that_cannot_be_are_told() -> None:
    for line, told in ((("lat1text", "91"), "out of range"), (("long1text", "10 N"), "a longitude is asked for")):
        with pytest.raises(Unreadable, match=told):
            read_point(POINT, {"id": 1}, {}, line)


@pytest.mark.parametrize(
    ("text", "stored", "after"), [("Line", None, "Line"), ("", "Line", None), ("Blob", "Blob", "Blob")]
)
def test_kinds_of_coordinates(text: str, stored: str | None, after: str | None) -> None:
    assert read_point(POINT, {"id": 1, "latLongType": stored}, {}, ("latLongType", text)) == {"latLongType": after}
    with pytest.raises(Unreadable, match="no kind of coordinates"):
        read_point(POINT, {"id": 1}, {}, ("latLongType", "Circle"))
