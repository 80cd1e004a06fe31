"""How pages are drawn: what the cookie says, plain pages on a wish, and nothing that a stranger could put there."""

from itertools import product
from typing import Any

import pytest

from specify.datamodel.tables import model
from specify.resources.place import place_of
from specify.web.look import COOKIE, PER_PLAIN_PAGE, SIZES, THEMES, Look, read, write
from specify.web.pagination import PER_PAGE
from tests.cast import ACCOUNT, PASSWORD
from tests.page_checks import text
from tests.page_client import CheckingClient

SIGN_IN = "/accounts/sign-in/"
EVERY = [
    Look(theme, size, plain, here, keys)
    for theme, size, plain, here, keys in product(
        ("", *THEMES), ("", *SIZES), (False, True), (None, False, True), (False, True)
    )
]


def of_html(page: Any, name: str) -> Any:
    return page.document.all("/html")[0].get(name)


def test_a_cookie_says_what_was_written() -> None:
    assert len({write(look) for look in EVERY}) == len(EVERY)
    for look in EVERY:
        assert read(write(look)) == look


def test_the_usual_look_needs_no_cookie() -> None:
    assert write(Look()) == ""
    assert read("") == Look()


@pytest.mark.parametrize("cookie", ['"><script>', "theme", "dark;light", "x" * 5000, "..", "Dark"])
def test_words_that_are_not_ours_mean_nothing(cookie: str) -> None:
    assert read(cookie) == Look()


def test_the_wish_for_plain_pages_goes_before_the_preference() -> None:
    assert Look().wishing(True).plain
    assert not Look(prefers_plain=True).wishing(False).plain
    assert Look(prefers_plain=True).wishing(False).wishing(True) == Look(prefers_plain=True)


@pytest.mark.django_db(databases="__all__")
def test_theme_and_size_stand_in_the_page(client: CheckingClient) -> None:
    client.cookies[COOKIE] = "dark.larger"
    page = client.get(SIGN_IN)
    assert (of_html(page, "data-theme"), of_html(page, "data-size")) == ("dark", "larger")
    assert of_html(CheckingClient().get(SIGN_IN), "data-theme") is None


@pytest.mark.django_db(databases="__all__")
def test_plain_pages_have_neither_script_nor_pictures(client: CheckingClient) -> None:
    full = client.get(SIGN_IN)
    assert full.document.all("//script")
    assert full.document.all("//*[local-name()='svg']")
    link = next(a for a in full.document.all("//footer//a") if text(a) == "Plain pages, no pictures")
    assert link.get("href") == f"{SIGN_IN}?plain=1"
    plain = client.get(link.get("href"))
    assert not plain.document.all("//script")
    assert not plain.document.all("//*[local-name()='svg']")
    cookie = client.cookies[COOKIE]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("here-plain", True, "Lax")
    assert not client.get(SIGN_IN).document.all("//script"), "it holds for the next page"
    back = next(a for a in plain.document.all("//footer//a") if text(a) == "Full pages")
    assert client.get(back.get("href")).document.all("//script")
    assert client.cookies[COOKIE].value == ""


@pytest.mark.django_db(databases="__all__")
def test_the_link_keeps_what_was_asked(client: CheckingClient) -> None:
    page = client.get(f"{SIGN_IN}?next=/help/&plain=0")
    links = [a.get("href") for a in page.document.all("//footer//a")]
    assert f"{SIGN_IN}?next=%2Fhelp%2F&plain=1" in links


@pytest.mark.django_db(databases="__all__")
def test_an_error_page_is_plain_too(client: CheckingClient) -> None:
    client.cookies[COOKIE] = "plain"
    page = client.get("/nothing/here/at/all/")
    assert page.status_code == 404
    assert not page.document.all("//script")


@pytest.mark.django_db(databases="__all__")
def test_a_plain_list_has_fewer_rows(client: CheckingClient) -> None:
    client.post(SIGN_IN, {"login": ACCOUNT, "password": PASSWORD})
    collection = model("collection").objects.order_by("pk").first()
    assert collection is not None
    place = place_of(collection.pk)
    assert place is not None
    address = f"/{place.collection_id}-{place.slug}/taxon/"
    assert len(client.get(address).document.all("//tbody/tr")) == PER_PAGE
    plain = client.get(f"{address}?plain=1")
    assert len(plain.document.all("//tbody/tr")) == PER_PLAIN_PAGE
