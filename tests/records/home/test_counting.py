"""What a collection holds is counted right: synonyms with what they name, nothing of other collections."""

from datetime import date, datetime, timedelta

import pytest
from django.utils.translation import override

from specify.datamodel.tables import model
from specify.records.home import counting
from specify.records.home.counting import count, count_holdings
from specify.records.home.figures import Figures, figures_from, steps
from specify.records.models import Holding
from specify.records.tasks import count_every_collection
from specify.resources.place import Place, place_of
from specify.tasks.declaring import title_of
from specify.tasks.progress import SILENT, Cancelled
from specify.web.refusals import Refusal
from tests.page_client import count_statements
from tests.records.collection_of_fishes import TODAY, Fishes
from tests.security.people import let_in, user_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def fishes() -> Fishes:
    return Fishes.plant()


def place_at(fishes: Fishes) -> Place:
    place = place_of(fishes.world.ids["collection"])
    assert place is not None
    return place


def counted(fishes: Fishes, today: date = TODAY) -> Figures:
    told = {}
    for some in steps(place_at(fishes), today):
        told |= some
    return Figures(**told)


def branches(figures: Figures) -> dict[str, tuple[int, int]]:
    return {branch.name: (branch.objects, branch.types) for branch in figures.branches}


def test_an_empty_collection_has_nothing(fishes: Fishes) -> None:
    found = counted(fishes)
    assert (found.objects, found.determined, found.types, found.species, found.countries) == (0, 0, 0, 0, 0)
    assert (found.branches, found.others_number, found.elsewhere, found.last_cataloged) == ((), 0, 0, "")


def test_objects_are_counted_by_order_and_species(fishes: Fishes) -> None:
    fishes.catalog("trutta")
    fishes.catalog("fario")  # a subspecies is of its species
    fishes.catalog("rutilus")
    fishes.catalog("Salmo")  # known to the genus: of an order, of no species
    fishes.catalog("Vita")
    fishes.catalog()
    found = counted(fishes)
    assert (found.objects, found.determined, found.species) == (6, 5, 2)
    assert (found.rank_id, found.rank) == (100, "Rank 100")
    assert branches(found) == {"Salmoniformes": (3, 0), "Cypriniformes": (1, 0)}
    assert found.elsewhere == 2


def test_a_synonym_counts_with_what_it_names(fishes: Fishes) -> None:
    fishes.catalog("trutta")
    fishes.catalog("ausonii")
    model("taxon").objects.filter(pk=fishes.taxa["ausonii"]).update(acceptedTaxon_id=fishes.taxa["rutilus"])
    assert branches(counted(fishes)) == {"Salmoniformes": (1, 0), "Cypriniformes": (1, 0)}
    model("taxon").objects.filter(pk=fishes.taxa["ausonii"]).update(acceptedTaxon_id=fishes.taxa["trutta"])
    found = counted(fishes)
    assert (found.species, branches(found)) == (1, {"Salmoniformes": (2, 0)})


def test_only_the_current_determination_counts_and_an_object_once(fishes: Fishes) -> None:
    specimen = fishes.catalog("trutta")
    fishes.determine(specimen, "rutilus", isCurrent=False)
    fishes.determine(specimen, "fario", isCurrent=True)  # two are current, which no program should allow
    found = counted(fishes)
    assert (found.determined, branches(found)["Salmoniformes"][0] > 0) == (1, True)
    assert "Cypriniformes" not in branches(found)


def test_types_are_types_whatever_is_current(fishes: Fishes) -> None:
    first = fishes.catalog("trutta", type_status="Holotype")
    fishes.determine(first, "rutilus", isCurrent=False, typeStatusName="Paratype")
    second = fishes.catalog("rutilus", type_status="")
    fishes.determine(second, "trutta", isCurrent=False, typeStatusName="Syntype")
    found = counted(fishes)
    assert found.types == 2
    assert branches(found) == {"Salmoniformes": (1, 2), "Cypriniformes": (1, 0)}


def test_an_object_with_two_type_determinations_in_one_order_is_one_type(fishes: Fishes) -> None:
    specimen = fishes.catalog("trutta", type_status="Holotype")
    fishes.determine(specimen, "Salmo", isCurrent=False, typeStatusName="Paratype")
    assert branches(counted(fishes)) == {"Salmoniformes": (1, 1)}


def test_an_object_with_two_current_determinations_in_one_order_is_one_object(fishes: Fishes) -> None:
    fishes.determine(fishes.catalog("trutta"), "fario", isCurrent=True)
    found = counted(fishes)
    assert (branches(found), found.elsewhere) == ({"Salmoniformes": (1, 0)}, 0)


def test_a_branch_with_nothing_but_types_named_elsewhere_now_is_shown(fishes: Fishes) -> None:
    specimen = fishes.catalog("trutta")
    fishes.determine(specimen, "rutilus", isCurrent=False, typeStatusName="Holotype")
    assert branches(counted(fishes)) == {"Salmoniformes": (1, 0), "Cypriniformes": (0, 1)}


def test_places_are_counted_by_country(fishes: Fishes) -> None:
    fishes.catalog(place="Norway")
    fishes.catalog(place="Norway")
    fishes.catalog(place="Sweden")
    fishes.catalog()
    found = counted(fishes)
    assert (found.countries, found.placed) == (2, 2)


def test_months_are_those_up_to_now(fishes: Fishes) -> None:
    for day in (date(2026, 3, 31), date(2026, 3, 1), date(2025, 4, 1), date(2025, 3, 31), date(2026, 4, 1)):
        fishes.catalog(catalogedDate=day)
    found = counted(fishes)
    assert [month.month for month in found.months][::11] == ["2025-04", "2026-03"]
    assert [month.objects for month in found.months] == [1, *[0] * 10, 2]
    assert found.last_cataloged == "2026-04-01"


def test_another_collection_is_not_counted(fishes: Fishes) -> None:
    other = Fishes.plant()
    other.catalog("trutta", "Norway", type_status="Holotype", catalogedDate=TODAY)
    before = counted(fishes)
    assert (before.objects, before.types, before.countries, before.branches) == (0, 0, 0, ())
    assert (before.tables["collectingevent"], before.tables["taxon"]) == (0, len(fishes.taxa))


def test_the_rank_is_one_on_which_most_objects_hang(fishes: Fishes) -> None:
    model("taxon").objects.filter(pk__in=fishes.taxa.values(), rankId=100).update(rankId=60)
    fishes.world.plant("taxontreedefitem", name="Class", rankId=60)
    fishes.catalog("trutta")
    found = counted(fishes)
    assert (found.rank_id, found.rank, branches(found)) == (60, "Class", {"Salmoniformes": (1, 0)})


def test_a_tree_without_numbers_is_told_by_no_rank(fishes: Fishes) -> None:
    fishes.catalog("trutta")
    model("taxon").objects.filter(pk__in=fishes.taxa.values()).update(nodeNumber=None, highestChildNodeNumber=None)
    found = counted(fishes)
    assert (found.objects, found.rank_id, found.branches, found.elsewhere) == (1, 0, (), 1)


def test_more_branches_than_are_shown_are_summed_up(fishes: Fishes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("specify.records.home.figures.BRANCHES_SHOWN", 1)
    for taxon in ("trutta", "trutta", "rutilus"):
        fishes.catalog(taxon)
    found = counted(fishes)
    assert branches(found) == {"Salmoniformes": (2, 0)}
    assert (found.others.objects, found.others_number, found.elsewhere) == (1, 1, 0)


def test_statements_do_not_grow_with_rows(fishes: Fishes) -> None:
    numbers = []
    for _ in range(2):
        fishes.catalog("trutta", "Norway")
        fishes.catalog("rutilus", "Sweden")
        with count_statements() as statements:
            counted(fishes)
        numbers.append(len(statements))
    assert numbers[0] == numbers[1] <= 20


def test_what_is_kept_is_what_was_counted(fishes: Fishes) -> None:
    fishes.catalog("trutta", "Norway", type_status="Holotype")
    held = count(place_at(fishes), SILENT)
    row = Holding.objects.get(pk=fishes.world.ids["collection"])
    assert (figures_from(row.figures), row.counted) == (held.figures, held.counted)
    assert figures_from({**row.figures, "more": 1}) is None
    assert figures_from(None) is None


def test_what_another_machine_has_just_counted_is_not_counted_again(fishes: Fishes) -> None:
    here = Holding.objects.filter(pk=fishes.world.ids["collection"])
    count_every_collection.call_local()
    fishes.catalog("trutta")
    count_every_collection.call_local()
    assert here.get().figures["objects"] == 0
    here.update(counted=datetime.now() - timedelta(hours=2))
    count_every_collection.call_local()
    assert here.get().figures["objects"] == 1


def test_the_job_says_what_it_counted_and_leads_home(fishes: Fishes) -> None:
    user = user_of(fishes.world, "mokafor")
    let_in(fishes.world, user, fishes.world.ids["collection"])
    fishes.catalog("trutta")
    outcome = count_holdings(SILENT, person=user.pk, collection_id=fishes.world.ids["collection"])
    assert outcome.said == "The holdings of Foreign collection were counted."
    assert outcome.links[0].address == f"/{fishes.world.ids['collection']}-foreign-collection/"
    with override("de"):
        assert title_of(count_holdings)


def test_whoever_may_not_enter_may_not_count(fishes: Fishes) -> None:
    user = user_of(fishes.world, "mokafor", "Guest")
    with pytest.raises(Refusal) as refused:
        count_holdings(SILENT, person=user.pk, collection_id=fishes.world.ids["collection"])
    assert refused.value.status == 403
    assert not Holding.objects.exists()


class _Impatient:
    """A person who asks to stop at once."""

    def expect(self, total: int, doing: str) -> None:
        assert total > 1
        assert doing

    def advance(self, number: int = 1) -> None:
        raise Cancelled

    def say(self, sentence: str) -> None:
        raise AssertionError(sentence)


def test_a_count_that_is_stopped_keeps_the_old_figures(fishes: Fishes) -> None:
    before = count(place_at(fishes), SILENT)
    fishes.catalog("trutta")
    with pytest.raises(Cancelled):
        count(place_at(fishes), _Impatient())
    assert figures_from(Holding.objects.get(pk=fishes.world.ids["collection"]).figures) == before.figures


def test_at_night_every_collection_is_counted_whatever_is_wrong_with_one(
    fishes: Fishes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_at_home(place: Place, progress: object) -> None:
        if place.collection_id != fishes.world.ids["collection"]:
            raise RuntimeError("broken")
        counting.count(place, SILENT)

    monkeypatch.setattr("specify.records.tasks.count", fail_at_home)
    count_every_collection.call_local()
    assert Holding.objects.filter(pk=fishes.world.ids["collection"]).exists()
    assert Holding.objects.count() == 1
