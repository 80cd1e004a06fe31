"""Two people put in the same at the same moment where a rule allows it once: one of them is told, whoever it is."""

import os
from multiprocessing import get_context
from typing import Any

import pytest

from specify.datamodel.tables import model
from tests.page_client import CheckingClient
from tests.planting import World
from tests.records.filling_in import put, shown
from tests.records.forking import in_processes
from tests.records.reference import opened_anew

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.by_server]
SAVED, TOLD = 0, 3
ROUNDS = 4

Post = tuple[str, dict[str, str]]


def at_the_same_moment(client: CheckingClient, posts: list[Post]) -> list[int]:
    """What becomes of posts that are sent at once, by exit code."""
    gate = get_context("fork").Barrier(len(posts))

    def sending(address: str, data: dict[str, str]) -> Any:
        def send() -> None:
            gate.wait(10)
            answer = client.post(address, {"_save": "1", **data})
            if answer.status_code != 303:
                assert b"must have unique" in answer.content
                os._exit(TOLD)

        return send

    return sorted(in_processes([sending(*post) for post in posts]))


def test_one_catalog_number(curator: CheckingClient, new: str, specimen: int, form: str) -> None:
    data, stored = shown(curator, new), shown(curator, form)
    for number in range(900500, 900500 + ROUNDS):
        posts = [(new, put(opened_anew(data), catalogNumber=str(number))) for _time in range(2)]
        assert at_the_same_moment(curator, posts) == [SAVED, TOLD]
        assert model("collectionobject").objects.filter(catalogNumber=f"{number:09}").count() == 1
    posts = [(new, put(opened_anew(data), catalogNumber="900600")), (form, put(stored, catalogNumber="900600"))]
    assert at_the_same_moment(curator, posts) == [SAVED, TOLD]


def test_one_bar_code_of_two_preparations(curator: CheckingClient, home: str, home_world: World) -> None:
    forms = [f"{home}preparation/{home_world.plant('preparation')}/edit/" for _time in range(2)]
    for number in range(ROUNDS):
        posts = [(form, put(shown(curator, form), barCode=f"B-{number}")) for form in forms]
        assert at_the_same_moment(curator, posts) == [SAVED, TOLD]
        assert model("preparation").objects.filter(barCode=f"B-{number}").count() == 1
