"""Taking a job: one conditional UPDATE, so that of two workers one runs it.

In: the rows that wait. Out: a job that is now this process's, or none. The rule between people: a person's jobs run one
after the other, so that nobody occupies every worker. It holds in the database: `running_for` is unique.
"""

import os
import socket
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Min, QuerySet

from specify.tasks.models import DatabaseSeconds, Job, State
from specify.tasks.processes import mark_of

# More people wait than any worker could take from before the next look.
_PEOPLE = 20


def next_jobs() -> QuerySet[Job, int]:
    """The oldest waiting job of each person who has none running, oldest first."""
    busy = Job.objects.filter(state=State.RUNNING).values("user_id")
    waiting = Job.objects.filter(state=State.WAITING).exclude(user_id__in=busy)
    first = waiting.order_by().values("user_id").annotate(first=Min("id"))
    return first.order_by("first").values_list("first", flat=True)


def take() -> Job | None:
    """A job for this process, running from now on; None when nothing can be run."""
    for number in list(next_jobs()[:_PEOPLE]):
        if _is_taken(number):
            return Job.objects.get(pk=number)
    return None


def _is_taken(number: int) -> bool:
    """Statements: the one UPDATE. Another worker may have been quicker, with this job or another of this person."""
    pid = os.getpid()
    try:
        with transaction.atomic(using="web"):
            return bool(
                Job.objects.filter(pk=number, state=State.WAITING).update(
                    state=State.RUNNING,
                    running_for=F("user_id"),
                    started=datetime.now(),
                    heartbeat=DatabaseSeconds(),
                    host=socket.gethostname()[:100],
                    pid=pid,
                    process=mark_of(pid),
                )
            )
    except IntegrityError:
        return False
