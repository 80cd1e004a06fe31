"""The pages of jobs: mine, one of mine, its result; stopping one and running it again; Specify 7's messages to me.

In: requests of somebody signed in. Out: pages; a job of somebody else is not found. While a job waits or runs, its page
looks again by itself: htmx fetches the part that changes, naming the `?lines` of the log it has, and without script the
browser fetches the page, unless `?still` says that it shall not.
"""

import mimetypes
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from specify.tasks import messages, results, telling
from specify.tasks.downloading import file_or_part
from specify.tasks.listing import job_of, mark_seen, page_of_jobs, stop
from specify.tasks.models import Job
from specify.tasks.starting import start_again
from specify.web.pages import is_htmx, render, render_part
from specify.web.refusals import missing

P = ParamSpec("P")
# A short job is followed closely; a long one costs little on a bad line.
_CLOSELY_SECONDS, _PAUSE_CLOSELY, _PAUSE = 20, 1, 5


def of_person(view: Callable[Concatenate[HttpRequest, int, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Decorate a view so that it is handed the number of the person who is signed in; others sign in first."""

    @wraps(view)
    def entered(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        user: Any = request.user
        if user.is_authenticated:
            return view(request, user.pk, *args, **kwargs)
        to_sign_in = redirect_to_login(request.get_full_path() if request.method == "GET" else reverse("tasks-list"))
        return HttpResponseClientRedirect(to_sign_in.url) if is_htmx(request) else to_sign_in

    return entered


@require_safe
@of_person
def list_jobs(request: HttpRequest, person: int) -> HttpResponse:
    """My jobs, 50 a page, and what Specify 7 wrote to me."""
    page, jobs = page_of_jobs(person, request.GET.get("page"))
    _note_seen(person, jobs)
    context = {"page": page, "jobs": jobs, "page_url": _page_address, "telling": telling}
    return render(request, "tasks/list.html", {**context, "told": messages.messages_of(person)})


@require_safe
@of_person
def show_job(request: HttpRequest, person: int, number: int) -> HttpResponse:
    """One job; for htmx the part that changes, and the whole page once it has ended."""
    job = job_of(person, number)
    if not job.is_open:
        if is_htmx(request):
            refresh = HttpResponseClientRefresh()
            refresh["Cache-Control"] = "no-store"  # it has the address of the page and is none
            return refresh
        _note_seen(person, [job])
    context = {"job": job, "telling": telling, "pause": _pause(job), "is_still": "still" in request.GET}
    lines = len(job.log) + job.progress.get("left_out", 0)
    context |= {"lines": lines, "is_log_new": request.GET.get("lines") != str(lines)}
    context["file"] = results.told_name(job.outcome.get("file") or "")
    context["links"] = job.outcome.get("links") or []
    context["days"] = settings.KEEP_JOBS_DAYS
    return render_part(request, "tasks/job.html", "tasks/_progress.html", context)


@require_safe
@of_person
def download_result(request: HttpRequest, person: int, number: int) -> HttpResponseBase:
    """The file that a job made, always to be saved and never shown in the place of a page of ours."""
    name = job_of(person, number).outcome.get("file") or ""
    try:
        if not name:
            raise FileNotFoundError
        file = results.opened(name)
    except FileNotFoundError as error:
        raise missing(
            _("The job %(number)s has no file.") % {"number": number},
            _("It may have been deleted since. Run the job again to have it made anew."),
        ) from error
    own_name = results.told_name(name)
    kind = mimetypes.guess_type(own_name)[0] or "application/octet-stream"
    return file_or_part(request, file, own_name, kind)


@require_POST
@of_person
def stop_job(request: HttpRequest, person: int, number: int) -> HttpResponse:
    """Stop it, and look."""
    stop(job_of(person, number))
    return _to("tasks-show", number=number)


@require_POST
@of_person
def run_again(request: HttpRequest, person: int, number: int) -> HttpResponse:
    """A new job that does the same; an open one is looked at instead."""
    former = job_of(person, number)
    return _to("tasks-show", number=former.pk if former.is_open else start_again(former).pk)


@require_POST
@of_person
def read_messages(request: HttpRequest, person: int) -> HttpResponse:
    """Mark Specify 7's messages as read."""
    messages.mark_read(person)
    return _to("tasks-list")


@require_POST
@of_person
def delete_message(request: HttpRequest, person: int, number: int) -> HttpResponse:
    """Delete one of them; one that is gone already, or is somebody else's, changes nothing."""
    messages.delete(person, number)
    return _to("tasks-list")


def _page_address(number: int) -> str:
    return f"{reverse('tasks-list')}?page={number}"


def _note_seen(person: int, jobs: Sequence[Job]) -> None:
    try:
        mark_seen(person, jobs)
    except OperationalError:  # the disk is full or the file locked: what can be read is shown all the same
        return


def _pause(job: Job) -> int:
    age = (datetime.now() - (job.started or job.created)).total_seconds()
    return _PAUSE_CLOSELY if 0 <= age < _CLOSELY_SECONDS else _PAUSE


def _to(name: str, **where: int) -> HttpResponse:
    answer = HttpResponseRedirect(reverse(name, kwargs=where or None))
    answer.status_code = 303
    return answer
