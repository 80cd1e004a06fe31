"""Taking a job: of several processes one has it, and a person's jobs run one after the other."""

import subprocess
import sys
from datetime import datetime

import pytest

from specify.tasks.models import Job, State
from specify.tasks.taking import next_jobs, take
from tests.shapes.preparing import ROOT

TAKERS = 4
TAKE_ALL = """
import sys
from specify.tasks.models import Job
from specify.tasks.taking import take
print("ready", flush=True)
sys.stdin.readline()
taken = []
while (job := take()) is not None:
    taken.append(job.pk)
print(*taken)
"""


def waiting(person: int, **more: object) -> Job:
    """A job that waits; its verb is never looked at."""
    given = {"verb": "none", "language": "en", "created": datetime.now(), **more}
    return Job.objects.create(user_id=person, **given)


@pytest.mark.django_db(transaction=True)
def test_several_processes_take_each_job_once() -> None:
    alone = [waiting(1000 + number).pk for number in range(30)]
    shared = [waiting(2000).pk for _number in range(5)]
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", TAKE_ALL]
    takers = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _number in range(TAKERS)
    ]
    for taker in takers:
        assert taker.stdout
        assert taker.stdout.readline() == "ready\n"
    for taker in takers:
        assert taker.stdin
        taker.stdin.write("\n")
        taker.stdin.flush()
    lists = [[int(number) for number in taker.communicate()[0].split()] for taker in takers]
    taken = sorted(number for numbers in lists for number in numbers)
    assert taken == [*alone, shared[0]]
    assert all(taker.returncode == 0 for taker in takers)
    rows = Job.objects.filter(state=State.RUNNING)
    assert sorted(rows.values_list("pk", flat=True)) == taken
    assert len(set(rows.values_list("pid", flat=True))) == len([numbers for numbers in lists if numbers])


@pytest.mark.django_db
def test_the_oldest_of_each_person_comes_first() -> None:
    first, second, other = waiting(1000), waiting(1000), waiting(2000)
    waiting(3000, state=State.CANCELLED)
    assert list(next_jobs()) == [first.pk, other.pk]
    assert take() == first
    assert list(next_jobs()) == [other.pk]
    assert take() == other
    assert take() is None
    Job.objects.filter(pk=first.pk).update(state=State.DONE, running_for=None)
    assert take() == second


@pytest.mark.django_db
def test_who_comes_late_takes_nothing() -> None:
    from specify.tasks import taking

    one, two = waiting(1000), waiting(1000)
    assert taking._is_taken(one.pk)
    assert not taking._is_taken(one.pk)
    assert not taking._is_taken(two.pk)
    assert list(Job.objects.filter(state=State.RUNNING)) == [one]
