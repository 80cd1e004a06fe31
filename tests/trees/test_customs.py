"""What people have set about trees in Specify 7 holds here, too."""

from typing import Any

import pytest

from specify.security.entering import Visit
from specify.security.preferring import save_preferences
from tests.page_checks import text
from tests.page_client import CheckingClient
from tests.planting import World
from tests.trees.planted import Planted

pytestmark = pytest.mark.django_db


def prefer(visit: Visit, **settings: Any) -> None:
    """Store settings, named by group and name with two underscores between."""
    paths = {("treeEditor", *key.split("__")): value for key, value in settings.items()}
    save_preferences(visit.viewer, paths, None)


def names(page: Any, above: int) -> list[str]:
    return [text(one).split()[0] for one in page.document.all(f"//li[@id='n{above}']/ul/li/p/span/a")]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("rankId", ["Betes", "Zetes", "aaa"]),
        ("name", ["aaa", "Betes", "Zetes"]),
        ("fullName", ["Zetes", "Betes", "aaa"]),
        ("nodeNumber", ["Betes", "aaa", "Zetes"]),
        ("anything", ["Betes", "Zetes", "aaa"]),
        (["name"], ["Betes", "Zetes", "aaa"]),
    ],
)
def test_children_stand_as_was_set(
    curator: CheckingClient, visit: Visit, home: str, taxa: Planted, order: Any, expected: list[str]
) -> None:
    above = taxa.node(140, taxa.root, "Testidae")
    for number, (rank, name, full) in enumerate(((180, "Betes", "b"), (220, "aaa", "c"), (180, "Zetes", "a"))):
        taxa.node(rank, above, name, fullName=f"{name} {full}" if order != "fullName" else f"{full}", nodeNumber=number)
    prefer(visit, behavior__orderByField=order)
    page = curator.get(f"{home}taxon/?open={taxa.root}.{above}")
    told = {"a": "Zetes", "b": "Betes", "c": "aaa"}
    assert [told.get(one, one) for one in names(page, above)] == expected


def test_authors_and_times_can_be_left_out(
    curator: CheckingClient, visit: Visit, paleo_visit: Visit, home: str, paleo: str, taxa: Planted
) -> None:
    genus = taxa.node(180, taxa.root, "Testes", author="Linnaeus, 1758")
    times = Planted(World.at(paleo_visit.place), "geologictimeperiod")
    era = times.node(100, times.root, "Testozoic", startPeriod=200, endPeriod=100)
    pages = (f"{home}taxon/?open={taxa.root}", f"{paleo}geologictimeperiod/?open={times.root}")
    words = [
        text(curator.get(page).document.all(f"//li[@id='n{one}']/p")[0])
        for page, one in zip(pages, (genus, era), strict=True)
    ]
    assert "Linnaeus" in words[0]
    assert " Ma" in words[1]
    prefer(visit, taxon__displayAuthor=False)
    prefer(paleo_visit, geologicTimePeriod__displayChronoPeriods=False)
    words = [
        text(curator.get(page).document.all(f"//li[@id='n{one}']/p")[0])
        for page, one in zip(pages, (genus, era), strict=True)
    ]
    assert "Linnaeus" not in words[0]
    assert " Ma" not in words[1]


def test_names_can_be_looked_for_anywhere_from_the_beginning(
    curator: CheckingClient, visit: Visit, home: str, taxa: Planted
) -> None:
    for address, box in ((f"{home}taxon/", "how"), (f"{home}taxon/beside/", "how2")):
        assert not curator.get(address).document.all(f"//input[@id='{box}'][@checked]")
    prefer(visit, behavior__searchAlgorithm="contains")
    for address, box in ((f"{home}taxon/", "how"), (f"{home}taxon/beside/", "how2")):
        assert curator.get(address).document.all(f"//input[@id='{box}'][@checked]")
