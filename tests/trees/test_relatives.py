"""What the page of a node tells of its place in the tree, and the list of all that hangs on a branch."""

import pytest

from specify.datamodel.tables import model
from specify.nodes.models import TreeState
from specify.nodes.tree_tables import tree_tables
from specify.security.entering import Visit
from specify.trees import hanging, surveying
from tests.page_checks import text
from tests.page_client import CheckingClient, count_statements, heading, link, words
from tests.trees.planted import Planted

pytestmark = pytest.mark.django_db
FURNITURE, RECORD, SECTION = 6, 6, 7


@pytest.fixture
def records(home: str) -> str:
    """The address of the records of taxa."""
    return f"{home.removesuffix('trees/')}taxon/"


@pytest.fixture
def perch(taxa: Planted) -> dict[str, int]:
    """A genus with two species, one of which has a synonym; one specimen at the genus, two below it."""
    genus = taxa.node(180, taxa.root, "Percula")
    species = taxa.node(220, genus, "fluviatilis", fullName="Percula fluviatilis", author="Linnaeus, 1758")
    other = taxa.node(220, genus, "vulgaris", fullName="Percula vulgaris")
    synonym = taxa.node(
        220, genus, "helvetica", fullName="Percula helvetica", isAccepted=False, acceptedTaxon_id=species
    )
    return {"genus": genus, "species": species, "other": other, "synonym": synonym, "root": taxa.root}


def part(response: object, title: str) -> str:
    """What stands under a heading."""
    found = response.document.all(f"//section[h2[starts-with(normalize-space(), '{title}')]]")  # type: ignore[attr-defined]
    return text(found[0]) if found else ""


def test_a_name_is_told_with_its_place(
    curator: CheckingClient, records: str, taxa: Planted, perch: dict[str, int]
) -> None:
    taxa.specimen(perch["genus"])
    for _one in range(2):
        taxa.specimen(perch["synonym"], perch["species"])
    taxa.specimen(perch["other"], is_current=False)
    page = curator.get(f"{records}{perch['genus']}/")
    assert part(page, "In the tree").endswith("Percula Show in the tree Taxon")
    assert "Percula fluviatilis Linnaeus, 1758, Species" in part(page, "Children 3")
    hangs = part(page, "Specimens determined so now 3")
    assert "1 at this one itself, 3 with all that stands below it." in hangs
    assert len(page.document.all("//table[caption[.='Specimens determined so now']]/tbody/tr")) == 3
    assert page.document.all("//section//nav//li/i[@lang='la'][.='Percula']")
    assert curator.get(link(page, "Show in the tree Taxon").split("#")[0]).status_code == 302


def test_a_synonym_says_of_what_and_the_other_names_it(
    curator: CheckingClient, records: str, perch: dict[str, int]
) -> None:
    told = part(curator.get(f"{records}{perch['synonym']}/"), "In the tree")
    assert "Synonym of Percula fluviatilis Linnaeus, 1758" in told
    page = curator.get(f"{records}{perch['species']}/")
    assert "Percula helvetica" in part(page, "Synonyms 1")
    assert part(page, "Children") == ""


def test_a_synonym_is_suggested_as_one(curator: CheckingClient, records: str, perch: dict[str, int]) -> None:
    address = f"{records.removesuffix('taxon/')}determination/suggest/?taxon=Percula+"
    options = curator.get(address, headers={"HX-Request": "true"}).document.all("//option")
    told = {one.get("value") or text(one): text(one) for one in options}
    assert told["Percula helvetica"] == "synonym of Percula fluviatilis"
    assert told["Percula vulgaris"] == "Percula vulgaris"


def test_only_the_first_of_many_are_told(
    curator: CheckingClient, records: str, taxa: Planted, perch: dict[str, int]
) -> None:
    for number in range(11):
        values = {"isAccepted": False, "acceptedTaxon_id": perch["other"], "fullName": f"Percula alia{number}"}
        taxa.node(220, perch["genus"], f"alia{number}", **values)
        taxa.specimen(perch["other"])
    page = curator.get(f"{records}{perch['other']}/")
    assert part(page, "Synonyms").count("Percula alia") == 10
    assert "11" in words(curator.get(link(page, "All synonyms")))
    everything = curator.get(link(page, "All 11: Specimens determined so now"))
    assert heading(everything) == "11 Specimens determined so now: Percula vulgaris"
    assert len(everything.document.all("//tbody/tr")) == 11
    above = curator.get(f"{records}{perch['genus']}/")
    assert curator.get(link(above, "All 14 in the tree").split("#")[0]).status_code == 200


def test_pages_of_places_and_of_storage_tell_theirs(curator: CheckingClient, home: str) -> None:
    for tree, title in (("geography", "Specimens collected there"), ("storage", "Preparations kept there")):
        root = model(tree).objects.filter(parent=None).order_by("pk").values_list("pk", flat=True)[0]
        page = curator.get(f"{home.removesuffix('trees/')}{tree}/{root}/")
        assert part(page, "Children")
        assert "with all that stands below it." in part(page, title)
        assert curator.get(f"{home}{tree}/{root}/specimens/").status_code == 200


def test_the_list_has_pages(curator: CheckingClient, home: str, visit: Visit) -> None:
    whole = model("determination").objects.filter(collectionMemberId=visit.place.collection_id, isCurrent=True)
    root = model("taxon").objects.get(parent=None, definition_id=visit.place.tree_definitions["taxon"][0])
    first = curator.get(f"{home}taxon/{root.pk}/specimens/")
    assert heading(first).startswith(f"{whole.count()} ")
    shown = {one.get("value") for one in first.document.all("//input[@name='id']")}
    if whole.count() > 50:
        second = curator.get(f"{home}taxon/{root.pk}/specimens/?page=2")
        assert not shown & {one.get("value") for one in second.document.all("//input[@name='id']")}


def numbered(perch: dict[str, int]) -> None:
    """Give the planted names numbers behind all others."""
    for place, name in enumerate(("genus", "species", "other", "synonym")):
        number = 9_000_000 + place
        highest = 9_000_003 if name == "genus" else number
        model("taxon").objects.filter(pk=perch[name]).update(nodeNumber=number, highestChildNodeNumber=highest)
    model("taxon").objects.filter(pk=perch["root"]).update(highestChildNodeNumber=9_000_003)


@pytest.mark.parametrize("is_valid", [True, False])
def test_a_large_branch_is_told_by_the_survey_and_listed_by_numbers(
    curator: CheckingClient,
    home: str,
    taxa: Planted,
    perch: dict[str, int],
    monkeypatch: pytest.MonkeyPatch,
    visit: Visit,
    *,
    is_valid: bool,
) -> None:
    for name in ("species", "other", "species"):
        taxa.specimen(perch[name])
    numbered(perch)
    monkeypatch.setattr(surveying, "SMALL", 0)
    monkeypatch.setattr("specify.trees.large.LARGE", 2)
    surveying.survey(tree_tables()["taxon"], visit.place, surveying.SILENT)
    TreeState.objects.update(is_valid=is_valid)
    taxa.specimen(perch["other"])
    page = curator.get(f"{home}taxon/{perch['genus']}/specimens/")
    assert "0 at this one itself, 3 with all that stands below it. Counted today at" in words(page)
    assert len(page.document.all("//tbody/tr")) == (3 if is_valid else 0)
    assert ("until the tree is repaired" in words(page)) is not is_valid


@pytest.mark.parametrize("is_large", [False, True])
def test_what_is_determined_twice_is_listed_once(
    curator: CheckingClient,
    home: str,
    taxa: Planted,
    perch: dict[str, int],
    monkeypatch: pytest.MonkeyPatch,
    visit: Visit,
    *,
    is_large: bool,
) -> None:
    specimens = [taxa.specimen(perch["species"]) for _one in range(60)]
    for one in specimens[:30]:
        again = {"taxon_id": perch["other"], "preferredTaxon_id": perch["other"], "isCurrent": True}
        taxa.world.plant("determination", collectionObject_id=one, **again)
    numbered(perch)
    if is_large:
        monkeypatch.setattr(surveying, "SMALL", 0)
        monkeypatch.setattr("specify.trees.large.LARGE", 2)
    surveying.survey(tree_tables()["taxon"], visit.place, surveying.SILENT)
    TreeState.objects.update(is_valid=True)
    address = f"{home}taxon/{perch['genus']}/specimens/"
    pages = [curator.get(f"{address}?page={page}") for page in (1, 2)]
    listed = [int(one.get("value")) for page in pages for one in page.document.all("//tbody//input[@name='id']")]
    assert listed == specimens
    assert heading(pages[0]).startswith("90 ")
    counts = "60 are listed: a specimen that is determined here several times counts each time."
    assert (counts in words(pages[0])) is not is_large


def test_of_too_many_the_first_are_listed_and_it_says_so(
    curator: CheckingClient, home: str, taxa: Planted, perch: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hanging, "LISTED_AT_MOST", 2)
    for _one in range(3):
        taxa.specimen(perch["other"])
    page = curator.get(f"{home}taxon/{perch['genus']}/specimens/")
    assert "The first 2 are listed" in words(page)
    assert len(page.document.all("//tbody/tr")) == 2


def test_nodes_that_are_not_there_have_no_list(
    curator: CheckingClient, home: str, records: str, perch: dict[str, int]
) -> None:
    assert curator.get(f"{home}taxon/999999/specimens/").status_code == 404
    assert curator.get(f"{home}nosuchtree/{perch['genus']}/specimens/").status_code == 404
    assert curator.get(f"{home}taxon/99999999999/specimens/").status_code == 404
    assert curator.get(f"{records}{perch['genus']}/").status_code == 200


def test_statements_do_not_grow(curator: CheckingClient, records: str, taxa: Planted, perch: dict[str, int]) -> None:
    taxa.specimen(perch["species"])
    address = f"{records}{perch['genus']}/"
    curator.get(address)
    with count_statements() as few:
        curator.get(address)
    for number in range(9):
        taxa.specimen(perch["other"])
        taxa.node(220, perch["genus"], f"nova{number}", fullName=f"Percula nova{number}")
    with count_statements() as many:
        curator.get(address)
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= FURNITURE + RECORD + SECTION + 6, "\n".join(many)
