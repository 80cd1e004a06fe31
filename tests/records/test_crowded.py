"""The worst forms within the promises: bytes of a page, statements that follow the tables shown and not the rows.

The most crowded layout is our own, as grids and as forms; beside it the fullest one that Specify ships, that of
geology, where `SPECIFY_DUMPS` names a folder with `specify7-config/`. The client fails a page that is too large.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from specify.datamodel.tables import model
from specify.resources.place import place_of
from specify.resources.stamp import forget
from tests.page_client import CheckingClient, count_statements
from tests.planting import World
from tests.records.crowded import OBJECT, SUB_VIEWS, plant_object, put_layout, sub_views

pytestmark = [pytest.mark.django_db, pytest.mark.one_shape]
SHIPPED = Path(os.environ.get("SPECIFY_DUMPS", "/nowhere")) / "specify7-config"
FURNITURE = 6
LAYOUTS = (
    "form",
    "formtable",
    pytest.param("geology", marks=pytest.mark.skipif(not SHIPPED.is_dir(), reason="SPECIFY_DUMPS names no layouts.")),
)
PAGES = ("", "edit/", "edit/rows/?name=determinations&first=11")


@pytest.fixture
def world() -> World:
    """The demonstration's own collection."""
    collection = model("collection").objects.order_by("pk").first()
    assert collection is not None
    place = place_of(collection.pk)
    assert place is not None
    return World.at(place)


@pytest.fixture(params=LAYOUTS)
def layout(request: pytest.FixtureRequest, tmp_path: Path, settings: Any) -> Iterator[str]:
    """A layout in force: one of ours, or that of geology in place of the one for fishes."""
    if request.param == "geology":
        for folder, shipped in (("fish", "geology"), ("common", "common"), ("backstop", "backstop")):
            (tmp_path / folder).symlink_to(SHIPPED / shipped)
    else:
        put_layout(tmp_path, request.param)
    settings.SPECIFY_CONFIG = tmp_path
    forget()
    yield request.param
    forget()


def statements_of(client: CheckingClient, address: str) -> list[str]:
    """The statements of a page whose settings are known already."""
    assert client.get(address).status_code == 200
    with count_statements() as told:
        client.get(address)
    return told


def shape_of(statement: str) -> str:
    """A statement without its values."""
    return re.sub(r"'[^']*'|\b\d+\b|IN \([^)]*\)", "?", statement)


@pytest.mark.parametrize("page", PAGES)
def test_fifty_rows_in_each_of_ten_sub_views_keep_the_promises(
    curator: CheckingClient, home: str, layout: str, world: World, page: str
) -> None:
    assert len(sub_views()) == SUB_VIEWS
    furniture = {shape_of(told) for told in statements_of(curator, f"{home}tables/")}
    told = statements_of(curator, f"{home}{OBJECT}/{plant_object(world)}/{page}")
    own = [one for one in told if shape_of(one) not in furniture]
    tables = {re.findall(r"(?:FROM|INTO|UPDATE) [`\"](\w+)[`\"]", one)[0] for one in own}
    assert len(told) - len(own) <= FURNITURE, told
    assert len(own) <= 6 + len(tables), own


@pytest.mark.parametrize("page", PAGES)
def test_a_hundred_determinations_cost_as_many_statements_as_one(
    curator: CheckingClient, home: str, layout: str, world: World, page: str
) -> None:
    numbers = [
        len(statements_of(curator, f"{home}{OBJECT}/{plant_object(world, 5, determinations=number)}/{page}"))
        for number in (1, 100)
    ]
    assert numbers[0] == numbers[1], numbers
