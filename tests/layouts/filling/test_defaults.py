"""What a new record begins with, and that a stored one begins with nothing."""

import pytest

from specify.resources.field_formats import FieldFormat, Part
from specify.resources.picklists import PickList, PickListItem
from tests.layouts.filling.asking import NEW, TODAY, entry, said, there

pytestmark = pytest.mark.one_shape

FRESH = {"id": NEW}
DATE = 'name="determinedDate"'


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("today", "2024-03-31"),
        ("Today", "2024-03-31"),
        ("today + 2 weeks", "2024-04-14"),
        ("today+1day", "2024-04-01"),
        ("today - 1 month", "2024-02-29"),
        ("TODAY + 11 months", "2025-02-28"),
        ("today - 1 year", "2023-03-31"),
        ("today + 36 hours", "2024-04-01"),
        ("today - 30 seconds", "2024-03-30"),
        ("2020-02-29", "2020-02-29"),
        ("2020-02", "02/2020"),
        ("02/2020", "02/2020"),
        ("2020", "2020"),
        ("2020-02-30", ""),
        ("0000", ""),
        ("today + 999999 years", ""),
        ("tomorrow", ""),
        ("", ""),
    ],
)
def test_dates(told: str, text: str) -> None:
    assert there("determination", f'{DATE} default="{told}"', FRESH).text == text


@pytest.mark.parametrize(
    ("precision", "text"), [("full", "2024-03-31"), ("month-year", "03/2024"), ("month", "03/2024"), ("year", "2024")]
)
def test_the_layout_says_how_much_of_a_date_is_proposed(precision: str, text: str) -> None:
    options = f"name=PartialDateUI;df=determinedDate;tp=determinedDatePrecision;defaultprecision={precision}"
    cell = f'name="this" uitype="plugin" default="today" initialize="{options}"'
    assert there("determination", cell, FRESH).text == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('name="lastName" default=", "', ", "),
        ('name="lastName" default="today"', "today"),
        ('name="integer1" default="7"', "7"),
        ('name="integer1" default="0"', "0"),
        ('name="integer1" default="some"', ""),
        ('name="integer1" default="NaN"', ""),
        ('name="integer1"', ""),
        ('name="remarks" uitype="textarea" default="none"', "none"),
    ],
)
def test_texts_and_numbers(cell: str, text: str) -> None:
    assert there("agent", cell, FRESH).text == text
    assert there("agent", cell, {}).text == ""
    assert there("agent", cell, FRESH, mode="search").text == ""


@pytest.mark.parametrize(("told", "ticked"), [("true", "1"), ("YES", "1"), ("false", ""), ("1", ""), ("", "")])
def test_boxes(told: str, ticked: str) -> None:
    cell = f'name="isCurrent" uitype="checkbox" default="{told}"'
    assert there("determination", cell, FRESH).text == ticked
    assert there("determination", cell, FRESH, {"isCurrent": ""}).text == ""
    assert there("determination", cell, {"isCurrent": None}).text == ""


def test_what_is_there_already_comes_first() -> None:
    assert there("agent", 'name="lastName" default="x"', {**FRESH, "lastName": "Okafor"}).text == "Okafor"
    assert there("agent", 'name="lastName" default="x"', FRESH, {"lastName": ""}).text == ""


def test_a_default_that_cannot_be_changed_is_told() -> None:
    assert said(there("agent", 'name="lastName" default="x" readonly="true"', FRESH)) == "x"
    assert said(there("agent", 'name="lastName" default="x" readonly="true"', {})) == ""


def test_a_pick_list_is_looked_through_by_value_and_by_title() -> None:
    assert there("agent", 'name="agentType" uitype="combobox" default="Person"', FRESH).text == "1"
    assert there("agent", 'name="agentType" uitype="combobox" default="1"', FRESH).text == "1"
    found = there("agent", 'name="agentType" uitype="combobox" default="Ghost"', FRESH)
    assert (found.text, found.options[-1].text) == ("Ghost", "Ghost (not in the list)")
    growing = PickList("L", is_read_only=False, items=(PickListItem("Red", "r"),))
    found = there("agent", 'name="text1" uitype="combobox" default="r"', FRESH, listed=lambda _t, _n: growing)
    assert found.text == "Red"


@pytest.mark.parametrize(
    ("told", "chosen"),
    [
        ("CURRENT_AGENT", "7"),
        ("BLANK", ""),
        ("/api/specify/agent/9/", "9"),
        ("https://x.org/api/specify/Agent/9", "9"),
        ("/api/specify/taxon/9/", ""),
        ("CURRENT_USER", ""),
        ("9", ""),
    ],
)
def test_records(told: str, chosen: str) -> None:
    cell = f'name="cataloger" uitype="querycbx" initialize="name=Agent;default={told}"'
    people = {"agent": {7: {"lastName": "Okafor"}, 9: {"lastName": "Quennell"}}}
    found = there("collectionobject", cell, FRESH, others=people, agent_id=7)
    assert (found.chosen, found.text) == (chosen, {"7": "Okafor", "9": "Quennell", "": ""}[chosen])
    assert there("collectionobject", cell, {}, others=people, agent_id=7).chosen == ""


def test_specify_fills_in_four_by_itself() -> None:
    people = {"agent": {7: {"lastName": "Okafor"}}, "specifyuser": {3: {"name": "demo"}}}
    querycbx = 'uitype="querycbx"'
    for table, name in (("collectionobject", "cataloger"), ("loanreturnpreparation", "receivedBy")):
        assert there(table, f'name="{name}" {querycbx}', FRESH, others=people, agent_id=7).text == "Okafor"
    found = there("recordset", f'name="specifyUser" {querycbx}', FRESH, others=people, user_id=3)
    assert (found.text, found.chosen) == ("demo", "3")
    of_type = {"collection": {4: {"collectionObjectType_id": 2}}, "collectionobjecttype": {2: {"name": "Fish"}}}
    cell = f'name="collectionObjectType" {querycbx}'
    for row, chosen in ((FRESH, "2"), ({}, "")):
        assert there("collectionobject", cell, row, others=of_type, collection_id=4).chosen == chosen
    assert entry("accession", f'name="createdByAgent" {querycbx}', FRESH, others=people, agent_id=7) is None
    assert there("collectionobject", f'name="cataloger" {querycbx}', FRESH).chosen == ""


def test_a_number_that_saving_gives_is_asked_for_by_its_pattern() -> None:
    parts = (Part("year", 4, "YEAR", by_year=True), Part("separator", 1, "-"), Part("alphanumeric", 2, "AA"))
    numbered = FieldFormat("F", "F", "", "", parts=(*parts, Part("numeric", 3, is_numbered=True)))
    cell = 'name="accessionNumber" uitype="formattedtext"'
    found = there("accession", cell, FRESH, formatted=lambda _t, _n: numbered)
    assert found.text == f"{TODAY.year}-AA###"
    assert numbered.asks_for_number(found.text)
    assert there("accession", cell, {}, formatted=lambda _t, _n: numbered).text == ""
    digits = FieldFormat("C", "C", "", "", digits=9)
    given = there("accession", cell, FRESH, formatted=lambda _t, _n: digits)
    assert given.text == "#########"
    assert given.hint == "up to 9 digits. Leave it as it is and the next number is given."
    typed = there("accession", cell, FRESH, {"accessionNumber": "17"}, formatted=lambda _t, _n: digits)
    assert typed.hint == there("accession", cell, {}, formatted=lambda _t, _n: digits).hint == "up to 9 digits"
    plain = FieldFormat("P", "P", "", "", parts=parts)
    assert there("accession", cell, FRESH, formatted=lambda _t, _n: plain).text == ""
    assert there("accession", f'{cell} default="x"', FRESH, formatted=lambda _t, _n: digits).text == "x"
