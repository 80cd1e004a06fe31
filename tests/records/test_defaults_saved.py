"""What a layout proposes for a new record is saved with it, and stands aside for what a copy has."""

from collections.abc import Iterator
from datetime import date

import pytest

from specify.datamodel.tables import model
from specify.resources.stamp import forget
from specify.security.entering import Visit
from specify.security.preferring import save_preferences
from tests.layouts.making import layout, view, view_set
from tests.page_client import CheckingClient
from tests.records.filling_in import row, save, saved, shown
from tests.records.test_layouts import store

pytestmark = pytest.mark.django_db
CELLS = {
    "catalogNumber": 'uitype="text"',
    "text1": 'uitype="text" default="as typed"',
    "number1": 'uitype="text" default="3"',
    "yesNo1": 'uitype="checkbox" default="true"',
    "catalogedDate": 'uitype="plugin" initialize="name=PartialDateUI;tp=catalogedDatePrecision" default="today"',
    "cataloger": 'uitype="querycbx" initialize="name=Agent;default=CURRENT_AGENT"',
    "text2": 'uitype="text" default="hidden" invisible="true"',
    "text3": 'uitype="text" default="shown" readonly="true"',
}


@pytest.fixture(autouse=True)
def laid_out(curator: CheckingClient) -> Iterator[None]:
    """A form of objects with a default in every cell."""
    rows = "".join(
        f'<row><cell type="label" labelfor="{name}"/><cell type="field" id="{name}" name="{name}" {more}/></row>'
        for name, more in CELLS.items()
    )
    of_objects = view("CollectionObject", "CollectionObject", ("Object", "view"), ("Object", "edit"))
    store(view_set(of_objects, layout("Object", "CollectionObject", rows), "Curators"))
    forget()
    yield
    forget()


@pytest.fixture
def plain(curator: CheckingClient, new: str) -> int:
    """An object that has none of what the layout proposes."""
    found = saved(curator, save(curator, new, shown(curator, new)))
    nothing = dict.fromkeys(("text1", "text2", "text3", "number1", "yesNo1", "catalogedDate", "cataloger"))
    model("collectionobject").objects.filter(pk=found).update(**nothing)
    return found


def test_what_is_proposed_is_saved(curator: CheckingClient, new: str, visit: Visit) -> None:
    data = shown(curator, new)
    found = row("collectionobject", saved(curator, save(curator, new, data)))
    assert (found["text1"], found["number1"], found["yesNo1"]) == ("as typed", 3, True)
    assert (found["catalogedDate"], found["catalogedDatePrecision"]) == (date.today(), 1)
    assert found["cataloger_id"] == visit.agent_id
    assert (found["text2"], found["text3"]) == ("hidden", "shown")


def test_what_is_typed_over_it_counts(curator: CheckingClient, new: str) -> None:
    data = shown(curator, new)
    emptied = {"text1": "", "number1": "4", "yesNo1": "", "catalogedDate": "1987", "cataloger": ""}
    found = row("collectionobject", saved(curator, save(curator, new, data, **emptied)))
    assert (found["text1"], found["number1"], found["cataloger_id"]) == (None, 4, None)
    assert (found["catalogedDate"].year, found["catalogedDatePrecision"]) == (1987, 3)
    assert not found["yesNo1"]


def test_a_copy_has_what_the_other_record_has_be_it_nothing(curator: CheckingClient, new: str, plain: int) -> None:
    address = f"{new}?like={plain}"
    data = shown(curator, address)
    assert (data["text1"], data["number1"], data["catalogedDate"], data["cataloger"]) == ("", "", "", "")
    found = row("collectionobject", saved(curator, save(curator, address, data)))
    for name in ("text1", "text2", "text3", "number1", "yesNo1", "catalogedDate", "cataloger_id"):
        assert found[name] is None, name
    assert found["catalogNumber"] == f"{int(row('collectionobject', plain)['catalogNumber']) + 1:09}"


def test_what_is_not_carried_forward_is_proposed_anew(
    curator: CheckingClient, new: str, plain: int, visit: Visit
) -> None:
    path = ("form", "preferences", "carryForward", "CollectionObject")
    save_preferences(visit.viewer, {path: ["number1", "text2"]}, None)
    address = f"{new}?like={plain}&carry=1"
    found = row("collectionobject", saved(curator, save(curator, address, shown(curator, address))))
    assert (found["number1"], found["text2"]) == (None, None)
    assert (found["text1"], found["text3"], found["yesNo1"]) == ("as typed", "shown", True)
    assert found["cataloger_id"] == visit.agent_id
