"""The data files of the demonstration: whole, consistent, and speaking Specify's names."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from specify.datamodel.schema import TABLES
from specify.demonstration import sheets
from specify.demonstration.accounts import ACCOUNTS
from specify.demonstration.making import SUBJECTS
from specify.demonstration.sheets import Malformed, rows, rows_for
from specify.demonstration.strata import PARTS, PERIODS
from specify.demonstration.subjects import Subject
from specify.demonstration.taxa import HYBRID, parts_of

ZOOLOGISTS = re.compile(r"\(?[^\W\d_][^()\d]*, 1[789]\d\d[a-z]?\)?|\(?[^\W\d_][^()\d]*, 20[0-2]\d\)?")
BOTANISTS = re.compile(r"[^\d]*[^\W\d_]\.?\)?")
OF_TABLES = {"PrepType", "CollectionObjectType", "Division"}
SPECIES_IN_ALL = 2000

of_every_subject = pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.key)


def offenders(read: Iterable[dict[str, str]], is_well: Callable[[dict[str, str]], object]) -> list[str]:
    """The rows that something is wrong with, as lines; an exception counts as well, so that the row is named."""
    found = []
    for row in read:
        try:
            well = bool(is_well(row))
        except (ValueError, ArithmeticError, LookupError):
            well = False
        if not well:
            found.append(", ".join(row.values()))
    return found


def repeated(values: Iterable[object]) -> list[object]:
    return [value for value, times in Counter(values).items() if times > 1]


def test_a_row_with_too_many_cells_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.csv").write_text("name,author\nEsox lucius,Linnaeus, 1758\n", encoding="utf-8")
    monkeypatch.setattr(sheets, "DATA", tmp_path)
    with pytest.raises(Malformed, match=r"broken.csv, line 2: 3 cells, not 2: .*Esox lucius"):
        rows("broken")


def test_every_file_is_read() -> None:
    read = {name for subject in SUBJECTS for name in (subject.taxa.sheet, subject.taxa.synonyms, subject.places)}
    read |= {"captions", "chronostratigraphy", "geography", "literature", "loans", "people", "pick_lists"}
    read |= {"queries", "record_sets", "uniqueness"}
    assert {file.stem for file in sheets.DATA.iterdir()} == read


def test_there_are_thousands_of_species() -> None:
    assert sum(len(rows(subject.taxa.sheet)) for subject in SUBJECTS) >= SPECIES_IN_ALL


@of_every_subject
def test_every_name_is_one_of_a_species_and_has_an_author(subject: Subject) -> None:
    names = rows(subject.taxa.sheet)
    author = BOTANISTS if subject.key == "botany" else ZOOLOGISTS
    assert offenders((*names, *rows(subject.taxa.synonyms)), lambda row: author.fullmatch(row["author"])) == []
    ranks = {rank.name for rank in subject.taxa.kind.ranks}
    assert offenders(names, lambda row: {rank for rank, _ in parts_of(row["name"])} <= ranks) == []
    assert offenders(rows(subject.taxa.synonyms), lambda row: parts_of(row["name"])) == []
    assert repeated(row["name"] for row in names) == []


@of_every_subject
def test_a_genus_has_one_family_and_a_family_one_order(subject: Subject) -> None:
    names = [{"phylum": subject.taxa.phylum, **row} for row in rows(subject.taxa.sheet)]
    assert offenders(names, lambda row: all(row[rank] for rank in ("phylum", "class", "order", "family"))) == []
    for upper, lower in pairwise(("phylum", "class", "order", "family")):
        assert repeated(name for name, _ in {(row[lower], row[upper]) for row in names}) == []
    assert repeated(name for name, _ in {(parts_of(row["name"])[0][1], row["family"]) for row in names}) == []


@of_every_subject
def test_synonyms_lead_to_species(subject: Subject) -> None:
    names, synonyms = {row["name"] for row in rows(subject.taxa.sheet)}, rows(subject.taxa.synonyms)
    assert offenders(synonyms, lambda row: row["accepted"] in names and row["name"] not in names) == []
    assert repeated(row["name"] for row in synonyms) == []


def test_parents_of_hybrids_are_there_and_only_hybrids_have_parents() -> None:
    names = {row["name"] for row in rows("plants")}
    hybrids = [row for row in rows("plants") if HYBRID in row["name"]]
    assert len(hybrids) >= 5
    assert offenders(hybrids, lambda row: {row["parent1"], row["parent2"]} <= {*names, ""}) == []
    assert [row["name"] for row in rows("plants") if row["parent1"] and HYBRID not in row["name"]] == []


@of_every_subject
def test_every_species_lives_somewhere_and_somewhere_lives_a_species(subject: Subject) -> None:
    places = {row.get("region") or row["key"] for row in rows(subject.places)}
    names = rows(subject.taxa.sheet)
    assert (
        offenders(names, lambda row: row[subject.taxa.where] and set(row[subject.taxa.where].split()) <= places) == []
    )
    lived_in = {where for row in names for where in row[subject.taxa.where].split()}
    assert offenders(rows(subject.places), lambda row: (row.get("region") or row["key"]) in lived_in) == []
    assert subject.seas <= places


@of_every_subject
def test_places_lie_on_earth_and_in_a_known_country(subject: Subject) -> None:
    codes = {row["code"] for row in rows("geography")}
    places = rows(subject.places)
    assert offenders(places, lambda row: row.get("name") or row["place"]) == []
    assert offenders(places, lambda row: row["geography"] in codes) == []
    assert offenders(places, lambda row: abs(float(row["latitude"])) <= 90) == []
    assert offenders(places, lambda row: abs(float(row["longitude"])) <= 180) == []
    assert offenders(places, lambda row: -430 <= int(row.get("elevation") or 0) <= 8849) == []


def test_all_countries_are_there_and_every_division_lies_in_one() -> None:
    geography = rows("geography")
    countries = {row["code"] for row in geography if row["rank"] == "Country"}
    continents = {row["name"] for row in geography if row["rank"] == "Continent"}
    assert len(countries) == 249
    assert offenders(geography, lambda row: row["rank"] in ("Continent", "Country", "State")) == []
    assert repeated(row["code"] for row in geography if row["code"]) == []
    assert [row for row in geography if row["rank"] == "Country" and row["within"] not in continents] == []
    states = [row for row in geography if row["rank"] == "State"]
    assert offenders(states, lambda row: row["code"].partition("-")[0] == row["within"] in countries) == []
    assert len({row["within"] for row in states}) >= 12


def test_ages_lie_within_the_age_above_them() -> None:
    ages = {row["name"]: row for row in rows("chronostratigraphy")}
    numbers = {rank.name: rank.number for rank in PERIODS.ranks}

    def is_well(row: dict[str, str]) -> bool:
        start, end = Decimal(row["start"]), Decimal(row["end"])
        if not row["within"]:
            return start > end >= 0
        above = ages[row["within"]]
        is_below = numbers[above["rank"]] < numbers[row["rank"]]
        return is_below and Decimal(above["start"]) >= start > end >= Decimal(above["end"])

    assert repeated(row["name"] for row in rows("chronostratigraphy")) == []
    assert offenders(rows("chronostratigraphy"), is_well) == []


def test_formations_have_an_age_and_something_to_find() -> None:
    ages = {row["name"] for row in rows("chronostratigraphy")}
    formations = rows("formations")
    assert repeated(row["key"] for row in formations) == []
    assert offenders(formations, lambda row: row["period"] in ages) == []
    assert offenders(formations, lambda row: row["elements"]) == []
    assert offenders(formations, lambda row: any(row[column] for column, _ in PARTS)) == []


def test_what_is_for_a_subject_names_one() -> None:
    keys = {subject.key for subject in SUBJECTS}
    for name in ("captions", "pick_lists", "people", "literature", "loans", "record_sets", "queries"):
        assert offenders(rows(name), lambda row: set(row["for"].split()) <= keys) == [], name


@of_every_subject
def test_captions_are_of_fields_once_and_in_both_languages(subject: Subject) -> None:
    captions = rows_for("captions", subject.key)
    lists = {row["list"] for row in rows_for("pick_lists", subject.key)} | OF_TABLES
    assert offenders(captions, lambda row: not row["field"] or TABLES[row["table"]].find(row["field"])) == []
    assert offenders(captions, lambda row: row["english"] and row["german"]) == []
    assert offenders(captions, lambda row: not row["pick_list"] or row["pick_list"] in lists) == []
    assert repeated((row["table"], row["field"]) for row in captions) == []


@of_every_subject
def test_pick_lists_stand_together_and_repeat_nothing(subject: Subject) -> None:
    items = rows_for("pick_lists", subject.key)
    assert repeated(name for name, _ in groupby(items, key=lambda row: row["list"])) == []
    assert repeated((row["list"], row["value"]) for row in items) == []


@of_every_subject
def test_pick_lists_have_what_is_picked(subject: Subject) -> None:
    items: dict[str, set[str]] = {}
    for row in rows_for("pick_lists", subject.key):
        items.setdefault(row["list"], set()).add(row["value"])
    assert {method for method, _ in subject.determining.methods} <= items["DeterminationMethod"]
    assert set(subject.determining.types) <= items["TypeStatus"]
    assert {row["purpose"] for row in rows_for("loans", subject.key)} <= items["Purpose"]


def test_owners_have_accounts_where_they_own_something() -> None:
    at = {account.name: account.at for account in ACCOUNTS}
    for name in ("queries", "record_sets"):
        assert offenders(rows(name), lambda row: row["for"] in at[row["owner"]]) == [], name


def test_uniqueness_rules_name_fields() -> None:
    for row in rows("uniqueness"):
        table = TABLES[row["table"].lower()]
        for field in row["fields"].split():
            assert table.find(field), f"{table.name}.{field}"
        for step in row["within"].split("__") if row["within"] else ():
            found = table.find(step)
            assert found is not None, f"{table.name}.{step}"
            table = TABLES[found.target.lower()] if hasattr(found, "target") else table
