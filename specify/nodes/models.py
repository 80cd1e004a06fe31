"""Our table here: whether the numbers of a tree can be trusted.

In: `judging.py`, which looks all nodes through. Out: one row for each tree table. It lies here and not
with the pages of trees because queries find by numbers what stands below a node, too.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models


class TreeState(models.Model):
    """One tree table: whether its node numbers are valid, and under which stamp (numbers of nodes, newest moment)."""

    tree: models.CharField[str, str] = models.CharField(max_length=32, primary_key=True)
    is_valid: models.BooleanField[bool, bool] = models.BooleanField()
    # Whether each node's rank is below that of its parent, synonyms among them; null before that was looked at.
    is_ranked: models.BooleanField[bool | None, bool | None] = models.BooleanField(null=True)
    # How many nodes there are of each definition, by its id.
    nodes: models.JSONField[Any, Any] = models.JSONField()
    newest: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    checked: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    class Meta:
        """Its name in the database."""

        db_table = "web_tree_state"
        default_permissions = ()
