"""Single sign-on with a real provider: there, back, in; the password once; what Specify 7 linked; two tabs."""

import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from specify.datamodel import present
from specify.datamodel.tables import SpecifyUser
from specify.web.logs import JsonLines
from tests.page_checks import text
from tests.page_client import CheckingClient, count_statements, fields, heading, link, weight, words
from tests.planting import World
from tests.security.oidc_provider import LocalProvider
from tests.security.people import PASSWORD, user_of
from tests.security.sign_on_steps import (
    IDENTITIES,
    KEY,
    LINK,
    SSO,
    is_signed_in,
    leave,
    linked,
    links,
    named,
    sign_on,
    visit_provider,
)

pytestmark = [
    pytest.mark.django_db(databases="__all__"),
    pytest.mark.skipif(not present.has("spuserexternalid"), reason="This shape has no table for links."),
]
SIGN_IN = "/accounts/sign-in/"


# There and back


def test_whom_specify_7_linked_is_in_at_once_and_where_they_wanted(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser
) -> None:
    row = linked(user)
    answer = sign_on(client, wanted="/4-fishes/taxon/?q=a")
    assert (answer.status_code, answer["Location"]) == (303, "/4-fishes/taxon/?q=a")
    assert client.session["_auth_user_id"] == str(user.pk)
    kept = links().get(pk=row)
    assert (kept.provider, kept.providerid, kept.enabled) == (KEY, "2f1c-0007", True)
    assert kept.idtoken["iss"] == provider.issuer  # the newest claims, as Specify 7 keeps them
    assert provider.codes == {}


def test_from_the_button_to_the_collection_it_is_three_pages(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser
) -> None:
    linked(user)
    first = client.get(SIGN_IN)
    assert [text(one) for one in first.document.all("//main//button")] == ["Sign in with Campus sign-in", "Sign in"]
    second = client.post(SSO, fields(first, "Sign in with Campus sign-in"))
    answer = client.get(visit_provider(link(second, "Go on to Campus sign-in")))
    while answer.status_code in (302, 303):
        answer = client.get(answer["Location"])
    assert answer.request["PATH_INFO"].endswith("-foreign-collection/")
    assert all(weight(page.content) < 8_000 for page in (first, second, answer))


def test_the_way_there_needs_no_script_and_the_policy_stays_as_it_is(
    client: CheckingClient, provider: LocalProvider
) -> None:
    page = client.post(SSO)
    refresh = page.document.all("//meta[@http-equiv='refresh']")[0].get("content", "")
    assert refresh == f"0;url={link(page, 'Go on to Campus sign-in')}"
    assert "form-action 'self';" in page["Content-Security-Policy"]
    assert "form-action 'self';" in client.get(SIGN_IN)["Content-Security-Policy"]


def test_state_nonce_and_proof_are_new_each_time(client: CheckingClient, provider: LocalProvider) -> None:
    first, second = (parse_qs(urlsplit(leave(client)).query) for _ in range(2))
    for name in ("state", "nonce", "code_challenge"):
        assert first[name] != second[name]
        assert len(first[name][0]) >= 16


def test_an_endpoint_may_have_a_query_of_its_own(client: CheckingClient, provider: LocalProvider) -> None:
    provider.behaviour.description = {"authorization_endpoint": f"{provider.issuer}/authorize?policy=museum"}
    assert leave(client).startswith(f"{provider.issuer}/authorize?policy=museum&client_id=")


@pytest.mark.parametrize(("algorithm", "kid"), [("ES256", "2"), ("RS256", "1"), ("ES256", None), ("RS256", None)])
def test_signatures_of_both_common_kinds_are_verified(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser, algorithm: str, kid: str | None
) -> None:
    linked(user)
    provider.behaviour.algorithm, provider.behaviour.kid = algorithm, kid
    assert sign_on(client).status_code == 303


def test_the_button_is_a_form_and_its_address_alone_only_leads_to_the_page(
    client: CheckingClient, provider: LocalProvider
) -> None:
    assert client.get(SSO)["Location"] == SIGN_IN
    strict = CheckingClient(enforce_csrf_checks=True)
    assert strict.post(SSO).status_code == 403
    assert provider.asked == []


def test_only_addresses_of_this_site_are_kept_for_afterwards(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser
) -> None:
    linked(user)
    assert sign_on(client, wanted="https://elsewhere.example/")["Location"] == "/"


def test_several_providers_have_a_button_each(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser, settings: Any
) -> None:
    settings.SIGN_IN_PROVIDERS = {**settings.SIGN_IN_PROVIDERS, "orcid": named(provider, "orcid", title="ORCID")}
    buttons = [text(one) for one in client.get(SIGN_IN).document.all("//main//button")]
    assert buttons == ["Sign in with Campus sign-in", "Sign in with ORCID", "Sign in"]
    linked(user, provider="orcid")
    assert sign_on(client, "campus")["Location"] == LINK  # the same subject at another provider is another person
    assert sign_on(CheckingClient(), "orcid")["Location"] == "/"


def test_nobody_is_sent_anywhere_by_a_name_that_is_not_offered(client: CheckingClient, settings: Any) -> None:
    settings.SIGN_IN_PROVIDERS = {}
    for answer in (client.post(SSO), client.get(f"{SSO}back/?state=x&code=y")):
        assert answer.status_code == 404
        assert "offers no sign-in under the name campus" in words(answer)
    assert len(client.get(SIGN_IN).document.all("//main//button")) == 1


def test_allauths_rows_are_neither_read_nor_written(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser
) -> None:
    linked(user)
    with count_statements() as statements:
        assert sign_on(client).status_code == 303
        client.get(IDENTITIES)
    assert statements
    assert not [one for one in statements if "web_socialaccount" in one]


# The identity of a user


@pytest.mark.parametrize("other", ["2F1C-0007", "2f1c-0007 ", "2f1c-000", "x2f1c-0007"])
def test_an_identity_that_only_looks_alike_is_another(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser, other: str
) -> None:
    linked(user, other)
    assert sign_on(client)["Location"] == LINK
    assert not is_signed_in(client)


def test_the_key_of_the_provider_is_compared_exactly_too(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser
) -> None:
    linked(user, provider="CAMPUS")
    assert sign_on(client)["Location"] == LINK


def test_a_subject_longer_than_allauth_would_take(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser
) -> None:
    provider.behaviour.subject = "s" * 1000
    linked(user, "s" * 1000)
    assert sign_on(client).status_code == 303


def test_a_link_that_was_switched_off_is_told(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser
) -> None:
    linked(user, enabled=False)
    page = sign_on(client)
    assert page.status_code == 403
    assert "has been switched off" in words(page)
    assert not is_signed_in(client)


def test_an_identity_of_two_users_is_nobodys(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser, world: World
) -> None:
    linked(user)
    linked(user_of(world, "tlind"))
    page = sign_on(client)
    assert page.status_code == 409
    assert "belongs to several users" in words(page)
    assert not is_signed_in(client)


def test_whoever_has_no_password_signs_on_all_the_same(
    client: CheckingClient, provider: LocalProvider, world: World
) -> None:
    linked(user_of(world, "tlind", password=""))
    assert sign_on(client).status_code == 303


# Tabs and replays


def test_two_tabs_that_sign_on_at_once_both_arrive(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser
) -> None:
    linked(user)
    first, second = leave(client, wanted="/one/"), leave(client, wanted="/two/")
    assert client.get(visit_provider(second))["Location"] == "/two/"
    assert client.get(visit_provider(first))["Location"] == "/one/"


def test_a_second_tab_with_another_identity_is_told_who_is_signed_in(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser, world: World
) -> None:
    linked(user)
    linked(user_of(world, "tlind"), "other")
    first, second = leave(client), leave(client)
    client.get(visit_provider(first))
    for subject in ("other", "unknown"):
        provider.behaviour.subject = subject
        page = client.get(visit_provider(second))
        assert page.status_code == 409
        assert "This browser is signed in as mokafor" in words(page)
        assert link(page, "Linked identities") == IDENTITIES
        client.logout()
        client.force_login(user)
        second = _leave_as_a_stranger(client, user)
    assert client.session["_auth_user_id"] == str(user.pk)


def _leave_as_a_stranger(client: CheckingClient, user: SpecifyUser) -> str:
    """A way begun before somebody signed in, in a session that is signed in by now."""
    client.logout()
    address = leave(client)
    client.post(SIGN_IN, {"login": user.name, "password": PASSWORD})
    return address


@pytest.mark.usefixtures("provider", "user")
def test_a_button_from_before_signing_in_says_what_to_do() -> None:
    strict = CheckingClient(enforce_csrf_checks=True)
    other_tab, this_tab = strict.get(SIGN_IN), strict.get(SIGN_IN)
    strict.post(SIGN_IN, {**fields(this_tab, "Sign in"), "login": "mokafor", "password": PASSWORD})
    assert is_signed_in(strict)
    page = strict.post(SSO, fields(other_tab, "Sign in with Campus sign-in"))
    assert page.status_code == 403
    assert "load the page again" in words(page)


def test_coming_back_twice_is_told_and_nobody_is_signed_out(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser
) -> None:
    linked(user)
    back = visit_provider(leave(client))
    assert client.get(back).status_code == 303
    page = client.get(back)
    assert (page.status_code, heading(page)) == (400, "This sign-in is over")
    assert link(page, "To the start") == "/"
    assert is_signed_in(client)


def test_another_browser_cannot_bring_the_answer(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser
) -> None:
    linked(user)
    back = visit_provider(leave(client))
    thief = CheckingClient()
    assert thief.get(back).status_code == 400
    assert not is_signed_in(thief)
    assert client.get(back).status_code == 303


def test_a_way_begun_at_one_provider_does_not_end_at_another(
    client: CheckingClient, provider: LocalProvider, user: SpecifyUser, settings: Any
) -> None:
    settings.SIGN_IN_PROVIDERS = {**settings.SIGN_IN_PROVIDERS, "other": named(provider, "other")}
    back = visit_provider(leave(client))
    assert client.get(back.replace(SSO, "/accounts/sso/other/")).status_code == 400


class Heard(logging.Handler):
    """Log records, and the lines that are written of them."""

    def __init__(self) -> None:
        super().__init__()
        self.data: list[dict[str, Any]] = []
        self.lines = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.data += [record.__dict__["data"]] if record.name == "specify.signin" else []
        self.lines += JsonLines().format(record)


@pytest.fixture
def heard() -> Iterator[Heard]:
    """What every logger says during the test."""
    handler, root = Heard(), logging.getLogger()
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)


def test_the_log_tells_the_provider_and_the_reason_and_no_secret(
    client: CheckingClient, provider: LocalProvider, heard: Heard
) -> None:
    provider.behaviour.answers = {"/token": (400, '{"error": "invalid_client", "hint": "the secret was xyzzy"}')}
    back = visit_provider(leave(client))
    client.get(back)
    assert heard.data == [{"provider": KEY, "reason": "the token endpoint refused: invalid_client"}]
    code, state = (parse_qs(urlsplit(back).query)[name][0] for name in ("code", "state"))
    secrets = ("xyzzy", code, state, named(provider).client_secret)
    assert f"{SSO}back/" in heard.lines
    assert not [secret for secret in secrets if secret in heard.lines]
