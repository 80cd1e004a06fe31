"""Binding a form to a record: values, what is empty or closed, panels, sub-views, and the number of statements."""

from typing import Any

import pytest

from specify.layouts.bound import Part, Way
from specify.layouts.latin import split_name
from specify.layouts.values import CUT
from tests.layouts.event import EVENT_FORMS, event_rows
from tests.layouts.making import PlainRows, bound, form, form_of, layout, library, texts, view, view_set

pytestmark = pytest.mark.one_shape

AGENT = {"agentType": 1, "lastName": "Brandvold", "firstName": "H.", "createdByAgent_id": 2, "division_id": None}


def cell(name: str, more: str = "") -> str:
    return f'<cell type="field" name="{name}" {more}/>'


def of_agent(cells: str, rows: dict[str, Any] | None = None, **more: Any) -> tuple[Part, ...]:
    kept = {"agent": {1: AGENT, 2: {"lastName": "Okafor"}}, **(rows or {})}
    return bound(form("agent", f"<row>{cells}</row>"), PlainRows(kept), **more).parts


def test_fields_show_their_values_and_empty_ones_are_named() -> None:
    (part,) = of_agent(cell("lastName") + cell("email") + cell("firstName") + cell("division"))
    assert texts(part) == {"~lastName": "Brandvold", "~firstName": "H."}
    assert part.empty == ("~email", "~division")
    assert part.heading == "Table Agent"


def test_a_relationship_is_a_link_called_by_its_record() -> None:
    (part,) = of_agent(cell("createdByAgent"))
    (value,) = part.pairs[0].values
    assert (value.kind, value.text, value.link) == ("link", "Okafor", ("agent", 2))


def test_a_dotted_path_shows_the_field_at_its_end() -> None:
    (part,) = of_agent(cell("createdByAgent.lastName") + cell("createdByAgent.division.name"))
    assert (texts(part), part.empty) == ({"~lastName": "Okafor"}, ("~name",))


def test_what_may_not_be_read_is_named_with_the_closed_table_and_never_loaded() -> None:
    rows = PlainRows({"agent": {1: {**AGENT, "division_id": 7}}, "division": {7: {"name": "Secret"}}})
    made = form("agent", f"<row>{cell('division')}{cell('division.name')}{cell('lastName')}</row>")
    (part,) = bound(made, rows, readable=lambda key: key != "division").parts
    assert part.withheld == (("~division", "Table Division"), ("~name", "Table Division"))
    assert texts(part) == {"~lastName": "Brandvold"}
    assert rows.statements == 1


def test_an_unknown_field_is_a_label_and_the_words_that_it_is_not_known() -> None:
    (part,) = of_agent(cell("nope.nope.x") + cell("lastName"))
    assert texts(part) == {"nope.nope.x": "not known here", "~lastName": "Brandvold"}
    assert part.pairs[0].values[0].kind == "unknown"


def test_an_unknown_column_is_named_under_the_table() -> None:
    odd = library(
        view_set(
            view("Division", "Division") + view("Agent", "Agent"),
            layout("Division", "Division", '<row><cell type="subview" name="members" defaulttype="table"/></row>')
            + layout("Agent", "Agent", f"<row>{cell('nope')}{cell('lastName')}</row>"),
        )
    )
    rows = PlainRows({"division": {1: {}}, "agent": {3: {"lastName": "Raghu", "division_id": 1}}})
    (part,) = bound(form_of(odd, "division"), rows, books=odd).parts
    assert part.records is not None
    assert ([c.label for c in part.records.columns], part.records.unknown) == (["~lastName"], ("nope",))


def test_a_text_is_shown_even_when_nothing_stands_beside_it() -> None:
    label = '<cell type="label" labelfor="9" label="See the card"/>'
    (part,) = of_agent(label)
    assert part.texts == ("See the card",)
    separator = '<cell type="separator" label="Place"/>'
    made = form("collectingevent", f'<row>{separator}{label}<cell type="subview" name="locality"/></row>')
    (part,) = bound(made, event_rows(), books=EVENT_FORMS).parts
    assert (part.heading, part.texts) == ("Place", ("See the card",))


def test_long_texts_are_cut_with_the_place_of_the_whole() -> None:
    kept = {"agent": {1: {**AGENT, "remarks": "word " * 1000}}}
    (part,) = of_agent(cell("remarks"), kept)
    (value,) = part.pairs[0].values
    assert value.kind == "long"
    assert len(value.text) <= CUT
    assert value.long is not None
    assert (value.long.table, value.long.id, value.long.field) == ("agent", 1, "remarks")


@pytest.mark.parametrize(
    ("text", "row", "pieces"),
    [
        ("Salmo salar", {"rankId": 220, "fullName": "Salmo salar"}, ("Salmo salar", "")),
        ("Salmo salar Linnaeus", {"rankId": 220, "fullName": "Salmo salar"}, ("Salmo salar", " Linnaeus")),
        ("salar", {"rankId": 220, "fullName": "Salmo salar", "name": "salar"}, ("salar", "")),
        ("Salmonidae", {"rankId": 140, "fullName": "Salmonidae"}, ("", "Salmonidae")),
        ("Salmo", {"rankId": 180, "fullName": "Salmo"}, ("Salmo", "")),
        ("Trout", {"rankId": 220, "fullName": "Salmo trutta"}, ("", "Trout")),
        ("Salmo", None, ("", "Salmo")),
    ],
)
def test_names_of_genus_and_below_are_set_apart(text: str, row: dict[str, Any] | None, pieces: tuple[str, str]) -> None:
    assert split_name(text, row) == pieces


def test_passwords_are_never_shown() -> None:
    rows = PlainRows({"specifyuser": {1: {"name": "m", "password": "abc"}}})
    made = form("specifyuser", "<row>" + cell("password") + cell("name") + "</row>")
    assert texts(bound(made, rows).parts[0]) == {"~name": "m"}


def test_buttons_that_show_nothing_are_left_out() -> None:
    plugin = '<cell type="field" uitype="plugin" name="this" initialize="name={}"/>'
    rows = PlainRows({"locality": {1: {"localityName": "L", "latitude1": "60.7350", "longitude1": "10.5"}}})
    made = form(
        "locality",
        f"<row>{plugin.format('TaxonLabelFormatting')}{plugin.format('LatLonUI')}{cell('localityName')}</row>",
    )
    (part,) = bound(made, rows).parts
    assert texts(part) == {"Coordinates": "60.735, 10.5", "~localityName": "L"}
    assert part.empty == ()


PANEL = (
    '<cell type="panel"><rows><row><cell type="field" name="firstName"/></row></rows>'
    '<rows condition="{}"><row><cell type="field" name="lastName"/></row></rows></cell>'
)


@pytest.mark.parametrize(
    ("condition", "shown"),
    [
        ("agentType=Person", "~lastName"),
        ("agentType=1", "~lastName"),
        ("agentType=Group", "~firstName"),
        ("division.name=_EMPTY", "~lastName"),
        ("createdByAgent.id=_EMPTY", "~firstName"),
        ("createdByAgent.lastName=Okafor", "~lastName"),
        ("shoeSize=_EMPTY", "~firstName"),
        ("always", "~lastName"),
    ],
)
def test_a_panel_shows_the_block_whose_condition_holds(condition: str, shown: str) -> None:
    (part,) = of_agent(PANEL.format(condition))
    assert list(texts(part)) == [shown]


def test_conditions_on_booleans_hold_in_every_language() -> None:
    made = form(
        "taxon",
        "<row>" + PANEL.format("isHybrid=Yes").replace("firstName", "name").replace("lastName", "author") + "</row>",
    )
    kept = {"name": "x", "author": "y", "rankId": 220}
    for hybrid, shown in ((True, "~author"), (False, "~name"), (None, "~name")):
        assert list(texts(bound(made, PlainRows({"taxon": {1: {**kept, "isHybrid": hybrid}}})).parts[0])) == [shown]


def test_headings_begin_parts_and_a_rule_goes_on_without_one() -> None:
    parts = of_agent(
        cell("lastName")
        + '<cell type="separator" label="More"/>'
        + cell("firstName")
        + '<cell type="separator"/>'
        + cell("createdByAgent")
        + '<cell type="separator" label="Nothing"/>'
        + cell("email")
    )
    assert [(part.heading, part.continued) for part in parts] == [
        ("Table Agent", False),
        ("More", False),
        ("Table Agent", True),
    ]
    assert parts[2].empty == ("~email",), "a part that would only name empty fields joins the one before"


def test_records_behind_a_sub_view_are_a_table_without_empty_columns() -> None:
    parts = bound(form_of(EVENT_FORMS, "collectingevent"), event_rows(), books=EVENT_FORMS).parts
    collectors = parts[1]
    assert (collectors.heading, collectors.note, collectors.level) == ("~collectors", "2", 2)
    assert collectors.records is not None
    assert [column.label for column in collectors.records.columns] == ["~agent", "~isPrimary"]
    assert collectors.records.empty == ("~remarks",), "the way back to the event is no column"
    first = collectors.records.rows[0]
    assert (first.link, first.head.text, first.cells[0][0].text) == (("collector", 1), "Agent 1", "Ja")


def test_one_related_record_is_a_part_with_parts_within() -> None:
    parts = bound(form_of(EVENT_FORMS, "collectingevent"), event_rows(), books=EVENT_FORMS).parts
    place = parts[2]
    assert (place.heading, place.note, place.link) == ("Place", "~locality", ("locality", 5))
    assert texts(place) == {"~localityName": "Mjøsa"}
    assert [(inner.heading, inner.level) for inner in place.inner] == [("~collectingEvents", 3)]
    assert place.empty == ("~localityCitations",)


def test_what_follows_a_sub_view_goes_on_under_the_same_heading_and_buttons_are_links() -> None:
    parts = bound(form_of(EVENT_FORMS, "collectingevent"), event_rows(), books=EVENT_FORMS).parts
    last = parts[3]
    assert (last.heading, last.continued) == ("Table CollectingEvent", True)
    assert texts(last) == {"~method": "Net", "~collectionObjects": "0008"}


def test_a_title_of_records_is_none_of_what_follows_them() -> None:
    parts = of_agent(
        '<cell type="separator" label="Groups"/><cell type="subview" name="groups" initialize="btn=true"/>'
        + '<cell type="subview" name="members" initialize="btn=true"/>'
        + cell("lastName"),
        {"groupperson": {4: {"group_id": 1, "member_id": 1}}},
    )
    assert [(part.heading, list(texts(part))) for part in parts] == [
        ("Groups", ["~groups", "~members"]),
        ("Table Agent", ["~lastName"]),
    ]


def test_only_the_first_ten_are_shown_and_all_are_counted() -> None:
    rows = event_rows(27)
    collectors = bound(form_of(EVENT_FORMS, "collectingevent"), rows, books=EVENT_FORMS).parts[1]
    assert collectors.records is not None
    assert len(collectors.records.rows) == collectors.records.shown == 10
    assert collectors.records.way == Way("collectingevent", 1, "collectors", 27)
    assert collectors.records.is_cut


def test_statements_do_not_grow_with_the_number_of_rows() -> None:
    few, many = event_rows(1), event_rows(9)
    for rows in (few, many):
        bound(form_of(EVENT_FORMS, "collectingevent"), rows, books=EVENT_FORMS)
    assert few.statements == many.statements


def test_a_closed_sub_view_is_named() -> None:
    made = bound(
        form_of(EVENT_FORMS, "collectingevent"),
        event_rows(),
        books=EVENT_FORMS,
        readable=lambda key: key != "collector",
    )
    assert made.parts[0].withheld == (("~collectors", "Table Collector"),)


def test_many_columns_become_blocks_with_titles() -> None:
    names = (
        "title",
        "lastName",
        "firstName",
        "middleInitial",
        "jobTitle",
        "email",
        "interests",
        "initials",
        "abbreviation",
    )
    cells = "".join(f'<cell type="field" name="{name}"/>' for name in names)
    books = library(
        view_set(
            view("Division", "Division") + view("Agent", "Agent"),
            layout("Division", "Division", '<row><cell type="subview" name="members"/></row>')
            + layout("Agent", "Agent", f"<row>{cells}</row>"),
        )
    )
    rows = PlainRows(
        {"division": {1: {}}, "agent": {3: {**dict.fromkeys(names, "x"), "lastName": "Raghu", "division_id": 1}}}
    )
    (part,) = bound(form_of(books, "division"), rows, books=books).parts
    assert part.records is not None
    assert not part.records.columns
    (entry,) = part.records.entries
    assert (entry.heading, entry.level, entry.link, len(entry.pairs)) == ("Raghu", 3, ("agent", 3), 9)


def test_counts_and_states_are_computed() -> None:
    rows = PlainRows(
        {
            "collectionobject": {1: {"catalogNumber": "1"}},
            "preparation": {i: {"collectionObject_id": 1, "countAmt": 10} for i in (1, 2)},
            "giftpreparation": {1: {"preparation_id": 1, "quantity": 3}},
            "disposalpreparation": {1: {"preparation_id": 2, "quantity": 30}},
            "loanpreparation": {1: {"preparation_id": 1, "quantity": 2, "quantityResolved": 1, "isResolved": False}},
            "determination": {4: {"collectionObject_id": 1, "isCurrent": True, "taxon_id": 9}},
            "taxon": {9: {"fullName": "Salmo salar", "rankId": 220}},
        }
    )
    names = ("totalCountAmt", "actualTotalCountAmt", "currentDetermination.taxon", "age")
    (part,) = bound(form("collectionobject", "<row>" + "".join(map(cell, names)) + "</row>"), rows).parts
    assert list(texts(part).values()) == ["20", "7", "Salmo salar"]
    assert part.unmade == ("Age",)
    (part,) = bound(
        form("preparation", f"<row>{cell('isOnLoan')}{cell('isOnGift')}{cell('actualCountAmt')}</row>"), rows
    ).parts
    assert list(texts(part).values()) == ["Yes", "Yes", "7"]


def test_attachments_are_links_to_the_attachments_themselves() -> None:
    rows = PlainRows(
        {
            "agent": {1: AGENT},
            "agentattachment": {4: {"agent_id": 1, "attachment_id": 6, "ordinal": 0}},
            "attachment": {6: {"title": "Portrait"}},
        }
    )
    made = form("agent", '<row><cell type="subview" viewname="ObjectAttachment" name="agentAttachments"/></row>')
    (part,) = bound(made, rows).parts
    assert part.records is not None
    assert [(value.text, value.link) for value in part.records.links] == [("Portrait", ("attachment", 6))]
