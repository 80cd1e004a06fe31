"""Rows behind a relationship while a form is filled in: kept, added, taken out; as tables and as forms."""

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from specify.layouts.filling.behind import in_a_sentence
from specify.layouts.filling.filled import FilledForm, FilledRecords
from specify.layouts.filling.grids import TABLE_FITS
from specify.layouts.markup import faults
from tests.layouts.filling.forms import books, entries, filled, html, records, sent
from tests.layouts.filling.test_fill import ROW, cell, sub
from tests.layouts.making import PlainRows

pytestmark = pytest.mark.one_shape

FIELDS = cell("agent", 'uitype="querycbx"') + cell("isPrimary", 'uitype="checkbox"') + cell("remarks")


def event_of(fields: str = FIELDS, shape: str = "table") -> Any:
    return books(
        {
            "CollectingEvent": sub("collectors", f'defaulttype="{shape}"'),
            "Collector": ROW.format(fields + cell("collectingEvent", 'uitype="querycbx"')),
        }
    )


def rows_of(many: int, **more: Any) -> PlainRows:
    return PlainRows(
        {
            "collectingevent": {1: {}},
            "collector": {
                i: {"agent_id": 9, "collectingEvent_id": 1, "remarks": f"no. {i}"} for i in range(1, many + 1)
            },
            "agent": {9: {"lastName": "Okafor"}},
            **more,
        }
    )


def form_of(many: int = 2, shelf: Any = None, **more: Any) -> FilledForm:
    return filled(shelf or event_of(), "collectingevent", rows_of(many), **more)


def collectors(form: FilledForm) -> FilledRecords:
    return records(form, "~collectors")


def test_a_grid_is_a_table_with_the_layouts_columns_and_none_back_to_the_owner() -> None:
    found = collectors(form_of())
    assert [column.label for column in found.columns] == ["~agent", "~isPrimary", "~remarks"]
    assert [row.name for row in found.rows] == ["collectors.1", "collectors.2"]
    assert [entry.name for entry in found.rows[1].entries if entry] == [
        "collectors.2.agent",
        "collectors.2.isPrimary",
        "collectors.2.remarks",
    ]


def test_each_control_of_a_table_is_named_by_its_column_and_row() -> None:
    found = collectors(form_of())
    assert [entry.spoken for entry in found.rows[1].entries if entry] == [
        "~agent, table collector 2",
        "~isPrimary, table collector 2",
        "~remarks, table collector 2",
    ]
    told = html(form_of())
    assert (
        '<input id="collectors.2.remarks" name="collectors.2.remarks" aria-label="~remarks, table collector 2"' in told
    )
    assert 'aria-label="Find ~agent, table collector 2"' in told
    assert faults(told) == []


def test_rows_beyond_the_limit_are_behind_a_button_and_a_new_one_has_the_number_after_all() -> None:
    form = form_of(9, sent=sent("collectors.n1", collectors__n1__remarks="new"))
    found = collectors(form)
    assert [row.number for row in found.rows] == [1, 2, 3, 4, 5, 10]
    assert (found.rest, found.total) == (4, 10)
    assert ">All 10 of ~collectors; 6 are shown here</button>" in html(form)
    assert entries(form)["collectors.n1.remarks"].text == "new"
    assert form.parts[0].note == "10"


def test_a_row_taken_out_is_not_shown_and_the_others_keep_what_was_sent() -> None:
    form = form_of(3, sent=sent(removed=("collectors.2",), collectors__3__remarks="typed"))
    found = collectors(form)
    assert [(row.name, row.number) for row in found.rows] == [("collectors.1", 1), ("collectors.3", 2)]
    assert form.parts[0].note == "2"
    assert found.rest == 0
    assert entries(form)["collectors.3.remarks"].text == "typed"


def test_a_new_row_that_was_taken_out_again_is_gone() -> None:
    found = collectors(form_of(1, sent=sent("collectors.n1", "collectors.n2", removed=("collectors.n1",))))
    assert [row.name for row in found.rows] == ["collectors.1", "collectors.n2"]
    assert [row.number for row in found.rows] == [1, 2]


def test_without_rows_there_is_a_sentence_and_the_button() -> None:
    told = html(form_of(0))
    assert "None yet." in told
    assert 'name="_add" value="collectors">Add table collector</button>' in told
    assert "<table" not in told


def test_what_one_may_not_add_or_take_out_has_no_button() -> None:
    form = form_of(may=lambda _table, action: action == "update")
    assert (collectors(form).may_add, collectors(form).may_remove) == (False, False)
    assert 'name="_add"' not in html(form)
    assert 'name="_remove"' not in html(form)
    form = form_of(may=lambda _table, action: action in ("update", "create"), sent=sent("collectors.n1"))
    assert html(form).count('name="_remove"') == 1, "a row that is not saved yet can always be taken out"


PANEL = (
    '<cell type="panel"><rows><row><cell type="field" name="text1"/></row></rows>'
    '<rows condition="{}"><row><cell type="field" name="text2"/></row></rows></cell>'
)


def test_a_layout_too_wide_or_with_more_than_cells_is_one_fieldset_for_each_record() -> None:
    narrow = cell("prepType", 'uitype="querycbx"') + "".join(cell(f"text{at}") for at in range(1, 8))
    wide = narrow + cell("integer1") + cell("integer2")
    remarks = cell("remarks")
    assert TABLE_FITS == 10
    many = PlainRows({"collectionobject": {1: {}}, "preparation": {i: {"collectionObject_id": 1} for i in (1, 2)}})
    for cells, shape, is_table in (
        (wide, "table", True),
        (wide + remarks, "table", False),
        (remarks, "form", True),
        (narrow, "form", True),
        (narrow + cell("collectionObject", 'uitype="querycbx"') + '<cell type="command" name="x"/>', "form", True),
        (narrow + remarks, "form", False),
        (remarks + '<cell type="separator" label="x"/>', "form", False),
        (remarks + '<cell type="subview" name="materialSamples"/>', "form", False),
        (remarks + PANEL.format("text1=x"), "form", False),
    ):
        shelf = books(
            {
                "CollectionObject": sub("preparations", f'defaulttype="{shape}"'),
                "Preparation": ROW.format(cells),
            }
        )
        form = filled(shelf, "collectionobject", many)
        found = records(form, "~preparations")
        assert bool(found.columns) is is_table
        assert [bool(row.parts) for row in found.rows] == [not is_table] * 2
        told = html(form)
        assert ("<legend>Table Preparation 1 of 2</legend>" in told) is not is_table
        assert 'name="preparations.2.remarks"' in told or is_table
        assert faults(told) == []


def test_a_column_with_nothing_to_see_or_enter_is_left_out_and_a_common_hint_stands_once() -> None:
    found = form_of(2, event_of(FIELDS + cell("timestampCreated") + cell("startDate", 'uitype="plugin"')))
    assert "~timestampCreated" not in [column.label for column in collectors(found).columns]
    shelf = books(
        {
            "CollectionObject": sub("determinations", 'defaulttype="table"'),
            "Determination": ROW.format(cell("determinedDate") + cell("remarks")),
        }
    )
    kept = PlainRows({"collectionobject": {1: {}}, "determination": {i: {"collectionObject_id": 1} for i in (1, 2)}})
    form = filled(shelf, "collectionobject", kept)
    (column, _remarks) = records(form, "~determinations").columns
    told = html(form)
    assert column.hint
    assert told.count(column.hint) == 1
    assert told.count(f'aria-describedby="{column.key}-h"') == 2
    assert faults(told) == []


def test_records_within_records_are_entered_to_a_depth_and_never_within_themselves() -> None:
    shelf = books(
        {
            "CollectionObject": sub("preparations", 'defaulttype="form"'),
            "Preparation": ROW.format(cell("remarks")) + sub("materialSamples") + sub("collectionObject"),
            "MaterialSample": ROW.format(cell("remarks")) + sub("dnaSequences") + sub("preparation"),
            "DNASequence": ROW.format(cell("geneSequence")),
        }
    )
    kept = PlainRows(
        {
            "collectionobject": {1: {}},
            "preparation": {2: {"collectionObject_id": 1}},
            "materialsample": {3: {"preparation_id": 2}},
            "dnasequence": {4: {"materialSample_id": 3, "geneSequence": "ACGT"}},
        }
    )
    form = filled(shelf, "collectionobject", kept)
    found = entries(form)
    assert found["preparations.2.materialSamples.3.dnaSequences.4.geneSequence"].text == "ACGT"
    assert not [name for name in found if "collectionObject" in name or name.endswith(".preparation")]
    assert faults(html(form)) == []


@pytest.mark.parametrize(
    ("caption", "language", "told"),
    [
        ("Collection Object", "en", "collection object"),
        ("DNA Sequence", "en", "DNA sequence"),
        ("Bestimmung", "de", "Bestimmung"),
    ],
)
def test_a_caption_in_a_sentence_is_small_where_nouns_are(caption: str, language: str, told: str) -> None:
    with override(language):
        assert in_a_sentence(caption) == told


def test_dates_and_numbers_of_a_table_are_as_wide_as_their_values_and_what_is_read_is_marked() -> None:
    cells = cell("preparedDate") + cell("countAmt") + cell("remarks") + cell("guid", 'readonly="true"')
    shelf = books({"CollectionObject": sub("preparations", 'defaulttype="table"'), "Preparation": ROW.format(cells)})
    row = {"collectionObject_id": 1, "preparedDate": date(1932, 4, 1), "countAmt": 1234567, "guid": "a-b"}
    made = html(filled(shelf, "collectionobject", PlainRows({"collectionobject": {1: {}}, "preparation": {1: row}})))
    assert 'size="10" value="1932-04-01"' in made
    assert 'inputmode="numeric" size="7" value="1234567"' in made
    assert made.count(" size=") == 2
    assert '<td class="read" data-label="~guid">a-b</td>' in made
    alone = html(filled(books({"Preparation": ROW.format(cells)}), "preparation", PlainRows({"preparation": {1: row}})))
    assert " size=" not in alone
    assert "Open<" not in html(form_of())
