"""Our tables here: queries too long for an address, what Specify's tables cannot keep of one, and favourites.

In: `addresses.py` and `stored/`. Out: rows that say nothing of records, only what was asked.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from specify.query.kept import KeptQuery

__all__ = ["FavouriteQuery", "KeptQuery", "OwnQuery"]


class OwnQuery(models.Model):
    """What a stored query means here: it counts as long as the query has this version and its rows this digest."""

    query_id: models.IntegerField[int, int] = models.IntegerField(primary_key=True)
    version: models.IntegerField[int | None, int | None] = models.IntegerField(null=True)
    digest: models.CharField[str, str] = models.CharField(max_length=64)
    # Pairs of names and texts, as an address would have them.
    said: models.JSONField[Any, Any] = models.JSONField()

    class Meta:
        """Its name in the database."""

        db_table = "web_query"
        default_permissions = ()


class FavouriteQuery(models.Model):
    """A stored query that a person wants at hand."""

    user: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    user_id: int
    query_id: models.IntegerField[int, int] = models.IntegerField()

    class Meta:
        """Once for each person."""

        db_table = "web_query_favourite"
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=["user", "query_id"], name="web_query_favourite_once"),)
