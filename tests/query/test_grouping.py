"""The meaning of queries that are made here: what is denied, groups, records behind relationships, counts, synonyms.

Each example is lines as an address has them, and the numbers of the objects that are found, each as often as it has a
row. The objects are those of `small_collection.py`.
"""

import pytest

from specify.query.asked import Query, Window
from specify.query.refusing import BadQuery
from specify.query.running import number_of, rows
from specify.query.texts import query_of_pairs
from tests.query.small_collection import Small

CN = "1.collectionobject.catalogNumber~asc"
REM = "1.collectionobject.remarks"
TAXON = "1,9-determinations,4.taxon"
CURRENT = "1,9-determinations.determination.isCurrent"
WHO = "1,10,30-collectors,5.agent.lastName"
COLLECTORS = "1,10,30-collectors"
PLACE = "1,10,2.locality.localityName"

ASKED: tuple[tuple[str, tuple[str, ...], list[int]], ...] = (
    ("not equal keeps what is empty", (f"{REM}~equal,not,hide~red tag",), [2, 3, 4, 5]),
    ("not like keeps it, too", (f"{REM}~like,not,hide~red%",), [2, 3, 4, 5]),
    ("neither of two", (f"{REM}~equal,not,hide~red tag", f"{REM}~equal,not,hide~blue tag"), [2, 3, 5]),
    ("one of two", (f"{REM}~equal,hide~red tag", f"{REM}~equal,hide~blue tag"), [1, 4]),
    ("one but not another", (f"{REM}~contains,hide~tag", f"{REM}~equal,not,hide~red tag"), [4]),
    ("without a value nothing is asked", (f"{REM}~equal,not,hide",), [1, 2, 3, 4, 5]),
    ("a condition makes no rows", (f"{TAXON}.Genus~equal,hide~Etheostoma",), [1, 2, 3]),
    ("of one determination", (f"{TAXON}.fullName~ends-with,hide~caeruleum", f"{CURRENT}~false,hide"), []),
    ("of one, with what it is not", (f"{TAXON}.Genus~equal,not,hide~Perca", f"{CURRENT}~true,hide"), [1, 2, 3]),
    ("none is so", (f"{TAXON}.Species~equal,not,hide~spectabile",), [2, 3, 4, 5]),
    ("none has one", (f"{TAXON}.fullName~empty,hide",), [5]),
    ("one has one", (f"{TAXON}.fullName~empty,not,hide",), [1, 2, 3, 4]),
    ("shown rows are those that are asked", (f"{TAXON}.fullName", f"{CURRENT}~true-or-empty,hide"), [1, 2, 3, 4, 5]),
    ("all that is shown makes rows", (f"{TAXON}.fullName",), [1, 1, 2, 3, 4, 5]),
    ("any of", ("(any", f"{REM}~equal~red tag", f"{PLACE}~equal~Deep Pond", ")"), [1, 3]),
    ("none of", ("(none", f"{REM}~equal~red tag", f"{TAXON}.Genus~equal~Perca", ")"), [2, 3, 5]),
    ("any of nothing", ("(any", ")"), [1, 2, 3, 4, 5]),
    ("any of something and of nothing", ("(any", f"{REM}~equal~red tag", "(any", ")", ")"), [1]),
    (
        "none of something and of nothing",
        ("(none", f"{REM}~equal~red tag", "(all", "(any", ")", ")", ")"),
        [2, 3, 4, 5],
    ),
    (
        "by one and by another",
        (f"(all~{COLLECTORS}", f"{WHO}~equal~Jones", ")", f"(all~{COLLECTORS}", f"{WHO}~equal~Smith", ")"),
        [1, 2],
    ),
    ("by one and not by another", (f"{WHO}~equal,hide~Smith", f"(none~{COLLECTORS}", f"{WHO}~equal~Jones", ")"), [4]),
    ("there is none", ("(none~1,9-determinations", ")"), [5]),
    ("there is one", ("(any~1,63-preparations", ")"), [1, 2]),
    (
        "one of which one thing holds",
        ("(any~1,9-determinations", f"{CURRENT}~false", f"{TAXON}.Genus~equal~Perca", ")"),
        [1, 4],
    ),
    (
        "groups in groups",
        ("(any", "(all", f"{REM}~contains~tag", f"{PLACE}~equal~Mill Creek", ")", "(none~1,9-determinations", ")", ")"),
        [1, 4, 5],
    ),
    ("more than one", ("1.collectionobject.determinations~rel,count,greater,hide~1",), [1]),
    ("told in one line", ("1,5-cataloger.agent.cataloger~rel,contains,hide~Jones",), [1, 3]),
)


def _query(*texts: str, **switches: str) -> Query:
    pairs = [("on", "collectionobject"), ("l", CN), *(("l", text) for text in texts)]
    return query_of_pairs([*pairs, *switches.items()])


def _found(small: Small, query: Query) -> list[int]:
    names = [small.name_of("co", int(row.id)) for row in rows(small.visit, query)]
    assert number_of(small.visit, query) == len(names)
    paged = [row.id for at in range(len(names)) for row in rows(small.visit, query, Window(1, at))]
    assert [small.name_of("co", int(one)) for one in paged] == names
    return [int(name.removeprefix("co ")) for name in names]


@pytest.mark.parametrize(("texts", "found"), [case[1:] for case in ASKED], ids=[case[0] for case in ASKED])
def test_what_is_asked_is_found(small: Small, texts: tuple[str, ...], found: list[int]) -> None:
    """The objects, each as often as it has a row; counted alike, and one by one alike."""
    assert _found(small, _query(*texts)) == found


def test_synonyms_widen_only_what_is_asked_of_the_node(small: Small) -> None:
    """All names of what is asked for are found, and the other lines still limit."""
    asked = f"{TAXON}.Species~equal,hide~spectabile"
    assert _found(small, _query(asked)) == [1]
    assert _found(small, _query(asked, synonyms="1")) == [1, 2]
    assert _found(small, _query(asked, f"{CURRENT}~true,hide", synonyms="1")) == [2]
    shown = f"{TAXON}.Species~equal~pulchellum"
    assert _found(small, _query(shown, synonyms="1")) == [1, 2]


def test_counts_are_columns_and_are_not_multiplied(small: Small) -> None:
    """The number of related records stands beside each row of others."""
    query = _query("1.collectionobject.determinations~rel,count", "1.collectionobject.preparations~rel,count")
    assert [row.cells[1:] for row in rows(small.visit, query)] == [(2, 1), (1, 2), (1, 0), (1, 0), (0, 0)]
    beside = _query("1.collectionobject.determinations~rel,count", f"{TAXON}.fullName~asc")
    assert [row.cells[1] for row in rows(small.visit, beside)] == [2, 2, 1, 1, 1, 0]


def test_a_record_set_limits(small: Small) -> None:
    """Only objects of the set."""
    assert _found(small, _query(set=str(small.ids["set"]))) == [1, 3]


@pytest.mark.parametrize(
    "texts",
    [
        (f"(all~{COLLECTORS}", "(all~1,9-determinations", ")", ")"),
        ("(all~1,10", ")"),
        ("(all~1,9-determinations", f"{REM}~equal~red tag", ")"),
        (f"(any~{COLLECTORS}", f"{TAXON}.Genus~equal~Perca", ")"),
        (f"{TAXON}.Tribe~equal,hide~x",),
        ("1.collectionobject.determinations~rel,count,greater~many",),
    ],
)
def test_what_cannot_be_asked_is_told(small: Small, texts: tuple[str, ...]) -> None:
    """Groups that lead elsewhere, ranks that no tree has, words for numbers."""
    with pytest.raises(BadQuery) as refused:
        list(rows(small.visit, _query(*texts)))
    assert refused.value.sentence
