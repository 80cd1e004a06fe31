"""Our tables here: what a survey of a tree has found: its stamp, its numbering, and what hangs on its large branches.

In: `surveying.py`. Out: one row for each tree table, and one for each large branch and collection. A page cannot count
a million names, so these rows carry the moment at which they were counted, and every page that shows them names it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models


class TreeState(models.Model):
    """One tree table: whether its node numbers are valid, and under which stamp (numbers of nodes, newest moment)."""

    tree: models.CharField[str, str] = models.CharField(max_length=32, primary_key=True)
    is_valid: models.BooleanField[bool, bool] = models.BooleanField()
    # How many nodes there are of each definition, by its id.
    nodes: models.JSONField[Any, Any] = models.JSONField()
    newest: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    checked: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    class Meta:
        """Its name in the database."""

        db_table = "web_tree_state"
        default_permissions = ()


class TreeCount(models.Model):
    """What one collection has under one node: at the node itself, and in all. Node 0 stands for the whole tree.

    No keys: Specify may delete a node or a collection, and a row that is left harms nobody until the next count.
    """

    collection_id: models.IntegerField[int, int] = models.IntegerField()
    tree: models.CharField[str, str] = models.CharField(max_length=32)
    node_id: models.IntegerField[int, int] = models.IntegerField()
    parent_id: models.IntegerField[int, int] = models.IntegerField()
    direct: models.IntegerField[int, int] = models.IntegerField()
    total: models.IntegerField[int, int] = models.IntegerField()
    counted: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    class Meta:
        """What is asked of it: a node, and the children of a node."""

        db_table = "web_tree_count"
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["collection_id", "tree", "node_id"], name="web_tree_count_node"),
        )
        indexes = (models.Index(fields=["collection_id", "tree", "parent_id"], name="web_tree_count_parent"),)
