"""Our tables here: what was printed when, what waits for a sheet, what printers need, what templates were.

In: `pages/keeping.py`, `stored/`, `queue/`, `reports/`. Out: rows that say what was asked for and how; they say nothing
of what stood on the labels. Rows of Specify are named by their numbers alone, so that Specify may delete them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models


class Printout(models.Model):
    """A PDF that was made: of what and how (`asked`), with what it had to tell (`notes`)."""

    id: int
    user: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    user_id: int
    collection_id: models.IntegerField[int, int] = models.IntegerField()
    printed: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    template: models.CharField[str, str] = models.CharField(max_length=100)
    # How many labels, or reports.
    number: models.IntegerField[int, int] = models.IntegerField()
    # Pairs of names and texts, as an address would have them.
    asked: models.JSONField[Any, Any] = models.JSONField()
    notes: models.JSONField[Any, Any] = models.JSONField(default=list)

    class Meta:
        """What is asked of it beside its key: a person's newest in a collection."""

        db_table = "web_print"
        default_permissions = ()
        indexes = (models.Index(fields=["user", "collection_id", "printed"], name="web_print_newest"),)


class TemplateVersion(models.Model):
    """What a stored template was when it was saved for the `number`th time; `resource` is that of Specify."""

    id: int
    resource: models.IntegerField[int, int] = models.IntegerField()
    number: models.IntegerField[int, int] = models.IntegerField()
    saved: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    # Nobody, where the template was found so: another program had changed it.
    user: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )
    user_id: int | None
    # As JSON, which is ASCII: a database of Specify 6 may know three bytes a letter only.
    source: models.JSONField[Any, Any] = models.JSONField()

    class Meta:
        """What is asked of it beside its key: the versions of a template."""

        db_table = "web_template_version"
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=["resource", "number"], name="web_template_version_number"),)


class TemplateDraft(models.Model):
    """What a person has typed into a stored template and not saved; `version` is that of the template they had."""

    id: int
    resource: models.IntegerField[int, int] = models.IntegerField()
    user: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    user_id: int
    typed: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    version: models.CharField[str, str] = models.CharField(max_length=64)
    # As JSON, which is ASCII: a database of Specify 6 may know three bytes a letter only.
    source: models.JSONField[Any, Any] = models.JSONField()

    class Meta:
        """One a person and template."""

        db_table = "web_template_draft"
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=["user", "resource"], name="web_template_draft_once"),)


class Queued(models.Model):
    """A record whose label waits for a sheet; the order of numbers is theirs."""

    id: int
    user: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    user_id: int
    collection_id: models.IntegerField[int, int] = models.IntegerField()
    template: models.CharField[str, str] = models.CharField(max_length=100)
    table: models.CharField[str, str] = models.CharField(max_length=64)
    record_id: models.IntegerField[int, int] = models.IntegerField()
    # As many as the template says where there is none.
    copies: models.IntegerField[int | None, int | None] = models.IntegerField(null=True)
    added: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    class Meta:
        """What is asked of it beside its key: what waits for a person's sheets of a template."""

        db_table = "web_print_queue"
        default_permissions = ()
        indexes = (models.Index(fields=["user", "collection_id", "template"], name="web_print_queue_of"),)


class PrinterOffset(models.Model):
    """By how many millimetres a person's printer needs everything moved, to the right and down."""

    id: int
    user: models.ForeignKey[Any, Any] = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    user_id: int
    right: models.FloatField[float, float] = models.FloatField(default=0)
    down: models.FloatField[float, float] = models.FloatField(default=0)

    class Meta:
        """One row a person."""

        db_table = "web_printer_offset"
        default_permissions = ()


class Bound(models.Model):
    """By what a field of an institution's report is filled: the field of a stored query with that string id.

    `subreport` is empty for the report itself.
    """

    id: int
    resource: models.IntegerField[int, int] = models.IntegerField()
    subreport: models.CharField[str, str] = models.CharField(max_length=255, default="", blank=True)
    field: models.CharField[str, str] = models.CharField(max_length=255)
    query_id: models.IntegerField[int, int] = models.IntegerField()
    string_id: models.TextField[str, str] = models.TextField()

    class Meta:
        """What is asked of it beside its key: the fields of a report."""

        db_table = "web_report"
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=["resource", "subreport", "field"], name="web_report_field"),)
