"""Names are found: by their beginning, anywhere, of a rank, with synonyms; and Specify 7's addresses lead on."""

import pytest

from specify.datamodel.tables import model
from tests.page_checks import text
from tests.page_client import CheckingClient, words
from tests.trees.planted import Planted

pytestmark = pytest.mark.django_db


@pytest.fixture
def species(taxa: Planted) -> int:
    genus = taxa.node(180, taxa.root, "Testes")
    found = taxa.node(220, genus, "communis", fullName="Testes communis", author="(Bloch, 1785)")
    taxa.node(220, genus, "notus", fullName="Testes notus", isAccepted=False, acceptedTaxon_id=found)
    return found


def test_one_name_leads_straight_to_it(curator: CheckingClient, home: str, taxa: Planted, species: int) -> None:
    for asked in ("testes COMMUNIS", "Testes com", "communis"):
        answer = curator.get(f"{home}taxon/find/", {"name": asked})
        assert answer.status_code == 302
        assert answer["Location"].endswith(f"at={species}#n{species}")
        assert "here" in curator.get(answer["Location"]).content.decode()


def test_several_names_are_listed_and_synonyms_told(
    curator: CheckingClient, home: str, taxa: Planted, species: int
) -> None:
    page = curator.get(f"{home}taxon/find/?name=Testes ")
    assert page.status_code == 302  # the genus has exactly this name
    page = curator.get(f"{home}taxon/find/?name=Teste")
    told = [text(one) for one in page.document.all("//main//section//li")]
    assert told == [
        "Testes Genus",
        "Testes communis (Bloch, 1785), Species",
        "Testes notus Species, synonym of Testes communis",
    ]
    assert [text(one) for one in page.document.all("//main//section//li//i[@lang='la']")][0] == "Testes"


def test_a_rank_and_the_middle_of_names_can_be_asked_for(
    curator: CheckingClient, home: str, taxa: Planted, species: int
) -> None:
    assert "Nothing among" in words(curator.get(f"{home}taxon/find/?name=ommuni"))
    assert curator.get(f"{home}taxon/find/?name=ommuni&how=any").status_code == 302
    page = curator.get(f"{home}taxon/find/?name=Teste&rank={taxa.items[220]}")
    assert len(page.document.all("//main//section//li")) == 2


@pytest.mark.parametrize("asked", ["", "  ", "zzzzzz", "%", "😀", "x" * 500, "'\"\\", "_"])
def test_strange_texts_find_nothing_or_something(curator: CheckingClient, home: str, asked: str) -> None:
    answer = curator.get(f"{home}taxon/find/", {"name": asked, "rank": "x", "how": "y"})
    assert answer.status_code in (200, 302)
    assert curator.get(f"{home}taxon/suggest/", {"name": asked}).status_code == 200


def test_names_are_suggested_as_a_page_and_as_a_list(
    curator: CheckingClient, home: str, taxa: Planted, species: int
) -> None:
    assert "Testes communis" in words(curator.get(f"{home}taxon/suggest/?name=Testes c"))
    part = curator.get(f"{home}taxon/suggest/?name=Testes n", HTTP_HX_REQUEST="true")  # type: ignore[arg-type]
    (option,) = part.document.all("//datalist/option")
    assert option.get("value") == "Testes notus"
    assert text(option) == "Species, synonym of Testes communis"


def test_addresses_of_specify_7_lead_to_the_tree(curator: CheckingClient, home: str, taxa: Planted) -> None:
    child = model("taxon").objects.filter(parent_id=taxa.root).order_by("pk").first()
    assert child is not None
    answer = curator.get(f"/specify/tree/taxon/?conformation=~~{taxa.root}~{child.pk}---")
    assert answer.status_code == 302
    assert answer["Location"] == f"{home}taxon/?open={taxa.root}.{child.pk}"
    assert curator.get(answer["Location"]).status_code == 200
    assert curator.get("/specify/tree/nosuch/").status_code == 404
    assert "Close" in words(curator.get(f"{home}taxon/?conformation=~~{taxa.root}--"))


def test_a_stranger_signs_in_first(client: CheckingClient) -> None:
    assert client.get("/specify/tree/taxon/").status_code == 302
