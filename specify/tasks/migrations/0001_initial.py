"""The table of jobs."""

from typing import ClassVar

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Creates `web_job`."""

    initial = True
    dependencies: ClassVar = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verb", models.CharField(max_length=200)),
                ("arguments", models.JSONField(default=dict)),
                ("collection_id", models.IntegerField(null=True)),
                ("language", models.CharField(max_length=16)),
                ("state", models.CharField(default="waiting", max_length=10)),
                ("running_for", models.IntegerField(null=True, unique=True)),
                ("asked", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("rerun_of", models.BigIntegerField(null=True)),
                ("created", models.DateTimeField()),
                ("started", models.DateTimeField(null=True)),
                ("ended", models.DateTimeField(null=True)),
                ("heartbeat", models.BigIntegerField(null=True)),
                ("host", models.CharField(default="", max_length=100)),
                ("pid", models.IntegerField(null=True)),
                ("process", models.CharField(default="", max_length=150)),
                ("progress", models.JSONField(default=dict)),
                ("log", models.JSONField(default=list)),
                ("outcome", models.JSONField(default=dict)),
                ("is_woken", models.BooleanField(default=True)),
                ("is_cancel_asked", models.BooleanField(default=False)),
                ("is_seen", models.BooleanField(default=False)),
                ("is_announced", models.BooleanField(default=False)),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=models.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "web_job",
                "default_permissions": (),
                "indexes": [models.Index(fields=["state"], name="web_job_state")],
            },
        ),
    ]
