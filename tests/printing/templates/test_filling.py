"""What templates are filled with: the values of records by names that people can read."""

from typing import Any

import pytest

from specify.printing.printing import filled, value_at
from specify.printing.rendering.telling import BadTemplate
from specify.printing.templates.reading import read
from tests.page_client import count_statements
from tests.query.small_collection import Small


def contexts(small: Small, body: str, *objects: int, head: str = "") -> list[dict[str, Any]]:
    """What a template with that body is filled with for objects by their short numbers."""
    template = read("mine", f"{{# table: collectionobject\n{head} #}}{body}")
    return filled(small.visit, template, [small.ids[f"co {number}"] for number in objects])


def test_values_are_told_by_readable_names(small: Small) -> None:
    names = ("object.catalogNumber", "locality.localityName", "geography.state", "event.collectors", "taxon.family")
    (found,) = contexts(small, "".join(f"{{{{ {name} }}}}" for name in names), 1)
    assert [value_at(found, name.lower()) for name in names] == [
        "1",
        "Mill Creek",
        "Kansas",
        "Jones, Ann M; Smith, Bob",
        "Percidae",
    ]


def test_the_current_determination_counts_and_its_name_is_set_right(small: Small) -> None:
    (found,) = contexts(small, "{{ taxon.scientific }}{{ taxon.scientificname }}", 1)
    name = '<i lang="la">Etheostoma caeruleum</i>'
    assert found["taxon"]["scientific"] == {"html": f"{name} Storer, 1845"}
    assert found["taxon"]["scientificname"] == {"html": name}


def test_what_a_record_does_not_have_is_there_and_empty(small: Small) -> None:
    (found,) = contexts(
        small, "{{ taxon.fullname }}{{ taxon.scientific }}{{ locality.localityname }}{{ event.startdate }}", 5
    )
    assert value_at(found, "taxon.fullname") is None
    assert found["taxon"]["scientific"] == {"html": ""}
    assert found["event"]["startdate"] is None


def test_dates_come_with_their_parts_as_far_as_they_are_known(small: Small) -> None:
    day, month, year = contexts(small, "{{ event.startdate|roman }}", 1, 3, 4)
    parts = ("year", "month", "day")
    told = [[one["event"]["startdate"][part] for part in parts] for one in (day, month, year)]
    assert told == [[1998, 5, 17], [1998, 6, None], [2001, None, None]]


def test_lists_are_gone_through_in_their_order(small: Small) -> None:
    body = "{% for one in preparations %}{{ one.countamt }}{{ one.type.name }}{% endfor %}"
    first, second, third = contexts(small, body, 1, 2, 3)
    assert first["preparations"] == {"rows": [{"countamt": 10, "type": {"name": "EtOH"}}]}
    assert [row["countamt"] for row in second["preparations"]["rows"]] == [5, 1]
    assert third["preparations"] == {"rows": []}


def test_records_come_in_their_order_or_sorted_as_people_count(small: Small) -> None:
    body, number = "{{ object.catalognumber }}", "object.catalognumber"
    assert [value_at(one, number) for one in contexts(small, body, 4, 1, 3)] == ["11", "1", "10"]
    sorted_ones = contexts(small, body, 4, 2, 1, 3, head=f"sort: {number}")
    assert [value_at(one, number) for one in sorted_ones] == ["1", "2", "10", "11"]


def test_alike_records_with_consecutive_numbers_are_told_once(small: Small) -> None:
    found = contexts(small, "{{ object.catalognumber }}", 1, 2, 3, 4, 5, head="series: object.catalognumber")
    assert [(one["series"]["text"], one["series"]["number"]) for one in found] == [("1–2", 2), ("10–12", 3)]
    apart = contexts(small, "{{ locality.localityname }}", 1, 2, 3, head="series: object.catalognumber")
    assert [one["series"]["text"] for one in apart] == ["1–2", "10"]


def test_objects_of_other_collections_are_not_printed(small: Small) -> None:
    assert contexts(small, "{{ object.catalognumber }}", 6) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("\n{{ object.catalognr }}", "object.catalognumber"),
        ("\n{{ taxon.familly }}", "Did you mean taxon.family"),
        ("\n{% for one in preparations %}{{ one.quantity }}{% endfor %}", "has no field “quantity”"),
    ],
)
def test_a_name_that_nothing_has_is_told_with_its_line(small: Small, body: str, words: str) -> None:
    with pytest.raises(BadTemplate) as refused:
        contexts(small, body, 1)
    assert words in str(refused.value)
    assert refused.value.line == 3


def test_statements_do_not_follow_the_number_of_records(small: Small) -> None:
    body = "{{ taxon.family }}{{ geography.state }}{% for one in preparations %}{{ one.type.name }}{% endfor %}"
    contexts(small, body, 1)
    with count_statements() as of_one:
        contexts(small, body, 1)
    with count_statements() as of_all:
        contexts(small, body, 1, 2, 3, 4, 5)
    assert len(of_all) == len(of_one) <= 4


def test_a_usual_rank_that_no_tree_here_has_is_empty(small: Small) -> None:
    (found,) = contexts(small, "{{ geography.county }}{{ taxon.order }}", 1)
    assert (found["geography"], found["taxon"]) == ({"county": None}, {"order": None})


def test_decimals_have_no_zeros_at_their_ends(small: Small) -> None:
    (found,) = contexts(small, "{{ locality.latitude1 }}{{ locality.longitude1 }}", 1)
    assert found["locality"] == {"latitude1": "39", "longitude1": "-95.5"}
