"""Pages of trees: which nodes, in which order, with which words and counts, and how little they ask for."""

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.nodes.models import TreeState
from tests.page_checks import text
from tests.page_client import CheckingClient, count_statements, heading, link, words
from tests.trees.planted import Planted

pytestmark = pytest.mark.django_db
FURNITURE, OF_ITS_OWN = 6, 4


def rows(response: object) -> list[str]:
    """The nodes on a page, as they are read out."""
    return [text(one) for one in response.document.all("//ul[contains(@class, 'tree')]//p")]  # type: ignore[attr-defined]


def row(response: object, node: int) -> str:
    return text(response.document.all(f"//li[@id='n{node}']/p")[0])  # type: ignore[attr-defined]


def opened(node: int, *, current: str, target: int) -> dict[str, str]:
    """What htmx says of itself when a twig is clicked."""
    return {
        "HTTP_HX_REQUEST": "true",
        "HTTP_HX_TARGET": f"n{target}",
        "HTTP_HX_CURRENT_URL": f"http://testserver{current}",
    }


def test_the_trees_are_listed_with_their_ranks(curator: CheckingClient, home: str) -> None:
    page = curator.get(home)
    assert heading(page) == "Trees"
    for title in ("Taxon", "Geography", "Storage"):
        assert curator.get(link(page, title)).status_code == 200
    assert "Kingdom, Phylum, Class" in words(page)


@pytest.mark.parametrize("tree", ["taxon", "geography", "storage", "geologictimeperiod", "lithostrat", "tectonicunit"])
def test_every_tree_opens(curator: CheckingClient, paleo: str, tree: str) -> None:
    if not present.has(tree):
        assert curator.get(f"{paleo}{tree}/").status_code == 404
        return
    page = curator.get(f"{paleo}{tree}/")
    root = page.document.all("//ul[contains(@class, 'tree')]/li")[0].get("id").removeprefix("n")
    if model(tree).objects.filter(parent_id=root).exists():
        inner = curator.get(f"{paleo}{tree}/?open={root}")
        assert len(rows(inner)) == 1 + model(tree).objects.filter(parent_id=root).count()


def test_a_level_takes_at_most_four_statements(curator: CheckingClient, home: str, taxa: Planted) -> None:
    address = f"{home}taxon/?open={taxa.root}"
    curator.get(address)
    for one in (address, f"{home}taxon/", f"{address}&only=1"):
        with count_statements() as statements:
            curator.get(one)
        assert len(statements) <= FURNITURE + OF_ITS_OWN, "\n".join(statements)
    with count_statements() as statements:
        curator.get(address, **opened(taxa.root, current=f"{home}taxon/", target=taxa.root))  # type: ignore[arg-type]
    assert len(statements) <= FURNITURE + OF_ITS_OWN, "\n".join(statements)


def test_children_stand_by_rank_and_name(curator: CheckingClient, home: str, taxa: Planted) -> None:
    above = taxa.node(140, taxa.root, "Testidae")
    for rank, name in ((220, "aaa"), (180, "Zetes"), (180, "Betes"), (220, "Aab")):
        taxa.node(rank, above, name)
    page = curator.get(f"{home}taxon/?open={taxa.root}.{above}")
    names = [one.split()[0] for one in (text(p) for p in page.document.all(f"//li[@id='n{above}']/ul/li/p/span/a"))]
    assert names == ["Betes", "Zetes", "aaa", "Aab"]


def test_a_node_says_rank_author_counts_and_what_it_is_a_synonym_of(
    curator: CheckingClient, home: str, taxa: Planted
) -> None:
    genus = taxa.node(180, taxa.root, "Testes", author="Linnaeus, 1758")
    species = taxa.node(220, genus, "communis", fullName="Testes communis", author="(Bloch, 1785)")
    old = taxa.node(220, genus, "vulgaris", fullName="Testes vulgaris", isAccepted=False, acceptedTaxon_id=species)
    taxa.specimen(genus)
    taxa.specimen(species)
    taxa.specimen(old, preferred=species)
    taxa.specimen(species, is_current=False)
    page = curator.get(f"{home}taxon/?open={taxa.root}.{genus}&at={old}")
    assert row(page, genus) == "− Close Testes Testes Linnaeus, 1758, Genus 1 itself, 3 in all"
    assert row(page, species) == "Testes communis (Bloch, 1785), Species also: Testes vulgaris 2 itself, 2 in all"
    assert row(page, old) == "Testes vulgaris Species, synonym of Testes communis 0 itself, 0 in all"
    assert "syn" in page.document.all(f"//li[@id='n{old}']/p")[0].get("class")
    assert page.document.all(f"//li[@id='n{genus}']//i[@lang='la']")
    followed = curator.get(f"{home}taxon/{link(page, 'Testes communis').partition('#')[0]}", follow=True)
    assert followed.status_code == 200


def test_an_accepted_name_has_its_synonyms_beside_it(curator: CheckingClient, home: str, taxa: Planted) -> None:
    genus = taxa.node(180, taxa.root, "Testes")
    species, elsewhere = taxa.node(220, genus, "communis"), taxa.node(180, taxa.root, "Others")
    for name in ("zetes", "Albus", "m'ox, % “x”", "betes", "ultimus"):
        last = taxa.node(220, elsewhere, name, isAccepted=False, acceptedTaxon_id=species)
    page = curator.get(f"{home}taxon/?open={taxa.root}.{genus}")
    assert row(page, species).startswith("communis Species also: Albus, betes, m'ox, % “x” and 2 more")
    followed = curator.get(f"{home}taxon/{link(page, 'betes')}", follow=True)
    assert "Others" in words(followed)
    chosen = curator.get(f"{home}taxon/?open={taxa.root}.{genus}&at={species}")
    assert row(chosen, species).startswith("communis Species also: Albus, betes, m'ox, % “x”, ultimus, zetes 0")
    assert f"at={last}" in chosen.content.decode()


def test_synonyms_have_room_and_take_no_statements(curator: CheckingClient, home: str, taxa: Planted) -> None:
    genus, address = taxa.node(180, taxa.root, "Testes"), f"{home}taxon/?open={taxa.root}."
    species = [taxa.node(220, genus, f"communis{number}", author="Author, 1800") for number in range(100)]
    curator.get(f"{address}{genus}")
    with count_statements() as before:
        curator.get(f"{address}{genus}")
    for number in range(200):
        synonym = {"fullName": f"Testes {number * 7919 % 997}ensis", "isAccepted": False}
        taxa.node(220, genus, f"synonym{number}", acceptedTaxon_id=species[number % 100], **synonym)
    with count_statements() as after:
        page = curator.get(f"{address}{genus}")
    assert len(after) == len(before)
    assert len(page.document.all(f"//li[@id='n{genus}']/ul/li/p")) == 100


def test_specimens_of_another_collection_do_not_count(
    curator: CheckingClient, home: str, paleo: str, taxa: Planted
) -> None:
    genus = taxa.node(180, taxa.root, "Testes")
    specimen = taxa.specimen(genus)
    elsewhere = int(paleo.strip("/").split("-")[0])
    rows_of = model("determination").objects.filter(collectionObject_id=specimen)
    rows_of.update(collectionMemberId=elsewhere)
    assert row(curator.get(f"{home}taxon/?open={taxa.root}"), genus).endswith("0 itself, 0 in all")


def test_geologic_times_stand_in_order_and_say_when(curator: CheckingClient, paleo: str) -> None:
    old = model("geologictimeperiod").objects.filter(name="Jurassic").get()
    page = curator.get(f"{paleo}geologictimeperiod/?at={old.pk}", follow=True)
    assert " Ma" in row(page, old.pk)
    level = page.document.all(f"//li[@id='n{old.pk}']/parent::ul/li/p/span/a")
    times = model("geologictimeperiod").objects.filter(parent_id=old.parent_id)  # type: ignore[attr-defined]
    assert [text(one) for one in level] == list(times.order_by("startPeriod", "name").values_list("name", flat=True))


def test_a_hundred_children_are_shown_at_once(curator: CheckingClient, home: str, taxa: Planted) -> None:
    genus = taxa.node(180, taxa.root, "Testes")
    for number in range(1, 131):
        last = taxa.node(220, genus, f"s{number:03}", fullName=f"Testes s{number:03}")
    address = f"{home}taxon/?open={taxa.root}.{genus}"
    page = curator.get(address)
    assert "Open 130 children of Testes" in words(curator.get(f"{home}taxon/?open={taxa.root}"))
    assert len(page.document.all(f"//li[@id='n{genus}']/ul/li/p")) == 100
    further = link(page, "Next 30 of 130 Testes")
    page = curator.get(f"{home}taxon/{further}")
    assert len(page.document.all(f"//li[@id='n{genus}']/ul/li/p")) == 30
    assert "1 to 100 of 130" in words(page)
    page = curator.get(f"{home}taxon/?at={last}", follow=True)
    assert row(page, last).startswith("Testes s130")
    page = curator.get(f"{home}taxon/{link(page, '1 to 100 of 130 Testes')}")
    assert "Testes s001" in words(page)
    beyond = curator.get(f"{home}taxon/?open={taxa.root}.{genus}-900")
    assert "Testes s001" in words(beyond)


def test_a_page_with_many_open_levels_keeps_its_budget_and_the_chosen_node(
    curator: CheckingClient, home: str, taxa: Planted
) -> None:
    above, way = taxa.root, [taxa.root]
    for rank in (10, 30, 60, 100, 140, 180, 220):
        if rank not in taxa.items:
            continue
        for number in range(100):
            node = taxa.node(
                rank, above, f"Longnamedthing{rank}x{number * 7919 % 100:02}", author=f"Author {number * 31}"
            )
        way.append(node)
        above = node
    page = curator.get(f"{home}taxon/?at={above}", follow=True)
    shown = {one.get("id") for one in page.document.all("//li[@id]")}
    assert {f"n{one}" for one in way} <= shown


def test_a_bare_choice_leads_to_what_is_open_above_it(curator: CheckingClient, home: str, taxa: Planted) -> None:
    genus = taxa.node(180, taxa.root, "Testes")
    answer = curator.get(f"{home}taxon/?at={genus}")
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"taxon/?open={taxa.root}&at={genus}#n{genus}")
    page = curator.get(answer["Location"])
    assert [text(one) for one in page.document.all("//nav[@aria-label='Path to Testes']//li")] == ["Life", "Testes"]
    assert {"Open record", "Edit"} <= {text(one) for one in page.document.all("//li[@class='here']//a")}


def test_a_branch_opens_in_place(curator: CheckingClient, home: str, taxa: Planted) -> None:
    family = taxa.node(140, taxa.root, "Testidae")
    genus, other = taxa.node(180, family, "Testes"), taxa.node(180, taxa.root, "Others")
    taxa.node(220, other, "alius")
    current = f"{home}taxon/?open={taxa.root}.{other}&at={family}"
    answer = curator.get(f"{home}taxon/?open={taxa.root}.{family}", **opened(family, current=current, target=family))  # type: ignore[arg-type]
    assert [one.get("id") for one in answer.document.all("/*/*")] == [f"n{family}"]
    assert f"n{genus}" in answer.content.decode()
    assert answer["HX-Replace-Url"] == f"{home}taxon/?open={taxa.root}.{family}.{other}&at={family}"
    assert text(answer.document.all("//*[@role='status']")[0]) == "1 child of Testidae."
    again = answer["HX-Replace-Url"]
    closed = curator.get(f"{home}taxon/?open={taxa.root}", **opened(family, current=again, target=family))  # type: ignore[arg-type]
    assert f"n{genus}" not in closed.content.decode()
    assert closed["HX-Replace-Url"] == f"{home}taxon/?open={taxa.root}.{other}&at={family}"


def test_closing_a_branch_closes_all_below(curator: CheckingClient, home: str, taxa: Planted) -> None:
    family = taxa.node(140, taxa.root, "Testidae")
    genus = taxa.node(180, family, "Testes")
    species = taxa.node(220, genus, "alius")
    current = f"{home}taxon/?open={taxa.root}.{family}.{genus}&at={species}"
    answer = curator.get(f"{home}taxon/", **opened(taxa.root, current=current, target=taxa.root))  # type: ignore[arg-type]
    assert answer["HX-Replace-Url"] == f"{home}taxon/"
    page = curator.get(current)
    assert link(page, "− Close Life") == f"?#n{taxa.root}"


def test_choosing_keeps_what_was_opened_since(curator: CheckingClient, home: str, taxa: Planted) -> None:
    genus = taxa.node(180, taxa.root, "Testes")
    headers = {
        "HTTP_HX_REQUEST": "true",
        "HTTP_HX_TARGET": "results",
        "HTTP_HX_CURRENT_URL": f"http://testserver{home}taxon/?open={taxa.root}",
    }
    answer = curator.get(f"{home}taxon/?at={genus}", **headers)  # type: ignore[arg-type]
    assert answer["HX-Push-Url"] == f"{home}taxon/?open={taxa.root}&at={genus}"
    assert "here" in answer.document.all(f"//li[@id='n{genus}']")[0].get("class")


def test_only_names_with_specimens(curator: CheckingClient, home: str, taxa: Planted) -> None:
    full, empty = taxa.node(140, taxa.root, "Fullidae"), taxa.node(140, taxa.root, "Emptyidae")
    taxa.specimen(taxa.node(180, full, "Testes"))
    page = curator.get(f"{home}taxon/?open={taxa.root}&only=1")
    shown = {one.get("id") for one in page.document.all("//li[@id]")}
    assert f"n{full}" in shown
    assert f"n{empty}" not in shown
    assert f"n{empty}" in {
        one.get("id") for one in curator.get(f"{home}taxon/?open={taxa.root}").document.all("//li[@id]")
    }


def test_nodes_in_a_circle_are_told_and_not_followed(curator: CheckingClient, home: str, taxa: Planted) -> None:
    one = taxa.node(140, taxa.root, "Onidae")
    other = taxa.node(180, one, "Other")
    model("taxon").objects.filter(pk=one).update(parent_id=other)
    page = curator.get(f"{home}taxon/?open={one}.{other}&at={other}")
    assert "Other does not show" in words(page)
    assert f"n{one}" not in page.content.decode().replace(f"open={one}", "")


@pytest.mark.parametrize(
    "query", ["at=999999999", "open=999999999&at=1999999999", "at=x&open=y&only=2&conformation=~~~"]
)
def test_what_is_not_there_is_told_and_the_tree_shown(curator: CheckingClient, home: str, query: str) -> None:
    page = curator.get(f"{home}taxon/?{query}")
    assert page.status_code == 200
    assert rows(page)


def test_a_node_of_another_tree_is_not_shown(curator: CheckingClient, home: str, taxa: Planted) -> None:
    foreign = model("taxon").objects.exclude(definition_id=taxa.definition).filter(parent=None).first()
    assert foreign is not None
    page = curator.get(f"{home}taxon/?open={foreign.pk}.{taxa.root}&at={foreign.pk}")
    assert "This tree has no node" in words(page)
    assert f"n{foreign.pk}" not in {one.get("id") for one in page.document.all("//li[@id]")}
    assert curator.get(f"{home}taxon/?tree={foreign.definition_id}").status_code == 404  # type: ignore[attr-defined]
    htmx = opened(foreign.pk, current=f"{home}taxon/", target=foreign.pk)
    assert curator.get(f"{home}taxon/?open={foreign.pk}", **htmx).status_code == 404  # type: ignore[arg-type]


@pytest.mark.parametrize("tree", ["agent", "nosuch", "Taxon", "taxontreedef"])
def test_what_is_no_tree_is_told(curator: CheckingClient, home: str, tree: str) -> None:
    assert curator.get(f"{home}{tree}/").status_code == 404


def test_several_definitions_of_a_tree(curator: CheckingClient, home: str, taxa: Planted) -> None:
    if "discipline" not in present.tables()["taxontreedef"].relationships:
        return
    other = taxa.world.plant("taxontreedef", name="Parasites", discipline_id=taxa.world.ids["discipline"])
    item = taxa.world.plant("taxontreedefitem", treeDef_id=other, name="Life", rankId=0)
    node = taxa.world.plant("taxon", definition_id=other, definitionItem_id=item, rankId=0, name="Vermes", fullName="V")
    assert "Parasites" in words(curator.get(home))
    page = curator.get(f"{home}taxon/?tree={other}")
    assert heading(page) == "1 Taxon: Parasites"
    assert row(page, node).startswith("Vermes")
    assert f"tree={other}" in curator.get(f"{home}taxon/?at={node}")["Location"]


def test_a_child_is_added_below(curator: CheckingClient, home: str, taxa: Planted) -> None:
    genus = taxa.node(180, taxa.root, "Testes")
    page = curator.get(f"{home}taxon/?open={taxa.root}&at={genus}")
    action = page.document.all("//li[@class='here']//form")[0].get("action")
    form = curator.post(action, follow=True)
    assert 'value="Testes"' in form.content.decode()
    assert curator.post(action.replace(f"/{genus}/", "/999999999/")).status_code == 404


def test_numbers_out_of_order_are_told(curator: CheckingClient, home: str, taxa: Planted) -> None:
    taxa.node(180, taxa.root, "Testes")  # has no numbers
    page = curator.get(f"{home}taxon/?open={taxa.root}")
    assert TreeState.objects.get(tree="taxon").is_valid is False
    assert "out of order" in words(page)


def test_who_may_not_read_a_tree_has_no_page_of_it(
    curator: CheckingClient, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from specify.security.policies import Rights

    was = Rights.may_table
    monkeypatch.setattr(Rights, "may_table", lambda self, key, action: key not in _HIDDEN and was(self, key, action))
    assert curator.get(f"{home}taxon/").status_code == 403
    assert "Taxon" not in words(curator.get(home))
    page = curator.get(f"{home}geography/")
    assert "in all" not in words(page)
    assert "Only names" not in words(page)


_HIDDEN = ("taxon", "locality")
