"""Our tables here: what a collection holds, counted now and then; and forms that were not saved yet.

In: `home/counting.py` and, of `filling/`, `drafts.py`, `parked.py`, `once.py`. Out: one row per collection, with the
moment it was counted, which every page that shows it names, since a page can't count a million rows; one row per opened
form that was sent and not saved. Figures and texts are kept as JSON, which is ASCII, since a database of Specify 6 may
know three bytes a letter only.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models


class Holding(models.Model):
    """The figures of one collection."""

    # The collection's id. No key: Specify may delete the collection, and a row that is left harms nobody.
    collection_id: models.IntegerField[int, int] = models.IntegerField(primary_key=True)
    counted: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    figures: models.JSONField[Any, Any] = models.JSONField()

    class Meta:
        """Its name in the database."""

        db_table = "web_holding"
        default_permissions = ()


class Draft(models.Model):
    """What one person has put into the form of one record so far; `record_id` is None for one that is new."""

    key: models.CharField[str, str] = models.CharField(max_length=32, primary_key=True)
    user: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    user_id: int
    collection_id: models.IntegerField[int, int] = models.IntegerField()
    table_key: models.CharField[str, str] = models.CharField(max_length=64)
    record_id: models.IntegerField[int | None, int | None] = models.IntegerField(null=True)
    # An object with `texts` by control, and the names of the rows `added` and `removed`.
    content: models.JSONField[Any, Any] = models.JSONField()
    # How the form names its controls (`drafts.VERSION`): a newer program does not misread an older draft.
    version: models.IntegerField[int, int] = models.IntegerField()
    made: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    changed: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    class Meta:
        """What is asked of it beside its key: the drafts of a person (the key has an index), and old ones."""

        db_table = "web_draft"
        default_permissions = ()
        indexes = (models.Index(fields=["changed"], name="web_draft_changed"),)


class Parked(models.Model):
    """A form that was sent without a session; the columns that say whose it is are those of its draft."""

    # Which browser sent it, as a cookie that we signed says, and a keyed digest of where that is.
    browser: models.CharField[str, str] = models.CharField(max_length=32)
    network: models.CharField[str, str] = models.CharField(max_length=64)
    key: models.CharField[str, str] = models.CharField(max_length=32)
    user: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    user_id: int
    collection_id: models.IntegerField[int, int] = models.IntegerField()
    table_key: models.CharField[str, str] = models.CharField(max_length=64)
    record_id: models.IntegerField[int | None, int | None] = models.IntegerField(null=True)
    content: models.JSONField[Any, Any] = models.JSONField()
    made: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    class Meta:
        """What is asked of it: the forms of a browser, those from a network, and old ones."""

        db_table = "web_parked"
        default_permissions = ()
        indexes = (
            models.Index(fields=["browser", "key"], name="web_parked_browser"),
            models.Index(fields=["network"], name="web_parked_network"),
            models.Index(fields=["made"], name="web_parked_made"),
        )


class Saved(models.Model):
    """That a form was saved, written together with what it saved: sent again, it is answered and not saved twice."""

    once: models.CharField[str, str] = models.CharField(max_length=32, primary_key=True)
    user_id: models.IntegerField[int, int] = models.IntegerField()
    table_key: models.CharField[str, str] = models.CharField(max_length=64)
    record_id: models.IntegerField[int | None, int | None] = models.IntegerField(null=True)
    # A digest of what was sent: the same form may come again with something else in it.
    content: models.CharField[str, str] = models.CharField(max_length=32)
    made: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    class Meta:
        """What is asked of it beside its key: old ones, and what a person has saved just now."""

        db_table = "web_saved"
        default_permissions = ()
        indexes = (
            models.Index(fields=["made"], name="web_saved_made"),
            models.Index(fields=["user_id", "made"], name="web_saved_user"),
        )
