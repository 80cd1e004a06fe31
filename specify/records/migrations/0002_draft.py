"""What was put into forms and is not saved yet."""

from typing import ClassVar

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Creates `web_draft`."""

    dependencies: ClassVar = [
        ("records", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("key", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("collection_id", models.IntegerField()),
                ("table_key", models.CharField(max_length=64)),
                ("record_id", models.IntegerField(null=True)),
                ("content", models.JSONField()),
                ("version", models.IntegerField()),
                ("made", models.DateTimeField()),
                ("changed", models.DateTimeField()),
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
                "db_table": "web_draft",
                "default_permissions": (),
                "indexes": [models.Index(fields=["changed"], name="web_draft_changed")],
            },
        ),
    ]
