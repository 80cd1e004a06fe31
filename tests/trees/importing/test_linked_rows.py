"""Files in which a row is a node and names its parent."""

import pytest

from specify.datamodel.tables import model
from specify.security.entering import Visit
from specify.trees.importing.importing import import_nodes
from tests.nodes.growing import Grove
from tests.trees.importing.conftest import Checked
from tests.trees.importing.test_ranked_rows import troubles
from tests.trees.wood import assert_sound, one

pytestmark = pytest.mark.django_db
Ground = tuple[Grove, Visit]
HEAD = "id\tparent id\trank\tname\taccepted id\tauthor\n"


def table(*rows: str) -> str:
    """A file with these rows; blanks stand for tabs."""
    return HEAD + "".join(row.replace(" ", "\t") + "\n" for row in rows)


def test_rows_in_any_order_become_nodes(ground: Ground, checked: Checked) -> None:
    grove, visit = ground
    rows = ("4 3 rank_50 minor", "3 2 40 alba  L.", "2  RANK-20 Rutilus", "5 2 40 nigra 3 Gm.", "6  20 SALMO")
    file = checked(table(*rows))
    assert file.foreseen["troubles"] == 0, troubles(file)
    assert (file.foreseen["nodes"], file.foreseen["there"], file.foreseen["synonyms"]) == (4, 1, 1)
    import_nodes(visit, file, leave_out=False)
    assert_sound(grove)
    nigra = model("taxon").objects.get(name="nigra", definition_id=grove.definition)
    assert (nigra.acceptedTaxon_id, nigra.isAccepted, nigra.author) == (one(grove, "alba"), False, "Gm.")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("9 8 40 alba", "3 parent id: No row has the id 8"),
        ("9 9 40 alba", "3 parent id: The row stands below itself (9 → 9)"),
        ("1 1 40 alba", "3 id: The id 1 stands in row 2 already"),
        ("9 1 tribe alba", "3 rank: “tribe” is no rank of this tree; there are: Rank 0"),
        ("9 1 40", "3 name: The row has no name"),
        ("9 1 10 Esocidae", "3 name: Esox is of the rank Rank 20, which does not stand above Rank 10"),
        ("9 1 40 alba 7", "3 accepted id: No row has the id 7"),
        ("9  0 Death", "3 name: A tree has one root only"),
    ],
)
def test_what_is_wrong_with_a_row_is_told(ground: Ground, checked: Checked, row: str, told: str) -> None:
    grove, visit = ground
    file = checked(table("1  20 Esox", row, "11 9 50 below", "12 11 50 further", "13 1 40 right"))
    found = troubles(file)
    assert found[0].startswith(told), found
    assert file.foreseen["troubled"] + file.foreseen["following"] == 3
    import_nodes(visit, file, leave_out=True)
    assert_sound(grove)
    names = set(model("taxon").objects.filter(definition_id=grove.definition).values_list("name", flat=True))
    assert names == {"Life", "Salmo", "trutta", "Esox", "right"}


def test_circles_and_chains_of_synonyms_are_told(ground: Ground, checked: Checked) -> None:
    circle = ("1 2 20 Esox", "2 3 40 lucius", "3 1 50 minor")
    file = checked(table(*circle, "4  20 Perca", "5 4 40 a 6", "6 4 40 b 7", "7 4 40 c", "8 5 50 d"))
    found = troubles(file)
    assert [sentence[:2] for sentence in found if "below itself" in sentence] == ["2 ", "3 ", "4 "]
    assert any("6 accepted id: The node of the id 6 is a synonym itself" in sentence for sentence in found)
    assert (file.foreseen["following"], file.foreseen["nodes"]) == (1, 3)


def test_synonyms_go_with_their_accepted_nodes(ground: Ground, checked: Checked) -> None:
    wrong = "2 1 40 lucius  " + "x" * 200
    file = checked(table("1  20 Esox", wrong, "3 1 40 minor 2", "4 3 50 minimus", "5 1 40 minor"))
    assert (file.foreseen["troubled"], file.foreseen["following"], file.foreseen["nodes"]) == (2, 2, 1)
