"""A job in words: what its pages, its list and its messages say of it.

In: a job's row. Out: sentences in the language of now; what the verb itself said stays in the language in which it ran.
"""

from datetime import datetime

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from specify.tasks.models import OPEN, Job, State


def state_of(job: Job) -> str:
    """Where it stands, in a word."""
    return {
        State.WAITING: pgettext("job", "Waiting"),
        State.RUNNING: pgettext("job", "Running"),
        State.DONE: pgettext("job", "Done"),
        State.FAILED: pgettext("job", "Failed"),
        State.CANCELLED: pgettext("job", "Stopped"),
        State.LOST: pgettext("job", "Broken off"),
    }[State(job.state)]


def mark_of(job: Job) -> str:
    """The same in the margin: how far it is, while that is known."""
    share = percent(job)
    return _("%(number)s %%") % {"number": share} if job.state == State.RUNNING and share is not None else state_of(job)


def percent(job: Job) -> int | None:
    """How much of its step is done; None when nobody knows how much it is."""
    number, total = job.progress.get("number", 0), job.progress.get("total", 0)
    return min(100, 100 * number // total) if total else None


def doing_of(job: Job) -> str:
    """What is being done, and how far."""
    number, total, doing = (job.progress.get(name) for name in ("number", "total", "doing"))
    if job.state == State.WAITING or not (doing or number):
        return state_of(job)
    if not total:
        return f"{doing}: {_count(number)}" if number else str(doing)
    told = {"doing": doing, "number": _count(number), "total": _count(total)}
    return _("%(doing)s: %(number)s of %(total)s") % told


def said_of(job: Job) -> str:
    """What there is to say of it now, in a sentence or two."""
    said = str(job.outcome.get("said") or "")
    if job.state == State.WAITING:
        return _waiting(job)
    if job.state == State.RUNNING:
        return _running(job)
    if job.state == State.CANCELLED:
        return _("You stopped it. The step that was under way was undone.") if job.started else _("You stopped it.")
    if job.state == State.LOST:
        return f"{said or _killed(job)} {_undone()}"
    return said or state_of(job)


def moment(when: datetime) -> str:
    """The time of day, with the day unless that is today."""
    return f"{when:%H:%M}" if when.date() == datetime.now().date() else f"{when:%Y-%m-%d %H:%M}"


def _waiting(job: Job) -> str:
    if not job.is_woken:
        return _("It is stored. The queue of jobs does not answer just now; it starts when the queue answers again.")
    if Job.objects.filter(user_id=job.user_id, state__in=OPEN, pk__lt=job.pk).exists():
        return _("It starts when your jobs before it have ended: a person's jobs run one after the other.")
    return _("It starts as soon as a worker is free.")


def _running(job: Job) -> str:
    if job.is_cancel_asked:
        return _("You asked to stop it; it stops at the next thing it does.")
    started = job.started or job.created
    minutes = max(0, int((datetime.now() - started).total_seconds()) // 60)
    since = ngettext("for %(number)s minute", "for %(number)s minutes", minutes) % {"number": _count(minutes)}
    told = {"time": moment(started), "since": since if minutes else _("for less than a minute")}
    return _("Started: %(time)s, running %(since)s. You may close this page.") % told


def _killed(job: Job) -> str:
    return _("The program that ran it on %(host)s ended before it was done.") % {"host": job.host}


def _undone() -> str:
    return _("The step that was under way was undone; nothing was half saved. You can run it again.")


def _count(number: int | None) -> str:
    return number_format(number or 0, use_l10n=True, force_grouping=True)
