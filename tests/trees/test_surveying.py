"""Surveys of trees: what hangs on large branches, whether the numbers are valid, and when they are made."""

from datetime import datetime, timedelta

import pytest

from specify.datamodel.tables import model
from specify.nodes.models import TreeState
from specify.nodes.repairing import renumber
from specify.nodes.tree_tables import tree_tables
from specify.security.entering import Visit
from specify.tasks.models import Job
from specify.tasks.progress import SILENT
from specify.trees import large, surveying
from specify.trees.models import TreeCount
from specify.trees.specimens import counted_now, source_of
from specify.trees.surveying import known, survey, survey_tree
from tests.page_client import CheckingClient, words
from tests.trees.planted import Planted

pytestmark = pytest.mark.django_db
TREES = ["taxon", "geography", "storage"]
PALEO = ["geologictimeperiod", "lithostrat"]


@pytest.mark.parametrize("key", TREES)
def test_large_branches_have_what_is_counted_under_each(
    visit: Visit, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large, "LARGE", 1)
    tree, source = tree_tables()[key], source_of(tree_tables()[key], visit.place)
    assert source is not None
    found = {one.node: (one.direct, one.total) for one in large.large_branches(tree, source)}
    nodes = model(key).objects.values_list("pk", flat=True)
    assert {node: counts for node, counts in found.items() if any(counts)} == counted_now(source, nodes)
    assert any(total for _direct, total in found.values())
    assert set(model(key).objects.filter(children__isnull=False).values_list("pk", flat=True)) <= set(found)


def test_counts_are_those_of_a_walk_through_the_tree(visit: Visit, taxa: Planted) -> None:
    family = taxa.node(140, taxa.root, "Testidae")
    genus = taxa.node(180, family, "Testes")
    species = taxa.node(220, genus, "communis")
    for taxon, number in ((family, 1), (genus, 2), (species, 3)):
        for _one in range(number):
            taxa.specimen(taxon)
    source = source_of(tree_tables()["taxon"], visit.place)
    assert source is not None
    assert counted_now(source, [family, genus, species]) == {family: (1, 6), genus: (2, 5), species: (3, 3)}
    assert counted_now(source, []) == {}


def test_a_small_tree_is_surveyed_when_it_is_looked_at(visit: Visit) -> None:
    found = known(visit, tree_tables()["taxon"])
    assert found.is_small
    assert found.is_valid
    assert TreeState.objects.get(tree="taxon").nodes == {
        str(key): number for key, number in (found.nodes or {}).items()
    }
    assert not Job.objects.filter(verb__endswith="survey_tree").exists()


def test_a_large_tree_is_surveyed_by_a_job(
    curator: CheckingClient, visit: Visit, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surveying, "SMALL", 10)
    monkeypatch.setattr(large, "LARGE", 5)
    page = curator.get(f"{home}taxon/")
    assert "is being counted" in words(page)
    assert "in all" not in words(page)
    curator.get(f"{home}taxon/")
    job = Job.objects.get(verb__endswith="survey_tree")
    assert (job.is_seen, job.is_announced) == (True, True)
    outcome = survey_tree(SILENT, person=visit.user.pk, collection_id=visit.place.collection_id, **job.arguments)
    assert curator.get(outcome.links[0].address).status_code == 200
    page = curator.get(f"{home}taxon/")
    assert "The nodes and what hangs on large branches were counted today at" in words(page)
    assert "in all" in words(page)
    root = model("taxon").objects.get(parent=None, definition_id=visit.place.tree_definitions["taxon"][0])
    job.delete()
    plain, only = curator.get(f"{home}taxon/?open={root.pk}"), curator.get(f"{home}taxon/?open={root.pk}&only=1")
    assert plain.status_code == only.status_code == 200
    assert not Job.objects.filter(verb__endswith="survey_tree").exists()


def test_a_large_tree_shows_the_same_as_a_small_one(
    curator: CheckingClient, visit: Visit, home: str, taxa: Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    family, empty = taxa.node(140, taxa.root, "Testidae"), taxa.node(140, taxa.root, "Emptyidae")
    for number in range(8):
        taxa.specimen(taxa.node(180, family, f"Testes{number}"))
        taxa.node(180, empty, f"Empty{number}")
    addresses = [f"{home}taxon/?open={taxa.root}.{family}{more}" for more in ("", "&only=1")]
    told = [words(curator.get(address)).partition("itself in all")[2] for address in addresses]
    monkeypatch.setattr(surveying, "SMALL", 10)
    monkeypatch.setattr(large, "LARGE", 6)
    survey(tree_tables()["taxon"], visit.place, SILENT)
    kept = set(TreeCount.objects.filter(tree="taxon").values_list("node_id", flat=True))
    assert {family, empty, taxa.root} <= kept
    assert [words(curator.get(address)).partition("itself in all")[2] for address in addresses] == told


def test_what_is_older_than_ten_minutes_is_surveyed_again(visit: Visit, taxa: Planted) -> None:
    tree = tree_tables()["taxon"]
    first = known(visit, tree)
    taxa.node(140, taxa.root, "Testidae")
    assert known(visit, tree).nodes == first.nodes
    TreeCount.objects.update(counted=datetime.now() - timedelta(minutes=11))
    again = known(visit, tree)
    assert again.nodes is not None
    assert again.nodes[taxa.definition] == (first.nodes or {})[taxa.definition] + 1
    assert again.is_valid is False


def test_numbers_are_looked_through_only_after_a_change(visit: Visit, taxa: Planted) -> None:
    tree = tree_tables()["taxon"]
    survey(tree, visit.place, SILENT)
    TreeState.objects.update(is_valid=False)
    assert survey(tree, visit.place, SILENT).is_valid is False
    node = taxa.node(140, taxa.root, "Testidae")
    renumber(tree)
    assert survey(tree, visit.place, SILENT).is_valid is True
    model("taxon").objects.filter(pk=node).update(nodeNumber=None, timestampModified=datetime(2999, 1, 1))
    assert survey(tree, visit.place, SILENT).is_valid is False


@pytest.mark.parametrize("key", PALEO)
def test_strata_and_times_count_objects_by_their_context(paleo_visit: Visit, key: str) -> None:
    source = source_of(tree_tables()[key], paleo_visit.place)
    assert source is not None
    nodes = model(key).objects.values_list("pk", flat=True)
    counts = counted_now(source, nodes)
    way = {"geologictimeperiod": "chronosStrat", "lithostrat": "lithoStrat"}[key]
    owner = paleo_visit.place.paleo_context_child_table.lower() or "collectionobject"
    path = {"collectionobject": "", "collectingevent": "collectingEvent__", "locality": "collectingEvent__locality__"}
    here = {"collection_id": paleo_visit.place.collection_id, f"{path[owner]}paleoContext__{way}__isnull": False}
    expected = model("collectionobject").objects.filter(**here).count()
    assert sum(direct for direct, _total in counts.values()) == expected > 0


def test_the_number_of_nodes_is_told_with_its_time_to_who_may_not_count(
    curator: CheckingClient, visit: Visit, home: str, taxa: Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    from specify.security.policies import Rights

    monkeypatch.setattr(surveying, "SMALL", 10)
    survey(tree_tables()["taxon"], visit.place, SILENT)
    taxa.node(180, taxa.root, "Testes")
    may = Rights.readable
    monkeypatch.setattr(Rights, "readable", lambda self, key: key != "determination" and may(self, key))
    page = words(curator.get(f"{home}taxon/"))
    assert "The nodes were counted today at" in page
    assert "large branches" not in page


def test_nobody_surveys_what_they_may_not_read(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    from specify.security.policies import Rights
    from specify.web.refusals import Refusal

    monkeypatch.setattr(Rights, "readable", lambda _self, key: key != "taxon")
    with pytest.raises(Refusal, match="You may not read"):
        survey_tree(SILENT, person=visit.user.pk, collection_id=visit.place.collection_id, tree="taxon")
