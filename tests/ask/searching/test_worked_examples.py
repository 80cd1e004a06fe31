"""What is sought exactly gives the records that Specify 7 gives; and so do related searches."""

from typing import Any

import pytest

from specify.ask.searching.following import trails_of
from specify.ask.searching.related import related_searches
from specify.ask.searching.terms import Reading
from tests.ask.searching.conftest import Find, search_of
from tests.query.small_collection import Small

FOUND: tuple[tuple[str, dict[str, list[str]]], ...] = (
    ("10", {"collectionobject": ["3"]}),
    ("1998", {"collectingevent": ["1", "2"]}),
    ("5/17/1998", {"collectingevent": ["1"]}),
    ("1998-05-17", {"collectingevent": ["1"]}),
    ("2020", {"collectionobject": ["1", "2"]}),
    ("*Pond", {"locality": ["pond"]}),
    ("Etheostoma, Perca", {"taxon": ["Etheostoma", "Perca"]}),
    ("Etheostoma*", {"taxon": ["Etheostoma", "caeruleum", "pulchellum", "spectabile"]}),
    ("jones", {"agent": ["jones"]}),
    ("Jon", {}),
    ("Mill Creek", {"locality": ["creek"]}),
    ("Mill", {}),
)
RELATED: tuple[tuple[int, str, list[tuple[str, ...]]], ...] = (
    (10, "Etheostoma*", [("co 1", "taxon caeruleum"), ("co 2", "taxon pulchellum"), ("co 3", "taxon Etheostoma")]),
    (7, "Etheostoma*", [("co 2", "taxon pulchellum", "taxon spectabile")]),
    (6, "Etheostoma*", [("taxon pulchellum", "taxon spectabile")]),
)


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _expected in FOUND])
def test_what_is_sought_exactly_gives_what_specify_gives(find: Find, text: str, expected: dict[str, list[str]]) -> None:
    assert {key: sorted(names) for key, names in find(text).items()} == {
        key: sorted(names) for key, names in expected.items()
    }


@pytest.mark.parametrize(("number", "text", "expected"), RELATED, ids=[str(one[0]) for one in RELATED])
def test_related_searches_give_what_specify_gives(
    small: Small, number: int, text: str, expected: list[tuple[str, ...]]
) -> None:
    told = [tuple(small.ids[name] for name in row) for row in expected]
    assert sorted(_rows(small, number, text)) == sorted(told)


def test_all_related_searches_are_there_that_specify_does() -> None:
    known = {*range(1, 8), *range(9, 14), 29, *range(31, 37), *range(38, 50), *range(51, 55), 58, 59}
    assert set(related_searches()) == known


def test_a_taxon_leads_to_where_it_was_collected(small: Small) -> None:
    found = {row[0] for row in _rows(small, 4, "*Kansas")}
    assert found == {small.ids[f"taxon {name}"] for name in ("caeruleum", "pulchellum", "flavescens")}


def _rows(small: Small, number: int, text: str) -> list[tuple[Any, ...]]:
    search = search_of(small, text, Reading.EXACT)
    return list(trails_of(search.asking, related_searches()[number], search.hits(search.tables)).rows)
