"""Filling in a form: parts, panels by what was sent, sub-views, rights, and the number of statements."""

from typing import Any

import pytest

from specify.layouts.filling.filled import FilledForm
from specify.layouts.markup import faults
from tests.layouts.filling.forms import books, entries, filled, html, part, records, sent, typed
from tests.layouts.making import PlainRows

pytestmark = pytest.mark.one_shape

ROW = "<row>{}</row>"


def cell(name: str, more: str = "") -> str:
    return f'<cell type="field" name="{name}" {more}/>'


def sub(name: str, more: str = "") -> str:
    return f'<row><cell type="subview" name="{name}" {more}/></row>'


AGENT = {"agentType": 1, "lastName": "Brandvold", "firstName": "H."}
EVENT = books(
    {
        "CollectingEvent": ROW.format(cell("stationFieldNumber") + cell("method"))
        + sub("collectors")
        + sub("collectingEventAttribute")
        + sub("locality")
        + sub("collectionObjects", 'initialize="btn=true"')
        + ROW.format(cell("remarks")),
        "Collector": ROW.format(
            cell("agent", 'uitype="querycbx"') + cell("collectingEvent", 'uitype="querycbx"') + cell("isPrimary")
        ),
        "CollectingEventAttribute": ROW.format(cell("text1") + cell("number1")),
        "Locality": ROW.format(cell("localityName")),
    }
)


def event(collectors: int = 2, **more: Any) -> PlainRows:
    return PlainRows(
        {
            "collectingevent": {1: {"stationFieldNumber": "M-07", "locality_id": 5, "method": "Net", **more}},
            "collectingeventattribute": {4: {"text1": "calm"}},
            "collector": {i: {"agent_id": i, "collectingEvent_id": 1} for i in range(1, collectors + 1)},
            "agent": {i: {"lastName": f"Agent {i}"} for i in range(1, collectors + 1)},
            "locality": {5: {"localityName": "Mjøsa"}},
            "collectionobject": {i: {"catalogNumber": str(i), "collectingEvent_id": 1} for i in (8, 9)},
        }
    )


def of_agent(rows: str, row: dict[str, Any] | None = None, **more: Any) -> FilledForm:
    kept = PlainRows({"agent": {1: {**AGENT, **(row or {})}, 2: {"lastName": "Okafor"}}, "division": {}})
    return filled(books({"Agent": rows}), "agent", kept, **more)


def test_parts_stand_in_the_layouts_order_and_shares() -> None:
    form = filled(EVENT, "collectingevent", event())
    headings = [one.heading for one in form.parts]
    own = "Table CollectingEvent"
    assert headings == [own, "~collectors", "~collectingEventAttribute", "~locality", own]
    assert form.parts[-1].continued
    assert [entry.name for entry in form.parts[-1].entries] == ["collectionObjects", "remarks"]
    first = form.parts[0].entries
    assert [(entry.name, entry.text) for entry in first] == [("stationFieldNumber", "M-07"), ("method", "Net")]
    assert all(entry.label_share + entry.value_share == entry.share for entry in first)


def test_a_row_of_the_layout_begins_a_row_of_the_grid() -> None:
    form = of_agent(
        ROW.format(cell("lastName") + cell("firstName"))
        + ROW.format('<cell type="field" name="nope" uitype="button"/>' + cell("email") + cell("title"))
    )
    (part_of_it,) = form.parts
    assert [(one.name, one.starts_row) for one in part_of_it.entries] == [
        ("lastName", False),
        ("firstName", False),
        ("email", True),
        ("title", False),
    ]
    assert html(form).count(" new") == 1


def test_what_is_only_read_stands_side_by_side() -> None:
    rows = cell("email", 'readonly="true"'), cell("title", 'readonly="true"'), cell("lastName"), cell("jobTitle")
    form = of_agent("".join(ROW.format(one) for one in rows), {"email": "a@b.example"})
    assert [(one.label, one.starts_row) for one in form.parts[0].entries] == [
        ("~email", False),
        ("~title", False),
        ("~lastName", True),
        ("~jobTitle", True),
    ]


def test_a_title_of_records_is_none_of_what_follows_them() -> None:
    title = '<row><cell type="separator" label="Specimens"/></row>'
    rows_of = title + sub("collectionObjects", 'initialize="btn=true"') + ROW.format(cell("method") + cell("remarks"))
    form = filled(books({"CollectingEvent": rows_of}), "collectingevent", event())
    own = "Table CollectingEvent"
    assert [(one.heading, [entry.label for entry in one.entries]) for one in form.parts] == [
        ("Specimens", ["~collectionObjects"]),
        (own, ["~method", "~remarks"]),
    ]
    form = filled(books({"CollectingEvent": rows_of}), "collectingevent", event(), 0)
    assert [one.heading for one in form.parts] == [own], "a new event has no specimens"


def test_of_a_new_record_nothing_is_looked_at() -> None:
    rows_of = ROW.format(cell("locality.localityName") + cell("locality", 'uitype="querycbx"') + cell("locality"))
    shelf = books({"CollectingEvent": rows_of + sub("collectionObjects") + sub("locality")})
    form = filled(shelf, "collectingevent", event(), 0)
    assert [[entry.kind for entry in one.entries] for one in form.parts] == [["record"]]


def test_a_field_placed_twice_is_entered_once_and_then_only_read() -> None:
    form = of_agent(ROW.format(cell("lastName") + cell("firstName") + cell("lastName")))
    assert [(one.name, one.kind) for one in form.parts[0].entries] == [
        ("lastName", "line"),
        ("firstName", "line"),
        ("lastName", "read"),
    ]
    assert html(form).count('name="lastName"') == 1


PANEL = (
    '<cell type="panel"><rows><row><cell type="field" name="firstName"/></row></rows>'
    '<rows condition="{}"><row><cell type="field" name="title"/></row></rows></cell>'
)


@pytest.mark.parametrize(
    ("cells", "condition", "texts", "shown"),
    [
        (cell("agentType", 'uitype="combobox"'), "agentType=Organization", {}, "firstName"),
        (cell("agentType", 'uitype="combobox"'), "agentType=Organization", {"agentType": "0"}, "title"),
        (cell("agentType", 'uitype="combobox"'), "agentType=Person", {"agentType": "0"}, "firstName"),
        (cell("email"), "email=_EMPTY", {"email": "a@b.example"}, "firstName"),
        (cell("email"), "email=_EMPTY", {"email": ""}, "title"),
        (cell("division", 'uitype="querycbx"'), "division.id=_EMPTY", {"division": "x", "division__id": ""}, "title"),
        (
            cell("createdByAgent", 'uitype="querycbx"'),
            "createdByAgent.lastName=Okafor",
            {"createdByAgent": "Okafor", "createdByAgent__id": "2"},
            "title",
        ),
    ],
)
def test_panels_are_opened_by_what_was_sent(cells: str, condition: str, texts: dict[str, str], shown: str) -> None:
    form = of_agent(ROW.format(cells + PANEL.format(condition)), sent=typed(texts))
    assert [one.name for one in form.parts[0].entries][-1] == shown


def test_a_ticked_box_opens_a_panel_and_has_the_button_that_shows_what_follows() -> None:
    rows = {"taxon": {1: {"name": "x", "isHybrid": True, "rankId": 220}}}
    rows_of = ROW.format(cell("isHybrid", 'uitype="checkbox"') + cell("name") + PANEL.format("isHybrid=Yes"))
    taxon = books({"Taxon": rows_of.replace("firstName", "author").replace("title", "source")})
    for texts, shown in (({}, "source"), ({"isHybrid": ""}, "author"), ({"isHybrid": "1"}, "source")):
        form = filled(taxon, "taxon", PlainRows(rows), sent=typed(texts))
        found = entries(form)
        assert shown in found
        assert [name for name, one in found.items() if one.decides] == ["isHybrid"]
        assert html(form).count('name="_update"') == 1


def test_a_panel_whose_blocks_look_alike_asks_for_no_button() -> None:
    alike = PANEL.format("lastName=x").replace("title", "firstName")
    assert not entries(of_agent(ROW.format(cell("lastName") + alike)))["lastName"].decides
    hidden = alike.replace(
        "</rows></cell>", '<row><cell type="field" name="title" invisible="true"/></row></rows></cell>'
    )
    assert not entries(of_agent(ROW.format(cell("lastName") + hidden)))["lastName"].decides
    form = of_agent(ROW.format(cell("lastName") + PANEL.format("lastName=x")))
    assert ">Show the fields for ~lastName</button>" in html(form)


def test_a_record_that_belongs_to_this_one_has_its_form_in_place() -> None:
    found = entries(filled(EVENT, "collectingevent", event(collectingEventAttribute_id=4)))
    assert found["collectingEventAttribute.text1"].text == "calm"
    assert found["collectingEventAttribute.number1"].text == ""


def test_it_has_its_form_in_place_while_it_does_not_exist_and_takes_what_was_sent() -> None:
    texts = sent(collectingEventAttribute__text1="windy")
    found = entries(filled(EVENT, "collectingevent", event(), sent=texts))
    assert found["collectingEventAttribute.text1"].text == "windy"


def test_nobody_is_shown_a_part_by_naming_its_number() -> None:
    texts = sent(collectingEventAttribute="x", collectingEventAttribute__id="4")
    found = entries(filled(EVENT, "collectingevent", event(), sent=texts))
    assert found["collectingEventAttribute.text1"].text == ""
    texts = sent(locality="Mjøsa", locality__id="5")
    form = filled(EVENT, "collectingevent", event(locality_id=None), sent=texts)
    assert entries(form)["locality"].text == "Mjøsa", "only what was typed comes back"


def test_nobody_is_told_what_a_record_is_called_by_naming_its_number() -> None:
    twice = ROW.format(cell("division", 'uitype="querycbx"') + cell("division", 'uitype="querycbx"'))
    kept = PlainRows({"agent": {1: AGENT}, "division": {7: {"name": "Secret"}}})
    texts = sent(division="x", division__id="7")
    form = filled(books({"Agent": twice}), "agent", kept, sent=texts)
    assert [one.kind for one in form.parts[0].entries] == ["record", "read"]
    assert "Secret" not in html(form)


def test_another_record_is_chosen_and_not_entered_unless_the_collection_owns_it() -> None:
    form = filled(EVENT, "collectingevent", event())
    (entry,) = part(form, "~locality").entries
    assert (entry.name, entry.kind, entry.text, entry.chosen) == ("locality", "record", "Mjøsa", "5")
    owned = filled(EVENT, "collectingevent", event(), owns=lambda _table, way: way.dependent or way.name == "locality")
    assert entries(owned)["locality.localityName"].text == "Mjøsa"
    assert "locality" not in entries(owned)


def test_a_sub_view_is_only_read_where_the_form_has_a_control_for_it() -> None:
    both = books({"CollectingEvent": ROW.format(cell("locality", 'uitype="querycbx"')) + sub("locality")})
    form = filled(both, "collectingevent", event())
    assert [one.name for one in form.parts[0].entries] == ["locality"]
    assert [value.link for value in records(form, "~locality").links] == [("locality", 5)]
    assert html(form).count('name="locality"') == 1


def test_a_button_is_a_count_with_the_way_to_all() -> None:
    form = filled(EVENT, "collectingevent", event())
    entry = form.parts[-1].entries[0]
    assert (entry.kind, [(value.kind, value.text) for value in entry.values]) == ("read", [("all", "2")])
    assert '<a href="/collectingevent/1/collectionObjects/">all 2</a>' in html(form)


def test_a_new_record_asks_for_nothing_behind_it() -> None:
    rows = event()
    form = filled(EVENT, "collectingevent", rows, 0)
    assert rows.statements == 0
    assert {one.text for one in entries(form).values()} <= {""}
    assert records(form, "~collectors").rows == ()


def test_a_search_has_no_sub_views_no_required_marks_and_only_what_was_sent() -> None:
    shelf = books(
        {"CollectingEvent": ROW.format(cell("stationFieldNumber", 'isrequired="true"') + cell("method"))}
        | {"Collector": ROW.format(cell("agent"))}
    )
    rows = event()
    form = filled(shelf, "collectingevent", rows, 0, mode="search", sent=sent(method="Trap"))
    found = entries(form)
    assert {name: one.text for name, one in found.items()} == {"stationFieldNumber": "", "method": "Trap"}
    assert not any(one.required for one in found.values())
    form = filled(EVENT, "collectingevent", rows, 0, mode="search")
    assert not [one for one in form.parts if one.records or one.heading.startswith("~")]


def test_who_may_not_change_a_table_only_looks_at_it_and_what_belongs_to_it() -> None:
    form = filled(EVENT, "collectingevent", event(), may=lambda table, _action: table != "collectingevent")
    assert {one.kind for one in entries(form).values()} == {"read"}
    assert not records(form, "~collectors").may_add
    assert "<input" not in html(form)


def test_a_layout_that_is_only_for_reading_is_only_read() -> None:
    form = filled(books({"Agent": ROW.format(cell("lastName"))}, "view"), "agent", PlainRows({"agent": {1: AGENT}}))
    assert {one.kind for one in entries(form).values()} == {"read"}


def test_what_may_not_be_read_is_named_with_the_closed_table_and_never_loaded() -> None:
    rows = event()
    form = filled(EVENT, "collectingevent", rows, readable=lambda key: key not in ("locality", "collector"))
    assert form.parts[0].withheld == (("~collectors", "Table Collector"),)
    assert ("~locality", "Table Locality") in [one for each in form.parts for one in each.withheld]
    assert not rows._rows["locality"]


def test_rights_to_single_fields_hold() -> None:
    found = entries(of_agent(ROW.format(cell("lastName") + cell("email")), may_change=lambda _t, name: name == "email"))
    assert [one.kind for one in found.values()] == ["read", "line"]


def test_the_number_of_statements_does_not_grow_with_the_rows() -> None:
    counts = []
    for many in (1, 5):
        rows = event(many)
        filled(EVENT, "collectingevent", rows)
        counts.append(rows.statements)
    assert counts[0] == counts[1]


def test_every_name_stands_once_and_every_control_has_a_label() -> None:
    form = filled(EVENT, "collectingevent", event(3, collectingEventAttribute_id=4), sent=sent("collectors.n1"))
    names = [one.name for one in entries(form).values() if one.kind != "read"]
    assert len(names) == len(set(names)) > 8
    assert faults(html(form)) == []


def test_what_is_only_looked_at_is_that_of_the_stored_record_whatever_was_chosen() -> None:
    """By way of the choice one would read of any record whose id one makes up."""
    cells = (
        cell("locality", 'uitype="querycbx"') + cell("locality.localityName") + cell("locality.guid", 'readonly="true"')
    )
    shelf = books(
        {
            "CollectingEvent": ROW.format(cells) + sub("locality.localityDetails"),
            "LocalityDetail": ROW.format(cell("text1")),
        }
    )
    rows = PlainRows(
        {
            "collectingevent": {1: {"locality_id": 1}},
            "locality": {1: {"localityName": "ours", "guid": "ours"}, 2: {"localityName": "theirs", "guid": "theirs"}},
            "localitydetail": {1: {"locality_id": 1}, 2: {"locality_id": 2}},
        }
    )
    told = html(filled(shelf, "collectingevent", rows, sent=typed({"locality__id": "2", "locality": "x"})))
    assert told.count("ours") == 2
    assert "theirs" not in told
    assert "/localitydetail/1/" in told
    assert "/localitydetail/2/" not in told
    alone = html(filled(shelf, "collectingevent", rows, sent=typed({"locality__id": "2"})))
    assert "theirs" not in alone, "nor is the chosen record called by its name"
