"""A database of Specify 6 has no place for links: single sign-on is not offered there, and says so."""

import pytest

from specify.datamodel import present
from tests.page_client import CheckingClient, words
from tests.planting import World
from tests.security.oidc_provider import LocalProvider
from tests.security.people import user_of
from tests.security.sign_on_steps import IDENTITIES, LINK, SSO, be_sure

pytestmark = [
    pytest.mark.django_db(databases="__all__"),
    pytest.mark.skipif(present.has("spuserexternalid"), reason="This shape has the table for links."),
]


def test_the_page_for_signing_in_has_no_button_but_the_reason(client: CheckingClient, provider: LocalProvider) -> None:
    page = client.get("/accounts/sign-in/")
    assert len(page.document.all("//main//button")) == 1
    assert "Single sign-on is not available here" in words(page)
    assert provider.asked == []


@pytest.mark.usefixtures("provider")
def test_its_addresses_say_so_too(client: CheckingClient) -> None:
    for answer in (client.post(SSO), client.get(f"{SSO}back/?state=x&code=y")):
        assert answer.status_code == 404
        assert "has no table for the links" in words(answer)
    assert client.get(LINK).status_code == 400


@pytest.mark.usefixtures("provider")
def test_the_page_of_identities_says_so(client: CheckingClient) -> None:
    be_sure(client, user_of(World.create(), "mokafor"))
    page = client.get(IDENTITIES)
    assert "has no table for the links" in words(page)
    assert not page.document.all("//main//button")
    assert client.get(f"{IDENTITIES}7/remove/").status_code == 404
