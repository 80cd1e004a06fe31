"""The page “What can I write here?”: everything leads somewhere, and says what there is."""

import pytest

from specify.printing.pages.explaining import KINDS, SHEETS, every_group, sheets
from specify.printing.templates.subjects import SUBJECTS
from specify.security.entering import Visit
from tests.page_checks import text
from tests.page_client import CheckingClient


@pytest.mark.parametrize("table", SUBJECTS)
def test_every_group_is_on_the_page_with_all_its_fields(
    curator: CheckingClient, home: str, visit: Visit, table: str
) -> None:
    page = curator.get(f"{home}print/words/?on={table}").document
    groups = every_group(visit, table)
    links = {text(one): one.get("href") for one in page.all("//tbody//th/a")}
    assert set(links) == set(groups)
    for name in (next(iter(groups)), next(reversed(groups))):
        group, within = groups[name]
        told = curator.get(links[name]).document
        assert [text(one) for one in told.all("//tbody//th/code")] == list(group.written(within).values())
        assert all(text(one) for one in told.all("//tbody//td"))


def test_the_longest_group_is_a_page(curator: CheckingClient, home: str, visit: Visit) -> None:
    for table in ("collectionobject", "taxon"):
        groups = every_group(visit, table)
        longest = max(groups, key=lambda name: len(groups[name][0].names))
        assert curator.get(f"{home}print/words/?on={table}&group={longest}").status_code == 200


def test_every_kind_of_words_is_on_a_page(curator: CheckingClient, home: str) -> None:
    page = curator.get(f"{home}print/words/").document
    links = [one.get("href") for one in page.all("//main//li/a[contains(@href, 'words=')]")]
    assert len(links) == len(KINDS) + 1
    for address in links:
        kind = address.split("words=")[1]
        told = curator.get(address).document
        written = {text(one) for one in told.all("//tbody//td/code")}
        expected = (
            [f"sheet: {name}" for name in sheets()] if kind == SHEETS else [one.example for one in KINDS[kind][1]]
        )
        assert {" ".join(one.split()) for one in expected} == written


@pytest.mark.parametrize("asked", ["on=nothing", "on=attachment", "group=nothing", "words=nothing"])
def test_what_is_not_there_is_told(curator: CheckingClient, home: str, asked: str) -> None:
    assert curator.get(f"{home}print/words/?{asked}").status_code == 404
