"""Rows that are added to a form are saved as they began, without anybody touching their marks."""

import pytest

from specify.datamodel.tables import model
from tests.page_client import CheckingClient
from tests.records.filling_in import behind, put, save, saved, with_rows

pytestmark = pytest.mark.django_db


def test_a_determination_that_was_added_is_the_current_one(curator: CheckingClient, form: str, specimen: int) -> None:
    first, second = (one["id"] for one in behind("determination", collectionObject=specimen))
    model("determination").objects.filter(pk=first).update(isCurrent=True)
    model("determination").objects.filter(pk=second).update(isCurrent=False)
    address, data = with_rows(curator, form, "determinations", "determinations")
    marks = [data[f"determinations.{row}.isCurrent"] for row in (first, second, "n1", "n2")]
    assert marks == ["", "", "", "1"]
    saved(curator, save(curator, address, put(data, **{"determinations.n2.remarks": "last"})))
    rows = behind("determination", collectionObject=specimen)
    assert [one["remarks"] for one in rows if one["isCurrent"]] == ["last"]


def test_the_mark_may_be_left_where_it_was(curator: CheckingClient, form: str, specimen: int) -> None:
    first, second = (one["id"] for one in behind("determination", collectionObject=specimen))
    model("determination").objects.filter(pk=first).update(isCurrent=True)
    model("determination").objects.filter(pk=second).update(isCurrent=False)
    address, data = with_rows(curator, form, "determinations")
    put_back = {f"determinations.{first}.isCurrent": "1", "determinations.n1.isCurrent": ""}
    saved(curator, save(curator, address, put(data, **put_back)))
    rows = behind("determination", collectionObject=specimen)
    assert [one["isCurrent"] for one in rows] == [True, False, False]
