"""Sweeping: what ended long ago and what vanished people left behind, and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import connections
from huey.contrib.djhuey import HUEY

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.tasks import messages, results
from specify.tasks.models import ENDED, OPEN, Job, State
from specify.tasks.sweeping import sweep_jobs, sweep_orphans

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 15, 3, 17)
LONG_AGO = NOW - timedelta(days=15)


def one(person: int, **more: Any) -> Job:
    """A job with a file among the results."""
    given = {"verb": "none", "language": "en", "created": LONG_AGO}
    job = Job.objects.create(user_id=person, **{**given, **more})
    Path(settings.VAR, "results").mkdir(exist_ok=True)
    file_of(job).write_text("result")
    Job.objects.filter(pk=job.pk).update(outcome={"said": "Done.", "file": file_of(job).name})
    return job


def file_of(job: Job) -> Path:
    """Where its file lies."""
    return Path(settings.VAR, "results", f"{job.pk}-sweep.csv")


def test_jobs_are_kept_for_days_and_then_deleted_with_their_files(person: int) -> None:
    old = [one(person, state=state, ended=LONG_AGO) for state in ENDED]
    kept = [one(person, state=State.DONE, ended=NOW - timedelta(days=13))]
    kept += [one(person, state=state) for state in OPEN]
    assert sweep_jobs(NOW) == len(old)
    assert set(Job.objects.all()) == set(kept)
    assert not any(file_of(job).exists() for job in old)
    assert all(file_of(job).exists() for job in kept)


def test_a_file_that_is_gone_already_does_not_hold_the_sweep_up(person: int) -> None:
    file_of(one(person, state=State.DONE, ended=LONG_AGO)).unlink()
    assert sweep_jobs(NOW) == 1


def test_the_days_are_the_settings(person: int, settings: Any) -> None:
    settings.KEEP_JOBS_DAYS = 30
    one(person, state=State.DONE, ended=LONG_AGO)
    assert sweep_jobs(NOW) == 0


def test_what_vanished_people_left_is_deleted(person: int) -> None:
    mine, orphan = one(person), one(987654, state=State.DONE)
    EmailAddress.objects.create(user_id=987654, email="gone@example.org")
    stays = EmailAddress.objects.create(user_id=person, email="here@example.org")
    swept = sweep_orphans()
    assert swept == {"web_job": 1, "web_account_emailaddress": 1}
    assert list(Job.objects.all()) == [mine]
    assert not file_of(orphan).exists()
    assert list(EmailAddress.objects.all()) == [stays]
    assert sweep_orphans() == {}


def test_no_table_of_specify_is_swept(person: int) -> None:
    before = {key: model(key).objects.count() for key in ("agent", "specifyuser", "spappresourcedir")}
    sweep_orphans()
    assert {key: model(key).objects.count() for key in before} == before


@contextmanager
def no_right_to_delete() -> Iterator[None]:
    """Let nobody delete a message."""
    sqlite = connections["default"].vendor == "sqlite"
    body = "SELECT RAISE(ABORT, 'no right');" if sqlite else "SIGNAL SQLSTATE '45000';"
    per_row = "" if sqlite else "FOR EACH ROW "
    with connections["default"].cursor() as cursor:
        cursor.execute(f"CREATE TRIGGER no_right BEFORE DELETE ON notifications_message {per_row}BEGIN {body} END")
        try:
            yield
        finally:
            cursor.execute("DROP TRIGGER no_right")


@pytest.mark.skipif(not present.has("message"), reason="Specify 6 has no messages")
@pytest.mark.django_db(transaction=True)
def test_an_account_that_may_not_delete_messages_sweeps_the_rest(person: int) -> None:
    job = one(person, state=State.DONE, ended=LONG_AGO)
    messages.tell(job, "Done.")
    model("message").objects.update(timestampcreated=LONG_AGO)
    with no_right_to_delete():
        assert sweep_jobs(NOW) == 1
    assert not Job.objects.exists()
    assert sweep_jobs(NOW) == 0
    assert not model("message").objects.exists()


def test_who_leaves_leaves_no_file(person: int) -> None:
    job = one(person)
    results.remove_all()
    assert not file_of(job).exists()


def test_nights_are_those_of_the_settings_zone() -> None:
    assert not HUEY.utc
    assert abs(HUEY._get_timestamp() - datetime.now()) < timedelta(minutes=1)
