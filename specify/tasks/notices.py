"""The notice in the header: how many of my jobs run, and how many have ended that I have not seen.

In: a request of somebody signed in. Out: the template variable `jobs_notice`, which executes its one statement when a
whole page is drawn; a second one when the status line announces an ended job, which it does once. A page that is drawn
twice in one request, to find how much has room on it, says the same both times.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.db import Error
from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from specify.tasks.models import ENDED, OPEN, Job

_FRESH = Q(state__in=ENDED, is_announced=False, is_seen=False)


@dataclass(frozen=True, slots=True)
class Notice:
    """What the header says: the words of the link, and what is announced."""

    words: str
    announced: str = ""


def jobs_notice(request: HttpRequest) -> dict[str, Any]:
    """The template variable; None for nobody."""
    person = request.session.get(SESSION_KEY) if hasattr(request, "session") else None
    if not person:
        return {"jobs_notice": None}
    if not hasattr(request, "jobs_notice"):
        request.jobs_notice = SimpleLazyObject(lambda: notice_of(int(person)))  # type: ignore[attr-defined]
    return {"jobs_notice": request.jobs_notice}  # type: ignore[attr-defined]


def notice_of(person: int) -> Notice | None:
    """The notice for a person; None when there is nothing to say, or no saying."""
    try:
        counts = next(iter(_counts_asked(person).all()), None)
        if counts and counts["fresh"]:
            Job.objects.filter(_FRESH, user_id=person).update(is_announced=True)
    except Error:  # a page is worth more than its notice
        return None
    if not counts or not (counts["is_open"] or counts["ended"]):
        return None
    return Notice(_words(counts["is_open"], counts["ended"]), _announced(counts["fresh"], counts["verb"]))


@lru_cache(maxsize=1024)
def _counts_asked(person: int) -> QuerySet[Job, dict[str, Any]]:
    """The query alone, never its rows: every page asks it, and to build it takes longer than to ask it."""
    mine = Job.objects.filter(user_id=person).order_by().values("user_id")
    return mine.annotate(
        is_open=Count("pk", filter=Q(state__in=OPEN)),
        ended=Count("pk", filter=Q(state__in=ENDED, is_seen=False)),
        fresh=Count("pk", filter=_FRESH),
        verb=Max("verb", filter=_FRESH),
    )


def _words(is_open: int, ended: int) -> str:
    told = {"open": is_open, "ended": ended}
    if not ended:
        return _("Jobs (%(open)s open)") % told
    return (_("Jobs (%(open)s open, %(ended)s ended)") if is_open else _("Jobs (%(ended)s ended)")) % told


def _announced(fresh: int, verb: str | None) -> str:
    if fresh == 1:
        return _("The job “%(title)s” has ended.") % {"title": Job(verb=verb).title}
    return (
        ngettext("%(number)s job has ended.", "%(number)s jobs have ended.", fresh) % {"number": fresh} if fresh else ""
    )
