"""What was printed when."""

from typing import ClassVar

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Creates `web_print`."""

    initial = True

    dependencies: ClassVar = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Printout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("collection_id", models.IntegerField()),
                ("printed", models.DateTimeField()),
                ("template", models.CharField(max_length=100)),
                ("number", models.IntegerField()),
                ("asked", models.JSONField()),
                ("notes", models.JSONField(default=list)),
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
                "db_table": "web_print",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["user", "collection_id", "printed"], name="web_print_newest"),
                ],
            },
        ),
    ]
