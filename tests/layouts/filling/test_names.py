"""A control's name leads through the data model and the layouts, or nowhere."""

import pytest

from specify.datamodel import present
from specify.layouts.filling.names import pairs_at, way_to
from specify.layouts.form import Form, SubForm
from tests.layouts.filling.forms import books, compiled

TABLES = present.tables()
OBJECT = TABLES["collectionobject"]


@pytest.mark.parametrize(
    ("name", "table", "member"),
    [
        ("catalogNumber", "collectionobject", "catalogNumber"),
        ("determinations.12.taxon", "determination", "taxon"),
        ("determinations.n1.taxon", "determination", "taxon"),
        ("collectingEvent.startDate", "collectingevent", "startDate"),
        ("collectingEvent.collectors.3.agent", "collector", "agent"),
        ("determinations", "collectionobject", "determinations"),
    ],
)
def test_a_name_leads_to_a_field_or_relationship(name: str, table: str, member: str) -> None:
    found = way_to(OBJECT, name, TABLES)
    assert found is not None
    assert (found.table.key, found.member.name) == (table, member)


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "nothing",
        "catalognumber",
        "taxon.id",
        "determinations.taxon",
        "determinations.x.taxon",
        "determinations.1",
    ]
    + ["determinations.-1.taxon", "determinations.٣.taxon", "determinations.9999999999.taxon", "catalogNumber.text"]
    + ["collectingEvent.1.startDate", "_find", "determinations..taxon", "collectingEvent."],
)
def test_other_names_lead_nowhere(name: str) -> None:
    assert way_to(OBJECT, name, TABLES) is None


def test_the_records_on_the_way_are_told() -> None:
    found = way_to(OBJECT, "determinations.n2.taxon", TABLES)
    assert found is not None
    assert [(step.table.key, step.way.name if step.way else "", step.row) for step in found.steps] == [
        ("collectionobject", "", ""),
        ("determination", "determinations", "n2"),
    ]


def test_the_cell_of_a_control_is_found_in_the_form_or_in_those_within() -> None:
    shelf = books(
        {
            "CollectionObject": """<row><cell type="field" id="1" name="cataloger" uitype="querycbx"/>
              <cell type="subview" id="2" name="determinations" viewname="Determination"/></row>""",
            "Determination": """<row><cell type="field" id="1" name="taxon" uitype="querycbx"
              initialize="name=Mine"/></row>""",
        }
    )

    def form_of(sub: SubForm) -> Form:
        return compiled(shelf, sub.target, "edit", sub.shape, sub.view)

    form = compiled(shelf, "collectionobject", "edit")
    (own,) = pairs_at(form, "cataloger", form_of)
    assert own.pair.control.kind == "querycbx"
    (inner,) = pairs_at(form, "determinations.n1.taxon", form_of)
    assert inner.pair.control.options["name"] == "Mine"
    assert not list(pairs_at(form, "determinations.n1.determiner", form_of))
    assert not list(pairs_at(form, "nothing", form_of))
