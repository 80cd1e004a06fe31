"""Files with a column for each rank."""

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.security.entering import Visit
from specify.trees.definitions import tree_here
from specify.trees.importing.checking import check
from specify.trees.importing.importing import import_nodes
from specify.trees.importing.keeping import PROBLEMS, keep, kept, note
from specify.trees.importing.meanings import guessed, offer
from specify.trees.importing.reading import read
from specify.trees.models import TreeImport
from specify.web.refusals import Refusal
from tests.nodes.growing import Grove
from tests.page_client import count_statements
from tests.trees.importing.conftest import Checked
from tests.trees.wood import assert_sound, grove_in, one, settle

pytestmark = pytest.mark.django_db
Ground = tuple[Grove, Visit]


def troubles(file: TreeImport) -> list[str]:
    """What is wrong, with rows and columns."""
    return [f"{row} {column}: {sentence}" for row, column, sentence in kept(file, PROBLEMS)]


def test_names_are_used_again_in_tree_and_file(ground: Ground, checked: Checked) -> None:
    grove, visit = ground
    file = checked("Rank 20;Rank 40;Rank 50\nsálmo ;trutta;fario\nPerca;;\nPERCA;fluviatilis;\nSalmo;trutta\n\nPerca\n")
    told = file.foreseen
    assert (told["nodes"], told["there"], told["repeated"], told["blank"], told["troubles"]) == (3, 1, 1, 1, 0)
    assert told["repeats"] == [(7, 3)]
    import_nodes(visit, file, leave_out=False)
    assert_sound(grove)
    fario = model("taxon").objects.get(name="fario", definition_id=grove.definition)
    assert fario.parent_id == one(grove, "trutta")
    assert fario.fullName == "Salmo-20-<trutta>-40-fario"
    assert (file.state, file.made) == ("imported", told["ranks"])


def test_a_name_is_found_where_the_file_leaves_out_ranks_between(ground: Ground, checked: Checked) -> None:
    grove, visit = ground
    family = grove.node(10, one(grove, "Life"), "Salmonidae")
    model("taxon").objects.filter(pk=one(grove, "Salmo")).update(parent_id=family)
    file = checked("Rank 20,Rank 40\nSalmo,salar\n")
    assert file.foreseen["ranks"] == {str(grove.items[40]): 1}
    grove.node(20, grove.node(10, one(grove, "Life"), "Others"), "Salmo")
    assert "Several nodes below Life are called Salmo" in troubles(checked("Rank 20,Rank 40\nSalmo,salar\n"))[0]


def test_fields_are_those_of_their_rank(ground: Ground, checked: Checked) -> None:
    grove, visit = ground
    head = "Rank 20,Rank 20 common name,Rank 40,Rank 40 author,Is Hybrid,Remarks\n"
    rows = "Perca,Perch,,,,of the genus\nPerca,Bass,fluviatilis,Linnaeus,yes,of the species\nPerca,,flavescens,,,\n"
    file = checked(head + rows)
    assert (file.foreseen["differing"], file.foreseen["differences"]) == (1, [(3, "Rank 20 common name")])
    import_nodes(visit, file, leave_out=False)
    rows = model("taxon").objects.filter(definition_id=grove.definition).order_by("pk")
    found = {row.name: (row.commonName, row.author, row.isHybrid, row.remarks) for row in rows}
    assert found["Perca"] == ("Perch", None, False, "of the genus")
    assert found["fluviatilis"] == (None, "Linnaeus", True, "of the species")
    assert found["flavescens"] == (None, None, False, None)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (",,", ""),
        ("x" * 257 + ",,", "2 Rank 20: Name: the text is 1 character too long"),
        ("Perca,fluviatilis," + "y" * 129, "2 Author: Author: the text is 1 character too long"),
        (",,nobody", "2 : The row has no name in any column of a rank"),
        ("Perca,fluviatilis,a,b,c", "2 : The row has more cells than there are headings"),
        ("Perca," + "x" * 256 + ",", ""),
        ("P" * 256 + "," + "x" * 256 + ",", "2 Rank 40: The full name would become too long"),
    ],
)
def test_what_is_wrong_with_a_row_is_told(ground: Ground, checked: Checked, row: str, told: str) -> None:
    grove, visit = ground
    file = checked(f"Rank 20,Rank 40,Author\n{row}\nSalmo,salar,\n")
    assert [sentence[: len(told)] for sentence in troubles(file)] == ([told] if told else [])
    if told:
        with pytest.raises(Refusal, match="rows have problems"):
            import_nodes(visit, file, leave_out=False)
        assert file.foreseen["nodes"] == 1


def test_no_enforced_rank_is_left_out_and_nothing_hangs_on_synonyms(ground: Ground, checked: Checked) -> None:
    grove, visit = ground
    model("taxontreedefitem").objects.filter(pk=grove.items[20]).update(isEnforced=True)
    grove.node(40, one(grove, "Salmo"), "fario", acceptedTaxon_id=one(grove, "trutta"), isAccepted=False)
    file = checked("Rank 10,Rank 20,Rank 40,Rank 50\nOthers,,alba,\n,Salmo,fario,lacustris\n,Salmo,fario,\n")
    first, second = troubles(file)
    assert first.startswith("2 Rank 40: Between Rank 10 and Rank 40 the rank Rank 20 must not be left out")
    assert second.startswith("3 Rank 50: fario is a synonym, below which nothing may stand")
    assert (file.foreseen["nodes"], file.foreseen["there"]) == (0, 1)


def test_a_tree_has_one_root(ground: Ground, visit: Visit, checked: Checked) -> None:
    assert "3 Rank 0: A tree has one root only" in troubles(checked("Rank 0,Rank 20\nLife,Esox\nDeath,Perca\n"))[0]
    nodes = model("taxon").objects.filter(definition_id=ground[0].definition)
    nodes.update(parent_id=None)
    nodes.delete()
    file = checked("Rank 20,Rank 40\nSalmo,salar\n")
    assert "The tree has no root yet" in file.foreseen["standing_in_the_way"][0]
    file = checked("Rank 0,Rank 20\nLife,Esox\n,Perca\nDeath,Rutilus\n")
    assert [sentence[:8] for sentence in troubles(file)] == ["4 Rank 0"]
    import_nodes(ground[1], file, leave_out=True)
    assert_sound(ground[0])


def test_a_tree_that_has_changed_is_told(ground: Ground, checked: Checked) -> None:
    grove, visit = ground
    file = checked("Rank 20,Rank 40\nSalmo,salar\n")
    grove.node(40, one(grove, "Salmo"), "salar")
    with pytest.raises(Refusal, match="the tree has changed"):
        import_nodes(visit, file, leave_out=False)
    grove.world.plant("sptasksemaphore", taskName="UpdateNodesTaxon", isLocked=True)
    with pytest.raises(Refusal, match="Specify 6 is numbering this tree"):
        import_nodes(visit, file, leave_out=False)


def test_it_is_done_once_and_told_in_the_log(ground: Ground, checked: Checked) -> None:
    _grove, visit = ground
    before = model("spauditlog").objects.count()
    file = checked("Rank 20,Rank 40\nSalmo,salar\n")
    import_nodes(visit, file, leave_out=False)
    import_nodes(visit, file, leave_out=False)
    assert model("spauditlog").objects.count() == before + 1
    made = model("spauditlog").objects.latest("pk")
    assert (made.action, made.recordId) == (0, model("taxon").objects.latest("pk").pk)
    file.state = "checked"
    file.save()
    import_nodes(visit, file, leave_out=False)
    assert file.state == "imported"


def test_broken_numbers_are_made_anew(ground: Ground, checked: Checked) -> None:
    grove, visit = ground
    model("taxon").objects.filter(pk=one(grove, "Salmo")).update(nodeNumber=None)
    import_nodes(visit, checked("Rank 20,Rank 40\nSalmo,salar\n"), leave_out=False)
    assert_sound(grove)


def test_statements_follow_batches(ground: Ground, checked: Checked) -> None:
    grove, visit = ground

    def statements(number: int) -> int:
        rows = "".join(f"Genus{number},s{one}\n" for one in range(number))
        with count_statements() as told:
            import_nodes(visit, checked("Rank 20,Rank 40\n" + rows), leave_out=False)
        return len(told)

    statements(5)
    # SQLite takes the rows of such a wide table by eights; where more is new than was there all is numbered anew.
    assert statements(300) - statements(30) <= (270 // 8 + 3 if present.dialect() == "sqlite" else 12)
    assert_sound(grove)


@pytest.mark.parametrize("key", ["geography", "storage", "geologictimeperiod", "lithostrat"])
def test_all_trees_take_nodes(visit: Visit, key: str) -> None:
    grove, own = grove_in(visit, key, direction=-1)
    grove.node(0, None, "Earth")
    settle(grove)
    here = tree_here(own, key)
    file = keep(own, here, "a.csv", read(b"Rank 10,Rank 20,Rank 40\nA,B,C\nA,B,D\n"))
    note(file, mapping=guessed(file.file["columns"], offer(own, here)).stored())
    check(own, file)
    import_nodes(own, file, leave_out=False)
    assert_sound(grove)
    assert file.foreseen["nodes"] == 4
