"""Our tables are named `web_*`, and never hold a database constraint on Specify's.

In: every Django model class, as it is prepared (installed apps', migrations' historical ones, the migration
recorder's). Out: foreign apps' tables renamed to `web_<name>`; keys that point at Specify's models lose their
database constraint, so that Specify can always delete and alter its own rows. Must be connected before any model is
loaded: settings do it.
"""

from typing import Any

from django.db import models
from django.db.models.signals import class_prepared

SPECIFY_APP = "datamodel"
PREFIX = "web_"


def name_table(sender: type[models.Model], **_: Any) -> None:
    """Rename the table of one prepared model class and free its keys to Specify's tables."""
    meta = sender._meta
    if meta.app_label == SPECIFY_APP:
        return
    if meta.db_table and not meta.db_table.startswith(PREFIX):
        meta.db_table = PREFIX + meta.db_table
    for field in meta.local_fields:
        remote = getattr(field, "remote_field", None)
        target = getattr(remote, "model", None)
        label = target if isinstance(target, str) else getattr(getattr(target, "_meta", None), "label", "")
        if remote is not None and label.split(".")[0] == SPECIFY_APP and hasattr(field, "db_constraint"):
            field.db_constraint = False
            remote.on_delete = models.DO_NOTHING  # a user's row is Specify's to delete; a job sweeps what is left


def connect() -> None:
    """Begin naming; harmless when called again."""
    class_prepared.connect(name_table, dispatch_uid="specify.naming")
