"""The states of trees, which were the trees' own before, and whether their ranks are in order."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Takes `web_tree_state` over as it is, and adds a column to it."""

    initial = True
    dependencies: ClassVar = [("trees", "0002_imports")]
    operations: ClassVar = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="TreeState",
                    fields=[
                        ("tree", models.CharField(max_length=32, primary_key=True, serialize=False)),
                        ("is_valid", models.BooleanField()),
                        ("nodes", models.JSONField()),
                        ("newest", models.DateTimeField(null=True)),
                        ("checked", models.DateTimeField()),
                    ],
                    options={"db_table": "web_tree_state", "default_permissions": ()},
                )
            ]
        ),
        migrations.AddField("treestate", "is_ranked", models.BooleanField(null=True)),
    ]
