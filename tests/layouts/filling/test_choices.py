"""Pick lists: what is offered, what becomes of values that no list has, where a list is too long for the page."""

from typing import Any

import pytest

from specify.layouts.filling.choices import IN_A_LIST, MOST, list_of, suggestions_of
from specify.layouts.filling.filled import Entry, Option, Suggestions
from specify.layouts.form import Pair
from specify.resources.picklists import Kind, PickList, PickListItem
from tests.layouts.filling.asking import NEW, entry, said, there, writer_of
from tests.layouts.making import PlainRows, form

pytestmark = pytest.mark.one_shape

SEX = PickList("Sex", id=4, items=(PickListItem("Female", "f"), PickListItem("Male", "m")))
GROWING = PickList(
    "My List", id=5, is_read_only=False, items=(PickListItem("Red", "Red"), PickListItem("Blue", "Blue"))
)
BOX = 'name="text1" uitype="combobox"'


def chosen(found: Entry) -> str:
    """The one option that a browser would show."""
    assert found.kind == "choice"
    values = [option.value for option in found.options]
    assert len(values) == len(set(values))
    return next(option.text for option in found.options if option.value == found.text)


def listed(found: PickList, cell: str = BOX, row: Any = None, sent: Any = None, **more: Any) -> Entry:
    return there("agent", cell, row, sent, listed=lambda _table, _name: found, **more)


def test_a_few_values_are_chosen_from() -> None:
    found = listed(SEX, row={"text1": "m"})
    assert found.options == (Option("", "none"), Option("f", "Female"), Option("m", "Male"))
    assert (found.text, chosen(found)) == ("m", "Male")


@pytest.mark.parametrize(
    ("stored", "text", "shown"),
    [
        (None, "", "none"),
        ("", "", "none"),
        ("M", "m", "Male"),
        ("m ", "m", "Male"),
        ("x", "x", "x (not in the list)"),
        ("Male", "Male", "Male (not in the list)"),
        (" ", " ", "  (not in the list)"),
    ],
)
def test_the_stored_value_is_always_the_one_chosen(stored: str | None, text: str, shown: str) -> None:
    found = listed(SEX, row={"text1": stored})
    assert (found.text, chosen(found)) == (text, shown)


def test_none_is_offered_unless_there_must_be_one_and_is() -> None:
    required = f'{BOX} isrequired="true"'
    assert listed(SEX, required, {"text1": "m"}).options[0] == Option("f", "Female")
    assert listed(SEX, required, {"text1": None}).options[0] == Option("", "none")
    assert listed(SEX, required, {"text1": "m"}, mode="search").options[0] == Option("", "any")


def test_what_was_sent_is_chosen_also_when_the_list_has_it_not() -> None:
    assert chosen(listed(SEX, row={"text1": "m"}, sent={"text1": "f"})) == "Female"
    assert chosen(listed(SEX, row={"text1": "m"}, sent={"text1": "zzz"})) == "zzz (not in the list)"
    assert chosen(listed(SEX, row={"text1": "m"}, sent={"text1": ""})) == "none"


def test_of_two_items_of_one_value_the_first_counts() -> None:
    twice = PickList("L", items=(PickListItem("One", "1"), PickListItem("Uno", "1"), PickListItem("Two", "2")))
    found = listed(twice, row={"text1": "1"})
    assert [option.text for option in found.options] == ["none", "One", "Two"]
    both_cases = PickList("L", items=(PickListItem("Big", "A"), PickListItem("Small", "a")))
    assert chosen(listed(both_cases, row={"text1": "a"})) == "Small"


@pytest.mark.parametrize(("stored", "shown"), [(True, "Sure"), (False, "No way"), (None, "none")])
@pytest.mark.parametrize("words", [("1", "0"), ("true", "false")])
def test_yes_or_no_can_have_a_list(stored: bool | None, shown: str, words: tuple[str, str]) -> None:
    told = PickList("L", items=(PickListItem("Sure", words[0]), PickListItem("No way", words[1])))
    cell = 'name="isCurrent" uitype="combobox"'
    assert chosen(there("determination", cell, {"isCurrent": stored}, listed=lambda _t, _n: told)) == shown


def test_the_list_of_the_cell_comes_first_then_the_fields_then_one_built_in() -> None:
    lists = {"named": SEX, "other": GROWING}
    found = there("agent", f'{BOX} picklist="named"', named_list=lists.get, listed=lambda _t, _n: GROWING)
    assert found.options[1].text == "Female"
    found = there("agent", f'{BOX} picklist="gone"', named_list=lists.get, listed=lambda _t, _n: SEX)
    assert found.options[1].text == "Female"
    found = there("agent", 'name="agentType" uitype="combobox"', {"agentType": 1})
    assert (found.text, chosen(found)) == ("1", "Person")
    assert there("agent", f'{BOX} picklist="gone"', named_list=lists.get).kind == "line"
    assert there("agent", 'name="text1" picklist="named"', named_list=lists.get).kind == "line"


def test_the_layout_can_write_its_own_list() -> None:
    cell = 'name="type" uitype="combobox" initialize="data=N/A, CITES, ,State"'
    found = there("permit", cell, {"type": "CITES"})
    assert [option.value for option in found.options] == ["", "N/A", "CITES", "State"]
    assert there("permit", cell.replace("combobox", "list"), {"type": "CITES"}).kind == "choice"


def test_a_list_that_grows_is_a_line_with_suggestions() -> None:
    found = listed(GROWING, row={"text1": "Green"}, named_list=lambda name: GROWING if name == "My List" else None)
    assert (found.kind, found.text, found.suggestions, found.target) == ("line", "Green", "list-My%20List", "")
    assert listed(GROWING, 'name="jobTitle" uitype="combobox"').limits == {"maxlength": "50"}
    writer = writer_of(PlainRows({}), named_list=lambda name: GROWING if name == "My List" else None)
    assert suggestions_of(writer, [found.suggestions, "", found.suggestions]) == (
        Suggestions("list-My%20List", ("Red", "Blue")),
    )


def test_lines_show_titles_and_take_any_length_then() -> None:
    told = PickList("S", id=6, is_read_only=False, items=SEX.items)
    found = listed(told, row={"text1": "m"}, named_list=lambda _name: told)
    assert (found.text, found.limits) == ("Male", {})
    assert listed(told, row={"text1": "zz"}).text == "zz"
    assert listed(told, row={"text1": "m"}, sent={"text1": "mal"}).text == "mal"


def test_a_long_list_and_the_values_of_a_field_are_found() -> None:
    long = PickList("Long", items=tuple(PickListItem(f"T{n}", f"{n}") for n in range(MOST + 1)))
    found = listed(long, row={"text1": "50"})
    assert (found.kind, found.text, found.target, found.suggestions) == ("line", "T50", IN_A_LIST, "")
    values = PickList("V", kind=Kind.FIELD, table_key="agent", field_name="text1")
    found = listed(values, row={"text1": "so"})
    assert (found.kind, found.text, found.target) == ("line", "so", IN_A_LIST)
    just = PickList("Just", items=long.items[:MOST])
    assert listed(just, row={"text1": "x"}).kind == "choice"


def test_who_may_not_read_pick_lists_is_told_the_value() -> None:
    found = entry("agent", BOX, {"text1": "m"}, listed=lambda _t, _n: SEX, readable=lambda key: key != "picklist")
    assert found is not None
    assert said(found) == "m"
    found = entry("agent", 'name="agentType" uitype="combobox"', readable=lambda key: key != "picklist")
    assert found is not None
    assert found.kind == "choice"


def test_fields_of_settings_offer_what_the_settings_have() -> None:
    tables = there("picklist", 'name="tablesCBX" uitype="combobox"', {"tableName": "preptype"})
    assert (tables.name, tables.kind, tables.text, tables.target) == ("tableName", "line", "Table PrepType", IN_A_LIST)
    fields = there("picklist", 'name="fieldsCBX" uitype="combobox"', {"tableName": "PrepType", "fieldName": "name"})
    assert chosen(fields) == "~name"

    def names(resource: str, table: str) -> tuple[str, ...]:
        return (f"{resource} {table}",)

    formats = there("picklist", 'name="formatterCBX" uitype="combobox"', {"tableName": "preptype"}, format_names=names)
    assert formats.options[1].value == "DataObjFormatters preptype"
    assert there("picklist", 'name="formatterCBX" uitype="combobox"').kind == "line"
    numbers = there("collection", 'name="catalogNumFormatName" uitype="combobox"', format_names=names)
    assert numbers.options[1].value == "UIFormatters collectionobject"
    assert chosen(there("picklist", 'name="typesCBX" uitype="combobox"', {"type": 0})) == "Items of its own"


def test_whoever_looks_for_values_finds_the_list_of_a_cell() -> None:
    (pair,) = form("agent", f'<row><cell type="field" {BOX}/></row>').pairs()
    assert isinstance(pair, Pair)
    assert list_of(writer_of(PlainRows({}), listed=lambda _t, _n: SEX), pair, {"id": NEW}) is SEX
    assert list_of(writer_of(PlainRows({})), pair, {"id": NEW}) is None
