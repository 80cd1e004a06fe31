"""Who may clone what: a copy never has more than a person may read and enter themselves."""

import pytest

from specify.datamodel.tables import model
from tests.cast import READER, READERS_PASSWORD
from tests.page_client import CheckingClient, fields, words
from tests.planting import World
from tests.records.choosing.test_page import ONLY_WITH_POLICIES, enter_with, here
from tests.records.conftest import sign_in
from tests.records.filling_in import BUTTON, behind, row, save, saved, shown

pytestmark = pytest.mark.django_db
__all__ = ["here"]
"""A fixture that the tests of finding have, too."""
ENTERING = (("/table/collectionobject", "read"), ("/table/collectionobject", "create"), ("/table/preptype", "read"))


def test_who_may_not_enter_records_is_offered_no_clone(home: str, new: str, specimen: int) -> None:
    reader = sign_in(CheckingClient(), READER, READERS_PASSWORD)
    page = reader.get(f"{home}collectionobject/{specimen}/")
    assert page.status_code == 200
    assert "Clone" not in words(page)
    assert "Carry forward" not in words(page)
    assert reader.get(f"{new}?like={specimen}").status_code == 403


@ONLY_WITH_POLICIES
def test_what_one_may_not_enter_is_left_out_and_told(new: str, here: object, specimen: int) -> None:
    client = CheckingClient()
    enter_with(client, here, *ENTERING, ("/table/determination", "%"), ("/table/preparation", "read"))  # type: ignore[arg-type]
    page = client.get(f"{new}?like={specimen}")
    assert "Not copied, since you may not read or enter them: Preparation." in words(page)
    data = fields(page, BUTTON)
    assert data["_added"] == "determinations.n1 determinations.n2"
    found = saved(client, save(client, f"{new}?like={specimen}", data))
    assert len(behind("determination", collectionObject=found)) == 2
    assert behind("preparation", collectionObject=found) == []


@ONLY_WITH_POLICIES
def test_who_may_enter_and_not_change_can_change_the_copy(new: str, here: object, specimen: int) -> None:
    client = CheckingClient()
    rights = (("/table/determination", "read"), ("/table/determination", "create"))
    enter_with(client, here, *ENTERING, *rights)  # type: ignore[arg-type]
    address = f"{new}?like={specimen}"
    found = saved(client, save(client, address, shown(client, address), determinations__n1__remarks="mine"))
    assert "mine" in {one["remarks"] for one in behind("determination", collectionObject=found)}


def test_records_of_other_collections_are_not_found(curator: CheckingClient, new: str) -> None:
    foreign = World.create().plant("collectionobject")
    assert curator.get(f"{new}?like={foreign}").status_code == 404
    for told in ("0", "999999999", "99999999999999", "-1", "x", "1 OR 1=1", "²"):
        assert curator.get(new, {"like": told}).status_code == 404


def test_some_records_have_no_copies(curator: CheckingClient, home: str, home_world: World) -> None:
    home_world.plant("recordset", name="Mine", type=0, dbTableId=1)
    for key in ("collection", "recordset", "specifyuser", "taxontreedef"):
        record = model(key).objects.order_by("pk").first()
        assert record is not None
        assert curator.get(f"{home}{key}/new/?like={record.pk}").status_code in (403, 404)
        assert "Clone" not in words(curator.get(f"{home}{key}/{record.pk}/"))


def test_rows_that_belong_to_another_record_by_now_are_not_copied(
    curator: CheckingClient, new: str, specimen: int
) -> None:
    other = model("collectionobject").objects.exclude(pk=specimen).order_by("pk").first()
    assert other is not None
    address = f"{new}?like={specimen}"
    data = shown(curator, address)
    moved = {"collectionObject_id": other.pk, "remarks": "moved away", "text1": "hidden"}
    model("determination").objects.filter(collectionObject_id=specimen, isCurrent=False).update(**moved)
    assert "what this is a copy of is there no more (Determination)" in words(save(curator, address, data))
    found = saved(curator, save(curator, address, data))
    rows = behind("determination", collectionObject=found)
    assert {one["remarks"] for one in rows} == {"first", "second"}
    assert {one["text1"] for one in rows} == {None}
    assert row("collectionobject", found)["remarks"] == "old"
