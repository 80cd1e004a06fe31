"""Queries too long for an address, what Specify cannot keep of one, and favourites."""

from typing import ClassVar

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Creates `web_query`, `web_query_kept` and `web_query_favourite`."""

    initial = True

    dependencies: ClassVar = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="OwnQuery",
            fields=[
                ("query_id", models.IntegerField(primary_key=True, serialize=False)),
                ("version", models.IntegerField(null=True)),
                ("digest", models.CharField(max_length=64)),
                ("said", models.JSONField()),
            ],
            options={
                "db_table": "web_query",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="KeptQuery",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("said", models.JSONField()),
                ("used", models.DateField()),
            ],
            options={
                "db_table": "web_query_kept",
                "default_permissions": (),
                "indexes": [models.Index(fields=["used"], name="web_query_kept_used")],
            },
        ),
        migrations.CreateModel(
            name="FavouriteQuery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("query_id", models.IntegerField()),
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
                "db_table": "web_query_favourite",
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("user", "query_id"), name="web_query_favourite_once")],
            },
        ),
    ]
