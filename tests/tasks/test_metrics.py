"""Figures for whatever watches over the server: protected, complete, and without a label that visitors choose."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from specify.tasks import metrics
from specify.tasks.models import Job, State
from specify.tasks.queueing import RedisQueue

TOKEN = "a token of the tests"
HEADERS = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def told(settings: Any) -> Any:
    """Fetches the figures with the right token: text by the name with its labels."""
    settings.METRICS_TOKEN = TOKEN

    def fetch() -> dict[str, float]:
        answer = Client().get("/metrics", headers=HEADERS)
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("text/plain; version=")
        return figures(answer.content.decode())

    return fetch


def figures(text: str) -> dict[str, float]:
    """The value of each name with its labels."""
    return {name: float(value) for name, value in re.findall(r"^([a-z]\S*(?: \S*})?) (\S+)$", text, re.MULTILINE)}


def test_without_a_token_there_is_no_such_address(settings: Any) -> None:
    settings.METRICS_TOKEN = ""
    for headers in ({}, {"Authorization": "Bearer "}, {"Authorization": ""}):
        assert Client().get("/metrics", headers=headers).status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer ", f"Basic {TOKEN}", f"Bearer {TOKEN}é", f"Bearer {TOKEN} "])
def test_a_wrong_token_is_refused(settings: Any, given: str) -> None:
    settings.METRICS_TOKEN = TOKEN
    answer = Client().get("/metrics", headers={"Authorization": given})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert b"specify_" not in answer.content.replace(b"SPECIFY_", b"")


@pytest.mark.django_db
def test_databases_and_queue_are_told(told: Any) -> None:
    assert {part: told()[f'specify_up{{part="{part}"}}'] for part in ("database", "web", "queue")} == {
        "database": 1,
        "web": 1,
        "queue": 1,
    }


@pytest.mark.django_db
def test_jobs_are_told_by_state_with_the_age_of_the_oldest_that_waits(told: Any) -> None:
    assert told()["specify_oldest_waiting_job_seconds"] == 0
    now = datetime.now()
    for state, minutes in ((State.WAITING, 1), (State.WAITING, 5), (State.DONE, 90)):
        Job.objects.create(verb="v", user_id=1, state=state, created=now - timedelta(minutes=minutes))
    found = told()
    assert {state: found[f'specify_jobs{{state="{state}"}}'] for state in State} == {
        "waiting": 2,
        "running": 0,
        "done": 1,
        "failed": 0,
        "cancelled": 0,
        "lost": 0,
    }
    assert 300 <= found["specify_oldest_waiting_job_seconds"] < 310


@pytest.mark.django_db
def test_a_queue_that_is_away_is_told(told: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    queue = RedisQueue("specify-jobs", url=f"unix://{tmp_path}/no-redis")
    monkeypatch.setattr(metrics, "HUEY", queue)
    assert told()['specify_up{part="queue"}'] == 0
    assert told()['specify_up{part="web"}'] == 1


@pytest.mark.django_db
def test_requests_are_counted_by_route_and_never_by_what_visitors_chose(told: Any) -> None:
    known = told()
    assert Client().get("/help/").status_code == 200
    for number in range(5):
        Client().get(f"/no-such-page-{number}/")
        Client().generic(f"MADE-UP-{number}", "/help/")
        Client().get(f"/static/no-such-file-{number}.css")
        Client().get(f"/{number}-somewhere/taxon/{number}/")
    now = told()
    new = {name.partition("{")[2] for name in set(now) - set(known) if "_count{" in name}
    assert len(new) <= 4, new
    assert not any("such" in name or "MADE" in name or "somewhere" in name for name in now)
    counted = {name: now[name] - known.get(name, 0) for name in now if name.startswith("specify_request_seconds_count")}
    assert sum(count for name, count in counted.items() if 'route="unknown"' in name) == 10
    assert sum(count for name, count in counted.items() if 'method="other",route="web-help"' in name) == 5
    assert counted['specify_request_seconds_count{method="GET",route="web-help",status="2xx"}'] == 1
