"""Record sets: their owner."""

import pytest

from specify.security.entering import Visit
from tests.records.changing import made, row, saved

pytestmark = pytest.mark.django_db


def test_one_without_an_owner_belongs_to_its_maker(visit: Visit) -> None:
    new = made("recordset", name="Q", dbTableId=1, type=0)
    saved(visit, new)
    assert row("recordset", new.id).specifyUser_id == visit.user.pk
    assert row("recordset", new.id).collectionMemberId == visit.place.collection_id
