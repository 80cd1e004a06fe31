"""Sweeping, at night: jobs that ended long ago with their files, and rows of people who are no more.

In: the clock and `SPECIFY_KEEP_JOBS_DAYS`. Out: fewer rows in `web_*`, fewer files among the results. Specify may
delete a user at any time, since the keys of our tables do not hold it back; what is left behind is found here, in every
table of ours that has a key to the table of users.
"""

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Model

from specify.datamodel.naming import SPECIFY_APP
from specify.tasks import messages, results
from specify.tasks.models import ENDED, Job


def sweep_jobs(now: datetime) -> int:
    """Delete jobs that ended more than the days to keep before `now`, their files and messages; how many."""
    before = now - timedelta(days=settings.KEEP_JOBS_DAYS)
    old = Job.objects.filter(state__in=ENDED, ended__lt=before)
    _remove_files(old)
    number = old.delete()[0]
    messages.delete_ours(before)
    return number


def sweep_orphans() -> dict[str, int]:
    """Delete rows of ours whose person is gone; how many, by table. Statements: two or three per key."""
    users = set(get_user_model().objects.values_list("pk", flat=True))
    if not users:  # rather an empty answer than an empty house
        return {}
    return {
        model._meta.db_table: number
        for model in apps.get_models()
        for column in _keys_to_users(model)
        if (number := _delete_all_but(users, model, column))
    }


def _keys_to_users(model: type[Model]) -> list[str]:
    if model._meta.app_label == SPECIFY_APP or not model._meta.managed or model._meta.proxy:
        return []
    return [field.attname for field in model._meta.local_fields if field.related_model is get_user_model()]


def _delete_all_but(users: set[Any], model: type[Model], column: str) -> int:
    rows = model._default_manager.all()
    gone = set(rows.values_list(column, flat=True).distinct()) - users - {None}
    if not gone:
        return 0
    orphans = rows.filter(**{f"{column}__in": gone})
    if model is Job:
        _remove_files(orphans)
    return orphans.delete()[0]


def _remove_files(jobs: Any) -> None:
    """Before the rows, so that a night that ends between them leaves no file of which nobody knows."""
    results.remove(outcome["file"] for outcome in jobs.values_list("outcome", flat=True) if outcome.get("file"))
