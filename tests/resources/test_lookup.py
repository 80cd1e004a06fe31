"""Resources are found in Specify 7's order, and a broken one never hides the next."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from specify.datamodel import tables
from specify.resources import disk, problems
from specify.resources.lookup import Level, backstop, parsed, resource, view_sets
from specify.resources.viewer import Viewer
from specify.text.xml import BadXml

pytestmark = pytest.mark.django_db(databases="__all__")
OLD = "2020-01-01T00:00:00/lookup"
LEVELS = ("common", "discipline", "collection", "user type", "personal")
Store = Callable[..., int]
Register = Callable[[str, str, str, str], None]


def upper(data: bytes, name: str) -> str:
    if data == b"broken":
        raise BadXml(f"{name} is broken.")
    return data.decode().upper()


def test_the_most_specific_level_counts(viewer: Viewer, store: Store, config: Path) -> None:
    assert resource(viewer, "Thing") is None
    for level in LEVELS:
        store("Thing", level, level)
        assert resource(viewer, "Thing") == level.encode()
    assert resource(viewer, "thing") is None


def test_what_is_for_others_is_not_found(viewer: Viewer, store: Store, config: Path) -> None:
    here = {"collection_id": viewer.place.collection_id, "discipline_id": viewer.place.discipline_id}
    store("Thing", "a user type's", **here, userType="guest")
    store("Thing", "a directory without its discipline", collection_id=viewer.place.collection_id)
    assert resource(viewer, "Thing") is None
    store("Thing", "ours", "personal")
    assert resource(replace(viewer, user_id=viewer.user_id + 1), "Thing") is None
    assert resource(replace(viewer, user_type="Full Access"), "Thing") == b"ours"


def test_disk_counts_level_by_level_behind_the_database(viewer: Viewer, store: Store, register: Register) -> None:
    store("Thing", "database, common", "common")
    register("backstop", "app_resources.xml", "Thing", "disk, backstop")
    assert resource(viewer, "Thing") == b"database, common"
    register(viewer.place.discipline_type, "app_resources.xml", "Thing", "disk, discipline")
    assert resource(viewer, "Thing") == b"disk, discipline"
    store("Thing", "database, discipline", "discipline")
    assert resource(viewer, "Thing") == b"database, discipline"


def test_view_sets_come_from_the_whole_database_before_any_disk(
    viewer: Viewer, store_view_set: Store, register: Register
) -> None:
    register("common", "viewset_registry.xml", "Common", "<viewset/>")
    register(viewer.place.discipline_type, "viewset_registry.xml", "Ours", "<viewset/>")
    register(f"{viewer.place.discipline_type}/manager", "viewset_registry.xml", "Managers", "<viewset/>")
    for level in ("common", "personal"):
        store_view_set(f"Stored {level}", f"<viewset name='{level}'/>", level)
    found = [one for one in view_sets(viewer) if one.name.startswith(("Stored", "Common", "Ours", "Managers"))]
    assert [(one.source, one.level) for one in found] == [
        ("db", Level.PERSONAL),
        ("db", Level.COMMON),
        ("disk", Level.USER_TYPE),
        ("disk", Level.DISCIPLINE),
        ("disk", Level.COMMON),
    ]
    assert found[0].load() == b"<viewset name='personal'/>"
    assert len({one.ident for one in found}) == len(found)


def test_a_broken_resource_is_named_and_the_next_level_counts(viewer: Viewer, store: Store, config: Path) -> None:
    store("Thing", "fine", "common")
    broken = store("Thing", "broken", "collection")
    for _ in range(2):
        assert parsed(viewer, OLD, "Thing", upper) == "FINE"
    (problem,) = problems.under(OLD)
    assert problem.resource == "Thing"
    assert f"collection level, no. {broken}" in problem.where
    assert problem.sentence.endswith("is broken.")


def test_a_second_look_asks_the_database_nothing(viewer: Viewer, store: Store, config: Path) -> None:
    store("Thing", "fine", "common")
    store("Thing", "broken", "collection")
    parsed(viewer, OLD, "Thing", upper)
    view_sets(viewer, OLD)
    with CaptureQueriesContext(connections["default"]) as statements:
        assert parsed(viewer, OLD, "Thing", upper) == "FINE"
        view_sets(viewer, OLD)
    assert len(statements) == 0


def test_a_resource_without_content_is_empty(viewer: Viewer, store: Store, config: Path) -> None:
    number = store("Thing", "", "common")
    tables.SpAppResourceData.objects.filter(spAppResource_id=number).delete()
    assert resource(viewer, "Thing") == b""


def test_only_what_a_registry_lists_is_there(viewer: Viewer, register: Register, config: Path) -> None:
    register("backstop", "app_resources.xml", "Thing", "fine")
    (config / "backstop" / "Other.xml").write_text("not listed")
    assert resource(viewer, "Other") is None
    assert backstop(OLD, "Thing", upper) == "FINE"
    (config / "backstop" / "app_resources.xml").write_text(
        '<files><file name="Thing" file="../backstop/Thing.xml"/><file name="Gone" file="gone.xml"/></files>'
    )
    assert resource(viewer, "Thing") is None
    assert resource(viewer, "Gone") is None


def test_a_broken_registry_is_named(viewer: Viewer, register: Register, config: Path) -> None:
    register("common", "app_resources.xml", "Thing", "fine")
    (config / "backstop").mkdir()
    (config / "backstop" / "app_resources.xml").write_text("<files>")
    stamp = OLD.replace("lookup", "registry")
    assert parsed(viewer, stamp, "Thing", upper) == "FINE"
    assert parsed(viewer, stamp, "Other", upper) is None
    assert [problem.where for problem in problems.under(stamp)] == ["backstop"]


def test_a_changed_file_is_read_again(viewer: Viewer, register: Register) -> None:
    register("common", "app_resources.xml", "Thing", "one")
    assert parsed(viewer, OLD, "Thing", upper) == "ONE"
    register("common", "app_resources.xml", "Thing", "another")
    assert parsed(viewer, OLD, "Thing", upper) == "ANOTHER"


@pytest.mark.parametrize(
    ("kind", "folder"),
    [
        ("fish", "fish"),
        ("Fish", "fish"),
        ("paleobotany", "invertpaleo"),
        ("common", None),
        ("../fish", None),
        ("", None),
    ],
)
def test_a_discipline_has_the_folder_of_its_type(config: Path, kind: str, folder: str | None) -> None:
    for name in ("fish", "invertpaleo", "common"):
        (config / name).mkdir()
    assert disk.discipline_folder(kind) == folder
