"""Identities with several rows, which the database does not prevent: all go together, and none is made twice."""

from typing import Any

import pytest

from specify.datamodel import present
from specify.datamodel.tables import SpecifyUser
from specify.security.identities import Identity, link
from tests.page_client import CheckingClient
from tests.planting import World
from tests.security.at_once import at_once
from tests.security.people import user_of
from tests.security.sign_on_steps import IDENTITIES, KEY, LINK, be_sure, linked, links, sign_on

pytestmark = [
    pytest.mark.django_db(databases="__all__"),
    pytest.mark.skipif(not present.has("spuserexternalid"), reason="This shape has no table for links."),
]


def links_of(user: SpecifyUser) -> list[str]:
    rows = links().filter(specifyuser_id=user.pk).order_by("pk")
    return list(rows.values_list("providerid", flat=True))


@pytest.mark.usefixtures("provider")
def test_removing_an_identity_removes_all_its_rows_and_no_other(client: CheckingClient) -> None:
    user = user_of(World.create(), "mokafor")
    number = linked(user)
    for subject in ("2f1c-0007", "2F1C-0007"):
        linked(user, subject)
    be_sure(client, user)
    assert client.post(f"{IDENTITIES}{number}/remove/").status_code == 303
    assert links_of(user) == ["", "", "2F1C-0007"]
    stranger = CheckingClient()
    assert sign_on(stranger)["Location"] == LINK


@pytest.mark.usefixtures("provider")
def test_a_second_row_is_no_other_way_in_and_does_not_undo_an_administrators_word(
    client: CheckingClient,
) -> None:
    user = user_of(World.create(), "tlind", password="")
    number = linked(user)
    be_sure(client, user)
    second = linked(user)
    assert client.post(f"{IDENTITIES}{number}/remove/").status_code == 409
    links().filter(pk=second).update(enabled=False)
    assert client.post(f"{IDENTITIES}{number}/remove/").status_code == 403


@pytest.mark.django_db(databases="__all__", transaction=True)
@pytest.mark.usefixtures("provider")
def test_an_identity_linked_several_times_at_once_has_one_row(settings: Any) -> None:
    made = user_of(World.create(), "mokafor")
    identity = Identity(settings.SIGN_IN_PROVIDERS[KEY], "2f1c-0007", {})
    assert at_once([lambda: link(identity, made)] * 4) == [1] * 4
    assert links_of(made) == ["2f1c-0007"]
