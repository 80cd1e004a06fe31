"""The notes of wrong passwords."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Creates `web_signin_failure`."""

    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.CreateModel(
            name="SigninFailure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account", models.CharField(max_length=64)),
                ("address", models.CharField(max_length=64)),
                ("at", models.BigIntegerField()),
            ],
            options={
                "db_table": "web_signin_failure",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["account"], name="web_signin_account"),
                    models.Index(fields=["address"], name="web_signin_address"),
                    models.Index(fields=["at"], name="web_signin_at"),
                ],
            },
        ),
    ]
