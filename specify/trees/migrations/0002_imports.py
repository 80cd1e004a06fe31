"""Files whose rows are to become nodes of a tree."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Creates `web_tree_import` and `web_tree_import_part`."""

    dependencies: ClassVar = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("trees", "0001_initial"),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="TreeImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("collection_id", models.IntegerField()),
                ("tree", models.CharField(max_length=32)),
                ("definition_id", models.IntegerField()),
                ("once", models.CharField(max_length=24, unique=True)),
                ("state", models.CharField(max_length=10)),
                ("file", models.JSONField()),
                ("mapping", models.JSONField(null=True)),
                ("foreseen", models.JSONField(null=True)),
                ("made", models.JSONField(null=True)),
                ("job_id", models.BigIntegerField(null=True)),
                ("uploaded", models.DateTimeField()),
                ("changed", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "web_tree_import",
                "default_permissions": (),
                "indexes": [models.Index(fields=["changed"], name="web_tree_import_changed")],
            },
        ),
        migrations.CreateModel(
            name="TreeImportPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=10)),
                ("number", models.IntegerField()),
                ("content", models.BinaryField()),
                (
                    "whole",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="trees.treeimport",
                    ),
                ),
            ],
            options={
                "db_table": "web_tree_import_part",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("whole", "kind", "number"), name="web_tree_import_part_number")
                ],
            },
        ),
    ]
