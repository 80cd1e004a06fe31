"""The wake-up call and what a worker does when it hears one.

In: `wake()` from whoever stored a job. Out: one job taken and run, whichever is next; the call names none, so that
one too many or one lost does no harm. Each worker that takes a job calls the next one while there is work.
"""

import logging

from huey.contrib.djhuey import HUEY, db_task

from specify.tasks.queueing import QUEUE_AWAY
from specify.tasks.running import run
from specify.tasks.taking import next_jobs, take

_log = logging.getLogger("specify.jobs")


def wake() -> bool:
    """Call a worker; False when the queue does not answer: then `looking_after.py` finds the job."""
    try:
        work()
    except QUEUE_AWAY as error:
        _log.warning("queue away", extra={"data": {"reason": str(error)}})
        return False
    return True


def calls_waiting() -> int:
    """How many calls no worker has heard yet; none when the queue does not answer."""
    try:
        return int(HUEY.pending_count())
    except QUEUE_AWAY:
        return 0


@db_task()
def work() -> None:
    """Take a job and run it, in a worker."""
    taken = take()
    if taken is None:
        return
    _wake_another()
    run(taken)
    _wake_another()


def _wake_another() -> None:
    if next_jobs().exists():
        wake()
