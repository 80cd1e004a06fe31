"""Addresses of Specify 7 lead to the same queries here."""

import pytest

from specify.datamodel.tables import model
from specify.security.choosing import choices
from specify.security.entering import Visit
from tests.page_client import CheckingClient, words

pytestmark = pytest.mark.django_db


def first(visit: Visit) -> str:
    """The address of the first collection that the person may enter."""
    choice = choices(visit.user.pk)[0]
    return f"/{choice.id}-{choice.slug}/"


def test_a_new_query_of_specify_7(curator: CheckingClient, visit: Visit) -> None:
    answer = curator.get("/specify/query/new/collectionobject/")
    assert answer["Location"].startswith(f"{first(visit)}query/?on=collectionobject&l=1.collectionobject.catalogNumber")
    assert curator.get(answer["Location"]).status_code == 200
    assert curator.get("/specify/query/new/nonsense/").status_code == 404


def test_a_stored_query_of_specify_7(curator: CheckingClient, visit: Visit, home: str) -> None:
    assert curator.get("/specify/query/7/")["Location"] == f"{first(visit)}query/7/"
    sets = model("recordset").objects.filter(collectionMemberId=visit.place.collection_id)
    record_set = sets.values_list("pk", flat=True).first()
    assert record_set
    answer = curator.get(f"/specify/query/7/?recordsetid={record_set}")
    assert answer["Location"] == f"{home}query/7/?set={record_set}"
    stored = model("spquery").objects.values_list("pk", flat=True).first()
    answer = curator.get(f"/specify/query/{stored}/?recordsetid=garbage")
    assert "no number of a record set" in words(curator.get(answer["Location"])), "and not all rows"


def test_somebody_who_is_not_signed_in_does_so_first(client: CheckingClient, db: None) -> None:
    assert "/accounts/sign-in/" in client.get("/specify/query/7/")["Location"]
