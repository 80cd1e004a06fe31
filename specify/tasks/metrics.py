"""Figures for whatever watches over the server, in the text format of Prometheus.

In: a request with the token of `SPECIFY_METRICS_TOKEN`. Out: what requests took, added up over the web processes of
this machine; what is so at this moment: jobs by state, the age of the oldest one that waits, whether databases and
queue answer. Without a token in the settings there is no such address.
"""

import os
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from huey.contrib.djhuey import HUEY
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from specify.tasks.models import Job, State
from specify.tasks.queueing import QUEUE_AWAY
from specify.web.requests import REGISTRY
from specify.web.views import answers_now


class ThisMoment(Collector):
    """What is read anew for every request."""

    def collect(self) -> Iterable[Metric]:
        """Databases, queue, jobs. Statements: one per database, two for jobs."""
        up = GaugeMetricFamily("specify_up", "Whether what the program needs answers: 1 or 0.", labels=["part"])
        answering = {"database": answers_now("default"), "web": answers_now("web"), "queue": queue_answers()}
        for part, answers in answering.items():
            up.add_metric([part], answers)
        yield up
        if answering["web"]:
            yield from _jobs()


def _jobs() -> Iterable[Metric]:
    number = GaugeMetricFamily("specify_jobs", "Jobs by state; ended ones as long as they are kept.", labels=["state"])
    counted = dict(Job.objects.values_list("state").annotate(Count("id")))
    for state in State:
        number.add_metric([state], counted.get(state, 0))
    yield number
    since = Job.objects.filter(state=State.WAITING).aggregate(since=Min("created"))["since"]
    age = (datetime.now() - since).total_seconds() if since else 0.0
    yield GaugeMetricFamily(
        "specify_oldest_waiting_job_seconds", "How long the oldest waiting job waits.", max(0.0, age)
    )


def queue_answers() -> bool:
    """Whether the queue of jobs can be read."""
    try:
        HUEY.pending_count()
    except QUEUE_AWAY:
        return False
    return True


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures; 404 when no token is set, 401 for a wrong one."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"):
        told = "Send the token of SPECIFY_METRICS_TOKEN in the header Authorization, after the word Bearer.\n"
        return HttpResponse(told, "text/plain", 401, headers={"WWW-Authenticate": "Bearer"})
    registry = CollectorRegistry()
    registry.register(ThisMoment())
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return HttpResponse(generate_latest(registry), CONTENT_TYPE_LATEST)
    return HttpResponse(generate_latest(REGISTRY) + generate_latest(registry), CONTENT_TYPE_LATEST)
