"""Our tables here: what a survey of a tree has counted, and files whose rows are to become nodes.

In: `surveying.py`. Out: one row for each large branch and collection; `nodes/models.py` has one for each tree. A page
cannot count a million names, so these rows carry the moment at which they were counted, and every page that shows them
names it.
And in: `importing/`. Out: one row for each import, and its file in parts.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models


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


class TreeImport(models.Model):
    """A file that a person has uploaded so that its rows become nodes of a tree, and what has become of it."""

    id: int
    user: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    user_id: int
    collection_id: models.IntegerField[int, int] = models.IntegerField()
    tree: models.CharField[str, str] = models.CharField(max_length=32)
    definition_id: models.IntegerField[int, int] = models.IntegerField()
    # Names the forms by which it is carried out and undone.
    once: models.CharField[str, str] = models.CharField(max_length=24, unique=True)
    state: models.CharField[str, str] = models.CharField(max_length=10)
    # An object with `name`, `how` it was read, `columns`, and the numbers of `rows` and of the `first`.
    file: models.JSONField[Any, Any] = models.JSONField()
    # What the columns mean; null before that was said.
    mapping: models.JSONField[Any, Any] = models.JSONField(null=True)
    # What was counted for the preview; null before.
    foreseen: models.JSONField[Any, Any] = models.JSONField(null=True)
    # How many nodes were made, of each rank by the id of its item; null before.
    made: models.JSONField[Any, Any] = models.JSONField(null=True)
    job_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    uploaded: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    changed: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    class Meta:
        """What is asked of it beside its key: a person's (the key has an index), and old ones."""

        db_table = "web_tree_import"
        default_permissions = ()
        indexes = (models.Index(fields=["changed"], name="web_tree_import_changed"),)


class TreeImportPart(models.Model):
    """A part of an import, compressed: rows of the file, its problems, or the ids of the nodes it has made."""

    whole: models.ForeignKey[Any, Any] = models.ForeignKey(
        TreeImport, models.CASCADE, db_constraint=False, related_name="parts"
    )
    kind: models.CharField[str, str] = models.CharField(max_length=10)
    number: models.IntegerField[int, int] = models.IntegerField()
    content: models.BinaryField[Any, Any] = models.BinaryField()

    class Meta:
        """What is asked of it: the parts of one kind, in order."""

        db_table = "web_tree_import_part"
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=["whole", "kind", "number"], name="web_tree_import_part_number"),)
