"""The pages on which trees are changed: another node is named, what would change is shown, and it is done once."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from specify.datamodel.tables import model
from specify.security.entering import Visit
from specify.tasks.models import Job, State
from specify.tasks.progress import SILENT
from specify.trees import changing
from specify.trees.long_changes import change_tree, repair_tree
from specify.trees.sealing import Sealed
from tests.nodes.growing import Grove
from tests.page_client import CheckingClient, link, words
from tests.tasks.here import run_next
from tests.trees.wood import assert_sound, grove_in, one, settle

pytestmark = pytest.mark.django_db
Page = Callable[[str, str], str]


@pytest.fixture
def grove(visit: Visit) -> Grove:
    """Two genera with two species each; the second of each is a synonym."""
    grove, _visit = grove_in(visit)
    root = grove.node(0, None, "Life")
    for genus, species in (("Perca", ("fluviatilis", "vulgaris")), ("Salmo", ("trutta", "fario"))):
        above = grove.node(20, root, genus)
        accepted = grove.node(40, above, species[0])
        grove.node(40, above, species[1], acceptedTaxon_id=accepted, isAccepted=False)
    settle(grove)
    grove.world.plant("determination", taxon_id=one(grove, "trutta"), preferredTaxon_id=one(grove, "trutta"))
    return grove


@pytest.fixture
def page(home: str, grove: Grove) -> Page:
    """The address of the page of a deed for a node."""
    return lambda deed, name: f"{home}taxon/{one(grove, name)}/{deed}/"


def sealed(response: Any) -> dict[str, str]:
    """What the form sends whose button does it."""
    (found,) = re.findall(r'name="sealed" value="([^"]+)"', response.content.decode())
    return {"sealed": found}


def test_a_node_is_named_then_asked_about_then_moved(curator: CheckingClient, grove: Grove, page: Page) -> None:
    address = page("move", "trutta")
    shown = curator.get(address)
    assert 'name="name"' in shown.content.decode()
    several = curator.get(address, {"name": "Perca-20"}).content.decode()
    for name in ("fluviatilis", "vulgaris"):
        assert f"{address}?target={one(grove, name)}" in several
    straight = curator.get(address, {"name": "Salmo-20-<fario>"})
    assert straight.headers["Location"] == f"{address}?target={one(grove, 'fario')}"
    asked = curator.get(address, {"target": one(grove, "Perca")})
    told = asked.content.decode()
    assert "Salmo-20-&lt;trutta&gt;" in told
    assert "Perca-20-&lt;trutta&gt;" in told
    moved = curator.post(address, sealed(asked))
    assert moved.status_code == 303
    assert f"at={one(grove, 'trutta')}" in moved.headers["Location"]
    assert model("taxon").objects.get(pk=one(grove, "trutta")).parent_id == one(grove, "Perca")
    assert_sound(grove)


def test_what_stands_in_the_way_is_told_before_there_is_a_button(
    curator: CheckingClient, grove: Grove, page: Page
) -> None:
    told = curator.get(page("move", "Perca"), {"target": one(grove, "Salmo")}).content.decode()
    assert "does not stand above" in told
    assert "sealed" not in told
    assert "Repair the tree" not in told


def test_broken_numbers_are_told_and_a_repair_offered(
    curator: CheckingClient, home: str, grove: Grove, page: Page
) -> None:
    model("taxon").objects.filter(pk=one(grove, "Perca")).update(nodeNumber=None)
    told = curator.get(page("move", "trutta"), {"target": one(grove, "Perca")}).content.decode()
    assert f'href="{home}taxon/repair/"' in told
    assert "sealed" not in told


def test_a_form_that_comes_twice_does_it_once(curator: CheckingClient, grove: Grove, page: Page) -> None:
    """The second time the merged node is gone, and the answer is the same."""
    address = page("merge", "trutta")
    data = sealed(curator.get(address, {"target": one(grove, "fluviatilis")}))
    logs = model("spauditlog").objects.count()
    first, second = curator.post(address, data), curator.post(address, data)
    assert first.status_code == second.status_code == 303
    assert first.headers["Location"] == second.headers["Location"]
    assert f"at={one(grove, 'fluviatilis')}" in first.headers["Location"]
    assert model("spauditlog").objects.count() == logs + 1


def test_where_the_tree_has_changed_the_person_is_asked_again(
    curator: CheckingClient, grove: Grove, page: Page
) -> None:
    address = page("move", "trutta")
    data = sealed(curator.get(address, {"target": one(grove, "Perca")}))
    grove.node(50, one(grove, "trutta"), "minor")
    settle(grove)
    again = curator.post(address, data)
    assert again.status_code == 422
    assert "The tree has changed since you were asked" in again.content.decode()
    assert model("taxon").objects.get(pk=one(grove, "trutta")).parent_id == one(grove, "Salmo")
    assert curator.post(address, sealed(again)).status_code == 303


def test_a_node_becomes_a_synonym_and_is_accepted_again(curator: CheckingClient, grove: Grove, page: Page) -> None:
    address = page("synonymise", "trutta")
    asked = curator.get(address, {"target": one(grove, "fluviatilis")})
    assert curator.post(address, sealed(asked)).status_code == 303
    assert model("taxon").objects.get(pk=one(grove, "trutta")).isAccepted is False
    address = page("desynonymise", "trutta")
    assert curator.post(address, sealed(curator.get(address))).status_code == 303
    assert model("taxon").objects.get(pk=one(grove, "trutta")).isAccepted is True
    assert_sound(grove)


def test_items_are_moved_in_storage_only(curator: CheckingClient, visit: Visit, home: str, page: Page) -> None:
    assert curator.get(page("move-items", "trutta")).status_code == 404
    storage, _visit = grove_in(visit, "storage")
    root = storage.node(0, None, "Site")
    first, second = (storage.node(20, root, name) for name in ("first", "second"))
    settle(storage)
    kept = storage.world.plant("preparation", storage_id=first)
    address = f"{home}storage/{first}/move-items/"
    assert curator.post(address, sealed(curator.get(address, {"target": second}))).status_code == 303
    assert model("preparation").objects.get(pk=kept).storage_id == second


def test_many_rows_are_changed_by_a_job(
    curator: CheckingClient, grove: Grove, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changing, "ROWS_OF_A_PAGE", 1)
    address = page("move", "Perca")
    grove.node(10, one(grove, "Life"), "Percidae")
    settle(grove)
    asked = curator.get(address, {"target": one(grove, "Percidae")})
    assert "changed by a job" in asked.content.decode()
    answers = [curator.post(address, sealed(asked)) for _turn in range(2)]
    job = Job.objects.get(verb="specify.trees.long_changes.change_tree")
    assert {answer.headers["Location"] for answer in answers} == {f"/jobs/{job.pk}/"}
    outcome = change_tree(SILENT, person=job.user_id, collection_id=job.collection_id or 0, **job.arguments)
    assert outcome.said.startswith("The tree")
    assert f"at={one(grove, 'Perca')}" in outcome.links[0].address
    assert model("taxon").objects.get(pk=one(grove, "Perca")).parent_id == one(grove, "Percidae")
    assert "/trees/taxon/" in curator.post(address, sealed(asked)).headers["Location"]


def test_a_form_that_was_done_meanwhile_is_not_judged(
    curator: CheckingClient, grove: Grove, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two that come at once are both asked for before either is done; what is done then stands in its own way."""
    monkeypatch.setattr(Sealed, "is_done", lambda _sealed, _visit: False)
    for deed, node, target in (
        ("move", "trutta", "Perca"),
        ("synonymise", "trutta", "fluviatilis"),
        ("desynonymise", "trutta", ""),
        ("merge", "trutta", "fluviatilis"),
    ):
        address = page(deed, node)
        data = sealed(curator.get(address, {"target": one(grove, target)} if target else {}))
        first, second = (curator.post(address, data) for _turn in range(2))
        assert (first.status_code, second.status_code) == (303, 303), deed
        assert first.headers["Location"] == second.headers["Location"]
    assert_sound(grove)


@pytest.mark.django_db(transaction=True)
def test_a_job_that_comes_too_late_tells_so_and_is_not_run_again(
    curator: CheckingClient, grove: Grove, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changing, "ROWS_OF_A_PAGE", 0)
    late, gone = page("move", "trutta"), page("move", "fario")
    asked = [(address, sealed(curator.get(address, {"target": one(grove, "Perca")}))) for address in (late, gone)]
    addresses = [curator.post(address, data).headers["Location"] for address, data in asked]
    grove.node(50, one(grove, "trutta"), "minor")
    model("taxon").objects.filter(pk=one(grove, "fario")).delete()
    settle(grove)
    for address, told in zip(addresses, ("the tree is not as it was", "It may have been deleted"), strict=True):
        assert run_next().state == State.DONE
        job = curator.get(address)
        assert told in words(job)
        assert "Run again" not in words(job)
        assert curator.get(link(job, "Taxon"), follow=True).status_code == 200
    assert model("taxon").objects.get(pk=one(grove, "trutta")).parent_id == one(grove, "Salmo")


def test_of_a_synonym_that_is_to_be_one_of_another_the_accepted_name_is_told(
    curator: CheckingClient, grove: Grove, page: Page
) -> None:
    address = page("synonymise", "fario")
    asked = curator.get(address, {"target": one(grove, "fluviatilis")})
    told = "Salmo-20-<fario> is a synonym of Salmo-20-<trutta> now; it becomes one of Perca-20-<fluviatilis> instead."
    assert told in words(asked)
    assert curator.post(address, sealed(asked)).status_code == 303
    assert model("taxon").objects.get(pk=one(grove, "fario")).acceptedTaxon_id == one(grove, "fluviatilis")
    first = curator.get(page("synonymise", "trutta"), {"target": one(grove, "fluviatilis")})
    assert "instead" not in words(first)


@pytest.mark.parametrize(
    ("deed", "node", "told"),
    [
        ("move", "Life", "Life is the root of the tree"),
        ("merge", "Life", "Life is the root of the tree"),
        ("synonymise", "Life", "Life is the root of the tree"),
        ("desynonymise", "trutta", "Salmo-20-<trutta> is no synonym"),
    ],
)
def test_what_does_not_fit_a_node_is_refused_at_its_address(
    curator: CheckingClient, grove: Grove, page: Page, deed: str, node: str, told: str
) -> None:
    refused = curator.get(page(deed, node), {"target": one(grove, "Perca")})
    assert told in words(refused)
    assert 'name="sealed"' not in refused.content.decode()


@pytest.mark.parametrize("text", ["", "nonsense", "e30:1abc:def"])
def test_a_form_that_was_not_made_here_is_refused(curator: CheckingClient, page: Page, text: str) -> None:
    assert curator.post(page("move", "trutta"), {"sealed": text}).status_code == 422


def test_a_form_of_another_node_is_refused(curator: CheckingClient, grove: Grove, page: Page) -> None:
    data = sealed(curator.get(page("move", "trutta"), {"target": one(grove, "Perca")}))
    assert curator.post(page("move", "fluviatilis"), data).status_code == 422


@pytest.mark.parametrize("deed", ["move", "merge", "synonymise", "desynonymise"])
def test_who_may_not_has_no_page(reader: CheckingClient, page: Page, deed: str) -> None:
    assert reader.get(page(deed, "fario")).status_code == 403
    assert reader.post(page(deed, "fario"), {"sealed": ""}).status_code == 403


def test_pages_that_are_not_there(curator: CheckingClient, home: str, page: Page) -> None:
    assert curator.get(page("explode", "fario")).status_code == 404
    assert curator.get(f"{home}taxon/{2**30}/move/").status_code == 404
    assert curator.get(f"{home}taxon/{2**40}/move/").status_code == 404
    assert curator.get(f"{home}agent/1/move/").status_code == 404


def test_the_tree_offers_them(curator: CheckingClient, home: str, grove: Grove, page: Page) -> None:
    told = curator.get(f"{home}taxon/", {"at": one(grove, "trutta")}, follow=True).content.decode()
    for deed in ("move", "merge", "synonymise"):
        assert page(deed, "trutta") in told
    assert page("desynonymise", "trutta") not in told
    assert f"{home}taxon/repair/" in told


def test_a_tree_is_repaired(curator: CheckingClient, home: str, grove: Grove, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("specify.trees.repair_page.ROWS_OF_A_PAGE", 10**6)
    model("taxon").objects.filter(pk=one(grove, "Perca")).update(nodeNumber=None)
    address = f"{home}taxon/repair/"
    assert "Repair" in curator.get(address).content.decode()
    assert curator.post(address).status_code == 303
    assert_sound(grove)


def test_a_large_tree_is_repaired_by_a_job(curator: CheckingClient, home: str, grove: Grove) -> None:
    model("taxon").objects.filter(pk=one(grove, "Perca")).update(nodeNumber=None)
    answer = curator.post(f"{home}taxon/repair/")
    job = Job.objects.get(verb="specify.trees.long_changes.repair_tree")
    assert answer.headers["Location"] == f"/jobs/{job.pk}/"
    outcome = repair_tree(SILENT, person=job.user_id, collection_id=job.collection_id or 0, **job.arguments)
    assert outcome.said.endswith("was repaired.")
    assert_sound(grove)


def test_the_preview_of_a_merge_is_within_its_budget(curator: CheckingClient, grove: Grove, page: Page) -> None:
    address = page("merge", "Perca")
    curator.measure(f"{address}?target={one(grove, 'Salmo')}", page="trees-merge")
    curator.measure(f"{page('move', 'trutta')}?target={one(grove, 'Perca')}", page="trees-move")
