"""What tests of resources start from: a place, a viewer, an empty configuration folder, and ways to store resources."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from specify.datamodel import tables
from specify.resources.place import Place, place_of
from specify.resources.stamp import forget
from specify.resources.viewer import Viewer

LONG_AGO = datetime(2020, 1, 1)
Store = Callable[..., int]


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """No test sees what another one kept."""
    forget()
    yield
    forget()


@pytest.fixture
def config(tmp_path: Path, settings: Any) -> Path:
    """An empty configuration folder in use."""
    settings.SPECIFY_CONFIG = tmp_path
    return tmp_path


@pytest.fixture
def register(config: Path) -> Callable[[str, str, str, str], None]:
    """Puts a resource or a view set into the configuration folder and its registry."""

    def registering(folder: str, registry: str, name: str, content: str) -> None:
        place, file = config / folder, f"{name}.xml"
        place.mkdir(parents=True, exist_ok=True)
        (place / file).write_text(content)
        (place / registry).write_text(f'<files><file name="{name}" mimetype="text/xml" file="{file}"/></files>')

    return registering


@pytest.fixture
def place(db: None) -> Place:
    """A collection of the demonstration."""
    first = tables.Collection.objects.order_by("id").values_list("id", flat=True).first()
    assert first is not None
    found = place_of(first)
    assert found is not None
    return found


@pytest.fixture
def viewer(place: Place) -> Viewer:
    """Somebody of the demonstration, in English."""
    user = tables.SpecifyUser.objects.order_by("id").values_list("id", flat=True).first()
    assert user is not None
    return Viewer(place, user, "Manager", "en")


@pytest.fixture
def at_level(viewer: Viewer) -> dict[str, dict[str, Any]]:
    """What says of a directory that it is of that level for the viewer."""
    here = {"collection_id": viewer.place.collection_id, "discipline_id": viewer.place.discipline_id}
    return {
        "personal": {**here, "specifyUser_id": viewer.user_id, "isPersonal": True, "userType": "manager"},
        "user type": {**here, "userType": "manager"},
        "collection": here,
        "discipline": {"discipline_id": viewer.place.discipline_id},
        "common": {"userType": "Common"},
    }


@pytest.fixture
def store(viewer: Viewer, at_level: dict[str, dict[str, Any]]) -> Store:
    """Stores a resource at a level, or in a directory with the columns given; its id comes back."""

    def storing(name: str, data: str | bytes, level: str = "common", **columns: Any) -> int:
        directory = tables.SpAppResourceDir.objects.create(
            **{"isPersonal": False, "timestampCreated": LONG_AGO, **(columns or at_level[level])}
        )
        resource = tables.SpAppResource.objects.create(
            name=name, level=0, timestampCreated=LONG_AGO, spAppResourceDir=directory, specifyUser_id=viewer.user_id
        )
        content = data.encode() if isinstance(data, str) else data
        tables.SpAppResourceData.objects.create(data=content, spAppResource=resource, timestampCreated=LONG_AGO)
        return int(resource.pk)

    return storing


@pytest.fixture
def store_view_set(at_level: dict[str, dict[str, Any]]) -> Store:
    """Stores a view set at a level; its id comes back."""

    def storing(name: str, data: str, level: str) -> int:
        directory = tables.SpAppResourceDir.objects.create(
            **{"isPersonal": False, "timestampCreated": LONG_AGO, **at_level[level]}
        )
        made = tables.SpViewSetObj.objects.create(
            name=name, level=0, spAppResourceDir=directory, timestampCreated=LONG_AGO
        )
        tables.SpAppResourceData.objects.create(data=data.encode(), spViewSetObj=made, timestampCreated=LONG_AGO)
        return int(made.pk)

    return storing
