"""Trees are made with the ranks that Specify gives them, for those who administer the institution."""

import re

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.nodes.tree_tables import tree_tables
from specify.security.entering import Visit, visit_of
from specify.trees.ranks.standard import beginnings
from tests.nodes.growing import assert_numbered
from tests.page_client import CheckingClient, fields, link, words
from tests.trees.ranks.conftest import SEE, Ranks, sealed
from tests.trees.wood import grove_in

pytestmark = pytest.mark.django_db
HAS_SEVERAL = "discipline" in present.tables()["taxontreedef"].relationships


@pytest.fixture
def without_strata(visit: Visit, home: str) -> str:
    """The address at which a tree of strata is made, where the discipline has none."""
    model("discipline").objects.filter(pk=visit.place.discipline_id).update(lithoStratTreeDef_id=None)
    return f"{home}lithostrat/new/"


def test_a_tree_is_made_where_there_is_none(
    curator: CheckingClient, home: str, visit: Visit, without_strata: str
) -> None:
    title = f"Make a tree: {visit.captions.table('lithostrat')}"
    assert link(curator.get(home), title) == without_strata
    sent = fields(curator.get(without_strata), SEE) | {"name": "Our strata", "root": "Crust"}
    shown = curator.post(without_strata, {**sent, "ranks": ["100", "300"]})
    assert "Ranks: Surface, Super Group, Formation." in words(shown)
    assert f"It becomes the tree of {visit.place.discipline_name}, which had none." in words(shown)
    answers = [curator.post(without_strata, sealed(shown)) for _turn in range(2)]
    assert {answer.headers["Location"] for answer in answers} == {home}
    definition = model("lithostrattreedef").objects.get(name="Our strata")
    assert model("discipline").objects.get(pk=visit.place.discipline_id).lithoStratTreeDef_id == definition.pk
    ranks = list(model("lithostrattreedefitem").objects.filter(treeDef_id=definition.pk).order_by("rankId"))
    assert [(rank.rankId, rank.parent_id) for rank in ranks] == [(0, None), (100, ranks[0].pk), (300, ranks[1].pk)]
    root = model("lithostrat").objects.get(definition_id=definition.pk)
    assert (root.name, root.fullName, root.rankId, root.parent_id) == ("Crust", "Crust", 0, None)
    assert_numbered("lithostrat")
    listed = curator.get(home)
    assert "Our strata" in words(listed)
    assert title not in words(listed)
    assert "Crust" in words(curator.get(f"{home}lithostrat/"))


def test_what_cannot_be_taken_is_told(curator: CheckingClient, without_strata: str) -> None:
    sent = fields(curator.get(without_strata), SEE)
    wrong = [
        ({"name": " "}, "Name is required."),
        ({"root": ""}, "is required."),
        ({"name": "x" * 65}, "too long"),
        ({"root": "x" * 300}, "too long"),
    ]
    for texts, told in wrong:
        answer = curator.post(without_strata, sent | texts)
        assert answer.status_code == 422
        assert told in words(answer)
        assert "full name would become too long" not in words(answer)


def test_there_is_one_tree_of_each_other_kind(curator: CheckingClient, home: str) -> None:
    shown = curator.get(f"{home}geography/new/")
    assert "There is such a tree already, and only one is possible." in words(shown)
    assert 'name="root"' not in shown.content.decode()


def test_a_further_tree_of_taxa(curator: CheckingClient, home: str, visit: Visit) -> None:
    address = f"{home}taxon/new/"
    shown = curator.get(address)
    if not HAS_SEVERAL:
        assert "several are possible from Specify 7.12 on" in words(shown)
        return
    assert link(shown, "Birds") == f"{address}?set=bird"
    sent = fields(curator.get(f"{address}?set=bird"), SEE)
    assert sent["set"] == "bird"
    told = curator.post(address, {**sent, "ranks": ["180", "220"], "name": "Hosts"})
    assert "It is a further tree" in words(told)
    assert curator.post(address, sealed(told)).status_code == 303
    definition = model("taxontreedef").objects.get(name="Hosts")
    assert definition.discipline_id == visit.place.discipline_id
    assert f"?tree={definition.pk}" in curator.get(home).content.decode()
    there = curator.get(f"{home}taxon/", {"tree": definition.pk})
    assert "Hosts" in words(there)
    assert "Life" in words(there)
    page = curator.get(f"{home}taxon/ranks/", {"definition": definition.pk})
    assert [text for text in ("Genus", "Species", "Kingdom") if text in words(page)] == ["Genus", "Species"]
    again = curator.post(address, {**sent, "name": "hosts"})
    assert "There is a tree of this name already; choose another." in words(again)


def test_only_an_administrator_makes_trees(
    reader: CheckingClient, home: str, visit: Visit, without_strata: str
) -> None:
    assert reader.get(without_strata).status_code == 403
    assert without_strata not in reader.get(home).content.decode()


def test_a_root_is_added_to_an_empty_tree(curator: CheckingClient, visit: Visit, home: str) -> None:
    grove, _visit = grove_in(visit)
    ranks = Ranks(curator, home, grove)
    assert link(curator.get(ranks.home), "Add its root") == f"{ranks.home}root/?definition={grove.definition}"
    for name, told in (("", "Name is required."), ("x" * 10_000, "Name: the text is")):
        refused = ranks.typed("root", name=name)
        assert refused.status_code == 422
        assert told in words(refused)
        assert "full name would become too long" not in words(refused)
    shown = ranks.typed("root", name="Bio\r\nta")
    answers = [ranks.done(shown, "root") for _turn in range(2)]
    assert {answer.status_code for answer in answers} == {303}
    root = model("taxon").objects.get(definition_id=grove.definition)
    assert (root.name, root.rankId, root.definitionItem_id) == ("Bio ta", 0, grove.items[0])
    assert_numbered()
    assert "This tree has a root already" in words(curator.get(ranks.address("root")))
    assert "Add its root" not in words(curator.get(ranks.home))


def test_a_tree_without_ranks_gets_one_with_its_root(curator: CheckingClient, visit: Visit, home: str) -> None:
    grove, _visit = grove_in(visit)
    for number in sorted(grove.items, reverse=True):
        model("taxontreedefitem").objects.filter(pk=grove.items[number]).delete()
    ranks = Ranks(curator, home, grove)
    assert "This tree has no ranks yet." in words(curator.get(f"{ranks.home}ranks/"))
    assert curator.get(link(curator.get(f"{ranks.home}ranks/"), "Add a rank")).status_code == 200
    assert ranks.done(ranks.typed("root"), "root").status_code == 303
    assert ranks.numbers() == [0]


def test_the_first_rank_has_the_number_nought(curator: CheckingClient, visit: Visit, home: str) -> None:
    grove, _visit = grove_in(visit)
    for number in sorted(grove.items, reverse=True):
        model("taxontreedefitem").objects.filter(pk=grove.items[number]).delete()
    ranks = Ranks(curator, home, grove)
    assert ranks.done(ranks.typed("add", name="Top"), "add").status_code == 303
    assert ranks.numbers() == [0]


def test_every_beginning_is_a_ladder() -> None:
    for begun in [begun for tree in tree_tables() for begun in beginnings(tree)]:
        numbers = [rank.number for rank in begun.ranks]
        assert numbers == sorted(set(numbers))
        assert numbers[0] == 0
        assert len({rank.name for rank in begun.ranks}) == len(numbers)


def test_the_discipline_says_which_is_usual() -> None:
    assert [beginnings("taxon", kind)[0].key for kind in ("fish", "Bird", "paleobotany", "anthropology")] == [
        "fish",
        "bird",
        "invertpaleo",
        "empty",
    ]
    assert [rank.name for rank in beginnings("taxon", "rocks")[0].ranks][:2] == ["Level 1", "Level 2"]
    assert re.fullmatch(r"Erathem/Era", beginnings("geologictimeperiod")[0].ranks[1].name)


def test_two_who_make_the_same_tree(curator: CheckingClient, visit: Visit, home: str, without_strata: str) -> None:
    """The second is told, though both were asked while there was none."""
    sent = fields(curator.get(without_strata), SEE)
    first, second = curator.post(without_strata, sent), curator.post(without_strata, sent)
    assert curator.post(without_strata, sealed(first)).status_code == 303
    assert curator.post(without_strata, sealed(second)).status_code == 422
    assert visit_of(visit.user.pk, visit.place.collection_id, "en").place.tree_definitions["lithostrat"]
