"""A person's jobs, and what a person may do with one.

In: a person's number. Out: jobs; those of others do not exist for them.
"""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from specify.tasks import messages
from specify.tasks.looking_after import aged, lose
from specify.tasks.models import Job, State
from specify.web.pagination import Page, page_of
from specify.web.refusals import missing


def page_of_jobs(person: int, asked: str | None) -> tuple[Page, list[Job]]:
    """A page of the jobs of a person, newest first, those that were broken off told so."""
    mine = Job.objects.filter(user_id=person)
    page = page_of(mine.count(), asked)
    # Log and arguments may be long, and the list shows neither.
    jobs = list(aged(mine).defer("log", "arguments").order_by("-pk")[page.start : page.stop])
    lose(jobs)
    return page, jobs


def job_of(person: int, number: int) -> Job:
    """One job of a person; a refusal for those of others, as if there were none."""
    job = aged(Job.objects.filter(pk=number, user_id=person)).first()
    if job is None:
        raise missing(
            _("You have no job with the number %(number)s.") % {"number": number},
            _("It may have been deleted since, or be somebody else's. Your jobs are listed under Jobs."),
        )
    lose([job])
    return job


def mark_seen(person: int, jobs: Iterable[Job]) -> None:
    """The person has seen these jobs, and how those ended that have. No statement when that is nothing new."""
    new = [job.pk for job in jobs if not job.is_open and not job.is_seen]
    if new:
        Job.objects.filter(pk__in=new).update(is_seen=True)
        messages.mark_jobs_read(person, new)


def stop(job: Job) -> None:
    """Stop a job: one that waits at once, one that runs at the next thing it does."""
    waiting = Job.objects.filter(pk=job.pk, state=State.WAITING)
    if not waiting.update(state=State.CANCELLED, ended=datetime.now(), asked=None):
        Job.objects.filter(pk=job.pk, state=State.RUNNING).update(is_cancel_asked=True)
