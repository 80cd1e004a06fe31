"""Running a job that was taken: its verb is called, and how it ended is written into its row.

In: a job in state `running`. Out: the row in state done, failed, cancelled or, when the server was stopped meanwhile,
lost; whatever the verb raises becomes a sentence, and what nobody foresaw goes to the log under a reference number. An
ending that cannot be written at once is tried again; if it never can, the heartbeat is gone and the job is found lost.
"""

import logging
import secrets
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import Error, connections
from django.utils import translation
from django.utils.translation import gettext as _

from specify.tasks import messages
from specify.tasks.declaring import Link, NoVerb, Outcome, found
from specify.tasks.models import Job, State
from specify.tasks.progress import Cancelled
from specify.tasks.reporting import Reporter
from specify.tasks.results import keep
from specify.web.refusals import Refusal, database_away, disk_full, is_away, is_full

_log = logging.getLogger("specify.jobs")
PAUSES_SECONDS = (1, 5, 15)


@dataclass(frozen=True)
class Ending:
    """How a job ended."""

    state: State
    said: str = ""
    links: tuple[Link, ...] = ()
    file: str = ""
    is_final: bool = False
    # Those of which it may still become this: a job that was held for lost may turn out to be done.
    once: tuple[State, ...] = field(default=(State.RUNNING, State.LOST))

    def outcome(self) -> dict[str, Any]:
        """What the row keeps of it."""
        links = [[link.words, link.address] for link in self.links]
        return {"said": self.said, "links": links, "file": self.file, "is_final": self.is_final}


def run(job: Job) -> None:
    """Run it to its end, in the language of its person."""
    told = {"job": job.pk, "verb": job.verb, "person": job.user_id}
    _log.info("job begins", extra={"data": told})
    begun = time.monotonic()
    with translation.override(job.language):
        with Reporter(job.pk) as reporter:
            ending = _carry_out(job, reporter)
        if _write(job, ending, reporter.told()) and ending.state != State.CANCELLED:
            messages.tell(job, ending.said)
    seconds = round(time.monotonic() - begun, 3)
    _log.info("job ends", extra={"data": {**told, "state": ending.state, "seconds": seconds}})


def _carry_out(job: Job, reporter: Reporter) -> Ending:
    try:
        verb = found(job.verb)
        return _done(job, verb(reporter, person=job.user_id, collection_id=job.collection_id, **job.arguments))
    except Cancelled:
        return Ending(State.CANCELLED, once=(State.RUNNING,))
    except (KeyboardInterrupt, SystemExit):  # the worker is being stopped and has waited long enough
        return Ending(State.LOST, _("The server was stopped while the job was running."))
    except Exception as error:  # noqa: BLE001 - every failure is told on the job's page
        return Ending(State.FAILED, _failure(job, error))


def _done(job: Job, outcome: Outcome) -> Ending:
    file = keep(job.pk, outcome.file, outcome.file_name) if outcome.file else ""
    return Ending(State.DONE, outcome.said, outcome.links, file, outcome.is_final)


def _failure(job: Job, error: Exception) -> str:
    """What went wrong, in words; the trace is for the log."""
    refusal = _refusal(error)
    if refusal:
        _log.info("job refused", exc_info=error, extra={"data": {"job": job.pk}})
        return f"{refusal.sentence} {refusal.remedy}".strip()
    reference = secrets.token_hex(4)
    _log.error("job failed", exc_info=error, extra={"data": {"job": job.pk, "reference": reference}})
    return _(
        "The program made an error; its cause is in the server's log under the number %(reference)s. Tell that number "
        "to the person who runs this server."
    ) % {"reference": reference}


def _refusal(error: Exception) -> Refusal | None:
    if isinstance(error, Refusal):
        return error
    if is_full(error):
        return disk_full()
    if is_away(error):
        return database_away()
    return outlived() if isinstance(error, NoVerb) else None


def outlived() -> Refusal:
    """The refusal to run a job whose verb is gone."""
    return Refusal(
        410,
        _("Cannot be run"),
        _("The program has changed since the job was started, and no longer knows how to do it."),
        _("Start it anew from the page where it is offered."),
    )


def _write(job: Job, ending: Ending, told: dict[str, Any]) -> bool:
    """Whether the row says now how the job ended."""
    columns = {
        "state": ending.state,
        "ended": datetime.now(),
        "running_for": None,
        "asked": None,
        "outcome": ending.outcome(),
        **told,
    }
    for pause in (*PAUSES_SECONDS, 0):
        try:
            return bool(Job.objects.filter(pk=job.pk, state__in=ending.once).update(**columns))
        except Error as error:
            _log.warning("ending not written", extra={"data": {"job": job.pk, "reason": str(error)}})
            connections["web"].close()
            time.sleep(pause)
    return False
