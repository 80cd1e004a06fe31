"""Versions and drafts of stored templates, labels that wait for a sheet, what printers need, what fills reports."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import migrations, models

_ID: Any = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
_USER = {
    "db_constraint": False,
    "on_delete": models.DO_NOTHING,
    "related_name": "+",
    "to": settings.AUTH_USER_MODEL,
}


class Migration(migrations.Migration):
    """Creates `web_template_version`, `web_template_draft`, `web_print_queue`, `web_printer_offset`, `web_report`."""

    dependencies: ClassVar = [
        ("printing", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="TemplateVersion",
            fields=[
                ("id", _ID),
                ("resource", models.IntegerField()),
                ("number", models.IntegerField()),
                ("saved", models.DateTimeField()),
                ("source", models.JSONField()),
                ("user", models.ForeignKey(**_USER, null=True)),
            ],
            options={
                "db_table": "web_template_version",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=["resource", "number"], name="web_template_version_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplateDraft",
            fields=[
                ("id", _ID),
                ("resource", models.IntegerField()),
                ("typed", models.DateTimeField()),
                ("version", models.CharField(max_length=64)),
                ("source", models.JSONField()),
                ("user", models.ForeignKey(**_USER)),
            ],
            options={
                "db_table": "web_template_draft",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=["user", "resource"], name="web_template_draft_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Queued",
            fields=[
                ("id", _ID),
                ("collection_id", models.IntegerField()),
                ("template", models.CharField(max_length=100)),
                ("table", models.CharField(max_length=64)),
                ("record_id", models.IntegerField()),
                ("copies", models.IntegerField(null=True)),
                ("added", models.DateTimeField()),
                ("user", models.ForeignKey(**_USER)),
            ],
            options={
                "db_table": "web_print_queue",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["user", "collection_id", "template"], name="web_print_queue_of"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrinterOffset",
            fields=[
                ("id", _ID),
                ("right", models.FloatField(default=0)),
                ("down", models.FloatField(default=0)),
                ("user", models.OneToOneField(**_USER)),
            ],
            options={"db_table": "web_printer_offset", "default_permissions": ()},
        ),
        migrations.CreateModel(
            name="Bound",
            fields=[
                ("id", _ID),
                ("resource", models.IntegerField()),
                ("subreport", models.CharField(blank=True, default="", max_length=255)),
                ("field", models.CharField(max_length=255)),
                ("query_id", models.IntegerField()),
                ("string_id", models.TextField()),
            ],
            options={
                "db_table": "web_report",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=["resource", "subreport", "field"], name="web_report_field"),
                ],
            },
        ),
    ]
