"""One's account: who one is here, what one may do, and preferences that hold from the next page on."""

import json
from typing import Any

import pytest
from django.conf import settings

from specify.datamodel import present
from specify.datamodel.tables import SpAppResourceData, SpecifyUser
from specify.resources.stamp import forget
from specify.web.look import COOKIE
from tests.page_checks import text
from tests.page_client import CheckingClient, count_statements, fields, heading, link, words
from tests.planting import World
from tests.security.people import agent_for, let_in, user_of

pytestmark = pytest.mark.django_db(databases="__all__")
SAVE = "Save preferences"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    forget()


@pytest.fixture
def world() -> World:
    return World.create()


@pytest.fixture
def user(world: World, client: CheckingClient) -> SpecifyUser:
    made = user_of(world, "mokafor")
    let_in(world, made, world.ids["collection"])
    client.force_login(made)
    return made


@pytest.fixture
def page(world: World, user: SpecifyUser) -> str:
    return f"/{world.ids['collection']}-foreign-collection/account/"


def save(client: CheckingClient, page: str, **changed: str) -> Any:
    return client.post(page, {**fields(client.get(page), SAVE), **changed})


def preferences(user: SpecifyUser) -> Any:
    rows = SpAppResourceData.objects.filter(spAppResource__specifyUser_id=user.pk).values_list("data", flat=True)
    return json.loads(bytes(rows.get() or b""))


def of_html(answer: Any, name: str) -> Any:
    return answer.document.all("/html")[0].get(name)


def test_who_one_is(client: CheckingClient, world: World, user: SpecifyUser, page: str) -> None:
    assert "none in" in words(client.get(page))
    agent = agent_for(world, user, world.ids["division"])
    shown = client.get(page)
    assert heading(shown) == "mokafor Your account"
    assert link(shown, "Ilse Brandt") == page, "the name at the top leads here"
    linked = [a.get("href") for a in shown.document.all("//main//a")]
    assert f"/{world.ids['collection']}-foreign-collection/agent/{agent}/" in linked
    assert {"/accounts/password/", "/accounts/second-factor/", "/accounts/identities/"} <= set(linked)
    assert "You may read, add, change and delete: all tables." in words(shown)


@pytest.mark.skipif(not present.has("userrole"), reason="this database has no roles")
def test_roles_are_named(client: CheckingClient, world: World, user: SpecifyUser, page: str) -> None:
    role = world.plant("role", name="Cataloguer", collection_id=world.ids["collection"])
    world.plant("userrole", specifyuser_id=user.pk, role_id=role)
    assert "Cataloguer" in words(client.get(page))


def test_statements_are_few(client: CheckingClient, page: str) -> None:
    client.get(page)
    with count_statements() as told:
        client.get(page)
    assert len(told) <= 7, told


def test_the_page_outside_collections(client: CheckingClient, user: SpecifyUser) -> None:
    shown = client.get("/accounts/")
    assert heading(shown) == "mokafor Your account"
    assert link(shown, "Account") == "/accounts/"
    assert link(shown, "Change the password") == "/accounts/password/"


def test_a_stranger_signs_in_first(client: CheckingClient, page: str) -> None:
    stranger = CheckingClient()
    assert stranger.get(page)["Location"].startswith("/accounts/sign-in/")
    assert stranger.post(page)["Location"].startswith("/accounts/sign-in/")
    assert stranger.get("/accounts/")["Location"].startswith("/accounts/sign-in/")


def test_preferences_hold_from_the_next_page_on(client: CheckingClient, user: SpecifyUser, page: str) -> None:
    assert fields(client.get(page), SAVE).items() >= {"theme": "", "size": "", "language": "", "keys": "1"}.items()
    answer = save(client, page, theme="dark", size="large", language="de")
    assert (answer.status_code, answer["Location"]) == (303, page)
    shown = client.get(page)
    assert [of_html(shown, name) for name in ("data-theme", "data-size", "lang")] == ["dark", "large", "de"]
    assert fields(shown, text(shown.document.all("//main//button")[0])).items() >= {"theme": "dark"}.items()
    assert preferences(user) == {
        "general": {"ui": {"theme": "dark", "fontSize": 125}},
        "hypermedia": {"look": {"language": "de"}},
    }
    outside = client.get("/help/")
    assert [of_html(outside, name) for name in ("data-theme", "data-size", "lang")] == ["dark", "large", "de"]


def test_the_reader_without_an_agent_may_save(client: CheckingClient, user: SpecifyUser, page: str) -> None:
    assert save(client, page, theme="light").status_code == 303
    assert preferences(user) == {"general": {"ui": {"theme": "light"}}}


def test_what_holds_anyway_is_not_stored(client: CheckingClient, user: SpecifyUser, page: str) -> None:
    save(client, page, theme="dark", language="de")
    back = {"theme": "", "was-theme": "dark", "language": "", "was-language": "de", "size": "", "keys": "1"}
    client.post(page, back)
    assert preferences(user) == {}
    client.get(page)
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == ""
    assert of_html(client.get("/help/"), "lang") == "en"


def test_plain_pages_and_access_keys(client: CheckingClient, user: SpecifyUser, page: str) -> None:
    assert client.get(page).document.all("//*[@accesskey]")
    posted = {**fields(client.get(page), SAVE), "plain": "1"}
    del posted["keys"]
    client.post(page, posted)
    shown = client.get(page)
    assert not shown.document.all("//script")
    assert not shown.document.all("//*[@accesskey]")
    assert preferences(user) == {"hypermedia": {"look": {"plain": True, "accessKeys": False}}}
    assert client.cookies[COOKIE].value == "plain.nokeys"


def test_this_browsers_wish_goes_before_the_preference_until_that_changes(
    client: CheckingClient, user: SpecifyUser, page: str
) -> None:
    client.get(f"{page}?plain=1")
    assert not client.get(page).document.all("//script")
    save(client, page, plain="1")
    client.get(page)
    assert client.cookies[COOKIE].value == "plain"
    assert client.get(f"{page}?plain=0").document.all("//script")


def test_two_tabs_change_what_each_of_them_changed(client: CheckingClient, user: SpecifyUser, page: str) -> None:
    first, second = fields(client.get(page), SAVE), fields(client.get(page), SAVE)
    client.post(page, {**first, "theme": "dark"})
    client.post(page, {**second, "size": "larger"})
    assert preferences(user) == {"general": {"ui": {"theme": "dark", "fontSize": 150}}}


def test_what_specify_7_saved_meanwhile_stays(client: CheckingClient, user: SpecifyUser, page: str) -> None:
    save(client, page, theme="dark")
    form = fields(client.get(page), SAVE)
    rows = SpAppResourceData.objects.filter(spAppResource__specifyUser_id=user.pk)
    rows.update(data=b'{"general":{"ui":{"theme":"light","fontSize":111}},"form":{"a":{"b":1}}}', version=7)
    client.post(page, {**form, "plain": "1"})
    assert preferences(user) == {
        "general": {"ui": {"theme": "light", "fontSize": 111}},
        "form": {"a": {"b": 1}},
        "hypermedia": {"look": {"plain": True}},
    }


@pytest.mark.parametrize(
    ("percent", "size"),
    [(100, None), (50, None), (111, None), (120, "large"), (137.6, "larger"), (1000, "larger")]
    + [("125", None), (True, None), (None, None), ([], None)],
)
@pytest.mark.one_shape
def test_specify_7s_font_size_is_drawn_as_the_nearest(
    client: CheckingClient, user: SpecifyUser, page: str, percent: Any, size: str | None
) -> None:
    save(client, page, theme="dark")
    data = json.dumps({"general": {"ui": {"fontSize": percent, "theme": ["x"]}}}).encode()
    SpAppResourceData.objects.filter(spAppResource__specifyUser_id=user.pk).update(data=data, version=7)
    shown = client.get(page)
    assert of_html(shown, "data-size") == size
    assert of_html(shown, "data-theme") is None


@pytest.mark.parametrize("field", ["theme", "size", "language", "plain", "keys"])
def test_a_value_that_is_not_offered_is_refused(
    client: CheckingClient, user: SpecifyUser, page: str, field: str
) -> None:
    answer = save(client, page, **{field: "x"})
    assert answer.status_code == 422
    assert answer.document.all("//*[@id='errors']//a")[0].get("href") == f"#{field}"
    assert not SpAppResourceData.objects.filter(spAppResource__specifyUser_id=user.pk).exists()


def test_damaged_preferences_are_told(client: CheckingClient, user: SpecifyUser, page: str) -> None:
    save(client, page, theme="dark")
    SpAppResourceData.objects.filter(spAppResource__specifyUser_id=user.pk).update(data=b"{", version=7)
    answer = save(client, page, theme="light")
    assert answer.status_code == 409
    assert "Nothing was saved" in words(answer)
