"""The same form comes several times at the same moment: it is done once, and every answer leads where it was done."""

from collections.abc import Callable
from multiprocessing import get_context

import pytest

from specify.datamodel.tables import model
from specify.security.entering import Visit
from tests.nodes.growing import RANKS, Grove
from tests.page_client import CheckingClient
from tests.records.forking import in_processes
from tests.trees.ranks.conftest import Ranks, sealed
from tests.trees.wood import assert_sound, grove_in, one, settle

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.by_server]
TIMES = 3


@pytest.fixture
def grove(visit: Visit) -> Grove:
    """Two genera with a species each."""
    grove, _visit = grove_in(visit)
    root = grove.node(0, None, "Life")
    for genus, species in (("Perca", "fluviatilis"), ("Salmo", "trutta")):
        grove.node(40, grove.node(20, root, genus), species)
    settle(grove)
    return grove


def assert_all_lead_to(client: CheckingClient, address: str, data: dict[str, str], place: str) -> None:
    """Send the form several times at the same moment."""
    gate = get_context("fork").Barrier(TIMES)

    def send() -> None:
        gate.wait(10)
        answer = client.post(address, data)
        assert (answer.status_code, answer.headers.get("Location")) == (303, place), answer.content

    deeds: list[Callable[[], None]] = [send] * TIMES
    assert in_processes(deeds) == [0] * TIMES


@pytest.mark.parametrize(("deed", "target", "shown"), [("move", "Perca", "trutta"), ("merge", "Perca", "Perca")])
def test_a_node(curator: CheckingClient, home: str, grove: Grove, deed: str, target: str, shown: str) -> None:
    node = one(grove, "trutta" if deed == "move" else "Salmo")
    address = f"{home}taxon/{node}/{deed}/"
    asked = curator.get(address, {"target": one(grove, target)})
    assert_all_lead_to(curator, address, sealed(asked), f"{home}taxon/?at={one(grove, shown)}")
    assert model("spauditlog").objects.filter(recordId=node, action__in=(3, 4)).count() == 1
    assert_sound(grove)


def test_a_rank(curator: CheckingClient, home: str, grove: Grove) -> None:
    ranks = Ranks(curator, home, grove)
    asked = ranks.typed("add", name="Once")
    place = f"{ranks.home}ranks/?definition={grove.definition}"
    assert_all_lead_to(curator, ranks.address("add"), sealed(asked), place)
    assert ranks.numbers() == [*RANKS, 60]
