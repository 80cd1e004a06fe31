"""From the sign-in page to a record in w3m: without script, without style, by keyboard only."""

import re
from pathlib import Path

import pytest

from tests.browser.w3m import W3m, w3m
from tests.cast import ACCOUNT, PASSWORD

pytestmark = pytest.mark.browser


def come_to_the_fishes(person: W3m) -> str:
    """Sign in, and choose the collection: its home."""
    person.wait_for("User name")
    person.fill_in("User name", ACCOUNT)
    person.find("Password")
    person.press(f"\t\r{PASSWORD}\r\t\r")
    person.wait_for("Choose a collection")
    person.follow("Fishes")
    return person.wait_for("Holdings")


def test_from_the_sign_in_page_to_a_record(site: str, tmp_path: Path) -> None:
    with w3m(site + "/", tmp_path) as person:
        assert "Where you were" in come_to_the_fishes(person)
        person.follow("Collection Object")
        listed = person.wait_for("1 to 50 of 60")
        number = re.findall(r"\d{9}", listed)[0]
        person.follow(number)
        record = person.wait_for("Determinations")
        assert number in record
        assert "Cataloger" in record
