"""The forms that were saved, kept where Specify's tables are, so that both are written or neither."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies: ClassVar = [("records", "0002_draft")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Saved",
            fields=[
                ("once", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("user_id", models.IntegerField()),
                ("table_key", models.CharField(max_length=64)),
                ("record_id", models.IntegerField(null=True)),
                ("content", models.CharField(max_length=32)),
                ("made", models.DateTimeField()),
            ],
            options={
                "db_table": "web_saved",
                "default_permissions": (),
                "indexes": [models.Index(fields=["made"], name="web_saved_made")],
            },
        ),
    ]
