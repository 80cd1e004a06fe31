"""The way into a collection: choosing it, being let in, being told why not."""

from urllib.parse import quote

import pytest
from django.db import connections
from django.http import HttpRequest
from django.test import RequestFactory

from specify.datamodel.tables import SpecifyUser
from specify.security.choosing import choices
from specify.security.entering import enter, visit_of
from specify.web.refusals import Refusal
from tests.page_client import CheckingClient, count_statements, heading, words
from tests.planting import World
from tests.security.people import agent_for, let_in, make_administrator, user_of

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def world() -> World:
    return World.create()


@pytest.fixture
def user(world: World) -> SpecifyUser:
    made = user_of(world, "mokafor")
    let_in(world, made, world.ids["collection"])
    return made


def home_of(world: World) -> str:
    return f"/{world.ids['collection']}-foreign-collection/"


def request_of(user: SpecifyUser) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user  # type: ignore[assignment]
    return request


def test_the_only_collection_is_entered_at_once(client: CheckingClient, world: World, user: SpecifyUser) -> None:
    client.force_login(user)
    assert client.get("/")["Location"] == home_of(world)


def test_several_are_offered_by_name(client: CheckingClient, world: World, user: SpecifyUser) -> None:
    home = home_of(world)
    let_in(world, user, world.plant("collection", collectionName="Herbarium"))
    world.plant("collection", collectionName="Closed")
    client.force_login(user)
    page = client.get("/")
    assert heading(page) == "Choose a collection"
    assert [choice.name for choice in choices(user.pk)] == ["Foreign collection", "Herbarium"]
    assert page.document.all("//main//a")[0].get("href") == home
    assert "Closed" not in words(page)


def test_whoever_has_none_learns_who_can_help(client: CheckingClient, world: World) -> None:
    chief = user_of(world, "chief")
    make_administrator(world, chief)
    agent_for(world, chief, world.ids["division"], "Tomas", "Quennell")
    client.force_login(user_of(world, "nobody"))
    page = client.get("/")
    assert page.status_code == 200
    assert heading(page) == "No collection is open to you"
    assert "Tomas Quennell" in words(page)


def test_a_stranger_signs_in_and_comes_back(client: CheckingClient, world: World) -> None:
    address = f"{home_of(world)}?q=a b"
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"] == f"/accounts/sign-in/?next={quote(quote(address, safe='/?='))}"


def test_htmx_is_sent_to_sign_in_as_a_whole_page(client: CheckingClient, world: World) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/4-fishes/taxon/?page=2"}
    answer = client.get(home_of(world), headers=headers)
    assert answer["HX-Redirect"] == f"/accounts/sign-in/?next={quote('/4-fishes/taxon/?page=2')}"


@pytest.mark.parametrize(
    "page",
    ["http://[x/", "http://testserver//evil.example/", "//evil.example//evil.example/", "javascript:alert(1)", ""],
)
def test_htmx_comes_back_to_where_it_asked_from_a_strange_page(client: CheckingClient, world: World, page: str) -> None:
    answer = client.get(home_of(world), headers={"HX-Request": "true", "HX-Current-URL": page})
    assert answer["HX-Redirect"] == f"/accounts/sign-in/?next={home_of(world)}"


def test_a_user_deleted_by_another_program_is_signed_out_quietly(client: CheckingClient, world: World) -> None:
    user = user_of(world, "mokafor")
    client.force_login(user)
    with connections["default"].cursor() as cursor:
        cursor.execute("DELETE FROM specifyuser WHERE SpecifyUserID = %s", [user.pk])
    answer = client.get(home_of(world))
    assert answer["Location"].startswith("/accounts/sign-in/")
    assert "_auth_user_id" not in client.session


def test_only_the_number_counts(client: CheckingClient, world: World, user: SpecifyUser) -> None:
    client.force_login(user)
    number = world.ids["collection"]
    assert client.get(f"/{number}-other/agent/?q=a%20b")["Location"] == f"{home_of(world)}agent/?q=a%20b"


def test_a_collection_that_is_not_there(client: CheckingClient, user: SpecifyUser) -> None:
    client.force_login(user)
    for number in (10**6, 10**30):
        page = client.get(f"/{number}-fishes/")
        assert page.status_code == 404
        assert f"There is no collection with the number {number}." in words(page)


def test_a_collection_one_may_not_enter(client: CheckingClient, world: World, user: SpecifyUser) -> None:
    make_administrator(world, user_of(world, "chief"))
    client.force_login(user)
    closed = world.plant("collection", collectionName="Closed")
    page = client.get(f"/{closed}-closed/")
    assert page.status_code == 403
    assert "The user mokafor may not enter Closed." in words(page)
    assert "chief" in words(page)


def test_a_visit_takes_three_statements(world: World, user: SpecifyUser) -> None:
    agent = agent_for(world, user, world.ids["division"])
    enter(request_of(user), world.ids["collection"])  # the settings that this reads are kept from here on
    with count_statements() as statements:
        visit = enter(request_of(user), world.ids["collection"])
    assert len(statements) == 3, statements
    assert (visit.agent_id, visit.agent_name) == (agent, "Ilse Brandt")
    assert visit.signing_agent() == agent
    assert visit.viewer.user_type == "Manager"


def test_a_visit_without_a_request_is_the_same(world: World, user: SpecifyUser) -> None:
    agent_for(world, user, world.ids["division"])
    entered = enter(request_of(user), world.ids["collection"])
    with count_statements() as statements:
        visit = visit_of(user.pk, world.ids["collection"], "de")
    assert len(statements) == 4
    assert (visit.place, visit.agent_id, visit.rights.policies) == (
        entered.place,
        entered.agent_id,
        entered.rights.policies,
    )
    assert visit.viewer.language == "de"


def test_a_visit_without_a_request_is_refused_as_with_one(world: World, user: SpecifyUser) -> None:
    for person, collection, status in (
        (user.pk, 999_999, 404),
        (user_of(world, "stranger", "Guest").pk, world.ids["collection"], 403),
        (999_999, world.ids["collection"], 404),
    ):
        with pytest.raises(Refusal) as refused:
            visit_of(person, collection, "en")
        assert refused.value.status == status
        assert refused.value.remedy


def test_without_an_agent_in_the_division_one_may_read_but_not_sign(world: World, user: SpecifyUser) -> None:
    agent_for(world, user, World.create().ids["division"])
    visit = enter(request_of(user), world.ids["collection"])
    assert (visit.agent_id, visit.agent_name) == (None, "")
    assert visit.rights.readable("taxon")
    with pytest.raises(Refusal) as refused:
        visit.signing_agent()
    assert refused.value.status == 403
    assert "mokafor" in refused.value.sentence
