"""Preferences are stored as Specify 7 stores them, and nothing else of them changes."""

import json
from typing import Any

import pytest

from specify.datamodel.tables import SpAppResource, SpAppResourceData, SpAppResourceDir, SpecifyUser
from specify.resources.place import Place, place_of
from specify.resources.preferences import user_preference
from specify.resources.stamp import settings_stamp
from specify.resources.viewer import Viewer
from specify.security.preferring import save_preferences
from specify.web.refusals import Refusal
from tests.planting import World
from tests.security.at_once import at_once
from tests.security.people import agent_for, user_of

pytestmark = pytest.mark.django_db(databases="__all__")

THEME, SIZE, PLAIN = ("general", "ui", "theme"), ("general", "ui", "fontSize"), ("hypermedia", "look", "plain")
# As Specify 7 writes them, with a category that it does not know either.
KEPT = (
    '{"general":{"ui":{"theme":"light","fontSize":110,"scaleInterface":false},"appearance":{"background":"#ffé"}},'
    '"header":{"appearance":{"items":{"visibleItems":["dataEntry","trees"]}}},"of the institution":{"a":[1,2.5,null]}}'
)


@pytest.fixture
def world() -> World:
    return World.create()


@pytest.fixture
def user(world: World) -> SpecifyUser:
    return user_of(world, "mokafor", "Limited Access")


@pytest.fixture
def viewer(world: World, user: SpecifyUser) -> Viewer:
    place = place_of(world.ids["collection"])
    assert isinstance(place, Place)
    return Viewer(place, user.pk, user.userType or "", "en")


def store(viewer: Viewer, data: str | None, **more: Any) -> int:
    """What Specify 7 would have stored for that viewer; the number of the resource."""
    stamps = {"timestampCreated": "2020-01-01", "version": 0}
    directory = SpAppResourceDir.objects.create(
        collection_id=viewer.place.collection_id,
        discipline_id=viewer.place.discipline_id,
        specifyUser_id=viewer.user_id,
        isPersonal=True,
        userType="limitedaccess",
        **stamps,
        **more,
    )
    resource = SpAppResource.objects.create(
        spAppResourceDir=directory,
        specifyUser_id=viewer.user_id,
        name="UserPreferences",
        mimeType="application/json",
        level=0,
        **stamps,
    )
    if data is not None:
        stored = {"timestampModified": "2020-01-01", **stamps}
        SpAppResourceData.objects.create(spAppResource=resource, data=data.encode(), **stored)
    return int(resource.pk)


def stored(viewer: Viewer) -> Any:
    rows = SpAppResourceData.objects.filter(
        spAppResource__name="UserPreferences", spAppResource__specifyUser_id=viewer.user_id
    )
    return json.loads(bytes(rows.get().data or b""))


def test_only_the_keys_concerned_are_changed(viewer: Viewer) -> None:
    store(viewer, KEPT)
    save_preferences(viewer, {THEME: "dark", PLAIN: True}, None)
    expected = json.loads(KEPT)
    expected["general"]["ui"]["theme"] = "dark"
    expected["hypermedia"] = {"look": {"plain": True}}
    assert stored(viewer) == expected
    assert list(stored(viewer)) == list(expected), "in the same order"


def test_a_key_left_out_takes_along_what_becomes_empty(viewer: Viewer) -> None:
    store(viewer, '{"general":{"ui":{"theme":"dark"}},"form":{}}')
    save_preferences(viewer, {THEME: None, PLAIN: None}, None)
    assert stored(viewer) == {"form": {}}


def test_a_save_raises_version_and_moment_and_signs(viewer: Viewer, world: World, user: SpecifyUser) -> None:
    number = store(viewer, KEPT)
    agent = agent_for(world, user, world.ids["division"])
    before = settings_stamp()
    save_preferences(viewer, {THEME: "dark"}, agent)
    row = SpAppResourceData.objects.get(spAppResource_id=number)
    assert row.version == 1
    assert row.modifiedByAgent_id == agent
    assert row.timestampModified is not None
    assert row.timestampModified.year > 2020
    assert settings_stamp() != before
    assert user_preference(viewer, settings_stamp(), *THEME) == "dark"


@pytest.mark.parametrize("with_agent", [True, False])
def test_the_first_save_makes_the_resource_as_specify_7_does(
    viewer: Viewer, world: World, user: SpecifyUser, with_agent: bool
) -> None:
    agent = agent_for(world, user, world.ids["division"]) if with_agent else None
    save_preferences(viewer, {SIZE: 125}, agent)
    save_preferences(viewer, {THEME: "dark"}, agent)
    resource = SpAppResource.objects.select_related("spAppResourceDir").get(specifyUser_id=viewer.user_id)
    directory = resource.spAppResourceDir
    assert (resource.name, resource.mimeType, resource.level) == ("UserPreferences", "application/json", 0)
    assert (directory.collection_id, directory.discipline_id) == (world.ids["collection"], world.ids["discipline"])
    assert (directory.isPersonal, directory.userType) == (True, "limitedaccess")
    assert resource.createdByAgent_id == agent
    assert stored(viewer) == {"general": {"ui": {"fontSize": 125, "theme": "dark"}}}


def test_a_directory_that_is_there_is_used(viewer: Viewer) -> None:
    number = store(viewer, None)
    SpAppResource.objects.filter(pk=number).update(name="Other")
    save_preferences(viewer, {THEME: "dark"}, None)
    assert SpAppResourceDir.objects.filter(specifyUser_id=viewer.user_id).count() == 1


def test_a_resource_without_content_gets_some(viewer: Viewer) -> None:
    store(viewer, None)
    save_preferences(viewer, {THEME: "dark"}, None)
    assert stored(viewer) == {"general": {"ui": {"theme": "dark"}}}


def test_nothing_changed_writes_nothing(viewer: Viewer) -> None:
    save_preferences(viewer, {}, None)
    assert not SpAppResource.objects.filter(specifyUser_id=viewer.user_id).exists()


@pytest.mark.parametrize(
    "data", ["{", "[]", '"x"', '{"general":{"ui":[1]}}', '{"general":"x"}', "\xff\xfe", "[" * 20_000]
)
def test_what_cannot_be_read_is_not_written_over(viewer: Viewer, data: str) -> None:
    number = store(viewer, data)
    with pytest.raises(Refusal, match=f"UserPreferences, no. {number}"):
        save_preferences(viewer, {THEME: "dark"}, None)
    row = SpAppResourceData.objects.get(spAppResource_id=number)
    assert bytes(row.data or b"") == data.encode()
    assert row.version == 0


def test_the_preferences_of_others_and_of_other_collections_stay(viewer: Viewer, world: World) -> None:
    other = Viewer(viewer.place, user_of(world, "ibrandt").pk, "Manager", "en")
    store(other, KEPT)
    save_preferences(viewer, {THEME: "dark"}, None)
    assert stored(other) == json.loads(KEPT)


@pytest.mark.django_db(databases="__all__", transaction=True)
@pytest.mark.parametrize("is_first", [True, False])
def test_saves_at_the_same_time_lose_nothing(is_first: bool) -> None:
    world = World.create()
    place = place_of(world.ids["collection"])
    assert place is not None
    viewer = Viewer(place, user_of(world, "mokafor", "Limited Access").pk, "Limited Access", "en")
    if not is_first:
        store(viewer, "{}")
    paths = [("general", "ui", f"key {number}") for number in range(6)]
    at_once([lambda path=path: save_preferences(viewer, {path: 1}, None) for path in paths])  # type: ignore[misc]
    assert stored(viewer) == {"general": {"ui": {path[-1]: 1 for path in paths}}}
