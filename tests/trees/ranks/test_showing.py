"""The page of the ranks of a tree."""

import pytest

from specify.datamodel.tables import model
from specify.trees.foreseeing import COUNTED_AT_MOST
from specify.trees.ranks import counting
from tests.page_checks import text
from tests.page_client import count_statements, link, words
from tests.trees.ranks.conftest import Ranks

pytestmark = pytest.mark.django_db


def test_the_ranks_are_shown_with_what_they_have(ranks: Ranks) -> None:
    shown = ranks.client.get(f"{ranks.home}ranks/")
    rows = [[text(cell) for cell in row] for row in shown.document.all("//tbody/tr")]
    assert len(rows) == 6
    assert rows[4][:-1] == ["Rank 40", "", "40", "no", "yes", "<", ">", "-40-", "2", "Perca-20-<fluviatilis>"]
    assert "Delete" not in rows[0][-1]
    for address in (
        link(shown, "Edit Rank 40"),
        link(shown, "Delete Rank 30"),
        link(shown, "Add below Rank 20"),
    ):
        assert ranks.client.get(address).status_code == 200


def test_what_is_added_below_is_chosen_already(ranks: Ranks) -> None:
    shown = ranks.client.get(link(ranks.client.get(f"{ranks.home}ranks/"), "Add below Rank 20"))
    (chosen,) = shown.document.all("//select[@name='parent']/option[@selected]")
    assert chosen.get("value") == str(ranks.grove.items[20])


def test_nodes_are_counted_up_to_a_limit(ranks: Ranks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "COUNTED_AT_MOST", 1)
    assert f"more than {COUNTED_AT_MOST:,}" not in words(ranks.client.get(f"{ranks.home}ranks/"))
    assert counting.numbers_at(ranks.grove.tree, [ranks.grove.items[40]]) == {ranks.grove.items[40]: 2}
    ranks.grove.node(40, None, "third")
    assert counting.numbers_at(ranks.grove.tree, [ranks.grove.items[40]]) == {ranks.grove.items[40]: 2}


def test_the_tree_leads_there_and_back(ranks: Ranks) -> None:
    shown = ranks.client.get(link(ranks.client.get(ranks.home), "Ranks"))
    back = shown.document.all("//nav[@aria-label='Breadcrumb']//a")[-1].get("href")
    assert "Life" in words(ranks.client.get(back))


def test_statements_do_not_grow_with_nodes(ranks: Ranks) -> None:
    def number() -> tuple[int, int]:
        with count_statements() as asked:
            ranks.typed("edit", 20, fullNameSeparator="+", isEnforced="yes")
        with count_statements() as seen:
            ranks.client.get(f"{ranks.home}ranks/")
        return len(asked), len(seen)

    number()
    before = number()
    genus = model("taxon").objects.get(definitionItem_id=ranks.grove.items[20]).pk
    for one in range(30):
        ranks.grove.node(40, genus, f"species {one}")
    assert number() == before
