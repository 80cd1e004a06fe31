"""Looking after the jobs: those whose worker is gone are said to be lost, those nobody was woken for are called again.

In: the rows that run and wait; every few seconds in the scheduler's process, from its start on, and for what a page
shows. Out: lost jobs with the state `lost`, and a wake-up call when one is needed.
"""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import Error, connections
from django.db.models import F, QuerySet
from django.utils import translation

from specify.tasks import messages
from specify.tasks.models import DatabaseSeconds, Job, State
from specify.tasks.processes import is_gone
from specify.tasks.taking import next_jobs
from specify.tasks.telling import said_of
from specify.tasks.working import calls_waiting, wake

# Many heartbeats, since a machine may be busy.
SILENT_SECONDS = 60
_log = logging.getLogger("specify.jobs")


def look_after() -> None:
    """One look. Statements: one for the running, one for the waiting; more only when something is wrong."""
    try:
        lose(aged(Job.objects.filter(state=State.RUNNING)))
        _call_again()
    except Error as error:
        _log.warning("jobs not looked after", extra={"data": {"reason": str(error)}})
        connections["web"].close()


def aged(jobs: QuerySet[Job]) -> QuerySet[Job]:
    """The jobs, each with the seconds since its heartbeat as the database reckons them; `is_lost` needs them."""
    return jobs.annotate(silence=DatabaseSeconds() - F("heartbeat"))


def is_lost(job: Job) -> bool:
    """Whether a running job's worker has ended: its process is gone, or was not heard of for long."""
    if job.state != State.RUNNING or job.pid is None or job.silence is None:
        return False
    return is_gone(job.pid, job.process) or job.silence > SILENT_SECONDS


def lose(jobs: Iterable[Job]) -> None:
    """Mark those of the `aged` jobs that are lost, in the rows too; at most as many as there are workers."""
    for job in jobs:
        if not is_lost(job):
            continue
        still = Job.objects.filter(pk=job.pk, state=State.RUNNING, heartbeat=job.heartbeat)
        now = datetime.now()
        if still.update(state=State.LOST, ended=now, running_for=None, asked=None):
            job.state, job.ended = State.LOST, now
            _log.warning("job lost", extra={"data": {"job": job.pk, "host": job.host, "pid": job.pid}})
            with translation.override(job.language):
                messages.tell(job, said_of(job))


def _call_again() -> None:
    if next_jobs().exists() and not calls_waiting() and wake():
        Job.objects.filter(state=State.WAITING, is_woken=False).update(is_woken=True)
