"""Records to choose: the line with its id, short tables as a list, the ranks of trees."""

from typing import Any

import pytest

from specify.layouts.filling.choices import MOST
from specify.layouts.filling.controls import entry_of
from specify.layouts.filling.filled import Entry, Option
from specify.layouts.form import Pair
from specify.resources.picklists import Kind, PickList, Sorting
from tests.layouts.filling.asking import NEW, there, writer_of
from tests.layouts.making import PlainRows, form

pytestmark = pytest.mark.one_shape

PEOPLE = {"agent": {7: {"lastName": "Okafor"}, 9: {"lastName": "Quennell"}, 11: {}}}
AGENT = 'name="cataloger" uitype="querycbx"'
TYPES = {"preptype": {3: {"name": "Skeleton"}, 1: {"name": "Ethanol"}, 2: {"name": "dry"}}}
TYPE = 'name="prepType" uitype="combobox"'
ROWS = PickList("PrepType", id=8, kind=Kind.TABLE, table_key="preptype")


def cataloged(row: dict[str, Any], sent: dict[str, str] | None = None, **more: Any) -> Entry:
    return there("collectionobject", AGENT, row, sent, others=PEOPLE, **more)


def prepared(row: dict[str, Any], sent: dict[str, str] | None = None, **more: Any) -> Entry:
    lists = more.pop("found", ROWS)
    others = more.pop("others", TYPES)
    return there("preparation", more.pop("cell", TYPE), row, sent, others=others, listed=lambda _t, _n: lists, **more)


def test_a_record_is_told_in_words_with_its_id() -> None:
    found = cataloged({"cataloger_id": 9})
    assert (found.kind, found.name, found.target) == ("record", "cataloger", "agent")
    assert (found.text, found.chosen) == ("Quennell", "9")
    nobody = cataloged({"cataloger_id": None})
    assert (nobody.text, nobody.chosen) == ("", "")
    assert cataloged({"cataloger_id": 11}).text == "Table Agent 11"


@pytest.mark.parametrize(
    ("sent", "text", "chosen"),
    [
        ({"cataloger": "Quennell", "cataloger.id": "9"}, "Quennell", "9"),
        ({"cataloger": "Qu", "cataloger.id": "7"}, "Qu", "7"),
        ({"cataloger": "", "cataloger.id": "7"}, "", "7"),
        ({"cataloger": "Qu"}, "Qu", "7"),
        ({"cataloger.id": "9"}, "", "9"),
        ({"cataloger.id": "7"}, "Okafor", "7"),
    ],
)
def test_what_was_sent_is_not_looked_up(sent: dict[str, str], text: str, chosen: str) -> None:
    found = cataloged({"cataloger_id": 7}, sent)
    assert (found.text, found.chosen) == (text, chosen)


@pytest.mark.parametrize(
    ("row", "sent", "leads"),
    [
        ({"cataloger_id": 7}, {}, "edit"),
        ({"cataloger_id": 7}, {"cataloger": "Okafor", "cataloger.id": "7"}, "edit"),
        ({"cataloger_id": 7}, {"cataloger": "Quennell", "cataloger.id": "7"}, ""),
        ({"cataloger_id": 7}, {"cataloger": "Quennell", "cataloger.id": "9"}, "edit"),
        ({"cataloger_id": 7}, {"cataloger": "", "cataloger.id": "7"}, ""),
        ({"cataloger_id": 7}, {"cataloger": "Okafor", "cataloger.id": ""}, ""),
        ({"cataloger_id": None}, {}, ""),
        ({"id": NEW}, {"cataloger": "Quennell", "cataloger.id": "9"}, "edit"),
    ],
)
def test_a_button_leads_to_the_record_that_is_chosen(row: dict[str, Any], sent: dict[str, str], leads: str) -> None:
    assert cataloged(row, sent).leads == leads
    assert cataloged(row, sent, mode="search").leads == ""


@pytest.mark.parametrize(
    ("told", "may", "leads"),
    [
        ("", True, "edit"),
        ("", False, "view"),
        ("editbtn=false", True, "view"),
        ("viewbtn=false", True, "edit"),
        ("viewbtn=false", False, ""),
        ("editbtn=FALSE;viewbtn=False", True, ""),
        ("editbtn=nonsense", True, "edit"),
    ],
)
def test_the_cell_and_the_rights_say_where_it_leads(told: str, *, may: bool, leads: str) -> None:
    cell = f'{AGENT} initialize="{told}"'
    found = there(
        "collectionobject", cell, {"cataloger_id": 7}, others=PEOPLE, may=lambda table, _action: may or table != "agent"
    )
    assert found.leads == leads


def test_a_new_record_does_not_tell_an_id_by_its_name() -> None:
    found = cataloged({"id": NEW, "cataloger_id": 9}, {"cataloger.id": "9"})
    assert (found.text, found.chosen) == ("", "9")
    assert cataloged({"id": NEW, "cataloger_id": 9}).text == "Quennell"


def test_a_search_begins_with_nobody() -> None:
    found = cataloged({"id": NEW, "cataloger_id": 9}, agent_id=7, mode="search")
    assert (found.text, found.chosen) == ("", "")
    assert cataloged({"id": NEW}, {"cataloger": "Qu"}, mode="search").text == "Qu"


def test_a_short_table_is_a_list_in_the_order_of_its_texts() -> None:
    found = prepared({"prepType_id": 2})
    assert (found.kind, found.name, found.text) == ("choice", "prepType.id", "2")
    assert found.options == (Option("2", "dry"), Option("1", "Ethanol"), Option("3", "Skeleton"))
    by_number = PickList("PrepType", kind=Kind.TABLE, table_key="preptype", sorting=Sorting.ORDINAL)
    assert [one.value for one in prepared({"prepType_id": 2}, found=by_number).options] == ["3", "1", "2"]
    assert prepared({"prepType_id": None}).options[0] == Option("", "none")


@pytest.mark.parametrize(
    ("field", "value", "offered"),
    [("isLoanable", "1", ["1", "3"]), ("IsLoanable", "0", ["2"]), ("isLoanable", "", ["2", "1", "3"])]
    + [("name", "ETHANOL", ["1"]), ("gone", "1", ["2", "1", "3"])],
)
def test_a_list_may_hold_to_one_value_of_a_field(field: str, value: str, offered: list[str]) -> None:
    found = PickList("P", kind=Kind.TABLE, table_key="preptype", filter_field=field, filter_value=value)
    types = {key: {**row, "isLoanable": key != 2} for key, row in TYPES["preptype"].items()}
    options = prepared({"prepType_id": None}, found=found, others={"preptype": types}).options
    assert [one.value for one in options if one.value] == offered


def test_a_record_that_the_list_has_not_stays_but_nobody_is_told_a_strangers_name() -> None:
    (*_others, last) = prepared({"prepType_id": 99}, others={"preptype": {1: {"name": "Ethanol"}}}).options
    assert last == Option("99", "Table PrepType 99")
    found = prepared({"prepType_id": 1}, {"prepType.id": "99"})
    assert (found.text, len(found.options)) == ("", 4)
    assert prepared({"prepType_id": 1}, {"prepType.id": "3"}).text == "3"
    assert prepared({"prepType_id": 1}, {"prepType.id": ""}).text == ""


def test_a_list_of_records_has_its_default_by_name() -> None:
    cell = f'{TYPE} default="Skeleton"'
    assert prepared({"id": NEW}, cell=cell).text == "3"
    assert prepared({"id": NEW}, cell=f'{TYPE} default="2"').text == "2"
    assert prepared({"id": NEW}, cell=f'{TYPE} default="gone"').text == ""
    assert prepared({}, cell=cell).text == ""
    assert prepared({"id": NEW}, cell=cell, mode="search").text == ""


def test_a_long_table_or_one_of_many_places_is_found_instead() -> None:
    many = {"preptype": {number: {"name": f"T{number}"} for number in range(1, MOST + 2)}}
    found = prepared({"prepType_id": 5}, others=many)
    assert (found.kind, found.name, found.text, found.chosen) == ("record", "prepType", "T5", "5")
    listed = PickList("P", kind=Kind.TABLE, table_key="preparation")
    found = there("loanpreparation", 'name="preparation" uitype="combobox"', {}, listed=lambda _t, _n: listed)
    assert found.kind == "record"
    taxa = PickList("T", kind=Kind.TABLE, table_key="taxon")
    found = there("determination", 'name="taxon" uitype="combobox"', {}, listed=lambda _t, _n: taxa)
    assert found.kind == "record"


def test_a_relationship_is_chosen_also_when_its_list_is_of_something_else() -> None:
    wrong = PickList("A", kind=Kind.TABLE, table_key="agent")
    assert prepared({"prepType_id": 1}, found=wrong).kind == "record"
    assert there("preparation", TYPE, {"prepType_id": 1}, others=TYPES).text == "Ethanol"


def test_a_plain_field_can_hold_the_id_of_a_listed_row() -> None:
    found = there("agent", 'name="text1" uitype="combobox"', {"text1": "2"}, others=TYPES, listed=lambda _t, _n: ROWS)
    assert (found.kind, found.name, found.text) == ("choice", "text1", "2")
    closed = there(
        "agent",
        'name="text1" uitype="combobox"',
        {"text1": "2"},
        others=TYPES,
        listed=lambda _t, _n: ROWS,
        readable=lambda key: key != "preptype",
    )
    assert (closed.kind, closed.text) == ("line", "2")


def test_the_id_of_a_row_of_a_long_table_is_told_in_words() -> None:
    many = {"preptype": {number: {"name": f"T{number}"} for number in range(1, MOST + 2)}}
    asking = {"others": many, "listed": lambda _t, _n: ROWS}
    found = there("agent", 'name="text1" uitype="combobox"', {"text1": "5"}, **asking)
    assert (found.kind, found.text, found.target) == ("line", "5", "picklist")
    assert [(one.text, one.link) for one in found.values] == [("T5", ("preptype", 5))]
    for typed in ("6", "T5", ""):
        assert there("agent", 'name="text1" uitype="combobox"', {"text1": "5"}, {"text1": typed}, **asking).values == ()
    assert there("agent", 'name="text1" uitype="combobox"', {"text1": "some"}, **asking).values == ()


def test_a_list_takes_one_statement_however_often_it_is_shown() -> None:
    rows = PlainRows({**TYPES, "preparation": {n: {"prepType_id": n} for n in (1, 2, 3)}})
    (pair,) = form("preparation", f'<row><cell type="field" {TYPE}/></row>').pairs()
    assert isinstance(pair, Pair)
    for number in (1, 2, 3):
        rows.get("preparation", number)
    rows.load()
    begun = rows.statements
    writer = writer_of(rows, listed=lambda _t, _n: ROWS)
    while True:
        found = [entry_of(writer, pair, rows.kept["preparation"][n], "") for n in (1, 2, 3)]
        if not rows.load():
            break
    assert [one.text for one in found if one] == ["1", "2", "3"]
    assert rows.statements - begun <= 2


RANKS = {
    "taxontreedef": {1: {}},
    "taxontreedefitem": {
        n: {"treeDef_id": 1, "rankId": rank, "name": name, "title": title, "isEnforced": name == "Genus"}
        for n, (rank, name, title) in enumerate(
            [(140, "Family", None), (180, "Genus", "Genera"), (220, "Species", "")], start=1
        )
    },
}


def ranked(row: dict[str, Any], sent: dict[str, str] | None = None, **more: Any) -> Entry:
    others = {**RANKS, "taxon": {4: {"rankId": 140}, 5: {"rankId": 180}}}
    return there("taxon", 'name="definitionItem" uitype="combobox"', row, sent, others=others, **more)


def test_a_node_has_a_rank_of_its_tree() -> None:
    found = ranked({"definition_id": 1, "definitionItem_id": 2})
    assert (found.kind, found.name, found.text) == ("choice", "definitionItem.id", "2")
    assert [option.text for option in found.options if option.value] == ["Family", "Genera", "Species"]


def test_the_parent_and_the_ranks_one_must_have_limit_it() -> None:
    found = ranked({"definition_id": 1, "definitionItem_id": 2, "parent_id": 4})
    assert [option.value for option in found.options if option.value] == ["2"]
    found = ranked({"definition_id": 1, "definitionItem_id": 1, "parent_id": 5})
    assert [option.value for option in found.options if option.value] == ["3", "1"]


def test_a_new_node_takes_the_tree_of_the_place() -> None:
    found = ranked({"id": NEW}, tree=lambda table: 1 if table == "taxon" else None)
    assert [option.value for option in found.options] == ["", "1", "2", "3"]
    assert ranked({"id": NEW}).kind == "record"


def test_a_record_is_told_as_its_search_tells_it() -> None:
    asked: list[tuple[str, str]] = []

    def record_format(table: str, search: str) -> str:
        asked.append((table, search))
        return ""

    there("collectionobject", f'{AGENT} initialize="name=Catalogers"', {"cataloger_id": 9}, record_format=record_format)
    assert set(asked) == {("agent", "Catalogers")}
