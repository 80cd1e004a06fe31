"""What is asked of ranks is found by numbers as by the ladder of parents, which serves where numbers may be wrong."""

from collections.abc import Sequence
from datetime import datetime

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.nodes.models import TreeState
from specify.nodes.repairing import are_ranked, faults, renumber
from specify.nodes.tree_tables import tree_tables
from specify.query.asked import Query, Window
from specify.query.compiling import statement
from specify.query.running import Found, asked_by, number_of, rows
from specify.query.texts import query_of_pairs
from tests.query import test_grouping, test_worked_examples
from tests.query.small_collection import Small
from tests.query.test_worked_examples import CN, TAXON, asked

COUNTRY = "h 1,10,2,3.geography.Country"
LINES = (
    *(lines for _name, lines, _rows in test_worked_examples.ASKED),
    *((CN, f"h {TAXON}.Genus | {how} | {value}") for how in ("=", "¬=", "starts", "¬starts", "in", "¬in", "contains")
      for value in ("Perca", "etheo", "Perca, Etheostoma", "nobody", "%")),
    *((CN, f"h {TAXON}.Species | {how}") for how in ("empty", "¬empty", "=", "¬=", "any", "¬any")),
    *((CN, f"{TAXON}.Genus | {how} | A,F") for how in ("between", "¬between", ">", "<=", "ends")),
    (CN, f"{TAXON}.Genus | = | Perca", f"h {TAXON}.Genus | starts | Eth", f"{TAXON}.Family | contains | erc"),
    (CN, f"{TAXON}.Genus ↓", f"h {TAXON}.Species Author | ends | 1845", f"{COUNTRY} | = | United States"),
    (CN, f"h {TAXON}.Genus ID | = | Etheostoma", f"{TAXON}.Genus fullName | ¬= | Perca"),
)  # fmt: skip


def number(tree: str, *, is_valid: bool = True, is_ranked: bool = True) -> None:
    """Number a tree, and know that."""
    renumber(tree_tables()[tree])
    assert faults(tree_tables()[tree]).are_valid
    values = {"is_valid": is_valid, "is_ranked": is_ranked, "nodes": {}, "checked": datetime.now()}
    TreeState.objects.update_or_create(tree=tree, defaults=values)


def ours(*texts: str) -> Query:
    """The query with our meaning that texts such as those of addresses say."""
    pairs = [("on", "collectionobject"), *(("l", text) for text in (test_grouping.CN, *texts))]
    return query_of_pairs(pairs)


def found(small: Small, query: Query) -> list[list[Found]]:
    """The rows and their number."""
    return [list(rows(small.visit, query)), [Found(0, (number_of(small.visit, query),))]]


def differing(small: Small, queries: Sequence[Query]) -> list[int]:
    """Which of the queries finds by numbers, all at once or page by page, other rows than by the ladder."""
    TreeState.objects.all().delete()
    told = [found(small, query) for query in queries]
    for tree in ("taxon", "geography"):
        number(tree)
    paged = [
        [row for start in range(0, 12, 2) for row in rows(small.visit, query, Window(2, start))] for query in queries
    ]
    return [
        place
        for place, query in enumerate(queries)
        if found(small, query) != told[place] or paged[place] != told[place][0]
    ]


def test_the_rows_are_the_same(small: Small) -> None:
    assert len(LINES) > 70
    assert [LINES[place] for place in differing(small, [asked(small, lines) for lines in LINES])] == []


def test_the_rows_of_our_queries_are_the_same(small: Small) -> None:
    lines = [lines for _name, lines, _found in test_grouping.ASKED]
    assert len(lines) > 10
    assert [lines[place] for place in differing(small, [ours(*texts) for texts in lines])] == []


@pytest.mark.parametrize("said", [{"searchsynonymy": True}, {"selectdistinct": True}])
def test_the_rows_of_special_queries_are_the_same(small: Small, said: dict[str, bool]) -> None:
    query = asked(small, (f"{TAXON}.Species | = | spectabile", f"h {TAXON}.Genus | starts | E"), **said)
    TreeState.objects.all().delete()
    before = list(rows(small.visit, query))
    number("taxon")
    assert list(rows(small.visit, query)) == before != []


def test_what_is_only_asked_climbs_no_ladder(small: Small) -> None:
    query = asked(small, (CN, f"h {TAXON}.Genus | = | Etheostoma"))

    def climbs() -> bool:
        return "ParentID" in statement(query, asked_by(small.visit, query), Window(50)).sql.text

    assert climbs()
    number("taxon")
    assert not climbs()
    number("taxon", is_valid=False)
    assert climbs()
    number("taxon", is_ranked=False)
    assert climbs()


def test_what_went_wrong_since_the_numbers_were_looked_through_is_noticed(small: Small) -> None:
    query = asked(small, (CN, f"h {TAXON}.Genus | = | Etheostoma"))

    def climbs() -> bool:
        return "ParentID" in statement(query, asked_by(small.visit, query), Window(50)).sql.text

    before_it = list(rows(small.visit, query))
    number("taxon")
    nodes = model("taxon")._default_manager.filter(pk=small.ids["taxon caeruleum"])
    before = nodes.values_list("nodeNumber", flat=True).get()
    nodes.update(nodeNumber=None)
    assert climbs()
    assert list(rows(small.visit, query)) == before_it
    nodes.update(nodeNumber=before)
    assert not climbs()
    if present.has("sptasksemaphore"):
        small.world.plant("sptasksemaphore", taskName="BadNodesTaxon", isLocked=True)
        assert climbs()


def test_a_name_below_one_of_its_own_rank_is_noticed(small: Small) -> None:
    tree = tree_tables()["taxon"]
    assert are_ranked(tree)
    nodes = model("taxon")._default_manager
    nodes.filter(pk=small.ids["taxon pulchellum"]).update(parent_id=small.ids["taxon spectabile"])
    assert not are_ranked(tree)
