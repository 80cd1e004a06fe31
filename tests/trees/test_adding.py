"""A child is added from the tree: its form, the rank that stands there, and what is said where that is taken out."""

import pytest

from specify.datamodel.tables import model
from tests.page_client import CheckingClient
from tests.records.filling_in import complaints, save, shown
from tests.trees.planted import Planted

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("rank", "child"), [(140, 180), (180, 220), (220, 230)])
def test_a_child_has_the_next_rank_that_must_not_be_left_out(
    curator: CheckingClient, home: str, taxa: Planted, rank: int, child: int
) -> None:
    model("taxontreedefitem").objects.filter(pk=taxa.items[180]).update(isEnforced=True)
    parent = taxa.node(rank, taxa.root, "Testidae")
    page = curator.get(curator.post(f"{home}taxon/{parent}/add/")["Location"])
    (chosen,) = page.document.all("//select[@name='definitionItem.id']/option[@selected]")
    assert chosen.get("value") == str(taxa.items[child])


def test_a_missing_rank_is_told_once(curator: CheckingClient, home: str, taxa: Planted) -> None:
    address = curator.post(f"{home}taxon/{taxa.root}/add/")["Location"]
    answer = save(curator, address, shown(curator, address), name="Nova", definitionItem__id="")
    assert list(complaints(answer)) == ["Rank is required."]


def test_of_a_name_that_is_far_too_long_the_beginning_is_told(
    curator: CheckingClient, home: str, taxa: Planted
) -> None:
    genus = taxa.node(180, taxa.root, "Testes")
    address = curator.post(f"{home}taxon/{genus}/add/")["Location"]
    told = complaints(save(curator, address, shown(curator, address), name="a" * 10_000))
    assert any("The full name would become too long: " in one for one in told)
    assert max(len(one) for one in told) < 200
