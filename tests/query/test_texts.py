"""Queries as texts: what is said is read again as it was, and what says nothing is refused in a sentence."""

import pytest

from specify.datamodel import present
from specify.query.asked import Group, Holds, Line, Operator, Order, Query
from specify.query.refusing import BadQuery
from specify.query.specs import Age, Counted, Gathered, Plain, Ranked, Spec, Told, resolve
from specify.query.spelling import spelled
from specify.query.string_ids import string_id
from specify.query.texts import needs_ours, pairs_of, query_of_pairs

NUMBER = Spec("collectionobject", (), Plain("catalogNumber"))
TYPE = Spec("collectionobject", ("determinations",), Plain("typeStatusName"))
SPECS = (
    NUMBER,
    TYPE,
    Spec("collectionobject", (), Plain("id")),
    Spec("collectionobject", (), Told()),
    Spec("collectionobject", ("cataloger",), Told()),
    Spec("collectionobject", ("determinations",), Told()),
    Spec("collectionobject", (), Gathered("determinations")),
    Spec("collectionobject", ("collectingEvent",), Gathered("collectors")),
    Spec("collectionobject", ("collectingEvent",), Plain("startDate", "Year")),
    Spec("collectionobject", ("determinations", "preferredTaxon"), Ranked("Genus", "name")),
    Spec("collectionobject", ("determinations", "taxon"), Ranked("Common Name", "name")),
    Spec("collectionobject", ("determinations", "taxon"), Ranked("Genus", "id")),
    Spec("taxon", ("parent",), Told()),
)


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_what_is_spelled_is_resolved_to_the_same(spec: Spec) -> None:
    """Specify's text for a line leads back to what the line is about."""
    named, is_related = spelled(spec)
    assert resolve(string_id(str(named)), is_related=is_related) == spec


def test_every_field_and_relationship_is_spelled_and_read() -> None:
    """Of every table each field, and each relationship as one record or as several."""
    for table in present.tables().values():
        ends = [Spec(table.key, (), Plain(field.name)) for field in table.fields.values() if not field.secret]
        for way in table.relationships.values():
            ends.append(
                Spec(table.key, (), Gathered(way.name)) if way.is_to_many else Spec(table.key, (way.name,), Told())
            )
        for spec in ends:
            named, is_related = spelled(spec)
            assert resolve(string_id(str(named)), is_related=is_related) == spec, str(named)


def test_a_query_is_the_same_from_its_texts() -> None:
    """Lines, groups within groups, switches."""
    inside = Line(TYPE, Operator.EQUAL, "Holotype ~ or,so", is_shown=False)
    query = Query(
        "collectionobject",
        (
            Line(NUMBER, Operator.IN, "1, 10~12", order=Order.DESCENDING, is_not=True),
            Line(Spec("collectionobject", (), Counted("determinations")), Operator.GREATER, "2"),
            Line(Spec("collectionobject", (), Age()), Operator.AGE_RANGE, "3,1", is_strict=True, is_prompt=True),
        ),
        is_distinct=True,
        with_synonyms=True,
        record_set=7,
        groups=(
            Group(Holds.ANY, (inside, Group(Holds.NONE, (inside,), ("determinations",)))),
            Group(Holds.ALL, (), ("collectionObjectAttachments",)),
        ),
        is_ours=True,
    )
    again = query_of_pairs(pairs_of(query))
    assert pairs_of(again) == pairs_of(query)
    assert [line.spec for line in again.lines] == [line.spec for line in query.lines]
    assert again.groups[1] == query.groups[1]
    assert again.record_set == 7
    assert again.is_ours
    assert needs_ours(again)


@pytest.mark.parametrize(
    "texts",
    [
        ["(some", ")"],
        ["(any", "1.collectionobject.remarks~equal~x"],
        [")"],
        ["(all~2,9-determinations", ")"],
        ["1.collectionobject.catalogNumber~eqal~1"],
        ["2.locality.localityName"],
        ["1.collectionobject.catalogNumber~count"],
        ["1,9999.x.y"],
        ["'; DROP TABLE collectionobject; --"],
        ["1.collectionobject.remarks~equal~x"] * 501,
        ["(all"] * 20 + [")"] * 20,
    ],
)
def test_what_says_nothing_is_refused(texts: list[str]) -> None:
    """Unknown words, brackets that do not close, lines of other tables, too many."""
    with pytest.raises(BadQuery) as refused:
        query_of_pairs([("on", "collectionobject"), *(("l", text) for text in texts)])
    assert refused.value.sentence
