"""Wrong passwords are slowed, per account and per address, and nobody for longer than the pause."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory

from specify.datamodel.tables import SpecifyUser
from specify.security.models import SigninFailure
from specify.security.throttle import (
    ACCOUNT,
    ADDRESS,
    KEPT,
    PAUSE,
    Account,
    Attempt,
    address_of,
    tries_left,
    user_named,
    wait_after,
)
from tests.page_client import CheckingClient, words
from tests.planting import World
from tests.security.people import user_of
from tests.shapes import preparing

NOW = 1_800_000_000
HERE = "192.0.2.7"
SPELLINGS = (
    "mokafor",
    "MOKAFOR",
    "m\u200bokafor",
    "mokafor\u200b",
    "mok\x01afor",
    "\uff4dokafor",
    "mok\u200dafor",
    "ж",
)


def begin(name: str, address: str, now: int) -> Attempt:
    """An attempt of somebody who typed that name."""
    return Attempt.begin(Account.named(name), address, now)


def test_a_pause_begins_with_the_last_try_and_lasts_its_time() -> None:
    moments = [NOW, NOW - 10, NOW - 20, NOW - 30, NOW - 40]
    assert wait_after(moments, ACCOUNT, NOW) == PAUSE
    assert wait_after(moments, ACCOUNT, NOW + PAUSE - 1) == 1
    assert wait_after(moments, ACCOUNT, NOW + PAUSE) == 0
    assert wait_after(moments[1:], ACCOUNT, NOW) == 0


def test_tries_spread_over_a_day_begin_no_pause() -> None:
    moments = [NOW - 300 * step for step in range(5)]
    assert wait_after(moments, ACCOUNT, NOW) == 0
    assert tries_left(moments, ACCOUNT, NOW) == 2


@pytest.mark.django_db(databases="__all__")
def test_the_fifth_wrong_password_begins_a_pause() -> None:
    told = [begin("mokafor", HERE, NOW + step).failed(NOW + step) for step in range(5)]
    assert told == [(4, 0), (3, 0), (2, 0), (1, 0), (0, PAUSE)]
    assert begin("mokafor", HERE, NOW + 10).wait == PAUSE - 6
    assert begin("hbrand", HERE, NOW + 10).wait == 0


@pytest.mark.django_db(databases="__all__")
def test_attempts_during_a_pause_do_not_lengthen_it() -> None:
    for step in range(5):
        begin("mokafor", HERE, NOW + step).failed(NOW + step)
    for step in range(10, 100, 10):
        assert begin("mokafor", HERE, NOW + step).wait == PAUSE + 4 - step
    after = NOW + 4 + PAUSE
    assert begin("mokafor", HERE, after).failed(after) == (4, 0)


@pytest.mark.django_db(databases="__all__")
def test_attempts_sent_at_once_count_before_their_passwords_are_looked_at() -> None:
    waits = [begin("mokafor", f"192.0.2.{number}", NOW).wait for number in range(8)]
    assert waits == [0] * 5 + [PAUSE] * 3


@pytest.mark.django_db(databases="__all__")
def test_spellings_that_specify_holds_equal_are_one_account() -> None:
    for name in ("mokafor", "MOKAFOR", "Mokafor ", "mökafor", "mokáfor"):
        begin(name, HERE, NOW).failed(NOW)
    assert begin("mokafor", "192.0.2.99", NOW).wait == PAUSE


@pytest.mark.django_db(databases="__all__")
def test_every_spelling_that_finds_a_user_counts_for_that_user() -> None:
    user = user_of(World.create(), "mokafor")
    for spelling in SPELLINGS:
        assert (Account.named(spelling) == Account.of(user)) == (user_named(spelling) == user), ascii(spelling)


@pytest.mark.django_db(databases="__all__")
def test_spellings_do_not_tell_whether_there_is_such_a_user() -> None:
    unknown = [Account.named(spelling) == Account.named("mokafor") for spelling in SPELLINGS]
    user_of(World.create(), "mokafor")
    assert unknown == [Account.named(spelling) == Account.named("mokafor") for spelling in SPELLINGS]


@pytest.mark.django_db(databases="__all__")
def test_the_names_of_users_are_none_of_their_numbers() -> None:
    user = user_of(World.create(), "mokafor")
    assert Account.named(f"user {user.pk}") != Account.of(user)


@pytest.mark.skipif(preparing.shape() == "sqlite", reason="SQLite has Specify's one collation")
@pytest.mark.django_db(databases="__all__")
def test_a_collation_that_overlooks_characters_gives_no_fresh_tries() -> None:
    user = user_of(World.create(), "mokafor")
    with _names_collated("unicode_ci"):
        known = {Account.named(spelling) for spelling in SPELLINGS[:-1]}
        SpecifyUser.objects.filter(pk=user.pk).update(name="somebody")
        unknown = {Account.named(spelling) for spelling in SPELLINGS[:-1]}
    assert known == {Account.of(user)}
    assert len(unknown) == 1


@pytest.mark.skipif(preparing.shape() == "sqlite", reason="SQLite has Specify's one collation")
@pytest.mark.django_db(databases="__all__")
def test_other_spellings_buy_no_tries_at_the_sign_in_page(client: CheckingClient) -> None:
    user_of(World.create(), "mokafor")
    with _names_collated("unicode_ci"):
        for spelling in SPELLINGS[:5]:
            page = client.post("/accounts/sign-in/", {"login": spelling, "password": "no"})
    assert "Try again in 15 minutes." in words(page)


@contextmanager
def _names_collated(ending: str) -> Iterator[None]:
    """A copy of the table of users stands in for it, with another collation for their names."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW FULL COLUMNS FROM specifyuser LIKE 'name'")
        name, kind, before, *_more = cursor.fetchone()
        column = f"{name} {kind} COLLATE {before.split('_')[0]}_{ending}"
        cursor.execute(f"CREATE TEMPORARY TABLE specifyuser ({column}) SELECT * FROM specifyuser")
        try:
            yield
        finally:
            cursor.execute("DROP TEMPORARY TABLE specifyuser")


@pytest.mark.django_db(databases="__all__")
def test_an_address_that_tries_many_accounts_is_paused_too() -> None:
    for number in range(ADDRESS.tries):
        begin(f"user{number}", HERE, NOW).failed(NOW)
    assert begin("mokafor", HERE, NOW).wait == PAUSE
    assert begin("mokafor", "192.0.2.99", NOW).wait == 0


@pytest.mark.django_db(databases="__all__")
def test_a_right_password_clears_its_account_but_not_its_address() -> None:
    begin("mokafor", HERE, NOW).failed(NOW)
    begin("hbrand", HERE, NOW).failed(NOW)
    begin("mokafor", HERE, NOW).succeeded()
    assert SigninFailure.objects.count() == 1
    assert begin("mokafor", HERE, NOW).failed(NOW) == (4, 0)


@pytest.mark.django_db(databases="__all__")
def test_a_subscriber_of_ipv6_has_one_address() -> None:
    for number in range(ADDRESS.tries):
        begin(f"user{number}", f"2001:db8:1:2::{number:x}", NOW).failed(NOW)
    assert begin("mokafor", "2001:db8:1:2:ffff::1", NOW).wait == PAUSE
    assert begin("mokafor", "2001:db8:1:3::1", NOW).wait == 0


@pytest.mark.django_db(databases="__all__")
def test_nothing_readable_is_kept_and_nothing_for_longer_than_a_day() -> None:
    begin("my password", HERE, NOW - KEPT - 1).failed(NOW - KEPT - 1)
    row = SigninFailure.objects.get()
    assert len(row.account) == len(row.address) == 64
    assert "my" not in row.account
    begin("mokafor", HERE, NOW).failed(NOW)
    assert SigninFailure.objects.get().at == NOW


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.1", "192.0.2.1"),
        (1, "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        (2, "203.0.113.9, 198.51.100.1", "203.0.113.9"),
        (2, "198.51.100.1", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_only_our_own_proxies_are_believed(settings: Any, proxies: int, forwarded: str, address: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert address_of(RequestFactory().get("/", headers=headers, REMOTE_ADDR="192.0.2.1")) == address
