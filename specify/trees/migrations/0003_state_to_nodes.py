"""The states of trees belong to `specify/nodes` from here on; the table stays."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Forgets `TreeState` and leaves `web_tree_state`."""

    dependencies: ClassVar = [("trees", "0002_imports"), ("nodes", "0001_initial")]
    operations: ClassVar = [migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("TreeState")])]
