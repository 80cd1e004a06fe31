"""Starting a job: its row first, then the wake-up call.

In: a verb, its person and its arguments. Out: the job, stored; whether the queue answered stands in `is_woken`. The
same asked twice while the first still waits or runs gives the first, so that a form sent twice starts one job; the
database sees to it, however close together they come. A person has at most `OPEN_AT_MOST` open jobs.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from specify.tasks.declaring import JSON, NoVerb, Outcome, found, path_of
from specify.tasks.models import OPEN, Job
from specify.tasks.running import outlived
from specify.tasks.working import wake
from specify.web.refusals import Refusal

OPEN_AT_MOST = 10
_NOTHING: Mapping[str, JSON] = {}


def start(
    verb: Callable[..., Outcome],
    *,
    person: int,
    collection_id: int | None = None,
    arguments: Mapping[str, JSON] = _NOTHING,
) -> Job:
    """The job, now waiting; a refusal when the person has too many. Statements: one to read, one to write.

    A worker may begin at once: call it after the transaction has ended whose rows the job shall see.
    """
    path, given = path_of(verb), json.loads(json.dumps(dict(arguments)))  # as the row will give them back
    found(path)  # what is not marked would never run
    job = Job(verb=path, arguments=given, user_id=person)
    job.collection_id, job.language = collection_id, get_language() or "en"
    return _store(job)


def start_again(former: Job) -> Job:
    """A new job that does the same for the same person; a refusal when the program can no longer do it."""
    try:
        found(former.verb)
    except NoVerb as error:
        raise outlived() from error
    job = Job(verb=former.verb, arguments=former.arguments, user_id=former.user_id)
    job.collection_id, job.language = former.collection_id, get_language() or former.language
    job.rerun_of = former.pk
    return _store(job)


def _store(job: Job) -> Job:
    job.asked, job.created = _digest(job), datetime.now()
    already = list(Job.objects.filter(user_id=job.user_id, state__in=OPEN).defer("log", "arguments"))
    for other in already:
        if other.asked == job.asked:
            return other
    if len(already) >= OPEN_AT_MOST:
        raise _too_many(len(already))
    try:
        with transaction.atomic(using="web"):
            job.save()
    except IntegrityError:  # the same was stored since we looked
        return Job.objects.filter(asked=job.asked).first() or _store(job)
    if not wake():
        job.is_woken = False
        job.save(update_fields=["is_woken"])
    return job


def _digest(job: Job) -> str:
    asked = [job.user_id, job.verb, job.collection_id, job.arguments]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def _too_many(number: int) -> Refusal:
    return Refusal(
        429,
        _("Too many jobs"),
        _("You have %(number)s jobs that wait or run, and nobody may have more.") % {"number": number},
        _("Wait until one of them has ended, or stop one under Jobs; then start this one again."),
    )
