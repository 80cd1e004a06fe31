"""The texts that name fields of queries: read, written again, resolved, or refused in a sentence."""

import pytest

from specify.query.refusing import BadQuery
from specify.query.specs import Gathered, Plain, Ranked, Spec, Told, resolve
from specify.query.string_ids import string_id

EVENT, TAXON = ("collectingEvent",), ("determinations", "taxon")

MEANT = {
    "1.collectionobject.catalogNumber": Spec("collectionobject", (), Plain("catalogNumber")),
    "1.collectionobject.CATALOGNUMBER": Spec("collectionobject", (), Plain("catalogNumber")),
    "1.collectionobject.collectionObjectId": Spec("collectionobject", (), Plain("id")),
    "1,10.collectingevent.startDate": Spec("collectionobject", EVENT, Plain("startDate")),
    "1,10.collectingevent.startDateNumericYear": Spec("collectionobject", EVENT, Plain("startDate", "Year")),
    "1,5-cataloger.agent.lastName": Spec("collectionobject", ("cataloger",), Plain("lastName")),
    "1,9-determinations,4.taxon.fullName": Spec("collectionobject", TAXON, Plain("fullName")),
    "1,9-determinations,4.taxon.Species": Spec("collectionobject", TAXON, Ranked("Species", "name")),
    "1,9-determinations,4.taxon.Species Author": Spec("collectionobject", TAXON, Ranked("Species", "author")),
    "1,9-determinations,4.taxon.Genus ID": Spec("collectionobject", TAXON, Ranked("Genus", "id")),
    "3.geography.Country / Region geographyCode": Spec("geography", (), Ranked("Country / Region", "geographyCode")),
    "1..": Spec("collectionobject", (), Told()),
    "1,9-determinations,4-preferredtaxon.taxon.fullName": Spec(
        "collectionobject", ("determinations", "preferredTaxon"), Plain("fullName")
    ),
}
RELATED = {
    "1,5-cataloger.agent.cataloger": Spec("collectionobject", ("cataloger",), Told()),
    "1,10,30-collectors.collector.collectors": Spec("collectionobject", EVENT, Gathered("collectors")),
    "1,10.collectingevent.collectors": Spec("collectionobject", EVENT, Gathered("collectors")),
    "1,9-determinations,4.taxon.taxon": Spec("collectionobject", TAXON, Told()),
    "3,3-parent.geography.parent": Spec("geography", ("parent",), Told()),
    "2.locality.locality": Spec("locality", (), Told()),
}
NO_STRING_ID = (
    *("", ".", "..", "x.y.z", "1", "1.collectionobject", "-1.collectionobject.remarks", "1;10.collectingevent.remarks"),
    *("1,.collectionobject.remarks", "1-determinations.determination.remarks", f"1{',1' * 30}.x.y", "1" * 3000),
    *("１.collectionobject.remarks", "1,10'--.collectingevent.remarks"),
)
NOTHING = (
    *(
        "1.collectionobject.nothing",
        "99999.nothing.nothing",
        "1,4.taxon.fullName",
        "1,10-determinations.determination.x",
    ),
    *("1,5-catalogNumber.agent.lastName", "72.specifyuser.password", "1.collectionobject.remarks; DROP TABLE agent"),
)


@pytest.mark.parametrize("text", MEANT)
def test_what_a_text_names(text: str) -> None:
    assert resolve(string_id(text)) == MEANT[text]


@pytest.mark.parametrize("text", RELATED)
def test_what_a_text_names_that_is_a_relationship(text: str) -> None:
    assert resolve(string_id(text), is_related=True) == RELATED[text]


@pytest.mark.parametrize("text", [*MEANT, *RELATED])
def test_a_text_is_written_as_it_was_read(text: str) -> None:
    assert str(string_id(text)) == text


@pytest.mark.parametrize("text", NO_STRING_ID)
def test_what_is_no_such_text_is_told(text: str) -> None:
    with pytest.raises(BadQuery) as told:
        string_id(text)
    assert told.value.sentence.endswith("names no field of a query.")


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_not_there_is_told(text: str) -> None:
    with pytest.raises(BadQuery) as told:
        resolve(string_id(text))
    assert told.value.sentence
    assert told.value.remedy
