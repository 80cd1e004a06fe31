"""A query as a sentence: in both meanings, with groups, and with what people typed escaped."""

import pytest

from specify.ask.saying import sentence
from specify.query.texts import query_of_pairs
from specify.security.entering import Visit
from tests.records.conftest import visit

__all__ = ["visit"]
pytestmark = pytest.mark.django_db
NUMBER = "1.collectionobject.catalogNumber"
REMARKS = "1.collectionobject.remarks"
COUNTRY = "1,10,2,3.geography.Country"
TYPE = "1,9-determinations.determination.typeStatusName"
CURRENT = "1,9-determinations.determination.isCurrent"
FAMILY = "1,9-determinations,4.taxon.Family"
DATE = "1,10.collectingevent.startDate"
OURS, THEIRS = (), (("as", "specify"),)


def said(visit: Visit, *lines: str, more: tuple[tuple[str, str], ...] = OURS) -> str:
    query = query_of_pairs([("on", "collectionobject"), *(("l", line) for line in lines), *more])
    return str(sentence(visit, query)).replace("<b>", "").replace("</b>", "")


SENTENCES = [
    ((), OURS, "All records of Collection object."),
    ((NUMBER, REMARKS), OURS, "All records of Collection object."),
    (
        (
            f"{NUMBER}~desc",
            f"{COUNTRY}~equal~Norway",
            f"{COUNTRY}~equal,hide~Sweden",
            f"{REMARKS}~contains,not~exchange",
        ),
        OURS,
        "Records of Collection object whose Country is Norway or Sweden, and whose Remarks does not contain "
        "“exchange”; sorted by Catalog number from the last to the first.",
    ),
    (
        (f"{REMARKS}~equal,not~a", f"{REMARKS}~equal,not,hide~b"),
        OURS,
        "Records of Collection object whose Remarks is not a, and whose Remarks is not b.",
    ),
    (
        (f"{REMARKS}~equal,not~a", f"{REMARKS}~equal,not,hide~b"),
        THEIRS,
        "Records of Collection object whose Remarks is not a or whose Remarks is not b.",
    ),
    (
        (f"{REMARKS}~starts-with,not~a",),
        THEIRS,
        "Records of Collection object whose Remarks does not start with “a” (and is not empty).",
    ),
    ((f"{REMARKS}~starts-with,not~a",), OURS, "Records of Collection object whose Remarks does not start with “a”."),
    (
        (f"{REMARKS}~contains~red", f"{REMARKS}~contains,hide~blue"),
        OURS,
        "Records of Collection object whose Remarks contains “red” or “blue”.",
    ),
    (("1..~contains~x", f"{REMARKS}~equal~a"), THEIRS, "Records of Collection object whose Remarks is a."),
    (("1..~contains~x",), OURS, "Records of Collection object whose Collection object contains “x”."),
    ((f"{NUMBER}~between~1, 5, 9",), OURS, "Records of Collection object whose Catalog number is between 1 and 5."),
    ((f"{REMARKS}~not",), OURS, "All records of Collection object."),
    ((f"{REMARKS}~equal,not",), THEIRS, "Records of Collection object whose Remarks is not “”."),
    (
        (f"{TYPE}~equal,hide~Holotype", f"{CURRENT}~true,hide"),
        OURS,
        "Records of Collection object for which there are Determinations "
        "(whose Type status is Holotype and whose Current is yes).",
    ),
    (
        (f"{TYPE}~equal,hide,not~Holotype",),
        OURS,
        "Records of Collection object for which there are no Determinations whose Type status is Holotype.",
    ),
    (
        (f"{TYPE}~equal~Holotype",),
        OURS,
        "Records of Collection object whose Type status of Determinations is Holotype; "
        "a row for each of Determinations.",
    ),
    (
        (f"{FAMILY}~equal,hide~Salmonidae",),
        THEIRS,
        "Records of Collection object whose Family is Salmonidae; a row for each of Determinations.",
    ),
    (
        ("(any", f"{REMARKS}~equal~a", "(none~1,9-determinations", f"{TYPE}~empty", ")", ")"),
        OURS,
        "Records of Collection object (whose Remarks is a or for which there are no Determinations "
        "whose Type status is empty).",
    ),
    (
        ("(none", f"{REMARKS}~equal~a", f"{COUNTRY}~in~Norway, Sweden", ")"),
        OURS,
        "Records of Collection object except those (whose Remarks is a or whose Country is Norway or Sweden).",
    ),
    (("(all~1,63-preparations", ")"), OURS, "Records of Collection object with Preparations."),
    (("(none~1,63-preparations", ")"), OURS, "Records of Collection object without Preparations."),
    (
        ("1,9-determinations.determination.determinations~rel,count,hide~3",),
        OURS,
        "All records of Collection object.",
    ),
    (
        (f"{DATE}~greater~2001-01-01", f"{DATE}NumericYear~between~1900, 1989"),
        OURS,
        "Records of Collection object whose Date of Collecting event is after 2001-01-01, "
        "and whose Date (year) of Collecting event is between 1900 and 1989.",
    ),
]


@pytest.mark.parametrize(("lines", "more", "expected"), SENTENCES, ids=lambda one: str(one)[:40])
def test_a_query_is_said_in_plain_words(
    visit: Visit, lines: tuple[str, ...], more: tuple[tuple[str, str], ...], expected: str
) -> None:
    assert said(visit, *lines, more=more) == expected


def test_what_was_typed_is_escaped(visit: Visit) -> None:
    told = said(visit, f"{REMARKS}~equal~<script>%s %(field)s&", f"{REMARKS}~between,hide~<i>")
    assert "&lt;script&gt;%s %(field)s&amp;" in told
    assert "&lt;i&gt;" in told
    assert "<i>" not in told


@pytest.mark.parametrize("more", [OURS, THEIRS])
def test_what_is_still_to_be_asked_for_is_said_before_the_query_is_run(
    visit: Visit, more: tuple[tuple[str, str], ...]
) -> None:
    lines = (f"{REMARKS}~equal,prompt", f"{COUNTRY}~equal,prompt~Norway", f"{NUMBER}~empty,prompt", f"{DATE}~prompt")
    told = said(visit, *lines, more=more)
    assert told.startswith("Records of Collection object whose Remarks is what you are asked for, and whose Country is")
    query = query_of_pairs([("on", "collectionobject"), *(("l", line) for line in lines), *more])
    assert "Remarks" not in str(sentence(visit, query, is_run=True)), "then it has asked nothing"
    assert said(visit, "(any", f"{REMARKS}~contains,prompt", f"{COUNTRY}~equal~Norway", ")") == (
        "Records of Collection object (whose Remarks contains what you are asked for or whose Country is Norway)."
    )


def test_ways_of_telling_are_said(visit: Visit) -> None:
    more = (("distinct", "1"), ("series", "1"), ("synonyms", "1"), ("set", "7"))
    told = said(visit, NUMBER, more=more)
    assert told == (
        "All records of Collection object; only those in the record set number 7; synonyms of the names, too; "
        "equal rows once; catalog numbers in series."
    )
    assert said(visit, REMARKS, more=(("series", "1"),)) == "All records of Collection object.", "no number, no series"
    assert said(visit, NUMBER, more=(("count", "1"),)) == "All records of Collection object; only their number."


def test_of_very_many_values_and_conditions_the_first_are_said(visit: Visit) -> None:
    values = ", ".join(str(number) for number in range(1000))
    told = said(visit, f"{NUMBER}~in~{values}")
    assert told.endswith(" or 39 or 960 more.")
    told = said(visit, *(f"{REMARKS}~equal,not,hide~{number}" for number in range(100)))
    assert told.endswith(" is not 39, and 60 more.")
