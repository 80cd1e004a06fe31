"""Starting a job: its row, its call, the limit for a person, the same asked twice, a queue or a disk that is away."""

from typing import Any

import pytest
from django.db import connections
from django.utils import translation
from huey.contrib.djhuey import HUEY

from specify.records.home.counting import count_holdings
from specify.tasks.declaring import NoVerb
from specify.tasks.looking_after import look_after
from specify.tasks.models import Job, State
from specify.tasks.queueing import RedisQueue
from specify.tasks.starting import OPEN_AT_MOST, start, start_again
from specify.tasks.working import calls_waiting
from specify.web.refusals import Refusal
from tests.full_disk import full_disk
from tests.page_client import CheckingClient, words
from tests.patience import within
from tests.shapes.preparing import shape
from tests.tasks import counting

pytestmark = pytest.mark.django_db


def test_a_job_is_stored_and_a_worker_called(person: int) -> None:
    with translation.override("de"):
        job = start(counting.count, person=person, collection_id=4, arguments={"total": 3})
    stored = Job.objects.get(pk=job.pk)
    assert stored.verb == "tests.tasks.counting.count"
    assert (stored.user_id, stored.collection_id, stored.language) == (person, 4, "de")
    assert (stored.state, stored.arguments, stored.is_woken) == (State.WAITING, {"total": 3}, True)
    assert calls_waiting() == 1


def test_a_function_that_is_no_job_is_not_started(person: int) -> None:
    with pytest.raises(NoVerb):
        start(counting.unmarked, person=person)
    assert not Job.objects.exists()


def test_the_same_asked_twice_is_one_job_until_it_has_ended(person: int, other: int) -> None:
    first = start(counting.count, person=person, arguments={"total": 3})
    pair = start(counting.count, person=person, arguments={"ids": (1, 2)})
    assert start(counting.count, person=person, arguments={"ids": (1, 2)}) == pair
    assert start(counting.count, person=person, arguments={"total": 3}) == first
    assert start(counting.count, person=person, arguments={"total": 4}) != first
    assert start(counting.count, person=other, arguments={"total": 3}) != first
    Job.objects.filter(pk=first.pk).update(state=State.DONE, asked=None)
    assert start(counting.count, person=person, arguments={"total": 3}) != first


def test_the_same_asked_at_once_is_one_job(person: int) -> None:
    rivals: list[Job] = []

    def be_quicker(execute: Any, sql: str, *rest: Any) -> Any:
        answer = execute(sql, *rest)
        if sql.startswith("SELECT") and "web_job" in sql and not mine_is_read:
            mine_is_read.append(sql)
            rivals.append(start(counting.count, person=person))
        return answer

    mine_is_read: list[str] = []
    with connections["web"].execute_wrapper(be_quicker):
        mine = start(counting.count, person=person)
    assert [mine] == rivals
    assert Job.objects.get() == mine


def test_a_job_is_called_in_the_language_of_whoever_reads(person: int) -> None:
    job = start(count_holdings, person=person, collection_id=4)
    titles = set()
    for language in ("en", "de"):
        with translation.override(language):
            titles.add(Job.objects.get(pk=job.pk).title)
    assert len(titles) == 2
    assert Job(verb="no.such.verb").title == "A job that this version does not know"


def test_a_person_has_so_many_open_jobs_and_no_more(person: int, other: int) -> None:
    jobs = [start(counting.count, person=person, arguments={"total": number}) for number in range(OPEN_AT_MOST)]
    with pytest.raises(Refusal) as refused:
        start(counting.count, person=person, arguments={"total": 99})
    assert refused.value.status == 429
    assert f"You have {OPEN_AT_MOST} jobs" in refused.value.sentence
    assert start(counting.count, person=other).pk
    Job.objects.filter(pk=jobs[0].pk).update(state=State.FAILED, asked=None)
    assert start(counting.count, person=person, arguments={"total": 99}).pk


def test_over_the_limit_a_page_says_so(person: int, curator: CheckingClient) -> None:
    done = start(counting.refuse, person=person)
    Job.objects.filter(pk=done.pk).update(state=State.FAILED, asked=None)
    for number in range(OPEN_AT_MOST):
        start(counting.count, person=person, arguments={"total": number})
    page = curator.post(f"/jobs/{done.pk}/again/")
    assert page.status_code == 429
    assert f"You have {OPEN_AT_MOST} jobs that wait or run" in words(page)


def test_without_a_queue_the_job_is_stored_and_the_page_says_so(
    person: int, curator: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HUEY, "storage", RedisQueue("away", url="redis://127.0.0.1:1/0").storage)
    with within(1.7):
        job = start(counting.count, person=person)
    assert not Job.objects.get(pk=job.pk).is_woken
    assert "starts when the queue answers again" in words(curator.get(f"/jobs/{job.pk}/"))
    look_after()
    assert not Job.objects.get(pk=job.pk).is_woken
    monkeypatch.undo()
    look_after()
    assert calls_waiting() == 1
    assert "starts as soon as a worker is free" in words(curator.get(f"/jobs/{job.pk}/"))
    look_after()
    assert calls_waiting() == 1, "one call is enough"


def test_a_verb_that_is_gone_cannot_be_run_again(person: int) -> None:
    job = start(counting.count, person=person)
    for path in ("tests.tasks.counting.nothing", "no.such.module", "tests.tasks.counting.unmarked"):
        job.verb = path
        with pytest.raises(Refusal) as refused:
            start_again(job)
        assert refused.value.status == 410


@pytest.mark.skipif(shape() != "sqlite", reason="a server's disk cannot be filled for a test")
@pytest.mark.django_db(transaction=True)
def test_on_a_full_disk_nothing_is_lost_and_a_page_says_so(person: int, curator: CheckingClient) -> None:
    former = start(counting.count, person=person, arguments={"long": "x" * 100_000})
    Job.objects.filter(pk=former.pk).update(state=State.DONE, is_seen=True, asked=None)
    with full_disk():
        page = curator.post(f"/jobs/{former.pk}/again/")
        assert page.status_code == 503
        assert "The server's disk is full" in words(page)
        assert curator.get(f"/jobs/{former.pk}/").status_code == 200
        assert curator.get("/jobs/").status_code == 200
    assert list(Job.objects.all()) == [former]
    assert curator.post(f"/jobs/{former.pk}/again/").status_code == 303
