"""The second factor, as a person meets it: switched on, asked for, lost, switched off."""

import re
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.management import CommandError, call_command
from django.db import connections

from specify.datamodel.tables import SpecifyUser
from specify.security import second_factor
from specify.security.models import SigninFailure
from tests.page_checks import text
from tests.page_client import CheckingClient, count_statements, heading, link, words
from tests.planting import World
from tests.security.at_once import at_once
from tests.security.codes import ON, code_of, shown_secret, stored_secret, with_factor
from tests.security.people import PASSWORD, user_of

pytestmark = pytest.mark.django_db(databases="__all__")

SIGN_IN, CODE = "/accounts/sign-in/", "/accounts/sign-in/code/"
STATE, OFF, CODES = "/accounts/second-factor/", "/accounts/second-factor/off/", "/accounts/second-factor/codes/"
FILE, AGAIN, AGAIN_CODE = f"{CODES}file/", "/accounts/again/", "/accounts/again/code/"


@pytest.fixture
def sure(client: CheckingClient, user: SpecifyUser) -> CheckingClient:
    """A client that has signed in and has just given the password again."""
    client.force_login(user)
    client.post(AGAIN, {"password": PASSWORD})
    return client


def sign_in(client: CheckingClient, **more: str) -> Any:
    return client.post(SIGN_IN, {"login": "mokafor", "password": PASSWORD, **more})


def is_signed_in(client: CheckingClient) -> bool:
    return "_auth_user_id" in client.session


def shown_codes(page: Any) -> list[str]:
    return [text(one) for one in page.document.all("//main//li/*[@class='code']")]


def kept_by(page: Any) -> str:
    return page.document.all("//main//button[@name='kept']")[0].get("value")


def test_switching_it_on(sure: CheckingClient, user: SpecifyUser) -> None:
    assert "It is off" in words(sure.get(STATE))
    page = sure.get(ON)
    secret = shown_secret(page)
    assert re.fullmatch(r"[A-Z2-7]{32}", secret)
    assert link(page, "Open in the app on this device").startswith("otpauth://totp/mokafor?secret=" + secret)
    assert page["Cache-Control"] == "private, no-store"
    assert shown_secret(sure.get(ON)) == secret
    answer = sure.post(ON, {"code": code_of(secret)})
    assert (answer.status_code, answer["Location"]) == (303, CODES)
    assert set(second_factor.factors_of(user.pk)) == {"totp", "recovery_codes"}
    assert "It is on" in words(sure.get(STATE))
    assert sure.get(ON)["Location"] == STATE


def test_it_is_said_what_switching_it_on_and_off_does_not_change(sure: CheckingClient, user: SpecifyUser) -> None:
    assert "your sign-in at your institution" in words(sure.get(STATE))
    assert "Wherever else you are signed in now, you stay so" in words(sure.get(ON))
    with_factor(user)
    for address in (STATE, OFF, "/accounts/sign-out/"):
        assert "password" not in words(sure.get(address)), "some people have none"


def test_the_square_and_the_secret_fit_the_budget_and_need_no_style(sure: CheckingClient) -> None:
    picture = sure.get(ON).document.all("//main//*[local-name()='svg']")[0]
    assert picture.get("aria-label")
    assert picture.get("style") is None


def test_a_wrong_first_code_is_told_and_the_secret_stays(sure: CheckingClient, user: SpecifyUser) -> None:
    secret = shown_secret(sure.get(ON))
    page = sure.post(ON, {"code": "123"})
    assert page.status_code == 422
    assert "not the code that the app should show" in text(page.document.all("//*[@id='errors']")[0])
    assert shown_secret(page) == secret
    assert second_factor.factors_of(user.pk) == {}


def test_secrets_lie_encrypted_in_table_and_session(sure: CheckingClient, user: SpecifyUser) -> None:
    secret = shown_secret(sure.get(ON))
    assert secret not in str(dict(sure.session))
    sure.post(ON, {"code": code_of(secret)})
    rows = second_factor.factors_of(user.pk)
    assert secret not in str(rows["totp"].data)
    assert stored_secret(rows["totp"]) == secret
    assert re.fullmatch(r"gAAA[\w=-]+", rows["recovery_codes"].data["seed"])


def test_the_table_is_ours(user: SpecifyUser) -> None:
    with_factor(user)
    assert Authenticator._meta.db_table == "web_mfa_authenticator"
    assert "web_mfa_authenticator" in connections["web"].introspection.table_names()


def test_recovery_codes_are_shown_until_they_are_kept(sure: CheckingClient, user: SpecifyUser) -> None:
    with_factor(user)
    codes = shown_codes(sure.get(CODES))
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"\d{4} \d{4}", code) for code in codes)
    assert shown_codes(sure.get(CODES)) == codes
    file = sure.get(FILE)
    assert file["Content-Type"].startswith("text/plain")
    assert file["Cache-Control"] == "private, no-store"
    assert file.content.decode().split("\r\n")[2:-1] == codes
    assert sure.post(CODES, {"kept": kept_by(sure.get(CODES))})["Location"] == STATE
    page = sure.get(CODES)
    assert shown_codes(page) == []
    assert "10 of your recovery codes are left" in words(page)
    assert sure.get(FILE).status_code == 404


def test_new_recovery_codes_make_the_old_ones_void(sure: CheckingClient, user: SpecifyUser) -> None:
    with_factor(user)
    page = sure.get(CODES)
    old = shown_codes(page)
    sure.post(CODES, {"kept": kept_by(page)})
    assert sure.post(CODES, {"new": "1"})["Location"] == CODES
    new = shown_codes(sure.get(CODES))
    assert not set(new) & set(old)
    assert second_factor.accept(user.pk, old[0]) is None
    assert second_factor.accept(user.pk, new[0]) is not None
    sure.post(CODES, {"kept": kept_by(page)})
    assert shown_codes(sure.get(CODES)) == new[1:], "an old page has not kept these"


@pytest.mark.parametrize("sent", [{}, {"kept": "0"}, {"kept": ""}])
def test_recovery_codes_are_made_anew_only_when_that_is_asked(
    sure: CheckingClient, user: SpecifyUser, sent: dict[str, str]
) -> None:
    with_factor(user)
    codes = shown_codes(sure.get(CODES))
    assert sure.post(CODES, sent)["Location"] == CODES
    assert shown_codes(sure.get(CODES)) == codes


def test_signing_in_takes_the_code_and_goes_on_to_where_one_wanted(client: CheckingClient, user: SpecifyUser) -> None:
    secret = with_factor(user)
    assert sign_in(client, next="/help/")["Location"] == CODE
    assert not is_signed_in(client)
    page = client.get(CODE)
    field = page.document.all("//main//input[@name='code']")[0]
    assert (field.get("autocomplete"), field.get("inputmode")) == ("one-time-code", "numeric")
    answer = client.post(CODE, {"code": code_of(secret)})
    assert (answer.status_code, answer["Location"]) == (303, "/help/")
    assert is_signed_in(client)


@pytest.mark.parametrize("typed", ["{} {}", " {}{} ", "{}-{}"])
def test_a_code_may_be_typed_in_groups(client: CheckingClient, user: SpecifyUser, typed: str) -> None:
    code = code_of(with_factor(user))
    sign_in(client)
    assert client.post(CODE, {"code": typed.format(code[:3], code[3:])}).status_code == 303


def test_a_code_counts_once(user: SpecifyUser) -> None:
    secret = with_factor(user)
    code = code_of(secret)
    for client, status in ((CheckingClient(), 303), (CheckingClient(), 422)):
        sign_in(client)
        assert client.post(CODE, {"code": code}).status_code == status


@pytest.mark.django_db(databases="__all__", transaction=True)
@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_a_code_sent_many_times_at_once_counts_once(kind: str) -> None:
    made = user_of(World.create(), "mokafor")
    code = code_of(with_factor(made))
    if kind == "recovery":
        code = RecoveryCodes(second_factor.factors_of(made.pk)["recovery_codes"]).get_unused_codes()[0]
    accepted = at_once([lambda: second_factor.accept(made.pk, code)] * 6)
    assert len([one for one in accepted if one]) == 1


def test_the_code_that_switched_it_on_counts_no_more(user: SpecifyUser) -> None:
    secret = with_factor(user)
    assert second_factor.accept(user.pk, code_of(secret, -1)) is None


def test_clocks_may_differ_by_half_a_minute(user: SpecifyUser) -> None:
    secret = with_factor(user)
    assert second_factor.accept(user.pk, code_of(secret, 3)) is None
    assert second_factor.accept(user.pk, code_of(secret, 1)) is not None
    assert second_factor.accept(user.pk, code_of(secret)) is None, "older than the last one"


def test_a_recovery_code_counts_once(client: CheckingClient, sure: CheckingClient, user: SpecifyUser) -> None:
    with_factor(user)
    code = shown_codes(sure.get(CODES))[3]
    for visitor, status in ((CheckingClient(), 303), (CheckingClient(), 422)):
        sign_in(visitor)
        assert visitor.post(CODE, {"code": code}).status_code == status
    assert "You have 9 recovery codes left" in words(sure.get(STATE))


def test_wrong_codes_are_slowed_and_a_right_password_buys_no_tries(client: CheckingClient, user: SpecifyUser) -> None:
    secret = with_factor(user)
    for left in (4, 3, 2, 1):
        sign_in(client)
        page = client.post(CODE, {"code": "000000"})
        assert page.status_code == 422
        assert f"{'One' if left == 1 else left} more" in words(page)
    assert "Try again in 15 minutes." in words(client.post(CODE, {"code": "000000"}))
    assert "Too many wrong codes." in words(client.post(CODE, {"code": code_of(secret)}))
    assert not is_signed_in(client)


def test_a_right_code_clears_its_count(client: CheckingClient, user: SpecifyUser) -> None:
    secret = with_factor(user)
    sign_in(client)
    client.post(CODE, {"code": "000000"})
    client.post(CODE, {"code": code_of(secret)})
    assert not SigninFailure.objects.exists()


def test_nothing_typed(client: CheckingClient, user: SpecifyUser) -> None:
    with_factor(user)
    sign_in(client)
    assert "Enter a code." in words(client.post(CODE, {"code": ""}))
    assert not SigninFailure.objects.exists()


def test_without_the_password_there_is_no_code_to_ask_for(client: CheckingClient, user: SpecifyUser) -> None:
    secret = with_factor(user)
    assert client.get(CODE)["Location"] == SIGN_IN
    assert client.post(CODE, {"code": code_of(secret)})["Location"] == SIGN_IN
    assert not is_signed_in(client)


def test_one_may_sign_in_as_somebody_else_instead(client: CheckingClient, user: SpecifyUser) -> None:
    with_factor(user)
    sign_in(client)
    assert client.get(SIGN_IN)["Location"] == CODE
    client.post("/accounts/sign-out/")
    assert heading(client.get(SIGN_IN)) == "Sign in"


def test_a_factor_forgotten_between_password_and_code_lets_in(client: CheckingClient, user: SpecifyUser) -> None:
    with_factor(user)
    sign_in(client)
    second_factor.forget(user.pk)
    assert client.get(CODE).status_code == 303
    assert is_signed_in(client)


@pytest.mark.parametrize("address", [ON, OFF, CODES, FILE])
def test_one_is_asked_again_before_anything_is_shown(client: CheckingClient, user: SpecifyUser, address: str) -> None:
    with_factor(user)
    client.force_login(user)
    assert client.get(address)["Location"] == f"{AGAIN}?next={address.replace('/', '%2F')}"
    assert client.get(f"{AGAIN}?next={address}").status_code == 200


def test_what_one_was_about_to_send_is_sent_on(client: CheckingClient, user: SpecifyUser) -> None:
    with_factor(user)
    client.force_login(user)
    asked = client.post(OFF)["Location"]
    assert second_factor.factors_of(user.pk)
    page = client.post(AGAIN, {"password": "no", "next": OFF})
    assert page.status_code == 422
    assert "4 more tries" in words(page)
    answer = client.post(AGAIN, {"password": PASSWORD, "next": OFF})
    assert asked.startswith(AGAIN)
    assert (answer.status_code, answer["Location"]) == (303, STATE)
    assert not second_factor.factors_of(user.pk)


def test_a_code_will_do_instead_of_the_password(client: CheckingClient, user: SpecifyUser) -> None:
    secret = with_factor(user)
    client.force_login(user)
    assert link(client.get(f"{AGAIN}?next={OFF}"), "With a code instead").startswith(AGAIN_CODE)
    assert client.post(AGAIN_CODE, {"code": "1", "next": OFF}).status_code == 422
    assert client.post(AGAIN_CODE, {"code": code_of(secret), "next": OFF})["Location"] == OFF
    assert heading(client.get(OFF)) == "Switch the second factor off?"


def test_switching_it_off(sure: CheckingClient, user: SpecifyUser) -> None:
    with_factor(user)
    assert sure.get(OFF).status_code == 200
    assert sure.post(OFF)["Location"] == STATE
    assert "The second factor is off." in text(sure.get(STATE).document.all("//*[@id='status-line']")[0])
    assert not Authenticator.objects.filter(user_id=user.pk).exists()
    assert sure.get(OFF).status_code == 404
    assert sure.get(CODES).status_code == 404


def test_after_a_change_of_the_secret_key_it_is_said_what_to_do(
    client: CheckingClient, user: SpecifyUser, settings: Any
) -> None:
    with_factor(user)
    settings.SECRET_KEY = "another one"
    sign_in(client)
    page = client.post(CODE, {"code": "123456"})
    assert page.status_code == 409
    assert "another secret key" in words(page)
    assert not is_signed_in(client)
    assert not SigninFailure.objects.exists()  # nobody has tried a wrong one


def test_a_former_secret_key_may_be_kept(user: SpecifyUser, settings: Any) -> None:
    secret = with_factor(user)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another one"
    assert second_factor.accept(user.pk, code_of(secret)) is not None


def test_an_administrator_can_forget_it(client: CheckingClient, user: SpecifyUser) -> None:
    with_factor(user)
    said = StringIO()
    call_command("forget_second_factor", "MOkafor", stdout=said)
    assert "forgotten" in said.getvalue()
    assert sign_in(client)["Location"] == "/"
    with pytest.raises(CommandError, match="no second factor"):
        call_command("forget_second_factor", "mokafor")
    with pytest.raises(CommandError, match="no user called nobody"):
        call_command("forget_second_factor", "nobody")


def test_the_pages_take_few_statements(sure: CheckingClient, user: SpecifyUser) -> None:
    with_factor(user)
    with count_statements() as told:
        sure.get(STATE)
    assert len(told) <= 4, told


def test_a_stranger_is_asked_to_sign_in_first(client: CheckingClient) -> None:
    for address in (STATE, ON, OFF, CODES, FILE, AGAIN, AGAIN_CODE):
        assert client.get(address)["Location"].startswith(f"{SIGN_IN}?next="), address
