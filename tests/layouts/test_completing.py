"""What a form that is filled in lacks: records that its layout only reads through, those that cannot be missing."""

import pytest

from specify.layouts.choosing import Mode
from specify.layouts.filling.names import pairs_at
from specify.layouts.form import Form, Pair, SubForm
from tests.layouts.filling.forms import books, compiled, entries, filled, records, sent
from tests.layouts.making import PlainRows

pytestmark = pytest.mark.one_shape

COLLECTORS = '<row><cell type="subview" name="collectors"/></row>'


def cell(name: str, more: str = "") -> str:
    return f'<cell type="field" name="{name}" {more}/>'


def lacking(table: str, cells: str, mode: Mode = "edit") -> list[str]:
    """What is put in front of a layout."""
    form = compiled(books({table: f"<row>{cells}</row>"}), table.lower(), mode)
    added = [item for item in form.pairs() if isinstance(item, Pair) and item.added]
    assert tuple(form.items[: len(added)]) == tuple(added)
    return [item.path.member.name for item in added if item.path and item.path.member]


def test_a_record_that_is_only_read_through_can_be_chosen() -> None:
    assert lacking("Collector", cell("agent.lastName") + cell("collectingEvent", 'uitype="querycbx"')) == ["agent"]
    assert lacking("DisposalPreparation", cell("preparation.collectionObject.catalogNumber")) == [
        "disposal",
        "preparation",
    ]


def test_a_record_that_cannot_be_missing_can_be_chosen() -> None:
    assert lacking("LoanPreparation", cell("quantity")) == ["loan"]
    assert lacking("LoanPreparation", cell("quantity") + cell("loan", 'uitype="querycbx" readonly="true"')) == ["loan"]
    assert lacking("LoanPreparation", cell("quantity") + cell("loan")) == ["loan"], "a text only tells the record"


def test_what_can_be_chosen_belongs_to_the_record_or_is_the_programs_is_left_as_it_is() -> None:
    for control in ("querycbx", "combobox"):
        assert lacking("LoanPreparation", cell("loan", f'uitype="{control}"') + cell("loan.loanNumber")) == []
    assert lacking("CollectingEvent", cell("locality.localityName") + '<cell type="subview" name="locality"/>') == []
    assert lacking("CollectionObject", cell("collectionObjectAttribute.text1") + cell("createdByAgent.lastName")) == []
    assert lacking("Taxon", cell("definition.name") + cell("definitionItem", 'uitype="combobox"')) == []


def test_forms_that_are_read_or_searched_by_lack_nothing() -> None:
    assert lacking("LoanPreparation", cell("preparation.countAmt"), "view") == []
    assert lacking("LoanPreparation", cell("preparation.countAmt"), "search") == []


SHELF = books(
    {"CollectingEvent": COLLECTORS, "Collector": f"<row>{cell('agent.lastName')}{cell('remarks')}</row>"},
)


def event(**more: object) -> PlainRows:
    people = {3: {"lastName": "Okafor"}}
    return PlainRows({"collectingevent": {1: {}}, "collector": {2: {"collectingEvent_id": 1, **more}}, "agent": people})


def test_the_rows_of_a_sub_view_have_it_first_but_not_the_way_back() -> None:
    form = filled(SHELF, "collectingevent", event(agent_id=3), sent=sent("collectors.n1"))
    table = records(form, "~collectors")
    assert [(column.label, column.required) for column in table.columns] == [
        ("~agent", True),
        ("~lastName", False),
        ("~remarks", False),
    ]
    (first, _name, _remarks), (new, nobody, _none) = (row.entries for row in table.rows)
    assert first
    assert (first.kind, first.text, first.chosen) == ("record", "Okafor", "3")
    assert new
    assert (new.name, new.text) == ("collectors.n1.agent", "")
    assert nobody is None, "of a new record nothing is looked at"


def test_who_may_not_change_it_sees_no_more_than_the_layout_has() -> None:
    form = filled(SHELF, "collectingevent", event(agent_id=3), may=lambda _table, _action: False)
    assert [column.label for column in records(form, "~collectors").columns] == ["~lastName"]


def test_its_control_is_found_by_its_name_but_the_way_back_is_not() -> None:
    def form_of(sub: SubForm) -> Form:
        return compiled(SHELF, sub.target, "edit", sub.shape, sub.view)

    form = compiled(SHELF, "collectingevent", "edit")
    (found,) = pairs_at(form, "collectors.2.agent", form_of)
    assert found.pair.added
    assert not list(pairs_at(form, "collectors.2.collectingEvent", form_of))
    assert list(pairs_at(compiled(SHELF, "collector", "edit"), "collectingEvent", form_of))


def test_a_new_record_on_a_page_of_its_own_has_it_as_well() -> None:
    found = entries(filled(SHELF, "collector", event(), 0))
    assert {name: one.required for name, one in found.items()} == {
        "collectingEvent": True,
        "agent": True,
        "remarks": False,
    }
