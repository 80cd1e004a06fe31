"""The tree of geologic times: biostratigraphy alone, or the other times alone, with what stands above them."""

import pytest

from specify.datamodel import present
from specify.security.entering import Visit
from tests.page_checks import text
from tests.page_client import CheckingClient, count_statements, link, words
from tests.planting import World
from tests.trees.planted import Planted

pytestmark = pytest.mark.django_db
FURNITURE, OF_ITS_OWN = 6, 4


class Times:
    """An era with a period of biostratigraphy, one with a zone below, and one without any."""

    def __init__(self, home: str, planted: Planted) -> None:
        """Plant them."""
        self.root, self.address = planted.root, f"{home}geologictimeperiod/"
        self.era = planted.node(100, planted.root, "Testozoic", isBioStrat=False)
        self.zoned = planted.node(200, self.era, "Zonian", isBioStrat=None)
        self.zone = planted.node(300, self.zoned, "Testograptus zone", isBioStrat=True)
        self.biozone = planted.node(200, self.era, "Biozonian", isBioStrat=True)
        self.below = planted.node(300, self.biozone, "Late Biozonian", isBioStrat=False)
        self.plain = planted.node(200, self.era, "Plainian", isBioStrat=False)

    def opened(self, stage: str = "", *more: int) -> str:
        every = ".".join(str(one) for one in (self.root, self.era, *more))
        return f"{self.address}?open={every}{f'&stage={stage}' if stage else ''}"


@pytest.fixture
def times(paleo: str, paleo_visit: Visit) -> Times:
    return Times(paleo, Planted(World.at(paleo_visit.place), "geologictimeperiod"))


def names(response: object, above: int) -> list[str]:
    found = response.document.all(f"//li[@id='n{above}']/ul/li/p/span/a")  # type: ignore[attr-defined]
    return [text(one) for one in found]


def row(response: object, node: int) -> tuple[str, bool]:
    """The words of a node, and whether it is set back."""
    found = response.document.all(f"//li[@id='n{node}']/p")[0]  # type: ignore[attr-defined]
    return text(found), "syn" in found.get("class")


def test_all_times_are_shown_and_biostratigraphy_is_named(curator: CheckingClient, times: Times) -> None:
    page = curator.get(times.opened())
    assert set(names(page, times.era)) == {"Zonian", "Biozonian", "Plainian"}
    assert "biostratigraphy" in row(page, times.biozone)[0]
    assert "biostratigraphy" not in row(page, times.plain)[0]


def test_biostratigraphy_alone(curator: CheckingClient, times: Times) -> None:
    page = curator.get(link(curator.get(times.opened()), "Only biostratigraphy"))
    assert set(names(page, times.era)) == {"Zonian", "Biozonian"}
    told, is_back = row(page, times.zoned)
    assert told.split(" 0 itself")[0].endswith("shown for what stands below it")
    assert is_back
    assert not row(page, times.biozone)[1]


def test_the_other_times_alone(curator: CheckingClient, times: Times) -> None:
    page = curator.get(link(curator.get(times.opened("", times.biozone)), "Only chronostratigraphy"))
    assert set(names(page, times.era)) == {"Zonian", "Biozonian", "Plainian"}
    assert row(page, times.biozone)[1]
    assert not row(page, times.below)[1]
    assert not row(page, times.zoned)[1]
    zoned = curator.get(times.opened("chrono", times.zoned))
    assert names(zoned, times.zoned) == []
    assert curator.get(link(page, "All times")).status_code == 200


def test_it_is_kept_where_branches_are_opened(curator: CheckingClient, times: Times) -> None:
    page = curator.get(times.opened("bio"))
    assert "stage=bio" in page.document.all(f"//li[@id='n{times.zoned}']/p/a")[0].get("href")
    two = curator.get(link(page, "Two trees"))
    assert set(names(two, times.era)) == {"Zonian", "Biozonian"}


def test_with_specimens_besides(curator: CheckingClient, times: Times) -> None:
    page = curator.get(f"{times.opened('bio')}&only=1")
    assert page.status_code == 200
    assert names(page, times.era) == []


def test_no_more_statements(curator: CheckingClient, times: Times) -> None:
    for address in (times.opened("bio"), f"{times.opened('chrono', times.zoned)}&only=1"):
        curator.get(address)
        with count_statements() as statements:
            curator.get(address)
        assert len(statements) <= FURNITURE + OF_ITS_OWN, "\n".join(statements)


@pytest.mark.parametrize("stage", ["", "bio2", "BIO", "%00", "1"])
def test_strange_stages_are_all(curator: CheckingClient, times: Times, stage: str) -> None:
    assert "Plainian" in names(curator.get(f"{times.opened()}&stage={stage}"), times.era)


def test_other_trees_have_no_stages(curator: CheckingClient, home: str, taxa: Planted) -> None:
    page = curator.get(f"{home}taxon/?open={taxa.root}&stage=bio")
    assert "stratigraphy" not in words(page)
    assert not page.document.all("//p[contains(@class, 'syn')]")
    assert "isBioStrat" in present.tables()["geologictimeperiod"].fields
