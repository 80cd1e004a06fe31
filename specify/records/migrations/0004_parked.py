"""Forms that were sent without a session, for the hour in which their person may sign in."""

from typing import ClassVar

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Creates `web_parked`."""

    dependencies: ClassVar = [("records", "0003_saved"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Parked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("browser", models.CharField(max_length=32)),
                ("network", models.CharField(max_length=64)),
                ("key", models.CharField(max_length=32)),
                ("collection_id", models.IntegerField()),
                ("table_key", models.CharField(max_length=64)),
                ("record_id", models.IntegerField(null=True)),
                ("content", models.JSONField()),
                ("made", models.DateTimeField()),
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
                "db_table": "web_parked",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["browser", "key"], name="web_parked_browser"),
                    models.Index(fields=["network"], name="web_parked_network"),
                    models.Index(fields=["made"], name="web_parked_made"),
                ],
            },
        ),
    ]
