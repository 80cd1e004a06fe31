"""Our one table here: a job's row is the truth about it; the queue is only a wake-up call.

In: what `starting.py`, `taking.py`, `reporting.py` and `running.py` write. Out: what the pages show. What may hold any
letter is kept as JSON, which is ASCII, since a database of Specify 6 may know three bytes a letter only. What a job is
called is not kept: its verb says it, in the language of whoever reads.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from specify.tasks.declaring import NoVerb, found, title_of


class State(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    LOST = "lost"


OPEN = (State.WAITING, State.RUNNING)
ENDED = (State.DONE, State.FAILED, State.CANCELLED, State.LOST)


class DatabaseSeconds(models.Func):
    """The seconds since 1970 by the clock of the database, whatever zone it keeps."""

    function = "UNIX_TIMESTAMP"
    arity = 0
    output_field = models.BigIntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """SQLite has the clock of its machine, the only one there is."""
        return self.as_sql(compiler, connection, template="CAST(STRFTIME('%%%%s', 'NOW') AS INTEGER)", **extra)


class Job(models.Model):
    """One job of one person.

    While it runs, `running_for` holds the person's one place among the running jobs; while it waits or runs, `asked`
    (a digest of person, verb, collection and arguments) keeps the same from being started again. Both are unique.
    """

    id: int
    verb: models.CharField[str, str] = models.CharField(max_length=200)
    arguments: models.JSONField[Any, Any] = models.JSONField(default=dict)
    user: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    user_id: int
    collection_id: models.IntegerField[int | None, int | None] = models.IntegerField(null=True)
    language: models.CharField[str, str] = models.CharField(max_length=16)
    state: models.CharField[str, str] = models.CharField(max_length=10, default=State.WAITING.value)
    running_for: models.IntegerField[int | None, int | None] = models.IntegerField(null=True, unique=True)
    asked: models.CharField[str | None, str | None] = models.CharField(
        max_length=64, null=True, blank=True, unique=True
    )
    rerun_of: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)

    created: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    started: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    ended: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    # Seconds since 1970 by the clock of the database, the one clock that all machines share.
    heartbeat: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    # How many seconds ago that was, where `aged` has asked.
    silence: int | None
    host: models.CharField[str, str] = models.CharField(max_length=100, default="")
    pid: models.IntegerField[int | None, int | None] = models.IntegerField(null=True)
    process: models.CharField[str, str] = models.CharField(max_length=150, default="")

    # An object with `number`, `total` and `doing` of the step, and `left_out`, the lines of the log not kept.
    progress: models.JSONField[Any, Any] = models.JSONField(default=dict)
    # Pairs of the time of day and a sentence.
    log: models.JSONField[Any, Any] = models.JSONField(default=list)
    # An object with `said`, a sentence; `links`, pairs of words and address; `file`, a name among the results.
    outcome: models.JSONField[Any, Any] = models.JSONField(default=dict)

    is_woken: models.BooleanField[bool, bool] = models.BooleanField(default=True)
    is_cancel_asked: models.BooleanField[bool, bool] = models.BooleanField(default=False)
    is_seen: models.BooleanField[bool, bool] = models.BooleanField(default=False)
    is_announced: models.BooleanField[bool, bool] = models.BooleanField(default=False)

    class Meta:
        """What is asked of it: the jobs of a person (the key has an index), and those that wait or run."""

        db_table = "web_job"
        default_permissions = ()
        indexes = (models.Index(fields=["state"], name="web_job_state"),)

    @property
    def title(self) -> str:
        """What it is called, in the language of now."""
        try:
            return title_of(found(self.verb))
        except NoVerb:
            return _("A job that this version does not know")

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in OPEN
