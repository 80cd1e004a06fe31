"""Whether a process is still there: killed, not yet waited for, another one with the same number, another machine."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.db.models import F

from specify.tasks.looking_after import SILENT_SECONDS, is_lost, look_after
from specify.tasks.models import Job, State
from specify.tasks.processes import is_gone, mark_of
from specify.tasks.starting import start
from specify.tasks.taking import take
from tests.tasks import counting


def test_this_process_is_there() -> None:
    mark = mark_of(os.getpid())
    assert mark.count("/") == 2
    assert not is_gone(os.getpid(), mark)


def test_a_killed_process_is_gone_before_anybody_waited_for_it() -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    mark = mark_of(process.pid)
    assert not is_gone(process.pid, mark)
    process.send_signal(signal.SIGKILL)
    while mark_of(process.pid):
        time.sleep(0.01)
    assert is_gone(process.pid, mark)
    process.communicate()
    assert is_gone(process.pid, mark)


def test_another_process_with_the_same_number_is_another() -> None:
    place, _slash, start = mark_of(os.getpid()).rpartition("/")
    assert is_gone(os.getpid(), f"{place}/{int(start) - 1}")


@pytest.mark.parametrize("mark", ["", "another boot/pid:[1]/5"])
def test_of_another_place_nothing_is_known(mark: str) -> None:
    assert not is_gone(1, mark)
    job = Job(state=State.RUNNING, pid=1, process=mark)
    job.silence = SILENT_SECONDS + 1
    assert is_lost(job)
    job.silence = SILENT_SECONDS
    assert not is_lost(job)


@pytest.mark.django_db
def test_silence_is_reckoned_by_the_clock_of_the_database(person: int, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = int(time.time())
    for ahead in (0, 3600):  # the clock of another machine
        monkeypatch.setattr(time, "time", lambda ahead=ahead: float(ours + ahead))
        job = start(counting.count, person=person)
        taken = take()
        assert taken == job
        Job.objects.filter(pk=job.pk).update(process="another boot/pid:[1]/5")
        look_after()
        row = Job.objects.get(pk=job.pk)
        assert row.state == State.RUNNING
        assert abs((row.heartbeat or 0) - ours) < SILENT_SECONDS
        Job.objects.filter(pk=job.pk).update(heartbeat=F("heartbeat") - SILENT_SECONDS - 1)
        look_after()
        assert Job.objects.get(pk=job.pk).state == State.LOST
