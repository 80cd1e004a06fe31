"""Workers as they are in earnest: processes of their own, killed, stopped, cut off from their queue."""

import os
import signal
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from huey.contrib.djhuey import HUEY

from specify.datamodel.tables import model
from specify.tasks.listing import stop
from specify.tasks.models import Job, State
from specify.tasks.starting import start, start_again
from specify.tasks.tasks import sweep
from tests.page_client import CheckingClient, words
from tests.patience import is_in_time, wait_until, within
from tests.tasks import counting
from tests.tasks.workers import Redis, consumer, ended, first_progress, fresh

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.by_server]
FIRST_PROGRESS_SECONDS = 1.0
NEEDS_REDIS = pytest.mark.skipif("SPECIFY_TEST_REDIS" not in os.environ, reason="deploy/test installs redis-server")


def running(job: Job) -> Job:
    """The job once it runs and has told so."""
    first_progress(job)
    return fresh(job)


def check_a_job_runs(person: int) -> None:
    """One job from start to end, soon."""
    delays = []
    for number in range(3):
        job = start(counting.count, person=person, arguments={"total": 3, "pause": 0.1, "number": number})
        delays.append(first_progress(job))
        done = ended(job)
        assert (done.state, done.progress["number"]) == (State.DONE, 3), done.outcome
        assert done.outcome["said"] == "Counted to 3."
        assert [sentence for _time, sentence in done.log] == ["Count"]
        assert done.host
        assert done.running_for is None
    assert min(delays) <= FIRST_PROGRESS_SECONDS, delays


def test_a_job_starts_soon_and_the_nightly_sweep_is_known(person: int) -> None:
    with consumer():
        check_a_job_runs(person)
        Session.objects.create(session_key="old", session_data="", expire_date=datetime(2001, 2, 3))
        sweep()
        wait_until(lambda: not Session.objects.filter(session_key="old").exists(), "the session was swept")


@NEEDS_REDIS
def test_redis_goes_and_comes_back_while_the_consumer_runs(person: int, redis: Redis, curator: CheckingClient) -> None:
    with consumer(REDIS_URL=redis.url) as workers:
        check_a_job_runs(person)
        processes = workers.children()
        redis.kill()
        with within(1.7):
            job = start(counting.count, person=person, arguments={"number": 99})
        assert "starts when the queue answers again" in words(curator.get(f"/jobs/{job.pk}/"))
        assert fresh(job).state == State.WAITING
        redis.start()
        assert ended(job).state == State.DONE
        check_a_job_runs(person)
        assert workers.children() == processes
        assert "Traceback" not in workers.said(), "a queue that is away is told in a line"


@NEEDS_REDIS
def test_a_job_waits_for_a_redis_that_was_emptied(person: int, redis: Redis) -> None:
    job = start(counting.count, person=person)
    redis.kill()
    redis.start()
    with consumer(REDIS_URL=redis.url):
        assert ended(job).state == State.DONE


def test_jobs_are_found_without_their_call_and_without_their_queue_file(person: int) -> None:
    lost = start(counting.count, person=person)
    HUEY.storage.flush_queue()
    with consumer():
        assert ended(lost).state == State.DONE
        Path(settings.VAR, "jobs.sqlite").unlink()
        check_a_job_runs(person)


def test_a_killed_worker_is_told_and_its_job_can_be_run_again(person: int, curator: CheckingClient) -> None:
    with consumer() as workers:
        job = running(start(counting.count, person=person, arguments={"total": 1000, "pause": 0.1}))
        assert job.pid in workers.children()
        os.kill(job.pid or 0, signal.SIGKILL)
        assert is_in_time(wait_until(lambda: fresh(job).state == State.LOST, "the job was found lost"), 4)
        page = curator.get("/help/")
        assert "Jobs (1 ended)" in page.content.decode()
        page = curator.get(f"/jobs/{job.pk}/")
        assert "ended before it was done" in words(page)
        again = curator.post(f"/jobs/{job.pk}/again/")
        assert again.status_code == 303
        second = Job.objects.get(rerun_of=job.pk)
        assert again["Location"] == f"/jobs/{second.pk}/"
        assert running(second).pid != job.pid
        stop(second)
        assert ended(second).state == State.CANCELLED


def test_the_page_tells_of_a_killed_worker_at_once(person: int, curator: CheckingClient) -> None:
    with consumer() as workers:
        job = running(start(counting.count, person=person, arguments={"total": 1000, "pause": 0.1}))
        for pid in [workers.process.pid, *workers.children()]:
            os.kill(pid, signal.SIGKILL)
        workers.process.wait()
        told = wait_until(lambda: "ended before it was done" in words(curator.get(f"/jobs/{job.pk}/")), "it was told")
        assert is_in_time(told, 1)
        assert fresh(job).state == State.LOST


def test_workers_whose_consumer_was_killed_finish_and_end(person: int) -> None:
    with consumer() as workers:
        job = running(start(counting.count, person=person, arguments={"total": 20, "pause": 0.1}))
        orphans = workers.children()
        workers.stop(signal.SIGKILL)
        assert ended(job).state == State.DONE
        wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in orphans), "the workers ended")


def test_a_server_that_stops_lets_a_job_finish(person: int) -> None:
    with consumer() as workers:
        job = running(start(counting.count, person=person, arguments={"total": 15, "pause": 0.1}))
        workers.stop()
        assert fresh(job).state == State.DONE


def test_a_server_that_stops_at_once_tells_so_and_nothing_is_half_saved(person: int) -> None:
    users = model("specifyuser").objects.filter(pk=person)
    before = users.values_list("version", flat=True).get()
    with consumer() as workers:
        job = running(start(counting.write, person=person, arguments={"total": 100, "pause": 0.1}))
        waiting = start(counting.count, person=person)
        workers.stop(signal.SIGINT)
    assert fresh(job).state == State.LOST
    assert fresh(job).outcome["said"] == "The server was stopped while the job was running."
    assert users.values_list("version", flat=True).get() == before
    assert fresh(waiting).state in (State.WAITING, State.DONE)  # the other worker may have been quicker than the signal
    with consumer():
        assert ended(waiting).state == State.DONE
        assert fresh(job).state == State.LOST


def test_progress_is_told_while_a_transaction_is_open_and_stopping_undoes_it(person: int) -> None:
    users = model("specifyuser").objects.filter(pk=person)
    before = users.values_list("version", flat=True).get()
    with consumer():
        job = start(counting.write, person=person, arguments={"total": 1000, "pause": 0.05})
        assert first_progress(job) <= 5
        told = [wait_until(lambda: fresh(job).progress["number"] > 0, "it counted")]
        numbers: set[int] = set()

        def has_told_three_times() -> bool:
            numbers.add(fresh(job).progress["number"])
            return len(numbers) > 3

        assert wait_until(has_told_three_times, "it told three times") > 0.9, (told, numbers)
        stop(job)
        done = ended(job)
        assert done.state == State.CANCELLED
        assert 0 < done.progress["number"] < 1000
    assert users.values_list("version", flat=True).get() == before


def test_a_persons_jobs_follow_each_other_and_leave_a_worker_to_others(person: int, other: int, tmp_path: Path) -> None:
    def ask(whose: int, number: int) -> Job:
        return start(counting.note, person=whose, arguments={"folder": str(tmp_path), "pause": 0.5, "number": number})

    mine = [ask(person, number) for number in range(4)]
    theirs = ask(other, 9)
    with consumer():
        for job in [*mine, theirs]:
            assert ended(job).state == State.DONE
    runs = sorted(_parts(file.name) for file in tmp_path.iterdir())
    assert len(runs) == 5
    own = sorted((begun, ending) for whose, begun, ending in runs if whose == person)
    assert all(first[1] <= second[0] for first, second in zip(own, own[1:], strict=False))
    ((begun, _ending),) = [(begun, ending) for whose, begun, ending in runs if whose == other]
    assert begun < own[1][0]


def _parts(name: str) -> tuple[int, float, float]:
    whose, _pid, begun, ending = name.split("-")
    return int(whose), float(begun), float(ending)


def test_the_log_is_lines_of_json(person: int) -> None:
    import json

    with consumer() as workers:
        job = start(counting.fail, person=person)
        assert ended(job).state == State.FAILED
        wait_until(lambda: "job ends" in workers.said(), "the end was logged")
        workers.stop()
        lines: list[dict[str, Any]] = [json.loads(line) for line in workers.said().splitlines()]
    failed = next(line for line in lines if line["message"] == "job failed")
    assert failed["reference"] in fresh(job).outcome["said"]
    assert "a secret of the server" in failed["exception"]
    assert "a secret" not in str(fresh(job).outcome)


def test_a_failed_job_can_be_run_again(person: int) -> None:
    with consumer():
        job = ended(start(counting.refuse, person=person))
        assert job.outcome["said"] == "You may not count. Ask an administrator."
        second = ended(start_again(job))
        assert (second.state, second.rerun_of) == (State.FAILED, job.pk)
