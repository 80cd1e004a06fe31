"""Our one table here: what a collection holds, counted now and then, since a page can't count a million rows.

In: `counting.py`. Out: one row per collection, with the moment it was counted, which every page that shows it names.
The figures are kept as JSON, which is ASCII, since a database of Specify 6 may know three bytes a letter only.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

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
