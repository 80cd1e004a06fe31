"""Records are entered, and put together, in w3m: without script, without style, by keyboard only."""

from pathlib import Path

import pytest

from tests.browser.test_w3m import come_to_the_fishes
from tests.browser.w3m import ENTER, FIELD_BEFORE, NEXT_FIELD, W3m, w3m

pytestmark = pytest.mark.browser

# w3m lays a row out with its number before the first control, or below it; that holds nothing yet.
EMPTY_LINE, EMPTY_CHOICE = r"^[ 0-9]*\[   ", r"^[ 0-9]*\[none"
DOWN = "j"


def come_to_the_list(person: W3m) -> None:
    """Sign in, and list the specimens."""
    come_to_the_fishes(person)
    person.follow("Collection Object")
    person.wait_for("1 to 50 of")


def add_row(person: W3m, what: str, *, caption: str, first: str, keys: str) -> None:
    """Add a row, and fill in its first control."""
    person.follow(f"Add {what}")
    person.wait_for(caption)
    person.find(rf"^No. *{first}")
    person.find_further(EMPTY_LINE if what == "determination" else EMPTY_CHOICE)
    person.press(f"{NEXT_FIELD}{ENTER}{keys}{ENTER}")


def test_a_specimen_is_entered_with_all_that_belongs_to_it(entry_site: str, tmp_path: Path) -> None:
    with w3m(entry_site + "/", tmp_path) as person:
        come_to_the_list(person)
        person.follow("New$")
        person.wait_for("New Collection object")
        for number, name in enumerate(("Salmo salar", "Salmo trutta"), 1):
            add_row(person, "determination", caption=f"Determinations {number}", first="Taxon", keys=name)
        for number, keys in enumerate((DOWN * 2, DOWN * 4), 1):
            add_row(person, "preparation", caption=f"Preparations {number}", first="Type", keys=keys)
        person.find("Find Collecting event")
        person.press(f"{FIELD_BEFORE}{ENTER}W3 7{ENTER}{NEXT_FIELD}{ENTER}")
        person.wait_for("Nothing among Collecting event fits")
        person.follow("New: Collecting event")
        person.wait_for("New Collecting event")
        person.follow("^Save")
        person.wait_for("W3 7 is saved, and chosen for Collecting event.")
        person.follow("^Save")
        told = person.wait_for("Entered by")
    assert "Saved: " in told
    for words in ("Salmo salar Linnaeus", "Salmo trutta Linnaeus", "Ethanol", "Skeleton", "W3 7"):
        assert words in told


def test_a_record_set_is_made_and_walked_through(entry_site: str, tmp_path: Path) -> None:
    with w3m(entry_site + "/", tmp_path) as person:
        come_to_the_list(person)
        for number in ("000000001", "000000002"):
            person.find(number)
            person.press(FIELD_BEFORE + ENTER)
        person.follow("Add to a record set")
        person.wait_for("A new set")
        person.fill_in("A new set", "From a terminal")
        person.press(NEXT_FIELD + ENTER)
        person.wait_for("2 records were put into “From a terminal”.")
        person.follow("Walk through it")
        person.wait_for("Record 1 of 2 in From a terminal")
        person.follow("Next")
        assert "000000002" in person.wait_for("Record 2 of 2 in From a terminal")
