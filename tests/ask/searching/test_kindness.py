"""Simple search finds what a person means: partial words, accents, numbers and dates in any form, and nothing else."""

from datetime import date, datetime

import pytest

from specify.ask.searching import finding
from specify.ask.searching.meanings import Meanings
from specify.ask.searching.terms import Reading, Term, days_meant, looser, sought_of
from specify.datamodel import present
from specify.query.asking import Asking
from specify.resources.field_formats import FieldFormat, Part
from specify.security.policies import Rights
from tests.ask.searching.conftest import Find, search_of
from tests.query.small_collection import Small

HOSTILE = (
    *(
        "'",
        '"',
        "''",
        '"""',
        "%",
        "_",
        "\\",
        "*",
        "**",
        "%%%",
        ",",
        ",,,",
        "`",
        "“",
        "\x00",
        "\ud7ff",
        "🐟",
        " ",
        "''; --",
    ),
    *("' OR 1=1 --", "{}", "{0}", "%s", "%(a)s", "(", "[", "a" * 5000, "a " * 500, "a," * 500, "*a" * 100, "1e999"),
    *("-0", "99999999999999999999", "2147483648", "9999-12-31", "0000", "0001-01-01", "NaN", "١٢٣", "1998-13-45"),
)
DAYS = ("17.5.1998", "17 May 1998", "May 17, 1998", "5/17/1998", "1998-05-17", "17/5/1998", "17.V.1998")


@pytest.mark.parametrize(
    "text",
    [
        *("mill", "MILL CR", "mìll creek", "Creek", "creek mill", "Mi Cr", "  mill   creek ", "mill\tcreek"),
        *("mill\u00a0cr", "M. Creek", "creek m."),
    ],
)
def test_beginnings_of_words_are_enough_in_any_order(find: Find, text: str) -> None:
    assert find(text, Reading.BEGIN) == {"locality": ["creek"]}


@pytest.mark.parametrize("text", ["Vance", "vance mir", "miriam okonedo", "M. Vance"])
def test_a_word_begins_behind_a_hyphen(find: Find, small: Small, text: str) -> None:
    named = {"lastName": "Okonedo-Vance", "firstName": "Miriam", "division_id": small.visit.place.division_id}
    small.ids["agent miriam"] = small.world.plant("agent", **named)
    found = find(text, Reading.BEGIN, fields={"Agent": "lastName firstName"})
    assert found == {"agent": ["miriam"]}


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("ree", [Reading.WITHIN]),
        ("ree mill", [Reading.ANY, Reading.WITHIN]),
        ("re", []),
        ("4567", []),
        ("no 4567", [Reading.ANY]),
        ("'ree'", []),
        ("ree*", []),
        ("", []),
        ("'ree', mill", [Reading.WITHIN]),
    ],
)
def test_what_begins_nothing_is_read_more_loosely(text: str, readings: list[Reading]) -> None:
    assert list(looser(sought_of(text))) == readings
    assert list(looser(sought_of(text, Reading.EXACT))) == []


def test_what_is_inside_words_is_found_on_request(find: Find) -> None:
    assert find("ree", Reading.BEGIN) == {}
    assert find("ree", Reading.WITHIN) == {"locality": ["creek"]}
    assert find("'ree'", Reading.WITHIN) == {}


def test_quotes_stand_around_what_is_sought_exactly(find: Find) -> None:
    assert find("'Perca'", Reading.BEGIN) == {"taxon": ["Perca"]}
    assert find("“Perca”, 'Mill Creek'", Reading.BEGIN) == {"locality": ["creek"], "taxon": ["Perca"]}
    assert find("Perca", Reading.BEGIN) == {"taxon": ["Perca", "flavescens"]}


def test_what_fits_best_comes_first(find: Find, small: Small) -> None:
    small.ids["taxon Aperca"] = small.world.plant(
        "taxon", name="Aperca", fullName="A perca", rankId=180, definition_id=small.world.ids["taxontreedef"]
    )
    assert find("perca", Reading.BEGIN) == {"taxon": ["Perca", "flavescens", "Aperca"]}


def test_one_of_the_words_is_enough_on_request(find: Find) -> None:
    assert find("Ann Jones", Reading.BEGIN) == {}
    assert find("Ann Jones", Reading.ANY) == {"agent": ["jones"]}


@pytest.mark.parametrize("text", ["10", "010", "000000010", " 10 "])
def test_a_number_is_found_with_its_zeros_and_without(find: Find, text: str) -> None:
    assert find(text, Reading.BEGIN) == {"collectionobject": ["3"]}


def test_numbers_are_completed_as_their_format_has_them(small: Small) -> None:
    parts = (Part("constant", value="KU-"), Part("year", 4), Part("separator", value="-"), Part("numeric", 6))
    how = FieldFormat("Ours", "", "collectionobject", "catalogNumber", parts)

    class Formatted(Asking):
        def field_format(self, table_key: str, field_name: str, chosen: str = "") -> FieldFormat:
            return how

    table = present.tables()["collectionobject"]
    meanings = Meanings(table, (), Formatted(small.visit, datetime.now()))
    assert "KU-2020-000012" in meanings.numbers(table.fields["fieldNumber"], "KU-2020-12")
    assert "KU-2020-000012" in meanings.numbers(table.fields["fieldNumber"], "ku-2020/12")
    assert meanings.numbers(table.fields["fieldNumber"], "KU-12") == ("KU-12",)
    assert meanings.numbers(table.fields["catalogNumber"], "12") == ("12",)


@pytest.mark.parametrize("text", DAYS)
def test_a_date_is_found_in_any_form(find: Find, text: str) -> None:
    assert find(text, Reading.BEGIN) == {"collectingevent": ["1"]}


def test_a_date_is_not_taken_apart() -> None:
    for text in ("June 1998", "May 17, 1998", "17 May 1998"):
        assert [term.text for term in sought_of(text, Reading.ANY).terms] == [text]
    assert sought_of("17 Mayflies").has_words


def test_only_what_is_left_out_is_told() -> None:
    assert not sought_of("'one two three four five six seven'").is_cut
    assert sought_of("one two three four five six seven").is_cut
    assert sought_of(",".join("abcdefghijk")).is_cut


def test_a_month_is_all_its_days_and_doubt_is_both(find: Find) -> None:
    assert find("June 1998", Reading.BEGIN) == {"collectingevent": ["2"]}
    assert find("6/1/1998", Reading.BEGIN) == find("1/6/1998", Reading.BEGIN) == {"collectingevent": ["2"]}
    assert days_meant("5/6/1998", "yyyy-MM-dd") == (
        (date(1998, 6, 5), date(1998, 6, 5)),
        (date(1998, 5, 6), date(1998, 5, 6)),
    )


def test_a_day_of_a_moment_is_all_its_hours(small: Small) -> None:
    table = present.tables()["collectionobject"]
    meanings = Meanings(table, (table.fields["timestampCreated"],), Asking(small.visit, datetime.now()))
    test = meanings.of_term(Term("2024-03-01"), Reading.BEGIN)
    assert test is not None
    seek = finding._Seek(meanings, sought_of("2024-03-01"))
    assert list(seek.rows.filter(test).values_list("pk", flat=True)) == [small.ids["co 1"]]


@pytest.mark.parametrize("how", list(Reading))
def test_hostile_texts_do_no_harm(small: Small, how: Reading) -> None:
    for text in HOSTILE:
        search = search_of(small, text, how)
        search.hits(search.tables)
        finding.object_numbered(search.asking, search.sought)


def test_single_letters_do_not_read_a_large_table_each(
    find: Find, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "SMALL", -1)
    monkeypatch.setattr(finding, "_reads_all", lambda: False)
    assert find("m c", Reading.BEGIN) == find("m creek", Reading.BEGIN) == {"locality": ["creek"]}
    assert list(finding._leading(("s", "trout", "r", "e"))) == [(0, "s"), (1, "trout")]


def test_the_time_is_that_of_all_tables_together(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, *(at * 3.0 for at in range(1, 100))])
    monkeypatch.setattr(finding, "monotonic", lambda: next(clock))
    search = search_of(small, "Etheostoma", Reading.BEGIN)
    hits = search.hits(search.tables)
    assert list(hits) == list(search.tables)
    stopped = [key for key, one in hits.items() if one.is_stopped]
    assert 0 < len(stopped) < len(hits)


def test_large_tables_are_asked_by_their_indexes_with_the_same_answer(
    find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["Perca", "Etheostoma", "Etheostoma cae", "*ond", "1998", "2020, jones", "10", "'Perca'", "Etheostoma*"]
    small = {(text, how): _sorted(find(text, how)) for text in texts for how in Reading}
    monkeypatch.setattr(finding, "SMALL", -1)
    monkeypatch.setattr(finding, "_reads_all", lambda: False)
    assert {(text, how): _sorted(find(text, how)) for text in texts for how in Reading} == small


def _sorted(found: dict[str, list[str]]) -> dict[str, list[str]]:
    return {key: sorted(names) for key, names in found.items()}


def test_what_may_not_be_read_is_not_sought(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    may = Rights.readable
    monkeypatch.setattr(Rights, "readable", lambda self, key: key != "taxon" and may(self, key))
    search = search_of(small, "Etheostoma", Reading.BEGIN)
    assert "taxon" not in search.hits(search.tables)
    assert not search.related()


def test_nothing_of_another_collection_is_found(find: Find, small: Small) -> None:
    assert find("1", Reading.BEGIN) == {"collectionobject": ["1"]}
    assert finding.object_numbered(Asking(small.visit, datetime.now()), sought_of("1")) == small.ids["co 1"]
