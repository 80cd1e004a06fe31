"""What collections hold."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Creates `web_holding`."""

    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.CreateModel(
            name="Holding",
            fields=[
                ("collection_id", models.IntegerField(primary_key=True, serialize=False)),
                ("counted", models.DateTimeField()),
                ("figures", models.JSONField()),
            ],
            options={"db_table": "web_holding", "default_permissions": ()},
        ),
    ]
