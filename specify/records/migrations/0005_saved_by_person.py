"""Finds what a person has saved just now."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """An index upon `web_saved`."""

    dependencies: ClassVar = [("records", "0004_parked")]
    operations: ClassVar = [
        migrations.AddIndex(model_name="saved", index=models.Index(fields=["user_id", "made"], name="web_saved_user"))
    ]
