"""What surveys of trees have found."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Creates `web_tree_state` and `web_tree_count`."""

    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
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
        ),
        migrations.CreateModel(
            name="TreeCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("collection_id", models.IntegerField()),
                ("tree", models.CharField(max_length=32)),
                ("node_id", models.IntegerField()),
                ("parent_id", models.IntegerField()),
                ("direct", models.IntegerField()),
                ("total", models.IntegerField()),
                ("counted", models.DateTimeField()),
            ],
            options={
                "db_table": "web_tree_count",
                "default_permissions": (),
                "indexes": [models.Index(fields=["collection_id", "tree", "parent_id"], name="web_tree_count_parent")],
                "constraints": [
                    models.UniqueConstraint(fields=("collection_id", "tree", "node_id"), name="web_tree_count_node")
                ],
            },
        ),
    ]
