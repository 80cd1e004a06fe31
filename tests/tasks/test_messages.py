"""Specify 7's messages: read, marked, deleted where there are any; ours for its bell; nothing of it in Specify 6."""

import json
from datetime import datetime
from typing import Any

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.tasks import messages
from specify.tasks.starting import start
from tests.page_client import CheckingClient, fields, words
from tests.tasks import counting
from tests.tasks.here import run_next

pytestmark = pytest.mark.django_db
NEEDS_MESSAGES = pytest.mark.skipif(not present.has("message"), reason="Specify 6 has no messages")


def message(person: int, content: str, **more: Any) -> Any:
    """A message as Specify 7 writes it."""
    given = {"timestampcreated": datetime(2026, 2, 3, 4, 5), "read": False, **more}
    return model("message").objects.create(user_id=person, content=content, **given)


@NEEDS_MESSAGES
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            {"type": "query-export-to-csv-complete", "file": "query_2026.csv"},
            "The results of a query are ready as CSV: query_2026.csv",
        ),
        ({"type": "record-merge-succeeded", "table": "Agent"}, "Records were merged: Agent"),
        ({"type": "feed-item-updated", "file": None}, "An export feed was brought up to date"),
        ({"type": "something-new", "name": "x" * 30}, "something-new: " + "x" * 30),
        ({}, "A message without a kind"),
        ([1, 2], "A message that cannot be read"),
        ("words", "A message that cannot be read"),
        ("[" * 20_000, "A message that cannot be read"),
    ],
)
def test_messages_of_specify_7_are_told_in_words(curator: CheckingClient, person: int, content: Any, told: str) -> None:
    message(person, content if isinstance(content, str) else json.dumps(content))
    page = words(curator.get("/jobs/"))
    assert told in page
    assert "2026-02-03 04:05" in page


@NEEDS_MESSAGES
def test_messages_are_marked_and_deleted_by_their_person_alone(
    curator: CheckingClient, person: int, other: int
) -> None:
    mine, theirs = (message(whose, json.dumps({"type": "backup-succeeded"})) for whose in (person, other))
    page = curator.get("/jobs/")
    assert "Messages of Specify 7 1" in words(page)
    assert "New" in words(page)
    assert curator.post("/jobs/messages/read/", fields(page, "Mark all as read")).status_code == 303
    page = curator.get("/jobs/")
    assert "New" not in words(page)
    assert "Mark all as read" not in words(page)
    for one in (mine, theirs):
        assert curator.post(f"/jobs/messages/{one.pk}/delete/").status_code == 303
    (left,) = model("message").objects.all()
    assert (left.pk, left.read) == (theirs.pk, False)


@NEEDS_MESSAGES
@pytest.mark.django_db(transaction=True)
def test_a_job_that_ended_rings_in_specify_7_until_it_was_seen_here(curator: CheckingClient, person: int) -> None:
    job = start(counting.count, person=person)
    run_next()
    (told,) = model("message").objects.all()
    assert json.loads(told.content) == {
        "type": "job",
        "job": job.pk,
        "title": "Count slowly",
        "said": "Counted to 10.",
    }
    assert (told.user_id, told.read) == (person, False)
    assert messages.messages_of(person) == [], "ours is not told twice"
    curator.get(f"/jobs/{job.pk}/")
    assert model("message").objects.get().read


@pytest.mark.skipif(present.has("message"), reason="only a database of Specify 6 lacks the table")
@pytest.mark.django_db(transaction=True)
def test_without_that_table_jobs_are_as_ever(curator: CheckingClient, person: int) -> None:
    start(counting.count, person=person)
    assert run_next().outcome["said"] == "Counted to 10."
    assert "Messages of Specify 7" not in words(curator.get("/jobs/"))
    assert curator.post("/jobs/messages/read/").status_code == 303
    assert curator.post("/jobs/messages/1/delete/").status_code == 303
