"""How a job ends: done, refused, failed, without its input, on a full disk, stopped; what its row says of it."""

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files import File
from django.db import OperationalError

from specify.tasks import reporting, running
from specify.tasks.declaring import Outcome
from specify.tasks.models import Job, State
from specify.tasks.progress import SILENT, Cancelled
from specify.tasks.reporting import LINES_KEPT, Reporter
from specify.tasks.starting import start
from specify.tasks.taking import take
from tests.patience import wait_until
from tests.tasks import counting
from tests.tasks.here import run_next

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_verb_runs_without_a_job(person: int) -> None:
    assert counting.count(SILENT, person=person, total=3).said == "Counted to 3."


def test_a_done_job_keeps_what_came_of_it(person: int) -> None:
    start(counting.count, person=person, arguments={"total": 3})
    done = run_next()
    assert (done.state, done.outcome) == (
        State.DONE,
        {"said": "Counted to 3.", "links": [["The start", "/"]], "file": "", "is_final": False},
    )
    assert done.started
    assert done.ended
    assert done.started <= done.ended


def test_a_file_goes_over_to_the_job(person: int, tmp_path: Path) -> None:
    start(counting.make_file, person=person, arguments={"folder": str(tmp_path), "name": "a.csv", "content": "1,2"})
    done = run_next()
    kept = settings.VAR / "results" / done.outcome["file"]
    assert kept.read_text() == "1,2"
    assert kept.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("verb", "arguments", "said"),
    [
        (counting.refuse, {}, "You may not count. Ask an administrator."),
        (counting.read_file, {"path": "/nonexist"}, "its cause is in the server's log under the number"),
        (counting.fail, {}, "its cause is in the server's log under the number"),
        (counting.count, {"total": "many"}, "its cause is in the server's log under the number"),
    ],
)
def test_a_failure_is_a_sentence(person: int, verb: Any, arguments: Any, said: str) -> None:
    start(verb, person=person, arguments=arguments)
    failed = run_next()
    assert failed.state == State.FAILED
    assert said in failed.outcome["said"]
    assert "Traceback" not in failed.outcome["said"]
    assert take() is None


@pytest.mark.parametrize("path", ["tests.tasks.counting.unmarked", "tests.tasks.counting.none", "os.abort"])
def test_only_what_is_marked_runs(person: int, path: str) -> None:
    job = start(counting.count, person=person)
    Job.objects.filter(pk=job.pk).update(verb=path)
    failed = run_next()
    assert failed.state == State.FAILED
    assert "The program has changed" in failed.outcome["said"]


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OperationalError("database or disk is full"),
        OperationalError(1114, "The table 'web_job' is full"),
        OperationalError(1030, 'Got error 28 "No space left on device" from storage engine InnoDB'),
    ],
)
def test_a_full_disk_is_told(person: int, error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(*_given: Any, **_named: Any) -> Outcome:
        raise error

    monkeypatch.setattr(running, "found", lambda _path: fill)
    start(counting.count, person=person)
    failed = run_next()
    assert failed.state == State.FAILED
    assert "there is no room to write it" in failed.outcome["said"]


def test_a_result_that_finds_no_room_leaves_nothing_behind(
    person: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room_for_all(*_given: Any) -> Iterator[bytes]:
        yield b"1"
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(File, "chunks", no_room_for_all)
    start(counting.make_file, person=person, arguments={"folder": str(tmp_path), "name": "no-room.csv"})
    failed = run_next()
    assert "there is no room to write it" in failed.outcome["said"]
    assert list(tmp_path.iterdir()) == []
    assert not list(Path(settings.VAR, "results").glob("*no-room*"))


def test_an_ending_that_cannot_be_written_at_once_is_tried_again(person: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PAUSES_SECONDS", (0, 0))
    start(counting.count, person=person)
    job = take()
    assert job
    tries = []
    query = type(Job.objects.all())
    update = query.update

    def full_at_first(self: Any, **columns: Any) -> int:
        if "outcome" in columns:
            tries.append(columns["state"])
            if len(tries) < 3:
                raise OperationalError("database or disk is full")
        return int(update(self, **columns))

    monkeypatch.setattr(query, "update", full_at_first)
    running.run(job)
    assert len(tries) == 3
    assert Job.objects.get(pk=job.pk).state == State.DONE


def test_a_job_that_was_held_for_lost_may_still_be_done_but_not_stopped_again(person: int) -> None:
    start(counting.count, person=person, arguments={"total": 20, "pause": 0.1})
    job = take()
    assert job
    Job.objects.filter(pk=job.pk).update(state=State.LOST, running_for=None)
    running.run(job)
    assert Job.objects.get(pk=job.pk).state == State.LOST, "its verb was stopped by its next advance"
    again = start(counting.make_file, person=person, arguments={"folder": str(settings.VAR), "name": "b.csv"})
    taken = take()
    assert taken == again
    Job.objects.filter(pk=again.pk).update(state=State.LOST, running_for=None)
    running.run(again)
    assert Job.objects.get(pk=again.pk).state == State.DONE


def test_a_reporter_tells_in_time_and_hears_of_stopping(person: int) -> None:
    job = start(counting.count, person=person)
    take()
    with Reporter(job.pk) as reporter:
        Job.objects.filter(pk=job.pk).update(is_cancel_asked=True)
        reporter.expect(10, "Count")
        with pytest.raises(Cancelled):
            advance_for_ever(reporter)


def test_whoever_is_asked_to_stop_is_heard_of_until_the_next_advance(
    person: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reporting, "HEARTBEAT_SECONDS", 0.05)
    job = start(counting.count, person=person)
    take()
    with Reporter(job.pk) as reporter:
        Job.objects.filter(pk=job.pk).update(is_cancel_asked=True)
        wait_until(reporter._stopped.is_set, "it was told to stop")
        Job.objects.filter(pk=job.pk).update(heartbeat=1)
        wait_until(lambda: (Job.objects.get(pk=job.pk).heartbeat or 0) > 1, "the heart beat")
    with pytest.raises(Cancelled):
        reporter.advance()


def test_a_verb_that_passes_over_failures_is_stopped_all_the_same(person: int) -> None:
    job = start(counting.go_on, person=person, arguments={"total": 60, "pause": 0.05})
    taken = take()
    assert taken == job
    Job.objects.filter(pk=job.pk).update(is_cancel_asked=True)
    running.run(taken)
    stopped = Job.objects.get(pk=job.pk)
    assert stopped.state == State.CANCELLED
    assert stopped.asked is None


def advance_for_ever(reporter: Reporter) -> None:
    """Until it is stopped."""
    while True:
        reporter.advance(0)


def test_of_a_long_log_the_last_lines_are_kept(person: int) -> None:
    job = start(counting.count, person=person)
    with Reporter(job.pk) as reporter:
        for number in range(LINES_KEPT + 7):
            reporter.say(f"line {number} " + "long " * 200)
    told = reporter.told()
    assert told["progress"]["left_out"] == 7
    assert len(told["log"]) == LINES_KEPT
    assert told["log"][-1][1].startswith(f"line {LINES_KEPT + 6} ")
    assert max(len(sentence) for _time, sentence in told["log"]) == 300


def test_any_letter_can_be_told(person: int) -> None:
    start(counting.read_file, person=person, arguments={"path": str(settings.VAR / "letters.txt")})
    (settings.VAR / "letters.txt").write_text("𠀋 Ærø 🐟")
    assert run_next().outcome["said"] == "𠀋 Ærø 🐟"
