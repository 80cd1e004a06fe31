"""The data files of the demonstration: whole, consistent, and speaking Specify's names."""

import re
from collections import Counter
from itertools import pairwise

from specify.datamodel.schema import TABLES
from specify.demonstration.sheets import rows

AUTHOR = re.compile(r"\(?[A-ZÅÖ][\w'. ]+( & [A-Z]\w+)?, 1[789]\d\d\)?")
OF_TABLES = {"PrepType", "CollectionObjectType", "Division"}


def test_there_are_enough_species_and_each_has_an_author_and_a_year() -> None:
    fishes = rows("fishes")
    assert len(fishes) >= 150
    assert [row["name"] for row in (*fishes, *rows("synonyms")) if not AUTHOR.fullmatch(row["author"])] == []
    assert [name for name, times in Counter(row["name"] for row in fishes).items() if times > 1] == []


def test_a_genus_has_one_family_and_a_family_one_order() -> None:
    for upper, lower in pairwise(("class", "order", "family")):
        pairs = {(row[lower], row[upper]) for row in rows("fishes")}
        assert len(pairs) == len({below for below, _ in pairs}), lower
    genera = {(row["name"].split()[0], row["family"]) for row in rows("fishes")}
    assert len(genera) == len({genus for genus, _ in genera})


def test_synonyms_lead_to_species() -> None:
    names = {row["name"] for row in rows("fishes")}
    assert {row["accepted"] for row in rows("synonyms")} <= names
    assert not {row["name"] for row in rows("synonyms")} & names


def test_every_region_has_places_and_fishes() -> None:
    fishes = {region for row in rows("fishes") for region in row["regions"].split()}
    assert fishes == {row["region"] for row in rows("places")}


def test_places_lie_on_earth_and_in_a_known_country() -> None:
    codes = {row["code"] for row in rows("geography")}
    for row in rows("places"):
        assert row["geography"] in codes, row["name"]
        assert abs(float(row["latitude"])) <= 90, row["name"]
        assert abs(float(row["longitude"])) <= 180, row["name"]


def test_all_countries_are_there_and_every_division_lies_in_one() -> None:
    countries = {row["code"] for row in rows("geography") if row["rank"] == "Country"}
    assert len(countries) == 249
    for row in rows("geography"):
        if row["rank"] == "State":
            assert row["code"].partition("-")[0] == row["within"] in countries, row["name"]


def test_captions_are_of_fields_and_in_both_languages() -> None:
    lists = {row["list"] for row in rows("pick_lists")} | OF_TABLES
    for row in rows("captions"):
        assert not row["field"] or TABLES[row["table"]].find(row["field"]), f"{row['table']}.{row['field']}"
        assert row["english"], row
        assert row["german"], row
        assert not row["pick_list"] or row["pick_list"] in lists, row["pick_list"]


def test_pick_lists_stand_together_and_repeat_nothing() -> None:
    lists = [row["list"] for row in rows("pick_lists")]
    assert sum(1 for before, after in pairwise(lists) if before != after) == len(set(lists)) - 1
    items = Counter((row["list"], row["value"]) for row in rows("pick_lists"))
    assert [item for item, times in items.items() if times > 1] == []


def test_uniqueness_rules_name_fields() -> None:
    for row in rows("uniqueness"):
        table = TABLES[row["table"].lower()]
        for field in row["fields"].split():
            assert table.find(field), f"{table.name}.{field}"
        for step in row["within"].split("__") if row["within"] else ():
            found = table.find(step)
            assert found is not None, f"{table.name}.{step}"
            table = TABLES[found.target.lower()] if hasattr(found, "target") else table
